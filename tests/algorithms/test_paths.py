"""Paths: each search against the enumeration of all paths, and against networkx on larger graphs."""

from __future__ import annotations

from itertools import islice, pairwise
from math import log, prod

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.paths import k_best_paths, most_probable_path, paths_within, separation
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, models, unhurried

Enumerated = list[tuple[float, tuple[int, ...]]]


def live_steps(graph: InfluenceGraph) -> dict[int, list[tuple[int, float]]]:
    attention = np.ones(graph.n) if graph.attention is None else graph.attention
    steps: dict[int, list[tuple[int, float]]] = {}
    for u, v, p in zip(graph.in_sources, graph.in_targets, graph.probability, strict=True):
        if p * attention[v] > 0:
            steps.setdefault(int(u), []).append((int(v), float(p * attention[v])))
    return steps


def all_paths(graph: InfluenceGraph, sources: list[int], target: int, max_hops: int | None) -> Enumerated:
    """Return every path with its probability, best first: the obvious way."""
    steps = live_steps(graph)
    found: Enumerated = []

    def extend(path: list[int], probability: float) -> None:
        if path[-1] == target:
            found.append((probability, tuple(path)))
        elif len(path) - 1 != max_hops:
            for node, p in steps.get(path[-1], []):
                if node not in path and node not in sources:
                    extend([*path, node], probability * p)

    for source in sources:
        extend([source], 1.0)
    return sorted(found, key=lambda each: -each[0])


@st.composite
def questions(draw: st.DrawFn) -> tuple[InfluenceGraph, list[int], int, int | None]:
    graph = draw(graphs(min_n=2, max_n=7) | models())
    target = draw(st.integers(0, graph.n - 1))
    others = [node for node in range(graph.n) if node != target]
    sources = draw(st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True))
    return graph, sources, target, draw(st.none() | st.integers(1, 4))


@unhurried
@given(questions(), st.integers(1, 6))
def test_the_k_best_paths_are_the_first_of_all_paths(
    question: tuple[InfluenceGraph, list[int], int, int | None], k: int
) -> None:
    graph, sources, target, max_hops = question
    expected = all_paths(graph, sources, target, max_hops)
    found = k_best_paths(graph, sources, target, k=k, max_hops=max_hops)
    assert [path.probability for path in found] == pytest.approx([p for p, _ in expected[:k]], rel=1e-9)
    assert {path.nodes for path in found} <= {nodes for _, nodes in expected}
    assert len({path.nodes for path in found}) == len(found)


@unhurried
@given(questions(), st.sampled_from([0.05, 0.25, 0.5, 1.0]))
def test_the_paths_above_a_floor_are_all_of_them(
    question: tuple[InfluenceGraph, list[int], int, int | None], floor: float
) -> None:
    graph, sources, target, max_hops = question
    paths, complete = paths_within(graph, sources, target, least_probability=floor, max_hops=max_hops)
    expected = {nodes for p, nodes in all_paths(graph, sources, target, max_hops) if p >= floor * (1 - 1e-9)}
    assert complete
    assert {path.nodes for path in paths} == expected
    assert [path.length for path in paths] == sorted(path.length for path in paths)


@unhurried
@given(questions())
def test_a_path_is_worth_the_product_of_its_steps(
    question: tuple[InfluenceGraph, list[int], int, int | None],
) -> None:
    graph, sources, target, max_hops = question
    for path in k_best_paths(graph, sources, target, k=3, max_hops=max_hops):
        assert path.probability == pytest.approx(prod(path.steps))
        assert path.steps[path.bottleneck] == min(path.steps)
        assert len(path.steps) == len(path.nodes) - 1


@pytest.mark.parametrize("random_seed", range(5))
def test_on_a_larger_graph_networkx_finds_the_same_lengths(random_seed: int) -> None:
    rng = np.random.default_rng(random_seed)
    pairs = np.unique(rng.integers(0, 400, (2400, 2)), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    graph = InfluenceGraph.from_edges(400, pairs[:, 0], pairs[:, 1], rng.uniform(0.01, 0.9, len(pairs)))
    other: nx.DiGraph[int] = nx.DiGraph()
    edges = zip(graph.in_sources.tolist(), graph.in_targets.tolist(), graph.probability.tolist(), strict=True)
    other.add_weighted_edges_from((u, v, -log(p)) for u, v, p in edges)
    second = [
        sum(other.edges[step]["weight"] for step in pairwise(nodes))
        for nodes in islice(nx.shortest_simple_paths(other, 0, 1, weight="weight"), 5)
    ]
    assert [path.length for path in k_best_paths(graph, [0], 1, k=5)] == pytest.approx(second)


def test_a_path_too_improbable_for_a_double_is_still_found() -> None:
    n = 400
    chain = InfluenceGraph.from_edges(n, range(n - 1), range(1, n), 0.001)
    path = most_probable_path(chain, [0], n - 1)
    assert path is not None
    assert (len(path.steps), path.probability) == (n - 1, 0.0)


def test_a_search_that_stops_at_its_limit_says_that_there_is_more() -> None:
    graph = InfluenceGraph.from_edges(6, [0] * 4 + [1, 2, 3, 4], [1, 2, 3, 4] + [5] * 4, 0.5)
    paths, complete = paths_within(graph, [0], 5, least_probability=0.1, limit=3)
    assert (len(paths), complete) == (3, False)


@unhurried
@given(graphs(min_n=2, max_n=8))
def test_two_sides_that_do_not_meet_are_counted_as_networkx_counts_them(graph: InfluenceGraph) -> None:
    live = graph.probability > 0
    other: nx.DiGraph[int] = nx.DiGraph()
    other.add_nodes_from(range(graph.n))
    other.add_edges_from(zip(graph.in_sources[live].tolist(), graph.in_targets[live].tolist(), strict=True))
    expected = (len(nx.descendants(other, 0)) + 1, len(nx.ancestors(other, 1)) + 1)
    assert separation(graph, [0], 1) == expected


@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        ({"sources": []}, "sources"),
        ({"sources": [0, 0]}, "sources"),
        ({"sources": [9]}, "sources"),
        ({"target": 9}, "target"),
        ({"target": 0}, "target"),
        ({"max_hops": 0}, "max_hops"),
        ({"k": 0}, "k"),
        ({"k": 10_001}, "k"),
    ],
)
def test_a_question_out_of_range_is_refused_by_name(arguments: dict[str, object], refused: str) -> None:
    graph = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    asked: dict[str, object] = {"sources": [0], "target": 2, "k": 1, **arguments}
    with pytest.raises(ParameterError, match=refused):
        k_best_paths(graph, **asked)  # type: ignore[arg-type]  # some are wrong on purpose


@pytest.mark.parametrize("floor", [0.0, -0.1, 1.1, float("nan")])
def test_a_floor_that_is_no_probability_is_refused(floor: float) -> None:
    graph = InfluenceGraph.from_edges(2, [0], [1], 0.5)
    with pytest.raises(ParameterError, match="least_probability"):
        paths_within(graph, [0], 1, least_probability=floor)
