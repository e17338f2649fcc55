"""Communities that share members: planted ones are found, and shares are shares."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.overlapping import Cover, overlapping_communities
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried
from tests.published import influence, undirected


def two_circles(shared: int) -> InfluenceGraph:
    """Return two cliques of 12 that have the last so many accounts of the first in common."""
    first, second = range(12), range(12 - shared, 24 - shared)
    return undirected(nx.compose(nx.complete_graph(first), nx.complete_graph(second)), 0.5)


def members(cover: Cover) -> list[set[int]]:
    return [
        set(cover.accounts[cover.communities == c].tolist()) for c in range(int(cover.communities.max()) + 1)
    ]


def test_accounts_of_two_circles_are_in_both() -> None:
    # In a run out of ten one label wins everywhere, as in all propagation of labels.
    found = [overlapping_communities(two_circles(1), random_seed=number) for number in range(20)]
    both = [cover for cover in found if members(cover) == [set(range(12)), set(range(11, 23))]]
    assert len(both) >= 15


def test_circles_that_share_nobody_share_nobody() -> None:
    found = overlapping_communities(two_circles(0), random_seed=1)
    assert members(found) == [set(range(12)), set(range(12, 24))]
    assert set(found.share.tolist()) == {1.0}


@unhurried
@given(graph=graphs(max_n=12), random_seed=st.integers(0, 1000), least=st.sampled_from([0.0, 0.2, 0.5]))
def test_shares_of_an_account_sum_to_one(graph: InfluenceGraph, random_seed: int, least: float) -> None:
    cover = overlapping_communities(graph, least=least, random_seed=random_seed)
    sums = np.bincount(cover.accounts, weights=cover.share, minlength=graph.n)
    assert sums == pytest.approx(np.ones(graph.n))


@unhurried
@given(graph=graphs(max_n=12), random_seed=st.integers(0, 1000))
def test_no_community_lies_within_another(graph: InfluenceGraph, random_seed: int) -> None:
    found = members(overlapping_communities(graph, random_seed=random_seed))
    assert not any(one <= other for one in found for other in found if one is not other)


def test_the_same_random_seed_gives_the_same_bytes() -> None:
    first, again = (overlapping_communities(two_circles(3), random_seed=5) for _ in range(2))
    assert first.share.tobytes() == again.share.tobytes()


@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_ties_everybody_is_alone(n: int) -> None:
    assert overlapping_communities(influence(n, [], 1.0), random_seed=1).communities.tolist() == list(
        range(n)
    )


@pytest.mark.parametrize("least", [-0.1, 0.51, float("nan")])
def test_a_share_that_is_none_is_refused(least: float) -> None:
    with pytest.raises(ParameterError, match="least"):
        overlapping_communities(two_circles(1), least=least, random_seed=1)
