"""The index from accounts to sets: whoever is in a set is found, by it and by looking at all members."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms import set_index
from algorithms.set_index import SetIndex, index_sets, runs_among
from algorithms.sketch import Sketch, sample_sketch
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried
from tests.published import KARATE, PATH, influence, undirected


def holders(sketch: Sketch, account: int) -> list[int]:
    """Look into every set: the slow, obvious way."""
    sets = np.split(sketch.members, sketch.offsets[1:-1])
    return [number for number, members in enumerate(sets) if account in members]


def runs(index: SetIndex) -> list[list[int]]:
    return [part.tolist() for part in np.split(index.sets, index.starts[1:-1])]


@unhurried
@given(graph=graphs(max_n=12), random_seed=st.integers(0, 2**63 - 1))
def test_every_account_is_listed_with_the_sets_that_hold_it(graph: InfluenceGraph, random_seed: int) -> None:
    sketch = sample_sketch(graph, n_sets=30, random_seed=random_seed)
    index = index_sets(sketch)
    assert runs(index) == [holders(sketch, account) for account in range(graph.n)]
    assert index.roots.tolist() == sketch.members[sketch.offsets[:-1]].tolist()


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_cut_into_slices_the_index_is_the_same(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    sketch = sample_sketch(undirected(KARATE, 0.3), n_sets=500, random_seed=1)
    cut = index_sets(sketch, threads=threads)
    monkeypatch.setattr(set_index, "_MOST_SLICES", 1)
    whole = index_sets(sketch)
    assert [array.tobytes() for array in cut] == [array.tobytes() for array in whole]


def test_half_of_a_sketch_is_indexed_from_its_own_first_set() -> None:
    _, judges = sample_sketch(undirected(KARATE, 0.3), n_sets=101, random_seed=1).halves()
    assert runs(index_sets(judges)) == [holders(judges, account) for account in range(34)]


def test_looking_at_all_members_finds_what_the_index_says() -> None:
    sketch = sample_sketch(undirected(KARATE, 0.3), n_sets=2000, random_seed=1)
    accounts = [33, 0, 12]
    found = runs_among(sketch, accounts)
    parts = [found.sets[first:last].tolist() for first, last in zip(found.first, found.last, strict=True)]
    assert parts == [holders(sketch, account) for account in accounts]


def test_sets_of_several_accounts_come_once_and_their_entries_once_an_account() -> None:
    sketch = sample_sketch(influence(4, PATH, 1.0), n_sets=50, random_seed=1)
    index = index_sets(sketch)
    in_one, in_both = set(holders(sketch, 1)), set(holders(sketch, 1)) & set(holders(sketch, 2))
    assert index.sets_of([1, 2]).tolist() == sorted(in_one)
    sets, whose = index.entries_of([1, 2])
    assert sets.tolist() == sorted([*in_one, *in_both])
    assert sorted(whose.tolist()) == [1] * len(in_one) + [2] * len(in_both)


def test_nobody_is_in_no_sets() -> None:
    index = index_sets(sample_sketch(influence(4, PATH, 0.5), n_sets=0, random_seed=1))
    assert (index.n, index.n_sets, len(index.sets_of([])), len(index.sets_of([2]))) == (4, 0, 0, 0)
