"""What became of the rows of one file: how many were read, what was left out, and which were refused, why."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import FileError, RecordError
from graph.records import TieKind

MAX_REFUSALS = 1_000
MAX_REFUSED_TEXT = 10_000  # characters; a thousand of them stay far below the memory of one batch


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that was not taken, with the place, the reason and its text as it stood in the file.

    `line` counts lines of the file (records, for Parquet) from 1; `column` is the column's name or
    number, None where the whole row is at fault; `text` is cut at `MAX_REFUSED_TEXT` characters.
    """

    line: int
    column: str | None
    reason: str
    text: str


@dataclass
class Tally:
    """Counts of one file's rows, filled in while it is read.

    Parameters
    ----------
    file
        What errors call the file.
    strict
        Whether the first refused row ends the reading.
    refusals_limit
        One refusal more than this ends the reading; at least 0.
    read
        Rows read: those taken, those refused and those that were self ties. Blank lines, comments and
        the header are no rows.
    bytes_read
        How much of the file (as it lies there, packed or not) has been taken in.
    ties, self_ties
        Ties understood by kind, self ties among them, and the self ties alone.
    refused
        Refused rows by reason.
    refusals
        The refused rows themselves, in the order of the file.
    posts, authors
        Keys of distinct posts and of those who wrote them.
    prices
        Rows that gave an account a price.
    listed
        Rows that put an account on a list.
    reposts
        Acts of passing a recorded message on.
    notes
        What was taken for granted of a file that does not say it.

    Examples
    --------
    >>> tally = Tally("ties.csv")
    >>> tally.refuse(Refusal(3, "count", "not a whole number", "1,2,many"))
    >>> tally.refused
    Counter({'not a whole number': 1})
    """

    file: str
    strict: bool = False
    refusals_limit: int = MAX_REFUSALS
    read: int = 0
    bytes_read: int = 0
    ties: Counter[TieKind] = field(default_factory=Counter)
    self_ties: Counter[TieKind] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    posts: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)
    prices: int = 0
    listed: int = 0
    reposts: int = 0
    notes: list[str] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        """Note a refused row.

        Raises
        ------
        RecordError
            When `strict`: the row, with its line, column and reason.
        FileError
            When there are more than `refusals_limit`.
        """
        if self.strict:
            raise RecordError(self.file, refusal.reason, line=refusal.line, column=refusal.column)
        self.refused[refusal.reason] += 1
        self.refusals.append(replace(refusal, text=refusal.text[:MAX_REFUSED_TEXT]))
        if len(self.refusals) > self.refusals_limit:
            raise FileError(
                self.file,
                f"more than {self.refusals_limit:,} rows are refused, the last because: {refusal.reason}",
                line=refusal.line,
                column=refusal.column,
            )


def write_refusals(path: str | Path, refusals: Iterable[Refusal]) -> None:
    """Write refused rows as CSV, so that they can be mended and loaded again.

    The columns are line, column, reason and text. The text is kept as it stood, so that it comes back
    unchanged; a spreadsheet may take one that starts with `=` for a formula, so open the file in an
    editor.

    Parameters
    ----------
    path
        The file to write; replaced if it exists.
    refusals
        As `Tally.refusals` holds them.
    """
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["line", "column", "reason", "text"])
        rows.writerows([row.line, row.column, row.reason, row.text] for row in refusals)
