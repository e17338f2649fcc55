"""Rankers that learn or blend: exact values, slow versions, and the rule that picks among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.history import History
from algorithms.learners.learned import Learned
from algorithms.rankers import RANKERS
from algorithms.rankers.blends import blend, blended, follow_blend, usual
from algorithms.rankers.carried import (
    carried_from,
    carried_from_outside,
    follow_carried,
    starters,
    weighted_cascade,
)
from algorithms.rankers.counting import damped_history
from algorithms.rankers.named_source import BACK_OFF, named_source
from algorithms.rankers.recent import HALF_LIFE_SHARE, recent_coverage
from graph.influence import InfluenceGraph
from graph.records import Float64s
from tests.algorithms.test_learners import (
    DAY_MS,
    DRAWN,
    EVENT_OF_TWO,
    HISTORIES,
    ONE_RELAY,
    history,
    with_given_parents,
)

LEARNED = (
    "recent coverage",
    "weighted cascade",
    "damped carried",
    "follow carried",
    "follow carried, from starters",
    "named source",
    "blend",
    "times x carried",
    "history x carried",
    "follow blend",
    "usual",
)
FIRST = np.array([1.0, 0.0, 0.0, 0.0])  # account 0 starts
DIAMOND = ([0, 0, 1, 2], [1, 2, 3, 3])
GIVEN = with_given_parents(12, 30, random_seed=1)


# What every ranker promises


@pytest.fixture(params=HISTORIES)
def known(request: pytest.FixtureRequest) -> History:
    return HISTORIES[request.param]


def asked(name: str, known: History) -> bool:
    return known.listening is not None or "follows" not in RANKERS[name].needs


@pytest.mark.parametrize("name", LEARNED)
def test_the_same_history_gives_the_same_values_of_every_account(name: str, known: History) -> None:
    if asked(name, known):
        one, other = (RANKERS[name].rank(replace(known), None) for _ in range(2))
        assert one.tobytes() == other.tobytes()
        assert one.shape == (known.n,)
        assert (one >= 0).all()


# Carried


@pytest.mark.parametrize(("p", "carried"), [(1.0, 0.0), (0.5, 3 / 16)])
def test_a_diamond_has_its_exact_values_when_messages_enter_from_outside(p: float, carried: float) -> None:
    some = np.full(4, p)
    diamond = InfluenceGraph.from_edges(4, *DIAMOND, p)
    values = carried_from_outside(Learned(diamond, some, some, some, outside=FIRST))
    assert values[1] == pytest.approx(carried, abs=0.012)
    assert values[2] == pytest.approx(carried, abs=0.012)


def test_a_path_has_its_exact_values_from_one_starter() -> None:
    path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 0.5)
    assert carried_from(path, FIRST)[1:3] == pytest.approx([3 / 4, 1 / 4], abs=0.02)


def test_nobody_carries_anything_from_starters_whom_nobody_knows() -> None:
    path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 0.5)
    assert not carried_from(path, np.zeros(4)).any()


def test_two_ways_in_from_outside_carry_less_each() -> None:
    path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    some, both = np.ones(2), np.array([1.0, 1.0, 0.0])
    assert carried_from_outside(Learned(path, some, some, some, outside=both)).tolist() == [0, 1, 0]


def test_the_weighted_cascade_of_a_tree_passes_everything_on() -> None:
    # Everybody has one whom they ever passed on, so that p = 1.
    assert weighted_cascade(ONE_RELAY, None).tolist() == [0, 2, 0, 0]


def test_starters_count_by_the_messages_they_began() -> None:
    known = history(3, (0, 0, []), (0, 1, []), (2, 2, []), (-1, 3, []))
    assert starters(known) == pytest.approx([2 / 3, 0, 1 / 3])


# Blends


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.integers(0, 2**32 - 1))
def test_only_the_order_of_values_matters_to_a_blend(values: list[int], random_seed: int) -> None:
    one = np.array(values, dtype=float)
    other = np.random.default_rng(random_seed).permutation(one)
    assert np.array_equal(blended(one, other), blended(np.expm1(one), other**3))


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_a_ranking_blended_with_itself_keeps_its_order(values: list[int]) -> None:
    one = np.array(values, dtype=float)
    both = blended(one, one)
    assert np.array_equal(np.sign(np.subtract.outer(both, both)), np.sign(np.subtract.outer(one, one)))


def test_who_is_first_in_one_and_fourth_in_another_is_second_on_the_geometric_mean() -> None:
    assert blended(np.array([4.0, 3, 2, 1]), np.array([1.0, 2, 3, 4]))[0] == pytest.approx(1 / 2)


def test_without_history_follow_blend_is_the_rank_of_what_is_carried() -> None:
    carried, values = follow_carried(DRAWN, None), follow_blend(DRAWN, None)
    nothing_past = damped_history(DRAWN, None) == 0
    assert np.array_equal(values[nothing_past], blended(carried)[nothing_past])


# The fixed rule


@pytest.mark.parametrize(
    ("known", "ranker"), [(EVENT_OF_TWO, recent_coverage), (DRAWN, follow_carried), (GIVEN, blend)]
)
def test_the_fixed_rule_goes_by_what_the_data_have(
    known: History, ranker: Callable[[History, int | None], Float64s]
) -> None:
    assert usual(known, None).tobytes() == ranker(known, None).tobytes()


def test_the_fixed_rule_knows_sources_that_have_started_something() -> None:
    source = int(GIVEN.author[0])
    assert usual(GIVEN, source).tobytes() == named_source(GIVEN, source).tobytes()


def test_a_source_that_never_started_anything_gets_the_general_list() -> None:
    known = two_sources()
    assert usual(known, 4).tobytes() == usual(known, None).tobytes()


# Named source


def two_sources() -> History:
    """Return messages of 0, which 2 passes on to 4 and 5, and of 1, which 3 passes on to the same."""
    messages = []
    for day in range(4):
        start, (source, relay) = DAY_MS * day, ((0, 2), (1, 3))[day % 2]
        actions = [(relay, source, start + 1), (4, relay, start + 2), (5, relay, start + 3)]
        messages.append((source, start, actions))
    return history(6, *messages)


@pytest.mark.parametrize(("source", "best"), [(0, 2), (1, 3)])
def test_another_source_has_another_best_relay(source: int, best: int) -> None:
    assert int(np.argmax(named_source(two_sources(), source))) == best


def test_the_relay_of_another_source_has_its_share_of_the_general_list() -> None:
    known = two_sources()
    general = damped_history(known, None)
    assert named_source(known, 0)[3] == pytest.approx(BACK_OFF * general[3] / general.sum())


def test_a_source_unknown_gets_the_order_of_damped_history() -> None:
    general = damped_history(GIVEN, None)
    assert np.array_equal(np.argsort(named_source(GIVEN, None)), np.argsort(general))


# Recent coverage


def coverage_by_hand(known: History, k: int) -> list[int]:
    """Choose greedily, counting all people of all accounts anew each time."""
    latest: dict[int, int] = {}
    reached: dict[int, set[int]] = {account: set() for account in range(known.n)}
    rows = [row for row in range(len(known.account)) if known.relayed[row]]
    for row in rows:
        person = int(known.account[row])
        latest[person] = max(latest.get(person, 0), int(known.at_ms[row]))
        above = int(known.above[row])
        while above >= 0:
            if known.carriers[above]:
                reached[int(known.account[above])].add(person)
            above = int(known.above[above])
    span = HALF_LIFE_SHARE * (known.until_ms - min(int(known.at_ms[row]) for row in rows))
    worth = {person: 0.5 ** ((known.until_ms - at_ms) / span) for person, at_ms in latest.items()}
    chosen, missing = [], set(worth)
    for _ in range(k):
        gain = {who: sum(worth[one] for one in reached[who] & missing) for who in reached}
        best = min(gain, key=lambda who: (-gain[who], who))
        chosen.append(best)
        missing -= reached[best]
    return chosen


@pytest.mark.parametrize("random_seed", range(5))
def test_recent_coverage_chooses_as_the_slow_version_does(random_seed: int) -> None:
    known = with_given_parents(15, 40, random_seed=random_seed)
    values = recent_coverage(known, None)
    k = min(4, int(np.count_nonzero(values)))
    assert np.argsort(-values, kind="stable")[:k].tolist() == coverage_by_hand(known, k)


def test_of_two_sources_as_large_the_later_comes_first() -> None:
    values = recent_coverage(EVENT_OF_TWO, None)
    assert values[0] > values[3]  # 2 was reached by both, 1 by account 0 alone


def test_people_reached_by_who_was_chosen_count_no_more() -> None:
    early = [(person, 0, person) for person in range(2, 7)]
    late = [(person, 1, DAY_MS + person) for person in range(2, 6)]
    values = recent_coverage(
        history(8, (7, 0, [(0, 7, 1), *early]), (7, DAY_MS, [(1, 7, DAY_MS), *late])), None
    )
    assert values[1] == 0
