"""What a choice is worth, by sets that had no part in it: spread, gains in order, differences.

The sets that chose accounts flatter them: on NetHEPT at probability .01 by 10 % with two million sets.
Estimates here are for the other half of a sketch, or for fresh sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, sqrt

import numpy as np

from algorithms.bounds import mean_at_least, mean_at_most
from algorithms.estimates import CI_LEVEL, Estimate, moments_estimate, sum_of_products
from algorithms.kernels import kernel
from algorithms.set_index import Runs, SetIndex, Sets, runs_among
from graph.records import Float64s


def hits(
    sets: SetIndex | Sets, accounts: Sequence[int], acceptance: Float64s | None, weights: Float64s
) -> tuple[Float64s, Float64s]:
    """Return the probability, times its weight, that each set is hit, and how much of it each account adds.

    Parameters
    ----------
    sets
        Indexed, or as they are: then all members are looked at.
    accounts
        In the order in which they are asked, each once.
    acceptance
        float64, n: probability of saying yes; None is 1.
    weights
        float64, sets.

    Returns
    -------
    tuple
        float64, sets; and float64, accounts x 3: sum, sum of squares and largest of what each adds.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> members = np.array([0, 1, 1], dtype=np.int32)
    >>> two = SimpleNamespace(n=2, n_sets=2, offsets=np.array([0, 2, 3]), members=members)
    >>> hit, added = hits(two, [0, 1], None, np.ones(2))
    >>> hit.tolist(), added.tolist()
    ([1.0, 1.0], [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]])
    """
    yes = np.ones(len(accounts)) if acceptance is None else np.asarray(acceptance)[list(accounts)]
    runs = sets.runs_of(accounts) if isinstance(sets, SetIndex) else runs_among(sets, accounts)
    left = weights.copy()
    added = _ask(runs, yes, left)
    return weights - left, added


@kernel
def _ask(runs: Runs, yes: Float64s, left: Float64s) -> Float64s:
    added = np.zeros((len(yes), 3))
    for i in range(len(yes)):
        for j in range(runs.first[i], runs.last[i]):
            s = runs.sets[j]
            gain = left[s] * yes[i]
            left[s] -= gain
            added[i, 0] += gain
            added[i, 1] += gain * gain
            added[i, 2] = max(added[i, 2], gain)
    return added


def mean_estimate(values: Float64s, *, scale: float, counts: bool, failure: float = 1 - CI_LEVEL) -> Estimate:
    """Estimate `scale` times the mean of samples from 0 to 1.

    Parameters
    ----------
    values
        float64, at least one.
    scale
        Above 0.
    counts
        Whether each sample is 0 or 1: then the interval is exact.
    failure
        Probability that the interval misses; smaller than .05 where it is one of several rounds that
        could have been the last.

    Examples
    --------
    >>> mean_estimate(np.ones(3), scale=2, counts=True).value
    2.0
    """
    n, total = len(values), float(values.sum())
    if not counts and failure >= 0.9 * (1 - CI_LEVEL):
        rest = 1 - values if total > n / 2 else values
        found = moments_estimate(
            float(rest.sum()), sum_of_products(rest, rest), float(rest.max()), n, highest=1.0
        )
        return (found.map(scale=-1, shift=1) if rest is not values else found).map(scale=scale)
    low = mean_at_least(total, n, failure=failure / 2, counts=counts)
    high = mean_at_most(total, n, failure=failure / 2, counts=counts)
    return Estimate(scale * total / n, scale * min(low, total / n), scale * max(high, total / n), n)


def difference_estimate(after: Float64s, before: Float64s, *, scale: float) -> Estimate:
    """Estimate `scale` times the mean of `after - before`, both from the same sets.

    Gains and losses are estimated apart, each by the rule for rare events, and joined with their exact
    correlation (MOVER, Zou and Donner 2008).

    Examples
    --------
    >>> difference_estimate(np.ones(4), np.array([1.0, 0.0, 1.0, 1.0]), scale=1).value
    0.25
    """
    change = after - before
    gained, lost = np.maximum(change, 0.0), np.maximum(-change, 0.0)
    up, down = (
        moments_estimate(float(x.sum()), sum_of_products(x, x), float(x.max()), len(x), highest=1.0)
        for x in (gained, lost)
    )
    # Never both in one set, so that their covariance is minus the product of their means.
    spread = float(gained.std() * lost.std())
    correlation = -up.value * down.value / spread if spread > 0 else 0.0
    value = up.value - down.value
    low = value - _margin(up.value - up.low, down.high - down.value, correlation)
    high = value + _margin(up.high - up.value, down.value - down.low, correlation)
    return Estimate(value, max(low, -1.0), min(high, 1.0), len(change)).map(scale=scale)


def _margin(a: float, b: float, correlation: float) -> float:
    return sqrt(max(hypot(a, b) ** 2 - 2 * correlation * a * b, 0.0))
