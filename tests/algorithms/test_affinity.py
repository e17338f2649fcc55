"""Over-representation: Fisher's exact test as the second opinion, and nothing found where nothing is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from algorithms.affinity import affinities
from graph.errors import ParameterError


@given(
    borne=st.lists(st.sets(st.integers(0, 3)), min_size=1, max_size=25),
    data=st.data(),
)
def test_p_values_are_those_of_fishers_exact_test(borne: list[set[int]], data: st.DataObject) -> None:
    group = np.array(data.draw(st.lists(st.booleans(), min_size=len(borne), max_size=len(borne))))
    pairs = [(account, mark) for account, marks in enumerate(borne) for mark in sorted(marks)]
    accounts, marks = (np.array([pair[i] for pair in pairs], dtype=np.int64) for i in (0, 1))
    known = [account for account, marks in enumerate(borne) if marks]
    for found in affinities(accounts, marks, group):
        inside = [account for account in known if group[account]]
        outside = [account for account in known if not group[account]]
        table = [
            [sum(found.mark in borne[account] for account in side) for side in (inside, outside)],
            [sum(found.mark not in borne[account] for account in side) for side in (inside, outside)],
        ]
        assert found.p_value == pytest.approx(fisher_exact(table, alternative="greater").pvalue)
        assert (found.inside, found.n_inside, found.n_whole) == (table[0][0], len(inside), len(known))


def test_accounts_without_a_mark_count_nowhere() -> None:
    marks = np.array([0, 0, 1, 1])
    few, many = (affinities(np.arange(4), marks, np.arange(n) < 2) for n in (4, 400))
    assert few == many


def test_lift_is_how_many_times_more_often_the_group_bears_it() -> None:
    marks = np.array([0] * 6 + [1] * 6)
    found = affinities(np.arange(12), marks, np.arange(12) % 6 < 2 + 2 * (np.arange(12) < 6))
    assert {each.mark: round(each.lift, 3) for each in found} == {0: round(4 / 6 * 2, 3), 1: round(2 / 3, 3)}


def test_a_group_drawn_at_random_is_given_to_nothing() -> None:
    rng = np.random.default_rng(3)
    marks, falsely = rng.integers(40, size=2_000), 0
    for _ in range(100):
        found = affinities(np.arange(2_000), marks, rng.random(2_000) < 0.2)
        falsely += any(each.q_value <= 0.05 for each in found)
    assert falsely <= 12  # 5 expected; more than 12 of 100 has a probability of .001


def test_rare_marks_are_not_looked_at() -> None:
    marks = np.array([0, 0, 0, 1])
    assert [each.mark for each in affinities(np.arange(4), marks, np.ones(4, dtype=bool), least=2)] == [0]


def test_a_group_of_nobody_is_given_to_nothing() -> None:
    assert affinities(np.arange(4), np.zeros(4, dtype=np.int64), np.zeros(4, dtype=bool)) == []


def test_accounts_and_marks_of_different_length_are_refused() -> None:
    with pytest.raises(ParameterError, match="marks"):
        affinities(np.arange(4), np.zeros(3, dtype=np.int64), np.ones(4, dtype=bool))
