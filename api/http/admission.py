"""Not more at once than can be answered soon: some calls are worked on, some wait, the rest come back later.

A server's own queue has no end that an application could see. So a server is given more threads than calls
are let in, and whoever finds both places and waiting room full is told so at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

import flask
from flask import Flask, g
from werkzeug.exceptions import ServiceUnavailable

from algorithms.pool import cores

WORKED_ON = 2 * cores()
WAITING = 8 * cores()
THREADS = WORKED_ON + WAITING + 16
"""What a server should have: the rest refuse, wait for jobs, and say how the service is."""

_PATIENCE_SECONDS = 2.0
_RETRY_SECONDS = 1
_ALWAYS = frozenset({"health.get_health", "health.get_readiness", "health.get_metrics"})


def register_admission(app: Flask) -> None:
    """Let only so many calls of an application in at once."""
    places, room = BoundedSemaphore(WORKED_ON), BoundedSemaphore(WAITING)

    def enter() -> None:
        if flask.request.endpoint not in _ALWAYS:
            _take(places, room)
            g.place = places

    app.before_request(enter)
    app.teardown_request(_leave)


@contextmanager
def stepped_aside() -> Iterator[None]:
    """Give the place to others, for as long as this call only waits."""
    _leave(None)
    yield


def _take(places: BoundedSemaphore, room: BoundedSemaphore) -> None:
    if places.acquire(blocking=False):
        return
    if room.acquire(blocking=False):
        try:
            if places.acquire(timeout=_PATIENCE_SECONDS):
                return
        finally:
            room.release()
    raise ServiceUnavailable("Too much is asked at once; ask again soon.", retry_after=_RETRY_SECONDS)


def _leave(_error: BaseException | None) -> None:
    place: BoundedSemaphore | None = g.pop("place", None)
    if place is not None:
        place.release()
