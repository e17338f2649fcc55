"""Forecasts frozen before, scored after: what was said cannot be changed once it is known what came.

A frozen forecast is a document of the store with a digest of all it says. The digest tells a change by hand,
not one by somebody who makes a new digest: who must be sure of that keeps the digest elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple

import numpy as np
from pydantic import ValidationError

from algorithms.drawn import draw_cascade
from algorithms.estimates import estimate_probability
from algorithms.forecasts.below import forecast_below
from algorithms.forecasts.distribution import COVERAGE
from algorithms.history import History, history_in
from api.answers import Calibration, FrozenForecast, FrozenForecasts, FrozenItem, ScoredForecast
from api.services.cascades import timing
from api.services.context import MAX_RANDOM_SEED, Context, answered_if_known, check_range, utc
from api.services.forecasts import forecast_cascade
from api.services.pages import Page
from api.services.relays import rank_relays
from graph.errors import (
    ForecastChangedError,
    ForecastExistsError,
    ForecastNotFoundError,
    NotFoundError,
    ParameterError,
)
from graph.records import Int64s
from graph.store import GraphStore

FORECAST = "forecast"
"""Kind of the documents that keep frozen forecasts, by name."""
NAME = r"^[A-Za-z0-9._-]{1,100}$"
MOST_ITEMS = 200

_DRAWN = 400  # messages drawn to see how far one goes: 5 and 95 % rest on twenty each


def freeze_forecast(
    context: Context,
    name: str,
    *,
    at_ms: int,
    seeds: Sequence[str] | None = None,
    relays: int | None = None,
    message: str | None = None,
    observed_minutes: float | None = None,
    topic: str | None = None,
    random_seed: int = 0,
) -> FrozenForecast:
    """Return a forecast to be kept: one of a plan, of relays, or of a message.

    Parameters
    ----------
    context
        Asked about.
    name
        Letters, digits, `.`, `_` and `-`, 100 at most.
    at_ms
        Now, in milliseconds since 1970: only what happens from then on is scored.
    seeds
        1 to 200 accounts, such as those of a plan: how many pass on what they start together, as messages
        drawn from the model go.
    relays
        1 to 200: people below so many of the best relays, in a message that each passes on.
    message
        Key of a recorded message: its final size.
    observed_minutes
        How much of that is seen; None: all that is recorded.
    topic
        None counts all ties; not for a message.
    random_seed
        0 to 2**63 - 1, of what is drawn.

    Raises
    ------
    ParameterError
        Also when not exactly one of the three is asked for, or when the clock is behind the records.
    TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError, MessageNotFoundError
    """
    _check(name, seeds, relays, message, random_seed)
    _check_clock(context, at_ms)
    if seeds is not None:
        said = _spread(context, seeds, topic, random_seed)
    elif relays is not None:
        said = _below(context, relays, topic)
    else:
        said = _size(context, str(message), observed_minutes)
    frozen = FrozenForecast(
        name=name,
        subject=said.subject,
        frozen_at=utc(at_ms),
        snapshot=context.snapshot.address,
        model=said.model,
        topic=context.topic(topic),
        random_seed=random_seed,
        level=said.level,
        digest="",
        unchanged=True,
        items=said.items,
    )
    return frozen.model_copy(update={"digest": _digest(frozen)})


def keep_forecast(store: GraphStore, frozen: FrozenForecast) -> None:
    """Keep a frozen forecast.

    Raises
    ------
    ForecastExistsError
        When there is one of that name, whatever it says.
    """
    if frozen.name in store.kept(FORECAST):
        raise ForecastExistsError(frozen.name)
    store.keep(FORECAST, frozen.name, frozen.model_dump_json())


def score_forecast(context: Context, name: str) -> ScoredForecast:
    """Return a frozen forecast with what was recorded after it, as far as that can be told.

    Raises
    ------
    ForecastNotFoundError
    ForecastChangedError
        When it is not as it was frozen.
    """
    if name not in context.frozen:
        raise ForecastNotFoundError(name)
    frozen = _read(context.frozen[name])
    if frozen is None or not frozen.unchanged:
        raise ForecastChangedError(name)
    (scored,) = _scored(context, [frozen])
    return ScoredForecast(forecast=scored, calibration=_calibration([scored], changed=0), meta=context.meta())


def list_forecasts(context: Context, *, limit: int = 25, cursor: str | None = None) -> FrozenForecasts:
    """Return the frozen forecasts by name, with what came, and how well all of them together hold.

    Those that were changed are told, and count for nothing; one that cannot even be read is only counted.

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
    page = Page.of(context, limit, cursor, "forecasts", list(context.frozen))
    read = [_read(text) for text in context.frozen.values()]
    found = [frozen for frozen in read if frozen is not None]
    sound = iter(_scored(context, [frozen for frozen in found if frozen.unchanged]))
    items = [next(sound) if frozen.unchanged else frozen for frozen in found]
    scored = [frozen for frozen in items if frozen.unchanged]
    calibration = _calibration(scored, changed=len(read) - len(scored))
    return FrozenForecasts(
        items=items[page.part], calibration=calibration, **page.links(len(items)), meta=context.meta()
    )


class _Said(NamedTuple):
    """What is to be frozen."""

    subject: Literal["spread", "relays", "size"]
    model: str
    level: float | None
    items: list[FrozenItem]


def _spread(context: Context, seeds: Sequence[str], topic: str | None, random_seed: int) -> _Said:
    topic = context.topic(topic)
    accounts, graph = context.accounts(seeds), context.influence_graph(topic)
    timed = timing(context, topic)
    sizes = [
        len(draw_cascade(graph, accounts, random_seed=(random_seed + i) % MAX_RANDOM_SEED, **timed))
        for i in range(_DRAWN)
    ]
    low, high = np.quantile(sizes, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    about = [str(context.snapshot.keys[account]) for account in accounts]
    item = _item(about, float(np.mean(sizes)), float(low), float(high))
    return _Said("spread", context.model().name, COVERAGE, [item])


def _below(context: Context, relays: int, topic: str | None) -> _Said:
    ranked = rank_relays(context, topic=topic, limit=relays)
    below = forecast_below(history_in(context.snapshot))
    numbers = [context.snapshot.account_number(item.account.key) for item in ranked.items]
    items = [
        _item(
            [str(context.snapshot.keys[account])],
            *(float(values[account]) for values in (below.expected, below.low, below.high)),
        )
        for account in numbers
    ]
    if not items:
        raise ParameterError("relays", relays, "of accounts that carry something, and here nobody does")
    order = ranked.meta.model.ranker if ranked.meta.model else None
    return _Said("relays", order or context.model().name, None, items)


def _size(context: Context, message: str, observed_minutes: float | None) -> _Said:
    until = None
    if observed_minutes is None:
        until = datetime.fromtimestamp(history_in(context.snapshot).until_ms / 1000, UTC)
    told = forecast_cascade(
        context, message, observed_minutes=observed_minutes, observed_until=until, limit=1
    )
    return _Said("size", told.method, COVERAGE, [_item([told.cascade], told.middle, told.low, told.high)])


def _item(about: list[str], forecast: float, low: float, high: float) -> FrozenItem:
    return FrozenItem(
        about=about,
        forecast=forecast,
        low=low,
        high=high,
        real=None,
        within=None,
        messages=None,
        reason=None,
    )


def _scored(context: Context, forecasts: Sequence[FrozenForecast]) -> list[FrozenForecast]:
    """Fill in what came; the history is gathered once for all of them."""
    if not forecasts:
        return []
    history = history_in(context.snapshot)
    return [_score(context, history, frozen) for frozen in forecasts]


def _score(context: Context, history: History, frozen: FrozenForecast) -> FrozenForecast:
    from_ms = int(np.datetime64(frozen.frozen_at.removesuffix("Z"), "ms").astype(np.int64))
    if history.event or history.until_ms <= from_ms:
        reason = "only one event is recorded" if history.event else "nothing is recorded from later"
        return _with(frozen, (item.model_copy(update={"reason": reason}) for item in frozen.items))
    score = {"spread": _came_of_seeds, "relays": _came_by_relay, "size": _came_of_message}[frozen.subject]
    after = history if frozen.subject == "size" else history.started(from_ms, history.until_ms)
    return _with(frozen, (_judged(item, score, context, after, frozen.level) for item in frozen.items))


Came = Callable[[Context, History, Sequence[str]], Int64s]
"""Returns how many people came in each message that a number is judged by."""


def _judged(
    item: FrozenItem, score: Came, context: Context, history: History, level: float | None
) -> FrozenItem:
    try:
        came = score(context, history, item.about)
    except NotFoundError as error:
        return item.model_copy(update={"reason": str(error)})
    if len(came) == 0:
        return item.model_copy(update={"messages": 0, "reason": "no recorded message says anything of it"})
    real = float(came.mean())
    within = None if level is None else bool(np.floor(item.low) <= real <= np.ceil(item.high))
    return item.model_copy(update={"real": real, "within": within, "messages": len(came)})


def _came_of_seeds(context: Context, history: History, about: Sequence[str]) -> Int64s:
    """All messages that the seeds started are one campaign: whoever has any of them came once."""
    seeds = [context.account_number(key) for key in about]
    started = np.isin(history.author, seeds)
    people = np.unique(history.account[started[history.in_message]])
    return np.array([len(np.union1d(people, seeds))] if started.any() else [], dtype=np.int64)


def _came_by_relay(context: Context, history: History, about: Sequence[str]) -> Int64s:
    relay = context.account_number(about[0])
    return np.asarray(history.below[(history.account == relay) & history.relayed])


def _came_of_message(context: Context, history: History, about: Sequence[str]) -> Int64s:
    number = context.snapshot.recorded().message_number(about[0])
    return np.asarray(np.diff(history.offsets)[history.message == number])


def _with(frozen: FrozenForecast, items: Iterable[FrozenItem]) -> FrozenForecast:
    return frozen.model_copy(update={"items": list(items)})


def _calibration(forecasts: Sequence[FrozenForecast], *, changed: int) -> Calibration:
    items = [(frozen.level, item) for frozen in forecasts for item in frozen.items]
    scored = [(level, item) for level, item in items if item.real is not None]
    within = [item.within for _, item in scored if item.within is not None]
    forecast, real = (
        np.array([getattr(item, name) for _, item in scored], np.float64) for name in ("forecast", "real")
    )
    share = estimate_probability(np.array(within, np.float64)) if within else None
    promised = [level for level, item in scored if level is not None and item.within is not None]
    return Calibration(
        forecasts=sum(any(item.real is not None for item in frozen.items) for frozen in forecasts),
        scored=len(scored),
        unscored=len(items) - len(scored),
        changed=changed,
        within=answered_if_known(share),
        promised=float(np.mean(promised)) if promised else None,
        ratio=float(forecast.sum() / real.sum()) if len(real) and real.sum() else None,
        msle=float(((np.log1p(forecast) - np.log1p(real)) ** 2).mean()) if len(real) else None,
    )


def _digest(frozen: FrozenForecast) -> str:
    said = frozen.model_dump(mode="json", exclude={"digest", "unchanged"})
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _read(text: str) -> FrozenForecast | None:
    """Return a frozen forecast, `unchanged` if its digest fits; None where it cannot be read."""
    try:
        frozen = FrozenForecast.model_validate_json(text)
    except ValidationError:
        return None
    return frozen.model_copy(update={"unchanged": _digest(frozen) == frozen.digest})


def _check(
    name: str, seeds: Sequence[str] | None, relays: int | None, message: str | None, random_seed: int
) -> None:
    if not re.fullmatch(NAME, name):
        raise ParameterError("name", name[:100], "letters, digits, '.', '_' and '-', 100 at most")
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    asked = {"seeds": seeds, "relays": relays, "message": message}
    given = [name for name, value in asked.items() if value is not None]
    if len(given) != 1:
        raise ParameterError("forecast", ", ".join(given) or None, "exactly one of seeds, relays and message")
    if relays is not None:
        check_range("relays", relays, 1, MOST_ITEMS)
    if seeds is not None:
        check_range("seeds", len(seeds), 1, MOST_ITEMS)


def _check_clock(context: Context, at_ms: int) -> None:
    """Refuse a clock that is behind the records: what is there already would be scored as what came after."""
    recorded = context.snapshot.recorded()
    latest = max(int(recorded.at_ms.max(initial=0)), int(recorded.posted_ms.max(initial=0)))
    if at_ms <= latest:
        raise ParameterError("clock", utc(at_ms), f"after the latest record, {utc(latest)}")
