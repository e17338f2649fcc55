"""Which messages are over: sizes that still grow when the records end say too little of final ones."""

from __future__ import annotations

import numpy as np

from algorithms.forecasts.distribution import LEAST_MESSAGES
from algorithms.history import History
from graph.errors import ParameterError
from graph.records import UNTIMED, Bools, Float64s

LATE_SHARE = 0.02
"""Messages are over at the age from which on never more than this share comes in as much time again."""

_AGES_MINUTES = 2.0 ** np.arange(23)  # to eight years


def settled_messages(history: History) -> Bools:
    """Return which messages are so old that hardly anybody still comes.

    Ages are a minute, two, four and so on. Asked of each are the messages that can be followed for twice as
    long, 30 at least: how much later than that people come, nobody can know from records that end sooner.

    Parameters
    ----------
    history
        A message without a start is not settled.

    Returns
    -------
    numpy.ndarray
        bool, M; none where messages still grow at the greatest age that can be asked.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> days = [86_400_000 * day for day in range(40)]
    >>> actions = [[(1, 0, day + 60_000), (2, 1, day + 120_000)] for day in days]
    >>> history = history_of(Recorded.numbered([0] * 40, days, actions), n=3)
    >>> settled_messages(history).sum(), settled_messages(history.before(days[-1] + 61_000)).sum()
    (np.int64(40), np.int64(39))
    """
    timed = history.started_ms != UNTIMED
    followed = np.where(timed, (history.until_ms - np.where(timed, history.started_ms, 0)) / 60_000, -1.0)
    ages = np.where(history.relayed, ages_minutes(history), np.inf)
    of_person = followed[history.in_message]
    over = np.inf
    for age in _AGES_MINUTES[::-1]:
        if np.count_nonzero(followed >= 2 * age) < LEAST_MESSAGES:
            continue
        asked = ages[of_person >= 2 * age]
        if np.count_nonzero(asked <= age) < (1 - LATE_SHARE) * np.count_nonzero(asked <= 2 * age):
            break
        over = age
    return np.asarray(followed >= over)


def enough_settled(history: History) -> Bools:
    """Return which messages are settled, if they are enough to learn from.

    Raises
    ------
    ParameterError
        When they are fewer than `LEAST_MESSAGES`.
    """
    settled = settled_messages(history)
    if (found := int(np.count_nonzero(settled))) < LEAST_MESSAGES:
        requirement = f"at least {LEAST_MESSAGES} to learn from: with times, and no longer growing"
        raise ParameterError("history", f"{found} settled messages", requirement)
    return settled


def ages_minutes(history: History) -> Float64s:
    """Return how old its message was when each of the people came: float64, p; infinite where unknown."""
    started = np.repeat(history.started_ms, np.diff(history.offsets))
    known = (history.at_ms != UNTIMED) & (started != UNTIMED)
    return np.where(known, (history.at_ms - np.where(known, started, 0)) / 60_000, np.inf)
