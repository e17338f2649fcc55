"""`ricochet relays`: who carries a message."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import accounts_option, asking


@click.command()
@click.argument("topic", required=False)
@click.option("--limit", default=25, show_default=True, help="How many, 1 to 200.")
@accounts_option("--sources", help="Accounts of which one starts the message, parted by commas.")
@accounts_option("--seeds", help="Accounts that start it together, parted by commas.")
@click.option("--counting", type=click.Choice(["people", "relays"]), default="people", show_default=True)
@accounts_option("--exclude", help="Accounts left out of the list, or a file of them.", file=True)
@accounts_option("--silenced", help="Accounts that see messages and pass none on, or a file.", file=True)
@click.option("--n-samples", default=65_536, show_default=True, help="1,000 to 1,000,000.")
@click.option("--random-seed", default=0, show_default=True)
@asking
def relays(topic: str | None, as_json: bool, **options: Any) -> None:
    """Rank who carries messages on TOPIC furthest."""
    from api.services.relays import rank_relays

    context = asked_context(options)
    show(rank_relays(context, topic=topic, **options), as_json)
