"""Core numbers: how deep inside the network an account sits.

Nodes are taken away by rising degree, each lowering the degree of its neighbours; what is left when all of
degree below k have gone is the k-core. Nodes wait in line for their turn, so that it is known whose
neighbours will be needed soon.

References
----------
Seidman: Network structure and minimum degree. Social Networks 5, 1983,
https://doi.org/10.1016/0378-8733(83)90028-X
Batagelj, Zaveršnik: An O(m) algorithm for cores decomposition of networks. 2003,
https://doi.org/10.48550/arXiv.cs/0310049
"""

from __future__ import annotations

import numpy as np

from algorithms.kernels import kernel, prefetch
from algorithms.pool import in_order
from graph.influence import InfluenceGraph
from graph.records import Int32s, Int64s

_SLICES = 8  # of the nodes, whose lists of neighbours are merged one after another
_AHEAD = 4  # nodes in line between asking for neighbours and looking at them
_LINE = 16  # neighbours in a line of the cache


def k_core(graph: InfluenceGraph) -> Int32s:
    """Return the core number of every account in the simple undirected graph.

    Two accounts are neighbours when an edge joins them either way, whatever its probability. An account
    has core number k when it belongs to a part in which everybody has k neighbours, and to none with k + 1.

    Returns
    -------
    numpy.ndarray
        int32, n.

    Examples
    --------
    >>> triangle_with_a_tail = InfluenceGraph.from_edges(4, [0, 1, 2, 2], [1, 2, 0, 3], 0.5)
    >>> k_core(triangle_with_a_tail).tolist()
    [2, 2, 2, 1]
    """
    starts = graph.in_offsets + graph.out_offsets
    nodes, degree = np.empty(2 * graph.m, dtype=np.int32), np.empty(graph.n, dtype=np.int32)
    ends = np.linspace(0, graph.n, _SLICES + 1).astype(np.int64)
    ways = (graph.in_offsets, graph.in_sources, graph.out_offsets, graph.out_targets)

    def merge(part: int) -> None:
        _merge(*ways, starts, nodes, degree, ends[part], ends[part + 1])

    list(in_order(merge, range(_SLICES)))
    return _peel(starts, nodes, degree)


@kernel
def _merge(
    in_offsets: Int64s,
    in_sources: Int32s,
    out_offsets: Int64s,
    out_targets: Int32s,
    starts: Int64s,
    nodes: Int32s,
    degree: Int32s,
    first: int,
    last: int,
) -> None:
    """Write whom each node is joined with, once each, from where its two lists would start in one."""
    for v in range(first, last):
        into, end_in = in_offsets[v], in_offsets[v + 1]
        out, end_out = out_offsets[v], out_offsets[v + 1]
        place = starts[v]
        while into < end_in and out < end_out:
            source, target = in_sources[into], out_targets[out]
            nodes[place] = min(source, target)
            into += source <= target
            out += target <= source
            place += 1
        for edge in range(into, end_in):
            nodes[place] = in_sources[edge]
            place += 1
        for edge in range(out, end_out):
            nodes[place] = out_targets[edge]
            place += 1
        degree[v] = place - starts[v]


@kernel
def _peel(starts: Int64s, nodes: Int32s, degree: Int32s) -> Int32s:
    """Lower degrees to core numbers; who has gone keeps its own."""
    count = degree.copy()
    line, first, last = np.empty(len(degree), dtype=np.int32), 0, 0
    left = np.arange(len(degree)).astype(np.int32)
    level = 0
    while len(left):
        following = np.iinfo(np.int32).max
        for v in left:
            if degree[v] == level:
                line[last] = v
                last += 1
            else:
                following = min(following, degree[v])
        reached = last > first
        while first < last:
            _ask_ahead(line, first, last, starts, nodes, count)
            v = line[first]
            first += 1
            for place in range(np.uint64(starts[v]), np.uint64(starts[v] + count[v])):
                u = np.uint32(nodes[place])  # places that may be negative are tested for it
                before = degree[u]
                degree[u] = before - (before > level)  # about half are, and no processor can guess which
                if before == level + 1:
                    line[last] = u
                    last += 1
        left = left[degree[left] > level]
        level = level + 1 if reached else following
    return degree


@kernel
def _ask_ahead(line: Int32s, first: int, last: int, starts: Int64s, nodes: Int32s, count: Int32s) -> None:
    """Ask for the neighbours of who comes soon: most have no more than fit into two lines of the cache."""
    if first + 2 * _AHEAD < last:
        prefetch(starts, line[first + 2 * _AHEAD])
        prefetch(count, line[first + 2 * _AHEAD])
    if first + _AHEAD < last:
        place = starts[line[first + _AHEAD]]
        prefetch(nodes, place)
        prefetch(nodes, place + _LINE)
