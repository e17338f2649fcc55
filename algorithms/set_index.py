"""From accounts to the reverse-reachable sets that hold them: of all accounts, or of a few by one pass."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from algorithms.kernels import kernel, prefetch
from algorithms.pool import in_order
from graph.records import Int32s, Int64s

_MOST_SLICES = 4  # of the sets, each indexed by itself; each needs 12 bytes an account meanwhile
_AHEAD = 24  # members between asking for memory and using it


class Sets(Protocol):
    """Reverse-reachable sets, one after another: a sketch, or one half of it."""

    @property
    def n(self) -> int:
        """Accounts, numbered from 0."""

    @property
    def n_sets(self) -> int:
        """Number of sets."""

    @property
    def offsets(self) -> Int64s:
        """Where each set starts, int64, sets + 1; the first need not be 0."""

    @property
    def members(self) -> Int32s:
        """Accounts of all sets, each set's root first: int32."""


class Runs(NamedTuple):
    """In which sets some accounts are: number i of them in `sets[first[i]:last[i]]`, ascending.

    `first` and `last` are int64, one each an account; `sets` is int32.
    """

    first: Int64s
    last: Int64s
    sets: Int32s


class SetIndex(NamedTuple):
    """In which sets each account is; 4 bytes a member.

    Parameters
    ----------
    starts
        int64, n + 1: account v is in `sets[starts[v]:starts[v + 1]]`.
    sets
        int32: numbers of sets, counted from 0, ascending for each account.
    roots
        int32, sets.
    """

    starts: Int64s
    sets: Int32s
    roots: Int32s

    @property
    def n(self) -> int:
        """Number of accounts."""
        return len(self.starts) - 1

    @property
    def n_sets(self) -> int:
        """Number of sets."""
        return len(self.roots)

    @property
    def nbytes(self) -> int:
        """Memory of the index."""
        return self.starts.nbytes + self.sets.nbytes + self.roots.nbytes

    def runs_of(self, accounts: npt.ArrayLike) -> Runs:
        """Return in which sets some accounts are."""
        numbers = np.asarray(accounts, dtype=np.int64)
        return Runs(self.starts[numbers], self.starts[numbers + 1], self.sets)

    def sets_of(self, accounts: npt.ArrayLike) -> Int64s:
        """Return the numbers of the sets that hold one of the accounts: int64, ascending."""
        return np.unique(self.entries_of(accounts)[0])

    def entries_of(self, accounts: npt.ArrayLike) -> Int64s:
        """Return the sets that hold the accounts, each once an account, ascending: int64, 2 rows.

        The first row is sets, the second who of the accounts it is.
        """
        first, last, _ = self.runs_of(accounts)
        runs = [self.sets[begin:end] for begin, end in zip(first, last, strict=True)]
        sets = np.concatenate([np.empty(0, dtype=np.int32), *runs])
        order = np.argsort(sets, kind="stable")
        whose = np.repeat(np.asarray(accounts, dtype=np.int64), last - first)
        return np.stack((sets, whose))[:, order].astype(np.int64)


def index_sets(sets: Sets, *, threads: int | None = None) -> SetIndex:
    """Index sets by account.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> members = np.array([0, 1, 1], dtype=np.int32)
    >>> two = SimpleNamespace(n=3, n_sets=2, offsets=np.array([0, 2, 3]), members=members)
    >>> index = index_sets(two)
    >>> index.starts.tolist(), index.sets.tolist()
    ([0, 1, 3, 3], [0, 0, 1])
    """
    offsets, members = sets.offsets, sets.members
    slices = list(enumerate(pairwise(_cuts(offsets, sets.n))))
    ends = np.zeros((len(slices), sets.n), dtype=np.int64)

    def count(part: tuple[int, tuple[int, int]]) -> None:
        number, (first, last) = part
        _count(members, offsets[first], offsets[last], ends[number])

    def fill(part: tuple[int, tuple[int, int]]) -> None:
        number, (first, last) = part
        _fill(offsets, members, first, last, ends[number], found)

    list(in_order(count, slices, threads=threads))
    starts = _starts(ends)
    found = np.empty(starts[-1], dtype=np.int32)
    list(in_order(fill, slices, threads=threads))
    return SetIndex(starts, found, members[offsets[:-1]])


def runs_among(sets: Sets, accounts: Sequence[int]) -> Runs:
    """Return in which sets some accounts, each given once, are: by looking at all members.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> members = np.array([0, 1, 1], dtype=np.int32)
    >>> two = SimpleNamespace(n=3, n_sets=2, offsets=np.array([0, 2, 3]), members=members)
    >>> runs_among(two, [1, 0]).sets.tolist()
    [0, 1, 0]
    """
    wanted = np.array(accounts, dtype=np.int64)
    marks = np.zeros(sets.n, dtype=np.bool_)
    marks[wanted] = True
    found, holders = _find(sets.offsets, sets.members, marks)
    rank = np.empty(sets.n, dtype=np.int32)
    rank[wanted] = np.arange(len(wanted))
    order = np.argsort(rank[holders], kind="stable")
    last = np.cumsum(np.bincount(rank[holders], minlength=len(wanted)))
    return Runs(np.concatenate(([0], last))[:-1], last, found[order])


def _cuts(offsets: Int64s, n: int) -> list[int]:
    """Return where to cut the sets into slices of about as many members, each worth a count by itself."""
    size = int(offsets[-1] - offsets[0])
    slices = max(1, min(_MOST_SLICES, size // max(2 * n, 1)))
    inner = offsets[0] + size * np.arange(1, slices) // slices
    return [0, *np.searchsorted(offsets, inner).tolist(), len(offsets) - 1]


@kernel
def _count(members: Int32s, first: int, last: int, counts: Int64s) -> None:
    for at in range(first, last):
        if at + _AHEAD < last:
            prefetch(counts, members[at + _AHEAD])
        counts[members[at]] += 1


@kernel
def _starts(ends: Int64s) -> Int64s:
    """Return where the sets of each account start; turn each slice's counts into where its own do."""
    slices, n = ends.shape
    starts = np.zeros(n + 1, dtype=np.int64)
    at = 0
    for v in range(n):
        for part in range(slices):
            count = ends[part, v]
            ends[part, v] = at
            at += count
        starts[v + 1] = at
    return starts


@kernel
def _fill(offsets: Int64s, members: Int32s, first: int, last: int, ends: Int64s, found: Int32s) -> None:
    """Write the sets of a slice behind one another for each account; `ends` runs along."""
    stop = offsets[last]
    for i in range(first, last):
        for at in range(offsets[i], offsets[i + 1]):
            if at + _AHEAD < stop:
                prefetch(ends, members[at + _AHEAD])
            if at + _AHEAD // 2 < stop:
                prefetch(found, ends[members[at + _AHEAD // 2]])
            account = members[at]
            found[ends[account]] = i
            ends[account] += 1


@kernel
def _find(offsets: Int64s, members: Int32s, marks: npt.NDArray[np.bool_]) -> tuple[Int32s, Int32s]:
    """Return each set that holds a marked account, once for each, and which it is."""
    found, holders = np.empty(1024, dtype=np.int32), np.empty(1024, dtype=np.int32)
    count = 0
    for i in range(len(offsets) - 1):
        begin, end = offsets[i], offsets[i + 1]
        if count + end - begin > len(found):
            found, holders = _roomier(found, count + end - begin), _roomier(holders, count + end - begin)
        for at in range(begin, end):
            found[count], holders[count] = i, members[at]
            count += marks[members[at]]
    return found[:count], holders[:count]


@kernel
def _roomier(array: Int32s, needed: int) -> Int32s:
    larger = np.empty(2 * needed, dtype=np.int32)
    for i in range(len(array)):
        larger[i] = array[i]
    return larger
