"""How many people come by way of an account that passes a message on: empirical Bayes on the log scale.

Nine of ten reposts bring nobody and one in ten thousand brings a thousand, so that an account's mean over its
few messages promises twice what comes. Here its mean of log(1 + people) is drawn towards what is usual by the
weight of k messages, and brought back by one factor for all. k, what is usual and the factor are those under
which each message would have been forecast best from those before it, by the quasi-likelihood of counts; with
this factor all forecasts together sum to what came.

References
----------
Efron, Morris: Data analysis using Stein's estimator and its generalizations. Journal of the American
Statistical Association 70, 1975, https://doi.org/10.1080/01621459.1975.10479864
Dawid: Statistical theory: the prequential approach. Journal of the Royal Statistical Society A 147, 1984,
https://doi.org/10.2307/2981683
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from algorithms.estimates import CI_LEVEL
from algorithms.forecasts.past import past_of
from algorithms.forecasts.settled import settled_messages
from algorithms.history import History
from graph.errors import ParameterError
from graph.records import UNTIMED, Float64s, Int64s

LEAST_REPEATS = 30
"""Messages passed on by somebody who had passed on another before: with fewer nothing is learned."""


@dataclass(frozen=True, slots=True, eq=False)
class BelowForecast:
    """For each account, how many people are expected below it in a message that it passes on.

    Parameters
    ----------
    expected
        float64, n.
    low, high
        float64, n: limits of the expectation at 95 %, not of what one message brings.
    messages
        int64, n: how many messages the account was seen to pass on; with none, what is usual is expected.
    weight
        k: how many messages what is usual weighs.
    usual
        What is expected of an account of which nothing is known.
    """

    expected: Float64s
    low: Float64s
    high: Float64s
    messages: Int64s
    weight: float
    usual: float


def forecast_below(history: History) -> BelowForecast:
    """Forecast how many people come by way of each account, if it passes a message on that it did not start.

    Parameters
    ----------
    history
        What is known. Learned from are its settled messages, see `settled.settled_messages`, and those
        without a time, whose people count as final.

    Raises
    ------
    ParameterError
        When the history is of one event, where nobody is below anybody, or too few accounts passed on a
        second message that is over.

    References
    ----------
    Efron, Morris 1975, see above.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> days = [86_400_000 * day for day in range(40)]
    >>> actions = [[(1, 0, day + 60_000), (2, 1, day + 120_000)] for day in days]
    >>> history = history_of(Recorded.numbered([0] * 40, days, actions), n=3)
    >>> forecast_below(history).expected[1:].round(1).tolist()
    [1.0, 0.0]

    """
    if history.event:
        raise ParameterError("history", "of one event", "of messages, for people to be below others")
    final = settled_messages(history) | (history.started_ms == UNTIMED)
    places = np.flatnonzero(history.relayed & final[history.in_message])
    account, people = history.account[places].astype(np.int64), history.below[places].astype(np.float64)
    steps = _steps(account, people)
    if steps.n.sum() < LEAST_REPEATS:
        requirement = f"{LEAST_REPEATS} messages passed on by accounts that had passed on one before"
        raise ParameterError("history", f"{int(steps.n.sum())} such messages", requirement)
    law = _learned(steps)
    messages = np.bincount(account, minlength=history.n).astype(np.int64)
    logs = np.bincount(account, np.log1p(people), history.n).astype(np.float64)
    mean = law.mean(messages, logs)
    margin = ndtri((1 + CI_LEVEL) / 2) * np.sqrt(law.variance(steps) / (messages + law.weight))
    low, high = law.people(mean - margin), law.people(mean + margin)
    return BelowForecast(
        law.people(mean), low, high, messages, law.weight, float(law.people(np.array(law.usual)))
    )


class _Steps(NamedTuple):
    """Messages passed on by accounts with the same past, together.

    `before` messages until then, with `logs` the sum of log(1 + people) over them; `n` messages follow such
    a past, with `came` people, `log` the sum of their log(1 + people) and `squares` that of its squares.
    """

    before: Float64s
    logs: Float64s
    n: Float64s
    came: Float64s
    log: Float64s
    squares: Float64s


class _Law(NamedTuple):
    """`usual` mean of log(1 + people), its `weight` in messages, and the `factor` back to people."""

    weight: float
    usual: float
    factor: float

    def mean(self, messages: Float64s | Int64s, logs: Float64s) -> Float64s:
        shrunk: Float64s = (logs + self.weight * self.usual) / (messages + self.weight)
        return shrunk

    def people(self, mean: Float64s) -> Float64s:
        return np.asarray(self.factor * np.expm1(np.maximum(mean, 0)))

    def variance(self, steps: _Steps) -> float:
        """Return the variance of log(1 + people) about an account's own mean, from one-step errors."""
        mean = self.mean(steps.before, steps.logs)
        squares = steps.squares - 2 * mean * steps.log + steps.n * mean**2
        return float((squares / (1 + 1 / (steps.before + self.weight))).sum() / steps.n.sum())


def _steps(account: Int64s, people: Float64s) -> _Steps:
    """Gather all messages that somebody passed on after others; rows are in the order of messages."""
    log = np.log1p(people)
    past = past_of(account, log)
    later = past.counted > 0
    came, log = people[later], log[later]
    logs = np.maximum(past.total[later], 0).round(9)  # what a running sum leaves of 0 is none
    alike, group = np.unique(np.stack((past.counted[later], logs)), axis=1, return_inverse=True)
    ones, size = np.ones(len(log)), alike.shape[1]
    sums = [np.bincount(group, each, size).astype(np.float64) for each in (ones, came, log, log**2)]
    return _Steps(alike[0], alike[1], *sums)


def _learned(steps: _Steps) -> _Law:
    from scipy.optimize import minimize  # half a second to import

    usual = max(float(steps.log.sum() / steps.n.sum()), 1e-3)
    found = minimize(
        lambda at: _badness(steps, _fitted(steps, at)),
        np.log([1.0, usual]),
        method="Nelder-Mead",
        bounds=[(-7.0, 7.0), (-7.0, 3.0)],  # k from 1 in 1,000 to 1,000 messages
    )
    return _fitted(steps, found.x)


def _fitted(steps: _Steps, at: Float64s) -> _Law:
    law = _Law(float(np.exp(at[0])), float(np.exp(at[1])), 1.0)
    total = float((steps.n * law.people(law.mean(steps.before, steps.logs))).sum())
    return law._replace(factor=float(steps.came.sum()) / total)


def _badness(steps: _Steps, law: _Law) -> float:
    """Return minus the quasi-likelihood of counts; forecasts sum to what came, so that only logs remain."""
    expected = law.people(law.mean(steps.before, steps.logs))
    return -float((steps.came * np.log(np.maximum(expected, 1e-300))).sum())
