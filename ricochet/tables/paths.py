"""Paths, and whom the large accounts follow, as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import PathItem, Paths, Upstream
from ricochet.tables.words import (
    account_name,
    chance,
    counted,
    known,
    number,
    percent,
    print_footer,
    print_table,
)

_LED = 2  # large accounts that a table shows beside whom they follow


def _paths(console: Console, answer: Paths) -> None:
    if answer.by == "time":
        print_table(console, "Quickest path", ("path", "takes"), map(_timed_path, answer.items))
    else:
        warm = answer.by == "warm"
        title, measure = (
            ("Warmest introductions", "strength") if warm else ("Most probable paths", "probability")
        )
        print_table(console, title, ("path", measure, "weakest step"), map(_path, answer.items))
    if answer.any_way:
        sees, passes_on = percent(answer.any_way.sees), percent(answer.any_way.passes_on)
        console.print(f"By any way: seen with a probability of {sees}, passed on with {passes_on}.")
    if answer.separation:
        sides = answer.separation
        console.print(f"No path: {sides.reached:,} can be reached, {sides.reaching:,} reach the other side.")
    if answer.as_of:
        console.print(f"Ties age up to {answer.as_of}.", highlight=False)
    print_footer(console, answer.meta)


def _path(item: PathItem) -> tuple[str, str, str]:
    names, steps, place = list(map(account_name, item.accounts)), item.steps or [], item.bottleneck or 0
    shown = chance if item.strength is None else number
    weakest = f"{names[place]} → {names[place + 1]}, {shown(steps[place])}"
    return " → ".join(names), shown(item.probability or item.strength or 0.0), weakest


def _timed_path(item: PathItem) -> tuple[str, str]:
    first, *others = (account_name(account) for account in item.accounts)
    steps = (f" → {name} ({time})" for name, time in zip(others, item.times or (), strict=True))
    return first + "".join(steps), f"{number((item.duration_seconds or 0.0) / 3600)} h"


def _upstream(console: Console, answer: Upstream) -> None:
    rows = [
        (
            account_name(item.account),
            known(item.account.followers),
            chance(item.share),
            chance(item.expected),
            f"{item.p_value:.2g}",
            f"{item.q_value:.2g}",
            ", ".join(
                f"{account_name(led.account)} ({number(led.median_lead_hours)} h)" for led in item.led[:_LED]
            ),
        )
        for item in answer.items
    ]
    heads = ("account", "followers", "leads", "by chance", "p", "q", "whom most")
    print_table(console, f"Upstream on {answer.meta.topic}", heads, rows)
    console.print(
        f"{answer.candidates:,} of {answer.adopters:,} accounts tested against {answer.large:,} large ones "
        f"on {counted(answer.messages, 'message')}, {answer.n_permutations:,} permutations",
        highlight=False,
    )
    print_footer(console, answer.meta)


PRINTERS = {
    Paths: _paths,
    Upstream: _upstream,
}
