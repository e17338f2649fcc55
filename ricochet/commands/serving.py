"""`ricochet serve`, `ricochet worker` and `ricochet demo`."""

from __future__ import annotations

import click

from ricochet.answering import settings_from
from ricochet.options import store_option


@click.command()
@click.option("--host", help="Address to listen on; else RICOCHET_HOST, else 127.0.0.1.")
@click.option("--port", type=int, help="Port to listen on; else RICOCHET_PORT, else 8000.")
@store_option
def serve(host: str | None, port: int | None, store: str | None) -> None:
    """Serve the HTTP API of the store."""
    from ricochet.serving import serve_application

    serve_application(settings_from(store, host=host, port=port))


@click.command()
@store_option
def worker(store: str | None) -> None:
    """Answer the jobs of services that run elsewhere on this store, such as those behind gunicorn."""
    from ricochet.working import work_alone

    work_alone(settings_from(store))


@click.command()
@click.option("--port", type=int, help="Port to listen on; else RICOCHET_PORT, else 8000.")
@click.option("--store", default="ricochet-demo.duckdb", show_default=True, help="Where the network is kept.")
@click.option("--serve/--no-serve", default=True, help="Serve it when the table is printed.")
def demo(port: int | None, store: str, serve: bool) -> None:
    """Make a synthetic network, show who carries a topic in it, and serve it."""
    from ricochet.demo import show_demo
    from ricochet.serving import serve_application

    settings = settings_from(store, host="127.0.0.1", port=port)
    show_demo(settings)
    if serve:
        serve_application(settings)
