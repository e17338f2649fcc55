"""`ricochet rank`: who is central."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import accounts_option, asking, listing


@click.command()
@click.argument("measure", required=False)
@click.option("--topic", help="Probabilities on this topic.")
@accounts_option("--personalised", help="Who matters to these accounts, or a file (pagerank).", file=True)
@click.option("--n-samples", type=int, help="Estimate from so many accounts (betweenness, harmonic).")
@click.option("--random-seed", default=0, show_default=True)
@listing
@asking
def rank(measure: str | None, as_json: bool, **options: Any) -> None:
    """Rank the most central accounts by MEASURE; without one, list the measures."""
    from api.services.structure import list_measures, rank_accounts

    if measure is None:
        show(list_measures(), as_json)
        return
    context = asked_context(options)
    show(rank_accounts(context, measure, **options), as_json)
