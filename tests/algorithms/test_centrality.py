"""PageRank and core numbers: published values, and networkx as the second opinion."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from algorithms.centrality import k_core, pagerank
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried
from tests.published import KARATE, undirected

KARATE_GRAPH = undirected(KARATE, 0.2)


def reversed_edges(graph: InfluenceGraph) -> nx.DiGraph[int]:
    plain: nx.DiGraph[int] = nx.DiGraph()
    plain.add_nodes_from(range(graph.n))
    columns = (graph.in_targets, graph.in_sources, graph.probability)
    for listener, source, p in zip(*(column.tolist() for column in columns), strict=True):
        if p > 0:
            plain.add_edge(listener, source, weight=p)
    return plain


def test_pagerank_of_the_karate_club_is_the_published() -> None:
    found = pagerank(KARATE_GRAPH)[[33, 0, 32, 2, 1]]
    assert found == pytest.approx([0.100919, 0.096997, 0.071693, 0.057079, 0.052877], abs=1e-6)


def test_pagerank_with_the_karate_clubs_weights_is_the_published() -> None:
    ends = zip(KARATE_GRAPH.in_sources.tolist(), KARATE_GRAPH.in_targets.tolist(), strict=True)
    weights = np.array([float(KARATE.edges[u, v]["weight"]) for u, v in ends])
    found = pagerank(KARATE_GRAPH, weights=weights)[[33, 0, 32]]
    assert found == pytest.approx([0.096989, 0.088500, 0.075934], abs=1e-6)


@unhurried
@given(graph=graphs())
def test_pagerank_is_that_of_networkx_on_reversed_edges(graph: InfluenceGraph) -> None:
    expected = nx.pagerank(reversed_edges(graph), alpha=0.85, tol=1e-12, max_iter=1000)
    assert pagerank(graph) == pytest.approx([expected[v] for v in range(graph.n)], abs=1e-8)


@unhurried
@given(graph=graphs())
def test_the_other_way_round_is_pagerank_of_the_reversed_graph(graph: InfluenceGraph) -> None:
    turned = InfluenceGraph.from_edges(graph.n, graph.in_targets, graph.in_sources, graph.probability)
    assert pagerank(turned, reverse=False) == pytest.approx(pagerank(graph), abs=1e-8)


@unhurried
@given(graph=graphs())
def test_core_numbers_are_those_of_networkx(graph: InfluenceGraph) -> None:
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(graph.n))
    plain.add_edges_from(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    expected = nx.core_number(plain)
    assert k_core(graph).tolist() == [expected[v] for v in range(graph.n)]


def test_the_inner_core_of_the_karate_club_is_the_published() -> None:
    cores = k_core(KARATE_GRAPH)
    assert np.flatnonzero(cores == cores.max()).tolist() == [0, 1, 2, 3, 7, 8, 13, 30, 32, 33]
    assert cores.max() == 4


@pytest.mark.parametrize("damping", [-0.1, 1.0, float("nan")])
def test_a_damping_that_is_no_probability_below_one_is_refused(damping: float) -> None:
    with pytest.raises(ParameterError, match="damping"):
        pagerank(KARATE_GRAPH, damping=damping)
