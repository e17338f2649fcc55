"""Serving: the application behind waitress, which takes in what comes slowly, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

import click
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from graph.errors import ParameterError
from ricochet.settings import Settings
from ricochet.stopping import end_gently_when_told
from ricochet.wiring import create_application

if TYPE_CHECKING:
    from api.http.app import Application

MOST_CONNECTIONS = 1_000  # a silent one costs a few kilobytes, and must not keep others out
PATIENCE_SECONDS = 120
"""How long a request may take to come whole, and a caller to take the next piece of an answer."""

_LARGEST_ANSWER = 2**30  # so much is put aside for a slow reader, in a file, before a thread has to wait


def serve_application(settings: Settings) -> None:
    """Serve the API of the settings' store and print its address; returns when stopped.

    Raises
    ------
    StoreError
    ParameterError
        When it would show more than it should, see `refuse_unsafe`, or the address cannot be listened on.
    """
    from algorithms.pool import end_all
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
        listening_server(application, [listener], {}).run()


def listening_server(
    application: Any,  # noqa: ANN401  # what WSGI calls one
    sockets: Sequence[socket.socket],
    connections: dict[int, Any],
    *,
    patience_seconds: int = PATIENCE_SECONDS,
) -> Any:  # noqa: ANN401  # of one socket or of several: two types with nothing in common but how they run
    """Return a server of an application, which one thread feeds: slow callers hold nobody up.

    Parameters
    ----------
    application
        As WSGI has it.
    sockets
        Bound.
    connections
        Where the server keeps what it listens on, by file number; empty.
    patience_seconds
        From 1: whoever is slower is cut off, up to a tenth later.
    """
    from api.http.admission import THREADS
    from api.http.requests import MAX_BODY_BYTES

    server = create_server(
        application,
        map=connections,
        sockets=sockets,
        threads=THREADS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=patience_seconds,
        cleanup_interval=max(patience_seconds // 10, 1),
        asyncore_use_poll=True,
        outbuf_high_watermark=_LARGEST_ANSWER,
        # The application refuses a large body in its own words; waitress stops what is twice as large.
        max_request_body_size=2 * MAX_BODY_BYTES,
    )
    for each in connections.values():
        if isinstance(each, BaseWSGIServer):
            each.channel_class = _Connection
    return server


class _Connection(HTTPChannel):
    """A connection on which a request has to come whole in time, in however many pieces it comes."""

    def handle_read(self) -> None:
        coming, since = self.request, self.last_activity
        super().handle_read()
        if coming is not None and coming is self.request:
            self.last_activity = since

    def writable(self) -> bool:
        # Waitress closes it as soon as it can be written to, which never comes where nobody reads.
        if self.will_close and self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)
        return super().writable()


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
