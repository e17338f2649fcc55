"""Live-edge worlds, sampled once and kept: the spread of any seeds is then a walk through them.

`sample_worlds(graph, n_worlds=…, random_seed=…)` gives `Worlds`; `worlds.spread(seeds)` and
`worlds.reach(seeds)` estimate over all of them, `worlds.actives(seeds)` and `worlds.people(seeds)` give the
count of each world, so that differences between two sets of seeds can be taken world by world.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

import numpy as np
import numpy.typing as npt

from algorithms.cascades import ACTIVE, PEOPLE
from algorithms.checks import check_sampling, check_seeds
from algorithms.estimates import Estimate, estimate_mean
from algorithms.kernels import kernel, prefetch
from algorithms.live_edges import (
    LiveEdges,
    draw_out,
    draw_room,
    draw_sources,
    draw_stretches,
    live_edges,
    most_possible,
)
from algorithms.pool import in_order
from algorithms.streams import CASCADES, bits, fraction, world_key
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
        `offsets[w, v + 1]` of that world's part of `targets`.
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
        most = most_possible(live_edges(self.graph), np.array(seeds, dtype=np.int32), len(counts))[kind].sum()
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
    >>> round(worlds.spread([0]).value, 1), round(worlds.reach([0]).value, 1)
    (1.8, 2.5)
    """
    check_sampling(n_worlds, random_seed)
    edges, end = live_edges(graph), first_world + n_worlds
    size = max(1, min(4096, _TOGETHER // (graph.n + 1)))
    chunks = [(first, min(first + size, end)) for first in range(first_world, end, size)]
    attention = np.ones(graph.n) if graph.attention is None else graph.attention
    expected = float((graph.probability * attention[graph.in_targets]).sum())

    def sample(chunk: tuple[int, int]) -> WorldBlock:
        return _sample(edges, random_seed, chunk, expected)

    return Worlds(graph, random_seed, tuple(in_order(sample, chunks, threads=threads, cancelled=cancelled)))


def _sample(edges: LiveEdges, random_seed: int, chunk: tuple[int, int], expected: float) -> WorldBlock:
    first, end = chunk
    total = expected * (end - first)
    room = int(total + 10 * np.sqrt(total)) + 100  # the variance is at most the mean
    while True:
        targets = np.empty(room, dtype=np.int32)
        starts_at, starts, used = _sample_worlds(edges, random_seed, first, end, targets)
        if used <= room:
            return WorldBlock(starts_at, starts, targets[:used])
        room = 2 * room


@kernel
def _sample_worlds(
    edges: LiveEdges, random_seed: int, first: int, end: int, targets: Int32s
) -> tuple[Int32s, Int64s, int]:
    offsets = np.empty((end - first, edges.n + 1), dtype=np.int32)
    starts = np.zeros(end - first + 1, dtype=np.int64)
    sources = np.empty(edges.n, dtype=np.int32)
    live, noticed = draw_room(edges)
    plain = not edges.one_at_most and len(edges.share) == 0
    used = 0
    for w in range(end - first):
        key = world_key(random_seed, CASCADES, first + w)
        count, v = draw_sources(edges, key, sources), 0
        for i in range(count):
            source = sources[i]
            while v <= source:
                offsets[w, v] = used - starts[w]
                v += 1
            if plain:  # what `draw_out` does then, a third faster for being asked for nothing else
                a, b, stream = edges.offsets[source], edges.offsets[source + 1], bits(key, source)
                actives = draw_stretches(edges.high, a, b, stream, fraction(stream), live, 0)
            else:
                actives, _ = draw_out(edges, key, source, live, noticed)
            for j in range(min(actives, len(targets) - used)):
                targets[used + j] = edges.targets[live[j]]
            used += actives
            if used > len(targets):  # more than ten standard deviations: the caller gives more room
                return offsets, starts, used
        offsets[w, v:] = used - starts[w]
        starts[w + 1] = used
        _flag_leaves(offsets[w], targets[starts[w] : used])
    return offsets, starts, used


@kernel
def _flag_leaves(offsets: Int32s, targets: Int32s) -> None:
    n = len(offsets) - 1
    marks = np.zeros((n >> 6) + 1, dtype=np.uint64)
    for v in range(n):
        marks[v >> 6] |= np.uint64(offsets[v + 1] > offsets[v]) << np.uint64(v & 63)
    for i in range(len(targets)):
        if not _marked(marks, targets[i]):
            targets[i] = ~targets[i]


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
def _count_people(  # noqa: C901  # as above
    offsets: Int32s,
    starts: Int64s,
    targets: Int32s,
    seeds: Int32s,
    shown_offsets: Int64s,
    shown_targets: Int32s,
) -> Int64s:
    n = offsets.shape[1] - 1
    counts = np.empty(len(offsets), dtype=np.int64)
    active, people = np.empty((n >> 6) + 1, dtype=np.uint64), np.empty((n >> 6) + 1, dtype=np.uint64)
    queue = np.empty(n, dtype=np.int32)
    for w in range(len(offsets)):
        active[:] = 0
        people[:] = 0
        out, live = offsets[w], targets[starts[w] : starts[w + 1]]
        count = at = seen = 0
        for seed in seeds:
            _mark(active, seed)
            seen += _mark(people, seed)
            queue[count] = seed
            count += 1
        while at < count:
            if at + _AHEAD < count:
                prefetch(out, np.int64(queue[at + _AHEAD]))
                prefetch(shown_offsets, np.int64(queue[at + _AHEAD]))
            if at + _NEAR < count:
                prefetch(live, np.int64(out[queue[at + _NEAR]]))
                prefetch(shown_targets, np.int64(shown_offsets[queue[at + _NEAR]]))
            source = queue[at]
            at += 1
            for i in range(out[source], out[source + 1]):
                target = live[i] if live[i] >= 0 else ~live[i]
                if _mark(active, target):
                    seen += _mark(people, target)
                    queue[count] = target
                    count += 1
            for i in range(shown_offsets[source], shown_offsets[source + 1]):
                seen += _mark(people, shown_targets[i])
        counts[w] = seen
    return counts
