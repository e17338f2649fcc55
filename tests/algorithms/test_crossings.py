"""Bridges in people, against all worlds of small graphs, with accounts and ties switched off one by one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, permutations

import numpy as np
import pytest

from algorithms.crossings import Crossing, crossing_ties, read_crossings, tie_values
from algorithms.estimates import Estimate
from algorithms.sketch import Sketch, sample_sketch
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
    def groups(self) -> np.ndarray:
        return np.where(self.group, 1, np.where(self.sources > 0, 0, -1))

    def read(self, sketch: Sketch) -> Crossing:
        [found] = read_crossings(sketch, groups=self.groups, starts=self.sources, k=self.graph.n)
        return found

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
    found = case.read(sketch)
    assert_near(found.reached, people(case))
    lost = dict(zip(found.carriers, found.lost, strict=True))
    for account in range(case.graph.n):
        if account in lost:
            assert_near(lost[account], lost_without(case, account))
        else:
            assert lost_without(case, account) == pytest.approx(0)


def slowly(half: Sketch, groups: np.ndarray, shares: np.ndarray, pair: tuple[int, int]) -> np.ndarray:
    """Return what each account carries in the mean of the sets, and last what is reached."""
    carried = np.zeros(half.n + 1)
    assert half.dominators is not None
    for begin, end in pairwise(half.offsets.tolist()):
        members, above = half.members[begin:end], half.dominators[begin:end]
        for place in np.flatnonzero(groups[members] == pair[0]) if groups[members[0]] == pair[1] else ():
            share, carried[-1] = shares[members[place]], carried[-1] + shares[members[place]]
            while (place := above[place]) > 0:
                carried[members[place]] += share
    return carried * half.n / half.n_sets


def test_all_pairs_at_once_are_what_each_is_by_itself() -> None:
    rng, n = np.random.default_rng(3), 40
    sources, steps = np.divmod(rng.choice(n * (n - 1), 160, replace=False), n - 1)
    graph = InfluenceGraph.from_edges(n, sources, (sources + 1 + steps) % n, 0.3)
    groups, starts = rng.integers(-1, 3, n, dtype=np.int32), rng.integers(0, 3, n)
    first, second = (sketch := sample_sketch(graph, n_sets=800, counting="people", random_seed=2)).halves()
    found = read_crossings(sketch, groups=groups, starts=starts.astype(np.float64), k=4)
    assert sorted((each.origin, each.destination) for each in found) == list(permutations(range(3), 2))
    for each in found:
        shares = np.where(groups == each.origin, starts, 0) / starts[groups == each.origin].sum()
        pair = (each.origin, each.destination)
        chosen_by, reported_by = (slowly(half, groups, shares, pair) for half in (first, second))
        best = [v for v in np.argsort(-chosen_by[:-1].round(9), kind="stable")[:4] if chosen_by[v] > 0]
        assert list(each.carriers) == best
        assert [lost.value for lost in each.lost] == pytest.approx(reported_by[best])
        assert each.reached.value == pytest.approx(reported_by[-1])


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
    found = case.read(sketch).reached
    assert found.value <= found.high <= 2


def test_a_starter_in_the_destination_is_refused() -> None:
    case = Case(joined((0, 1, 1.0)), (0, 1), (1,))
    asked = {"sources": case.sources, "destination": case.group, "n_samples": 100, "random_seed": 1}
    with pytest.raises(ParameterError, match="destination"):
        tie_values(case.graph, [0], **asked)  # type: ignore[arg-type]  # of several types


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("groups", {"groups": np.array([0])}),
        ("groups", {"groups": np.array([0, 64])}),
        ("starts", {"starts": np.array([1.0])}),
        ("starts", {"starts": np.array([1.0, -1.0])}),
    ],
)
def test_groups_and_starts_that_cannot_be_are_refused(name: str, wrong: dict[str, np.ndarray]) -> None:
    graph = joined((0, 1, 1.0))
    sketch = sample_sketch(graph, n_sets=10, counting="people", random_seed=1)
    with pytest.raises(ParameterError, match=name):
        read_crossings(sketch, **{"groups": np.array([0, 1]), "starts": np.ones(2), "k": 1} | wrong)  # type: ignore[arg-type]  # of several types


def test_a_tie_that_is_none_is_refused() -> None:
    case = Case(joined((0, 1, 1.0)), (0,), (1,))
    with pytest.raises(ParameterError, match="ties"):
        tie_values(
            case.graph, [1], sources=case.sources, destination=case.group, n_samples=100, random_seed=1
        )
