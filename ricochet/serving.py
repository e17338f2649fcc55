"""Serving: the application behind waitress, until it is stopped."""

from __future__ import annotations

import socket

import click

from graph.errors import ParameterError
from ricochet.settings import LOOPBACK, Settings
from ricochet.stopping import end_gently_when_told
from ricochet.wiring import create_application


def serve_application(settings: Settings) -> None:
    """Serve the API of the settings' store and print its address; returns when stopped.

    Raises
    ------
    StoreError
    ParameterError
        When debug mode is asked for off loopback, or the address cannot be listened on.
    """
    import waitress

    from algorithms.pool import end_all
    from api.http.requests import MAX_BODY_BYTES

    application = create_application(settings)
    with _listening(settings) as listener:
        if settings.host not in LOOPBACK:
            click.echo("Anyone who reaches this address can read: there are no keys yet.", err=True)
        address = f"http://{settings.host}:{listener.getsockname()[1]}"
        click.echo(f"Ricochet answers on {address}/v1/relays, documentation on {address}/docs")
        end_gently_when_told(end_all)
        # The application refuses a large body in its own words; waitress stops what is twice as large.
        waitress.serve(application, sockets=[listener], max_request_body_size=2 * MAX_BODY_BYTES)


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise ParameterError("port", settings.port, f"free on {settings.host}") from error
