"""Credit for an action, shared among those who had the message before and faded with time.

References
----------
Goyal, Bonchi, Lakshmanan: A data-based approach to social influence maximization. PVLDB 5, 2011,
https://doi.org/10.14778/2047485.2047492
"""

from __future__ import annotations

import numpy as np

from algorithms.history import History
from algorithms.learners.counts import messages_of, rates_of
from algorithms.learners.expectation_maximisation import Arrivals, arrivals
from algorithms.learners.learned import Learned, edges_of
from graph.records import UNTIMED, Float64s, Int64s


def credit_distribution(history: History) -> Learned:
    """Learn p(u→v) = direct credit of u for what v passed on / messages that u has.

    Of the d to whom v listens and who had a message before v, each gets infl(v) · exp(−delay / τ(u, v)) / d.
    τ(u, v) is the mean delay of the pair, infl(v) the share of the messages v has that came within τ after
    one of them. Where a time is unknown the delay counts as 0. Goyal's own shares divide by what v has;
    divided by what u has they are the chance of an edge.

    Intervals are Jeffreys' for as many wins as there is credit: rather too long than too short.

    Parameters
    ----------
    history
        Parents do not matter where there are follow ties.
    """
    graph = edges_of(history)
    came, has = arrivals(history, graph), messages_of(history)
    delay = _delays(history, came)
    tau = _mean(delay, came.edges, graph.m)[came.edges]
    influenced = np.bincount(_of_arrival(came)[delay <= tau], minlength=len(came.people)) > 0
    taken = np.bincount(history.account[came.people[influenced]], minlength=history.n)
    by_account = taken / np.maximum(has, 1)
    sizes = np.diff(came.offsets)
    most = np.repeat(by_account[history.account[came.people]] / np.maximum(sizes, 1), sizes)
    credit = most * np.exp(-delay / np.maximum(tau, 1.0))
    wins = np.bincount(came.edges, credit, graph.m).astype(np.float64)
    return rates_of(graph, wins, has[graph.in_sources])


def _of_arrival(came: Arrivals) -> Int64s:
    return np.repeat(np.arange(len(came.people)), np.diff(came.offsets))


def _delays(history: History, came: Arrivals) -> Float64s:
    """Return milliseconds from each exposer to who may have it from them, 0 where unknown or backward."""
    earlier = history.at_ms[came.exposers]
    later = history.at_ms[came.people][_of_arrival(came)]
    timed = (earlier != UNTIMED) & (later != UNTIMED)
    return np.where(timed, np.maximum(later - earlier, 0), 0).astype(np.float64)


def _mean(value: Float64s, group: Int64s, n: int) -> Float64s:
    return np.bincount(group, weights=value, minlength=n) / np.maximum(np.bincount(group, minlength=n), 1)
