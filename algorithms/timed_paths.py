"""By which path a message did get, or could have got, from some accounts to one: each bounce after the last.

A contact is one observed bounce: `account` acted at `at_ms` on what came from `parent`. A path is
time-respecting when its contacts happen one strictly after the other; the fastest is the one that takes
least time from its first contact to its last. One pass over the contacts in the order of time finds it:
whoever acts now inherits from the parent the latest start by which a message could have come this far,
because an earlier start with the same arrival is never of use again.

References
----------
Wu, Cheng, Huang, Ke, Lu, Xu: Path problems in temporal graphs. PVLDB 7(9), 2014.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from algorithms.checks import check_ends
from algorithms.kernels import kernel
from graph.errors import ParameterError
from graph.records import UNTIMED, Int32s, Int64s


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Observed bounces, in any order; those without a time or a parent are never part of a path.

    Parameters
    ----------
    n
        Number of accounts.
    parent, account
        int32, c each: from whom it came (-1 where unknown), and who acted on it.
    at_ms
        int64, c: when, in milliseconds; `UNTIMED` where unknown.

    Raises
    ------
    ParameterError
        When the columns differ in length or name an account outside 0 to n - 1.

    Examples
    --------
    >>> Contacts(2, np.zeros(1, np.int32), np.ones(1, np.int32), np.array([5])).n
    2
    """

    n: int
    parent: Int32s
    account: Int32s
    at_ms: Int64s

    def __post_init__(self) -> None:
        if not len(self.parent) == len(self.account) == len(self.at_ms):
            lengths = f"columns of {len(self.parent)}, {len(self.account)}, {len(self.at_ms)}"
            raise ParameterError("contacts", lengths, "columns of one length")
        ends = np.concatenate((self.parent, self.account))
        if len(ends) and (ends.max() >= self.n or ends.min() < -1 or self.account.min() < 0):
            raise ParameterError("contacts", int(ends.max()), f"between accounts 0 and {self.n - 1}")


@dataclass(frozen=True, slots=True)
class TimedPath:
    """A time-respecting path.

    Parameters
    ----------
    nodes
        From the start to the end, at least two.
    at_ms
        When each account but the first acted: one fewer than the nodes, ascending.
    """

    nodes: tuple[int, ...]
    at_ms: tuple[int, ...]

    @property
    def duration_ms(self) -> int:
        """Milliseconds from the first bounce to the last; 0 for a single one."""
        return self.at_ms[-1] - self.at_ms[0]


def fastest_path(contacts: Contacts, sources: Sequence[int], target: int) -> TimedPath | None:
    """Return the time-respecting path that takes least time, the earliest of several.

    Parameters
    ----------
    contacts
        What was observed.
    sources
        Distinct accounts, at least one; the path starts at one of them.
    target
        None of the sources.

    Returns
    -------
    TimedPath or None
        None where no contacts one after the other lead there.

    Raises
    ------
    ParameterError
        On sources or a target that are no accounts, or a target among the sources.

    Examples
    --------
    >>> parent, account = np.array([0, 1, 0], np.int32), np.array([1, 2, 1], np.int32)
    >>> path = fastest_path(Contacts(3, parent, account, np.array([10, 50, 40])), [0], 2)
    >>> path.nodes, path.at_ms, path.duration_ms
    ((0, 1, 2), (40, 50), 10)
    """
    check_ends(contacts, sources, target)
    usable = np.flatnonzero((contacts.parent >= 0) & (contacts.at_ms != UNTIMED))
    order = usable[np.argsort(contacts.at_ms[usable], kind="stable")]
    parent, account, at_ms = contacts.parent[order], contacts.account[order], contacts.at_ms[order]
    starts = np.array(sources, dtype=np.int32)
    chain = _fastest(contacts.n, parent, account, at_ms, starts, target)
    if not len(chain):
        return None
    nodes = (int(parent[chain[0]]), *(int(node) for node in account[chain]))
    return TimedPath(nodes, tuple(int(at) for at in at_ms[chain]))


@kernel
def _fastest(n: int, parent: Int32s, account: Int32s, at_ms: Int64s, starts: Int32s, target: int) -> Int64s:
    """Return the contacts of the fastest path, none where there is none; contacts come in order of time."""
    is_start = np.zeros(n, dtype=np.bool_)
    is_start[starts] = True
    newest = np.full(n, -1)  # contact by which the latest start came this far, before the present moment
    before = np.full(len(at_ms), -1)  # the contact that each continues
    began = np.empty(len(at_ms), dtype=np.int64)
    best = -1
    first = 0
    while first < len(at_ms):
        last = first
        while last < len(at_ms) and at_ms[last] == at_ms[first]:
            before[last] = -1 if is_start[parent[last]] else newest[parent[last]]
            began[last] = at_ms[last] if before[last] < 0 else began[before[last]]
            last += 1
        for contact in range(first, last):  # only now: what happens at one moment does not continue itself
            node = account[contact]
            if (before[contact] < 0 and not is_start[parent[contact]]) or is_start[node]:
                continue
            if newest[node] < 0 or began[contact] > began[newest[node]]:
                newest[node] = contact
            took = at_ms[contact] - began[contact]
            if node == target and (best < 0 or took < at_ms[best] - began[best]):
                best = contact
        first = last
    return _chain(before, best)


@kernel
def _chain(before: Int64s, last: int) -> Int64s:
    """Return the contacts that lead to the last one, the first of them first."""
    size, contact = 0, last
    while contact >= 0:
        size, contact = size + 1, before[contact]
    chain = np.empty(size, dtype=np.int64)
    while last >= 0:
        size -= 1
        chain[size] = last
        last = before[last]
    return chain
