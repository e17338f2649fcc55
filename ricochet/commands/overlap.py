"""`ricochet overlap`: how the audiences of some accounts overlap."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import ESTIMATE, asking


@click.command()
@click.argument("accounts", metavar="ACCOUNTS")
@click.option(
    "--by",
    type=click.Choice(["follow", "exposure", "spread"]),
    default="follow",
    show_default=True,
    help="Who follows; who follows or ever reacted; or whom messages reach in the end.",
)
@click.option("--topic", help="Probabilities on this topic, by spread.")
@click.option("--n-samples", default=65_536, show_default=True, help="1,000 to 1,000,000, by spread.")
@click.option("--random-seed", default=0, show_default=True)
@ESTIMATE
@asking
def overlap(accounts: str, estimate: bool, as_json: bool, **options: Any) -> None:
    """Count whom ACCOUNTS, parted by commas or in a file, reach together, two by two and alone."""
    from api.services.costs import overlap_cost
    from api.services.overlap import find_overlap
    from ricochet.arguments import accounts_or_file

    named, model = accounts_or_file(accounts), options["model"]
    context = asked_context(options)
    ask = overlap_cost if estimate else find_overlap
    show(ask(context, accounts=named, model=model, **options), as_json)
