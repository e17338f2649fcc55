"""What happened to a message, from the store to the answer: the cascade made by hand, and drawn ones."""

from __future__ import annotations

import pytest

from api.answers import CascadeReport
from api.services.context import Context
from api.services.recorded import draw_cascade, list_cascades, report_cascade
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import MessageNotFoundError, ParameterError
from graph.projection import Projection, snapshot_of
from graph.records import Batch, Post, Profile, Reposts, Ties
from tests.algorithms.test_report import BY_HAND, DE, EN, FR, LANGUAGE

MESSAGE, LONELY, CREDITED = "x:15", "x:1", "x:2"
TONGUES = {EN: "en", FR: "fr", DE: "de"}
START_MS = 1_700_000_000_000
START = "2023-11-14T22:13:20Z"


def _batch() -> Batch:
    """Return the cascade made by hand, a message without actions, one without parents, and an event."""
    accounts = [f"x:{i}" for i in range(15)] + ["y:15"]
    by_hand = [
        {"message": MESSAGE, "account": child, "parent": parent, "at_ms": START_MS + 1000 * second}
        | {"language": TONGUES[int(LANGUAGE[child])]}
        for child, parent, second in BY_HAND
    ]
    unknown: list[dict[str, object]] = [
        {"message": CREDITED, "account": i, "at_ms": START_MS + 60_000 * i} for i in (1, 2, 3)
    ]
    follows: list[dict[str, object]] = [
        {"kind": "FOLLOWS", "actor": a, "target": b} for a, b in ((1, 0), (2, 1), (3, 4), (15, 0), (0, 15))
    ]
    event: list[dict[str, object]] = [{"kind": "RESHARES", "actor": 15, "target": 0, "at_ms": START_MS}]
    posts = [
        Post(MESSAGE, author=0, at_ms=START_MS),
        Post(LONELY, author=3),
        Post(CREDITED, author=0, at_ms=START_MS),
    ]
    profiles = {0: Profile(handle="ada", language="en"), 15: Profile(language="de")}
    return Batch(accounts, Ties.of(follows + event), profiles, posts, reposts=Reposts.of(by_hand + unknown))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Context:
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="small.csv", source="tests")
        store.append(load, 0, _batch())
        store.seal([load.number])
        return Context(snapshot_of(store, Projection(), tmp_path_factory.mktemp("snapshots")), store="small")


@pytest.fixture(scope="module")
def report(recorded: Context) -> CascadeReport:
    return report_cascade(recorded, MESSAGE, credit="shapley", limit=3)


def test_messages_are_listed_by_their_people(recorded: Context) -> None:
    listed = list_cascades(recorded)
    assert [(item.cascade, item.people, item.actions) for item in listed.items] == [
        (MESSAGE, 15, 14),
        (CREDITED, 4, 3),
        ("event", 2, 1),
        (LONELY, 1, 0),
    ]
    assert (listed.total_estimate, listed.items[0].posted_at, listed.items[3].posted_at) == (4, START, None)


def test_the_hop_table_adds_up_to_the_people(report: CascadeReport) -> None:
    assert [bounce.people for bounce in report.by_hop] == [1, 2, 3, 2, 3, 3, 1]
    assert report.people == sum(bounce.people for bounce in report.by_hop) == 15


def test_the_report_names_the_method_and_the_share_of_guesses(report: CascadeReport) -> None:
    assert report.parents is not None
    assert (report.parents.method, report.parents.guessed_share) == ("most-recent-exposed", 0.0)
    assert (report.parents.given, report.meta.model) == (14, None)


def test_who_ignited_it_again_is_named(report: CascadeReport) -> None:
    found = [(fire.igniter.key if fire.igniter else None, fire.people) for fire in report.reignitions]
    assert found == [("x:7", 4), ("x:11", 4)]
    assert report.reignitions[0].started_at == "2023-11-14T23:13:20Z"


def test_who_carried_it_across_is_named(report: CascadeReport) -> None:
    border = report.borders["language"]
    assert (border.bounces, border.crossings) == (14, 3)
    assert [
        (item.account.key, item.origin, item.destination, item.people_below) for item in border.carriers
    ] == [("x:7", "en", "fr", 3), ("x:13", "en", "de", 1), ("x:10", "fr", "en", 0)]


def test_relays_stand_by_their_credit(report: CascadeReport) -> None:
    assert [item.account.key for item in report.relays] == ["x:0", "x:1", "x:3"]
    assert report.relays[0].credit == pytest.approx(2 + 3 / 2 + 2 / 3 + 3 / 4 + 3 / 5 + 1 / 6)


def test_the_people_below_are_told_whatever_the_credit(report: CascadeReport, recorded: Context) -> None:
    below = report_cascade(recorded, MESSAGE, limit=3)
    assert [item.people_below for item in below.relays] == [14, 11, 5]
    assert [item.credit for item in below.relays] == [14, 11, 5]


def test_guessed_parents_are_counted_as_guesses(recorded: Context) -> None:
    found = report_cascade(recorded, CREDITED)
    assert found.parents is not None
    assert (found.parents.given, found.parents.exposed, found.parents.author) == (0, 2, 1)
    assert (found.parents.guessed_share, found.meta.model is not None) == (1.0, True)
    assert [bounce.people for bounce in found.by_hop] == [1, 2, 1]


def test_left_out_an_account_costs_those_whom_nobody_else_reaches(recorded: Context) -> None:
    found = report_cascade(recorded, CREDITED, credit="leave-one-out")
    assert [(item.account.key, item.credit) for item in found.relays] == [("x:0", 3), ("x:1", 1)]


def test_a_message_on_which_nobody_acted_says_so(recorded: Context) -> None:
    found = report_cascade(recorded, LONELY)
    assert (found.people, found.depth, found.life, found.relays) == (1, 0, None, [])
    assert found.meta.warnings == ["nobody acted on this message"]


def test_the_event_has_a_report_and_no_author(recorded: Context) -> None:
    found = report_cascade(recorded, "event")
    assert (found.people, found.author, found.starters) == (2, None, 1)
    assert [bounce.people for bounce in found.by_hop] == [1, 1]


def test_borders_of_platform_and_language_come_from_the_accounts_too(recorded: Context) -> None:
    borders = report_cascade(recorded, "event").borders
    [platform] = borders["platform"].carriers
    [language] = borders["language"].carriers
    assert (platform.origin, platform.destination) == ("x", "y")
    assert (language.origin, language.destination) == ("en", "de")


def test_people_are_counted_by_community_when_asked(recorded: Context) -> None:
    found = report_cascade(recorded, CREDITED, by_community=True)
    assert found.by_community is not None
    assert sum(community.people for community in found.by_community) == 4
    assert report_cascade(recorded, CREDITED).by_community is None


def test_a_replay_tells_who_had_it_when_and_from_whom(recorded: Context) -> None:
    replay = report_cascade(recorded, MESSAGE, replay=True).replay
    assert replay is not None
    people, at_s = replay.people, {child: second for child, _, second in BY_HAND}
    keys = [str(key) for key in people.key]
    told = {keys[i]: (people.parent[i], people.age_seconds[i]) for i in range(len(keys))}
    assert told.pop("x:0") == (None, 0)
    assert told == {f"x:{child}": (keys.index(f"x:{parent}"), at_s[child]) for child, parent, _ in BY_HAND}
    assert (replay.left_out, any(people.guessed)) == (0, False)


def test_a_replay_names_who_threw_each_bounce(recorded: Context) -> None:
    replay = report_cascade(recorded, MESSAGE, replay=True).replay
    assert replay is not None
    thrown = [
        (bounce.people, bounce.relay and bounce.relay.key, bounce.people_below, bounce.age_seconds)
        for bounce in replay.bounces
    ]
    assert thrown == [
        (2, "x:0", 14, 10),
        (3, "x:1", 11, 30),
        (2, "x:3", 5, 50),
        (3, "x:5", 4, 3610),
        (3, "x:11", 3, 3630),
        (1, "x:13", 1, 7230),
    ]


def test_a_replay_says_whose_parents_are_guesses(recorded: Context) -> None:
    replay = report_cascade(recorded, CREDITED, replay=True).replay
    assert replay is not None
    assert replay.people.guessed == [False, True, True, True]


def test_of_a_large_message_a_replay_holds_who_carried_most_and_is_a_tree(
    recorded: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.services.replays.MOST_REPLAYED", 5)
    found = report_cascade(recorded, MESSAGE, replay=True, limit=5)
    assert found.replay is not None
    people = found.replay.people
    assert sorted(people.people_below, reverse=True) == [item.people_below for item in found.relays]
    assert [parent is None for parent in people.parent] == [hop == 0 for hop in people.hop]
    assert found.replay.left_out == 10


def test_an_unknown_message_names_its_neighbours(recorded: Context) -> None:
    with pytest.raises(MessageNotFoundError, match="event"):
        report_cascade(recorded, "evnt")


@pytest.mark.parametrize(
    ("named", "asked"),
    [("parents", {"parents": "latest"}), ("credit", {"credit": "banzhaf"}), ("limit", {"limit": 201})],
)
def test_what_is_not_allowed_is_named(recorded: Context, named: str, asked: dict[str, str]) -> None:
    with pytest.raises(ParameterError, match=named):
        report_cascade(recorded, MESSAGE, **asked)  # type: ignore[arg-type]  # what is refused


def test_a_drawn_message_has_the_fields_of_a_recorded_one(recorded: Context, report: CascadeReport) -> None:
    drawn = draw_cascade(recorded, seeds=["@ada"], model="constant:1.0")
    assert [bounce.people for bounce in drawn.by_hop] == [1, 2, 1]
    assert (drawn.cascade, drawn.parents, drawn.life) == (None, None, None)
    assert drawn.model_dump().keys() == report.model_dump().keys()


def test_a_drawn_message_says_that_it_is_one_of_many(recorded: Context) -> None:
    drawn = draw_cascade(recorded, seeds=["@ada", "x:3"], random_seed=5)
    assert (drawn.starters, drawn.author, drawn.meta.random_seed) == (2, None, 5)
    assert "one message drawn from the model" in drawn.meta.warnings[0]


def test_a_horizon_ends_a_drawn_message(recorded: Context) -> None:
    late = "continuous-time:lognormal,10,0.001:5:constant:1.0"
    assert draw_cascade(recorded, seeds=["@ada"], model=late).people == 1
