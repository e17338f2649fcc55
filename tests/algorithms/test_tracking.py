"""What becomes of communities: a hand-made history in which every kind of event occurs once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.tracking import What, track_communities
from graph.errors import ParameterError
from graph.records import Int32s


def communities(*sizes: tuple[int, int]) -> Int32s:
    """Return memberships of accounts in a row: so many of community c, -1 for those in none."""
    return np.repeat([c for c, _ in sizes], [size for _, size in sizes]).astype(np.int32)


# Of 46 accounts: 0 splits, 1 and 2 merge, 3 is gone, one more is born; 4 grows, 5 shrinks, 6 stays.
BEFORE = communities((0, 10), (1, 6), (2, 6), (3, 5), (-1, 5), (4, 4), (-1, 1), (5, 5), (6, 4))
AFTER = communities((0, 5), (1, 5), (2, 12), (-1, 5), (3, 5), (4, 5), (5, 4), (-1, 1), (6, 4))


def test_a_history_in_which_everything_happens_once_is_told() -> None:
    told = {
        event.what: (event.before, event.after, event.size_before, event.size_after)
        for event in track_communities([BEFORE, AFTER])
    }
    assert told == {
        "born": ((), (3,), 0, 5),
        "gone": ((3,), (), 5, 0),
        "merged": ((1, 2), (2,), 12, 12),
        "split": ((0,), (0, 1), 10, 10),
        "grown": ((4,), (4,), 4, 5),
        "shrunk": ((5,), (5,), 5, 4),
        "steady": ((6,), (6,), 4, 4),
    }


TURNED: dict[What, What] = {
    "born": "gone",
    "gone": "born",
    "merged": "split",
    "split": "merged",
    "grown": "shrunk",
    "shrunk": "grown",
    "steady": "steady",
}


@given(
    memberships=st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), max_size=30),
    similar=st.sampled_from([0.1, 0.3, 0.6, 1.0]),
)
def test_history_told_backwards_is_the_opposite(memberships: list[tuple[int, int]], similar: float) -> None:
    before, after = (np.array([pair[i] for pair in memberships], dtype=np.int32) for i in (0, 1))
    forwards = track_communities([before, after], similar=similar, smallest=1)
    backwards = track_communities([after, before], similar=similar, smallest=1)
    told = {(event.what, event.before, event.after) for event in forwards}
    # A number that nobody bears in a window stands for no community there, and is told of in neither.
    assert told == {(TURNED[event.what], event.after, event.before) for event in backwards}


def test_the_same_communities_under_other_numbers_are_steady() -> None:
    events = track_communities([communities((0, 5), (1, 4)), communities((1, 5), (0, 4))])
    assert [(event.what, event.before, event.after) for event in events] == [
        ("steady", (0,), (1,)),
        ("steady", (1,), (0,)),
    ]


def test_small_communities_are_left_out() -> None:
    assert track_communities([communities((0, 2)), communities((-1, 2))]) == []


def test_one_window_has_no_history() -> None:
    assert track_communities([BEFORE]) == []


@pytest.mark.parametrize(
    ("windows", "options", "name"),
    [
        ([BEFORE, AFTER[:5]], {}, "windows"),
        ([BEFORE, AFTER], {"similar": 0.0}, "similar"),
        ([BEFORE, AFTER], {"similar": 1.1}, "similar"),
        ([BEFORE, AFTER], {"smallest": 0}, "smallest"),
    ],
)
def test_what_cannot_be_tracked_is_refused(
    windows: list[Int32s], options: dict[str, float], name: str
) -> None:
    with pytest.raises(ParameterError, match=name):
        track_communities(windows, **options)  # type: ignore[arg-type]  # numbers of several types
