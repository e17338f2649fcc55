"""Few numbers an account, damped and shrunk: how many pass on what it passes on, and which share each has.

A probability for each pair would be noise: most pairs are met once. What lasts is

    m(u) = exp( shrunk mean of log(1 + direct reposters of u) over the messages that u passed on ) − 1,

each message counting half after 180 days, the mean of all accounts as much as two messages. The pairs share
it out: p(u→v) = m(u) · (v's share of u's reposters), at most 1. Edges lead away from relays only; a message
enters at u from outside as often as u had one straight from who started it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import ndtri

from algorithms.estimates import CI_LEVEL
from algorithms.history import History
from algorithms.learners.learned import Learned, direct_reposters, message_weights, pairs_of
from graph.records import Bools, Float64s

SHRINKAGE = 2.0
"""So many messages count as much as the mean of all accounts."""

_NORMAL = float(ndtri((1 + CI_LEVEL) / 2))


def account_level(history: History) -> Learned:
    """Learn from each account's direct reposters; see above.

    Intervals take the logarithm of p as normal: that of m(u) varies as the accounts' messages do among
    themselves, the share as a binomial one does. `trials` are the messages that u passed on. A pair is here
    only because it was met: after few messages p is too high, and of simulated pairs 6 to 8 intervals of 10
    hold the truth.

    Parameters
    ----------
    history
        With parents.
    """
    carriers, above = history.carriers, history.above
    direct, weight = np.log1p(direct_reposters(history)), message_weights(history)[history.in_message]
    mean, error = shrunk_means(history, direct, weight, rows=carriers)
    graph, counts = pairs_of(history, np.flatnonzero((above >= 0) & carriers[above]))
    source = graph.in_sources
    share = counts / np.bincount(source, weights=counts, minlength=history.n)[source]
    expected = np.expm1(mean[source])
    p = np.minimum(expected * share, 1.0)
    # The derivative of log(e^x − 1) is e^x / (e^x − 1).
    of_mean = error[source] * (expected + 1) / np.maximum(expected, np.finfo(float).tiny)
    margin = np.exp(_NORMAL * np.hypot(of_mean, np.sqrt((1 - share) / counts)))
    return Learned(
        graph=replace(graph, probability=p),
        low=p / margin,
        high=np.minimum(p * margin, 1.0),
        trials=np.bincount(history.account[carriers], minlength=history.n)[source].astype(np.float64),
        outside=entering(history),
    )


def shrunk_means(
    history: History, value: Float64s, weight: Float64s, *, rows: Bools
) -> tuple[Float64s, Float64s]:
    """Return each account's weighted mean of a value over some rows, shrunk to that of all, and its error.

    Parameters
    ----------
    history
        Says whose each row is.
    value, weight
        float64, p: of each of the people.
    rows
        bool, p: which count.

    Returns
    -------
    tuple
        float64, n each: the mean, 0 for an account without a row; its standard error.
    """
    account, value, weight = history.account[rows], value[rows], weight[rows]
    total = np.bincount(account, weights=weight, minlength=history.n)
    mean = np.average(value, weights=weight) if len(value) else 0.0
    shrunk = np.bincount(account, weights=weight * value, minlength=history.n) + SHRINKAGE * mean
    shrunk /= total + SHRINKAGE
    spread = np.average((value - shrunk[account]) ** 2, weights=weight) if len(value) else 0.0
    return np.where(total > 0, shrunk, 0.0), np.sqrt(spread / (total + SHRINKAGE))


def entering(history: History) -> Float64s:
    """Return how often a message enters at each account, not by way of a carrier: float64, n, 0 to 1."""
    weight, carriers = message_weights(history), history.carriers
    first = carriers & ~((history.above >= 0) & carriers[history.above])
    entered = np.bincount(
        history.account[first], weights=weight[history.in_message[first]], minlength=history.n
    )
    return np.asarray(np.minimum(entered / max(float(weight.sum()), np.finfo(float).tiny), 1.0))
