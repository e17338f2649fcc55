"""Communities of high modularity: Leiden beside networkit's parallel Louvain and igraph's Leiden."""

from __future__ import annotations

import random  # noqa: TID251  # igraph's generator
from collections.abc import Callable
from functools import partial

import igraph
import numpy as np

from algorithms.communities import leiden, modularity
from algorithms.undirected import Neighbours, neighbours
from benchmarks.graphs import weighted_cascade
from benchmarks.measuring import Findings, Measured, Row, absent, alternating, in_this_process, run
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s

RANDOM_SEED = 3
LEAST = 0.518  # modularity, on the large graph
SMALL = 0.51

Find = Callable[[], Int32s]


def parallel_louvain(joined: Neighbours) -> Find | None:
    """Return networkit's PLM on its own graph; None where it is not installed."""
    try:
        import networkit
    except ImportError:
        return None
    once = joined.owners < joined.nodes
    ends = joined.owners[once].astype(np.int64), joined.nodes[once].astype(np.int64)
    graph = networkit.Graph(joined.n, weighted=True)
    graph.addEdges((joined.weight[once], ends), addMissing=False)
    graph.indexEdges()

    def find() -> Int32s:
        found = networkit.community.PLM(graph)
        found.run()
        return np.array(found.getPartition().getVector(), dtype=np.int32)

    return find


def igraphs_leiden(joined: Neighbours) -> Find:
    """Return igraph's Leiden, two rounds, on its own graph."""
    once = joined.owners < joined.nodes
    graph = igraph.Graph(joined.n, np.column_stack((joined.owners[once], joined.nodes[once])))
    weights = joined.weight[once].tolist()

    def find() -> Int32s:
        igraph.set_random_number_generator(random.Random(RANDOM_SEED))  # noqa: S311  # no secret
        found = graph.community_leiden("modularity", weights=weights, n_iterations=2)
        return np.array(found.membership, dtype=np.int32)

    return find


def rows(graph: InfluenceGraph, weights: Float64s, *, least: float) -> Findings:
    """Compare times, and the modularity of what each found."""
    joined = neighbours(graph, weights)
    work = partial(leiden, graph, weights=weights, random_seed=RANDOM_SEED)
    peer, slow = parallel_louvain(joined), igraphs_leiden(joined)
    ours, *theirs = alternating(graph, work, *([peer] if peer else []))
    once = in_this_process(graph, slow)  # 67 s a run on the large graph
    named = "communities by modularity, the graph without direction made on the way"
    quality = {"ours": work().modularity or 0.0, "igraph": modularity(joined, slow()) or 0.0}
    if peer:
        quality["networkit"] = modularity(joined, peer()) or 0.0
    return Findings(
        [
            _beside(named, ours, "networkit PLM, its graph given", theirs),
            Row.of(named, ours, peer="igraph Leiden, its graph given, one run", peer_seconds=once.seconds),
            Row.share("their modularity", ours, quality["ours"], goal=least),
        ],
        [f"Modularity: {', '.join(f'{name} {value:.4f}' for name, value in quality.items())}."],
    )


def _beside(work: str, ours: Measured, peer: str, theirs: list[Measured]) -> Row:
    if not theirs:
        return Row.of(work, ours, peer=absent(peer), goal=1, aim=3)
    return Row.of(work, ours, peer=peer, peer_seconds=theirs[0].seconds, goal=1, aim=3)


def measure(*, small: bool) -> Findings:
    """Measure beside both peers, without weights."""
    n = 100_000 if small else 1_000_000
    graph = weighted_cascade(n, 15 * n)
    return rows(graph, np.ones(graph.m), least=SMALL if small else LEAST)


if __name__ == "__main__":
    run(measure)
