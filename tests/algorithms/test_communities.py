"""Communities: published modularity, networkx as the second opinion, and nobody's generator disturbed."""

from __future__ import annotations

import random  # noqa: TID251  # the generator that must not be disturbed
from concurrent.futures import ThreadPoolExecutor

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.communities import leiden
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried
from tests.published import KARATE, influence, undirected

KARATE_GRAPH = undirected(KARATE, 0.2)
BEST_KARATE = 0.4197896


def test_the_karate_club_splits_into_its_best_known_communities() -> None:
    found = [leiden(KARATE_GRAPH, random_seed=s) for s in range(10)]
    best = max(found, key=lambda partition: partition.modularity or 0.0)
    assert best.modularity == pytest.approx(BEST_KARATE, abs=1e-7)
    assert np.bincount(best.membership).tolist() == [12, 11, 6, 5]


@unhurried
@given(graph=graphs(min_n=2), random_seed=st.integers(0, 2**63 - 1))
def test_modularity_is_that_of_networkx(graph: InfluenceGraph, random_seed: int) -> None:
    found = leiden(graph, weights=np.ones(graph.m), random_seed=random_seed)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(graph.n))
    for u, v in zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True):
        plain.add_edge(u, v, weight=plain.get_edge_data(u, v, {"weight": 0})["weight"] + 1)
    parts = [set(np.flatnonzero(found.membership == c).tolist()) for c in np.unique(found.membership)]
    expected = nx.community.modularity(plain, parts) if graph.m else None
    assert found.modularity == (expected if expected is None else pytest.approx(expected))


@unhurried
@given(graph=graphs(), random_seed=st.integers(0, 100))
def test_communities_are_numbered_by_size_then_by_their_smallest_member(
    graph: InfluenceGraph, random_seed: int
) -> None:
    membership = leiden(graph, random_seed=random_seed).membership
    sizes = np.bincount(membership)
    order = [(-sizes[c], int(np.flatnonzero(membership == c)[0])) for c in range(len(sizes))]
    assert order == sorted(order)


def test_a_finer_resolution_gives_more_communities() -> None:
    coarse, fine = (
        leiden(KARATE_GRAPH, resolution=resolution, random_seed=1).membership.max()
        for resolution in (0.3, 3.0)
    )
    assert coarse < fine


def test_neither_direction_of_a_tie_counts_more_than_the_other() -> None:
    turned = InfluenceGraph.from_edges(
        34, KARATE_GRAPH.in_targets, KARATE_GRAPH.in_sources, KARATE_GRAPH.probability
    )
    assert (
        leiden(turned, random_seed=1).membership.tolist()
        == leiden(KARATE_GRAPH, random_seed=1).membership.tolist()
    )


def test_the_same_random_seed_gives_the_same_communities_whatever_python_draws() -> None:
    random.seed(1)
    first = leiden(KARATE_GRAPH, random_seed=7)
    random.seed(2)
    again = leiden(KARATE_GRAPH, random_seed=7)
    assert first.membership.tobytes() == again.membership.tobytes()


def test_pythons_generator_is_left_as_it_was() -> None:
    random.seed(1)
    before = random.getstate()
    leiden(KARATE_GRAPH, random_seed=7)
    assert random.getstate() == before


def test_calls_from_several_threads_do_not_disturb_each_other() -> None:
    expected = [leiden(KARATE_GRAPH, random_seed=s).membership.tobytes() for s in range(20)]
    with ThreadPoolExecutor(4) as threads:
        found = list(
            threads.map(lambda s: leiden(KARATE_GRAPH, random_seed=s).membership.tobytes(), range(20))
        )
    assert found == expected


def test_without_weight_nothing_is_known_of_modularity() -> None:
    found = leiden(influence(3, [(0, 1)], 0.0), random_seed=1)
    assert found.modularity is None
    assert found.membership.tolist() == [0, 1, 2]


@pytest.mark.parametrize("resolution", [0.0, -1.0, float("inf"), float("nan")])
def test_a_resolution_that_is_not_above_zero_is_refused(resolution: float) -> None:
    with pytest.raises(ParameterError, match="resolution"):
        leiden(KARATE_GRAPH, resolution=resolution, random_seed=1)
