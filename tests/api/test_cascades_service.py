"""What the service of cascades adds to the algorithm: hours, hops, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scipy.stats import gamma

from api.answers import Estimate
from api.services.cascades import simulate_cascade
from api.services.context import Context
from graph.errors import ParameterError
from tests.api.test_relays_service import path_context

IN_TIME = "continuous-time:exponential,2:9:given"
N = 40_000


def agrees(estimate: Estimate, expected: float) -> bool:
    """Tell whether an estimate lies within four standard errors, as its interval implies them."""
    return abs(estimate.value - expected) <= 4 * (estimate.high - estimate.low) / (2 * 1.96) + 1e-9


def test_by_then_a_path_has_passed_it_on_as_often_as_erlang_times_say(tmp_path: Path) -> None:
    answer = simulate_cascade(path_context(tmp_path), seeds=["x:0"], model=IN_TIME, n_samples=N)
    assert answer.by_time is not None
    assert [moment.hours for moment in answer.by_time] == [1, 3, 6, 9]
    for moment in answer.by_time:
        passed = [1.0, *(float(gamma(steps, scale=2).cdf(moment.hours)) for steps in (1, 2, 3))]
        assert agrees(moment.relays, sum(passed))
        assert agrees(moment.people, 1 + sum(passed[:3]))


def test_all_that_counts_has_happened_by_the_horizon(context: Context) -> None:
    answer = simulate_cascade(context, seeds=["twitter:0"], model="continuous-time:lognormal,9,2:48")
    assert answer.by_time is not None
    assert (answer.by_time[-1].hours, answer.horizon) == (48, 48)
    assert (answer.by_time[-1].relays, answer.by_time[-1].people) == (answer.spread, answer.reach)


def test_without_a_horizon_a_month_is_shown_and_later_counts(context: Context) -> None:
    answer = simulate_cascade(context, seeds=["twitter:0"], model="continuous-time:exponential,500")
    assert answer.by_time is not None
    assert (answer.by_time[-1].hours, answer.horizon) == (720, None)
    assert answer.by_time[-1].relays.value < answer.spread.value


def test_where_nothing_takes_time_there_is_none_to_show(context: Context) -> None:
    answer = simulate_cascade(context, seeds=["twitter:0"])
    assert (answer.by_time, answer.horizon) == (None, None)


def test_within_one_hop_only_those_count_who_hear_it_from_who_starts(tmp_path: Path) -> None:
    answer = simulate_cascade(path_context(tmp_path), seeds=["x:0", "x:2"], hops=1)
    assert (answer.spread.value, answer.reach.value, len(answer.by_hop)) == (4, 4, 2)
    alone = simulate_cascade(path_context(tmp_path), seeds=["x:0"], hops=1)
    assert (alone.spread.value, alone.reach.value, len(alone.by_hop)) == (2, 2, 2)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("acceptance", {"acceptance": 1.5}),
        ("hops", {"hops": 0}),
        ("hops", {"hops": 2**31 + 1}),
        ("n_samples", {"n_samples": 999}),
        ("n_samples", {"n_samples": 2**31 + 1}),
        ("n_samples", {"n_samples": 1_000, "target_ci": 0.1}),
        ("target_ci", {"target_ci": 0.0}),
        ("target_ci", {"target_ci": 1.0}),
        ("target_ci", {"target_ci": float("nan")}),
        ("seeds", {"seeds": []}),
        ("seeds", {"seeds": ["twitter:0"] * 10_001}),
        ("random_seed", {"random_seed": -1}),
        ("random_seed", {"random_seed": 2**63}),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(context: Context, name: str, asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=name):
        simulate_cascade(context, **{"seeds": ["twitter:0"], **asked})
