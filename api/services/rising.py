"""Who is rising: whose share of all that is passed on has grown from one window of time to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from math import isfinite

import numpy as np

from algorithms.estimates import CI_LEVEL
from algorithms.history import History, history_in
from algorithms.rising import Passed, passed_in
from algorithms.rising import Rising as Found
from algorithms.rising import find_rising as compared
from api.answers import Growth, PassedOn, Rising, RisingItem, RisingWindow
from api.services.context import Context, utc
from api.services.filters import Filter
from api.services.pages import Page
from api.services.recorded import USUAL_METHOD
from api.services.records import USUAL_DAYS, Last, last_days
from graph.records import UNTIMED, Bools, Int64s

MAX_Q = 0.05


def find_rising(
    context: Context,
    *,
    topic: str | None = None,
    days: float = USUAL_DAYS,
    limit: int = 25,
    only: Filter | None = None,
    cursor: str | None = None,
) -> Rising:
    """Return whose share of all that is passed on has grown between two windows, the surest growth first.

    What counts is how often somebody had a message directly from an account, whether it had started or
    passed it on, each person once a message: from whom, where the data do not say, is guessed as back-tests
    do. See `algorithms/rising.py`.

    Parameters
    ----------
    context
        Asked about.
    topic
        None counts all recorded messages.
    days
        Length of each of the two windows, above 0, at most 3,650; the later one ends with the records.
    limit, cursor
        Which page, see `pages.Page.of`.
    only
        Which accounts to list; all are compared. None is any.

    Raises
    ------
    ParameterError
        Also where nothing has a time, and where the records are shorter than the two windows.
    TopicNotFoundError, TooFewAuthorsError, CommunityNotFoundError, ListNotFoundError
    CursorError, StaleCursorError
    """
    topic = context.topic(topic)
    last = last_days(context, days, windows=2)
    page = Page.of(context, limit, cursor, "rising", topic, days, None if only is None else astuple(only))
    messages = None if topic is None else context.snapshot.messages_on(topic)
    history = history_in(context.snapshot, messages=messages, method=USUAL_METHOD)
    passed = passed_in(history, until_ms=last.until_ms, window_ms=last.window_ms)
    found = compared(passed)
    listed = _listed(context, found, only)
    followers = [_new_followers(context, window) for window in (last, last.before)]
    sure = found.q_value <= MAX_Q
    return Rising(
        items=[
            _item(context, found, place, rank, followers, told=not history.event)
            for rank, place in enumerate(listed[page.part].tolist(), start=page.first + 1)
        ],
        **page.links(len(listed)),
        days=days,
        now=_window(last, passed, passed.recent, told=not history.event),
        before=_window(last.before, passed, ~passed.recent, told=not history.event),
        compared=len(found.account),
        beyond_chance=int(np.count_nonzero(sure)),
        expected_false=float(np.count_nonzero(sure) * found.q_value[sure].max(initial=0.0)),
        meta=context.meta(
            topic=topic, ci_level=CI_LEVEL, warnings=list(_warnings(context, history, passed, only))
        ),
    )


def _listed(context: Context, found: Found, only: Filter | None) -> Int64s:
    """Return the places of whom to list: those who rose, best first."""
    allowed = np.ones(context.snapshot.n, dtype=np.bool_) if only is None else only.allowed(context)
    allowed[list(context.hidden)] = False
    return np.flatnonzero(found.risen & allowed[found.account])


def _new_followers(context: Context, window: Last) -> Int64s:
    """Count who began to follow each account in a window: int64, n; -1 where some have no date."""
    snapshot = context.snapshot
    if not int(snapshot.array("follow_edges")):
        return np.full(snapshot.n, -1)
    source, since_ms = np.asarray(snapshot.array("in_sources")), snapshot.follow_times()
    within = (since_ms >= window.since_ms) & (since_ms < window.until_ms)
    followers = np.bincount(source[within], minlength=snapshot.n)
    followers[source[snapshot.array("listens") & (since_ms == UNTIMED)]] = -1
    return followers


def _item(
    context: Context, found: Found, place: int, rank: int, followers: Sequence[Int64s], *, told: bool
) -> RisingItem:
    number = int(found.account[place])
    parts = ((found.now, found.messages_now), (found.before, found.messages_before))
    now, before = (
        PassedOn(
            actions=int(actions[place]),
            messages=int(messages[place]) if told else None,
            new_followers=None if new[number] < 0 else int(new[number]),
        )
        for (actions, messages), new in zip(parts, followers, strict=True)
    )
    growth, high = float(found.growth[place]), float(found.high[place])
    return RisingItem(
        rank=rank,
        account=context.account(number),
        now=now,
        before=before,
        growth=Growth(
            value=growth if isfinite(growth) else None,
            low=float(found.low[place]),
            high=high if isfinite(high) else None,
            n=now.actions + before.actions,
        ),
        p_value=float(found.p_value[place]),
        q_value=float(found.q_value[place]),
    )


def _window(window: Last, passed: Passed, within: Bools, *, told: bool) -> RisingWindow:
    return RisingWindow(
        since=utc(window.since_ms),
        until=utc(window.until_ms),
        messages=len(np.unique(passed.message[within])) if told else None,
        actions=int(np.count_nonzero(within)),
    )


def _warnings(context: Context, history: History, passed: Passed, only: Filter | None) -> Iterator[str]:
    if not passed.recent.any() or passed.recent.all():
        yield "in one of the windows nothing was passed on, so that there is no share to compare"
    if history.event:
        yield "no action tells its message: each is taken to be independent of all others"
    if history.guessed:
        yield f"{history.guessed:.0%} of the parents are a guess, see {history.method}"
    if history.untimed:
        yield f"{history.untimed:,} actions have no time and are in neither window"
    yield from () if only is None else only.warnings(context)
