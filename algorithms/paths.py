"""By which path a message gets from some accounts to one: the most probable, the k best, all above a floor.

A path's probability is the product of its edges', so the most probable path is the shortest under the
length −log p. Three searches, all exact and without a path that visits an account twice:

    most_probable_path   Dijkstra from both ends at once, which settles a few thousand accounts of a million
    k_best_paths         Yen: each next path leaves an earlier one somewhere; Lawler's rule where it may
    paths_within         best first by probability so far times the most that is left (A*Prune)

A path starts at the last of the starting accounts that it visits: none of them lies inside it.

References
----------
Dantzig, Linear programming and extensions, 1963, ch. 17 (search from both ends); Yen, Management Science 17,
1971; Lawler, Management Science 18, 1972; Liu, Ramakrishnan: A*Prune, INFOCOM 2001.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

import numpy as np

from algorithms.checks import check_ends
from algorithms.kernels import frozen
from algorithms.path_search import (
    Barred,
    End,
    best_first,
    count_reached,
    from_both_ends,
    lengths_to,
    within_hops,
)
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s

MAX_HOPS = 1_000
MAX_PATHS = 10_000


@dataclass(frozen=True, slots=True, order=True)
class Path:
    """One path and how probable it is that a message takes every step of it.

    Parameters
    ----------
    length
        −Σ log p over its steps; orders paths, best first.
    nodes
        From the start to the end, at least two.
    steps
        Probability of each step, one fewer than the nodes.
    """

    length: float
    nodes: tuple[int, ...]
    steps: tuple[float, ...]

    @property
    def probability(self) -> float:
        """Product of the steps; 0 where it is too small for a double."""
        return exp(-self.length)

    @property
    def bottleneck(self) -> int:
        """Place of the least probable step, the first of several, from 0."""
        return self.steps.index(min(self.steps))


def most_probable_path(
    graph: InfluenceGraph, sources: Sequence[int], target: int, *, max_hops: int | None = None
) -> Path | None:
    """Return the most probable path from one of some accounts to another.

    Parameters
    ----------
    graph
        The influence graph; an edge's step has probability a(v)·p.
    sources
        Distinct accounts, at least one; the path starts at the best of them.
    target
        None of the sources.
    max_hops
        At most so many steps, 1 to 1,000; None is any number.

    Returns
    -------
    Path or None
        None where no path of edges with a probability above 0 leads there.

    Raises
    ------
    ParameterError
        On sources or a target that are no accounts, a target among the sources, or hops out of range.

    Examples
    --------
    >>> graph = InfluenceGraph.from_edges(4, [0, 1, 0], [1, 2, 2], [0.5, 0.5, 0.2])
    >>> path = most_probable_path(graph, [0], 2)
    >>> path.nodes, path.probability, most_probable_path(graph, [0], 2, max_hops=1).nodes
    ((0, 1, 2), 0.25, (0, 2))
    >>> most_probable_path(graph, [0], 3) is None
    True
    """
    paths = k_best_paths(graph, sources, target, k=1, max_hops=max_hops)
    return paths[0] if paths else None


def k_best_paths(
    graph: InfluenceGraph, sources: Sequence[int], target: int, *, k: int, max_hops: int | None = None
) -> list[Path]:
    """Return the k most probable paths, best first; fewer where there are fewer.

    Parameters
    ----------
    graph, sources, target, max_hops
        As in `most_probable_path`.
    k
        1 to 10,000.

    Raises
    ------
    ParameterError
        As `most_probable_path`, and on k out of range.

    Examples
    --------
    >>> graph = InfluenceGraph.from_edges(4, [0, 1, 0], [1, 2, 2], [0.5, 0.5, 0.2])
    >>> [path.nodes for path in k_best_paths(graph, [0], 2, k=3)]
    [(0, 1, 2), (0, 2)]
    """
    _check(graph, sources, target, max_hops)
    if not 1 <= k <= MAX_PATHS:
        raise ParameterError("k", k, f"from 1 to {MAX_PATHS:,}")
    search = _Search(graph, sources, target, max_hops or graph.n)
    found: list[Path] = []
    candidates = search.deviations((), 0, [])
    while candidates:
        path, fork = heapq.heappop(candidates)
        found.append(path)
        if len(found) == k:
            break
        for candidate in search.deviations(path.nodes, fork, [other.nodes for other in found]):
            heapq.heappush(candidates, candidate)
    return found


def paths_within(
    graph: InfluenceGraph,
    sources: Sequence[int],
    target: int,
    *,
    least_probability: float,
    max_hops: int | None = None,
    limit: int = 1_000,
) -> tuple[list[Path], bool]:
    """Return all paths of at least some probability, best first, and whether these are really all.

    Parameters
    ----------
    graph, sources, target, max_hops
        As in `most_probable_path`.
    least_probability
        Above 0, at most 1.
    limit
        1 to 10,000: the search stops there.

    Returns
    -------
    list of Path, bool
        The flag is False where the limit, or a million open ends, stopped the search.

    Raises
    ------
    ParameterError
        As `most_probable_path`, and on a floor or a limit out of range.

    Examples
    --------
    >>> graph = InfluenceGraph.from_edges(4, [0, 1, 0], [1, 2, 2], [0.5, 0.5, 0.2])
    >>> paths, complete = paths_within(graph, [0], 2, least_probability=0.21)
    >>> [path.nodes for path in paths], complete
    ([(0, 1, 2)], True)
    """
    _check(graph, sources, target, max_hops)
    if not 0 < least_probability <= 1:
        raise ParameterError("least_probability", least_probability, "above 0, at most 1")
    if not 1 <= limit <= MAX_PATHS:
        raise ParameterError("limit", limit, f"from 1 to {MAX_PATHS:,}")
    farthest = -log(least_probability) * (1 + 1e-12) + 1e-12  # a path exactly at the floor is within it
    start, goal, step = *_ends(graph, sources, target), _steps(graph)
    left = lengths_to(goal, step, farthest)
    flat, ends, complete = best_first(start, step, left, target, farthest, max_hops or graph.n, limit)
    return [_path(graph, nodes) for nodes in np.split(flat, ends[:-1]) if len(nodes)], bool(complete)


def separation(graph: InfluenceGraph, sources: Sequence[int], target: int) -> tuple[int, int]:
    """Return how many accounts the sources can reach, and from how many the target can be reached.

    Edges of probability 0 lead nowhere; the accounts themselves count.

    Raises
    ------
    ParameterError
        As `most_probable_path`.

    Examples
    --------
    >>> graph = InfluenceGraph.from_edges(5, [0, 1, 3], [1, 2, 4], 0.5)
    >>> separation(graph, [0], 4)
    (3, 2)
    """
    _check(graph, sources, target, None)
    start, goal, step = *_ends(graph, sources, target), _steps(graph)
    return int(count_reached(start, step)), int(count_reached(goal, step))


class _Search:
    """Yen's search: every path still to come leaves one that was found at some place, its fork."""

    def __init__(self, graph: InfluenceGraph, sources: Sequence[int], target: int, max_hops: int) -> None:
        self._graph = graph
        self._sources = sorted(int(source) for source in sources)
        self._start, self._goal = _ends(graph, self._sources, target)
        self._max_hops = max_hops
        self._step = _steps(graph)

    def deviations(
        self, nodes: tuple[int, ...], fork: int, earlier: Sequence[tuple[int, ...]]
    ) -> list[tuple[Path, int]]:
        """Return, for every place from the fork on, the best path that leaves this one there.

        What lies before the fork has been tried when the path was found that it shares it with (Lawler).
        Place 0 is before the first account: there a path leaves by starting at another source.
        """
        found = []
        for place in range(fork, max(len(nodes), 1)):
            kept = nodes[:place]
            taken = {other[place] for other in earlier if other[:place] == kept}
            path = self._best(kept, taken)
            if path is not None:
                found.append((path, place))
        heapq.heapify(found)
        return found

    def _best(self, kept: tuple[int, ...], taken: set[int]) -> Path | None:
        """Return the best path that begins as told and goes on to none of the accounts taken."""
        starts = kept[-1:] or tuple(source for source in self._sources if source not in taken)
        if not starts:
            return None
        start = self._start._replace(first=_accounts(starts))
        barred = Barred(start.first, _accounts({*self._sources, *kept}), _accounts(taken if kept else ()))
        search = (start, self._goal, self._step, barred)
        hops = self._max_hops - max(len(kept) - 1, 0)
        rest = from_both_ends(*search)
        if len(rest) - 1 > hops:
            rest = within_hops(*search, hops)
        return _path(self._graph, [*kept[:-1], *rest]) if len(rest) else None


def _check(graph: InfluenceGraph, sources: Sequence[int], target: int, max_hops: int | None) -> None:
    check_ends(graph, sources, target)
    if max_hops is not None and not 1 <= max_hops <= MAX_HOPS:
        raise ParameterError("max_hops", max_hops, f"from 1 to {MAX_HOPS:,}")


def _ends(graph: InfluenceGraph, sources: Sequence[int], target: int) -> tuple[End, End]:
    """Return the start of a search, forwards along the edges, and its goal, backwards."""
    ahead = (frozen(graph.out_offsets), frozen(graph.out_targets), frozen(graph.out_edges))
    behind = (frozen(graph.in_offsets), frozen(graph.in_sources), frozen(np.empty(0, dtype=np.int64)))
    return End(_accounts(sources), *ahead), End(_accounts([target]), *behind)


def _accounts(numbers: Iterable[int]) -> Int32s:
    return frozen(np.array(sorted(numbers), dtype=np.int32))


def _steps(graph: InfluenceGraph) -> Float64s:
    """Return the probability that a message takes each edge: float64, m."""
    if graph.attention is None:
        return frozen(graph.probability)
    return frozen(graph.probability * graph.attention[graph.in_targets])


def _path(graph: InfluenceGraph, nodes: Sequence[int] | Int32s) -> Path:
    steps = []
    for source, target in pairwise(nodes):
        first, last = graph.in_offsets[target], graph.in_offsets[target + 1]
        edge = first + np.searchsorted(graph.in_sources[first:last], source)
        attention = 1.0 if graph.attention is None else float(graph.attention[target])
        steps.append(attention * float(graph.probability[edge]))
    return Path(-sum(log(step) for step in steps), tuple(int(node) for node in nodes), tuple(steps))
