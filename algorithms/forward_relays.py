"""Relay values from cascades drawn forwards: cheaper where few accounts start a message.

With twenty starters in a large graph most reverse-reachable sets hold none of them and say nothing. A cascade
always starts at one. In its live edges u carries whoever is properly below u in the dominator tree of
those edges, rooted above who starts, so that

    carried(u) = E[ accounts properly below u ],    u not a starter.

Who only sees the message hangs below the nearest common dominator of all active accounts from whom
it would come; an account that passes it on may have seen it from more than one, and hangs there as a person.

    forward_relay_values(graph, *, sources | seeds, counting, n_samples, random_seed) -> RelayValues
    both_forward_relay_values(graph, *, …) -> {"people": RelayValues, "relays": RelayValues}
    forward_relay_details(graph, accounts, *, …, by_hop) -> RelayDetails
    forward_relay_parts(graph, accounts, *, …) -> list of RelayParts
    direction_costs(graph, *, sources | seeds, counting, random_seed) -> DirectionCosts

Starters take turns by their shares instead of being drawn; the cascades of one stand side by side.

To make a large graph ready to be drawn takes longer than all cascades of one question. On a topic each tie is
at most as likely as on all topics together: so edges are drawn of the latter, made ready once, and thinned.

References
----------
Xie, Zhang, Wang, Lin, Zhang: Minimizing the influence of misinformation via vertex blocking. ICDE 2023,
arXiv 2302.13529 (dominator trees, over forward samples).
Cooper, Harvey, Kennedy: A simple, fast dominance algorithm. Rice University, Computer Science 06-33870, 2001.
"""

# ruff: noqa: FBT001  # numba knows no keyword-only arguments
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Event
from typing import Literal, NamedTuple, get_args

import numpy as np

from algorithms.checks import check_nodes, check_sampling
from algorithms.estimates import sum_of_products
from algorithms.kernels import frozen, kernel, prefetch
from algorithms.live_edges import LiveEdges, draw_out, draw_room, live_edges, thin_out
from algorithms.pool import in_order
from algorithms.relay_details import (
    RelayDetails,
    Span,
    Sums,
    climb,
    listed_places,
    look_up,
    meeting,
    summed,
    take,
)
from algorithms.relay_parts import RelayParts, parts_of
from algorithms.relays import RelayValues
from algorithms.reverse_reachable import Counting
from algorithms.sketch import Sketch, sample_sketch
from algorithms.starters import Starters, start_masses
from algorithms.streams import FORWARD, FORWARD_PARTS, ROOT, uniform, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s

Direction = Literal["forward", "reverse"]

_FIRST_CHUNK = 16  # cascades, to see how large they are
DEARER = 5
"""So many accounts of reverse-reachable sets take as long as one of a cascade: 0.08 µs beside 0.2 to 0.7."""

PROBES = 1024
"""Reverse-reachable sets from which their costs are estimated."""

_CASCADES, _MOST_CASCADES, _MET = 32, 512, 1 << 16  # the same of cascades, and accounts met in them
_PART = 512  # cascades at once of those that count how often accounts see the message
_LEADERS = 10  # whose precision counts
_LEAST = 1000  # cascades
_COLUMNS = 4  # of `_carry` for what is reported
_CHUNK = 1 << 17  # accounts met in a chunk of cascades: about 50 ms of one core


class _Forward(NamedTuple):
    """What cascades are drawn from.

    `starts` (int32, cascades x starters, or one row for all cascades) says who starts, `silent` (bool, n) who
    never passes anything on. Where `likelier` (float64, m, else empty) says how likely the edges are that are
    drawn, they are thinned to `chance` (float64, m).
    """

    edges: LiveEdges
    chance: Float64s
    likelier: Float64s
    starts: Int32s
    silent: Bools
    people: bool
    random_seed: int

    @property
    def blocks(self) -> tuple[Counting, ...]:
        """What is counted: who sees a message is known only where it is asked for."""
        return ("people", "relays") if self.people else ("relays",)


class _Room(NamedTuple):
    """For one cascade at a time; member 0 stands above all who start, they come next.

    `members`, `parents`, `tree`, `hops` (int32), `below` and `active` (float64: how many people, and how many
    who pass it on, are below) are by place, `parents` in the breadth-first tree and `tree` in that of
    dominators; `place` (int32, n) is that of an active account, plus 1. `seers` (int32) lists who sees the
    message, `heard` (int32, n) is the place, plus 1, below which each hangs as a person, `seen` (int32, n)
    the hop at which it sees it. `live` and `noticed` are for `draw_out`.
    """

    members: Int32s
    parents: Int32s
    tree: Int32s
    hops: Int32s
    below: Float64s
    active: Float64s
    place: Int32s
    seers: Int32s
    heard: Int32s
    seen: Int32s
    live: Int64s
    noticed: Int64s

    @classmethod
    def of(cls, edges: LiveEdges) -> _Room:
        """Return room that takes memory only where it is used."""
        size = edges.n + 1
        members, parents, tree, hops = (np.empty(size, dtype=np.int32) for _ in range(4))
        place, heard = (np.zeros(size, dtype=np.int32) for _ in range(2))
        seers, seen = (np.empty(size, dtype=np.int32) for _ in range(2))
        below, active = np.zeros(size), np.zeros(size)
        room = draw_room(edges)
        return cls(members, parents, tree, hops, below, active, place, seers, heard, seen, *room)


def forward_relay_values(
    graph: InfluenceGraph,
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    counting: Counting,
    n_samples: int,
    random_seed: int,
    silent: Sequence[int] = (),
    within: InfluenceGraph | None = None,
    threads: int | None = None,
    cancelled: Event | None = None,
) -> RelayValues:
    """Estimate what every account carries, by cascades drawn forwards.

    Parameters
    ----------
    graph, sources, seeds, counting
        As in `relays.relay_values`, which estimates the same.
    n_samples
        Cascades, at least 2: half to choose, half to report.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes for any number of threads.
    silent
        Accounts that see messages and never pass them on.
    within
        A graph of the same edges, all independent and without attention, each at least as likely: its edges
        are drawn, and thinned to those of `graph`, which need not be made ready. None draws of `graph`.
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
        As `relays.relay_values`, and on a silent account that is no node.
    CancelledError
        When cancelled.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
    >>> values = forward_relay_values(path, seeds=[0], counting="relays", n_samples=100, random_seed=1)
    >>> values.value.tolist()
    [0.0, 2.0, 1.0, 0.0]
    """
    forward = _forward(graph, sources, seeds, counting, n_samples, random_seed, silent, within)
    return _values(forward, n_samples, threads=threads, cancelled=cancelled)[counting]


def both_forward_relay_values(
    graph: InfluenceGraph,
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    n_samples: int,
    random_seed: int,
    silent: Sequence[int] = (),
    within: InfluenceGraph | None = None,
    threads: int | None = None,
) -> dict[Counting, RelayValues]:
    """Estimate what every account carries, in people and in relays, by the same cascades.

    It takes as long as `forward_relay_values` in people alone, and each value is as it would be there.

    Parameters
    ----------
    graph, sources, seeds, n_samples, random_seed, silent, within, threads
        As in `forward_relay_values`.

    Raises
    ------
    ParameterError
        As `forward_relay_values`.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
    >>> values = both_forward_relay_values(path, seeds=[0], n_samples=100, random_seed=1)
    >>> values["relays"].value.tolist(), values["people"].value.tolist()
    ([0.0, 2.0, 1.0, 0.0], [0.0, 2.0, 1.0, 0.0])
    """
    forward = _forward(graph, sources, seeds, "people", n_samples, random_seed, silent, within)
    return _values(forward, n_samples, threads=threads)


def _values(
    forward: _Forward, n_samples: int, *, threads: int | None, cancelled: Event | None = None
) -> dict[Counting, RelayValues]:
    half = n_samples // 2
    score, _ = _summed_up(forward, (0, half), 1, threads=threads, cancelled=cancelled)
    reported, _ = _summed_up(forward, (half, n_samples), _COLUMNS, threads=threads, cancelled=cancelled)
    return {
        each: _values_of(score[:, block, 0] / half, reported[:, block], n_samples - half)
        for block, each in enumerate(forward.blocks)
    }


def _values_of(score: Float64s, reported: Float64s, n: int) -> RelayValues:
    total, apart, largest = reported.T[:3] / n
    return RelayValues(
        score=score,
        value=total,
        squares=apart / n + total**2 / n,
        largest=largest,
        n=n,
        unseen=(float(largest.max(initial=0.0)) or len(score) / n),
    )


def forward_relay_details(
    graph: InfluenceGraph,
    accounts: Sequence[int],
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    counting: Counting,
    n_samples: int,
    random_seed: int,
    silent: Sequence[int] = (),
    within: InfluenceGraph | None = None,
    by_hop: bool = True,
    threads: int | None = None,
) -> RelayDetails:
    """Draw the cascades that report once more, for details of some accounts.

    Parameters
    ----------
    graph, sources, seeds, counting, n_samples, random_seed, silent, within, threads
        As in `forward_relay_values`.
    accounts, by_hop
        As in `relay_details.read_relay_details`.

    Raises
    ------
    ParameterError
        As `forward_relay_values`, and on an account that is no node or is given twice.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
    >>> asked = {"seeds": [0], "counting": "relays", "n_samples": 100, "random_seed": 1}
    >>> [hop.value for hop in forward_relay_details(path, [1], **asked).by_hop(0)]
    [1.0, 1.0]
    """
    forward = _forward(graph, sources, seeds, counting, n_samples, random_seed, silent, within)
    places = listed_places(graph, accounts, seeds)

    def fill(span: Span, sums: Sums) -> None:
        _carry_listed(forward, _Room.of(forward.edges), *span, by_hop, places, sums)

    half = n_samples // 2
    first = min(half + _FIRST_CHUNK, n_samples)
    _, met = _summed_up(forward, (half, first), 1, threads=1)
    spans = _spans((half, n_samples), met // (first - half))
    return summed(fill, spans, len(accounts), scale=1.0, by_hop=by_hop, threads=threads)


def forward_relay_parts(
    graph: InfluenceGraph,
    accounts: Sequence[int],
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    n_samples: int,
    random_seed: int,
    silent: Sequence[int] = (),
    within: InfluenceGraph | None = None,
    threads: int | None = None,
) -> list[RelayParts]:
    """Count how often each account sees the message, and passes it on, in cascades drawn for that alone.

    Parameters
    ----------
    graph, sources, seeds, n_samples, random_seed, silent, within, threads
        As in `forward_relay_values`.
    accounts
        Distinct nodes, none of them a seed.

    Returns
    -------
    list of RelayParts
        In the order of `accounts`; what an account gets does not depend on the others.

    Raises
    ------
    ParameterError
        As `forward_relay_values`, and on an account that is no node, a seed or given twice.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> [parts] = forward_relay_parts(path, [1], seeds=[0], n_samples=1000, random_seed=1)
    >>> parts.exposed.value, abs(parts.active.value - 0.5) < 0.05
    (1.0, True)
    """
    if not set(accounts).isdisjoint(seeds or ()):
        raise ParameterError("accounts", list(accounts), "other accounts than the seeds")
    forward = _forward(graph, sources, seeds, "people", n_samples, random_seed, silent, within)
    places = listed_places(graph, accounts, seeds)
    spans = [(first, min(first + _PART, n_samples)) for first in range(0, n_samples, _PART)]

    def work(span: Span) -> Bools:
        met = np.zeros((2, len(accounts), span[1] - span[0]), dtype=np.bool_)
        _meet_listed(forward, _Room.of(forward.edges), *span, places, met)
        return met

    met = np.concatenate([*in_order(work, spans, threads=threads)], axis=2).astype(np.float64)
    return [parts_of(exposed, active) for exposed, active in zip(*met, strict=True)]


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
        """Which way is cheaper."""
        return "forward" if self.forward < self.reverse else "reverse"

    def cascades_for(self, n_sets: int) -> int:
        """Return how many cascades take as long as so many sets: at most as many, and 1,000 at least."""
        return min(n_sets, max(_LEAST, int(n_sets * self.reverse_set / self.cascade)))


def direction_costs(
    graph: InfluenceGraph,
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    counting: Counting,
    random_seed: int,
    within: InfluenceGraph | None = None,
    sets: Sketch | None = None,
) -> DirectionCosts:
    """Estimate, by a few samples of each, what relay values cost forwards and by reverse-reachable sets.

    A set contributes to a leader with chance carried / (n · mass), by the mass of the starters in it; how
    large that is, the sets say that hold any. How much cascades contribute, they say themselves. In 52 cases
    (two graphs, both counts, 1 to 100,000 starters) the way called cheaper was so, or as dear as the other.

    Parameters
    ----------
    graph, sources, seeds, counting, random_seed
        As in `relays.relay_values`.
    within
        As in `forward_relay_values`.
    sets
        Drawn from `graph` so counted, about `PROBES` of them; None draws as many.

    Raises
    ------
    ParameterError
        As `relays.relay_values`.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(1000, range(999), range(1, 1000), 0.5)
    >>> direction_costs(path, seeds=[0], counting="relays", random_seed=1).cheaper
    'forward'
    >>> direction_costs(path, counting="relays", random_seed=1).cheaper
    'reverse'
    """
    asked = (graph, sources, seeds, counting)
    few = _forward(*asked, _CASCADES, random_seed, (), within)
    _, met = _summed_up(few, (0, _CASCADES), 1, threads=1)
    n = min(_MOST_CASCADES, max(_CASCADES, _MET * _CASCADES // max(met, 1)))
    sums, met = _summed_up(_forward(*asked, n, random_seed, (), within), (0, n), _COLUMNS, threads=1)
    leaders = _leaders(sums[:, 0])
    total, apart, largest = leaders[:, :3].T
    cascade = DEARER * met / n
    if sets is None:
        sets = sample_sketch(graph, n_sets=PROBES, counting=counting, trees=False, random_seed=random_seed)
    reverse_set = len(sets.members) / sets.n_sets
    if not len(total):
        return DirectionCosts(np.inf, np.inf, cascade, reverse_set)
    weights = Starters.of(graph, sources, seeds).weights
    masses = start_masses(sets.offsets, sets.members, weights, 1)
    mass = sum_of_products(masses, masses) / float(masses.sum()) if masses.any() else float(weights.max())
    return DirectionCosts(
        forward=cascade * n * float(np.median(np.maximum(apart, largest**2) / total**2)),
        reverse=reverse_set * graph.n * mass * n / float(np.median(total)),
        cascade=cascade,
        reverse_set=reverse_set,
    )


def _leaders(sums: Float64s) -> Float64s:
    """Return the rows of the accounts that carry most, at least anything, ties by number."""
    carrying = sums[sums[:, 0] > 0]
    return carrying[np.argsort(-carrying[:, 0], kind="stable")[:_LEADERS]]


def _forward(
    graph: InfluenceGraph,
    sources: Float64s | None,
    seeds: Sequence[int] | None,
    counting: Counting,
    n_samples: int,
    random_seed: int,
    silent: Sequence[int],
    within: InfluenceGraph | None,
) -> _Forward:
    check_sampling(n_samples, random_seed, least=2)
    if counting not in get_args(Counting):
        raise ParameterError("counting", counting, "relays or people")
    check_nodes(graph, "silent", silent)
    quiet = np.zeros(graph.n, dtype=np.bool_)
    quiet[list(silent)] = True
    starters = Starters.of(graph, sources, seeds)
    starts = _starts(starters, graph.n, n_samples, random_seed)
    chance, likelier = map(frozen, _chances(graph, within))
    edges = live_edges(graph if within is None else within)
    return _Forward(edges, chance, likelier, starts, quiet, counting == "people", random_seed)


def _chances(graph: InfluenceGraph, within: InfluenceGraph | None) -> tuple[Float64s, Float64s]:
    """Return how likely edges are, and those that are drawn; nothing where these are the same."""
    if within is None:
        return np.empty(0), np.empty(0)
    dependent = any(each.one_at_most or each.attention is not None for each in (graph, within))
    if dependent or within.m != graph.m:
        raise ParameterError("within", f"a graph of {within.m:,} edges", "of the same edges, all independent")
    return graph.probability, within.probability


def _starts(starters: Starters, n: int, n_samples: int, random_seed: int) -> Int32s:
    """Return who starts each cascade: in either half all starters in turn, each by its share."""
    able = np.flatnonzero(np.broadcast_to(starters.weights, n)).astype(np.int32)
    if starters.together or not n:
        return able[None, :]
    shares = np.cumsum(np.broadcast_to(starters.weights, n)[able])
    half = n_samples // 2
    turns = [
        (np.arange(size) + uniform(np.uint64(world_key(random_seed, FORWARD, n_samples + side)), ROOT)) / size
        for side, size in enumerate((half, n_samples - half))
    ]
    drawn = np.searchsorted(shares, np.concatenate(turns) * shares[-1], side="right")
    return able[np.minimum(drawn, len(able) - 1), None]


def _spans(span: Span, size: int) -> Iterator[Span]:
    """Cut cascades of a mean size into chunks of an even number each."""
    step = max(2, _CHUNK // max(size, 1) // 2 * 2)
    return ((first, min(first + step, span[1])) for first in range(span[0], span[1], step))


def _summed_up(
    forward: _Forward, span: Span, columns: int, *, threads: int | None, cancelled: Event | None = None
) -> tuple[Float64s, int]:
    """Return the columns of `_carry` summed over cascades, and how many accounts they met."""
    total, met = np.zeros((forward.edges.n, len(forward.blocks), columns)), 0
    if not forward.edges.n:
        return total, met

    free: list[tuple[Float64s, _Room]] = []  # as many as threads: memory new to a process is dear

    def work(chunk: Span) -> tuple[Int32s, Float64s, int]:
        try:
            sums, room = free.pop()
        except IndexError:
            sums, room = np.zeros(total.shape), _Room.of(forward.edges)
        carriers, size = _carry(forward, room, *chunk, sums)
        carried = sums[carriers]
        sums[carriers] = 0.0
        free.append((sums, room))
        return carriers, carried, size

    first = (span[0], min(span[0] + _FIRST_CHUNK, span[1]))
    opened = work(first)
    spans = _spans((first[1], span[1]), opened[2] // (first[1] - first[0]))
    for carriers, sums, size in chain([opened], in_order(work, spans, threads=threads, cancelled=cancelled)):
        met += size
        total[carriers, :, :2] += sums[..., :2]
        if columns > 1:
            total[carriers, :, 2] = np.maximum(total[carriers, :, 2], sums[..., 2])
    return total, met


@kernel
def _carry(forward: _Forward, room: _Room, first: int, end: int, sums: Float64s) -> tuple[Int32s, int]:
    """Add what every account carries in these cascades; return who carries anything, and how many were met.

    Columns of `sums`, in a block for all that is counted: the sum; where there are more, the squares of what
    pairs of cascades are apart, the largest, and how far the pair at hand is apart.
    """
    starters, links, met = forward.starts.shape[1], np.empty(64, dtype=np.int32), 0
    carriers, carrying = np.empty(64, dtype=np.int32), 0
    paired, pairing = np.empty(64, dtype=np.int32), 0
    last = sums.shape[1] - 1
    for sample in range(first, end):
        count, seers, links = _cascade(forward, room, links, sample)
        met += count - 1 + seers
        _fetch(sums.reshape(-1), room.members[starters + 1 : count], sums.shape[1] * sums.shape[2])
        for place in range(count - 1, starters, -1):
            seen, active, parent = room.below[place], room.active[place], room.tree[place]
            room.below[place] = room.active[place] = 0.0
            room.below[parent] += seen
            room.active[parent] += active + 1.0
            account = room.members[place]
            if seen == 0.0 and active == 0.0:
                continue
            if sums[account, 0, 0] == 0.0 and sums[account, last, 0] == 0.0:
                carriers, carrying = _listed(carriers, carrying, account)
            if sums.shape[2] > 1 and sums[account, 0, 3] == 0.0 and sums[account, last, 3] == 0.0:
                paired, pairing = _listed(paired, pairing, account)
            even = (sample - first) & 1 == 0
            _add(sums, account, last, active, even)
            if last > 0:
                _add(sums, account, 0, seen, even)
        room.below[: starters + 1] = 0.0
        room.active[: starters + 1] = 0.0
        _forget(room, seers)
        if (sample - first) & 1 or sample == end - 1:
            _part_pair(sums, paired[:pairing])
            pairing = 0
    return carriers[:carrying].copy(), met


@kernel
def _add(sums: Float64s, account: int, block: int, x: float, even: bool) -> None:
    sums[account, block, 0] += x
    if sums.shape[2] > 1:
        sums[account, block, 2] = max(sums[account, block, 2], x)
        sums[account, block, 3] += x if even else -x


@kernel
def _fetch(flat: Float64s, accounts: Int32s, columns: int) -> None:
    for account in accounts:
        prefetch(flat, account * columns)


@kernel
def _part_pair(sums: Float64s, accounts: Int32s) -> None:
    for account in accounts:
        for block in range(sums.shape[1]):
            sums[account, block, 1] += sums[account, block, 3] ** 2
            sums[account, block, 3] = 0.0


@kernel
def _carry_listed(
    forward: _Forward, room: _Room, first: int, end: int, by_hop: bool, places: Int32s, sums: Sums
) -> None:
    starters, links = forward.starts.shape[1], np.empty(64, dtype=np.int32)
    above = np.empty(64, dtype=np.int32)
    for sample in range(first, end):
        members, seers, links = _cascade(forward, room, links, sample)
        if members > len(above):
            above = np.empty(2 * members, dtype=np.int32)
        tree, count = room.tree[:members], 0
        look_up(tree, room.members, starters + 1, places, above)
        if forward.people:
            for account in room.seers[:seers]:
                place = room.heard[account] - 1
                listed = place > starters and places[room.members[place]] > 0
                hop = room.seen[account] if by_hop else 0
                count = climb(
                    place if listed else above[place], room.members, places, above, hop, 1.0, sums, count
                )
        else:
            for place in range(starters + 1, members):
                hop = room.hops[place] if by_hop else 0
                count = climb(above[place], room.members, places, above, hop, 1.0, sums, count)
        room.below[:members] = 0.0
        _forget(room, seers)
        take(sums, count, (sample - first) & 1 == 0, sample == end - 1)


@kernel
def _meet_listed(forward: _Forward, room: _Room, first: int, end: int, places: Int32s, met: Bools) -> None:
    """Mark in which of these cascades each listed account sees the message, `met[0]`, or passes it on."""
    links = np.empty(64, dtype=np.int32)
    for sample in range(first, end):
        starts = forward.starts[sample if len(forward.starts) > 1 else 0]
        key = np.uint64(world_key(forward.random_seed, FORWARD_PARTS, sample))
        count, links, linked = _spread(forward, room, links, key, starts)
        seen = met[0, :, sample - first]
        for at in range(1, count):
            if not forward.silent[room.members[at]]:
                _see_shown(forward.edges, room.members[at], room.place, places, seen)
        for link in range(1, linked, 2):
            if links[link] < 0:
                _see_listed(-1 - links[link], room.place, places, seen)
        for at in range(1, count):
            account = room.members[at]
            room.place[account] = 0
            if places[account] > 0 and at > len(starts):
                met[:, places[account] - 1, sample - first] = True


@kernel
def _see_shown(edges: LiveEdges, source: int, place: Int32s, places: Int32s, seen: Bools) -> None:
    for i in range(edges.shown_offsets[source], edges.shown_offsets[source + 1]):
        _see_listed(edges.shown_targets[i], place, places, seen)


@kernel
def _see_listed(account: int, place: Int32s, places: Int32s, seen: Bools) -> None:
    """Mark a listed account as one that sees the message, unless it starts or passes it on."""
    if places[account] > 0 and place[account] == 0:
        seen[places[account] - 1] = True


@kernel
def _forget(room: _Room, seers: int) -> None:
    for account in room.seers[:seers]:
        room.heard[account] = 0


@kernel
def _listed(accounts: Int32s, count: int, account: int) -> tuple[Int32s, int]:
    accounts = _roomier(accounts, count + 1)
    accounts[count] = account
    return accounts, count + 1


@kernel
def _cascade(forward: _Forward, room: _Room, links: Int32s, sample: int) -> tuple[int, int, Int32s]:
    """Run one cascade and leave its dominator tree in the room; return how many members and seers it has.

    With people, `below` holds how many hang below each member as persons.
    """
    starts = forward.starts[sample if len(forward.starts) > 1 else 0]
    key = np.uint64(world_key(forward.random_seed, FORWARD, sample))
    count, links, linked = _spread(forward, room, links, key, starts)
    _dominate(room.tree, room.parents, room.place, links[:linked], len(starts))
    seers = 0
    if forward.people:
        seers = _hear(forward, room, links[:linked], count, len(starts))
        for account in room.seers[:seers]:
            room.below[room.heard[account] - 1] += 1.0
    for account in room.members[1:count]:
        room.place[account] = 0
    return count, seers, links


@kernel
def _spread(
    forward: _Forward, room: _Room, links: Int32s, key: np.uint64, starts: Int32s
) -> tuple[int, Int32s, int]:
    """Run a cascade, breadth first; return how many members it has, and the links, two numbers each.

    Links are edges that found nobody new: the place of the tail and the account at the head, or -1 - account
    where it only notices.
    """
    edges, silent, people = forward.edges, forward.silent, forward.people
    members, parents, tree, hops, places = room.members, room.parents, room.tree, room.hops, room.place
    live, noticed, targets, nodes = room.live, room.noticed, edges.targets, edges.nodes
    tree[0], members[0], count, linked, at = 0, -1, 1, 0, 1
    for account in starts:
        members[count], parents[count], tree[count], hops[count] = account, 0, 0, 0
        count += 1
        places[account] = count
    while at < count:
        source = members[at]
        if silent[source]:
            at += 1
            continue
        actives, others = _draw(forward, key, source, live, noticed)
        links = _roomier(links, linked + 2 * (actives + others))
        for i in range(actives):
            prefetch(places, targets[live[i]])
        for i in range(actives):
            target = targets[live[i]]
            if places[target] == 0:
                members[count], parents[count], tree[count], hops[count] = target, at, at, hops[at] + 1
                count += 1
                places[target] = count
                prefetch(nodes, target)
            else:
                links[linked], links[linked + 1] = at, target
                linked += 2
        for i in range(others if people else 0):
            links[linked], links[linked + 1] = at, -1 - targets[noticed[i]]
            linked += 2
        at += 1
    return count, links, linked


@kernel
def _draw(forward: _Forward, key: np.uint64, source: int, live: Int64s, noticed: Int64s) -> tuple[int, int]:
    actives, others = draw_out(forward.edges, key, source, live, noticed)
    if len(forward.likelier) > 0:
        actives = thin_out(forward.edges, key, source, live, actives, forward.chance, forward.likelier)
    return actives, others


@kernel
def _roomier(items: Int32s, needed: int) -> Int32s:
    if needed <= len(items):
        return items
    longer = np.empty(2 * needed, dtype=np.int32)
    longer[: len(items)] = items
    return longer


@kernel
def _dominate(tree: Int32s, parents: Int32s, places: Int32s, links: Int32s, starters: int) -> None:
    """Turn the breadth-first tree into that of dominators, as `reverse_reachable` does."""
    changed = True
    while changed:
        changed = False
        for link in range(0, len(links), 2):
            if links[link + 1] < 0:
                continue
            head = places[links[link + 1]] - 1
            if head <= starters:
                continue
            a = meeting(tree, meeting(tree, tree[head], links[link]), parents[head])
            if a != tree[head]:
                tree[head] = a
                changed = True


@kernel
def _hear(forward: _Forward, room: _Room, links: Int32s, members: int, starters: int) -> int:
    """Hang everybody who sees the message below all from whom it would come; return how many do.

    Who starts it does not count.
    """
    edges, tree, hops, places = forward.edges, room.tree, room.hops, room.place
    seers, heard, seen, count = room.seers, room.heard, room.seen, 0
    for at in range(1, members):
        source = room.members[at]
        if forward.silent[source]:
            continue
        for i in range(edges.shown_offsets[source], edges.shown_offsets[source + 1]):
            count = _see(edges.shown_targets[i], at, starters, tree, hops, places, seers, heard, seen, count)
    for at in range(starters + 1, members):
        parent = room.parents[at]
        count = _see(room.members[at], parent, starters, tree, hops, places, seers, heard, seen, count)
    for link in range(0, len(links), 2):
        at, head = links[link], links[link + 1]
        account = head if head >= 0 else -1 - head
        count = _see(account, at, starters, tree, hops, places, seers, heard, seen, count)
    return count


@kernel
def _see(
    account: int,
    at: int,
    starters: int,
    tree: Int32s,
    hops: Int32s,
    places: Int32s,
    seers: Int32s,
    heard: Int32s,
    seen: Int32s,
    count: int,
) -> int:
    if 0 < places[account] <= starters + 1:
        return count
    if heard[account] == 0:
        seers[count] = account
        heard[account], seen[account] = at + 1, hops[at] + 1
        return count + 1
    heard[account] = meeting(tree, heard[account] - 1, at) + 1
    seen[account] = min(seen[account], hops[at] + 1)
    return count
