"""What-if, equivalent groups and rules of thumb, against enumeration and second engines."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algorithms.baselines import Method, baseline_seeds
from algorithms.bounds import mean_at_least, mean_at_most
from algorithms.equivalents import equivalent_groups
from algorithms.judging import difference_estimate
from algorithms.selection import IndexedSketch, index_sketch, select_seeds, spread_of
from algorithms.sketch import sample_sketch
from algorithms.what_if import what_if
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.test_selection import exact_activations, exact_value, small_graph
from tests.published import GDS_EDGES, GDS_NAMES, GDS_SPREAD, KARATE, both_ways, influence, undirected

GDS = influence(10, GDS_EDGES, 0.1)
ALICE, ETHAN, MICHAEL, CERI = (GDS_NAMES.index(name) for name in ("Alice", "Ethan", "Michael", "Ceri"))


@pytest.fixture(scope="module")
def gds() -> IndexedSketch:
    return index_sketch(sample_sketch(GDS, n_sets=400_000, random_seed=3, trees=False))


def test_replacing_michael_by_ceri_costs_what_enumeration_says(gds: IndexedSketch) -> None:
    found = what_if(GDS, gds, [ALICE, ETHAN, MICHAEL], remove=[ETHAN], add=[CERI])
    exact = GDS_SPREAD["Alice", "Ceri", "Michael"] - GDS_SPREAD["Alice", "Ethan", "Michael"]
    assert found.difference.low <= exact <= found.difference.high
    assert found.difference.high - found.difference.low < found.after.high - found.after.low


def test_a_change_that_changes_nothing_is_0(gds: IndexedSketch) -> None:
    found = what_if(GDS, gds, [ALICE], add=[CERI])
    assert what_if(GDS, gds, found.seeds).difference.value == 0


def test_who_refuses_counts_in_the_price_and_may_still_pass_on() -> None:
    path = influence(3, [(0, 1), (1, 2)], 1.0)
    indexed = index_sketch(sample_sketch(path, n_sets=10_000, random_seed=1))
    found = what_if(path, indexed, [0, 1], refuse=[1], prices=np.array([1.0, 2.0, 4.0]))
    assert found.difference.value == 0
    assert (found.price_before, found.price_after) == (3.0, 3.0)


def test_new_prices_change_the_price_only(gds: IndexedSketch) -> None:
    found = what_if(GDS, gds, [ALICE, CERI], prices=np.ones(10), new_prices={CERI: 5.0})
    assert (found.price_before, found.price_after, found.difference.value) == (2.0, 6.0, 0.0)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"remove": [CERI]}, "remove"),
        ({"refuse": [CERI]}, "refuse"),
        ({"add": [ALICE]}, "add"),
        ({"add": [10]}, "add"),
        ({"remove": [ALICE], "refuse": [ALICE]}, "refuse"),
        ({"new_prices": {ALICE: -1.0}}, "new_prices"),
        ({"new_prices": {ALICE: float("nan")}}, "new_prices"),
    ],
)
def test_a_change_that_cannot_be_is_refused(gds: IndexedSketch, wrong: dict[str, object], name: str) -> None:
    with pytest.raises(ParameterError) as error:
        what_if(GDS, gds, [ALICE, ETHAN], **wrong)  # type: ignore[arg-type]  # wrong on purpose
    assert error.value.name == name


def test_intervals_of_differences_cover_in_95_percent() -> None:
    rng, covered = np.random.default_rng(4), 0
    ones = np.ones(6)
    for trial in range(200):
        graph = small_graph(rng, m=6)
        exact = exact_activations(graph)
        truth = exact_value(exact, (0, 3), ones, ones) - exact_value(exact, (0, 2), ones, ones)
        indexed = index_sketch(sample_sketch(graph, n_sets=2000, random_seed=trial))
        found = what_if(graph, indexed, [0, 2], remove=[2], add=[3]).difference
        covered += found.low <= truth <= found.high
    assert covered >= 0.92 * 200


@given(
    st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=2, max_size=30),
    st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=30, max_size=30),
)
def test_a_difference_turned_round_is_its_negative(after: list[float], before: list[float]) -> None:
    x, y = np.array(after), np.array(before[: len(after)])
    there, back = difference_estimate(x, y, scale=3), difference_estimate(y, x, scale=3)
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))


def test_a_star_is_matched_by_the_cheapest_group_where_greedy_finds_it() -> None:
    # Star 0 reaches 5 people; accounts 5 and 8 reach 3 each for 1 each, account 11 reaches 1 for .9.
    stars = influence(13, [(0, v) for v in (1, 2, 3, 4)] + [(5, 6), (5, 7), (8, 9), (8, 10)], 1.0)
    indexed = index_sketch(sample_sketch(stars, n_sets=100_000, random_seed=1))
    prices = np.full(13, 0.9)
    prices[[0, 5, 8]] = 4.0, 1.0, 1.0
    found = equivalent_groups(stars, indexed, 0, candidates=range(5, 13), prices=prices)
    assert sorted(found.accounts) == [5, 8]
    assert found.complete
    assert (found.price, found.star_price, found.price_ratio) == (2.0, 4.0, 0.5)
    assert found.difference.low <= 1 <= found.difference.high
    assert found.covered is not None
    assert found.covered.value == 0


def test_the_price_stays_within_the_stated_multiple_of_the_cheapest() -> None:
    rng = np.random.default_rng(8)
    for trial in range(30):
        graph = small_graph(rng, n=7, m=9)
        prices = rng.uniform(0.5, 2, 7)
        sketch = sample_sketch(graph, n_sets=400, random_seed=trial)
        indexed = index_sketch(sketch)
        found = equivalent_groups(graph, indexed, 0, prices=prices)
        turned = IndexedSketch(sketch, indexed.choosing, indexed.choosing)
        wanted = spread_of(turned, [0]).value
        cheapest = min(
            (
                float(prices[list(group)].sum())
                for size in range(1, 7)
                for group in combinations(range(1, 7), size)
                if spread_of(turned, group).value >= wanted
            ),
            default=None,
        )
        assert found.complete == (cheapest is not None)
        if cheapest is not None and found.price_within is not None:
            assert found.price <= cheapest * found.price_within + 1e-9


def test_a_star_whom_nobody_matches_is_reported_as_such() -> None:
    star = influence(5, [(0, v) for v in (1, 2, 3, 4)], 1.0)
    indexed = index_sketch(sample_sketch(star, n_sets=1000, random_seed=1))
    found = equivalent_groups(star, indexed, 0, candidates=[1, 2])
    assert not found.complete
    assert found.price_within is None


def test_a_candidate_list_without_candidates_is_refused(gds: IndexedSketch) -> None:
    with pytest.raises(ParameterError):
        equivalent_groups(GDS, gds, ALICE, candidates=[ALICE])


def slow_discount(graph: InfluenceGraph, k: int) -> list[int]:
    """Chen's single discount, looking at everybody each time."""
    edges = list(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    chosen: list[int] = []
    while len(chosen) < k:
        left = {
            v: sum(s == v and t not in chosen for s, t in edges) for v in range(graph.n) if v not in chosen
        }
        chosen.append(min(left, key=lambda v: (-left[v], v)))
    return chosen


def test_single_discount_is_what_its_definition_gives() -> None:
    graph = undirected(KARATE, 0.1)
    assert list(baseline_seeds(graph, method="single_discount", k=12, random_seed=1)) == slow_discount(
        graph, 12
    )


def test_vote_rank_on_the_karate_club_is_as_published() -> None:
    found = baseline_seeds(undirected(KARATE, 0.1), method="vote_rank", k=8, random_seed=1)
    assert list(found) == [33, 0, 32, 2, 1, 5, 31, 23] == nx.voterank(KARATE)[:8]


def test_degree_discount_passes_over_the_neighbours_of_a_hub() -> None:
    # Hub 0 and its neighbour 1 both have degree 3, so has 5 farther away; p = .5 makes 1 worth less.
    pairs = [(0, 1), (0, 2), (0, 3), (1, 4), (1, 8), (5, 6), (5, 7), (5, 9)]
    graph = undirected(nx.Graph(pairs), 0.5)
    names = list(nx.Graph(pairs))
    found = baseline_seeds(graph, method="degree_discount", k=2, random_seed=1)
    assert {names[v] for v in found} == {0, 5}


def test_collective_influence_takes_who_joins_hubs() -> None:
    # A middle account between hubs of degree 4: (2 - 1) · (3 + 3) = 6; a hub: (4 - 1) · (2 - 1) = 3.
    middle, pairs = 0, [(0, 1), (0, 2), *((1, v) for v in (3, 4, 5)), *((2, v) for v in (6, 7, 8))]
    graph = influence(9, both_ways(pairs), 0.5)
    assert baseline_seeds(graph, method="collective_influence", k=1, random_seed=1) == (middle,)


def test_celf_takes_the_celf_example() -> None:
    found = baseline_seeds(influence(4, [(0, 1), (0, 2), (3, 1)], 0.5), method="celf", k=2, random_seed=1)
    assert found == (0, 3)


@pytest.mark.parametrize(
    "method",
    [
        "degree",
        "single_discount",
        "degree_discount",
        "vote_rank",
        "collective_influence",
        "pagerank",
        "random",
        "celf",
    ],
)
def test_rules_of_thumb_keep_to_lists_and_budget(method: Method) -> None:
    prices = np.arange(10.0)
    found = baseline_seeds(
        GDS,
        method=method,
        budget=14,
        prices=prices,
        include=[2],
        exclude=[6],
        candidates=range(9),
        random_seed=1,
    )
    assert found[0] == 2
    assert 6 not in found
    assert 9 not in found
    assert prices[list(found)].sum() <= 14


def test_no_rule_of_thumb_beats_the_choice_by_more_than_its_certificate_allows() -> None:
    graph = undirected(KARATE, 0.1)
    indexed = index_sketch(sample_sketch(graph, n_sets=200_000, random_seed=2))
    chosen = select_seeds(graph, k=4, random_seed=1, sketch=indexed)
    assert chosen.certificate is not None
    for method in ("degree", "single_discount", "degree_discount", "vote_rank", "random"):
        seeds = baseline_seeds(graph, method=method, k=4, random_seed=1)
        assert spread_of(indexed, seeds).value <= chosen.certificate.upper
        assert spread_of(indexed, seeds).value <= chosen.spread.value + 0.1


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ParameterError):
        baseline_seeds(GDS, method="luck", k=1, random_seed=1)  # type: ignore[arg-type]  # wrong on purpose


@settings(max_examples=40)
@given(n=st.integers(1, 500), share=st.floats(0, 1), failure=st.floats(1e-6, 0.4))
def test_limits_for_any_samples_enclose_those_for_counts(n: int, share: float, failure: float) -> None:
    total = round(n * share)
    ends = [
        [limit(total, n, failure=failure, counts=counts) for limit in (mean_at_least, mean_at_most)]
        for counts in (False, True)
    ]
    assert ends[0][0] <= ends[1][0] + 1e-9 <= total / n + 2e-9
    assert ends[0][1] >= ends[1][1] - 1e-9 >= total / n - 2e-9


def test_who_is_passed_over_takes_no_listener_from_anybody() -> None:
    # The hub listens to 1: were it a seed, 1 would be worth one less than 4.
    listeners = {0: (7, 8, 9, 10), 1: (0, 2, 3), 4: (5, 6, 7)}
    graph = influence(11, [(u, v) for u, heard_by in listeners.items() for v in heard_by], 0.5)
    assert baseline_seeds(graph, method="single_discount", k=1, exclude=[0], random_seed=1) == (1,)
