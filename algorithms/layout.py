"""Where to draw each node of a network, so that who is tied stands together.

A network of up to `MOST_DRAWN` nodes is drawn by its ties: each pulls its ends together, and all nodes push
each other away. A larger one is drawn as the whole network is, see `clouds.py`.

References
----------
Fruchterman, Reingold: Graph drawing by force-directed placement. Software: Practice and Experience 21, 1991,
https://doi.org/10.1002/spe.4380211102
"""

from __future__ import annotations

import numpy as np

from algorithms import engine
from algorithms.clouds import clouds
from algorithms.costs import Cost, timed
from graph.records import Float64s, Int32s, Int64s

MOST_DRAWN = 5_000
"""Nodes up to which ties alone decide: 4 s of computing time there, four times as long for twice as many."""

_SPACING = 35.0  # between neighbours, in the middle
_MOST_ROUNDS = 500
_PAIRS = 2_500_000_000  # that are looked at over all rounds: 100 rounds of 5,000 nodes


def positions(n: int, sources: Int64s, targets: Int64s, membership: Int32s, *, random_seed: int) -> Float64s:
    """Return where to draw each node.

    Parameters
    ----------
    n
        Number of nodes.
    sources, targets
        int64, m: the ends of each tie; its direction does not matter.
    membership
        int32, n: community of each node; below 0 where alone.
    random_seed
        0 to 2**63 - 1; the same network has the same places.

    Returns
    -------
    float64, n × 2: the middle of all nodes is at (0, 0), and neighbours there are about 35 apart.

    Examples
    --------
    >>> ends, group = np.array([0, 1]), np.zeros(3, dtype=np.int32)
    >>> positions(3, ends, ends + 1, group, random_seed=0).shape
    (3, 2)
    """
    if n <= MOST_DRAWN:
        places = engine.fruchterman_reingold(n, sources, targets, rounds=_rounds(n), random_seed=random_seed)
    else:
        places = clouds(n, sources, targets, np.ones(len(sources)), membership, random_seed=random_seed)
    return _spread(places)


def layout_cost(n: int) -> Cost:
    """Return what drawing so many nodes takes, by one round of it that is timed.

    Examples
    --------
    >>> layout_cost(3).n_samples
    0
    """
    if n > MOST_DRAWN:
        return Cost()
    none = np.empty(0, dtype=np.int64)
    seconds, _ = timed(lambda: engine.fruchterman_reingold(n, none, none, rounds=1, random_seed=0))
    return Cost(seconds * _rounds(n))


def _rounds(n: int) -> int:
    return min(_MOST_ROUNDS, _PAIRS // max(n, 1) ** 2)


def _spread(places: Float64s) -> Float64s:
    """Return the places around (0, 0), with as much room a node whatever the method."""
    centred = places - places.mean(axis=0) if len(places) else places
    extent = np.sqrt((centred**2).sum(axis=1).mean()) if len(places) else 0.0
    wanted = _SPACING * np.sqrt(len(places) / (2 * np.pi))
    return centred * (wanted / extent) if extent > 0 else centred
