"""JSON lines: one object a line, parsed strictly; tables by names of fields, or Twitter statuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from graph.errors import FileError
from graph.records import Batch
from loaders.columns import Layout, layout_from_names
from loaders.json_objects import cell_text, further_text, parse_object
from loaders.reading import Reading
from loaders.rows import Rows
from loaders.tally import Refusal, Tally
from loaders.text import Block
from loaders.ties import read_rows
from loaders.twitter_v1 import is_status, read_statuses
from loaders.values import UnreadableError

SAMPLE_LINES = 200

_OPENING = re.compile(r"\s*(\{|\[\s*(\{|\]|$))")

Line = tuple[int, str]


def looks_like_json(first: Block) -> bool:
    """Whether the first line that is not blank opens a JSON object, or an array of them."""
    return bool(_OPENING.match(next((line for line in first.lines if line.strip()), "")))


def read_json_lines(
    blocks: Iterator[Block], reading: Reading, *, batch_rows: int, tally: Tally
) -> Iterator[Batch]:
    """Yield the records of a file with one JSON object a line.

    The first lines say whether they are Twitter v1.1 statuses, or else rows, whose fields are named
    as the columns of a table would be. A line that is no sound object is refused: broken JSON,
    something other than an object, NaN or Infinity, a key given twice, nested too deeply, half a surrogate
    pair.

    Raises
    ------
    FileError
        When the lines are of neither kind, or a field or the kind has to be named.
    """
    first = next(blocks)
    sample = [] if first.lines[0].lstrip().startswith("[") else _sample(first)
    lines = _numbered(chain([first], blocks))
    if not sample:
        raise FileError(
            tally.file,
            "it is JSON, but not one object a line; rewrite it, for example: jq -c '.[]'",
            line=first.first,
        )
    if any(is_status(value) for value in sample):
        return read_statuses(lines, reading, batch_rows=batch_rows, tally=tally)
    if any("data" in value and "includes" in value for value in sample):
        raise FileError(tally.file, "it is an answer of the Twitter API v2, which is not read yet", line=1)
    names = list(dict.fromkeys(name for value in sample for name in value))
    return _table(lines, layout_from_names(tally.file, names, reading), reading, batch_rows, tally)


def _sample(first: Block) -> list[dict[str, Any]]:
    sample = []
    for line in first.lines[:SAMPLE_LINES]:
        try:
            sample.append(parse_object(line))
        except UnreadableError:
            continue
    return sample


def _numbered(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        for number, line in enumerate(block.lines, start=block.first):
            if line.strip():
                yield number, line


def _table(
    lines: Iterator[Line], layout: Layout, reading: Reading, batch_rows: int, tally: Tally
) -> Iterator[Batch]:
    while some := list(islice(lines, batch_rows)):
        tally.read += len(some)
        yield read_rows(_rows(some, layout), layout, reading, tally)


def _rows(lines: list[Line], layout: Layout) -> Rows:
    good, cells, further, broken = [], [], [], []
    for number, text in lines:
        try:
            value = parse_object(text)
            row = [cell_text(value.get(layout.name(role)), role) for role in layout.places]
            rest = [further_text(value.get(name)) for name in layout.further]
        except UnreadableError as error:
            broken.append(Refusal(number, None, str(error), text))
        else:
            good.append((number, text))
            cells.append(row)
            further.append(rest)
    return Rows(
        [number for number, _ in good],
        {role: [row[place] for row in cells] for place, role in enumerate(layout.places)},
        lambda row: good[row][1],
        broken,
        {name: [row[place] for row in further] for place, name in enumerate(layout.further)},
    )
