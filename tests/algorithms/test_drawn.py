"""One message drawn from a model: the live edges of one world, and the spread in the mean of many."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.delays import DelayLaw, Delays
from algorithms.drawn import draw_cascade
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.exact import spread_and_reach
from tests.algorithms.strategies import graphs, unhurried
from tests.published import influence

DRAWS = 2_000


@unhurried
@given(graph=graphs(), random_seed=st.integers(0, 1000))
def test_somebody_has_it_along_an_edge_of_the_graph(graph: InfluenceGraph, random_seed: int) -> None:
    tree = draw_cascade(graph, [0], random_seed=random_seed)
    possible = set(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    came = tree.parent >= 0
    assert {
        *zip(tree.account[tree.parent[came]].tolist(), tree.account[came].tolist(), strict=True)
    } <= possible
    assert len(set(tree.account.tolist())) == len(tree)


@unhurried
@given(graph=graphs())
def test_where_every_edge_is_certain_hops_are_distances(graph: InfluenceGraph) -> None:
    certain = InfluenceGraph.from_edges(graph.n, graph.in_sources, graph.in_targets, 1.0)
    joined: nx.DiGraph[int] = nx.DiGraph(
        zip(certain.in_sources.tolist(), certain.in_targets.tolist(), strict=True)
    )
    joined.add_node(0)
    tree = draw_cascade(certain, [0], random_seed=1)
    found = dict(zip(tree.account.tolist(), tree.hop.tolist(), strict=True))
    assert found == dict(nx.single_source_shortest_path_length(joined, 0))


@pytest.mark.parametrize("example", range(4))
def test_the_mean_of_many_draws_is_the_spread_under_any_model(example: int) -> None:
    graph = MODELS[example]
    sizes = [len(draw_cascade(graph, [0], random_seed=s)) for s in range(DRAWS)]
    expected, _ = spread_and_reach(graph, [0])
    assert np.mean(sizes) == pytest.approx(expected, abs=5 * float(np.std(sizes)) / DRAWS**0.5)


MODELS = [
    influence(4, [(0, 1), (1, 2), (0, 2), (2, 3)], 0.5),
    InfluenceGraph.from_edges(4, [0, 1, 0, 2], [1, 2, 2, 3], 0.5, one_at_most=True),
    InfluenceGraph.from_edges(4, [0, 1, 0, 2], [1, 2, 2, 3], 0.8, attention=[1.0, 0.5, 0.7, 0.9]),
    InfluenceGraph.from_edges(3, [0, 1, 0], [1, 2, 2], 0.5, one_at_most=True, attention=0.6),
]


def test_with_delays_somebody_has_it_from_whoever_was_faster() -> None:
    # 0 → 2 takes 10, 0 → 1 → 2 takes about 0.
    graph = influence(3, [(0, 1), (0, 2), (1, 2)], 1.0)
    laws = Delays(
        (DelayLaw("lognormal", 0.001, 0.001), DelayLaw("lognormal", 10.0, 0.001)),
        np.array([0, 1, 0], np.int32),
    )
    tree = draw_cascade(graph, [0], random_seed=1, delays=laws)
    assert (tree.account.tolist(), tree.parent.tolist(), tree.hop.tolist()) == (
        [0, 1, 2],
        [-1, 0, 1],
        [0, 1, 2],
    )


def test_after_the_horizon_nobody_passes_it_on() -> None:
    graph = influence(3, [(0, 1), (1, 2)], 1.0)
    laws = Delays((DelayLaw("lognormal", 10.0, 0.001),))
    assert len(draw_cascade(graph, [0], random_seed=1, delays=laws, horizon=15.0)) == 2


def test_the_same_random_seed_draws_the_same_message() -> None:
    graph = influence(5, [(i, j) for i in range(5) for j in range(5) if i != j], 0.3)
    draws = [draw_cascade(graph, [0], random_seed=s).parent.tobytes() for s in (1, 1, 2, 3, 4)]
    assert draws[0] == draws[1]
    assert len(set(draws)) > 1


def test_all_seeds_start_it() -> None:
    tree = draw_cascade(influence(3, [(0, 1)], 0.0), [2, 0], random_seed=1)
    assert (tree.account.tolist(), tree.hop.tolist()) == ([2, 0], [0, 0])


@pytest.mark.parametrize(
    ("named", "arguments"),
    [
        ("seeds", {"seeds": []}),
        ("seeds", {"seeds": [3]}),
        ("random_seed", {"random_seed": -1}),
        ("horizon", {"horizon": 1.0}),
        ("horizon", {"horizon": -1.0, "delays": Delays((DelayLaw("exponential", 1.0),))}),
    ],
)
def test_what_cannot_be_is_refused(named: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=named):
        draw_cascade(influence(3, [(0, 1)], 0.5), **{"seeds": [0], "random_seed": 1, **arguments})
