"""Reverse-reachable sets with their dominator trees, drawn many at a time; `sketch.py` keeps them.

A set is rooted at an account w and holds everybody from whom w is reached over live edges. In the set turned
round, u dominates s when every live path from s to w passes through u.

Which edges into v are live in world i is a function of (`random_seed`, i, v) alone, by the draws of
`streams.py`: one draw keyed by world and account decides how many edges are live or how far the first is,
draws keyed by that draw decide the rest. So sets come out the same in whatever order, company
and number of threads they are drawn, edges need not be stored, and a set can be drawn anew with somebody
silenced. Few draws serve many edges, by what the edges into an account have in common (`Draws`):
their number is drawn where all are equally likely (and few live), else the distance to the next.

Several sets grow together, so that the memory that each next step needs can be asked for ahead; who is in
which is marked in one hash table small enough for the second-level cache.

References
----------
Borgs, Brautbar, Chayes, Lucier: Maximizing social influence in nearly optimal time. SODA 2014,
https://doi.org/10.1137/1.9781611973402.70 (the sets).
Guo, Wang, Wei, Chen: Influence maximization revisited: efficient reverse reachable set generation with bound
tightened. SIGMOD 2020, https://doi.org/10.1145/3318464.3389740 (skipping edges that are not live).
Cooper, Harvey, Kennedy: A simple, fast dominance algorithm. Rice University, Computer Science 06-33870, 2001.
"""

# ruff: noqa: FBT001  # numba knows no keyword-only arguments
from __future__ import annotations

from functools import lru_cache
from math import exp, log, log1p
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from algorithms.kernels import frozen, kernel, prefetch
from algorithms.streams import ROOT, bits, fraction, uniform, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s

Counting = Literal["relays", "people"]
MAX_NODES = 2**31 - 1
"""Members are int32."""

# How the live edges into an account are drawn.
_NONE = 0  # no edge can be live
_ALL = 1  # every edge is, always
_COUNT = 2  # equal probabilities, few live: their number is binomial, then which
_SKIP = 3  # equal probabilities: geometric distance to the next
_HAZARD = 4  # else: the next is where the summed hazards -log(1 - p) pass an exponential draw
_ONE_EQUAL = 5  # at most one, all as likely
_ONE = 6  # at most one, where the summed probabilities pass the draw

# Which edges into the root count.
LIVE = 0  # the live ones, drawn like those into any other member
LIVE_EACH = 1  # the live ones, by one draw an edge, so that
EXPOSED = 2  # together with those it only listens to they come from the same draws

_COUNTED = 8.0  # expected live edges up to which they are counted: distinct picks cost their square
_SURE = 64.0  # hazard of p = 1: no exponential draw of 53 bits exceeds 36.8
_LEAST = 2.0**-53
_SLOTS = 1 << 15  # of the hash table, 8 bytes each: half of a second-level cache of 512 KB
_WIDTH = 256  # sets that grow together at most; their number takes 9 bits of a slot
_ROOM_TOGETHER = (1 << 24) - 1  # places in the queue that the bits of a slot can tell apart
_BLOCK = 256  # members whose edges are drawn before the accounts behind them are looked up
_AHEAD = 8  # items between asking for memory and using it
UInt64s = npt.NDArray[np.uint64]
_ONE_BIT = np.uint64(1)
_EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_NODE = np.dtype(
    [
        ("first", np.int64),
        ("degree", np.int32),
        ("draws", np.int32),
        ("none", np.float64),
        ("step", np.float64),
    ]
)


class Draws(NamedTuple):
    """A graph prepared for drawing, as kernels take it.

    `nodes` (32 bytes an account, one memory access) says where its in-edges are, how they are drawn, the
    chance that none is live, and the odds p / (1 - p), hazard or probability of one. `sums` (float64, m,
    or empty) are hazards or probabilities summed along the in-edges of accounts that need them.
    """

    nodes: npt.NDArray[Any]
    sources: Int32s
    probability: Float64s
    listens: Bools
    attention: Float64s
    sums: Float64s
    widest: int
    one_at_most: bool


@lru_cache(maxsize=2)  # a graph is its own key; two, so that those of earlier questions are let go
def draws_of(graph: InfluenceGraph) -> Draws:
    """Prepare a graph for drawing, once: about 0.1 s for 15 million edges.

    Raises
    ------
    ParameterError
        When the graph has more than 2**31 - 1 nodes.
    """
    if graph.n > MAX_NODES:
        raise ParameterError("graph", f"a graph of {graph.n} nodes", f"of at most {MAX_NODES} nodes")
    offsets, probability = frozen(graph.in_offsets), frozen(graph.probability)
    attention = np.ones(graph.n) if graph.attention is None else np.array(graph.attention, dtype=np.float64)
    nodes = np.zeros(graph.n, dtype=_NODE)
    uneven = _describe(offsets, probability, attention, graph.one_at_most, nodes)
    sums = np.zeros(graph.m if uneven else 0)
    if uneven:
        _sum_up(nodes, probability, attention, sums)
    return Draws(
        nodes=nodes,
        sources=frozen(graph.in_sources),
        probability=probability,
        listens=frozen(graph.listens),
        attention=attention,
        sums=sums,
        widest=int(np.diff(graph.in_offsets).max(initial=0)),
        one_at_most=graph.one_at_most,
    )


@kernel
def _describe(
    offsets: Int64s, probability: Float64s, attention: Float64s, one_at_most: bool, nodes: npt.NDArray[Any]
) -> bool:
    """Choose how the edges into each node are drawn; return whether some need sums."""
    uneven = False
    for v in range(len(nodes)):
        first, last = offsets[v], offsets[v + 1]
        low, high, hazard = 1.0, 0.0, 0.0
        for edge in range(first, last):
            p = probability[edge] * attention[v]
            low, high = min(low, p), max(high, p)
            hazard += min(_SURE, -log1p(-p)) if p < 1 else _SURE
        degree = last - first
        none, step = exp(-hazard), high
        if high == 0:
            draws = _NONE
        elif one_at_most:
            draws = _ONE_EQUAL if low == high else _ONE
        elif low == 1:
            draws = _ALL
        elif low < high:
            draws = _HAZARD
        elif high * degree <= _COUNTED:
            draws, step = _COUNT, high / (1 - high)
        else:
            draws, step = _SKIP, -log1p(-high)
        uneven |= draws in (_HAZARD, _ONE)
        nodes[v].first, nodes[v].degree, nodes[v].draws = first, degree, draws
        nodes[v].none, nodes[v].step = none, step
    return uneven


@kernel
def _sum_up(nodes: npt.NDArray[Any], probability: Float64s, attention: Float64s, sums: Float64s) -> None:
    for v in range(len(nodes)):
        passed = 0.0
        for edge in range(nodes[v].first, nodes[v].first + nodes[v].degree):
            p = probability[edge] * attention[v]
            if nodes[v].draws == _ONE:
                passed += p
            else:
                passed += min(_SURE, -log1p(-p)) if p < 1 else _SURE
            sums[edge] = passed


@kernel
def live_in_edges(draws: Draws, key: np.uint64, v: int, found: Int64s, count: int) -> int:
    """Write the live edges into v, in the world of `key`, to `found` from place `count` on; return its end.

    There must be room for as many as v has in-edges; edges are places in the order by target.
    """
    return _draw_edges(draws.nodes, draws.sums, key, v, found, count)


@kernel
def _draw_edges(
    nodes: npt.NDArray[Any], sums: Float64s, key: np.uint64, v: int | np.integer, found: Int64s, count: int
) -> int:
    node = nodes[v]
    how, first, last = node.draws, node.first, node.first + node.degree
    if how == _NONE:
        return count
    if how == _ALL:
        for edge in range(first, last):
            found[count] = edge
            count += 1
        return count
    drawn = bits(key, v + 1)
    u = fraction(drawn)
    if how in (_ONE_EQUAL, _ONE):
        return _pick_one(sums, u, how, first, last, node.step, found, count)
    if u < node.none:
        return count
    if how == _COUNT:
        return _pick_some(drawn, u, first, node.degree, node.none, node.step, found, count)
    if how == _SKIP:
        return _skip(drawn, u, first, last, node.step, found, count)
    return _pass_hazards(sums, drawn, u, first, last, found, count)


@kernel
def _pick_one(
    sums: Float64s, u: float, how: int, first: int, last: int, step: float, found: Int64s, count: int
) -> int:
    edge = first + int(u / step) if how == _ONE_EQUAL else _first_above(sums, first, last, u)
    if edge < last:
        found[count] = edge
        count += 1
    return count


@kernel
def _pick_some(
    drawn: np.uint64, u: float, first: int, degree: int, none: float, odds: float, found: Int64s, count: int
) -> int:
    """Binomial(degree, p) by inversion of u, then as many distinct edges."""
    live, chance, summed = 0, none, none
    while u >= summed and live < degree:
        chance *= odds * (degree - live) / (live + 1)
        live += 1
        summed += chance
    begin, draw = count, 0
    while count < begin + live:
        edge = first + int(uniform(drawn, draw) * degree)
        draw += 1
        fresh = True
        for other in range(begin, count):
            if found[other] == edge:
                fresh = False
        if fresh:
            found[count] = edge
            count += 1
    return count


@kernel
def _skip(drawn: np.uint64, u: float, first: int, last: int, hazard: float, found: Int64s, count: int) -> int:
    edge, draw = first, 0
    while True:
        gap = -log(u + _LEAST) / hazard
        if gap >= last - edge:
            return count
        edge += int(gap)
        found[count] = edge
        count += 1
        edge += 1
        u = uniform(drawn, draw)
        draw += 1


@kernel
def _pass_hazards(
    hazards: Float64s, drawn: np.uint64, u: float, first: int, last: int, found: Int64s, count: int
) -> int:
    edge, draw, passed = first, 0, 0.0
    while True:
        edge = _first_above(hazards, edge, last, passed - log(u + _LEAST))
        if edge >= last:
            return count
        found[count] = edge
        count += 1
        passed = hazards[edge]
        edge += 1
        u = uniform(drawn, draw)
        draw += 1


@kernel
def _first_above(sums: Float64s, low: int, high: int, bound: float) -> int:
    """Return the first place of `low` to `high` where the rising sums exceed the bound, else `high`."""
    while low < high:
        middle = (low + high) >> 1
        if sums[middle] > bound:
            high = middle
        else:
            low = middle + 1
    return low


@kernel
def edges_into_root(draws: Draws, key: np.uint64, v: int, exposed: bool, found: Int64s, count: int) -> int:
    """Write the edges over which v is activated, or with `exposed` also those over which it sees a message.

    One draw an edge couples the two: noticed when U < a(v), live when U < a(v)·p. Where at most one is
    live, it is picked by a draw of its own and live when noticed.
    """
    node = draws.nodes[v]
    first, last = node.first, node.first + node.degree
    drawn, attention = bits(key, v + 1), draws.attention[v]
    picked = -1
    if draws.one_at_most and attention > 0:
        # The sums, like `step`, hold a(v)·p.
        u = fraction(drawn) * attention
        if node.draws == _ONE_EQUAL:
            picked = first + int(u / node.step)
        elif node.draws == _ONE:
            picked = _first_above(draws.sums, first, last, u)
    for edge in range(first, last):
        u = uniform(drawn, edge - first)
        noticed = u < attention
        live = noticed and edge == picked if draws.one_at_most else u < attention * draws.probability[edge]
        if live or (exposed and noticed and draws.listens[edge]):
            found[count] = edge
            count += 1
    return count


class _Batch(NamedTuple):
    """Sets that grow together: all their members in one queue, breadth first within each set.

    A slot holds set, account and place in the queue; `shift` bits are the place's.
    """

    slots: UInt64s
    slot: Int64s  # of each in the queue, to be emptied again
    owner: Int32s  # set
    node: Int32s
    parent: Int32s  # place within its set of the member behind which it was found
    place: Int32s  # within its set
    found: Int64s  # edges of one block,
    behind: Int32s  # and from which place in the queue
    keys: UInt64s  # of the worlds
    counts: Int32s  # members a set


@kernel
def _batch(slots: int, widest: int) -> _Batch:
    room = slots // 2
    block = 8 * _BLOCK + widest
    return _Batch(
        np.full(slots, _EMPTY, dtype=np.uint64),
        np.empty(room, dtype=np.int64),
        np.empty(room, dtype=np.int32),
        np.empty(room, dtype=np.int32),
        np.empty(room, dtype=np.int32),
        np.empty(room, dtype=np.int32),
        np.empty(block, dtype=np.int64),
        np.empty(block, dtype=np.int32),
        np.empty(_WIDTH, dtype=np.uint64),
        np.empty(_WIDTH, dtype=np.int32),
    )


@kernel
def _draw_roots(draws: Draws, batch: _Batch, at: int, roots: int, exposed: bool) -> tuple[int, int]:
    count = 0
    while at < roots and count <= 8 * _BLOCK:
        begin = count
        count = edges_into_root(draws, batch.keys[at], batch.node[at], exposed, batch.found, count)
        batch.behind[begin:count] = at
        at += 1
    return at, count


# The two inner loops take arrays one by one: counting the references to those of a tuple took a third longer.


@kernel
def _draw_members(
    nodes: npt.NDArray[Any],
    sources: Int32s,
    sums: Float64s,
    keys: UInt64s,
    owners: Int32s,
    members: Int32s,
    found: Int64s,
    behind: Int32s,
    at: int,
    end: int,
) -> tuple[int, int]:
    """Draw the edges into a block of the queue from `at` on; return where it stopped and their number."""
    stop, count = min(at + _BLOCK, end), 0
    for ahead in range(at, min(at + _AHEAD, stop)):
        prefetch(nodes, members[ahead])
    while at < stop and count <= 8 * _BLOCK:
        if at + _AHEAD < stop:
            prefetch(nodes, members[at + _AHEAD])
        begin = count
        count = _draw_edges(nodes, sums, keys[owners[at]], members[at], found, count)
        for i in range(begin, count):
            behind[i] = at
            prefetch(sources, found[i])
        at += 1
    return at, count


@kernel
def _meet(
    sources: Int32s,
    silent: Bools,
    slots: UInt64s,
    slot_of: Int64s,
    owners: Int32s,
    members: Int32s,
    parents: Int32s,
    places: Int32s,
    counts: Int32s,
    found: Int64s,
    behind: Int32s,
    count: int,
    end: int,
    room: int,
    shift: np.uint64,
    links: Int32s,
    linked: int,
) -> tuple[int, Int32s, int]:
    """Enter who stands behind the edges of a block; keep the edges that lead to somebody already there."""
    for i in range(count):
        node = sources[found[i]]
        if len(silent) and silent[node]:
            continue
        tail = behind[i]
        owner = owners[tail]
        wanted = (np.uint64(owner) << np.uint64(31)) | np.uint64(node)
        slot = _look_up(slots, wanted, shift)
        if slots[slot] == _EMPTY:
            if end == room:
                return -1, links, linked
            slots[slot] = (wanted << shift) | np.uint64(end)
            slot_of[end], owners[end], members[end] = slot, owner, node
            parents[end], places[end] = places[tail], counts[owner]
            counts[owner] += 1
            end += 1
        elif len(links):
            if linked + 2 > len(links):
                links = np.concatenate((links, np.empty_like(links)))
            links[linked], links[linked + 1] = tail, slots[slot] & ((_ONE_BIT << shift) - _ONE_BIT)
            linked += 2
    return end, links, linked


@kernel
def _look_up(slots: UInt64s, wanted: np.uint64, shift: np.uint64) -> np.uint64:
    """Return the slot that holds this account of this set, or the free one where it would be."""
    mask = np.uint64(len(slots) - 1)
    slot = ((wanted * _SPREAD) >> np.uint64(20)) & mask
    while slots[slot] != _EMPTY and (slots[slot] >> shift) != wanted:
        slot = (slot + _ONE_BIT) & mask
    return slot


@kernel
def _grow(
    draws: Draws, batch: _Batch, silent: Bools, roots: int, room: int, into_root: int, links: Int32s
) -> tuple[int, Int32s, int]:
    """Grow the sets whose roots are in the queue; return its end, or -1 when it has outgrown the batch."""
    at, end, linked = 0, roots, 0
    shift = _shift(roots)
    while 0 <= at < end:
        if at < roots and into_root != LIVE:
            at, count = _draw_roots(draws, batch, at, roots, into_root == EXPOSED)
        else:
            at, count = _draw_members(
                draws.nodes,
                draws.sources,
                draws.sums,
                batch.keys,
                batch.owner,
                batch.node,
                batch.found,
                batch.behind,
                at,
                end,
            )
        end, links, linked = _meet(
            draws.sources,
            silent,
            batch.slots,
            batch.slot,
            batch.owner,
            batch.node,
            batch.parent,
            batch.place,
            batch.counts,
            batch.found,
            batch.behind,
            count,
            end,
            room,
            shift,
            links,
            linked,
        )
    return end, links, linked


@kernel
def _shift(roots: int) -> np.uint64:
    """Return how many bits of a slot are the place in the queue: one set alone may be of any size."""
    return np.uint64(32 if roots == 1 else 24)


@kernel
def _begin(draws: Draws, batch: _Batch, samples: Int64s, random_seed: int, stream: int, root: int) -> None:
    shift = _shift(len(samples))
    for owner in range(len(samples)):
        key = world_key(random_seed, stream, samples[owner])
        node = int(uniform(key, ROOT) * len(draws.nodes)) if root < 0 else root
        wanted = (np.uint64(owner) << np.uint64(31)) | np.uint64(node)
        slot = _look_up(batch.slots, wanted, shift)
        batch.slots[slot] = (wanted << shift) | np.uint64(owner)
        batch.slot[owner], batch.owner[owner], batch.node[owner] = slot, owner, node
        batch.keys[owner], batch.counts[owner] = key, 1
        batch.parent[owner], batch.place[owner] = 0, 0


@kernel
def _clear(batch: _Batch, end: int) -> None:
    for i in range(end):
        batch.slots[batch.slot[i]] = _EMPTY


@kernel
def _lay_out(batch: _Batch, end: int, starts: Int64s, members: Int32s, dominators: Int32s) -> None:
    """Write the queue set by set; the breadth-first tree stands in for the dominators."""
    for i in range(end):
        to = starts[batch.owner[i]] + batch.place[i]
        members[to] = batch.node[i]
        if len(dominators):
            dominators[to] = batch.parent[i]


@kernel
def _dominate(batch: _Batch, links: Int32s, linked: int, starts: Int64s, dominators: Int32s) -> None:
    """Turn breadth-first trees into dominator trees.

    Every edge must lead to somebody below the nearest common ancestor of its two ends' parent and tail; an
    edge of the tree does until its head is lifted, so only heads of other edges are looked at, each against
    that edge's tail and against its first parent. A parent always stands before its children, so
    the walk to the common ancestor compares places; and it stays dominated by whatever dominates
    the child, so that no dominator is ever lost. Cooper, Harvey and Kennedy's iteration over edges.
    """
    changed = True
    while changed:
        changed = False
        for link in range(0, linked, 2):
            tail, head = links[link], links[link + 1]
            place, start = batch.place[head], starts[batch.owner[head]]
            if place == 0:
                continue
            parent = dominators[start + place]
            a = _meeting(dominators, start, parent, batch.place[tail])
            a = _meeting(dominators, start, a, batch.parent[head])
            if a != parent:
                dominators[start + place] = a
                changed = True


@kernel
def _meeting(dominators: Int32s, start: int, a: int, b: int) -> int:
    while a != b:
        if a > b:
            a = dominators[start + a]
        else:
            b = dominators[start + b]
    return a


@kernel
def _roomier(array: Int32s, needed: int) -> Int32s:
    larger = np.empty(max(needed, 2 * len(array)), dtype=np.int32)
    for i in range(len(array)):
        larger[i] = array[i]
    return larger


@kernel
def draw_sets(
    draws: Draws,
    samples: Int64s,
    random_seed: int,
    stream: int,
    root: int,
    into_root: int,
    silent: Bools,
    trees: bool,
) -> tuple[Int64s, Int32s, Int32s]:
    """Draw reverse-reachable sets.

    Parameters
    ----------
    draws
        The graph, with at least one node.
    samples
        int64: numbers of the worlds, each of which gives one set.
    random_seed, stream
        Of the worlds, as `world_key` takes them.
    root
        Of all sets; -1 draws one for each.
    into_root
        `LIVE`, `LIVE_EACH` or `EXPOSED`.
    silent
        bool, n: accounts that never pass anything on, or empty.
    trees
        Whether the dominators are wanted.

    Returns
    -------
    tuple
        Offsets (int64, one more than samples), members and dominators (int32; without trees empty).
    """
    size = 64 * len(samples) + 64
    offsets = np.zeros(len(samples) + 1, dtype=np.int64)
    members, dominators = np.empty(size, dtype=np.int32), np.empty(size if trees else 0, dtype=np.int32)
    links = np.empty(64 if trees else 0, dtype=np.int32)
    batch = _batch(_SLOTS, draws.widest)
    done, width = 0, 16
    while done < len(samples):
        chosen = samples[done : done + width]
        _begin(draws, batch, chosen, random_seed, stream, root)
        room = len(batch.node) if len(chosen) == 1 else min(len(batch.node), _ROOM_TOGETHER)
        end, links, linked = _grow(draws, batch, silent, len(chosen), room, into_root, links)
        if end < 0:
            # More than a table takes: fewer sets at a time, or if it is one, a larger table.
            if len(chosen) == 1:
                batch = _batch(4 * len(batch.slots), draws.widest)
            else:
                _clear(batch, room)
                width = max(1, len(chosen) // 4)
            continue
        total = offsets[done] + end
        if total > len(members):
            members = _roomier(members, total)
            dominators = _roomier(dominators, total) if trees else dominators
        for owner in range(len(chosen)):
            offsets[done + owner + 1] = offsets[done + owner] + batch.counts[owner]
        starts = offsets[done:]
        _lay_out(batch, end, starts, members, dominators)
        if trees:
            _dominate(batch, links, linked, starts, dominators)
        _clear(batch, end)
        done += len(chosen)
        # A quarter of the slots in use keeps searches short.
        width = max(1, min(_WIDTH, _SLOTS // 4 * len(chosen) // end))
    total = offsets[done]
    return offsets, members[:total], dominators[: total if trees else 0]
