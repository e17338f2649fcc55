"""How good forecasts of size are: learned before each cut, judged by the messages after it.

Errors are on the natural logarithm of sizes with starters counted (MSLE), and relative (median APE).
Intervals come from messages drawn again within each window.

References
----------
Martin, Hofman, Sharma, Anderson, Watts: Exploring limits to prediction in complex social systems. WWW 2016,
https://doi.org/10.1145/2872427.2883001
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import get_args

import numpy as np

from algorithms.estimates import CI_LEVEL, Estimate
from algorithms.forecasts.below import forecast_below
from algorithms.forecasts.distribution import SizeForecasts
from algorithms.forecasts.early import EarlyMethod, learn_early
from algorithms.forecasts.sizes import SizeMethod, learn_authors
from algorithms.history import History
from graph.records import Float64s, Int32s, Int64s

Window = tuple[History, History]
"""What was known before a cut, and the messages of the time after it, whole."""

BAR = "log-linear"
"""The method that a forecast must beat."""
SHARES = (0.1, 0.03, 0.01, 0.001)
"""Of the accounts seen to pass on both before and after the cut, those with the largest forecasts."""


@dataclass(frozen=True, slots=True)
class SizeScores:
    """How good the forecasts of one method are.

    Parameters
    ----------
    method
        `hawkes`, `author`, `log-linear`, `persistence` or `constant`.
    msle
        Mean squared error of the natural logarithm of the size.
    median_ape
        Median of |forecast - real| / real.
    coverage
        Share of the messages within the interval that is meant to hold nine of ten.
    ahead
        Squared error of the bar less that of the method, on the same messages: above 0 where it is better.
    ape_ahead
        The same of the median APE.
    """

    method: str
    msle: Estimate
    median_ape: Estimate
    coverage: Estimate
    ahead: Estimate
    ape_ahead: Estimate


@dataclass(frozen=True, slots=True)
class BelowScores:
    """People forecast below the accounts with the largest forecasts, over the people who came.

    Parameters
    ----------
    share
        Of the accounts seen both before and after the cut: those with so large a share.
    shrunk
        By empirical Bayes.
    raw
        By each account's mean, for the accounts with the largest means.
    """

    share: float
    shrunk: Estimate
    raw: Estimate


def judge_sizes(
    windows: Sequence[Window],
    *,
    minutes: float | None = None,
    n_resamples: int = 1_000,
    random_seed: int = 0,
) -> tuple[SizeScores, ...]:
    """Judge all methods that forecast the final size.

    Parameters
    ----------
    windows
        At least one.
    minutes
        How much of each message is seen, above 0; None forecasts before it starts.
    n_resamples, random_seed
        Of messages within their windows, for intervals.

    Raises
    ------
    ParameterError
        Where nothing can be learned, see `learn_early` and `learn_authors`.

    References
    ----------
    Martin et al. 2016, see above.
    """
    again = _draws([len(test) for _, test in windows], n_resamples, random_seed)
    methods = get_args(SizeMethod if minutes is None else EarlyMethod)
    errors = {method: _errors(windows, method, minutes) for method in methods}
    return tuple(_scores(method, found, errors[BAR], again) for method, found in errors.items())


def judge_below(
    windows: Sequence[Window], *, n_resamples: int = 1_000, random_seed: int = 0
) -> tuple[BelowScores, ...]:
    """Judge the forecasts of people below the accounts that pass on, where they are largest.

    Parameters
    ----------
    windows
        At least one.
    n_resamples, random_seed
        Of messages within their windows, for intervals.

    Raises
    ------
    ParameterError
        Where nothing can be learned, see `forecast_below`.

    References
    ----------
    Martin et al. 2016, see above.
    """
    again = _draws([len(test) for _, test in windows], n_resamples, random_seed)
    sums = np.concatenate([_sums_below(*window) for window in windows])
    return tuple(
        BelowScores(share, *(_ratio(sums[:, bin_, kind], sums[:, bin_, kind + 2], again) for kind in (0, 1)))
        for bin_, share in enumerate(SHARES)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Errors:
    """Of each message: error of the logarithm squared, relative error, and whether it lay within."""

    squared: Float64s
    relative: Float64s
    within: Float64s


def _errors(windows: Sequence[Window], method: str, minutes: float | None) -> _Errors:
    columns = [_window_errors(train, test, method, minutes) for train, test in windows]
    return _Errors(*(np.concatenate(parts) for parts in zip(*columns, strict=True)))


def _window_errors(
    train: History, test: History, method: str, minutes: float | None
) -> tuple[Float64s, Float64s, Float64s]:
    forecasts: SizeForecasts
    if minutes is None:
        forecasts = learn_authors(train, method=method).forecast(test.author)  # type: ignore[arg-type]  # one of its methods
    else:
        forecasts = learn_early(train, minutes, method=method).forecast(test)  # type: ignore[arg-type]  # one of its methods
    sizes = np.diff(test.offsets)
    middle = forecasts.middle
    within = (np.floor(forecasts.low) <= sizes) & (sizes <= np.ceil(forecasts.high))
    return np.log(middle / sizes) ** 2, np.abs(middle - sizes) / sizes, within.astype(np.float64)


def _scores(method: str, found: _Errors, bar: _Errors, again: Int64s) -> SizeScores:
    n = len(found.squared)

    def estimate(value: float, drawn: Float64s) -> Estimate:
        return _estimate(value, drawn, n)

    medians = np.median(found.relative[again], axis=1)
    bars = np.median(bar.relative[again], axis=1)
    gain = bar.squared - found.squared
    median, bar_median = float(np.median(found.relative)), float(np.median(bar.relative))
    return SizeScores(
        method=method,
        msle=estimate(float(found.squared.mean()), found.squared[again].mean(axis=1)),
        median_ape=estimate(median, medians),
        coverage=estimate(float(found.within.mean()), found.within[again].mean(axis=1)),
        ahead=estimate(float(gain.mean()), gain[again].mean(axis=1)),
        ape_ahead=estimate(bar_median - median, bars - medians),
    )


def _sums_below(train: History, test: History) -> Float64s:
    """Return M x bins x 4: of each message, the forecasts, shrunk and raw, and what came of either's best."""
    found = forecast_below(train)
    places = np.flatnonzero(test.relayed & (found.messages[test.account] > 0))
    account, message, came = test.account[places], test.in_message[places], test.below[places]
    before = train.account[train.relayed]
    total = np.bincount(before, train.below[train.relayed], train.n)
    mean = total / np.maximum(np.bincount(before, minlength=train.n), 1)
    forecasts = (found.expected, mean)
    tables = []
    for share in SHARES:
        best = [_largest(forecast, account, share) for forecast in forecasts]
        columns = [forecast[account] * top for forecast, top in zip(forecasts, best, strict=True)]
        columns += [came * top for top in best]
        tables.append(np.column_stack([np.bincount(message, column, len(test)) for column in columns]))
    return np.stack(tables, axis=1)


def _largest(forecast: Float64s, account: Int32s, share: float) -> Float64s:
    """Return 1 for each row of an account with one of the largest forecasts, else 0; ties by number."""
    there = np.unique(account)
    ordered = there[np.argsort(-forecast[there], kind="stable")]
    return np.isin(account, ordered[: ceil(share * len(there))]).astype(np.float64)


def _draws(sizes: Sequence[int], n_resamples: int, random_seed: int) -> Int64s:
    """Return messages drawn again within their windows: int64, resamples x all messages."""
    rng = np.random.default_rng(random_seed)
    return np.concatenate(list(_drawn_within(sizes, n_resamples, rng)), axis=1)


def _drawn_within(sizes: Sequence[int], n_resamples: int, rng: np.random.Generator) -> Iterator[Int64s]:
    start = 0
    for size in sizes:
        yield start + rng.integers(0, size, (n_resamples, size))
        start += size


def _ratio(forecast: Float64s, came: Float64s, again: Int64s) -> Estimate:
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = forecast[again].sum(axis=1) / came[again].sum(axis=1)
        return _estimate(float(forecast.sum() / came.sum()), drawn[np.isfinite(drawn)], len(forecast))


def _estimate(value: float, drawn: Float64s, n: int) -> Estimate:
    tail = (1 - CI_LEVEL) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail]) if len(drawn) else (value, value)
    return Estimate(value, min(float(low), value), max(float(high), value), n)
