"""`ricochet search`: accounts by text and by what they have in common."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, asked_filter, show
from ricochet.options import asking, filtering, listing


@click.command()
@click.argument("q", metavar="[TEXT]", required=False)
@click.option(
    "--sort",
    type=click.Choice(["heard_by", "followers", "pagerank", "price"]),
    default="heard_by",
    show_default=True,
)
@click.option("--ascending", is_flag=True, help="Smallest first.")
@click.option(
    "--diversify",
    type=click.Choice(["community", "platform", "language"]),
    help="That accounts alike in this should not stand together.",
)
@click.option("--lambda", "weight", default=0.5, show_default=True, help="1: order alone; 0: each kind once.")
@listing
@filtering
@asking
def search(ascending: bool, diversify: str | None, weight: float, as_json: bool, **options: Any) -> None:
    """List the accounts with TEXT in handle, name or key."""
    from api.services.search import Diversity, search_accounts

    context = asked_context(options)
    only = asked_filter(options)
    found = search_accounts(
        context,
        only=only,
        direction="ascending" if ascending else "descending",
        diversify=Diversity(by=diversify, weight=weight) if diversify else None,  # type: ignore[arg-type]  # click checks it
        **options,
    )
    show(found, as_json)
