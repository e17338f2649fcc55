"""Parquet files: columns by name as in delimited text, rows numbered from 1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from graph.errors import FileError
from graph.records import Batch
from loaders.columns import Layout, layout_from_names
from loaders.json_objects import further_text
from loaders.reading import NUMERIC_ROLES, Reading, Role
from loaders.rows import Rows
from loaders.tally import Tally
from loaders.text import open_file
from loaders.ties import read_rows


def is_parquet(path: str | Path) -> bool:
    """Whether the file begins as Parquet files do."""
    with open_file(path) as file:
        return file.read(4) == b"PAR1"


def read_parquet(path: str | Path, reading: Reading, *, batch_rows: int, tally: Tally) -> Iterator[Batch]:
    """Yield what a Parquet file holds, `batch_rows` rows at a time.

    Raises
    ------
    FileError
        When the file is damaged, a column or the kind has to be named, or a column holds what its role
        cannot be.
    """
    try:
        with pq.ParquetFile(path) as file:
            layout = layout_from_names(tally.file, file.schema_arrow.names, reading)
            wanted = [*(layout.name(role) for role in layout.places), *layout.further]
            for table in file.iter_batches(batch_size=batch_rows, columns=wanted):
                yield read_rows(_rows(table, layout, tally), layout, reading, tally)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise FileError(tally.file, "the Parquet data is damaged; fetch the file again") from error


def _rows(table: pa.RecordBatch, layout: Layout, tally: Tally) -> Rows:
    first = tally.read + 1
    tally.read += len(table)
    cells = {
        role: _texts(table.column(layout.name(role)), role, layout, tally.file) for role in layout.places
    }
    columns = list(cells.values())
    return Rows(
        range(first, first + len(table)),
        cells,
        lambda row: ",".join(column[row] for column in columns),
        further={name: list(map(further_text, table.column(name).to_pylist())) for name in layout.further},
    )


def _texts(column: pa.Array, role: Role, layout: Layout, file: str) -> list[str]:
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        column = column.cast(pa.timestamp("ms"), safe=False).cast(pa.int64())
    elif role is Role.TOPIC and pa.types.is_list(kind):
        return ["|".join(topics or ()) for topics in column.to_pylist()]
    elif not _is_plain(kind, role):
        raise FileError(file, f"values of type {kind} cannot be the {role}", column=layout.name(role))
    return ["" if text is None else text.strip() for text in column.cast(pa.string()).to_pylist()]


def _is_plain(kind: pa.DataType, role: Role) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    numeric = role in NUMERIC_ROLES and (types.is_floating(kind) or types.is_decimal(kind))
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_integer(kind) or numeric)
