"""A process of gunicorn that answers as `ricochet serve` does: by waitress, whom slow callers do not hold."""

from __future__ import annotations

import os
import time
from typing import Any

from gunicorn.workers.base import Worker  # type: ignore[import-untyped]  # it has none
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from ricochet.serving import listening_server

_GLANCE_SECONDS = 0.5


class WaitressWorker(Worker):  # type: ignore[misc]  # as above
    """Answers what comes to the sockets of gunicorn, which starts it, replaces it if it dies, and ends it.

    A thread of gunicorn's own waits for one caller until its request is whole: as many slow callers as there
    are threads keep all others out.
    """

    def run(self) -> None:
        """Answer until told to stop; then finish what was begun, as long as gunicorn allows."""
        connections: dict[int, Any] = {}
        server = listening_server(self.wsgi, [each.sock for each in self.sockets], connections)

        def look() -> None:
            self.notify()
            server.asyncore.loop(timeout=_GLANCE_SECONDS, use_poll=True, map=connections, count=1)

        while self.alive and self.ppid == os.getppid():
            look()
        for each in connections.values():
            if isinstance(each, BaseWSGIServer):
                each.accepting = False
        end = time.monotonic() + self.cfg.graceful_timeout
        while any(map(_is_busy, connections.values())) and time.monotonic() < end:
            look()


def _is_busy(each: object) -> bool:
    return isinstance(each, HTTPChannel) and bool(each.requests or each.total_outbufs_len)
