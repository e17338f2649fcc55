"""Communities: published modularity, igraph and networkx as judges, and what every method promises."""

from __future__ import annotations

import random  # noqa: TID251  # the generator that must not be disturbed
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algorithms.communities import Method, Partition, find_communities, leiden, modularity
from algorithms.undirected import neighbours
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Int32s
from tests.algorithms.strategies import graphs, unhurried
from tests.published import KARATE, influence, undirected

KARATE_GRAPH = undirected(KARATE, 0.2)
MISERABLES: nx.Graph[int] = nx.convert_node_labels_to_integers(nx.les_miserables_graph())
FLORENTINE: nx.Graph[int] = nx.convert_node_labels_to_integers(nx.florentine_families_graph())
METHODS = get_args(Method)

# Best of 200 runs of Leiden, unweighted and with the weights that networkx ships; sizes of the unweighted.
BEST = {
    "karate club": (KARATE, 0.4197896, [12, 11, 6, 5]),
    "les misérables": (MISERABLES, 0.5600084, [17, 16, 12, 11, 11, 10]),
    "florentine families": (FLORENTINE, 0.39875, [6, 5, 4]),
}
BEST_WEIGHTED = {"karate club": (KARATE, 0.4449036), "les misérables": (MISERABLES, 0.5666880)}


def best_of(graph: InfluenceGraph, runs: int = 40) -> Partition:
    return max(
        (leiden(graph, random_seed=number) for number in range(runs)),
        key=lambda partition: partition.modularity or 0.0,
    )


def plain(graph: InfluenceGraph) -> nx.Graph[int]:
    """Return the simple graph in which a pair weighs 1 a direction."""
    joined: nx.Graph[int] = nx.Graph()
    joined.add_nodes_from(range(graph.n))
    for u, v in zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True):
        joined.add_edge(u, v, weight=joined.get_edge_data(u, v, {"weight": 0})["weight"] + 1)
    return joined


def parts(membership: Int32s) -> list[set[int]]:
    return [set(np.flatnonzero(membership == c).tolist()) for c in np.unique(membership)]


@pytest.mark.parametrize("name", BEST)
def test_the_best_known_communities_are_found_and_nothing_better(name: str) -> None:
    graph, expected, sizes = BEST[name]
    found = best_of(undirected(graph, 0.2), 100)
    assert found.modularity == pytest.approx(expected, abs=1e-7)
    assert np.bincount(found.membership).tolist() == sizes


@pytest.mark.parametrize("name", BEST_WEIGHTED)
def test_the_best_known_communities_by_weight_are_found(name: str) -> None:
    graph, expected = BEST_WEIGHTED[name]
    weights = [graph[u][v]["weight"] / 100 for u, v in graph.edges]
    edges = list(graph.edges)
    joined = InfluenceGraph.from_edges(len(graph), [u for u, _ in edges], [v for _, v in edges], weights)
    assert best_of(joined).modularity == pytest.approx(expected, abs=1e-7)


@unhurried
@given(graph=graphs(min_n=2), random_seed=st.integers(0, 2**63 - 1))
def test_modularity_is_that_of_networkx(graph: InfluenceGraph, random_seed: int) -> None:
    found = leiden(graph, weights=np.ones(graph.m), random_seed=random_seed)
    expected = nx.community.modularity(plain(graph), parts(found.membership)) if graph.m else None
    assert found.modularity == (expected if expected is None else pytest.approx(expected))


@settings(deadline=None, max_examples=50)
@given(graph=graphs(min_n=2, max_n=14), random_seed=st.integers(0, 1000))
def test_communities_are_about_as_good_as_those_of_igraph(graph: InfluenceGraph, random_seed: int) -> None:
    joined = plain(graph)
    ours = max(
        leiden(graph, weights=np.ones(graph.m), random_seed=random_seed + run).modularity or 0.0
        for run in range(5)
    )
    theirs = igraph.Graph(n=graph.n, edges=list(joined.edges))
    weights = [joined[u][v]["weight"] for u, v in joined.edges]
    found = theirs.community_leiden(objective_function="modularity", weights=weights, n_iterations=-1)
    assert ours >= (theirs.modularity(found.membership, weights=weights) if weights else 0.0) - 0.02


@unhurried
@given(graph=graphs(max_n=20), random_seed=st.integers(0, 1000), resolution=st.sampled_from([0.3, 1.0, 3.0]))
def test_communities_of_leiden_are_connected(
    graph: InfluenceGraph, random_seed: int, resolution: float
) -> None:
    weights = np.ones(graph.m)
    found = leiden(graph, weights=weights, resolution=resolution, random_seed=random_seed)
    assert all(nx.is_connected(plain(graph).subgraph(part)) for part in parts(found.membership))


@unhurried
@given(graph=graphs(min_n=2, max_n=12), random_seed=st.integers(0, 1000))
def test_no_account_alone_can_raise_modularity_by_moving(graph: InfluenceGraph, random_seed: int) -> None:
    found = leiden(graph, weights=np.ones(graph.m), random_seed=random_seed)
    joined = neighbours(graph, np.ones(graph.m))
    for account in range(graph.n):
        for community in range(int(found.membership.max()) + 2):
            moved = found.membership.copy()
            moved[account] = community
            assert (modularity(joined, moved) or 0.0) <= (found.modularity or 0.0) + 1e-9


@pytest.mark.parametrize(("resolution", "sizes"), [(0.9, [6, 6]), (1.1, [1] * 12)])
def test_the_constant_potts_model_parts_by_density(resolution: float, sizes: list[int]) -> None:
    cliques = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    cliques.add_edge(0, 6)
    edges = list(cliques.edges)
    graph = InfluenceGraph.from_edges(12, [u for u, _ in edges], [v for _, v in edges], 1.0)
    found = find_communities(graph, method="cpm", resolution=resolution, random_seed=1)
    assert np.bincount(found.membership).tolist() == sizes


def test_a_ring_of_cliques_escapes_the_resolution_limit_by_the_potts_model_alone() -> None:
    # Fortunato and Barthélemy, PNAS 104, 2007: modularity joins neighbouring cliques of three when 30 ring.
    ring = nx.ring_of_cliques(30, 3)
    edges = list(ring.edges)
    graph = InfluenceGraph.from_edges(90, [u for u, _ in edges], [v for _, v in edges], 1.0)
    joining = leiden(graph, random_seed=1).membership
    apart = find_communities(graph, method="cpm", resolution=0.5, random_seed=1).membership
    assert len(set(apart)) == 30 > len(set(joining))


@pytest.mark.parametrize("method", METHODS)
def test_two_circles_that_hardly_meet_are_two_communities(method: Method) -> None:
    circles = nx.disjoint_union(nx.complete_graph(8), nx.complete_graph(7))
    circles.add_edge(0, 8)
    found = find_communities(undirected(circles, 0.5), method=method, random_seed=3)
    assert found.membership.tolist() == [0] * 8 + [1] * 7


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("random_seed", range(5))
def test_names_do_not_matter(method: Method, random_seed: int) -> None:
    circles = nx.disjoint_union_all([nx.complete_graph(size) for size in (9, 8, 7)])
    circles.add_edges_from([(0, 9), (10, 17)])
    graph = undirected(circles, 0.5)
    label = np.random.default_rng(random_seed).permutation(graph.n)
    turned = InfluenceGraph.from_edges(
        graph.n, label[graph.in_sources], label[graph.in_targets], graph.probability
    )
    found = find_communities(turned, method=method, random_seed=random_seed)
    assert found.membership[label].tolist() == [0] * 9 + [1] * 8 + [2] * 7


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=30)
@given(graph=graphs(), random_seed=st.integers(0, 100))
def test_communities_are_numbered_by_size_then_by_their_smallest_member(
    method: Method, graph: InfluenceGraph, random_seed: int
) -> None:
    membership = find_communities(graph, method=method, random_seed=random_seed).membership
    sizes = np.bincount(membership)
    order = [(-sizes[c], int(np.flatnonzero(membership == c)[0])) for c in range(len(sizes))]
    assert order == sorted(order)


@pytest.mark.parametrize("method", METHODS)
def test_accounts_without_ties_are_alone(method: Method) -> None:
    found = find_communities(influence(5, [(0, 1), (1, 0)], 0.5), method=method, random_seed=1)
    assert found.membership.tolist() == [0, 0, 1, 2, 3]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_ties_everybody_is_alone_and_nothing_is_known_of_modularity(method: Method, n: int) -> None:
    found = find_communities(influence(n, [], 1.0), method=method, random_seed=1)
    assert found.membership.tolist() == list(range(n))
    assert found.modularity is None


@pytest.mark.parametrize("method", METHODS)
def test_the_same_random_seed_gives_the_same_communities_whatever_python_draws(method: Method) -> None:
    random.seed(1)
    first = find_communities(KARATE_GRAPH, method=method, random_seed=7)
    random.seed(2)
    again = find_communities(KARATE_GRAPH, method=method, random_seed=7)
    assert first.membership.tobytes() == again.membership.tobytes()


@pytest.mark.parametrize("method", METHODS)
def test_pythons_generator_is_left_as_it_was(method: Method) -> None:
    random.seed(1)
    before = random.getstate()
    find_communities(KARATE_GRAPH, method=method, random_seed=7)
    assert random.getstate() == before


@pytest.mark.parametrize("method", ["leiden", "infomap"])
def test_calls_from_several_threads_do_not_disturb_each_other(method: Method) -> None:
    def found(number: int) -> bytes:
        return find_communities(KARATE_GRAPH, method=method, random_seed=number).membership.tobytes()

    expected = [found(number) for number in range(20)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(found, range(20))) == expected


def test_a_finer_resolution_gives_more_communities() -> None:
    coarse, fine = (
        leiden(KARATE_GRAPH, resolution=resolution, random_seed=1).membership.max()
        for resolution in (0.3, 3.0)
    )
    assert coarse < fine


@pytest.mark.parametrize("method", ["leiden", "cpm", "label-propagation"])
def test_neither_direction_of_a_tie_counts_more_than_the_other(method: Method) -> None:
    turned = InfluenceGraph.from_edges(
        34, KARATE_GRAPH.in_targets, KARATE_GRAPH.in_sources, KARATE_GRAPH.probability
    )
    ours, theirs = (
        find_communities(graph, method=method, random_seed=1).membership.tolist()
        for graph in (turned, KARATE_GRAPH)
    )
    assert ours == theirs


def test_infomap_goes_the_way_of_influence() -> None:
    # Two rings joined at many places in one direction: who walks along them seldom leaves a ring.
    rings = [(i, (i + 1) % 5) for i in range(5)] + [(5 + i, 5 + (i + 1) % 5) for i in range(5)]
    found = find_communities(influence(10, [*rings, (0, 5), (7, 2)], 0.5), method="infomap", random_seed=1)
    assert found.membership.tolist() == [0] * 5 + [1] * 5


@pytest.mark.parametrize("method", ["leiden", "cpm"])
@pytest.mark.parametrize("resolution", [0.0, -1.0, float("inf"), float("nan")])
def test_a_resolution_that_is_not_above_zero_is_refused(method: Method, resolution: float) -> None:
    with pytest.raises(ParameterError, match="resolution"):
        find_communities(KARATE_GRAPH, method=method, resolution=resolution, random_seed=1)


@pytest.mark.parametrize("method", ["label-propagation", "infomap"])
def test_a_method_without_resolution_refuses_one(method: Method) -> None:
    with pytest.raises(ParameterError, match="resolution must be left out"):
        find_communities(KARATE_GRAPH, method=method, resolution=1.0, random_seed=1)


def test_an_unknown_method_is_refused_with_those_there_are() -> None:
    with pytest.raises(ParameterError, match="leiden, cpm, label-propagation, infomap"):
        find_communities(KARATE_GRAPH, method="louvain", random_seed=1)  # type: ignore[arg-type]  # unknown


@pytest.mark.parametrize("method", METHODS)
def test_negative_weights_are_refused(method: Method) -> None:
    with pytest.raises(ParameterError, match="weights"):
        find_communities(KARATE_GRAPH, method=method, weights=np.full(KARATE_GRAPH.m, -1.0), random_seed=1)
