"""The lazy greedy against one that computes every gain anew at every step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.lazy_cover import LazyCover
from algorithms.set_index import index_sets
from graph.records import Bools, Float64s, Int32s, Int64s
from tests.algorithms.strategies import unhurried

N = 9


@dataclass(frozen=True)
class Case:
    """Sets of nine accounts, as index and as matrix (accounts x sets), with weights, chances and prices."""

    n: int
    n_sets: int
    offsets: Int64s
    members: Int32s
    weights: Float64s
    acceptance: Float64s
    prices: Float64s

    @property
    def matrix(self) -> Bools:
        found = np.zeros((N, self.n_sets), dtype=np.bool_)
        found[self.members, np.repeat(np.arange(self.n_sets), np.diff(self.offsets))] = True
        return found

    def cover(self, *, per_price: bool) -> LazyCover:
        everybody = np.ones(N, dtype=np.bool_)
        index = index_sets(self)
        place = 0.0 if per_price else np.inf
        return LazyCover(index, self.weights, self.acceptance, self.prices, everybody, place=place)

    def gains(self, chosen: list[int]) -> Float64s:
        no = np.where(self.matrix, 1 - self.acceptance[:, None], 1.0)
        left = self.weights * no[chosen].prod(axis=0)
        gains: Float64s = (self.matrix * left).sum(axis=1) * self.acceptance
        return gains


@st.composite
def cases(draw: st.DrawFn) -> Case:
    sets = draw(st.lists(st.sets(st.integers(0, N - 1), min_size=1), min_size=1, max_size=30))
    shares = st.sampled_from([0.0, 0.25, 0.5, 1.0])
    return Case(
        n=N,
        n_sets=len(sets),
        offsets=np.cumsum([0, *map(len, sets)]),
        members=np.array([v for members in sets for v in sorted(members)], dtype=np.int32),
        weights=np.array(draw(st.lists(shares, min_size=len(sets), max_size=len(sets)))),
        acceptance=np.array(draw(st.lists(shares, min_size=N, max_size=N))),
        prices=np.array(draw(st.lists(st.sampled_from([1.0, 2.0, 5.0]), min_size=N, max_size=N))),
    )


@unhurried
@given(case=cases(), per_price=st.booleans(), looking=st.booleans())
def test_who_gains_most_is_next_however_often_gains_were_looked_at(
    case: Case, *, per_price: bool, looking: bool
) -> None:
    cover, chosen = case.cover(per_price=per_price), list[int]()
    cost = case.prices if per_price else np.ones(N)
    while (account := cover.best()) is not None:
        worth = case.gains(chosen) / cost
        worth[chosen] = 0.0
        assert worth[account] == pytest.approx(worth.max())
        cover.take(account)
        chosen.append(account)
        if looking:
            list(islice(cover.gains(np.ones(N, dtype=np.bool_)), 3))
    worth = case.gains(chosen)
    worth[chosen] = 0.0
    assert worth == pytest.approx(0.0)


@unhurried
@given(case=cases(), per_price=st.booleans())
def test_gains_come_largest_per_cost_first_and_are_those_of_now(case: Case, *, per_price: bool) -> None:
    cover = case.cover(per_price=per_price)
    first = cover.best()
    if first is not None:
        cover.take(first)
    found = dict(cover.gains(np.ones(N, dtype=np.bool_)))
    expected = case.gains([] if first is None else [first])
    cost = case.prices if per_price else np.ones(N)
    per_cost = [gain / cost[account] for account, gain in found.items()]
    assert per_cost == sorted(per_cost, reverse=True)
    assert [found.get(v, 0.0) for v in range(N)] == pytest.approx(expected.tolist())


def even(prices: list[float]) -> Case:
    """Nine accounts, each alone in one set."""
    return Case(
        n=N,
        n_sets=N,
        offsets=np.arange(N + 1),
        members=np.arange(N, dtype=np.int32),
        weights=np.ones(N),
        acceptance=np.ones(N),
        prices=np.array(prices),
    )


def test_of_equal_gains_the_lowest_number_comes_first() -> None:
    cover = even([1.0] * N).cover(per_price=False)
    assert [cover.best() for _ in range(N + 1)] == [*range(N), None]


def test_whoever_costs_too_much_is_left_out_for_good() -> None:
    cover = even([3.0] * 8 + [1.0]).cover(per_price=False)
    assert cover.best(affordable=2.0) == 8
    assert cover.best(affordable=4.0) is None


def test_who_stands_in_for_somebody_may_cost_what_that_one_releases() -> None:
    cover, marks = even([3.0] * N).cover(per_price=False), np.arange(N) == 4
    assert cover.best(affordable=2.0, released=1.0, standing_in=marks) == 4
