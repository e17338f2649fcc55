"""Where the network falls apart: accounts and ties that alone hold two parts of it together.

References
----------
Hopcroft, Tarjan: Efficient algorithms for graph manipulation. Communications of the ACM 16, 1973,
https://doi.org/10.1145/362248.362272
"""

from __future__ import annotations

import numpy as np

from algorithms import engine
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s


def articulation(graph: InfluenceGraph) -> Float64s:
    """Return into how many more parts the undirected graph falls without each account.

    Above 0 exactly for articulation points.

    Returns
    -------
    numpy.ndarray
        float64, n, whole numbers.

    Examples
    --------
    >>> star = InfluenceGraph.from_edges(4, [0, 0, 0], [1, 2, 3], 0.5)
    >>> articulation(star).tolist()
    [2.0, 0.0, 0.0, 0.0]
    """
    # An account is in one block (part that no single account can break) for each part that would be left.
    blocks = engine.blocks(graph.n, *_pairs(graph))
    return np.maximum(np.bincount(blocks, minlength=graph.n) - 1, 0).astype(np.float64)


def bridges(graph: InfluenceGraph) -> Float64s:
    """Return how many of each account's ties are bridges: the undirected graph falls apart without one.

    Returns
    -------
    numpy.ndarray
        float64, n, whole numbers.

    Examples
    --------
    >>> triangle_with_a_tail = InfluenceGraph.from_edges(4, [0, 1, 2, 2], [1, 2, 0, 3], 0.5)
    >>> bridges(triangle_with_a_tail).tolist()
    [0.0, 0.0, 1.0, 1.0]
    """
    return np.bincount(bridge_ties(graph).ravel(), minlength=graph.n).astype(np.float64)


def bridge_ties(graph: InfluenceGraph) -> Int32s:
    """Return the ties without which the undirected graph falls apart, lower account first, ascending.

    Returns
    -------
    numpy.ndarray
        int32, one row of two accounts a bridge.

    Examples
    --------
    >>> triangle_with_a_tail = InfluenceGraph.from_edges(4, [0, 1, 2, 2], [1, 2, 0, 3], 0.5)
    >>> bridge_ties(triangle_with_a_tail).tolist()
    [[2, 3]]
    """
    lower, upper = _pairs(graph)
    found = np.sort(engine.bridges(graph.n, lower, upper))
    return np.column_stack((lower[found], upper[found])).astype(np.int32)


def _pairs(graph: InfluenceGraph) -> tuple[Int64s, Int64s]:
    """Return each joined pair once, lower account first."""
    source, target = graph.in_sources.astype(np.int64), graph.in_targets
    pairs = np.unique(np.minimum(source, target) * graph.n + np.maximum(source, target))
    lower, upper = np.divmod(pairs, max(graph.n, 1))
    return lower, upper
