"""Closeness: in how few steps an account reaches all others, all of them or estimated from some.

Breadth-first searches against the edges start from 64 accounts at a time, one bit each; how many of them a
node reaches in so many steps is how many bits are new there.

References
----------
Boldi, Vigna: Axioms for centrality. Internet Mathematics 10, 2014, https://doi.org/10.1080/15427951.2013.865686
(harmonic)
Wasserman, Faust: Social network analysis. 1994, p. 201 (closeness where not everybody is reached)
Eppstein, Wang: Fast approximation of centrality. Journal of Graph Algorithms and Applications 8, 2004,
https://doi.org/10.7155/jgaa.00081
Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann, Vo: The more the merrier: efficient multi-source
graph traversal. PVLDB 8, 2014, https://doi.org/10.14778/2735496.2735507
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from algorithms.kernels import kernel
from algorithms.pool import in_order
from algorithms.sampled import Sampled, sampled_scores
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

_TOGETHER = 64  # searches: one bit each of a word
_REACHED, _STEPS, _NEARNESS, _SQUARES = range(4)  # what is summed up by node: 1, d, 1 / d, 1 / d²


def harmonic(graph: InfluenceGraph) -> Float64s:
    """Return, for each account, the sum of 1 / d over all others, d steps away along influence edges.

    All edges are one long, whatever their probability; who is never reached adds nothing.

    Returns
    -------
    numpy.ndarray
        float64, n; at most n - 1.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> harmonic(path).tolist()
    [1.5, 1.0, 0.0]
    """
    nearness: Float64s = _summed(graph, range(graph.n))[_NEARNESS]
    return nearness


def closeness(graph: InfluenceGraph) -> Float64s:
    """Return the share of all others that an account reaches, over the mean number of steps to them.

    All edges are one long, whatever their probability; who reaches nobody has 0.

    Returns
    -------
    numpy.ndarray
        float64, n, 0 to 1.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> closeness(path).round(3).tolist()
    [0.667, 0.5, 0.0]
    """
    reached, steps, _, _ = _summed(graph, range(graph.n))
    near: Float64s = reached**2 / (np.maximum(steps, 1) * max(graph.n - 1, 1))
    return near


def sample_harmonic(graph: InfluenceGraph, *, n_samples: int, random_seed: int) -> Sampled:
    """Estimate harmonic closeness from the distances to accounts drawn at random.

    Parameters
    ----------
    graph
        The influence graph.
    n_samples
        Accounts drawn, at least 2, with repetition.
    random_seed
        0 to 2**63 - 1; the same number draws the same accounts.

    Returns
    -------
    Sampled
        In the units of `harmonic`.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> found = sample_harmonic(path, n_samples=4000, random_seed=1)
    >>> bool((abs(found.value - harmonic(path)) < 0.1).all()), found.n
    (True, 4000)
    """

    def summed(targets: Int64s) -> tuple[Float64s, Float64s]:
        sums = _summed(graph, targets)
        return sums[_NEARNESS], sums[_SQUARES]

    return sampled_scores(summed, n=graph.n, most=1.0, n_samples=n_samples, random_seed=random_seed)


def _summed(graph: InfluenceGraph, targets: Sequence[int] | Int64s) -> Float64s:
    """Return what is summed up over the targets, one row a sum, one column a node."""
    together = [
        np.asarray(targets[first : first + _TOGETHER], dtype=np.int64)
        for first in range(0, len(targets), _TOGETHER)
    ]
    sums = np.zeros((4, graph.n))
    for of_some in in_order(lambda some: _distances(graph.in_offsets, graph.in_sources, some), together):
        sums += of_some
    return sums


@kernel
def _distances(  # noqa: C901  # three loops deep by nature: levels, nodes, edges
    offsets: Int64s, sources: Int32s, targets: Int64s
) -> Float64s:
    n = len(offsets) - 1
    sums = np.zeros((4, n))
    seen, front, fresh = np.zeros(n, np.uint64), np.zeros(n, np.uint64), np.zeros(n, np.uint64)
    nodes, found = np.empty(n, np.int32), np.empty(n, np.int32)
    size = 0
    for lane in range(len(targets)):
        if not seen[targets[lane]]:
            nodes[size] = targets[lane]
            size += 1
        seen[targets[lane]] |= np.uint64(1) << np.uint64(lane)
        front[targets[lane]] = seen[targets[lane]]
    distance = 0
    while size:
        distance += 1
        reached = 0
        for place in range(size):
            node = nodes[place]
            for edge in range(offsets[node], offsets[node + 1]):
                source = sources[edge]
                new = front[node] & ~seen[source]
                if new:
                    if not fresh[source]:
                        found[reached] = source
                        reached += 1
                    fresh[source] |= new
            front[node] = 0
        nodes, found, size = found, nodes, reached
        for place in range(size):
            node = nodes[place]
            count = _bits(fresh[node])
            sums[0, node] += count
            sums[1, node] += count * distance
            sums[2, node] += count / distance
            sums[3, node] += count / distance**2
            seen[node] |= fresh[node]
            front[node] = fresh[node]
            fresh[node] = 0
    return sums


@kernel
def _bits(word: np.uint64) -> int:
    """Count the bits that are set."""
    count = 0
    while word:
        word &= word - np.uint64(1)
        count += 1
    return count
