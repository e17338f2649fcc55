"""Where to draw a whole network: each community a cloud, near those it has ties with, dense in the middle.

Communities stand as far from each other as their sizes and ties ask. Every member starts at random around the
middle of its own, and is then drawn again and again towards those it is tied to: who is tied to many comes to
stand in the middle, who is tied to two communities between them, and circles within a community gather.
Twenty thousand accounts with 330,000 edges take 25 ms, a million with fifteen million 7 s.

References
----------
Gansner, Koren, North: Graph drawing by stress majorization. Graph Drawing 2004,
https://doi.org/10.1007/978-3-540-31843-9_25
Zhou, Bousquet, Lal, Weston, Schoelkopf: Learning with local and global consistency. NIPS 2003: the iteration
that draws members towards their ties.
Vogel: A better way to construct the sunflower head. Mathematical Biosciences 44, 1979,
https://doi.org/10.1016/0025-5564(79)90080-4
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from algorithms.checks import check_random_seed
from algorithms.kernels import kernel
from graph.records import Float64s, Int32s, Int64s

_Ends = Int32s | Int64s

_PLACED = 200  # communities, the largest, that stand by their ties; the rest stands around them
_COARSE_ROUNDS = 60
_ROUNDS = 6
_KEPT = 0.5  # of where a member starts; less, and a community shrinks to a line
_FAR, _NEAR = 2.6, 1.1  # distance of middles in radii: without any ties, and with nothing but ties
_GAP = 1.1
_CLOUD = 0.55  # mean distance from the middle, in radii
_GOLDEN_ANGLE = np.pi * (3 - 5**0.5)


def clouds(
    n: int,
    sources: _Ends,
    targets: _Ends,
    weights: Float64s,
    membership: Int32s,
    *,
    random_seed: int,
) -> Float64s:
    """Return where to draw each node.

    Parameters
    ----------
    n
        Number of nodes.
    sources, targets
        int32 or int64, m: the ends of each tie; its direction does not matter.
    weights
        float64, m, not negative: a tie of twice the weight pulls twice as much.
    membership
        int32, n: community of each node; below 0 where alone.
    random_seed
        0 to 2**63 - 1; the same network has the same places.

    Returns
    -------
    float64, n × 2: a node has an area of about π, and the largest communities are around (0, 0).

    Examples
    --------
    >>> ends, weights = np.array([0, 1, 3]), np.ones(3)
    >>> membership = np.array([0, 0, 0, 1, 1], dtype=np.int32)
    >>> places = clouds(5, ends, ends + 1, weights, membership, random_seed=0)
    >>> apart = np.linalg.norm(places[:3].mean(axis=0) - places[3:].mean(axis=0))
    >>> bool(apart > np.linalg.norm(places[0] - places[1]))
    True
    """
    check_random_seed(random_seed)
    groups = _Groups.of(membership)
    middle = _middles(groups, _between(groups, sources, targets, weights))
    radius = np.sqrt(groups.size)[groups.of_node, np.newaxis]
    around = np.random.default_rng(random_seed).standard_normal((n, 2)) * _CLOUD / np.sqrt(2)
    start = middle[groups.of_node] + radius * around * (groups.size > 1)[groups.of_node, np.newaxis]
    places = start
    for _ in range(_ROUNDS):
        places = _drawn(sources, targets, weights, start, places)
    return _filled(groups, middle, places)


class _Groups(NamedTuple):
    """Communities, largest first; whoever is alone is one of its own."""

    of_node: Int64s
    size: Int64s

    @classmethod
    def of(cls, membership: Int32s) -> _Groups:
        alone = membership < 0
        named = np.where(alone, membership.max(initial=-1) + np.cumsum(alone), membership)
        _, found, size = np.unique(named, return_inverse=True, return_counts=True)
        largest = np.argsort(-size, kind="stable")
        rank = np.empty_like(largest)
        rank[largest] = np.arange(len(largest))
        return cls(rank[found], size[largest])

    @property
    def n_placed(self) -> int:
        """How many stand by their ties."""
        return min(_PLACED, int((self.size > 1).sum()))


def _between(groups: _Groups, sources: _Ends, targets: _Ends, weights: Float64s) -> Float64s:
    """Return the weight of the ties between each two of the communities that stand by their ties."""
    n = groups.n_placed
    source, target = groups.of_node[sources], groups.of_node[targets]
    across = (source < n) & (target < n) & (source != target)
    pairs = source[across] * n + target[across]
    weight = np.bincount(pairs, weights=weights[across], minlength=n * n).reshape(n, n).astype(np.float64)
    return weight + weight.T


def _middles(groups: _Groups, weight: Float64s) -> Float64s:
    """Return the middle of each community: the large ones by their ties, the rest around all of these."""
    size, n = groups.size.astype(np.float64), groups.n_placed
    middle = _sunflower(np.cumsum(size) - size / 2)
    radius = np.sqrt(size[:n])
    if n > 1:
        middle[:n] = _apart(_by_ties(middle[:n], radius, _nearness(weight)), radius)
        middle[:n] -= np.average(middle[:n], axis=0, weights=size[:n])
    if n:
        reach = (np.linalg.norm(middle[:n], axis=1) + _GAP * radius).max()
        rest = size[n:]
        middle[n:] = _sunflower(reach**2 + np.cumsum(rest) - rest / 2)
    return middle


def _nearness(weight: Float64s) -> Float64s:
    """Return 0 where two have no tie, a half where as many as by chance, nearing 1 above."""
    total = weight.sum()
    if total == 0:
        return weight
    by_chance = np.outer(weight.sum(axis=0), weight.sum(axis=1)) / total
    both = weight + by_chance
    nearness: Float64s = np.divide(weight, both, out=np.zeros_like(weight), where=both > 0)
    return nearness


def _by_ties(start: Float64s, radius: Float64s, nearness: Float64s) -> Float64s:
    """Return places whose distances come close to the wanted ones, near pairs counting most."""
    wanted = np.add.outer(radius, radius) * (_FAR - (_FAR - _NEAR) * nearness)
    counts = wanted**-2.0
    np.fill_diagonal(counts, 0.0)
    places = start
    for _ in range(_COARSE_ROUNDS):
        apart, distance = _distances(places)
        pushed = ((counts * wanted / distance)[..., np.newaxis] * apart).sum(axis=1)
        # Not by `@`: what BLAS adds up depends on the machine.
        places = (np.einsum("ij,jk->ik", counts, places) + pushed) / counts.sum(axis=1, keepdims=True)
    return places


def _apart(places: Float64s, radius: Float64s) -> Float64s:
    """Return places at which hardly any two disks overlap."""
    needed = _GAP * np.add.outer(radius, radius)
    for _ in range(_COARSE_ROUNDS):
        apart, distance = _distances(places)
        lacking = np.maximum(needed / distance - 1, 0.0)
        np.fill_diagonal(lacking, 0.0)
        places = places + 0.3 * (lacking[..., np.newaxis] * apart).sum(axis=1)
    return places


def _distances(places: Float64s) -> tuple[Float64s, Float64s]:
    """Return the step from each place to each, n × n × 2, and how long it is, above 0."""
    apart = places[:, np.newaxis] - places[np.newaxis]
    return apart, np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-9)


def _sunflower(area: Float64s) -> Float64s:
    """Return the place of each seed of a sunflower that has so much area inside it."""
    angle = _GOLDEN_ANGLE * np.arange(len(area))
    radius: Float64s = np.sqrt(area)
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


@kernel
def _drawn(sources: _Ends, targets: _Ends, weights: Float64s, start: Float64s, places: Float64s) -> Float64s:
    """Return every node between its start and the mean of those it is tied to; who has no tie stays."""
    n = len(start)
    total, drawn = np.zeros(n), np.zeros_like(start)
    for tie in range(len(sources)):
        source, target, weight = sources[tie], targets[tie], weights[tie]
        for one, other in ((source, target), (target, source)):
            total[one] += weight
            drawn[one, 0] += weight * places[other, 0]
            drawn[one, 1] += weight * places[other, 1]
    for node in range(n):
        for axis in range(2):
            if total[node] > 0.0:
                mean = drawn[node, axis] / total[node]
                drawn[node, axis] = _KEPT * start[node, axis] + (1.0 - _KEPT) * mean
            else:
                drawn[node, axis] = start[node, axis]
    return drawn


def _filled(groups: _Groups, middle: Float64s, places: Float64s) -> Float64s:
    """Return the places with each community back around its middle, and as wide as its size asks."""
    count, group = len(groups.size), groups.of_node
    mean = np.column_stack([np.bincount(group, places[:, axis], count) for axis in range(2)])
    offset = places - (mean / groups.size[:, np.newaxis])[group]
    spread = np.sqrt(np.bincount(group, (offset**2).sum(axis=1), count) / groups.size)
    wider = np.divide(_CLOUD * np.sqrt(groups.size), spread, out=np.zeros(count), where=spread > 1e-9)
    return middle[group] + offset * wider[group, np.newaxis]
