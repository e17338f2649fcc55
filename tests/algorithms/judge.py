"""The slow, obvious judge: every live-edge world of a small graph, with accounts switched off one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from graph.influence import InfluenceGraph
from graph.records import Float64s

Edge = tuple[int, int, float, bool]  # source, target, probability, whether the target listens


@dataclass(frozen=True)
class Truth:
    """Exact expectations over all worlds; arrays by account."""

    spread: float
    reach: float
    relays: Float64s
    people: Float64s
    exposed: Float64s
    active: Float64s


def edges_of(graph: InfluenceGraph) -> list[Edge]:
    columns = (graph.in_sources, graph.in_targets, graph.probability, graph.listens)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def worlds(edges: list[Edge]) -> Iterator[tuple[float, list[bool]]]:
    for world in product([True, False], repeat=len(edges)):
        weight = 1.0
        for live, edge in zip(world, edges, strict=True):
            weight *= edge[2] if live else 1 - edge[2]
        if weight > 0:
            yield weight, list(world)


def cascade(
    edges: list[Edge], world: list[bool], starters: Collection[int], silent: int | None = None
) -> tuple[set[int], set[int]]:
    """Return who is active and who sees the message; the silent account sees and never passes on."""
    active, people, queue = set(starters), set(starters), [s for s in starters if s != silent]
    for account in queue:
        for (source, target, _, listens), live in zip(edges, world, strict=True):
            if source != account or not (live or listens):
                continue
            people.add(target)
            if live and target not in active:
                active.add(target)
                if target != silent:
                    queue.append(target)
    return active, people


def truth(graph: InfluenceGraph, starts: Sequence[tuple[float, Collection[int]]]) -> Truth:
    """Enumerate all worlds, for starters drawn from a list of weighted sets."""
    n, edges = graph.n, edges_of(graph)
    relays, people, exposed, active = np.zeros((4, n))
    spread = reach = 0.0
    for probability, world in worlds(edges):
        for share, starters in starts:
            weight = probability * share
            everybody = cascade(edges, world, starters)
            spread += weight * len(everybody[0])
            reach += weight * len(everybody[1])
            for u in range(n):
                others = [s for s in starters if s != u]
                seen = cascade(edges, world, others)
                active[u] += weight * (u in seen[0])
                exposed[u] += weight * (u in seen[1])
                if len(others) == len(starters):
                    without = cascade(edges, world, starters, silent=u)
                    relays[u] += weight * len(everybody[0] - without[0] - {u})
                    people[u] += weight * len(everybody[1] - without[1] - {u})
    return Truth(spread, reach, relays, people, exposed, active)


def hops(edges: list[Edge], world: list[bool], starters: Collection[int], *, people: bool) -> dict[int, int]:
    """Return at which hop everybody becomes active, or sees the message, in a world."""
    active, seen = dict.fromkeys(starters, 0), dict.fromkeys(starters, 0)
    for account in (queue := list(starters)):
        for (source, target, _, listens), live in zip(edges, world, strict=True):
            if source == account and (live or listens):
                seen.setdefault(target, active[account] + 1)
            if source == account and live and target not in active:
                active[target] = active[account] + 1
                queue.append(target)
    return seen if people else active


def carried_by_hop(
    graph: InfluenceGraph, starts: Sequence[tuple[float, Collection[int]]], *, people: bool
) -> Float64s:
    """Enumerate what each account carries at each hop: n x n, the hop second."""
    edges, carried = edges_of(graph), np.zeros((graph.n, graph.n))
    for probability, world in worlds(edges):
        for share, starters in starts:
            reached = hops(edges, world, starters, people=people)
            for u in set(range(graph.n)) - set(starters):
                left = cascade(edges, world, starters, silent=u)[int(people)]
                for w in set(reached) - left - {u}:
                    carried[u, reached[w]] += probability * share
    return carried
