"""Centrality of real graphs, against published fingerprints and values computed twice by others.

Edges as in the files of SNAP (wiki-Vote, soc-Epinions1), the METIS form of polblogs and the Congress network;
PageRank along them is `reverse=False` here, and `reverse=True` is that on reversed edges.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import igraph
import numpy as np
import pytest

from algorithms.betweenness import betweenness
from algorithms.centrality import in_degree, out_degree, out_strength
from algorithms.cores import k_core
from algorithms.pagerank import pagerank
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int64s

FILES = {
    "wiki-Vote": "im-graphs/wiki-Vote/wiki-Vote.txt.gz",
    "soc-Epinions1": "im-graphs/soc-Epinions1/soc-Epinions1.txt.gz",
    "ego-Facebook": "im-graphs/ego-Facebook/facebook_combined.txt.gz",
    "NetHEPT": "im-graphs/NetHEPT/hep.txt.gz",
    "polblogs": "im-graphs/polblogs/polblogs.metis.graph",
    "congress": "congress-twitter/congress.edgelist",
}


@cache
def network(name: str, folder: Path) -> tuple[InfluenceGraph, Int64s]:
    """Read a graph, and the names of its nodes in the file."""
    if name == "polblogs":
        lines = (folder / FILES[name]).read_text().splitlines()[1:1491]  # the last one is empty
        edges = [(u, int(v) - 1) for u, line in enumerate(lines) for v in line.split()]
        sources, targets = np.array(edges).T
        return InfluenceGraph.from_edges(len(lines), sources, targets, 0.5), np.arange(len(lines)) + 1
    if name == "congress":
        text = (folder / FILES[name]).read_text()
        edges = re.findall(r"^(\d+) (\d+) \{'weight': ([\d.e-]+)\}$", text, re.MULTILINE)
        source, target, weight = np.array(edges, dtype=np.float64).T
        return InfluenceGraph.from_edges(475, source, target, weight), np.arange(475)
    with gzip.open(folder / FILES[name], "rt") as file:
        rows = np.loadtxt(file, dtype=np.int64, usecols=(0, 1), skiprows=int(name == "NetHEPT"))
    names, places = np.unique(rows, return_inverse=True)
    pairs = places.reshape(-1, 2)
    if name == "ego-Facebook":
        pairs = np.concatenate((pairs, pairs[:, ::-1]))
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return InfluenceGraph.from_edges(len(names), pairs[:, 0], pairs[:, 1], 0.5), names


def joined(graph: InfluenceGraph) -> igraph.Graph:
    edges = np.column_stack((graph.in_sources, graph.in_targets))
    return igraph.Graph(n=graph.n, edges=edges).simplify()


def leaders(values: Float64s, names: Int64s, count: int) -> dict[int, float]:
    best = np.argsort(-values, kind="stable")[:count]
    return {int(names[node]): float(values[node]) for node in best}


@pytest.mark.parametrize(
    ("name", "nodes", "edges", "pairs", "triangles", "clustering"),
    [
        ("wiki-Vote", 7_115, 103_689, 100_762, 608_389, 0.1408978),
        ("soc-Epinions1", 75_879, 508_837, 405_740, 1_624_481, 0.1377564),
        ("ego-Facebook", 4_039, 2 * 88_234, 88_234, 1_612_010, 0.6055467),
        ("polblogs", 1_490, 2 * 16_715, 16_715, 101_043, 0.2626518),
        ("congress", 475, 13_289, 10_222, 52_333, 0.3013990),
    ],
)
def test_a_graph_has_its_published_fingerprint(
    shared_data: Path, name: str, nodes: int, edges: int, pairs: int, triangles: int, clustering: float
) -> None:
    graph, _ = network(name, shared_data)
    plain = joined(graph)
    assert (graph.n, graph.m, plain.ecount()) == (nodes, edges, pairs)
    corners = plain.degree()
    closed = plain.transitivity_local_undirected(mode="zero")
    assert sum(c * d * (d - 1) / 6 for c, d in zip(closed, corners, strict=True)) == pytest.approx(triangles)
    if name != "congress":
        assert np.mean(closed) == pytest.approx(clustering, abs=1e-7)


@pytest.mark.parametrize(
    ("name", "diameter", "most", "clustering"),
    [
        ("wiki-Vote", 7, None, 0.1254791),
        ("soc-Epinions1", None, 3_044, 0.0656788),
        ("ego-Facebook", 8, 1_045, 0.5191743),
        ("polblogs", 8, 351, 0.2259585),
    ],
)
def test_a_graph_is_as_wide_and_as_dense_as_published(
    shared_data: Path, name: str, diameter: int | None, most: int | None, clustering: float
) -> None:
    plain = joined(network(name, shared_data)[0])
    assert plain.transitivity_undirected() == pytest.approx(clustering, abs=1e-7)
    assert most in (None, max(plain.degree()))
    assert diameter is None or plain.diameter() == diameter


@pytest.mark.parametrize(
    ("name", "reciprocity"),
    [("wiki-Vote", 0.0564573), ("soc-Epinions1", 0.4052260), ("congress", 0.4615848)],
)
def test_as_many_ties_are_returned_as_published(shared_data: Path, name: str, reciprocity: float) -> None:
    graph, _ = network(name, shared_data)
    sources, targets = graph.in_sources.astype(np.int64), graph.in_targets.astype(np.int64)
    returned = np.isin(targets * graph.n + sources, sources * graph.n + targets)
    assert returned.mean() == pytest.approx(reciprocity, abs=1e-7)


def test_the_network_of_congress_has_the_published_weights(shared_data: Path) -> None:
    graph, _ = network("congress", shared_data)
    weights = graph.probability
    dense = np.zeros((graph.n, graph.n))
    dense[graph.in_sources, graph.in_targets] = weights
    eigenvalue = float(np.abs(np.linalg.eigvals(dense)).max())
    assert [weights.min(), weights.max()] == pytest.approx([0.000526, 0.130564], abs=1e-6)
    assert [weights.mean(), weights.sum()] == pytest.approx([0.0058115, 77.2294166], abs=1e-7)
    assert graph.m / (graph.n * (graph.n - 1)) == pytest.approx(0.0590229, abs=1e-7)
    assert eigenvalue == pytest.approx(0.2077, abs=1e-4)
    assert joined(graph).diameter() == 4


def test_266_blogs_stand_alone(shared_data: Path) -> None:
    sizes = joined(network("polblogs", shared_data)[0]).connected_components().sizes()
    assert [max(sizes), sizes.count(1)] == [1_222, 266]


@pytest.mark.parametrize(
    ("name", "weak", "strong"),
    [("wiki-Vote", 7_066, 1_300), ("soc-Epinions1", 75_877, 32_223), ("congress", 475, 469)],
)
def test_the_largest_components_are_the_published(
    shared_data: Path, name: str, weak: int, strong: int
) -> None:
    graph, _ = network(name, shared_data)
    edges = np.column_stack((graph.in_sources, graph.in_targets))
    plain = igraph.Graph(n=graph.n, edges=edges, directed=True)
    assert max(plain.connected_components(mode="weak").sizes()) == weak
    assert max(plain.connected_components(mode="strong").sizes()) == strong


@pytest.mark.parametrize(
    ("name", "deepest", "members"),
    [("wiki-Vote", 53, 336), ("soc-Epinions1", 67, 486), ("ego-Facebook", 115, 158), ("polblogs", 36, 55)],
)
def test_the_inner_core_is_the_published(shared_data: Path, name: str, deepest: int, members: int) -> None:
    cores = k_core(network(name, shared_data)[0])
    assert [int(cores.max()), int((cores == cores.max()).sum())] == [deepest, members]


def test_nethept_is_the_published_once_loops_and_repetitions_are_gone(shared_data: Path) -> None:
    graph, _ = network("NetHEPT", shared_data)
    plain = joined(graph)
    sizes = plain.connected_components().sizes()
    assert [graph.n, plain.ecount(), max(sizes), int(k_core(graph).max())] == [15_233, 31_376, 6_794, 31]


PAGERANK = [
    ("wiki-Vote", False, {4037: 0.00460717, 15: 0.00367986, 6634: 0.00358685}),
    ("wiki-Vote", True, {11: 0.00344731, 2565: 0.00320762, 457: 0.00281409}),
    ("soc-Epinions1", False, {18: 0.00453503, 737: 0.00315040, 118: 0.00212198}),
    ("soc-Epinions1", True, {763: 0.00466422, 634: 0.00314402, 645: 0.00285753}),
    ("polblogs", True, {855: 0.01199509, 155: 0.00988388, 963: 0.00832192}),
    ("congress", True, {367: 0.01192573, 322: 0.01111486, 399: 0.00999676}),
]


@pytest.mark.parametrize(("name", "reverse", "best"), PAGERANK)
def test_pagerank_is_the_published(
    shared_data: Path, name: str, reverse: bool, best: dict[int, float]
) -> None:
    graph, names = network(name, shared_data)
    found = leaders(pagerank(graph, reverse=reverse), names, 3)
    assert list(found) == list(best)
    assert found == pytest.approx(best, abs=1e-8)


@pytest.mark.parametrize(
    ("name", "best"),
    [
        ("wiki-Vote", {2565: 893_346.349, 1549: 838_174.431, 15: 585_088.676}),
        ("congress", {322: 16_376.0048, 367: 9_284.7433}),
    ],
)
def test_betweenness_is_the_published(shared_data: Path, name: str, best: dict[int, float]) -> None:
    graph, names = network(name, shared_data)
    found = leaders(betweenness(graph), names, len(best))
    assert list(found) == list(best)
    assert found == pytest.approx(best, abs=1e-3)


def test_degrees_and_strengths_of_congress_are_the_published(shared_data: Path) -> None:
    graph, names = network("congress", shared_data)
    assert leaders(out_degree(graph), names, 5) == {367: 210, 322: 157, 393: 111, 71: 97, 399: 89}
    assert leaders(in_degree(graph), names, 3) == {322: 127, 208: 121, 190: 120}
    expected = {367: 0.943639, 399: 0.935115, 393: 0.869416}
    assert leaders(out_strength(graph), names, 3) == pytest.approx(expected, abs=1e-6)
