"""Warm ties: the formula by hand, and the promises it makes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.paths import most_probable_path
from algorithms.warmth import reverse_edges, warm_graph
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import UNTIMED
from tests.algorithms.strategies import graphs

DAY = 86_400_000.0


def strength(asks: int, answers: int, *, age_days: float = 0.0) -> float:
    """Return the strength of 0 → 1 when 0 addressed 1 and 1 answered 0 so often."""
    pair = InfluenceGraph.from_edges(2, [0, 1], [1, 0], 0.5)
    target = pair.in_targets
    counts = np.where(target == 1, answers, asks)
    last = np.full(2, int(1_000 * DAY - age_days * DAY))
    warm = warm_graph(pair, exchanges=counts, last_ms=last, now_ms=int(1_000 * DAY), half_life_ms=90 * DAY)
    return float(warm.probability[target == 1][0])


def test_the_strength_is_the_formula_by_hand() -> None:
    assert strength(4, 2) == pytest.approx(2 / 3 * 2 / 4)
    assert strength(2, 4) == pytest.approx(2 / 3)
    assert strength(2, 4, age_days=90) == pytest.approx(2 / 3 / 2)


@given(st.integers(0, 50), st.integers(0, 50))
def test_one_side_alone_is_no_relationship(asks: int, answers: int) -> None:
    assert (strength(asks, answers) > 0) == (asks > 0 and answers > 0)


@given(st.integers(1, 50), st.integers(1, 50), st.floats(0, 1_000), st.floats(0, 1_000))
def test_a_tie_only_cools(asks: int, answers: int, one: float, other: float) -> None:
    sooner, later = sorted((one, other))
    assert strength(asks, answers, age_days=later) <= strength(asks, answers, age_days=sooner) <= 1


def test_a_tie_without_times_does_not_age() -> None:
    pair = InfluenceGraph.from_edges(2, [0, 1], [1, 0], 0.5)
    never = np.full(2, UNTIMED)
    warm = warm_graph(pair, exchanges=np.ones(2, np.int64), last_ms=never, now_ms=9**15, half_life_ms=1.0)
    assert warm.probability.tolist() == [0.5, 0.5]


def test_the_warmest_introduction_goes_through_who_answers() -> None:
    pairs = [(0, 1), (1, 0), (1, 3), (3, 1), (0, 2), (2, 0), (2, 3), (3, 2)]
    graph = InfluenceGraph.from_edges(4, [u for u, _ in pairs], [v for _, v in pairs], 0.9)
    cold = (graph.in_targets == 1) & (graph.in_sources == 0)  # 1 never answered 0
    warm = warm_graph(
        graph,
        exchanges=np.where(cold, 0, 3),
        last_ms=np.full(graph.m, UNTIMED),
        now_ms=0,
        half_life_ms=1.0,
    )
    path = most_probable_path(warm, [0], 3)
    assert path is not None
    assert path.nodes == (0, 2, 3)


@given(graphs(max_n=6))
def test_a_reverse_edge_is_found_where_there_is_one(graph: InfluenceGraph) -> None:
    edges = list(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    expected = [edges.index((v, u)) if (v, u) in edges else -1 for u, v in edges]
    assert reverse_edges(graph).tolist() == expected


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"exchanges": np.zeros(1, np.int64)}, "exchanges"),
        ({"exchanges": np.full(2, -1)}, "exchanges"),
        ({"last_ms": np.zeros(3, np.int64)}, "last_ms"),
        ({"half_life_ms": 0.0}, "half_life_ms"),
    ],
)
def test_what_is_out_of_range_is_refused_by_name(wrong: dict[str, object], named: str) -> None:
    pair = InfluenceGraph.from_edges(2, [0, 1], [1, 0], 0.5)
    asked: dict[str, object] = {
        "exchanges": np.ones(2, np.int64),
        "last_ms": np.zeros(2, np.int64),
        "now_ms": 0,
        "half_life_ms": 1.0,
        **wrong,
    }
    with pytest.raises(ParameterError, match=named):
        warm_graph(pair, **asked)  # type: ignore[arg-type]  # wrong on purpose
