"""Centrality: PageRank beside SciPy and GraphBLAS, cores and betweenness beside networkit, PageRank anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from algorithms.betweenness import sample_betweenness
from algorithms.cores import k_core
from algorithms.pagerank import DAMPING, pagerank
from benchmarks.graphs import weighted_cascade
from benchmarks.measuring import Findings, Measured, Row, absent, alternating, run
from graph.influence import InfluenceGraph
from graph.records import Float64s

STEP = 1e-8  # change of the ranks in a last step of the peers
TOLERANCE = 2 * STEP * DAMPING / (1 - DAMPING)  # the error that such a step leaves, of ranks that sum to 1
WARM_TOLERANCE = 1e-4
MOST_STEPS = 200
SOURCES = 16
NEW_TIES = 0.01
PERSONS = 100
RANDOM_SEED = 3

Find = Callable[[], Any]


def with_scipy(graph: InfluenceGraph) -> Find:
    """Return PageRank by powers of a matrix in single precision."""
    chances = graph.probability[graph.out_edges].astype(np.float32)
    walk = csr_array((chances, graph.out_targets, graph.out_offsets.astype(np.int32)), (graph.n, graph.n))
    lost = np.diff(graph.in_offsets) == 0

    def find() -> Float64s:
        ranks = np.full(graph.n, 1 / graph.n, dtype=np.float32)
        for _ in range(MOST_STEPS):
            before = ranks
            anew = (1 - DAMPING + DAMPING * float(ranks[lost].sum())) / graph.n
            ranks = np.float32(DAMPING) * (walk @ ranks) + np.float32(anew)
            if np.abs(ranks - before).sum() < STEP:
                break
        return ranks.astype(np.float64)

    return find


def with_graphblas(graph: InfluenceGraph) -> Find | None:
    """Return PageRank as LAGraph computes it, in single precision; None where GraphBLAS is not installed."""
    try:
        import graphblas
    except ImportError:
        return None
    degree = np.diff(graph.in_offsets)
    share = np.where(degree > 0, DAMPING / np.maximum(degree, 1), 0).astype(np.float32)
    walk = graphblas.Matrix.from_csr(
        graph.out_offsets.astype(np.uint64), graph.out_targets.astype(np.uint64), np.float32(1), ncols=graph.n
    )
    shares = graphblas.Vector.from_dense(share)
    lost = degree == 0

    def find() -> Float64s:
        ranks = graphblas.Vector.from_dense(np.full(graph.n, 1 / graph.n, dtype=np.float32))
        for _ in range(MOST_STEPS):
            before = ranks
            none_to_follow = float(ranks.to_dense()[lost].sum())
            passed = graphblas.binary.times(ranks & shares).new()
            anew = np.float32((1 - DAMPING + DAMPING * none_to_follow) / graph.n)
            ranks = graphblas.Vector.from_dense(np.full(graph.n, anew, dtype=np.float32))
            ranks(graphblas.binary.plus) << graphblas.semiring.plus_second(walk @ passed)
            change = graphblas.binary.minus(ranks & before).new().apply(graphblas.unary.abs)
            if change.reduce().new().value < STEP:
                break
        return np.asarray(ranks.to_dense(), dtype=np.float64)

    return find


def with_networkit(graph: InfluenceGraph, *, directed: bool) -> tuple[Find, Find] | None:
    """Return its cores and its betweenness from some sources; None where it is not installed."""
    try:
        import networkit
    except ImportError:
        return None
    ends = graph.in_sources.astype(np.uint64), graph.in_targets.astype(np.uint64)
    network = networkit.GraphFromCoo((np.ones(graph.m), ends), n=graph.n, directed=directed)
    if not directed:
        network.removeMultiEdges()

    def cores() -> Any:  # noqa: ANN401  # networkit has no types
        found = networkit.centrality.CoreDecomposition(network)
        found.run()
        return found

    def between() -> Any:  # noqa: ANN401  # as above
        return networkit.centrality.EstimateBetweenness(network, SOURCES, False, True).run()  # noqa: FBT003  # its own order

    return cores, between


def pagerank_rows(graph: InfluenceGraph) -> list[Row]:
    """Compare PageRank with both peers, whose ranks must be ours."""
    ours = partial(pagerank, graph, tolerance=TOLERANCE)
    scipys, graphblass = with_scipy(graph), with_graphblas(graph)
    for peer in filter(None, (scipys, graphblass)):
        if np.abs(peer() - ours()).sum() > 1e-3:  # single precision adds up its errors
            raise AssertionError("a peer's ranks are others")
    mine, theirs, *rest = alternating(graph, ours, scipys, *([graphblass] if graphblass else []))
    work = f"PageRank to {STEP:g}"
    return [
        beside(work, mine, "SciPy, single precision", [theirs], goal=1.3, aim=2.9),
        beside(work, mine, "GraphBLAS, single precision", rest, goal=1, aim=1.6),
    ]


def warm_row(graph: InfluenceGraph) -> Row:
    """Compare personalised PageRank from the ranks before some of the ties with that from nothing."""
    rng = np.random.default_rng(RANDOM_SEED)
    restart = np.zeros(graph.n)
    restart[rng.choice(graph.n, PERSONS, replace=False)] = 1 / PERSONS
    weights = (rng.random(graph.m) >= NEW_TIES).astype(np.float64)
    find = partial(pagerank, graph, restart=restart, tolerance=WARM_TOLERANCE)
    before = find(weights=weights)
    warm, cold = alternating(graph, partial(find, start=before), find)
    work = f"personalised PageRank to {WARM_TOLERANCE:g}, warm after 1 % new ties"
    return beside(work, warm, "the same, cold", [cold], goal=3, aim=5)


def networkit_rows(graph: InfluenceGraph) -> list[Row]:
    """Compare cores and betweenness with networkit, which builds its graph beforehand."""
    apart, along = with_networkit(graph, directed=False), with_networkit(graph, directed=True)
    cores, their_cores = both(graph, partial(k_core, graph), apart and apart[0])
    if apart and apart[0]().maxCoreNumber() != k_core(graph).max():
        raise AssertionError("the peer's cores are others")
    sample = partial(sample_betweenness, graph, n_samples=SOURCES, random_seed=RANDOM_SEED)
    between, their_between = both(graph, sample, along and along[1])
    return [
        beside("k-core", cores, "networkit", their_cores, goal=1, aim=2),
        beside(f"betweenness from {SOURCES} sources", between, "networkit", their_between, goal=5, aim=20),
    ]


def both(graph: InfluenceGraph, ours: Find, peer: Find | None) -> tuple[Measured, list[Measured]]:
    """Measure ours, and the peer where there is one."""
    first, *rest = alternating(graph, ours, *([peer] if peer else []))
    return first, rest


def beside(work: str, ours: Measured, peer: str, theirs: list[Measured], *, goal: float, aim: float) -> Row:
    """Return a row beside a peer, or without it."""
    if not theirs:
        return Row.of(work, ours, peer=absent(peer), goal=goal, aim=aim)
    return Row.of(work, ours, peer=peer, peer_seconds=theirs[0].seconds, goal=goal, aim=aim)


def measure(*, small: bool) -> Findings:
    """Measure on the large graph; building the peers' graphs is not counted."""
    n = 100_000 if small else 1_000_000
    graph = weighted_cascade(n, 15 * n)
    note = (
        "PageRank is in double precision here, and its error at most the one that a peer's last step leaves."
    )
    return Findings([*pagerank_rows(graph), warm_row(graph), *networkit_rows(graph)], [note])


if __name__ == "__main__":
    run(measure)
