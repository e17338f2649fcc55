"""Relays and groups of them as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import Relay, RelayGroup, Relays
from ricochet.tables.words import (
    WIDE,
    account_name,
    interval,
    known,
    number,
    percent,
    print_footer,
    print_reasons,
    print_table,
)

_FIRST_HOPS = range(2, 7)  # told one by one; later ones together


def _relays(console: Console, answer: Relays) -> None:
    topic = answer.meta.topic
    columns = {
        "": [_ranks(item, place) for place, item in enumerate(answer.items, start=1)],
        "account": [account_name(item.account) for item in answer.items],
        "followers": [known(item.account.followers) for item in answer.items],
        "score": [_score(item) for item in answer.items],
        "more people": [interval(item.carried.people) for item in answer.items],
        "sees it": [percent(item.exposed) for item in answer.items],
        "passes on": [percent(item.active_if_exposed) for item in answer.items],
        "each time": [interval(item.extra_if_active) for item in answer.items],
    }
    if console.width < WIDE:
        del columns["followers"]
    if all(item.score is None for item in answer.items):
        del columns["score"]
    print_table(
        console,
        f"Best relays for {topic}" if topic else "Best relays",
        columns,
        zip(*columns.values(), strict=True),
    )
    if any(item.by_hop for item in answer.items):
        heads = ("account", *(f"hop {hop}" for hop in _FIRST_HOPS), "later")
        print_table(console, "More people by hop", heads, map(_hops, answer.items))
    for item in answer.items:
        print_reasons(console, item.account, item.reasons)
    print_footer(console, answer.meta)


def _hops(item: Relay) -> tuple[str, ...]:
    people = [hop.people.value for hop in item.by_hop or ()]
    shown = len(_FIRST_HOPS)
    first = [number(value) for value in people[:shown]]
    return (account_name(item.account), *first, *[""] * (shown - len(first)), number(sum(people[shown:])))


def _score(item: Relay) -> str:
    return "" if item.score is None else f"{item.score:.4g}"


def _ranks(item: Relay, place: int) -> str:
    if item.rank_low is None:
        return str(place)
    return str(item.rank_low) if item.rank_low == item.rank_high else f"{item.rank_low}–{item.rank_high}"


def _group(console: Console, answer: RelayGroup) -> None:
    rows = [(account_name(account), known(account.followers)) for account in answer.accounts]
    print_table(console, "A group of relays", ("account", "followers"), rows)
    console.print(
        f"Together they carry it to {interval(answer.carried.people)} more people "
        f"and {interval(answer.carried.relays)} more accounts that pass it on."
    )
    print_footer(console, answer.meta)


PRINTERS = {
    Relays: _relays,
    RelayGroup: _group,
}
