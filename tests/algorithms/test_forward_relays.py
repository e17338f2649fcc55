"""Relay values drawn forwards: closed forms, every model by enumeration, the same as backwards."""

from __future__ import annotations

from dataclasses import fields, replace
from threading import Event
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from algorithms.forward_relays import PROBES, DirectionCosts, RelayCascades
from algorithms.live_edges import ALL_KEPT, Thinning
from algorithms.models.weighted_cascade import WeightedCascade
from algorithms.pool import CancelledError
from algorithms.relays import RelayValues, relay_values
from algorithms.reverse_reachable import Counting
from algorithms.sketch import sample_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph, TieWeights
from graph.records import Float64s
from tests.algorithms import exact
from tests.algorithms.strategies import models
from tests.algorithms.test_relays import ANCHORS, COUNTINGS, KARATE_GRAPH, only, standard_errors, thinned
from tests.published import DIAMOND, KARATE_CARRIED, KARATE_LEADERS, PATH, Edges, influence


def drawn(graph: InfluenceGraph, *, counting: Counting, **asked: Any) -> RelayValues:
    return RelayCascades.of(graph, **asked).values(counting)


@pytest.mark.parametrize("likelier", [None, 0.8, 1.0], ids=["drawn", "thinned", "thinned of certain ones"])
@pytest.mark.parametrize("together", [False, True], ids=["sources", "seeds"])
@pytest.mark.parametrize(("edges", "probability", "counting", "expected"), ANCHORS)
def test_path_and_diamond_from_account_0_have_their_closed_form(
    edges: Edges,
    probability: float,
    counting: Counting,
    expected: list[float],
    likelier: float | None,
    *,
    together: bool,
) -> None:
    values = thinned(
        influence(4, edges, probability),
        np.full(len(edges), max(likelier or 0.0, probability)),
        sources=None if together else only(0, 4),
        seeds=[0] if together else None,
        n_samples=40_000,
        random_seed=1,
    ).values(counting)
    assert max(standard_errors(values.estimate(u), expected[u]) for u in range(4)) <= 4


@pytest.mark.parametrize("kept", [0, 1, 63, 64, 200])
def test_of_certain_edges_those_stay_whose_whole_weight_is_on_the_topic(kept: int) -> None:
    # A star of more edges than are looked up by one place: who is active is who is left.
    star = influence(201, [(0, v) for v in range(1, 201)], 1.0)
    on_topic = np.sort(np.random.default_rng(kept).permutation(200)[:kept]).astype(np.int32)
    thinning = Thinning.of(0.0, on_topic, np.full(kept, 3.0), np.full(200, 3.0))
    cascades = RelayCascades.of(star, seeds=[0], thinning=thinning, n_samples=2, random_seed=1)
    parts = cascades.parts(range(1, 201))
    assert [edge for edge in range(200) if parts[edge].active.value == 1.0] == on_topic.tolist()


def test_edges_thinned_to_a_topic_are_as_likely_as_on_it() -> None:
    rng = np.random.default_rng(1)
    weight, edges = rng.random(30) + 1, np.sort(rng.permutation(30)[:12]).astype(np.int32)
    on_topic = (edges, weight[edges] * rng.random(12))
    ties = TieWeights(np.array([0, 10, 30]), np.tile(np.arange(2, 17, dtype=np.int32), 2), weight, on_topic)
    model = WeightedCascade(0.3)
    thinning = model.thinning(ties)
    assert thinning is not None
    share = np.full(30, thinning.rest)
    share[thinning.edges] += (1 - thinning.rest) * thinning.part / thinning.weight[thinning.edges]
    of_all = model.probabilities(replace(ties, topic=None))
    assert share * of_all == pytest.approx(model.probabilities(ties))


@pytest.mark.parametrize("counting", COUNTINGS)
def test_karate_leaders_carry_what_switching_them_off_costs(counting: Counting) -> None:
    values = drawn(KARATE_GRAPH, counting=counting, n_samples=200_000, random_seed=2)
    expected, errors = KARATE_CARRIED[counting]
    leaders = list(KARATE_LEADERS)
    own = (values.high - values.low)[leaders] / (2 * 1.96)
    assert (abs(values.value[leaders] - expected) <= 4 * np.hypot(own, errors)).all()


def switched_off(graph: InfluenceGraph, seeds: list[int], *, people: bool) -> Float64s:
    """Enumerate what is lost in all worlds when an account that sees the message passes nothing on."""
    lost = np.zeros(graph.n)
    for weight, world in exact.worlds(graph):
        reached = exact.cascade(graph, world, seeds)[people]
        for u in set(range(graph.n)) - set(seeds):
            quiet = tuple(
                exact.NEITHER if source == u else state
                for source, state in zip(graph.in_sources, world, strict=True)
            )
            lost[u] += weight * len(reached - exact.cascade(graph, quiet, seeds)[people] - {u})
    return lost


@settings(deadline=None, max_examples=40)
@given(graph=models(max_m=6))
def test_values_agree_with_enumeration_under_every_model(graph: InfluenceGraph) -> None:
    for counting in COUNTINGS:
        values = drawn(graph, seeds=[0], counting=counting, n_samples=4000, random_seed=1)
        expected = switched_off(graph, [0], people=counting == "people")
        assert max(standard_errors(values.estimate(u), expected[u]) for u in range(graph.n)) <= 5


@pytest.mark.parametrize("counting", COUNTINGS)
@pytest.mark.parametrize(
    "start", [{"sources": only(7, 34)}, {"seeds": [7, 20]}, {"sources": np.full(34, 1 / 34)}]
)
def test_both_directions_agree_for_every_account(counting: Counting, start: dict[str, Any]) -> None:
    asked: dict[str, Any] = {"counting": counting, **start}
    backwards = relay_values(KARATE_GRAPH, n_samples=200_000, random_seed=1, **asked)
    forwards = drawn(KARATE_GRAPH, n_samples=100_000, random_seed=2, **asked)
    errors = [(each.high - each.low) / (2 * 1.96) for each in (backwards, forwards)]
    met = (backwards.value > 0) & (forwards.value > 0)
    z = (forwards.value - backwards.value)[met] / np.hypot(*errors)[met]
    assert abs(z).max() <= 4
    assert np.sqrt((z**2).mean()) < 1.4


@pytest.mark.parametrize("counting", COUNTINGS)
def test_behind_a_silent_account_nobody_carries(counting: Counting) -> None:
    values = drawn(
        influence(4, PATH, 1.0), seeds=[0], counting=counting, n_samples=100, random_seed=1, silent=[2]
    )
    assert values.value.tolist() == [0.0, 1.0, 0.0, 0.0]


def test_with_two_silent_the_diamond_has_one_way_left() -> None:
    values = drawn(
        influence(4, DIAMOND, 1.0), seeds=[0], counting="relays", n_samples=100, random_seed=1, silent=[2]
    )
    assert values.value.tolist() == [0.0, 1.0, 0.0, 0.0]


def test_starters_take_turns_by_their_shares() -> None:
    # Two paths out of two starters, certain: what each relay carries is its starter's share, to one cascade.
    graph = influence(6, [(0, 1), (1, 2), (3, 4), (4, 5)], 1.0)
    sources = np.array([0.3, 0, 0, 0.7, 0, 0])
    values = drawn(graph, sources=sources, counting="relays", n_samples=2000, random_seed=1)
    assert values.value == pytest.approx([0, 0.3, 0, 0, 0.7, 0], abs=1 / 1000)


@pytest.mark.parametrize("counting", COUNTINGS)
def test_intervals_cover_the_truth_as_often_as_they_say(counting: Counting) -> None:
    leaders = list(KARATE_LEADERS)
    expected = np.array(KARATE_CARRIED[counting][0])
    runs = [drawn(KARATE_GRAPH, counting=counting, n_samples=2000, random_seed=seed) for seed in range(200)]
    low, high = (np.array([getattr(run, end)[leaders] for run in runs]) for end in ("low", "high"))
    covered = ((low <= expected) & (expected <= high)).mean()
    assert abs(covered - 0.95) <= 0.03


def arrays(values: RelayValues) -> list[bytes]:
    return [np.asarray(getattr(values, field.name)).tobytes() for field in fields(RelayValues)]


@pytest.mark.parametrize("counting", COUNTINGS)
def test_any_number_of_threads_gives_the_same_bytes(counting: Counting) -> None:
    first, *others = (
        arrays(
            RelayCascades.of(KARATE_GRAPH, n_samples=50_001, random_seed=9).values(counting, threads=threads)
        )
        for threads in (1, 2, 4, 8)
    )
    assert all(other == first for other in others)


def test_a_graph_without_accounts_has_no_values() -> None:
    values = drawn(influence(0, [], 1.0), counting="people", n_samples=10, random_seed=1)
    assert len(values.value) == 0


def test_few_sources_are_cheaper_forwards_and_many_backwards() -> None:
    rng = np.random.default_rng(1)
    ends = np.unique(rng.integers(0, 5000, (20_000, 2)), axis=0)
    ends = ends[ends[:, 0] != ends[:, 1]]
    graph = InfluenceGraph.from_edges(5000, ends[:, 0], ends[:, 1], 0.1)
    sets = sample_sketch(graph, n_sets=PROBES, counting="relays", random_seed=1)
    asked: dict[str, Any] = {"n_samples": 1000, "random_seed": 1}
    few = RelayCascades.of(graph, sources=only(7, 5000), **asked)
    assert few.costs("relays", sets).cheaper == "forward"
    assert RelayCascades.of(graph, **asked).costs("relays", sets).cheaper == "reverse"


def test_cascades_that_end_where_they_start_are_the_cheaper_ones() -> None:
    graph = influence(3, [], 1.0)
    sets = sample_sketch(graph, n_sets=PROBES, counting="people", random_seed=1)
    cascades = RelayCascades.of(graph, seeds=[0], n_samples=1000, random_seed=1)
    assert cascades.costs("people", sets).cheaper == "forward"


def test_parts_are_of_other_accounts_than_the_seeds() -> None:
    cascades = RelayCascades.of(KARATE_GRAPH, seeds=[7], n_samples=10, random_seed=1)
    with pytest.raises(ParameterError, match="accounts"):
        cascades.parts([3, 7])


@pytest.mark.parametrize(("cascade", "expected"), [(1.0, 50_000), (100.0, 5_000), (1e9, 1_000)])
def test_as_many_cascades_as_take_as_long_as_the_sets(cascade: float, expected: int) -> None:
    assert DirectionCosts(1.0, 1.0, cascade, 10.0).cascades_for(50_000) == expected


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("n_samples", {"n_samples": 1}),
        ("random_seed", {"random_seed": -1}),
        ("counting", {"counting": "bots"}),
        ("silent", {"silent": [34]}),
        ("seeds", {"seeds": []}),
        ("sources", {"sources": np.ones(34)}),
        ("thinning", {"thinning": ALL_KEPT}),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(name: str, asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=name):
        drawn(KARATE_GRAPH, **{"counting": "relays", "n_samples": 100, "random_seed": 1, **asked})


def test_a_cancelled_run_stops() -> None:
    stop = Event()
    stop.set()
    with pytest.raises(CancelledError):
        RelayCascades.of(KARATE_GRAPH, n_samples=1000, random_seed=1).values("relays", cancelled=stop)
