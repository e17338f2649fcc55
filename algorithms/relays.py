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

Who is silent is a matter of the sketch: `sketch.silenced(graph, accounts)`, then read it. Parts of a value
are in `relay_parts.py`, groups in `relay_groups.py`.

References
----------
Xie, Zhang, Wang, Lin, Zhang: Minimizing the influence of misinformation via vertex blocking. ICDE 2023,
arXiv 2302.13529 (dominator trees, over forward samples).
"""

# ruff: noqa: FBT001  # numba knows no keyword-only arguments
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from algorithms.checks import check_sampling
from algorithms.estimates import Estimate, mean_limits
from algorithms.kernels import kernel, prefetch
from algorithms.pool import in_order
from algorithms.reverse_reachable import Counting
from algorithms.set_index import SetIndex
from algorithms.sketch import Sketch, sample_sketch
from algorithms.starters import Starters, start_mass
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

_SLICES = 2  # of each half, each summed by itself: a number that does not depend on that of threads
_FEW = 10_000  # starters up to whom the sets that hold them are looked up
_AHEAD = 48  # members between asking for memory and using it
_WAITING = 2048  # contributions that wait to be added one after another
_COLUMNS = 4  # of the sums of those reported: a row is half a cache line


Float32s = npt.NDArray[np.float32]
Sums = Float64s  # a row an account: sum of contributions; of those reported also of squares, and the largest


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
    Starters.of(graph, sources, seeds)
    sketch = sample_sketch(graph, n_sets=n_samples, counting=counting, random_seed=random_seed)
    return read_relay_values(sketch, sources=sources, seeds=seeds)


def read_relay_values(
    sketch: Sketch,
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    index: SetIndex | None = None,
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
    reading = _Reading.of(sketch, Starters.of(sketch, sources, seeds), index)
    half = sketch.n_sets // 2
    chosen_by, reported_by = reading.slices(0, half, 1), reading.slices(half, sketch.n_sets, _COLUMNS)
    done = list(in_order(reading.summed, [*chosen_by, *reported_by], threads=threads))
    score, reported = _merged(done[: len(chosen_by)]), _merged(done[len(chosen_by) :])
    return RelayValues(
        score=score[:, 0],
        value=reported[:, 0],
        squares=reported[:, 1],
        largest=reported[:, 2],
        n=sketch.n_sets - half,
        unseen=max(largest for _, largest in done[len(chosen_by) :]) or sketch.n / (sketch.n_sets - half),
    )


class _Slice(NamedTuple):
    """Sets to read, of how many whose mean is taken, and how many sums of each account."""

    first: int
    last: int
    n_sets: int
    columns: int


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """A sketch and who starts, as kernels take them.

    `weights` are those of the starters over the largest, in 4 bytes: spread over everybody they are looked
    up a tenth faster. `entries` are the sets to read, ascending, once for each of their starters, and who
    that is; None reads all.
    """

    sketch: Sketch
    trees: Int32s
    weights: Float32s
    together: bool
    scale: float
    entries: Int64s | None

    @classmethod
    def of(cls, sketch: Sketch, starters: Starters, index: SetIndex | None) -> Self:
        if sketch.dominators is None:
            raise ParameterError("sketch", "one without trees", "sampled with trees")
        if sketch.n_sets < 2:
            raise ParameterError("sketch", f"one of {sketch.n_sets} sets", "of at least 2 sets")
        largest = float(starters.weights.max(initial=0.0)) or 1.0
        return cls(
            sketch=sketch,
            trees=sketch.dominators,
            weights=(starters.weights / largest).astype(np.float32),
            together=starters.together,
            scale=largest * sketch.n,
            entries=_entries(starters, index),
        )

    def slices(self, first: int, last: int, columns: int) -> list[_Slice]:
        """Cut one half, where much is to be read."""
        pieces = _SLICES if self.entries is None else 1
        cuts = [first + (last - first) * piece // pieces for piece in range(pieces + 1)]
        return [_Slice(*ends, last - first, columns) for ends in pairwise(cuts)]

    def summed(self, part: _Slice) -> tuple[Sums, float]:
        """Return the sums over a slice, and the largest contribution of a set."""
        sums = _aligned_zeros(self.sketch.n, part.columns)
        arrays = (self.sketch.offsets, self.sketch.members, self.trees)
        scale = self.scale / part.n_sets
        if self.entries is None:
            ends = (part.first, part.last)
            return sums, _add_carried(*arrays, *ends, self.weights, self.together, scale, sums)
        first, last = np.searchsorted(self.entries[0], (part.first, part.last))
        sets, members = self.entries[:, first:last]
        return sums, _add_climbed(*arrays, sets, members, self.weights, self.together, scale, sums)


def _entries(starters: Starters, index: SetIndex | None) -> Int64s | None:
    if index is None or len(starters.weights) < index.n:
        return None
    start = starters.weights > 0
    return index.entries_of(np.flatnonzero(start)) if np.count_nonzero(start) <= _FEW else None


def _aligned_zeros(rows: int, columns: int) -> Sums:
    # A row in two cache lines takes twice the time to add to, and numpy aligns to 16 bytes only.
    room = np.zeros(rows * columns + 8)
    first = -room.ctypes.data % 64 // 8
    return room[first : first + rows * columns].reshape(rows, columns)


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
    first: int,
    last: int,
    weights: Float32s,
    together: bool,
    scale: float,
    sums: Sums,
) -> float:
    """Add to each account what it carries in these sets; return the largest contribution of one set.

    A third of the members, no processor can guess which, have nobody below them. So all are written to the
    end of a list of contributions that wait, which grows for the others only.
    """
    even, most, waiting = len(weights) == 1, 0.0, 0
    below = np.zeros(_WAITING)
    accounts, masses = np.empty(2 * _WAITING, dtype=np.int32), np.empty(2 * _WAITING)
    # Backwards like the members within a set, so that what comes next lies just before.
    for i in range(last - 1, first - 1, -1):
        begin, end = offsets[i], offsets[i + 1]
        if end - begin > len(below):
            most = max(most, _add_all(accounts[:waiting], masses, together, scale, sums))
            waiting, room = 0, 2 * (end - begin)
            below = np.zeros(room)
            accounts, masses = np.empty(room + _WAITING, dtype=np.int32), np.empty(room + _WAITING)
        started = start_mass(members, begin, end, weights) if together else 0.0
        if together and started == 0.0:
            continue
        for at in range(end - 1, begin, -1):
            if not even and at >= _AHEAD:
                prefetch(weights, members[at - _AHEAD])
            account, mass = members[at], below[at - begin]
            below[at - begin] = 0.0
            below[dominators[at]] += mass + weights[0 if even else account]
            accounts[waiting], masses[waiting] = account, mass
            waiting += mass == started if together else mass > 0.0
        below[0] = 0.0
        if waiting > _WAITING:
            most = max(most, _add_all(accounts[:waiting], masses, together, scale, sums))
            waiting = 0
    return max(most, _add_all(accounts[:waiting], masses, together, scale, sums))


@kernel
def _add_climbed(
    offsets: Int64s,
    members: Int32s,
    dominators: Int32s,
    sets: Int64s,
    starters: Int64s,
    weights: Float32s,
    together: bool,
    scale: float,
    sums: Sums,
) -> float:
    """Do what `_add_carried` does, from each starter of a set up to the root: nobody else carries anything.

    A set stands in `sets` once for each of the starters in it, who stands in `starters`.
    """
    below, met, most = np.zeros(64), np.empty(64, dtype=np.int64), 0.0
    accounts, masses = np.empty(64, dtype=np.int32), np.empty(64)
    first = 0
    while first < len(sets):
        begin, count = offsets[sets[first]], offsets[sets[first] + 1] - offsets[sets[first]]
        if count > len(below):
            below, met = np.zeros(2 * count), np.empty(2 * count, dtype=np.int64)
            accounts, masses = np.empty(2 * count, dtype=np.int32), np.empty(2 * count)
        last, climbed, started, waiting = first, 0, 0.0, 0
        while last < len(sets) and sets[last] == sets[first]:
            weight = weights[starters[last]]
            started += weight
            place = _place_of(members, begin, starters[last])
            climbed = _climb(dominators, begin, place, weight, below, met, climbed)
            last += 1
        for place in met[:climbed]:
            accounts[waiting], masses[waiting] = members[begin + place], below[place]
            waiting += not together or below[place] == started
            below[place] = 0.0
        most = max(most, _add_all(accounts[:waiting], masses, together, scale, sums))
        first = last
    return most


@kernel
def _add_all(accounts: Int32s, masses: Float64s, together: bool, scale: float, sums: Sums) -> float:
    """Add to each of these accounts; return the largest contribution."""
    flat, columns, most = sums.reshape(-1), sums.shape[1], 0.0
    for i in range(len(accounts)):
        if i + _AHEAD < len(accounts):
            prefetch(flat, accounts[i + _AHEAD] * columns)
        account, contribution = accounts[i], scale * (1.0 if together else masses[i])
        most = max(most, contribution)
        sums[account, 0] += contribution
        if columns > 1:
            sums[account, 1] += contribution * contribution
            sums[account, 2] = max(sums[account, 2], contribution)
    return most


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
