"""Parquet: columns by name, whatever their types."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import FileError
from loaders import Reading
from tests.loaders.observed import read


def stored(folder: Path, **columns: object) -> Path:
    path = folder / "ties.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_a_follows_b_makes_a_the_actor(tmp_path: Path) -> None:
    path = stored(tmp_path, follower=["a"], followee=["b"], remark=[1.5])
    assert read(path).pairs == [("a", "FOLLOWS", "b")]


def test_every_type_of_column_is_read(tmp_path: Path) -> None:
    path = stored(
        tmp_path,
        actor=pa.array([1, 2], pa.int64()),
        target=pa.array(["b", "c"]).dictionary_encode(),
        kind=["RT", "like"],
        at=pa.array([datetime(2015, 3, 24, 10, 45, 36, tzinfo=UTC), None], pa.timestamp("us", tz="UTC")),
        topics=[["Higgs", "CERN"], None],
        count=pa.array([None, 4.0]),
    )
    first, second = read(path, Reading(platform="x")).ties
    assert first[1:6] == ("x:1", "x:b", 1427193936000, 0, ("cern", "higgs"))
    assert second[1:6] == ("x:2", "x:c", None, 4, ())


def test_a_bad_row_is_refused_by_its_number(tmp_path: Path) -> None:
    path = stored(tmp_path, user_id=[1, 3, None], liked=[2, 4, 5], count=[1, -1, 1])
    seen = read(path, batch_rows=2)
    assert seen.refused == [(2, "count"), (3, "user_id")]
    assert (seen.tally.read, seen.tally.refusals[0].text) == (3, "3,4,-1")


def test_identifiers_that_were_rounded_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="column follower: values of type double cannot be the actor"):
        read(stored(tmp_path, follower=[1.0], followee=[2]))


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = stored(tmp_path, follower=list(range(999)), followee=list(range(999)))
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(FileError, match="damaged"):
        read(path)


def test_a_file_with_a_damaged_name_is_refused(tmp_path: Path) -> None:
    path = stored(tmp_path, follower=[1], followee=[2])
    path.write_bytes(path.read_bytes().replace(b"followee", b"follow\xcfe"))
    with pytest.raises(FileError, match="damaged"):
        read(path)


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no rows"):
        read(stored(tmp_path, follower=pa.array([], pa.int64()), followee=pa.array([], pa.int64())))
