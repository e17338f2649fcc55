"""Relay values drawn forwards: closed forms, every model by enumeration, the same as backwards."""

from __future__ import annotations

from dataclasses import fields
from threading import Event
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from algorithms.forward_relays import (
    DirectionCosts,
    both_forward_relay_values,
    direction_costs,
    forward_relay_parts,
    forward_relay_values,
)
from algorithms.pool import CancelledError
from algorithms.relays import RelayValues, relay_values
from algorithms.reverse_reachable import Counting
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s
from tests.algorithms import exact
from tests.algorithms.strategies import models
from tests.algorithms.test_relays import ANCHORS, COUNTINGS, KARATE_GRAPH, only, standard_errors
from tests.published import DIAMOND, KARATE_CARRIED, KARATE_LEADERS, PATH, Edges, influence


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
    values = forward_relay_values(
        influence(4, edges, probability),
        within=None if likelier is None else influence(4, edges, max(likelier, probability)),
        sources=None if together else only(0, 4),
        seeds=[0] if together else None,
        counting=counting,
        n_samples=40_000,
        random_seed=1,
    )
    assert max(standard_errors(values.estimate(u), expected[u]) for u in range(4)) <= 4


@pytest.mark.parametrize("counting", COUNTINGS)
def test_karate_leaders_carry_what_switching_them_off_costs(counting: Counting) -> None:
    values = forward_relay_values(KARATE_GRAPH, counting=counting, n_samples=200_000, random_seed=2)
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
        values = forward_relay_values(graph, seeds=[0], counting=counting, n_samples=4000, random_seed=1)
        expected = switched_off(graph, [0], people=counting == "people")
        assert max(standard_errors(values.estimate(u), expected[u]) for u in range(graph.n)) <= 5


@pytest.mark.parametrize("counting", COUNTINGS)
@pytest.mark.parametrize(
    "start", [{"sources": only(7, 34)}, {"seeds": [7, 20]}, {"sources": np.full(34, 1 / 34)}]
)
def test_both_directions_agree_for_every_account(counting: Counting, start: dict[str, Any]) -> None:
    asked: dict[str, Any] = {"counting": counting, **start}
    backwards = relay_values(KARATE_GRAPH, n_samples=200_000, random_seed=1, **asked)
    forwards = forward_relay_values(KARATE_GRAPH, n_samples=100_000, random_seed=2, **asked)
    errors = [(each.high - each.low) / (2 * 1.96) for each in (backwards, forwards)]
    met = (backwards.value > 0) & (forwards.value > 0)
    z = (forwards.value - backwards.value)[met] / np.hypot(*errors)[met]
    assert abs(z).max() <= 4
    assert np.sqrt((z**2).mean()) < 1.4


@pytest.mark.parametrize("counting", COUNTINGS)
def test_behind_a_silent_account_nobody_carries(counting: Counting) -> None:
    values = forward_relay_values(
        influence(4, PATH, 1.0), seeds=[0], counting=counting, n_samples=100, random_seed=1, silent=[2]
    )
    assert values.value.tolist() == [0.0, 1.0, 0.0, 0.0]


def test_with_two_silent_the_diamond_has_one_way_left() -> None:
    values = forward_relay_values(
        influence(4, DIAMOND, 1.0), seeds=[0], counting="relays", n_samples=100, random_seed=1, silent=[2]
    )
    assert values.value.tolist() == [0.0, 1.0, 0.0, 0.0]


def test_starters_take_turns_by_their_shares() -> None:
    # Two paths out of two starters, certain: what each relay carries is its starter's share, to one cascade.
    graph = influence(6, [(0, 1), (1, 2), (3, 4), (4, 5)], 1.0)
    sources = np.array([0.3, 0, 0, 0.7, 0, 0])
    values = forward_relay_values(graph, sources=sources, counting="relays", n_samples=2000, random_seed=1)
    assert values.value == pytest.approx([0, 0.3, 0, 0, 0.7, 0], abs=1 / 1000)


@pytest.mark.parametrize("counting", COUNTINGS)
def test_intervals_cover_the_truth_as_often_as_they_say(counting: Counting) -> None:
    leaders = list(KARATE_LEADERS)
    expected = np.array(KARATE_CARRIED[counting][0])
    runs = [
        forward_relay_values(KARATE_GRAPH, counting=counting, n_samples=2000, random_seed=seed)
        for seed in range(200)
    ]
    low, high = (np.array([getattr(run, end)[leaders] for run in runs]) for end in ("low", "high"))
    covered = ((low <= expected) & (expected <= high)).mean()
    assert abs(covered - 0.95) <= 0.03


def arrays(values: RelayValues) -> list[bytes]:
    return [np.asarray(getattr(values, field.name)).tobytes() for field in fields(RelayValues)]


@pytest.mark.parametrize("counting", COUNTINGS)
def test_any_number_of_threads_gives_the_same_bytes(counting: Counting) -> None:
    first, *others = (
        arrays(
            forward_relay_values(
                KARATE_GRAPH, counting=counting, n_samples=50_001, random_seed=9, threads=threads
            )
        )
        for threads in (1, 2, 4, 8)
    )
    assert all(other == first for other in others)


def test_a_graph_without_accounts_has_no_values() -> None:
    values = forward_relay_values(influence(0, [], 1.0), counting="people", n_samples=10, random_seed=1)
    assert len(values.value) == 0


def test_few_sources_are_cheaper_forwards_and_many_backwards() -> None:
    rng = np.random.default_rng(1)
    ends = np.unique(rng.integers(0, 5000, (20_000, 2)), axis=0)
    ends = ends[ends[:, 0] != ends[:, 1]]
    graph = InfluenceGraph.from_edges(5000, ends[:, 0], ends[:, 1], 0.1)
    asked: dict[str, Any] = {"counting": "relays", "random_seed": 1}
    assert direction_costs(graph, sources=only(7, 5000), **asked).cheaper == "forward"
    assert direction_costs(graph, **asked).cheaper == "reverse"


def test_where_nobody_is_carried_no_direction_is_better() -> None:
    costs = direction_costs(influence(3, [], 1.0), seeds=[0], counting="people", random_seed=1)
    assert costs.cheaper == "reverse"


@pytest.mark.parametrize("start", [{"seeds": [7, 20]}, {"sources": np.full(34, 1 / 34)}])
def test_both_counts_by_the_same_cascades_are_what_each_is_alone(start: dict[str, Any]) -> None:
    asked = {"n_samples": 5_001, "random_seed": 3, "silent": [2], **start}
    both = both_forward_relay_values(KARATE_GRAPH, **asked)
    alone = {each: forward_relay_values(KARATE_GRAPH, counting=each, **asked) for each in COUNTINGS}
    assert {each: arrays(both[each]) for each in COUNTINGS} == {
        each: arrays(alone[each]) for each in COUNTINGS
    }


def test_parts_are_of_other_accounts_than_the_seeds() -> None:
    with pytest.raises(ParameterError, match="accounts"):
        forward_relay_parts(KARATE_GRAPH, [3, 7], seeds=[7], n_samples=10, random_seed=1)


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
        ("within", {"within": influence(4, PATH, 1.0)}),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(name: str, asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=name):
        forward_relay_values(
            KARATE_GRAPH, **{"counting": "relays", "n_samples": 100, "random_seed": 1, **asked}
        )


def test_a_cancelled_run_stops() -> None:
    stop = Event()
    stop.set()
    with pytest.raises(CancelledError):
        forward_relay_values(KARATE_GRAPH, counting="relays", n_samples=1000, random_seed=1, cancelled=stop)
