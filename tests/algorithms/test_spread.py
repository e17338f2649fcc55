"""Spread and reach: published and enumerated numbers, by hop, and reproducible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import hypot
from threading import Event, Timer
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import expon, gamma, lognorm, weibull_min

from algorithms.delays import DelayLaw, Delays
from algorithms.estimates import Estimate
from algorithms.pool import CancelledError
from algorithms.spread import estimate_spread
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.exact import spread_and_reach
from tests.algorithms.strategies import models
from tests.published import (
    DIAMOND,
    GDS_EDGES,
    GDS_NAMES,
    GDS_SPREAD,
    KARATE,
    KARATE_SEEDS,
    KARATE_SPREAD,
    PATH,
    TINY,
    Tiny,
    influence,
    undirected,
)

FLORENTINE = nx.florentine_families_graph()
PETERSEN = nx.petersen_graph()
HUB = InfluenceGraph.from_edges(401, [0] * 400, range(1, 401), np.tile([0.02, 0.1, 0.4, 0.9, 1.0], 80))
ONE_DAY = Delays((DelayLaw("exponential", 24.0),))


def agrees(estimate: Estimate, expected: float, *, standard_error: float = 0.0) -> bool:
    """Tell whether an estimate lies within four standard errors, as its interval implies them."""
    own = (estimate.high - estimate.low) / (2 * 1.96)
    return abs(estimate.value - expected) <= 4 * hypot(own, standard_error) + 1e-9


def spread_of(graph: InfluenceGraph, *seeds: int) -> Estimate:
    return estimate_spread(graph, seeds, n_samples=100_000, random_seed=1).spread


@pytest.mark.parametrize("tiny", TINY.values(), ids=TINY.keys())
def test_tiny_graphs_have_their_exact_spread(tiny: Tiny) -> None:
    columns = {0.5: tiny.half, 0.1: tiny.tenth, None: tiny.weighted_cascade}
    for probability, expected in columns.items():
        assert agrees(spread_of(influence(tiny.n, tiny.edges, probability), 0), expected)


@pytest.mark.parametrize(
    ("graph", "probability", "seeds", "expected"),
    [
        (nx.complete_graph(4), 0.5, [0], 13 / 4),
        (nx.complete_graph(5), 0.5, [0], 565 / 128),
        (nx.cycle_graph(5), 0.3, [0], 1.84048),
        (PETERSEN, 0.3, [0], 2.9363187434),
        (PETERSEN, 0.3, [0, 7], 4.8960671421),
    ],
)
def test_undirected_graphs_have_their_exact_spread(
    graph: nx.Graph[int], probability: float, seeds: Sequence[int], expected: float
) -> None:
    assert agrees(spread_of(undirected(graph, probability), *seeds), expected)


@pytest.mark.parametrize(
    ("family", "probability", "expected"),
    [
        ("Medici", 0.2, 2.6374275640),
        ("Strozzi", 0.2, 2.242381),
        ("Guadagni", 0.2, 2.204592),
        ("Ridolfi", 0.2, 2.150630),
        ("Tornabuoni", 0.2, 2.140708),
        ("Medici", 0.5, 7.8282470703),
    ],
)
def test_florentine_families_have_their_exact_spread(
    family: str, probability: float, expected: float
) -> None:
    seed = list(FLORENTINE).index(family)
    assert agrees(spread_of(undirected(FLORENTINE, probability), seed), expected)


@pytest.mark.parametrize("probability", KARATE_SPREAD)
def test_the_karate_club_has_its_exact_spread(probability: float) -> None:
    graph = undirected(KARATE, probability)
    for seeds, expected in zip(KARATE_SEEDS, KARATE_SPREAD[probability], strict=True):
        assert agrees(spread_of(graph, *seeds), expected)


@pytest.mark.parametrize(("seeds", "expected"), [([33], 10.553), ([33, 0], 17.740)])
def test_the_karate_club_under_weighted_cascade_has_its_sampled_spread(
    seeds: Sequence[int], expected: float
) -> None:
    assert agrees(spread_of(undirected(KARATE), *seeds), expected, standard_error=0.002)


@pytest.mark.parametrize("names", GDS_SPREAD, ids="+".join)
def test_the_celf_example_has_its_exact_spread(names: Sequence[str]) -> None:
    seeds = [GDS_NAMES.index(name) for name in names]
    assert agrees(spread_of(influence(10, GDS_EDGES, 0.1), *seeds), GDS_SPREAD[tuple(names)])


def test_a_hundred_simulations_come_with_an_interval_that_covers_the_celf_example() -> None:
    # The manual that the example comes from states 3.76 after 100 simulations, without an interval.
    seeds = [GDS_NAMES.index(name) for name in ("Alice", "Ethan", "Michael")]
    found = estimate_spread(influence(10, GDS_EDGES, 0.1), seeds, n_samples=100, random_seed=1).spread
    assert found.low <= 3.8871 <= found.high


@settings(max_examples=60, deadline=None)
@given(graph=models())
def test_spread_and_reach_agree_with_enumeration_under_every_model(graph: InfluenceGraph) -> None:
    spread, reach = spread_and_reach(graph, [0, 1])
    found = estimate_spread(graph, [0, 1], n_samples=20_000, random_seed=4)
    assert found.spread.low - 0.03 <= spread <= found.spread.high + 0.03
    assert found.reach.low - 0.03 <= reach <= found.reach.high + 0.03


@settings(max_examples=30, deadline=None)
@given(graph=models(), chances=st.tuples(*[st.floats(0, 1)] * 2), timed=st.booleans())
def test_who_may_say_no_starts_as_often_as_enumeration_says(
    graph: InfluenceGraph, chances: tuple[float, float], timed: bool
) -> None:
    asked: dict[str, Any] = {"acceptance": chances, "delays": ONE_DAY if timed else None}
    found = estimate_spread(graph, [0, 1], n_samples=20_000, random_seed=4, **asked)
    one, other = chances
    weights = {(0, 1): one * other, (0,): one * (1 - other), (1,): (1 - one) * other}
    exact = np.array([spread_and_reach(graph, seeds) for seeds in weights])
    spread, reach = np.array(list(weights.values())) @ exact
    assert found.spread.low - 0.03 <= spread <= found.spread.high + 0.03
    assert found.reach.low - 0.03 <= reach <= found.reach.high + 0.03
    assert sum(hop.value for hop in found.people_by_hop) == pytest.approx(found.reach.value, abs=0.05)


def test_whoever_is_asked_and_says_yes_for_certain_starts() -> None:
    graph = undirected(KARATE, 0.3)
    asked, certain = (
        estimate_spread(graph, [0, 33], acceptance=chances, n_samples=500, random_seed=1)
        for chances in ((1.0, 1.0), None)
    )
    assert asked == certain


def test_a_community_of_accounts_that_may_say_no_counts_those_who_start() -> None:
    found = estimate_spread(
        influence(2, [(0, 1)], 0.0),
        [0],
        acceptance=[0.25],
        communities=np.array([0, 1], dtype=np.int32),
        n_samples=100_000,
        random_seed=1,
    )
    assert agrees(found.actives_by_community[0], 0.25)
    assert agrees(found.people_by_community[1], 0.25)


def test_hops_of_a_path_halve_each_time() -> None:
    found = estimate_spread(influence(4, PATH, 0.5), [0], n_samples=100_000, random_seed=1)
    for hop, expected in enumerate([1, 1 / 2, 1 / 4, 1 / 8]):
        assert agrees(found.actives_by_hop[hop], expected)
    for hop, expected in enumerate([1, 1, 1 / 2, 1 / 4]):
        assert agrees(found.people_by_hop[hop], expected)


def test_a_hop_may_bring_actives_and_nobody_who_sees_it_first() -> None:
    graph = InfluenceGraph.from_edges(4, [0, 0, 1, 2], [1, 2, 2, 3], [1.0, 0.0, 1.0, 1.0])
    found = estimate_spread(graph, [0], n_samples=10, random_seed=1)
    assert [hop.value for hop in found.actives_by_hop] == [1, 1, 1, 1]
    assert [hop.value for hop in found.people_by_hop] == [1, 2, 0, 1]


def test_hops_add_up_to_the_whole() -> None:
    found = estimate_spread(undirected(KARATE, 0.2), [0], n_samples=1000, random_seed=1)
    assert sum(hop.value for hop in found.actives_by_hop) == pytest.approx(found.spread.value)
    assert sum(hop.value for hop in found.people_by_hop) == pytest.approx(found.reach.value)


def test_those_who_do_not_listen_are_reached_only_by_passing_on() -> None:
    graph = InfluenceGraph.from_edges(3, [0, 0], [1, 2], [0.0, 0.0], listens=[True, False])
    assert estimate_spread(graph, [0], n_samples=10, random_seed=1).reach.value == 2


def test_an_account_without_ties_spreads_to_itself_for_certain() -> None:
    found = estimate_spread(influence(3, [], 1.0), [1], n_samples=10, random_seed=1)
    assert found.spread == found.reach == Estimate(1.0, 1.0, 1.0, 10)


def test_the_same_random_seed_gives_the_same_estimate() -> None:
    graph = undirected(KARATE, 0.2)
    first, again, other = (estimate_spread(graph, [0], n_samples=500, random_seed=s) for s in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("threads", [2, 4, 8])
@pytest.mark.parametrize(
    "timing", [{}, {"delays": ONE_DAY, "times": [0.1, 24.0]}], ids=["at once", "in time"]
)
def test_the_number_of_threads_changes_nothing(timing: dict[str, Any], threads: int) -> None:
    graph, communities = undirected(KARATE, 0.2), np.arange(34, dtype=np.int32) % 3
    alone, together = (
        estimate_spread(
            graph,
            [0],
            n_samples=5000,
            random_seed=1,
            communities=communities,
            threads=count,
            **timing,
        )
        for count in (1, threads)
    )
    assert alone == together


def test_more_samples_go_on_from_where_fewer_stopped() -> None:
    graph = undirected(KARATE, 0.2)
    adaptive = estimate_spread(graph, [0], target_ci=0.02, random_seed=1).spread
    assert adaptive.value == estimate_spread(graph, [0], n_samples=adaptive.n, random_seed=1).spread.value


@pytest.mark.parametrize("target", [0.1, 0.02, 0.005])
def test_a_target_interval_is_met(target: float) -> None:
    found = estimate_spread(undirected(KARATE, 0.2), [0], target_ci=target, random_seed=1).spread
    assert (found.high - found.low) / 2 <= target * found.value
    assert found.low <= KARATE_SPREAD[0.2][0] <= found.high


def test_a_narrower_target_takes_more_samples() -> None:
    graph = undirected(KARATE, 0.2)
    wide, narrow = (estimate_spread(graph, [0], target_ci=t, random_seed=1).spread.n for t in (0.1, 0.01))
    assert wide == 1000 < narrow


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    graph, expected = influence(4, DIAMOND, 0.5), TINY["diamond"].half
    found = [estimate_spread(graph, [0], n_samples=400, random_seed=seed).spread for seed in range(1000)]
    covered = sum(estimate.low <= expected <= estimate.high for estimate in found)
    assert 0.92 <= covered / 1000 <= 0.98


def test_communities_add_up_to_the_whole() -> None:
    communities = np.arange(34, dtype=np.int32) % 4
    found = estimate_spread(
        undirected(KARATE, 0.2), [0, 5], n_samples=1000, random_seed=1, communities=communities
    )
    assert sum(each.value for each in found.actives_by_community) == pytest.approx(found.spread.value)
    assert sum(each.value for each in found.people_by_community) == pytest.approx(found.reach.value)


def test_a_community_counts_its_own() -> None:
    graph = InfluenceGraph.from_edges(4, [0, 0, 0], [1, 2, 3], [1.0, 0.5, 0.0])
    found = estimate_spread(graph, [0], n_samples=100_000, random_seed=1, communities=np.array([0, 1, 1, 2]))
    assert [each.value for each in found.people_by_community] == [1, 2, 1]
    for estimate, expected in zip(found.actives_by_community, [1, 1.5, 0], strict=True):
        assert agrees(estimate, expected)


@pytest.mark.parametrize("time", [0.5, 2.0, 6.0])
def test_exponential_delays_along_a_path_add_up_to_an_erlang_time(time: float) -> None:
    delays = Delays((DelayLaw("exponential", 2.0),))
    graph = influence(4, PATH, 1.0)
    found = estimate_spread(graph, [0], n_samples=50_000, random_seed=1, delays=delays, times=[time])
    passed = [1.0, *(gamma(steps, scale=2).cdf(time) for steps in (1, 2, 3))]
    assert agrees(found.actives_by_time[0], sum(passed))
    assert agrees(found.people_by_time[0], 1 + sum(passed[:3]))


@pytest.mark.parametrize(
    ("law", "distribution"),
    [
        (DelayLaw("exponential", 2.0), expon(scale=2)),
        (DelayLaw("weibull", 2.0, 0.7), weibull_min(0.7, scale=2)),
        (DelayLaw("lognormal", 2.0, 1.5), lognorm(1.5, scale=2)),
    ],
)
def test_a_delay_has_the_distribution_of_its_law(law: DelayLaw, distribution: Any) -> None:
    times = [0.25, 1.0, 2.0, 5.0, 20.0]
    found = estimate_spread(
        influence(2, [(0, 1)], 0.5),
        [0],
        n_samples=50_000,
        random_seed=1,
        delays=Delays((law,)),
        times=times,
    )
    for time, estimate in zip(times, found.actives_by_time, strict=True):
        assert agrees(estimate, 1 + distribution.cdf(time) / 2)


def test_what_happens_after_the_horizon_does_not_count() -> None:
    graph, delays = influence(4, PATH, 0.5), Delays((DelayLaw("exponential", 1.0),))
    cut = estimate_spread(graph, [0], n_samples=50_000, random_seed=1, delays=delays, horizon=1.5)
    expected = 1 + sum(gamma(steps).cdf(1.5) / 2**steps for steps in (1, 2, 3))
    assert agrees(cut.spread, expected)


@settings(max_examples=40, deadline=None)
@given(graph=models())
def test_without_a_horizon_delays_change_nothing_in_the_end(graph: InfluenceGraph) -> None:
    delays = Delays((DelayLaw("lognormal", 1.0, 2.0),))
    slow = estimate_spread(graph, [0], n_samples=200, random_seed=1, delays=delays)
    at_once = estimate_spread(graph, [0], n_samples=200, random_seed=1)
    assert (slow.spread, slow.reach) == (at_once.spread, at_once.reach)


def test_delays_change_nothing_in_the_end_about_what_a_hub_does() -> None:
    delays = Delays((DelayLaw("exponential", 1.0),))
    slow = estimate_spread(HUB, [0], n_samples=200, random_seed=1, delays=delays)
    at_once = estimate_spread(HUB, [0], n_samples=200, random_seed=1)
    assert (slow.spread, slow.reach) == (at_once.spread, at_once.reach)


@settings(max_examples=40, deadline=None)
@given(graph=models(), hops=st.integers(0, 3))
def test_within_some_hops_spread_and_reach_agree_with_enumeration(graph: InfluenceGraph, hops: int) -> None:
    spread, reach = spread_and_reach(graph, [0, 1], hops)
    found = estimate_spread(graph, [0, 1], n_samples=20_000, random_seed=4, hops=hops)
    assert found.spread.low - 0.03 <= spread <= found.spread.high + 0.03
    assert found.reach.low - 0.03 <= reach <= found.reach.high + 0.03


@pytest.mark.parametrize(
    "delays", [None, Delays((DelayLaw("exponential", 1.0),))], ids=["at once", "in time"]
)
def test_what_counts_within_some_hops_is_those_hops_of_all(delays: Delays | None) -> None:
    graph = undirected(KARATE, 0.3)
    whole, near = (
        estimate_spread(graph, [0], n_samples=500, random_seed=1, delays=delays, hops=hops)
        for hops in (None, 2)
    )
    assert [hop.value for hop in near.actives_by_hop] == [hop.value for hop in whole.actives_by_hop[:3]]
    assert near.spread.value == pytest.approx(sum(hop.value for hop in whole.actives_by_hop[:3]))
    assert near.reach.value == pytest.approx(sum(hop.value for hop in whole.people_by_hop[:3]))


def test_no_hop_at_all_leaves_the_seeds_for_certain() -> None:
    found = estimate_spread(undirected(KARATE, 0.3), [0, 33], n_samples=10, random_seed=1, hops=0)
    assert found.spread == found.reach == Estimate(2.0, 2.0, 2.0, 10)


def test_the_earlier_of_two_ways_counts() -> None:
    laws = (DelayLaw("exponential", 1.0), DelayLaw("exponential", 1e9))
    graph = influence(3, [(0, 1), (0, 2), (1, 2)], 1.0)  # by target: 0→1, 0→2, 1→2
    delays = Delays(laws, np.array([0, 1, 0], dtype=np.int32))
    found = estimate_spread(graph, [0], n_samples=50_000, random_seed=1, delays=delays, times=[2.0])
    assert agrees(found.actives_by_time[0], 1 + gamma(1).cdf(2) + gamma(2).cdf(2))
    assert [round(hop.value, 2) for hop in found.actives_by_hop] == [1, 1, 1]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("n_samples", {"n_samples": 0}),
        ("n_samples", {}),
        ("n_samples", {"n_samples": 10, "target_ci": 0.1}),
        ("target_ci", {"target_ci": 0.0}),
        ("target_ci", {"target_ci": 1.0}),
        ("target_ci", {"target_ci": float("nan")}),
        ("random_seed", {"n_samples": 10, "random_seed": -1}),
        ("acceptance", {"n_samples": 10, "acceptance": [0.5, 0.5]}),
        ("acceptance", {"n_samples": 10, "acceptance": [1.5]}),
        ("acceptance", {"n_samples": 10, "acceptance": [float("nan")]}),
        ("delays", {"n_samples": 10, "horizon": 3.0}),
        ("delays", {"n_samples": 10, "times": [1.0]}),
        ("horizon", {"n_samples": 10, "delays": ONE_DAY, "horizon": -1.0}),
        ("hops", {"n_samples": 10, "hops": -1}),
        ("times", {"n_samples": 10, "delays": ONE_DAY, "times": [2.0, 1.0]}),
        ("times", {"n_samples": 10, "delays": ONE_DAY, "times": [float("nan")]}),
        ("delays", {"n_samples": 10, "delays": Delays(ONE_DAY.laws, np.zeros(7, np.int32))}),
        ("communities", {"n_samples": 10, "communities": np.zeros(7, np.int32)}),
        ("communities", {"n_samples": 10, "communities": np.array([0, -1, 0, 0])}),
        ("threads", {"n_samples": 10, "threads": 0}),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(name: str, asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=name):
        estimate_spread(influence(4, PATH, 0.5), [0], **{"random_seed": 1, **asked})


def test_a_law_for_an_edge_that_is_none_of_those_named_is_refused() -> None:
    with pytest.raises(ParameterError, match="of_edge"):
        Delays(ONE_DAY.laws, np.array([0, 1], dtype=np.int32))


def test_a_cancelled_run_stops() -> None:
    cancelled = Event()
    cancelled.set()
    with pytest.raises(CancelledError):
        estimate_spread(influence(4, PATH, 0.5), [0], n_samples=10, random_seed=1, cancelled=cancelled)


def test_more_accounts_than_can_be_numbered_are_refused() -> None:
    huge = replace(influence(4, PATH, 0.5), in_offsets=np.broadcast_to(np.int64(0), 2**31 + 1))
    with pytest.raises(ParameterError, match="2147483647"):
        estimate_spread(huge, [0], n_samples=10, random_seed=1)


def test_more_samples_than_could_be_listed_begin_and_can_be_cancelled() -> None:
    cancelled = Event()
    Timer(0.2, cancelled.set).start()
    with pytest.raises(CancelledError):
        estimate_spread(influence(4, PATH, 0.5), [0], n_samples=2**40, random_seed=1, cancelled=cancelled)
