"""The ricochet report of one message: bounce by bounce, in time, and across borders.

References
----------
Goel, Anderson, Hofman, Watts: The structural virality of online diffusion. Management Science 62, 2016,
https://doi.org/10.1287/mnsc.2015.2158
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np

from algorithms.credit import by_hop, people_below
from algorithms.kernels import kernel
from algorithms.parents import CascadeTree
from graph.errors import ParameterError
from graph.records import UNTIMED, Float64s, Int32s, Int64s

PEAK_SHARE = 0.25
"""A span is the shortest time in which this share of a message's actions happened, and three: its peak."""
FIRE_SHARE = 0.1
"""A message burns while at least this share of the actions of its peak fall into one span,"""
FIRE_ACTIONS = 3
"""and at least so many."""
LULL_SPANS = 10
"""It lies low when it does not burn for longer than so many spans; when it burns again, it was re-ignited."""

AGES_SECONDS = tuple(
    60 * minutes for minutes in (1, 5, 15, 30, 60, 180, 360, 720, 1_440, 2_880, 10_080, 43_200, 525_600)
)
"""When to look how much of a message is still to come: the same ages for all, so that two can be compared."""

_SHORTEST_SPAN_MS = 1_000  # platforms count seconds: what is shorter they cannot tell from none


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """How long a message lived. What happened before it was posted counts as happening at once.

    Parameters
    ----------
    started_ms
        When it was posted, else when the first action happened.
    actions
        How many actions with a time there are, all of them behind the ages below.
    half_life_seconds
        Age by which half of them had happened.
    last_alive_seconds
        Age at the last.
    ages_seconds
        float64, ascending: those of `AGES_SECONDS` before the last, and the last.
    people
        int64: how many had come by then, starters left out.
    lull_seconds
        What is longer, without a fire, is a lull: `LULL_SPANS` spans.
    """

    started_ms: int
    actions: int
    half_life_seconds: float
    last_alive_seconds: float
    ages_seconds: Float64s
    people: Int64s
    lull_seconds: float

    @property
    def still_to_come(self) -> Float64s:
        """Share of those who came at a known time that came later than each age: the survival curve."""
        return np.asarray(1 - self.people / max(int(self.people[-1]), 1))


@dataclass(frozen=True, slots=True)
class Reignition:
    """A message burns again after a lull, see `FIRE_SHARE` and `LULL_SPANS`.

    Parameters
    ----------
    at_ms
        When it began to.
    lull_seconds
        For how long it had not.
    actions, people
        What happened until it lay low again, and how many came.
    igniter
        Who carried most of them: of those on the way to each of them, the first who acted in this fire;
        None where each of them came alone.
    carried
        How many others of them came by way of the igniter.
    """

    at_ms: int
    lull_seconds: float
    actions: int
    people: int
    igniter: int | None
    carried: int


@dataclass(frozen=True, slots=True, eq=False)
class Crossings:
    """The bounces from one side of a border to another.

    Parameters
    ----------
    bounces
        Of how many bounces both sides are known.
    carrier
        int32: who came from another side than the one they have the message from, those with most
        people below first, then in the order in which they came.
    origin, destination
        int32: from which side to which.
    """

    bounces: int
    carrier: Int32s
    origin: Int32s
    destination: Int32s


@dataclass(frozen=True, slots=True, eq=False)
class RicochetReport:
    """What happened to one message; people are named by their place in its tree.

    Parameters
    ----------
    people_by_hop
        int64: how many are so many bounces away; all of them together are the people of the tree.
    below
        int64, p: how many have it by way of each, at any distance.
    structural_virality
        Mean distance of two people of one tree, over all pairs; None without a pair.
    life
        None where no action has a time.
    reignitions
        By time.
    crossings
        By name of the border.
    """

    people_by_hop: Int64s
    below: Int64s
    structural_virality: float | None
    life: Life | None
    reignitions: tuple[Reignition, ...]
    crossings: Mapping[str, Crossings]

    @property
    def depth(self) -> int:
        """Bounces to those who are furthest away."""
        return max(len(self.people_by_hop) - 1, 0)

    @property
    def breadth(self) -> int:
        """Most people at one hop."""
        return int(self.people_by_hop.max(initial=0))

    @property
    def reproduction(self) -> Float64s:
        """R: for each person at a hop, how many there are at the next; float64, one a hop."""
        return np.asarray(np.append(self.people_by_hop[1:], 0) / self.people_by_hop)

    @property
    def still_to_come(self) -> Float64s:
        """Share of the people it came to who are further away than each hop."""
        came = np.cumsum(self.people_by_hop) - self.people_by_hop[:1]
        return np.asarray(1 - came / max(int(came[-1]), 1)) if len(came) else np.empty(0)

    @property
    def beyond_first_hop(self) -> float | None:
        """Share of the people it came to who have it from somebody other than a starter; None without any."""
        return float(self.still_to_come[1]) if self.depth else None


def ricochet_report(tree: CascadeTree, borders: Mapping[str, Int32s] | None = None) -> RicochetReport:
    """Return the report of a message.

    Parameters
    ----------
    tree
        Its people and from whom they have it.
    borders
        By name of a border: int32, p, on which side of it each of the people is; -1 where unknown.

    Raises
    ------
    ParameterError
        When a border has not one side for each of the people.

    Examples
    --------
    >>> from algorithms.parents import Actions, infer_parents
    >>> account, parent, at_ms = np.array([[1, 2, 3], [0, 1, 1], [1000, 2000, 3000]])
    >>> tree = infer_parents(Actions(account, parent, at_ms, 0, 0), None, method="weighted")
    >>> report = ricochet_report(tree, {"language": np.array([0, 0, 1, 1])})
    >>> report.people_by_hop.tolist(), report.reproduction.tolist(), report.structural_virality
    ([1, 1, 2], [1.0, 2.0, 0.0], 1.5)
    >>> report.life.half_life_seconds, report.crossings["language"].carrier.tolist()
    (2.0, [2, 3])
    """
    below = people_below(tree)
    return RicochetReport(
        people_by_hop=np.bincount(tree.hop).astype(np.int64),
        below=below,
        structural_virality=_structural_virality(tree, below),
        life=_life(tree),
        reignitions=_reignitions(tree),
        crossings={name: _crossings(tree, below, side, name) for name, side in (borders or {}).items()},
    )


def _structural_virality(tree: CascadeTree, below: Int64s) -> float | None:
    # An edge with s people on its far side lies between s·(size - s) of the pairs of its tree.
    root = _roots(tree.parent, by_hop(tree))
    size = np.bincount(root, minlength=len(tree)).astype(np.float64)
    pairs = float((size * (size - 1)).sum()) / 2
    child = tree.parent >= 0
    far = below[child] + 1.0
    return float((far * (size[root[child]] - far)).sum()) / pairs if pairs else None


@kernel
def _roots(parent: Int32s, by_hop: Int64s) -> Int64s:
    root = np.arange(len(parent))
    for person in by_hop:
        if parent[person] >= 0:
            root[person] = root[parent[person]]
    return root


def _life(tree: CascadeTree) -> Life | None:
    acted = tree.acted_ms[tree.acted_ms != UNTIMED]
    if len(acted) == 0:
        return None
    started = int(acted[0]) if tree.posted_ms == UNTIMED else tree.posted_ms
    ages = np.maximum(acted - started, 0) / 1000
    came = np.sort(np.maximum(tree.at_ms[(tree.parent >= 0) & (tree.at_ms != UNTIMED)] - started, 0) / 1000)
    looks = np.append([age for age in AGES_SECONDS if age < ages[-1]], ages[-1])
    return Life(
        started_ms=started,
        actions=len(acted),
        half_life_seconds=float(ages[(len(ages) - 1) // 2]),
        last_alive_seconds=float(ages[-1]),
        ages_seconds=looks,
        people=np.searchsorted(came, looks, side="right").astype(np.int64),
        lull_seconds=LULL_SPANS * _span_ms(acted) / 1000,
    )


def _span_ms(acted_ms: Int64s) -> int:
    peak = min(max(ceil(PEAK_SHARE * len(acted_ms)), FIRE_ACTIONS), len(acted_ms))
    shortest = (acted_ms[peak - 1 :] - acted_ms[: len(acted_ms) - peak + 1]).min()
    return max(int(shortest), _SHORTEST_SPAN_MS)


def _fires(acted_ms: Int64s) -> tuple[Int64s, Int64s]:
    """Return the first action of each fire, and the one behind its last."""
    span = _span_ms(acted_ms)
    end = np.searchsorted(acted_ms, acted_ms + span, side="right")
    within = end - np.arange(len(acted_ms))
    burning = np.flatnonzero(within >= max(FIRE_SHARE * within.max(), FIRE_ACTIONS))
    pauses = acted_ms[burning[1:]] - acted_ms[end[burning[:-1]] - 1]
    lull = np.flatnonzero(pauses > LULL_SPANS * span)
    first, last = burning[np.append(0, lull + 1)], burning[np.append(lull, len(burning) - 1)]
    return first, end[last]


def _reignitions(tree: CascadeTree) -> tuple[Reignition, ...]:
    timed = tree.acted_ms != UNTIMED
    acted, actor = tree.acted_ms[timed], tree.actor[timed]
    if len(acted) < 2 * FIRE_ACTIONS:
        return ()
    first, end = _fires(acted)
    people, igniter, carried = _carriers(actor, tree.parent, first, end)
    return tuple(
        Reignition(
            at_ms=int(acted[first[i]]),
            lull_seconds=float(acted[first[i]] - acted[end[i - 1] - 1]) / 1000,
            actions=int(end[i] - first[i]),
            people=int(people[i]),
            igniter=int(igniter[i]) if carried[i] else None,
            carried=int(carried[i]),
        )
        for i in range(1, len(first))
    )


@kernel
def _carriers(actor: Int32s, parent: Int32s, first: Int64s, end: Int64s) -> tuple[Int64s, Int32s, Int64s]:
    """Return for each fire how many people came, who carried most of them, and how many others."""
    n, count = len(parent), len(first)
    people, igniter, carried = np.zeros(count, np.int64), np.zeros(count, np.int32), np.zeros(count, np.int64)
    seen_in, by_way_of, brought = np.full(n, -1), np.empty(n, dtype=np.int32), np.zeros(n, np.int64)
    newest, at = 0 if parent[0] < 0 else -1, 0  # people are numbered as they came
    for fire in range(count):
        while at < end[fire]:
            person, at = actor[at], at + 1
            new = person > newest
            newest = max(newest, person)
            if at <= first[fire] or seen_in[person] == fire:
                continue
            seen_in[person] = fire
            people[fire] += new
            above = parent[person]
            alone = above < 0 or seen_in[above] != fire
            way = person if alone else by_way_of[above]
            by_way_of[person] = way
            brought[way] = 0 if alone else brought[way] + new
            if brought[way] > carried[fire]:
                igniter[fire], carried[fire] = way, brought[way]
    return people, igniter, carried


def _crossings(tree: CascadeTree, below: Int64s, side: Int32s, name: str) -> Crossings:
    if side.shape != (len(tree),):
        raise ParameterError(name, f"an array of shape {side.shape}", f"of length {len(tree)}")
    child = np.flatnonzero(tree.parent >= 0)
    origin, destination = side[tree.parent[child]], side[child]
    known = (origin >= 0) & (destination >= 0)
    crossed = np.flatnonzero(known & (origin != destination))
    crossed = crossed[np.argsort(-below[child[crossed]], kind="stable")]
    return Crossings(
        bounces=int(np.count_nonzero(known)),
        carrier=child[crossed].astype(np.int32),
        origin=origin[crossed],
        destination=destination[crossed],
    )
