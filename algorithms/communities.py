"""Communities of accounts: who listens to each other more than to the rest.

References
----------
Traag, Waltman, van Eck: From Louvain to Leiden: guaranteeing well-connected communities. Scientific
Reports 9, 2019, https://doi.org/10.1038/s41598-019-41695-z
Traag, Van Dooren, Nesterov: Narrow scope for resolution-limit-free community detection. Physical
Review E 84, 2011, https://doi.org/10.1103/PhysRevE.84.016114
Raghavan, Albert, Kumara: Near linear time algorithm to detect community structures in large-scale networks.
Physical Review E 76, 2007, https://doi.org/10.1103/PhysRevE.76.036106
Rosvall, Bergstrom: Maps of random walks on complex networks reveal community structure. PNAS 105, 2008,
https://doi.org/10.1073/pnas.0706851105
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from algorithms.checks import check_random_seed, check_weights
from algorithms.kernels import kernel
from algorithms.leiden import leiden_membership
from algorithms.undirected import Neighbours, neighbours
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

Method = Literal["leiden", "cpm", "label-propagation", "infomap"]


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


def find_communities(
    graph: InfluenceGraph,
    *,
    method: Method = "leiden",
    weights: Float64s | None = None,
    resolution: float | None = None,
    random_seed: int,
) -> Partition:
    """Find communities by the method of that name.

    Parameters
    ----------
    graph
        The influence graph.
    method
        `leiden`: high modularity. `cpm`: communities that are denser inside than the resolution, and
        less dense towards each other. `label-propagation`: where most of one's neighbours are, without a
        measure of quality. `infomap`: where messages, passed at random along influence, stay long. Only
        `infomap` knows the direction of an edge; the others add the weights of both.
    weights
        float64, m, not negative, in the order of `graph.probability`; None is the probabilities.
    resolution
        Above 0, of `leiden` and `cpm` alone; None is 1, and for `cpm` the mean weight over all pairs.
    random_seed
        0 to 2**63 - 1; the same number gives the same communities.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> two_pairs = InfluenceGraph.from_edges(4, [0, 1, 2, 3], [1, 0, 3, 2], 0.5)
    >>> [find_communities(two_pairs, method=m, random_seed=1).membership.tolist() for m in ("cpm", "infomap")]
    [[0, 0, 1, 1], [0, 0, 1, 1]]
    """
    if method not in get_args(Method):
        raise ParameterError("method", method, f"one of {', '.join(get_args(Method))}")
    if method == "leiden":
        return leiden(
            graph,
            weights=weights,
            resolution=1.0 if resolution is None else resolution,
            random_seed=random_seed,
        )
    if method == "cpm":
        return constant_potts(graph, weights=weights, resolution=resolution, random_seed=random_seed)
    if resolution is not None:
        raise ParameterError("resolution", resolution, f"left out for {method}")
    propagate = label_propagation if method == "label-propagation" else infomap
    return propagate(graph, weights=weights, random_seed=random_seed)


def leiden(
    graph: InfluenceGraph, *, weights: Float64s | None = None, resolution: float = 1.0, random_seed: int
) -> Partition:
    """Find communities of high modularity by the Leiden algorithm; each is connected.

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
    joined = _joined(graph, weights, resolution, random_seed)
    strengths = joined.strengths()
    rate = resolution / max(strengths.sum(), np.finfo(np.float64).tiny)
    membership = leiden_membership(joined, strengths, rate=rate, rng=np.random.default_rng(random_seed))
    return _partition(joined, membership, resolution)


def constant_potts(
    graph: InfluenceGraph,
    *,
    weights: Float64s | None = None,
    resolution: float | None = None,
    random_seed: int,
) -> Partition:
    """Find communities by the Leiden algorithm for the constant Potts model, which has no resolution limit.

    Parameters
    ----------
    graph, weights, random_seed
        As in `leiden`; the modularity that is returned is at resolution 1.
    resolution
        Above 0: weight that a pair inside must have on average. None is the mean over all pairs.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> [len(set(constant_potts(path, resolution=r, random_seed=1).membership)) for r in (0.1, 0.6)]
    [1, 3]
    """
    joined = _joined(graph, weights, 1.0 if resolution is None else resolution, random_seed)
    pairs = joined.n * (joined.n - 1)
    rate = joined.weight.sum() / max(pairs, 1) if resolution is None else resolution
    sizes = np.ones(joined.n)
    membership = leiden_membership(joined, sizes, rate=rate, rng=np.random.default_rng(random_seed))
    return _partition(joined, membership)


def label_propagation(
    graph: InfluenceGraph, *, weights: Float64s | None = None, random_seed: int
) -> Partition:
    """Find communities by letting everybody take the label that weighs most among the neighbours.

    Parameters
    ----------
    graph, weights, random_seed
        As in `leiden`; random seeds often give other communities.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> two_pairs = InfluenceGraph.from_edges(4, [0, 1, 2, 3], [1, 0, 3, 2], 0.5)
    >>> label_propagation(two_pairs, random_seed=1).membership.tolist()
    [0, 0, 1, 1]
    """
    from algorithms import engine

    joined = _joined(graph, weights, 1.0, random_seed)
    once = joined.owners < joined.nodes
    membership = engine.label_propagation(
        graph.n, joined.owners[once], joined.nodes[once], joined.weight[once], random_seed=random_seed
    )
    return _partition(joined, membership)


def infomap(graph: InfluenceGraph, *, weights: Float64s | None = None, random_seed: int) -> Partition:
    """Find communities in which a walker along influence edges stays long, by the map equation.

    Parameters
    ----------
    graph, weights, random_seed
        As in `leiden`, but edges keep their direction.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> two_pairs = InfluenceGraph.from_edges(4, [0, 1, 2, 3], [1, 0, 3, 2], 0.5)
    >>> infomap(two_pairs, random_seed=1).membership.tolist()
    [0, 0, 1, 1]
    """
    from algorithms import engine

    joined = _joined(graph, weights, 1.0, random_seed)
    weight = check_weights(graph, weights)
    kept = weight > 0
    membership = engine.infomap(
        graph.n, graph.in_sources[kept], graph.in_targets[kept], weight[kept], random_seed=random_seed
    )
    return _partition(joined, membership)


def modularity(joined: Neighbours, membership: Int32s, *, resolution: float = 1.0) -> float | None:
    """Return the modularity of a partition; None where no edge has weight.

    Parameters
    ----------
    joined
        The graph without direction.
    membership
        int32, n: number of each node's community, from 0.
    resolution
        Above 0.

    References
    ----------
    Newman, Girvan: Finding and evaluating community structure in networks. Physical Review E 69, 2004,
    https://doi.org/10.1103/PhysRevE.69.026113

    Examples
    --------
    >>> two_pairs = InfluenceGraph.from_edges(4, [0, 2], [1, 3], 0.5)
    >>> modularity(neighbours(two_pairs, two_pairs.probability), np.array([0, 0, 1, 1], dtype=np.int32))
    0.5
    """
    whole = float(joined.weight.sum())
    if whole == 0:
        return None
    inside = _weigh_inside(joined.offsets, joined.nodes, joined.weight, membership)
    shares = np.bincount(membership, weights=joined.strengths()) / whole
    return float(inside / whole - resolution * (shares**2).sum())


@kernel
def _weigh_inside(offsets: Int64s, nodes: Int32s, weight: Float64s, membership: Int32s) -> float:
    total = 0.0
    for v in range(len(membership)):
        for e in range(offsets[v], offsets[v + 1]):
            if membership[nodes[e]] == membership[v]:
                total += weight[e]
    return total


def _joined(
    graph: InfluenceGraph, weights: Float64s | None, resolution: float, random_seed: int
) -> Neighbours:
    if not 0 < resolution < np.inf:
        raise ParameterError("resolution", resolution, "above 0")
    check_random_seed(random_seed)
    return neighbours(graph, check_weights(graph, weights))


def _partition(joined: Neighbours, membership: Int32s, resolution: float = 1.0) -> Partition:
    return Partition(_largest_first(membership), modularity(joined, membership, resolution=resolution))


def _largest_first(membership: Int32s) -> Int32s:
    _, first, place, sizes = np.unique(membership, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), dtype=np.int32)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes), dtype=np.int32)
    return rank[place]
