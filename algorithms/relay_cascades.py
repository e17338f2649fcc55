"""One cascade at a time: who passes a message on, under whose dominance, and who sees it.

In the live edges of a cascade u carries whoever is properly below u in the dominator tree of those edges,
rooted above who starts. Who only sees the message hangs below the nearest common dominator of all active
accounts from whom it would come; an account that passes it on may have seen it from more than one, and hangs
there as a person.

Whoever is shown the message by those who start hangs below them, in every cascade of theirs: nobody carries
them, so that they are marked once and never looked at again.

References
----------
Cooper, Harvey, Kennedy: A simple, fast dominance algorithm. Rice University, Computer Science 06-33870, 2001.
"""

# numba knows no keyword-only arguments
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from algorithms.kernels import inner_kernel, kernel, prefetch
from algorithms.live_edges import LiveEdges, Thinning, draw_out, draw_room, draws_nothing, thin_out
from algorithms.relay_details import meeting
from algorithms.streams import world_key
from graph.records import Bools, Float64s, Int32s, Int64s

_AHEAD = 8  # accounts between asking for memory and using it
SHOWN, STARTS = -1, -2
"""How `Room.heard` marks whom the starters show the message, whatever else becomes of it, and them."""


class Forward(NamedTuple):
    """What cascades are drawn from, as kernels take it.

    `starts` (int32, cascades x starters, or one row for all cascades) says who starts, `silent` (bool, n) who
    never passes anything on, `people` whether those count who see the message, `stream` what the cascades are
    for.
    """

    edges: LiveEdges
    thinning: Thinning
    starts: Int32s
    silent: Bools
    people: bool
    random_seed: int
    stream: int


class Room(NamedTuple):
    """For one cascade at a time; member 0 stands above all who start, they come next.

    `members`, `parents`, `tree`, `hops` (int32), `below` and `active` (float64: how many people, and how many
    who pass it on, are below) are by place, `parents` in the breadth-first tree and `tree` in that of
    dominators; `place` (int32, n) is that of an active account, plus 1. `seers` (int32) lists who sees the
    message; `heard` (int32, n x 2) is the place, plus 1, below which each of them hangs as a person, and the
    hop at which it sees it. `live` and `noticed` are for `draw_out`, `row` (int32, n) is for who sums up. In
    `turn` (int64, 2) are the row of starters who are marked, -1 for none, and how many they show the message.
    """

    members: Int32s
    parents: Int32s
    tree: Int32s
    hops: Int32s
    below: Float64s
    active: Float64s
    place: Int32s
    seers: Int32s
    heard: Int32s
    live: Int64s
    noticed: Int64s
    row: Int32s
    turn: Int64s

    @classmethod
    def of(cls, edges: LiveEdges) -> Room:
        """Return room that takes memory only where it is used."""
        size = edges.n + 1
        members, parents, tree, hops, seers = (np.empty(size, dtype=np.int32) for _ in range(5))
        below, active = np.zeros(size), np.zeros(size)
        place, row = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
        heard = np.zeros((size, 2), dtype=np.int32)
        drawn, turn = draw_room(edges), np.array([-1, 0])
        return cls(members, parents, tree, hops, below, active, place, seers, heard, *drawn, row, turn)


@inner_kernel
def run_cascade(forward: Forward, room: Room, links: Int32s, sample: int) -> tuple[int, Int32s, int]:
    """Run one cascade, breadth first, and leave it in the room.

    Parameters
    ----------
    forward
        What it is drawn from.
    room
        Filled: `members`, `parents`, `hops`, `place`, to be emptied by `forget_members`.
    links
        int32: room for edges that found nobody new, two numbers each: the place of the tail and the account
        at the head, or -1 - account where it only notices.
    sample
        Number of the cascade.

    Returns
    -------
    tuple
        How many members it has, 0 where it is known soon that nobody passes anything on: then nothing is in
        the room. The links, and how many numbers they are; there may be more room than that.
    """
    starts, ends = _turn_to(forward, room, sample), True
    key = np.uint64(world_key(forward.random_seed, forward.stream, sample))
    for source in starts:
        ends &= draws_nothing(forward.edges.nodes, key, source)
    if ends:
        return 0, links, 0
    return _spread(forward, room, links, key, starts)


@inner_kernel
def hang(forward: Forward, room: Room, links: Int32s, count: int) -> int:
    """Turn the tree of a cascade into that of dominators; return how many see it whom no starter shows it.

    With `forward.people` these hang in it, in `room.seers` and `room.heard`, until they are added up.
    """
    starters = forward.starts.shape[1]
    if count <= 1 + starters:
        return 0
    _dominate(room.tree, room.parents, room.place, links, starters)
    return _hear(forward, room, links, count, starters) if forward.people else 0


@inner_kernel
def add_up(room: Room, count: int, seers: int) -> None:
    """Leave in `room.below` and `room.active` how many people and how many members are below each member."""
    for account in room.seers[:seers]:
        room.below[room.heard[account, 0] - 1] += 1.0
        room.heard[account, 0] = 0
    for place in range(count - 1, 0, -1):
        room.below[room.tree[place]] += room.below[place]
        room.active[room.tree[place]] += room.active[place] + 1.0


@inner_kernel
def forget_members(room: Room, count: int) -> None:
    """Make the room ready for the next cascade."""
    for at in range(count):
        room.below[at] = room.active[at] = 0.0
        if at > 0:
            room.place[room.members[at]] = 0


@kernel
def forget_starters(forward: Forward, room: Room) -> None:
    """Make the room ready for other cascades."""
    edges = forward.edges
    if room.turn[0] < 0:
        return
    for source in forward.starts[room.turn[0]]:
        room.heard[source, 0] = 0
        for i in range(edges.shown_offsets[source], edges.shown_offsets[source + 1]):
            room.heard[edges.shown_targets[i], 0] = 0
    room.turn[0] = -1


@inner_kernel
def _turn_to(forward: Forward, room: Room, sample: int) -> Int32s:
    """Return who starts a cascade; those whom they show it are marked from then on, and counted."""
    row, before = sample if len(forward.starts) > 1 else 0, room.turn[0]
    starts: Int32s = forward.starts[row]
    if before >= 0 and forward.starts[before, 0] == starts[0]:
        return starts
    forget_starters(forward, room)
    for source in starts:
        room.heard[source, 0] = STARTS
    shown = 0
    for source in starts:
        if forward.people and not forward.silent[source]:
            shown += _mark_shown(forward.edges, source, room.heard)
    room.turn[0], room.turn[1] = row, shown
    return starts


@kernel
def _mark_shown(edges: LiveEdges, source: int, heard: Int32s) -> int:
    count = 0
    for i in range(edges.shown_offsets[source], edges.shown_offsets[source + 1]):
        if heard[edges.shown_targets[i], 0] == 0:
            heard[edges.shown_targets[i], 0] = SHOWN
            count += 1
    return count


@inner_kernel
def _spread(
    forward: Forward, room: Room, links: Int32s, key: np.uint64, starts: Int32s
) -> tuple[int, Int32s, int]:
    edges, silent, people = forward.edges, forward.silent, forward.people
    members, parents, tree, hops, places = room.members, room.parents, room.tree, room.hops, room.place
    live, noticed, targets, nodes = room.live, room.noticed, edges.targets, edges.nodes
    tree[0], members[0], count, linked, at = 0, -1, 1, 0, 1
    for account in starts:
        members[count], parents[count], tree[count], hops[count] = account, 0, 0, 0
        count += 1
        places[account] = count
    while at < count:
        source = members[at]
        if silent[source]:
            at += 1
            continue
        actives, others = _draw(forward, key, source, live, noticed)
        links = roomier(links, linked + 2 * (actives + others))
        for i in range(actives):
            prefetch(places, targets[live[i]])
        for i in range(actives):
            target = targets[live[i]]
            if places[target] == 0:
                members[count], parents[count], tree[count], hops[count] = target, at, at, hops[at] + 1
                count += 1
                places[target] = count
                prefetch(nodes, target)
            else:
                links[linked], links[linked + 1] = at, target
                linked += 2
        for i in range(others if people else 0):
            links[linked], links[linked + 1] = at, -1 - targets[noticed[i]]
            linked += 2
        at += 1
    return count, links, linked


@inner_kernel
def _draw(forward: Forward, key: np.uint64, source: int, live: Int64s, noticed: Int64s) -> tuple[int, int]:
    actives, others = draw_out(forward.edges, key, source, live, noticed)
    if len(forward.thinning.first) > 0:
        actives = thin_out(forward.edges, key, source, live, actives, forward.thinning)
    return actives, others


@inner_kernel
def roomier(items: Int32s, needed: int) -> Int32s:
    """Return a list with room for so many items, and as many more if it has to grow."""
    if needed <= len(items):
        return items
    longer = np.empty(2 * needed, dtype=np.int32)
    for i in range(len(items)):
        longer[i] = items[i]
    return longer


@inner_kernel
def _dominate(tree: Int32s, parents: Int32s, places: Int32s, links: Int32s, starters: int) -> None:
    """Turn the breadth-first tree into that of dominators, as `reverse_reachable` does."""
    changed = True
    while changed:
        changed = False
        for link in range(0, len(links), 2):
            if links[link + 1] < 0:
                continue
            head = places[links[link + 1]] - 1
            if head <= starters:
                continue
            a = meeting(tree, meeting(tree, tree[head], links[link]), parents[head])
            if a != tree[head]:
                tree[head] = a
                changed = True


@inner_kernel
def _hear(forward: Forward, room: Room, links: Int32s, members: int, starters: int) -> int:
    """Hang everybody who sees the message below all from whom it would come; return how many do.

    Who starts it does not count, nor who is marked already.
    """
    edges, tree, hops, count = forward.edges, room.tree, room.hops, 0
    offsets, targets, seers, heard = edges.shown_offsets, edges.shown_targets, room.seers, room.heard
    flat = heard.reshape(-1)
    for at in range(starters + 1, members):
        source = room.members[at]
        if forward.silent[source]:
            continue
        last = offsets[source + 1]
        for i in range(offsets[source], last):
            prefetch(flat, 2 * targets[min(i + _AHEAD, last - 1)])
            count = _see(targets[i], at, tree, hops, seers, heard, count)
    if len(targets) == len(edges.targets):  # whoever comes to pass it on has been shown it
        return count
    for at in range(starters + 1, members):
        count = _see(room.members[at], room.parents[at], tree, hops, seers, heard, count)
    for link in range(0, len(links), 2):
        at, head = links[link], links[link + 1]
        account = head if head >= 0 else -1 - head
        count = _see(account, at, tree, hops, seers, heard, count)
    return count


@inner_kernel
def _see(account: int, at: int, tree: Int32s, hops: Int32s, seers: Int32s, heard: Int32s, count: int) -> int:
    place = heard[account, 0]
    if place < 0:
        return count
    if place == 0:
        seers[count] = account
        heard[account, 0], heard[account, 1] = at + 1, hops[at] + 1
        return count + 1
    heard[account, 0] = meeting(tree, place - 1, at) + 1
    heard[account, 1] = min(heard[account, 1], hops[at] + 1)
    return count
