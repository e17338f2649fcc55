"""Limits that the mean of independent samples from 0 to 1 keeps with a stated probability.

Counts of sets that are hit are binomial, and have exact limits (Clopper and Pearson). Where sets count in
part, because an account says yes with a probability or people have weights, Chernoff's bound in Hoeffding's
form holds for any samples from 0 to 1.

References
----------
Clopper, Pearson: The use of confidence or fiducial limits illustrated in the case of the binomial.
Biometrika 26, 1934.
Hoeffding: Probability inequalities for sums of bounded random variables. Journal of the American Statistical
Association 58, 1963 (theorem 1).
"""

from __future__ import annotations

from math import inf, log

from scipy.special import betaincinv


def mean_at_least(total: float, n: int, *, failure: float, counts: bool) -> float:
    """Return a limit that is above the mean with probability at most `failure`.

    Parameters
    ----------
    total
        Sum of n independent samples from 0 to 1, or something that is never larger.
    n
        Samples, at least 1.
    failure
        Between 0 and 1.
    counts
        Whether each sample is 0 or 1.

    Examples
    --------
    >>> round(mean_at_least(50, 100, failure=0.025, counts=True), 4)
    0.3983
    >>> round(mean_at_least(50, 100, failure=0.025, counts=False), 4)
    0.3667
    """
    if total <= 0:
        return 0.0
    if counts:
        return float(betaincinv(total, n - total + 1, failure))
    return _farthest(total / n, 0.0, log(1 / failure) / n)


def mean_at_most(total: float, n: int, *, failure: float, counts: bool) -> float:
    """Return a limit that is below the mean with probability at most `failure`.

    Parameters
    ----------
    total
        Sum of n independent samples from 0 to 1, or something that is never smaller.
    n, failure, counts
        As in `mean_at_least`.

    Examples
    --------
    >>> round(mean_at_most(50, 100, failure=0.025, counts=True), 4)
    0.6017
    >>> mean_at_most(100, 100, failure=0.025, counts=False)
    1.0
    """
    if total >= n:
        return 1.0
    if counts:
        return float(betaincinv(total + 1, n - total, 1 - failure))
    return _farthest(total / n, 1.0, log(1 / failure) / n)


def _farthest(mean: float, end: float, divergence: float) -> float:
    # The farthest p towards the end that still explains the mean: P(mean) ≤ exp(-n · divergence).
    near, far = mean, end
    for _ in range(60):
        middle = (near + far) / 2
        if _relative_entropy(mean, middle) < divergence:
            near = middle
        else:
            far = middle
    return far


def _relative_entropy(x: float, p: float) -> float:
    if p in (0.0, 1.0):
        return 0.0 if x == p else inf
    left = x * log(x / p) if x > 0 else 0.0
    right = (1 - x) * log((1 - x) / (1 - p)) if x < 1 else 0.0
    return left + right
