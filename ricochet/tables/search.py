"""Accounts, topics and audiences as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import AccountAnswer, FoundAccounts, Overlap, People, TopicAliases, Topics
from ricochet.tables.words import (
    account_name,
    known,
    money,
    number,
    print_footer,
    print_reasons,
    print_table,
    share,
)


def _found(console: Console, answer: FoundAccounts) -> None:
    rows = [
        (
            account_name(item.account),
            item.name or "unknown",
            known(item.account.followers),
            f"{item.heard_by:,}",
            known(item.account.community),
            money(item.price),
        )
        for item in answer.items
    ]
    heads = ("account", "name", "followers", "heard by", "community", "price")
    print_table(console, f"Accounts, {known(answer.total_estimate)} in all", heads, rows)
    print_footer(console, answer.meta)


def _account(console: Console, answer: AccountAnswer) -> None:
    account = answer.account
    row = (account.key, account.name or "unknown", known(account.followers), known(account.community))
    print_table(console, account_name(account), ("account", "name", "followers", "community"), [row])
    print_reasons(console, account, answer.reasons)
    print_footer(console, answer.meta)


def _overlap(console: Console, answer: Overlap) -> None:
    rows = [
        (account_name(item.account), _people(item.people), _people(item.alone), share(item.alone_share))
        for item in answer.items
    ]
    print_table(console, f"Audiences by {answer.by}", ("account", "people", "alone", "of its own"), rows)
    console.print(f"Together they reach {_people(answer.distinct)} distinct people.")
    for reached in answer.reached_by:
        console.print(f"By exactly {reached.accounts}: {_people(reached.people)}", highlight=False)
    print_footer(console, answer.meta)


def _people(people: People) -> str:
    if people.low is None or people.high is None:
        return f"{people.value:,.0f}"
    return f"{number(people.value)} ({number(people.low)}–{number(people.high)})"


def _topics(console: Console, answer: Topics) -> None:
    rows = [(item.topic, f"{item.authors:,}", ", ".join(item.aliases)) for item in answer.items]
    print_table(
        console, f"Topics, {known(answer.total_estimate)} in all", ("topic", "authors", "aliases"), rows
    )
    print_footer(console, answer.meta)


def _aliases(console: Console, answer: TopicAliases) -> None:
    rows = [(item.alias, ", ".join(item.topics)) for item in answer.items]
    print_table(console, "Aliases", ("alias", "topics"), rows)


PRINTERS = {
    AccountAnswer: _account,
    FoundAccounts: _found,
    Overlap: _overlap,
    Topics: _topics,
    TopicAliases: _aliases,
}
