"""Roles: the definitions in plain Python, and the borders of the paper."""

from __future__ import annotations

from statistics import fmean, pstdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.roles import Role, Roles, roles
from algorithms.undirected import neighbours
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried
from tests.published import both_ways, influence


@unhurried
@given(graph=graphs(min_n=2), data=st.data())
def test_both_numbers_are_those_of_the_definition(graph: InfluenceGraph, data: st.DataObject) -> None:
    community = data.draw(st.lists(st.integers(0, 2), min_size=graph.n, max_size=graph.n))
    joined = neighbours(graph, np.ones(graph.m))
    near = [joined.nodes[joined.offsets[v] : joined.offsets[v + 1]].tolist() for v in range(graph.n)]
    within = [sum(community[u] == community[v] for u in near[v]) for v in range(graph.n)]
    found = roles(joined, np.array(community, dtype=np.int32))
    for v in range(graph.n):
        peers = [within[u] for u in range(graph.n) if community[u] == community[v]]
        apart = pstdev(peers)
        assert found.within_degree[v] == pytest.approx((within[v] - fmean(peers)) / apart if apart else 0.0)
        shares = [sum(community[u] == c for u in near[v]) / len(near[v]) for c in range(3) if near[v]]
        expected = 1 - sum(share**2 for share in shares) if shares else np.nan
        assert found.participation[v] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("within", "participation", "role"),
    [
        (2.5, 0.3, "hub"),
        (2.5, 0.31, "connecting hub"),
        (2.4, 0.63, "connector"),
        (2.4, 0.62, "peripheral"),
        (-1.0, np.nan, "peripheral"),
    ],
)
def test_borders_between_roles_are_those_of_the_paper(
    within: float, participation: float, role: Role
) -> None:
    assert Roles(np.array([within]), np.array([participation])).role(0) == role


def test_the_middle_of_a_star_is_its_hub() -> None:
    star = influence(12, both_ways((0, leaf) for leaf in range(1, 12)), 0.5)
    found = roles(neighbours(star, star.probability), np.zeros(12, dtype=np.int32))
    assert [found.role(v) for v in range(12)] == ["hub", *["peripheral"] * 11]


def test_accounts_in_no_community_are_compared_with_nobody() -> None:
    pair = influence(4, both_ways([(0, 1)]), 0.5)
    found = roles(neighbours(pair, pair.probability), np.array([0, 0, -1, -1], dtype=np.int32))
    assert found.within_degree.tolist() == [0.0] * 4


def test_another_number_of_communities_is_refused() -> None:
    pair = influence(2, [(0, 1)], 0.5)
    with pytest.raises(ParameterError, match="membership"):
        roles(neighbours(pair, pair.probability), np.zeros(3, dtype=np.int32))
