"""Rankings as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import Centrality, Measures, Ranked
from ricochet.tables.words import account_name, interval, known, print_footer, print_table


def _measures(console: Console, answer: Measures) -> None:
    rows = [(item.measure, item.meaning, "yes" if item.can_be_sampled else "") for item in answer.items]
    print_table(console, "Measures of centrality", ("measure", "what it says", "can be sampled"), rows)


def _scored(item: Ranked) -> str:
    return f"{item.value:.6g}" if item.estimate is None else interval(item.estimate)


def _centrality(console: Console, answer: Centrality) -> None:
    rows = [
        (str(rank), account_name(item.account), known(item.account.followers), _scored(item))
        for rank, item in enumerate(answer.items, start=1)
    ]
    print_table(
        console, f"Most central by {answer.measure}", ("", "account", "followers", answer.measure), rows
    )
    print_footer(console, answer.meta)


PRINTERS = {
    Measures: _measures,
    Centrality: _centrality,
}
