"""The bridge to igraph, and the only place that speaks it.

igraph draws from one generator for the whole process, by default Python's own, and is not safe to call from
several threads. Here one lock lets one call in at a time, each with a generator of its own; afterwards
igraph has its default back, untouched.
"""

from __future__ import annotations

import random  # noqa: TID251  # the interface igraph asks for; the module itself is its default
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import igraph
import numpy as np

from graph.records import Float64s, Int32s

ITERATIONS = 5
"""Of Leiden: 304,000 nodes and 461,000 edges came to .9064 after 2 (1.0 s), to .9067 after 5 (2.3 s)."""

_ALONE = threading.Lock()


def pagerank(n: int, sources: Int32s, targets: Int32s, weights: Float64s, *, damping: float) -> Float64s:
    """Return PageRank along the edges given, by igraph's PRPACK: float64, n, summing to 1."""
    with _ALONE:
        graph = _graph(n, sources, targets, directed=True)
        ranks = graph.pagerank(damping=damping, weights=weights.tolist(), implementation="prpack")
    return np.array(ranks, dtype=np.float64)


def core_numbers(n: int, sources: Int32s, targets: Int32s) -> Int32s:
    """Return the core number of every node, each edge given once, without direction: int32, n."""
    with _ALONE:
        cores = _graph(n, sources, targets, directed=False).coreness()
    return np.array(cores, dtype=np.int32)


def leiden_partition(
    n: int, sources: Int32s, targets: Int32s, weights: Float64s, *, resolution: float, random_seed: int
) -> tuple[Int32s, float]:
    """Return the communities that Leiden finds for modularity, int32, n, and their modularity."""
    with _ALONE, _generator(random_seed):
        graph = _graph(n, sources, targets, directed=False)
        found = graph.community_leiden(
            objective_function="modularity",
            weights=weights.tolist(),
            resolution=resolution,
            n_iterations=ITERATIONS,
        )
        quality = graph.modularity(found.membership, weights=weights.tolist(), resolution=resolution)
    return np.array(found.membership, dtype=np.int32), float(quality)


def _graph(n: int, sources: Int32s, targets: Int32s, *, directed: bool) -> igraph.Graph:
    # Edges given to the constructor take 2.7 times as long: 0.75 s for a million, added 0.28 s.
    graph = igraph.Graph(n=n, directed=directed)
    graph.add_edges(np.column_stack((sources, targets)))
    return graph


@contextmanager
def _generator(random_seed: int) -> Iterator[None]:
    # A numpy generator behind Python methods made Leiden 10 times slower.
    igraph.set_random_number_generator(random.Random(random_seed))  # noqa: S311  # no secret is drawn
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
