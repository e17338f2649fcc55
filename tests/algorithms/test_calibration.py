"""Reliability, log-loss and coverage against closed forms and what they must keep."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.backtest.calibration import N_BINS, log_loss, reliability
from graph.errors import ParameterError

FORECASTS = st.lists(st.tuples(st.sampled_from([0.0, 0.01, 0.02, 0.3, 0.9, 1.0]), st.booleans()), max_size=60)


@given(FORECASTS)
def test_bins_lose_nothing_and_ascend(forecasts: list[tuple[float, bool]]) -> None:
    probability = np.array([p for p, _ in forecasts], np.float64)
    happened = np.array([came for _, came in forecasts], np.bool_)
    found = reliability(probability, happened)
    assert len(found.n) <= N_BINS
    assert (found.n.sum(), found.happened.sum()) == (len(forecasts), happened.sum())
    assert found.expected.sum() == pytest.approx(probability.sum())
    assert (found.n > 0).all()
    assert (found.low <= found.high).all()
    assert (found.high[:-1] < found.low[1:]).all()


def test_rare_events_are_not_all_in_the_first_bin() -> None:
    probability = np.linspace(1e-4, 2e-3, 10_000)
    found = reliability(probability, np.zeros(10_000, np.bool_))
    assert len(found.n) == N_BINS
    assert found.expected == pytest.approx(np.full(N_BINS, probability.sum() / N_BINS), rel=0.01)


def test_events_drawn_with_the_probabilities_given_have_ratios_of_one() -> None:
    rng = np.random.default_rng(4)
    probability = rng.beta(0.5, 4, 200_000)
    found = reliability(probability, rng.random(200_000) < probability)
    assert found.judged.all()
    assert (np.abs(found.ratio - 1) < 4 / np.sqrt(found.happened)).all()


def test_a_bin_in_which_nothing_came_has_no_ratio() -> None:
    found = reliability(np.array([0.5]), np.array([False]))
    assert np.isnan(found.ratio).all()
    assert not found.judged.any()


@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_the_log_loss_of_one_probability_is_its_closed_form(p: float) -> None:
    happened = np.arange(10) < 3
    assert log_loss(np.full(10, p), happened) == pytest.approx(-0.3 * log(p) - 0.7 * log(1 - p))


def test_what_was_said_never_to_happen_costs_much_and_no_infinity() -> None:
    loss = log_loss(np.zeros(1), np.ones(1, np.bool_))
    assert loss is not None
    assert 20 < loss < 100


def test_without_forecasts_there_is_nothing_to_judge() -> None:
    nothing, never = np.empty(0), np.empty(0, np.bool_)
    assert log_loss(nothing, never) is None
    assert len(reliability(nothing, never).n) == 0


@pytest.mark.parametrize("probability", [[1.1], [-0.1], [np.nan], [0.5, 0.5]])
def test_what_is_no_probability_is_refused(probability: list[float]) -> None:
    with pytest.raises(ParameterError):
        reliability(np.array(probability), np.array([True]))
    with pytest.raises(ParameterError):
        log_loss(np.array(probability), np.array([True]))
