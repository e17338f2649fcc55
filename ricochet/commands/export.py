"""`ricochet export`: a network as a file for Gephi, Cytoscape, Neo4j, a spreadsheet or a notebook."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import click

from graph.errors import FileError, ParameterError
from ricochet.answering import asked_context, settings_from, shown_steps
from ricochet.options import accounts_option, projecting

FORMATS = (
    "gexf",
    "graphml",
    "cytoscape",
    "graphology",
    "node-link",
    "csv",
    "parquet",
    "cypher",
    "dot",
    "html",
    "png",
    "svg",
    "pdf",
)
SCOPES = ("relays", "plan", "path", "cascade", "community", "ego", "topic")


@click.command()
@click.argument("format", type=click.Choice(FORMATS), metavar="FORMAT")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="File to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.option("--pseudonymous", is_flag=True, help="Call accounts by pseudonyms, and leave their names out.")
@click.option("--scope", type=click.Choice(SCOPES), default="relays", show_default=True)
@click.option("--topic", help="Of relays, plan, path, ego, topic: only ties on it.")
@click.option("--account", help="Of ego: the account in the middle.")
@accounts_option("--sources", help="Of path and relays: where messages start, parted by commas.")
@click.option("--target", help="Of path: the account to reach.")
@click.option("--cascade", help="Of cascade: key of the message, or event.")
@click.option("--community", help="Of community: its number or name.")
@click.option("--k", type=int, help="Of plan: how many to ask.")
@click.option("--budget", type=float, help="Of plan: for all who are asked.")
@click.option("--hops", type=int, help="Of ego: how far around, 1 to 6; else 1.")
@click.option("--limit", type=int, help="Paths, else 4; nodes that are always shown, else 25: 1 to 200.")
@click.option("--max-nodes", default=5_000, show_default=True, help="If there are more, they are merged.")
@click.option("--random-seed", default=0, show_default=True)
@projecting
def export(format: str, output: Path, force: bool, pseudonymous: bool, **options: Any) -> None:  # noqa: A002  # the word for it
    """Write a network as FORMAT.

    For software: gexf, graphml, cytoscape, graphology, node-link, csv, parquet, cypher, dot.
    For people: html, a page that works offline; png, svg, pdf.

    Of more than --max-nodes accounts all but the leading ones are drawn as one node a community.
    """
    from api.exports import FORMATS
    from api.services.exports import AskedExport, draw_export
    from ricochet.secret import secret_of

    if output.exists() and not force:
        raise ParameterError("output", str(output), "a file that is not there yet, unless --force is given")
    keyed = secret_of(settings_from(options["store"])) if pseudonymous else None
    context = asked_context(options)
    with shown_steps():
        drawing = draw_export(context, AskedExport(**options), keyed=keyed)
        _write(output, lambda file: FORMATS[format].write(drawing, file))
    click.echo(f"{output}: {len(drawing.nodes):,} nodes, {len(drawing.edges):,} edges")


def _write(output: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file beside its place and move it there, so that nobody ever sees half of it."""
    try:
        with tempfile.NamedTemporaryFile(dir=output.parent, prefix="unfinished-", delete=False) as beside:
            try:
                write(beside)
            except BaseException:
                Path(beside.name).unlink()
                raise
        Path(beside.name).chmod(0o644)
        Path(beside.name).replace(output)
    except OSError as error:
        raise FileError(str(output), f"it cannot be written: {error.strerror}") from error
