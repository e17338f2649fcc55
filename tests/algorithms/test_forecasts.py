"""Forecasts of size and of relays against closed forms, slow versions and messages drawn from known laws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algorithms.forecasts.below import forecast_below
from algorithms.forecasts.distribution import SizeForecasts, SizeLaw, errors_about, learn_sizes
from algorithms.forecasts.early import Branching, branching_of, learn_early
from algorithms.forecasts.judging import judge_below, judge_sizes
from algorithms.forecasts.next_relays import next_relays, try_next_relays
from algorithms.forecasts.past import past_of
from algorithms.forecasts.settled import settled_messages
from algorithms.forecasts.sizes import learn_authors
from algorithms.history import History, history_of
from algorithms.learners import LEARNERS
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.recorded import EVENT, Recorded
from graph.records import UNTIMED, Float64s
from graph.texts import TextColumn

MINUTE_MS, DAY_MS = 60_000, 86_400_000
BY_STARTER, BY_OTHER, MEAN_DELAY = 12.0, 0.4, 30.0

Action = tuple[int, int, int]  # who, from whom, when


class Message(NamedTuple):
    """One message: who started it and when, and what was done with it."""

    author: int
    at_ms: int
    actions: Sequence[Action]


def history(n: int, messages: Sequence[Message]) -> History:
    columns = [list(column) for column in zip(*messages, strict=True)]
    return history_of(Recorded.numbered(*columns), n=n)


def star(author: int, at_ms: int, people: int) -> Message:
    """A message that an account starts and so many others have from it, one a minute."""
    return Message(author, at_ms, [(100 + i, author, at_ms + i * MINUTE_MS) for i in range(1, people + 1)])


def drawn(n_messages: int, *, random_seed: int, unlike: bool = False) -> History:
    """Draw Hawkes cascades with exponential delays, one a day; `unlike`: each of its own size and pace."""
    rng, messages = np.random.default_rng(random_seed), []
    for number in range(n_messages):
        catching, pace = rng.gamma(1, size=2) if unlike else (1.0, 1.0)
        newest, account, actions = [(0, 0.0)], 0, []
        while newest:
            source, at = newest.pop()
            brought = rng.poisson(BY_STARTER * catching if source == 0 else BY_OTHER)
            for delay in rng.exponential(MEAN_DELAY * pace, brought):
                account += 1
                actions.append((account, source, number * DAY_MS + int((at + delay) * MINUTE_MS)))
                newest.append((account, at + delay))
        messages.append(Message(0, number * DAY_MS, sorted(actions, key=lambda action: action[2])))
    return history(1_000, messages)


def mostly_alone(n_messages: int, *, random_seed: int) -> History:
    """Draw one message a day: one in ten comes to many people within six hours, from anybody before them."""
    rng, messages = np.random.default_rng(random_seed), []
    for number in range(n_messages):
        people = min(int(rng.pareto(1) * 20), 900) if rng.random() < 0.1 else 0
        at_ms = number * DAY_MS + np.sort(rng.integers(0, 360, people)) * MINUTE_MS
        parent = rng.integers(0, np.arange(people) + 1)
        actions = zip(range(1, people + 1), parent.tolist(), at_ms.tolist(), strict=True)
        messages.append(Message(0, number * DAY_MS, list(actions)))
    return history(1_000, messages)


def windows(whole: History, *, share: float = 0.6) -> list[tuple[History, History]]:
    cut = int(whole.started_ms[int(share * len(whole))])
    return [(whole.before(cut), whole.started(cut, whole.until_ms))]


def forecast_of(centre: float, errors: Sequence[float], *, seen: int = 1, most: int = 10**6) -> SizeForecasts:
    """A forecast of one message that may have any of these errors."""
    first, last = np.zeros(1, np.int64), np.array([len(errors)])
    return SizeForecasts(np.array([centre]), first, last, np.array(errors), np.array([seen]), most)


@pytest.fixture(scope="module")
def hawkes() -> History:
    return drawn(400, random_seed=3)


# The branching process


@pytest.mark.parametrize("starters", [1, 3, 40])
def test_a_hawkes_process_comes_to_its_closed_form(starters: int) -> None:
    process = Branching(0.5, 0.5, np.array([10.0]), np.array([10.0]))
    ages, everyone = np.zeros(starters), np.ones(starters, np.bool_)
    to_come = process.still_to_come(ages, everyone, np.array([0, starters]), 0.0)
    assert starters + to_come[0] == pytest.approx(starters / (1 - 0.5))


def test_nobody_is_still_to_come_once_all_delays_are_over() -> None:
    process = Branching(5.0, 0.2, np.array([10.0, 20.0]), np.array([5.0]))
    to_come = process.still_to_come(np.array([0.0, 1.0]), np.array([True, False]), np.array([0, 2]), 100.0)
    assert to_come.tolist() == [0.0]


def test_who_is_still_to_come_is_what_the_obvious_loop_adds_up() -> None:
    process = Branching(6.0, 0.5, np.array([5.0, 15.0, 40.0]), np.array([2.0, 30.0]))
    ages, starters, minutes, prior = [0.0, 4.0, 12.0, 19.0], [True, False, False, False], 20.0, 2.0
    owed = recent = 0.0
    for age, starter in zip(ages, starters, strict=True):
        delays = [5.0, 15.0, 40.0] if starter else [2.0, 30.0]
        for delay in delays:
            each = (6.0 if starter else 0.5) / len(delays)
            owed += each * (age + delay > minutes)
            recent += each * (minutes / 2 < age + delay <= minutes)
    catching = (2 + prior) / (recent + prior)  # of the four, two came in the second half
    found = process.still_to_come(np.array(ages), np.array(starters), np.array([0, 4]), minutes, prior=prior)
    assert found[0] == pytest.approx(catching * owed / (1 - 0.5))


def test_drawn_cascades_give_back_the_numbers_they_were_drawn_from(hawkes: History) -> None:
    found = branching_of(hawkes)
    people = len(hawkes.account) - len(hawkes)
    assert found.by_starter == pytest.approx(BY_STARTER, abs=4 * np.sqrt(BY_STARTER / len(hawkes)))
    assert found.by_other == pytest.approx(BY_OTHER, abs=4 * np.sqrt(BY_OTHER / people))
    assert found.starter_delays.mean() == pytest.approx(MEAN_DELAY, rel=0.1)
    assert found.other_delays.mean() == pytest.approx(MEAN_DELAY, rel=0.1)


# Sizes from the first minutes


def test_intervals_of_drawn_cascades_hold_nine_of_ten(hawkes: History) -> None:
    by_method = {score.method: score for score in judge_sizes(windows(hawkes), minutes=20, n_resamples=200)}
    assert by_method["hawkes"].coverage.low <= 0.9 <= by_method["hawkes"].coverage.high


def test_where_messages_differ_in_pace_their_pace_tells_more_than_their_people() -> None:
    scores = judge_sizes(windows(drawn(500, random_seed=5, unlike=True)), minutes=30, n_resamples=200)
    by_method = {score.method: score for score in scores}
    assert by_method["hawkes"].ahead.low > 0
    assert by_method["constant"].msle.value > by_method["log-linear"].msle.value


def test_what_comes_later_changes_no_forecast(hawkes: History) -> None:
    law = learn_early(hawkes.before(200 * DAY_MS), 20)
    whole, cut = hawkes, hawkes.before(300 * DAY_MS + 20 * MINUTE_MS)
    assert law.forecast(cut).one(300).middle == law.forecast(whole).one(300).middle


def test_messages_are_over_when_hardly_anybody_comes_in_as_much_time_again() -> None:
    """All people come within a quarter of an hour, so that 16 minutes are the first age to be over."""
    whole = history(200, [star(0, day * DAY_MS, 15) for day in range(40)])
    cut = whole.before(39 * DAY_MS + 15 * MINUTE_MS)
    assert settled_messages(cut).tolist() == [True] * 39 + [False]


def test_messages_that_still_grow_when_the_records_end_are_refused() -> None:
    """Each gets one more a day, for ever."""
    growing = [Message(0, i, [(j, 0, j * DAY_MS) for j in range(1, 60)]) for i in range(40)]
    with pytest.raises(ParameterError, match="no longer growing"):
        learn_early(history(60, growing), 60)


def test_actions_before_their_message_count_as_at_once() -> None:
    early = [Message(0, day * DAY_MS, [(1, 0, day * DAY_MS - 5)]) for day in range(1, 41)]
    at_once = [Message(0, day * DAY_MS, [(1, 0, day * DAY_MS)]) for day in range(1, 41)]
    sizes = [learn_early(history(2, each), 5).forecast(history(2, each)).middle for each in (early, at_once)]
    assert sizes[0].tolist() == sizes[1].tolist()


def test_messages_without_times_are_nothing_to_learn_from() -> None:
    untimed = [Message(0, UNTIMED, [(1, 0, UNTIMED)])] * 40
    with pytest.raises(ParameterError, match="not '0 settled messages'"):
        learn_early(history(2, untimed), 60)


@pytest.mark.parametrize(("minutes", "method"), [(0, "hawkes"), (-1, "hawkes"), (60, "prophecy")])
def test_what_is_out_of_range_is_refused(hawkes: History, minutes: float, method: str) -> None:
    with pytest.raises(ParameterError):
        learn_early(hawkes, minutes, method=method)  # type: ignore[arg-type]  # that is the point


def test_one_event_has_no_sizes() -> None:
    recorded = Recorded.numbered([-1], [UNTIMED], [[(1, 0, 5), (2, 0, 9)]])
    event = history_of(replace(recorded, keys=TextColumn(*TextColumn.pack([EVENT]))), n=3)
    for learn in (partial(learn_early, minutes=60), learn_authors, forecast_below):
        with pytest.raises(ParameterError, match="one event"):
            learn(event)


# The distribution


@given(
    st.lists(st.floats(-9, 9), min_size=1, max_size=30),
    st.floats(0, 900),
    st.integers(1, 5_000),
    st.integers(0, 10**6),
)
def test_a_forecast_lies_between_what_is_seen_and_all_accounts(
    errors: list[float], centre: float, seen: int, others: int
) -> None:
    one = forecast_of(centre, errors, seen=seen, most=seen + others)
    quantiles = [float(one.quantile(level)[0]) for level in (0, 0.05, 0.5, 0.95, 1)]
    assert quantiles == sorted(quantiles)
    assert one.low <= one.middle <= one.high
    told = [*quantiles, one.low[0], one.high[0], one.expected[0]]
    assert seen * (1 - 1e-12) <= min(told)
    assert max(told) <= (seen + others) * (1 + 1e-12)
    passes = [float(one.passes(people)[0]) for people in (1, seen, seen + 1, 10 * seen, 10**9)]
    assert passes[0] == passes[1] == 1
    assert passes == sorted(passes, reverse=True)


def test_the_probability_to_pass_a_size_is_the_share_of_errors_that_lead_there() -> None:
    errors = np.random.default_rng(1).normal(size=999)
    share = np.mean(100 * np.exp(errors) >= 150)
    assert forecast_of(np.log(100.0), errors.tolist()).passes(150)[0] == pytest.approx(share, abs=0.001)


def test_a_further_error_is_below_each_quantile_as_often_as_it_says() -> None:
    """Exactly so where errors can be exchanged: here each of twenty is the further one in turn."""
    errors = np.random.default_rng(4).normal(size=20)
    below = [
        np.log(forecast_of(9.0, np.delete(errors, i).tolist()).quantile(0.9)[0]) - 9.0 > errors[i] + 1e-9
        for i in range(20)
    ]
    assert sum(below) == 18


@given(st.lists(st.integers(0, 9), min_size=1, max_size=300), st.integers(-2, 11))
def test_errors_are_those_of_the_nearest_messages_with_all_that_are_like_one_of_them(
    centres: list[int], centre: int
) -> None:
    numbers = np.arange(len(centres), dtype=np.float64)
    law = SizeLaw.of(np.array([0.0, 1.0]), np.array(centres, np.float64), numbers)
    one = law.forecast(np.array([[float(centre)]]), np.ones(1, np.int64), most=9)
    taken = {int(error) for error in one.errors[one.first[0] : one.last[0]]}
    away = [abs(each - centre) for each in centres]
    farthest = sorted(away)[:100][-1]
    assert len(taken) >= min(100, len(centres))
    assert {i for i, each in enumerate(away) if each < farthest} <= taken
    assert taken <= {i for i, each in enumerate(away) if each <= farthest}
    assert not {centres[i] for i in taken} & {centres[i] for i in set(range(len(centres))) - taken}


def test_errors_are_those_of_messages_left_out_of_the_fit() -> None:
    rng = np.random.default_rng(0)
    feature = rng.normal(size=40)
    sizes = np.maximum(np.exp(4 + feature + rng.normal(size=40)), 1).astype(np.int64)
    law = learn_sizes(feature[:, None], sizes)
    left_out = []
    for i in range(40):
        others = np.arange(40) != i
        slope, intercept = np.polyfit(feature[others], np.log(sizes[others]), 1)
        left_out.append(np.log(sizes[i]) - intercept - slope * feature[i])
    assert np.sort(law.errors) == pytest.approx(np.sort(left_out), abs=1e-4)


def test_thirty_messages_are_needed() -> None:
    with pytest.raises(ParameterError, match="at least 30"):
        learn_sizes(np.empty((29, 0)), np.ones(29, np.int64))


def test_errors_about_a_given_centre_are_what_is_left() -> None:
    law = errors_about(np.log([10.0, 10.0]), np.array([5, 20]))
    assert np.exp(law.errors).tolist() == pytest.approx([0.5, 2.0])


@settings(deadline=None, max_examples=30)
@given(random_seed=st.integers(0, 10**6), minutes=st.sampled_from([20, 180, 350]))
def test_forecasts_from_any_history_are_ordered_and_count_no_account_twice(
    random_seed: int, minutes: int
) -> None:
    whole = mostly_alone(150, random_seed=random_seed)
    before = whole.before(100 * DAY_MS)
    by_people, by_author = learn_early(before, minutes), learn_authors(before)
    for found in (by_people.forecast(whole), by_author.forecast(whole.author)):
        levels = [found.quantile(level) for level in (0.05, 0.5, 0.95)]
        assert (np.diff(levels, axis=0) >= 0).all()
        assert (found.low <= found.middle).all()
        assert (found.middle <= found.high).all()
        for people in (*levels, found.low, found.high, found.expected):
            assert (found.seen <= people).all()
            assert (people <= whole.n).all()


@settings(deadline=None, max_examples=30)
@given(random_seed=st.integers(0, 10**6))
def test_who_did_not_start_a_message_brings_fewer_than_one(random_seed: int) -> None:
    """Or it would never end: each chain of people begins with one whom a starter brought."""
    assert 0 <= branching_of(mostly_alone(60, random_seed=random_seed)).by_other < 1


@pytest.mark.parametrize("minutes", [60, 180])
def test_where_most_messages_stay_alone_forecasts_still_sum_to_what_comes(minutes: int) -> None:
    ((train, test),) = windows(mostly_alone(800, random_seed=7))
    expected = learn_early(train, minutes).forecast(test).expected
    assert expected.sum() == pytest.approx(len(test.account), rel=0.25)


# Sizes before the start


def test_an_author_of_large_messages_is_forecast_more_than_others() -> None:
    rng = np.random.default_rng(2)
    sizes = [
        (author, max(int(np.exp(2 + author + rng.normal() / 2)), 1)) for author in (0, 1) for _ in range(20)
    ]
    days = rng.permutation(40)
    messages = [star(a, int(day) * DAY_MS, size) for (a, size), day in zip(sizes, days, strict=True)]
    law = learn_authors(history(10_000, messages))
    small, large, unknown = law.forecast(np.array([0, 1, -1], np.int32)).middle
    assert small < unknown < large


@pytest.mark.parametrize("method", ["author", "log-linear", "persistence", "constant"])
def test_an_author_never_seen_is_forecast_like_an_unknown_one(method: str) -> None:
    known = history(10_000, [star(i % 5, i * DAY_MS, 5 + i % 7) for i in range(60)])
    law = learn_authors(known, method=method)  # type: ignore[arg-type]  # each is one
    never, unknown = law.forecast(np.array([77, -1], np.int32)).middle
    assert never == unknown


def test_persistence_is_the_last_size_again() -> None:
    known = history(10_000, [star(i % 2, i * DAY_MS, 5 + i) for i in range(40)])
    law = learn_authors(known, method="persistence")
    last = [1 + 5 + i for i in (38, 37)]  # what started on the last day is not over
    assert law.forecast(np.array([0, 1], np.int32)).middle.tolist() == pytest.approx(last)


# People below


def relays(*, random_seed: int, n_messages: int = 600) -> tuple[History, Float64s]:
    """Draw accounts 1 to 80 that pass messages on with log-normal rates; return their true means too."""
    rng = np.random.default_rng(random_seed)
    rate, messages = np.exp(rng.normal(-1, 1.2, 81)), []
    for number in range(n_messages):
        at_ms, actions, next_one = number * DAY_MS, [], 1_000
        for relay in rng.choice(np.arange(1, 81), 3, replace=False).tolist():
            actions.append((relay, 0, at_ms))
            for _ in range(rng.negative_binomial(0.5, 0.5 / (0.5 + rate[relay]))):
                actions.append((next_one, relay, at_ms + 1))
                next_one += 1
        messages.append(Message(0, at_ms, sorted(actions, key=lambda action: action[2])))
    return history(3_000, messages), rate


def test_shrunk_forecasts_of_people_below_are_nearer_the_truth_than_means() -> None:
    whole, rate = relays(random_seed=1, n_messages=200)
    found = forecast_below(whole)
    mean = np.bincount(whole.account, whole.below * whole.relayed, whole.n)[1:81] / found.messages[1:81]
    shrunk = found.expected[1:81]
    errors = [np.square(np.log1p(each) - np.log1p(rate[1:])).mean() for each in (shrunk, mean)]
    assert errors[0] < errors[1]


def test_the_largest_shrunk_forecasts_of_people_below_promise_no_more_than_comes() -> None:
    largest = judge_below(windows(relays(random_seed=4)[0], share=0.3), n_resamples=200)[0]
    assert largest.shrunk.low <= 1 <= largest.shrunk.high


def test_an_account_never_seen_to_pass_on_is_expected_to_do_as_usual() -> None:
    found = forecast_below(relays(random_seed=2, n_messages=100)[0])
    assert found.messages[999] == 0
    assert found.expected[999] == pytest.approx(found.usual)


def test_where_hardly_anybody_passes_on_twice_nothing_is_learned() -> None:
    once = [Message(0, day * DAY_MS, [(day + 1, 0, day * DAY_MS)]) for day in range(50)]
    with pytest.raises(ParameterError, match="passed on one before"):
        forecast_below(history(60, once))


# The past of accounts


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-9, 9)), max_size=30))
def test_the_past_of_each_row_is_what_the_obvious_loop_finds(rows: list[tuple[int, int]]) -> None:
    account = np.array([row[0] for row in rows], np.int64)
    value = np.array([row[1] for row in rows], np.float64)
    past = past_of(account, value)
    for i, one in enumerate(account.tolist()):
        earlier = value[:i][account[:i] == one]
        assert (past.counted[i], past.total[i]) == (len(earlier), earlier.sum())
        last = earlier[-1] if len(earlier) else np.nan
        assert np.array_equal(past.last[i], last, equal_nan=True)


# Next relays


def chances() -> InfluenceGraph:
    rng = np.random.default_rng(8)
    source, target = rng.integers(0, 30, (2, 200))
    pairs = np.unique(np.stack((source, target))[:, source != target], axis=1)
    return InfluenceGraph.from_edges(30, pairs[0], pairs[1], rng.uniform(0.05, 0.9, pairs.shape[1]))


def test_next_relays_are_those_of_the_obvious_loop() -> None:
    graph, people = chances(), np.array([3, 7, 11], np.int32)
    waited, delays = np.array([0.0, 5.0, 50.0]), np.array([1.0, 4.0, 10.0, 60.0])
    below = np.random.default_rng(1).uniform(0, 9, 30)
    value = {}
    for account in set(range(30)) - set(people.tolist()):
        none = 1.0
        for edge in range(graph.in_offsets[account], graph.in_offsets[account + 1]):
            for who, minutes in zip(people.tolist(), waited.tolist(), strict=True):
                if graph.in_sources[edge] == who:
                    gone = sum(delay <= minutes for delay in delays.tolist()) / 4
                    p = float(graph.probability[edge])
                    none *= 1 - p * (1 - gone) / (1 - p * gone)
        value[account] = (1 - none) * below[account]
    expected = sorted((one for one in value if value[one] > 0), key=lambda one: -value[one])
    found = next_relays(graph, people, waited, below=below, delays=delays, k=30)
    assert found.account.tolist() == expected
    assert found.value.tolist() == pytest.approx([value[one] for one in expected])
    assert found.exposed == len(expected)


def test_who_has_let_the_usual_delay_go_by_is_not_expected_any_more() -> None:
    pair, ones = InfluenceGraph.from_edges(2, [0], [1], 0.5), np.ones(2)
    chance = [
        next_relays(pair, np.zeros(1, np.int32), np.array([waited]), below=ones, delays=np.array([5.0, 9.0]))
        for waited in (0.0, 6.0, 10.0)
    ]
    assert [found.probability.tolist() for found in chance] == [
        [pytest.approx(0.5)],
        [pytest.approx(0.25 / 0.75)],
        [],
    ]


def test_people_of_the_message_are_not_next_even_where_messages_come_from_outside() -> None:
    pair = InfluenceGraph.from_edges(3, [0], [1], 0.5)
    found = next_relays(
        pair,
        np.array([0, 1], np.int32),
        np.zeros(2),
        below=np.ones(3),
        delays=np.empty(0),
        outside=np.full(3, 0.25),
    )
    assert (found.account.tolist(), found.probability.tolist()) == ([2], [pytest.approx(0.25)])


def test_lists_tried_on_the_past_say_how_many_of_them_passed_on() -> None:
    """Account 1 has all messages from 0 after a minute, 2 from 1 after another: nothing else happens."""
    always = [
        Message(0, day * DAY_MS, [(1, 0, day * DAY_MS + MINUTE_MS), (2, 1, day * DAY_MS + 2 * MINUTE_MS)])
        for day in range(200)
    ]
    tried = try_next_relays(history(3, always), LEARNERS["account-level"], 1.5, k=1)
    assert tried is not None
    assert (tried.messages, tried.listed, tried.passed_on) == (20, 20, 20)
    assert tried.factor == pytest.approx(21 / (tried.expected + 1))


@pytest.mark.parametrize("wrong", [{"waited": np.zeros(2)}, {"below": np.ones(2)}])
def test_arrays_of_other_lengths_are_refused(wrong: dict[str, Float64s]) -> None:
    graph = InfluenceGraph.from_edges(3, [0], [1], 0.5)
    waited, below = wrong.get("waited", np.zeros(1)), wrong.get("below", np.ones(3))
    with pytest.raises(ParameterError):
        next_relays(graph, np.zeros(1, np.int32), waited, below=below, delays=np.ones(1))
