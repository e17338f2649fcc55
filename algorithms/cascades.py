"""Cascades, one after another, counted by kind, hop, community and time while they run."""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from algorithms.delays import delay
from algorithms.kernels import kernel
from algorithms.live_edges import LiveEdges, draw_out, draw_room
from algorithms.streams import CASCADES, DELAYS, world_key
from graph.records import Bools, Float64s, Int32s, Int64s

ACTIVE, PEOPLE = 0, 1

_FIRST_HOPS = 32  # room that doubles when a cascade goes further


class Clock(NamedTuple):
    """When things happen; without laws nothing takes time.

    Parameters
    ----------
    laws
        float64, laws x 3: as `Delays.table` gives them; none where nothing takes time.
    of_edge
        int32, m, or empty where there is one law.
    horizon
        What happens later does not count.
    times
        float64, ascending: when to count.
    """

    laws: Float64s
    of_edge: Int32s
    horizon: float
    times: Float64s


class Tally(NamedTuple):
    """Sums over cascades of how many the seeds add, and of its square, and the largest.

    Each is float64, 2 x columns: the first axis is `ACTIVE`, `PEOPLE`; the columns are all, each community,
    until each time, and at each hop from the first on.
    """

    total: Float64s
    squares: Float64s
    largest: Float64s

    @classmethod
    def none(cls) -> Tally:
        """Return the sums over no cascades."""
        return cls(np.zeros((2, 0)), np.zeros((2, 0)), np.zeros((2, 0)))

    def plus(self, other: Tally) -> Tally:
        """Return the sums over these cascades and others."""
        width = max(self.total.shape[1], other.total.shape[1])
        mine, theirs = (
            [np.pad(values, ((0, 0), (0, width - values.shape[1]))) for values in part]
            for part in (self, other)
        )
        return Tally(mine[0] + theirs[0], mine[1] + theirs[1], np.maximum(mine[2], theirs[2]))


class _Room(NamedTuple):
    """For one cascade at a time; the first axis is `ACTIVE`, `PEOPLE`.

    `found` (int32, 2 x n) lists who was reached, in that order; `hop` (int32) and `when` (float64, empty if
    nothing takes time) go with it; `reached` (bool, 2 x n) marks them. `due` (float64) and `due_hop` (int32)
    say when an account will pass it on as things stand; `live` and `noticed` are for `draw_out`.
    """

    found: Int32s
    hop: Int32s
    when: Float64s
    reached: Bools
    due: Float64s
    due_hop: Int32s
    live: Int64s
    noticed: Int64s


@kernel
def _room(edges: LiveEdges, timed: bool) -> _Room:  # noqa: FBT001  # kernels take arguments by position
    n, length = edges.n, edges.n if timed else 0
    live, noticed = draw_room(edges)
    return _Room(
        np.empty((2, n), dtype=np.int32),
        np.empty((2, n), dtype=np.int32),
        np.empty((2, length), dtype=np.float64),
        np.zeros((2, n), dtype=np.bool_),
        np.full(length, np.inf),
        np.empty(length, dtype=np.int32),
        live,
        noticed,
    )


@kernel
def _meet(room: _Room, kind: int, account: int, hop: int, when: float, count: int) -> int:
    if room.reached[kind, account]:
        return count
    room.reached[kind, account] = True
    return _note(room.found[kind], room.hop[kind], room.when[kind], account, hop, when, count)


@kernel
def _note(
    found: Int32s, hops: Int32s, times: Float64s, account: int, hop: int, when: float, count: int
) -> int:
    found[count] = account
    hops[count] = hop
    if len(times):
        times[count] = when
    return count + 1


@kernel
def _show(
    edges: LiveEdges, room: _Room, source: int, actives: int, others: int, hop: int, when: float, people: int
) -> int:
    """Let everybody see what an account posts who listens to it for certain, or noticed, or passes it on."""
    # Most of the time goes here: a call with a tuple of arrays, as `_meet` is, would take four times as long.
    reached, found, hops, times = (
        room.reached[PEOPLE],
        room.found[PEOPLE],
        room.hop[PEOPLE],
        room.when[PEOPLE],
    )
    for i in range(edges.shown_offsets[source], edges.shown_offsets[source + 1]):
        account = edges.shown_targets[i]
        if not reached[account]:
            reached[account] = True
            people = _note(found, hops, times, account, hop, when, people)
    for i in range(actives + others):
        account = edges.targets[room.live[i] if i < actives else room.noticed[i - actives]]
        if not reached[account]:
            reached[account] = True
            people = _note(found, hops, times, account, hop, when, people)
    return people


@kernel
def _spread_out(edges: LiveEdges, room: _Room, key: np.uint64, seeds: Int32s) -> tuple[int, int]:
    active = people = at = 0
    for seed in seeds:
        active = _meet(room, ACTIVE, seed, 0, 0.0, active)
        people = _meet(room, PEOPLE, seed, 0, 0.0, people)
    while at < active:
        source, hop = room.found[ACTIVE, at], room.hop[ACTIVE, at] + 1
        actives, others = draw_out(edges, key, source, room.live, room.noticed)
        people = _show(edges, room, source, actives, others, hop, 0.0, people)
        for i in range(actives):
            active = _meet(room, ACTIVE, edges.targets[room.live[i]], hop, 0.0, active)
        at += 1
    return active, people


@kernel
def _spread_in_time(
    edges: LiveEdges, clock: Clock, room: _Room, key: np.uint64, delay_key: np.uint64, seeds: Int32s
) -> tuple[int, int]:
    """Dijkstra: whoever is next in time passes it on; a live edge's target is due after the edge's delay."""
    active = people = 0
    heap = [(0.0, np.int64(0)) for _ in range(0)]
    for seed in seeds:
        room.due[seed] = 0.0
        room.due_hop[seed] = 0
        people = _meet(room, PEOPLE, seed, 0, 0.0, people)
        heapq.heappush(heap, (0.0, np.int64(seed)))
    while len(heap) > 0:
        now, node = heapq.heappop(heap)
        if now > clock.horizon:
            break
        source = int(node)
        if room.reached[ACTIVE, source]:
            continue
        hop = room.due_hop[source] + 1
        active = _meet(room, ACTIVE, source, hop - 1, now, active)
        actives, others = draw_out(edges, key, source, room.live, room.noticed)
        people = _show(edges, room, source, actives, others, hop, now, people)
        for i in range(actives):
            target, edge = edges.targets[room.live[i]], edges.edges[room.live[i]]
            law = clock.of_edge[edge] if len(clock.of_edge) else 0
            due = now + delay(clock.laws[law], delay_key, edge)
            if due < room.due[target]:
                room.due[target] = due
                room.due_hop[target] = hop
                heapq.heappush(heap, (due, np.int64(target)))
    for i in range(people):
        room.due[room.found[PEOPLE, i]] = np.inf
    return active, people


@kernel
def _count(
    room: _Room,
    kind: int,
    count: int,
    member: Int32s,
    n_communities: int,
    times: Float64s,
    counts: Float64s,
) -> None:
    by_time = 1 + n_communities
    by_hop = by_time + len(times)
    for i in range(count):
        if room.hop[kind, i] == 0:  # a seed
            continue
        counts[0] += 1
        if n_communities:
            counts[1 + member[room.found[kind, i]]] += 1
        for t in range(len(times)):
            counts[by_time + t] += room.when[kind, i] <= times[t]
        counts[by_hop + room.hop[kind, i] - 1] += 1


@kernel
def _wider(values: Float64s, width: int) -> Float64s:
    wide = np.zeros((2, width))
    wide[:, : values.shape[1]] = values
    return wide


@kernel
def run_cascades(
    edges: LiveEdges,
    seeds: Int32s,
    member: Int32s,
    n_communities: int,
    clock: Clock,
    random_seed: int,
    first: int,
    end: int,
) -> Tally:
    """Run the cascades number `first` up to `end` and return their sums.

    Parameters
    ----------
    edges
        As `live_edges` gave them.
    seeds
        int32, distinct.
    member, n_communities
        int32, n, the community of each account from 0, and their number; or empty and 0.
    clock
        When things happen.
    random_seed, first, end
        Which worlds.
    """
    timed = len(clock.laws) > 0
    room, fixed = _room(edges, timed), 1 + n_communities + len(clock.times)
    counts = np.zeros((2, fixed + _FIRST_HOPS))
    total, squares, largest = np.zeros_like(counts), np.zeros_like(counts), np.zeros_like(counts)
    furthest = 0
    for sample in range(first, end):
        key = world_key(random_seed, CASCADES, sample)
        if timed:
            delay_key = world_key(random_seed, DELAYS, sample)
            active, people = _spread_in_time(edges, clock, room, key, delay_key, seeds)
        else:
            active, people = _spread_out(edges, room, key, seeds)
        last = max(room.hop[ACTIVE, :active].max(), room.hop[PEOPLE, :people].max())
        furthest = max(furthest, last)
        if fixed + last > counts.shape[1]:
            width = fixed + 2 * last
            counts, total = _wider(counts, width), _wider(total, width)
            squares, largest = _wider(squares, width), _wider(largest, width)
        for kind in range(2):
            found = active if kind == ACTIVE else people
            _count(room, kind, found, member, n_communities, clock.times, counts[kind])
            for column in range(fixed + last):
                x = counts[kind, column]
                total[kind, column] += x
                squares[kind, column] += x * x
                largest[kind, column] = max(largest[kind, column], x)
                counts[kind, column] = 0
            for i in range(found):
                room.reached[kind, room.found[kind, i]] = False
    width = fixed + furthest
    return Tally(total[:, :width].copy(), squares[:, :width].copy(), largest[:, :width].copy())
