"""Columns of texts to a batch of ties, prices or lists: cells are read once, bad ones refuse their row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from graph.records import (
    KINDS,
    UNTIMED,
    Batch,
    Bools,
    Float64s,
    Int8s,
    Int32s,
    Int64s,
    Price,
    Texts,
    TieKind,
    Ties,
)
from loaders.columns import Layout
from loaders.reading import LISTS, PRICES, Reading, Role
from loaders.tally import Refusal, Tally
from loaders.values import (
    UnreadableError,
    account_key,
    read_acceptance,
    read_count,
    read_currency,
    read_kind,
    read_list,
    read_price,
    read_probability,
    read_time,
    read_topics,
)

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
    """

    lines: Sequence[int]
    cells: Mapping[Role, Sequence[str]]
    raw: Callable[[int], str]
    broken: Sequence[Refusal] = ()

    def __len__(self) -> int:
        return len(self.lines)


def read_rows(rows: Rows, layout: Layout, reading: Reading, tally: Tally) -> Batch:
    """Return the ties, prices or lists of some rows; refused ones and self ties are counted and left out.

    Parameters
    ----------
    rows
        Rows of one file, in its order.
    layout
        Which columns the file has, and the kind where no column says it.
    reading
        Platform and topic.
    tally
        Counts them.

    Returns
    -------
    Batch
        Its accounts include those of self ties, not those of refused rows.

    Raises
    ------
    RecordError, FileError
        As `Tally.refuse` does.
    """
    if reading.kind == PRICES:
        return _prices(rows, layout, reading, tally)
    if reading.kind == LISTS:
        return _lists(rows, layout, reading, tally)
    columns = _Columns(rows)
    keys, ends = columns.accounts(reading.platform_name, Role.ACTOR, Role.TARGET)
    kind = columns.kinds(layout.kind)
    at_ms = columns.values(Role.AT, read_time, np.int64, UNTIMED)
    count = columns.values(Role.COUNT, read_count, np.int64, 0)
    probability = columns.values(Role.PROBABILITY, read_probability, np.float64, np.nan)
    topics, topic_sets = columns.topics(reading.topics)
    columns.check_together(kind, at_ms, count, probability)
    good = columns.refuse(layout, tally)
    ties = Ties(
        kind=kind,
        actor=ends[: len(rows)],
        target=ends[len(rows) :],
        at_ms=at_ms,
        post=columns.texts(Role.POST),
        topics=topics,
        count=np.where(at_ms == UNTIMED, count, 0),
        probability=probability,
        row=np.asarray(rows.lines, dtype=np.int64),
    )
    return _batch(ties if good.all() else ties.take(good), keys, topic_sets, tally)


def _batch(ties: Ties, keys: Sequence[str], topic_sets: Sequence[tuple[str, ...]], tally: Tally) -> Batch:
    loop = ties.actor == ties.target
    tally.ties.update(_by_kind(ties.kind))
    tally.self_ties.update(_by_kind(ties.kind[loop]))
    accounts, account_places = _used(keys, np.concatenate((ties.actor, ties.target)))
    sets, set_places = _used(topic_sets, np.append(ties.topics, 0))
    columns = {name: getattr(ties, name) for name in Ties.__slots__}
    columns["actor"], columns["target"] = account_places[ties.actor], account_places[ties.target]
    columns["topics"] = set_places[ties.topics]
    return Batch(accounts=accounts, ties=Ties(**columns).take(~loop), topic_sets=sets)


def _prices(rows: Rows, layout: Layout, reading: Reading, tally: Tally) -> Batch:
    columns = _Columns(rows)
    keys, account = columns.accounts(reading.platform_name, Role.ACCOUNT)
    price = columns.required(Role.PRICE, read_price, np.nan)
    currency = columns.required(Role.CURRENCY, read_currency, "")
    acceptance = columns.values(Role.ACCEPTANCE, read_acceptance, object, None)
    good = np.flatnonzero(columns.refuse(layout, tally))
    tally.prices += len(good)
    accounts, places = _used(keys, account[good])
    return Batch(
        accounts=accounts,
        ties=Ties.empty(),
        prices={
            int(places[account[row]]): Price(price[row], currency[row], acceptance[row])
            for row in good.tolist()
        },
    )


def _lists(rows: Rows, layout: Layout, reading: Reading, tally: Tally) -> Batch:
    columns = _Columns(rows)
    keys, account = columns.accounts(reading.platform_name, Role.ACCOUNT)
    names = columns.required(Role.LIST, read_list, "")
    good = np.flatnonzero(columns.refuse(layout, tally))
    tally.listed += len(good)
    accounts, places = _used(keys, account[good])
    lists = defaultdict[str, dict[int, None]](dict)  # each account once, in the order of the file
    for row in good.tolist():
        lists[names[row]][int(places[account[row]])] = None
    return Batch(accounts=accounts, ties=Ties.empty(), lists={name: list(on) for name, on in lists.items()})


def _used(values: Sequence[Value], places: npt.NDArray[np.integer]) -> tuple[list[Value], Int32s]:
    """Return the values that some place names, and the new place of each value."""
    used = np.zeros(len(values), dtype=np.bool_)
    used[places] = True
    kept = list(values) if used.all() else [values[place] for place in np.flatnonzero(used).tolist()]
    return kept, (np.cumsum(used) - 1).astype(np.int32)


def _by_kind(codes: Int8s) -> dict[TieKind, int]:
    counts = np.bincount(codes, minlength=len(KINDS))
    return {kind: int(n) for kind, n in zip(KINDS, counts, strict=True) if n}


class _Columns:
    """The columns of some rows, and the first fault of each row as they are read."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.faults: dict[int, tuple[Role, str]] = {}

    def texts(self, role: Role) -> Texts:
        cells = np.full(len(self.rows), None, dtype=object)
        if role in self.rows.cells:
            cells[:] = self.rows.cells[role]
            cells[cells == ""] = None
        return cells

    def accounts(self, platform: str, *roles: Role) -> tuple[list[str], Int32s]:
        cells = list(chain.from_iterable(self.rows.cells[role] for role in roles))
        codes, distinct = pd.factorize(np.array(cells, dtype=object))
        keys, reasons = _each(distinct, lambda text: account_key(platform, text), "")
        for place in _where(codes, reasons):
            column, row = divmod(int(place), len(self.rows))
            self._fault(row, roles[column], reasons[codes[place]])
        return keys, codes.astype(np.int32)

    def kinds(self, always: TieKind | None) -> Int8s:
        if always is not None:
            return np.full(len(self.rows), always.code, dtype=np.int8)
        codes, kinds = self._distinct(Role.KIND, read_kind, KINDS[0])
        return np.array([kind.code for kind in kinds], dtype=np.int8)[codes]

    def required(self, role: Role, read: Callable[[str], Value], bad: Value) -> list[Value]:
        codes, values = self._distinct(role, read, bad)
        return [values[code] for code in codes.tolist()]

    def values(
        self, role: Role, read: Callable[[str], Value], dtype: npt.DTypeLike, missing: Value
    ) -> npt.NDArray[Any]:
        if role not in self.rows.cells:
            return np.full(len(self.rows), missing, dtype=dtype)
        codes, values = self._distinct(role, lambda text: read(text) if text else missing, missing)
        return np.array(values, dtype=dtype)[codes]

    def topics(self, always: tuple[str, ...]) -> tuple[Int32s, list[tuple[str, ...]]]:
        codes: npt.NDArray[np.intp] = np.zeros(len(self.rows), dtype=np.intp)
        values = [always]
        if Role.TOPIC in self.rows.cells:
            codes, found = self._distinct(Role.TOPIC, read_topics, always)
            values = [tuple(sorted({*topics, *always})) for topics in found]
        sets = list(dict.fromkeys([(), *values]))
        places = {topics: place for place, topics in enumerate(sets)}
        return np.array([places[topics] for topics in values], dtype=np.int32)[codes], sets

    def fault_where(self, wrong: Bools, role: Role, reason: str) -> None:
        for row in np.flatnonzero(wrong):
            self._fault(int(row), role, reason)

    def check_together(self, kind: Int8s, at_ms: Int64s, count: Int64s, probability: Float64s) -> None:
        influences, known = kind == TieKind.INFLUENCES.code, ~np.isnan(probability)
        timed = at_ms != UNTIMED
        self.fault_where(timed & (count > 1), Role.COUNT, "a timed row is one action, its count is 1")
        self.fault_where(influences & ~known, Role.PROBABILITY, "the probability is missing")
        self.fault_where(~influences & known, Role.PROBABILITY, "only INFLUENCES has a probability")

    def refuse(self, layout: Layout, tally: Tally) -> Bools:
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
