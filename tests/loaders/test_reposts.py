"""Messages and reposts: the same from every format; further columns are kept; faults refuse their row."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import FileError, ParameterError, RecordError
from graph.records import Post, PostKind, TieKind
from loaders import MESSAGES, REPOSTS, Reading
from tests.loaders.observed import Seen, SeenRepost, further, read, reposts, written

PLACED = Reading(platform="x", kind=REPOSTS)
STARTED = Reading(platform="x", kind=MESSAGES)
HEADER = "message,account,parent_account,at\n"
AT, AT_MS = "1352243206.0", 1_352_243_206_000


def messages(seen: Seen) -> list[tuple[str, Post]]:
    return [(batch.accounts[post.author], post) for batch in seen.batches for post in batch.posts]


def test_a_row_is_a_repost_and_the_tie_that_it_is(tmp_path: Path) -> None:
    seen = read(written(tmp_path, f"{HEADER}m,ada,ben,{AT}\n"), PLACED)
    assert reposts(seen) == [SeenRepost("x:m", "x:ada", "x:ben", AT_MS)]
    assert seen.ties == [(TieKind.RESHARES, "x:ada", "x:ben", AT_MS, 0, (), "m", 2)]
    assert (seen.tally.reposts, seen.tally.ties) == (1, {TieKind.RESHARES: 1})


@pytest.mark.parametrize("parent", ["", "ada"], ids=["unknown", "itself"])
def test_a_row_without_another_parent_is_no_tie(tmp_path: Path, parent: str) -> None:
    seen = read(written(tmp_path, f"{HEADER}m,ada,{parent},{AT}\n"), PLACED)
    assert reposts(seen) == [SeenRepost("x:m", "x:ada", f"x:{parent}" if parent else None, AT_MS)]
    assert (seen.ties, seen.accounts) == ([], {"x:ada"})


@pytest.mark.parametrize(
    "header",
    ["message,account,parent,time", "Message ID,user_id,parent_account,at", "message,retweeter,parent,date"],
)
def test_a_header_that_speaks_of_message_account_and_parent_is_recognised(
    tmp_path: Path, header: str
) -> None:
    seen = read(written(tmp_path, f"{header}\nm,ada,ben,{AT}\n"), Reading(platform="x"))
    assert reposts(seen) == [SeenRepost("x:m", "x:ada", "x:ben", AT_MS)]


def test_a_table_without_parents_or_times_leaves_them_unknown(tmp_path: Path) -> None:
    seen = read(written(tmp_path, "message,account\nm,ada\nm,ben\n"), PLACED)
    assert reposts(seen) == [SeenRepost("x:m", "x:ada", None, None), SeenRepost("x:m", "x:ben", None, None)]


@pytest.mark.parametrize("header", ["", "which,who,whence\n"])
def test_columns_may_be_named_by_number(tmp_path: Path, header: str) -> None:
    reading = Reading(kind=REPOSTS, columns={"message": "1", "account": "2", "parent": "3"})
    seen = read(written(tmp_path, f"{header}7,8,9\n"), reading)
    assert reposts(seen) == [SeenRepost("unknown:7", "unknown:8", "unknown:9", None)]


def test_kind_post_language_and_place_go_with_the_act(tmp_path: Path) -> None:
    header = "message,account,parent,kind,post,lang,country"
    seen = read(written(tmp_path, f"{header}\nm,ada,ben,quote,9,en,DE\nm,cleo,ben,reply,,,\n"), PLACED)
    assert reposts(seen) == [
        SeenRepost("x:m", "x:ada", "x:ben", None, PostKind.QUOTE, "x:9", "en", "DE"),
        SeenRepost("x:m", "x:cleo", "x:ben", None, PostKind.REPLY),
    ]
    assert [(tie.kind, tie.post) for tie in seen.ties] == [(TieKind.QUOTES, "9"), (TieKind.REPLIES_TO, None)]


def test_topics_go_with_the_ties(tmp_path: Path) -> None:
    path = written(tmp_path, "message,account,parent,topic\nm,ada,ben,#Food\nm,cleo,ben,\n")
    seen = read(path, Reading(kind=REPOSTS, topic="all"))
    assert [tie.topics for tie in seen.ties] == [("all", "food"), ("all",)]


def test_further_columns_are_kept_as_texts(tmp_path: Path) -> None:
    seen = read(written(tmp_path, 'message,account,label,note\nm,ada,1.50,"a, b"\nm,ben,,\n'), PLACED)
    assert further(seen) == [{"label": "1.50", "note": "a, b"}, {"label": None, "note": None}]


def test_json_lines_hold_the_same(tmp_path: Path) -> None:
    rows = [
        {"message": 7, "account": "ada", "parent": None, "at": 1352243206, "where": {"lat": 1.5}},
        {"message": "m", "account": 8, "parent": "ben", "at": None},
    ]
    seen = read(written(tmp_path, "\n".join(map(json.dumps, rows))), PLACED)
    assert reposts(seen) == [
        SeenRepost("x:7", "x:ada", None, AT_MS),
        SeenRepost("x:m", "x:8", "x:ben", None),
    ]
    assert further(seen) == [{"where": '{"lat": 1.5}'}, {"where": None}]


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    columns = {"message": ["m", "m"], "account": ["ada", "ben"], "parent": [None, "ada"], "n": [1, None]}
    pq.write_table(pa.table({**columns, "at": [1352243206.5, None]}), tmp_path / "reposts.parquet")
    seen = read(tmp_path / "reposts.parquet", PLACED)
    assert reposts(seen) == [
        SeenRepost("x:m", "x:ada", None, AT_MS + 500),
        SeenRepost("x:m", "x:ben", "x:ada", None),
    ]
    assert further(seen) == [{"n": "1"}, {"n": None}]


@pytest.mark.parametrize("batch_rows", [1, 2, 3])
def test_batches_of_any_size_bring_the_same(tmp_path: Path, batch_rows: int) -> None:
    rows = [f"m{i % 2},account{i},account{i - 1}\n" for i in range(1, 6)]
    path = written(tmp_path, "message,account,parent\n" + "".join(rows))
    assert reposts(read(path, PLACED, batch_rows=batch_rows)) == reposts(read(path, PLACED))


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (f",ben,ada,{AT}", "message", "message is missing"),
        (f"1.2E+18,ben,ada,{AT}", "message", "message is a number that a spreadsheet"),
        (f"m,,ada,{AT}", "account", "account is missing"),
        (f"m,ben,1.2E+18,{AT}", "parent_account", "spreadsheet"),
        (f"m,ben,{'x' * 257},{AT}", "parent_account", "1 to 256"),
        ("m,ben,ada,yesterday", "at", "not a time"),
        ("m,ben,ada,12", "at", "outside the years"),
        ("m,ben", None, "4 columns"),
    ],
)
def test_a_bad_row_is_refused_with_line_column_and_reason(
    tmp_path: Path, row: str, column: str | None, reason: str
) -> None:
    seen = read(written(tmp_path, f"{HEADER}m,ada,,{AT}\n{row}\nm,cleo,ada,{AT}\n"), PLACED)
    (refusal,) = seen.tally.refusals
    assert (refusal.line, refusal.column, refusal.text) == (3, column, row)
    assert reason in refusal.reason
    assert [repost.account for repost in reposts(seen)] == ["x:ada", "x:cleo"]
    assert seen.accounts == {"x:ada", "x:cleo"}


@pytest.mark.parametrize("kind", ["like", "mention", "original", "shrug"])
def test_a_kind_that_passes_nothing_on_is_refused(tmp_path: Path, kind: str) -> None:
    seen = read(written(tmp_path, f"message,account,kind\nm,ada,{kind}\nm,ben,\n"), PLACED)
    assert seen.refused == [(2, "kind")]


def test_strict_reading_stops_at_the_first_bad_row(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="line 3, column message: the message is missing"):
        read(written(tmp_path, f"{HEADER}m,ada,,\n,ben,ada,\n"), PLACED, strict=True)


def test_a_message_is_a_post_of_its_author(tmp_path: Path) -> None:
    path = written(tmp_path, f"message,author,at,label,lang\nm,ada,{AT},true,en\nn,ada,,,\n")
    seen = read(path, Reading(platform="x", topic="#Food"))
    topics = seen.batches[0].topic_sets.index(("food",))
    assert messages(seen) == [
        ("x:ada", Post("x:m", 0, AT_MS, topics=topics, language="en", further={"label": "true"})),
        ("x:ada", Post("x:n", 0, topics=topics)),
    ]
    assert (seen.tally.posts, seen.tally.authors, seen.ties) == ({"x:m", "x:n"}, {"x:ada"}, [])


@pytest.mark.parametrize(
    ("row", "column"), [(f"m,,{AT}", "author"), (f",ben,{AT}", "message"), ("m,ben,then", "at")]
)
def test_a_message_without_author_key_or_sound_time_is_refused(tmp_path: Path, row: str, column: str) -> None:
    seen = read(written(tmp_path, f"message,author,at\n{row}\nn,ada,{AT}\n"), STARTED)
    assert (seen.refused, [post.key for _, post in messages(seen)]) == ([(2, column)], ["x:n"])
    assert seen.accounts == {"x:ada"}


@pytest.mark.parametrize(
    ("content", "reading", "asked"),
    [
        ("message,when\nm,1\n", PLACED, "account"),
        ("post,author\nm,ada\n", STARTED, "message"),
        ("message,account,user\nm,ada,ben\n", PLACED, "account"),
        ("m,ada\n", PLACED, "message=…,account"),
    ],
)
def test_a_column_that_cannot_be_told_is_asked_for(
    tmp_path: Path, content: str, reading: Reading, asked: str
) -> None:
    with pytest.raises(FileError, match=f"--map {asked}="):
        read(written(tmp_path, content), reading)


@pytest.mark.parametrize(("kind", "role"), [(REPOSTS, "target"), (MESSAGES, "parent"), (None, "message")])
def test_a_role_that_the_kind_does_not_have_is_refused(kind: str | None, role: str) -> None:
    with pytest.raises(ParameterError, match=f"not '{role}'"):
        Reading(kind=kind, columns={role: "1"})  # type: ignore[arg-type]  # any text will do here


def test_ties_with_a_post_are_not_taken_for_messages(tmp_path: Path) -> None:
    seen = read(written(tmp_path, "retweeter,retweeted,message_id\nada,ben,m\n"))
    assert seen.pairs == [("ada", "RESHARES", "ben")]
