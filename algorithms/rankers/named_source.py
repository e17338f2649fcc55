"""Rank relays for messages of one account: who passes on what it starts, and how far it then goes."""

from __future__ import annotations

import numpy as np

from algorithms.history import History
from algorithms.learners.account import shrunk_means
from algorithms.learners.learned import message_weights
from algorithms.rankers.counting import damped_history
from graph.records import Float64s

BACK_OFF = 0.05
"""Share of damped history over all sources."""


def named_source(known: History, source: int | None) -> Float64s:
    """Multiply how often each account passes on what the source starts by how many are then below it.

    R(u | s) · E[below | u passes on], damped both, the expectation shrunk on the log scale and over all
    sources; .05 of the list is damped history, which is all of it where the source is unknown or never
    started anything.
    """
    general = _shares(damped_history(known, None))
    if source is None or not has_started(known, source):
        return general
    weight = message_weights(known)
    of_source = (known.author == source)[known.in_message] & known.carriers
    passed = np.bincount(
        known.account[of_source], weights=weight[known.in_message[of_source]], minlength=known.n
    )
    return (1 - BACK_OFF) * _shares(passed * expected_below(known)) + BACK_OFF * general


def has_started(known: History, source: int) -> bool:
    """Tell whether an account has started a message."""
    return bool((known.author == source).any())


def expected_below(known: History) -> Float64s:
    """Return the people below each account when it passes a message on, damped and shrunk: float64, n."""
    weight = message_weights(known)[known.in_message]
    logs, _ = shrunk_means(known, np.log1p(known.below), weight, rows=known.carriers)
    return np.expm1(logs)


def _shares(values: Float64s) -> Float64s:
    return values / max(float(values.sum()), np.finfo(float).tiny)
