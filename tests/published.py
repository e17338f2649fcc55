"""Small graphs with numbers from papers, closed forms, enumeration or a second engine, shared by tests.

An edge (u, v) points the way influence flows. Beside a number that was sampled stands its standard error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from graph.influence import InfluenceGraph

Edges = Sequence[tuple[int, int]]


def influence(n: int, edges: Edges, probability: float | None = None) -> InfluenceGraph:
    """Build a graph with one probability, or weighted cascade (1 / in-degree) where none is given."""
    sources = [source for source, _ in edges]
    targets = [target for _, target in edges]
    if probability is None:
        degrees = np.bincount(targets, minlength=n)
        return InfluenceGraph.from_edges(n, sources, targets, 1 / degrees[targets])
    return InfluenceGraph.from_edges(n, sources, targets, probability)


def both_ways(edges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Turn undirected edges into two directed ones each."""
    return [pair for u, v in edges for pair in ((u, v), (v, u))]


@dataclass(frozen=True)
class Tiny:
    """A directed graph with the exact spread of seed 0 (by enumeration).

    Independent cascade with probability 1/2, 1/10 and 1 / in-degree; linear threshold with weights
    1 / in-degree and half of that.
    """

    n: int
    edges: Edges
    half: float
    tenth: float
    weighted_cascade: float
    linear_threshold: float
    linear_threshold_half: float


PATH: Edges = [(0, 1), (1, 2), (2, 3)]
DIAMOND: Edges = [(0, 1), (0, 2), (1, 3), (2, 3)]

TINY = {
    "path": Tiny(4, PATH, 15 / 8, 1.111, 4, 4, 15 / 8),
    "star": Tiny(5, [(0, 1), (0, 2), (0, 3), (0, 4)], 3, 1.4, 5, 5, 3),
    "diamond": Tiny(4, DIAMOND, 39 / 16, 1.2199, 15 / 4, 4, 9 / 4),
    "directed 3-cycle": Tiny(3, [(0, 1), (1, 2), (2, 0)], 7 / 4, 1.11, 3, 3, 7 / 4),
    "bidirected triangle": Tiny(3, both_ways([(0, 1), (1, 2), (2, 0)]), 9 / 4, 1.218, 9 / 4, 5 / 2, 13 / 8),
    "two triangles on an edge": Tiny(
        4, [(0, 1), (1, 2), (0, 2), (2, 3), (1, 3)], 83 / 32, 1.22971, 55 / 16, 4, 67 / 32
    ),
    "bidirected square": Tiny(
        4, both_ways([(0, 1), (1, 2), (2, 3), (3, 0)]), 41 / 16, 1.2217, 41 / 16, 11 / 4, 53 / 32
    ),
}


def undirected(graph: nx.Graph[int] | nx.Graph[str], probability: float | None = None) -> InfluenceGraph:
    """Build the influence graph of an undirected graph, nodes numbered in its order."""
    numbers = {node: number for number, node in enumerate(graph)}
    edges = both_ways((numbers[u], numbers[v]) for u, v in graph.edges)
    return influence(len(numbers), edges, probability)


KARATE: nx.Graph[int] = nx.karate_club_graph()
"""The best connected: 33, 0, 32, 2, 1."""

KARATE_SPREAD = {
    0.05: (1.963908303, 2.006282290, 1.759151507, 1.680279451, 1.592631975, 3.906366263),
    0.1: (3.412650507, 3.501991955, 3.014833350, 2.918444369, 2.652095206, 6.424544725),
    0.2: (8.755725784, 8.993704853, 8.149218141, 8.210188812, 7.443752453, 13.087362939),
}
"""Exact independent-cascade spread, same probability on every edge, by probability, of `KARATE_SEEDS`."""

KARATE_SEEDS = ((0,), (33,), (32,), (2,), (1,), (0, 33))

KARATE_LEADERS = (0, 33, 32, 2, 1)
KARATE_CARRIED = {
    "relays": ((1.13406, 1.19226, 0.73086, 0.71374, 0.47618), (0.0015, 0.0015, 0.0012, 0.0012, 0.0010)),
    "people": ((2.90364, 2.61272, 1.33315, 1.37820, 0.83449), (0.0032, 0.0032, 0.0023, 0.0022, 0.0018)),
}
"""What `KARATE_LEADERS` carry at probability .2 from uniform sources, with standard errors: 4,000,000 forward
worlds, each with and without the account switched off."""

GDS_NAMES = ("Jimmy", "Jack", "Alice", "Ceri", "Mohammed", "Michael", "Ethan", "Lara", "Amir", "Willie")
GDS_EDGES: Edges = [
    (GDS_NAMES.index(source), GDS_NAMES.index(target))
    for source, targets in {
        "Jack": ["Alice"],
        "Alice": ["Jimmy", "Ethan", "Lara", "Amir", "Willie"],
        "Ceri": ["Ethan"],
        "Michael": ["Mohammed", "Ethan"],
        "Ethan": ["Jimmy", "Jack", "Lara", "Mohammed"],
        "Lara": ["Amir"],
    }.items()
    for target in targets
]
GDS_SPREAD = {
    ("Alice",): 1.547810,
    ("Ethan",): 1.423871,
    ("Michael",): 1.241387,
    ("Jack",): 1.153781,
    ("Ceri",): 1.142387,
    ("Lara",): 1.1,
    ("Alice", "Ethan", "Michael"): 3.887100,
    ("Alice", "Ceri", "Michael"): 3.882465,
    ("Alice", "Ceri", "Ethan"): 3.797100,
    ("Alice", "Jack", "Michael"): 3.751839,
    ("Alice", "Lara", "Michael"): 3.733200,
}
"""Exact spread at probability .1 on the example graph of the CELF page of a graph data science manual."""
