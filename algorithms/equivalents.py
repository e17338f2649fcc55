"""A group of small accounts that together go as far as one star.

The cheapest such group is a submodular cover problem: take whoever adds most per price, no more counted than
is still missing, until nothing is missing. Wolsey's theorem bounds what that costs, on the sets that choose:
at most 1 + ln(all that was wanted / what was missing before the last account was taken) times the cheapest.

References
----------
Wolsey: An analysis of the greedy algorithm for the submodular set covering problem. Combinatorica 2, 1982,
https://doi.org/10.1007/BF02579435
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from algorithms.checks import check_nodes
from algorithms.demands import Demands, check_per_account
from algorithms.estimates import Estimate, estimate_share
from algorithms.judging import difference_estimate, hits, mean_estimate
from algorithms.lazy_cover import LazyCover
from algorithms.selection import IndexedSketch, Worth
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s


@dataclass(frozen=True, slots=True)
class EquivalentGroup:
    """Accounts that together go as far as a star, and how they compare.

    Parameters
    ----------
    accounts
        In the order chosen.
    complete
        Whether they came as far as the star on the sets that chose; if not, all candidates together do not.
    group, star
        What each is worth, by the judging sets.
    difference
        Group less star, paired set by set. The sets that chose flatter the group a little: below 0 by more
        than the interval means that it does not quite go as far.
    price, star_price
        What each costs.
    price_ratio
        Group over star; None where the star costs nothing.
    price_within
        The group costs at most so many times the cheapest that comes as far on the sets that chose; None
        where it does not come as far.
    covered
        Share of the star's own audience that the group reaches too; None where the star reached too few.
    """

    accounts: tuple[int, ...]
    complete: bool
    group: Estimate
    star: Estimate
    difference: Estimate
    price: float
    star_price: float
    price_ratio: float | None
    price_within: float | None
    covered: Estimate | None


def equivalent_groups(
    graph: InfluenceGraph,
    indexed: IndexedSketch,
    star: int,
    *,
    candidates: Sequence[int] | None = None,
    exclude: Sequence[int] = (),
    prices: Float64s | None = None,
    acceptance: Float64s | None = None,
    weights: Float64s | None = None,
    already_reached: Sequence[int] = (),
) -> EquivalentGroup:
    """Find a cheap group that goes as far as one star.

    Parameters
    ----------
    graph, exclude, prices, acceptance, weights, already_reached
        As in `select_seeds`; without prices everybody costs 1, and the group is as small as can be.
    indexed
        A sketch of the graph, of `relays` or `people`.
    star
        Node; never in the group. Taken to say yes.
    candidates
        The tier to choose from; None is everybody else.

    Raises
    ------
    ParameterError
        When an argument is out of its range.

    Examples
    --------
    >>> from algorithms.selection import index_sketch
    >>> from algorithms.sketch import sample_sketch
    >>> stars = InfluenceGraph.from_edges(9, [0, 0, 0, 4, 6], [1, 2, 3, 5, 7], 1.0)
    >>> indexed = index_sketch(sample_sketch(stars, n_sets=20_000, random_seed=1))
    >>> found = equivalent_groups(stars, indexed, 0, candidates=[4, 5, 6, 7, 8])
    >>> sorted(found.accounts[:2]), found.complete, found.covered.value
    ([4, 6], True, 0.0)
    """
    _check(graph, star, candidates, prices, acceptance)
    demands = Demands(k=1, prices=prices, candidates=candidates, exclude=(*exclude, star))
    worth = Worth.of(graph, weights, already_reached)
    price = demands.price_of(graph.n)
    accounts, within = _cover_as_much(graph, indexed, star, demands, acceptance, worth)

    of_sets = worth.of_sets(indexed.judging)
    group, _ = hits(indexed.judging, accounts, acceptance, of_sets)
    alone, _ = hits(indexed.judging, [star], None, of_sets)
    scale = graph.n * worth.scale
    star_price, group_price = float(price[star]), float(price[list(accounts)].sum())
    return EquivalentGroup(
        accounts=accounts,
        complete=within is not None,
        group=mean_estimate(group, scale=scale, counts=worth.counts(acceptance)),
        star=mean_estimate(alone, scale=scale, counts=worth.counts(None)),
        difference=difference_estimate(group, alone, scale=scale),
        price=group_price,
        star_price=star_price,
        price_ratio=group_price / star_price if star_price > 0 else None,
        price_within=within,
        covered=_covered(group, alone, of_sets),
    )


def _covered(group: Float64s, star: Float64s, weights: Float64s) -> Estimate | None:
    # In each set of the star's, the probability that the group hits it too.
    part = np.divide(group * star, weights, out=np.zeros_like(group), where=weights > 0)
    return estimate_share(part, star) if star.any() else None


def _check(
    graph: InfluenceGraph,
    star: int,
    candidates: Sequence[int] | None,
    prices: Float64s | None,
    acceptance: Float64s | None,
) -> None:
    check_nodes(graph, "star", [star])
    check_nodes(graph, "candidates", candidates or ())
    if candidates is not None and not set(candidates) - {star}:
        raise ParameterError("candidates", list(candidates), "at least one account beside the star")
    if prices is not None:
        check_per_account(graph, "prices", prices, most=np.inf)
    if acceptance is not None:
        check_per_account(graph, "acceptance", acceptance, most=1.0)


def _cover_as_much(
    graph: InfluenceGraph,
    indexed: IndexedSketch,
    star: int,
    demands: Demands,
    acceptance: Float64s | None,
    worth: Worth,
) -> tuple[tuple[int, ...], float | None]:
    index, of_sets = indexed.choosing, worth.of_sets(indexed.choosing)
    wanted = float(hits(index, [star], None, of_sets)[0].sum())
    yes = np.ones(graph.n) if acceptance is None else np.asarray(acceptance, dtype=np.float64)
    prices = demands.price_of(graph.n)
    cover = LazyCover(index, of_sets, yes, prices, demands.allowed(graph.n), place=0.0)
    chosen: list[int] = []
    missing = before = wanted
    while missing > 1e-9 * wanted:
        account = cover.best_towards(missing)
        if account is None:
            return tuple(chosen), None
        cover.take(account)
        chosen.append(account)
        before, missing = missing, wanted - cover.total
    return tuple(chosen), 1 + log(wanted / before) if chosen else 1.0
