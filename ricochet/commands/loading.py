"""`ricochet load`, and `ricochet store` to see what was loaded and take it back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from ricochet.answering import opened_store, settings_from, show, shown_progress
from ricochet.options import json_option, listing, store_option


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind",
    help="What the file holds, where it does not say: a kind of tie (follows, reshares, …), prices, lists, "
    "messages, reposts or cascades.",
)
@click.option("--platform", help="Where the accounts live; else unknown, unless the format names it.")
@click.option("--topic", help="Topic of every tie and post.")
@click.option("--source", default="files", show_default=True, help="Where the data comes from.")
@click.option(
    "--map", "columns", help="Which column is what: actor=from,target=2,at=time; message=id,account=user."
)
@click.option("--strict", is_flag=True, help="Keep nothing if one row is refused.")
@click.option(
    "--refused",
    type=click.Path(path_type=Path),
    default="ricochet.refused.csv",
    show_default=True,
    help="Where refused rows go.",
)
@store_option
@json_option
def load(
    files: tuple[Path, ...],
    kind: str | None,
    platform: str | None,
    topic: str | None,
    source: str,
    columns: str | None,
    strict: bool,
    refused: Path,
    store: str | None,
    as_json: bool,
) -> None:
    """Take files of ties, posts, messages, reposts, cascades, prices or lists into the store."""
    from api.services.loading import load_files
    from loaders import Reading
    from ricochet.arguments import column_map, file_kind
    from ricochet.secret import secret_of
    from ricochet.wiring import open_store

    settings = settings_from(store)
    reading = Reading(platform=platform, kind=file_kind(kind), columns=column_map(columns), topic=topic)
    with shown_progress() as progress:
        report = load_files(
            lambda: open_store(settings),
            files,
            reading,
            source=source,
            strict=strict,
            refused_rows=refused,
            progress=progress,
            secret=partial(secret_of, settings),
        )
    show(report, as_json)


@click.group("store")
def store_group() -> None:
    """See what was loaded, and take it back."""


@store_group.command("loads")
@listing
@store_option
@json_option
def store_loads(limit: int, cursor: str | None, store: str | None, as_json: bool) -> None:
    """List the loads, and how much of each was refused."""
    from api.services.loading import list_loads

    with opened_store(store, read_only=True) as opened:
        show(list_loads(opened, limit=limit, cursor=cursor), as_json)


@store_group.command("undo")
@click.argument("number", metavar="LOAD", type=int)
@store_option
@json_option
def store_undo(number: int, store: str | None, as_json: bool) -> None:
    """Take one load back as if it had never been."""
    from api.services.loading import undo_load

    with opened_store(store) as opened:
        show(undo_load(opened, number), as_json)
