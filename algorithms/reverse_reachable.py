"""Reverse-reachable sets with their dominator trees: whom a message must pass to arrive at one account.

A set is rooted at an account w and holds everybody from whom w is reached over live edges. In the set turned
round, u dominates s when every live path from s to w passes through u.

References
----------
Borgs, Brautbar, Chayes, Lucier: Maximizing social influence in nearly optimal time. SODA 2014,
https://doi.org/10.1137/1.9781611973402.70 (the sets).
Cooper, Harvey, Kennedy: A simple, fast dominance algorithm. Rice University, Computer Science 06-33870, 2001.
"""

# ruff: noqa: FBT001, FBT003  # numba knows no keyword-only arguments
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from algorithms.kernels import kernel
from algorithms.streams import RELAYS, uniform, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s

Counting = Literal["relays", "people"]


class InEdges(NamedTuple):
    """The edges of an `InfluenceGraph` by target, as kernels take them."""

    offsets: Int64s
    sources: Int32s
    probability: Float64s
    listens: Bools

    @classmethod
    def of(cls, graph: InfluenceGraph) -> InEdges:
        """Take them from a graph."""
        return cls(
            offsets=np.asarray(graph.in_offsets),
            sources=np.asarray(graph.in_sources),
            probability=np.asarray(graph.probability),
            listens=np.asarray(graph.listens),
        )


class Workspace(NamedTuple):
    """Room for one set at a time; kernels write into it and clean up after each set.

    `members` (int32, n) are the accounts in the order found, the root first; `place` (int32, n) is
    where an account stands among them, -1 outside; `dominators` (int32, n) and the live edges `tails`
    → `heads` (int32, m), which lead away from the root, are places.
    """

    members: Int32s
    place: Int32s
    dominators: Int32s
    tails: Int32s
    heads: Int32s

    @classmethod
    def of(cls, graph: InfluenceGraph) -> Workspace:
        """Make room for any set of a graph; pages that no set needs are never touched."""
        n, m = graph.n, graph.m
        return cls(
            members=np.empty(n, dtype=np.int32),
            place=np.full(n, -1, dtype=np.int32),
            dominators=np.empty(n, dtype=np.int32),
            tails=np.empty(m, dtype=np.int32),
            heads=np.empty(m, dtype=np.int32),
        )


@kernel
def start(work: Workspace, root: int) -> None:
    """Begin a set that holds its root only."""
    work.members[0] = root
    work.place[root] = 0
    work.dominators[0] = 0


@kernel
def take(
    edges: InEdges, work: Workspace, key: np.uint64, at: int, exposed: bool, count: int, links: int
) -> tuple[int, int]:
    """Add those who reach member number `at` in one step; with `exposed`, all it listens to as well.

    Returns the numbers of members and of live edges so far.
    """
    target = work.members[at]
    for edge in range(edges.offsets[target], edges.offsets[target + 1]):
        live = uniform(key, edge + 1) < edges.probability[edge]
        if live or (exposed and edges.listens[edge]):
            source = edges.sources[edge]
            if work.place[source] < 0:
                work.place[source] = count
                work.members[count] = source
                work.dominators[count] = at
                count += 1
            work.tails[links] = at
            work.heads[links] = work.place[source]
            links += 1
    return count, links


@kernel
def grow(edges: InEdges, work: Workspace, key: np.uint64, at: int, count: int, links: int) -> tuple[int, int]:
    """Go on backwards over live edges from member number `at`, breadth first, until nobody is new."""
    while at < count:
        count, links = take(edges, work, key, at, False, count, links)
        at += 1
    return count, links


@kernel
def dominate(work: Workspace, links: int) -> None:
    """Turn the breadth-first tree that `take` left in `dominators` into the dominator tree.

    Every edge lifts its head to below the nearest common ancestor of the head's parent and the edge's
    tail, until none does. A parent always stands before its children, so the walk to the common
    ancestor compares places; and it stays dominated by whatever dominates the child, so that no
    dominator is ever lost. Cooper, Harvey and Kennedy's iteration, over edges instead of nodes.
    """
    parent = work.dominators
    changed = True
    while changed:
        changed = False
        for link in range(links):
            head = work.heads[link]
            a, b = parent[head], work.tails[link]
            while a != b:
                if a > b:
                    a = parent[a]
                else:
                    b = parent[b]
            if a != parent[head]:
                parent[head] = a
                changed = True


@kernel
def draw_tree(edges: InEdges, work: Workspace, key: np.uint64, root: int, people: bool) -> tuple[int, int]:
    """Draw the set of one root in one world with its dominator tree.

    The root of a set of `people` is reached by all it listens to and all who activate it; everything
    behind them by live edges only. Returns the numbers of members and of live edges.
    """
    start(work, root)
    count, links = take(edges, work, key, 0, people, 1, 0)
    count, links = grow(edges, work, key, 1, count, links)
    dominate(work, links)
    return count, links


@kernel
def forget(work: Workspace, count: int) -> None:
    """Make the workspace ready for the next set."""
    for i in range(count):
        work.place[work.members[i]] = -1


@dataclass(frozen=True, slots=True, eq=False)
class ReverseReachableSet:
    """One set, with places in it as numbers from 0, the root's.

    Parameters
    ----------
    members
        int32: the accounts, breadth first; the root first.
    dominators
        int32, same length: place of the immediate dominator; the root's is its own.
    tails, heads
        int32, one a live edge: places, leading away from the root.
    """

    members: Int32s
    dominators: Int32s
    tails: Int32s
    heads: Int32s


def reverse_reachable_set(
    graph: InfluenceGraph, root: int, *, counting: Counting, random_seed: int, sample: int = 0
) -> ReverseReachableSet:
    """Draw one reverse-reachable set, to look at.

    Parameters
    ----------
    graph
        The influence graph.
    root
        Node, 0 to n - 1.
    counting
        `relays`: from whom the root becomes active; `people`: from whom it comes to see the message.
    random_seed, sample
        Which world: the one that `relay_values` draws with these numbers.

    Raises
    ------
    ParameterError
        When the root is no node.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> drawn = reverse_reachable_set(path, 2, counting="relays", random_seed=1)
    >>> drawn.members.tolist(), drawn.dominators.tolist()
    ([2, 1, 0], [0, 0, 1])
    """
    if not 0 <= root < graph.n:
        raise ParameterError("root", root, f"from 0 to {graph.n - 1}")
    work = Workspace.of(graph)
    key = np.uint64(world_key(random_seed, RELAYS, sample))  # comes out of a kernel as a plain int
    count, links = draw_tree(InEdges.of(graph), work, key, root, counting == "people")
    return ReverseReachableSet(
        work.members[:count], work.dominators[:count], work.tails[:links], work.heads[:links]
    )
