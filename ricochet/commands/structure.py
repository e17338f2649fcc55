"""`ricochet rank` and `ricochet communities`: what the network is."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import asking


@click.command()
@click.argument("measure", type=click.Choice(["pagerank", "k-core"]))
@click.option("--topic", help="Probabilities on this topic.")
@click.option("--limit", default=25, show_default=True, help="How many, 1 to 200.")
@asking
def rank(measure: Any, as_json: bool, **options: Any) -> None:
    """Rank the most central accounts."""
    from api.services.structure import rank_accounts

    context = asked_context(options)
    show(rank_accounts(context, measure, **options), as_json)


@click.command()
@click.option("--limit", default=25, show_default=True, help="How many, 1 to 200.")
@asking
def communities(as_json: bool, **options: Any) -> None:
    """List the communities and their leaders."""
    from api.services.structure import list_communities

    context = asked_context(options)
    show(list_communities(context, **options), as_json)
