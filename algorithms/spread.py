"""Spread and reach of accounts that start together: independent cascades, sampled.

References
----------
Kempe, Kleinberg, Tardos: Maximizing the spread of influence through a social network. KDD 2003,
https://doi.org/10.1145/956750.956769
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from algorithms.checks import check_sampling, check_seeds
from algorithms.estimates import Estimate, estimate_mean, moments_estimate
from algorithms.kernels import kernel
from algorithms.streams import CASCADES, uniform, world_key
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s

ACTIVE, PEOPLE = 0, 1


@dataclass(frozen=True, slots=True)
class SpreadEstimate:
    """How far a message goes that some accounts start together.

    Parameters
    ----------
    spread
        Expected active accounts, seeds included.
    reach
        Expected distinct people who are active or listen to somebody active, seeds included.
    actives_by_hop, people_by_hop
        How many become active, or see it first, at each hop from the seeds; the first entry is the
        seeds. Up to the last hop that any sample came to.
    """

    spread: Estimate
    reach: Estimate
    actives_by_hop: tuple[Estimate, ...]
    people_by_hop: tuple[Estimate, ...]


def estimate_spread(
    graph: InfluenceGraph, seeds: Sequence[int], *, n_samples: int, random_seed: int
) -> SpreadEstimate:
    """Estimate spread and reach of seeds under the independent cascade.

    Each newly active account gets one try per outgoing edge, with that edge's probability. Whoever
    listens to an active account sees the message, also without passing it on.

    Parameters
    ----------
    graph
        The influence graph.
    seeds
        Distinct nodes, at least one.
    n_samples
        Cascades, at least 1.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> far = estimate_spread(path, [0], n_samples=10_000, random_seed=1)
    >>> round(far.spread.value, 1), round(far.reach.value, 1), len(far.actives_by_hop)
    (1.8, 2.5, 3)
    """
    check_sampling(n_samples, random_seed)
    check_seeds(graph, seeds)
    start = np.array(seeds, dtype=np.int32)
    edges = OutEdges.of(graph)
    room = Cascade.room(graph.n)
    drawn = _cascades(edges, room, start, random_seed, n_samples)
    # With every possible edge certain, one cascade gives the most that any can come to.
    most = _cascades(edges._replace(probability=np.ceil(edges.probability)), room, start, 0, 1)
    spread, reach = (
        estimate_mean(drawn.sizes[kind], lowest=len(start), highest=float(most.sizes[kind, 0]))
        for kind in (ACTIVE, PEOPLE)
    )
    return SpreadEstimate(spread, reach, *(_by_hop(drawn, most, kind) for kind in (ACTIVE, PEOPLE)))


class OutEdges(NamedTuple):
    """The edges of an `InfluenceGraph` by source, as kernels take them."""

    offsets: Int64s
    targets: Int32s
    edges: Int64s
    probability: Float64s
    listens: Bools

    @classmethod
    def of(cls, graph: InfluenceGraph) -> OutEdges:
        """Take them from a graph."""
        return cls(
            offsets=np.asarray(graph.out_offsets),
            targets=np.asarray(graph.out_targets),
            edges=np.asarray(graph.out_edges),
            probability=np.asarray(graph.probability),
            listens=np.asarray(graph.listens),
        )


class Cascade(NamedTuple):
    """Room for one cascade at a time.

    `found` (int32, 2 x n) lists who was reached, in that order; `reached` (bool, 2 x n) marks them;
    `hop` (int32, n) goes with the list of the active; `newcomers` (float64, 2 x (n + 2)) counts by hop.
    """

    found: Int32s
    reached: Bools
    hop: Int32s
    newcomers: Float64s

    @classmethod
    def room(cls, n: int) -> Cascade:
        """Make room for any cascade among n accounts."""
        return cls(
            found=np.empty((2, n), dtype=np.int32),
            reached=np.zeros((2, n), dtype=np.bool_),
            hop=np.zeros(n, dtype=np.int32),
            newcomers=np.zeros((2, n + 2)),
        )


class Cascades(NamedTuple):
    """What a run of cascades came to; the first axis is `ACTIVE`, `PEOPLE`.

    `sizes` (float64, 2 x samples) are totals of each cascade; `total`, `squares` and `largest`
    (float64, 2 x hops) are of the newcomers at each hop, over all cascades.
    """

    sizes: Float64s
    total: Float64s
    squares: Float64s
    largest: Float64s


def _by_hop(drawn: Cascades, most: Cascades, kind: int) -> tuple[Estimate, ...]:
    hops = int(np.flatnonzero(drawn.total[kind])[-1]) + 1
    n = drawn.sizes.shape[1]
    seeds = float(drawn.largest[kind, 0])
    later = (
        moments_estimate(
            float(drawn.total[kind, hop]),
            float(drawn.squares[kind, hop]),
            float(drawn.largest[kind, hop]),
            n,
            highest=float(most.sizes[kind, 0]) - seeds,
        )
        for hop in range(1, hops)
    )
    return (Estimate(seeds, seeds, seeds, n), *later)


@kernel
def _reach(cascade: Cascade, kind: int, account: int, hop: int, count: int) -> int:
    if cascade.reached[kind, account]:
        return count
    cascade.reached[kind, account] = True
    cascade.found[kind, count] = account
    cascade.newcomers[kind, hop] += 1
    if kind == ACTIVE:
        cascade.hop[count] = hop
    return count + 1


@kernel
def _spread_out(edges: OutEdges, cascade: Cascade, key: np.uint64, seeds: Int32s) -> tuple[int, int]:
    active = people = 0
    for seed in seeds:
        active = _reach(cascade, ACTIVE, seed, 0, active)
        people = _reach(cascade, PEOPLE, seed, 0, people)
    at = 0
    while at < active:
        source, hop = cascade.found[ACTIVE, at], cascade.hop[at] + 1
        for out in range(edges.offsets[source], edges.offsets[source + 1]):
            target, edge = edges.targets[out], edges.edges[out]
            live = uniform(key, edge + 1) < edges.probability[edge]
            if live or edges.listens[edge]:
                people = _reach(cascade, PEOPLE, target, hop, people)
            if live:
                active = _reach(cascade, ACTIVE, target, hop, active)
        at += 1
    return active, people


@kernel
def _cascades(edges: OutEdges, cascade: Cascade, seeds: Int32s, random_seed: int, n_samples: int) -> Cascades:
    sizes, shape = np.zeros((2, n_samples)), cascade.newcomers.shape
    total, squares, largest = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for sample in range(n_samples):
        key = world_key(random_seed, CASCADES, sample)
        active, people = _spread_out(edges, cascade, key, seeds)
        sizes[ACTIVE, sample], sizes[PEOPLE, sample] = active, people
        last = cascade.hop[active - 1] + 1  # those who listen to the last to become active
        for kind in range(2):
            for hop in range(last + 1):
                x = cascade.newcomers[kind, hop]
                total[kind, hop] += x
                squares[kind, hop] += x * x
                largest[kind, hop] = max(largest[kind, hop], x)
                cascade.newcomers[kind, hop] = 0
            for i in range(sizes[kind, sample]):
                cascade.reached[kind, cascade.found[kind, i]] = False
    return Cascades(sizes, total, squares, largest)
