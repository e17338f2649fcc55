"""Relay values and their parts: closed forms, switching accounts off in every world, honest intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from algorithms.estimates import CI_LEVEL, Estimate
from algorithms.forward_relays import RelayCascades
from algorithms.live_edges import Thinning
from algorithms.relay_groups import group_value
from algorithms.relay_parts import RelayParts, extra_if_active, relay_parts
from algorithms.relays import RelayValues, read_relay_values, relay_values
from algorithms.reverse_reachable import Counting
from algorithms.set_index import index_sets
from algorithms.sketch import Sketch, sample_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s
from tests.algorithms.judge import Truth, cascade, edges_of, truth, worlds
from tests.published import (
    DIAMOND,
    KARATE,
    KARATE_CARRIED,
    KARATE_LEADERS,
    PATH,
    Edges,
    influence,
    undirected,
)

COUNTINGS: tuple[Counting, ...] = ("relays", "people")
KARATE_GRAPH = undirected(KARATE, 0.2)


def only(account: int, n: int) -> Float64s:
    sources = np.zeros(n)
    sources[account] = 1.0
    return sources


def standard_errors(estimate: Estimate, expected: float) -> float:
    """Return how many standard errors, as the interval implies them, lie between estimate and truth."""
    width = (estimate.high - estimate.low) / (2 * 1.96)
    return abs(estimate.value - expected) / width if estimate.value != expected else 0.0


ANCHORS: list[tuple[Edges, float, Counting, list[float]]] = [
    (PATH, 1.0, "relays", [0, 2, 1, 0]),
    (PATH, 1.0, "people", [0, 2, 1, 0]),
    (PATH, 0.5, "relays", [0, 3 / 8, 1 / 8, 0]),
    (PATH, 0.5, "people", [0, 3 / 4, 1 / 4, 0]),
    (DIAMOND, 1.0, "relays", [0, 0, 0, 0]),
    (DIAMOND, 1.0, "people", [0, 0, 0, 0]),
    (DIAMOND, 0.5, "relays", [0, 3 / 16, 3 / 16, 0]),
    (DIAMOND, 0.5, "people", [0, 1 / 4, 1 / 4, 0]),
]


@pytest.mark.parametrize("together", [False, True], ids=["sources", "seeds"])
@pytest.mark.parametrize(("edges", "probability", "counting", "expected"), ANCHORS)
def test_path_and_diamond_from_account_0_have_their_closed_form(
    edges: Edges, probability: float, counting: Counting, expected: list[float], *, together: bool
) -> None:
    graph = influence(4, edges, probability)
    values = relay_values(
        graph,
        sources=None if together else only(0, 4),
        seeds=[0] if together else None,
        counting=counting,
        n_samples=100_000,
        random_seed=1,
    )
    errors = [standard_errors(values.estimate(u), expected[u]) for u in range(4)]
    assert max(errors) <= 4


@pytest.mark.parametrize("counting", COUNTINGS)
def test_karate_leaders_carry_what_switching_them_off_costs(counting: Counting) -> None:
    values = relay_values(KARATE_GRAPH, counting=counting, n_samples=400_000, random_seed=2)
    expected, errors = KARATE_CARRIED[counting]
    leaders = list(KARATE_LEADERS)
    own = (values.high - values.low)[leaders] / (2 * 1.96)
    assert (abs(values.value[leaders] - expected) <= 4 * np.hypot(own, errors)).all()


@dataclass(frozen=True)
class Case:
    """A small random graph, with the truth for one starter at random and for seeds that start together."""

    graph: InfluenceGraph
    sources: Float64s
    seeds: list[int]
    by_sources: Truth
    by_seeds: Truth


def random_case(random_seed: int) -> Case:
    rng = np.random.default_rng(random_seed)
    n, m = int(rng.integers(3, 7)), 7
    possible = [(u, v) for u in range(n) for v in range(n) if u != v]
    edges = [possible[i] for i in rng.permutation(len(possible))[:m]]
    graph = InfluenceGraph.from_edges(
        n,
        [u for u, _ in edges],
        [v for _, v in edges],
        rng.choice([0.2, 0.5, 0.8, 1.0], len(edges)),
        listens=rng.random(len(edges)) < 0.8,
    )
    sources = rng.dirichlet(np.ones(n))
    seeds = rng.permutation(n)[: rng.integers(1, 3)].tolist()
    one_by_one = [(float(share), [s]) for s, share in enumerate(sources)]
    return Case(graph, sources, seeds, truth(graph, one_by_one), truth(graph, [(1.0, seeds)]))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [random_case(random_seed) for random_seed in range(100)]


def thinned(graph: InfluenceGraph, likelier: Float64s, **asked: Any) -> RelayCascades:
    """Return cascades in a graph that are drawn where its edges are likelier, and thinned."""
    share = graph.probability / likelier
    rest = float(share.min(initial=1.0)) / 2
    edges, part = np.arange(graph.m, dtype=np.int32), (share - rest) / (1 - rest)
    thinning = Thinning.of(rest, edges, part, np.ones(graph.m))
    return RelayCascades.of(replace(graph, probability=likelier), thinning=thinning, **asked)


def forward_parts(graph: InfluenceGraph, accounts: Sequence[int], **asked: Any) -> list[RelayParts]:
    return RelayCascades.of(graph, **asked).parts(accounts)


def thinned_parts(graph: InfluenceGraph, accounts: Sequence[int], **asked: Any) -> list[RelayParts]:
    return thinned(graph, graph.probability**0.5, **asked).parts(accounts)


def parts_errors(draw: Callable[..., list[RelayParts]], case: Case, *, together: bool) -> list[float]:
    accounts = sorted(set(range(case.graph.n)) - set(case.seeds if together else ()))
    parts = draw(
        case.graph,
        accounts,
        sources=None if together else case.sources,
        seeds=case.seeds if together else None,
        n_samples=10_000,
        random_seed=6,
    )
    expected = case.by_seeds if together else case.by_sources
    errors = []
    for u, part in zip(accounts, parts, strict=True):
        errors.append(standard_errors(part.exposed, expected.exposed[u]))
        errors.append(standard_errors(part.active, expected.active[u]))
        if part.active_if_exposed is not None:
            quotient = expected.active[u] / expected.exposed[u]
            errors.append(standard_errors(part.active_if_exposed, quotient))
    return errors


@pytest.mark.parametrize("together", [False, True], ids=["sources", "seeds"])
@pytest.mark.parametrize("draw", [relay_parts, forward_parts, thinned_parts])
def test_parts_on_a_hundred_small_graphs_agree_with_enumeration(
    cases: list[Case], draw: Callable[..., list[RelayParts]], *, together: bool
) -> None:
    assert max(max(parts_errors(draw, case, together=together)) for case in cases) <= 4


def test_who_cannot_be_reached_has_no_quotient(cases: list[Case]) -> None:
    [parts] = relay_parts(influence(4, PATH, 0.5), [0], seeds=[0], n_samples=100, random_seed=1)
    assert parts.exposed.value == parts.active.value == 0.0
    assert parts.active_if_exposed is None


def test_an_account_can_be_exposed_without_being_active() -> None:
    [parts] = relay_parts(influence(4, PATH, 0.5), [2], seeds=[0], n_samples=10_000, random_seed=1)
    assert parts.active_if_exposed is not None
    found = (parts.exposed.value, parts.active.value, parts.active_if_exposed.value)
    assert found == pytest.approx((1 / 2, 1 / 4, 1 / 2), abs=0.02)


def test_the_extra_of_an_active_account_is_what_it_carries_over_its_chance_to_be_active() -> None:
    # Path, p = 1/2: account 1 carries 3/4 people and is active half of the time.
    graph = influence(4, PATH, 0.5)
    values = relay_values(graph, seeds=[0], counting="people", n_samples=40_000, random_seed=1)
    [parts] = relay_parts(graph, [1], seeds=[0], n_samples=20_000, random_seed=1)
    extra = extra_if_active(values.estimate(1), parts)
    assert extra is not None
    assert standard_errors(extra, 3 / 2) <= 4


def test_no_extra_is_known_of_an_account_that_was_never_active() -> None:
    nothing = Estimate(0.0, 0.0, 0.1, 100)
    assert extra_if_active(nothing, RelayParts(nothing, nothing, None)) is None


@pytest.mark.parametrize("counting", COUNTINGS)
def test_intervals_cover_the_truth_as_often_as_they_say(counting: Counting) -> None:
    runs = [relay_values(KARATE_GRAPH, counting=counting, n_samples=2000, random_seed=s) for s in range(1000)]
    leaders = list(KARATE_LEADERS)
    expected = np.array(KARATE_CARRIED[counting][0])
    low = np.array([run.low[leaders] for run in runs])
    high = np.array([run.high[leaders] for run in runs])
    covered = ((low <= expected) & (expected <= high)).mean(axis=0)
    assert (abs(covered - CI_LEVEL) <= 0.03).all()


def test_an_account_never_hit_keeps_room_above_zero() -> None:
    values = relay_values(KARATE_GRAPH, counting="relays", n_samples=20, random_seed=1)
    assert (values.value == 0).any()
    assert (values.high > values.value).all()


def test_the_half_that_chooses_is_not_the_half_that_reports() -> None:
    long, short = (
        relay_values(KARATE_GRAPH, counting="relays", n_samples=n, random_seed=3) for n in (4000, 2000)
    )
    # Samples 0 to 1999 choose in the long run; in the short one they are both halves.
    assert long.score == pytest.approx((short.score + short.value) / 2)
    assert long.n == 2000


def test_the_best_come_by_score_then_by_number() -> None:
    nothing = np.zeros(4)
    values = RelayValues(np.array([1.0, 3.0, 1.0, 0.0]), nothing, nothing, nothing, 10)
    assert values.best(3).tolist() == [1, 0, 2]


def test_more_than_all_are_all() -> None:
    nothing = np.zeros(4)
    assert len(RelayValues(nothing, nothing, nothing, nothing, 10).best(9)) == 4


@pytest.mark.parametrize("counting", COUNTINGS)
def test_the_same_random_seed_gives_the_same_bytes(counting: Counting) -> None:
    first, again = (
        relay_values(KARATE_GRAPH, counting=counting, n_samples=1000, random_seed=9) for _ in range(2)
    )
    for field in fields(RelayValues):
        assert (
            np.asarray(getattr(first, field.name)).tobytes()
            == np.asarray(getattr(again, field.name)).tobytes()
        )


def test_parts_do_not_depend_on_who_else_is_asked_about() -> None:
    together = relay_parts(KARATE_GRAPH, [5, 33], n_samples=500, random_seed=9)
    [alone] = relay_parts(KARATE_GRAPH, [33], n_samples=500, random_seed=9)
    assert together[1] == alone


def test_arrays_that_cannot_be_written_serve_as_well() -> None:
    frozen = undirected(KARATE, 0.2)
    for name in ("in_offsets", "in_sources", "probability", "listens"):
        getattr(frozen, name).flags.writeable = False
    found, expected = (
        relay_values(graph, counting="people", n_samples=500, random_seed=1)
        for graph in (frozen, KARATE_GRAPH)
    )
    assert found.value.tobytes() == expected.value.tobytes()


def test_a_graph_without_accounts_has_no_values() -> None:
    values = relay_values(influence(0, [], 1.0), counting="people", n_samples=10, random_seed=1)
    assert len(values.value) == len(values.best(5)) == 0


def test_accounts_without_ties_carry_nothing() -> None:
    values = relay_values(influence(3, [], 1.0), counting="people", n_samples=1000, random_seed=1)
    assert values.value.tolist() == [0.0, 0.0, 0.0]


@pytest.fixture(scope="module")
def sketch() -> Sketch:
    return sample_sketch(KARATE_GRAPH, n_sets=5001, random_seed=7)


def arrays(values: RelayValues) -> list[bytes]:
    return [np.asarray(getattr(values, field.name)).tobytes() for field in fields(RelayValues)]


def some_sources(n: int) -> Float64s:
    sources = np.zeros(n)
    sources[[2, 8, 30]] = [0.5, 0.2, 0.3]
    return sources


QUESTIONS = [{}, {"sources": some_sources(34)}, {"seeds": [3, 20]}]
QUESTION_NAMES = ["uniform", "few sources", "seeds"]


@pytest.mark.parametrize("question", QUESTIONS, ids=QUESTION_NAMES)
def test_any_number_of_threads_reads_the_same_bytes(sketch: Sketch, question: dict[str, Any]) -> None:
    first, *others = (arrays(read_relay_values(sketch, **question, threads=t)) for t in (1, 2, 4, 8))
    assert all(other == first for other in others)


@pytest.mark.parametrize("question", QUESTIONS, ids=QUESTION_NAMES)
def test_looking_sets_up_gives_what_reading_all_gives(sketch: Sketch, question: dict[str, Any]) -> None:
    read = read_relay_values(sketch, **question)
    looked_up = read_relay_values(sketch, **question, index=index_sets(sketch))
    for field in fields(RelayValues):
        assert getattr(looked_up, field.name) == pytest.approx(getattr(read, field.name), rel=1e-12)


@pytest.mark.parametrize("question", QUESTIONS, ids=QUESTION_NAMES)
def test_values_are_the_plain_sums_over_dominated_members(sketch: Sketch, question: dict[str, Any]) -> None:
    _, judges = sketch.halves()
    values = read_relay_values(sketch, **question)
    expected = plain_values(judges, **question)
    assert values.value == pytest.approx(expected)


def plain_values(
    sketch: Sketch, *, sources: Float64s | None = None, seeds: Sequence[int] | None = None
) -> Float64s:
    """Follow every member up to the root: the slow way to say who is below whom."""
    assert sketch.dominators is not None
    share = np.full(sketch.n, 1 / sketch.n) if sources is None else sources
    total = np.zeros(sketch.n)
    for begin, end in pairwise(sketch.offsets.tolist()):
        members, dominators = sketch.members[begin:end].tolist(), sketch.dominators[begin:end].tolist()
        above: dict[int, set[int]] = {members[0]: set()}
        for v, place in zip(members[1:], dominators[1:], strict=True):
            above[v] = above[members[place]] | {members[place]} - {members[0]}
        if seeds is None:
            for v in members:
                total[list(above[v])] += share[v]
        elif present := [above[v] for v in members if v in seeds]:
            total[list(set.intersection(*present) - set(seeds))] += 1
    return total * sketch.n / sketch.n_sets


@pytest.mark.parametrize("counting", COUNTINGS)
def test_with_two_silent_the_diamond_has_one_way_left(counting: Counting) -> None:
    graph = influence(4, DIAMOND, 1.0)
    sketch = sample_sketch(graph, n_sets=20_000, counting=counting, random_seed=1).silenced(graph, [2])
    values = read_relay_values(sketch, seeds=[0])
    errors = [standard_errors(values.estimate(u), expected) for u, expected in enumerate([0, 1, 0, 0])]
    assert max(errors) <= 4


def group_errors(case: Case, group: list[int], counting: Counting, *, together: bool) -> float:
    """Compare with what is lost in all worlds when the members see and pass nothing on."""
    graph, edges = case.graph, edges_of(case.graph)
    starts = [(float(share), [s]) for s, share in enumerate(case.sources)]
    expected = 0.0
    for weight, world in worlds(edges):
        for share, starters in [(1.0, case.seeds)] if together else starts:
            if not set(starters) & set(group):
                quiet = [live and edge[0] not in group for live, edge in zip(world, edges, strict=True)]
                ears = [(*edge[:3], edge[3] and edge[0] not in group) for edge in edges]
                before, after = cascade(edges, world, starters), cascade(ears, quiet, starters)
                which = 0 if counting == "relays" else 1
                expected += weight * share * (len(before[which]) - len(after[which]))
    sketch = sample_sketch(graph, n_sets=40_000, counting=counting, random_seed=3)
    start: dict[str, Any] = {"seeds": case.seeds} if together else {"sources": case.sources}
    return standard_errors(group_value(sketch, graph, group, **start), expected)


@pytest.mark.parametrize("together", [False, True], ids=["sources", "seeds"])
@pytest.mark.parametrize("counting", COUNTINGS)
def test_groups_on_small_graphs_agree_with_enumeration(
    cases: list[Case], counting: Counting, *, together: bool
) -> None:
    errors = []
    for case in cases[:40]:
        others = [u for u in range(case.graph.n) if not (together and u in case.seeds)]
        if len(others) > 1:
            errors.append(group_errors(case, others[:2], counting, together=together))
    assert max(errors) <= 4


def test_a_group_can_carry_what_none_of_its_members_does() -> None:
    graph = influence(4, DIAMOND, 1.0)
    sketch = sample_sketch(graph, n_sets=10_000, random_seed=1)
    alone, both = (group_value(sketch, graph, group, seeds=[0]) for group in ([1], [1, 2]))
    assert alone.value == 0.0
    assert both.low <= 1.0 <= both.high


@pytest.mark.parametrize("group", [[], [1, 1], [9]])
def test_a_group_is_of_distinct_accounts_of_the_graph(group: list[int]) -> None:
    graph = influence(4, PATH, 0.5)
    with pytest.raises(ParameterError, match="accounts"):
        group_value(sample_sketch(graph, n_sets=10, random_seed=1), graph, group)


def test_a_seed_cannot_be_silenced_with_the_group() -> None:
    graph = influence(4, PATH, 0.5)
    with pytest.raises(ParameterError, match="accounts"):
        group_value(sample_sketch(graph, n_sets=10, random_seed=1), graph, [0], seeds=[0])


def test_a_sketch_without_trees_has_no_relay_values() -> None:
    bare = sample_sketch(KARATE_GRAPH, n_sets=10, trees=False, random_seed=1)
    with pytest.raises(ParameterError, match="trees"):
        read_relay_values(bare)


def test_sources_and_seeds_are_not_the_same_question() -> None:
    with pytest.raises(ParameterError, match="seeds"):
        relay_values(
            KARATE_GRAPH, sources=only(0, 34), seeds=[0], counting="relays", n_samples=10, random_seed=1
        )


def test_one_sample_cannot_both_choose_and_report() -> None:
    with pytest.raises(ParameterError, match="n_samples"):
        relay_values(KARATE_GRAPH, counting="relays", n_samples=1, random_seed=1)


def test_another_way_of_counting_is_refused() -> None:
    with pytest.raises(ParameterError, match="counting"):
        relay_values(KARATE_GRAPH, counting="bots", n_samples=10, random_seed=1)  # type: ignore[arg-type]  # on purpose


def test_parts_of_an_unknown_account_are_refused() -> None:
    with pytest.raises(ParameterError, match="accounts"):
        relay_parts(KARATE_GRAPH, [34], n_samples=10, random_seed=1)
