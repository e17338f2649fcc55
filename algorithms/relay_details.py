"""More on the accounts that an answer reports: what each carries by hop, and which are too close to call.

Hops are counted by the shortest live distance from who starts to who is carried. A sketch keeps no distances:
the live edges of the sets in which a reported account carries anybody come back from their random numbers.

Two accounts meet in the same samples, so that their values vary together and their difference is often known
better than either. One account is surely ahead of another where their paired difference exceeds its
standard error so far that, with chance 95 %, no pair of the whole list is put in the wrong order; what
this leaves open is the range of ranks of each.

References
----------
Mogstad, Romano, Shaikh, Wilhelm: Inference for ranks with applications to mobility across neighbourhoods and
academic achievement across countries. Review of Economic Studies 91, 2024.
"""

# ruff: noqa: FBT001  # numba knows no keyword-only arguments
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from algorithms.checks import Nodes, check_nodes
from algorithms.estimates import CI_LEVEL, Estimate, mean_limits
from algorithms.kernels import kernel
from algorithms.pool import in_order
from algorithms.reverse_reachable import Draws, draws_of, edges_into_root, live_in_edges
from algorithms.sketch import Sketch
from algorithms.starters import Starters
from algorithms.streams import RELAYS, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

_CHUNK = 4096  # sets; even, since they vary by pairs
_HOPS = 16  # room for so many at first

_NO_EDGES = InfluenceGraph.from_edges(0, [], [], 1.0)  # where none is drawn again, none is made ready

Span = tuple[int, int]
"""Number of the first sample of a chunk, and of the one behind its last."""


@dataclass(frozen=True, slots=True, eq=False)
class RelayDetails:
    """What some accounts carry, by hop, in the samples that report, and how their values vary together.

    Parameters
    ----------
    total, squares, largest
        float64, accounts x columns: sums of contributions of one sample each, of their squares, and the
        largest. Column 0 is of all hops, column h of hop h; alone where hops were not asked for.
    covariance
        float64, accounts x accounts: of the sums in column 0.
    n
        Samples.
    unseen
        What one more sample may contribute where none has contributed, above 0.
    """

    total: Float64s
    squares: Float64s
    largest: Float64s
    covariance: Float64s
    n: int
    unseen: float

    @property
    def last_hop(self) -> int:
        """The last hop at which anybody is carried by anybody of the list."""
        return int(self.total.shape[1]) - 1

    def by_hop(self, place: int, *, last_hop: int | None = None) -> list[Estimate]:
        """Return what one account, by its place in the list, carries at hop 2, 3 and so on.

        Nobody is carried at hop 1. The values add up to what the account carries in all.

        Parameters
        ----------
        place
            From 0.
        last_hop
            Where to end, no earlier than the list's own last hop; None ends there.
        """
        beyond = 0 if last_hop is None else last_hop - self.last_hop
        total, squares, largest = (
            np.pad(sums[place], (0, beyond)) for sums in (self.total, self.squares, self.largest)
        )
        low, high = mean_limits(total, squares, np.where(largest > 0, largest, self.unseen), self.n)
        hops = zip((total / self.n).tolist(), low.tolist(), high.tolist(), strict=True)
        return [Estimate(*hop, self.n) for hop in hops][2:]

    def carried(self) -> list[Estimate]:
        """Return what each account carries in all, in the order of the list.

        Intervals count what the samples of a pair differ by, so that who starts may take turns.

        Examples
        --------
        >>> total = np.array([[90.0], [0.0]])
        >>> RelayDetails(total, total, total / 90, np.diag(total[:, 0]), 100, 1.0).carried()[0].value
        0.9
        """
        total, largest = self.total[:, 0], self.largest[:, 0]
        squares = np.diagonal(self.covariance) + total**2 / self.n
        low, high = mean_limits(total, squares, np.where(largest > 0, largest, self.unseen), self.n)
        ends = zip((total / self.n).tolist(), low.tolist(), high.tolist(), strict=True)
        return [Estimate(*each, self.n) for each in ends]

    def ranks(self) -> list[tuple[int, int]]:
        """Return the best and the worst rank within the list, from 1, that each account may have.

        With chance 95 % all of them hold at once.

        Examples
        --------
        >>> total = np.array([[90.0], [50.0], [48.0]])
        >>> RelayDetails(total, total, total / total, np.diag(total[:, 0]), 1000, 1.0).ranks()
        [(1, 1), (2, 3), (2, 3)]
        """
        k = len(self.total)
        sure = ndtri(1 - (1 - CI_LEVEL) / max(k * (k - 1), 1))
        total, largest, own = self.total[:, 0], self.largest[:, 0], np.diagonal(self.covariance)
        spread = np.maximum(own[:, None] + own - 2 * self.covariance, 0.0)
        # One more contribution, as large as the largest: the rule for few hits, as in `mean_limits`.
        spread += np.maximum.outer(largest, largest) ** 2
        ahead = total[:, None] - total > sure * np.sqrt(spread)
        return [(1 + int(ahead[:, i].sum()), k - int(ahead[i].sum())) for i in range(k)]


class Sums(NamedTuple):
    """Arrays of `RelayDetails` while they grow, and of the sample and the pair of samples at hand.

    `now` (float64, like `total`) is what each account carries in the sample, `met` (int64) lists who does,
    `apart` (float64, accounts) is the first sample of a pair less the second, `furthest` the last hop, and
    `most` (float64) the largest contribution of a sample to anybody, where that is known.
    """

    total: Float64s
    squares: Float64s
    largest: Float64s
    covariance: Float64s
    now: Float64s
    met: Int64s
    apart: Float64s
    furthest: Int64s
    most: Float64s

    @classmethod
    def of(cls, accounts: int, hops: int) -> Sums:
        """Return room for so many accounts and hops."""
        total, squares, largest, now = np.zeros((4, accounts, 1 + hops))
        covariance, met = np.zeros((accounts, accounts)), np.empty(accounts, dtype=np.int64)
        apart, furthest = np.zeros(accounts), np.zeros(1, dtype=np.int64)
        return cls(total, squares, largest, covariance, now, met, apart, furthest, np.zeros(1))

    def plus(self, other: Sums) -> Sums:
        """Return the sums over these samples and others."""
        width = max(self.total.shape[1], other.total.shape[1])
        mine, theirs = (
            [np.pad(sums, ((0, 0), (0, width - sums.shape[1]))) for sums in each[:3]]
            for each in (self, other)
        )
        return self._replace(
            total=mine[0] + theirs[0],
            squares=mine[1] + theirs[1],
            largest=np.maximum(mine[2], theirs[2]),
            covariance=self.covariance + other.covariance,
            furthest=np.maximum(self.furthest, other.furthest),
            most=np.maximum(self.most, other.most),
        )


def read_relay_details(
    sketch: Sketch,
    graph: InfluenceGraph,
    accounts: Sequence[int],
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    by_hop: bool = True,
    threads: int | None = None,
) -> RelayDetails:
    """Read details of some accounts off the half of a sketch that reports.

    Parameters
    ----------
    sketch, sources, seeds, threads
        As in `relays.read_relay_values`.
    graph
        That the sketch was drawn from.
    accounts
        Distinct nodes.
    by_hop
        Without, no live edge is drawn again, and only the order can be told.

    Raises
    ------
    ParameterError
        As `relays.read_relay_values`, and on an account that is no node or is given twice.

    Examples
    --------
    >>> from algorithms.sketch import sample_sketch
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
    >>> sketch = sample_sketch(path, n_sets=20_000, random_seed=1)
    >>> details = read_relay_details(sketch, path, [1, 2], seeds=[0])
    >>> [[round(hop.value, 1) for hop in details.by_hop(place)] for place in range(2)]
    [[1.0, 1.0], [0.0, 1.0]]
    """
    reported, draws = sketch.halves()[1], draws_of(graph if by_hop else _NO_EDGES)
    trees, people = reported.dominators, sketch.counting == "people"
    if trees is None:
        raise ParameterError("sketch", "one without trees", "sampled with trees")
    starters = Starters.of(sketch, sources, seeds)
    places = listed_places(sketch, accounts, seeds)

    def fill(span: Span, sums: Sums) -> None:
        part, begin, end = reported.part(*span), reported.offsets[span[0]], reported.offsets[span[1]]
        _read(
            draws,
            part.random_seed,
            part.first_set,
            people,
            by_hop,
            part.offsets,
            part.members,
            trees[begin:end],
            starters.weights,
            starters.together,
            places,
            sums,
        )

    firsts = range(0, reported.n_sets, _CHUNK)
    spans = [(first, min(first + _CHUNK, reported.n_sets)) for first in firsts]
    [details] = summed(fill, spans, len(accounts), scale=sketch.n, by_hop=by_hop, threads=threads)
    return details


def listed_places(graph: Nodes, accounts: Sequence[int], seeds: Sequence[int] | None) -> Int32s:
    """Return the place of each node in a list, from 1, or 0: int32, n. Seeds carry nobody and get 0.

    Raises
    ------
    ParameterError
        On an account that is no node or is given twice.

    Examples
    --------
    >>> listed_places(InfluenceGraph.from_edges(4, [0], [1], 0.5), [3, 1], None).tolist()
    [0, 2, 0, 1]
    """
    check_nodes(graph, "accounts", accounts)
    if len(set(accounts)) < len(accounts):
        raise ParameterError("accounts", list(accounts), "none twice")
    places = np.zeros(graph.n, dtype=np.int32)
    places[list(accounts)] = np.arange(1, len(accounts) + 1)
    places[list(seeds or ())] = 0
    return places


def summed(
    fill: Callable[..., None],
    spans: Iterable[Span],
    accounts: int,
    *,
    counts: int = 1,
    scale: float = 1.0,
    unseen: float = 1.0,
    by_hop: bool,
    threads: int | None,
) -> list[RelayDetails]:
    """Return the details that `fill` finds in all samples.

    Parameters
    ----------
    fill
        Called with a span and the sums of each count, adds the samples of the span to them; hops for which
        there is no room it leaves out and says how far it went.
    spans
        At least one; each but the last of an even number of samples.
    accounts
        How many are listed.
    counts
        How many details are found at once.
    scale
        What a contribution of 1 is worth.
    unseen
        What a sample may contribute where nobody has met any contribution.
    by_hop
        Whether hops are told apart.
    threads
        At least 1; None is one a core.
    """

    def work(span: Span) -> tuple[list[Sums], int]:
        sums = [Sums.of(accounts, _HOPS if by_hop else 0) for _ in range(counts)]
        fill(span, *sums)
        furthest = max(int(each.furthest[0]) for each in sums)
        if by_hop and furthest > _HOPS:
            sums = [Sums.of(accounts, furthest) for _ in range(counts)]
            fill(span, *sums)
        return sums, span[1] - span[0]

    done = list(in_order(work, spans, threads=threads))
    n = sum(size for _, size in done)
    return [
        _details(reduce(Sums.plus, of_one), n, scale, unseen)
        for of_one in zip(*(s for s, _ in done), strict=True)
    ]


def _details(sums: Sums, n: int, scale: float, unseen: float) -> RelayDetails:
    columns = 1 + int(sums.furthest[0])
    return RelayDetails(
        total=sums.total[:, :columns] * scale,
        squares=sums.squares[:, :columns] * scale**2,
        largest=sums.largest[:, :columns] * scale,
        covariance=sums.covariance * scale**2,
        n=n,
        unseen=(float(sums.most[0]) or float(sums.largest.max(initial=0.0)) or unseen) * scale,
    )


@kernel
def _read(
    draws: Draws,
    random_seed: int,
    first_set: int,
    people: bool,
    by_hop: bool,
    offsets: Int64s,
    members: Int32s,
    dominators: Int32s,
    weights: Float64s,
    together: bool,
    places: Int32s,
    sums: Sums,
) -> None:
    above, hops = np.empty(64, dtype=np.int32), np.zeros(64, dtype=np.int32)
    found = np.empty(draws.widest if by_hop else 0, dtype=np.int64)
    for i in range(len(offsets) - 1):
        accounts = members[offsets[i] : offsets[i + 1]]
        tree = dominators[offsets[i] : offsets[i + 1]]
        if len(accounts) > len(above):
            above, hops = np.empty(2 * len(accounts), np.int32), np.zeros(2 * len(accounts), np.int32)
        count = 0
        if look_up(tree, accounts, 1, places, above):
            if by_hop:
                key = np.uint64(world_key(random_seed, RELAYS, first_set + i))
                _count_hops(draws, key, people, accounts, hops, found)
            if together:
                count = _climb_together(tree, accounts, weights, places, above, hops, sums)
            else:
                for place in range(1, len(accounts)):
                    weight = weights[accounts[place]] if len(weights) > 1 else weights[0]
                    if weight > 0:
                        count = climb(above[place], accounts, places, above, hops[place], weight, sums, count)
        take(sums, count, i & 1 == 0, i == len(offsets) - 2)


@kernel
def look_up(tree: Int32s, accounts: Int32s, first: int, places: Int32s, above: Int32s) -> bool:
    """Find the nearest listed account that properly dominates each member, 0 for none; tell if there is any.

    Members before place `first` dominate nobody here.
    """
    above[:first] = 0
    there = False
    for place in range(first, len(tree)):
        parent = tree[place]
        listed = parent >= first and places[accounts[parent]] > 0
        above[place] = parent if listed else above[parent]
        there |= above[place] > 0
    return there


@kernel
def climb(
    place: int,
    accounts: Int32s,
    places: Int32s,
    above: Int32s,
    hop: int,
    weight: float,
    sums: Sums,
    count: int,
) -> int:
    """Add to each listed account from `place` upwards what it carries at a hop; return how many carry now."""
    sums.furthest[0] = max(sums.furthest[0], hop)
    while place > 0:
        if hop < sums.now.shape[1]:
            count = carry(sums, places[accounts[place]] - 1, hop, weight, count)
        place = above[place]
    return count


@kernel
def carry(sums: Sums, listed: int, hop: int, weight: float, count: int) -> int:
    """Add what a listed account carries in this sample, at hop 0 for all hops; return how many carry now."""
    if weight == 0.0:
        return count
    if sums.now[listed, 0] == 0.0:
        sums.met[count] = listed
        count += 1
    sums.now[listed, 0] += weight
    if hop > 0:
        sums.now[listed, hop] += weight
    return count


@kernel
def _climb_together(
    tree: Int32s,
    accounts: Int32s,
    weights: Float64s,
    places: Int32s,
    above: Int32s,
    hops: Int32s,
    sums: Sums,
) -> int:
    """Climb from the nearest common dominator of the seeds in the set, by the hop of the nearest seed."""
    common, hop = -1, 0
    for place in range(len(accounts)):
        if weights[accounts[place]] > 0:
            hop = hops[place] if common < 0 else hop
            common = place if common < 0 else meeting(tree, common, place)
    if common <= 0:
        return 0
    first = common if places[accounts[common]] > 0 else above[common]
    return climb(first, accounts, places, above, hop, 1.0, sums, 0)


@kernel
def meeting(tree: Int32s, a: int, b: int) -> int:
    """Return the nearest common dominator of two places, where each dominator stands before its own."""
    while a != b:
        if a > b:
            a = tree[a]
        else:
            b = tree[b]
    return a


@kernel
def _count_hops(
    draws: Draws, key: np.uint64, people: bool, accounts: Int32s, hops: Int32s, found: Int64s
) -> None:
    """Draw the edges of a set again: who comes next in the set is behind the first edge that leads there."""
    hops[0], fresh, at = 0, 1, 0
    while fresh < len(accounts):
        if at == 0 and people:
            count = edges_into_root(draws, key, accounts[0], people, found, 0)
        else:
            count = live_in_edges(draws, key, accounts[at], found, 0)
        for i in range(count):
            if fresh < len(accounts) and draws.sources[found[i]] == accounts[fresh]:
                hops[fresh] = hops[at] + 1
                fresh += 1
        at += 1


@kernel
def take(sums: Sums, count: int, first_of_pair: bool, last: bool) -> None:
    """Add the sample at hand; after the second of a pair, or the last of all, how far the two are apart.

    The squares of what pairs are apart sum to the variance of the sums, even where who starts
    takes turns: samples of one starter stand side by side.
    """
    for i in range(count):
        listed = sums.met[i]
        whole = sums.now[listed, 0]
        sums.apart[listed] += whole if first_of_pair else -whole
        for column in range(sums.now.shape[1]):
            _add(sums, listed, column, sums.now[listed, column])
            sums.now[listed, column] = 0.0
    if first_of_pair and not last:
        return
    count = 0
    for listed in range(len(sums.apart)):
        if sums.apart[listed] != 0.0:
            sums.met[count] = listed
            count += 1
    for i in sums.met[:count]:
        for j in sums.met[:count]:
            sums.covariance[i, j] += sums.apart[i] * sums.apart[j]
    sums.apart[sums.met[:count]] = 0.0


@kernel
def _add(sums: Sums, listed: int, column: int, contribution: float) -> None:
    if contribution > 0.0:
        sums.total[listed, column] += contribution
        sums.squares[listed, column] += contribution * contribution
        sums.largest[listed, column] = max(sums.largest[listed, column], contribution)
