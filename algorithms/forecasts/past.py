"""What was known of each account before each of its rows, to learn each next step from those before."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graph.records import Float64s, Int64s


class Past(NamedTuple):
    """Of each row, what the earlier rows of the same account come to; all as long as the rows.

    `counted` of them (int64), and the `total` and `last` of their values (float64, nan where there is none).
    """

    counted: Int64s
    total: Float64s
    last: Float64s


def past_of(account: Int64s, value: Float64s) -> Past:
    """Return what was known before each row.

    Parameters
    ----------
    account
        int64, of each row, in the order of time.
    value
        float64, of each row.

    Examples
    --------
    >>> past = past_of(np.array([7, 3, 7, 7]), np.array([1.0, 5.0, 2.0, 4.0]))
    >>> past.counted.tolist(), past.total.tolist()
    ([0, 0, 1, 2], [0.0, 0.0, 1.0, 3.0])
    """
    order = np.argsort(account, kind="stable")
    first = np.flatnonzero(np.diff(account[order], prepend=-2))
    begins = np.repeat(first, np.diff(first, append=len(order)))
    sums, earlier = np.append(0, np.cumsum(value[order])), np.arange(len(order)) - begins
    count, total, last = np.empty(len(order), np.int64), np.empty(len(order)), np.empty(len(order))
    count[order], total[order] = earlier, sums[:-1] - sums[begins]
    last[order] = np.where(earlier > 0, np.roll(value[order], 1), np.nan)
    return Past(count, total, last)
