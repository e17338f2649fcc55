"""Bridges in people: who, and which ties, bring the messages of one community to the people of another.

A message starts at one account of the origin, drawn by P. An account of whatever community *carries* it to a
person of the destination when every live path passes through the account: were it to see the message and pass
nothing on, this person would not see it. Read off the sketch that serves relay values, from starters in the
origin and sets rooted in the destination alone.

A tie carries in the same sense. Put a node on the tie, certain to become active with the tie's source, and
what that node carries is what the tie does. Such sets are drawn anew, so that the sets that choose ties are
not those that value them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from algorithms.checks import check_distribution
from algorithms.estimates import Estimate, moments_estimate
from algorithms.kernels import kernel
from algorithms.relays import RelayValues, read_relay_values
from algorithms.sketch import Sketch, sample_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s


@dataclass(frozen=True, slots=True, eq=False)
class Crossing:
    """What gets from one community to another.

    Parameters
    ----------
    reached
        People of the destination who see a message that starts in the origin.
    carried
        How many of them would not see it if an account passed nothing on, for every account.
    """

    reached: Estimate
    carried: RelayValues


def read_crossing(sketch: Sketch, *, sources: Float64s, destination: Bools) -> Crossing:
    """Read off a sketch who brings messages to a community.

    Parameters
    ----------
    sketch
        With trees, of at least 2 sets, counting `people`: the first half orders accounts, the second reports.
    sources
        float64, n: P(s) that s starts the message, summing to 1; 0 outside the origin.
    destination
        bool, n: who is counted.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range, or somebody of the destination starts messages.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> sketch = sample_sketch(path, n_sets=10_000, counting="people", random_seed=1)
    >>> crossing = read_crossing(sketch, sources=np.array([1.0, 0, 0]), destination=np.array([0, 0, 1]) > 0)
    >>> round(crossing.reached.value, 1), crossing.carried.value.round(1).tolist()
    (1.0, [0.0, 1.0, 0.0])
    """
    sources = check_distribution(sketch, sources)
    _check_apart(sketch.n, sources, destination)
    carried = read_relay_values(sketch, sources=sources, audience=destination)
    return Crossing(_reached(sketch.halves()[1], sources, destination), carried)


def crossing_ties(
    sketch: Sketch, graph: InfluenceGraph, *, sources: Float64s, origin: Bools, destination: Bools, k: int
) -> Int64s:
    """Return the ties from a community to another that most messages may depend on.

    A tie can only carry what its source dominates where its target dominates the source next: that
    much is counted in the first half of the sets. It bounds the tie's value from above.

    Parameters
    ----------
    sketch, sources, destination
        As in `read_crossing`.
    graph
        That the sketch was drawn from.
    origin
        bool, n: sources of the ties.
    k
        How many, at least 0.

    Returns
    -------
    numpy.ndarray
        int64: places of the edges in the order of `graph.probability`, at most k, best first.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> sketch = sample_sketch(path, n_sets=1_000, counting="people", random_seed=1)
    >>> first, last = np.eye(3)[0], np.eye(3)[2]
    >>> crossing_ties(
    ...     sketch, path, sources=first, origin=np.array([1, 1, 0]) > 0, destination=last > 0, k=5
    ... ).tolist()
    [1]
    """
    half = sketch.halves()[0]
    if half.dominators is None:
        raise ParameterError("sketch", "one without trees", "sampled with trees")
    below = _weigh_below(half.offsets, half.members, half.dominators, sources)
    first = np.repeat(half.offsets[:-1], np.diff(half.offsets))
    above = half.members[first + half.dominators]
    across = origin[half.members] & destination[above] & destination[half.members[first]] & (below > 0)
    pairs, place = np.unique(
        above[across].astype(np.int64) * sketch.n + half.members[across], return_inverse=True
    )
    weight = np.bincount(place, weights=below[across], minlength=len(pairs))
    edge = _places(graph, pairs)
    order = np.lexsort((edge, -weight))
    return edge[order][edge[order] >= 0][:k]


def tie_values(
    graph: InfluenceGraph,
    ties: Sequence[int],
    *,
    sources: Float64s,
    destination: Bools,
    n_samples: int,
    random_seed: int,
) -> list[Estimate]:
    """Estimate how many people of a community would not see a message if a tie passed nothing on.

    Parameters
    ----------
    graph
        The influence graph.
    ties
        Places of edges in the order of `graph.probability`, each once.
    sources, destination
        As in `read_crossing`.
    n_samples
        Reverse-reachable sets, at least 2; half of them are read.
    random_seed
        0 to 2**63 - 1.

    Returns
    -------
    list of Estimate
        In the order of `ties`.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> asked = dict(sources=np.eye(3)[0], destination=np.eye(3)[2] > 0, n_samples=10_000, random_seed=1)
    >>> [round(value.value, 1) for value in tie_values(path, [0, 1], **asked)]
    [1.0, 1.0]
    """
    sources = check_distribution(graph, sources)
    _check_apart(graph.n, sources, destination)
    if n_samples < 2:
        raise ParameterError("n_samples", n_samples, "at least 2")
    places = np.asarray(ties, dtype=np.int64)
    if len(places) and not (places.min() >= 0 and places.max() < graph.m):
        raise ParameterError("ties", list(ties), f"edges from 0 to {graph.m - 1}")
    sketch = sample_sketch(
        _divided(graph, places), n_sets=n_samples, counting="people", random_seed=random_seed
    )
    nobody = np.zeros(len(places))
    values = read_relay_values(
        sketch,
        sources=np.concatenate((sources, nobody)),
        audience=np.concatenate((destination, nobody > 0)),
    )
    return [values.estimate(graph.n + place) for place in range(len(places))]


def _check_apart(n: int, sources: Float64s, destination: Bools) -> None:
    if destination.shape != (n,):
        raise ParameterError("destination", f"an array of shape {destination.shape}", f"of length {n}")
    if sources[destination].any():
        raise ParameterError("destination", "an array with a starter", "apart from those who start messages")


def _reached(sketch: Sketch, sources: Float64s, destination: Bools) -> Estimate:
    roots = sketch.members[sketch.offsets[:-1]]
    starting = np.add.reduceat(sources[sketch.members], sketch.offsets[:-1])
    people = np.where(destination[roots], starting, 0.0) * sketch.n
    return moments_estimate(
        float(people.sum()),
        float((people**2).sum()),
        float(people.max()),
        sketch.n_sets,
        highest=float(np.count_nonzero(destination)),
    )


def _places(graph: InfluenceGraph, pairs: Int64s) -> Int64s:
    """Return the place of each edge, given as target * n + source, -1 where there is none."""
    known = graph.in_targets.astype(np.int64) * graph.n + graph.in_sources
    place = np.minimum(np.searchsorted(known, pairs), max(graph.m - 1, 0))
    return np.where(known[place] == pairs, place, -1) if graph.m else np.full(len(pairs), -1)


def _divided(graph: InfluenceGraph, ties: Int64s) -> InfluenceGraph:
    """Return the graph with a node on each of these ties, numbered from n on."""
    between = np.arange(graph.n, graph.n + len(ties))
    sources, targets = graph.in_sources.astype(np.int64), graph.in_targets.astype(np.int64)
    starts = sources[ties].copy()
    sources[ties] = between
    certain = np.ones(len(ties))
    return InfluenceGraph.from_edges(
        graph.n + len(ties),
        np.concatenate((sources, starts)),
        np.concatenate((targets, between)),
        np.concatenate((graph.probability, certain)),
        listens=np.concatenate((graph.listens, certain > 0)),
        one_at_most=graph.one_at_most,
        attention=None if graph.attention is None else np.concatenate((graph.attention, certain)),
    )


@kernel
def _weigh_below(offsets: Int64s, members: Int32s, dominators: Int32s, weights: Float64s) -> Float64s:
    """Return, for each member of each set, the weight of itself and all that it dominates."""
    below = weights[members]
    for i in range(len(offsets) - 1):
        begin = offsets[i]
        for at in range(offsets[i + 1] - 1, begin, -1):
            below[begin + dominators[at]] += below[at]
    return below
