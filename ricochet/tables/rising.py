"""Who is rising, and who has heard nothing, as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import Growth, PassedOn, Rising, RisingWindow, Unheard
from ricochet.tables.words import (
    WIDE,
    account_name,
    counted,
    interval,
    known,
    number,
    print_footer,
    print_table,
)


def _rising(console: Console, answer: Rising) -> None:
    topic = answer.meta.topic
    columns = {
        "": [str(item.rank) for item in answer.items],
        "account": [account_name(item.account) for item in answer.items],
        "followers": [known(item.account.followers) for item in answer.items],
        "before": [_passed(item.before) for item in answer.items],
        "now": [_passed(item.now) for item in answer.items],
        "times its share": [_grown(item.growth) for item in answer.items],
        "q": [number(item.q_value) for item in answer.items],
    }
    if console.width < WIDE:
        del columns["followers"]
    title = f"Rising on {topic}" if topic else "Rising"
    print_table(console, title, columns, zip(*columns.values(), strict=True))
    console.print(f"Before, {_window(answer.before)}", highlight=False)
    console.print(f"Now, {_window(answer.now)}", highlight=False)
    console.print(
        f"Of {counted(answer.compared, 'account')} compared {answer.beyond_chance:,} are beyond chance (q of "
        f"at most 0.05), {number(answer.expected_false)} of them falsely so.",
        highlight=False,
    )
    print_footer(console, answer.meta)


def _passed(part: PassedOn) -> str:
    return f"{part.actions:,}" + ("" if part.messages is None else f" in {part.messages:,}")


def _grown(growth: Growth) -> str:
    high = "∞" if growth.high is None else number(growth.high)
    return f"{'new' if growth.value is None else number(growth.value)} ({number(growth.low)}–{high})"


def _window(window: RisingWindow) -> str:
    of = "" if window.messages is None else f" of {counted(window.messages, 'message')}"
    return f"{window.since} to {window.until}: passed on {counted(window.actions, 'time')}{of}"


def _unheard(console: Console, answer: Unheard) -> None:
    counts, topic = answer.counts, answer.meta.topic
    of = f" of {topic}" if topic else ""
    rows = [
        (account_name(item.account), known(item.account.followers), item.last_heard_at or "never")
        for item in answer.items
    ]
    title = f"Heard nothing{of} since {answer.since}"
    print_table(console, title, ("account", "followers", "heard last"), rows)
    console.print(
        f"Of {counted(counts.targets, 'person')} {counts.heard:,} heard, {counts.unheard:,} did not, and of "
        f"{counts.unknown:,} nobody can tell",
        highlight=False,
    )
    if answer.through:
        rows = [
            (account_name(seed.account), known(seed.account.followers), interval(seed.gain))
            for seed in answer.through
        ]
        print_table(console, "Through whom they could", ("account", "followers", "adds"), rows)
        console.print(f"In all {interval(answer.reached)} of them would hear")
    print_footer(console, answer.meta)


PRINTERS = {
    Rising: _rising,
    Unheard: _unheard,
}
