"""`ricochet simulate`: how far a message goes."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import ESTIMATE, accounts_option, asking


@click.command()
@accounts_option("--seeds", required=True, help="Accounts that start it together, parted by commas.")
@click.option(
    "--acceptance", type=float, help="How likely one starts of whom it is not known; else all do, certainly."
)
@click.option("--topic", help="Probabilities on this topic.")
@click.option("--n-samples", type=int, help="1,000 to 1,000,000; else 10,000.")
@click.option("--target-ci", type=float, help="Instead: half the interval's width over the spread, 0 to 1.")
@click.option("--hops", type=int, help="Who is reached further away does not count, 1 to 6.")
@click.option("--by-community", is_flag=True, help="Count by community too.")
@click.option("--random-seed", default=0, show_default=True)
@ESTIMATE
@asking
def simulate(estimate: bool, as_json: bool, **options: Any) -> None:
    """Estimate how far a message goes from some accounts, bounce by bounce."""
    from api.services.cascades import simulate_cascade
    from api.services.costs import simulation_cost

    context = asked_context(options)
    show((simulation_cost if estimate else simulate_cascade)(context, **options), as_json)
