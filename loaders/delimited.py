"""Delimited text: which delimiter, with or without header, and its rows a batch at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from graph.errors import FileError
from graph.records import Batch
from loaders.columns import Layout, is_header, known_names, layout_from_cells, layout_from_names
from loaders.reading import Reading
from loaders.rows import Rows
from loaders.tally import Refusal, Tally
from loaders.text import Block
from loaders.ties import read_rows

MAX_QUOTED_LINES = 1_000
MAX_QUOTED_CHARACTERS = 1 << 17  # the csv module's own bound for one field
SAMPLE_ROWS = 200
BLANKS = " "  # the delimiter of tables whose columns are parted by any number of blanks and tabs

_DELIMITERS = ("\t", ",", ";", "|")
_WEIGHT = re.compile(r"[ \t]\{'weight': ([^{}]*)\}[ \t]*$")  # how networkx ends the lines of an edge list
_COMMENTS = ("#", "%")
_UNCLOSED = f"a quote is not closed within {MAX_QUOTED_LINES:,} lines or {MAX_QUOTED_CHARACTERS:,} characters"
_AFTER_QUOTE = "text follows a closing quote"


@dataclass(slots=True)
class Records:
    """Rows as they stand in the file, the line each begins at, and what is wrong with some, by that line."""

    lines: list[int] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    faults: dict[int, str] = field(default_factory=dict)

    def add(self, line: int, raw: str, fault: str | None = None) -> None:
        """Append one row."""
        self.lines.append(line)
        self.raws.append(raw)
        if fault:
            self.faults[line] = fault

    def pop(self, size: int) -> Records:
        """Take the first rows out."""
        taken = Records(self.lines[:size], self.raws[:size], self.faults)
        del self.lines[:size], self.raws[:size]
        return taken


def read_delimited(
    blocks: Iterator[Block], reading: Reading, *, batch_rows: int, tally: Tally
) -> Iterator[Batch]:
    """Yield what a delimited text holds, `batch_rows` rows at a time.

    Comment lines (`#`, `%`) at the top and blank lines are skipped. A quoted field may hold line breaks;
    one that is not closed within 1,000 lines refuses the line where it opens, and reading goes on with
    the next line.

    Parameters
    ----------
    blocks
        The lines of the file.
    reading
        What its user says of it.
    batch_rows
        Rows to a batch, at least 1.
    tally
        Counts the rows.

    Raises
    ------
    FileError
        When it is no table, or a column or the kind has to be named.
    """
    blocks = _without_comments(blocks, tally.file)
    first = next(blocks)
    delimiter, layout, header = _recognised(first.lines, reading, tally.file)
    if header:
        first = Block(first.first + 1, first.lines[1:])
    for records in _grouped(_records(chain([first], blocks), delimiter), batch_rows):
        tally.read += len(records.lines)
        yield read_rows(_rows(records, delimiter, layout), layout, reading, tally)


def _without_comments(blocks: Iterator[Block], file: str) -> Iterator[Block]:
    for block in blocks:
        skip = next(
            (i for i, line in enumerate(block.lines) if line.strip() and line[0] not in _COMMENTS), None
        )
        if skip is not None:
            yield Block(block.first + skip, block.lines[skip:])
            yield from blocks
            return
    raise FileError(file, "it has no rows")


def _recognised(lines: Sequence[str], reading: Reading, file: str) -> tuple[str, Layout, bool]:
    sample = [line for line in lines[:SAMPLE_ROWS] if line.strip()]
    delimiter = _delimiter(sample, file)
    first, *others = (_cells(line, delimiter) for line in sample if _is_whole(line) or line is sample[0])
    header = is_header(first, others, reading)
    if header:
        return delimiter, layout_from_names(file, first, reading), True
    return delimiter, layout_from_cells(file, [first, *others], reading), False


def _delimiter(sample: Sequence[str], file: str) -> str:
    candidates = [delimiter for delimiter in (*_DELIMITERS, BLANKS) if len(_cells(sample[0], delimiter)) > 1]
    if not candidates:
        raise FileError(file, "it is no table: the first line has one column only", line=1)
    return max(candidates, key=lambda delimiter: _fitness(sample, delimiter))


def _fitness(sample: Sequence[str], delimiter: str) -> tuple[int, float, bool, int]:
    first = _cells(sample[0], delimiter)
    whole = [line for line in sample if _is_whole(line)]
    regular = sum(len(_cells(line, delimiter)) == len(first) for line in whole) / max(len(whole), 1)
    return known_names(first), regular, delimiter != BLANKS, len(first)


def _is_whole(line: str) -> bool:
    return line.count('"') % 2 == 0


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter == BLANKS:
        return [cell for cell in _WEIGHT.sub(r" \1", line).replace("\t", " ").split(" ") if cell]
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))]
    except csv.Error:
        return []


def _grouped(records: Iterable[Records], size: int) -> Iterator[Records]:
    pending = Records()
    for some in records:
        pending.lines += some.lines
        pending.raws += some.raws
        pending.faults |= some.faults
        while len(pending.lines) >= size:
            yield pending.pop(size)
    if pending.lines:
        yield pending


def _records(blocks: Iterator[Block], delimiter: str) -> Iterator[Records]:
    block = next(blocks, None)
    while block:
        if delimiter != BLANKS and any('"' in line for line in block.lines):
            records, rest = _quoted_records(block, blocks, delimiter)
        else:
            records, rest = _plain_records(block), None
        yield records
        block = rest or next(blocks, None)


def _plain_records(block: Block) -> Records:
    lines = list(range(block.first, block.first + len(block.lines)))
    if "" in block.lines or any(map(str.isspace, block.lines)):
        lines = [number for number, line in zip(lines, block.lines, strict=True) if line.strip()]
        return Records(lines, [line for line in block.lines if line.strip()])
    return Records(lines, block.lines)


def _quoted_records(block: Block, blocks: Iterator[Block], delimiter: str) -> tuple[Records, Block | None]:
    records, lines, place = Records(), list(block.lines), 0
    while place < len(block.lines):
        used, fault = _extent(lines, place, delimiter)
        if fault is _UNCLOSED:
            if place + used == len(lines) and used < MAX_QUOTED_LINES and (more := next(blocks, None)):
                lines += more.lines
                continue
            used = 1
        raw = "\n".join(lines[place : place + used])
        if raw.strip():
            records.add(block.first + place, raw, fault)
        place += used
    return records, Block(block.first + place, lines[place:]) if place < len(lines) else None


def _extent(lines: Sequence[str], place: int, delimiter: str) -> tuple[int, str | None]:
    """Return how many lines a row takes (or were looked at), and what is wrong with its quotes."""
    if '"' not in lines[place]:
        return 1, None
    reach = list(_within_reach(lines, place))
    reader = csv.reader(reach, delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        next(reader)
    except csv.Error as error:
        return (1, _AFTER_QUOTE) if "expected after" in str(error) else (len(reach), _UNCLOSED)
    return reader.line_num, None


def _within_reach(lines: Sequence[str], place: int) -> Iterator[str]:
    size = 0
    for line in islice(lines, place, place + MAX_QUOTED_LINES):
        yield line + "\n"
        size += len(line) + 1
        if size > MAX_QUOTED_CHARACTERS:
            return


def _rows(records: Records, delimiter: str, layout: Layout) -> Rows:
    faults = [records.faults.get(line) for line in records.lines] if records.faults else []
    whole, broken = _parted(records, faults)
    if "\0" in "".join(whole.raws):
        whole, zeros = _parted(whole, ["it holds a NUL byte" if "\0" in raw else None for raw in whole.raws])
        broken += zeros
    width = layout.width
    widths, cells = _split(whole.raws, delimiter)
    if set(widths) - {width}:
        reason = f"it does not have {width} columns"
        whole, ragged = _parted(whole, [None if found == width else reason for found in widths])
        broken += ragged
        _, cells = _split(whole.raws, delimiter)
    columns = {role: _stripped(cells[place::width], delimiter) for role, place in layout.places.items()}
    further = {name: _stripped(cells[place::width], delimiter) for name, place in layout.further.items()}
    return Rows(whole.lines, columns, whole.raws.__getitem__, broken, further)


def _stripped(cells: list[str], delimiter: str) -> list[str]:
    return cells if delimiter == BLANKS else list(map(str.strip, cells))


def _parted(records: Records, faults: Sequence[str | None]) -> tuple[Records, list[Refusal]]:
    if not any(faults):
        return records, []
    rows = list(zip(records.lines, records.raws, faults, strict=True))
    good = [(line, raw) for line, raw, fault in rows if fault is None]
    refused = [Refusal(line, None, fault, raw) for line, raw, fault in rows if fault is not None]
    return Records([line for line, _ in good], [raw for _, raw in good]), refused


def _split(raws: Sequence[str], delimiter: str) -> tuple[Sequence[int], list[str]]:
    """Return how many cells each row has, and the cells of all rows in one list: no list a row, for speed."""
    text = "\n".join(("", *raws, ""))
    if delimiter != BLANKS and '"' in text:
        rows = list(csv.reader(raws, delimiter=delimiter, strict=True, skipinitialspace=True))
        return [len(row) for row in rows], list(chain.from_iterable(rows))
    if delimiter == BLANKS and any(irregular in text for irregular in ("\t", "  ", "\n ", " \n", "{")):
        raws = [" ".join(_cells(raw, BLANKS)) for raw in raws]
    return [raw.count(delimiter) + 1 for raw in raws], delimiter.join(raws).split(delimiter) if raws else []
