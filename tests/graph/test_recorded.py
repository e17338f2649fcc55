"""Recorded messages of a snapshot: each act once, in order, replies at the root, authors where known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.actions import recorded_arrays
from graph.duckdb_store import DuckDBStore
from graph.errors import MessageNotFoundError
from graph.neo4j_store import Neo4jStore
from graph.projection import Projection, snapshot_of
from graph.recorded import EVENT, Recorded
from graph.records import POST_KINDS, UNTIMED, Batch, Post, PostKind, Profile, Reposts, Ties
from graph.snapshot import Snapshot
from graph.store import ActionTable, GraphStore, PostTable
from graph.texts import TextColumn

ACCOUNTS = ("x:ada", "x:ben", "x:cleo", "x:dan", "y:eve")
ADA, BEN, CLEO, DAN, EVE = range(5)

Row = Mapping[str, object]
Action = tuple[str, int, int, int, str]


def repost(account: int, at_ms: int = UNTIMED, **more: Any) -> dict[str, object]:
    return {"message": "x:m", "account": account, "at_ms": at_ms, **more}


def batch(reposts: Sequence[Row] = (), *, ties: Sequence[Row] = (), **more: Any) -> Batch:
    return Batch(ACCOUNTS, Ties.of(ties), reposts=Reposts.of(reposts), **more)


def load(store: GraphStore, *batches: Batch) -> None:
    for each in batches:
        opened = store.begin(str(len(store.loads())), file="f", source="s")
        store.append(opened, 0, each)
        store.seal([opened.number])


def snapshot(folder: Path, *batches: Batch, projection: Projection | None = None) -> Snapshot:
    with DuckDBStore(":memory:") as store:
        load(store, *batches)
        return snapshot_of(store, projection or Projection(), folder)


def recorded(folder: Path, *batches: Batch, projection: Projection | None = None) -> Recorded:
    return snapshot(folder, *batches, projection=projection).recorded()


def actions(found: Recorded) -> list[Action]:
    """Return message, account, parent, time and kind of each action, in the order of the arrays."""
    message = np.repeat(np.arange(len(found.keys)), np.diff(found.offsets)).tolist()
    columns = (found.account, found.parent, found.at_ms, found.kind)
    return [
        (str(found.keys[place]), account, parent, at, POST_KINDS[kind].value)
        for place, account, parent, at, kind in zip(message, *(c.tolist() for c in columns), strict=True)
    ]


def told(found: Recorded) -> list[tuple[str, int]]:
    return [(message, account) for message, account, *_ in actions(found)]


def test_actions_stand_by_message_then_time_then_file(tmp_path: Path) -> None:
    rows = [repost(ADA), repost(BEN, 9), repost(CLEO, 5, message="x:a"), repost(DAN, 5), repost(EVE, 5)]
    assert told(recorded(tmp_path, batch(rows))) == [
        ("x:a", CLEO),
        ("x:m", DAN),
        ("x:m", EVE),
        ("x:m", BEN),
        ("x:m", ADA),
    ]


def test_columns_have_the_types_that_they_are_documented_with(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch([repost(ADA, language="en", place="DE")]))
    columns = {name: getattr(found, name) for name in found.__slots__}
    types = {name: column.dtype.name for name, column in columns.items() if hasattr(column, "dtype")}
    int32s = ("author", "account", "parent", "mentioned", "language", "place")
    assert types == {
        **dict.fromkeys(int32s, "int32"),
        **dict.fromkeys(("posted_ms", "offsets", "at_ms"), "int64"),
        "kind": "int8",
    }


def test_a_store_without_actions_has_no_messages(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch())
    assert (len(found.keys), found.offsets.tolist(), len(found.account)) == (0, [0], 0)


def test_the_post_says_who_started_a_message_and_when(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch([repost(ADA, 9)], posts=[Post("x:m", BEN, 3)]))
    assert (found.author.tolist(), found.posted_ms.tolist()) == ([BEN], [3])


def test_a_message_without_a_post_from_several_accounts_has_no_author(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch([repost(ADA, 9, parent=BEN), repost(CLEO, 9, parent=DAN)]))
    assert (found.author.tolist(), found.posted_ms.tolist()) == ([-1], [UNTIMED])


@pytest.mark.parametrize("parents", [(-1, -1), (BEN, -1)])
def test_an_unknown_parent_makes_no_author(tmp_path: Path, parents: tuple[int, int]) -> None:
    rows = [repost(ADA, 1, parent=parents[0]), repost(CLEO, 2, parent=parents[1])]
    assert recorded(tmp_path, batch(rows)).author.tolist() == [-1]


def test_whom_all_actions_come_from_is_the_author_where_no_post_is_known(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch([repost(ADA, 9, parent=BEN), repost(CLEO, 9, parent=BEN)]))
    assert found.author.tolist() == [BEN]


def test_an_original_post_that_nobody_passed_on_is_a_message_without_actions(tmp_path: Path) -> None:
    posts = [Post("x:n", ADA, 3), Post("x:o", ADA, 3, PostKind.REPLY)]
    found = recorded(tmp_path, batch(posts=posts))
    assert ([*found.keys], found.author.tolist(), found.offsets.tolist()) == (["x:n"], [ADA], [0, 0])


def test_an_act_told_by_two_loads_counts_once_as_the_later_tells_it(tmp_path: Path) -> None:
    first = batch([repost(ADA, 9), repost(BEN, 9)])
    second = batch([repost(ADA, 9, parent=CLEO)])
    assert actions(recorded(tmp_path, first, second)) == [
        ("x:m", BEN, -1, 9, "RESHARE"),
        ("x:m", ADA, CLEO, 9, "RESHARE"),
    ]


@pytest.mark.parametrize("other", [{"at_ms": 8}, {"kind": "QUOTE"}, {"post": "x:9"}, {"message": "x:n"}])
def test_another_time_kind_post_or_message_is_another_act(tmp_path: Path, other: Row) -> None:
    found = recorded(tmp_path, batch([repost(ADA, 9), {**repost(ADA, 9), **other}]))
    assert len(found.account) == 2


def test_a_message_passed_on_again_by_the_same_account_keeps_both_acts(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch([repost(ADA, 1), repost(ADA, 2, parent=ADA)]))
    assert [row[1:3] for row in actions(found)] == [(ADA, -1), (ADA, ADA)]


def reply(account: int, post: str, message: str, **more: Any) -> dict[str, object]:
    return repost(account, kind="REPLY", post=f"x:{post}", message=f"x:{message}", **more)


def test_a_reply_to_a_reply_belongs_to_the_root_of_the_thread(tmp_path: Path) -> None:
    rows = [reply(ADA, "4", "3"), reply(BEN, "3", "2"), reply(CLEO, "2", "1"), reply(DAN, "9", "8")]
    found = recorded(tmp_path, batch(rows))
    assert sorted(told(found)) == [("x:1", ADA), ("x:1", BEN), ("x:1", CLEO), ("x:8", DAN)]


def test_a_retweeted_reply_is_a_message_of_its_own(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch([reply(ADA, "2", "1"), repost(BEN, message="x:2")]))
    assert told(found) == [("x:1", ADA), ("x:2", BEN)]


def test_replies_that_go_round_in_a_circle_stay_where_they_are(tmp_path: Path) -> None:
    rows = [reply(ADA, "1", "2"), reply(BEN, "2", "1"), reply(CLEO, "3", "1"), reply(DAN, "5", "5")]
    found = recorded(tmp_path, batch(rows))
    assert told(found) == [("x:1", BEN), ("x:1", CLEO), ("x:2", ADA), ("x:5", DAN)]


def test_a_thread_of_many_bounces_ends_at_its_root(tmp_path: Path) -> None:
    rows = [reply(ADA, str(i + 1), str(i)) for i in range(1_000)]
    assert {message for message, _ in told(recorded(tmp_path, batch(rows)))} == {"x:0"}


def act(kind: str, target: int, **more: object) -> dict[str, object]:
    return {"kind": kind, "actor": ADA, "target": target, "at_ms": 5, **more}


def test_the_event_has_each_timed_tie_and_no_parent_for_a_mention(tmp_path: Path) -> None:
    ties = [act("RESHARES", BEN), act("MENTIONS", BEN), act("MENTIONS", CLEO), act("REPLIES_TO", DAN)]
    found = recorded(tmp_path, batch(ties=ties), batch(ties=ties))
    assert sorted(actions(found)) == [
        (EVENT, ADA, -1, 5, "ORIGINAL"),
        (EVENT, ADA, -1, 5, "ORIGINAL"),
        (EVENT, ADA, BEN, 5, "RESHARE"),
        (EVENT, ADA, DAN, 5, "REPLY"),
    ]


def test_the_event_has_no_author(tmp_path: Path) -> None:
    assert recorded(tmp_path, batch(ties=[act("RESHARES", BEN)])).author.tolist() == [-1]


def test_the_language_is_that_of_the_act_else_of_the_account(tmp_path: Path) -> None:
    rows = [repost(ADA, 1, language="fr"), repost(ADA, 2), repost(BEN, 3)]
    found = recorded(tmp_path, batch(rows, profiles={ADA: Profile(language="en")}))
    spoken = [None if code < 0 else found.languages[code] for code in found.language.tolist()]
    assert (spoken, [*found.languages]) == (["fr", "en", None], ["en", "fr"])


def test_the_place_is_that_of_the_act(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch([repost(ADA, 1, place="DE"), repost(BEN, 2)]))
    assert (found.place.tolist(), [*found.places]) == ([0, -1], ["DE"])


def test_a_window_keeps_its_actions_and_the_author_from_before_it(tmp_path: Path) -> None:
    held = batch([repost(ADA, 10), repost(BEN, 20)], posts=[Post("x:m", CLEO, 1), Post("x:n", CLEO, 1)])
    found = recorded(tmp_path, held, projection=Projection(since_ms=15))
    assert ([*found.keys], told(found), found.author.tolist()) == (["x:m"], [("x:m", BEN)], [CLEO])


def test_a_platform_keeps_the_actions_of_its_accounts(tmp_path: Path) -> None:
    held = batch([repost(EVE, 10, parent=ADA), repost(ADA, 20, parent=EVE)])
    found = recorded(tmp_path, held, projection=Projection(platform="x"))
    assert actions(found) == [("x:m", ADA, -1, 20, "RESHARE")]


def test_a_message_answers_to_its_key_and_to_its_native_id(tmp_path: Path) -> None:
    found = recorded(tmp_path, batch([repost(ADA, message=key) for key in ("x:1", "x:2", "y:2", "z:3")]))
    assert [found.message_number(key) for key in ("x:2", "y:2", "1", "3")] == [1, 2, 0, 3]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("x:113", ["x:13"]), ("2", ["x:2", "y:2"]), ("nothing like it", []), ("", [])],
)
def test_an_unknown_message_is_refused_with_the_nearest(
    tmp_path: Path, asked: str, nearest: list[str]
) -> None:
    found = recorded(tmp_path, batch([repost(ADA, message=key) for key in ("x:13", "x:2", "y:2")]))
    with pytest.raises(MessageNotFoundError) as refused:
        found.message_number(asked)
    assert refused.value.nearest == nearest


def test_both_stores_give_the_same_address_and_undoing_gives_the_old_one(
    tmp_path: Path, neo4j_store: Neo4jStore
) -> None:
    rows = [reply(ADA, "2", "1"), repost(BEN, 5, parent=CLEO, language="en", place="DE"), repost(DAN)]
    first = batch(rows, ties=[act("MENTIONS", BEN)], posts=[Post("x:m", CLEO, 1)])
    second = batch([repost(EVE, 7, parent=BEN)], ties=[act("RESHARES", BEN, post="p")])
    addresses = []
    with DuckDBStore(":memory:") as embedded:
        for name, store in (("duckdb", embedded), ("neo4j", neo4j_store)):
            load(store, first)
            before = snapshot_of(store, Projection(), tmp_path / name).address
            load(store, second)
            after = snapshot_of(store, Projection(), tmp_path / name).address
            store.discard([2])
            undone = snapshot_of(store, Projection(), tmp_path / f"{name} undone").address
            addresses.append((before, after, undone))
    assert addresses[0] == addresses[1]
    assert addresses[0][0] == addresses[0][2] != addresses[0][1]


def test_further_columns_of_a_repost_and_a_post_are_kept() -> None:
    with DuckDBStore(":memory:") as store:
        post = Post("x:m", ADA, further={"label": "it's"})
        load(store, batch([repost(ADA, label="it's"), repost(BEN)], posts=[post]))
        assert store._rows("SELECT further['label'] FROM repost") == [("it's",), (None,)]
        assert store._rows("SELECT further['label'] FROM post") == [("it's",)]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "message": st.sampled_from(["x:1", "x:2", "x:3"]),
            "account": st.integers(0, 4),
            "parent": st.integers(-1, 4),
            "at_ms": st.sampled_from([UNTIMED, 1, 2]),
            "kind": st.sampled_from(["RESHARE", "REPLY"]),
            "post": st.sampled_from([None, "x:1", "x:2", "x:3", "x:4"]),
        }
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(loads=st.lists(ROWS, min_size=1, max_size=3))
def test_the_arrays_are_what_plain_bookkeeping_gives(loads: list[list[Row]]) -> None:
    none: Any = np.zeros(0, dtype=np.int64)
    no_posts = PostTable(none, none, none, none, none, topic_sets=[()])
    always = partial(np.ones_like, dtype=np.bool_)
    found = recorded_arrays(_table(loads), no_posts, [None] * 5, np.arange(5), always)
    keys = [*TextColumn(found["messages_block"], found["messages_offsets"])]
    message = np.repeat(np.arange(len(keys)), np.diff(found["action_offsets"]))
    columns = (found[f"action_{name}"].tolist() for name in ("account", "parent", "at_ms", "kind"))
    assert [
        (keys[place], account, parent, at_ms, POST_KINDS[kind].value)
        for place, account, parent, at_ms, kind in zip(message.tolist(), *columns, strict=True)
    ] == _kept_by_hand(loads)


def _table(loads: Sequence[Sequence[Row]]) -> ActionTable:
    reposts = Reposts.of([row for rows in loads for row in rows])
    messages = sorted({*reposts.message})
    return ActionTable(
        message=np.array([messages.index(key) for key in reposts.message], dtype=np.int32),
        mark=reposts.marks(),
        load=np.repeat(np.arange(len(loads)), [len(rows) for rows in loads]).astype(np.int32),
        messages=np.array(messages, dtype=object),
        **{
            name: getattr(reposts, name)
            for name in ("account", "parent", "at_ms", "kind", "language", "place", "row")
        },
    )


def _kept_by_hand(loads: Sequence[Sequence[Row]]) -> list[Action]:
    """Gather actions with dictionaries, a row at a time; the judge of the arrays."""
    rows = [row for some in loads for row in some]
    replies = [row for row in rows if row["kind"] == "REPLY" and row["post"]]
    answered = {row["post"]: str(row["message"]) for row in replies}
    answered = {post: message for post, message in answered.items() if post != message}
    latest: dict[object, tuple[int, Action]] = {}
    for place, row in enumerate(rows):
        message = _root(answered, str(row["message"])) if row["kind"] == "REPLY" else str(row["message"])
        at, account, kind = int(str(row["at_ms"])), int(str(row["account"])), str(row["kind"])
        action = (message, account, int(str(row["parent"])), at, kind)
        latest[message, account, at, kind, row["post"]] = (place, action)
    ordered = sorted(latest.values(), key=lambda told: (told[1][0], _unknown_last(told[1][3]), told[0]))
    return [action for _, action in ordered]


def _unknown_last(at_ms: int) -> float:
    return np.inf if at_ms == UNTIMED else at_ms


def _root(answered: Mapping[object, str], message: str) -> str:
    seen = [message]
    while seen[-1] in answered:
        if answered[seen[-1]] in seen:
            return message
        seen.append(answered[seen[-1]])
    return seen[-1]


def test_texts_of_a_column_come_back() -> None:
    texts = ["", "ünïcödé 😀", "a"]
    column = TextColumn(*TextColumn.pack(texts))
    assert [*column] == [None, "ünïcödé 😀", "a"]
