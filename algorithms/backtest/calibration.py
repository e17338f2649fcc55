"""Whether probabilities and intervals are what they say: of ten things at 30 %, three happen.

References
----------
DeGroot, Fienberg: The comparison and evaluation of forecasters. The Statistician 32, 1983,
https://doi.org/10.2307/2987588
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.errors import ParameterError
from graph.records import Bools, Float64s, Int64s

N_BINS = 10
ENOUGH_EVENTS = 400
"""A bin's ratio is judged from so many events on: below, chance alone is off by a fifth too often."""

_LEAST = 1e-12  # a probability of 0 that came true would make the log-loss infinite for all time


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Forecast and real events in bins, from the least probable to the most; B bins, 10 at most.

    Bins hold equal sums of probability, as nearly as they can, and equal probabilities stand in one bin:
    of rare events nearly all would be in the first of ten bins of equal width.

    Parameters
    ----------
    n
        int64, B: forecasts in each.
    expected
        float64, B: events forecast, the sum of probabilities.
    happened
        int64, B: events that came.
    low, high
        float64, B: least and largest probability in it.
    """

    n: Int64s
    expected: Float64s
    happened: Int64s
    low: Float64s
    high: Float64s

    @property
    def ratio(self) -> Float64s:
        """Forecast events over those that came, nan where none came: float64, B."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.happened > 0, self.expected / self.happened, np.nan)

    @property
    def judged(self) -> Bools:
        """Which bins have enough events for their ratio to mean something: bool, B."""
        return np.asarray(self.happened >= ENOUGH_EVENTS)


def reliability(probability: Float64s, happened: Bools, *, bins: int = N_BINS) -> Reliability:
    """Gather forecasts of like probability, and count what came of them.

    Parameters
    ----------
    probability
        float64, n, 0 to 1.
    happened
        bool, n.
    bins
        At least 1.

    Raises
    ------
    ParameterError
        On lengths that differ, or what is no probability.

    Examples
    --------
    >>> found = reliability(np.array([0.2] * 5 + [0.5] * 2), np.array([1, 0, 0, 0, 0, 1, 0], bool), bins=2)
    >>> found.n.tolist(), found.expected.tolist(), found.happened.tolist()
    ([5, 2], [1.0, 1.0], [1, 1])
    """
    _check(probability, happened)
    if bins < 1:
        raise ParameterError("bins", bins, "at least 1")
    values, place, count = np.unique(probability, return_inverse=True, return_counts=True)
    sums = np.cumsum(values * count)
    total = sums[-1] if len(sums) else 0.0
    middle = (sums - values * count / 2) / total if total > 0 else np.zeros(len(values))
    _, of_value = np.unique(np.minimum((middle * bins).astype(np.int64), bins - 1), return_inverse=True)
    of_each = of_value[place]
    size = int(of_each.max(initial=-1)) + 1
    first = np.searchsorted(of_value, np.arange(size))
    last = np.searchsorted(of_value, np.arange(size), side="right") - 1
    return Reliability(
        n=np.bincount(of_each, minlength=size).astype(np.int64),
        expected=np.bincount(of_each, probability, size).astype(np.float64),
        happened=np.bincount(of_each, happened, size).astype(np.int64),
        low=values[first],
        high=values[last],
    )


def log_loss(probability: Float64s, happened: Bools) -> float | None:
    """Return the mean of minus the natural logarithm of what was given to what came; None without forecasts.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> round(log_loss(np.array([0.5, 0.5]), np.array([True, False])), 4)
    0.6931
    """
    _check(probability, happened)
    given = np.where(happened, probability, 1 - probability)
    return float(-np.log(np.maximum(given, _LEAST)).mean()) if len(given) else None


def _check(probability: Float64s, happened: Bools) -> None:
    if probability.shape != happened.shape:
        raise ParameterError("happened", f"{happened.shape}", f"of the shape {probability.shape}")
    if not ((probability >= 0) & (probability <= 1)).all():
        raise ParameterError("probability", "an array with something else", "from 0 to 1")
