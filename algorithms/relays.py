"""The value of every account as a relay: how many more see or pass on a message because she does.

In a live-edge world u *carries* (s, w) when every live path from the starter s to w passes through u, and u
is neither. Sample w uniformly: u carries (s, w) exactly when u properly dominates s in the reverse-reachable
set of w, so that one dominator tree a set serves every account,

    carried(u) = n · E[ Σ P(s) over s properly below u ],    u not the root,

and this equals E[count] − E[count when u sees but never passes on], u itself not counted. For seeds that
start together, u carries w when all seeds in the set are properly below u: the nearest common ancestor of
the seeds and its ancestors.

Every answer is one pass over a sketch, or, for few starters, over the sets that hold them:

    read_relay_values(sketch, *, sources | seeds, index=None, threads=None) -> RelayValues
    relay_values(graph, *, sources | seeds, counting, n_samples, random_seed) -> RelayValues
    group_value(sketch, graph, accounts, *, sources | seeds, index=None, threads=None) -> Estimate
    relay_parts(graph, accounts, *, sources | seeds, n_samples, random_seed) -> list of RelayParts

Who is silent is a matter of the sketch: `sketch.silenced(graph, accounts)`, then read it.

References
----------
Xie, Zhang, Wang, Lin, Zhang: Minimizing the influence of misinformation via vertex blocking. ICDE 2023,
arXiv 2302.13529 (dominator trees, over forward samples).
"""

# ruff: noqa: FBT001  # numba knows no keyword-only arguments
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from algorithms.checks import check_distribution, check_nodes, check_sampling, check_seeds
from algorithms.estimates import (
    Estimate,
    estimate_probability,
    estimate_share,
    mean_limits,
    moments_estimate,
    ratio,
)
from algorithms.kernels import kernel, prefetch
from algorithms.pool import in_order
from algorithms.reverse_reachable import EXPOSED, LIVE_EACH, Counting, Draws, draw_sets, draws_of
from algorithms.sketch import Sketch, SketchIndex, sample_sketch
from algorithms.streams import PARTS
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

_SLICES = 2  # of each half, each summed by itself: a number that does not depend on that of threads
_FEW = 10_000  # starters up to whom the sets that hold them are looked up
_AHEAD = 32  # members between asking for memory and using it
_PARTS_CHUNK = 1024  # sets
_NOBODY = np.empty(0, dtype=np.bool_)
_NO_TREES = False


@dataclass(frozen=True, slots=True, eq=False)
class RelayValues:
    """The relay value of every account, with one half of the sets to choose by and one to report.

    Whoever comes first by the same samples that are reported owes part of the value to luck.

    Parameters
    ----------
    score
        float64, n: the value by the first half of the sets; orders the accounts and is not reported.
    value
        float64, n: the value by the second half: a sum of one contribution a set.
    squares, largest
        float64, n each: sum of the squares of these contributions, and the largest of them.
    n
        Sets in the second half.
    unseen
        What one more set may contribute to an account without any contribution, above 0.
    """

    score: Float64s
    value: Float64s
    squares: Float64s
    largest: Float64s
    n: int
    unseen: float = 1.0

    @property
    def low(self) -> Float64s:
        """Lower ends of the 95 % intervals: float64, n."""
        return self._limits(np.arange(len(self.value)))[0]

    @property
    def high(self) -> Float64s:
        """Upper ends of the 95 % intervals: float64, n."""
        return self._limits(np.arange(len(self.value)))[1]

    def best(self, k: int) -> Int64s:
        """Return the k accounts of highest score, ties by number: int64, min(k, n)."""
        found = np.flatnonzero(self.score > 0)
        if len(found) < k:
            found = np.arange(len(self.score))
        elif k > 0:
            found = found[self.score[found] >= np.partition(self.score[found], -k)[-k]]
        return found[np.argsort(-self.score[found], kind="stable")][:k].astype(np.int64)

    def estimate(self, account: int) -> Estimate:
        """Return what is reported for one account."""
        low, high = self._limits(np.array([account]))
        return Estimate(float(self.value[account]), float(low[0]), float(high[0]), self.n)

    def _limits(self, accounts: Int64s) -> tuple[Float64s, Float64s]:
        largest = self.largest[accounts]
        # Who was never hit may still be, by as much as anybody was; if nobody was, by everything.
        largest[largest == 0] = self.unseen
        low, high = mean_limits(self.value[accounts], self.squares[accounts], largest, self.n)
        return low * self.n, high * self.n


@dataclass(frozen=True, slots=True)
class RelayParts:
    """Why an account is a good relay; all over starters other than itself, P(s) not renormalised.

    Parameters
    ----------
    exposed
        P(the account sees the message).
    active
        P(it passes the message on).
    active_if_exposed
        Their quotient; None where it was exposed too rarely to bound it.
    """

    exposed: Estimate
    active: Estimate
    active_if_exposed: Estimate | None


def relay_values(
    graph: InfluenceGraph,
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    counting: Counting,
    n_samples: int,
    random_seed: int,
) -> RelayValues:
    """Estimate what every account carries.

    Parameters
    ----------
    graph
        The influence graph.
    sources
        float64, n: P(s) that s starts the message, summing to 1; None is uniform.
    seeds
        Distinct accounts that start together, instead of `sources`.
    counting
        `relays`: accounts that pass the message on; `people`: those who see it.
    n_samples
        Reverse-reachable sets, at least 2: half to choose, half to report.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes.

    Returns
    -------
    RelayValues
        In expected accounts or people.

    Raises
    ------
    ParameterError
        When both `sources` and `seeds` are given, or one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
    >>> values = relay_values(path, seeds=[0], counting="relays", n_samples=20_000, random_seed=1)
    >>> values.best(2).tolist(), values.value.round(1).tolist()
    ([1, 2], [0.0, 2.0, 1.0, 0.0])
    """
    check_sampling(n_samples, random_seed, least=2)
    _starters(graph, sources, seeds)
    sketch = sample_sketch(graph, n_sets=n_samples, counting=counting, random_seed=random_seed)
    return read_relay_values(sketch, sources=sources, seeds=seeds)


def read_relay_values(
    sketch: Sketch,
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    index: SketchIndex | None = None,
    threads: int | None = None,
) -> RelayValues:
    """Read off a sketch what every account carries.

    Parameters
    ----------
    sketch
        With trees, of at least 2 sets: the first half chooses, the second reports.
    sources, seeds
        As in `relay_values`.
    index
        Of this sketch: then only the sets that hold a possible starter are read, where these are few.
    threads
        At least 1; None is one a core. The bytes are the same for any number.

    Raises
    ------
    ParameterError
        When both `sources` and `seeds` are given, one of them is out of its range, or the sketch has no
        trees or fewer than 2 sets.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
    >>> sketch = sample_sketch(path, n_sets=20_000, random_seed=1)
    >>> read_relay_values(sketch, seeds=[0]).value.round(1).tolist()
    [0.0, 2.0, 1.0, 0.0]
    """
    trees = sketch.dominators
    if trees is None:
        raise ParameterError("sketch", "one without trees", "sampled with trees")
    if sketch.n_sets < 2:
        raise ParameterError("sketch", f"one of {sketch.n_sets} sets", "of at least 2 sets")
    starters = _starters(sketch, sources, seeds)
    entries, pieces = _entries_to_read(sketch, index, starters.weights)
    half = sketch.n_sets // 2
    middle = int(np.searchsorted(entries[0], half))
    slices = [
        (part, n_sets, columns)
        for side, n_sets, columns in (
            (entries[:, :middle], half, 1),
            (entries[:, middle:], sketch.n_sets - half, 4),
        )
        for part in np.array_split(side, pieces, axis=1)
    ]

    def work(chunk: tuple[Int64s, int, int]) -> tuple[Sums, float]:
        (sets, *accounts), n_sets, columns = chunk
        sums = np.zeros((sketch.n, columns))
        scale = sketch.n / n_sets
        arrays = (sketch.offsets, sketch.members, trees)
        if accounts:
            largest = _add_climbed(
                *arrays, sets, accounts[0], starters.weights, starters.together, scale, sums
            )
        else:
            largest = _add_carried(*arrays, sets, starters.weights, starters.together, scale, sums)
        return sums, largest

    done = list(in_order(work, slices, threads=threads))
    score, reported = _merged(done[:pieces]), _merged(done[pieces:])
    return RelayValues(
        score=score[:, 0],
        value=reported[:, 0],
        squares=reported[:, 1],
        largest=reported[:, 2],
        n=sketch.n_sets - half,
        unseen=max(largest for _, largest in done[pieces:]) or sketch.n / (sketch.n_sets - half),
    )


def group_value(
    sketch: Sketch,
    graph: InfluenceGraph,
    accounts: Sequence[int],
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    index: SketchIndex | None = None,
    threads: int | None = None,
) -> Estimate:
    """Estimate what a group carries together: how many are lost when all of it see but never pass on.

    The members stay in the audience: one who is reached only through another is counted. Starters
    are others than the members. The value of a group is neither the sum of the members' nor bounded by
    it, so that a group put together one by one comes with no guarantee.

    Parameters
    ----------
    sketch
        Of at least 1 set, with or without trees; not the sets that chose the group.
    graph
        That it was drawn from.
    accounts
        Distinct nodes, at least one.
    sources, seeds, index, threads
        As in `read_relay_values`; seeds are no members.

    Raises
    ------
    ParameterError
        When an argument is out of its range.

    Examples
    --------
    >>> diamond = InfluenceGraph.from_edges(4, [0, 0, 1, 2], [1, 2, 3, 3], 1.0)
    >>> sketch = sample_sketch(diamond, n_sets=10_000, random_seed=1)
    >>> [round(group_value(sketch, diamond, group, seeds=[0]).value, 1) for group in ([1], [1, 2])]
    [0.0, 1.0]
    """
    check_nodes(sketch, "accounts", accounts)
    if not len(accounts) or len(set(accounts)) < len(accounts):
        raise ParameterError("accounts", list(accounts), "at least one node, and none twice")
    if sketch.n_sets < 1:
        raise ParameterError("sketch", "one without sets", "of at least 1 set")
    starters = _starters(sketch, sources, seeds)
    if starters.together and starters.weights[list(accounts)].any():
        raise ParameterError("accounts", list(accounts), "other accounts than the seeds")
    weights = np.broadcast_to(starters.weights, sketch.n).copy()
    weights[list(accounts)] = 0.0
    quiet = sketch.silenced(graph, accounts, index=index, threads=threads)
    before, after = (_masses(each.offsets, each.members, weights, 0) for each in (sketch, quiet))
    if starters.together:
        before, after = np.minimum(before, 1.0), np.minimum(after, 1.0)
    lost = np.maximum(before - after, 0.0) * sketch.n
    squares, largest = float((lost**2).sum()), float(lost.max())
    return moments_estimate(float(lost.sum()), squares, largest, sketch.n_sets, highest=float(sketch.n))


def relay_parts(
    graph: InfluenceGraph,
    accounts: Sequence[int],
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    n_samples: int,
    random_seed: int,
) -> list[RelayParts]:
    """Estimate how often each account sees the message, passes it on, and passes it on after seeing it.

    The sets of `relay_values` cannot say: one that contains an account is one whose root the account
    reaches. So sets are drawn that are rooted at the account. One draw a tie decides both: what is live
    is also seen.

    Parameters
    ----------
    graph, sources, seeds, random_seed
        As in `relay_values`.
    accounts
        Nodes, 0 to n - 1.
    n_samples
        Sets for each account, at least 1.

    Returns
    -------
    list of RelayParts
        In the order of `accounts`; what an account gets does not depend on the others.

    Raises
    ------
    ParameterError
        As `relay_values`, and on an account that is no node.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> [parts] = relay_parts(path, [1], seeds=[0], n_samples=1000, random_seed=1)
    >>> parts.exposed.value, abs(parts.active.value - 0.5) < 0.05
    (1.0, True)
    """
    check_sampling(n_samples, random_seed)
    check_nodes(graph, "accounts", accounts)
    starters = _starters(graph, sources, seeds)
    draws = draws_of(graph)
    chunks = [
        (int(account), np.arange(first, min(first + _PARTS_CHUNK, n_samples)))
        for account in accounts
        for first in range(0, n_samples, _PARTS_CHUNK)
    ]

    def work(chunk: tuple[int, Int64s]) -> Float64s:
        return _start_masses(draws, starters, chunk[0], chunk[1], random_seed)

    masses = np.concatenate([np.empty((2, 0)), *in_order(work, chunks)], axis=1)
    return [_parts(*masses[:, i * n_samples : (i + 1) * n_samples]) for i in range(len(accounts))]


def _parts(exposed: Float64s, active: Float64s) -> RelayParts:
    return RelayParts(
        exposed=estimate_probability(exposed),
        active=estimate_probability(active),
        active_if_exposed=estimate_share(active, exposed),
    )


def extra_if_active(carried: Estimate, parts: RelayParts) -> Estimate | None:
    """Estimate how many more an account brings when it passes the message on: carried / P(active).

    Parameters
    ----------
    carried
        Of the account, in people or in relays.
    parts
        Of the same account and starters, from other samples.

    Returns
    -------
    Estimate or None
        None where the account was active too rarely to bound the quotient.

    Examples
    --------
    >>> certain = Estimate(1.0, 1.0, 1.0, 100)
    >>> extra_if_active(Estimate(3.0, 2.5, 3.5, 100), RelayParts(certain, certain, certain)).value
    3.0
    """
    return ratio(carried, parts.active)


@dataclass(frozen=True, slots=True)
class _Starters:
    """P(s), a single number if it is the same for everybody; or 1 for each of the seeds together."""

    weights: Float64s
    together: bool


def _starters(
    accounts: InfluenceGraph | Sketch, sources: Float64s | None, seeds: Sequence[int] | None
) -> _Starters:
    if seeds is None:
        even = np.full(min(accounts.n, 1), 1 / max(accounts.n, 1))
        return _Starters(even if sources is None else check_distribution(accounts, sources), together=False)
    if sources is not None:
        raise ParameterError("seeds", list(seeds), "left out when sources are given")
    check_seeds(accounts, seeds)
    marks = np.zeros(accounts.n)
    marks[list(seeds)] = 1.0
    return _Starters(marks, together=True)


Sums = Float64s  # a row an account: sum of contributions; of those reported, also of squares, and the largest


def _entries_to_read(sketch: Sketch, index: SketchIndex | None, weights: Float64s) -> tuple[Int64s, int]:
    """Return what to read of a sketch, and in how many slices each half.

    A row of sets, ascending; where starters are few, those that hold one, once for each, and below, whom.
    """
    given = len(weights) == sketch.n
    if index is not None and given and np.count_nonzero(weights) <= _FEW:
        return index.entries_of(np.flatnonzero(weights)), 1
    return np.arange(sketch.n_sets)[None, :], _SLICES


def _merged(done: Sequence[tuple[Sums, float]]) -> Sums:
    first, *others = (sums for sums, _ in done)
    for more in others:
        _merge(first, more)
    return first


@kernel
def _merge(sums: Sums, more: Sums) -> None:
    for account in range(len(sums)):
        sums[account, 0] += more[account, 0]
        if sums.shape[1] > 1:
            sums[account, 1] += more[account, 1]
            sums[account, 2] = max(sums[account, 2], more[account, 2])


@kernel
def _add_carried(
    offsets: Int64s,
    members: Int32s,
    dominators: Int32s,
    sets: Int64s,
    weights: Float64s,
    together: bool,
    scale: float,
    sums: Sums,
) -> float:
    """Add to each account what it carries in these sets; return the largest contribution of one set."""
    below, most = np.zeros(64), 0.0
    flat, width = sums.reshape(-1), sums.shape[1]
    # Backwards like the members within a set, so that what comes next lies just before.
    for i in sets[::-1]:
        begin, count = offsets[i], offsets[i + 1] - offsets[i]
        if count > len(below):
            below = np.zeros(2 * count)
        started = _weight(members, begin, count, weights) if together else 1.0
        if started == 0.0:
            continue
        for place in range(count - 1, 0, -1):
            at = begin + place
            if at >= _AHEAD:
                prefetch(flat, members[at - _AHEAD] * width)
                prefetch(weights, members[at - _AHEAD] if len(weights) > 1 else 0)
            account = members[at]
            carried = below[place]
            below[place] = 0.0
            below[dominators[at]] += carried + (weights[account] if len(weights) > 1 else weights[0])
            if together:
                carried = 1.0 if carried == started else 0.0
            if carried > 0.0:
                most = max(most, carried)
                _add(sums, account, carried * scale)
        below[0] = 0.0
    return most * scale


@kernel
def _add_climbed(
    offsets: Int64s,
    members: Int32s,
    dominators: Int32s,
    sets: Int64s,
    accounts: Int64s,
    weights: Float64s,
    together: bool,
    scale: float,
    sums: Sums,
) -> float:
    """Do what `_add_carried` does, from each starter of a set up to the root: nobody else carries anything.

    A set stands in `sets` once for each starter that it holds, who stands in `accounts`.
    """
    below, met, most = np.zeros(64), np.empty(64, dtype=np.int64), 0.0
    first = 0
    while first < len(sets):
        begin, count = offsets[sets[first]], offsets[sets[first] + 1] - offsets[sets[first]]
        if count > len(below):
            below, met = np.zeros(2 * count), np.empty(2 * count, dtype=np.int64)
        last, climbed, started = first, 0, 0.0
        while last < len(sets) and sets[last] == sets[first]:
            weight = weights[accounts[last]]
            started += weight
            place = _place_of(members, begin, accounts[last])
            climbed = _climb(dominators, begin, place, weight, below, met, climbed)
            last += 1
        for place in met[:climbed]:
            carried = below[place]
            below[place] = 0.0
            if together:
                carried = 1.0 if carried == started else 0.0
            if carried > 0.0:
                most = max(most, carried)
                _add(sums, members[begin + place], carried * scale)
        first = last
    return most * scale


@kernel
def _climb(
    dominators: Int32s, begin: int, place: int, weight: float, below: Float64s, met: Int64s, climbed: int
) -> int:
    """Add a starter's weight to all above it but the root; return how many places have been met."""
    place = dominators[begin + place]
    while place > 0:
        if below[place] == 0.0:
            met[climbed] = place
            climbed += 1
        below[place] += weight
        place = dominators[begin + place]
    return climbed


@kernel
def _place_of(members: Int32s, begin: int, account: int) -> int:
    place = 0
    while members[begin + place] != account:
        place += 1
    return place


@kernel
def _add(sums: Sums, account: int, contribution: float) -> None:
    sums[account, 0] += contribution
    if sums.shape[1] > 1:
        sums[account, 1] += contribution * contribution
        sums[account, 2] = max(sums[account, 2], contribution)


@kernel
def _weight(members: Int32s, begin: int, count: int, weights: Float64s) -> float:
    total = 0.0
    for at in range(begin, begin + count):
        total += weights[members[at]] if len(weights) > 1 else weights[0]
    return total


@kernel
def _masses(offsets: Int64s, members: Int32s, weights: Float64s, skipped: int) -> Float64s:
    """Return the weight of each set, without its first so many members."""
    masses = np.empty(len(offsets) - 1)
    for i in range(len(masses)):
        begin = offsets[i] + skipped
        masses[i] = _weight(members, begin, offsets[i + 1] - begin, weights)
    return masses


def _start_masses(
    draws: Draws, starters: _Starters, account: int, samples: Int64s, random_seed: int
) -> Float64s:
    """Return the chances, given each world, that who starts exposes and activates the account: 2 rows."""
    masses = np.empty((2, len(samples)))
    for row, into_root in enumerate((EXPOSED, LIVE_EACH)):
        offsets, members, _ = draw_sets(
            draws, samples, random_seed, PARTS + account, account, into_root, _NOBODY, _NO_TREES
        )
        masses[row] = _masses(offsets, members, starters.weights, 1)
    return np.minimum(masses, 1.0) if starters.together else masses
