"""On a small network whose true probabilities are known, learning recovers them, and the relays they make."""

from __future__ import annotations

from functools import cache

import pytest

from algorithms.learners import LEARNERS
from tests.algorithms.simulated import COUNTS, Recovery, recoveries, truth_of

FEW, MANY = 60, 1_500


@cache
def recovered(messages: int) -> dict[str, Recovery]:
    truth = truth_of(1_000)
    return {found.learner: found for found in recoveries(truth, messages, n_tests=500)}


@pytest.mark.parametrize("learner", LEARNERS)
def test_errors_fall_with_more_messages(learner: str) -> None:
    few, many = recovered(FEW)[learner].error, recovered(MANY)[learner].error
    assert few is not None
    assert many is not None
    assert many < few


@pytest.mark.parametrize("ranking", [*LEARNERS, *COUNTS])
def test_more_is_captured_after_more_messages(ranking: str) -> None:
    assert recovered(MANY)[ranking].captured > recovered(FEW)[ranking].captured


def test_three_of_four_true_relays_are_found_from_many_messages() -> None:
    assert recovered(MANY)["follow-edges"].precision >= 0.75


def test_learning_from_many_messages_loses_little_to_knowing() -> None:
    assert recovered(MANY)["follow-edges"].lost < 0.1


@pytest.mark.parametrize("messages", [FEW, MANY])
@pytest.mark.parametrize(
    ("learner", "least"), [("follow-edges", 0.85), ("expectation-maximisation", 0.85), ("regression", 0.75)]
)
def test_most_intervals_hold_the_truth(learner: str, least: float, messages: int) -> None:
    covered = recovered(messages)[learner].covered
    assert covered is not None
    assert covered > least
