"""Who is rising: counts against the definition read literally, limits against scipy's exact test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from algorithms.history import history_of
from algorithms.rising import Passed, Rising, find_rising, passed_in
from graph.errors import ParameterError
from graph.recorded import Recorded
from graph.records import PostKind
from tests.algorithms.test_history import event_of

Row = tuple[int, int, bool]  # from whom, of which message, whether in the later window


def passed(rows: list[Row]) -> Passed:
    source, message, recent = zip(*rows, strict=True) if rows else ([], [], [])
    return Passed(np.array(source, np.int32), np.array(message, np.int64), np.array(recent, np.bool_))


def apart(now: list[int], before: list[int]) -> Passed:
    """Return so many times of each account, each of a message of its own."""
    sources = [np.repeat(np.arange(len(now), dtype=np.int32), counts) for counts in (now, before)]
    source, recent = np.concatenate(sources), np.repeat([True, False], [sum(now), sum(before)])
    return Passed(source, np.arange(len(source)), recent)


def of(found: Rising, account: int) -> dict[str, float]:
    place = found.account.tolist().index(account)
    return {name: float(getattr(found, name)[place]) for name in found.__slots__}


rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.booleans()), max_size=30)


@given(rows)
def test_times_and_messages_are_counted_as_they_are_defined(drawn: list[Row]) -> None:
    found = find_rising(passed(drawn))
    if len({recent for _, _, recent in drawn}) < 2:
        assert len(found.account) == 0
        return
    assert sorted(found.account.tolist()) == sorted({source for source, _, _ in drawn})
    for account in found.account.tolist():
        own = [(message, recent) for source, message, recent in drawn if source == account]
        counted = of(found, account)
        for recent, when in ((True, "now"), (False, "before")):
            within = [message for message, then in own if then == recent]
            assert (counted[when], counted[f"messages_{when}"]) == (len(within), len(set(within)))


counts = st.lists(st.integers(0, 40), min_size=2, max_size=4)


@settings(max_examples=30)
@given(counts, counts, st.sampled_from([0.8, 0.95, 0.99]))
def test_where_messages_bring_one_each_limits_and_p_values_are_exact(
    now: list[int], before: list[int], ci_level: float
) -> None:
    size = min(len(now), len(before))
    now, before = [*now[:size], 5], [*before[:size], 5]
    found, scale = find_rising(apart(now, before), ci_level=ci_level), sum(before) / sum(now)
    for account in range(size):
        x, n = now[account], now[account] + before[account]
        if not n:
            assert account not in found.account
            continue
        test = binomtest(x, n, sum(now) / (sum(now) + sum(before)), alternative="greater")
        limits = binomtest(x, n).proportion_ci(ci_level, method="exact")
        odds = [np.inf if share == 1 else share / (1 - share) * scale for share in limits]
        told = of(found, account)
        assert [told["low"], told["high"]] == pytest.approx(odds, rel=1e-6)
        assert told["p_value"] == pytest.approx(test.pvalue, rel=1e-9)
        assert told["growth"] == pytest.approx(
            x / before[account] * scale if before[account] else np.nan, nan_ok=True
        )


@settings(max_examples=30)
@given(counts, st.integers(2, 5))
def test_as_many_times_of_every_message_say_no_more_than_one_of_each(now: list[int], times: int) -> None:
    once = apart([*now, 5], [7] * (len(now) + 1))
    rows = np.repeat(np.arange(len(once.source)), times)
    often = find_rising(Passed(once.source[rows], once.message[rows], once.recent[rows]))
    for name in ("account", "growth", "low", "high", "p_value", "q_value"):
        assert getattr(often, name) == pytest.approx(getattr(find_rising(once), name))


def test_a_message_that_everybody_had_is_one_time() -> None:
    beside = [(1, 900 + place, place % 2 == 0) for place in range(20)]
    once = find_rising(passed([(0, 0, True), *beside]))
    often = find_rising(passed([(0, 0, True)] * 300 + beside))
    assert of(once, 0)["p_value"] == pytest.approx(11 / 21)
    assert of(often, 0)["p_value"] == pytest.approx(310 / 320)
    assert of(often, 0)["low"] == pytest.approx(0.025 / 0.975 * 10 / 310)


def test_where_everything_doubles_nobody_rises() -> None:
    found = find_rising(apart([20, 40, 60], [10, 20, 30]))
    assert found.growth.tolist() == [1.0, 1.0, 1.0]
    assert not found.risen.any()


def test_three_after_none_do_not_go_before_three_hundred_after_a_hundred() -> None:
    found = find_rising(apart([3, 300, 97], [0, 100, 300]))
    assert found.account.tolist() == [1, 0, 2]
    assert found.risen.tolist() == [True, True, False]


def test_a_q_value_is_the_least_rate_at_which_an_account_is_named() -> None:
    found = find_rising(apart([40, 30, 12, 10, 9], [10, 15, 10, 10, 60]))
    p_value, size = np.sort(found.p_value), len(found.p_value)
    literally = [min(p_value[j] * size / (j + 1) for j in range(i, size)) for i in range(size)]
    assert np.sort(found.q_value) == pytest.approx(literally)


def drawn_messages(random_seed: int, growth: float) -> Passed:
    """Return 300 accounts of 12 messages on average that bring many times or few; ten bring more later."""
    rng = np.random.default_rng(random_seed)
    early = rng.poisson(12, 300)
    later = rng.poisson(np.where(np.arange(300) < 10, 12 * growth, 12))
    source = np.repeat(np.tile(np.arange(300, dtype=np.int32), 2), [*early, *later])
    recent = np.repeat([False, True], [early.sum(), later.sum()])
    size = rng.geometric(0.2, len(source))
    return Passed(np.repeat(source, size), np.repeat(np.arange(len(source)), size), np.repeat(recent, size))


def test_where_nobody_rises_chance_is_not_taken_for_a_rise() -> None:
    tried = [find_rising(drawn_messages(random_seed, 1.0)) for random_seed in range(10)]
    assert np.mean([found.p_value <= 0.05 for found in tried]) <= 0.05
    assert sum(int((found.q_value <= 0.05).sum()) for found in tried) == 0


def test_who_rises_is_named() -> None:
    found = find_rising(drawn_messages(1, 6.0))
    named = found.account[found.q_value <= 0.05]
    assert len(named) >= 8
    assert np.mean(named < 10) >= 0.9


def test_each_person_counts_once_a_message_when_it_came() -> None:
    actions = [[(1, 0, 105), (2, 1, 110), (2, 0, 115)], [(3, 4, 120), (0, 3, 119)]]
    history = history_of(Recorded.numbered([0, 4], [10, 100], actions), n=5)
    told = passed_in(history, until_ms=121, window_ms=11)
    had = zip(*(column.tolist() for column in told), strict=True)
    assert sorted(had) == [(0, 0, False), (1, 0, True), (3, 1, True), (4, 1, True)]


def test_in_an_event_each_person_counts_once_a_window_and_source() -> None:
    acted = [(1, 0, 2), (1, 0, 3), (1, 0, 12), (2, 0, 13), (2, 3, 14)]
    event = event_of(*((*each, PostKind.RESHARE) for each in acted))
    history = history_of(event, n=6)
    told = passed_in(history, until_ms=15, window_ms=7)
    assert sorted(zip(told.source.tolist(), told.recent.tolist(), strict=True)) == [
        (0, False),
        (0, True),
        (0, True),
        (3, True),
    ]
    assert len({*told.message.tolist()}) == len(told.message)


def test_what_is_out_of_range_is_refused_by_name() -> None:
    with pytest.raises(ParameterError, match="ci_level"):
        find_rising(apart([1], [1]), ci_level=1.0)
    with pytest.raises(ParameterError, match="window_ms"):
        passed_in(history_of(Recorded.numbered([], [], []), n=1), until_ms=1, window_ms=0)
