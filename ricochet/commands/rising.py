"""`ricochet rising` and `ricochet unheard`: what the last days of the records say."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, asked_filter, show
from ricochet.options import ESTIMATE, accounts_option, asking, filtering, listing


@click.command()
@click.argument("topic", required=False)
@listing
@filtering
@click.option("--days", default=30.0, show_default=True, help="How long each of the two windows is.")
@asking
def rising(as_json: bool, **options: Any) -> None:
    """List whose share of all that is passed on TOPIC has grown in the last days of the records."""
    from api.services.rising import find_rising

    context = asked_context(options)
    options["only"] = asked_filter(options)
    show(find_rising(context, **options), as_json)


@click.command()
@click.argument("topic", required=False)
@listing
@filtering
@accounts_option("--targets", help="Only these people are asked about, or a file of them.", file=True)
@click.option("--days", default=30.0, show_default=True, help="How long nothing was heard.")
@click.option("--k", default=10, show_default=True, help="Whom to ask so that they hear: how many, 0 to 200.")
@click.option("--random-seed", default=0, show_default=True)
@ESTIMATE
@asking
def unheard(limit: int, cursor: str | None, estimate: bool, as_json: bool, **options: Any) -> None:
    """List who has heard nothing of TOPIC in the last days of the records, and through whom they could."""
    from api.services.unheard import AskedUnheard, list_unheard, unheard_cost

    context = asked_context(options)
    options["only"] = asked_filter(options)
    asked = AskedUnheard(**options)
    if estimate:
        show(unheard_cost(context, asked), as_json)
    else:
        show(list_unheard(context, asked, limit=limit, cursor=cursor), as_json)
