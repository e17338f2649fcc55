"""How good the first k of a ranking are, on the test as it came and as it might have come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from algorithms.backtest.truth import Truth
from graph.records import Float64s, Int32s, Int64s

CAPTURED, PEOPLE, NDCG, PRECISION, ORACLE = MEASURES = ("captured", "people", "ndcg", "precision", "oracle")
"""captured@k: truth of the first k over that of the best k. people@k, or DNI: distinct people whom the first
k reach. NDCG@k: truth discounted by the binary logarithm of the rank, over that of the best order.
precision@k: share of the first k who are among the best k. oracle@k: people over those whom k accounts reach
that are chosen greedily in the test. In resamples the best order and the greedy choice stay as they are in
the test as it came, so that sums are compared with sums; the best k of the precision are found anew."""


def measured(
    came: Truth, orders: Sequence[Int32s], ks: tuple[int, ...], weights: Float64s
) -> Mapping[str, Float64s]:
    """Return every measure of some rankings, for each weighting of the test.

    Parameters
    ----------
    came
        What came.
    orders
        int32 each: accounts as ranked; shorter than k is filled up with nobody.
    ks
        Ascending, each at least 1.
    weights
        float64, b x units: how often each unit counts; ones are the test as it came.

    Returns
    -------
    Mapping
        By the names of `MEASURES`: float64, b x rankings x ks; 0 where nobody had anything.

    Examples
    --------
    >>> from algorithms.backtest.truth import truth
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> path = Recorded.numbered([0], [0], [[(1, 0, 10), (2, 1, 20), (3, 2, 30)]])
    >>> came, second_best = truth(history_of(path, n=4)), np.array([2], dtype=np.int32)
    >>> found = measured(came, [second_best], (1, 2), np.ones((1, 1)))
    >>> found["captured"].tolist(), found["people"].tolist(), found["precision"].tolist()
    ([[[0.5, 0.3333333333333333]]], [[[1.0, 1.0]]], [[[0.0, 0.5]]])
    """
    drawn = csr_array(weights)  # its products are the same to the last digit on any number of cores
    shape, last = (len(weights), -1, len(ks)), ks[-1]
    inside = np.arange(last)[:, None] < np.array(ks)
    discounts = inside / np.log2(np.arange(2, last + 2))[:, None]
    truths = [came.by_unit(order[:last]) for order in (*orders, came.order())]
    captured, gained = (
        (drawn @ np.hstack([of @ values[: of.shape[1]] for of in truths])).reshape(shape)
        for values in (inside.astype(np.float64), discounts)
    )
    covered = [came.people_of_first(order, ks) for order in (*orders, came.greedy_order(last))]
    people = (drawn @ np.hstack(covered)).reshape(shape)
    return {
        CAPTURED: _of_last(captured),
        PEOPLE: people[:, :-1],
        NDCG: _of_last(gained),
        PRECISION: _precision(came, orders, ks, weights),
        ORACLE: _of_last(people),
    }


def _of_last(values: Float64s) -> Float64s:
    """Return the share of each ranking but the last in what the last has, which is the best one."""
    part, whole = values[:, :-1], np.broadcast_to(values[:, -1:], values[:, :-1].shape)
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)


def _precision(came: Truth, orders: Sequence[Int32s], ks: tuple[int, ...], weights: Float64s) -> Float64s:
    accounts = np.flatnonzero(came.value > 0).astype(np.int32)
    place = np.full(came.carried.n, len(accounts))  # of all who have no truth: the last
    place[accounts] = np.arange(len(accounts))
    chosen = [place[order[: ks[-1]]] for order in orders]
    truths = came.by_unit(accounts).T.tocsr()
    shares = np.empty((len(weights), len(orders), len(ks)))
    for row, weight in enumerate(weights):
        value = np.append(truths @ weight, 0.0)
        rank = np.full(len(value), ks[-1])
        leading = _largest(value, ks[-1])
        rank[leading] = np.arange(len(leading))
        rank[value == 0] = ks[-1]
        for ranking, places in enumerate(chosen):
            shares[row, ranking] = [np.count_nonzero(rank[places[:k]] < k) / k for k in ks]
    return shares


def _largest(value: Float64s, k: int) -> Int64s:
    """Return the places of the k largest, the largest first, of equals the lowest place."""
    least = np.partition(value, -k)[-k] if k < len(value) else -np.inf
    found = np.flatnonzero(value >= least)
    return found[np.argsort(-value[found], kind="stable")][:k]
