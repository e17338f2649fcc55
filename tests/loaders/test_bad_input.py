"""Every fault of a file is one clear error, every fault of a row refuses that row alone."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
import zstandard

from graph.errors import FileError, RecordError
from graph.records import TieKind
from loaders import Reading, Tally, read_batches
from tests.loaders.observed import read, written

HEADER = "user_id,liked,count\n"
GOOD = HEADER + "1,2,3\n"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="nowhere: there is no such file"):
        read(tmp_path / "nowhere")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="folder"):
        read(tmp_path)


def zipped(folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("ties.csv", GOOD)
    return (folder / "x.zip").read_bytes()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "no rows"),
        (gzip.compress(b""), "no rows"),
        (HEADER.encode(), "no rows"),
        (b"# only\n# remarks\n", "no rows"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(64), "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (gzip.compress(bytes(range(256)) * 8), "binary"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "Git-LFS"),
        (b"<!DOCTYPE html>\n<html><body>404</body></html>\n", "HTML"),
        (b"  \n<html><head>", "HTML"),
        (b'<?xml version="1.0"?><gexf>', "XML"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (b"one\ntwo\nthree\n", "one column"),
        (gzip.compress(GOOD.encode() * 999)[:-20], "gzip.*cut off"),
        (zstandard.compress(GOOD.encode() * 999)[:-4], "zstd.*cut off"),
        (gzip.compress(GOOD.encode())[:-8] + bytes(8), "gzip.*damaged"),
        (b"PAR1 but no Parquet", "Parquet.*damaged"),
        (b"[\n{},\n{}\n]\n", "one object a line"),
        (b'{\n  "actor": 1\n}\n', "one object a line"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_table_is_named_for_what_it_is(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(FileError, match=f"ties.csv.*{reason}"):
        read(written(tmp_path, content))


def test_a_zip_under_the_name_of_a_gz_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="zip archive"):
        read(written(tmp_path, zipped(tmp_path), "ties.csv.gz"))


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_file_that_unpacks_without_end_is_stopped(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    path = written(tmp_path, pack((b"#" + b" " * 1_022 + b"\n") * (70 << 10) + GOOD.encode()))
    with pytest.raises(FileError, match="unpacks to more than 100 times"):
        for _ in read_batches(path, Reading(), batch_rows=1_000_000, tally=Tally("ties.csv")):
            pass


def test_a_wrong_encoding_is_named_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.encode() + "1,café,3\n".encode("latin-1"))
    with pytest.raises(FileError, match=r"line 3, column 6: byte 0xe9 is not UTF-8.*iconv") as caught:
        read(path)
    assert (caught.value.line, caught.value.column) == (3, 6)


def test_a_wrong_encoding_far_into_the_file_has_the_right_line(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER.encode() + b"1,2,3\r\n" * 400_000 + b"\xff,2,3\n")
    with pytest.raises(FileError, match="line 400002, column 1"):
        read(path, batch_rows=100_000)


def test_a_line_without_end_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="line 3: it is longer than"):
        read(written(tmp_path, GOOD + "1" * (1 << 22)))


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("1,2", None, "3 columns"),
        ("1,2,3,4", None, "3 columns"),
        (",,", "user_id", "missing"),
        ("1,,3", "liked", "missing"),
        ("1,2,-3", "count", "whole number"),
        ("1,2,0", "count", "whole number"),
        ("1,2,2.5", "count", "whole number"),
        ("1,2,NaN", "count", "whole number"),
        ("1,2,1000000001", "count", "whole number"),
        ("1,2,1e3", "count", "whole number"),
        ("1,2,٣", "count", "whole number"),
        ("1,2," + "9" * 5000, "count", "whole number"),
        ("1,2\0,3", None, "NUL"),
        ("1,\x07,3", "liked", "printable"),
        ("1," + "x" * 257 + ",3", "liked", "printable"),
        ("1.2E+18,2,3", "user_id", "spreadsheet"),
        ('1,"2,3', None, "quote is not closed"),
        ('1,"2"x,3', None, "closing quote"),
    ],
)
def test_a_bad_row_is_refused_with_line_column_and_reason(
    tmp_path: Path, row: str, column: str | None, reason: str
) -> None:
    seen = read(written(tmp_path, f"{GOOD}{row}\n4,5,6\n"))
    (refusal,) = seen.tally.refusals
    assert (refusal.line, refusal.column, refusal.text) == (3, column, row)
    assert reason in refusal.reason
    assert [tie.row for tie in seen.ties] == [2, 4]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("1,2,poke,,", "kind"),
        ("1,2,,,", "kind"),
        ("1,2,RT,2021-02-30,", "at"),
        ("1,2,RT,1989-12-31,", "at"),
        ("1,2,RT,2100-01-01,", "at"),
        ("1,2,RT,yesterday,", "at"),
        ("1,2,RT,42051,", "at"),
        ("1,2,RT,,0.5", "probability"),
        ("1,2,influences,,", "probability"),
        ("1,2,influences,,1.5", "probability"),
        ("1,2,influences,,nan", "probability"),
    ],
)
def test_a_bad_kind_time_or_probability_refuses_its_row(tmp_path: Path, row: str, column: str) -> None:
    path = written(tmp_path, f"actor,target,kind,at,probability\n1,2,influences,,0.5\n{row}\n")
    assert read(path).refused == [(3, column)]


def test_a_timed_action_cannot_count_twice(tmp_path: Path) -> None:
    path = written(tmp_path, "actor,target,kind,at,count\n1,2,RT,1341100972,1\n1,2,RT,1341100972,2\n")
    assert read(path).refused == [(3, "count")]


def test_an_unclosed_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    seen = read(written(tmp_path, GOOD + '1,"2,3\n' + "4,5,6\n" * 3_000))
    assert (seen.refused, len(seen.ties)) == ([(3, None)], 3_001)


def test_an_unclosed_quote_in_long_lines_does_not_swallow_the_file(tmp_path: Path) -> None:
    long = "x" * 200
    seen = read(written(tmp_path, GOOD + '1,"2,3\n' + f"{long},5,6\n" * 900))
    assert (seen.refused, len(seen.ties)) == ([(3, None)], 901)


def test_a_strict_reading_stops_at_the_first_bad_row(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD + "1,2,-3\n1,2\n")
    with pytest.raises(
        RecordError, match=r"ties\.csv, line 3, column count: the count is not a whole number"
    ):
        read(path, strict=True)


@pytest.mark.parametrize("batch_rows", [10, 100_000])
def test_a_thousand_refusals_are_the_most(tmp_path: Path, batch_rows: int) -> None:
    at_the_limit = written(tmp_path, GOOD + "1,2\n" * 1_000)
    assert len(read(at_the_limit, batch_rows=batch_rows).tally.refusals) == 1_000
    beyond = written(tmp_path, GOOD + "1,2\n" * 1_001)
    with pytest.raises(FileError, match="line 1003: more than 1,000 rows are refused"):
        read(beyond, batch_rows=batch_rows)


def test_a_refused_row_leaves_no_trace_in_the_counts_by_kind(tmp_path: Path) -> None:
    tally = read(written(tmp_path, GOOD + "1,1,1\n1,2,-3\n")).tally
    assert (tally.read, tally.ties, tally.self_ties) == (3, {TieKind.LIKES: 2}, {TieKind.LIKES: 1})
