"""Maximum cover: the accounts that hit most of the reverse-reachable sets, greedily.

Hitting a set of a random root is reaching the root, so that n times the share of sets hit is the spread of
whoever hits them (Borgs and others). Two greedy algorithms choose the same accounts:

- `greedy_cover` takes k accounts, each worth one for every set it is first to hit. It counts once and then
  works on the leading accounts only, so that its cost is two passes over the sets.
- `LazyCover` weighs sets, lets accounts say no and has prices. It needs the index from account to sets, and
  looks again only at accounts that could be next (Minoux).

References
----------
Borgs, Brautbar, Chayes, Lucier: Maximizing social influence in nearly optimal time. SODA 2014,
https://doi.org/10.1137/1.9781611973402.70
Minoux: Accelerated greedy algorithms for maximizing submodular set functions. Optimization Techniques, 1978.
Tang, Tang, Xiao, Yuan: Online processing algorithms for influence maximization. SIGMOD 2018,
https://doi.org/10.1145/3183713.3183749 (the bound over all prefixes)
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from algorithms.kernels import kernel
from algorithms.set_index import Sets
from graph.records import Bools, Int32s, Int64s

Marks = npt.NDArray[np.int8]

PREFIXES = 64
"""At how many prefixes of a long greedy run the bound is taken; each gives a valid one."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a greedy choice hits of the sets that it was made on.

    Parameters
    ----------
    accounts
        In the order chosen.
    total
        Sets hit, in their weights.
    bound
        At least what any allowed choice hits of these sets.
    """

    accounts: tuple[int, ...]
    total: float
    bound: float


def greedy_cover(
    sets: Sets, *, k: int, allowed: Bools, include: Sequence[int] = (), places: int | None = None
) -> Cover:
    """Take accounts that hit most sets not hit before, ties by lowest number.

    Greedy hits at least 1 - 1/e of what the best k accounts hit. Those cannot hit more than what the first i
    accounts hit together with the k largest gains that are left then, for any i: the least is `bound`.

    Parameters
    ----------
    sets
        Reverse-reachable sets.
    k
        Accounts to take, those of `include` among them; no more than are allowed or included.
    allowed
        bool, n: who may be taken.
    include
        Accounts taken first.
    places
        How many accounts of a choice that is bounded are free; None is those that are not included here.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> members = np.array([0, 1, 1, 2], dtype=np.int32)
    >>> three = SimpleNamespace(n=3, offsets=np.array([0, 2, 3, 4]), members=members)
    >>> greedy_cover(three, k=2, allowed=np.ones(3, dtype=np.bool_))
    Cover(accounts=(1, 2), total=3.0, bound=3.0)
    """
    places = k - len(include) if places is None else places
    counts = np.zeros(sets.n, dtype=np.int32)
    _count_members(sets.offsets, sets.members, counts)
    allowed = allowed.copy()
    allowed[list(include)] = False
    wanted = 64 * k + 1024
    while True:
        least = _count_reached_by(counts, allowed, wanted, len(sets.offsets))
        leaders = np.flatnonzero(allowed & (counts >= least)).astype(np.int32)
        first = np.array(include, dtype=np.int32)
        # Whoever is included comes first in the index; they are never candidates.
        chosen, total, bound, complete = _cover_by_leaders(
            sets.offsets, sets.members, counts, leaders, first, k - len(first), places, least
        )
        if complete:
            return Cover((*include, *(int(v) for v in chosen)), float(total), float(bound))
        wanted *= 16


@kernel
def _count_members(offsets: Int64s, members: Int32s, counts: Int32s) -> None:
    for i in range(offsets[0], offsets[-1]):
        counts[members[i]] += 1


@kernel
def _count_reached_by(counts: Int32s, allowed: Bools, wanted: int, room: int) -> int:
    # The largest count, all being below `room`, that at least so many accounts come to; 0 where there are
    # not so many.
    accounts_by_count = np.zeros(room, dtype=np.int64)
    for v in range(len(counts)):
        if counts[v] > 0 and allowed[v]:
            accounts_by_count[counts[v]] += 1
    seen = 0
    for count in range(room - 1, 0, -1):
        seen += accounts_by_count[count]
        if seen >= wanted:
            return count
    return 0


@kernel
def _cover_by_leaders(  # noqa: C901  # one greedy run, as the paper states it
    offsets: Int64s,
    members: Int32s,
    counts: Int32s,
    leaders: Int32s,
    first: Int32s,
    k: int,
    places: int,
    least: int,
) -> tuple[Int32s, int, int, bool]:
    """Cover by accounts that are in at least `least` sets; not complete where a smaller one may be next.

    `gain` is kept up to date for leaders, so that an entry of the heap is fresh when it equals the gain;
    an entry is the gain times the number of leaders, plus a rest that puts the lowest number first.
    """
    n_sets, m = len(offsets) - 1, len(leaders)
    place = np.full(len(counts), -1, dtype=np.int32)
    for p in range(m):
        place[leaders[p]] = p
    for p in range(len(first)):
        place[first[p]] = m + p
    rows, kept, starts, lists = _among(offsets, members, place, m + len(first))
    gain = np.empty(m, dtype=np.int64)
    for p in range(m):
        gain[p] = counts[leaders[p]]
    hit = np.zeros(n_sets, dtype=np.bool_)
    total = 0
    for p in range(m, m + len(first)):
        total += _hit(p, rows, kept, starts, lists, hit, gain)
    heap = [-(gain[p] * m + (m - 1 - p)) for p in range(m)]
    heapq.heapify(heap)
    chosen = np.empty(k, dtype=np.int32)
    bound = total + _largest(gain, places, least)
    for step in range(k):
        while True:
            entry = -heap[0]
            p = m - 1 - entry % m
            if entry // m == gain[p]:
                break
            heapq.heapreplace(heap, -(gain[p] * m + (m - 1 - p)))
        if gain[p] < least:
            return chosen, total, bound, False
        heapq.heappop(heap)
        chosen[step] = leaders[p]
        total += _hit(p, rows, kept, starts, lists, hit, gain)
        gain[p] = 0
        if k <= PREFIXES or (step + 1) * PREFIXES // k > step * PREFIXES // k:
            bound = min(bound, total + _largest(gain, places, least))
    return chosen, total, bound, True


@kernel
def _among(offsets: Int64s, members: Int32s, place: Int32s, m: int) -> tuple[Int64s, Int32s, Int64s, Int32s]:
    # The sets with only the placed accounts in them (rows, kept), and the same by account (starts, lists).
    n_sets = len(offsets) - 1
    rows = np.empty(n_sets + 1, dtype=np.int64)
    kept = np.empty(max(offsets[-1] - offsets[0], 1), dtype=np.int32)
    starts = np.zeros(m + 1, dtype=np.int64)
    count = 0
    for s in range(n_sets):
        rows[s] = count
        for i in range(offsets[s], offsets[s + 1]):
            p = place[members[i]]
            kept[count] = p  # stays where p is a place, else the next one writes over it
            count += p >= 0
    rows[n_sets] = count
    for i in range(count):
        starts[kept[i] + 1] += 1
    for p in range(m):
        starts[p + 1] += starts[p]
    ends = starts[:-1].copy()
    lists = np.empty(count, dtype=np.int32)
    for s in range(n_sets):
        for i in range(rows[s], rows[s + 1]):
            lists[ends[kept[i]]] = s
            ends[kept[i]] += 1
    return rows, kept, starts, lists


@kernel
def _hit(p: int, rows: Int64s, kept: Int32s, starts: Int64s, lists: Int32s, hit: Bools, gain: Int64s) -> int:
    # Marks the sets of p; who else is in a newly hit one gains one less. Returns how many are new.
    new = 0
    for j in range(starts[p], starts[p + 1]):
        s = lists[j]
        if not hit[s]:
            hit[s] = True
            new += 1
            for i in range(rows[s], rows[s + 1]):
                if kept[i] < len(gain):
                    gain[kept[i]] -= 1
    return new


@kernel
def _largest(gain: Int64s, k: int, least: int) -> int:
    # The sum of the k largest; who is no leader gains less than `least`, but perhaps only just.
    k_of_leaders = min(k, len(gain))
    if k_of_leaders == 0:
        return k * max(least - 1, 0)
    total = (k - k_of_leaders) * max(least - 1, 0)
    largest = [gain[p] for p in range(k_of_leaders)]
    heapq.heapify(largest)
    for p in range(k_of_leaders, len(gain)):
        if gain[p] > largest[0]:
            heapq.heapreplace(largest, gain[p])
    for x in largest:
        total += max(x, least - 1)
    return total
