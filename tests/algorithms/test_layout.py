"""Places on a picture: the same for the same seed, apart for the unrelated, near for the related."""

from __future__ import annotations

import numpy as np
import pytest

from algorithms.layout import MOST_DRAWN, layout_cost, positions
from graph.records import Float64s, Int32s, Int64s

SIZE = 20


def circles(count: int) -> tuple[int, Int64s, Int64s, Int32s]:
    """Return groups of twenty, everybody tied to three of their own, and one tie from group to group."""
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(count, dtype=np.int32), SIZE)
    source = np.repeat(np.arange(count * SIZE), 3)
    target = source - source % SIZE + rng.integers(0, SIZE, len(source))
    first = np.arange(0, count * SIZE, SIZE)
    return count * SIZE, np.append(source, first), np.append(target, np.roll(first, 1)), group


def apart(places: Float64s, group: Int32s) -> float:
    """Return the share of the variance of places that is between groups."""
    middle = np.array([places[group == each].mean(axis=0) for each in np.unique(group)])[group]
    return float(middle.var(axis=0).sum() / places.var(axis=0).sum())


def test_the_same_seed_gives_the_same_places() -> None:
    network = circles(5)
    assert np.array_equal(positions(*network, random_seed=3), positions(*network, random_seed=3))
    assert not np.array_equal(positions(*network, random_seed=3), positions(*network, random_seed=4))


def test_who_is_tied_stands_together() -> None:
    network = circles(5)
    assert apart(positions(*network, random_seed=0), network[3]) > 0.8


def test_ties_decide_and_not_numbers() -> None:
    n, source, target, group = circles(5)
    other = np.random.default_rng(1).permutation(n)
    places = positions(n, other[source], other[target], np.zeros(n, dtype=np.int32), random_seed=0)
    assert apart(places[other], group) > 0.8


def test_many_are_drawn_by_community() -> None:
    n = MOST_DRAWN + 1
    none, group = np.empty(0, dtype=np.int64), (np.arange(n) % 7).astype(np.int32)
    places = positions(n, none, none, group, random_seed=0)
    assert apart(places, group) > 0.7
    assert len(np.unique(places, axis=0)) == n


@pytest.mark.parametrize("n", [0, 1, 2, 60])
def test_any_number_of_nodes_has_places_around_the_middle(n: int) -> None:
    none = np.empty(0, dtype=np.int64)
    places = positions(n, none, none, np.full(n, -1, dtype=np.int32), random_seed=0)
    assert places.shape == (n, 2)
    assert np.isfinite(places).all()
    assert np.allclose(places.sum(axis=0), 0, atol=1e-6)


def test_a_layout_by_communities_costs_nothing_to_speak_of() -> None:
    assert layout_cost(MOST_DRAWN + 1).seconds == 0
    assert layout_cost(50).seconds > 0
