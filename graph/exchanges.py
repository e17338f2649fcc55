"""Who addressed whom, how often and when last: what the warmth of a tie is made of.

Arrays of a snapshot, sparse: only edges whose target ever addressed their source.

    exchange_edge       int64, ascending: place of the edge
    exchange_count      int64: mentions, replies, quotes and reshares by its target of its source
    exchange_last_ms    int64: the latest of them; `UNTIMED` where no time is known
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from graph.records import Int8s, Int64s
from graph.store import ACTS

_CODES = [kind.code for kind in ACTS]


def exchange_arrays(
    edge: Int64s, kind: Int8s, count: Int64s, at_ms: Int64s
) -> dict[str, npt.NDArray[np.int64]]:
    """Return the arrays of the exchanges.

    Parameters
    ----------
    edge
        int64: of each tie, ascending; a follow or a like is no exchange.
    kind, count, at_ms
        Of each tie.

    Examples
    --------
    >>> from graph.records import TieKind
    >>> kind = np.array([TieKind.MENTIONS.code, TieKind.QUOTES.code, TieKind.FOLLOWS.code], np.int8)
    >>> exchange_arrays(np.array([4, 4, 6]), kind, np.array([2, 1, 1]), np.array([30, 50, 70]))
    {'exchange_edge': array([4]), 'exchange_count': array([3]), 'exchange_last_ms': array([50])}
    """
    acts = np.flatnonzero(np.isin(kind, _CODES))
    edges, first = np.unique(edge[acts], return_index=True)
    return {
        "exchange_edge": edges.astype(np.int64),
        "exchange_count": _over(np.add, count[acts], first),
        "exchange_last_ms": _over(np.maximum, at_ms[acts], first),
    }


def _over(operation: np.ufunc, values: Int64s, first: Int64s) -> Int64s:
    # reduceat refuses an empty array
    over: npt.NDArray[Any] = operation.reduceat(values, first) if len(first) else values
    return over.astype(np.int64)
