"""Choices within a budget and a number of places: beside both simple orders, and beside the best of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.constrained_cover import constrained_cover
from algorithms.cover import Cover
from algorithms.demands import Demands, Quota
from algorithms.set_index import index_sets
from graph.records import Float64s
from tests.algorithms.strategies import unhurried
from tests.algorithms.test_lazy_cover import Case, N, cases


def chosen(case: Case, demands: Demands) -> Cover:
    return constrained_cover(index_sets(case), case.weights, case.acceptance, demands)


def total(case: Case, group: Sequence[int]) -> float:
    left = np.where(case.matrix, 1 - case.acceptance[:, None], 1.0)[list(group)].prod(axis=0)
    return float(case.weights @ (1 - left))


def fits(demands: Demands, group: Sequence[int]) -> bool:
    members = list(group)
    return (
        len(members) <= (demands.k or N)
        and demands.price_of(N)[members].sum() <= (demands.budget or np.inf)
        and all(
            np.count_nonzero(quota.labels[members] == label) <= number
            for quota in demands.quotas
            for label, number in quota.at_most.items()
        )
    )


def allowed(demands: Demands) -> Iterator[tuple[int, ...]]:
    """Enumerate all choices that keep to the demands."""
    groups = (group for size in range(N + 1) for group in combinations(range(N), size))
    return (group for group in groups if set(demands.include) <= set(group) and fits(demands, group))


def slow_greedy(case: Case, demands: Demands, cost: Float64s) -> list[int]:
    """Take who gains most per cost of all who fit, until nobody gains."""
    group = list(demands.include)
    while True:
        worth = case.gains(group) / cost
        fitting = [v for v in range(N) if v not in group and worth[v] > 1e-12 and fits(demands, [*group, v])]
        if not fitting:
            return group
        group.append(max(fitting, key=lambda v: (worth[v], -v)))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Case, Demands]:
    """Draw what is to be hit, under a budget, with a number, with maximums by class, or with both."""
    case = draw(cases())
    labels = np.array(draw(st.lists(st.integers(0, 1), min_size=N, max_size=N)), dtype=np.int32)
    maximums = draw(st.dictionaries(st.integers(0, 1), st.integers(0, 3)))
    prices = np.array(draw(st.lists(st.sampled_from([0.0, 1.0, 2.0, 5.0]), min_size=N, max_size=N)))
    budget = draw(st.sampled_from([2.0, 6.0, 9.0, 30.0]))
    demands = Demands(
        k=draw(st.none() | st.integers(1, 4)),
        budget=budget,
        prices=prices,
        quotas=[Quota("tier", labels, at_most=maximums)] if maximums else [],
    )
    first = draw(st.none() | st.integers(0, N - 1))
    included = replace(demands, include=() if first is None else (first,))
    return case, included if fits(included, included.include) else demands


@unhurried
@given(question=questions())
def test_no_choice_hits_more_than_the_bound(question: tuple[Case, Demands]) -> None:
    case, demands = question
    found = chosen(case, demands)
    assert fits(demands, found.accounts)
    assert total(case, found.accounts) == pytest.approx(found.total)
    assert found.bound >= max(total(case, group) for group in allowed(demands)) - 1e-9


@unhurried
@given(question=questions())
def test_no_choice_is_behind_gain_or_gain_per_price(question: tuple[Case, Demands]) -> None:
    case, demands = question
    orders = [np.ones(N), np.maximum(demands.price_of(N), 1e-9)]
    simple = max(total(case, slow_greedy(case, demands, cost)) for cost in orders)
    assert chosen(case, demands).total >= simple - 1e-9


def alone(sizes: Sequence[int], prices: Sequence[float]) -> tuple[Case, Demands]:
    """Nine accounts, each alone in so many sets, and what they cost."""
    members = np.repeat(np.arange(N, dtype=np.int32), sizes)
    n_sets, ones = len(members), np.ones(len(members))
    case = Case(N, n_sets, np.arange(n_sets + 1), members, ones, np.ones(N), np.array(prices))
    return case, Demands(budget=10.0, prices=case.prices)


# One who takes all the money, two who are cheap, two between; the others add nobody.
BETWEEN = alone([10, 2, 2, 8, 8, 0, 0, 0, 0], [10, 0.1, 0.1, 5, 5, 1, 1, 1, 1])


@pytest.mark.parametrize(
    "places",
    [
        {"k": 2},
        {"quotas": [Quota("tier", np.zeros(N, dtype=np.int32), at_most={0: 2})]},
    ],
)
def test_who_fills_both_the_places_and_the_money_is_preferred_to_the_dear_and_the_cheap(
    places: dict[str, object],
) -> None:
    case, demands = BETWEEN
    demands = replace(demands, **places)  # type: ignore[arg-type]  # one of two demands
    assert [slow_greedy(case, demands, cost) for cost in (np.ones(N), case.prices)] == [[0], [1, 2]]
    assert chosen(case, demands).accounts == max(allowed(demands), key=lambda group: total(case, group))


def test_choices_under_budget_and_number_come_near_the_best() -> None:
    # Sizes and prices of long tails. The two simple orders alone hit .98 of the best.
    rng, shares = np.random.default_rng(1), list[float]()
    for _ in range(100):
        sizes = (6 * (rng.pareto(1.1, N) + 1)).clip(max=200).astype(np.int64)
        prices = sizes * rng.lognormal(0, 0.6, N)
        case, demands = alone(sizes.tolist(), prices.tolist())
        demands = replace(demands, k=4, budget=0.6 * float(np.sort(prices)[-4:].sum()))
        found, best = chosen(case, demands), max(total(case, group) for group in allowed(demands))
        assert found.bound >= best
        shares.append(found.total / best)
    assert np.mean(shares) > 0.99
