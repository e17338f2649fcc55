"""Spread and reach of accounts that start together: cascades, sampled.

`estimate_spread(graph, seeds, n_samples=… or target_ci=…, random_seed=…)` gives `SpreadEstimate`.

References
----------
Kempe, Kleinberg, Tardos: Maximizing the spread of influence through a social network. KDD 2003,
https://doi.org/10.1145/956750.956769
Du, Song, Gomez-Rodriguez, Zha: Scalable influence estimation in continuous-time diffusion networks.
NIPS 2013, https://arxiv.org/abs/1311.3669
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

import numpy as np

from algorithms.cascades import ACTIVE, PEOPLE, Clock, Tally, run_cascades
from algorithms.checks import check_sampling, check_seeds
from algorithms.delays import Delays
from algorithms.estimates import CI_LEVEL, Estimate, moments_estimate
from algorithms.live_edges import live_edges
from algorithms.pool import in_order
from algorithms.possible import most_possible
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s

FIRST_LOOK, LOOKS = 1_000, 11  # 1,000 samples, twice as many, …, 1,024,000

_TOGETHER = 1 << 26  # accounts and edges, over all samples of a chunk: a fifth of a second at most
_TOGETHER_IN_TIME = 1 << 23  # several times as slow


@dataclass(frozen=True, slots=True)
class SpreadEstimate:
    """How far a message goes that some accounts start together.

    Parameters
    ----------
    spread
        Expected active accounts, seeds included.
    reach
        Expected distinct people who are active or listen to somebody active, seeds included.
    actives_by_hop, people_by_hop
        How many become active, or see it first, at each hop from the seeds; the first entry is the
        seeds, as many as start. Up to the last hop that any sample came to. With delays, hops of who came
        first in time.
    actives_by_community, people_by_community
        How many of each community, if communities were given.
    actives_by_time, people_by_time
        How many until each of the times asked for.
    """

    spread: Estimate
    reach: Estimate
    actives_by_hop: tuple[Estimate, ...]
    people_by_hop: tuple[Estimate, ...]
    actives_by_community: tuple[Estimate, ...] = ()
    people_by_community: tuple[Estimate, ...] = ()
    actives_by_time: tuple[Estimate, ...] = ()
    people_by_time: tuple[Estimate, ...] = ()


def estimate_spread(
    graph: InfluenceGraph,
    seeds: Sequence[int],
    *,
    acceptance: Sequence[float] | None = None,
    n_samples: int | None = None,
    target_ci: float | None = None,
    random_seed: int,
    communities: Int32s | None = None,
    delays: Delays | None = None,
    horizon: float | None = None,
    times: Sequence[float] = (),
    hops: int | None = None,
    threads: int | None = None,
    cancelled: Event | None = None,
) -> SpreadEstimate:
    """Estimate spread and reach of seeds from fresh samples.

    Each newly active account activates the targets of its live edges. Whoever listens to an active
    account sees the message, also without passing it on; with attention, if the post is noticed.

    Parameters
    ----------
    graph
        The influence graph.
    seeds
        Distinct nodes, at least one.
    acceptance
        As many as seeds, 0 to 1: how likely each starts, independently of the others; who does not may still
        hear of it. None is certainly.
    n_samples
        Cascades, at least 1.
    target_ci
        Instead of `n_samples`: half the width of the interval of the spread over its value, above 0 and
        below 1. Samples are doubled from 1,000 until it is met, to 1,024,000 at most. As there are eleven
        looks, each interval fails with a probability of 5 % / 11, so that it holds whenever one stops.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes, for any number of threads.
    communities
        Integers, n: the community of each account, from 0.
    delays
        How long each live edge takes; who posts is seen at once.
    horizon
        At least 0, with delays only: what happens later does not count. None waits for ever.
    times
        Ascending, at least 0, with delays only: when to count.
    hops
        At least 0: who is reached further away does not count; with delays, by the way that came first in
        time. None is any distance.
    threads
        At least 1; None is one a core.
    cancelled
        Once set, the run stops.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.
    CancelledError
        When it was cancelled.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> far = estimate_spread(path, [0], n_samples=10_000, random_seed=1)
    >>> far.spread.low < 1.75 < far.spread.high, far.reach.low < 2.5 < far.reach.high
    (True, True)
    >>> len(far.actives_by_hop)
    3
    """
    check_seeds(graph, seeds)
    chances = _chances(seeds, acceptance)
    ends = _looks(n_samples, target_ci, random_seed)
    clock = _clock(graph, delays, horizon, times)
    if hops is not None and hops < 0:
        raise ParameterError("hops", hops, "at least 0")
    within = graph.n if hops is None else min(hops, graph.n)
    member = _members(graph, communities)
    edges, start = live_edges(graph), np.array(seeds, dtype=np.int32)
    n_communities = int(member.max(initial=-1)) + 1
    together = _TOGETHER if delays is None else _TOGETHER_IN_TIME
    size = max(1, min(1024, together // (graph.n + graph.m + 1)))

    def run(chunk: tuple[int, int]) -> Tally:
        return run_cascades(edges, start, chances, member, n_communities, clock, within, random_seed, *chunk)

    tally, done, most = Tally.none(), 0, most_possible(graph, start, ends[0], within)
    for end in ends:
        chunks = ((first, min(first + size, end)) for first in range(done, end, size))
        for part in in_order(run, chunks, threads=threads, cancelled=cancelled):
            tally = tally.plus(part)
        done = end
        found = _Found(tally, done, (1 - CI_LEVEL) / len(ends), start, chances, member, most)
        spread = found.whole(ACTIVE)
        if target_ci is None or (spread.high - spread.low) / 2 <= target_ci * spread.value:
            break
    return found.estimate(n_communities, len(times))


@dataclass(frozen=True, slots=True)
class _Found:
    tally: Tally
    n: int
    failure: float
    asked: Int32s
    chances: Float64s
    member: Int32s
    possible: tuple[Bools, Bools]

    def estimate(self, n_communities: int, n_times: int) -> SpreadEstimate:
        first_hop = 1 + n_communities + n_times
        return SpreadEstimate(
            self.whole(ACTIVE),
            self.whole(PEOPLE),
            *(self.by_hop(kind, first_hop) for kind in (ACTIVE, PEOPLE)),
            *(self.by_community(kind, n_communities) for kind in (ACTIVE, PEOPLE)),
            *(
                tuple(self.whole(kind, 1 + n_communities + time) for time in range(n_times))
                for kind in (ACTIVE, PEOPLE)
            ),
        )

    @property
    def seeds(self) -> Int32s:
        """Who certainly starts, and is not counted cascade by cascade."""
        return self.asked[:0] if len(self.chances) else self.asked

    def whole(self, kind: int, column: int = 0) -> Estimate:
        seeds = len(self.seeds)
        return self.added(kind, column, int(self.possible[kind].sum()) - seeds).map(shift=seeds)

    def by_hop(self, kind: int, first: int) -> tuple[Estimate, ...]:
        start = float(self.chances.sum()) if len(self.chances) else float(len(self.asked))
        most = int(self.possible[kind].sum()) - len(self.seeds)
        hops = 1 + int(np.flatnonzero(self.tally.total[kind, first:]).max(initial=-1))
        later = (self.added(kind, column, most) for column in range(first, first + hops))
        return (Estimate(start, start, start, self.n), *later)

    def by_community(self, kind: int, n_communities: int) -> tuple[Estimate, ...]:
        if not n_communities:
            return ()
        most = np.bincount(self.member[self.possible[kind]], minlength=n_communities)
        seeds = np.bincount(self.member[self.seeds], minlength=n_communities).tolist()
        return tuple(
            self.added(kind, 1 + place, int(most[place]) - seeds[place]).map(shift=seeds[place])
            for place in range(n_communities)
        )

    def added(self, kind: int, column: int, most: int) -> Estimate:
        total, squares, largest = (float(values[kind, column]) for values in self.tally)
        return moments_estimate(total, squares, largest, self.n, highest=float(most), failure=self.failure)


def _chances(seeds: Sequence[int], acceptance: Sequence[float] | None) -> Float64s:
    chances = np.empty(0) if acceptance is None else np.asarray(acceptance, dtype=np.float64)
    if acceptance is not None and chances.shape != (len(seeds),):
        raise ParameterError("acceptance", f"{chances.size} of them", f"{len(seeds)}, one a seed")
    if not ((chances >= 0) & (chances <= 1)).all():
        raise ParameterError("acceptance", list(acceptance or ()), "from 0 to 1")
    return np.empty(0) if (chances == 1).all() else chances


def _clock(
    graph: InfluenceGraph, delays: Delays | None, horizon: float | None, times: Sequence[float]
) -> Clock:
    asked = np.array(times, dtype=np.float64)
    if delays is None and (horizon is not None or len(asked)):
        raise ParameterError("delays", None, "given where a horizon or times are")
    if horizon is not None and not horizon >= 0:
        raise ParameterError("horizon", horizon, "at least 0")
    if not (np.isfinite(asked) & (asked >= 0)).all() or (np.diff(asked) < 0).any():
        raise ParameterError("times", list(times), "finite, at least 0 and ascending")
    if delays is None:
        return Clock(np.empty((0, 3)), np.empty(0, np.int32), np.inf, asked)
    of_edge = np.empty(0, np.int32) if delays.of_edge is None else delays.of_edge
    if delays.of_edge is not None and of_edge.shape != (graph.m,):
        raise ParameterError("delays", f"laws of {len(of_edge)} edges", f"of {graph.m}")
    return Clock(delays.table(), of_edge, np.inf if horizon is None else float(horizon), asked)


def _members(graph: InfluenceGraph, communities: Int32s | None) -> Int32s:
    if communities is None:
        return np.empty(0, dtype=np.int32)
    member = np.asarray(communities)
    if member.shape != (graph.n,) or not np.issubdtype(member.dtype, np.integer):
        raise ParameterError("communities", f"an array of shape {member.shape}", f"{graph.n} integers")
    if len(member) and not 0 <= member.min() <= member.max() < max(graph.n, 1):
        raise ParameterError("communities", "an array with a number outside", f"from 0 to {graph.n - 1}")
    return np.ascontiguousarray(member, dtype=np.int32)


def _looks(n_samples: int | None, target_ci: float | None, random_seed: int) -> list[int]:
    if (n_samples is None) == (target_ci is None):
        raise ParameterError("n_samples", n_samples, "given, or else target_ci")
    check_sampling(1 if n_samples is None else n_samples, random_seed)
    if n_samples is not None:
        return [n_samples]
    if target_ci is None or not 0 < target_ci < 1:
        raise ParameterError("target_ci", target_ci, "above 0 and below 1")
    return [FIRST_LOOK << look for look in range(LOOKS)]
