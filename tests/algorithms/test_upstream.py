"""The magic middle: leads against the definition read literally, and chance against chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.upstream import Adoptions, find_upstream, median_leads
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s
from tests.algorithms.strategies import graphs, unhurried

Times = list[dict[int, int]]  # of each item, when each account took it up


def adoptions(times: Times) -> Adoptions:
    rows = [(item, account, at) for item, took in enumerate(times) for account, at in sorted(took.items())]
    item, account, at = (np.array(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    return Adoptions(np.asarray(item, np.int32), np.asarray(account, np.int32), np.asarray(at, np.int64))


def shares(graph: InfluenceGraph, times: Times, large: Bools, window: int) -> Float64s:
    """Read the definition off item by item, large account by large account."""
    edges = set(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    counted = [m for m in np.flatnonzero(large) if any(m in took for took in times)]
    result = np.zeros(graph.n)
    for u in range(graph.n):
        for m in counted:
            items = [took for took in times if m in took]
            led = [took for took in items if leads(edges, took, u, int(m), window)]
            result[u] += len(led) / len(items) / len(counted)
    return result


def leads(edges: set[tuple[int, int]], took: dict[int, int], u: int, m: int, window: int) -> bool:
    if u == m or u not in took or not 0 < took[m] - took[u] <= window:
        return False
    return (u, m) in edges or any(
        (u, w) in edges and (w, m) in edges and took[u] < took[w] < took[m] for w in took
    )


@unhurried
@given(graphs(min_n=2, max_n=6), st.data())
def test_a_share_is_what_its_definition_says(graph: InfluenceGraph, data: st.DataObject) -> None:
    took = st.dictionaries(st.integers(0, graph.n - 1), st.integers(0, 9), max_size=graph.n)
    times = data.draw(st.lists(took, max_size=3))
    large = np.array(data.draw(st.lists(st.booleans(), min_size=graph.n, max_size=graph.n)), dtype=np.bool_)
    found = find_upstream(
        graph, adoptions(times), large=large, candidates=~large, window_ms=4, n_permutations=1, random_seed=1
    )
    assert found.share == pytest.approx(shares(graph, times, large, 4)[~large])


def by_chance(random_seed: int) -> tuple[InfluenceGraph, Adoptions, Bools]:
    rng = np.random.default_rng(random_seed)
    pairs = np.unique(rng.integers(0, 60, (500, 2)), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    graph = InfluenceGraph.from_edges(60, pairs[:, 0], pairs[:, 1], 0.5)
    times = [
        {int(a): int(rng.integers(0, 10_000)) for a in rng.choice(60, 30, replace=False)} for _ in range(4)
    ]
    large = np.arange(60) < 10
    return graph, adoptions(times), large


def test_times_dealt_by_chance_give_p_values_that_are_uniform_or_higher() -> None:
    p_values = []
    for random_seed in range(12):
        graph, seen, large = by_chance(random_seed)
        found = find_upstream(
            graph, seen, large=large, candidates=~large, window_ms=5_000, n_permutations=99, random_seed=1
        )
        p_values.append(found.p_value)
    share = float((np.concatenate(p_values) <= 0.1).mean())
    assert share < 0.1 + 4 * np.sqrt(0.1 * 0.9 / 600)


def test_the_same_seed_gives_the_same_bytes_with_any_number_of_threads() -> None:
    graph, seen, large = by_chance(3)
    first, second = (
        find_upstream(
            graph,
            seen,
            large=large,
            candidates=~large,
            window_ms=5_000,
            n_permutations=50,
            random_seed=7,
            threads=threads,
        )
        for threads in (1, 2)
    )
    assert first.p_value.tobytes() == second.p_value.tobytes()
    assert first.expected.tobytes() == second.expected.tobytes()


def test_candidates_who_can_lead_nobody_make_nobody_less_certain() -> None:
    graph = InfluenceGraph.from_edges(30, [0, 1], [2, 2], 0.5)
    seen = adoptions([{0: 1, 1: 2, 2: 9, 3 + item: 5} for item in range(8)])
    large = np.arange(30) == 2
    few, many = (
        find_upstream(
            graph, seen, large=large, candidates=candidates, window_ms=50, n_permutations=199, random_seed=1
        )
        for candidates in (np.arange(30) < 2, ~large)
    )
    assert many.q_value[:2].tolist() == few.q_value.tolist()
    assert (many.q_value[2:] == 1).all()


def test_who_is_led_is_named_with_the_median_lead() -> None:
    graph = InfluenceGraph.from_edges(4, [0, 1, 0], [1, 2, 3], 0.5)
    seen = adoptions([{0: 10, 1: 20, 2: 40}, {0: 10, 1: 30, 2: 20}, {0: 10, 3: 15}, {0: 0, 3: 15}])
    large = np.array([False, False, True, True])
    assert median_leads(graph, seen, 0, large=large, window_ms=60) == [(3, 2, 10.0), (2, 1, 30.0)]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"large": np.zeros(2, np.bool_)}, "large"),
        ({"candidates": np.ones(3, np.bool_)}, "candidates"),
        ({"window_ms": 0}, "window_ms"),
        ({"n_permutations": 0}, "n_permutations"),
        ({"random_seed": -1}, "random_seed"),
    ],
)
def test_what_is_out_of_range_is_refused_by_name(wrong: dict[str, object], named: str) -> None:
    graph = InfluenceGraph.from_edges(3, [0], [1], 0.5)
    asked: dict[str, object] = {
        "large": np.array([False, True, False]),
        "candidates": np.array([True, False, False]),
        "window_ms": 5,
        "random_seed": 1,
        **wrong,
    }
    with pytest.raises(ParameterError, match=named):
        find_upstream(graph, adoptions([{0: 1, 1: 2}]), **asked)  # type: ignore[arg-type]  # wrong on purpose
