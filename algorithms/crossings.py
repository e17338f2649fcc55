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
from functools import partial
from itertools import chain
from typing import Self

import numpy as np
import numpy.typing as npt

from algorithms.checks import check_distribution
from algorithms.estimates import Estimate, moments_estimate
from algorithms.kernels import kernel
from algorithms.pool import in_order
from algorithms.relays import RelayValues
from algorithms.sketch import Sketch, sample_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s

MOST_GROUPS = 64

Float32s = npt.NDArray[np.float32]
Groups = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Crossing:
    """What gets from one group of accounts to another.

    Parameters
    ----------
    origin, destination
        Numbers of the groups.
    reached
        People of the destination who see a message that starts in the origin.
    carriers
        Without whom most of them would not see it, best first, as one half of the sets says.
    lost
        How many would not see it if each of these passed nothing on, as the other half says.
    """

    origin: int
    destination: int
    reached: Estimate
    carriers: tuple[int, ...]
    lost: tuple[Estimate, ...]


def read_crossings(sketch: Sketch, *, groups: Int32s, starts: Float64s, k: int) -> list[Crossing]:
    """Read off a sketch who brings messages from each group to each other one, all in one pass.

    Parameters
    ----------
    sketch
        With trees, of at least 2 sets, counting `people`: the first half orders accounts, the second reports.
    groups
        int32, n: number of each account's group, 0 to 63; negative for none.
    starts
        float64, n, not negative: messages of a group start at its accounts in these shares.
    k
        Carriers of each pair at most, at least 0.

    Returns
    -------
    list of Crossing
        Of all pairs in whose origin somebody starts messages, by destination, then origin.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> sketch = sample_sketch(path, n_sets=10_000, counting="people", random_seed=1)
    >>> [found] = read_crossings(sketch, groups=np.array([0, -1, 1]), starts=np.eye(3)[0], k=5)
    >>> round(found.reached.value, 1), found.carriers, round(found.lost[0].value, 1)
    (1.0, (1,), 1.0)
    """
    if sketch.n_sets < 2:
        raise ParameterError("sketch", f"one of {sketch.n_sets} sets", "of at least 2 sets")
    starting = _Starting.of(sketch, groups, starts)
    first, second = sketch.halves()
    present = np.flatnonzero(np.bincount(first.members, minlength=sketch.n))
    towards = partial(_towards, first, second, starting, present, k)
    return list(chain.from_iterable(in_order(towards, range(len(starting.largest)))))


def crossing_ties(
    sketch: Sketch, graph: InfluenceGraph, *, sources: Float64s, origin: Bools, destination: Bools, k: int
) -> Int64s:
    """Return the ties from a community to another that most messages may depend on.

    A tie can only carry what its source dominates where its target dominates the source next: that
    much is counted in the first half of the sets. It bounds the tie's value from above.

    Parameters
    ----------
    sketch
        As in `read_crossings`.
    graph
        That the sketch was drawn from.
    sources
        float64, n: P(s) that s starts the message, summing to 1; 0 outside the origin.
    origin, destination
        bool, n: sources and targets of the ties.
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
    sources
        As in `crossing_ties`.
    destination
        bool, n: who is counted; nobody of them starts messages.
    n_samples
        Reverse-reachable sets, at least 2; the second half of them is drawn and read.
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
    if destination.shape != (graph.n,):
        raise ParameterError("destination", f"an array of shape {destination.shape}", f"of length {graph.n}")
    if sources[destination].any():
        raise ParameterError("destination", "an array with a starter", "apart from those who start messages")
    if n_samples < 2:
        raise ParameterError("n_samples", n_samples, "at least 2")
    places = np.asarray(ties, dtype=np.int64)
    if len(places) and not (places.min() >= 0 and places.max() < graph.m):
        raise ParameterError("ties", list(ties), f"edges from 0 to {graph.m - 1}")
    sketch = sample_sketch(
        _divided(graph, places),
        n_sets=n_samples - n_samples // 2,
        counting="people",
        random_seed=random_seed,
        first_set=n_samples // 2,
    )
    groups = np.where(destination, 1, np.where(sources > 0, 0, -1))
    starting = _Starting.of(
        sketch, np.append(groups, np.full(len(places), -1)), np.append(sources, np.zeros(len(places)))
    )
    values = _values(sketch, starting, 1, graph.n + np.arange(len(places)))[0][1]
    return [values.estimate(place) for place in range(len(places))]


@dataclass(frozen=True, slots=True, eq=False)
class _Starting:
    """In which group each account is, and what share of the group's messages starts there.

    `weights` (float32, n) are the shares over `largest` (float64), the largest of the group: so short that
    sums of them come out the same in any order.
    """

    groups: Int32s
    weights: Float32s
    largest: Float64s

    @classmethod
    def of(cls, sketch: Sketch, groups: Int32s, starts: Float64s) -> Self:
        if groups.shape != (sketch.n,) or groups.max(initial=-1) >= MOST_GROUPS:
            shape = f"an array of shape {groups.shape}"
            raise ParameterError("groups", shape, f"{sketch.n} numbers below {MOST_GROUPS}")
        if starts.shape != (sketch.n,) or not starts.min(initial=0.0) >= 0:
            raise ParameterError("starts", f"an array of shape {starts.shape}", f"{sketch.n}, not negative")
        weights, largest = np.zeros(sketch.n, dtype=np.float32), np.zeros(groups.max(initial=-1) + 1)
        for group in range(len(largest)):
            members = groups == group
            if (most := starts.max(where=members, initial=0.0)) > 0:
                weights[members] = starts[members] / most
                largest[group] = most / starts[members].sum()
        return cls(groups, weights, largest)


def _towards(
    first: Sketch, second: Sketch, starting: _Starting, present: Int64s, k: int, destination: int
) -> list[Crossing]:
    origins = [int(group) for group in np.flatnonzero(starting.largest) if group != destination]
    score = _sums(first, starting, destination, present, 1)[0][:-1, :, 0]
    leading = {origin: present[_largest(score[:, origin], k)] for origin in origins}
    accounts = np.unique(np.concatenate([present[:0], *leading.values()]))
    values = _values(second, starting, destination, accounts)
    return [
        Crossing(
            origin,
            destination,
            values[origin][0],
            tuple(chosen.tolist()),
            tuple(values[origin][1].estimate(place) for place in np.searchsorted(accounts, chosen).tolist()),
        )
        for origin, chosen in leading.items()
    ]


def _largest(score: Float64s, k: int) -> Int64s:
    """Return the places of the k largest, largest first, ties in order; none where nothing is scored."""
    found = np.flatnonzero(score)
    if len(found) > k:
        found = found[score[found] >= np.partition(score[found], -k)[-k]]
    return found[np.argsort(-score[found], kind="stable")][:k]


def _values(
    half: Sketch, starting: _Starting, destination: int, accounts: Int64s
) -> list[tuple[Estimate, RelayValues]]:
    """Return what messages of each group reach in the destination, and what these accounts carry of it."""
    sums, most = _sums(half, starting, destination, accounts, 3)
    everybody = float(np.count_nonzero(starting.groups == destination))
    found = []
    for origin, people in enumerate((starting.largest * half.n).tolist()):
        total, squares, largest = (sums[-1, origin] * (people, people**2, people)).tolist()
        reached = moments_estimate(total, squares, largest, half.n_sets, highest=everybody)
        share = people / half.n_sets
        carried = sums[:-1, origin].T * np.array([[share], [share**2], [share]])
        unseen = share * float(most[origin]) or half.n / half.n_sets
        values = RelayValues(carried[0], carried[0], carried[1], carried[2], half.n_sets, unseen)
        found.append((reached, values))
    return found


def _sums(
    half: Sketch, starting: _Starting, destination: int, accounts: Int64s, columns: int
) -> tuple[Float64s, Float64s]:
    """Return what accounts dominate of each group's starters, and the most that anybody does in a set.

    float64, accounts + 1 x groups x columns: the sum over sets with their root in the destination, the sum of
    squares, and the largest; last the roots, who dominate all.
    """
    if half.dominators is None:
        raise ParameterError("sketch", "one without trees", "sampled with trees")
    rows = np.full(half.n, -1, dtype=np.int32)
    rows[accounts] = np.arange(len(accounts))
    sums = np.zeros((len(accounts) + 1, len(starting.largest), columns))
    sets = np.flatnonzero(starting.groups[half.members[half.offsets[:-1]]] == destination)
    starts = (starting.groups != destination) & (starting.weights > 0)
    group = np.where(starts, starting.groups, -1).astype(np.int8)
    most = _add(half.offsets, half.members, half.dominators, sets, group, starting.weights, rows, sums)
    return sums, most


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


@kernel
def _add(
    offsets: Int64s,
    members: Int32s,
    dominators: Int32s,
    sets: Int64s,
    group: Groups,
    weights: Float32s,
    rows: Int32s,
    sums: Float64s,
) -> Float64s:
    """Add to the rows of accounts what they properly dominate in these sets; return the most of each group.

    Behind the last member that starts messages of another group nobody dominates any.
    """
    n_groups = sums.shape[1]
    below, most = np.zeros((64, n_groups)), np.zeros(n_groups)
    for i in sets:
        begin, at = offsets[i], offsets[i + 1] - 1
        while at > begin and group[np.uint32(members[at])] < 0:
            at -= 1
        if at - begin >= len(below):
            below = np.zeros((2 * (at - begin), n_groups))
        while at > begin:
            account, mass = np.uint32(members[at]), below[at - begin]
            parent = below[np.uint32(dominators[at])]
            if rows[account] >= 0:
                _add_to(sums[rows[account]], mass)
            for g in range(n_groups):
                most[g] = max(most[g], mass[g])
                parent[g] += mass[g]
                mass[g] = 0.0
            if group[account] >= 0:
                parent[group[account]] += weights[account]
            at -= 1
        _add_to(sums[-1], below[0])
        below[0] = 0.0
    return most


@kernel
def _add_to(sums: Float64s, mass: Float64s) -> None:
    for g in range(len(mass)):
        sums[g, 0] += mass[g]
        if sums.shape[1] > 1:
            sums[g, 1] += mass[g] * mass[g]
            sums[g, 2] = max(sums[g, 2], mass[g])
