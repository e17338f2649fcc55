"""Clouds: the same for the same seed, communities apart, ties deciding where their members are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from algorithms.clouds import clouds
from graph.errors import ParameterError
from graph.records import Float64s, Int32s, Int64s

SIZE = 30


def chain(count: int) -> tuple[int, Int64s, Int64s, Float64s, Int32s]:
    """Return communities of thirty in a row: everybody tied to four of their own and one of the next."""
    rng = np.random.default_rng(7)
    n = count * SIZE
    inside = np.repeat(np.arange(n), 4)
    near = inside - inside % SIZE + rng.integers(0, SIZE, len(inside))
    across = np.arange(n - SIZE)
    source, target = np.append(inside, across), np.append(near, across + SIZE)
    group = np.repeat(np.arange(count, dtype=np.int32), SIZE)
    return n, source, target, np.ones(len(source)), group


def middles(places: Float64s, group: Int32s) -> Float64s:
    return np.array([places[group == each].mean(axis=0) for each in np.unique(group)])


def test_the_same_seed_gives_the_same_places() -> None:
    assert np.array_equal(clouds(*chain(3), random_seed=1), clouds(*chain(3), random_seed=1))
    assert not np.array_equal(clouds(*chain(3), random_seed=1), clouds(*chain(3), random_seed=2))


def test_nearly_everybody_stands_nearest_to_the_middle_of_their_own() -> None:
    network = chain(6)
    places, group = clouds(*network, random_seed=0), network[-1]
    apart = np.linalg.norm(places[:, np.newaxis] - middles(places, group)[np.newaxis], axis=2)
    assert (apart.argmin(axis=1) == group).mean() > 0.95


def test_communities_that_are_tied_stand_nearer_than_others() -> None:
    network = chain(6)
    middle = middles(clouds(*network, random_seed=0), network[-1])
    apart = np.linalg.norm(middle[:, np.newaxis] - middle[np.newaxis], axis=2)
    steps = np.abs(np.subtract.outer(np.arange(6), np.arange(6)))
    assert apart[steps == 1].mean() < apart[steps > 1].mean()


def test_who_is_tied_to_another_community_stands_towards_it() -> None:
    n, source, target, _, group = chain(2)
    inside = (source // SIZE) == (target // SIZE)
    bridge = (np.append(source[inside], [0] * 9), np.append(target[inside], range(SIZE, SIZE + 9)))
    places = clouds(n, *bridge, np.ones(len(bridge[0])), group, random_seed=0)
    own, other = middles(places, group)
    towards = (places[:SIZE] - own) @ (other - own)
    assert towards[0] == towards.max()


def test_the_tied_stand_nearer_than_the_untied_of_the_same_community() -> None:
    n, source, target, weight, _ = chain(6)
    everybody = np.zeros(n, dtype=np.int32)
    places = clouds(n, source, target, weight, everybody, random_seed=0)
    apart = np.linalg.norm(places[:, np.newaxis] - places[np.newaxis], axis=2)
    assert np.linalg.norm(places[source] - places[target], axis=1).mean() < 0.95 * apart.mean()


def test_a_larger_community_has_as_much_more_room() -> None:
    group = np.repeat(np.arange(2, dtype=np.int32), [4_000, 1_000])
    none = np.empty(0, dtype=np.int64)
    places = clouds(5_000, none, none, np.empty(0), group, random_seed=0)
    spread = [
        ((places[group == each] - middle) ** 2).sum(axis=1).mean()
        for each, middle in enumerate(middles(places, group))
    ]
    assert spread[0] / spread[1] == pytest.approx(4)


@given(
    membership=arrays(np.int32, st.integers(0, 40), elements=st.integers(-1, 5)),
    n_ties=st.integers(0, 20),
    random_seed=st.integers(0, 2**63 - 1),
)
def test_any_network_has_a_place_for_everybody(membership: Int32s, n_ties: int, random_seed: int) -> None:
    n = len(membership)
    ends = np.random.default_rng(0).integers(0, max(n, 1), (2, n_ties if n else 0))
    places = clouds(n, ends[0], ends[1], np.zeros(ends.shape[1]), membership, random_seed=random_seed)
    assert places.shape == (n, 2)
    assert np.isfinite(places).all()


def test_a_seed_that_is_none_is_refused() -> None:
    with pytest.raises(ParameterError, match="random_seed"):
        clouds(*chain(2), random_seed=-1)
