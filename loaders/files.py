"""One file to batches of records: its format is recognised by its first bytes and lines, then read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from graph.errors import FileError
from graph.records import Batch, TieKind
from loaders.cascades import follows_of_cascades, looks_like_cascades, read_cascades
from loaders.delimited import read_delimited
from loaders.json_lines import looks_like_json, read_json_lines
from loaders.parquet import is_parquet, read_parquet
from loaders.reading import CASCADES, Reading
from loaders.tally import Tally
from loaders.text import line_blocks


def read_batches(path: str | Path, reading: Reading, *, batch_rows: int, tally: Tally) -> Iterator[Batch]:
    """Yield what a file brings, batch by batch, cut at the same places in every run.

    Delimited text, JSON lines (of rows, of Twitter v1.1 statuses), cascades, each plain, gzip or Zstandard,
    and Parquet are recognised by their content; the follow graph under cascades by the names of the two.

    Parameters
    ----------
    path
        The file.
    reading
        What its user says of it.
    batch_rows
        The most rows of one batch; at least 1.
    tally
        A fresh one; it counts the rows as they are read.

    Yields
    ------
    Batch
        Ties in the order of the file, self ties left out. The accounts of a batch are those of its rows,
        of self ties too.

    Raises
    ------
    FileError
        When the file cannot be read as what it claims to be, holds no row, or has more refused rows than
        the tally allows.
    RecordError
        At the first refused row, when the tally is strict.
    """
    yield from _batches(path, reading, batch_rows, tally)
    if not tally.read:
        raise FileError(tally.file, "it has no rows")


def _batches(path: str | Path, reading: Reading, batch_rows: int, tally: Tally) -> Iterator[Batch]:
    if is_parquet(path):
        return read_parquet(path, reading, batch_rows=batch_rows, tally=tally)
    blocks = line_blocks(path, tally)
    first = next(blocks, None)
    if first is None:
        raise FileError(tally.file, "it has no rows")
    if reading.kind == CASCADES or (reading.kind is None and looks_like_cascades(first)):
        return read_cascades(path, reading, batch_rows=batch_rows, tally=tally)
    if reading.kind is None and follows_of_cascades(path):
        reading = replace(reading, kind=TieKind.FOLLOWS)
        tally.notes.append("a row says who follows whom, as it does beside cascades; --kind says otherwise")
    read = read_json_lines if looks_like_json(first) else read_delimited
    return read(chain([first], blocks), reading, batch_rows=batch_rows, tally=tally)
