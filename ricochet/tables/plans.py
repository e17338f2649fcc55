"""Plans, and what questions take, as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import ChangedPlan, Costs, Equivalents, Plan
from ricochet.tables.words import account_name, interval, known, money, number, print_footer, print_table


def _plan(console: Console, answer: Plan) -> None:
    rows = [
        (
            str(rank),
            account_name(seed.account),
            known(seed.account.followers),
            interval(seed.gain),
            money(seed.price),
        )
        for rank, seed in enumerate(answer.seeds, start=1)
    ]
    print_table(console, "Whom to ask", ("", "account", "followers", "adds", "price"), rows)
    price = "" if answer.price is None else f", at a price of {money(answer.price)} {answer.currency or ''}"
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
    print_footer(console, answer.meta)


def _changed(console: Console, answer: ChangedPlan) -> None:
    rows = [
        (name, interval(change.before), interval(change.after), interval(change.difference))
        for name, change in (("pass it on", answer.spread), ("people", answer.reach))
    ]
    print_table(console, "What changes", ("", "before", "after", "difference"), rows)
    console.print(f"Price {money(answer.price_before)} before, {money(answer.price_after)} after")
    print_footer(console, answer.meta)


def _equivalents(console: Console, answer: Equivalents) -> None:
    rows = [
        (str(rank), account_name(account), known(account.followers))
        for rank, account in enumerate(answer.accounts, start=1)
    ]
    print_table(console, f"As good as {account_name(answer.star)}", ("", "account", "followers"), rows)
    console.print(f"Together {interval(answer.group_value)}, the star {interval(answer.star_value)}")
    console.print(f"Price {money(answer.price)}, the star's {money(answer.star_price)}")
    if not answer.complete:
        console.print("All candidates together do not go as far.")
    print_footer(console, answer.meta)


def _costs(console: Console, answer: Costs) -> None:
    rows = [(number(answer.seconds), number(answer.bytes / 2**20), f"{answer.n_samples:,}")]
    print_table(console, "What it would take", ("seconds", "MB of memory", "samples"), rows)
    print_footer(console, answer.meta)


PRINTERS = {
    Plan: _plan,
    ChangedPlan: _changed,
    Equivalents: _equivalents,
    Costs: _costs,
}
