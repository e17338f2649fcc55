"""Probabilities that make what happened most likely, where several may have been the cause.

Whoever had a message before v, with an edge to v, had one chance; v has it if any of them succeeded. Expected
successes given the present probabilities, over all chances, are the next probabilities, and what happened
becomes more likely each time.

References
----------
Saito, Nakano, Kimura: Prediction of information diffusion probabilities for independent cascade model. KES
2008, https://doi.org/10.1007/978-3-540-85567-5_9
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from algorithms.history import History
from algorithms.kernels import frozen, kernel
from algorithms.learners.learned import Learned, beta_limits, count_exposures, edges_of
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

MOST_ROUNDS = 200
"""Rounds end earlier once no probability moves by `CLOSE`."""

CLOSE = 1e-4

_UNIFORM = 12.0  # curvature of a probability of which nothing is known but that it is one
_MOST_EDGES = 64  # into a target: the inverse takes their third power
_HIGHEST = 1 - 1e-9


class Arrivals(NamedTuple):
    """How each message came to each who did not start it, a in all: by one of the edges of a list.

    Parameters
    ----------
    offsets
        int64, a + 1: the edges of arrival i are `edges[offsets[i]:offsets[i + 1]]`; those without any are
        left out.
    edges
        int64: along which it may have come, as places in the graph's order by target.
    exposers
        int64, one an edge: who may have passed it on, by place among the people of all messages.
    people
        int64, a: to whom it came, by such a place.
    """

    offsets: Int64s
    edges: Int64s
    exposers: Int64s
    people: Int64s


def expectation_maximisation(history: History) -> Learned:
    """Learn the probabilities of Saito's model, but a chance may succeed any time later, not at once only.

    Intervals are those of a binomial share of as many trials as the curvature of the likelihood is worth.
    Whoever had the message before v counts as having tried, though the try may have been still to come: where
    people of one cascade follow many others of it, probabilities come out somewhat high.

    Parameters
    ----------
    history
        Parents do not matter where there are follow ties.
    """
    graph = edges_of(history)
    trials = count_exposures(history, graph).trials
    came = arrivals(history, graph)
    p = most_likely(came.offsets, came.edges, trials)
    losses = trials - np.bincount(came.edges, minlength=graph.m)
    inverse = _variances(
        came.offsets, came.edges, p, losses, frozen(graph.in_offsets), frozen(graph.in_targets)
    )
    # Of an edge without a success to its name only the chances that it lost tell anything.
    equivalent = np.where(p * trials < 1, losses, p * (1 - p) / inverse)
    low, high = beta_limits(p * equivalent + 0.5, (1 - p) * equivalent + 0.5)
    return Learned(replace(graph, probability=p), np.minimum(low, p), np.maximum(high, p), trials)


def arrivals(history: History, graph: InfluenceGraph) -> Arrivals:
    """Return along which edges each of the people may have had their message.

    Parameters
    ----------
    history
        Its people are in the order in which they came.
    graph
        Of the same accounts.
    """
    people = (frozen(history.offsets), frozen(history.account), frozen(history.above))
    return Arrivals(*_arrivals(*people, frozen(graph.in_offsets), frozen(graph.in_sources)))


def most_likely(offsets: Int64s, edges: Int64s, trials: Float64s) -> Float64s:
    """Return the probabilities that make arrivals most likely: float64, m.

    Parameters
    ----------
    offsets, edges
        As in `Arrivals`.
    trials
        float64, m: chances that each edge had, at least as many as it has arrivals; without one it is 0.

    Examples
    --------
    >>> most_likely(np.array([0, 1, 2]), np.array([0, 1]), np.array([4.0, 2.0])).tolist()
    [0.25, 0.5]
    """
    p = np.bincount(edges, minlength=len(trials)) / np.maximum(trials, 1.0)
    for _ in range(MOST_ROUNDS):
        last, p = p, _successes(offsets, edges, p) / np.maximum(trials, 1.0)
        if np.abs(p - last).max(initial=0.0) < CLOSE:
            break
    return np.minimum(p, 1.0)


@kernel
def _arrivals(
    offsets: Int64s, account: Int32s, above: Int64s, in_offsets: Int64s, in_sources: Int32s
) -> tuple[Int64s, Int64s, Int64s, Int64s]:
    place = np.full(len(in_offsets) - 1, -1, dtype=np.int64)
    starts, count = np.zeros(len(account) + 1, dtype=np.int64), 0
    people = np.empty(len(account), dtype=np.int64)
    found, size = np.empty((2, max(len(account), 64)), dtype=np.int64), 0
    for message in range(len(offsets) - 1):
        first, end = offsets[message], offsets[message + 1]
        for at in range(first, end):
            place[account[at]] = at
        for at in range(first, end):
            if above[at] < 0:
                continue
            for edge in range(in_offsets[account[at]], in_offsets[account[at] + 1]):
                there = place[in_sources[edge]]
                if there >= first and (there < at or above[at] == there):
                    found = _roomier(found, size)
                    found[0, size], found[1, size] = edge, there
                    size += 1
            if size > starts[count]:
                people[count] = at
                count += 1
                starts[count] = size
    return starts[: count + 1].copy(), found[0, :size].copy(), found[1, :size].copy(), people[:count].copy()


@kernel
def _roomier(found: Int64s, size: int) -> Int64s:
    if size < found.shape[1]:
        return found
    longer = np.empty((2, 2 * size), dtype=np.int64)
    for row in range(2):
        for i in range(found.shape[1]):
            longer[row, i] = found[row, i]
    return longer


@kernel
def _successes(offsets: Int64s, edges: Int64s, p: Float64s) -> Float64s:
    expected = np.zeros(len(p))
    for arrival in range(len(offsets) - 1):
        missed = 1.0
        for at in range(offsets[arrival], offsets[arrival + 1]):
            missed *= 1 - p[edges[at]]
        for at in range(offsets[arrival], offsets[arrival + 1]):
            expected[edges[at]] += p[edges[at]] / (1 - missed)
    return expected


@kernel
def _variances(
    offsets: Int64s, edges: Int64s, p: Float64s, losses: Float64s, in_offsets: Int64s, in_targets: Int32s
) -> Float64s:
    """Return the variance of each probability: from the inverse curvature of the likelihood, by target.

    Edges into one target explain the same arrivals, so that they are sure together only. Beyond `_MOST_EDGES`
    each is taken as if the others were known.
    """
    missed, variance = 1 - np.minimum(p, _HIGHEST), np.empty(len(p))
    arrival = 0
    by_target = np.argsort(in_targets[edges[offsets[:-1]]], kind="mergesort")
    for target in range(len(in_offsets) - 1):
        first, end = in_offsets[target], in_offsets[target + 1]
        whole = end - first <= _MOST_EDGES
        width = end - first if whole else 1
        curvature, own = np.zeros((width, width)), np.full(end - first, _UNIFORM)
        for edge in range(first, end):
            own[edge - first] += losses[edge] / missed[edge] ** 2
        while arrival < len(by_target) and in_targets[edges[offsets[by_target[arrival]]]] == target:
            begin, stop = offsets[by_target[arrival]], offsets[by_target[arrival] + 1]
            _bend(edges[begin:stop], missed, first, own, curvature)
            arrival += 1
        if whole:
            for at in range(width):
                curvature[at, at] = own[at]
            own = 1 / np.maximum(np.diag(np.linalg.inv(curvature)), 1e-12)
        for edge in range(first, end):
            variance[edge] = 1 / own[edge - first]
    return variance


@kernel
def _bend(edges: Int64s, missed: Float64s, first: int, own: Float64s, curvature: Float64s) -> None:
    """Add −d² log P / dp dp of one arrival, P = 1 − Π (1 − p)."""
    none = 1.0
    for edge in edges:
        none *= missed[edge]
    for edge in edges:
        own[edge - first] += (none / missed[edge] / (1 - none)) ** 2
        if len(curvature) == len(own):
            for other in edges:
                curvature[edge - first, other - first] += (
                    none / missed[edge] / missed[other] / (1 - none) ** 2
                )
