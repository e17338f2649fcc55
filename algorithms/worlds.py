"""Live-edge worlds, sampled once and kept: the spread of any seeds is then a walk through them.

`sample_worlds(graph, n_worlds=…, random_seed=…)` gives `Worlds`; `worlds.spread(seeds)` and
`worlds.reach(seeds)` estimate over all of them, `worlds.actives(seeds)` and `worlds.people(seeds)` give the
count of each world, so that differences between two sets of seeds can be taken world by world.

For many questions about spread alone. One about reach gains a tenth only, and nothing is kept for it:
marking who sees a message takes most of its time, in a kept world as in a cascade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

import numpy as np
import numpy.typing as npt

from algorithms.cascades import ACTIVE, PEOPLE, mark, show, unmark
from algorithms.checks import check_sampling, check_seeds
from algorithms.estimates import Estimate, estimate_mean
from algorithms.kernels import kernel, prefetch
from algorithms.live_edges import (
    LiveEdges,
    block_room,
    draw_block,
    expected_draws,
    live_edges,
)
from algorithms.pool import in_order
from algorithms.possible import most_possible
from algorithms.streams import CASCADES, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Int32s, Int64s

UInt64s = npt.NDArray[np.uint64]

_TOGETHER = 1 << 22  # accounts, over all worlds of a block
_AHEAD, _NEAR = 20, 8  # accounts between asking for their offsets, for their targets, and reading them
_ONE = np.uint64(1)


@dataclass(frozen=True, slots=True, eq=False)
class WorldBlock:
    """Some worlds, one after another.

    Parameters
    ----------
    offsets
        int32, worlds x (n + 1): the live edges out of v in world w are entries `offsets[w, v]` up to
        `offsets[w, v + 1]` of that world's part of `targets`; some are there twice.
    starts
        int64, worlds + 1: where each world's part starts.
    targets
        int32: v, or its complement (negative) where v itself has no live edge, so that nobody looks.
    """

    offsets: Int32s
    starts: Int64s
    targets: Int32s


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """Worlds of one graph, kept; `sample_worlds` makes them.

    Parameters
    ----------
    graph
        Which they are of.
    random_seed
        As given: world i is the cascade number i of `estimate_spread` with the same number.
    blocks
        The worlds, in order.
    """

    graph: InfluenceGraph
    random_seed: int
    blocks: tuple[WorldBlock, ...]

    @property
    def n_worlds(self) -> int:
        """How many there are."""
        return sum(len(block.offsets) for block in self.blocks)

    @property
    def nbytes(self) -> int:
        """Memory that they take."""
        return sum(a.nbytes for block in self.blocks for a in (block.offsets, block.starts, block.targets))

    def actives(self, seeds: Sequence[int], *, threads: int | None = None) -> Int64s:
        """Return how many become active from seeds in each world: int64, worlds.

        Raises
        ------
        ParameterError
            When the seeds are none, given twice or outside the graph.
        """
        check_seeds(self.graph, seeds)
        start = np.array(seeds, dtype=np.int32)
        counts = in_order(
            lambda block: _count_actives(block.offsets, block.starts, block.targets, start),
            self.blocks,
            threads=threads,
        )
        return np.concatenate(list(counts))

    def people(self, seeds: Sequence[int], *, threads: int | None = None) -> Int64s:
        """Return how many see what seeds start in each world: int64, worlds.

        Raises
        ------
        ParameterError
            As for `actives`; and where there is attention: what is noticed is not kept.
        """
        check_seeds(self.graph, seeds)
        if self.graph.attention is not None:
            raise ParameterError("attention", "given", "None: kept worlds say who is active only")
        start, edges = np.array(seeds, dtype=np.int32), live_edges(self.graph)
        counts = in_order(
            lambda block: _count_people(
                block.offsets, block.starts, block.targets, start, edges.shown_offsets, edges.shown_targets
            ),
            self.blocks,
            threads=threads,
        )
        return np.concatenate(list(counts))

    def spread(self, seeds: Sequence[int], *, threads: int | None = None) -> Estimate:
        """Estimate the expected number of active accounts; no better than chance if these worlds chose them.

        Raises
        ------
        ParameterError
            As for `actives`.
        """
        return self._estimate(self.actives(seeds, threads=threads), seeds, ACTIVE)

    def reach(self, seeds: Sequence[int], *, threads: int | None = None) -> Estimate:
        """Estimate the expected number of distinct people who see it.

        Raises
        ------
        ParameterError
            As for `people`.
        """
        return self._estimate(self.people(seeds, threads=threads), seeds, PEOPLE)

    def _estimate(self, counts: Int64s, seeds: Sequence[int], kind: int) -> Estimate:
        start = np.array(seeds, dtype=np.int32)
        most = most_possible(self.graph, start, len(counts), self.graph.n)[kind].sum()
        return estimate_mean(counts.astype(np.float64), lowest=len(seeds), highest=float(most))


def sample_worlds(
    graph: InfluenceGraph,
    *,
    n_worlds: int,
    random_seed: int,
    first_world: int = 0,
    threads: int | None = None,
    cancelled: Event | None = None,
) -> Worlds:
    """Sample live-edge worlds and keep them.

    Parameters
    ----------
    graph
        The influence graph.
    n_worlds
        At least 1. Each takes 4 bytes an account and 4 a live edge.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes, for any number of threads.
    first_world
        Number of the first: worlds 100 to 199 have nothing to do with 0 to 99.
    threads
        At least 1; None is one a core.
    cancelled
        Once set, the run stops.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.
    CancelledError
        When it was cancelled.

    References
    ----------
    Chen, Wang, Yang: Efficient influence maximization in social networks. KDD 2009,
    https://doi.org/10.1145/1557019.1557047 (greedy over kept worlds)

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> worlds = sample_worlds(path, n_worlds=10_000, random_seed=1)
    >>> spread, reach = worlds.spread([0]), worlds.reach([0])
    >>> spread.low < 1.75 < spread.high, reach.low < 2.5 < reach.high
    (True, True)
    """
    check_sampling(n_worlds, random_seed)
    edges, end = live_edges(graph), first_world + n_worlds
    size = max(1, min(4096, _TOGETHER // (graph.n + 1)))
    chunks = [(first, min(first + size, end)) for first in range(first_world, end, size)]
    expected = expected_draws(graph)

    def sample(chunk: tuple[int, int]) -> WorldBlock:
        return _sample(edges, random_seed, chunk, expected)

    return Worlds(graph, random_seed, tuple(in_order(sample, chunks, threads=threads, cancelled=cancelled)))


def _sample(edges: LiveEdges, random_seed: int, chunk: tuple[int, int], expected: float) -> WorldBlock:
    first, end = chunk
    total = expected * (end - first)
    room = int(total + 10 * np.sqrt(total)) + 100  # the variance is at most the mean
    while True:
        targets, starts = np.empty(room, dtype=np.int32), np.zeros(end - first + 1, dtype=np.int64)
        outs = np.zeros((end - first, edges.n + 1), dtype=np.int32)
        used = _sample_worlds(edges, random_seed, first, outs, starts, targets)
        if used <= room:
            targets.resize(used, refcheck=False)
            return WorldBlock(outs, starts, targets)
        room = 2 * room


@kernel
def _sample_worlds(
    edges: LiveEdges, random_seed: int, first: int, offsets: Int32s, starts: Int64s, targets: Int32s
) -> int:
    """Fill in worlds from number `first` on; return how many live edges that is, or more than fit in."""
    everybody, room = np.arange(edges.n).astype(np.int32), block_room(edges)
    passing_on = np.empty(edges.n // 64 + 1, dtype=np.uint64)
    used = 0
    for w in range(len(offsets)):
        key, at, out = world_key(random_seed, CASCADES, first + w), 0, offsets[w]
        passing_on[:] = 0
        while at < edges.n:
            drawn, hits, count, _ = draw_block(edges, key, everybody[at:], room)
            if used + count > len(targets):
                return used + count
            before = 0
            for hit in range(hits):
                source, live = at + room.hits[hit], room.until[hit] - before
                out[source + 1] = live
                passing_on[source >> 6] |= np.uint64(live > 0) << np.uint64(source & 63)
                before = room.until[hit]
            for i in range(count):
                targets[used + i] = edges.targets[room.live[i]]
            used += count
            at += drawn
        for v in range(edges.n):
            out[v + 1] += out[v]
        for i in range(starts[w], used):
            targets[i] ^= np.int32(_marked(passing_on, targets[i])) - np.int32(1)  # its complement, if a leaf
        starts[w + 1] = used
    return used


@kernel
def _marked(marks: UInt64s, account: int) -> bool:
    return bool((marks[account >> 6] >> np.uint64(account & 63)) & _ONE)


@kernel
def _mark(marks: UInt64s, account: int) -> bool:
    """Mark an account; tell whether it was not marked before."""
    bit, word = _ONE << np.uint64(account & 63), marks[account >> 6]
    marks[account >> 6] = word | bit
    return bool(word & bit == 0)


@kernel
def _count_actives(  # noqa: C901  # the walk, its prefetches beside it
    offsets: Int32s, starts: Int64s, targets: Int32s, seeds: Int32s
) -> Int64s:
    n = offsets.shape[1] - 1
    counts = np.empty(len(offsets), dtype=np.int64)
    marks, queue = np.empty((n >> 6) + 1, dtype=np.uint64), np.empty(n, dtype=np.int32)
    for w in range(len(offsets)):
        marks[:] = 0
        out, live = offsets[w], targets[starts[w] : starts[w + 1]]
        count = at = leaves = 0
        for seed in seeds:
            _mark(marks, seed)
            queue[count] = seed
            count += 1
        while at < count:
            if at + _AHEAD < count:
                prefetch(out, np.int64(queue[at + _AHEAD]))
            if at + _NEAR < count:
                prefetch(live, np.int64(out[queue[at + _NEAR]]))
            source = queue[at]
            at += 1
            for i in range(out[source], out[source + 1]):
                target = live[i]
                if target < 0:
                    leaves += _mark(marks, ~target)
                elif _mark(marks, target):
                    queue[count] = target
                    count += 1
        counts[w] = count + leaves
    return counts


@kernel
def _count_people(
    offsets: Int32s,
    starts: Int64s,
    targets: Int32s,
    seeds: Int32s,
    shown_offsets: Int64s,
    shown_targets: Int32s,
) -> Int64s:
    n = offsets.shape[1] - 1
    counts = np.empty(len(offsets), dtype=np.int64)
    active_marks, people_marks = (
        np.zeros(n // 64 + 1, dtype=np.uint64),
        np.zeros(n // 64 + 1, dtype=np.uint64),
    )
    queue, found = np.empty(n + 1, dtype=np.int32), np.empty(n + 1, dtype=np.int32)
    for w in range(len(offsets)):
        out, live = offsets[w], targets[starts[w] : starts[w + 1]]
        active = people = at = 0
        for seed in seeds:
            active = mark(active_marks, queue, active, seed)
        while at < active:
            source = queue[at]
            at += 1
            for i in range(out[source], out[source + 1]):
                active = mark(active_marks, queue, active, live[i] if live[i] >= 0 else ~live[i])
        for account in queue[:active]:
            people = mark(people_marks, found, people, account)
        people = show(people_marks, found, people, shown_offsets, shown_targets, queue[:active])
        counts[w] = people
        unmark(active_marks, queue[:active])
        unmark(people_marks, found[:people])
    return counts
