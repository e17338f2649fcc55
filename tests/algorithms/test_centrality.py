"""Measures of centrality: published values, closed forms, and networkx and igraph as second opinions.

Karate club, Les Misérables and the Florentine families: values by networkx 3.4 and igraph 0.11, in agreement.
"""

from __future__ import annotations

from collections.abc import Mapping

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from algorithms.betweenness import betweenness, betweenness_weighted, sample_betweenness
from algorithms.centrality import (
    MEASURES,
    SAMPLED,
    in_degree,
    in_strength,
    meaning,
    measure_named,
    out_degree,
    out_strength,
)
from algorithms.closeness import closeness, harmonic, sample_harmonic
from algorithms.cores import k_core
from algorithms.cuts import articulation, bridge_ties, bridges
from algorithms.elections import collective_influence, elect, vote_rank
from algorithms.pagerank import pagerank, pagerank_unweighted
from algorithms.spectral import authority, hub, katz
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s
from tests.algorithms.strategies import graphs
from tests.published import KARATE, influence, undirected

often = settings(deadline=None, max_examples=300)
several = settings(deadline=None, max_examples=100)

MISERABLES: nx.Graph[str] = nx.les_miserables_graph()
FLORENTINE: nx.Graph[str] = nx.florentine_families_graph()
KARATE_GRAPH = undirected(KARATE, 0.2)
MISERABLES_GRAPH = undirected(MISERABLES, 0.2)
FLORENTINE_GRAPH = undirected(FLORENTINE, 0.2)


def listening(graph: InfluenceGraph) -> nx.DiGraph[int]:
    """Return who listens to whom, by probability: influence edges turned round."""
    plain: nx.DiGraph[int] = nx.DiGraph()
    plain.add_nodes_from(range(graph.n))
    columns = (graph.in_targets, graph.in_sources, graph.probability)
    for listener, source, p in zip(*(column.tolist() for column in columns), strict=True):
        plain.add_edge(listener, source, weight=p)
    return plain


def joined(graph: InfluenceGraph) -> nx.Graph[int]:
    return nx.Graph(listening(graph))


def in_igraph(graph: InfluenceGraph) -> igraph.Graph:
    return igraph.Graph(n=graph.n, edges=np.column_stack((graph.in_sources, graph.in_targets)), directed=True)


def by_node(values: Mapping[int, float]) -> list[float]:
    return [values[node] for node in range(len(values))]


def weights_of(graph: InfluenceGraph, plain: nx.Graph[str] | nx.Graph[int]) -> Float64s:
    names = list(plain)
    ends = zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True)
    return np.array([float(plain.edges[names[u], names[v]]["weight"]) for u, v in ends])


def named(values: Float64s, plain: nx.Graph[str], *names: str) -> list[float]:
    return [float(values[list(plain).index(name)]) for name in names]


# PageRank


def test_the_karate_club_has_its_published_shape() -> None:
    plain = joined(KARATE_GRAPH)
    assert sum(1 for _ in nx.all_triangles(plain)) == 45
    assert nx.average_clustering(plain) == pytest.approx(0.5706384782)
    assert nx.transitivity(plain) == pytest.approx(0.2556818182)
    assert nx.degree_assortativity_coefficient(plain) == pytest.approx(-0.4756130977)
    assert nx.diameter(plain) == 5
    assert nx.average_shortest_path_length(plain) == pytest.approx(2.4081996435)


def test_les_miserables_has_its_published_triangles() -> None:
    assert sum(1 for _ in nx.all_triangles(joined(MISERABLES_GRAPH))) == 467


def test_pagerank_of_the_karate_club_is_the_published() -> None:
    found = pagerank(KARATE_GRAPH)[[33, 0, 32, 2, 1]]
    assert found == pytest.approx([0.100919, 0.096997, 0.071693, 0.057079, 0.052877], abs=1e-6)


def test_pagerank_with_the_karate_clubs_weights_is_the_published() -> None:
    found = pagerank(KARATE_GRAPH, weights=weights_of(KARATE_GRAPH, KARATE))[[33, 0, 32]]
    assert found == pytest.approx([0.096989, 0.088500, 0.075934], abs=1e-6)


def test_pagerank_of_les_miserables_is_the_published() -> None:
    found = named(pagerank(MISERABLES_GRAPH), MISERABLES, "Valjean", "Myriel", "Gavroche")
    assert found == pytest.approx([0.0754301, 0.042779, 0.035767], abs=1e-6)


def test_pagerank_with_the_weights_of_les_miserables_is_the_published() -> None:
    ranks = pagerank(MISERABLES_GRAPH, weights=weights_of(MISERABLES_GRAPH, MISERABLES))
    found = named(ranks, MISERABLES, "Valjean", "Marius", "Myriel")
    assert found == pytest.approx([0.099558, 0.051668, 0.039232], abs=1e-6)


def test_pagerank_of_the_florentine_families_is_the_published() -> None:
    found = named(pagerank(FLORENTINE_GRAPH), FLORENTINE, "Medici", "Guadagni", "Strozzi")
    assert found == pytest.approx([0.145817, 0.098398, 0.088098], abs=1e-6)


@often
@given(graph=graphs(min_n=0))
def test_pagerank_is_that_of_networkx_on_reversed_edges(graph: InfluenceGraph) -> None:
    plain = listening(graph)
    plain.remove_edges_from([(u, v) for u, v in plain.edges if plain.edges[u, v]["weight"] == 0])
    expected = nx.pagerank(plain, alpha=0.85, tol=1e-13, max_iter=1000)
    assert pagerank(graph) == pytest.approx(by_node(expected), abs=1e-9)


@often
@given(graph=graphs(min_n=1, max_n=12))
def test_pagerank_without_weights_is_that_of_igraph(graph: InfluenceGraph) -> None:
    turned = in_igraph(graph)
    turned.reverse_edges()
    assert pagerank_unweighted(graph) == pytest.approx(turned.pagerank(damping=0.85), abs=1e-9)


@several
@given(graph=graphs(min_n=2))
def test_personalised_pagerank_is_that_of_networkx(graph: InfluenceGraph) -> None:
    restart = np.zeros(graph.n)
    restart[:2] = 0.25, 0.75
    plain = listening(graph)
    plain.remove_edges_from([(u, v) for u, v in plain.edges if plain.edges[u, v]["weight"] == 0])
    expected = nx.pagerank(plain, personalization={0: 0.25, 1: 0.75}, tol=1e-13, max_iter=1000)
    assert pagerank(graph, restart=restart) == pytest.approx(by_node(expected), abs=1e-9)


@several
@given(graph=graphs())
def test_the_other_way_round_is_pagerank_of_the_reversed_graph(graph: InfluenceGraph) -> None:
    turned = InfluenceGraph.from_edges(graph.n, graph.in_targets, graph.in_sources, graph.probability)
    assert pagerank(turned, reverse=False) == pytest.approx(pagerank(graph), abs=1e-9)


def large(random_seed: int) -> InfluenceGraph:
    """Return a graph that is worked on in blocks, with pairs that follow each other only."""
    rng = np.random.default_rng(random_seed)
    sources, targets = np.divmod(np.unique(rng.integers(6000 * 6000, size=30_000)), 6000)
    kept = sources != targets
    pairs = np.arange(6000, 6200, 2)
    return InfluenceGraph.from_edges(
        6200,
        np.concatenate((sources[kept], pairs, pairs + 1)),
        np.concatenate((targets[kept], pairs + 1, pairs)),
        0.5,
    )


@pytest.mark.parametrize("damping", [0.5, 0.85, 0.99])
def test_pagerank_in_blocks_is_that_of_igraph(damping: float) -> None:
    graph = large(1)
    turned = in_igraph(graph)
    turned.reverse_edges()
    assert pagerank(graph, damping=damping) == pytest.approx(turned.pagerank(damping=damping), abs=1e-10)


def test_where_it_starts_does_not_change_pagerank() -> None:
    graph = large(2)
    start = np.random.default_rng(1).random(graph.n)
    assert np.abs(pagerank(graph, start=start) - pagerank(graph)).sum() < 2e-10


@pytest.mark.parametrize("damping", [-0.1, 1.0, float("nan")])
def test_a_damping_that_is_no_probability_below_one_is_refused(damping: float) -> None:
    with pytest.raises(ParameterError, match="damping"):
        pagerank(KARATE_GRAPH, damping=damping)


@pytest.mark.parametrize("tolerance", [0.0, -1.0, float("nan")])
def test_a_tolerance_that_cannot_be_met_is_refused(tolerance: float) -> None:
    with pytest.raises(ParameterError, match="tolerance"):
        pagerank(KARATE_GRAPH, tolerance=tolerance)


@pytest.mark.parametrize("start", [np.zeros(34), -np.ones(34), np.ones(33), np.full(34, np.nan)])
def test_ranks_that_cannot_be_started_from_are_refused(start: Float64s) -> None:
    with pytest.raises(ParameterError, match="start"):
        pagerank(KARATE_GRAPH, start=start)


def test_a_restart_that_is_no_distribution_is_refused() -> None:
    with pytest.raises(ParameterError, match="restart"):
        pagerank(KARATE_GRAPH, restart=np.ones(34))


def test_negative_weights_are_refused() -> None:
    with pytest.raises(ParameterError, match="weights"):
        pagerank(KARATE_GRAPH, weights=np.full(KARATE_GRAPH.m, -1.0))


# Walks of any length


def test_authorities_of_the_karate_club_are_its_leading_eigenvector() -> None:
    found = authority(KARATE_GRAPH)
    expected = [0.373363, 0.355491, 0.317193]
    assert (found / np.linalg.norm(found))[[33, 0, 2]] == pytest.approx(expected, abs=1e-6)


@several
@given(graph=graphs(min_n=1, max_n=6))
def test_hubs_are_the_part_of_all_alike_in_the_leading_singular_vectors(graph: InfluenceGraph) -> None:
    edges = np.zeros((graph.n, graph.n))
    edges[graph.in_sources, graph.in_targets] = graph.probability
    sizes, vectors = np.linalg.eigh(edges.T @ edges)
    leading = vectors[:, sizes > sizes[-1] - 1e-9]
    expected = leading @ leading.sum(axis=0)
    # Near ties of the two largest are left to more rounds than there are.
    if len(rest := sizes[sizes <= sizes[-1] - 1e-9]) == 0 or rest[-1] < 0.98 * sizes[-1]:
        assert hub(graph) == pytest.approx(expected / expected.sum(), abs=1e-9)


@several
@given(graph=graphs(min_n=2))  # networkx fails at one node
def test_katz_is_that_of_networkx(graph: InfluenceGraph) -> None:
    expected = nx.katz_centrality_numpy(
        listening(graph), alpha=0.1, beta=1.0, weight="weight", normalized=False
    )
    assert katz(graph, attenuation=0.1) == pytest.approx(by_node(expected), abs=1e-9)


def test_an_attenuation_under_which_walks_have_no_sum_is_refused() -> None:
    with pytest.raises(ParameterError, match="attenuation"):
        katz(influence(2, [(0, 1), (1, 0)], 0.5), attenuation=2.0)


# Shortest paths


def test_betweenness_of_the_karate_club_is_the_published() -> None:
    found = betweenness(KARATE_GRAPH)[[0, 33, 32, 2, 31]]
    assert found / 2 == pytest.approx([231.0714, 160.5516, 76.6905, 75.8508, 73.0095], abs=1e-4)
    assert found[:1] / (33 * 32) == pytest.approx([0.437635], abs=1e-6)


def test_betweenness_of_les_miserables_is_the_published() -> None:
    names = ("Valjean", "Myriel", "Gavroche", "Marius", "Fantine")
    found = named(betweenness(MISERABLES_GRAPH) / 2, MISERABLES, *names)
    assert found == pytest.approx([1624.4688, 504.0, 470.5706, 376.2926, 369.4869], abs=1e-4)


def test_betweenness_of_the_florentine_families_is_the_published() -> None:
    found = named(betweenness(FLORENTINE_GRAPH) / 2, FLORENTINE, "Medici", "Guadagni", "Albizzi")
    assert found == pytest.approx([47.5, 23.1667, 19.3333], abs=1e-4)


@often
@given(graph=graphs(min_n=0, max_n=12))
def test_betweenness_is_that_of_networkx(graph: InfluenceGraph) -> None:
    expected = nx.betweenness_centrality(listening(graph), normalized=False)
    assert betweenness(graph) == pytest.approx(by_node(expected), rel=1e-9)


@often
@given(graph=graphs(max_n=12))
def test_betweenness_is_that_of_igraph(graph: InfluenceGraph) -> None:
    assert betweenness(graph) == pytest.approx(in_igraph(graph).betweenness(), rel=1e-9)


@several
@given(graph=graphs(min_n=0))
def test_weighted_betweenness_is_that_of_networkx(graph: InfluenceGraph) -> None:
    lengths = np.where(graph.probability > 0.5, 1.0, 2.0)  # sums are exact, so that ties are ties
    turned = InfluenceGraph.from_edges(graph.n, graph.in_sources, graph.in_targets, lengths / 2)
    expected = nx.betweenness_centrality(listening(turned), normalized=False, weight="weight")
    assert betweenness_weighted(graph, lengths=lengths) == pytest.approx(by_node(expected), rel=1e-9)


@pytest.mark.parametrize("length", [0.0, -1.0, float("inf"), float("nan")])
def test_a_length_that_is_not_above_zero_is_refused(length: float) -> None:
    with pytest.raises(ParameterError, match="lengths"):
        betweenness_weighted(influence(2, [(0, 1)], 0.5), lengths=np.array([length]))


def test_closeness_of_the_karate_club_is_the_published() -> None:
    assert closeness(KARATE_GRAPH)[[0, 2, 33]] == pytest.approx([0.568966, 0.559322, 0.55], abs=1e-6)


@often
@given(graph=graphs(min_n=0, max_n=12))
def test_harmonic_closeness_is_that_of_networkx(graph: InfluenceGraph) -> None:
    assert harmonic(graph) == pytest.approx(by_node(nx.harmonic_centrality(listening(graph))), abs=1e-12)


@several
@given(graph=graphs(max_n=12))
def test_closeness_is_that_of_networkx(graph: InfluenceGraph) -> None:
    assert closeness(graph) == pytest.approx(by_node(nx.closeness_centrality(listening(graph))), abs=1e-12)


def test_more_searches_than_go_together_add_up() -> None:
    graph = large(3)
    expected = nx.harmonic_centrality(listening(graph), nbunch=list(range(3)))
    assert harmonic(graph)[:3] == pytest.approx([expected[node] for node in range(3)], rel=1e-12)


@pytest.mark.parametrize(
    ("sample", "exact"), [(sample_betweenness, betweenness), (sample_harmonic, harmonic)]
)
def test_all_limits_hold_for_nineteen_of_twenty_random_seeds(sample: object, exact: object) -> None:
    assert callable(sample)
    assert callable(exact)
    truth = exact(KARATE_GRAPH)
    held = []
    for random_seed in range(40):
        found = sample(KARATE_GRAPH, n_samples=200, random_seed=random_seed)
        held.append(((found.low <= truth) & (truth <= found.high)).all())
    assert np.mean(held) >= 0.95


@pytest.mark.parametrize(
    ("sample", "exact"), [(sample_betweenness, betweenness), (sample_harmonic, harmonic)]
)
def test_many_samples_come_close_to_the_truth(sample: object, exact: object) -> None:
    assert callable(sample)
    assert callable(exact)
    found, truth = sample(KARATE_GRAPH, n_samples=20_000, random_seed=1), exact(KARATE_GRAPH)
    assert found.value == pytest.approx(truth, rel=0.05, abs=1.0)


# Neighbours


@often
@given(graph=graphs(min_n=0, max_n=12))
def test_core_numbers_are_those_of_networkx(graph: InfluenceGraph) -> None:
    assert k_core(graph).tolist() == by_node(nx.core_number(joined(graph)))


@often
@given(graph=graphs(min_n=1, max_n=12))
def test_core_numbers_are_those_of_igraph(graph: InfluenceGraph) -> None:
    assert k_core(graph).tolist() == in_igraph(graph).as_undirected().coreness()


def test_the_inner_core_of_the_karate_club_is_the_published() -> None:
    cores = k_core(KARATE_GRAPH)
    assert np.flatnonzero(cores == cores.max()).tolist() == [0, 1, 2, 3, 7, 8, 13, 30, 32, 33]
    assert cores.max() == 4


def test_the_largest_core_of_les_miserables_is_the_published() -> None:
    assert k_core(MISERABLES_GRAPH).max() == 9


def test_strengths_and_degrees_are_sums_by_end() -> None:
    graph = InfluenceGraph.from_edges(3, [0, 0, 1], [1, 2, 2], [0.25, 0.5, 1.0])
    assert out_strength(graph).tolist() == [0.75, 1.0, 0.0]
    assert in_strength(graph).tolist() == [0.0, 0.25, 1.5]
    assert out_degree(graph).tolist() == [2.0, 1.0, 0.0]
    assert in_degree(graph).tolist() == [0.0, 1.0, 2.0]


def test_the_karate_club_elects_the_published_accounts() -> None:
    assert elect(KARATE_GRAPH)[0][:8].tolist() == [33, 0, 32, 2, 1, 5, 31, 23]


@several
@given(graph=graphs(max_n=12))
def test_the_elected_are_those_of_networkx(graph: InfluenceGraph) -> None:
    plain = listening(graph).reverse()
    expected = nx.voterank(plain)
    order, votes = elect(graph)
    # Of two with the same votes the one or the other may come first, and all that follows differs.
    assert votes[order[:1]].tolist() == [float(len(plain[node])) for node in expected[:1]] or not expected
    assert (np.diff(votes[order]) <= 1e-12).all()


def test_votes_are_those_at_the_election() -> None:
    star_beside_a_pair = influence(6, [(0, 1), (0, 2), (0, 3), (4, 5)], 0.5)
    assert vote_rank(star_beside_a_pair).tolist() == [3.0, 0.0, 0.0, 0.0, 1.0, 0.0]


def test_collective_influence_is_its_formula() -> None:
    chain_of_stars = influence(8, [(0, 1), (0, 2), (0, 3), (1, 4), (1, 5), (2, 6), (2, 7)], 0.5)
    assert collective_influence(chain_of_stars).tolist() == [4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]


@often
@given(graph=graphs(max_n=10))
def test_articulation_counts_the_parts_that_come_of_it(graph: InfluenceGraph) -> None:
    whole = joined(graph)
    before = nx.number_connected_components(whole)
    expected = []
    for node in range(graph.n):
        rest = whole.copy()
        rest.remove_node(node)
        expected.append(max(nx.number_connected_components(rest) - before, 0))
    assert articulation(graph).tolist() == expected


@several
@given(graph=graphs(max_n=10))
def test_bridges_are_those_of_igraph(graph: InfluenceGraph) -> None:
    plain = in_igraph(graph).as_undirected()
    expected = sorted(sorted(plain.es[place].tuple) for place in plain.bridges())
    assert bridge_ties(graph).tolist() == expected
    assert bridges(graph).sum() == 2 * len(expected)


# The list


def test_every_measure_says_what_it_means_in_a_sentence() -> None:
    assert all(meaning(name).endswith(".") for name in MEASURES)
    assert set(SAMPLED) <= set(MEASURES)


def test_an_unknown_measure_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(ParameterError, match="such as pagerank, pagerank-unweighted"):
        measure_named("pagerang")


def test_a_measure_like_no_other_is_refused_with_all_names() -> None:
    with pytest.raises(ParameterError, match="articulation"):
        measure_named("zzz")
