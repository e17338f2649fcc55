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
THREADS = 2 * (WORKED_ON + WAITING) + 16
"""What a server should have: the rest refuse, wait for jobs, and say how the service is."""

_PATIENCE_SECONDS = 2.0
_RETRY_SECONDS = 1
_WORK = "ricochet.work"
_ALWAYS = frozenset({"health.get_health", "health.get_readiness", "health.get_metrics"})
_KEPT = frozenset({"relays.list_relays"})


class _Door:
    """Lets so many calls in at once, and so many wait for a while."""

    def __init__(self) -> None:
        self._places, self._room = BoundedSemaphore(WORKED_ON), BoundedSemaphore(WAITING)

    def enter(self) -> None:
        """Take a place for this call, or refuse it."""
        if not self._places.acquire(blocking=False) and not self._waited():
            raise ServiceUnavailable("Too much is asked at once; ask again soon.", retry_after=_RETRY_SECONDS)
        g.place = self._places

    def _waited(self) -> bool:
        if not self._room.acquire(blocking=False):
            return False
        try:
            return self._places.acquire(timeout=_PATIENCE_SECONDS)
        finally:
            self._room.release()


def register_admission(app: Flask) -> None:
    """Let only so many calls of an application in at once, and as many whose answers are mostly kept."""
    work, kept = _Door(), _Door()
    app.extensions[_WORK] = work

    def enter() -> None:
        if flask.request.endpoint not in _ALWAYS:
            (kept if flask.request.endpoint in _KEPT else work).enter()

    app.before_request(enter)
    app.teardown_request(_leave)


def work_begins() -> None:
    """Take a place among those who compute: what is kept never waits behind what takes long.

    Raises
    ------
    ServiceUnavailable
        When too many compute and wait.
    """
    work: _Door | None = flask.current_app.extensions.get(_WORK)
    if work is not None:
        _leave(None)
        work.enter()


@contextmanager
def stepped_aside() -> Iterator[None]:
    """Give the place to others, for as long as this call only waits."""
    _leave(None)
    yield


def _leave(_error: BaseException | None) -> None:
    place: BoundedSemaphore | None = g.pop("place", None)
    if place is not None:
        place.release()
