"""Who may be reached at all: what bounds an estimate from above."""

from __future__ import annotations

import numpy as np

from algorithms.kernels import frozen, kernel
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s

_LOOK = 4_000  # edges per sample


def most_possible(graph: InfluenceGraph, seeds: Int32s, n_samples: int, hops: int) -> tuple[Bools, Bools]:
    """Return bounds on who may become active within so many hops, and on who may see it: bool, n each.

    The bounds are exact unless looking would cost more than the samples themselves: then everybody.
    """
    if graph.m > _LOOK * n_samples:
        return np.ones(graph.n, np.bool_), np.ones(graph.n, np.bool_)
    attention = np.ones(graph.n) if graph.attention is None else graph.attention
    return _possible(
        frozen(graph.out_offsets),
        frozen(graph.out_targets),
        frozen(graph.out_edges),
        frozen(graph.probability),
        frozen(graph.listens),
        frozen(attention),
        seeds,
        hops,
    )


@kernel
def _possible(
    starts: Int64s,
    targets: Int32s,
    edges: Int64s,
    chances: Float64s,
    listens: Bools,
    attention: Float64s,
    seeds: Int32s,
    hops: int,
) -> tuple[Bools, Bools]:
    """Return who may become active, and who may see the message, in any world."""
    n = len(starts) - 1
    active, people = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    queue, count, at, hop, last = np.empty(n, dtype=np.int32), 0, 0, 0, 0
    for seed in seeds:
        active[seed] = people[seed] = True
        queue[count] = seed
        count += 1
    while at < count:
        if at == last:
            last, hop = count, hop + 1
        if hop > hops:
            break
        source = queue[at]
        at += 1
        for i in range(starts[source], starts[source + 1]):
            target, edge = targets[i], edges[i]
            if attention[target] == 0:
                continue
            live = chances[edge] > 0
            people[target] |= live or listens[edge]
            if live and not active[target]:
                active[target] = True
                queue[count] = target
                count += 1
    return active, people
