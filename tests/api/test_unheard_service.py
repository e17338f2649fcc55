"""Who has heard nothing, from the store to the answer, and through whom they could: each sort by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.answers import Costs, Unheard
from api.http.app import create_app
from api.services.context import Context
from api.services.filters import Filter
from api.services.hidden import Hidden, KeyedHash
from api.services.plans import AskedPlan, plan_seeds
from api.services.unheard import AskedUnheard, list_unheard, unheard_cost
from graph.errors import AccountNotFoundError, ParameterError
from graph.records import Batch, Post, Profile, Ties
from tests.api.test_upstream_service import stored

DAY_MS = 86_400_000
SPEAKER, LISTENER, STALE, OLD, FAR, LONER = 0, 1, 2, 3, 4, 5
OF_UNDATED, UNDATED, ADDRESSED, LATE, RELAY, OF_LIKELY, LIKELY = 6, 7, 8, 9, 10, 11, 12
UNHEARD = {STALE, OLD, FAR, LATE}
UNKNOWN = {LONER, OF_UNDATED, UNDATED, OF_LIKELY, LIKELY}


def batch() -> Batch:
    """Return who spoke of tea: the speaker on day 40, the old one on day 1, of 60 that are recorded."""

    def tie(kind: str, actor: int, target: int, day: int | None = None, **more: object) -> dict[str, object]:
        at = {} if day is None else {"at_ms": day * DAY_MS}
        return {"kind": kind, "actor": actor, "target": target, "topics": 0, **at, **more}

    listening = {LISTENER: SPEAKER, STALE: OLD, OLD: STALE, FAR: STALE, ADDRESSED: OLD}
    listening |= {OF_UNDATED: UNDATED, UNDATED: FAR, OF_LIKELY: LIKELY, LIKELY: FAR, SPEAKER: FAR, RELAY: FAR}
    ties = [
        *(tie("FOLLOWS", listener, source) for listener, source in listening.items()),
        tie("FOLLOWS", LATE, SPEAKER, 45),
        tie("MENTIONS", SPEAKER, ADDRESSED, 41),
        tie("MENTIONS", SPEAKER, STALE, 20),
        tie("MENTIONS", FAR, LISTENER, 50),
        tie("RESHARES", RELAY, SPEAKER, 42, post="now", topics=1),
        tie("RESHARES", LIKELY, LONER, count=2, topics=1),
    ]
    posts = [
        Post("x:now", author=SPEAKER, at_ms=40 * DAY_MS, topics=1),
        Post("x:then", author=OLD, at_ms=DAY_MS, topics=1),
        Post("x:first", author=FAR, at_ms=0, topics=2),
        Post("x:some time", author=UNDATED, topics=1),
        Post("x:end", author=FAR, at_ms=60 * DAY_MS, topics=2),
    ]
    profiles = {STALE: Profile(followers=3), OLD: Profile(followers=30), FAR: Profile(followers=9)}
    topics = ((), ("tea",), ("coffee",))
    return Batch(
        [f"x:a{i:02}" for i in range(13)],
        Ties.of(ties),
        profiles,
        posts,
        topics,
        lists={"own": [STALE, LONER]},
    )


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return stored(tmp_path_factory.mktemp("unheard"), batch(), min_authors=1)


def asked(**more: object) -> AskedUnheard:
    return AskedUnheard(**{"topic": "tea", "k": 0} | more)  # type: ignore[arg-type]  # as the tests say


def numbers(answer: Unheard) -> list[int]:
    return [int(item.account.key.removeprefix("x:a")) for item in answer.items]


def test_everybody_is_told_of_as_far_as_that_is_known(context: Context) -> None:
    answer = list_unheard(context, asked())
    counts = answer.counts
    assert set(numbers(answer)) == UNHEARD
    assert (counts.targets, counts.heard, counts.unheard, counts.unknown) == (
        13,
        4,
        len(UNHEARD),
        len(UNKNOWN),
    )


@pytest.mark.parametrize("account", range(13))
def test_each_of_them_is_of_its_sort(context: Context, account: int) -> None:
    counts = list_unheard(context, asked(targets=[f"x:a{account:02}"])).counts
    assert (counts.unheard, counts.unknown) == (account in UNHEARD, account in UNKNOWN)


def test_most_followers_come_first_with_what_they_heard_last(context: Context) -> None:
    items = {int(item.account.key[-2:]): item.last_heard_at for item in list_unheard(context, asked()).items}
    assert list(items.items()) == [
        (OLD, "1970-01-02T00:00:00Z"),
        (FAR, None),
        (STALE, "1970-01-02T00:00:00Z"),
        (LATE, None),
    ]


def test_a_longer_time_reaches_back_to_what_was_heard_then(context: Context) -> None:
    assert set(numbers(list_unheard(context, asked(days=60)))) == {FAR, LATE}


def test_without_a_topic_anything_counts(context: Context) -> None:
    answer = list_unheard(context, asked(topic=None, days=15))
    assert set(numbers(answer)) == {STALE, OLD, ADDRESSED, LATE}


def test_targets_are_named_by_list_or_have_something_in_common(context: Context) -> None:
    assert numbers(list_unheard(context, asked(targets=["list:own"]))) == [STALE]
    assert numbers(list_unheard(context, asked(only=Filter(min_followers=5)))) == [OLD, FAR]


def test_through_whom_is_whom_a_plan_with_these_targets_asks(context: Context) -> None:
    answer = list_unheard(context, asked(k=2))
    targets = [item.account.key for item in answer.items]
    plan = plan_seeds(context, AskedPlan(k=2, topic="tea", targets=targets, objective="reach"))
    assert [seed.account for seed in answer.through] == [seed.account for seed in plan.seeds]
    assert answer.reached is not None
    assert answer.reached.low <= plan.reach.high
    assert answer.reached.high >= plan.reach.low
    assert answer.certificate is not None
    assert 0.9 < answer.certificate.ratio <= 1


def test_who_is_asked_and_those_who_listen_are_told(context: Context) -> None:
    [first] = list_unheard(context, asked(k=1)).through
    assert first.account.key == f"x:a{STALE:02}"
    assert first.gain.low < 3 < first.gain.high + 0.1  # itself, and two who listen


def test_nobody_is_asked_who_would_add_nobody_and_no_more_are_told_than_there_are(context: Context) -> None:
    answer = list_unheard(context, asked(targets=[f"x:a{STALE:02}"], k=10))
    assert len(answer.through) < 10
    assert all(seed.gain.value > 0 for seed in answer.through)
    assert answer.reached is not None
    assert answer.reached.high <= 1


def test_who_objected_is_neither_told_of_nor_asked(context: Context) -> None:
    keyed = KeyedHash(bytes(32))
    hiding = replace(context, objections=Hidden(frozenset({keyed.of(f"x:a{STALE:02}")}), keyed))
    answer = list_unheard(hiding, asked(k=2))
    assert set(numbers(answer)) == UNHEARD - {STALE}
    assert answer.counts.targets == 12
    assert f"x:a{STALE:02}" not in answer.model_dump_json()
    with pytest.raises(AccountNotFoundError):
        list_unheard(hiding, asked(targets=[f"x:a{STALE:02}"]))


def test_where_everybody_has_heard_nobody_is_to_be_asked(context: Context) -> None:
    answer = list_unheard(context, asked(targets=[f"x:a{LISTENER:02}"], k=5))
    assert (answer.items, answer.through, answer.reached, answer.certificate) == ([], [], None, None)
    assert unheard_cost(context, asked(targets=[f"x:a{LISTENER:02}"], k=5)).n_samples == 0


@pytest.mark.parametrize(
    ("name", "value"), [("days", 61.0), ("days", 0.0), ("k", 201), ("k", -1), ("random_seed", -1)], ids=str
)
def test_what_is_out_of_range_is_refused_by_name(context: Context, name: str, value: float) -> None:
    for question in (list_unheard, unheard_cost):
        with pytest.raises(ParameterError, match=name):
            question(context, asked(**{name: value}))


def test_without_times_it_cannot_be_told(tmp_path: Path) -> None:
    ties = Ties.of([{"kind": "FOLLOWS", "actor": 0, "target": 1, "topics": 0}])
    untimed = Batch(["x:a", "x:b"], ties, {}, [Post("x:1", author=1, topics=1)], ((), ("tea",)))
    with pytest.raises(ParameterError, match="store must be one that knows when"):
        list_unheard(stored(tmp_path, untimed, min_authors=1), asked())


@pytest.fixture(scope="module")
def client(context: Context) -> FlaskClient:
    return create_app(lambda: context).test_client()


def test_the_body_is_what_the_service_says_page_by_page(client: FlaskClient, context: Context) -> None:
    address = "/v1/audiences/unheard?topic=tea&k=0"
    whole = list_unheard(context, asked())
    assert client.get(address).text == whole.model_dump_json()
    first = client.get(f"{address}&limit=3").get_json()
    second = client.get(f"{address}&limit=3&cursor={first['next_cursor']}").get_json()
    items = Unheard.model_validate(first | {"items": first["items"] + second["items"]}).items
    assert (items, second["has_more"]) == (whole.items, False)


def test_what_it_would_take_is_told_instead(client: FlaskClient) -> None:
    told = client.get("/v1/audiences/unheard?topic=tea&k=2&mode=estimate")
    assert Costs.model_validate_json(told.data).n_samples > 0


def test_fields_choose_what_is_told_of_each_of_them(client: FlaskClient) -> None:
    told = client.get("/v1/audiences/unheard?topic=tea&k=0&fields=last_heard_at").get_json()
    assert told["items"][0] == {"last_heard_at": "1970-01-02T00:00:00Z"}
