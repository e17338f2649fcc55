"""Betweenness: how many shortest paths between others lead through an account, all of them or estimated.

Brandes' accumulation, from eight sources at a time: a sweep down the levels of their breadth-first searches
counts the shortest paths to every node, a sweep back up adds what each node's followers on them depend
on it. One byte a node says for which of the eight sources it is in the current level, so that most edges cost
one look at a byte, and the counts of the eight lie in one line of the cache.

References
----------
Brandes: A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25, 2001,
https://doi.org/10.1080/0022250X.2001.9990249
Brandes, Pich: Centrality estimation in large networks. International Journal of Bifurcation and Chaos 17,
2007, https://doi.org/10.1142/S0218127407018403
Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann, Vo: The more the merrier: efficient multi-source
graph traversal. PVLDB 8, 2014, https://doi.org/10.14778/2735496.2735507
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from algorithms.kernels import kernel, prefetch
from algorithms.pool import in_order
from algorithms.sampled import Sampled, sampled_scores
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

_TOGETHER = 8  # sources: one bit each in a byte, one double each in a line of the cache
Bytes = npt.NDArray[np.uint8]
_AHEAD = np.uint64(12)  # edges: their lines are asked for so early
_LANES = np.array([[bits >> lane & 1 for lane in range(_TOGETHER)] for bits in range(256)], dtype=np.float64)


def betweenness(graph: InfluenceGraph) -> Float64s:
    """Return, for each account, over how many shortest paths between others it lies.

    A pair (s, t) counts by the share of its shortest paths that lead through the account; all edges are
    one long, whatever their probability. In a graph without direction each pair counts both ways.

    Returns
    -------
    numpy.ndarray
        float64, n; at most (n - 1)(n - 2).

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 0.5)
    >>> betweenness(path).tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    return _summed(graph, range(graph.n))[0]


def betweenness_weighted(graph: InfluenceGraph, *, lengths: Float64s | None = None) -> Float64s:
    """Return, for each account, over how many shortest paths it lies, an edge being 1 / probability long.

    Parameters
    ----------
    graph
        The influence graph.
    lengths
        float64, m, above 0 and finite, in the order of `graph.probability`; None is 1 / probability, which
        leaves out edges of probability 0.

    Returns
    -------
    numpy.ndarray
        float64, n; at most (n - 1)(n - 2).

    Raises
    ------
    ParameterError
        When there is not one length an edge, or one that is not above 0.

    Examples
    --------
    >>> detour = InfluenceGraph.from_edges(3, [0, 1, 0], [1, 2, 2], [1.0, 1.0, 0.25])
    >>> betweenness_weighted(detour).tolist()
    [0.0, 1.0, 0.0]
    """
    from algorithms import engine

    kept = np.ones(graph.m, dtype=np.bool_) if lengths is not None else graph.probability > 0
    given = 1 / graph.probability[kept] if lengths is None else np.asarray(lengths, dtype=np.float64)
    if given.shape != (np.count_nonzero(kept),):
        raise ParameterError("lengths", f"an array of shape {given.shape}", f"of length {graph.m}")
    if len(given) and not (given.min() > 0 and given.max() < np.inf):
        raise ParameterError("lengths", f"an array with entry {given.min()}", "above 0 and finite")
    return engine.betweenness(graph.n, graph.in_sources[kept], graph.in_targets[kept], given)


def sample_betweenness(graph: InfluenceGraph, *, n_samples: int, random_seed: int) -> Sampled:
    """Estimate betweenness from sources drawn at random, each with all its targets.

    Parameters
    ----------
    graph
        The influence graph.
    n_samples
        Sources drawn, at least 2, with repetition.
    random_seed
        0 to 2**63 - 1; the same number draws the same sources.

    Returns
    -------
    Sampled
        In the units of `betweenness`.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 0.5)
    >>> found = sample_betweenness(path, n_samples=4000, random_seed=1)
    >>> bool((abs(found.value - betweenness(path)) < 0.2).all()), found.n
    (True, 4000)
    """
    return sampled_scores(
        lambda sources: _summed(graph, sources),
        n=graph.n,
        most=max(graph.n - 2, 0),
        n_samples=n_samples,
        random_seed=random_seed,
    )


def _summed(graph: InfluenceGraph, sources: Sequence[int] | Int64s) -> tuple[Float64s, Float64s]:
    """Return, by node, what all sources depend on it, and the squares of that, summed over the sources."""
    together = [
        np.asarray(sources[first : first + _TOGETHER], dtype=np.int64)
        for first in range(0, len(sources), _TOGETHER)
    ]
    total, squares = np.zeros((2, graph.n))
    for summed in in_order(lambda some: _from_sources(graph, some), together):
        total += summed[0]
        squares += summed[1]
    return total, squares


def _from_sources(graph: InfluenceGraph, sources: Int64s) -> Float64s:
    summed = np.zeros((2, graph.n))
    _accumulate(graph.out_offsets, graph.out_targets, sources, _LANES, *summed)
    return summed


@kernel
def _accumulate(  # noqa: C901  # three loops deep by nature: levels, nodes, edges
    offsets: Int64s, targets: Int32s, sources: Int64s, lanes: Float64s, total: Float64s, squares: Float64s
) -> None:
    """Add how each source depends on v: the sum of paths(v) / paths(w) (1 + that on w) over followers w."""
    nodes, bits, levels, paths = _search(offsets, targets, sources, lanes)
    below = np.zeros(len(offsets) - 1, dtype=np.uint8)  # for which sources a node is one level further down
    passed = np.empty(_TOGETHER)
    lines, last_edge = paths.ravel(), np.uint64(len(targets) - 1)
    for level in range(len(levels) - 2, -1, -1):
        for place in range(levels[level], levels[level + 1]):
            node, active = nodes[place], bits[place]
            passed[:] = 0.0
            for edge in range(np.uint64(offsets[node]), np.uint64(offsets[node + 1])):
                prefetch(lines, np.int64(targets[min(edge + _AHEAD, last_edge)]) * _TOGETHER)
                target = np.uint64(np.uint32(targets[edge]))
                common = active & below[target]
                if common:
                    for lane in range(_TOGETHER):
                        passed[lane] += paths[target, lane] * lanes[common, lane]
            for lane in range(_TOGETHER):
                if active >> lane & 1:
                    if level:
                        depends = paths[node, lane] * passed[lane]
                        total[node] += depends
                        squares[node] += depends * depends
                    # From here on (1 + what depends on the node) / paths, which is all that is asked of it.
                    paths[node, lane] = 1.0 / paths[node, lane] + passed[lane]
        if level + 2 < len(levels):
            for place in range(levels[level + 1], levels[level + 2]):
                below[nodes[place]] = 0
        for place in range(levels[level], levels[level + 1]):
            below[nodes[place]] = bits[place]


@kernel
def _search(  # noqa: C901  # as above
    offsets: Int64s, targets: Int32s, sources: Int64s, lanes: Float64s
) -> tuple[Int32s, Bytes, list[int], Float64s]:
    """Search breadth first; return nodes by level, for which sources, where levels start, and path counts."""
    n = len(offsets) - 1
    paths = np.zeros((n, _TOGETHER))
    lines, last_edge = paths.ravel(), np.uint64(len(targets) - 1)
    seen = np.zeros(n, dtype=np.uint8)  # the sources that have reached a node
    fresh = np.zeros(n, dtype=np.uint8)  # those that reach it in the level that begins
    nodes = np.empty(n * _TOGETHER, dtype=np.int32)  # a source meets a node once, most meet it together
    bits = np.empty(len(nodes), dtype=np.uint8)
    size = 0
    for lane in range(len(sources)):
        if not fresh[sources[lane]]:
            nodes[size] = sources[lane]
            size += 1
        fresh[sources[lane]] |= np.uint8(1 << lane)
        paths[sources[lane], lane] = 1.0
    levels = [0]
    while size > levels[-1]:
        first = levels[-1]
        levels.append(size)
        for place in range(first, size):
            node = nodes[place]
            bits[place] = fresh[node]
            seen[node] |= fresh[node]
            fresh[node] = 0
        for place in range(first, levels[-1]):
            node, active = nodes[place], bits[place]
            for edge in range(np.uint64(offsets[node]), np.uint64(offsets[node + 1])):
                prefetch(lines, np.int64(targets[min(edge + _AHEAD, last_edge)]) * _TOGETHER)
                target = np.uint64(np.uint32(targets[edge]))
                new = active & ~seen[target]
                if new:
                    if not fresh[target]:
                        nodes[size] = target
                        size += 1
                    fresh[target] |= new
                    for lane in range(_TOGETHER):
                        paths[target, lane] += paths[node, lane] * lanes[new, lane]
    return nodes, bits, levels, paths
