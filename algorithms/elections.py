"""Rankings in which who is chosen first takes weight from those around: VoteRank and Collective Influence.

References
----------
Zhang, Chen, Dong, Zhao: Identifying a set of influential spreaders in complex networks. Scientific Reports 6,
2016, https://doi.org/10.1038/srep27823 (VoteRank)
Morone, Makse: Influence maximization in complex networks through optimal percolation. Nature 524, 2015,
https://doi.org/10.1038/nature14604 (Collective Influence)
"""

from __future__ import annotations

import heapq

import numpy as np

from algorithms.kernels import kernel
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s


def vote_rank(graph: InfluenceGraph) -> Float64s:
    """Return the votes with which each account is elected, one after another, best first.

    Every listener votes with its ability, 1 at first, for each account that it listens to. Who is elected
    votes no more, and its listeners lose one mean degree's share of their ability. Of those with the same
    votes the lowest number is elected.

    Returns
    -------
    numpy.ndarray
        float64, n, at least 0; whoever has no votes left when its turn comes has 0.

    Examples
    --------
    >>> two_stars = InfluenceGraph.from_edges(6, [0, 0, 1, 1], [2, 3, 4, 3], 0.5)
    >>> vote_rank(two_stars).tolist()
    [2.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    """
    return elect(graph)[1]


def elect(graph: InfluenceGraph) -> tuple[Int32s, Float64s]:
    """Return all accounts in the order of their election, and the votes of each.

    Returns
    -------
    tuple
        int32, n: accounts, best first; float64, n: votes, by account.

    Examples
    --------
    >>> two_stars = InfluenceGraph.from_edges(6, [0, 0, 1, 1], [2, 3, 4, 3], 0.5)
    >>> elect(two_stars)[0][:2].tolist()
    [0, 1]
    """
    share = graph.n / graph.m if graph.m else 0.0
    return _elect(graph.in_offsets, graph.in_sources, graph.out_offsets, graph.out_targets, share)


def collective_influence(graph: InfluenceGraph) -> Float64s:
    """Return (d - 1) Σ (d - 1) over an account's listeners, with d the number of listeners of each.

    The Collective Influence of radius 1: who is listened to by accounts that are listened to.

    Returns
    -------
    numpy.ndarray
        float64, n, at least 0.

    Examples
    --------
    >>> tree = InfluenceGraph.from_edges(7, [0, 0, 1, 1, 2, 2], [1, 2, 3, 4, 5, 6], 0.5)
    >>> collective_influence(tree).tolist()
    [2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    """
    further = np.maximum(np.diff(graph.out_offsets) - 1, 0).astype(np.float64)
    around = np.bincount(graph.in_sources, weights=further[graph.in_targets], minlength=graph.n)
    influence: Float64s = further * around
    return influence


@kernel
def _elect(
    in_offsets: Int64s, in_sources: Int32s, out_offsets: Int64s, out_targets: Int32s, share: float
) -> tuple[Int32s, Float64s]:
    n = len(in_offsets) - 1
    ability = np.ones(n)
    votes = (out_offsets[1:] - out_offsets[:-1]).astype(np.float64)
    heap = [(-votes[v], v) for v in range(n)]
    heapq.heapify(heap)
    order, elected = np.empty(n, dtype=np.int32), np.full(n, -1.0)
    size = 0
    while heap:
        negative, account = heapq.heappop(heap)
        if -negative > votes[account]:
            heapq.heappush(heap, (-votes[account], account))
            continue
        order[size], elected[account] = account, max(votes[account], 0.0)
        size += 1
        for place in range(out_offsets[account] - 1, out_offsets[account + 1]):
            itself = place < out_offsets[account]
            voter = account if itself else np.int64(out_targets[place])
            less = min(ability[voter], 1.0 if itself else share)
            ability[voter] -= less
            if less > 0.0:
                for edge in range(in_offsets[voter], in_offsets[voter + 1]):
                    votes[in_sources[edge]] -= less
    return order, elected
