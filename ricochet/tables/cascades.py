"""Simulated and recorded messages as tables."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from api.answers import Cascade, CascadeReport, RecordedMessages
from ricochet.tables.words import (
    account_name,
    counted,
    duration,
    interval,
    known,
    number,
    print_footer,
    print_table,
    share,
)

_CARRIERS = 3  # across each border that a table shows; JSON has them all


def _cascade(console: Console, answer: Cascade) -> None:
    rows = [(str(hop.hop), interval(hop.relays), interval(hop.people)) for hop in answer.by_hop]
    print_table(console, "How far it goes", ("hop", "pass it on", "new people"), rows)
    if answer.by_time:
        rows = [(f"{at.hours:g}", interval(at.relays), interval(at.people)) for at in answer.by_time]
        print_table(console, "By when", ("hours", "have passed it on", "have seen it"), rows)
    console.print(f"In all {interval(answer.reach)} people see it, {interval(answer.spread)} pass it on.")
    print_footer(console, answer.meta)


def _recorded(console: Console, answer: RecordedMessages) -> None:
    rows = [
        (
            item.cascade,
            account_name(item.author) if item.author else "unknown",
            item.posted_at or "unknown",
            f"{item.people:,}",
            f"{item.actions:,}",
        )
        for item in answer.items
    ]
    heads = ("message", "author", "posted at", "people", "actions")
    print_table(console, f"Recorded messages, {known(answer.total_estimate)} in all", heads, rows)
    print_footer(console, answer.meta)


def _report_of_cascade(console: Console, answer: CascadeReport) -> None:
    hops = [
        (str(hop.hop), f"{hop.people:,}", number(hop.reproduction), share(hop.still_to_come))
        for hop in answer.by_hop
    ]
    print_table(console, answer.cascade or "A message drawn", ("hop", "people", "R", "further away"), hops)
    for sentence in (*_shape(answer), *_life(answer), *_borders(answer), *_parents(answer)):
        console.print(sentence, highlight=False)
    relays = [
        (str(rank), account_name(item.account), str(item.hop), f"{item.people_below:,}", number(item.credit))
        for rank, item in enumerate(answer.relays, start=1)
    ]
    if relays:
        heads = ("", "account", "hop", "people below", f"credit by {answer.credit}")
        print_table(console, "Who carried it", heads, relays)
    crossed = [
        (name, f"{item.origin} → {item.destination}", account_name(item.account), f"{item.people_below:,}")
        for name, border in answer.borders.items()
        for item in border.carriers[:_CARRIERS]
    ]
    if crossed:
        print_table(
            console, "Who carried it across", ("border", "crossing", "account", "people below"), crossed
        )
    print_footer(console, answer.meta)


def _shape(answer: CascadeReport) -> Iterator[str]:
    starters = f", {answer.starters:,} of whom started it" if answer.starters > 1 else ""
    hops = "no bounce" if not answer.depth else counted(answer.depth, "bounce")
    yield f"{counted(answer.people, 'person')}{starters}, {hops}, at most {answer.breadth:,} at one hop."
    if answer.structural_virality is not None:
        yield (
            f"{share(answer.beyond_first_hop)} came beyond hop 1; two people are "
            f"{number(answer.structural_virality)} bounces apart on average."
        )
    for community in (answer.by_community or [])[:_CARRIERS]:
        people = counted(community.people, "person")
        yield f"Community {community.community}: {people}, from hop {community.first_hop} on."


def _life(answer: CascadeReport) -> Iterator[str]:
    if answer.life:
        life = answer.life
        yield (
            f"Half of {counted(life.timed_actions, 'action')} within {duration(life.half_life_seconds)} "
            f"of {life.started_at}, the last after {duration(life.last_alive_seconds)}."
        )
    for fire in answer.reignitions:
        by = f", {fire.carried:,} of them by way of {account_name(fire.igniter)}" if fire.igniter else ""
        people = counted(fire.people, "person")
        yield f"Re-ignited {fire.started_at} after {duration(fire.lull_seconds)}: {people}{by}."


def _borders(answer: CascadeReport) -> Iterator[str]:
    for name, border in answer.borders.items():
        if border.bounces:
            yield f"{border.crossings:,} of {border.bounces:,} bounces crossed a border of {name}."


def _parents(answer: CascadeReport) -> Iterator[str]:
    parents = answer.parents
    if parents and parents.guessed_share is not None:
        guessed = (
            f"{parents.exposed:,} guessed by {parents.method}, {parents.author:,} taken to be the author; "
            f"{share(parents.guessed_share)} are guesses"
        )
        yield f"From whom: {parents.given:,} given, {guessed if parents.guessed_share else 'none guessed'}."


PRINTERS = {
    Cascade: _cascade,
    CascadeReport: _report_of_cascade,
    RecordedMessages: _recorded,
}
