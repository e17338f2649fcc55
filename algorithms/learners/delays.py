"""How long people take to pass a message on: one law of delay for each class of account, such as a platform.

References
----------
Lawless: Statistical models and methods for lifetime data. Wiley 2003, https://doi.org/10.1002/9781118033005
(maximum likelihood; the order statistics that bound a median)
Schwarz: Estimating the dimension of a model. Annals of Statistics 6, 1978,
https://doi.org/10.1214/aos/1176344136
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np
from scipy.optimize import brentq

from algorithms.delays import DelayLaw, LawKind
from algorithms.estimates import CI_LEVEL, Estimate
from algorithms.history import History
from graph.errors import ParameterError
from graph.records import UNTIMED, Float64s, Int32s

FEWEST = 20
"""Delays that a law is learned from, at least."""

SHORTEST_HOURS = 1 / 3600
"""Delays below a second count as one: many clocks know no less."""

_HOUR_MS = 3_600_000
_SHAPES = (0.02, 50.0)  # of Weibull's law


@dataclass(frozen=True, slots=True)
class LearnedDelays:
    """The law that makes some delays most likely, in hours, beside the others that were tried.

    Parameters
    ----------
    law
        Of the kind with the highest likelihood, where Weibull's and the log-normal pay for their second
        parameter (Schwarz 1978).
    median
        Of the delays themselves, whatever their law.
    log_likelihood
        By kind.
    """

    law: DelayLaw
    median: Estimate
    log_likelihood: Mapping[LawKind, float]


def learn_delays(history: History, *, classes: Int32s | None = None) -> dict[int, LearnedDelays]:
    """Learn how long accounts take to pass on what they have from somebody, by class of account.

    Parameters
    ----------
    history
        With parents and times. Delays that are not above 0 are left out: somebody who came before their
        parent says nothing about how long it takes. Who may still pass it on is not counted, so that the
        laws of messages that are not over are too short.
    classes
        int32, n: class of each account, -1 to leave it out; None puts all in class 0.

    Returns
    -------
    dict
        By class, ascending; classes with fewer than 20 delays are not in it.
    """
    rows = np.flatnonzero(history.relayed)
    later, earlier = history.at_ms[rows], history.at_ms[history.above[rows]]
    timed = (later != UNTIMED) & (earlier != UNTIMED) & (later > earlier)
    rows, hours = rows[timed], (later - earlier)[timed] / _HOUR_MS
    of = np.zeros(len(rows), np.int32) if classes is None else classes[history.account[rows]]
    found = (int(each) for each in np.unique(of[of >= 0]))
    return {each: fit_delays(hours[of == each]) for each in found if np.count_nonzero(of == each) >= FEWEST}


def fit_delays(hours: Float64s) -> LearnedDelays:
    """Return the law that makes some delays most likely.

    Parameters
    ----------
    hours
        At least 20, above 0.

    Raises
    ------
    ParameterError
        When there are fewer, or one is not above 0.

    Examples
    --------
    >>> learned = fit_delays(np.exp(np.linspace(-2, 2, 101)))
    >>> round(learned.law.scale, 6), round(learned.median.value, 6), learned.median.n
    (1.0, 1.0, 101)
    """
    if len(hours) < FEWEST or not hours.min() > 0:
        requirement = f"at least {FEWEST}, all above 0"
        raise ParameterError("hours", f"{len(hours)} delays", requirement)
    hours = np.maximum(hours, SHORTEST_HOURS)
    laws = (_exponential(hours), _weibull(hours), _lognormal(hours))
    likelihood: dict[LawKind, float] = {law.kind: log_likelihood(law, hours) for law in laws}
    price = {law.kind: 0.0 if law.kind == "exponential" else log(len(hours)) / 2 for law in laws}
    best = max(laws, key=lambda law: likelihood[law.kind] - price[law.kind])
    return LearnedDelays(best, _median(np.sort(hours)), likelihood)


def log_likelihood(law: DelayLaw, hours: Float64s) -> float:
    """Return the logarithm of the density of some delays under a law.

    Examples
    --------
    >>> log_likelihood(DelayLaw("exponential", 2.0), np.array([2.0])) == -1 - log(2)
    True
    """
    x, y = hours / law.scale, np.log(hours / law.scale)
    if law.kind == "lognormal":
        density = -0.5 * (y / law.shape) ** 2 - np.log(hours * law.shape) - 0.5 * log(2 * np.pi)
    else:
        density = log(law.shape / law.scale) + (law.shape - 1) * y - x**law.shape
    return float(density.sum())


def _exponential(hours: Float64s) -> DelayLaw:
    return DelayLaw("exponential", float(hours.mean()))


def _lognormal(hours: Float64s) -> DelayLaw:
    logs = np.log(hours)
    return DelayLaw("lognormal", float(np.exp(logs.mean())), max(float(logs.std()), 1e-6))


def _weibull(hours: Float64s) -> DelayLaw:
    logs = np.log(hours) - np.log(hours).max()  # powers of the longest stay 1

    def slope(shape: float) -> float:
        powers = np.exp(shape * logs)
        return float((powers * logs).sum() / powers.sum() - 1 / shape - logs.mean())

    shape = _SHAPES[1] if slope(_SHAPES[1]) < 0 else float(brentq(slope, *_SHAPES))
    return DelayLaw("weibull", float(hours.max() * np.mean(np.exp(shape * logs)) ** (1 / shape)), shape)


def _median(ascending: Float64s) -> Estimate:
    n = len(ascending)
    from scipy.stats import binom  # importing it takes over a second

    low = int(binom.ppf((1 - CI_LEVEL) / 2, n, 0.5))
    ends = ascending[max(low - 1, 0)], ascending[min(n - low, n - 1)]
    return Estimate(float(np.median(ascending)), float(ends[0]), float(ends[1]), n)
