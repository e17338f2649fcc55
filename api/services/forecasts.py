"""What will come of a message: its final size as a distribution, an alarm, and who is likely next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import numpy as np

from algorithms.forecasts.below import BelowForecast, forecast_below
from algorithms.forecasts.distribution import SizeForecasts
from algorithms.forecasts.early import Branching, branching_of, learn_early
from algorithms.forecasts.next_relays import NextRelays, Tried, next_relays, try_next_relays
from algorithms.forecasts.sizes import learn_authors
from algorithms.history import History, history_in
from algorithms.learners import LEARNERS, Learned
from api.answers import Alert, CascadeForecast, Estimate, Model, NextRelay, Quantile, Trained, Trial
from api.services.context import MAX_ITEMS, Context, check_range, utc
from graph.errors import ParameterError
from graph.records import UNTIMED, Float64s, Int32s

LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
MOST_MINUTES = 525_600
MOST_PEOPLE = 1_000_000_000

_NAMED_BY_AN_ALARM = 3


def forecast_cascade(
    context: Context,
    cascade: str,
    *,
    observed_minutes: float | None = None,
    observed_until: datetime | None = None,
    alert_at: int | None = None,
    alert_above: float = 0.5,
    limit: int = 3,
) -> CascadeForecast:
    """Forecast a recorded message as if it were still running: from what was seen of it until some time.

    Nothing from then on is used, of no message. So a forecast for a message that is over can be held against
    what came.

    Parameters
    ----------
    context
        Asked about.
    cascade
        Key of the message, or its native id.
    observed_minutes
        How much of it is seen, 0 to 525,600, a year; 0: only who starts it. None where the next is given.
    observed_until
        Instead, when what is seen ends; UTC where it does not say.
    alert_at
        Alarm when the message will probably come to so many people, 1 to 10⁹; None raises none.
    alert_above
        0 to 1: from which probability on.
    limit
        1 to 200: how many next relays to list.

    Raises
    ------
    ParameterError
        Also when the message has no time, or too few earlier ones are recorded to learn from.
    MessageNotFoundError
    """
    _check(observed_minutes, observed_until, alert_at, alert_above, limit)
    seen = _Seen.of(context, cascade, observed_minutes, observed_until)
    sizes = seen.sizes()
    relays = _Relays.of(seen)
    listed = relays.listed(seen, max(limit, _NAMED_BY_AN_ALARM))
    named = [] if listed is None else list(_named(context, listed, relays.below))
    return CascadeForecast(
        cascade=str(context.snapshot.recorded().keys[seen.number]),
        author=None if seen.author < 0 else context.account(seen.author),
        observed_minutes=seen.minutes,
        observed_until=utc(seen.history.until_ms),
        people=int(sizes.seen[0]) if seen.minutes else 1,
        middle=float(sizes.middle[0]),
        expected=float(sizes.expected[0]),
        low=float(sizes.low[0]),
        high=float(sizes.high[0]),
        quantiles=[Quantile(level=level, people=float(sizes.quantile(level)[0])) for level in LEVELS],
        method=seen.method,
        n=sizes.n,
        alert=None if alert_at is None else _alert(sizes, alert_at, alert_above, named),
        next_relays=named[:limit],
        exposed=0 if listed is None else listed.exposed,
        tried=relays.trial,
        meta=context.meta(
            model=_card(seen, relays), n=sizes.n, warnings=[*_warnings(seen), *relays.warnings]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """A message as it was at a time: what was known then, of it and of all others.

    `place` is its place in the history, None before it starts.
    """

    history: History
    number: int
    author: int
    minutes: float
    place: int | None

    @classmethod
    def of(cls, context: Context, cascade: str, minutes: float | None, until: datetime | None) -> _Seen:
        number = context.snapshot.recorded().message_number(cascade)
        whole = history_in(context.snapshot)
        place = np.flatnonzero(whole.message == number)
        if whole.event or len(place) == 0:
            raise ParameterError("cascade", cascade, "one message: an event has neither start nor size")
        started = int(whole.started_ms[place[0]])
        if started == UNTIMED:
            requirement = "a message with times; without them 'ricochet cascade' tells what happened, no more"
            raise ParameterError("cascade", cascade, requirement)
        until_ms = started + round((minutes or 0) * 60_000) if until is None else _milliseconds(until)
        if until_ms < started:
            requirement = f"not before the message started, {utc(started)}"
            raise ParameterError("observed_until", utc(until_ms), requirement)
        history = whole.before(until_ms)
        found = np.flatnonzero(history.message == number)
        author, spent = int(whole.author[place[0]]), (until_ms - started) / 60_000
        return cls(history, number, author, spent, int(found[0]) if len(found) else None)

    @property
    def method(self) -> Literal["hawkes", "author"]:
        return "author" if self.place is None else "hawkes"

    def sizes(self) -> SizeForecasts:
        if self.place is None:
            return learn_authors(self.history).forecast(np.array([self.author], np.int32))
        return learn_early(self.history, self.minutes).forecast(self.history).one(self.place)


@dataclass(frozen=True, slots=True)
class _Relays:
    """What is known of who passes on what: by which learner, how that did, and what cannot be said."""

    learner: str
    learned: Learned | None
    below: BelowForecast | None
    branching: Branching | None
    tried: Tried | None
    warnings: list[str]

    @classmethod
    def of(cls, seen: _Seen) -> _Relays:
        history = seen.history
        learner = "account-level" if history.listening is None else "follow-edges"
        try:
            below, branching = forecast_below(history), branching_of(history)
            tried = try_next_relays(history, LEARNERS[learner], seen.minutes)
        except ParameterError as error:
            return cls(learner, None, None, None, None, [f"who is next is not known: {error}"])
        warnings = [] if tried is not None else ["too few earlier messages to try the next relays on"]
        return cls(learner, LEARNERS[learner](history), below, branching, tried, warnings)

    def listed(self, seen: _Seen, k: int) -> NextRelays | None:
        people, waited = _people(seen)
        if self.learned is None or self.below is None or self.branching is None or not len(people):
            return None
        return next_relays(
            self.learned.graph,
            people,
            waited,
            below=self.below.expected,
            delays=self.branching.delays,
            outside=self.learned.outside,
            factor=1.0 if self.tried is None else self.tried.factor,
            k=k,
        )

    @property
    def trial(self) -> Trial | None:
        if self.tried is None:
            return None
        return Trial(
            messages=self.tried.messages,
            listed=self.tried.listed,
            passed_on=self.tried.passed_on,
            factor=self.tried.factor,
        )


def _people(seen: _Seen) -> tuple[Int32s, Float64s]:
    """Return who has the message, and how many minutes ago each came; before it starts, who will."""
    if seen.place is None:
        starter = np.array([seen.author] if seen.author >= 0 else [], np.int32)
        return starter, np.zeros(len(starter))
    history = seen.history
    people = slice(*history.offsets[seen.place : seen.place + 2].tolist())
    return history.account[people], np.maximum(history.until_ms - history.at_ms[people], 0) / 60_000


def _named(context: Context, listed: NextRelays, below: BelowForecast | None) -> Iterator[NextRelay]:
    assert below is not None  # noqa: S101  # nothing is listed without
    columns = (listed.account, listed.probability, listed.value, listed.exposed_by)
    for account, probability, value, exposed_by in zip(*(x.tolist() for x in columns), strict=True):
        yield NextRelay(
            account=context.account(account),
            passes_on=probability,
            below=Estimate(
                value=float(below.expected[account]),
                low=float(below.low[account]),
                high=float(below.high[account]),
                n=int(below.messages[account]),
            ),
            value=value,
            exposed_by=exposed_by,
        )


def _alert(sizes: SizeForecasts, people: int, above: float, named: list[NextRelay]) -> Alert:
    probability = float(sizes.passes(people)[0])
    raised = probability >= above
    watched = [relay.account for relay in named[:_NAMED_BY_AN_ALARM]] if raised else []
    return Alert(people=people, above=above, probability=probability, raised=raised, relays=watched)


def _card(seen: _Seen, relays: _Relays) -> Model:
    history = seen.history
    started = history.started_ms[history.started_ms != UNTIMED]
    return Model(
        name=seen.method,
        rest_share=None,
        learned=True,
        tested_on_this_data=relays.tried is not None,
        ranker=None,
        learner=relays.learner,
        trained=Trained(
            since=utc(int(started.min())) if len(started) else None,
            until=utc(history.until_ms),
            messages=len(history),
            actions=int(history.acts.sum()),
        ),
        tested=None,
    )


def _warnings(seen: _Seen) -> Iterator[str]:
    history = seen.history
    if history.guessed:
        yield f"{history.guessed:.0%} of the parents are a guess, see {history.method}"
    if history.early:
        yield f"{history.early:,} actions are dated before their message was posted, and count as at once"
    if history.undated:
        yield f"{', '.join(history.undated)} have no time: some may be from later"
    if seen.place is None and not (history.author == seen.author).any():
        yield "the author has started no message before: expected is what is usual"


def _milliseconds(at: datetime) -> int:
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000)


def _check(
    minutes: float | None, until: datetime | None, alert_at: int | None, alert_above: float, limit: int
) -> None:
    check_range("limit", limit, 1, MAX_ITEMS)
    if (minutes is None) == (until is None):
        raise ParameterError("observed_minutes", minutes, "given where observed_until is not, and only there")
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise ParameterError("observed_minutes", minutes, f"from 0 to {MOST_MINUTES:,}")
    if alert_at is not None:
        check_range("alert_at", alert_at, 1, MOST_PEOPLE)
    if not 0 <= alert_above <= 1:
        raise ParameterError("alert_above", alert_above, "from 0 to 1")
