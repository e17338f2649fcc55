"""Estimates that carry their interval and the number of samples behind them.

Most samples say nothing of most accounts, so that sums are of few, skewed, non-negative contributions
and the normal interval is too short; for an account that was never hit it is empty. Means get
the gamma interval of Fay and Feuer, which is the exact Poisson interval when all contributions are equal
and the normal one when they are many. Ratios get Fieller's interval in the form that takes unequal
limits (MOVER-R, Donner and Zou); where limits are symmetric the two are the same.

References
----------
Fay, Feuer: Confidence intervals for directly standardized rates: a method based on the gamma distribution.
Statistics in Medicine 16, 1997.
Fieller: Some problems in interval estimation. Journal of the Royal Statistical Society B 16, 1954.
Donner, Zou: Closed-form confidence intervals for functions of the normal mean and standard deviation.
Statistical Methods in Medical Research 21, 2012.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import gammaincinv

from graph.errors import ParameterError
from graph.records import Float64s, Int64s

CI_LEVEL = 0.95

_FAILURE = 1 - CI_LEVEL


@dataclass(frozen=True, slots=True)
class Estimate:
    """A sampled number with its interval at `CI_LEVEL`.

    Parameters
    ----------
    value
        The point estimate.
    low, high
        Limits of the 95 % interval; low ≤ value ≤ high.
    n
        Samples behind it, at least 1; of a ratio, of the part that has fewer.

    Examples
    --------
    >>> Estimate(2.0, 1.5, 2.6, 1000).value
    2.0
    """

    value: float
    low: float
    high: float
    n: int

    def map(self, *, scale: float = 1.0, shift: float = 0.0) -> Estimate:
        """Return the estimate of `shift + scale * x`; a negative scale swaps the limits.

        Examples
        --------
        >>> Estimate(0.25, 0.0, 0.5, 10).map(scale=-1, shift=1)
        Estimate(value=0.75, low=0.5, high=1.0, n=10)
        """
        ends = sorted((shift + scale * self.low, shift + scale * self.high))
        return Estimate(shift + scale * self.value, ends[0], ends[1], self.n)


def sum_of_products(a: Float64s, b: Float64s) -> float:
    """Return Σ a·b, the same to the last digit on any number of cores: `a @ b` is not.

    Examples
    --------
    >>> sum_of_products(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    11.0
    """
    return float((a * b).sum())


def mean_limits(
    total: Float64s, squares: Float64s, largest: Float64s, n: int, *, failure: float = _FAILURE
) -> tuple[Float64s, Float64s]:
    """Return the limits of many means of non-negative contributions, from their sums.

    The rule for few hits: the upper limit counts one more contribution, as large as the largest. Without any
    hit that gives 3.69 contributions in n samples (the exact Poisson limit; the one-sided rule
    of three is its cousin), and where all samples agree as many may be missing below.

    Parameters
    ----------
    total, squares
        float64, same shape: sums of the contributions and of their squares over n samples.
    largest
        float64: the largest contribution met, above 0 also where none was met: there, the largest
        that must be reckoned with.
    n
        Samples, at least 1; those without a contribution count.
    failure
        Probability that the interval misses, both sides together: less where several are read.

    Returns
    -------
    tuple
        Low and high, float64, of that shape; low ≥ 0.

    Examples
    --------
    >>> low, high = mean_limits(np.zeros(1), np.zeros(1), np.ones(1), 100)
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0], [0.0369])
    """
    tail = failure / 2
    no_hit = gammaincinv(1.0, 1 - tail)  # at 95 %, 3.69 events are still plausible when none was seen
    spread = squares - total**2 / n
    spread = np.where(spread > 1e-12 * squares, spread, 0.0)  # what rounding leaves of a difference
    with np.errstate(divide="ignore", invalid="ignore"):
        below = gammaincinv(total**2 / spread, tail) * spread / total
    low = np.where(spread > 0, below, np.maximum(total - no_hit * largest, 0.0))
    wider = spread + largest**2
    more = total + largest
    high = gammaincinv(more**2 / wider, 1 - tail) * wider / more
    return low / n, high / n


def estimate_mean(samples: Float64s, *, lowest: float = 0.0, highest: float) -> Estimate:
    """Estimate the mean of independent samples that lie between two known bounds.

    Parameters
    ----------
    samples
        float64, at least one, from `lowest` to `highest`.
    lowest, highest
        What a sample can be at least and at most; few samples above `lowest` are the rare event.

    Examples
    --------
    >>> estimate_mean(np.array([1.0, 1.0, 1.0]), lowest=1, highest=1)
    Estimate(value=1.0, low=1.0, high=1.0, n=3)
    """
    return moments_estimate(
        float((samples - lowest).sum()),
        float(((samples - lowest) ** 2).sum()),
        float(samples.max() - lowest),
        len(samples),
        highest=highest - lowest,
    ).map(shift=lowest)


def moments_estimate(
    total: float, squares: float, largest: float, n: int, *, highest: float, failure: float = _FAILURE
) -> Estimate:
    """Estimate one mean from sums, as `mean_limits` does, for contributions from 0 to `highest`.

    Examples
    --------
    >>> moments_estimate(0.0, 0.0, 0.0, 100, highest=0.0)
    Estimate(value=0.0, low=0.0, high=0.0, n=100)
    """
    value = min(total / n, highest)
    if highest == 0:
        return Estimate(value, 0.0, 0.0, n)
    sums = [np.array([x]) for x in (total, squares, largest or highest)]
    low, high = mean_limits(sums[0], sums[1], sums[2], n, failure=failure)
    return Estimate(value, min(float(low[0]), value), min(float(high[0]), highest), n)


def estimate_probability(samples: Float64s) -> Estimate:
    """Estimate the mean of samples from 0 to 1, counting whichever of the event and its absence is rarer.

    Examples
    --------
    >>> estimate_probability(np.ones(100)).low > 0.95
    True
    """
    if samples.mean() <= 0.5:
        return estimate_mean(samples, highest=1.0)
    return estimate_mean(1 - samples, highest=1.0).map(scale=-1.0, shift=1.0)


def count_probabilities(counts: Int64s, n: int) -> list[Estimate]:
    """Estimate several probabilities from how many of n samples had each event, as `estimate_probability`.

    Examples
    --------
    >>> count_probabilities(np.array([100, 3]), 100)[0] == estimate_probability(np.ones(100))
    True
    """
    flipped = 2 * counts > n
    rare = np.where(flipped, n - counts, counts)
    low, high = _count_limits(rare, n)
    found = zip(flipped.tolist(), (rare / n).tolist(), low.tolist(), high.tolist(), strict=True)
    return [
        Estimate(1 - value, 1 - above, 1 - below, n) if turned else Estimate(value, below, above, n)
        for turned, value, below, above in found
    ]


def _count_limits(counts: Int64s, n: int) -> tuple[Float64s, Float64s]:
    total = counts.astype(np.float64)
    low, high = mean_limits(total, total, np.ones(len(total)), n)
    return np.minimum(low, total / n), np.minimum(high, 1.0)


def ratio(numerator: Estimate, denominator: Estimate, *, correlation: float = 0.0) -> Estimate | None:
    """Estimate the quotient of two numbers that are not negative, by Fieller's method.

    Parameters
    ----------
    numerator, denominator
        Estimates with low ≥ 0.
    correlation
        Of the two estimators, -1 to 1; 0 when they come from different samples.

    Returns
    -------
    Estimate or None
        None where the denominator may be 0: the interval would have no upper end.

    Raises
    ------
    ParameterError
        When the correlation is none.

    Examples
    --------
    >>> ratio(Estimate(2.0, 1.9, 2.1, 100), Estimate(0.5, 0.5, 0.5, 100)).value
    4.0
    >>> ratio(Estimate(2.0, 1.9, 2.1, 100), Estimate(0.1, 0.0, 0.3, 100)) is None
    True
    """
    if not -1 <= correlation <= 1:
        raise ParameterError("correlation", correlation, "from -1 to 1")
    if denominator.low <= 0:
        return None
    n = min(numerator.n, denominator.n)
    x, y = numerator.value, denominator.value
    low = _lower_ratio(x, y, x - numerator.low, denominator.high - y, correlation)
    high = _upper_ratio(x, y, numerator.high - x, y - denominator.low, correlation)
    return Estimate(x / y, min(low, x / y), max(high, x / y), n)


def _lower_ratio(x: float, y: float, below: float, above: float, correlation: float) -> float:
    if below >= x:
        return 0.0
    middle = x * y - correlation * below * above
    return (x**2 - below**2) / (middle + _root(x, y, below, above, correlation))


def _upper_ratio(x: float, y: float, above: float, below: float, correlation: float) -> float:
    middle = x * y - correlation * below * above
    return (middle + _root(x, y, above, below, correlation)) / (y**2 - below**2)


def _root(x: float, y: float, x_margin: float, y_margin: float, correlation: float) -> float:
    # Fieller's discriminant; it is not negative while the margin of one part stays within its value.
    a, b = x_margin * y, y_margin * x
    inside = a**2 + b**2 - 2 * correlation * a * b - (x_margin * y_margin) ** 2 * (1 - correlation**2)
    return sqrt(max(inside, 0.0))


def estimate_share(part: Float64s, whole: Float64s) -> Estimate | None:
    """Estimate mean(part) / mean(whole) from paired samples, part ≤ whole ≤ 1 in each.

    As with `estimate_probability`, the rarer of the part and the rest is counted.

    Parameters
    ----------
    part, whole
        float64, same length: one entry a sample.

    Returns
    -------
    Estimate or None
        From 0 to 1; None where the whole was too rarely met to bound the quotient.

    Examples
    --------
    >>> whole = np.array([1.0, 1.0, 1.0, 0.0] * 50)
    >>> share = estimate_share(whole * np.tile([1.0, 0.0], 100), whole)
    >>> round(share.value, 4)
    0.6667
    """
    if part.sum() > whole.sum() / 2:
        rest = _small_share(whole - part, whole)
        return rest and rest.map(scale=-1.0, shift=1.0)
    return _small_share(part, whole)


def count_shares(parts: Int64s, wholes: Int64s, n: int) -> list[Estimate | None]:
    """Estimate several shares from in how many of n samples each part and its whole was met.

    Parameters
    ----------
    parts, wholes
        int64, one a share: part ≤ whole.
    n
        Samples, at least 1.

    Returns
    -------
    list
        As `estimate_share` of the samples themselves.

    Examples
    --------
    >>> whole = np.array([1.0, 1.0, 1.0, 0.0] * 50)
    >>> count_shares(np.array([100]), np.array([150]), 200)[0].value
    0.6666666666666667
    """
    flipped = 2 * parts > wholes
    rare = np.where(flipped, wholes - parts, parts)
    p, w = rare / n, wholes / n
    with np.errstate(divide="ignore", invalid="ignore"):
        correlation = np.nan_to_num(p * (1 - w) / np.sqrt(p * (1 - p) * w * (1 - w)))
    shares = []
    found = zip(*_count_limits(rare, n), p, count_probabilities(wholes, n), correlation, flipped, strict=True)
    for low, high, value, whole, together, turned in found:
        part = Estimate(float(value), float(low), float(high), n)
        share = _bounded(ratio(part, whole, correlation=float(together)))
        shares.append(share.map(scale=-1.0, shift=1.0) if share and turned else share)
    return shares


def _small_share(part: Float64s, whole: Float64s) -> Estimate | None:
    share = ratio(
        estimate_mean(part, highest=1.0), estimate_probability(whole), correlation=_correlation(part, whole)
    )
    return _bounded(share)


def _bounded(share: Estimate | None) -> Estimate | None:
    return share and Estimate(share.value, share.low, min(share.high, 1.0), share.n)


def _correlation(a: Float64s, b: Float64s) -> float:
    a, b = a - a.mean(), b - b.mean()
    scale = sqrt(sum_of_products(a, a) * sum_of_products(b, b))
    return float(np.clip(sum_of_products(a, b) / scale, -1, 1)) if scale > 0 else 0.0
