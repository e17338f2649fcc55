"""Answers as tables that a person likes to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from api.answers import (
    Account,
    Answer,
    Cascade,
    Centrality,
    ChangedPlan,
    Communities,
    Costs,
    Equivalents,
    Estimate,
    LoadEntry,
    LoadReport,
    Loads,
    Meta,
    Plan,
    Relay,
    RelayGroup,
    Relays,
)

_FIRST_HOPS = range(2, 7)  # told one by one; later ones together
_WIDE = 96  # columns that the relays' table needs to show everything


def print_answer(answer: Answer) -> None:
    """Print an answer as a table with a title, and below it what it rests on."""
    console = Console()
    _PRINTERS[type(answer)](console, answer)


def number(value: float) -> str:
    """Return a number with as many digits as a reader can use.

    Examples
    --------
    >>> number(1234.5), number(3.14159), number(0.01234)
    ('1,234', '3.1', '0.012')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 1:
        return f"{value:.1f}"
    return f"{value:.2f}" if abs(value) >= 0.1 or value == 0 else f"{value:.2g}"


def interval(estimate: Estimate | None) -> str:
    """Return an estimate with its interval; unknown is the word.

    Examples
    --------
    >>> interval(Estimate(value=12.0, low=9.5, high=15.1, n=100)), interval(None)
    ('12.0 (9.5–15.1)', 'unknown')
    """
    if estimate is None:
        return "unknown"
    return f"{number(estimate.value)} ({number(estimate.low)}–{number(estimate.high)})"


def percent(estimate: Estimate | None) -> str:
    """Return a probability in percent; unknown is the word.

    Examples
    --------
    >>> percent(Estimate(value=0.0036, low=0.0035, high=0.0037, n=100))
    '0.36 %'
    """
    return "unknown" if estimate is None else f"{number(100 * estimate.value)} %"


def _relays(console: Console, answer: Relays) -> None:
    topic = answer.meta.topic
    columns = {
        "": [_ranks(item) for item in answer.items],
        "account": [_name(item.account) for item in answer.items],
        "followers": [_known(item.account.followers) for item in answer.items],
        "more people": [interval(item.carried.people) for item in answer.items],
        "sees it": [percent(item.exposed) for item in answer.items],
        "passes on": [percent(item.active_if_exposed) for item in answer.items],
        "each time": [interval(item.extra_if_active) for item in answer.items],
    }
    if console.width < _WIDE:
        del columns["followers"]
    _table(
        console,
        f"Best relays for {topic}" if topic else "Best relays",
        columns,
        zip(*columns.values(), strict=True),
    )
    if any(item.by_hop for item in answer.items):
        heads = ("account", *(f"hop {hop}" for hop in _FIRST_HOPS), "later")
        _table(console, "More people by hop", heads, map(_hops, answer.items))
    _footer(console, answer.meta)


def _hops(item: Relay) -> tuple[str, ...]:
    people = [hop.people.value for hop in item.by_hop or ()]
    shown = len(_FIRST_HOPS)
    first = [number(value) for value in people[:shown]]
    return (_name(item.account), *first, *[""] * (shown - len(first)), number(sum(people[shown:])))


def _ranks(item: Relay) -> str:
    return str(item.rank_low) if item.rank_low == item.rank_high else f"{item.rank_low}–{item.rank_high}"


def _group(console: Console, answer: RelayGroup) -> None:
    rows = [(_name(account), _known(account.followers)) for account in answer.accounts]
    _table(console, "A group of relays", ("account", "followers"), rows)
    console.print(
        f"Together they carry it to {interval(answer.carried.people)} more people "
        f"and {interval(answer.carried.relays)} more accounts that pass it on."
    )
    _footer(console, answer.meta)


def _centrality(console: Console, answer: Centrality) -> None:
    rows = [
        (str(rank), _name(item.account), _known(item.account.followers), f"{item.value:.6g}")
        for rank, item in enumerate(answer.items, start=1)
    ]
    _table(console, f"Most central by {answer.measure}", ("", "account", "followers", answer.measure), rows)
    _footer(console, answer.meta)


def _communities(console: Console, answer: Communities) -> None:
    rows = [
        (str(item.community), f"{item.size:,}", ", ".join(map(_name, item.leaders))) for item in answer.items
    ]
    _table(console, "Communities", ("community", "accounts", "most central"), rows)
    _footer(console, answer.meta)


def _cascade(console: Console, answer: Cascade) -> None:
    rows = [(str(hop.hop), interval(hop.relays), interval(hop.people)) for hop in answer.by_hop]
    _table(console, "How far it goes", ("hop", "pass it on", "new people"), rows)
    if answer.by_time:
        rows = [(f"{at.hours:g}", interval(at.relays), interval(at.people)) for at in answer.by_time]
        _table(console, "By when", ("hours", "have passed it on", "have seen it"), rows)
    console.print(f"In all {interval(answer.reach)} people see it, {interval(answer.spread)} pass it on.")
    _footer(console, answer.meta)


def _plan(console: Console, answer: Plan) -> None:
    rows = [
        (
            str(rank),
            _name(seed.account),
            _known(seed.account.followers),
            interval(seed.gain),
            _money(seed.price),
        )
        for rank, seed in enumerate(answer.seeds, start=1)
    ]
    _table(console, "Whom to ask", ("", "account", "followers", "adds", "price"), rows)
    price = "" if answer.price is None else f", at a price of {_money(answer.price)} {answer.currency or ''}"
    console.print(
        f"In all {interval(answer.reach)} people see it, {interval(answer.spread)} pass it on{price.rstrip()}"
    )
    proof = answer.certificate
    promised = "" if proof.guarantee is None else f"; theory promises {number(100 * proof.guarantee)} %"
    console.print(
        f"At least {number(100 * proof.ratio)} % of the best such plan, "
        f"wrong with a probability of {proof.delta:.2g}{promised}"
    )
    for rule, rival in answer.against.items():
        console.print(f"By {rule}: {interval(rival.value)}; this plan has {interval(rival.difference)} more")
    _footer(console, answer.meta)


def _changed(console: Console, answer: ChangedPlan) -> None:
    rows = [
        (name, interval(change.before), interval(change.after), interval(change.difference))
        for name, change in (("pass it on", answer.spread), ("people", answer.reach))
    ]
    _table(console, "What changes", ("", "before", "after", "difference"), rows)
    console.print(f"Price {_money(answer.price_before)} before, {_money(answer.price_after)} after")
    _footer(console, answer.meta)


def _equivalents(console: Console, answer: Equivalents) -> None:
    rows = [
        (str(rank), _name(account), _known(account.followers))
        for rank, account in enumerate(answer.accounts, start=1)
    ]
    _table(console, f"As good as {_name(answer.star)}", ("", "account", "followers"), rows)
    console.print(f"Together {interval(answer.group_value)}, the star {interval(answer.star_value)}")
    console.print(f"Price {_money(answer.price)}, the star's {_money(answer.star_price)}")
    if not answer.complete:
        console.print("All candidates together do not go as far.")
    _footer(console, answer.meta)


def _costs(console: Console, answer: Costs) -> None:
    rows = [(number(answer.seconds), number(answer.bytes / 2**20), f"{answer.n_samples:,}")]
    _table(console, "What it would take", ("seconds", "MB of memory", "samples"), rows)
    _footer(console, answer.meta)


def _report(console: Console, answer: LoadReport) -> None:
    rows = [
        (kind, f"{count.read:,}", f"{count.kept:,}", f"{count.already_there:,}", f"{count.self_ties:,}")
        for kind, count in answer.kinds.items()
    ]
    refused = sum(answer.refused.values())
    _table(
        console,
        f"{answer.read:,} rows read, {answer.kept:,} ties kept, {refused:,} rows refused",
        ("ties", "read", "kept", "already there", "self ties left out"),
        rows,
    )
    console.print(
        f"{_counted(answer.accounts, 'account')}, {_counted(answer.prices, 'price')}, "
        f"{_counted(answer.listed, 'place')} on lists, "
        f"{_counted(answer.posts, 'post')} by {_counted(answer.authors, 'author')}"
    )
    for reason, count in answer.refused.items():
        console.print(f"{count:,} refused: {reason}")
    if answer.refused_rows:
        console.print(f"The refused rows are in {answer.refused_rows}")


def _loads(console: Console, answer: Loads) -> None:
    rows = [_load_row(item) for item in answer.items]
    _table(console, "Loads", ("load", "file", "source", "loaded at", "accounts", "ties", "posts"), rows)


def _undone(console: Console, answer: LoadEntry) -> None:
    console.print(
        f"Load {answer.load} is undone: {answer.file}, {answer.ties:,} ties, {answer.posts:,} posts"
    )


def _load_row(item: LoadEntry) -> tuple[str, ...]:
    when = item.loaded_at or "cut off"
    counts = (item.accounts, item.ties, item.posts)
    return (str(item.load), item.file, item.source, when, *(f"{count:,}" for count in counts))


def _table(console: Console, title: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    table = Table(
        title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", padding=(0, 1, 0, 0)
    )
    names = {"account", "file", "source", "most central"}  # these may be long, and fold rather than be cut
    for head in heads:
        if head in names:
            table.add_column(head, overflow="fold")
        else:
            table.add_column(head, justify="left" if head == "ties" else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _footer(console: Console, meta: Meta) -> None:
    parts = [f"snapshot {meta.snapshot[:12]}"]
    if meta.model:
        parts.append(f"model {meta.model.name}")
    if meta.sources:
        parts.append(f"starts: {meta.sources.rule} ({_counted(meta.sources.accounts, 'account')})")
    if meta.n:
        parts.append(f"{meta.n:,} samples, 95 % intervals")
    console.print(" · ".join(parts), style="dim", highlight=False)
    for warning in meta.warnings:
        console.print(f"Note: {warning}.", style="yellow", highlight=False)


def _name(account: Account) -> str:
    return f"@{account.handle}" if account.handle else account.key


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _known(value: int | None) -> str:
    return "unknown" if value is None else f"{value:,}"


def _money(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.2f}"


_PRINTERS: dict[type[Answer], Callable[[Console, Any], None]] = {
    Relays: _relays,
    RelayGroup: _group,
    Centrality: _centrality,
    Communities: _communities,
    Cascade: _cascade,
    Plan: _plan,
    ChangedPlan: _changed,
    Equivalents: _equivalents,
    Costs: _costs,
    LoadReport: _report,
    Loads: _loads,
    LoadEntry: _undone,
}
