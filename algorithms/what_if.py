"""What a changed plan would change, by the same judging sets before and after: small differences show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from algorithms.checks import check_nodes
from algorithms.estimates import Estimate
from algorithms.judging import difference_estimate, hits, mean_estimate
from algorithms.selection import IndexedSketch, Worth
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A plan before and after a change.

    Parameters
    ----------
    seeds
        Who is asked after it.
    before, after
        What both are worth, by the judging sets.
    difference
        After less before, paired set by set: its interval is far shorter than those of the two.
    price_before, price_after
        Of all who are asked; None without prices.
    """

    seeds: tuple[int, ...]
    before: Estimate
    after: Estimate
    difference: Estimate
    price_before: float | None
    price_after: float | None


def what_if(
    graph: InfluenceGraph,
    indexed: IndexedSketch,
    seeds: Sequence[int],
    *,
    remove: Sequence[int] = (),
    add: Sequence[int] = (),
    refuse: Sequence[int] = (),
    prices: Float64s | None = None,
    new_prices: Mapping[int, float] | None = None,
    acceptance: Float64s | None = None,
    weights: Float64s | None = None,
    already_reached: Sequence[int] = (),
) -> WhatIf:
    """Compare a plan with the same plan changed.

    Who is removed is not asked. Who refuses was asked, says no for certain, counts in the price and may pass
    the message on like anybody else.

    Parameters
    ----------
    graph, prices, acceptance, weights, already_reached
        As in `select_seeds`.
    indexed
        The sketch that the plan was made with, or another of the same graph.
    seeds
        The plan.
    remove, refuse
        Accounts of the plan, none in both.
    add
        Accounts outside it.
    new_prices
        What some accounts cost after the change.

    Raises
    ------
    ParameterError
        On an account that is not where it should be, or a price that is none.

    Examples
    --------
    >>> from algorithms.selection import index_sketch
    >>> from algorithms.sketch import sample_sketch
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> found = what_if(path, index_sketch(sample_sketch(path, n_sets=1000, random_seed=1)), [1], add=[0])
    >>> found.seeds, found.before.value + found.difference.value == found.after.value
    ((1, 0), True)
    """
    check_change(graph, seeds, remove=remove, add=add, refuse=refuse, new_prices=new_prices or {})
    after = tuple(v for v in (*map(int, seeds), *map(int, add)) if v not in set(remove))
    worth = Worth.of(graph, weights, already_reached)
    of_sets = worth.of_sets(indexed.judging)
    yes = np.ones(graph.n) if acceptance is None else np.array(acceptance, dtype=np.float64)
    old, _ = hits(indexed.judging, seeds, yes, of_sets)
    yes[list(refuse)] = 0.0
    new, _ = hits(indexed.judging, after, yes, of_sets)
    scale, counts = graph.n * worth.scale, worth.counts(acceptance)
    return WhatIf(
        seeds=after,
        before=mean_estimate(old, scale=scale, counts=counts),
        after=mean_estimate(new, scale=scale, counts=counts),
        difference=difference_estimate(new, old, scale=scale),
        price_before=None if prices is None else _price(prices, seeds, {}),
        price_after=None if prices is None else _price(prices, after, new_prices or {}),
    )


def check_change(
    graph: InfluenceGraph,
    seeds: Sequence[int],
    *,
    remove: Sequence[int],
    add: Sequence[int],
    refuse: Sequence[int],
    new_prices: Mapping[int, float],
) -> None:
    """Refuse a change that `what_if` would refuse.

    Raises
    ------
    ParameterError
        On an account that is not where it should be, or a price that is none.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(2, [0], [1], 1.0)
    >>> check_change(path, [0], remove=[0], add=[1], refuse=[], new_prices={})
    """
    given = {"seeds": seeds, "remove": remove, "add": add, "refuse": refuse, "new_prices": list(new_prices)}
    for name, accounts in given.items():
        check_nodes(graph, name, accounts)
        if len(set(accounts)) < len(accounts):
            raise ParameterError(name, list(accounts), "accounts given once each")
    for name, accounts in (("remove", remove), ("refuse", refuse)):
        _check_each(name, accounts, set(accounts) <= set(seeds), "accounts of the plan")
    _check_each("add", add, not set(add) & set(seeds), "accounts outside the plan")
    _check_each("refuse", refuse, not set(refuse) & set(remove), "accounts that are not removed")
    for account, price in new_prices.items():
        if not 0 <= price < np.inf:
            raise ParameterError("new_prices", f"{price} (account {account})", "finite, at least 0")


def _price(prices: Float64s, accounts: Sequence[int], changed: Mapping[int, float]) -> float:
    return float(sum(changed.get(v, float(prices[v])) for v in accounts))


def _check_each(name: str, accounts: Sequence[int], good: bool, requirement: str) -> None:  # noqa: FBT001  # the verdict
    if not good:
        raise ParameterError(name, list(accounts), requirement)
