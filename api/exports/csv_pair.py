"""Two CSV tables, nodes and edges, in a zip; no cell of theirs is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import IO

from api.exports.drawing import Drawing, Row, Value
from api.exports.zipped import write_zip

_FORMULA = "=+\\-@\t\r\n\0＝＋－＠"
"""What a spreadsheet may take for the start of a formula; the last four are full-width forms."""

_CELL = r'(?:^|(?<=[,;|\t\r\n"]))'
"""Where a cell may start: in a country that writes decimals with a comma, tables are parted by semicolons."""

_UNSAFE = re.compile(rf"{_CELL}(?=['{_FORMULA}])")
_QUOTED = re.compile(rf"{_CELL}'")


def write_csv(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as `nodes.csv` and `edges.csv` in a zip."""
    nodes = _table(drawing.node_columns, drawing.node_rows())
    edges = _table(drawing.edge_columns, drawing.edge_rows())
    write_zip({"nodes.csv": nodes, "edges.csv": edges}, file)


def quoted(text: str) -> str:
    """Return a text as a cell that no spreadsheet computes: `unquoted` gives it back.

    An apostrophe goes before what may start a formula, and before an apostrophe: at the start, and after
    whatever may part cells where the file is opened.

    Examples
    --------
    >>> quoted("@ada"), quoted("ada"), quoted("'ada"), quoted("ada;=1")
    ("'@ada", 'ada', "''ada", "ada;'=1")
    """
    return _UNSAFE.sub("'", text)


def unquoted(cell: str) -> str:
    """Return the text that a cell stands for.

    Examples
    --------
    >>> unquoted(quoted("=1+1"))
    '=1+1'
    """
    return _QUOTED.sub("", cell)


def _table(columns: Mapping[str, type], rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return text.getvalue().encode()


def _cell(value: Value) -> Value:
    return quoted(value) if isinstance(value, str) else value
