"""`ricochet relays`: who carries a message."""

from __future__ import annotations

from typing import Any

import click

from graph.errors import ParameterError
from ricochet.answering import asked_context, asked_filter, show
from ricochet.options import ESTIMATE, EXPLAIN, accounts_option, asking, filtering, listing

_OF_GROUPS = ("sources", "seeds", "silenced", "n_samples", "random_seed")


@click.command()
@click.argument("topic", required=False)
@listing
@filtering
@EXPLAIN
@accounts_option(
    "--sources", "--source", help="Accounts of which one starts the message, parted by commas; or one."
)
@accounts_option("--seeds", help="Accounts that start it together, parted by commas.")
@click.option(
    "--counting",
    type=click.Choice(["people", "relays"]),
    help="Order by carried, so counted; else by the ranker that won the back-test, by people without one.",
)
@accounts_option("--exclude", help="Accounts left out of the list, or a file of them.", file=True)
@accounts_option("--silenced", help="Accounts that see messages and pass none on, or a file.", file=True)
@click.option("--by-hop", is_flag=True, help="Tell over how many hops each carries.")
@accounts_option("--group", help="Value these accounts together instead, parted by commas.")
@click.option("--n-samples", default=65_536, show_default=True, help="1,000 to 1,000,000.")
@click.option("--random-seed", default=0, show_default=True)
@ESTIMATE
@asking
def relays(topic: str | None, group: tuple[str, ...], estimate: bool, as_json: bool, **options: Any) -> None:
    """Rank who carries messages on TOPIC furthest."""
    from api.services.costs import relays_cost
    from api.services.relays import rank_relays, value_group

    if group and estimate:
        raise ParameterError("estimate", estimate, "left out where a group is valued")
    context = asked_context(options)
    options["only"] = asked_filter(options)
    if group:
        asked = {name: options[name] for name in _OF_GROUPS}
        show(value_group(context, accounts=group, topic=topic, **asked), as_json)
    else:
        show((relays_cost if estimate else rank_relays)(context, topic=topic, **options), as_json)
