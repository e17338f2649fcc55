"""Cascades, one after another, counted by kind, hop, community and time while they run."""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from algorithms.delays import delay
from algorithms.kernels import kernel, prefetch
from algorithms.live_edges import DrawRoom, LiveEdges, block_room, draw_block, draw_out, draw_room
from algorithms.streams import ASKING, CASCADES, DELAYS, uniform, world_key
from graph.records import Float64s, Int32s, Int64s

ACTIVE, PEOPLE = 0, 1

UInt64s = npt.NDArray[np.uint64]

_FIRST_HOPS = 32  # room that doubles when a cascade goes further
_AHEAD, _NEAR = 16, 6  # accounts between asking for where their audience starts, for its list, and reading it
_LINE = 16  # entries of a list in one access to memory; most lists fit into three
_ONE, _SIX, _WITHIN = np.uint64(1), np.uint64(6), np.uint64(63)


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

    Where not all who are asked start, those who do are added too.

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


# Who is reached is marked by one bit, so that all marks stay in the cache, and listed.


@kernel
def mark(marks: UInt64s, found: Int32s, count: int, account: int | np.integer) -> int:
    """List an account as number `count` unless it is marked, and mark it; return how many there are then.

    Parameters
    ----------
    marks
        uint64, n // 64 + 1: a bit an account.
    found
        int32, n + 1: who is marked.
    """
    # Listed in any case and counted if new: nobody can foretell that branch.
    place, bit = np.uint64(account) >> _SIX, np.uint64(account) & _WITHIN
    word = marks[place]
    marks[place] = word | (_ONE << bit)
    found[np.uint64(count)] = account
    return count + int(((word >> bit) & _ONE) ^ _ONE)


@kernel
def mark_all(marks: UInt64s, found: Int32s, count: int, accounts: Int32s, places: Int64s) -> int:
    """Mark the accounts at some places of a list."""
    for place in places:
        count = mark(marks, found, count, accounts[place])
    return count


@kernel
def show(marks: UInt64s, found: Int32s, count: int, starts: Int64s, audience: Int32s, sources: Int32s) -> int:
    """Mark all who see whatever the sources post: for v those from `starts[v]` up to `starts[v + 1]`."""
    for i in range(len(sources)):
        if i + _AHEAD < len(sources):
            prefetch(starts, sources[i + _AHEAD])
        if i + _NEAR < len(sources):
            near = starts[sources[i + _NEAR]]
            prefetch(audience, near)
            prefetch(audience, near + _LINE)
            prefetch(audience, near + 2 * _LINE)
        for j in range(starts[sources[i]], starts[sources[i] + 1]):
            count = mark(marks, found, count, audience[j])
    return count


@kernel
def unmark(marks: UInt64s, found: Int32s) -> None:
    """Take all marks away again."""
    if len(found) > len(marks):
        marks[:] = 0
    else:
        for account in found:
            marks[account >> 6] = 0


class _Room(NamedTuple):
    """For one cascade at a time; the first axis is `ACTIVE`, `PEOPLE`.

    `found` (int32, 2 x n + 1) lists who was reached, in that order, `marks` has their bits, and `until`
    (int64) says how many there were up to each hop, or in all where things take time.
    """

    found: Int32s
    marks: UInt64s
    until: Int64s


@kernel
def _room(n: int) -> _Room:
    return _Room(
        np.empty((2, n + 1), dtype=np.int32),
        np.zeros((2, n // 64 + 1), dtype=np.uint64),
        np.empty((2, n + 2), dtype=np.int64),
    )


@kernel
def _spread_out(
    edges: LiveEdges, room: _Room, draws: DrawRoom, key: np.uint64, seeds: Int32s, hops: int
) -> int:
    """Run one cascade, up to a number of hops; return how many it took."""
    starts, audience = edges.shown_offsets, edges.shown_targets
    queue, found = room.found[ACTIVE], room.found[PEOPLE]
    active_marks, people_marks = room.marks[ACTIVE], room.marks[PEOPLE]
    active = people = at = hop = 0
    for seed in seeds:
        active = mark(active_marks, queue, active, seed)
        people = mark(people_marks, found, people, seed)
    room.until[ACTIVE, 0], room.until[PEOPLE, 0] = active, people
    while at < active and hop < hops:
        last = active
        while at < last:
            drawn, _, actives, others = draw_block(edges, key, queue[at:last], draws)
            live, noticed = draws.live[:actives], draws.noticed[:others]
            active = mark_all(active_marks, queue, active, edges.targets, live)
            people = mark_all(people_marks, found, people, edges.targets, live)
            people = mark_all(people_marks, found, people, edges.targets, noticed)
            people = show(people_marks, found, people, starts, audience, queue[at : at + drawn])
            at += drawn
        hop += 1
        room.until[ACTIVE, hop], room.until[PEOPLE, hop] = active, people
    return hop


class _TimedRoom(NamedTuple):
    """What a cascade needs besides where things take time; the first axis is `ACTIVE`, `PEOPLE`.

    `hop` (int32, 2 x n) and `when` (float64) go with `found`; `due` (float64) and `due_hop` (int32) say when
    an account will pass it on as things stand; `live` and `noticed` are for `draw_out`.
    """

    hop: Int32s
    when: Float64s
    due: Float64s
    due_hop: Int32s
    live: Int64s
    noticed: Int64s


@kernel
def _timed_room(edges: LiveEdges, n: int) -> _TimedRoom:
    live, noticed = draw_room(edges)
    return _TimedRoom(
        np.empty((2, n), dtype=np.int32),
        np.empty((2, n), dtype=np.float64),
        np.full(n, np.inf),
        np.empty(n, dtype=np.int32),
        live,
        noticed,
    )


@kernel
def _spread_in_time(
    edges: LiveEdges,
    clock: Clock,
    room: _Room,
    timed: _TimedRoom,
    key: np.uint64,
    delay_key: np.uint64,
    seeds: Int32s,
) -> int:
    """Dijkstra: whoever is next in time passes it on; a live edge's target is due after the edge's delay.

    Return the largest number of hops by which anybody was reached.
    """
    queue, found = room.found[ACTIVE], room.found[PEOPLE]
    active_marks, people_marks = room.marks[ACTIVE], room.marks[PEOPLE]
    active = people = last = 0
    heap = [(0.0, np.int64(0)) for _ in range(0)]
    for seed in seeds:
        timed.due[seed], timed.due_hop[seed] = 0.0, 0
        timed.hop[PEOPLE, people], timed.when[PEOPLE, people] = 0, 0.0
        people = mark(people_marks, found, people, seed)
        heapq.heappush(heap, (0.0, np.int64(seed)))
    while len(heap) > 0:
        now, node = heapq.heappop(heap)
        if now > clock.horizon:
            break
        before, known = active, people
        active = mark(active_marks, queue, active, node)
        if active == before:
            continue
        hop = timed.due_hop[node] + 1
        last = max(last, hop)
        timed.hop[ACTIVE, before], timed.when[ACTIVE, before] = hop - 1, now
        actives, others = draw_out(edges, key, int(node), timed.live, timed.noticed)
        live, noticed = timed.live[:actives], timed.noticed[:others]
        people = mark_all(people_marks, found, people, edges.targets, live)
        people = mark_all(people_marks, found, people, edges.targets, noticed)
        people = show(
            people_marks, found, people, edges.shown_offsets, edges.shown_targets, queue[before:active]
        )
        timed.hop[PEOPLE, known:people] = hop
        timed.when[PEOPLE, known:people] = now
        for at in live:
            target, edge = edges.targets[at], edges.edges[at]
            law = clock.of_edge[edge] if len(clock.of_edge) else 0
            due = now + delay(clock.laws[law], delay_key, edge)
            if due < timed.due[target]:
                timed.due[target] = due
                timed.due_hop[target] = hop
                heapq.heappush(heap, (due, np.int64(target)))
    for i in range(people):
        timed.due[found[i]] = np.inf
    room.until[ACTIVE, 0], room.until[PEOPLE, 0] = active, people
    return last


@kernel
def _accepting(seeds: Int32s, acceptance: Float64s, key: np.uint64) -> Int32s:
    """Return who of those asked says yes in one world."""
    yes = np.array([uniform(key, i) < acceptance[i] for i in range(len(seeds))], dtype=np.bool_)
    return seeds[yes]


@kernel
def _count(
    room: _Room,
    kind: int,
    last: int,
    first_hop: int,
    member: Int32s,
    n_communities: int,
    fixed: int,
    counts: Float64s,
) -> None:
    """Count a cascade that came to hop `last`, from hop 0 or 1 on, where nothing takes time."""
    until = room.until[kind]
    before = until[0] if first_hop else 0
    counts[0] = until[last] - before
    for hop in range(last):
        counts[fixed + hop] = until[hop + 1] - until[hop]
    if n_communities:
        for account in room.found[kind, before : until[last]]:
            counts[1 + member[account]] += 1


@kernel
def _count_in_time(
    room: _Room,
    timed: _TimedRoom,
    kind: int,
    last: int,
    first_hop: int,
    member: Int32s,
    n_communities: int,
    times: Float64s,
    counts: Float64s,
) -> None:
    """Count what a cascade did from hop 0 or 1 up to hop `last`."""
    by_time = 1 + n_communities
    by_hop = by_time + len(times)
    for i in range(room.until[kind, 0]):
        hop = timed.hop[kind, i]
        if hop < first_hop or hop > last:
            continue
        counts[0] += 1
        if n_communities:
            counts[1 + member[room.found[kind, i]]] += 1
        for t in range(len(times)):
            counts[by_time + t] += timed.when[kind, i] <= times[t]
        if hop > 0:
            counts[by_hop + hop - 1] += 1


@kernel
def _wider(values: Float64s, width: int) -> Float64s:
    wide = np.zeros((2, width))
    for kind in range(2):
        for i in range(values.shape[1]):
            wide[kind, i] = values[kind, i]
    return wide


@kernel
def run_cascades(
    edges: LiveEdges,
    seeds: Int32s,
    acceptance: Float64s,
    member: Int32s,
    n_communities: int,
    clock: Clock,
    hops: int,
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
    acceptance
        float64, as `seeds`: how likely each starts; or empty: they certainly do.
    member, n_communities
        int32, n, the community of each account from 0, and their number; or empty and 0.
    clock
        When things happen.
    hops
        At least 0: what happens further away does not count.
    random_seed, first, end
        Which worlds.
    """
    in_time, fixed = len(clock.laws) > 0, 1 + n_communities + len(clock.times)
    first_hop = 0 if len(acceptance) else 1  # seeds who certainly start are known without counting
    room, draws, timed = _room(edges.n), block_room(edges), _timed_room(edges, edges.n if in_time else 0)
    counts = np.zeros((2, fixed + _FIRST_HOPS))
    total, squares, largest = np.zeros_like(counts), np.zeros_like(counts), np.zeros_like(counts)
    furthest = 0
    for sample in range(first, end):
        key = world_key(random_seed, CASCADES, sample)
        asking_key = world_key(random_seed, ASKING, sample)
        starting = seeds if first_hop else _accepting(seeds, acceptance, asking_key)
        if in_time:
            delay_key = world_key(random_seed, DELAYS, sample)
            last = min(_spread_in_time(edges, clock, room, timed, key, delay_key, starting), hops)
            found = room.until[:, 0]
        else:
            last = _spread_out(edges, room, draws, key, starting, hops)
            found = room.until[:, last]
        furthest = max(furthest, last)
        if fixed + last > counts.shape[1]:
            width = fixed + 2 * last
            counts, total = _wider(counts, width), _wider(total, width)
            squares, largest = _wider(squares, width), _wider(largest, width)
        for kind in range(2):
            if in_time:
                _count_in_time(
                    room, timed, kind, last, first_hop, member, n_communities, clock.times, counts[kind]
                )
            else:
                _count(room, kind, last, first_hop, member, n_communities, fixed, counts[kind])
            for column in range(fixed + last):
                x = counts[kind, column]
                total[kind, column] += x
                squares[kind, column] += x * x
                largest[kind, column] = max(largest[kind, column], x)
                counts[kind, column] = 0
            unmark(room.marks[kind], room.found[kind, : found[kind]])
    width = fixed + furthest
    return Tally(total[:, :width].copy(), squares[:, :width].copy(), largest[:, :width].copy())
