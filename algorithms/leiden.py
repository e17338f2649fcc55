"""The Leiden algorithm in compiled loops: move nodes, refine communities, merge what was refined, again.

What is maximised is Σ over communities of  w(c) − rate · K(c)² / 2,  w(c) the weight inside and K(c) the sum
of its members' sizes. Sizes that are strengths and rate = resolution / Σ strengths make it modularity; sizes
of 1 and rate = resolution, the constant Potts model.

Moving visits only nodes whose neighbourhood has changed. Refining merges a node into the neighbour that
gains most, where the first paper draws one by gain: the greedy variant of the second, faster and no worse
here. Each community is refined by itself, in a thread of its own; moving is one thread's work, so that the
same random seed gives the same bytes.

References
----------
Traag, Waltman, van Eck: From Louvain to Leiden: guaranteeing well-connected communities. Scientific
Reports 9, 2019, https://doi.org/10.1038/s41598-019-41695-z
Sahu, Kothapalli, Banerjee: Fast Leiden algorithm for community detection in shared memory setting. ICPP 2024,
https://doi.org/10.1145/3673038.3673146
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from algorithms.kernels import kernel, prefetch
from algorithms.pool import in_order
from algorithms.undirected import Neighbours
from graph.records import Float64s, Int32s, Int64s

Result = TypeVar("Result")

_AHEAD = 8  # places in the queue, or entries, between asking for memory and using it
_ROUNDING = 1e-14  # of the whole weight: what rounding may pretend that a move gains
_SLICES = 16  # of the communities, each refined, and merged, by itself
_FEW = 1 << 17  # entries, up to which handing out slices takes longer than the work
_ROUNDS = 10
_ENOUGH = 1 << 20  # entries: beyond them a second round costs as much as the first, and gains .0001


class _Level(NamedTuple):
    """A graph whose nodes stand for one or more of the graph below; pairs within a node are left out."""

    offsets: Int64s
    nodes: Int32s
    weight: Float64s
    sizes: Float64s

    @property
    def n(self) -> int:
        return len(self.sizes)


def leiden_membership(
    joined: Neighbours, sizes: Float64s, *, rate: float, rng: np.random.Generator
) -> Int32s:
    """Return the community of every node, int32, n, numbered from 0; each community is connected.

    Parameters
    ----------
    joined
        The graph.
    sizes
        float64, n, not negative: what a node adds to K(c).
    rate
        What K(c)² / 2 is multiplied by, above 0.
    rng
        Draws the order of visits.

    Examples
    --------
    >>> ends = Neighbours(np.array([0, 1, 2]), np.array([1, 0], dtype=np.int32), np.ones(2))
    >>> leiden_membership(ends, np.ones(2), rate=0.5, rng=np.random.default_rng(1)).tolist()
    [0, 0]
    """
    level = _Level(joined.offsets, joined.nodes, joined.weight, sizes)
    found = np.arange(joined.n, dtype=np.int32)
    for _ in range(_ROUNDS if len(joined.nodes) < _ENOUGH else 1):
        before, found = found, _one_round(level, found, rate, rng)
        if (before == found).all():
            break
    return found


def _one_round(level: _Level, start: Int32s, rate: float, rng: np.random.Generator) -> Int32s:
    """Return communities no worse than those to start from.

    Every node of a level is connected within itself, and the communities of the last are its nodes.
    """
    community, place = start.copy(), np.arange(level.n, dtype=np.int32)
    least = _ROUNDING * float(level.weight.sum())
    while True:
        order, salt = rng.permutation(level.n).astype(np.int32), int(rng.integers(2**31))
        _move(level, rate, least, order, salt, community)
        count = _number(community, np.arange(level.n, dtype=np.int32))
        starts, order = _grouped(community, count, rng.permutation(level.n).astype(np.int32))
        refined = _refined(level, rate, least, community, starts, order)
        parts = _number(refined, order)
        if parts == level.n:  # nothing could be merged: go on with communities as they are
            parts = _connected_parts(level, community, refined)
        if parts == level.n:
            _number(place, np.arange(len(place), dtype=np.int32))
            return place
        level, community = _merged(level, community, refined, parts)
        place = refined[place]


def _grouped(group: Int32s, count: int, order: Int32s) -> tuple[Int64s, Int32s]:
    """Return where each group starts, and its members one after another, each group in the order given."""
    starts, grouped = np.zeros(count + 1, dtype=np.int64), np.empty_like(order)
    _group(group, order, starts, grouped)
    return starts, grouped


def _in_slices(level: _Level, starts: Int64s, work: Callable[[tuple[int, int]], Result]) -> list[Result]:
    """Call for ranges of groups that have about as many members each, in several threads."""
    if len(level.nodes) <= _FEW:
        return [work((0, len(starts) - 1))]
    cuts = np.searchsorted(starts, np.linspace(0, starts[-1], _SLICES + 1)[1:-1])
    ends = [0, *cuts.tolist(), len(starts) - 1]
    return list(in_order(work, [(first, last) for first, last in pairwise(ends) if first < last]))


def _refined(
    level: _Level, rate: float, least: float, community: Int32s, starts: Int64s, order: Int32s
) -> Int32s:
    refined = np.arange(level.n, dtype=np.int32)

    def work(communities: tuple[int, int]) -> None:
        first, last = communities
        _refine(level, rate, least, community, starts[first : last + 1], order, refined)

    _in_slices(level, starts, work)
    return refined


def _merged(level: _Level, community: Int32s, refined: Int32s, parts: int) -> tuple[_Level, Int32s]:
    """Return the graph of the parts, and the community of each."""
    starts, order = _grouped(refined, parts, np.arange(level.n, dtype=np.int32))

    def work(some: tuple[int, int]) -> tuple[Int64s, Int32s, Float64s]:
        return _join(level, refined, starts, order, *some)

    done = _in_slices(level, starts, work)
    counts, nodes, weight = (np.concatenate(columns) for columns in zip(*done, strict=True))
    offsets = np.concatenate(([0], np.cumsum(counts)))
    sizes = np.bincount(refined, weights=level.sizes, minlength=parts).astype(np.float64)
    return _Level(offsets, nodes, weight, sizes), community[order[starts[:-1]]]


@kernel
def _number(community: Int32s, order: Int32s) -> int:
    """Give communities numbers as they are first met in an order; return how many there are."""
    number = np.full(len(community), -1, dtype=np.int32)
    count = 0
    for v in order:
        if number[community[v]] < 0:
            number[community[v]] = count
            count += 1
        community[v] = number[community[v]]
    return count


@kernel
def _group(group: Int32s, order: Int32s, starts: Int64s, grouped: Int32s) -> None:
    for c in group:
        starts[c + 1] += 1
    for c in range(len(starts) - 1):
        starts[c + 1] += starts[c]
    free = starts.copy()
    for v in order:
        grouped[free[group[v]]] = v
        free[group[v]] += 1


@kernel
def _move(level: _Level, rate: float, least: float, order: Int32s, salt: int, community: Int32s) -> None:
    """Move nodes to the community that gains most, until no move gains anything."""
    offsets, nodes, weight, sizes = level
    n = len(sizes)
    total, members = np.zeros(n), np.zeros(n, dtype=np.int32)
    for v in range(n):
        total[community[v]] += sizes[v]
        members[community[v]] += 1
    empty = np.argsort(members, kind="mergesort").astype(np.int32)  # a stack; the empty ones come first
    empties = n - np.count_nonzero(members)
    queue, waiting = order.copy(), np.ones(n, dtype=np.bool_)
    linked, met = np.zeros(n), np.empty(n, dtype=np.int32)
    head, waits = 0, n
    while waits > 0:
        v, head, waits = queue[head], _around(head + 1, n), waits - 1
        prefetch(offsets, queue[_around(head + _AHEAD, n)])
        soon = offsets[queue[_around(head + _AHEAD // 2, n)]]
        prefetch(nodes, soon)
        prefetch(weight, soon)
        waiting[v] = False
        own = community[v]
        total[own] -= sizes[v]
        count = _link(offsets, nodes, weight, community, v, linked, met)
        best, gain = _best(own, rate * sizes[v], least, total, linked, met[:count], salt)
        if gain < 0.0 and members[own] > 1:
            empties -= 1
            best = empty[empties]
        total[best] += sizes[v]
        if best == own:
            continue
        community[v] = best
        members[best] += 1
        members[own] -= 1
        if members[own] == 0:
            empty[empties] = own
            empties += 1
        for u in nodes[offsets[v] : offsets[v + 1]]:
            if not waiting[u] and community[u] != best:
                waiting[u] = True
                queue[_around(head + waits, n)] = u
                waits += 1


@kernel
def _around(place: int, n: int) -> int:
    while place >= n:
        place -= n
    return place


@kernel
def _link(
    offsets: Int64s,
    nodes: Int32s,
    weight: Float64s,
    community: Int32s,
    v: int,
    linked: Float64s,
    met: Int32s,
) -> int:
    """Add up the weight from a node to each community; return how many were met."""
    begin, end, count = offsets[v], offsets[v + 1], 0
    for e in range(begin, end):
        if e + _AHEAD < end:
            prefetch(community, nodes[e + _AHEAD])
        d = community[nodes[e]]
        if linked[d] == 0.0:
            met[count] = d
            count += 1
        linked[d] += weight[e]
    return count


@kernel
def _best(
    own: int, share: float, least: float, total: Float64s, linked: Float64s, met: Int32s, salt: int
) -> tuple[int, float]:
    """Return the community that gains most, the own one unless another is better; forget the links.

    Of others that gain the same, the salt decides: otherwise all random seeds would take the same side.
    """
    best, gain = own, linked[own] - share * total[own] + least
    for d in met:
        here = linked[d] - share * total[d]
        if here > gain or (here == gain and best != own and d ^ salt < best ^ salt):
            best, gain = d, here
        linked[d] = 0.0
    return best, gain


@kernel
def _refine(
    level: _Level,
    rate: float,
    least: float,
    community: Int32s,
    starts: Int64s,
    order: Int32s,
    refined: Int32s,
) -> None:
    """Part some communities into well-connected ones: nodes that are alone join a part nearby."""
    sizes, n = level.sizes, len(level.sizes)
    total, out, alone = sizes.copy(), np.zeros(n), np.ones(n, dtype=np.bool_)
    linked, met = np.zeros(n), np.empty(n, dtype=np.int32)
    for some in range(len(starts) - 1):
        members = order[starts[some] : starts[some + 1]]
        whole = _weigh_inside(level, community, members, out)
        for v in members:
            if not alone[v] or out[v] < rate * sizes[v] * (whole - sizes[v]):
                continue
            count = _link_inside(level, community, refined, v, linked, met)
            best, gain, link = v, least, 0.0
            for d in met[:count]:
                here = linked[d] - rate * sizes[v] * total[d]
                if here > gain and out[d] >= rate * total[d] * (whole - total[d]):
                    best, gain, link = d, here, linked[d]
                linked[d] = 0.0
            if best != v:
                refined[v] = best
                alone[v] = alone[best] = False
                total[best] += sizes[v]
                out[best] += out[v] - 2 * link


@kernel
def _weigh_inside(level: _Level, community: Int32s, members: Int32s, out: Float64s) -> float:
    """Set the weight from each member to the others; return the members' size."""
    whole = 0.0
    for v in members:
        whole += level.sizes[v]
        for e in range(level.offsets[v], level.offsets[v + 1]):
            if community[level.nodes[e]] == community[v]:
                out[v] += level.weight[e]
    return whole


@kernel
def _link_inside(
    level: _Level, community: Int32s, refined: Int32s, v: int, linked: Float64s, met: Int32s
) -> int:
    """Add up the weight from a node to each part of its community; return how many were met."""
    count = 0
    for e in range(level.offsets[v], level.offsets[v + 1]):
        u = level.nodes[e]
        if community[u] == community[v]:
            d = refined[u]
            if linked[d] == 0.0:
                met[count] = d
                count += 1
            linked[d] += level.weight[e]
    return count


@kernel
def _join(
    level: _Level, refined: Int32s, starts: Int64s, order: Int32s, first: int, last: int
) -> tuple[Int64s, Int32s, Float64s]:
    """Return how many neighbours each of some parts has, and all of them with their weights."""
    offsets, nodes, weight, _ = level
    crossing = 0
    for v in order[starts[first] : starts[last]]:
        crossing += offsets[v + 1] - offsets[v]
    into, sums = np.empty(crossing, dtype=np.int32), np.empty(crossing)
    counts, linked = np.zeros(last - first, dtype=np.int64), np.zeros(len(starts) - 1)
    end = 0
    for part in range(first, last):
        begin = end
        for v in order[starts[part] : starts[part + 1]]:
            for e in range(offsets[v], offsets[v + 1]):
                d = refined[nodes[e]]
                if d == part:
                    continue
                if linked[d] == 0.0:
                    into[end] = d
                    end += 1
                linked[d] += weight[e]
        for i in range(begin, end):
            sums[i] = linked[into[i]]
            linked[into[i]] = 0.0
        counts[part - first] = end - begin
    return counts, into[:end].copy(), sums[:end].copy()


@kernel
def _connected_parts(level: _Level, community: Int32s, found: Int32s) -> int:
    """Give each connected part of a community a number: what nothing joins is worth more apart."""
    offsets, nodes = level.offsets, level.nodes
    found[:] = -1
    stack, parts = np.empty(len(found), dtype=np.int32), 0
    for root in range(len(found)):
        if found[root] >= 0:
            continue
        found[root] = parts
        stack[0], depth = root, 1
        while depth > 0:
            depth -= 1
            v = stack[depth]
            for u in nodes[offsets[v] : offsets[v + 1]]:
                if found[u] < 0 and community[u] == community[v]:
                    found[u] = parts
                    stack[depth] = u
                    depth += 1
        parts += 1
    return parts
