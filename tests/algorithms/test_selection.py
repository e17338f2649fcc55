"""Choosing seeds: the slow greedy, enumerated optimums, certificates that hold, demands that are kept."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from algorithms.demands import Demands, Quota, check_demands, find_reserve
from algorithms.selection import SMALL_GRAPH, SeedSelection, index_sketch, select_seeds
from algorithms.sketch import sample_sketch
from algorithms.spread import estimate_spread
from algorithms.supply import Supply
from algorithms.truncated import TruncatedSets
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s
from tests.algorithms.judge import edges_of, worlds
from tests.algorithms.strategies import graphs
from tests.published import GDS_EDGES, GDS_NAMES, KARATE, influence, undirected

GDS = influence(10, GDS_EDGES, 0.1)


def hit_matrix(sets: object) -> Bools:
    """Tell, set by set, who is in it: bool, sets x n."""
    offsets, members = sets.offsets, sets.members  # type: ignore[attr-defined]  # anything with sets
    matrix = np.zeros((len(offsets) - 1, sets.n), dtype=np.bool_)  # type: ignore[attr-defined]  # as above
    matrix[np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)), members] = True
    return matrix


def slow_greedy(matrix: Bools, k: int, allowed: list[int], include: tuple[int, ...] = ()) -> list[int]:
    """Look at everybody each time; ties go to the lowest number."""
    chosen, open_sets = list(include), ~matrix[:, list(include)].any(axis=1)
    while len(chosen) < k:
        gains = {v: int(matrix[open_sets, v].sum()) for v in allowed if v not in chosen}
        best = min(gains, key=lambda v: (-gains[v], v))
        chosen.append(best)
        open_sets &= ~matrix[:, best]
    return chosen


def exact_activations(graph: InfluenceGraph) -> tuple[Float64s, Bools]:
    """Return the probability of each world and whom each account activates in it: worlds x n x n."""
    weights, live = zip(*worlds(edges_of(graph)), strict=True)
    reached = np.tile(np.eye(graph.n, dtype=np.bool_), (len(live), 1, 1))
    reached[:, graph.in_sources, graph.in_targets] |= live
    for _ in range(graph.n.bit_length()):
        reached = reached @ reached  # by paths of twice as many edges
    return np.array(weights), reached


def exact_value(
    activations: tuple[Float64s, Bools], seeds: tuple[int, ...], acceptance: Float64s, weights: Float64s
) -> float:
    probability, reached = activations
    asked = list(seeds)
    nobody = (1 - acceptance[asked][:, np.newaxis] * reached[:, asked]).prod(axis=1)
    return float(probability @ (1 - nobody) @ weights)


def small_graph(rng: np.random.Generator, n: int = 6, m: int = 8) -> InfluenceGraph:
    possible = [(u, v) for u in range(n) for v in range(n) if u != v]
    pairs = rng.choice(len(possible), size=m, replace=False)
    ends = [possible[i] for i in pairs]
    return InfluenceGraph.from_edges(
        n, [u for u, _ in ends], [v for _, v in ends], rng.choice([0.1, 0.3, 0.5, 0.9], size=m)
    )


def test_the_celf_example_takes_alice_ethan_and_michael() -> None:
    found = select_seeds(GDS, k=3, random_seed=1)
    assert [GDS_NAMES[v] for v in found.seeds] == ["Alice", "Ethan", "Michael"]
    assert found.spread.low <= 3.8871 <= found.spread.high
    for gain, expected in zip(found.gains, (1.5478, 1.2493, 1.0900), strict=True):
        assert gain.value == pytest.approx(expected, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(graph=graphs(min_n=2, max_n=8), data=st.data(), random_seed=st.integers(0, 99))
def test_the_fast_greedy_chooses_as_the_slow_one(
    graph: InfluenceGraph, data: st.DataObject, random_seed: int
) -> None:
    k = data.draw(st.integers(1, graph.n))
    include = tuple(data.draw(st.lists(st.integers(0, graph.n - 1), unique=True, max_size=k)))
    sketch = sample_sketch(graph, n_sets=60, random_seed=random_seed)
    expected = slow_greedy(hit_matrix(sketch.halves()[0]), k, list(range(graph.n)), include)
    by_counting = select_seeds(graph, k=k, include=include, random_seed=1, sketch=sketch)
    assert list(by_counting.seeds) == expected
    by_index = select_seeds(graph, k=k, include=include, random_seed=1, sketch=index_sketch(sketch))
    assert list(by_index.seeds) == expected


def test_a_graph_with_more_accounts_than_leaders_chooses_as_the_slow_greedy() -> None:
    rng = np.random.default_rng(5)
    n = 3000
    source, target = rng.integers(0, n, 9000), rng.integers(0, n, 9000)
    pairs = np.unique(source * n + target)
    pairs = pairs[pairs // n != pairs % n]
    graph = InfluenceGraph.from_edges(n, pairs // n, pairs % n, 0.2)
    sketch = sample_sketch(graph, n_sets=2000, random_seed=3)
    found = select_seeds(graph, k=5, random_seed=1, sketch=sketch)
    assert list(found.seeds) == slow_greedy(hit_matrix(sketch.halves()[0]), 5, list(range(n)))


def test_the_certificate_holds_on_random_graphs_as_often_as_stated() -> None:
    # The optimum of all pairs is enumerated; delta = .2 may fail in 40 of 200, plus four standard errors.
    rng, failures = np.random.default_rng(1), 0
    for trial in range(200):
        graph = small_graph(rng)
        exact = exact_activations(graph)
        ones = np.ones(graph.n)
        best = max(exact_value(exact, pair, ones, ones) for pair in combinations(range(graph.n), 2))
        sketch = sample_sketch(graph, n_sets=400, random_seed=trial)
        found = select_seeds(graph, k=2, delta=0.2, random_seed=1, sketch=sketch)
        assert found.certificate is not None
        value = exact_value(exact, found.seeds, ones, ones)
        failures += best > found.certificate.upper + 1e-9 or value < found.certificate.ratio * best - 1e-9
    assert failures <= 40 + 4 * (200 * 0.2 * 0.8) ** 0.5


@pytest.mark.parametrize("random_seed", range(4))
def test_the_bound_under_budget_acceptance_and_weights_holds(random_seed: int) -> None:
    rng = np.random.default_rng(random_seed)
    for _ in range(10):
        graph = small_graph(rng)
        exact = exact_activations(graph)
        prices, acceptance = rng.uniform(0.5, 2, 6), rng.uniform(0.2, 1, 6)
        weights = rng.choice([0.0, 1.0, 3.0], 6)
        weights[0] = 1.0
        best = max(
            exact_value(exact, group, acceptance, weights)
            for size in range(7)
            for group in combinations(range(6), size)
            if prices[list(group)].sum() <= 3
        )
        found = select_seeds(
            graph,
            budget=3,
            prices=prices,
            acceptance=acceptance,
            weights=weights,
            delta=1e-4,
            random_seed=1,
            sketch=sample_sketch(graph, n_sets=20_000, random_seed=random_seed),
        )
        assert found.certificate is not None
        assert best <= found.certificate.upper
        assert found.certificate.lower <= exact_value(exact, found.seeds, acceptance, weights)


def test_expected_cover_is_what_enumeration_gives() -> None:
    graph = small_graph(np.random.default_rng(3))
    acceptance, weights = np.linspace(0.3, 0.9, 6), np.array([1.0, 0, 2, 1, 1, 0])
    found = select_seeds(
        graph,
        k=3,
        acceptance=acceptance,
        weights=weights,
        random_seed=1,
        sketch=sample_sketch(graph, n_sets=200_000, random_seed=1),
    )
    expected = exact_value(exact_activations(graph), found.seeds, acceptance, weights)
    assert found.spread.low <= expected <= found.spread.high


def test_intervals_cover_the_exact_spread_in_95_percent_of_graphs() -> None:
    rng, covered = np.random.default_rng(2), 0
    for trial in range(300):
        graph = small_graph(rng, m=6)
        sketch = sample_sketch(graph, n_sets=1000, random_seed=trial)
        found = select_seeds(graph, k=2, random_seed=1, sketch=sketch)
        ones = np.ones(graph.n)
        exact = exact_value(exact_activations(graph), found.seeds, ones, ones)
        covered += found.spread.low <= exact <= found.spread.high
    assert 0.92 <= covered / 300 <= 0.985


def test_gains_fall_and_add_up_to_the_spread() -> None:
    found = select_seeds(undirected(KARATE, 0.1), k=8, random_seed=1)
    gains = [gain.value for gain in found.gains]
    assert sum(gains) == pytest.approx(found.spread.value)
    assert all(a >= b - 0.05 for a, b in pairwise(gains))


@settings(max_examples=60, deadline=None)
@given(graph=graphs(min_n=4, max_n=8), data=st.data())
def test_demands_are_always_kept(graph: InfluenceGraph, data: st.DataObject) -> None:
    n = graph.n
    node = st.integers(0, n - 1)
    division = st.lists(st.integers(0, 2), min_size=n, max_size=n)
    limits = st.dictionaries(st.integers(0, 2), st.integers(0, 3), max_size=2)
    quotas = [
        Quota(name, np.array(data.draw(division), dtype=np.int32), data.draw(limits), data.draw(limits))
        for name in ("tier", "community")
    ]
    budget = data.draw(st.none() | st.integers(2, 10))
    prices = np.array(data.draw(st.lists(st.integers(0, 4), min_size=n, max_size=n)), dtype=np.float64)
    demands = Demands(
        k=data.draw(st.integers(1, n)),
        budget=budget,
        prices=prices,
        include=data.draw(st.lists(node, unique=True, max_size=2)),
        exclude=data.draw(st.lists(node, unique=True, max_size=2)),
        quotas=quotas,
    )
    try:
        check_demands(graph, demands)
    except ParameterError:
        reject()
    found = select_seeds(
        graph,
        k=demands.k,
        budget=budget,
        prices=prices,
        include=demands.include,
        exclude=demands.exclude,
        quotas=quotas,
        random_seed=1,
        sketch=sample_sketch(graph, n_sets=100, random_seed=1),
    )
    seeds = list(found.seeds)
    assert len(set(seeds)) == len(seeds) <= (demands.k or n)
    assert set(demands.include) <= set(seeds)
    assert not set(demands.exclude) & set(seeds)
    assert budget is None or prices[seeds].sum() <= budget + 1e-9
    for quota in quotas:
        classes = quota.labels[seeds].tolist()
        assert all(classes.count(label) >= number for label, number in quota.at_least.items())
        assert all(classes.count(label) <= number for label, number in quota.at_most.items())


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_contradictions_are_what_enumeration_finds(data: st.DataObject) -> None:
    n = 5
    division = st.lists(st.integers(0, 1), min_size=n, max_size=n)
    limits = st.dictionaries(st.integers(0, 1), st.integers(0, 3), max_size=2)
    quotas = [
        Quota(name, np.array(data.draw(division), dtype=np.int32), data.draw(limits), data.draw(limits))
        for name in ("tier", "community")
    ]
    prices = np.array(data.draw(st.lists(st.integers(1, 3), min_size=n, max_size=n)), dtype=np.float64)
    demands = Demands(k=data.draw(st.integers(1, n)), budget=5, prices=prices, quotas=quotas)

    def keeps(group: tuple[int, ...]) -> bool:
        members = list(group)
        return (
            len(members) <= (demands.k or n)
            and prices[members].sum() <= 5
            and all(
                int((q.labels[members] == label).sum()) >= number
                for q in quotas
                for label, number in q.at_least.items()
            )
            and all(
                int((q.labels[members] == label).sum()) <= number
                for q in quotas
                for label, number in q.at_most.items()
            )
        )

    possible = any(keeps(group) for size in range(n + 1) for group in combinations(range(n), size))
    assert (find_reserve(n, demands) is not None) == possible


def test_a_contradiction_names_a_group_that_cannot_be_smaller() -> None:
    tiers = Quota("tier", np.array([0] * 5 + [1] * 5, dtype=np.int32), at_least={0: 2, 1: 2}, at_most={0: 4})
    with pytest.raises(ParameterError) as error:
        select_seeds(GDS, k=3, quotas=[tiers], exclude=[9], random_seed=1)
    assert error.value.value == ["tier 0: at least 2", "tier 1: at least 2", "k 3"]


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"k": 0}, "k"),
        ({"k": 10_001}, "k"),
        ({"k": 11}, "k"),
        ({"k": 3, "exclude": range(8)}, "k"),
        ({}, "k"),
        ({"budget": 0}, "budget"),
        ({"budget": float("nan")}, "budget"),
        ({"budget": 5, "prices": np.full(10, -1.0)}, "prices"),
        ({"budget": 5, "prices": np.full(10, np.nan)}, "prices"),
        ({"budget": 5, "prices": np.ones(9)}, "prices"),
        ({"k": 2, "acceptance": np.full(10, 1.5)}, "acceptance"),
        ({"k": 2, "acceptance": np.full(10, np.nan)}, "acceptance"),
        ({"k": 2, "include": [10]}, "include"),
        ({"k": 2, "include": [1, 1]}, "include"),
        ({"k": 2, "exclude": [-1]}, "exclude"),
        ({"k": 2, "candidates": [99]}, "candidates"),
        ({"k": 2, "already_reached": [10]}, "already_reached"),
        ({"k": 2, "already_reached": range(10)}, "weights"),
        ({"k": 2, "weights": np.full(10, -1.0)}, "weights"),
        ({"k": 2, "quotas": [Quota("tier", np.zeros(10, dtype=np.int32), at_most={0: 1})]}, "demands"),
        ({"k": 2, "quotas": [Quota("tier", np.zeros(9, dtype=np.int32))]}, "quotas"),
        ({"k": 2, "quotas": [Quota("tier", np.zeros(10, dtype=np.int32), at_most={0: -1})]}, "quotas"),
        ({"k": 1, "include": [1, 2]}, "demands"),
        ({"k": 2, "include": [1], "exclude": [1]}, "demands"),
        ({"k": 2, "epsilon": 0}, "epsilon"),
        ({"k": 2, "delta": 1}, "delta"),
        ({"k": 2, "random_seed": -1}, "random_seed"),
    ],
)
def test_what_cannot_be_is_refused_by_name(wrong: dict[str, object], name: str) -> None:
    with pytest.raises(ParameterError) as error:
        select_seeds(GDS, **{"random_seed": 1, **wrong})  # type: ignore[arg-type]  # wrong on purpose
    assert error.value.name == name


def test_truncated_sets_are_those_of_the_sketch_cut_at_the_sentinel() -> None:
    graph = undirected(KARATE, 0.3)
    start = TruncatedSets(graph.n, 33, 5, 10, np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int32))
    cut = start.extended(graph, 700, threads=1).extended(graph, 1500, threads=2)
    full = sample_sketch(graph, n_sets=1500, random_seed=5, first_set=10)
    for i in range(1500):
        members = set(full.members[full.offsets[i] : full.offsets[i + 1]].tolist())
        expected = {33} if 33 in members else members
        assert set(cut.members[cut.offsets[i] : cut.offsets[i + 1]].tolist()) == expected


def test_sets_that_stop_at_a_seed_give_a_choice_that_simulation_confirms() -> None:
    rng = np.random.default_rng(6)
    n = SMALL_GRAPH + 1000
    pairs = np.unique(rng.integers(0, n, 80_000) * n + rng.integers(0, n, 80_000))
    pairs = pairs[pairs // n != pairs % n]
    graph = InfluenceGraph.from_edges(n, pairs // n, pairs % n, 0.5)
    found = select_seeds(graph, k=5, random_seed=2)
    simulated = estimate_spread(graph, found.seeds, n_samples=200, random_seed=1).spread
    assert found.certificate is not None
    assert found.certificate.lower <= simulated.high
    assert simulated.low <= found.certificate.upper
    assert found.spread.low <= simulated.value <= found.spread.high
    assert found.certificate.ratio >= 1 - 1 / np.e - 0.1


def test_an_empty_graph_is_refused() -> None:
    with pytest.raises(ParameterError):
        select_seeds(influence(0, [], 0.5), k=1, random_seed=1)


def test_a_single_account_reaches_itself() -> None:
    found = select_seeds(influence(1, [], 0.5), k=1, random_seed=1)
    assert (found.seeds, found.spread.value) == ((0,), 1.0)


def test_who_is_already_reached_does_not_count() -> None:
    two_stars = influence(6, [(0, 1), (0, 2), (3, 4)], 1.0)
    found = select_seeds(two_stars, k=1, already_reached=[1, 2], random_seed=1)
    assert found.seeds == (3,)
    assert found.spread.low <= 2 <= found.spread.high


def test_reach_counts_those_who_only_listen() -> None:
    listeners = influence(4, [(0, 1), (0, 2), (0, 3)], 0.0)
    found = select_seeds(listeners, k=1, counting="people", random_seed=1)
    assert (found.seeds, found.spread.value) == ((0,), 4.0)


def test_nothing_is_spent_on_who_adds_nobody() -> None:
    star = influence(3, [(0, 1), (0, 2)], 1.0)
    assert select_seeds(star, budget=3, random_seed=1).seeds == (0,)


@pytest.mark.parametrize("demands", [{"k": 5}, {"budget": 5.0, "acceptance": np.full(34, 0.8)}])
def test_the_same_random_seed_gives_the_same_choice_for_any_number_of_threads(
    demands: dict[str, object],
) -> None:
    graph = undirected(KARATE, 0.1)
    found: list[SeedSelection] = [
        select_seeds(graph, random_seed=7, threads=threads, **demands)  # type: ignore[arg-type]  # several demands
        for threads in (1, 2, 4)
    ]
    assert found[0] == found[1] == found[2]


def above_small() -> InfluenceGraph:
    """Return a graph for which sets are added until the certificate is good enough."""
    n, rng = SMALL_GRAPH + 1000, np.random.default_rng(8)
    source, target = rng.integers(0, n, (2, 40_000))
    source = source**2 // n  # some with many listeners
    pairs = np.unique(source[source != target] * n + target[source != target])
    return InfluenceGraph.from_edges(n, pairs // n, pairs % n, 0.3)


@pytest.mark.parametrize("demands", [{"k": 4}, {"budget": 6.0, "acceptance": 0.8}])
def test_sets_kept_from_another_question_change_no_byte(demands: dict[str, Any]) -> None:
    graph = above_small()
    if "acceptance" in demands:
        demands = {**demands, "acceptance": np.full(graph.n, demands["acceptance"])}
    supply = Supply(graph, random_seed=7)
    select_seeds(graph, k=9, random_seed=7, supply=supply)
    expected = select_seeds(graph, random_seed=7, **demands)
    assert [select_seeds(graph, random_seed=7, supply=supply, **demands) for _ in range(2)] == [expected] * 2


def test_more_sets_than_may_be_kept_are_drawn_all_the_same() -> None:
    graph = above_small()
    supply = Supply(graph, random_seed=7, most_bytes=1000)
    assert supply.sets(500).members.tobytes() == Supply(graph, random_seed=7).sets(500).members.tobytes()
    assert select_seeds(graph, k=2, random_seed=7, supply=supply) == select_seeds(graph, k=2, random_seed=7)


def test_a_supply_for_another_question_is_refused() -> None:
    graph = above_small()
    asked: list[dict[str, Any]] = [{"random_seed": 8}, {"random_seed": 7, "counting": "people"}]
    for question in asked:
        with pytest.raises(ParameterError, match="supply"):
            select_seeds(graph, k=2, supply=Supply(graph, random_seed=7), **question)
    with pytest.raises(ParameterError, match="another graph"):
        select_seeds(graph, k=2, random_seed=7, supply=Supply(above_small(), random_seed=7))
