"""Intervals: exact where a closed form exists, and honest when few samples or none were hit."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from algorithms.estimates import (
    Estimate,
    estimate_mean,
    estimate_probability,
    estimate_share,
    mean_limits,
    moments_estimate,
    ratio,
)
from graph.errors import ParameterError
from graph.records import Float64s


def symmetric(value: float, margin: float) -> Estimate:
    return Estimate(value, value - margin, value + margin, 100)


@pytest.mark.parametrize("hits", [1, 2, 5, 20, 1000])
def test_counts_of_rare_events_get_the_exact_poisson_interval(hits: int) -> None:
    k, n = np.array([float(hits)]), 10**12
    low, high = mean_limits(k, k, np.ones(1), n)
    exact = chi2.ppf(0.025, 2 * hits) / 2, chi2.ppf(0.975, 2 * hits + 2) / 2
    assert (low[0] * n, high[0] * n) == pytest.approx(exact, rel=1e-6)


def test_no_hit_leaves_room_for_as_many_as_poisson_allows() -> None:
    low, high = mean_limits(np.zeros(1), np.zeros(1), np.array([7.0]), 100)
    assert (low[0], high[0]) == pytest.approx((0.0, 7 * chi2.ppf(0.975, 2) / 2 / 100))


def test_many_equal_hits_get_the_normal_interval() -> None:
    samples = np.random.default_rng(1).random(1_000_000)
    estimate = estimate_mean(samples, highest=1.0)
    margin = 1.959964 * samples.std() / 1000
    assert (estimate.low, estimate.high) == pytest.approx(
        (samples.mean() - margin, samples.mean() + margin), abs=margin / 100
    )


def test_samples_that_all_agree_still_leave_room_on_both_sides() -> None:
    estimate = estimate_mean(np.full(100, 3.0), lowest=1.0, highest=10.0)
    assert 2.8 < estimate.low < 3.0 < estimate.high < 3.2


def test_a_mean_that_can_only_be_one_number_has_no_width() -> None:
    assert moments_estimate(0.0, 0.0, 0.0, 10, highest=0.0) == Estimate(0.0, 0.0, 0.0, 10)


@pytest.mark.parametrize("hits", [0, 1, 3, 50, 97, 99, 100])
def test_a_probability_is_at_least_as_wide_as_the_middle_of_exact_and_score_intervals(hits: int) -> None:
    estimate = estimate_probability(np.repeat([1.0, 0.0], [hits, 100 - hits]))
    exact = binomtest(hits, 100).proportion_ci(method="exact")
    score = binomtest(hits, 100).proportion_ci(method="wilson")
    width = (exact.high - exact.low + score.high - score.low) / 2
    assert width * 0.95 <= estimate.high - estimate.low <= width * 1.25


@given(
    x=st.floats(0.5, 100),
    y=st.floats(0.5, 100),
    margin_x=st.floats(0.01, 0.9),
    margin_y=st.floats(0.01, 0.9),
    correlation=st.floats(-0.99, 0.99),
)
def test_symmetric_limits_give_fiellers_interval(
    x: float, y: float, margin_x: float, margin_y: float, correlation: float
) -> None:
    a, b = margin_x * x, margin_y * y
    # Fieller: the r with (x - r y)² = a² - 2 r ρ a b + r² b².
    roots = np.roots([y**2 - b**2, -2 * (x * y - correlation * a * b), x**2 - a**2])
    found = ratio(symmetric(x, a), symmetric(y, b), correlation=correlation)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(sorted(roots.real), rel=1e-5)


def test_a_denominator_that_may_be_zero_gives_no_ratio() -> None:
    assert ratio(symmetric(1, 0.1), Estimate(0.1, 0.0, 0.3, 100)) is None


def test_a_numerator_never_hit_gives_a_ratio_with_room_above() -> None:
    found = ratio(Estimate(0.0, 0.0, 0.2, 100), symmetric(1, 0.1))
    assert found is not None
    assert found.low == found.value == 0.0
    assert 0.2 < found.high < 0.25


def test_an_impossible_correlation_is_refused() -> None:
    with pytest.raises(ParameterError, match="correlation"):
        ratio(symmetric(1, 0.1), symmetric(1, 0.1), correlation=1.5)


def share_samples(rng: np.random.Generator, chance: float) -> tuple[Float64s, Float64s]:
    whole = (rng.random(1000) < 0.1).astype(np.float64)
    return whole * (rng.random(1000) < chance), whole


@pytest.mark.parametrize("chance", [0.03, 0.3, 0.5, 0.97])
def test_the_interval_of_a_share_covers_it_at_least_as_often_as_it_says(chance: float) -> None:
    rng = np.random.default_rng(3)
    found = [estimate_share(*share_samples(rng, chance)) for _ in range(1000)]
    covered = sum(share is not None and share.low <= chance <= share.high for share in found)
    assert covered >= 950 - 2 * sqrt(1000 * 0.05 * 0.95)


@pytest.mark.parametrize("part", [0.0, 1.0])
def test_a_share_of_none_or_all_keeps_room_for_the_other(part: float) -> None:
    whole = np.repeat([1.0, 0.0], 100)
    share = estimate_share(part * whole, whole)
    assert share is not None
    assert share.value == part
    assert 0.03 < share.high - share.low < 0.06


def test_a_share_of_nothing_is_unknown() -> None:
    assert estimate_share(np.zeros(100), np.zeros(100)) is None
