"""Cuts in time: what is learned from, what is tested on, and what is neither."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from algorithms.history import History
from graph.errors import ParameterError
from graph.records import UNTIMED

MAX_CUTS = 8

_LATEST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One cut.

    Parameters
    ----------
    cut_ms
        The test begins: when the first test message started. All of `train` is earlier.
    until_ms
        Test messages started before it.
    train, test
        What rankers know, and what judges them.
    dropped_messages, dropped_actions
        What is of neither: actions after the cut on messages from before it, messages after the test, and
        what has no time.
    """

    cut_ms: int
    until_ms: int
    train: History
    test: History
    dropped_messages: int
    dropped_actions: int


def windows(history: History, *, cuts: int = 4) -> tuple[Window, ...]:
    """Return the windows of a history: cuts in the later half of its messages, in an event of its actions.

    Four cuts are at 50, 62.5, 75 and 87.5 % of the messages by start; each test ends at the next cut, the
    last with the last message. Messages that start at the same time stand on the same side.

    Parameters
    ----------
    history
        Everything that was recorded.
    cuts
        1 to 8.

    Raises
    ------
    ParameterError
        When nothing has a time, or when there is nothing before a cut, or behind it.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> acted = [[(1, 0, start + 1), (2, 1, start + 2)] for start in (0, 10, 20, 30)]
    >>> found = windows(history_of(Recorded.numbered([0] * 4, [0, 10, 20, 30], acted), n=3), cuts=2)
    >>> [(one.cut_ms, len(one.train), len(one.test), one.dropped_messages) for one in found]
    [(20, 2, 1, 1), (30, 3, 1, 0)]
    """
    if not 1 <= cuts <= MAX_CUTS:
        raise ParameterError("cuts", cuts, f"from 1 to {MAX_CUTS}")
    at_ms = np.sort(history.at_ms[history.relayed] if history.event else history.started_ms)
    at_ms = at_ms[at_ms != UNTIMED]
    if not len(at_ms):
        raise ParameterError(
            "history", "without a time", "timed: what was known before and came later cannot be told apart"
        )
    places = [len(at_ms) * (cuts + i) // (2 * cuts) for i in range(cuts)]
    ends = [*(int(at_ms[place]) for place in places), int(at_ms[-1]) + 1]
    return tuple(window(history, cut_ms=low, until_ms=high) for low, high in pairwise(ends))


def window(history: History, *, cut_ms: int, until_ms: int, since_ms: int | None = None) -> Window:
    """Return the window of one cut.

    Parameters
    ----------
    history
        Everything that was recorded.
    cut_ms, until_ms
        The test: what started from the first up to, not including, the second.
    since_ms
        In an event: learn only from what happened from then on; None is from the beginning.

    Raises
    ------
    ParameterError
        When the test ends before it begins, or when there is nothing before the cut, or behind it.
    """
    if cut_ms >= until_ms:
        raise ParameterError("cut", f"{cut_ms} ms", "before the next one: there are too few starts")
    train = history.before(cut_ms) if since_ms is None else history.started(since_ms, cut_ms)
    test = history.started(cut_ms, until_ms)
    if not train.carriers.any():
        raise ParameterError(
            "cut", f"{cut_ms} ms", "behind something that was passed on: there is nothing before it"
        )
    if not (test.below[test.carriers] > 0).any():
        raise ParameterError(
            "cut", f"{cut_ms} ms", "before something that was passed on: there is nothing behind it"
        )
    return Window(
        cut_ms=cut_ms,
        until_ms=until_ms,
        train=train,
        test=test,
        dropped_messages=0 if history.event else len(history) - len(train) - len(test),
        dropped_actions=history.actions - train.actions - test.actions,
    )
