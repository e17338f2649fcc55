"""Rankers by relay value under learned probabilities: whom, once lost, most people would miss.

Relay values are drawn; order is by all samples, since nothing is reported here that luck could flatter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from weakref import WeakKeyDictionary

import numpy as np

from algorithms.forward_relays import RelayCascades
from algorithms.history import History
from algorithms.kernels import frozen
from algorithms.learners.account import account_level
from algorithms.learners.follow_edges import follow_edges
from algorithms.learners.learned import Learned, pairs_of
from algorithms.relays import RelayValues, read_relay_values
from algorithms.sketch import sample_sketch
from graph.influence import InfluenceGraph
from graph.records import Float64s

CASCADES = 40_000
WEIGHTED_CASCADES = 4_000  # of the weighted cascade, each of which takes four times as long
SETS = 100_000

_RANDOM_SEED = 0

Ranker = Callable[[History, int | None], Float64s]


def _once(rank: Ranker) -> Ranker:
    """Keep values as long as their history lives: blends and the fixed rule ask for them again."""
    kept: WeakKeyDictionary[History, Float64s] = WeakKeyDictionary()

    @wraps(rank)
    def ranked(known: History, source: int | None) -> Float64s:
        if known not in kept:
            kept[known] = frozen(rank(known, source))
        return kept[known]

    return ranked


@_once
def damped_carried(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Draw what accounts carry of messages that enter from outside, under account-level probabilities."""
    return carried_from_outside(account_level(known))


@_once
def follow_carried(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Draw to how many people accounts carry a message that anybody starts, along follow ties."""
    return carried_from(follow_edges(known).graph, None)


def follow_carried_from_starters(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # as above
    """Draw the same for messages that start where messages started before."""
    return carried_from(follow_edges(known).graph, starters(known))


def weighted_cascade(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Draw what accounts carry under the weighted cascade, from starters by how many messages they began.

    p(u→v) is u's share of all that v ever passed on.
    """
    graph, counts = pairs_of(known, np.flatnonzero(known.relayed))
    total = np.bincount(graph.in_targets, weights=counts, minlength=known.n)
    shares = replace(graph, probability=counts / total[graph.in_targets])
    begun = starters(known)
    if not begun.any():
        return np.zeros(known.n)
    cascades = RelayCascades.of(shares, sources=begun, n_samples=WEIGHTED_CASCADES, random_seed=_RANDOM_SEED)
    return _by_all(cascades.values("relays"))


def starters(known: History) -> Float64s:
    """Return the share of the messages that each account started: float64, n; 0 where nobody is known."""
    started = np.bincount(known.author[known.author >= 0], minlength=known.n)
    return started / max(int(started.sum()), 1)


def carried_from(graph: InfluenceGraph, sources: Float64s | None) -> Float64s:
    """Return to how many people accounts carry a message that starts at one account: float64, n.

    Parameters
    ----------
    graph
        Who passes on what of whom.
    sources
        float64, n: P(s), summing to 1, or 0 of all, so that nothing is carried; None is uniform.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> carried_from(path, np.array([1.0, 0.0, 0.0])).round(1).tolist()
    [0.0, 1.0, 0.0]
    """
    if graph.m == 0 or (sources is not None and not sources.any()):
        return np.zeros(graph.n)
    sketch = sample_sketch(graph, n_sets=SETS, counting="people", random_seed=_RANDOM_SEED)
    return _by_all(read_relay_values(sketch, sources=sources))


def carried_from_outside(learned: Learned) -> Float64s:
    """Return what accounts carry of messages that enter anywhere, as often as was learned: float64, n.

    An account more stands for the outside and starts every message.

    Parameters
    ----------
    learned
        With `outside`.

    Examples
    --------
    >>> some, path = np.ones(2), InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> carried_from_outside(Learned(path, some, some, some, outside=np.array([1.0, 0.0, 0.0]))).tolist()
    [2.0, 1.0, 0.0]
    """
    graph = learned.graph
    outside = np.zeros(graph.n) if learned.outside is None else learned.outside
    enters = np.flatnonzero(outside)
    if not len(enters):
        return np.zeros(graph.n)
    joined = InfluenceGraph.from_edges(
        graph.n + 1,
        np.append(graph.in_sources, np.full(len(enters), graph.n)),
        np.append(graph.in_targets, enters),
        np.append(graph.probability, outside[enters]),
    )
    cascades = RelayCascades.of(joined, seeds=[graph.n], n_samples=CASCADES, random_seed=_RANDOM_SEED)
    return _by_all(cascades.values("relays"))[: graph.n]


def _by_all(values: RelayValues) -> Float64s:
    return np.asarray((values.score + values.value) / 2)
