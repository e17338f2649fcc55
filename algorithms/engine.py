"""The bridge to igraph, and the only place that speaks it.

igraph draws from one generator for the whole process, by default Python's own, and is not safe to call from
several threads. Here one lock lets one call in at a time, each with a generator of its own; afterwards
igraph has its default back, untouched.
"""

from __future__ import annotations

import random  # noqa: TID251  # the interface igraph asks for; the module itself is its default
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from graph.records import Float64s, Int32s, Int64s

if TYPE_CHECKING:
    import igraph

_ALONE = threading.Lock()


def betweenness(n: int, sources: Int32s, targets: Int32s, lengths: Float64s) -> Float64s:
    """Return betweenness along edges of given lengths, all above 0: float64, n."""
    with _ALONE:
        graph = _graph(n, sources, targets, directed=True)
        values = graph.betweenness(weights=lengths.tolist())
    return np.array(values, dtype=np.float64)


def blocks(n: int, sources: Int64s, targets: Int64s) -> Int64s:
    """Return the nodes of all biconnected components, one after another, each edge given once: int64."""
    with _ALONE:
        found = list(_graph(n, sources, targets, directed=False).biconnected_components())
    return np.array([node for block in found for node in block], dtype=np.int64)


def bridges(n: int, sources: Int64s, targets: Int64s) -> Int64s:
    """Return the places of the edges without which a part falls apart, each edge given once: int64."""
    with _ALONE:
        found = _graph(n, sources, targets, directed=False).bridges()
    return np.array(found, dtype=np.int64)


def label_propagation(
    n: int, sources: Int32s, targets: Int32s, weights: Float64s, *, random_seed: int
) -> Int32s:
    """Return the communities of label propagation, each edge given once, without direction: int32, n."""
    with _ALONE, _generator(random_seed):
        graph = _graph(n, sources, targets, directed=False)
        found = graph.community_label_propagation(weights=weights.tolist())
    return _membership(n, found)


def infomap(n: int, sources: Int32s, targets: Int32s, weights: Float64s, *, random_seed: int) -> Int32s:
    """Return the communities of Infomap along the edges given: int32, n."""
    with _ALONE, _generator(random_seed):
        found = _graph(n, sources, targets, directed=True).community_infomap(edge_weights=weights.tolist())
    return _membership(n, found)


def directed_graph(
    n: int,
    sources: Int32s,
    targets: Int32s,
    *,
    vertices: Mapping[str, Sequence[object]],
    edges: Mapping[str, Sequence[object]],
) -> igraph.Graph:
    """Return a graph with attributes, for those who go on with igraph themselves."""
    with _ALONE:
        graph = _graph(n, sources, targets, directed=True)
        for names, attributes in ((graph.vs, vertices), (graph.es, edges)):
            for name, values in attributes.items():
                names[name] = values
    return graph


def fruchterman_reingold(
    n: int, sources: Int64s, targets: Int64s, *, rounds: int, random_seed: int
) -> Float64s:
    """Return places at which ties pull and nodes push each other away equally: float64, n × 2."""
    with _ALONE, _generator(random_seed):
        graph = _graph(n, sources, targets, directed=False)
        # igraph's grid looks at near pairs only: 30 times as fast, and communities run into each other.
        places = graph.layout_fruchterman_reingold(niter=rounds, grid="nogrid").coords
    return np.array(places, dtype=np.float64).reshape(n, 2)


def _membership(n: int, found: igraph.VertexClustering) -> Int32s:
    # Of a graph without nodes igraph says nothing.
    return np.array(found.membership, dtype=np.int32) if n else np.empty(0, dtype=np.int32)


def _graph(n: int, sources: Int32s | Int64s, targets: Int32s | Int64s, *, directed: bool) -> igraph.Graph:
    import igraph  # with all that it draws by it takes two seconds, and a service needs none of it

    # Edges given to the constructor take 2.7 times as long: 0.75 s for a million, added 0.28 s.
    graph = igraph.Graph(n=n, directed=directed)
    graph.add_edges(np.column_stack((sources, targets)))
    return graph


@contextmanager
def _generator(random_seed: int) -> Iterator[None]:
    import igraph

    # A numpy generator behind Python methods made Leiden 10 times slower.
    igraph.set_random_number_generator(random.Random(random_seed))  # noqa: S311  # no secret is drawn
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
