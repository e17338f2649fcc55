"""Models of influence: named, found, range-checked, and each with the spread that its definition implies."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import algorithms.models
from algorithms.delays import DelayLaw
from algorithms.models import Model, model_named, models
from algorithms.models.continuous_time import ContinuousTime
from algorithms.models.linear_threshold import LinearThreshold
from algorithms.models.trivalency import LEVELS, Trivalency
from algorithms.spread import estimate_spread
from graph.errors import ParameterError
from graph.influence import InfluenceGraph, TieWeights
from tests.algorithms.test_spread import agrees
from tests.published import KARATE, TINY, Tiny, both_ways, influence

NAMES = [
    "constant:0.1",
    "continuous-time:exponential,2.0:48.0:weighted-cascade",
    "continuous-time:weibull,2.0,0.7/mastodon=lognormal,3.0,1.5:inf:constant:0.1",
    "given",
    "linear-threshold",
    "linear-threshold:degree",
    "linear-threshold:given",
    "linear-threshold:ties:0.3",
    "tie-weights:0.1",
    "tie-weights:0.1:0.5",
    "trivalency",
    "trivalency:7",
    "weighted-cascade",
    "weighted-cascade:0.2",
]


def ties(graph: InfluenceGraph, weight: float = 1.0, *, on_topic: float | None = None) -> TieWeights:
    weights = np.full(graph.m, weight)
    topic = None if on_topic is None else (np.arange(graph.m, dtype=np.int32), np.full(graph.m, on_topic))
    return TieWeights(graph.in_offsets, graph.in_sources, weights, topic)


def under(model: Model, graph: InfluenceGraph) -> InfluenceGraph:
    """Give a graph, whose ties all weigh the same, the probabilities of a model."""
    probability = model.probabilities(ties(graph))
    return InfluenceGraph.from_sorted(
        graph.n,
        graph.in_sources.astype(np.int64),
        graph.in_targets.astype(np.int64),
        probability,
        graph.listens,
        one_at_most=model.one_at_most,
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_model_gives_back_the_name_that_it_was_asked_by(name: str) -> None:
    assert model_named(name).name == name


def test_every_kind_of_model_has_a_name_here() -> None:
    assert {name.partition(":")[0] for name in NAMES} == set(models())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("independent", "constant:P.*weighted-cascade"),
        ("constant", "probability"),
        ("constant:1.5", "probability"),
        ("constant:nan", "probability"),
        ("constant:x", "probability"),
        ("given:0.1", "given"),
        ("linear-threshold:followers", "weights"),
        ("linear-threshold:ties:2", "rest_share"),
        ("tie-weights:-0.1", "per_act"),
        ("tie-weights:0.1:7", "rest_share"),
        ("trivalency:-1", "random_seed"),
        ("weighted-cascade:1.1", "rest_share"),
        ("continuous-time:exponential", "law"),
        ("continuous-time:pareto,1", "law"),
        ("continuous-time:exponential,0", "scale"),
        ("continuous-time:exponential,1,2", "shape"),
        ("continuous-time:weibull,1,-2", "shape"),
        ("continuous-time:exponential,1:-3", "horizon"),
        ("continuous-time:exponential,1:3:linear-threshold", "base"),
        ("continuous-time:exponential,1:3:continuous-time:exponential,1", "base"),
    ],
)
def test_a_name_that_no_model_has_is_refused_saying_why(name: str, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        model_named(name)


def test_a_model_is_added_by_adding_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(algorithms.models.__file__).with_name("constant.py").read_text()
    (tmp_path / "halves.py").write_text(source.replace('"constant"', '"halves"'))
    monkeypatch.setattr(algorithms.models, "__path__", [*algorithms.models.__path__, str(tmp_path)])
    models.cache_clear()
    try:
        assert model_named("halves:0.5").name == "halves:0.5"
    finally:
        models.cache_clear()
        sys.modules.pop("algorithms.models.halves", None)


@pytest.mark.parametrize("tiny", TINY.values(), ids=TINY.keys())
def test_tiny_graphs_have_their_exact_spread_under_every_model(tiny: Tiny) -> None:
    graph = influence(tiny.n, tiny.edges, 1.0)
    columns = {
        "constant:0.5": tiny.half,
        "constant:0.1": tiny.tenth,
        "weighted-cascade": tiny.weighted_cascade,
        "linear-threshold": tiny.linear_threshold,
        "linear-threshold:degree": tiny.linear_threshold,
    }
    for name, expected in columns.items():
        found = estimate_spread(under(model_named(name), graph), [0], n_samples=100_000, random_seed=1)
        assert agrees(found.spread, expected), name


@pytest.mark.parametrize("tiny", TINY.values(), ids=TINY.keys())
def test_linear_threshold_with_half_the_weights_has_its_exact_spread(tiny: Tiny) -> None:
    whole = influence(tiny.n, tiny.edges)
    graph = InfluenceGraph.from_edges(
        tiny.n, whole.in_sources, whole.in_targets, whole.probability / 2, one_at_most=True
    )
    found = estimate_spread(graph, [0], n_samples=100_000, random_seed=1)
    assert agrees(found.spread, tiny.linear_threshold_half)


@pytest.mark.parametrize(
    ("seed", "expected"), [(0, 12.254302613018), (33, 13.081121789330), (2, 8.189226734731)]
)
def test_the_karate_club_under_linear_threshold_has_its_exact_spread(seed: int, expected: float) -> None:
    graph = under(LinearThreshold("degree"), influence(34, both_ways(KARATE.edges), 1.0))
    assert agrees(estimate_spread(graph, [seed], n_samples=100_000, random_seed=1).spread, expected)


@pytest.mark.parametrize("name", ["weighted-cascade:0.25", "linear-threshold:ties:0.25"])
def test_a_tie_off_the_topic_counts_for_its_rest_share(name: str) -> None:
    graph = influence(3, [(0, 2), (1, 2)], 1.0)
    probability = model_named(name).probabilities(ties(graph, 4.0, on_topic=1.0))
    assert probability.tolist() == [(1 + 0.25 * 3) / 8] * 2


@given(acts=st.integers(1, 30), q=st.floats(0, 1))
def test_acts_on_a_tie_are_independent_chances(acts: int, q: float) -> None:
    graph = influence(2, [(0, 1)], 1.0)
    missed = math.prod([1 - q] * acts)
    (found,) = model_named(f"tie-weights:{q}").probabilities(ties(graph, float(acts)))
    assert found == pytest.approx(1 - missed, abs=1e-12)


def test_trivalency_draws_each_level_equally_often() -> None:
    star = influence(30_001, [(0, leaf) for leaf in range(1, 30_001)], 1.0)
    levels, counts = np.unique(Trivalency().probabilities(ties(star)), return_counts=True)
    assert levels.tolist() == sorted(LEVELS)
    assert ((counts - 10_000) ** 2 / 10_000).sum() < 13.8  # chi-square, 2 degrees of freedom, one in 1,000


def test_trivalency_of_an_edge_does_not_depend_on_other_edges() -> None:
    one, two = influence(3, [(0, 2)], 1.0), influence(3, [(0, 2), (1, 2)], 1.0)
    assert Trivalency().probabilities(ties(one))[0] == Trivalency().probabilities(ties(two))[0]


@pytest.mark.parametrize("name", ["given", "linear-threshold:given"])
def test_what_was_not_given_cannot_be_used(name: str) -> None:
    with pytest.raises(ParameterError, match="came without"):
        model_named(name).probabilities(ties(influence(2, [(0, 1)], 1.0)))


def test_given_weights_of_a_linear_threshold_sum_to_one_at_most() -> None:
    star = influence(3, [(0, 2), (1, 2)], 1.0)
    weights = np.array([0.6, 0.6])
    given_ties = TieWeights(star.in_offsets, star.in_sources, weights, given=True)
    with pytest.raises(ParameterError, match=r"1\.2"):
        LinearThreshold("given").probabilities(given_ties)
    assert model_named("given").probabilities(given_ties).tolist() == [0.6, 0.6]


def test_a_platform_has_its_own_delay() -> None:
    slow, quick = DelayLaw("weibull", 24.0, 0.7), DelayLaw("exponential", 1.0)
    model = ContinuousTime(slow, platforms=(("mastodon", quick),))
    graph = influence(3, [(0, 1), (1, 2)], 1.0)
    delays = model.delays(ties(graph), ["twitter", "mastodon", "twitter"])
    assert delays.of_edge is not None
    assert [delays.laws[law] for law in delays.of_edge] == [quick, slow]
