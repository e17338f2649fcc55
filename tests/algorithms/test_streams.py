"""Random numbers by position: the published sequence, uniform, and apart from world to world."""

from __future__ import annotations

import numpy as np
import pytest

from algorithms.streams import CASCADES, PARTS, RELAYS, _step, uniform, world_key


def draw(random_seed: int, stream: int, sample: int, number: int) -> float:
    return uniform(np.uint64(world_key(random_seed, stream, sample)), number)


def test_the_sequence_is_splitmix64() -> None:
    # The first five numbers of the reference implementation from state 1234567.
    published = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    assert [int(_step(np.uint64(1234567), i)) for i in range(5)] == published


@pytest.mark.parametrize("stream", [RELAYS, CASCADES, PARTS + 5])
def test_draws_have_the_moments_of_the_uniform_distribution(stream: int) -> None:
    draws = np.array([draw(1, stream, i, j) for i in range(100) for j in range(100)])
    assert abs(draws.mean() - 1 / 2) < 4 * np.sqrt(1 / 12 / len(draws))
    assert abs((draws**2).mean() - 1 / 3) < 4 * np.sqrt(4 / 45 / len(draws))


def test_neighbouring_worlds_do_not_resemble_each_other() -> None:
    draws = np.array([[draw(s, RELAYS, i, 3) for i in range(10_000)] for s in (1, 2)])
    pairs = [(draws[0], draws[1]), (draws[0, :-1], draws[0, 1:])]
    assert all(abs(np.corrcoef(a, b)[0, 1]) < 4 / 100 for a, b in pairs)
