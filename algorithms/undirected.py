"""The influence graph without direction: each account's neighbours, with the weights of both ways added."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from algorithms.kernels import kernel
from algorithms.pool import in_order
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

_SLICES = 8  # of the nodes, each merged by itself
_FEW = 1 << 17  # edges, up to which handing out slices takes longer than the work


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Joined pairs, each at both of its ends.

    Parameters
    ----------
    offsets
        int64, n + 1: neighbours of v are `nodes[offsets[v]:offsets[v + 1]]`.
    nodes
        int32, 2 a pair, ascending for each node.
    weight
        float64, same length, above 0: the same at both ends.
    """

    offsets: Int64s
    nodes: Int32s
    weight: Float64s

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.offsets) - 1

    @property
    def owners(self) -> Int32s:
        """Whose neighbour each entry is: int32, same length as `nodes`."""
        return np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.offsets))

    def strengths(self) -> Float64s:
        """Return the sum of weights at each node: float64, n."""
        sums = np.concatenate(([0.0], np.cumsum(self.weight)))
        return np.diff(sums[self.offsets])


def neighbours(graph: InfluenceGraph, weights: Float64s) -> Neighbours:
    """Join each pair that an edge joins either way; edges of weight 0 join nobody.

    Parameters
    ----------
    graph
        The influence graph.
    weights
        float64, m, not negative, in the order of `graph.probability`.

    Examples
    --------
    >>> both_ways = InfluenceGraph.from_edges(3, [0, 1], [1, 0], [0.5, 0.25])
    >>> joined = neighbours(both_ways, both_ways.probability)
    >>> joined.offsets.tolist(), joined.nodes.tolist(), joined.weight.tolist()
    ([0, 1, 2, 2], [1, 0], [0.75, 0.75])
    """
    ways = (graph.in_offsets, graph.in_sources, graph.out_offsets, graph.out_targets, graph.out_edges)
    ends = np.linspace(0, graph.n, _SLICES + 1).astype(np.int64)
    threads = 1 if graph.m <= _FEW else None
    counts = np.zeros(graph.n + 1, dtype=np.int64)
    nothing = (np.empty(0, dtype=np.int32), np.empty(0))

    def count(part: int) -> None:
        _merge(*ways, weights, ends[part], ends[part + 1], counts, *nothing)

    list(in_order(count, range(_SLICES), threads=threads))
    offsets = np.cumsum(counts)
    filled = (np.empty(offsets[-1], dtype=np.int32), np.empty(offsets[-1]))

    def fill(part: int) -> None:
        _merge(*ways, weights, ends[part], ends[part + 1], offsets, *filled)

    list(in_order(fill, range(_SLICES), threads=threads))
    return Neighbours(offsets, *filled)


@kernel
def _merge(
    in_offsets: Int64s,
    in_sources: Int32s,
    out_offsets: Int64s,
    out_targets: Int32s,
    out_edges: Int64s,
    weights: Float64s,
    first: int,
    last: int,
    offsets: Int64s,
    nodes: Int32s,
    weight: Float64s,
) -> None:
    """Merge both lists of each node; without room for the result only count, one place later."""
    counting = len(nodes) == 0
    for v in range(first, last):
        into, end_in = in_offsets[v], in_offsets[v + 1]
        out, end_out = out_offsets[v], out_offsets[v + 1]
        place = 0 if counting else offsets[v]
        while into < end_in or out < end_out:
            source = in_sources[into] if into < end_in else len(in_offsets)
            target = out_targets[out] if out < end_out else len(in_offsets)
            total = 0.0
            if source <= target:
                total += weights[into]
                into += 1
            if target <= source:
                total += weights[out_edges[out]]
                out += 1
            if total > 0.0:
                if not counting:
                    nodes[place] = min(source, target)
                    weight[place] = total
                place += 1
        if counting:
            offsets[v + 1] = place
