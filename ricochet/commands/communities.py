"""`ricochet communities`, `community` and `bridges`: which communities there are, and what joins them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from graph.errors import ParameterError
from ricochet.answering import asked_context, asked_windows, show
from ricochet.options import Command, asking, listing

_DISJOINT = ("leiden", "cpm", "label-propagation", "infomap")


def _dividing(*methods: str) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in (
            click.option("--stability", type=int, help="Runs that have to agree, 2 to 20."),
            click.option("--resolution", type=float, help="Larger: smaller communities (leiden, cpm)."),
            click.option("--method", type=click.Choice(methods), default="leiden", show_default=True),
        ):
            command = option(command)
        return command

    return add


@click.command()
@listing
@_dividing(*_DISJOINT, "overlapping")
@click.option("--tracking", type=int, help="Windows between --since and --until, 2 to 100, to compare.")
@asking
def communities(tracking: int | None, as_json: bool, **options: Any) -> None:
    """List the communities and their leaders, or what became of them over time."""
    from api.services.communities import list_communities, track_communities

    if tracking is None:
        context = asked_context(options)
        show(list_communities(context, **options), as_json)
        return
    if (options.pop("method"), options.pop("resolution"), options.pop("stability")) != ("leiden", None, None):
        raise ParameterError("tracking", tracking, "used without --method, --resolution and --stability")
    if options.pop("cursor") is not None:
        raise ParameterError("cursor", "given", "left out where communities are tracked")
    windows = asked_windows(options, tracking)
    show(track_communities(windows, **options), as_json)


@click.command()
@click.argument("community", metavar="NUMBER")
@click.option("--limit", default=10, show_default=True, help="How many of each, 1 to 200.")
@_dividing(*_DISJOINT)
@click.option("--max-followers", type=int, help="Also list leaders with no more followers.")
@asking
def community(community: str, as_json: bool, **options: Any) -> None:
    """Describe community NUMBER: cohesion, roles, leaders, topics and languages."""
    from api.services.community_cards import describe_community

    context = asked_context(options)
    show(describe_community(context, community, **options), as_json)


@click.command()
@click.argument("origin", metavar="[A", required=False)
@click.argument("destination", metavar="B]", required=False)
@click.option("--topic", help="Probabilities on this topic.")
@listing
@click.option("--n-samples", default=65_536, show_default=True, help="1,000 to 1,000,000.")
@click.option("--random-seed", default=0, show_default=True)
@asking
def bridges(as_json: bool, **options: Any) -> None:
    """List who brings messages of community A to the people of community B, or of each to each."""
    from api.services.bridges import find_bridges

    context = asked_context(options)
    show(find_bridges(context, **options), as_json)
