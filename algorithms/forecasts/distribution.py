"""The size of a message as a distribution: a centre on the log scale, and errors as met in learning.

The natural logarithm of a size is fitted by least squares. Each message of the training has the error that it
would have had, had it been left out of it; errors grow and shrink with the features, by a second fit. A
forecast is the centre plus each of these errors in turn, and never below what was seen already.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.errors import ParameterError
from graph.records import Float64s, Int64s

LEAST_MESSAGES = 30
"""Messages to learn from: with fewer, 5 and 95 % are only guessed."""
COVERAGE = 0.9
"""Of ten messages nine are meant to come to lie between `low` and `high`."""

_RIDGE = 1e-6  # features that are all alike must not make the fit fail
_LEAST_ERROR = 0.01  # on the log scale: one in a hundred people


@dataclass(frozen=True, slots=True, eq=False)
class SizeForecasts:
    """Final sizes of M messages, each as a distribution over people, starters counted.

    Parameters
    ----------
    centre, scale
        float64, M: natural logarithm of the size in the middle, and by what errors are stretched.
    errors
        float64, ascending: errors of the messages learned from, each over its own stretch.
    seen
        int64, M: people who have it already.

    Examples
    --------
    >>> sure = SizeForecasts(np.log([8.0]), np.ones(1), np.log([0.5, 1.0, 2.0]), np.array([5]))
    >>> sure.quantile(0.5).round(6).tolist(), sure.passes(10).tolist()
    ([8.0], [0.375])
    """

    centre: Float64s
    scale: Float64s
    errors: Float64s
    seen: Int64s

    @property
    def n(self) -> int:
        """How many messages were learned from."""
        return len(self.errors)

    def one(self, message: int) -> SizeForecasts:
        """Return the forecast of one message alone."""
        only = slice(message, message + 1)
        return SizeForecasts(self.centre[only], self.scale[only], self.errors, self.seen[only])

    def quantile(self, level: float) -> Float64s:
        """Return the size that is not passed with this probability, 0 to 1: float64, M."""
        error = np.quantile(self.errors, level)
        return np.asarray(np.maximum(np.exp(self.centre + self.scale * error), self.seen))

    @property
    def middle(self) -> Float64s:
        """Geometric mean: the one number that errs least on the log scale: float64, M."""
        return np.asarray(np.maximum(np.exp(self.centre), self.seen))

    @property
    def low(self) -> Float64s:
        """Lower limit of the interval that holds `COVERAGE` of the messages."""
        return self.quantile((1 - COVERAGE) / 2)

    @property
    def high(self) -> Float64s:
        """Its upper limit."""
        return self.quantile((1 + COVERAGE) / 2)

    @property
    def expected(self) -> Float64s:
        """Mean size, which few large ones pull up: float64, M."""
        sizes = np.exp(self.centre[:, None] + self.scale[:, None] * self.errors)
        return np.asarray(np.maximum(sizes, self.seen[:, None]).mean(axis=1))

    def passes(self, people: int) -> Float64s:
        """Return the probability of so many people or more: float64, M; 1 only where they are seen."""
        needed = (np.log(max(people, 1)) - self.centre) / self.scale
        larger = self.n - np.searchsorted(self.errors, needed - 1e-12)
        return np.where(self.seen >= people, 1.0, (larger + 0.5) / (self.n + 1))


@dataclass(frozen=True, slots=True, eq=False)
class SizeLaw:
    """How sizes follow from features.

    Parameters
    ----------
    weights, spread
        float64, 1 + f: by an intercept and f features, of the size and of its error, on the log scale.
    errors
        float64, ascending, see `SizeForecasts`.
    """

    weights: Float64s
    spread: Float64s
    errors: Float64s

    def forecast(self, features: Float64s, seen: Int64s) -> SizeForecasts:
        """Return the forecasts for messages of these features (float64, M x f), of whom so many are seen."""
        table = _with_intercept(features)
        return SizeForecasts(table @ self.weights, np.exp(table @ self.spread), self.errors, seen)


def learn_sizes(features: Float64s, sizes: Int64s) -> SizeLaw:
    """Learn how sizes follow from features.

    Parameters
    ----------
    features
        float64, M x f.
    sizes
        int64, M, at least 1 each.

    Raises
    ------
    ParameterError
        On fewer than `LEAST_MESSAGES` messages.

    Examples
    --------
    >>> seen = np.arange(1, 41)
    >>> law = learn_sizes(np.log(seen)[:, None], 3 * seen)
    >>> law.forecast(np.log([[50.0]]), np.array([50])).middle.round(3).tolist()
    [150.0]
    """
    if len(sizes) < LEAST_MESSAGES:
        raise ParameterError("messages", len(sizes), f"at least {LEAST_MESSAGES} to learn from")
    table, logs = _with_intercept(features), np.log(sizes)
    inverse = np.linalg.inv(table.T @ table + _RIDGE * np.eye(table.shape[1]))
    weights = inverse @ (table.T @ logs)
    leverage = np.einsum("ij,jk,ik->i", table, inverse, table)
    errors = (logs - table @ weights) / np.maximum(1 - leverage, _RIDGE)
    spread = inverse @ (table.T @ np.log(np.abs(errors) + _LEAST_ERROR))
    return SizeLaw(weights, spread, np.sort(errors / np.exp(table @ spread)))


def errors_about(centre: Float64s, sizes: Int64s) -> SizeLaw:
    """Return the law of which the only feature is the centre itself, its errors met on these messages.

    Examples
    --------
    >>> law = errors_about(np.zeros(2), np.array([1, 1]))
    >>> law.forecast(np.log([[7.0]]), np.array([1])).high.round(6).tolist()
    [7.0]
    """
    return SizeLaw(np.array([0.0, 1.0]), np.zeros(2), np.sort(np.log(sizes) - centre))


def _with_intercept(features: Float64s) -> Float64s:
    return np.column_stack((np.ones(len(features)), features))
