"""Rows of a table to a batch of ties, prices, lists, messages or reposts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from graph.records import UNTIMED, Batch, Price, TieKind, Ties
from loaders.columns import Layout
from loaders.messages import read_messages
from loaders.reading import LISTS, MESSAGES, PRICES, REPOSTS, Reading, Role
from loaders.reposts import read_reposts
from loaders.rows import Columns, Rows, by_kind, used
from loaders.tally import Tally
from loaders.values import (
    read_acceptance,
    read_count,
    read_currency,
    read_list,
    read_price,
    read_probability,
    read_time,
)


def read_rows(rows: Rows, layout: Layout, reading: Reading, tally: Tally) -> Batch:
    """Return what some rows hold; refused ones and self ties are counted and left out.

    Parameters
    ----------
    rows
        Rows of one file, in its order.
    layout
        Which columns the file has, and what they hold where no column says it.
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
    if not isinstance(layout.kind, TieKind | None):
        return _OTHERS[layout.kind](rows, layout, reading, tally)
    columns = Columns(rows)
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
    tally.ties.update(by_kind(ties.kind))
    tally.self_ties.update(by_kind(ties.kind[loop]))
    accounts, account_places = used(keys, np.concatenate((ties.actor, ties.target)))
    sets, set_places = used(topic_sets, np.append(ties.topics, 0))
    columns = {name: getattr(ties, name) for name in Ties.__slots__}
    columns["actor"], columns["target"] = account_places[ties.actor], account_places[ties.target]
    columns["topics"] = set_places[ties.topics]
    return Batch(accounts=accounts, ties=Ties(**columns).take(~loop), topic_sets=sets)


def _prices(rows: Rows, layout: Layout, reading: Reading, tally: Tally) -> Batch:
    columns = Columns(rows)
    keys, account = columns.accounts(reading.platform_name, Role.ACCOUNT)
    price = columns.required(Role.PRICE, read_price, np.nan)
    currency = columns.required(Role.CURRENCY, read_currency, "")
    acceptance = columns.values(Role.ACCEPTANCE, read_acceptance, object, None)
    good = np.flatnonzero(columns.refuse(layout, tally))
    tally.prices += len(good)
    accounts, places = used(keys, account[good])
    return Batch(
        accounts=accounts,
        ties=Ties.empty(),
        prices={
            int(places[account[row]]): Price(price[row], currency[row], acceptance[row])
            for row in good.tolist()
        },
    )


def _lists(rows: Rows, layout: Layout, reading: Reading, tally: Tally) -> Batch:
    columns = Columns(rows)
    keys, account = columns.accounts(reading.platform_name, Role.ACCOUNT)
    names = columns.required(Role.LIST, read_list, "")
    good = np.flatnonzero(columns.refuse(layout, tally))
    tally.listed += len(good)
    accounts, places = used(keys, account[good])
    lists = defaultdict[str, dict[int, None]](dict)  # each account once, in the order of the file
    for row in good.tolist():
        lists[names[row]][int(places[account[row]])] = None
    return Batch(accounts=accounts, ties=Ties.empty(), lists={name: list(on) for name, on in lists.items()})


_OTHERS: Mapping[str, Callable[[Rows, Layout, Reading, Tally], Batch]] = {
    PRICES: _prices,
    LISTS: _lists,
    MESSAGES: read_messages,
    REPOSTS: read_reposts,
}
