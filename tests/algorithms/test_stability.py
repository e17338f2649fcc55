"""Consensus of several runs, by hand and on a network whose communities are known."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from algorithms.communities import Partition, leiden
from algorithms.stability import consensus
from graph.errors import ParameterError
from tests.published import undirected


def runs(*memberships: list[int]) -> list[Partition]:
    return [Partition(np.array(each, dtype=np.int32), None) for each in memberships]


def test_the_run_nearest_to_all_others_is_the_consensus() -> None:
    found = consensus(runs([0, 0, 0, 0, 1], [0, 0, 0, 1, 1], [0, 0, 0, 1, 1], [0, 0, 1, 1, 1]))
    assert found.partition.membership.tolist() == [0, 0, 0, 1, 1]


def test_confidence_is_the_share_of_runs_in_which_a_member_sits_with_its_community() -> None:
    found = consensus(runs([0, 0, 0, 0, 1], [0, 0, 0, 1, 1], [0, 0, 0, 1, 1], [0, 0, 1, 1, 1]))
    assert found.confidence.tolist() == [1.0, 1.0, 0.75, 0.75, 1.0]


def test_numbers_of_communities_do_not_matter() -> None:
    found = consensus(runs([0, 0, 1, 1], [1, 1, 0, 0]))
    assert found.confidence.tolist() == [1.0] * 4


def test_an_account_between_two_circles_is_less_sure_than_their_members() -> None:
    circles = nx.disjoint_union(nx.complete_graph(10), nx.complete_graph(10))
    circles.add_edges_from((20, friend) for friend in (0, 1, 2, 10, 11, 12))
    graph = undirected(circles, 0.5)
    found = consensus([leiden(graph, random_seed=number) for number in range(30)])
    assert set(found.confidence[:20].tolist()) == {1.0}
    assert 0.5 <= found.confidence[20] < 1


def test_one_run_is_sure_of_itself() -> None:
    found = consensus(runs([0, 1, 0]))
    assert found.confidence.tolist() == [1.0, 1.0, 1.0]


def test_no_run_is_refused() -> None:
    with pytest.raises(ParameterError, match="runs"):
        consensus([])
