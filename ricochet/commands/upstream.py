"""`ricochet upstream`: the mid-size accounts that the large ones on a topic follow."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import asking, listing


@click.command()
@click.argument("topic")
@listing
@click.option("--window-days", default=7.0, show_default=True, help="Longest lead that counts.")
@click.option(
    "--large-share", default=0.05, show_default=True, help="Share of those who took it up that is large."
)
@click.option("--max-q", default=0.05, show_default=True, help="Largest q-value listed; 1 lists all.")
@click.option("--n-permutations", default=1_999, show_default=True, help="99 to 20,000.")
@click.option("--random-seed", default=0, show_default=True)
@asking
def upstream(as_json: bool, **options: Any) -> None:
    """List mid-size accounts that lead the large ones on TOPIC, tested against chance."""
    from api.services.upstream import find_upstream

    context = asked_context(options)
    show(find_upstream(context, **options), as_json)
