"""`ricochet topics`: what is spoken about, and which topics go under one name."""

from __future__ import annotations

from typing import Any

import click

from graph.errors import ParameterError
from ricochet.answering import asked_context, opened_store, show
from ricochet.options import asking, json_option, listing, store_option


@click.group()
def topics() -> None:
    """See topics, and give several one name."""


@topics.command("list")
@click.option("--containing", "q", metavar="TEXT", help="Only topics of whose names this is a part.")
@listing
@asking
def list_topics(as_json: bool, **options: Any) -> None:
    """List the topics with most authors."""
    from api.services import topics as services

    context = asked_context(options)
    show(services.list_topics(context, **options), as_json)


@topics.command("alias")
@click.argument("name")
@click.argument("others", metavar="[TOPIC...]", nargs=-1)
@click.option("--remove", is_flag=True, help="Forget the alias instead.")
@store_option
@json_option
def alias(name: str, others: tuple[str, ...], remove: bool, store: str | None, as_json: bool) -> None:
    """Let NAME stand for all of TOPIC..., wherever a question asks by it."""
    from api.services.topics import forget_alias, keep_alias

    if remove and others:
        raise ParameterError("remove", remove, "given with the name alone")
    with opened_store(store) as opened:
        show(forget_alias(opened, name) if remove else keep_alias(opened, name, others), as_json)


@topics.command("aliases")
@store_option
@json_option
def aliases(store: str | None, as_json: bool) -> None:
    """List the aliases."""
    from api.services.topics import all_aliases

    with opened_store(store, read_only=True) as opened:
        show(all_aliases(opened), as_json)
