"""Lists of accounts: the same from every format, each account once, and every fault refuses its row alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import FileError
from loaders import LISTS, Reading
from tests.loaders.observed import Seen, read, written

LISTED = Reading(platform="x", kind=LISTS)
GOOD = "list,account\nown,ada\n"
EXPECTED = {("own", "x:ada"), ("own", "x:ben"), ("bots", "x:7")}


def places(seen: Seen) -> list[tuple[str, str]]:
    """Return every list's name with each account that a batch puts on it."""
    return [
        (name, batch.accounts[place])
        for batch in seen.batches
        for name, on in batch.lists.items()
        for place in _checked(on)
    ]


def _checked(on: Iterable[int]) -> list[int]:
    listed = list(on)
    assert len(set(listed)) == len(listed)
    return listed


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("header", ["list,account", "List Name,Handle", "list,user_id"])
def test_a_header_says_who_is_on_which_list(tmp_path: Path, delimiter: str, header: str) -> None:
    text = f"{header}\nown,ada\nOwn ,ben\nbots,7\n"
    seen = read(written(tmp_path, text.replace(",", delimiter)), LISTED)
    assert set(places(seen)) == EXPECTED
    assert (seen.tally.read, seen.tally.listed) == (3, 3)


def test_columns_may_be_named_by_number(tmp_path: Path) -> None:
    reading = Reading(platform="x", kind=LISTS, columns={"account": "1", "list": "2"})
    assert places(read(written(tmp_path, "ada,own\n"), reading)) == [("own", "x:ada")]


def test_json_lines_and_parquet_hold_the_same(tmp_path: Path) -> None:
    rows = [
        {"list": "own", "account": "ada"},
        {"list": "own", "account": "ben"},
        {"list": "bots", "account": "7"},
    ]
    lines = written(tmp_path, "\n".join(map(json.dumps, rows)), "lists.jsonl")
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "lists.parquet")
    assert set(places(read(lines, LISTED))) == EXPECTED
    assert set(places(read(tmp_path / "lists.parquet", LISTED))) == EXPECTED


def test_an_account_given_twice_is_on_the_list_once(tmp_path: Path) -> None:
    assert places(read(written(tmp_path, GOOD + "OWN,ada\n"), LISTED)) == [("own", "x:ada")]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("own,", "account", "missing"),
        ("own,1.2E+18", "account", "spreadsheet"),
        (",ben", "list", "1 to 64"),
        ("my own,ben", "list", "1 to 64"),
        ("own:x,ben", "list", "1 to 64"),
        ("ösen,ben", "list", "1 to 64"),
        ("o" * 65 + ",ben", "list", "1 to 64"),
    ],
)
def test_a_bad_row_is_refused_with_line_column_and_reason(
    tmp_path: Path, row: str, column: str, reason: str
) -> None:
    seen = read(written(tmp_path, f"{GOOD}{row}\nown,cleo\n"), LISTED)
    (refusal,) = seen.tally.refusals
    assert (refusal.line, refusal.column, refusal.text) == (3, column, row)
    assert reason in refusal.reason
    assert seen.accounts == {"x:ada", "x:cleo"}


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("account,remark\nada,x\n", "list"),
        ("list,remark\nown,x\n", "account"),
        ("own,ada\n", "list=…,account"),
    ],
)
def test_a_column_that_cannot_be_told_is_asked_for(tmp_path: Path, content: str, asked: str) -> None:
    with pytest.raises(FileError, match=f"--map {asked}="):
        read(written(tmp_path, content), LISTED)
