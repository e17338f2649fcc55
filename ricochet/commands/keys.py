"""`ricochet keys`: who may call the interface, and what for."""

from __future__ import annotations

import click

from ricochet.answering import settings_from, show, state_beside
from ricochet.options import json_option, store_option


@click.group("keys")
def keys_group() -> None:
    """Make, list and revoke keys of the interface."""


@keys_group.command("create")
@click.argument("name")
@click.option("--rights", required=True, help="Some of read, ingest, admin, dpo, reveal, parted by commas.")
@click.option("--expires", "expires_days", type=float, metavar="DAYS", help="Days until it ends; else never.")
@click.option("--per-minute", type=int, help="Most calls a minute; else any number.")
@click.option("--per-day", type=int, help="Most calls a day; else any number.")
@store_option
@json_option
def keys_create(
    name: str,
    rights: str,
    expires_days: float | None,
    per_minute: int | None,
    per_day: int | None,
    store: str | None,
    as_json: bool,
) -> None:
    """Make a key for NAME, and print it: it is shown this once."""
    from api.services.keys import create_key

    asked = {"expires_days": expires_days, "per_minute": per_minute, "per_day": per_day}
    named = [right.strip() for right in rights.split(",")]
    show(create_key(state_beside(settings_from(store)), name, rights=named, **asked), as_json)


@keys_group.command("list")
@store_option
@json_option
def keys_list(store: str | None, as_json: bool) -> None:
    """List all keys there ever were, oldest first."""
    from api.services.keys import list_keys

    show(list_keys(state_beside(settings_from(store))), as_json)


@keys_group.command("revoke")
@click.argument("number", metavar="ID")
@store_option
@json_option
def keys_revoke(number: str, store: str | None, as_json: bool) -> None:
    """End a key at once, by its id."""
    from api.services.keys import revoke_key

    show(revoke_key(state_beside(settings_from(store)), number), as_json)
