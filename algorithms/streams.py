"""Random numbers by position: what a sample draws depends on its number, not on what ran before it.

References
----------
Steele, Lea, Flood: Fast splittable pseudorandom number generators. OOPSLA 2014,
https://doi.org/10.1145/2660193.2660195 (the mixing function is SplitMix64's).
"""

from __future__ import annotations

import numpy as np

from algorithms.kernels import kernel

RELAYS = 0
CASCADES = 1
DELAYS = 2
TRIVALENCY = 3
FORWARD = 4
LISTENING = 5
FORWARD_PARTS = 6
ASKING = 7
PARTS = 1 << 32  # plus the account: each has its own stream

ROOT = 0  # the draw of a world that chooses its root; edge, or node, number e is decided by draw e + 1

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_ONE = np.uint64(1)


@kernel
def _mix(x: np.uint64) -> np.uint64:
    x = (x ^ (x >> np.uint64(30))) * _FIRST
    x = (x ^ (x >> np.uint64(27))) * _SECOND
    return x ^ (x >> np.uint64(31))


@kernel
def _step(state: np.uint64, position: int) -> np.uint64:
    # A signed state and an unsigned step would meet as floating point numbers.
    return _mix(np.uint64(state) + (np.uint64(position) + _ONE) * _STEP)


@kernel
def world_key(random_seed: int, stream: int, sample: int) -> np.uint64:
    """Return the key of one sampled world: 64 bits, from which all its draws follow.

    Outside kernels it arrives as a plain int, to be made a `numpy.uint64` again before it is used.

    Parameters
    ----------
    random_seed
        As the caller gave it, 0 to 2**63 - 1.
    stream
        What the samples are for: `RELAYS`, `CASCADES`, …, or `PARTS` plus an account.
    sample
        Number of the sample, from 0.

    Examples
    --------
    >>> key = world_key(1, RELAYS, 7)
    >>> key == world_key(1, RELAYS, 7), key == world_key(1, CASCADES, 7)
    (True, False)
    """
    return _step(_step(_step(np.uint64(0), random_seed), stream), sample)


@kernel
def bits(key: np.uint64, draw: int) -> np.uint64:
    """Return one draw of a world as 64 bits, which may serve as the key of further draws.

    Examples
    --------
    >>> bits(np.uint64(1), 2) == bits(np.uint64(1), 3)
    False
    """
    return _step(key, draw)


@kernel
def fraction(drawn: np.uint64) -> float:
    """Return 64 random bits as a number, uniform on [0, 1) in steps of 2**-53.

    Examples
    --------
    >>> fraction(np.uint64(2**63))
    0.5
    """
    return float(np.int64(drawn >> np.uint64(11))) * 2.0**-53  # signed: one instruction


@kernel
def uniform(key: np.uint64, draw: int) -> float:
    """Return one draw of a world, uniform on [0, 1) in steps of 2**-53.

    Parameters
    ----------
    key
        As `world_key` gave it.
    draw
        `ROOT`, or an edge's number plus one: the same number whoever asks, in whatever order.

    Examples
    --------
    >>> 0 <= uniform(np.uint64(world_key(1, RELAYS, 0)), ROOT) < 1
    True
    """
    return fraction(_step(key, draw))
