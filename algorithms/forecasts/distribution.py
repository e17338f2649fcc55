"""The size of a message as a distribution: a centre on the log scale, and errors as met in learning.

The natural logarithm of a size is fitted by least squares. Each message of the training has the error that it
would have had, had it been left out of it. A forecast is the centre plus each of the errors of those messages
whose centres were nearest, in turn: never below what was seen already, and never above all accounts.

Where few people came nine of ten messages are over and the tenth grows tenfold; where many came, errors are
small and even. One shape of errors for all, stretched by features, promised a mean of 10⁸ people to a message
of sixteen, and limits that did not hold their own middle.

References
----------
Duan: Smearing estimate: a nonparametric retransformation method. Journal of the American Statistical
Association 78, 1983, https://doi.org/10.1080/01621459.1983.10478017
Papadopoulos, Vovk, Gammerman: Regression conformal prediction with nearest neighbours. Journal of Artificial
Intelligence Research 40, 2011, https://doi.org/10.1613/jair.3198
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
_NEAREST = 100  # messages that a forecast takes its errors from: five of them beyond either limit


@dataclass(frozen=True, slots=True, eq=False)
class SizeForecasts:
    """Final sizes of M messages, each as a distribution over people, starters counted.

    Parameters
    ----------
    centre
        float64, M: natural logarithm of the size, as fitted.
    first, last
        int64, M: message i may have the errors from `first[i]` up to `last[i]`, one as well as another.
    errors
        float64: on the log scale, of the messages learned from.
    seen
        int64, M: people who have it already.
    most
        Accounts that there are, so that no forecast is larger.

    Examples
    --------
    >>> zero, three = np.zeros(1, np.int64), np.array([3])
    >>> sure = SizeForecasts(np.log([8.0]), zero, three, np.log([0.5, 1.0, 2.0]), np.array([5]), most=12)
    >>> sure.quantile(0.5).round(6).tolist(), sure.expected.round(6).tolist(), sure.passes(10).tolist()
    ([8.0], [8.333333], [0.375])
    """

    centre: Float64s
    first: Int64s
    last: Int64s
    errors: Float64s
    seen: Int64s
    most: int

    @property
    def n(self) -> int:
        """How many messages were learned from."""
        return len(self.errors)

    def one(self, message: int) -> SizeForecasts:
        """Return the forecast of one message alone."""
        only = slice(message, message + 1)
        first, last = self.first[only], self.last[only]
        return SizeForecasts(self.centre[only], first, last, self.errors, self.seen[only], self.most)

    def quantile(self, level: float) -> Float64s:
        """Return the size that is not passed with this probability, 0 to 1: float64, M.

        A further error is as likely to come before the first of k known ones, between any two, or behind the
        last: 1 in k + 1.
        """
        places, of_message = np.unique(np.stack((self.first, self.last)), axis=1, return_inverse=True)
        near = (self.errors[first:last] for first, last in places.T.tolist())
        errors = np.array([np.quantile(each, level, method="weibull") for each in near])
        return self._people(self.centre + errors[of_message], self.seen)

    @property
    def middle(self) -> Float64s:
        """Geometric mean: the one number that errs least on the log scale: float64, M."""
        return self._people(self.centre, self.seen)

    @property
    def low(self) -> Float64s:
        """Lower limit of an interval around the middle that holds `COVERAGE` of the messages, or more."""
        return np.minimum(self.quantile((1 - COVERAGE) / 2), self.middle)

    @property
    def high(self) -> Float64s:
        """Its upper limit: the middle itself, where fewer than one in twenty grow at all."""
        return np.maximum(self.quantile((1 + COVERAGE) / 2), self.middle)

    @property
    def expected(self) -> Float64s:
        """Mean size, which few large ones pull up: float64, M."""
        return np.array([self._sizes(message).mean() for message in range(len(self.centre))])

    def passes(self, people: int) -> Float64s:
        """Return the probability of so many people or more: float64, M; 1 only where they are seen."""
        larger = [np.count_nonzero(self._sizes(i) >= people * (1 - 1e-12)) for i in range(len(self.centre))]
        return np.where(self.seen >= people, 1.0, (np.array(larger) + 0.5) / (self.last - self.first + 1))

    def _sizes(self, message: int) -> Float64s:
        errors = self.errors[self.first[message] : self.last[message]]
        return self._people(self.centre[message] + errors, self.seen[message])

    def _people(self, logs: Float64s, seen: Int64s | np.int64) -> Float64s:
        people = np.exp(np.minimum(logs, np.log(self.most)))  # a centre far from all others may overflow
        return np.asarray(np.maximum(np.minimum(people, self.most), seen))


@dataclass(frozen=True, slots=True, eq=False)
class SizeLaw:
    """How sizes follow from features.

    Parameters
    ----------
    weights
        float64, 1 + f: of the size, by an intercept and f features, on the log scale.
    centres, errors
        float64, of each message learned from, by ascending centre: see `SizeForecasts`.
    """

    weights: Float64s
    centres: Float64s
    errors: Float64s

    @classmethod
    def of(cls, weights: Float64s, centres: Float64s, errors: Float64s) -> SizeLaw:
        """Return the law of messages in any order."""
        centres = centres.round(9)  # what is alike differs in its last bits, by where it stands
        order = np.argsort(centres, kind="stable")
        return cls(weights, centres[order], errors[order])

    def forecast(self, features: Float64s, seen: Int64s, *, most: int) -> SizeForecasts:
        """Return the forecasts for messages of these features (float64, M x f), of whom so many are seen."""
        centre = (_with_intercept(features) @ self.weights).round(9)
        return SizeForecasts(centre, *self._nearest(centre), self.errors, seen, most)

    def _nearest(self, centre: Float64s) -> tuple[Int64s, Int64s]:
        """Return where the messages with the nearest centres begin and end; equal ones are in together."""
        k = min(_NEAREST, len(self.centres))
        first = np.searchsorted(self.centres[:-k] + self.centres[k:], 2 * centre)
        ends = self.centres[first], self.centres[first + k - 1]
        return np.searchsorted(self.centres, ends[0]), np.searchsorted(self.centres, ends[1], side="right")


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

    References
    ----------
    Duan 1983; Papadopoulos, Vovk and Gammerman 2011; see above.

    Examples
    --------
    >>> seen = np.arange(1, 41)
    >>> law = learn_sizes(np.log(seen)[:, None], 3 * seen)
    >>> law.forecast(np.log([[50.0]]), np.array([50]), most=1_000).middle.round(3).tolist()
    [150.0]
    """
    if len(sizes) < LEAST_MESSAGES:
        raise ParameterError("messages", len(sizes), f"at least {LEAST_MESSAGES} to learn from")
    table, logs = _with_intercept(features), np.log(sizes)
    inverse = np.linalg.inv(table.T @ table + _RIDGE * np.eye(table.shape[1]))
    weights = inverse @ (table.T @ logs)
    leverage = np.einsum("ij,jk,ik->i", table, inverse, table)
    centres = table @ weights
    return SizeLaw.of(weights, centres, (logs - centres) / np.maximum(1 - leverage, _RIDGE))


def errors_about(centre: Float64s, sizes: Int64s) -> SizeLaw:
    """Return the law of which the only feature is the centre itself, its errors met on these messages.

    Examples
    --------
    >>> law = errors_about(np.zeros(2), np.array([1, 1]))
    >>> law.forecast(np.log([[7.0]]), np.array([1]), most=10).high.round(6).tolist()
    [7.0]
    """
    return SizeLaw.of(np.array([0.0, 1.0]), centre, np.log(sizes) - centre)


def _with_intercept(features: Float64s) -> Float64s:
    return np.column_stack((np.ones(len(features)), features))
