"""What happened to one message, bounce by bounce: recorded, or drawn from a model to lie beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from algorithms.credit import Credit
from algorithms.credit import credit as credit_of
from algorithms.drawn import draw_cascade as drawn_tree
from algorithms.parents import EXPOSED, GIVEN, LAST_RESORT, Actions, CascadeTree, Method, infer_parents
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
    RecordedMessage,
    RecordedMessages,
    Reignition,
    Sources,
)
from api.services.cascades import MAX_SEEDS, timing
from api.services.context import MAX_ITEMS, MAX_RANDOM_SEED, Context, Vectors, check_range, utc
from api.services.filters import account_languages, primary_language
from api.services.pages import Page
from api.services.replays import replay as replay_of
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.recorded import Recorded
from graph.records import UNTIMED, Int32s

USUAL_METHOD: Method = "most-recent-exposed"


def list_cascades(context: Context, *, limit: int = 25, cursor: str | None = None) -> RecordedMessages:
    """Return the recorded messages, most people first, then by key.

    Parameters
    ----------
    context
        Asked about.
    limit, cursor
        Which page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, CursorError, StaleCursorError
    """
    page = Page.of(context, limit, cursor, "cascades")
    recorded = context.snapshot.recorded()
    people = context.cached({"recorded": "people"}, lambda: _people_by_message(recorded, context))["people"]
    actions = np.diff(recorded.offsets)
    items = [
        RecordedMessage(
            cascade=str(recorded.keys[message]),
            author=_account_if_known(context, int(recorded.author[message])),
            posted_at=_time_if_known(int(recorded.posted_ms[message])),
            actions=int(actions[message]),
            people=int(people[message]),
        )
        for message in np.argsort(-people, kind="stable")[page.part].tolist()
    ]
    return RecordedMessages(items=items, **page.links(len(people)), meta=context.meta())


def report_cascade(
    context: Context,
    cascade: str,
    *,
    parents: Method = USUAL_METHOD,
    credit: Credit = "below",
    by_community: bool = False,
    replay: bool = False,
    limit: int = 10,
) -> CascadeReport:
    """Return what happened to a recorded message.

    Parameters
    ----------
    context
        Asked about.
    cascade
        Key of the message, or its native id; `event` is all timed actions that belong to no message.
    parents
        How to guess from whom somebody has it where the data do not say, see `parents.infer_parents`.
    credit
        By which rule relays are ordered, see `credit.credit`.
    by_community
        Count people by community too: those with most people first, 200 at most.
    replay
        Tell who had it when and from whom too: those by way of whom most have it, 2,000 at most.
    limit
        1 to 200: how many relays, and how many carriers across each border, to list.

    Raises
    ------
    ParameterError, MessageNotFoundError
    """
    _check(parents, credit, limit)
    recorded = context.snapshot.recorded()
    number = recorded.message_number(cascade)
    acted = slice(*recorded.offsets[number : number + 2].tolist())
    actions = actions_on(recorded, number)
    guessing = bool((actions.parent < 0).any())
    graph = context.influence_graph() if guessing or credit == "leave-one-out" else None
    tree = infer_parents(actions, graph, method=parents)
    sides = _sides(context, tree, acted)
    asked = _Asked(context, tree, graph, sides, credit, by_community, replay, limit)
    return asked.answer(
        cascade=str(recorded.keys[number]),
        author=actions.author,
        parents=_parents(tree),
        meta=context.meta(
            model=context.model() if graph is not None else None, warnings=list(_warnings(tree))
        ),
    )


def actions_on(recorded: Recorded, number: int) -> Actions:
    """Return what was done with the message that has this place among the recorded ones."""
    acted = slice(*recorded.offsets[number : number + 2].tolist())
    return Actions(
        np.asarray(recorded.account[acted]),
        np.asarray(recorded.parent[acted]),
        np.asarray(recorded.at_ms[acted]),
        author=int(recorded.author[number]),
        posted_ms=int(recorded.posted_ms[number]),
    )


def draw_cascade(
    context: Context,
    *,
    seeds: Sequence[str],
    topic: str | None = None,
    model: str | None = None,
    credit: Credit = "below",
    by_community: bool = False,
    replay: bool = False,
    limit: int = 10,
    random_seed: int = 0,
) -> CascadeReport:
    """Return what happens to one message drawn from a model: the report of a recorded one, for comparison.

    Parameters
    ----------
    context
        Asked about.
    seeds
        1 to 10,000 accounts that start it together, by key, handle or native id.
    topic
        None counts all ties.
    model
        Model of influence by name; None is the usual one.
    credit, by_community, replay, limit
        As of `report_cascade`.
    random_seed
        0 to 2**63 - 1: which message; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    _check(USUAL_METHOD, credit, limit)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    if not 1 <= len(seeds) <= MAX_SEEDS:
        raise ParameterError("seeds", f"{len(seeds)} accounts", f"1 to {MAX_SEEDS:,} accounts")
    context = context.under(model)
    topic = context.topic(topic)
    graph, starters = context.influence_graph(topic), context.accounts(seeds)
    tree = drawn_tree(graph, starters, random_seed=random_seed, **timing(context, topic))
    asked = _Asked(context, tree, graph, _sides(context, tree, slice(0)), credit, by_community, replay, limit)
    return asked.answer(
        cascade=None,
        author=starters[0] if len(starters) == 1 else -1,
        parents=None,
        meta=context.meta(
            topic=topic,
            model=context.model(),
            sources=Sources(rule="together", accounts=len(starters)),
            random_seed=random_seed,
            warnings=[
                "one message drawn from the model: the next one differs; simulate gives the mean of many",
                *context.model_warnings(topic),
            ],
        ),
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """On which side of a border each of the people is, and what the sides are called."""

    of: Int32s
    name: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A tree, and how its report was asked for."""

    context: Context
    tree: CascadeTree
    graph: InfluenceGraph | None
    sides: Mapping[str, _Sides]
    credit: Credit
    by_community: bool
    replay: bool
    limit: int

    def answer(
        self, *, cascade: str | None, author: int, parents: Parents | None, meta: Meta
    ) -> CascadeReport:
        report = ricochet_report(self.tree, {name: sides.of for name, sides in self.sides.items()})
        return CascadeReport(
            cascade=cascade,
            author=_account_if_known(self.context, author),
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
                name: self._border(report, report.crossings[name], sides)
                for name, sides in self.sides.items()
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
        of = self.sides["community"].of
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


def _check(parents: Method, rule: Credit, limit: int) -> None:
    check_range("limit", limit, 1, MAX_ITEMS)
    if parents not in get_args(Method):
        raise ParameterError("parents", parents, f"one of {', '.join(get_args(Method))}")
    if rule not in get_args(Credit):
        raise ParameterError("credit", rule, f"one of {', '.join(get_args(Credit))}")


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


def _people_by_message(recorded: Recorded, context: Context) -> Vectors:
    """Count each account once a message: author, who acted, whom the message came from."""
    message = np.repeat(np.arange(len(recorded.keys)), np.diff(recorded.offsets))
    numbers = np.concatenate((np.arange(len(recorded.keys)), message, message))
    accounts = np.concatenate((recorded.author, recorded.account, recorded.parent))
    pairs = np.unique((numbers * context.snapshot.n + accounts)[accounts >= 0])
    return {"people": np.bincount(pairs // max(context.snapshot.n, 1), minlength=len(recorded.keys))}


def _sides(context: Context, tree: CascadeTree, acted: slice) -> dict[str, _Sides]:
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


def _parents(tree: CascadeTree) -> Parents:
    given, exposed, author = (tree.count(origin) for origin in (GIVEN, EXPOSED, LAST_RESORT))
    parents = given + exposed + author
    return Parents(
        method=tree.method or USUAL_METHOD,
        given=given,
        exposed=exposed,
        author=author,
        guessed_share=(exposed + author) / parents if parents else None,
        backward=tree.backward,
        cycles=tree.cycles,
        silent=tree.silent,
    )


def _warnings(tree: CascadeTree) -> Iterator[str]:
    if len(tree.actor) == 0:
        yield "nobody acted on this message"
    if tree.backward:
        yield f"{tree.backward:,} people acted before the parent they were given did"
    if tree.cycles:
        yield f"{tree.cycles:,} circles of given parents were broken at whom of each came first"
    if tree.silent:
        yield f"{tree.silent:,} people were passed on of whom no action is known"


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


def _account_if_known(context: Context, number: int) -> Account | None:
    return None if number < 0 else context.account(number)


def _time_if_known(at_ms: int) -> str | None:
    return None if at_ms == UNTIMED else utc(at_ms)
