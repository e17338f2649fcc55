"""The live edges out of an account in one sampled world: drawn when asked for, the same whoever asks.

What happens at an account is a stream of its own in each world. So a cascade that draws only where it comes
by and a world that is sampled whole agree edge by edge.

Independent edges are drawn without a look at those that are not live: an edge of probability p is a stretch
of length -log(1 - p), the edges out of an account lie end to end, and an edge is live when a Poisson process
of rate 1 has a point on its stretch. From one live edge to the next is one exponential step.

References
----------
Guo, Wang, Wei, Chen: Influence maximization revisited: efficient reverse reachable set generation with bound
tightened. SIGMOD 2020, https://doi.org/10.1145/3318464.3389740 (skips over edges that are not live)
Kempe, Kleinberg, Tardos: Maximizing the spread of influence through a social network. KDD 2003,
https://doi.org/10.1145/956750.956769 (linear threshold as at most one live edge into each node)
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from algorithms.kernels import kernel
from algorithms.streams import bits, fraction, uniform
from graph.influence import InfluenceGraph, offsets
from graph.records import Bools, Float64s, Int32s, Int64s

_CERTAIN = 40.0  # length of a certain edge: no step is longer than -log(2**-53), 36.7
_LOOK = 4_000  # edges per sample
_NEARBY = 8  # edges in one or two cache lines: looked at in order before the search begins
_SHARES = 1 << 33  # draws from here on decide, edge by edge, between live and noticed
_NOTICES = 1 << 33  # draws from here on are streams for what sources' edges are noticed, under one at most


class LiveEdges(NamedTuple):
    """Edges by source as the kernels that draw them take them.

    An edge *matters* when its target is activated or shown the message by chance: without attention
    that is when it is live.

    Parameters
    ----------
    n
        Number of nodes.
    one_at_most
        As in `InfluenceGraph`.
    offsets, targets, edges
        int64, n + 1; int32, m; int64, m: as `out_offsets`, `out_targets` and `out_edges` there.
    some
        float64, n: probability that any edge out of the node matters; empty under one at most.
    low, high
        float64, m: where the stretch of each edge starts (empty if edges are independent: where the one
        before it ends) and ends; under one at most an edge is live when its target's draw is in [low, high).
    share
        float64, m, or empty without attention: that an edge is live if it matters; under one at most, that
        it is noticed if it is not live.
    shown_offsets, shown_targets
        int64, n + 1 and int32: who sees whatever a node posts; nobody for certain where there is attention.
    """

    n: int
    one_at_most: bool
    offsets: Int64s
    targets: Int32s
    edges: Int64s
    some: Float64s
    low: Float64s
    high: Float64s
    share: Float64s
    shown_offsets: Int64s
    shown_targets: Int32s


@lru_cache(maxsize=2)
def live_edges(graph: InfluenceGraph) -> LiveEdges:
    """Return a graph's edges made ready to be drawn; of the last two graphs they are kept.

    Examples
    --------
    >>> live_edges(InfluenceGraph.from_edges(3, [0, 0], [1, 2], 0.5)).some.tolist()
    [0.75, 0.0, 0.0]
    """
    attention = np.ones(1) if graph.attention is None else graph.attention
    noticed = np.broadcast_to(attention, graph.n)[graph.in_targets]
    live = noticed * graph.probability
    by_chance = graph.listens & (graph.attention is not None)
    matters = live if graph.one_at_most else np.where(by_chance, noticed, live)
    out_offsets, edges = np.asarray(graph.out_offsets), np.asarray(graph.out_edges)
    if graph.one_at_most:
        some = np.empty(0)
        low, high = (ends[edges] for ends in _chosen(np.asarray(graph.in_offsets), live))
    else:
        low = np.empty(0)
        some, high = _stretches(out_offsets, edges, matters)
    share = np.empty(0) if graph.attention is None else _shares(graph, live, noticed, matters)[edges]
    targets = np.asarray(graph.out_targets)
    return LiveEdges(
        graph.n, graph.one_at_most, out_offsets, targets, edges, some, low, high, share, *_shown(graph)
    )


def _shares(graph: InfluenceGraph, live: Float64s, noticed: Float64s, matters: Float64s) -> Float64s:
    with np.errstate(divide="ignore", invalid="ignore"):
        if graph.one_at_most:
            return np.nan_to_num(np.where(graph.listens, (noticed - live) / (1 - live), 0.0))
        return np.nan_to_num(live / matters)


def _shown(graph: InfluenceGraph) -> tuple[Int64s, Int32s]:
    if graph.attention is not None:
        return np.zeros(graph.n + 1, np.int64), np.empty(0, np.int32)
    if graph.listens.all():
        return np.asarray(graph.out_offsets), np.asarray(graph.out_targets)
    shown = graph.listens[graph.out_edges]
    sources = np.repeat(np.arange(graph.n), np.diff(graph.out_offsets))
    return offsets(sources[shown], graph.n), graph.out_targets[shown]


@kernel
def _stretches(starts: Int64s, edges: Int64s, matters: Float64s) -> tuple[Float64s, Float64s]:
    some, ends = np.empty(len(starts) - 1), np.empty(len(edges))
    for v in range(len(some)):
        end = 0.0
        for i in range(starts[v], starts[v + 1]):
            p = matters[edges[i]]
            end += _CERTAIN if p == 1 else -np.log1p(-p)
            ends[i] = end
        some[v] = -np.expm1(-end)
    return some, ends


@kernel
def _chosen(starts: Int64s, live: Float64s) -> tuple[Float64s, Float64s]:
    low, high = np.empty(len(live)), np.empty(len(live))
    for v in range(len(starts) - 1):
        end = 0.0
        for edge in range(starts[v], starts[v + 1]):
            low[edge] = end
            end += live[edge]
            high[edge] = end
    return low, high


@kernel
def draw_room(edges: LiveEdges) -> tuple[Int64s, Int64s]:
    """Return room for what `draw_out` finds at any account."""
    most = 0
    for v in range(edges.n):
        most = max(most, edges.offsets[v + 1] - edges.offsets[v])
    return np.empty(most, dtype=np.int64), np.empty(most, dtype=np.int64)


@kernel
def draw_sources(edges: LiveEdges, key: np.uint64, sources: Int32s) -> int:
    """List in `sources` (room for n) the accounts for which `draw_out` may find something; return how many.

    Without a look at any edge: 1.5 ms for a million accounts, of which half are left.
    """
    count = 0
    for v in range(edges.n):
        sources[count] = v
        count += edges.one_at_most or fraction(bits(key, v)) < edges.some[v]
    return count


@kernel
def draw_out(edges: LiveEdges, key: np.uint64, source: int, live: Int64s, noticed: Int64s) -> tuple[int, int]:
    """Draw what matters of the edges out of an account in one world.

    Parameters
    ----------
    edges
        As `live_edges` gave them.
    key
        The world's.
    source
        The account.
    live, noticed
        int64, room for as many as the account has edges: filled with places in `edges.targets` of live edges,
        and of those whose targets only notice.

    Returns
    -------
    tuple
        How many of each.
    """
    if edges.one_at_most:
        return _draw_chosen(edges, key, source, live, noticed)
    stream = bits(key, source)
    x = fraction(stream)
    if x >= edges.some[source]:
        return 0, 0
    first, end = edges.offsets[source], edges.offsets[source + 1]
    count = draw_stretches(edges.high, first, end, stream, x, live, 0)
    if len(edges.share) == 0:
        return count, 0
    actives = others = 0
    for i in range(count):
        at = live[i]
        if uniform(stream, _SHARES + at - first) < edges.share[at]:
            live[actives] = at
            actives += 1
        else:
            noticed[others] = at
            others += 1
    return actives, others


@kernel
def draw_stretches(
    ends: Float64s, at: int, end: int, stream: np.uint64, x: float, places: Int64s, count: int
) -> int:
    """Append to `places`, from place `count` on, the edges that matter, if any does; return the new count.

    Parameters
    ----------
    ends
        Where stretches end, `LiveEdges.high`.
    at, end
        The account's first edge, and the one behind its last; at least one.
    stream
        The account's, in this world.
    x
        Its first draw, below `LiveEdges.some`.
    """
    draws, length = 0, ends[end - 1]
    point = -np.log(1 - x)  # 1 - x is exact
    while point < length:
        at = _stretch_of(ends, at, end, point)
        places[count] = at
        count += 1
        x = uniform(stream, draws)
        draws += 1
        # The process has no memory: after a live edge it goes on from the edge's end.
        if x >= length - ends[at]:  # and a step is at least x
            break
        point = ends[at] - np.log(1 - x)
        at += 1
    return count


@kernel
def _stretch_of(ends: Float64s, at: int, end: int, point: float) -> int:
    """Return the first edge from `at` on that ends beyond a point; there is one."""
    for _ in range(_NEARBY):
        if ends[at] > point:
            return at
        at += 1
    last = end - 1
    while at < last:
        middle = (at + last) >> 1
        if ends[middle] > point:
            last = middle
        else:
            at = middle + 1
    return at


@kernel
def _draw_chosen(
    edges: LiveEdges, key: np.uint64, source: int, live: Int64s, noticed: Int64s
) -> tuple[int, int]:
    actives = others = 0
    for at in range(edges.offsets[source], edges.offsets[source + 1]):
        chosen = uniform(key, edges.targets[at])
        if edges.low[at] <= chosen < edges.high[at]:
            live[actives] = at
            actives += 1
        elif len(edges.share):
            x = uniform(bits(key, _NOTICES + source), edges.targets[at])
            if x < edges.share[at]:
                noticed[others] = at
                others += 1
    return actives, others


def most_possible(edges: LiveEdges, seeds: Int32s, n_samples: int) -> tuple[Bools, Bools]:
    """Return bounds on who may become active, and on who may see the message: bool, n each.

    The bounds are exact unless looking would cost more than the samples themselves: then everybody.
    """
    if len(edges.targets) > _LOOK * n_samples:
        return np.ones(edges.n, np.bool_), np.ones(edges.n, np.bool_)
    return possible(edges, seeds)


@kernel
def possible(edges: LiveEdges, seeds: Int32s) -> tuple[Bools, Bools]:
    """Return who may become active, and who may see the message, in any world: bool, n each."""
    active, people = np.zeros(edges.n, dtype=np.bool_), np.zeros(edges.n, dtype=np.bool_)
    queue, count, at = np.empty(edges.n, dtype=np.int32), 0, 0
    for seed in seeds:
        active[seed] = people[seed] = True
        queue[count] = seed
        count += 1
    while at < count:
        source = queue[at]
        at += 1
        for i in range(edges.shown_offsets[source], edges.shown_offsets[source + 1]):
            people[edges.shown_targets[i]] = True
        before = 0.0
        for i in range(edges.offsets[source], edges.offsets[source + 1]):
            target = edges.targets[i]
            matters = edges.high[i] > (edges.low[i] if edges.one_at_most else before)
            before = edges.high[i]
            shared = len(edges.share) > 0 and edges.share[i] > 0
            if matters or shared:
                people[target] = True
            live = matters and (edges.one_at_most or len(edges.share) == 0 or shared)
            if live and not active[target]:
                active[target] = True
                queue[count] = target
                count += 1
    return active, people
