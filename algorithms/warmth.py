"""How warm a tie is: who could introduce us to whom, because both sides answer each other.

    strength(u → v) = r / (r + 1) · 2^(−age / half-life) · min(1, e(v, u) / e(u, v))

    r = min(e(u, v), e(v, u))

with e(u, v) how often u addressed v (mentions, replies, quotes, reshares; following is not) and age
the time since either last did: reciprocity, recency, and the rate at which v responds. It lies between 0 and
1, and so the warmest introduction is a most probable path. Where one side never addressed the other there
is no relationship, and the strength is 0.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import UNTIMED, Float64s, Int64s


def warm_graph(
    graph: InfluenceGraph, *, exchanges: Int64s, last_ms: Int64s, now_ms: int, half_life_ms: float
) -> InfluenceGraph:
    """Return the graph with the strength of each tie in the place of its probability.

    Parameters
    ----------
    graph
        Its edge u → v exists where v addressed or follows u.
    exchanges
        int64, m, at least 0: how often the target of each edge addressed its source.
    last_ms
        int64, m: when it last did, in milliseconds since 1970; `UNTIMED` where unknown. A tie of which no
        side has a time does not age.
    now_ms
        From when ages count; what is later has age 0.
    half_life_ms
        Above 0: after so long a tie is worth half.

    Raises
    ------
    ParameterError
        When an array has not one entry an edge, a count is negative, or the half-life is not above 0.

    Examples
    --------
    >>> pair = InfluenceGraph.from_edges(2, [0, 1], [1, 0], 0.5)
    >>> never = np.full(2, UNTIMED)
    >>> warm = warm_graph(pair, exchanges=np.array([3, 2]), last_ms=never, now_ms=0, half_life_ms=1.0)
    >>> warm.probability.round(3).tolist()
    [0.667, 0.444]
    """
    for name, values in (("exchanges", exchanges), ("last_ms", last_ms)):
        if values.shape != (graph.m,):
            raise ParameterError(name, f"an array of shape {values.shape}", f"of length {graph.m}")
    if graph.m and exchanges.min() < 0:
        raise ParameterError("exchanges", int(exchanges.min()), "at least 0")
    if not 0 < half_life_ms < np.inf:
        raise ParameterError("half_life_ms", half_life_ms, "above 0")
    back = reverse_edges(graph)
    answers = exchanges.astype(np.float64)
    asks = np.where(back >= 0, answers[back], 0.0)
    both = np.minimum(asks, answers)
    strength = both / (both + 1) * np.minimum(1.0, answers / np.maximum(asks, 1.0))
    strength *= _recency(
        np.where(back >= 0, np.maximum(last_ms, last_ms[back]), last_ms), now_ms, half_life_ms
    )
    return replace(graph, probability=strength, one_at_most=False, attention=None)


def reverse_edges(graph: InfluenceGraph) -> Int64s:
    """Return the place of the edge v → u for each edge u → v: int64, m; -1 where there is none.

    Examples
    --------
    >>> reverse_edges(InfluenceGraph.from_edges(3, [0, 1, 1], [1, 0, 2], 0.5)).tolist()
    [1, 0, -1]
    """
    n, targets, sources = graph.n, graph.in_targets.astype(np.int64), graph.in_sources.astype(np.int64)
    forward, backward = targets * n + sources, sources * n + targets
    places = np.searchsorted(forward, backward)
    found = np.minimum(places, max(graph.m - 1, 0))
    if not graph.m:
        return found
    return np.where(forward[found] == backward, found, -1)


def _recency(last_ms: Int64s, now_ms: int, half_life_ms: float) -> Float64s:
    age = np.maximum(float(now_ms) - last_ms.astype(np.float64), 0.0)
    return np.where(last_ms == UNTIMED, 1.0, np.exp2(-age / half_life_ms))
