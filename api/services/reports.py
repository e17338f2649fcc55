"""What became of a message, told from the tree of who had it from whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from algorithms.credit import Credit
from algorithms.credit import credit as credit_of
from algorithms.parents import CascadeTree
from algorithms.report import Crossings, RicochetReport, ricochet_report
from algorithms.report import Life as FoundLife
from api.answers import (
    Account,
    Age,
    Border,
    Bounce,
    Carrier,
    CascadeReport,
    CommunityPeople,
    Credited,
    Life,
    Meta,
    Parents,
    Passage,
    Reignition,
)
from api.services.context import MAX_ITEMS, Context, utc
from api.services.filters import account_languages, primary_language
from api.services.replays import replay as replay_of
from graph.influence import InfluenceGraph
from graph.records import Int32s


@dataclass(frozen=True, slots=True)
class Report:
    """Who had a message from whom, and what is to be told of it.

    Parameters
    ----------
    context
        Asked about.
    tree
        Who had it from whom.
    graph
        Who may activate whom; None where no rule of credit asks for it.
    acted
        Places of its actions among the recorded ones; none where it was drawn.
    credit, by_community, replay, limit
        As of `recorded.report_cascade`.
    """

    context: Context
    tree: CascadeTree
    graph: InfluenceGraph | None
    acted: slice
    credit: Credit
    by_community: bool
    replay: bool
    limit: int

    def answer(
        self, *, cascade: str | None, author: int, parents: Parents | None, meta: Meta
    ) -> CascadeReport:
        """Return the report as an answer."""
        borders = _borders(self.context, self.tree, self.acted)
        report = ricochet_report(self.tree, {name: sides.of for name, sides in borders.items()})
        return CascadeReport(
            cascade=cascade,
            author=account_if_known(self.context, author),
            starters=int(np.count_nonzero(self.tree.parent < 0)),
            people=len(self.tree),
            depth=report.depth,
            breadth=report.breadth,
            structural_virality=report.structural_virality,
            beyond_first_hop=report.beyond_first_hop,
            by_hop=_bounces(report),
            life=None if report.life is None else _life(report.life),
            reignitions=list(self._reignitions(report)),
            borders={
                name: self._border(report, report.crossings[name], sides) for name, sides in borders.items()
            },
            credit=self.credit,
            relays=self._relays(report),
            parents=parents,
            by_community=self._communities() if self.by_community else None,
            replay=replay_of(self.context, self.tree, report) if self.replay else None,
            meta=meta,
        )

    def _reignitions(self, report: RicochetReport) -> Iterator[Reignition]:
        for found in report.reignitions:
            yield Reignition(
                started_at=utc(found.at_ms),
                lull_seconds=found.lull_seconds,
                actions=found.actions,
                people=found.people,
                igniter=None if found.igniter is None else self._account(found.igniter),
                carried=found.carried,
            )

    def _border(self, report: RicochetReport, crossings: Crossings, sides: _Sides) -> Border:
        return Border(
            bounces=crossings.bounces,
            crossings=len(crossings.carrier),
            passages=_passages(crossings, sides)[: self.limit],
            carriers=[
                Carrier(
                    account=self._account(int(crossings.carrier[i])),
                    origin=sides.name(int(crossings.origin[i])),
                    destination=sides.name(int(crossings.destination[i])),
                    people_below=int(report.below[crossings.carrier[i]]),
                )
                for i in range(min(self.limit, len(crossings.carrier)))
            ],
        )

    def _relays(self, report: RicochetReport) -> list[Credited]:
        value = credit_of(self.tree, self.graph, rule=self.credit)
        best = np.argsort(-value, kind="stable")[: self.limit]
        return [
            Credited(
                account=self._account(place),
                hop=int(self.tree.hop[place]),
                people_below=int(report.below[place]),
                credit=float(value[place]),
            )
            for place in best.tolist()
            if report.below[place]
        ]

    def _communities(self) -> list[CommunityPeople]:
        of = self.context.membership()[self.tree.account]
        counts = np.bincount(of[of >= 0])
        first = np.full(len(counts), len(self.tree))
        np.minimum.at(first, of[of >= 0], self.tree.hop[of >= 0])
        most = np.argsort(-counts, kind="stable")[:MAX_ITEMS]
        return [
            CommunityPeople(community=number, people=int(counts[number]), first_hop=int(first[number]))
            for number in most.tolist()
            if counts[number]
        ]

    def _account(self, place: int) -> Account:
        return self.context.account(int(self.tree.account[place]))


def account_if_known(context: Context, number: int) -> Account | None:
    """Return an account as lists show it; None where nobody knows who it was."""
    return None if number < 0 else context.account(number)


@dataclass(frozen=True, slots=True)
class _Sides:
    """On which side of a border each of the people is, and what the sides are called."""

    of: Int32s
    name: Callable[[int], str]


def _borders(context: Context, tree: CascadeTree, acted: slice) -> dict[str, _Sides]:
    """Return the sides of every border for the people of a tree, whose actions are these of the recorded."""
    recorded = context.snapshot.recorded()
    spoken = _of_first_action(tree, recorded.language[acted])
    places, membership = _of_first_action(tree, recorded.place[acted]), context.membership()
    return {
        "language": _languages(context, tree, spoken, [str(name) for name in recorded.languages]),
        "place": _Sides(places, lambda side: str(recorded.places[side])),
        "platform": _platforms(context, tree),
        "community": _Sides(membership[tree.account], str),
    }


def _of_first_action(tree: CascadeTree, values: Int32s) -> Int32s:
    of_person = np.full(len(tree), -1, dtype=np.int32)
    of_person[tree.actor[::-1]] = values[::-1]  # the first action is written last
    return of_person


def _languages(context: Context, tree: CascadeTree, spoken: Int32s, tags: Sequence[str]) -> _Sides:
    """Take the account's language where that of an action is unknown; `en` and `en-GB` are one side."""
    account_tags, of_account = account_languages(context.snapshot)
    places: dict[str, int] = {}
    sides, account_sides = (
        np.array(
            [*(places.setdefault(primary_language(tag), len(places)) for tag in some), -1],
            dtype=np.int32,  # the last entry is for unknown, -1
        )
        for some in (tags, account_tags)
    )
    theirs = account_sides[of_account[tree.account]]
    return _Sides(np.where(spoken < 0, theirs, sides[spoken]), list(places).__getitem__)


def _platforms(context: Context, tree: CascadeTree) -> _Sides:
    """Keys are sorted, so that the accounts of a platform stand together."""
    keys, platforms = context.snapshot.keys, context.snapshot.manifest["counts"]["platforms"]
    starts = sorted((bisect_left(keys, f"{platform}:", key=str), platform) for platform in platforms)
    place = np.searchsorted([start for start, _ in starts], tree.account, side="right") - 1
    return _Sides(place.astype(np.int32), lambda side: str(starts[side][1]))


def _passages(crossings: Crossings, sides: _Sides) -> list[Passage]:
    n_sides = 1 + int(max(crossings.origin.max(initial=0), crossings.destination.max(initial=0)))
    both = crossings.origin.astype(np.int64) * n_sides + crossings.destination
    pairs, counts = np.unique(both, return_counts=True)
    most = np.argsort(-counts, kind="stable")[:MAX_ITEMS]
    return [
        Passage(
            origin=sides.name(pair // n_sides),
            destination=sides.name(pair % n_sides),
            crossings=count,
        )
        for pair, count in zip(pairs[most].tolist(), counts[most].tolist(), strict=True)
    ]


def _bounces(report: RicochetReport) -> list[Bounce]:
    columns = (report.people_by_hop.tolist(), report.reproduction.tolist(), report.still_to_come.tolist())
    return [
        Bounce(hop=hop, people=people, reproduction=reproduction, still_to_come=still_to_come)
        for hop, (people, reproduction, still_to_come) in enumerate(zip(*columns, strict=True))
    ]


def _life(life: FoundLife) -> Life:
    columns = (life.ages_seconds.tolist(), life.people.tolist(), life.still_to_come.tolist())
    return Life(
        started_at=utc(life.started_ms),
        timed_actions=life.actions,
        half_life_seconds=life.half_life_seconds,
        last_alive_seconds=life.last_alive_seconds,
        survival=[
            Age(age_seconds=age, people=people, still_to_come=still_to_come)
            for age, people, still_to_come in zip(*columns, strict=True)
        ],
        lull_seconds=life.lull_seconds,
    )
