"""How far a message will go, before it starts: from the earlier messages of its author.

References
----------
Bakshy, Hofman, Mason, Watts: Everyone's an influencer: quantifying influence on Twitter. WSDM 2011,
https://doi.org/10.1145/1935826.1935845
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from algorithms.forecasts.distribution import (
    SizeForecasts,
    SizeLaw,
    errors_about,
    learn_sizes,
)
from algorithms.forecasts.past import Past, past_of
from algorithms.forecasts.settled import enough_settled
from algorithms.history import History
from graph.errors import ParameterError
from graph.records import Float64s, Int32s, Int64s

SizeMethod = Literal["author", "log-linear", "persistence", "constant"]


@dataclass(frozen=True, slots=True, eq=False)
class SizesLaw:
    """How the final size of a message follows from earlier ones of its author.

    Parameters
    ----------
    method
        `author`: the author's mean on the log scale, drawn towards that of all messages by `weight`;
        `log-linear`: a line through the author's mean; `persistence`: as the author's last; `constant`: as
        all messages. Who has none before is forecast as all messages.
    weight
        How many messages of an author the mean of all messages weighs: as one-step errors are least.
    usual
        Mean logarithm of the sizes of all messages.
    past
        Of each account, its settled messages and the logarithms of their sizes.
    law
        From the feature of the method to sizes.
    """

    method: SizeMethod
    weight: float
    usual: float
    past: Past
    law: SizeLaw

    def forecast(self, authors: Int32s) -> SizeForecasts:
        """Forecast the final size of a next message of each of these accounts; -1 is an unknown one."""
        columns = zip(self.past, _NO_PAST, strict=True)
        past = Past(*(np.append(column, empty)[authors] for column, empty in columns))
        features = _features(past, self.method, self.weight, self.usual)
        seen = np.ones(len(authors), dtype=np.int64)
        return self.law.forecast(features, seen, most=len(self.past.counted))


def learn_authors(history: History, *, method: SizeMethod = "author") -> SizesLaw:
    """Learn how far the messages of an author go that went so far before.

    Parameters
    ----------
    history
        Learned from are its settled messages, in the order of their starts, each from those before.
    method
        See `SizesLaw`.

    Raises
    ------
    ParameterError
        On an unknown method, on one event, or with fewer than 30 settled messages.

    References
    ----------
    Bakshy et al. 2011, see above: an author's past is what says most of a message before it starts.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> days = [86_400_000 * day for day in range(40)]
    >>> actions = [[(1, 0, day + 60_000), (2, 1, day + 120_000)] for day in days]
    >>> history = history_of(Recorded.numbered([0] * 40, days, actions), n=3)
    >>> learn_authors(history).forecast(np.array([0])).middle.round(3).tolist()
    [3.0]
    """
    if method not in get_args(SizeMethod):
        raise ParameterError("method", method, f"one of {', '.join(get_args(SizeMethod))}")
    if history.event:
        raise ParameterError("history", "of one event", "of messages, each with a start of its own")
    settled = enough_settled(history)
    author, sizes = history.author[settled].astype(np.int64), np.diff(history.offsets)[settled]
    logs = np.log(sizes)
    apart = np.where(author < 0, history.n + np.arange(len(author)), author)  # unknown ones are all different
    past, usual = past_of(apart, logs), float(logs.mean())
    weight = _best_weight(past, logs, usual) if method == "author" else 0.0
    features = _features(past, method, weight, usual)
    law = errors_about(features[:, 0], sizes) if method == "persistence" else learn_sizes(features, sizes)
    return SizesLaw(method, weight, usual, _whole_past(history.n, author, logs), law)


_NO_PAST = (0, 0.0, np.nan)


def _features(past: Past, method: SizeMethod, weight: float, usual: float) -> Float64s:
    known = past.counted > 0
    mean = past.total / np.maximum(past.counted, 1)
    if method == "author":
        return ((past.total + weight * usual) / (past.counted + weight))[:, None]
    if method == "log-linear":
        return np.column_stack((known, np.where(known, mean, 0.0)))
    if method == "persistence":
        return np.where(known, past.last, usual)[:, None]
    return np.empty((len(known), 0))


def _best_weight(past: Past, logs: Float64s, usual: float) -> float:
    from scipy.optimize import minimize_scalar  # half a second to import

    def squares(log_weight: float) -> float:
        shrunk = _features(past, "author", float(np.exp(log_weight)), usual)[:, 0]
        return float(((logs - shrunk) ** 2).sum())

    found = minimize_scalar(squares, bounds=(-3.0, 5.0), method="bounded")  # 1 in 20 to 150 messages
    return float(np.exp(found.x))


def _whole_past(n: int, author: Int64s, logs: Float64s) -> Past:
    known = author >= 0
    last = np.full(n, np.nan)
    last[author[known]] = logs[known]  # of several, the last one written holds
    counted = np.bincount(author[known], minlength=n).astype(np.int64)
    return Past(counted, np.bincount(author[known], logs[known], n).astype(np.float64), last)
