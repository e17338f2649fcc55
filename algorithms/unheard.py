"""Who has heard of something since a time, as far as records of who listens and who spoke can tell.

Somebody has heard of it who spoke of it, to whom somebody spoke of it whom they listen to, or whom somebody
addressed who spoke of it. Nobody is said not to have heard where that cannot be known: where it is not
recorded to whom they listen, or where one of these spoke, or addressed them, at an unknown time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.influence import InfluenceGraph
from graph.records import UNTIMED, Bools, Int64s


@dataclass(frozen=True, slots=True, eq=False)
class Hearing:
    """What each account has heard, and what cannot be told.

    Parameters
    ----------
    last_ms
        int64, n: when they last spoke of it, or somebody whom they listen to; `UNTIMED` where never.
    heard
        bool, n: that was since the time asked about, or somebody addressed them since then who spoke of it
        since then.
    unheard
        bool, n: they did not. Of those who are neither heard nor unheard it is unknown.
    """

    last_ms: Int64s
    heard: Bools
    unheard: Bools


def hearing(
    graph: InfluenceGraph,
    *,
    spoke_ms: Int64s,
    undated: Bools,
    followed_ms: Int64s,
    addressed: Bools,
    addressed_ms: Int64s,
    since_ms: int,
) -> Hearing:
    """Return who has heard of something since a time.

    Parameters
    ----------
    graph
        Who listens to whom: `listens` of u → v says that v listens to u. Probabilities do not count.
    spoke_ms
        int64, n: when each account last spoke of it; `UNTIMED` where never, as far as times are known.
    undated
        bool, n: who spoke of it at an unknown time.
    followed_ms
        int64, m: since when the target of each edge listens to its source; `UNTIMED` where unknown, and
        then always. What was said before is not heard.
    addressed, addressed_ms
        bool and int64, m: whether the target of each edge ever addressed its source, and when last;
        `UNTIMED` where unknown.
    since_ms
        The time asked about.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1], [1, 2], 0.5)
    >>> never, nobody, no_edge = np.full(2, UNTIMED), np.zeros(4, np.bool_), np.zeros(2, np.bool_)
    >>> spoke_ms = np.array([90, UNTIMED, UNTIMED, UNTIMED])
    >>> found = hearing(path, spoke_ms=spoke_ms, undated=nobody, followed_ms=never, addressed=no_edge,
    ...                 addressed_ms=never, since_ms=80)
    >>> found.heard.tolist(), found.unheard.tolist()
    ([True, True, False, False], [False, False, True, False])
    """
    source, target = graph.in_sources, graph.in_targets
    by_source, by_target = spoke_ms[source], spoke_ms[target]
    last_ms = np.maximum(
        spoke_ms, _latest(graph, np.where(graph.listens & (by_source >= followed_ms), by_source, UNTIMED))
    )
    recent_ms = max(since_ms, UNTIMED + 1)
    heard, unknown = last_ms >= recent_ms, undated.copy()
    heard[source[addressed & (addressed_ms >= recent_ms) & (by_target >= recent_ms)]] = True
    unknown[target[graph.listens & undated[source]]] = True
    maybe = addressed & ((addressed_ms >= recent_ms) | (addressed_ms == UNTIMED))
    unknown[source[maybe & ((by_target >= recent_ms) | undated[target])]] = True
    listens = np.zeros(graph.n, dtype=np.bool_)
    listens[target[graph.listens]] = True
    return Hearing(last_ms, heard, listens & ~heard & ~unknown)


def _latest(graph: InfluenceGraph, at_ms: Int64s) -> Int64s:
    """Return the latest time over the edges into each account."""
    latest = np.full(graph.n, UNTIMED)
    filled = np.flatnonzero(np.diff(graph.in_offsets))
    if len(filled):  # reduceat refuses an empty array
        latest[filled] = np.maximum.reduceat(at_ms, graph.in_offsets[filled])
    return latest
