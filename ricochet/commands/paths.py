"""`ricochet path`: how A reaches B."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import EXPLAIN, asking


@click.command()
@click.argument("sources", metavar="A")
@click.argument("target", metavar="B")
@click.option(
    "--by",
    type=click.Choice(["influence", "warm", "time"]),
    default="influence",
    show_default=True,
    help="Most probable; strongest ties, both ways; or quickest as recorded.",
)
@click.option("--topic", help="Probabilities on this topic.")
@click.option("--limit", default=4, show_default=True, help="How many, 1 to 200.")
@click.option("--cursor", help="The next page: next_cursor of the one before, by --json.")
@EXPLAIN
@click.option("--max-hops", type=int, help="Paths of at most so many steps, 1 to 6.")
@click.option("--least-probability", type=float, help="All paths of at least this probability.")
@click.option(
    "--tie-half-life-days", default=180.0, show_default=True, help="Warm ties are worth half after so many."
)
@click.option("--n-samples", default=10_000, show_default=True, help="1,000 to 1,000,000.")
@click.option("--random-seed", default=0, show_default=True)
@asking
def path(sources: str, as_json: bool, **options: Any) -> None:
    """Find the best paths from A, or several parted by commas or in a file, to B."""
    from api.services.paths import find_paths
    from ricochet.arguments import accounts_or_file

    starts = accounts_or_file(sources)
    context = asked_context(options)
    show(find_paths(context, sources=starts, **options), as_json)
