"""`ricochet load` and `ricochet store`: what is kept, what is refused, and how it is taken back."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from graph.duckdb_store import DuckDBStore
from graph.projection import Projection, snapshot_of
from tests.ricochet.conftest import Contents, Process, Run, contents, ties_csv

GOOD = "follower,followee\nada,ben\nben,cleo\n"

# Each is at fault as a whole: what the file says, and what the error has to say of it.
FAULTY_FILES = {
    "empty": (b"", "empty"),
    "binary": (bytes(range(256)) * 8, "line 1"),
    "git_lfs_pointer": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
        "LFS",
    ),
    "error_page": (b"<!DOCTYPE html>\n<html><body>404</body></html>\n", "HTML"),
    "nul_byte": (b"follower,followee\nada,b\x00n\n", "line 2"),
    "wrong_encoding": ("follower,followee\nada,josé\n".encode("latin-1"), "line 2"),
    "truncated_gzip": (gzip.compress(GOOD.encode() * 500)[:-20], "gzip"),
    "no_kind": (b"source,target\n1,2\n", "--kind"),
    "no_columns": (b"colour,taste\nred,sweet\n", "--map"),
    "header_alone": (b"follower,followee\n", "no row"),
}

# Each row is at fault, others may be good: columns, the row, and the column that is named.
FAULTY_ROWS = {
    "ragged": ("follower,followee", "cleo", None),
    "unclosed_quote": ("follower,followee", '"cleo,dan', None),
    "unknown_kind": ("source,target,kind", "cleo,dan,hugs", "kind"),
    "negative_count": ("follower,followee,count", "cleo,dan,-3", "count"),
    "absurd_count": ("follower,followee,count", "cleo,dan,99999999999999", "count"),
    "impossible_date": ("follower,followee,at", "cleo,dan,2023-02-30T00:00:00Z", "at"),
    "no_account": ("follower,followee", "cleo,", "followee"),
}
_GOOD_CELLS = {"kind": "follows", "count": "2", "at": "2023-02-03T00:00:00Z"}


def _rows(header: str, bad: str) -> str:
    """Return a file whose second row is good and whose third is the bad one."""
    good = ",".join(["ada", "ben", *(_GOOD_CELLS[name] for name in header.split(",")[2:])])
    return f"{header}\n{good}\n{bad}\n"


@pytest.fixture
def held(tmp_path: Path, run: Run) -> tuple[Path, Contents]:
    """A store with two ties, and what it holds."""
    (tmp_path / "held.csv").write_text(GOOD)
    assert run("load", "held.csv", "--store", "held.duckdb").exit_code == 0
    return tmp_path / "held.duckdb", contents(tmp_path / "held.duckdb")


@pytest.mark.parametrize("fault", FAULTY_FILES)
def test_a_faulty_file_leaves_the_store_as_it_was(
    tmp_path: Path, run: Run, held: tuple[Path, Contents], fault: str
) -> None:
    content, reason = FAULTY_FILES[fault]
    (tmp_path / "bad.csv").write_bytes(content)
    answer = run("load", "bad.csv", "--store", held[0])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("ricochet: bad.csv")
    assert reason in answer.stderr
    assert contents(held[0]) == held[1]


def test_the_position_of_a_byte_in_the_wrong_encoding_is_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "bad.csv").write_bytes(FAULTY_FILES["wrong_encoding"][0])
    assert run("load", "bad.csv").stderr.startswith("ricochet: bad.csv, line 2, column ")


@pytest.mark.parametrize(("path", "reason"), [("missing.csv", "no such file"), (".", "folder")])
def test_what_is_no_file_makes_no_store(tmp_path: Path, run: Run, path: str, reason: str) -> None:
    answer = run("load", path, "--store", "new.duckdb")
    assert answer.exit_code == 2
    assert reason in answer.stderr
    assert not (tmp_path / "new.duckdb").exists()


def test_one_faulty_file_among_several_keeps_none_of_them(
    tmp_path: Path, run: Run, held: tuple[Path, Contents]
) -> None:
    (tmp_path / "good.csv").write_text("follower,followee\ndan,eve\n")
    (tmp_path / "bad.csv").write_bytes(FAULTY_FILES["nul_byte"][0])
    assert run("load", "good.csv", "bad.csv", "--store", held[0]).exit_code == 2
    assert contents(held[0]) == held[1]


@pytest.mark.parametrize("fault", FAULTY_ROWS)
def test_a_bad_row_is_refused_and_the_others_are_kept(tmp_path: Path, run: Run, fault: str) -> None:
    header, bad, column = FAULTY_ROWS[fault]
    (tmp_path / "ties.csv").write_text(_rows(header, bad))
    answer = run("load", "ties.csv", "--json", "--refused", "refused.csv")
    report = json.loads(answer.stdout)
    with (tmp_path / "refused.csv").open(newline="") as file:
        refused = list(csv.DictReader(file))
    assert answer.exit_code == 0
    assert (report["read"], report["kept"], report["refused_rows"]) == (2, 1, "refused.csv")
    assert report["refused"] == {refused[0]["reason"]: 1}
    assert [(row["line"], row["column"], row["text"]) for row in refused] == [("3", column or "", bad)]


@pytest.mark.parametrize("fault", FAULTY_ROWS)
def test_strict_keeps_nothing_if_one_row_is_bad(
    tmp_path: Path, run: Run, held: tuple[Path, Contents], fault: str
) -> None:
    header, bad, _ = FAULTY_ROWS[fault]
    (tmp_path / "ties.csv").write_text(_rows(header, bad))
    answer = run("load", "ties.csv", "--strict", "--store", held[0])
    assert answer.exit_code == 2
    assert answer.stderr.startswith("ricochet: ties.csv, line 3")
    assert contents(held[0]) == held[1]


def test_a_file_without_any_good_row_is_refused(
    tmp_path: Path, run: Run, held: tuple[Path, Contents]
) -> None:
    (tmp_path / "ties.csv").write_text("follower,followee,count\na,b,-1\nb,c,many\n")
    answer = run("load", "ties.csv", "--store", held[0])
    assert answer.exit_code == 2
    assert "none of its 2 rows is good; the first: line 2, " in answer.stderr
    assert contents(held[0]) == held[1]


@pytest.mark.parametrize(("bad", "status"), [(1_000, 0), (1_001, 2)])
def test_a_thousand_refusals_are_borne_and_one_more_is_not(
    tmp_path: Path, run: Run, held: tuple[Path, Contents], bad: int, status: int
) -> None:
    rows = "dan,eve,1\n" + "".join(f"fan{i},eve,-1\n" for i in range(bad))
    (tmp_path / "ties.csv").write_text("follower,followee,count\n" + rows)
    assert run("load", "ties.csv", "--store", held[0]).exit_code == status
    assert (contents(held[0]) == held[1]) == (status == 2)


def test_refused_rows_are_written_also_where_nothing_was_kept(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ties.csv").write_text("follower,followee,count\na,b,-1\n")
    run("load", "ties.csv")
    assert (tmp_path / "ricochet.refused.csv").read_text().splitlines()[1].startswith("2,count,")


def test_a_good_file_leaves_no_file_of_refused_rows(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ties.csv").write_text(GOOD)
    assert json.loads(run("load", "ties.csv", "--json").stdout)["refused_rows"] is None
    assert not (tmp_path / "ricochet.refused.csv").exists()


def test_a_self_tie_is_left_out_and_its_account_stays(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ties.csv").write_text("follower,followee\nada,ben\ncleo,cleo\n")
    report = json.loads(run("load", "ties.csv", "--json").stdout)
    assert (report["read"], report["kept"], report["self_ties"], report["accounts"]) == (2, 1, 1, 3)


def test_the_same_file_again_keeps_nothing(tmp_path: Path, run: Run, held: tuple[Path, Contents]) -> None:
    report = json.loads(run("load", "held.csv", "--store", held[0], "--json").stdout)
    assert (report["read"], report["kept"], report["already_there"]) == (2, 0, 2)
    assert contents(held[0]) == held[1]


def test_columns_that_cannot_be_told_can_be_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ties.csv").write_text("who,whom\nada,ben\n")
    mapped = ("--map", "actor=who,target=2", "--kind", "likes")
    assert json.loads(run("load", "ties.csv", *mapped, "--json").stdout)["kinds"] == {
        "LIKES": {"read": 1, "kept": 1, "already_there": 0, "self_ties": 0}
    }


@pytest.mark.parametrize(
    "option",
    [("--map", "actor"), ("--map", "hero=1"), ("--kind", "hugs"), ("--platform", "No Such")],
    ids=" ".join,
)
def test_an_option_that_means_nothing_makes_no_store(
    tmp_path: Path, run: Run, option: tuple[str, ...]
) -> None:
    (tmp_path / "ties.csv").write_text(GOOD)
    assert run("load", "ties.csv", *option).exit_code == 2
    assert not (tmp_path / "ricochet.duckdb").exists()


def test_the_report_reads_as_a_table(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ties.csv").write_text("follower,followee,count\nada,ben,1\nben,ada,-1\n")
    shown = run("load", "ties.csv").stdout
    assert "2 rows read, 1 ties kept, 1 rows refused" in shown
    assert "FOLLOWS" in shown
    assert "The refused rows are in ricochet.refused.csv" in shown


def test_prices_are_loaded_and_stand_in_the_snapshot(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ties.csv").write_text(GOOD)
    (tmp_path / "prices.csv").write_text("account,price,currency\nben,250,EUR\nada,-1,EUR\n")
    run("load", "ties.csv", "--platform", "x")
    report = json.loads(run("load", "prices.csv", "--kind", "prices", "--platform", "x", "--json").stdout)
    assert (report["read"], report["prices"], list(report["refused"].values())) == (2, 1, [1])
    with DuckDBStore(tmp_path / "ricochet.duckdb", read_only=True) as opened:
        made = snapshot_of(opened, Projection(), tmp_path / "snapshots")
    assert list(zip(made.keys, made.array("price").tolist(), made.currencies, strict=True))[1] == (
        "x:ben",
        250.0,
        "EUR",
    )


def test_lists_are_loaded_and_stand_for_their_accounts(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ties.csv").write_text(GOOD)
    (tmp_path / "lists.csv").write_text("list,account\nown,ben\nour own,ada\n")
    run("load", "ties.csv", "--platform", "x")
    report = json.loads(run("load", "lists.csv", "--kind", "lists", "--platform", "x", "--json").stdout)
    assert (report["read"], report["listed"], list(report["refused"].values())) == (2, 1, [1])
    asked = ("relays", "--n-samples", "1000", "--model", "constant:1", "--json", "--exclude")
    assert run(*asked, "list:own").stdout == run(*asked, "x:ben").stdout
    refused = run(*asked, "list:won")
    assert "the nearest known: own" in refused.output


REPOSTS = "message,account,parent,at\nm,ada,ben,1352243206\nm,cleo,,1352243207\n"


def test_reposts_are_loaded_as_recorded_messages_and_ties(tmp_path: Path, run: Run) -> None:
    (tmp_path / "reposts.csv").write_text(REPOSTS)
    (tmp_path / "messages.csv").write_text("message,author,at,label\nm,ben,1352243200,true\n")
    report = json.loads(run("load", "messages.csv", "reposts.csv", "--platform", "x", "--json").stdout)
    assert [report[name] for name in ("read", "posts", "reposts", "kept")] == [3, 1, 2, 1]
    with DuckDBStore(tmp_path / "ricochet.duckdb", read_only=True) as opened:
        found = snapshot_of(opened, Projection(), tmp_path / "snapshots").recorded()
    assert ([*found.keys], found.author.tolist(), found.parent.tolist()) == (["x:m"], [1], [1, -1])


def test_the_ledger_and_an_undo_count_reposts(tmp_path: Path, run: Run) -> None:
    (tmp_path / "reposts.csv").write_text(REPOSTS)
    assert "2 reposts" in run("load", "reposts.csv").stdout
    assert json.loads(run("store", "loads", "--json").stdout)["items"][0]["reposts"] == 2
    assert "2 reposts" in run("store", "undo", "1").stdout
    with DuckDBStore(tmp_path / "ricochet.duckdb", read_only=True) as opened:
        assert (len(opened.actions().row), len(opened.accounts().key)) == (0, 0)


def test_the_report_of_prices_counts_them(tmp_path: Path, run: Run) -> None:
    (tmp_path / "prices.csv").write_text("account,price,currency\nben,250,EUR\n")
    assert "1 account, 1 price" in run("load", "prices.csv", "--kind", "prices").stdout


def test_a_process_that_loads_prints_its_report_and_nothing_else(tmp_path: Path, process: Process) -> None:
    (tmp_path / "ties.csv").write_text(GOOD)
    answer = process("load", "ties.csv", "--json")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert json.loads(answer.stdout)["kept"] == 2


def test_loads_are_listed_in_their_order(tmp_path: Path, run: Run) -> None:
    _load_parts(tmp_path, run, "one", "two")
    items = json.loads(run("store", "loads", "--json").stdout)["items"]
    assert [(item["load"], item["file"], item["ties"]) for item in items] == [
        (1, "one.csv", 19),
        (2, "two.csv", 19),
    ]
    assert "one.csv" in run("store", "loads").stdout


def test_the_ledger_says_how_many_rows_were_refused_page_by_page(tmp_path: Path, run: Run) -> None:
    _load_parts(tmp_path, run, "one", "two")
    (tmp_path / "bad.csv").write_text(GOOD + "alone\n")
    run("load", "bad.csv")
    first = json.loads(run("store", "loads", "--limit", "2", "--json").stdout)
    [last] = json.loads(run("store", "loads", "--cursor", first["next_cursor"], "--json").stdout)["items"]
    assert [load["refused"] for load in (*first["items"], last)] == [0, 0, 1]
    assert last["kept"] == last["read"] - 1


def test_undoing_the_second_of_three_loads_is_as_if_it_had_never_been(tmp_path: Path, run: Run) -> None:
    _load_parts(tmp_path, run, "one", "two", "three", store="all.duckdb")
    _load_parts(tmp_path, run, "one", "three", store="two.duckdb")
    undone = run("store", "undo", "2", "--store", "all.duckdb")
    assert undone.stdout.startswith("Load 2 is undone: two.csv, ")
    assert _address(tmp_path, "all.duckdb") == _address(tmp_path, "two.duckdb")


def test_undoing_changes_the_snapshot(tmp_path: Path, run: Run) -> None:
    _load_parts(tmp_path, run, "one", "two")
    before = _address(tmp_path, "ricochet.duckdb")
    run("store", "undo", "2")
    assert _address(tmp_path, "ricochet.duckdb") != before


def test_a_load_that_was_undone_can_be_loaded_again(tmp_path: Path, run: Run) -> None:
    _load_parts(tmp_path, run, "one", "two")
    before = _address(tmp_path, "ricochet.duckdb")
    run("store", "undo", "1")
    _load_parts(tmp_path, run, "one")
    assert _address(tmp_path, "ricochet.duckdb") == before


def _load_parts(folder: Path, run: Run, *parts: str, store: str = "ricochet.duckdb") -> None:
    """Load parts of one network that overlap, so that taking one back must leave what others brought."""
    first = {"one": 0, "two": 5, "three": 12}
    for part in parts:
        text = ties_csv(first=first[part], last=first[part] + 10)
        (folder / f"{part}.csv").write_text(text)
        assert run("load", folder / f"{part}.csv", "--store", folder / store).exit_code == 0


def _address(folder: Path, store: str) -> str:
    with DuckDBStore(folder / store, read_only=True) as opened:
        return snapshot_of(opened, Projection(), folder / "snapshots").address
