"""Bridges in people, against all worlds of small graphs, with accounts and ties switched off one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from algorithms.crossings import crossing_ties, read_crossing, tie_values
from algorithms.estimates import Estimate
from algorithms.sketch import sample_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.judge import cascade, edges_of, worlds

N_SETS = 100_000


@dataclass(frozen=True)
class Case:
    """A graph, the accounts of the origin and those of the destination."""

    graph: InfluenceGraph
    origin: tuple[int, ...]
    destination: tuple[int, ...]

    @property
    def sources(self) -> np.ndarray:
        return np.isin(np.arange(self.graph.n), self.origin) / len(self.origin)

    @property
    def group(self) -> np.ndarray:
        return np.isin(np.arange(self.graph.n), self.destination)


def joined(*edges: tuple[int, int, float], unheard: tuple[int, ...] = ()) -> InfluenceGraph:
    """Return a graph in which all listen but at the places named."""
    return InfluenceGraph.from_edges(
        1 + max(max(u, v) for u, v, _ in edges),
        [u for u, _, _ in edges],
        [v for _, v, _ in edges],
        [p for _, _, p in edges],
        listens=[place not in unheard for place in range(len(edges))],
    )


CASES = {
    "one bridge": Case(joined((0, 1, 0.5), (1, 2, 0.8), (2, 3, 0.6), (2, 4, 0.7)), (0, 1), (2, 3, 4)),
    "two bridges": Case(
        joined((0, 1, 0.9), (0, 2, 0.5), (1, 3, 0.7), (2, 3, 0.6), (3, 4, 0.5)), (0, 1, 2), (3, 4)
    ),
    "through a third": Case(
        joined((0, 1, 0.6), (1, 2, 0.5), (2, 3, 0.7), (0, 3, 0.2), (3, 2, 0.4)), (0,), (2, 3)
    ),
    "who does not listen": Case(
        joined((0, 1, 0.5), (1, 2, 0.8), (1, 3, 0.5), (2, 3, 0.5), unheard=(1, 3)), (0, 1), (2, 3)
    ),
}


def people(case: Case, *, silent: int | None = None, without: int | None = None) -> float:
    """Return how many of the destination see a message, in the mean of all worlds."""
    edges, total = edges_of(case.graph), 0.0
    for probability, world in worlds(edges):
        kept = [place for place in range(len(edges)) if place != without]
        for start in case.origin:
            seen = cascade([edges[i] for i in kept], [world[i] for i in kept], [start], silent=silent)[1]
            counted = seen & set(case.destination) - {silent}
            total += probability * len(counted) / len(case.origin)
    return total


def lost_without(case: Case, account: int) -> float:
    """Return what an account carries from others than itself."""
    others = Case(case.graph, tuple(start for start in case.origin if start != account), case.destination)
    if not others.origin:
        return 0.0
    audience = Case(case.graph, others.origin, tuple(v for v in case.destination if v != account))
    return (people(audience) - people(audience, silent=account)) * len(others.origin) / len(case.origin)


def assert_near(estimate: Estimate, truth: float) -> None:
    """Refuse an estimate that misses by more than twice its interval: three times in a billion."""
    width = estimate.high - estimate.low
    assert estimate.low - width <= truth <= estimate.high + width


@pytest.mark.parametrize("name", CASES)
def test_accounts_are_worth_the_people_lost_without_them(name: str) -> None:
    case = CASES[name]
    sketch = sample_sketch(case.graph, n_sets=N_SETS, counting="people", random_seed=5)
    found = read_crossing(sketch, sources=case.sources, destination=case.group)
    assert_near(found.reached, people(case))
    for account in range(case.graph.n):
        assert_near(found.carried.estimate(account), lost_without(case, account))


@pytest.mark.parametrize("name", CASES)
def test_ties_are_worth_the_people_lost_without_them(name: str) -> None:
    case = CASES[name]
    ties = range(case.graph.m)
    found = tie_values(
        case.graph,
        ties,
        sources=case.sources,
        destination=case.group,
        n_samples=N_SETS,
        random_seed=5,
    )
    for tie, estimate in zip(ties, found, strict=True):
        assert_near(estimate, people(case) - people(case, without=tie))


def test_a_tie_that_all_depends_on_comes_first() -> None:
    case = Case(joined((0, 1, 1.0), (0, 3, 0.1), (1, 2, 1.0), (2, 3, 1.0), (2, 4, 1.0)), (0, 1), (2, 3, 4))
    sketch = sample_sketch(case.graph, n_sets=2_000, counting="people", random_seed=1)
    origin = np.isin(np.arange(5), case.origin)
    found = crossing_ties(
        sketch, case.graph, sources=case.sources, origin=origin, destination=case.group, k=5
    )
    ends = [(int(case.graph.in_sources[tie]), int(case.graph.in_targets[tie])) for tie in found]
    assert ends[0] == (1, 2)


def test_what_is_reached_is_no_more_than_there_are() -> None:
    case = Case(joined((0, 1, 1.0), (1, 2, 1.0)), (0,), (1, 2))
    sketch = sample_sketch(case.graph, n_sets=1_000, counting="people", random_seed=1)
    found = read_crossing(sketch, sources=case.sources, destination=case.group).reached
    assert found.value <= found.high <= 2


def test_a_starter_in_the_destination_is_refused() -> None:
    case = Case(joined((0, 1, 1.0)), (0, 1), (1,))
    sketch = sample_sketch(case.graph, n_sets=100, counting="people", random_seed=1)
    with pytest.raises(ParameterError, match="destination"):
        read_crossing(sketch, sources=case.sources, destination=case.group)


def test_a_tie_that_is_none_is_refused() -> None:
    case = Case(joined((0, 1, 1.0)), (0,), (1,))
    with pytest.raises(ParameterError, match="ties"):
        tie_values(
            case.graph, [1], sources=case.sources, destination=case.group, n_samples=100, random_seed=1
        )
