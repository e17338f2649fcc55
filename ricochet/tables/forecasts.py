"""Forecasts of messages, and the ledger of frozen ones, as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import (
    Calibration,
    CascadeForecast,
    FrozenForecast,
    FrozenForecasts,
    FrozenItem,
    ScoredForecast,
)
from ricochet.tables.words import (
    account_name,
    chance,
    counted,
    duration,
    interval,
    number,
    percent,
    print_footer,
    print_table,
)

_HEADS = ("about", "forecast", "interval", "came", "judged by")


def _forecast(console: Console, answer: CascadeForecast) -> None:
    rows = [(chance(at.level), number(at.people)) for at in answer.quantiles]
    print_table(console, f"Final size of {answer.cascade}", ("likely at most", "people"), rows)
    seen = f"{counted(answer.people, 'person')} after {duration(60 * answer.observed_minutes)}"
    console.print(
        f"{seen if answer.observed_minutes else 'Before it starts'}: {number(answer.middle)} in the end, "
        f"{number(answer.low)} to {number(answer.high)} in nine of ten cases, by "
        f"{counted(answer.n, 'earlier message')} ({answer.method}).",
        highlight=False,
    )
    if answer.alert is not None:
        alarm = "ALARM" if answer.alert.raised else "No alarm"
        probability = chance(answer.alert.probability)
        console.print(f"{alarm}: {answer.alert.people:,} people or more at {probability}.", highlight=False)
    relays = [
        (account_name(item.account), chance(item.passes_on), interval(item.below), number(item.value))
        for item in answer.next_relays
    ]
    if relays:
        heads = ("account", "passes it on", "people below then", "people to be expected")
        print_table(console, "Likely next", heads, relays)
    if answer.tried is not None:
        console.print(
            f"Of {answer.tried.listed:,} accounts listed so for {counted(answer.tried.messages, 'message')} "
            f"before, {answer.tried.passed_on:,} passed it on.",
            highlight=False,
        )
    print_footer(console, answer.meta)


def _frozen(console: Console, answer: FrozenForecast) -> None:
    rows = [_row(item) for item in answer.items]
    changed = "" if answer.unchanged else ", CHANGED since"
    title = f"{answer.name}: {answer.subject}, frozen at {answer.frozen_at}{changed}"
    print_table(console, title, _HEADS, rows)
    for reason in dict.fromkeys(item.reason for item in answer.items if item.reason):
        console.print(f"Not scored: {reason}.", highlight=False)
    console.print(f"digest {answer.digest}", style="dim", highlight=False)


def _row(item: FrozenItem) -> tuple[str, ...]:
    came = "unknown" if item.real is None else number(item.real)
    if item.within is not None:
        came += " (within)" if item.within else " (outside)"
    about = item.about[0] if len(item.about) == 1 else f"{item.about[0]} and {len(item.about) - 1} more"
    judged = "" if item.messages is None else counted(item.messages, "message")
    return about, number(item.forecast), f"{number(item.low)} to {number(item.high)}", came, judged


def _scored(console: Console, answer: ScoredForecast) -> None:
    _frozen(console, answer.forecast)
    _calibration(console, answer.calibration)
    print_footer(console, answer.meta)


def _all(console: Console, answer: FrozenForecasts) -> None:
    for frozen in answer.items:
        _frozen(console, frozen)
    _calibration(console, answer.calibration)
    print_footer(console, answer.meta)


def _calibration(console: Console, calibration: Calibration) -> None:
    said = f"{calibration.scored:,} numbers scored, {calibration.unscored:,} not yet"
    if calibration.changed:
        said += f", {counted(calibration.changed, 'forecast')} changed since and left out"
    if calibration.within is not None and calibration.promised is not None:
        said += f"; {percent(calibration.within)} within, where {chance(calibration.promised)} should be"
    if calibration.ratio is not None:
        said += f"; forecasts sum to {number(calibration.ratio)} times what came"
    console.print(f"{said}.", highlight=False)


PRINTERS = {
    CascadeForecast: _forecast,
    FrozenForecast: _frozen,
    ScoredForecast: _scored,
    FrozenForecasts: _all,
}
