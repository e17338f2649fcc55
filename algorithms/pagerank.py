"""PageRank: how often a walk that keeps following edges, and now and then starts anew, is at each account.

The ranks solve x = (1 - d) r + d Pᵀ x, up to their sum, where P follows an edge and r says where walks start
anew; a walk that finds no edge to follow starts anew, too. Blocks of nodes are brought up to date one after
another (Gauss-Seidel), each from the newest ranks of all others, so that about half as many sweeps are needed
as by powers of P, and a block's parts can be computed at the same time.

What is left after some sweeps are pairs that only follow each other, and other such traps: their share of the
error shrinks by d² a sweep and no faster. Once everything else has gone, two sweeps tell where that
leads (power extrapolation).

References
----------
Page, Brin, Motwani, Winograd: The PageRank citation ranking. Stanford InfoLab 1999-66.
Haveliwala: Topic-sensitive PageRank. WWW 2002, https://doi.org/10.1145/511446.511513 (where walks start anew)
Del Corso, Gullí, Romani: Fast PageRank computation via a sparse linear system. Internet Mathematics 2, 2005,
https://doi.org/10.1080/15427951.2005.10129108
Haveliwala, Kamvar, Klein, Manning, Golub: Computing PageRank using power extrapolation. Stanford 2003.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from algorithms.checks import check_distribution, check_weights
from algorithms.kernels import kernel
from algorithms.pool import in_order
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

DAMPING = 0.85
TOLERANCE = 1e-10

_BLOCKS = 16  # 1,000,000 nodes, 15,000,000 edges: 40 sweeps with 1 block, 28 with 16, 22 with 64
_PARTS = 2  # of a block, computed at the same time
_SMALL_BLOCK = 2_000  # nodes and edges; below, threads cost more than they save
_NEAR = 0.08  # how close to d² an error must shrink to be taken for that of traps
_UNTOUCHED = 4  # sweeps before an extrapolation
_EXTRAPOLATIONS = 3  # no more, for where the error is of another kind each makes it larger


def pagerank(
    graph: InfluenceGraph,
    *,
    damping: float = DAMPING,
    weights: Float64s | None = None,
    reverse: bool = True,
    restart: Float64s | None = None,
    start: Float64s | None = None,
    tolerance: float = TOLERANCE,
) -> Float64s:
    """Rank accounts by PageRank on the reversed influence edges: a listener endorses whom it listens to.

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
    restart
        float64, n: how likely a walk starts anew at each account, summing to 1; None is uniform. Ranks are
        then personalised: who matters to these accounts.
    start
        float64, n, not negative, not all 0: ranks to begin with, such as those of the day before; they
        decide how long it takes and not, beyond the tolerance, what comes out.
    tolerance
        Above 0: the sum of absolute errors is at most that.

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
    >>> pagerank(star, restart=np.array([0.0, 0.0, 1.0])).round(3).tolist()
    [0.459, 0.0, 0.541]
    """
    if not 0 <= damping < 1:
        raise ParameterError("damping", damping, "from 0 to below 1")
    if not tolerance > 0:
        raise ParameterError("tolerance", tolerance, "above 0")
    weights = check_weights(graph, weights)
    restart = check_distribution(graph, restart, name="restart")
    start = restart if start is None else _checked_start(graph, start)
    if graph.n == 0:
        return np.empty(0)
    walk = _walk(graph, weights, damping, reverse=reverse)
    ranks: Float64s = _solved(
        walk, (1 - damping) * restart, _scaled(walk, start, damping), damping, tolerance
    )
    ranks /= ranks.sum()
    return ranks


def pagerank_unweighted(graph: InfluenceGraph) -> Float64s:
    """Rank accounts by PageRank on the reversed influence edges, all of the same weight.

    Returns
    -------
    numpy.ndarray
        float64, n, summing to 1.

    Examples
    --------
    >>> uneven = InfluenceGraph.from_edges(3, [0, 1], [2, 2], [1.0, 0.25])
    >>> pagerank_unweighted(uneven).round(3).tolist()
    [0.37, 0.37, 0.26]
    """
    return pagerank(graph, weights=np.ones(graph.m))


@dataclass(frozen=True, slots=True, eq=False)
class _Walk:
    """Edges by the node that they bring rank to, and what of its rank each node passes on along one."""

    offsets: Int64s
    nodes: Int32s
    weights: Float64s  # in that order; empty where those of a node's edges are all the same
    share: Float64s  # d / (sum of weights of the node's edges), or d / (their number)

    @property
    def blocks(self) -> list[list[tuple[int, int]]]:
        """Parts of each block, as first and last node, all with about as many nodes and edges."""
        n, m = len(self.share), len(self.nodes)
        blocks = _BLOCKS if n + m >= _SMALL_BLOCK * _BLOCKS else 1
        work = self.offsets[1:] + np.arange(1, n + 1)
        ends = np.searchsorted(work, np.linspace(0, n + m, blocks * _PARTS + 1)[1:-1])
        parts = list(zip([0, *ends.tolist()], [*ends.tolist(), n], strict=True))
        return [parts[first : first + _PARTS] for first in range(0, len(parts), _PARTS)]


def _checked_start(graph: InfluenceGraph, start: Float64s) -> Float64s:
    start = np.asarray(start, dtype=np.float64)
    if start.shape != (graph.n,):
        raise ParameterError("start", f"an array of shape {start.shape}", f"of length {graph.n}")
    if graph.n and not (start.min() >= 0 and 0 < start.sum() < np.inf):
        raise ParameterError("start", f"an array with sum {start.sum()}", "not negative, finite, not all 0")
    return start


def _walk(graph: InfluenceGraph, weights: Float64s, damping: float, *, reverse: bool) -> _Walk:
    brings = (graph.out_offsets, graph.out_targets) if reverse else (graph.in_offsets, graph.in_sources)
    follows = (graph.in_offsets, None) if reverse else (graph.out_offsets, graph.out_edges)
    alike, total = _weight_totals(follows[0], _in_order_of(weights, follows[1]))
    carried = np.empty(0) if alike else _in_order_of(weights, graph.out_edges if reverse else None)
    with np.errstate(divide="ignore"):
        return _Walk(*brings, carried, np.where(total > 0, damping / total, 0.0))


def _in_order_of(weights: Float64s, edges: Int64s | None) -> Float64s:
    return weights if edges is None else weights[edges]


@kernel
def _weight_totals(offsets: Int64s, weights: Float64s) -> tuple[bool, Float64s]:
    """Tell whether all edges of each node weigh the same; return how many they are then, else their sums."""
    n = len(offsets) - 1
    total = np.empty(n)
    alike = True
    for v in range(n):
        total[v] = 0.0
        for edge in range(offsets[v], offsets[v + 1]):
            total[v] += weights[edge]
            alike &= weights[edge] == weights[offsets[v]]
    if alike:
        for v in range(n):
            total[v] = offsets[v + 1] - offsets[v] if total[v] > 0.0 else 0.0
    return alike, total


def _scaled(walk: _Walk, start: Float64s, damping: float) -> Float64s:
    # Rank that finds no edge to follow is lost from the linear system; this is the sum that balances it.
    start = start / start.sum()
    return start * (1 - damping) / (1 - damping * float(start[walk.share > 0].sum()))


def _solved(walk: _Walk, base: Float64s, ranks: Float64s, damping: float, tolerance: float) -> Float64s:
    blocks, fresh, passed = walk.blocks, np.empty_like(ranks), ranks * walk.share
    threads = None if len(blocks) > 1 else 1

    def bring(part: tuple[int, int]) -> None:
        _bring(walk.offsets, walk.nodes, walk.weights, base, passed, fresh, *part)

    changes = [np.inf]
    untouched = extrapolations = 0
    while True:
        may = untouched >= _UNTOUCHED and extrapolations < _EXTRAPOLATIONS
        before = ranks.copy() if may else ranks
        change = 0.0
        for block in blocks:
            list(in_order(bring, block, threads=threads))
            change += _keep(fresh, walk.share, ranks, passed, block[0][0], block[-1][1])
        changes.append(change)
        untouched += 1
        # The residual is at most d · change, the error 1 / (1 - d) of that, twice as much after scaling.
        if 2 * change * damping <= tolerance * (1 - damping) * ranks.sum():
            return ranks
        if may and abs(change / changes[-2] - damping**2) < _NEAR:
            ranks += (ranks - before) * damping**2 / (1 - damping**2)
            np.multiply(ranks, walk.share, out=passed)
            untouched, extrapolations = 0, extrapolations + 1


@kernel
def _bring(
    offsets: Int64s,
    nodes: Int32s,
    weights: Float64s,
    base: Float64s,
    passed: Float64s,
    fresh: Float64s,
    first: int,
    last: int,
) -> None:
    # Unsigned places spare a test for negative ones at every edge: that took half of the time.
    for v in range(first, last):
        rank = base[v]
        if len(weights):
            for edge in range(np.uint64(offsets[v]), np.uint64(offsets[v + 1])):
                rank += passed[np.uint64(np.uint32(nodes[edge]))] * weights[edge]
        else:
            for edge in range(np.uint64(offsets[v]), np.uint64(offsets[v + 1])):
                rank += passed[np.uint64(np.uint32(nodes[edge]))]
        fresh[v] = rank


@kernel
def _keep(
    fresh: Float64s, share: Float64s, ranks: Float64s, passed: Float64s, first: int, last: int
) -> float:
    """Take the fresh ranks of a block for its ranks; return by how much they differ."""
    change = 0.0
    for v in range(first, last):
        change += abs(fresh[v] - ranks[v])
        ranks[v] = fresh[v]
        passed[v] = fresh[v] * share[v]
    return change
