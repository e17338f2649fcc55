"""The slow, obvious judge of cascades: every world of a small graph, under any model of live edges."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

from graph.influence import InfluenceGraph

NEITHER, NOTICED, LIVE = range(3)
World = tuple[int, ...]
"""What happens on each edge, in the order by target."""


def worlds(graph: InfluenceGraph) -> Iterator[tuple[float, World]]:
    """Yield every world that is possible, with its probability."""
    for world in product((NEITHER, NOTICED, LIVE), repeat=graph.m):
        weight = _one_at_most(graph, world) if graph.one_at_most else _independent(graph, world)
        if weight > 0:
            yield weight, world


def _attention(graph: InfluenceGraph, edge: int) -> float:
    return 1.0 if graph.attention is None else float(graph.attention[graph.in_targets[edge]])


def _independent(graph: InfluenceGraph, world: World) -> float:
    weight = 1.0
    for edge, state in enumerate(world):
        a, p = _attention(graph, edge), float(graph.probability[edge])
        seen = a if graph.listens[edge] else a * p
        weight *= (1 - seen, seen - a * p, a * p)[state]
    return weight


def _one_at_most(graph: InfluenceGraph, world: World) -> float:
    weight = 1.0
    for node in range(graph.n):
        into = range(graph.in_offsets[node], graph.in_offsets[node + 1])
        live = [edge for edge in into if world[edge] == LIVE]
        a, p = [_attention(graph, edge) for edge in into], [float(graph.probability[edge]) for edge in into]
        chance = dict(zip(into, (x * y for x, y in zip(a, p, strict=True)), strict=True))
        if len(live) > 1:
            return 0.0
        weight *= chance[live[0]] if live else 1 - sum(chance.values())
        for edge, seen in zip(into, a, strict=True):
            if edge in live or weight == 0:
                continue
            noticed = (seen - chance[edge]) / (1 - chance[edge]) if graph.listens[edge] else 0.0
            weight *= noticed if world[edge] == NOTICED else 1 - noticed
    return weight


def cascade(
    graph: InfluenceGraph, world: World, seeds: Collection[int], hops: int | None = None
) -> tuple[set[int], set[int]]:
    """Return who is active and who sees the message, within so many hops."""
    targets = graph.in_targets
    active, people, queue = set(seeds), set(seeds), [(seed, 0) for seed in seeds]
    for account, hop in queue:
        for edge in range(graph.m if hops is None or hop < hops else 0):
            if graph.in_sources[edge] != account or world[edge] == NEITHER:
                continue
            target = int(targets[edge])
            people.add(target)
            if world[edge] == LIVE and target not in active:
                active.add(target)
                queue.append((target, hop + 1))
    return active, people


def spread_and_reach(
    graph: InfluenceGraph, seeds: Collection[int], hops: int | None = None
) -> tuple[float, float]:
    """Return the expected numbers of active accounts and of people who see it, within so many hops."""
    spread = reach = 0.0
    for weight, world in worlds(graph):
        active, people = cascade(graph, world, seeds, hops)
        spread += weight * len(active)
        reach += weight * len(people)
    return spread, reach
