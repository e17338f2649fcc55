"""What every value of an account promises, asked of each: labels, isolated nodes, empty graphs, direction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.centrality import MEASURES as CENTRALITY
from algorithms.communities import leiden
from algorithms.relays import relay_values
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried
from tests.published import influence

Values = npt.NDArray[Any]
Measure = Callable[[InfluenceGraph], Values]


def carried_people(graph: InfluenceGraph) -> Values:
    return relay_values(graph, counting="people", n_samples=2000, random_seed=1).value


def carried_relays(graph: InfluenceGraph) -> Values:
    return relay_values(graph, counting="relays", n_samples=2000, random_seed=1).value


def communities(graph: InfluenceGraph) -> Values:
    return leiden(graph, random_seed=1).membership


BY_NUMBER = {"vote-rank"}  # of equals the lowest number is elected, and its neighbours lose by it
EXACT: list[Measure] = [measure for name, measure in CENTRALITY.items() if name not in BY_NUMBER]
MEASURES: list[Measure] = [*CENTRALITY.values(), communities, carried_people, carried_relays]


def relabelled(graph: InfluenceGraph, label: npt.NDArray[np.int64]) -> InfluenceGraph:
    return InfluenceGraph.from_edges(
        graph.n,
        label[graph.in_sources],
        label[graph.in_targets],
        graph.probability,
        listens=graph.listens,
    )


@pytest.mark.parametrize("measure", EXACT)
@unhurried
@given(graph=graphs(min_n=2), random_seed=st.integers(0, 1000))
def test_names_do_not_matter(measure: Measure, graph: InfluenceGraph, random_seed: int) -> None:
    label = np.random.default_rng(random_seed).permutation(graph.n)
    assert measure(relabelled(graph, label))[label] == pytest.approx(measure(graph), abs=1e-8)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_graph_without_nodes_has_no_values(measure: Measure) -> None:
    assert len(measure(influence(0, [], 1.0))) == 0


@pytest.mark.parametrize("measure", MEASURES)
def test_every_node_has_a_value_also_without_ties(measure: Measure) -> None:
    values = measure(influence(5, [(0, 1)], 0.5))
    assert len(values) == 5
    assert np.isfinite(values).all()


@pytest.mark.parametrize("measure", [*EXACT, carried_people, carried_relays])
def test_nodes_without_ties_are_all_alike(measure: Measure) -> None:
    values = measure(influence(5, [(0, 1)], 0.5))
    assert values[2] == values[3] == values[4]


@pytest.mark.parametrize("measure", MEASURES)
def test_the_same_graph_gives_the_same_bytes(measure: Measure) -> None:
    graph = influence(4, [(0, 1), (1, 2), (2, 0), (2, 3)], 0.5)
    assert measure(graph).tobytes() == measure(graph).tobytes()


SPEAKERS = (
    *("pagerank", "pagerank-unweighted", "authority", "katz", "harmonic", "closeness"),
    *("out-strength", "out-degree", "vote-rank"),
)
LISTENERS = ("hub", "in-strength", "in-degree")


@pytest.mark.parametrize("name", SPEAKERS)
def test_who_is_listened_to_ranks_above_the_listener(name: str) -> None:
    speaker, listener = CENTRALITY[name](influence(2, [(0, 1)], 0.5))
    assert speaker > listener


@pytest.mark.parametrize("name", LISTENERS)
def test_who_listens_ranks_above_whom_it_listens_to(name: str) -> None:
    speaker, listener = CENTRALITY[name](influence(2, [(0, 1)], 0.5))
    assert listener > speaker


@pytest.mark.parametrize("name", sorted(set(CENTRALITY) - {*SPEAKERS, *LISTENERS}))
def test_where_direction_does_not_count_both_of_a_pair_are_alike(name: str) -> None:
    speaker, listener = CENTRALITY[name](influence(2, [(0, 1)], 0.5))
    assert speaker == listener
