"""Serving: the application behind waitress, until it is stopped."""

from __future__ import annotations

import socket
from threading import Thread
from typing import TYPE_CHECKING

import click

from graph.errors import ParameterError
from ricochet.settings import Settings
from ricochet.stopping import end_gently_when_told
from ricochet.wiring import create_application

if TYPE_CHECKING:
    from api.http.app import Application

MOST_CONNECTIONS = 1_000  # a silent one costs a few kilobytes, and must not keep others out


def serve_application(settings: Settings) -> None:
    """Serve the API of the settings' store and print its address; returns when stopped.

    Raises
    ------
    StoreError
    ParameterError
        When it would show more than it should, see `refuse_unsafe`, or the address cannot be listened on.
    """
    import waitress

    from algorithms.pool import end_all
    from api.http.admission import THREADS
    from api.http.requests import MAX_BODY_BYTES
    from ricochet.working import Worker

    application = served_application(settings)
    worker = Worker(settings)

    def stop() -> None:
        end_all()
        worker.stop()

    with _listening(settings) as listener:
        address = f"http://{settings.host}:{listener.getsockname()[1]}"
        click.echo(f"Ricochet answers on {address} in a browser, and to programs as {address}/docs describes")
        end_gently_when_told(stop)
        Thread(target=worker.watch, name="worker", daemon=True).start()
        waitress.serve(
            application,
            sockets=[listener],
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS,
            asyncore_use_poll=True,
            # The application refuses a large body in its own words; waitress stops what is twice as large.
            max_request_body_size=2 * MAX_BODY_BYTES,
        )


def served_application(settings: Settings | None = None) -> Application:
    """Return the application that a server runs: it follows its store, tells what it does, and has an end.

    For gunicorn it is `ricochet.serving:served_application()`.
    """
    from api.http.admission import register_admission
    from ricochet.following import follow, open_if_made
    from ricochet.logs import logger

    application = create_application(settings, find=open_if_made, log=logger())
    register_admission(application)
    follow(application.extensions["ricochet"].refresh)
    return application


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise ParameterError("port", settings.port, f"free on {settings.host}") from error
