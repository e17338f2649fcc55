"""Rank sources or relays by the people they reached, recent ones more, nobody counted twice."""

from __future__ import annotations

import numpy as np

from algorithms.audiences import carried
from algorithms.history import History
from algorithms.lazy_cover import LazyCover
from algorithms.set_index import index_sets
from graph.records import UNTIMED, Float64s

HALF_LIFE_SHARE = 0.25
"""A person counts half after this share of the time that is known.

Chosen on six windows before hour 76 of the Higgs actions, the earliest hour that any test looks at, among
1/2, 0.35, 1/4, 0.18 and 1/8.
"""

CHOSEN = 1000
"""So many accounts are chosen one after another; nobody asks for more."""


def recent_coverage(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Choose, one after another, who carried something to most people that nobody chosen before did.

    A person counts by how lately they had anything. The value is what each adds when chosen.
    """
    sets = carried(known).sets()
    cover = LazyCover(
        index_sets(sets),
        _recency(known)[sets.people],
        np.ones(1),
        np.ones(1),
        np.ones(known.n, dtype=np.bool_),
        place=np.inf,
    )
    gain = np.zeros(known.n)
    for _ in range(min(CHOSEN, known.n)):
        if (account := cover.best()) is None:
            break
        gain[account] = cover.take(account)
    return gain


def _recency(known: History) -> Float64s:
    """Return what each account counts as a person: float64, n; 1 where no time is known."""
    timed = np.flatnonzero(known.relayed & (known.at_ms != UNTIMED))
    if not len(timed):
        return np.ones(known.n)
    last = np.full(known.n, known.at_ms[timed].min())
    np.maximum.at(last, known.account[timed], known.at_ms[timed])
    span = known.until_ms - int(known.at_ms[timed].min())
    return np.asarray(2.0 ** (-(known.until_ms - last) / (HALF_LIFE_SHARE * max(span, 1))))
