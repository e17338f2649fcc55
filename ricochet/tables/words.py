"""How answers are put into words, numbers and tables."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table

from api.answers import Account, Estimate, Meta, Reasons

WIDE = 96  # columns that the relays' table needs to show everything
_LONG = {
    "account",
    "author",
    "file",
    "message",
    "source",
    "most central",
    "path",
    "ranker",
    "weakest step",
    "whom most",
}  # folded rather than cut


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


def chance(probability: float) -> str:
    """Return a probability in percent."""
    return f"{number(100 * probability)} %"


def duration(seconds: float) -> str:
    """Return a time span in the unit that a reader would choose.

    Examples
    --------
    >>> duration(45), duration(5400), duration(864_000)
    ('45 seconds', '1.5 hours', '10.0 days')
    """
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= length:
            return f"{number(seconds / length)} {unit}"
    return f"{seconds:.0f} seconds"


def share(share: float | None) -> str:
    """Return a share in percent; unknown is the word."""
    return "unknown" if share is None else f"{number(100 * share)} %"


def rounded(value: float | None) -> str:
    """Return a number as people write it; unknown is the word."""
    return "unknown" if value is None else f"{value:.2f}"


def known(value: int | None) -> str:
    """Return a count; unknown is the word."""
    return "unknown" if value is None else f"{value:,}"


def money(value: float | None) -> str:
    """Return an amount with cents; unknown is the word."""
    return "unknown" if value is None else f"{value:,.2f}"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun."""
    if noun == "person":
        return f"{count:,} {'person' if count == 1 else 'people'}"
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def account_name(account: Account) -> str:
    """Return how a person finds an account: by its handle, else its key."""
    return f"@{account.handle}" if account.handle else account.key


def print_table(console: Console, title: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table; what may be long is folded rather than cut."""
    table = Table(
        title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", padding=(0, 1, 0, 0)
    )
    for head in heads:
        if head in _LONG:
            table.add_column(head, overflow="fold")
        else:
            table.add_column(head, justify="left" if head == "ties" else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def print_reasons(console: Console, account: Account, reasons: Reasons | None) -> None:
    """Print why an account is in an answer, if that was asked for."""
    if reasons is None:
        return
    console.print(f"{account_name(account)}: {'; '.join(reasons.words)}.", highlight=False)
    for word, ties in (("hears from", reasons.hears_from), ("is heard by", reasons.heard_by)):
        others = [tie.source if tie.target.key == account.key else tie.target for tie in ties]
        named = zip(map(account_name, others), ties, strict=True)
        said = (f"{name} ({chance(tie.probability)})" for name, tie in named)
        console.print(f"  {word} {', '.join(said) or 'nobody'}", highlight=False)
    if reasons.posts:
        posts = ", ".join(f"{post.cascade} ({post.passed_on:,})" for post in reasons.posts)
        console.print(f"  passed on from it: {posts}", highlight=False)
    if reasons.path:
        names = " → ".join(map(account_name, reasons.path.accounts))
        console.print(f"  most probable path: {names}, {chance(reasons.path.probability)}", highlight=False)


def print_footer(console: Console, meta: Meta) -> None:
    """Print what an answer rests on, and its warnings."""
    parts = [f"snapshot {meta.snapshot[:12]}"]
    if meta.model:
        parts.append(f"model {meta.model.name}")
    if meta.model and meta.model.ranker:
        parts.append(f"ordered by {meta.model.ranker}")
    if meta.sources:
        parts.append(f"starts: {meta.sources.rule} ({counted(meta.sources.accounts, 'account')})")
    if meta.n:
        parts.append(f"{meta.n:,} samples, 95 % intervals")
    console.print(" · ".join(parts), style="dim", highlight=False)
    for warning in meta.warnings:
        console.print(f"Note: {warning}.", style="yellow", highlight=False)
