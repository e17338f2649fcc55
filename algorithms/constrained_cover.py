"""Greedy cover under a budget, quotas and minimums, with a bound of the best that any choice could do.

References
----------
Khuller, Moss, Naor: The budgeted maximum coverage problem. Information Processing Letters 70, 1999.
Tang, Tang, Lim, Han, Li, Yuan: Revisiting modified greedy algorithm for monotone submodular maximization with
a knapsack constraint. SIGMETRICS 2021, https://arxiv.org/abs/2008.05391 (the better of the best single
account and the greedy choice by gain per price is at least .405 of the optimum).
Fisher, Nemhauser, Wolsey: An analysis of approximations for maximizing submodular set functions II.
Mathematical Programming Study 8, 1978 (one division 1/2, p divisions 1 / (p + 1)).
Glover: Surrogate constraints. Operations Research 16, 1968 (several limits added up to one, for a bound).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import e, inf

import numpy as np

from algorithms.cover import Cover
from algorithms.demands import Demands, Quota, Tally
from algorithms.lazy_cover import LazyCover
from algorithms.pool import in_order
from algorithms.set_index import SetIndex
from graph.records import Bools, Float64s, Int32s

BUDGETED = 0.405

PLACES = (1.0, 4.0)
"""Prices of a place where money and places are both short, in shares of the budget an account. To 400 random
questions of 16 accounts, gain and gain per price found .972 of the best, with these two .995; with seven,
from 1/4 to 16, .996."""


def guarantee(demands: Demands) -> float | None:
    """Return the share of the optimum that theory promises a greedy choice; None where it promises none.

    Of the sets that it is made on, by number alone 1 - 1/e, under a budget alone .405, with maximums by one
    division 1/2 (minimums of the same division too), with p divisions 1 / (p + 1).

    Examples
    --------
    >>> round(guarantee(Demands(k=3)), 3), guarantee(Demands(budget=10)), guarantee(Demands(k=3, budget=10))
    (0.632, 0.405, None)
    """
    quotas = demands.quotas
    if demands.budget is not None:
        return BUDGETED if demands.k is None and not quotas else None
    if len(quotas) > 1 and any(quota.at_least for quota in quotas):
        return None
    return 1 / (len(quotas) + 1) if quotas else 1 - 1 / e


def constrained_cover(
    index: SetIndex,
    weights: Float64s,
    acceptance: Float64s | None,
    demands: Demands,
    reserve: Sequence[int] = (),
) -> Cover:
    """Choose greedily what hits most, within demands that can be met.

    Without a budget by gain. With a budget twice, by gain per price and by gain, whichever hits more: the
    second begins with the best single account, which the guarantee needs. Where the first runs out of places
    and the second out of money, also by gain per price and place, with two prices of a place.

    Parameters
    ----------
    index
        Of all accounts.
    weights
        float64, sets: what each is worth, 0 to 1.
    acceptance
        float64, n: probability of saying yes; None is 1.
    demands, reserve
        As `check_demands` lets pass, and what it returns.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from algorithms.set_index import index_sets
    >>> members = np.array([0, 1, 1, 2], dtype=np.int32)
    >>> three = SimpleNamespace(n=3, n_sets=3, offsets=np.array([0, 2, 3, 4]), members=members)
    >>> demands = Demands(budget=2, prices=np.array([1.0, 2.0, 1.0]))
    >>> constrained_cover(index_sets(three), np.ones(3), None, demands)
    Cover(accounts=(1,), total=2.0, bound=2.0)
    """
    yes = np.ones(1) if acceptance is None else np.asarray(acceptance, dtype=np.float64)
    eligible = demands.allowed(index.n)
    choose = partial(_greedy, index, weights, yes, demands, reserve, eligible)
    runs = list(in_order(choose, (inf,) if demands.budget is None else (inf, 0.0)))
    runs += in_order(choose, _prices_of_a_place(eligible, demands, runs[0], runs[-1]))
    bound = min(run.bound for run in runs)
    best = max(runs, key=lambda run: run.total)
    return Cover(best.accounts, best.total, max(bound, best.total))


def _prices_of_a_place(eligible: Bools, demands: Demands, by_gain: Cover, per_price: Cover) -> list[float]:
    """Return some that are worth trying: where one order runs out of money, and the other one of places."""
    if demands.budget is None or not _full(demands, per_price.accounts):
        return []
    prices = demands.price_of(len(eligible))
    left = demands.budget - float(prices[list(by_gain.accounts)].sum())
    if prices.max(where=eligible, initial=0.0) <= left:
        return []
    return [share * demands.budget / len(per_price.accounts) for share in PLACES]


def _full(demands: Demands, accounts: Sequence[int]) -> bool:
    # Whether all places are taken, or all of some class.
    return len(accounts) == demands.k or any(
        0 < number == np.count_nonzero(quota.labels[list(accounts)] == label)
        for quota in demands.quotas
        for label, number in quota.at_most.items()
    )


def _greedy(
    index: SetIndex,
    weights: Float64s,
    acceptance: Float64s,
    demands: Demands,
    reserve: Sequence[int],
    eligible: Bools,
    place: float,
) -> Cover:
    # By gain per price of account and place; of infinite ones, by gain.
    prices = np.ones(1) if demands.prices is None else np.asarray(demands.prices)
    cover = LazyCover(index, weights, acceptance, prices, eligible, place=place)
    plan = _Plan(index.n, demands, reserve, cover)
    for given in demands.include:
        cover.take(given)
    ceiling = _Ceiling(index.n, demands, cover, eligible, weights, place=place)
    while (account := plan.best()) is not None:
        if plan.accept(account):
            ceiling.lower(account, plan.progress())
    for rest in plan.close():
        ceiling.lower(rest, 0.0)
    return Cover(tuple(plan.chosen), cover.total, ceiling.final())


class _Plan:
    """What is chosen so far, and the reserve that completes it."""

    def __init__(self, n: int, demands: Demands, reserve: Sequence[int], cover: LazyCover) -> None:
        self.n, self.demands, self.cover = n, demands, cover
        self.chosen = list(demands.include)
        self.reserve = list(reserve)
        self.tally = Tally(n, demands)
        self.classes: list[list[int]] = []
        self.standing_in: Bools | None = None
        self.narrowed = False
        for account in self.reserve:
            self.tally.add(account)
        self._release_spare()

    def best(self) -> int | None:
        """Return who gains most among those who may still fit."""
        tally, demands = self.tally, self.demands
        if demands.k is not None and tally.count >= demands.k:
            if not self.reserve:
                return None
            self._narrow()
        if demands.budget is None:
            return self.cover.best()
        return self.cover.best(
            affordable=demands.budget * (1 + 1e-12) - tally.spent,
            released=max((float(tally.prices[v]) for v in self.reserve), default=0.0),
            standing_in=self._stand_ins(),
        )

    def _narrow(self) -> None:
        # All places are taken, some by the reserve: only who can stand in for one of it may come in.
        marks = self._stand_ins()
        if not self.narrowed and marks is not None:
            self.narrowed = True
            self.cover.bar(~marks)

    def _stand_ins(self) -> Bools | None:
        """Mark who shares with somebody of the reserve a class that has a minimum; None for nobody."""
        with_minimums = [quota for quota in self.demands.quotas if quota.at_least]
        classes = [sorted({int(quota.labels[v]) for v in self.reserve}) for quota in with_minimums]
        if classes != self.classes:
            self.classes, self.standing_in = classes, None
            if self.reserve:
                each = zip(with_minimums, classes, strict=True)
                self.standing_in = np.logical_or.reduce([_among(quota.labels, of) for quota, of in each])
        return self.standing_in

    def accept(self, account: int) -> bool:
        """Take an account if some reserve completes the choice then."""
        if account in self.reserve:
            self.reserve.remove(account)
        elif not self._exchange(account):
            return False
        self._choose(account)
        self._release_spare()
        self._bar_full_classes(account)
        return True

    def _release_spare(self) -> None:
        for other in sorted(self.reserve, key=lambda v: -self.tally.prices[v]):
            if self.tally.fits(None, other):
                self._release(other)

    def _exchange(self, account: int) -> bool:
        if self.tally.fits(account, None):
            self.tally.add(account)
            return True
        for other in sorted(self.reserve, key=lambda v: -self.tally.prices[v]):
            if self.tally.fits(account, other):
                self.tally.add(account)
                self._release(other)
                return True
        return False

    def _release(self, account: int) -> None:
        self.reserve.remove(account)
        self.tally.remove(account)

    def _choose(self, account: int) -> None:
        self.chosen.append(account)
        self.cover.take(account)

    def _bar_full_classes(self, account: int) -> None:
        for quota, used in zip(self.demands.quotas, self.tally.classes, strict=True):
            label = int(quota.labels[account])
            if used[label] == quota.at_most.get(label) and label not in quota.labels[self.reserve]:
                self.cover.bar(quota.labels == label)

    def progress(self) -> float:
        """Return the share of the places, or of the money, that is used."""
        demands = self.demands
        return max(
            len(self.chosen) / demands.k if demands.k else 0.0,
            self.tally.spent / demands.budget if demands.budget else 0.0,
        )

    def close(self) -> list[int]:
        """Take the reserve that is left, and who gains nothing up to k where k were promised."""
        added = list(self.reserve)
        self.reserve.clear()
        for account in added:
            self._choose(account)
        demands = self.demands
        if demands.k is not None and demands.budget is None and len(self.chosen) < demands.k:
            free = demands.allowed(self.n)
            free[self.chosen] = False
            for account in np.flatnonzero(free).tolist():
                if len(self.chosen) == demands.k:
                    break
                if self.tally.fits(account, None):
                    self.tally.add(account)
                    added.append(account)
                    self._choose(account)
        return added


def _among(labels: Int32s, classes: Sequence[int]) -> Bools:
    # One look-up an account; the last place is that of no class, -1. np.isin takes ten times as long.
    marks = np.zeros(labels.max(initial=0) + 2, dtype=np.bool_)
    marks[classes] = True
    return marks[labels]


class _Ceiling:
    """The most that any choice could hit, from some prefixes of a greedy choice.

    What any choice hits is at most what the prefix hits and the gains that are left of the choice's accounts:
    the k largest, those within one division's maximums, or what the budget buys, the last account in part.
    Where a place has a price, the budget is larger by that of all places.
    """

    def __init__(
        self,
        n: int,
        demands: Demands,
        cover: LazyCover,
        eligible: Bools,
        weights: Float64s,
        *,
        place: float,
    ) -> None:
        self.demands, self.cover, self.eligible = demands, cover, eligible.copy()
        self.start = Tally(n, demands)
        self.place = place
        self.least = float(weights.sum()) if n > SMALL else min(float(weights.sum()), self._from_here())
        self.marks = 2 if n > SMALL else 32
        self.passed = 0

    def lower(self, account: int, progress: float) -> None:
        """Take note of an account chosen, and of the bound after it at some of the prefixes."""
        self.eligible[account] = False
        if self.passed < int(progress * self.marks) < self.marks:
            self.passed = int(progress * self.marks)
            self.least = min(self.least, self._from_here())

    def final(self) -> float:
        """Return the least bound, that of the whole choice among them."""
        return min(self.least, self._from_here())

    def _from_here(self) -> float:
        demands, start, total = self.demands, self.start, self.cover.total
        if demands.k is None and self.place > 0:
            return inf
        places = 0 if demands.k is None else demands.k - start.count
        if self.place == inf:
            return total + _placed(self.cover, self.eligible, places, demands.quotas, start)
        money = max((demands.budget or 0.0) - start.spent, 0.0) + self.place * places
        return total + _bought(self.cover, self.eligible, start.prices, self.place, money)


SMALL = 50_000
"""Accounts beyond which the bound, 10 ms at a million, is taken half-way and at the end only."""


def _bought(cover: LazyCover, eligible: Bools, prices: Float64s, place: float, money: float) -> float:
    total = 0.0
    for account, gain in cover.gains(eligible):
        price = float(prices[account]) + place
        if price > money:
            return total + gain * money / price
        total += gain
        money -= price
    return total


def _placed(cover: LazyCover, eligible: Bools, places: int, quotas: Sequence[Quota], start: Tally) -> float:
    # Each division alone, and none; the least of what they leave.
    divisions = [_Division(None, places, {})]
    for quota, used in zip(quotas, start.classes, strict=True):
        divisions.append(_Division(quota, places, used))
    if places == 0:
        return 0.0
    for seen, (account, gain) in enumerate(cover.gains(eligible)):
        for division in divisions:
            division.offer(account, gain)
        # A division whose classes fill up may look for long; the others bound as well.
        if all(division.places == 0 for division in divisions) or seen > 8 * places:
            break
    else:
        return min(division.total for division in divisions)
    return min(division.total for division in divisions if division.places == 0)


class _Division:
    """Largest gains within the places and the maximums of one division."""

    def __init__(self, quota: Quota | None, places: int, used: dict[int, int]) -> None:
        self.quota, self.places, self.used, self.total = quota, places, dict(used), 0.0

    def offer(self, account: int, gain: float) -> None:
        if self.places == 0:
            return
        if self.quota is not None:
            label = int(self.quota.labels[account])
            have = self.used.get(label, 0)
            if have >= self.quota.at_most.get(label, inf):
                return
            self.used[label] = have + 1
        self.places -= 1
        self.total += gain
