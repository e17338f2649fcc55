"""Relay values from cascades drawn forwards: cheaper where few accounts start a message.

With twenty starters in a large graph most reverse-reachable sets hold none of them and say nothing. A cascade
always starts at one. Where u is no starter,

    carried(u) = E[ accounts properly below u ],

below in the dominator tree of the cascade's live edges, see `relay_cascades.py`.

    cascades = RelayCascades.of(graph, sources | seeds, n_samples, random_seed, silent, thinning)
    cascades.values(counting)          RelayValues, what everybody carries
    cascades.scores(counting)          the half of them that orders the accounts
    cascades.details(accounts, by_hop) {"people": RelayDetails, "relays": RelayDetails}, the half that reports
    cascades.parts(accounts)           a RelayParts for each account
    cascades.costs(counting, sets)     DirectionCosts, beside those of reverse-reachable sets

Starters take turns by their shares instead of being drawn; the cascades of one stand side by side.

To make a large graph ready to be drawn takes longer than all cascades of one question. On a topic each tie is
at most as likely as on all topics together: so edges are drawn of the latter, made ready once, and thinned.

References
----------
Xie, Zhang, Wang, Lin, Zhang: Minimizing the influence of misinformation via vertex blocking. ICDE 2023,
arXiv 2302.13529 (dominator trees, over forward samples).
"""

# ruff: noqa: FBT001  # numba knows no keyword-only arguments
from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from threading import Event
from typing import Literal, NamedTuple, Self, get_args

import numpy as np

from algorithms.checks import check_nodes, check_sampling
from algorithms.estimates import sum_of_products
from algorithms.kernels import inner_kernel, kernel
from algorithms.live_edges import ALL_KEPT, LiveEdges, Thinning, live_edges
from algorithms.pool import cores, in_order
from algorithms.relay_cascades import (
    SHOWN,
    STARTS,
    Forward,
    Room,
    add_up,
    forget_members,
    forget_starters,
    hang,
    roomier,
    run_cascade,
)
from algorithms.relay_details import (
    RelayDetails,
    Span,
    Sums,
    carry,
    climb,
    listed_places,
    look_up,
    summed,
    take,
)
from algorithms.relay_parts import RelayParts, counted_parts
from algorithms.relays import RelayValues
from algorithms.reverse_reachable import Counting
from algorithms.sketch import Sketch
from algorithms.starters import Starters, start_masses
from algorithms.streams import FORWARD, FORWARD_PARTS, ROOT, uniform, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s

Direction = Literal["forward", "reverse"]

_FIRST_CHUNK = 16  # cascades, to see how large they are
DEARER = 5
"""So many accounts of reverse-reachable sets take as long as one of a cascade, or longer."""

PROBES = 1024
"""Reverse-reachable sets from which their costs are estimated."""

_CASCADES, _MOST_CASCADES, _MET = 32, 512, 1 << 16  # the same of cascades, and accounts met in them
_PART = 512  # cascades at once of those that count how often accounts see the message
_LEADERS = 10  # whose precision counts
_LEAST = 1000  # cascades
_COLUMNS = 4  # of `_carry` for what is reported
_CHUNK = 1 << 17  # accounts met in a chunk of cascades: about 50 ms of one core


class _Carried(NamedTuple):
    """Who carries anything (int32), in the columns of `_carry` (float64), in cascades that met so many."""

    accounts: Int32s
    sums: Float64s
    met: int


@dataclass(frozen=True, slots=True, eq=False)
class RelayCascades:
    """Cascades from which relay values are estimated: one half of them chooses, the other reports.

    The same cascades give the same bytes for any number of threads. Made by `of`.

    Parameters
    ----------
    edges
        Drawn, and then thinned.
    thinning
        Which of them stay live.
    starters
        Who starts.
    able
        int32: accounts that may start, ascending.
    silent
        bool, n: accounts that see messages and never pass them on.
    n_samples
        At least 2.
    random_seed
        0 to 2**63 - 1.
    rooms
        That nobody uses now, kept from question to question: memory new to a process is dear.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
    >>> cascades = RelayCascades.of(path, seeds=[0], n_samples=100, random_seed=1)
    >>> cascades.values("relays").value.tolist()
    [0.0, 2.0, 1.0, 0.0]
    """

    edges: LiveEdges
    thinning: Thinning
    starters: Starters
    able: Int32s
    silent: Bools
    n_samples: int
    random_seed: int
    rooms: list[Room]

    @classmethod
    def of(
        cls,
        graph: InfluenceGraph,
        *,
        sources: Float64s | None = None,
        seeds: Sequence[int] | None = None,
        n_samples: int,
        random_seed: int,
        silent: Sequence[int] = (),
        thinning: Thinning | None = None,
    ) -> Self:
        """Return the cascades of a question; nothing is drawn yet.

        Parameters
        ----------
        graph, sources, seeds
            As in `relays.relay_values`, which estimates the same.
        n_samples
            Cascades, at least 2: half to choose, half to report.
        random_seed
            0 to 2**63 - 1.
        silent
            Accounts that see messages and never pass them on.
        thinning
            Which of the live edges stay live, all of the graph's being independent and without attention.
            None keeps all.

        Raises
        ------
        ParameterError
            As `relays.relay_values`, on a silent account that is no node, and on edges that
            cannot be thinned.
        """
        check_sampling(n_samples, random_seed, least=2)
        check_nodes(graph, "silent", silent)
        if thinning is not None:
            _check_thinning(graph, thinning)
        quiet = np.zeros(graph.n, dtype=np.bool_)
        quiet[list(silent)] = True
        starters = Starters.of(graph, sources, seeds)
        able = np.flatnonzero(np.broadcast_to(starters.weights, graph.n)).astype(np.int32)
        kept, rooms = thinning or ALL_KEPT, _rooms(graph)
        return cls(live_edges(graph), kept, starters, able, quiet, n_samples, random_seed, rooms)

    def values(
        self, counting: Counting, *, threads: int | None = None, cancelled: Event | None = None
    ) -> RelayValues:
        """Estimate what every account carries.

        Parameters
        ----------
        counting
            As in `relays.relay_values`.
        threads
            At least 1; None is one a core.
        cancelled
            Set by somebody else to stop.

        Returns
        -------
        RelayValues
            In expected accounts or people. Its `squares` are such that intervals count what cascades of one
            starter differ by, not what starters do, whose shares are exact.

        Raises
        ------
        ParameterError
            When `counting` or `threads` is out of its range.
        CancelledError
            When cancelled.
        """
        score = self.scores(counting, threads=threads, cancelled=cancelled)
        span, n = (self._half, self.n_samples), self.n_samples - self._half
        carried = self._carried(
            counting, span, of=self.n_samples, columns=_COLUMNS, threads=threads, cancelled=cancelled
        )
        value, apart, largest = np.zeros((3, self.edges.n))
        for values, sums in zip((value, apart, largest), carried.sums.T, strict=False):
            values[carried.accounts] = sums / n
        return RelayValues(
            score=score,
            value=value,
            squares=apart / n + value**2 / n,
            largest=largest,
            n=n,
            unseen=(float(largest.max(initial=0.0)) or len(score) / n),
        )

    def scores(
        self, counting: Counting, *, threads: int | None = None, cancelled: Event | None = None
    ) -> Float64s:
        """Estimate what every account carries by the half that chooses, to order them: float64, n.

        Parameters
        ----------
        counting, threads, cancelled
            As in `values`, of which this is the `score`.

        Raises
        ------
        ParameterError, CancelledError
            As `values`.

        Examples
        --------
        >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
        >>> RelayCascades.of(path, seeds=[0], n_samples=100, random_seed=1).scores("people").tolist()
        [0.0, 2.0, 1.0, 0.0]
        """
        carried = self._carried(
            counting, (0, self._half), of=self.n_samples, columns=1, threads=threads, cancelled=cancelled
        )
        score = np.zeros(self.edges.n)
        score[carried.accounts] = carried.sums[:, 0] / self._half
        return score

    def details(
        self, accounts: Sequence[int], *, by_hop: bool = True, threads: int | None = None
    ) -> dict[Counting, RelayDetails]:
        """Draw the half that reports, for what some accounts carry in people and in relays.

        Parameters
        ----------
        accounts, by_hop
            As in `relay_details.read_relay_details`.
        threads
            As in `values`.

        Raises
        ------
        ParameterError
            On an account that is no node or is given twice.

        Examples
        --------
        >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
        >>> details = RelayCascades.of(path, seeds=[0], n_samples=100, random_seed=1).details([1])
        >>> [hop.value for hop in details["relays"].by_hop(0)]
        [1.0, 1.0]
        """
        places = listed_places(self.edges, accounts, self._seeds)
        forward = self._forward(self.n_samples, people=True)

        def fill(span: Span, *sums: Sums) -> None:
            with self._room() as room:
                _carry_listed(forward, room, *span, by_hop, places, *sums)

        people, relays = summed(
            fill,
            self._spans(forward, (self._half, self.n_samples)),
            len(accounts),
            counts=2,
            unseen=float(self.edges.n),
            by_hop=by_hop,
            threads=threads,
        )
        return {"people": people, "relays": relays}

    def parts(self, accounts: Sequence[int], *, threads: int | None = None) -> list[RelayParts]:
        """Count how often accounts see the message, and pass it on, in as many cascades drawn for that alone.

        Parameters
        ----------
        accounts
            Distinct nodes, none of them a seed.
        threads
            As in `values`.

        Returns
        -------
        list of RelayParts
            In the order of `accounts`; what an account gets does not depend on the others.

        Raises
        ------
        ParameterError
            On an account that is no node, a seed or given twice.

        Examples
        --------
        >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
        >>> [parts] = RelayCascades.of(path, seeds=[0], n_samples=1000, random_seed=1).parts([1])
        >>> parts.exposed.value, abs(parts.active.value - 0.5) < 0.05
        (1.0, True)
        """
        if not set(accounts).isdisjoint(self._seeds):
            raise ParameterError("accounts", list(accounts), "other accounts than the seeds")
        places = listed_places(self.edges, accounts, self._seeds)
        forward = self._forward(self.n_samples, people=True, stream=FORWARD_PARTS)
        listed = np.asarray(accounts, dtype=np.int32)

        def work(span: Span) -> Int64s:
            with self._room() as room:
                return _count_listed(forward, room, *span, listed, places)

        spans = [(first, min(first + _PART, self.n_samples)) for first in range(0, self.n_samples, _PART)]
        exposed, active = np.sum([*in_order(work, spans, threads=threads)], axis=0)
        return counted_parts(exposed, active, self.n_samples)

    def costs(self, counting: Counting, sets: Sketch) -> DirectionCosts:
        """Estimate, by a few samples of each, what relay values cost forwards and by reverse-reachable sets.

        A set contributes to a leader with chance carried / (n · mass), by the mass of the starters in it; how
        large that is, the sets say that hold any. How much cascades contribute, they say themselves. In 52
        cases (two graphs, both counts, 1 to 100,000 starters) the way called cheaper was so, or as dear as
        the other.

        Parameters
        ----------
        counting
            As in `relays.relay_values`.
        sets
            So counted, about `PROBES` of them, drawn from the graph that these cascades run in.

        Raises
        ------
        ParameterError
            When `counting` is out of its range.

        Examples
        --------
        >>> from algorithms.sketch import sample_sketch
        >>> path = InfluenceGraph.from_edges(1000, range(999), range(1, 1000), 0.5)
        >>> sets = sample_sketch(path, n_sets=PROBES, counting="relays", random_seed=1)
        >>> few = RelayCascades.of(path, seeds=[0], n_samples=100, random_seed=1)
        >>> few.costs("relays", sets).cheaper
        'forward'
        >>> RelayCascades.of(path, n_samples=100, random_seed=1).costs("relays", sets).cheaper
        'reverse'
        """
        met = self._carried(counting, (0, _CASCADES), of=_CASCADES, columns=1, threads=1).met
        n = min(_MOST_CASCADES, max(_CASCADES, _MET * _CASCADES // max(met, 1)))
        carried = self._carried(counting, (0, n), of=n, columns=_COLUMNS, threads=1)
        cascade, reverse_set = DEARER * carried.met / n, len(sets.members) / sets.n_sets
        if not len(carried.accounts):
            return DirectionCosts(np.inf, np.inf, cascade, reverse_set)
        weights = self.starters.weights
        masses = start_masses(sets.offsets, sets.members, weights, 1)
        mass = sum_of_products(masses, masses) / float(masses.sum()) if masses.any() else float(weights.max())
        total, apart, largest = _leaders(carried.sums)[:, :3].T
        return DirectionCosts(
            forward=cascade * n * float(np.median(np.maximum(apart, largest**2) / total**2)),
            reverse=reverse_set * self.edges.n * mass * n / float(np.median(total)),
            cascade=cascade,
            reverse_set=reverse_set,
        )

    @property
    def _half(self) -> int:
        return self.n_samples // 2

    @property
    def _seeds(self) -> list[int]:
        return self.able.tolist() if self.starters.together else []

    @contextmanager
    def _room(self) -> Iterator[Room]:
        try:
            room = self.rooms.pop()
        except IndexError:
            room = Room.of(self.edges)
        yield room
        if len(self.rooms) < cores():
            self.rooms.append(room)

    def _forward(self, of: int, *, people: bool, stream: int = FORWARD) -> Forward:
        """Return what so many cascades are drawn from."""
        starts = self._starts(of)
        return Forward(self.edges, self.thinning, starts, self.silent, people, self.random_seed, stream)

    def _starts(self, of: int) -> Int32s:
        """Return who starts each cascade: in either half all starters in turn, each by its share."""
        able = self.able
        if self.starters.together or len(able) <= 1:
            return able[None, :]
        shares = np.cumsum(np.broadcast_to(self.starters.weights, self.edges.n)[able])
        keys = (np.uint64(world_key(self.random_seed, FORWARD, of + side)) for side in range(2))
        sizes = (of // 2, of - of // 2)
        turns = [(np.arange(size) + uniform(key, ROOT)) / size for key, size in zip(keys, sizes, strict=True)]
        drawn = np.searchsorted(shares, np.concatenate(turns) * shares[-1], side="right")
        return able[np.minimum(drawn, len(able) - 1), None]

    def _carried(
        self,
        counting: Counting,
        span: Span,
        *,
        of: int,
        columns: int,
        threads: int | None,
        cancelled: Event | None = None,
    ) -> _Carried:
        """Sum the columns of `_carry` over some of so many cascades."""
        if counting not in get_args(Counting):
            raise ParameterError("counting", counting, "relays or people")
        if not self.edges.n:
            return _Carried(np.empty(0, np.int32), np.empty((0, columns)), 0)
        forward = self._forward(of, people=counting == "people")

        def work(chunk: Span) -> _Carried:
            with self._room() as room:
                return _Carried(*_carry(forward, room, *chunk, columns))

        first = (span[0], min(span[0] + _FIRST_CHUNK, span[1]))
        opened = work(first)
        spans = _chunks((first[1], span[1]), opened.met // (first[1] - first[0]))
        return _merged([opened, *in_order(work, spans, threads=threads, cancelled=cancelled)])

    def _spans(self, forward: Forward, span: Span) -> Iterator[Span]:
        """Cut cascades into chunks, by the size of the first of them."""
        if not self.edges.n:
            return iter([span])
        first = min(span[0] + _FIRST_CHUNK, span[1])
        with self._room() as room:
            met = _carry(forward, room, span[0], first, 1)[2]
        return _chunks(span, met // (first - span[0]))


@dataclass(frozen=True, slots=True)
class DirectionCosts:
    """How dear relay values are either way: accounts to be met until a leader's standard error is its value.

    Twice as precise takes four times as many.

    Parameters
    ----------
    forward, reverse
        In cascades and in reverse-reachable sets; where nobody carries anything, without end. An account
        met in a cascade counts `DEARER` times.
    cascade, reverse_set
        Accounts in one of each, a cascade's counted as above.
    """

    forward: float
    reverse: float
    cascade: float
    reverse_set: float

    @property
    def cheaper(self) -> Direction:
        """Which way is cheaper; cascades in which nobody carries anything have ended soon."""
        return "forward" if self.forward < self.reverse or self.forward == np.inf else "reverse"

    def cascades_for(self, n_sets: int) -> int:
        """Return how many cascades take as long as so many sets: at most as many, and 1,000 at least."""
        return min(n_sets, max(_LEAST, int(n_sets * self.reverse_set / max(self.cascade, 1.0))))


@lru_cache(maxsize=1)
def _rooms(graph: InfluenceGraph) -> list[Room]:  # noqa: ARG001  # it is the key
    return []


def _check_thinning(graph: InfluenceGraph, thinning: Thinning) -> None:
    if graph.one_at_most or graph.attention is not None:
        raise ParameterError("thinning", "one of edges that depend on each other", "of independent edges")
    if len(thinning.weight) != graph.m:
        raise ParameterError("thinning", f"one of {len(thinning.weight):,} edges", f"of {graph.m:,} edges")


def _chunks(span: Span, size: int) -> Iterator[Span]:
    """Cut cascades of a mean size into chunks of an even number each."""
    step = max(2, _CHUNK // max(size, 1) // 2 * 2)
    return ((first, min(first + step, span[1])) for first in range(span[0], span[1], step))


def _merged(parts: Sequence[_Carried]) -> _Carried:
    accounts, rows = np.unique(np.concatenate([part.accounts for part in parts]), return_inverse=True)
    sums, first = np.zeros((len(accounts), parts[0].sums.shape[1])), 0
    for part in parts:
        row = rows[first : first + len(part.accounts)]
        first += len(row)
        sums[row, :2] += part.sums[:, :2]
        sums[row, 2:] = np.maximum(sums[row, 2:], part.sums[:, 2:])
    return _Carried(accounts, sums, sum(part.met for part in parts))


def _leaders(sums: Float64s) -> Float64s:
    """Return the rows of those who carry most, ties by number."""
    return sums[np.argsort(-sums[:, 0], kind="stable")[:_LEADERS]]


@kernel
def _carry(forward: Forward, room: Room, first: int, end: int, columns: int) -> tuple[Int32s, Float64s, int]:
    """Return who carries anything in these cascades, how much, and how many accounts were met.

    Columns: the sum; where there are more, the squares of what pairs of cascades are apart, the largest, and
    how far the pair at hand is apart.
    """
    starters, links, met = forward.starts.shape[1], np.empty(64, dtype=np.int32), 0
    carriers, sums, carrying = np.empty(64, dtype=np.int32), np.zeros((64, columns)), 0
    paired, pairing = np.empty(64, dtype=np.int32), 0
    carried = room.below if forward.people else room.active
    for sample in range(first, end):
        count, links, linked = run_cascade(forward, room, links, sample)
        seers, even = hang(forward, room, links[:linked], count), (sample - first) & 1 == 0
        met += max(count - 1, starters) + room.turn[1] + seers
        add_up(room, count, seers)
        for place in range(starters + 1, count):
            if carried[place] > 0.0:
                account = room.members[place]
                carriers, sums, carrying = _enlisted(carriers, sums, carrying, room.row, account)
                row, paired = room.row[account] - 1, roomier(paired, pairing + 1)
                paired[pairing] = row
                pairing += 1
                _add(sums, row, carried[place], even)
        forget_members(room, count)
        if columns > 1 and (not even or sample == end - 1):
            _part_pair(sums, paired[:pairing])
        pairing = pairing if even else 0
    forget_starters(forward, room)
    for account in carriers[:carrying]:
        room.row[account] = 0
    return carriers[:carrying].copy(), sums[:carrying].copy(), met


@inner_kernel
def _enlisted(
    carriers: Int32s, sums: Float64s, carrying: int, rows: Int32s, account: int
) -> tuple[Int32s, Float64s, int]:
    """Give an account a row, told from 1, where it has none."""
    if rows[account] > 0:
        return carriers, sums, carrying
    if carrying == len(sums):
        longer = np.zeros((2 * carrying, sums.shape[1]))
        for row in range(carrying):
            for column in range(sums.shape[1]):
                longer[row, column] = sums[row, column]
        sums = longer
    carriers = roomier(carriers, carrying + 1)
    carriers[carrying], rows[account] = account, carrying + 1
    return carriers, sums, carrying + 1


@inner_kernel
def _add(sums: Float64s, row: int, x: float, even: bool) -> None:
    sums[row, 0] += x
    if sums.shape[1] > 1:
        sums[row, 2] = max(sums[row, 2], x)
        sums[row, 3] += x if even else -x


@inner_kernel
def _part_pair(sums: Float64s, rows: Int32s) -> None:
    for row in rows:
        sums[row, 1] += sums[row, 3] ** 2
        sums[row, 3] = 0.0


@kernel
def _carry_listed(
    forward: Forward,
    room: Room,
    first: int,
    end: int,
    by_hop: bool,
    places: Int32s,
    people: Sums,
    relays: Sums,
) -> None:
    """Add what listed accounts carry in these cascades, in people and in relays."""
    starters, links, waits = forward.starts.shape[1], np.empty(64, dtype=np.int32), False
    above = np.empty(64, dtype=np.int32)
    for sample in range(first, end):
        count, links, linked = run_cascade(forward, room, links, sample)
        seers, seen, active = hang(forward, room, links[:linked], count), 0, 0
        if by_hop and count > 0:
            above = roomier(above, count)
            seen, active = _climb_all(room, places, above, starters, count, seers, people, relays)
        add_up(room, count, seers)
        for place in range(starters + 1, count):
            people.most[0] = max(people.most[0], room.below[place])
            relays.most[0] = max(relays.most[0], room.active[place])
            listed = places[room.members[place]] - 1
            if listed >= 0 and not by_hop:
                seen = carry(people, listed, 0, room.below[place], seen)
                active = carry(relays, listed, 0, room.active[place], active)
        forget_members(room, count)
        starts_pair = (sample - first) & 1 == 0
        if seen > 0 or active > 0 or waits:
            take(people, seen, starts_pair, sample == end - 1)
            take(relays, active, starts_pair, sample == end - 1)
            waits = starts_pair
    forget_starters(forward, room)


@kernel
def _climb_all(
    room: Room,
    places: Int32s,
    above: Int32s,
    starters: int,
    count: int,
    seers: int,
    people: Sums,
    relays: Sums,
) -> tuple[int, int]:
    """Add everybody to the listed accounts by whom they are carried, at their hop; return how many carry."""
    seen = active = 0
    look_up(room.tree[:count], room.members, starters + 1, places, above)
    for account in room.seers[:seers]:
        place, hop = room.heard[account, 0] - 1, room.heard[account, 1]
        listed = place > starters and places[room.members[place]] > 0
        lowest = place if listed else above[place]
        seen = climb(lowest, room.members, places, above, hop, 1.0, people, seen)
    for place in range(starters + 1, count):
        hop = room.hops[place]
        active = climb(above[place], room.members, places, above, hop, 1.0, relays, active)
    return seen, active


@kernel
def _count_listed(
    forward: Forward, room: Room, first: int, end: int, listed: Int32s, places: Int32s
) -> Int64s:
    """Count in how many of these cascades each listed account sees the message, and passes it on: 2 rows."""
    starters, links = forward.starts.shape[1], np.empty(64, dtype=np.int32)
    met, seen = np.zeros((2, len(listed)), dtype=np.int64), np.full(len(listed), -1)
    for sample in range(first, end):
        count, links, linked = run_cascade(forward, room, links, sample)
        for at in range(starters + 1, count):
            source = room.members[at]
            _see(source, places, seen, sample)
            if places[source] > 0:
                met[1, places[source] - 1] += 1
            if not forward.silent[source]:
                _see_shown(forward.edges, source, places, seen, sample)
        for link in range(1, linked, 2):
            if links[link] < 0:
                _see(-1 - links[link], places, seen, sample)
        for i in range(len(listed)):
            mark = room.heard[listed[i], 0]
            met[0, i] += mark == SHOWN or (seen[i] == sample and mark != STARTS)
        forget_members(room, count)
    forget_starters(forward, room)
    return met


@inner_kernel
def _see_shown(edges: LiveEdges, source: int, places: Int32s, seen: Int64s, sample: int) -> None:
    for i in range(edges.shown_offsets[source], edges.shown_offsets[source + 1]):
        _see(edges.shown_targets[i], places, seen, sample)


@inner_kernel
def _see(account: int, places: Int32s, seen: Int64s, sample: int) -> None:
    if places[account] > 0:
        seen[places[account] - 1] = sample
