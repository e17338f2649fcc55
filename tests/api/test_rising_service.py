"""Who is rising, from the store to the answer: the planted one does, in its own window, and says how far."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.answers import Rising, RisingItem
from api.http.app import create_app
from api.services.context import Context
from api.services.filters import Filter
from api.services.hidden import Hidden, KeyedHash
from api.services.rising import find_rising
from graph.errors import ParameterError, TopicNotFoundError
from graph.records import Batch, Post, Profile, Ties
from tests.api.test_error_shape import problem_of
from tests.api.test_upstream_service import stored

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
STEADY, RISER, NEWCOMER = 1, 2, 3
AUTHORS, READERS = range(30, 34), range(10, 30)


def batch(*, timed: bool = True) -> Batch:
    """Return 60 days of four messages a day, each passed on once by a relay: the riser's part grows tenfold.

    The newcomer is passed on thrice, on the last day.
    """
    posts, ties = [], []
    for number in range(240):
        at_ms, author = number * 6 * HOUR_MS, AUTHORS[number % 4]
        posts.append(Post(f"x:{number}", author=author, at_ms=at_ms if timed else None, topics=1))
        rises = number % 20 == 0 if number < 120 else number % 2 == 0
        relay = NEWCOMER if number >= 237 else RISER if rises else STEADY
        for actor, target, later in ((relay, author, 1), (READERS[number % 20], relay, 2)):
            passed = {"kind": "RESHARES", "actor": actor, "target": target, "post": str(number), "topics": 1}
            ties.append(passed | {"at_ms": at_ms + later * HOUR_MS} if timed else passed)
    since = {RISER: (5, 20, 40, 41, 42), STEADY: (3, None)}
    ties += [
        {"kind": "FOLLOWS", "actor": reader, "target": who, "topics": 0}
        | ({} if day is None else {"at_ms": day * DAY_MS})
        for who, days in since.items()
        for reader, day in zip(READERS, days, strict=False)
    ]
    profiles = {RISER: Profile(followers=50), STEADY: Profile(followers=5_000)}
    return Batch([f"x:a{i}" for i in range(34)], Ties.of(ties), profiles, posts, ((), ("tea",)))


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return stored(tmp_path_factory.mktemp("rising"), batch(), min_authors=3)


@pytest.fixture(scope="module")
def told(context: Context) -> Rising:
    return find_rising(context, topic="tea", days=29.5)


def item_of(answer: Rising, account: int) -> RisingItem:
    return next(item for item in answer.items if item.account.key == f"x:a{account}")


def test_the_planted_one_rises_and_nobody_else_beyond_chance(told: Rising) -> None:
    first = told.items[0]
    assert (first.rank, first.account.key, first.q_value < 0.001) == (1, f"x:a{RISER}", True)
    assert [item.account.key for item in told.items if item.q_value <= 0.05] == [first.account.key]
    assert (told.beyond_chance, told.expected_false) == (1, first.q_value)


def test_the_steady_one_is_passed_on_less_and_does_not_rise(told: Rising) -> None:
    assert f"x:a{STEADY}" not in [item.account.key for item in told.items]
    assert told.compared == 7  # three relays, four authors


def test_each_window_says_what_was_passed_on_in_it(told: Rising) -> None:
    assert [told.before.until, told.now.until] == [told.now.since, "1970-03-01T20:00:00Z"]
    for window, when in ((told.now, "now"), (told.before, "before")):
        assert (window.messages, window.actions) == (118, 236)
        assert item_of(told, RISER).model_dump()[when]["messages"] == (58 if when == "now" else 6)


def test_growth_is_the_ratio_of_the_shares_in_its_interval(told: Rising) -> None:
    growth = item_of(told, RISER).growth
    assert growth.value == pytest.approx((58 / 236) / (6 / 236))
    assert growth.low < (growth.value or 0) < (growth.high or 0)
    assert growth.n == 64


def test_of_whom_nothing_is_known_before_the_growth_is_unknown_but_not_its_least(told: Rising) -> None:
    newcomer = item_of(told, NEWCOMER)
    assert (newcomer.now.actions, newcomer.before.actions) == (3, 0)
    assert (newcomer.growth.value, newcomer.growth.high) == (None, None)
    assert 0 < newcomer.growth.low < item_of(told, RISER).growth.low


def test_new_followers_are_counted_where_all_of_them_are_dated(context: Context, told: Rising) -> None:
    riser = item_of(told, RISER)
    assert (riser.before.new_followers, riser.now.new_followers) == (2, 3)
    falling = find_rising(context, days=2)
    undated = [item.now.new_followers for item in falling.items if item.account.key == f"x:a{STEADY}"]
    assert undated in ([], [None])


def test_a_filter_lists_some_and_compares_all(context: Context, told: Rising) -> None:
    small = find_rising(context, topic="tea", days=29.5, only=Filter(max_followers=100))
    assert [item.account.key for item in small.items] == [f"x:a{RISER}"]
    assert small.items[0].growth == told.items[0].growth
    assert any("unknown followers" in warning for warning in small.meta.warnings)


def test_who_objected_is_in_no_list_and_counts_as_ever(context: Context, told: Rising) -> None:
    keyed = KeyedHash(bytes(32))
    hiding = replace(context, objections=Hidden(frozenset({keyed.of(f"x:a{RISER}")}), keyed))
    rest = find_rising(hiding, topic="tea", days=29.5)
    assert [item.account for item in rest.items] == [item.account for item in told.items[1:]]
    assert (rest.items[0].rank, rest.now, rest.total_estimate) == (1, told.now, len(told.items) - 1)


def test_days_that_do_not_go_twice_into_the_records_are_refused_with_those_that_do(context: Context) -> None:
    with pytest.raises(ParameterError, match=r"days must be at most 29\.9\d+: .* not 30\.0") as refused:
        find_rising(context)
    longest = float(refused.value.requirement.removeprefix("at most ").partition(":")[0])
    assert find_rising(context, days=longest).now.actions


def test_without_times_nobody_can_rise(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="store must be one that knows when"):
        find_rising(stored(tmp_path, batch(timed=False)), days=1)


@pytest.mark.parametrize("days", [0.0, -1.0, 3_651.0, float("nan")])
def test_days_out_of_range_are_refused(context: Context, days: float) -> None:
    with pytest.raises(ParameterError, match=r"days must be above 0, at most 3,650"):
        find_rising(context, days=days)


def test_an_unknown_topic_is_refused(context: Context) -> None:
    with pytest.raises(TopicNotFoundError):
        find_rising(context, topic="coffee", days=1)


@pytest.fixture(scope="module")
def client(context: Context) -> FlaskClient:
    return create_app(lambda: context).test_client()


def test_the_body_is_what_the_service_says_page_by_page(client: FlaskClient, told: Rising) -> None:
    address = "/v1/accounts/rising?topic=tea&days=29.5"
    assert client.get(address).text == told.model_dump_json()
    first = client.get(f"{address}&limit=1").get_json()
    second = client.get(f"{address}&limit=200&cursor={first['next_cursor']}").get_json()
    items = Rising.model_validate(first | {"items": first["items"] + second["items"]}).items
    assert (items, second["has_more"]) == (told.items, False)
    other = f"/v1/accounts/rising?topic=tea&days=7&cursor={first['next_cursor']}"
    problem_of(client.get(other), 422, "cursor-of-another-question")
