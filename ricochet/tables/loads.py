"""What was loaded, as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import LoadEntry, LoadReport, Loads
from ricochet.tables.words import counted, known, print_table


def _report(console: Console, answer: LoadReport) -> None:
    rows = [
        (kind, f"{count.read:,}", f"{count.kept:,}", f"{count.already_there:,}", f"{count.self_ties:,}")
        for kind, count in answer.kinds.items()
    ]
    refused = sum(answer.refused.values())
    print_table(
        console,
        f"{answer.read:,} rows read, {answer.kept:,} ties kept, {refused:,} rows refused",
        ("ties", "read", "kept", "already there", "self ties left out"),
        rows,
    )
    console.print(
        f"{counted(answer.accounts, 'account')}, {counted(answer.prices, 'price')}, "
        f"{counted(answer.listed, 'place')} on lists, "
        f"{counted(answer.posts, 'post')} by {counted(answer.authors, 'author')}, "
        f"{counted(answer.reposts, 'repost')}"
    )
    if answer.suppressed:
        console.print(f"{counted(answer.suppressed, 'row')} left out: they name somebody who was erased")
    for note in answer.notes:
        console.print(f"Note: {note}.", style="yellow", highlight=False)
    for reason, count in answer.refused.items():
        console.print(f"{count:,} refused: {reason}")
    if answer.refused_rows:
        console.print(f"The refused rows are in {answer.refused_rows}")


def _loads(console: Console, answer: Loads) -> None:
    rows = [_load_row(item) for item in answer.items]
    heads = ("load", "file", "source", "loaded at", "ties", "posts", "reposts", "refused")
    print_table(console, "Loads", heads, rows)


def _undone(console: Console, answer: LoadEntry) -> None:
    console.print(
        f"Load {answer.load} is undone: {answer.file}, {answer.ties:,} ties, {answer.posts:,} posts, "
        f"{answer.reposts:,} reposts"
    )


def _load_row(item: LoadEntry) -> tuple[str, ...]:
    when = item.loaded_at or "cut off"
    counts = (item.ties, item.posts, item.reposts, item.refused)
    return (str(item.load), item.file, item.source, when, *map(known, counts))


PRINTERS = {
    LoadReport: _report,
    Loads: _loads,
    LoadEntry: _undone,
}
