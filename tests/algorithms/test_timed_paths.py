"""Time-respecting paths: the one pass against trying every chain of contacts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.timed_paths import Contacts, TimedPath, fastest_path
from graph.errors import ParameterError
from graph.records import UNTIMED
from tests.algorithms.strategies import unhurried

Rows = list[tuple[int, int, int]]


def contacts(rows: Rows, n: int = 6) -> Contacts:
    parent, account, at = (np.array(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    return Contacts(n, np.asarray(parent, np.int32), np.asarray(account, np.int32), np.asarray(at, np.int64))


def shortest_duration(rows: Rows, source: int, target: int) -> int | None:
    """Try every chain of contacts that goes forward in time and never back to the source."""
    found: list[int] = []

    def go_on(node: int, at: int, began: int | None) -> None:
        for parent, account, then in rows:
            if parent == node and then > at and account != source:
                first = then if began is None else began
                if account == target:
                    found.append(then - first)
                go_on(account, then, first)

    go_on(source, -1, None)
    return min(found, default=None)


rows_of_contacts = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 7)), max_size=9)


@unhurried
@given(rows_of_contacts)
def test_no_chain_of_contacts_is_faster(rows: Rows) -> None:
    path = fastest_path(contacts(rows), [0], 5)
    assert (None if path is None else path.duration_ms) == shortest_duration(rows, 0, 5)


@unhurried
@given(rows_of_contacts)
def test_a_path_is_made_of_contacts_one_after_the_other(rows: Rows) -> None:
    path = fastest_path(contacts(rows), [0, 1], 5)
    if path is not None:
        assert path.nodes[0] in (0, 1)
        assert set(zip(path.nodes[:-1], path.nodes[1:], path.at_ms, strict=True)) <= set(rows)
        assert list(path.at_ms) == sorted(set(path.at_ms))


def test_what_happens_at_one_moment_does_not_continue_itself() -> None:
    assert fastest_path(contacts([(0, 1, 5), (1, 5, 5)]), [0], 5) is None


def test_a_contact_without_time_or_parent_is_no_bounce() -> None:
    assert fastest_path(contacts([(0, 1, 5), (1, 5, UNTIMED), (-1, 5, 9)]), [0], 5) is None


def test_of_two_ways_as_fast_the_earlier_is_taken() -> None:
    rows = [(0, 1, 10), (1, 5, 12), (0, 2, 20), (2, 5, 22)]
    assert fastest_path(contacts(rows), [0], 5) == TimedPath((0, 1, 5), (10, 12))


@pytest.mark.parametrize(("sources", "target"), [([], 5), ([0, 0], 5), ([9], 5), ([0], 9), ([0], 0)])
def test_ends_that_are_none_are_refused(sources: list[int], target: int) -> None:
    with pytest.raises(ParameterError, match=r"sources|target"):
        fastest_path(contacts([(0, 5, 1)]), sources, target)


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ParameterError, match="contacts"):
        Contacts(3, np.zeros(2, np.int32), np.zeros(1, np.int32), np.zeros(1, np.int64))
