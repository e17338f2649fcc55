"""Communities of accounts: who listens to each other more than to the rest.

References
----------
Traag, Waltman, van Eck: From Louvain to Leiden: guaranteeing well-connected communities. Scientific
Reports 9, 2019, https://doi.org/10.1038/s41598-019-41695-z
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from algorithms.centrality import undirected
from algorithms.checks import check_random_seed, check_weights
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """Every account in one community.

    Parameters
    ----------
    membership
        int32, n: number of the account's community; 0 is the largest, of equals the one with the
        smallest member first.
    modularity
        Of the partition, -0.5 to 1 at resolution 1; None where no edge has weight.
    """

    membership: Int32s
    modularity: float | None


def leiden(
    graph: InfluenceGraph, *, weights: Float64s | None = None, resolution: float = 1.0, random_seed: int
) -> Partition:
    """Find communities of high modularity by the Leiden algorithm.

    Modularity knows no direction here: the weights of both directions are added.

    Parameters
    ----------
    graph
        The influence graph.
    weights
        float64, m, not negative, in the order of `graph.probability`; None is the probabilities, ones
        give the unweighted variant, in which a pair joined both ways weighs 2.
    resolution
        Above 0; larger gives more and smaller communities.
    random_seed
        0 to 2**63 - 1; the same number gives the same communities.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> two_pairs = InfluenceGraph.from_edges(4, [0, 1, 2, 3], [1, 0, 3, 2], 0.5)
    >>> found = leiden(two_pairs, random_seed=1)
    >>> found.membership.tolist(), found.modularity
    ([0, 0, 1, 1], 0.5)
    """
    from algorithms import engine

    if not 0 < resolution < np.inf:
        raise ParameterError("resolution", resolution, "above 0")
    check_random_seed(random_seed)
    lower, upper, weight = undirected(graph, check_weights(graph, weights))
    kept = weight > 0
    if not kept.any():
        return Partition(np.arange(graph.n, dtype=np.int32), None)
    membership, modularity = engine.leiden_partition(
        graph.n, lower[kept], upper[kept], weight[kept], resolution=resolution, random_seed=random_seed
    )
    return Partition(_largest_first(membership), modularity)


def _largest_first(membership: Int32s) -> Int32s:
    _, first, place, sizes = np.unique(membership, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), dtype=np.int32)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes), dtype=np.int32)
    return rank[place]
