"""Accounts by text and by what they have in common, sorted, and if asked for, diverse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal, get_args

import numpy as np

from api.answers import Difference, FoundAccount, FoundAccounts, SortField
from api.services.context import Context
from api.services.filters import Filter, account_languages
from api.services.pages import Page
from api.services.structure import central
from graph.errors import ParameterError
from graph.records import Bools, Float64s, Int32s, Int64s
from graph.snapshot import Snapshot

MAX_TEXT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """That what is alike should not stand together: maximal marginal relevance.

    Parameters
    ----------
    by
        What makes two accounts alike; unknown is like nothing.
    weight
        λ, 0 to 1: 1 is the order alone, 0 shows one account of each kind before any second.
    """

    by: Difference
    weight: float = 0.5


def search_accounts(
    context: Context,
    *,
    q: str | None = None,
    only: Filter | None = None,
    sort: SortField = "heard_by",
    direction: Literal["ascending", "descending"] = "descending",
    diversify: Diversity | None = None,
    limit: int = 25,
    cursor: str | None = None,
) -> FoundAccounts:
    """Return the accounts whose handle, name or key holds a text, of those that a filter lets through.

    Parameters
    ----------
    context
        Asked about.
    q
        1 to 100 printable characters, in any case; None is any account.
    only
        Which accounts to list; None is any.
    sort, direction
        By what, and from which end; accounts of which it is unknown come last in either direction.
    diversify
        None is the order alone. Otherwise each next account has the largest λ·r − (1 − λ)·s: r goes from 1
        for the first of the order's values to 0 for its last and for unknown ones, and s is 1 where one like
        it has been listed, else 0.
    limit, cursor
        Which page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, CommunityNotFoundError, ListNotFoundError, CursorError, StaleCursorError

    References
    ----------
    Carbonell, Goldstein: The use of MMR, diversity-based reranking for reordering documents. SIGIR 1998.
    """
    _check(q, sort, direction, diversify)
    only = only or Filter()
    sorting = (sort, direction, None if diversify is None else astuple(diversify))
    page = Page.of(context, limit, cursor, "search", q, astuple(only), *sorting)
    shown = only.allowed(context)
    shown[list(context.hidden)] = False
    if q is not None:
        shown &= _holding(context.snapshot, q)
    accounts = np.flatnonzero(shown)
    value = _values(context, sort)[accounts] * (1 if direction == "descending" else -1)
    order = _ordered(value)
    if diversify is not None:
        order = _diverse(order, value, _kinds(context, diversify.by)[accounts], diversify.weight)
    return FoundAccounts(
        items=[_found(context, int(account)) for account in accounts[order][page.part]],
        **page.links(len(accounts)),
        meta=context.meta(warnings=list(only.warnings(context))),
    )


def _check(q: str | None, sort: SortField, direction: str, diversify: Diversity | None) -> None:
    if q is not None and not (0 < len(q) <= MAX_TEXT and q.isprintable()):
        raise ParameterError("q", q[:MAX_TEXT], f"1 to {MAX_TEXT} printable characters")
    if sort not in get_args(SortField):
        raise ParameterError("sort", sort, " or ".join(get_args(SortField)))
    if direction not in ("ascending", "descending"):
        raise ParameterError("direction", direction, "ascending or descending")
    if diversify is not None and not 0 <= diversify.weight <= 1:
        raise ParameterError("weight", diversify.weight, "from 0 to 1")


def _values(context: Context, sort: SortField) -> Float64s:
    """Return what accounts are sorted by: float64, n; nan where unknown."""
    if sort == "followers":
        followers = np.asarray(context.snapshot.array("followers"))
        return np.where(followers < 0, np.nan, followers)
    if sort == "price":
        return context.prices()
    if sort == "pagerank":
        return central(context)
    return np.diff(context.snapshot.array("out_offsets")).astype(np.float64)


def _ordered(value: Float64s) -> Int64s:
    """Return the places of values, largest first, unknown ones last, then by place."""
    return np.argsort(np.where(np.isnan(value), np.inf, -value), kind="stable")


def _diverse(order: Int64s, value: Float64s, kind: Int32s | Int64s, weight: float) -> Int64s:
    """Return an order by maximal marginal relevance.

    Alike is all or nothing, and the first of a kind is chosen before the others of it: choosing one after
    another is a sort by λ·r − (1 − λ)·s, where s is 0 for the first of each kind and 1 for the others.
    """
    known = value[~np.isnan(value)]
    lowest, highest = known.min(initial=np.inf), known.max(initial=-np.inf)
    if lowest < highest:
        relevance = np.nan_to_num((value[order] - lowest) / (highest - lowest), nan=0.0)
    else:
        relevance = np.ones(len(order))
    again = np.ones(len(order))
    again[np.unique(kind[order], return_index=True)[1]] = 0
    again[kind[order] < 0] = 0
    return order[np.argsort(-(weight * relevance - (1 - weight) * again), kind="stable")]


def _kinds(context: Context, by: Difference) -> Int32s | Int64s:
    """Return by what accounts are alike: int, n; -1 where unknown."""
    if by == "community":
        return context.membership()
    if by == "language":
        return account_languages(context.snapshot)[1]
    platforms = context.snapshot.manifest["counts"]["platforms"]
    starts = sorted(bisect_left(context.snapshot.keys, f"{platform}:", key=str) for platform in platforms)
    return np.searchsorted(starts, np.arange(context.snapshot.n), side="right")


def _holding(snapshot: Snapshot, text: str) -> Bools:
    """Return whose handle, name or key holds a text: bool, n."""
    holding = np.zeros(snapshot.n, dtype=np.bool_)
    for column in _folded(snapshot):
        holding[list(column.places(text.casefold()))] = True
    return holding


@dataclass(frozen=True, slots=True)
class _Folded:
    """A column of texts, case folded, one a line, in which all that hold a text are found at once."""

    lines: str
    starts: list[int]

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> _Folded:
        """Fold a column."""
        folded = [(text or "").casefold().replace("\n", " ") for text in texts]
        return cls("\n".join(folded), [0, *accumulate(len(text) + 1 for text in folded)])

    def places(self, text: str) -> Iterator[int]:
        """Return the places of the texts that hold one."""
        found = self.lines.find(text)
        while found >= 0:
            place = bisect_right(self.starts, found) - 1
            yield place
            found = self.lines.find(text, self.starts[place + 1])


@lru_cache(maxsize=2)
def _folded(snapshot: Snapshot) -> tuple[_Folded, ...]:
    return tuple(_Folded.of(column) for column in (snapshot.keys, snapshot.handles, snapshot.names))


def _found(context: Context, account: int) -> FoundAccount:
    snapshot, price = context.snapshot, float(context.prices()[account])
    return FoundAccount(
        account=context.account(account),
        name=snapshot.names[account],
        language=snapshot.languages[account],
        heard_by=int(np.diff(snapshot.array("out_offsets")[account : account + 2])[0]),
        pagerank=float(central(context)[account]),
        price=None if np.isnan(price) else price,
        currency=snapshot.currencies[account],
    )
