"""Rankers that count what accounts carried, were reposted, or did: the bar for everything that learns.

References
----------
Bühlmann: Experience rating and credibility. ASTIN Bulletin 4, 1967,
https://doi.org/10.1017/S0515036100008989 (the mean of few observations, drawn towards that of all)
"""

from __future__ import annotations

import numpy as np

from algorithms.history import History
from graph.records import Float64s, Int32s

HALF_LIFE_DAYS = 180.0
"""After so long a message counts half; it was fixed before any test."""

_ALIKE = 1e9


def history(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Sum the people below each account over the messages that it carried."""
    return _summed(known, known.below.astype(np.float64))


def damped_history(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Sum log(1 + people below), each message halved by every half-life of its age."""
    return _summed(known, np.log1p(known.below) * np.exp2(-known.age_days / HALF_LIFE_DAYS)[known.in_message])


def shrunk_history(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Multiply the messages of each account by its mean of people below, drawn towards that of all.

    What is usual has Bühlmann's weight: the variance within accounts over that between them, both of
    log(1 + people), since in people themselves a single message outweighs everything else.
    """
    carriers = known.carriers
    count, total = np.bincount(known.account[carriers], minlength=known.n), history(known, None)
    weight = _credibility(known.account[carriers], np.log1p(known.below[carriers]))
    usual = float(total.sum()) / max(int(count.sum()), 1)
    return np.asarray(count * (total + weight * usual) / np.maximum(count + weight, 1))


def times_reposted(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Count the people who have a message directly from an account that carried it."""
    children = known.above[known.relayed]
    return _summed(known, np.bincount(children, minlength=len(known.account)).astype(np.float64))


def distinct_resharers(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Count the different people who ever passed on what an account posted or carried."""
    pairs = np.unique(known.parent[known.relayed] * np.int64(known.n) + known.account[known.relayed])
    return np.bincount(pairs // max(known.n, 1), minlength=known.n).astype(np.float64)


def retweet_count(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Count all passing on of what an account posted or carried, also by the same person."""
    return known.reposted.astype(np.float64)


def mentioned(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Count the different people who mentioned or answered an account in an event."""
    return known.addressed.astype(np.float64)


def activity(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Count an account's own actions."""
    return known.acts.astype(np.float64)


def _summed(known: History, value: Float64s) -> Float64s:
    carriers = known.carriers
    return np.bincount(known.account[carriers], value[carriers], known.n).astype(np.float64)


def _credibility(account: Int32s, value: Float64s) -> float:
    """Return how many values the mean of all weighs; very many where accounts are not told apart."""
    count = np.bincount(account)
    count, mean = count[count > 0], (np.bincount(account, value)[count > 0] / count[count > 0])
    squares = float((value**2).sum()) - float((count * mean**2).sum())
    n, accounts, usual = len(value), len(count), float(value.mean()) if len(value) else 0.0
    if accounts < 2 or n == accounts:
        return _ALIKE
    within = squares / (n - accounts)
    spread = float((count * (mean - usual) ** 2).sum()) - (accounts - 1) * within
    between = spread / (n - float((count.astype(np.float64) ** 2).sum()) / n)
    return min(within / between, _ALIKE) if between > 0 else _ALIKE
