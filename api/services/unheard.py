"""Who has heard nothing for a time, and through whom they could."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, replace
from typing import Any

import numpy as np

from algorithms.costs import Cost, prepared_bytes
from algorithms.estimates import Estimate as Estimated
from algorithms.selection import SeedSelection, select_seeds
from algorithms.sketch import Sketch, sample_sketch
from algorithms.unheard import Hearing, hearing
from api.answers import Certificate, Costs, Estimate, HeardCounts, PlannedSeed, Sources, Unheard, UnheardItem
from api.services.context import MAX_ITEMS, MAX_RANDOM_SEED, Context, check_range, utc
from api.services.costs import costs, costs_of_plans, probes_of
from api.services.filters import Filter
from api.services.pages import Page
from api.services.questions import COUNTING, Asked, Question
from api.services.records import USUAL_DAYS, Last, acts_on, last_days
from graph.records import UNTIMED, Bools, Int64s

USUAL_K = 10

COUNTED_SETS = 32_768
"""Sets that are rooted in somebody who heard nothing: half of them choose, half judge. A gain of a tenth of
these people is then known to within 5 %."""

MOST_SETS = 1 << 21
"""Where few heard nothing: as many as plans draw in small networks."""

MOST_MEMBERS = 1 << 25
"""Members of all sets together, 128 MB."""

_COUNTING = COUNTING["reach"]
_PROBES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedUnheard:
    """Who is asked about, of what, and how many are to be asked to tell them.

    Parameters
    ----------
    topic
        What to have heard of; None is anything.
    targets
        Only these people are asked about; by default everybody.
    days
        How long nothing was heard, up to the end of the records: above 0, at most 3,650.
    k
        Accounts to ask, 0 to 200.
    only
        Which of the targets are asked about; None is any.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.
    """

    topic: str | None = None
    targets: Sequence[str] = ()
    days: float = USUAL_DAYS
    k: int = USUAL_K
    only: Filter | None = None
    random_seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What the targets have heard: `targets` (bool, n) without those who are in no answer."""

    context: Context
    topic: str | None
    last: Last
    targets: Bools
    hearing: Hearing

    @classmethod
    def of(cls, context: Context, asked: AskedUnheard) -> _Found:
        check_range("k", asked.k, 0, MAX_ITEMS)
        check_range("random_seed", asked.random_seed, 0, MAX_RANDOM_SEED)
        topic, last = context.topic(asked.topic), last_days(context, asked.days, windows=1)
        return cls(context, topic, last, _targets(context, asked), _hearing(context, topic, last))

    def people(self) -> Int64s:
        """Return the targets who heard nothing, most followers first."""
        people = np.flatnonzero(self.targets & self.hearing.unheard)
        followers = np.asarray(self.context.snapshot.array("followers"))[people]
        return people[np.argsort(-followers, kind="stable")]

    def counts(self) -> HeardCounts:
        targets, heard, unheard = (
            int(np.count_nonzero(self.targets & those))
            for those in (self.targets, self.hearing.heard, self.hearing.unheard)
        )
        return HeardCounts(targets=targets, heard=heard, unheard=unheard, unknown=targets - heard - unheard)

    def choosing(self, asked: AskedUnheard) -> _Choosing | None:
        """Return how to choose who tells those who heard nothing; None where nobody is to ask, or to tell."""
        people, k = self.people(), min(asked.k, self.context.snapshot.n - len(self.context.hidden))
        if not len(people) or not k:
            return None
        weights = np.zeros(self.context.snapshot.n)
        weights[people] = 1.0
        question = Question.of(self.context, Asked(topic=asked.topic, random_seed=asked.random_seed))
        return _Choosing(replace(question, weights=weights), len(people), k)


@dataclass(frozen=True, slots=True, eq=False)
class _Choosing:
    """Choosing as plans do whose targets are those who heard nothing, by sets of which enough count."""

    question: Question
    people: int
    k: int

    def sets(self) -> Sketch:
        """Return the sets, half of which choose and half of which judge."""
        graph, random_seed = self.question.graph, self.question.random_seed
        first = sample_sketch(graph, n_sets=_PROBES, counting=_COUNTING, trees=False, random_seed=random_seed)
        return first.extended(graph, self.n_sets(len(first.members) / _PROBES))

    def n_sets(self, members: float) -> int:
        """Return how many sets of so many members to draw: those rooted in others count for nothing."""
        wanted = COUNTED_SETS * self.question.graph.n / self.people
        return max(_PROBES, int(min(wanted, MOST_SETS, MOST_MEMBERS / members)))

    def choice(self, sets: Sketch) -> SeedSelection:
        """Return whom to ask."""
        question = self.question
        return select_seeds(
            question.graph,
            k=self.k,
            exclude=list(question.context.hidden),
            acceptance=question.market.acceptance,
            weights=question.weights,
            counting=_COUNTING,
            random_seed=question.random_seed,
            sketch=sets,
        )

    def cost(self) -> Costs:
        """Return what drawing the sets and choosing by them takes."""
        probes = probes_of(self.question, _COUNTING)
        n_sets = self.n_sets(probes.members)
        cost = Cost(probes.reading(self.choice, n_sets), prepared_bytes(self.question.graph))
        return costs_of_plans(self.question, cost + probes.drawing(n_sets))


def list_unheard(
    context: Context, asked: AskedUnheard, *, limit: int = 25, cursor: str | None = None
) -> Unheard:
    """Return which people have heard nothing for a time, and whom to ask so that most of them do.

    Whom to ask is chosen as by a plan for reach whose targets they are, by fewer sets of which as many count;
    see `algorithms/unheard.py` for who has heard.

    Parameters
    ----------
    context, asked
        The question.
    limit, cursor
        Which page, see `pages.Page.of`.

    Raises
    ------
    ParameterError
        Also where nothing has a time, and where the records are shorter than the days asked about.
    TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    CommunityNotFoundError, ListNotFoundError, CursorError, StaleCursorError
    LimitError
        When choosing would take too much memory.
    """
    found = _Found.of(context, asked)
    only = None if asked.only is None else astuple(asked.only)
    page = Page.of(context, limit, cursor, "unheard", found.topic, asked.days, sorted(asked.targets), only)
    people, last_ms = found.people(), found.hearing.last_ms
    return Unheard(
        items=[
            UnheardItem(
                account=context.account(person),
                last_heard_at=None if last_ms[person] == UNTIMED else utc(int(last_ms[person])),
            )
            for person in people[page.part].tolist()
        ],
        **page.links(len(people)),
        days=asked.days,
        since=utc(found.last.since_ms),
        until=utc(found.last.until_ms),
        counts=found.counts(),
        **_through(found, asked),
    )


def unheard_cost(context: Context, asked: AskedUnheard) -> Costs:
    """Return what `list_unheard` would take, without choosing anybody; it refuses the same."""
    found = _Found.of(context, asked)
    choosing = found.choosing(asked)
    if choosing is None:
        return costs(context, Cost(), topic=found.topic, random_seed=asked.random_seed)
    return choosing.cost()


def _targets(context: Context, asked: AskedUnheard) -> Bools:
    targets = np.full(context.snapshot.n, not asked.targets)
    targets[context.accounts(asked.targets)] = True
    targets[list(context.hidden)] = False
    return targets if asked.only is None else targets & asked.only.allowed(context)


def _hearing(context: Context, topic: str | None, last: Last) -> Hearing:
    snapshot, graph = context.snapshot, context.snapshot.influence_graph()
    exchanges, exchanged_ms = snapshot.exchanges()
    spoke_ms, undated = _spoken(context, topic)
    told = _acting_beside(context, topic, spoke_ms, last.since_ms)
    undated[graph.in_targets[told]] = True
    return hearing(
        graph,
        spoke_ms=spoke_ms,
        undated=undated,
        followed_ms=snapshot.follow_times(),
        addressed=exchanges > 0,
        addressed_ms=exchanged_ms,
        since_ms=last.since_ms,
    )


def _spoken(context: Context, topic: str | None) -> tuple[Int64s, Bools]:
    """Return when each account last posted or passed on a recorded message, and who did so undated."""
    acts, n = acts_on(context, topic), context.snapshot.n
    known = acts.account >= 0
    account, at_ms = acts.account[known], acts.at_ms[known]
    spoke_ms, undated = np.full(n, UNTIMED), np.zeros(n, dtype=np.bool_)
    np.maximum.at(spoke_ms, account, at_ms)
    undated[account[at_ms == UNTIMED]] = True
    return spoke_ms, undated


def _acting_beside(context: Context, topic: str | None, spoke_ms: Int64s, since_ms: int) -> Int64s:
    """Return the edges whose targets acted, in no recorded message, perhaps since then: a tie says no more.

    Of a topic a tie does not say when it was acted on, only when at all.
    """
    snapshot = context.snapshot
    at_ms = snapshot.array("exchange_last_ms")
    perhaps = at_ms == UNTIMED if topic is None else (at_ms == UNTIMED) | (at_ms >= since_ms)
    edge: Int64s = snapshot.array("exchange_edge")[perhaps]
    if topic is None:
        return edge
    on_topic = snapshot.tie_weights(topic).topic
    assert on_topic is not None  # noqa: S101  # a topic is given
    unexplained: Bools = spoke_ms[snapshot.influence_graph().in_targets[edge]] == UNTIMED
    return edge[unexplained & np.isin(edge, on_topic[0])]


def _through(found: _Found, asked: AskedUnheard) -> dict[str, Any]:
    """Return what the answer says of whom to ask, and what it was computed from."""
    context, choosing = found.context, found.choosing(asked)
    left_out = [] if asked.only is None else list(asked.only.warnings(context))
    if choosing is None:
        warnings = [*context.listening_warnings(), *left_out]
        meta = context.meta(topic=found.topic, random_seed=asked.random_seed, warnings=warnings)
        return {"through": [], "reached": None, "certificate": None, "meta": meta}
    question, choice = choosing.question, choosing.choice(choosing.sets())
    assert choice.certificate is not None  # noqa: S101  # every optimised choice has one
    gains = [(seed, gain) for seed, gain in zip(choice.seeds, choice.gains, strict=True) if gain.value > 0]
    return {
        "through": [
            PlannedSeed(
                account=context.account(account),
                gain=_of_people(choosing.people, gain),
                price=question.market.own_price(account),
                acceptance=question.market.own_acceptance(account),
            )
            for account, gain in gains
        ],
        "reached": _of_people(choosing.people, choice.spread),
        "certificate": Certificate(**asdict(choice.certificate)),
        "meta": question.meta(
            sources=Sources(rule="together", accounts=len(gains)),
            n=choice.spread.n,
            warnings=[*question.market.warnings(None), *left_out],
        ),
    }


def _of_people(most: int, drawn: Estimated) -> Estimate:
    """Return how many of so many people: where they are few, their sets alone may say more than there are."""
    value, low, high = (min(limit, most) for limit in (drawn.value, drawn.low, drawn.high))
    return Estimate(value=value, low=low, high=high, n=drawn.n)
