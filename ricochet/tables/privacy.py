"""Receipts, and what is held of somebody, as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import Estimate, Receipt, Rotation, Score, Subject
from ricochet.tables.words import print_table


def _receipt(console: Console, answer: Receipt) -> None:
    removed = ", ".join(f"{count:,} {what}" for what, count in answer.removed.items() if count)
    console.print(f"Receipt {answer.receipt}: {answer.right}, {answer.at}", highlight=False)
    if answer.right == "erasure":
        console.print(f"Removed: {removed or 'nothing, as nothing was there'}")
    console.print(f"Subject {answer.subject}", highlight=False, soft_wrap=True)
    console.print(f"Digest {answer.digest}", highlight=False, soft_wrap=True)


def _rotation(console: Console, answer: Rotation) -> None:
    people = "1 person is" if answer.people == 1 else f"{answer.people:,} people are"
    console.print(f"{people} known by the newest secret from now on.", highlight=False)
    if answer.secrets > 1:
        console.print(f"Keep all {answer.secrets} secrets: each is needed to know them.", highlight=False)


def _subject(console: Console, answer: Subject) -> None:
    console.print(f"{answer.key}, known since {answer.since or 'no load that is complete'}", highlight=False)
    if answer.objected:
        console.print("Objected: no answer is about this account.", style="yellow")
    rows = [
        (str(held.load), held.file, held.source, held.loaded_at or "cut off", _counts(held.rows))
        for held in answer.loads
    ]
    print_table(console, "Held", ("load", "file", "source", "loaded at", "rows"), rows)
    for score in answer.scores:
        rank = "" if score.rank is None else f", rank {score.rank:,}"
        console.print(f"{score.name} {_value(score)}{rank}: {score.how}", highlight=False)


def _counts(rows: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in rows.items() if count)


def _value(score: Score) -> str:
    value = score.value.value if isinstance(score.value, Estimate) else score.value
    return "unknown" if value is None else f"{value:.4g}"


PRINTERS = {
    Receipt: _receipt,
    Rotation: _rotation,
    Subject: _subject,
}
