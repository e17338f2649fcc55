"""Neighbours without direction, against networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given

from algorithms.undirected import neighbours
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried


@unhurried
@given(graph=graphs())
def test_each_pair_stands_at_both_ends_with_the_weights_of_both_ways(graph: InfluenceGraph) -> None:
    expected: nx.Graph[int] = nx.Graph()
    expected.add_nodes_from(range(graph.n))
    ties = zip(graph.in_sources.tolist(), graph.in_targets.tolist(), graph.probability.tolist(), strict=True)
    for u, v, weight in ties:
        if weight > 0:
            expected.add_edge(u, v, weight=expected.get_edge_data(u, v, {"weight": 0.0})["weight"] + weight)
    joined = neighbours(graph, graph.probability)
    found = zip(joined.owners.tolist(), joined.nodes.tolist(), joined.weight.tolist(), strict=True)
    assert list(found) == [(u, v, expected[u][v]["weight"]) for u in expected for v in sorted(expected[u])]


@unhurried
@given(graph=graphs())
def test_strengths_add_up_to_twice_the_weight(graph: InfluenceGraph) -> None:
    joined = neighbours(graph, graph.probability)
    assert np.isclose(joined.strengths().sum(), 2 * graph.probability.sum())
