"""Centrality of accounts in the influence graph: PageRank and core numbers.

References
----------
Page, Brin, Motwani, Winograd: The PageRank citation ranking. Stanford InfoLab 1999-66.
Seidman: Network structure and minimum degree. Social Networks 5, 1983,
https://doi.org/10.1016/0378-8733(83)90028-X
"""

from __future__ import annotations

import numpy as np

from algorithms.checks import check_weights
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s


def pagerank(
    graph: InfluenceGraph, *, damping: float = 0.85, weights: Float64s | None = None, reverse: bool = True
) -> Float64s:
    """Rank accounts by PageRank on the reversed influence edges: a listener endorses whom it listens to.

    Nodes without an edge to follow pass their rank to all alike. The result is exact to about 1e-10.

    Parameters
    ----------
    graph
        The influence graph.
    damping
        Probability of following an edge, 0 to below 1.
    weights
        float64, m, not negative, in the order of `graph.probability`; None is the probabilities, ones
        give the unweighted variant. An edge of weight 0 is no edge.
    reverse
        Whether rank flows against influence. False is the wrong way round for finding influential
        accounts, and there to be compared.

    Returns
    -------
    numpy.ndarray
        float64, n, summing to 1.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> star = InfluenceGraph.from_edges(3, [0, 0], [1, 2], 0.5)
    >>> pagerank(star).round(3).tolist()
    [0.574, 0.213, 0.213]
    """
    from algorithms import engine

    if not 0 <= damping < 1:
        raise ParameterError("damping", damping, "from 0 to below 1")
    weights = check_weights(graph, weights)
    if graph.n == 0:
        return np.empty(0)
    kept = weights > 0
    ends = graph.in_sources[kept], graph.in_targets[kept]
    start, end = reversed(ends) if reverse else ends
    return engine.pagerank(graph.n, start, end, weights[kept], damping=damping)


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
    from algorithms import engine

    lower, upper, _ = undirected(graph, np.ones(graph.m))
    return engine.core_numbers(graph.n, lower, upper)


def undirected(graph: InfluenceGraph, weights: Float64s) -> tuple[Int32s, Int32s, Float64s]:
    """Return each joined pair once, lower node first, with the sum of its weights both ways.

    Examples
    --------
    >>> both_ways = InfluenceGraph.from_edges(2, [0, 1], [1, 0], [0.5, 0.25])
    >>> [column.tolist() for column in undirected(both_ways, both_ways.probability)]
    [[0], [1], [0.75]]
    """
    source, target = graph.in_sources.astype(np.int64), graph.in_targets
    pair = np.minimum(source, target) * graph.n + np.maximum(source, target)
    pairs, place = np.unique(pair, return_inverse=True)
    lower, upper = np.divmod(pairs, max(graph.n, 1))
    summed: Float64s = np.bincount(place, weights=weights, minlength=len(pairs)).astype(np.float64)
    return lower.astype(np.int32), upper.astype(np.int32), summed
