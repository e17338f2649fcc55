"""`ricochet plan`, `ricochet what-if` and `ricochet equivalents`: whom to ask."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import ESTIMATE, MAX_FOLLOWERS, OBJECTIVE, accounts_option, asking, judging


@click.command()
@click.option("--k", type=int, help="How many to ask, 1 to 10,000.")
@click.option("--budget", type=float, help="For all who are asked, in the currency of the prices.")
@click.option("--quota", "quotas", multiple=True, help="BY:CLASS:LEAST..MOST, as platform:x:2..; repeatable.")
@click.option("--minimum-per-community", type=int, help="From each community of 1 % or more.")
@MAX_FOLLOWERS
@accounts_option("--exclude", help="Accounts that must not be asked, or a file, one a line.", file=True)
@accounts_option("--include", help="Accounts that must be asked, or a file of them.", file=True)
@OBJECTIVE
@click.option("--epsilon", default=0.1, show_default=True, help="How far the certificate may stay behind.")
@judging
@ESTIMATE
@asking
def plan(quotas: tuple[str, ...], estimate: bool, as_json: bool, **options: Any) -> None:
    """Choose whom to ask, with a certificate and what simple rules would give."""
    from api.services.plans import AskedPlan, plan_cost, plan_seeds
    from ricochet.arguments import class_limit

    limits = [class_limit(quota) for quota in quotas]
    context = asked_context(options)
    asked = AskedPlan(quotas=limits, **options)
    show((plan_cost if estimate else plan_seeds)(context, asked), as_json)


@click.command("what-if")
@accounts_option("--seeds", required=True, help="The plan, or a file of it.", file=True)
@accounts_option("--remove", help="Accounts of the plan that are not asked after all.")
@accounts_option("--add", help="Accounts that are asked besides.")
@accounts_option("--refuse", help="Accounts of the plan that say no.")
@click.option("--new-prices", default="", help="account=price, several parted by commas.")
@judging
@ESTIMATE
@asking
def what_if(new_prices: str, estimate: bool, as_json: bool, **options: Any) -> None:
    """Compare a plan with the same plan changed."""
    from api.services.changes import AskedChange, change_cost, change_plan
    from ricochet.arguments import price_map

    prices = price_map(new_prices)
    context = asked_context(options)
    asked = AskedChange(new_prices=prices, **options)
    show((change_cost if estimate else change_plan)(context, asked), as_json)


@click.command()
@click.argument("star")
@accounts_option("--candidates", help="Whom to choose from, or a file of them.", file=True)
@MAX_FOLLOWERS
@accounts_option("--exclude", help="Accounts that must not be in the group, or a file.", file=True)
@OBJECTIVE
@judging
@ESTIMATE
@asking
def equivalents(star: str, estimate: bool, as_json: bool, **options: Any) -> None:
    """Find accounts that together go as far as STAR."""
    from api.services.equivalents import AskedEquivalents, equivalents_cost, find_equivalents

    context = asked_context(options)
    asked = AskedEquivalents(star=star, **options)
    show((equivalents_cost if estimate else find_equivalents)(context, asked), as_json)
