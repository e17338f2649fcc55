"""Rankers that agree on the ranks of several, and the one fixed rule for whoever has not tested any."""

from __future__ import annotations

import numpy as np

from algorithms.history import History
from algorithms.rankers.carried import damped_carried, follow_carried
from algorithms.rankers.counting import damped_history, history, times_reposted
from algorithms.rankers.named_source import has_started, named_source
from algorithms.rankers.recent import recent_coverage
from graph.records import Float64s


def blend(known: History, source: int | None) -> Float64s:
    """Blend damped history, times reposted and damped carried."""
    rankers = (damped_history, times_reposted, damped_carried)
    return blended(*(ranker(known, source) for ranker in rankers))


def times_and_carried(known: History, source: int | None) -> Float64s:
    """Blend times reposted and damped carried."""
    return blended(times_reposted(known, source), damped_carried(known, source))


def history_and_carried(known: History, source: int | None) -> Float64s:
    """Blend history and what is carried along follow ties."""
    return blended(history(known, source), follow_carried(known, source))


def follow_blend(known: History, source: int | None) -> Float64s:
    """Take the rank of what is carried along follow ties, blended with damped history where there is some."""
    damped, carried = damped_history(known, source), follow_carried(known, source)
    return np.where(damped > 0, blended(damped, carried), blended(carried))


def usual(known: History, source: int | None) -> Float64s:
    """Rank by what the data have, by one rule that was fixed before any test.

    A named source that has started messages: by `named_source`. One event: by `recent_coverage`. Follow
    ties: by `follow_carried`. Else by `blend`.
    """
    if source is not None and not known.event and has_started(known, source):
        return named_source(known, source)
    if known.event:
        return recent_coverage(known, None)
    return (blend if known.listening is None else follow_carried)(known, None)


def blended(*values: Float64s) -> Float64s:
    """Return 1 / geometric mean of the ranks by several rankings: float64, n.

    Equal values share the mean of their ranks. Who has 0 in all has 0.

    Parameters
    ----------
    values
        float64, n each, at least one: larger is better.

    Examples
    --------
    >>> blended(np.array([5.0, 1.0, 0.0]), np.array([3.0, 7.0, 0.0])).round(3).tolist()
    [0.707, 0.707, 0.0]
    """
    from scipy.stats import rankdata  # importing it takes over a second

    logs = [np.log(rankdata(-each)) for each in values]
    known = np.any([each > 0 for each in values], axis=0)
    return np.where(known, np.exp(-np.mean(logs, axis=0)), 0.0)
