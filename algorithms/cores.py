"""Core numbers: how deep inside the network an account sits.

Nodes are taken away by rising degree, each lowering the degree of its neighbours; what is left when all of
degree below k have gone is the k-core. Nodes wait on a stack for their turn, and no order of all is kept.

References
----------
Seidman: Network structure and minimum degree. Social Networks 5, 1983,
https://doi.org/10.1016/0378-8733(83)90028-X
Batagelj, Zaveršnik: An O(m) algorithm for cores decomposition of networks. 2003,
https://doi.org/10.48550/arXiv.cs/0310049
Kabir, Madduri: Parallel k-core decomposition on multicore platforms. IPDPSW 2017,
https://doi.org/10.1109/IPDPSW.2017.151 (the stack)
"""

from __future__ import annotations

import numpy as np

from algorithms.kernels import kernel
from algorithms.pool import in_order
from graph.influence import InfluenceGraph
from graph.records import Int32s, Int64s

_SLICES = 8  # of the nodes, whose lists of neighbours are merged one after another


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
def _peel(starts: Int64s, nodes: Int32s, degree: Int32s) -> Int32s:  # noqa: C901  # one loop, and what it needs
    """Lower degrees to core numbers; who has gone keeps its own."""
    n = len(degree)
    count = degree.copy()
    stack = np.empty(n, dtype=np.int32)
    left = np.arange(n).astype(np.int32)
    level = 0
    while len(left):
        size = 0
        following = np.iinfo(np.int32).max
        for v in left:
            if degree[v] == level:
                stack[size] = v
                size += 1
            elif degree[v] > level:
                following = min(following, degree[v])
        reached = size > 0
        while size:
            size -= 1
            v = stack[size]
            for place in range(starts[v], starts[v] + count[v]):
                u = np.uint32(nodes[place])  # places that may be negative are tested for it
                if degree[u] > level:
                    degree[u] -= 1
                    if degree[u] == level:
                        stack[size] = u
                        size += 1
        left = left[degree[left] > level]
        level = level + 1 if reached else following
    return degree
