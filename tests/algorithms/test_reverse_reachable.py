"""Reverse-reachable sets: members by plain search, dominators by networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.reverse_reachable import Counting, ReverseReachableSet, reverse_reachable_set
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried

countings = st.sampled_from(["relays", "people"])
random_seeds = st.integers(0, 2**63 - 1)


def links(drawn: ReverseReachableSet) -> nx.DiGraph[int]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(drawn.members)))
    graph.add_edges_from(zip(drawn.tails.tolist(), drawn.heads.tolist(), strict=True))
    return graph


@unhurried
@given(graph=graphs(max_n=12), counting=countings, random_seed=random_seeds)
def test_dominators_are_those_of_networkx(
    graph: InfluenceGraph, counting: Counting, random_seed: int
) -> None:
    drawn = reverse_reachable_set(graph, 0, counting=counting, random_seed=random_seed)
    expected = nx.immediate_dominators(links(drawn), 0)
    assert drawn.dominators[1:].tolist() == [expected[i] for i in range(1, len(drawn.members))]


@pytest.mark.parametrize("random_seed", range(20))
def test_dominators_of_large_sets_are_those_of_networkx(random_seed: int) -> None:
    rng = np.random.default_rng(random_seed)
    pairs = {(int(u), int(v)) for u, v in rng.integers(0, 2000, (5000, 2)) if u != v}
    graph = InfluenceGraph.from_edges(2000, [u for u, _ in pairs], [v for _, v in pairs], 0.7)
    drawn = reverse_reachable_set(graph, 0, counting="people", random_seed=random_seed)
    expected = nx.immediate_dominators(links(drawn), 0)
    assert drawn.dominators[1:].tolist() == [expected[i] for i in range(1, len(drawn.members))]


@unhurried
@given(graph=graphs(max_n=12), random_seed=random_seeds)
def test_members_stand_in_the_order_of_their_distance(graph: InfluenceGraph, random_seed: int) -> None:
    drawn = reverse_reachable_set(graph, 0, counting="people", random_seed=random_seed)
    distance = nx.single_source_shortest_path_length(links(drawn), 0)
    found = [distance[i] for i in range(len(drawn.members))]
    assert found == sorted(found)


@unhurried
@given(graph=graphs(max_n=12), random_seed=random_seeds)
def test_who_activates_the_root_is_also_seen_by_it(graph: InfluenceGraph, random_seed: int) -> None:
    relays, people = (
        reverse_reachable_set(graph, 0, counting=counting, random_seed=random_seed)
        for counting in ("relays", "people")
    )
    assert set(relays.members.tolist()) <= set(people.members.tolist())


@unhurried
@given(graph=graphs(max_n=12), counting=countings)
def test_certain_edges_leave_nothing_to_chance(graph: InfluenceGraph, counting: Counting) -> None:
    certain = InfluenceGraph.from_edges(graph.n, graph.in_sources, graph.in_targets, 1.0)
    drawn = reverse_reachable_set(certain, 0, counting=counting, random_seed=1)
    plain = nx.DiGraph(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    plain.add_node(0)
    assert set(drawn.members.tolist()) == nx.ancestors(plain, 0) | {0}


def test_without_live_edges_people_hold_only_those_the_root_listens_to() -> None:
    graph = InfluenceGraph.from_edges(4, [1, 2, 3], [0, 0, 1], 0.0, listens=[True, False, True])
    drawn = reverse_reachable_set(graph, 0, counting="people", random_seed=1)
    assert drawn.members.tolist() == [0, 1]


def test_a_root_that_is_no_node_is_refused() -> None:
    with pytest.raises(ParameterError, match="root"):
        reverse_reachable_set(InfluenceGraph.from_edges(1, [], [], 1.0), 1, counting="relays", random_seed=1)
