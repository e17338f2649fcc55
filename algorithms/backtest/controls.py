"""Tests that must fail, and one that must not be taken for a success.

Permuted labels give every account the history of another one: no ranking may do better than chance. Shuffled
time lets each message start when another did, so that the past is made of the same weeks as the future: that
is no control but shows what a leak of time is worth.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from algorithms.backtest.truth import Truth, ordered, truth
from algorithms.backtest.windows import windows
from algorithms.history import History
from algorithms.rankers import Ranker
from graph.errors import ParameterError
from graph.records import Float64s, Int32s

PERMUTATIONS = 20
"""Whose mean is taken."""


def permuted(came: Truth, orders: Sequence[Int32s], ks: tuple[int, ...], *, random_seed: int) -> Float64s:
    """Return captured@k of rankings whose accounts were exchanged at random: float64, rankings x ks."""
    rng = np.random.default_rng(random_seed)
    best = _up_to(np.sort(came.value)[::-1], ks)
    found = np.zeros((len(orders), len(ks)))
    for _ in range(PERMUTATIONS):
        label = rng.permutation(came.carried.n)
        found += [_up_to(came.value[label[order[: ks[-1]]]], ks) for order in orders]
    return found / PERMUTATIONS / np.maximum(best, 1)


def chance(came: Truth, ks: tuple[int, ...]) -> Float64s:
    """Return captured@k of k accounts drawn from all there are, in the mean: float64, ks.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> path = Recorded.numbered([0], [0], [[(1, 0, 10), (2, 1, 20), (3, 2, 30)]])
    >>> chance(truth(history_of(path, n=4)), (1, 2)).tolist()
    [0.375, 0.5]
    """
    best = _up_to(np.sort(came.value)[::-1], ks)
    return np.minimum(ks, came.carried.n) / came.carried.n * float(came.value.sum()) / best


def shuffled(
    history: History, rank: Ranker, ks: tuple[int, ...], *, cuts: int, random_seed: int
) -> Float64s | None:
    """Return captured@k, mean over the windows, of a ranker where time was shuffled: float64, ks.

    None where, so shuffled, a window has nothing before its cut or behind it.
    """
    try:
        found = windows(history.shuffled(random_seed=random_seed), cuts=cuts)
    except ParameterError:
        return None
    shares = []
    for window in found:
        came, order = truth(window.test), ordered(rank(window.train, None))
        shares.append(_up_to(came.value[order], ks) / _up_to(came.value[came.order()], ks))
    return np.asarray(np.mean(shares, axis=0))


def _up_to(values: Float64s, ks: tuple[int, ...]) -> Float64s:
    """Return the sum of the first k values for each k."""
    sums = np.append(0.0, np.cumsum(values[: ks[-1]]))
    return np.asarray(sums[np.minimum(ks, len(sums) - 1)])
