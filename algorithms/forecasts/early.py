"""How far a message will go, from its first minutes: a Hawkes process, corrected by what other messages did.

Each of the people brings further ones: a starter so many on average, anybody else less than one, spread over
time as delays were. What the last half of the minutes brought, over what the average message would have
brought then, says how catching this one is at present; from that follows who is still to come, and whom those
bring in turn (the branching process of SEISMIC, without counts of followers). Taken by itself this errs more
on the log scale than a line through the people so far, since messages slow down at different speeds. So it is
one of two features, the people so far being the other, of a fit on earlier messages with squares.

References
----------
Zhao, Erdogdu, He, Rajaraman, Leskovec: SEISMIC: a self-exciting point process model for predicting tweet
popularity. KDD 2015, https://doi.org/10.1145/2783258.2783401
Mishra, Rizoiu, Xie: Feature driven and point process approaches for popularity prediction. CIKM 2016,
https://doi.org/10.1145/2983323.2983812
Szabo, Huberman: Predicting the popularity of online content. Communications of the ACM 53, 2010,
https://doi.org/10.1145/1787234.1787254
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from algorithms.forecasts.distribution import SizeForecasts, SizeLaw, learn_sizes
from algorithms.forecasts.settled import ages_minutes, enough_settled, settled_messages
from algorithms.history import History
from graph.errors import ParameterError
from graph.records import UNTIMED, Bools, Float64s, Int64s

EarlyMethod = Literal["hawkes", "log-linear", "constant"]

_PRIOR_PEOPLE = 2.0  # so many people as expected are added to those who came: few of them say little
_RECENT = 0.5  # share of the minutes that says how catching a message is at present


@dataclass(frozen=True, slots=True, eq=False)
class Branching:
    """How many people one of the people of a message brings directly, and after how long.

    Parameters
    ----------
    by_starter, by_other
        Mean number of people who have it straight from a starter, and from anybody else; the latter below 1.
    starter_delays, other_delays
        float64, ascending: minutes that those took.

    Examples
    --------
    A message that three people start at once, none of whom differs from others, comes to 3 / (1 - 0.5).

    >>> same = Branching(0.5, 0.5, np.array([10.0]), np.array([10.0]))
    >>> same.still_to_come(np.zeros(3), np.ones(3, np.bool_), np.array([0, 3]), 0.0).round(6).tolist()
    [3.0]
    """

    by_starter: float
    by_other: float
    starter_delays: Float64s
    other_delays: Float64s

    @property
    def delays(self) -> Float64s:
        """Minutes that passing on took, from whomever: float64, ascending."""
        return np.sort(np.concatenate((self.starter_delays, self.other_delays)))

    def brought(self, waited: Float64s, starters: Bools) -> Float64s:
        """Return how many people each brought directly, on average, so many minutes after they came."""
        from_starter = self.by_starter * _share_within(self.starter_delays, waited)
        return np.where(starters, from_starter, self.by_other * _share_within(self.other_delays, waited))

    def still_to_come(
        self,
        ages: Float64s,
        starters: Bools,
        offsets: Int64s,
        minutes: float,
        *,
        prior: float = _PRIOR_PEOPLE,
    ) -> Float64s:
        """Return how many people are still to come to each message.

        Parameters
        ----------
        ages
            float64, p: minutes after the start at which each of the people came, at most `minutes`.
        starters
            bool, p.
        offsets
            int64, M + 1: those of message i are `offsets[i]` up to `offsets[i + 1]`.
        minutes
            Age of the messages now.
        prior
            So many people who came just as expected are added to those who came.

        Returns
        -------
        numpy.ndarray
            float64, M.
        """
        half = _RECENT * minutes
        until_now, until_half = self.brought(minutes - ages, starters), self.brought(half - ages, starters)
        came = _sums(((ages > half) & ~starters).astype(np.float64), offsets)
        catching = (came + prior) / (_sums(until_now - until_half, offsets) + prior)
        owed = np.where(starters, self.by_starter, self.by_other) - until_now
        return np.asarray(catching * _sums(owed, offsets) / (1 - self.by_other))


@dataclass(frozen=True, slots=True, eq=False)
class EarlyLaw:
    """How the final size of a message follows from its first minutes.

    Parameters
    ----------
    minutes
        How many of them are seen, above 0.
    method
        `hawkes`; `log-linear`: people so far only; `constant`: neither.
    branching
        Learned from settled messages.
    law
        From features to sizes, learned from the same.
    settled
        bool, M: which messages it was learned from.
    """

    minutes: float
    method: EarlyMethod
    branching: Branching
    law: SizeLaw
    settled: Bools

    def forecast(self, history: History) -> SizeForecasts:
        """Forecast the final size of each message from those of its people who came in the first minutes."""
        features, seen = _features(history, self.minutes, self.method, self.branching)
        return self.law.forecast(features, seen, most=history.n)


def learn_early(history: History, minutes: float, *, method: EarlyMethod = "hawkes") -> EarlyLaw:
    """Learn how far messages go that look like this after some minutes.

    Parameters
    ----------
    history
        Learned from are its settled messages, see `settled.settled_messages`.
    minutes
        How much of a message is seen, above 0.
    method
        See `EarlyLaw`.

    Raises
    ------
    ParameterError
        Out of range, on one event, or with too few settled messages.

    References
    ----------
    Zhao et al. 2015; Szabo and Huberman 2010; see above.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> days = [86_400_000 * day for day in range(40)]
    >>> actions = [[(1, 0, day + 60_000), (2, 1, day + 120_000)] for day in days]
    >>> history = history_of(Recorded.numbered([0] * 40, days, actions), n=3)
    >>> learn_early(history, 1.5).forecast(history).middle[:2].round(3).tolist()
    [3.0, 3.0]
    """
    if not minutes > 0:
        raise ParameterError("minutes", minutes, "above 0")
    if method not in get_args(EarlyMethod):
        raise ParameterError("method", method, f"one of {', '.join(get_args(EarlyMethod))}")
    if history.event:
        raise ParameterError("history", "of one event", "of messages, each with a start of its own")
    settled = enough_settled(history)
    branching = branching_of(history)
    features, _ = _features(history, minutes, method, branching)
    sizes = np.diff(history.offsets)[settled]
    return EarlyLaw(minutes, method, branching, learn_sizes(features[settled], sizes), settled)


def branching_of(history: History) -> Branching:
    """Return how many people each of the people of settled messages brought, and after how long.

    Parameters
    ----------
    history
        With times; a message that is not settled is left out.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> days = [86_400_000 * day for day in range(40)]
    >>> actions = [[(1, 0, day + 60_000), (2, 1, day + 120_000)] for day in days]
    >>> history = history_of(Recorded.numbered([0] * 40, days, actions), n=3)
    >>> branching_of(history).by_starter, branching_of(history).by_other
    (1.0, 0.5)
    """
    ours = settled_messages(history)[history.in_message]
    starters = ours & ~history.relayed
    others = int(np.count_nonzero(ours)) - int(np.count_nonzero(starters))
    child = np.flatnonzero(ours & history.relayed & (history.at_ms != UNTIMED))
    above = history.above[child]
    child, above = child[history.at_ms[above] != UNTIMED], above[history.at_ms[above] != UNTIMED]
    delays = np.maximum(history.at_ms[child] - history.at_ms[above], 0) / 60_000
    direct = ~history.relayed[above]
    return Branching(
        by_starter=float(np.count_nonzero(direct)) / max(int(np.count_nonzero(starters)), 1),
        by_other=float(np.count_nonzero(~direct)) / max(others, 1),
        starter_delays=np.sort(delays[direct]),
        other_delays=np.sort(delays[~direct]),
    )


def _features(
    history: History, minutes: float, method: EarlyMethod, branching: Branching
) -> tuple[Float64s, Int64s]:
    """Return the features of each message, and how many people had come."""
    ages = np.maximum(ages_minutes(history), 0)
    came = ages < minutes
    offsets = np.append(0, np.cumsum(came))[history.offsets]
    seen = np.diff(offsets)
    if method == "constant":
        return np.empty((len(history), 0)), seen
    people = np.log(np.maximum(seen, 1))
    if method == "log-linear":
        return people[:, None], seen
    coming = np.log1p(branching.still_to_come(ages[came], ~history.relayed[came], offsets, minutes))
    return np.column_stack((people, coming, people**2, coming**2)), seen


def _share_within(delays: Float64s, minutes: Float64s) -> Float64s:
    return np.searchsorted(delays, minutes, side="right") / max(len(delays), 1)


def _sums(values: Float64s, offsets: Int64s) -> Float64s:
    sums = np.append(0, np.cumsum(values))
    return np.asarray(sums[offsets[1:]] - sums[offsets[:-1]])
