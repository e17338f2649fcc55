"""Rows of a table as columns of texts: distinct cells are read once, bad ones refuse their row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from graph.records import KINDS, UNTIMED, Bools, Float64s, Int8s, Int32s, Int64s, Texts, TieKind
from loaders.columns import Layout
from loaders.reading import Role
from loaders.tally import Refusal, Tally
from loaders.values import UnreadableError, account_key, read_kind, read_topics

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows whose cells could be told apart, and those whose could not.

    Parameters
    ----------
    lines
        Where each row stands, ascending.
    cells
        The cells of each role, one a row; empty where unknown.
    raw
        From a row's place here to its text as it stands in the file.
    broken
        Rows of the same stretch that are refused already.
    further
        Cells of the columns without a role, by name of column.
    """

    lines: Sequence[int]
    cells: Mapping[Role, Sequence[str]]
    raw: Callable[[int], str]
    broken: Sequence[Refusal] = ()
    further: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)


def used(values: Sequence[Value], places: npt.NDArray[np.integer]) -> tuple[list[Value], Int32s]:
    """Return the values that some place names, and the new place of each value; -1 names none."""
    named = np.zeros(len(values), dtype=np.bool_)
    named[places[places >= 0]] = True
    kept = list(values) if named.all() else [values[place] for place in np.flatnonzero(named).tolist()]
    return kept, (np.cumsum(named) - 1).astype(np.int32)


def by_kind(codes: Int8s) -> dict[TieKind, int]:
    """Return how many ties there are of each kind that occurs."""
    counts = np.bincount(codes, minlength=len(KINDS))
    return {kind: int(n) for kind, n in zip(KINDS, counts, strict=True) if n}


class Columns:
    """The columns of some rows, and the first fault of each row as they are read."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.faults: dict[int, tuple[Role, str]] = {}

    def texts(self, role: Role) -> Texts:
        """Return cells as they stand, None where empty or without a column."""
        return _known(self.rows.cells.get(role, [""] * len(self.rows)))

    def further(self) -> dict[str, Texts]:
        """Return the columns without a role, None where empty."""
        return {name: _known(cells) for name, cells in self.rows.further.items()}

    def accounts(self, platform: str, *roles: Role) -> tuple[list[str], Int32s]:
        """Return distinct keys and the place of each cell; -1 for an empty parent."""
        cells: list[str | None] = []
        for role in roles:
            cells += self.rows.cells[role] if role is not Role.PARENT else self.texts(role).tolist()
        codes, distinct = pd.factorize(np.array(cells, dtype=object))
        keys, reasons = _each(distinct, lambda text: account_key(platform, text), "")
        for place in _where(codes, reasons):
            column, row = divmod(int(place), len(self.rows))
            self._fault(row, roles[column], reasons[codes[place]])
        return keys, codes.astype(np.int32)

    def kinds(self, always: TieKind | None) -> Int8s:
        """Return the code of each tie's kind."""
        if always is not None:
            return np.full(len(self.rows), always.code, dtype=np.int8)
        codes, kinds = self._distinct(Role.KIND, read_kind, KINDS[0])
        return np.array([kind.code for kind in kinds], dtype=np.int8)[codes]

    def required(self, role: Role, read: Callable[[str], Value], bad: Value) -> list[Value]:
        """Return what each cell says; an empty one is read too."""
        codes, values = self._distinct(role, read, bad)
        return [values[code] for code in codes.tolist()]

    def values(
        self, role: Role, read: Callable[[str], Value], dtype: npt.DTypeLike, missing: Value
    ) -> npt.NDArray[Any]:
        """Return what each cell says; an empty one, or no column, is `missing`."""
        if role not in self.rows.cells:
            return np.full(len(self.rows), missing, dtype=dtype)
        codes, values = self._distinct(role, lambda text: read(text) if text else missing, missing)
        return np.array(values, dtype=dtype)[codes]

    def topics(self, always: tuple[str, ...]) -> tuple[Int32s, list[tuple[str, ...]]]:
        """Return the place of each row's topics among the distinct sets, and these, the empty one first."""
        codes: npt.NDArray[np.intp] = np.zeros(len(self.rows), dtype=np.intp)
        values = [always]
        if Role.TOPIC in self.rows.cells:
            codes, found = self._distinct(Role.TOPIC, read_topics, always)
            values = [tuple(sorted({*topics, *always})) for topics in found]
        sets = list(dict.fromkeys([(), *values]))
        places = {topics: place for place, topics in enumerate(sets)}
        return np.array([places[topics] for topics in values], dtype=np.int32)[codes], sets

    def fault_where(self, wrong: Bools, role: Role, reason: str) -> None:
        """Note a fault of some rows."""
        for row in np.flatnonzero(wrong):
            self._fault(int(row), role, reason)

    def check_together(self, kind: Int8s, at_ms: Int64s, count: Int64s, probability: Float64s) -> None:
        """Note faults that lie between two cells of a tie."""
        influences, known = kind == TieKind.INFLUENCES.code, ~np.isnan(probability)
        timed = at_ms != UNTIMED
        self.fault_where(timed & (count > 1), Role.COUNT, "a timed row is one action, its count is 1")
        self.fault_where(influences & ~known, Role.PROBABILITY, "the probability is missing")
        self.fault_where(~influences & known, Role.PROBABILITY, "only INFLUENCES has a probability")

    def refuse(self, layout: Layout, tally: Tally) -> Bools:
        """Refuse the rows with a fault; return which have none."""
        refusals = [*self.rows.broken]
        good = np.ones(len(self.rows), dtype=np.bool_)
        for row, (role, reason) in self.faults.items():
            column = layout.name(role) if role in layout.places else str(role)
            refusals.append(Refusal(self.rows.lines[row], column, reason, self.rows.raw(row)))
            good[row] = False
        for refusal in sorted(refusals, key=lambda refusal: refusal.line):
            tally.refuse(refusal)
        return good

    def _distinct(
        self, role: Role, read: Callable[[str], Value], bad: Value
    ) -> tuple[npt.NDArray[np.intp], list[Value]]:
        codes, distinct = pd.factorize(np.array(self.rows.cells[role], dtype=object))
        values, reasons = _each(distinct, read, bad)
        for row in _where(codes, reasons):
            self._fault(int(row), role, reasons[codes[row]])
        return codes, values

    def _fault(self, row: int, role: Role, reason: str) -> None:
        self.faults.setdefault(row, (role, reason))


def _each(
    texts: Iterable[Any], read: Callable[[str], Value], bad: Value
) -> tuple[list[Value], dict[int, str]]:
    values, reasons = [], {}
    for place, text in enumerate(texts):
        try:
            values.append(read(text))
        except UnreadableError as error:
            values.append(bad)
            reasons[place] = str(error)
    return values, reasons


def _where(codes: npt.NDArray[np.intp], reasons: Mapping[int, str]) -> Int64s:
    return np.flatnonzero(np.isin(codes, list(reasons))) if reasons else np.empty(0, dtype=np.int64)


def _known(cells: Sequence[str]) -> Texts:
    texts = np.array(cells, dtype=object)
    texts[texts == ""] = None
    return texts
