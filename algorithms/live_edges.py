"""The live edges out of an account in one sampled world: drawn when asked for, the same whoever asks.

What happens at an account is a stream of its own in each world. So a cascade that draws only where it comes
by and a world that is sampled whole agree edge by edge.

Independent edges are drawn without a look at those that are not live: an edge of probability p is a stretch
of length -log(1 - p), the edges out of an account lie end to end, and an edge is live when a Poisson process
of rate 1 has a point on its stretch. How many points there are is one draw; where each falls is another, by
an alias table, whatever the number of edges. So what is drawn costs the same in a hub as anywhere. An edge
with two points on it is drawn twice, which makes it no more live. Certain edges would be endless: they are
listed apart.

References
----------
Guo, Wang, Wei, Chen: Influence maximization revisited: efficient reverse reachable set generation with bound
tightened. SIGMOD 2020, https://doi.org/10.1145/3318464.3389740 (skips over edges that are not live)
Vose: A linear algorithm for generating random numbers with a given distribution. IEEE Transactions on
Software Engineering 17, 1991, https://doi.org/10.1109/32.92917 (alias tables)
Kempe, Kleinberg, Tardos: Maximizing the spread of influence through a social network. KDD 2003,
https://doi.org/10.1145/956750.956769 (linear threshold as at most one live edge into each node)
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log1p
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from algorithms.kernels import frozen, inner_kernel, kernel, prefetch
from algorithms.reverse_reachable import MAX_NODES
from algorithms.streams import bits, fraction, uniform
from graph.errors import ParameterError
from graph.influence import InfluenceGraph, offsets
from graph.records import Float64s, Int32s, Int64s

UInt64s = npt.NDArray[np.uint64]

_PART = 16.0  # points are counted in parts of at most so many expected ones,
_MOST = 64  # a part never has more: that would be rarer than 2**-53
_FULL = 2_048  # edges of a block of accounts beyond which no further account is begun: 16 kB
_BLOCK = 1_024  # accounts
_AHEAD = 12  # accounts between asking for memory and using it
_CUT = 2.0**32  # an alias slot is cut at a multiple of 1 / _CUT of its width
_WHOLE = np.uint64(0xFFFFFFFF00000000)  # a slot that no other edge has a part of
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_PARTS = 1 << 33  # draws from here on count the points of further parts
_SHARES = 1 << 34  # draws from here on decide, edge by edge, between live and noticed
_THINNED_TOGETHER = 6  # the logarithm of how many edges are looked up by one place: 64
_NOTICES = 1 << 33  # draws from here on are streams for what sources' edges are noticed, under one at most

_NODE = np.dtype(
    [
        ("first", np.int64),
        ("sure", np.int64),
        ("length", np.float64),
        ("none", np.float64),
        ("degree", np.int32),
        ("sures", np.int32),
    ]
)


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
    widest
        Most edges, repeated ones counted, that are ever drawn at one node.
    nodes
        Records of 40 bytes, one memory access: `first` edge and `degree`; where in `sure` the certain edges
        start, and how many they are (`sures`); `length` of all other stretches, and the chance that there is
        `none` of the points of one part of it. Under one at most the first two say all.
    targets, edges
        int32, m; int64, m: as `out_targets` and `out_edges` in `InfluenceGraph`.
    sure
        int64: places in `targets` of edges that matter for certain; empty under one at most.
    slots
        uint64, m: the alias tables, one slot an edge. The upper half says which part of the slot is that
        edge's (of 2**32), the lower how much further on in `targets` the edge is that has the rest.
    low, high
        float64, m, under one at most only: an edge is live when its target's draw is in [low, high).
    share
        float64, m, or empty without attention: that an edge is live if it matters; under one at most, that
        it is noticed if it is not live.
    shown_offsets, shown_targets
        int64, n + 1 and int32: who sees whatever a node posts; nobody for certain where there is attention.
    """

    n: int
    one_at_most: bool
    widest: int
    nodes: npt.NDArray[Any]
    targets: Int32s
    edges: Int64s
    sure: Int64s
    slots: UInt64s
    low: Float64s
    high: Float64s
    share: Float64s
    shown_offsets: Int64s
    shown_targets: Int32s


class Thinning(NamedTuple):
    """Which live edges stay live: of what an edge weighs a part counts whole, and the rest for a share.

    An edge is kept with chance rest + (1 − rest)·part / weight, with chance `rest` where it has no part.

    Parameters
    ----------
    rest
        0 to 1.
    edges
        int32, ascending: those with a part, in the order by target.
    part
        float64, one for each of these: from 0 to its weight.
    weight
        float64, m, above 0.
    first
        int32: where in `edges` those of each 64 edges of the graph begin; empty where all are kept.
    """

    rest: float
    edges: Int32s
    part: Float64s
    weight: Float64s
    first: Int32s

    @classmethod
    def of(cls, rest: float, edges: Int32s, part: Float64s, weight: Float64s) -> Thinning:
        """Return a thinning of the edges of a graph.

        Raises
        ------
        ParameterError
            When the share of the rest is none.

        Examples
        --------
        >>> edge, part = np.array([1], np.int32), np.array([1.0])
        >>> Thinning.of(0.1, edge, part, np.ones(100)).first.tolist()
        [0, 1, 1]
        """
        if not 0 <= rest <= 1:
            raise ParameterError("rest", rest, "from 0 to 1")
        blocks = (len(weight) >> _THINNED_TOGETHER) + 2
        first = np.searchsorted(edges, np.arange(blocks) << _THINNED_TOGETHER).astype(np.int32)
        return cls(rest, frozen(edges), frozen(part), frozen(weight), frozen(first))


ALL_KEPT = Thinning(1.0, *(frozen(np.empty(0, kind)) for kind in (np.int32, float, float, np.int32)))
"""What keeps every edge."""


class DrawRoom(NamedTuple):
    """Room for what `draw_block` finds.

    `live` (int64) are places in `targets` of live edges, account by account: `hits` (int32) are the places
    among the sources of those that may have some, and theirs end at `until` (int64). `noticed` (int64) are
    places of edges whose targets only notice; `spots` (int64) is for points that are not yet edges.
    """

    live: Int64s
    noticed: Int64s
    spots: Int64s
    hits: Int32s
    until: Int64s


@lru_cache(maxsize=2)
def live_edges(graph: InfluenceGraph) -> LiveEdges:
    """Return a graph's edges made ready to be drawn; of the last two graphs they are kept.

    It takes a second for 15 million edges.

    Raises
    ------
    ParameterError
        When the graph has more than 2**31 - 1 nodes.

    Examples
    --------
    >>> live_edges(InfluenceGraph.from_edges(3, [0, 0], [1, 2], 0.5)).nodes["length"].round(2).tolist()
    [1.39, 0.0, 0.0]
    """
    if graph.n > MAX_NODES:
        raise ParameterError("graph", f"a graph of {graph.n} nodes", f"of at most {MAX_NODES} nodes")
    live, matters, share = _chances(graph)
    edges, nodes = frozen(graph.out_edges), np.zeros(graph.n, dtype=_NODE)
    nodes["first"], nodes["degree"] = graph.out_offsets[:-1], np.diff(graph.out_offsets)
    low, high, sure, slots = np.empty(0), np.empty(0), np.empty(0, np.int64), np.empty(0, np.uint64)
    if graph.one_at_most:
        low, high = (ends[edges] for ends in _chosen(frozen(graph.in_offsets), frozen(live)))
        widest = int(nodes["degree"].max(initial=0))
    else:
        sure = np.empty(np.count_nonzero(matters == 1), dtype=np.int64)
        slots = np.empty(graph.m, dtype=np.uint64)
        widest = _lay_out(nodes, edges, frozen(matters), sure, slots)
    shown_offsets, shown_targets = _shown(graph)
    return LiveEdges(
        graph.n,
        graph.one_at_most,
        widest,
        nodes,
        frozen(graph.out_targets),
        edges,
        sure,
        slots,
        low,
        high,
        share[edges] if len(share) else share,
        frozen(shown_offsets),
        frozen(shown_targets),
    )


def _chances(graph: InfluenceGraph) -> tuple[Float64s, Float64s, Float64s]:
    """Return by edge that it is live, that it matters, and what `LiveEdges.share` is of."""
    if graph.attention is None:
        return graph.probability, graph.probability, np.empty(0)
    noticed = graph.attention[graph.in_targets]
    live = noticed * graph.probability
    with np.errstate(divide="ignore", invalid="ignore"):
        if graph.one_at_most:
            others = np.where(graph.listens, (noticed - live) / (1 - live), 0.0)
            return live, live, np.nan_to_num(others)
        matters = np.where(graph.listens, noticed, live)
        return live, matters, np.nan_to_num(live / matters)


def _shown(graph: InfluenceGraph) -> tuple[Int64s, Int32s]:
    if graph.attention is not None:
        return np.zeros(graph.n + 1, np.int64), np.empty(0, np.int32)
    if graph.listens.all():
        return graph.out_offsets, graph.out_targets
    shown = graph.listens[graph.out_edges]
    sources = np.repeat(np.arange(graph.n), np.diff(graph.out_offsets))
    return offsets(sources[shown], graph.n), graph.out_targets[shown]


@kernel
def _lay_out(nodes: npt.NDArray[Any], edges: Int64s, matters: Float64s, sure: Int64s, slots: UInt64s) -> int:
    """Fill in everything about independent edges; return the most that may be drawn at one node."""
    sures = widest = most = 0
    for v in range(len(nodes)):
        most = max(most, nodes[v].degree)
    stretches, order = np.empty(most), np.empty(most, dtype=np.int64)
    for v in range(len(nodes)):
        node, length = nodes[v], 0.0
        node.sure = sures
        for i in range(node.degree):
            p = matters[edges[node.first + i]]
            if p == 1:
                sure[sures] = node.first + i
                sures += 1
            stretches[i] = 0.0 if p == 1 else -log1p(-p)
            length += stretches[i]
        parts = int(length / _PART) + 1
        node.sures, node.length, node.none = sures - node.sure, length, exp(-length / parts)
        if length > 0:
            _lay_slots(stretches, length, order, slots[node.first : node.first + node.degree])
        if node.degree > 0:
            widest = max(widest, node.sures + parts * _MOST)
    return widest


@kernel
def _lay_slots(stretches: Float64s, length: float, order: Int64s, slots: UInt64s) -> None:
    """Make the alias table of one node: slots as wide as the mean stretch, each parted by two edges at most.

    `order` lists the edges that are shorter than a slot from its start, up to `small`, and the longer ones
    from `large` on; each shorter one is filled up from the first of the longer.
    """
    count = len(slots)
    small, large = 0, count
    for i in range(count):
        stretches[i] = stretches[i] / length * count
        if stretches[i] < 1:
            order[small] = i
            small += 1
        else:
            large -= 1
            order[large] = i
    while small > 0 and large < count:
        small -= 1
        i, other = order[small], order[large]
        slots[i] = (np.uint64(stretches[i] * _CUT) << _HALF) | (np.uint64(other - i) & _LOW)
        stretches[other] -= 1 - stretches[i]
        if stretches[other] < 1:
            large += 1
            order[small] = other
            small += 1
    for at in range(small):  # what rounding leaves over is as wide as a slot
        slots[order[at]] = _WHOLE
    for at in range(large, count):
        slots[order[at]] = _WHOLE


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
    return np.empty(edges.widest, dtype=np.int64), np.empty(edges.widest, dtype=np.int64)


@kernel
def block_room(edges: LiveEdges) -> DrawRoom:
    """Return room for what `draw_block` finds."""
    size = _FULL + edges.widest
    return DrawRoom(
        np.empty(size, dtype=np.int64),
        np.empty(size, dtype=np.int64),
        np.empty(size, dtype=np.int64),
        np.empty(_BLOCK, dtype=np.int32),
        np.empty(_BLOCK, dtype=np.int64),
    )


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
        int64, as `draw_room` gave them: filled with places in `edges.targets` of live edges, and of those
        whose targets only notice. An edge may be there twice.

    Returns
    -------
    tuple
        How many of each.
    """
    if edges.one_at_most:
        return _draw_chosen(edges, key, source, live, noticed, 0, 0)
    node, stream, count = edges.nodes[source], bits(key, source), 0
    for i in range(node.sure, node.sure + node.sures):
        live[count] = edges.sure[i]
        count += 1
    for draw in range(_points(stream, node.length, node.none)):
        x = uniform(stream, draw) * node.degree
        slot = int(x)
        live[count] = node.first + slot + _aside(edges.slots[node.first + slot], int((x - slot) * _CUT))
        count += 1
    if len(edges.share) == 0:
        return count, 0
    return _part(edges, key, source, live, noticed, 0, count, 0, 0)


@inner_kernel
def draws_nothing(nodes: npt.NDArray[Any], key: np.uint64, source: int) -> bool:
    """Tell that `draw_out` finds nothing, where its first draw says so: edges are few, none is certain."""
    node = nodes[source]
    return bool(node.sures == 0 and node.length < _PART and fraction(bits(key, source)) < node.none)


@kernel
def _points(stream: np.uint64, length: float, none: float) -> int:
    """Draw how many points there are: Poisson, by inversion, part by part."""
    u = fraction(stream)
    if length < _PART:  # one part, and mostly no point
        return 0 if u < none else _poisson(u, length, none)
    parts = int(length / _PART) + 1
    count = _poisson(u, length / parts, none)
    for part in range(1, parts):
        count += _poisson(uniform(stream, _PARTS + part), length / parts, none)
    return count


@kernel
def _poisson(u: float, mean: float, none: float) -> int:
    one, two = none * mean, none * mean * mean / 2
    count, chance, summed = 2, two, none + one + two
    if u < summed:  # mostly; nobody could foretell a branch between these three
        return int(u >= none) + int(u >= none + one)
    while u >= summed and count < _MOST:
        count += 1
        chance *= mean / count
        summed += chance
    return count


@kernel
def _aside(slot: np.uint64, spot: int) -> int:
    """Return how much further on the edge is that has a spot of a slot: 0 for the slot's own."""
    return 0 if np.uint64(spot) < slot >> _HALF else int(np.int32(slot & _LOW))


@kernel
def _part(
    edges: LiveEdges,
    key: np.uint64,
    source: int,
    live: Int64s,
    noticed: Int64s,
    begin: int,
    end: int,
    actives: int,
    others: int,
) -> tuple[int, int]:
    """Part the edges that matter, `begin` to `end`, into live and only noticed ones, after those before."""
    stream, first = bits(key, source), edges.nodes[source].first
    for i in range(begin, end):
        at = live[i]
        if uniform(stream, _SHARES + at - first) < edges.share[at]:
            live[actives] = at
            actives += 1
        else:
            noticed[others] = at
            others += 1
    return actives, others


@kernel
def _draw_chosen(
    edges: LiveEdges, key: np.uint64, source: int, live: Int64s, noticed: Int64s, actives: int, others: int
) -> tuple[int, int]:
    node = edges.nodes[source]
    for at in range(node.first, node.first + node.degree):
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


@kernel
def thin_out(
    edges: LiveEdges, key: np.uint64, source: int, live: Int64s, count: int, thinning: Thinning
) -> int:
    """Keep of the live edges out of an account those that stay live.

    Parameters
    ----------
    edges, key, source
        As for `draw_out`, independent and without attention.
    live, count
        int64: what `draw_out` found, and how many; those kept come first.
    thinning
        With which chance each is kept.

    Returns
    -------
    int
        How many are kept.
    """
    stream, first, kept = bits(key, source), edges.nodes[source].first, 0
    for i in range(count):
        at = live[i]
        x = uniform(stream, _SHARES + at - first)
        if x < thinning.rest or x < _kept_share(thinning, edges.edges[at]):
            live[kept] = at
            kept += 1
    return kept


@kernel
def _kept_share(thinning: Thinning, edge: int) -> float:
    """Look an edge's share up; all are at least `rest`."""
    block = edge >> _THINNED_TOGETHER
    for i in range(thinning.first[block], thinning.first[block + 1]):
        if thinning.edges[i] == edge:
            return thinning.rest + (1.0 - thinning.rest) * float(thinning.part[i] / thinning.weight[edge])
    return thinning.rest


@kernel
def draw_block(
    edges: LiveEdges, key: np.uint64, sources: Int32s, room: DrawRoom
) -> tuple[int, int, int, int]:
    """Draw what `draw_out` draws for some accounts one after another, all memory asked for ahead.

    Parameters
    ----------
    edges, key
        As for `draw_out`.
    sources
        int32: the accounts.
    room
        As `block_room` gave it: filled.

    Returns
    -------
    tuple
        How many of the first accounts there was room for; how many of those are in `room.hits`; and how many
        edges are live, how many only noticed.
    """
    drawn = min(len(sources), _BLOCK)
    if edges.one_at_most:
        return _choose_block(edges, key, sources[:drawn], room)
    hits = _draw_hits(edges.nodes, key, sources[:drawn], room.hits)
    done = _draw_spots(
        edges.nodes,
        edges.sure,
        edges.slots,
        edges.targets,
        key,
        sources,
        room.hits[:hits],
        room.live,
        room.spots,
        room.until,
    )
    if done < hits:
        drawn = room.hits[done]
    count = room.until[done - 1] if done else 0
    _find_edges(edges.slots, edges.targets, room.live[:count], room.spots)
    if len(edges.share) == 0:
        return drawn, done, count, 0
    begin = actives = others = 0
    for hit in range(done):
        end, source = room.until[hit], sources[room.hits[hit]]
        actives, others = _part(edges, key, source, room.live, room.noticed, begin, end, actives, others)
        begin, room.until[hit] = end, actives
    return drawn, done, actives, others


@kernel
def _choose_block(
    edges: LiveEdges, key: np.uint64, sources: Int32s, room: DrawRoom
) -> tuple[int, int, int, int]:
    drawn = actives = others = 0
    while drawn < len(sources) and max(actives, others) <= _FULL:
        actives, others = _draw_chosen(edges, key, sources[drawn], room.live, room.noticed, actives, others)
        room.hits[drawn], room.until[drawn] = drawn, actives
        drawn += 1
    return drawn, drawn, actives, others


# The inner loops take arrays one by one: counting the references to those of a tuple takes longer.


@kernel
def _draw_hits(nodes: npt.NDArray[Any], key: np.uint64, sources: Int32s, hits: Int32s) -> int:
    """List the places of sources for which anything is drawn; half of them are not, and cost a draw each."""
    count = 0
    for i in range(len(sources)):
        if i + _AHEAD < len(sources):
            prefetch(nodes, sources[i + _AHEAD])
        node = nodes[sources[i]]
        hits[count] = i
        count += (fraction(bits(key, sources[i])) >= node.none) | (node.sures > 0)
    return count


@kernel
def _draw_spots(
    nodes: npt.NDArray[Any],
    sure: Int64s,
    slots: UInt64s,
    targets: Int32s,
    key: np.uint64,
    sources: Int32s,
    hits: Int32s,
    live: Int64s,
    spots: Int64s,
    until: Int64s,
) -> int:
    """Draw slots and spots in them for as many hits as there is room; return how many.

    Certain edges, which have no slot, have a spot of -1.
    """
    hit = count = 0
    while hit < len(hits) and count <= _FULL:
        source = sources[hits[hit]]
        node, stream = nodes[source], bits(key, source)
        for i in range(node.sure, node.sure + node.sures):
            live[count], spots[count] = sure[i], -1
            prefetch(targets, sure[i])
            count += 1
        points = _points(stream, node.length, node.none)
        for draw in range(max(points, 2)):  # a second one that is not needed costs less than the branch
            x = uniform(stream, draw) * node.degree
            slot = int(x)
            live[count + draw], spots[count + draw] = node.first + slot, int((x - slot) * _CUT)
            prefetch(slots, node.first + slot)
        count += points
        until[hit] = count
        hit += 1
    return hit


@kernel
def _find_edges(slots: UInt64s, targets: Int32s, live: Int64s, spots: Int64s) -> None:
    for i in range(len(live)):
        if spots[i] >= 0:
            live[i] += _aside(slots[live[i]], spots[i])
            prefetch(targets, live[i])


def expected_draws(graph: InfluenceGraph) -> float:
    """Return how many edges matter in one world on average, those drawn twice counted twice.

    Examples
    --------
    >>> expected_draws(InfluenceGraph.from_edges(3, [0, 0], [1, 2], 1.0))
    2.0
    """
    edges = live_edges(graph)
    if graph.one_at_most:
        return float((edges.high - edges.low).sum())
    return float(edges.nodes["length"].sum()) + len(edges.sure)
