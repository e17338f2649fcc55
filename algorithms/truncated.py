"""Reverse-reachable sets that stop growing where they meet an account that is chosen already.

Where influence is high, sets are large, and nearly all large ones hold the first account that greedy takes. A
set that meets it is hit, whatever else would be in it: it is kept as that one account. Such sets serve the
choice that they were drawn for, and no other question.

References
----------
Guo, Wang, Wei, Chen: Influence maximization revisited: efficient reverse reachable set generation with bound
tightened. SIGMOD 2020, https://doi.org/10.1145/3318464.3389740 (HIST)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from threading import Event

import numpy as np

from algorithms.kernels import kernel
from algorithms.pool import in_order
from algorithms.reverse_reachable import Draws, draws_of, live_in_edges
from algorithms.streams import RELAYS, ROOT, uniform, world_key
from graph.influence import InfluenceGraph
from graph.records import Bools, Int32s, Int64s

CHUNK = 512  # sets


@dataclass(frozen=True, slots=True, eq=False)
class TruncatedSets:
    """The sets of a sketch of relays, from number `first_set` on, those with the sentinel holding only it.

    Parameters
    ----------
    n
        Accounts.
    sentinel
        The account at which sets stop.
    random_seed, first_set
        Which worlds.
    offsets, members
        As in `Sketch`.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> none = np.empty(0, dtype=np.int32)
    >>> start = TruncatedSets(3, 1, 5, 0, np.zeros(1, dtype=np.int64), none)
    >>> sets = start.extended(path, 100, threads=1)
    >>> sorted(set(map(tuple, np.split(sets.members, sets.offsets[1:-1]))))
    [(np.int32(0),), (np.int32(1),)]
    """

    n: int
    sentinel: int
    random_seed: int
    first_set: int
    offsets: Int64s
    members: Int32s

    @property
    def n_sets(self) -> int:
        """Number of sets."""
        return len(self.offsets) - 1

    def halves(self) -> tuple[TruncatedSets, TruncatedSets]:
        """Return the half that chooses and the half that judges."""
        half = self.n_sets // 2
        return self._part(0, half), self._part(half, self.n_sets)

    def _part(self, first: int, last: int) -> TruncatedSets:
        begin, end = self.offsets[first], self.offsets[last]
        return TruncatedSets(
            self.n,
            self.sentinel,
            self.random_seed,
            self.first_set + first,
            self.offsets[first : last + 1] - begin,
            self.members[begin:end],
        )

    def extended(
        self, graph: InfluenceGraph, n_sets: int, *, threads: int | None, cancelled: Event | None = None
    ) -> TruncatedSets:
        """Return these and more sets, `n_sets` in all."""
        work = partial(_draw_chunk, draws_of(graph), self.sentinel, self.random_seed)
        first, last = self.first_set + self.n_sets, self.first_set + n_sets
        chunks = [(at, min(at + CHUNK, last)) for at in range(first, last, CHUNK)]
        drawn = list(in_order(work, chunks, threads=threads, cancelled=cancelled))
        sizes = np.concatenate([np.diff(self.offsets), *(np.diff(offsets) for offsets, _ in drawn)])
        return TruncatedSets(
            self.n,
            self.sentinel,
            self.random_seed,
            self.first_set,
            np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
            np.concatenate([self.members, *(members for _, members in drawn)]),
        )


def _draw_chunk(
    draws: Draws, sentinel: int, random_seed: int, chunk: tuple[int, int]
) -> tuple[Int64s, Int32s]:
    return _draw_until(draws, sentinel, random_seed, *chunk)


@kernel
def _draw_until(
    draws: Draws, sentinel: int, random_seed: int, first: int, last: int
) -> tuple[Int64s, Int32s]:
    n = len(draws.nodes)
    offsets = np.zeros(last - first + 1, dtype=np.int64)
    members = np.empty(n + 64 * (last - first), dtype=np.int32)
    inside = np.zeros(n, dtype=np.bool_)
    found = np.empty(draws.widest, dtype=np.int64)
    for sample in range(first, last):
        begin = offsets[sample - first]
        if begin + n > len(members):
            larger = np.empty(2 * len(members), dtype=np.int32)
            for i in range(begin):
                larger[i] = members[i]
            members = larger
        end = _grow_until(
            draws, world_key(random_seed, RELAYS, sample), sentinel, members, begin, inside, found
        )
        offsets[sample - first + 1] = end
    return offsets, members[: offsets[-1]].copy()


@kernel
def _grow_until(
    draws: Draws, key: np.uint64, sentinel: int, members: Int32s, begin: int, inside: Bools, found: Int64s
) -> int:
    """Write one set from place `begin` on, breadth first; return where it ends."""
    members[begin] = int(uniform(key, ROOT) * len(draws.nodes))
    inside[members[begin]] = True
    at, end = begin, begin + 1
    while at < end and not inside[sentinel]:
        for i in range(live_in_edges(draws, key, members[at], found, 0)):
            source = draws.sources[found[i]]
            if not inside[source]:
                inside[source] = True
                members[end] = source
                end += 1
        at += 1
    hit = inside[sentinel]
    for i in range(begin, end):
        inside[members[i]] = False
    if hit:
        members[begin] = sentinel
        return begin + 1
    return end
