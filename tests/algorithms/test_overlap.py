"""Overlaps of audiences are what sets say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms import overlap as overlaps
from algorithms.overlap import overlap_of
from graph.errors import ParameterError

N = 40
audiences_of_n = st.lists(st.frozensets(st.integers(0, N - 1)), min_size=1, max_size=6)


@given(audiences_of_n)
def test_what_is_counted_is_what_sets_have_in_common(audiences: list[frozenset[int]]) -> None:
    offsets = np.cumsum([0, *map(len, audiences)])
    members = np.array([person for audience in audiences for person in audience], dtype=np.int64)
    found = overlap_of(offsets, members, n=N)
    assert found.shared.tolist() == [[len(one & other) for other in audiences] for one in audiences]
    others = [frozenset().union(*audiences[:i], *audiences[i + 1 :]) for i in range(len(audiences))]
    assert found.alone.tolist() == [len(one - rest) for one, rest in zip(audiences, others, strict=True)]
    times = [sum(person in audience for audience in audiences) for person in range(N)]
    assert found.in_so_many.tolist() == [times.count(k) for k in range(len(audiences) + 1)]
    assert found.distinct == len(frozenset().union(*audiences))


def test_blocks_of_people_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    audiences = [np.unique(rng.integers(0, 500, 300)) for _ in range(5)]
    offsets, members = np.cumsum([0, *map(len, audiences)]), np.concatenate(audiences)
    whole = overlap_of(offsets, members, n=500)
    monkeypatch.setattr(overlaps, "_COLUMNS", 7)
    assert overlap_of(offsets, members, n=500).shared.tolist() == whole.shared.tolist()


def test_people_who_are_not_there_are_refused() -> None:
    with pytest.raises(ParameterError, match="from 0 to 2"):
        overlap_of(np.array([0, 1]), np.array([3]), n=3)
