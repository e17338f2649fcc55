"""Scores of all accounts estimated from some of them, with intervals that are all right at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log

import numpy as np

from algorithms.checks import check_sampling
from algorithms.estimates import CI_LEVEL
from graph.records import Float64s, Int64s

Summed = Callable[[Int64s], tuple[Float64s, Float64s]]


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """Sampled scores; with a probability of `CI_LEVEL` all true ones lie in their intervals.

    Parameters
    ----------
    value
        float64, n: estimates.
    low, high
        float64, n: limits, from the empirical Bernstein inequality shared out among all accounts: valid for
        any graph and any number of samples, and therefore wide.
    n
        Samples behind them.
    """

    value: Float64s
    low: Float64s
    high: Float64s
    n: int


def sampled_scores(summed: Summed, *, n: int, most: float, n_samples: int, random_seed: int) -> Sampled:
    """Estimate scores that are sums over all accounts of something between 0 and `most`.

    Parameters
    ----------
    summed
        Returns, by account, the contributions of given accounts, and their squares, both summed up.
    n
        Accounts.
    most
        Largest contribution that there can be.
    n_samples
        Accounts drawn, each as likely, with repetition; at least 2.
    random_seed
        0 to 2**63 - 1.

    Raises
    ------
    ParameterError
        When there are too few samples, or the random seed is out of its range.

    References
    ----------
    Eppstein, Wang: Fast approximation of centrality. Journal of Graph Algorithms and Applications 8, 2004,
    https://doi.org/10.7155/jgaa.00081 (sampled accounts, one bound shared out among all)
    Maurer, Pontil: Empirical Bernstein bounds and sample variance penalization. COLT 2009.

    Examples
    --------
    >>> one_each = lambda drawn: (np.full(3, float(len(drawn))), np.full(3, float(len(drawn))))
    >>> found = sampled_scores(one_each, n=3, most=1.0, n_samples=1000, random_seed=1)
    >>> found.value.tolist(), found.low.round(2).tolist(), found.high.tolist()
    ([3.0, 3.0, 3.0], [2.96, 2.96, 2.96], [3.0, 3.0, 3.0])
    """
    check_sampling(n_samples, random_seed, least=2)
    if not n:
        return Sampled(np.empty(0), np.empty(0), np.empty(0), n_samples)
    total, squares = summed(np.random.default_rng(random_seed).integers(n, size=n_samples))
    mean = total / n_samples
    variance = np.maximum(squares - n_samples * mean**2, 0.0) / (n_samples - 1)
    doubt = log(4 * n / (1 - CI_LEVEL))  # two sides and n accounts share what may go wrong
    margin = np.sqrt(2 * doubt * variance / n_samples) + 7 * most * doubt / (3 * (n_samples - 1))
    low, high = np.maximum(mean - margin, 0.0), np.minimum(mean + margin, most)
    return Sampled(n * mean, n * low, n * high, n_samples)
