"""Ctrl-C and `kill`: whatever runs ends within a second, with one line and no trace."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

_TOLD = (signal.SIGINT, signal.SIGTERM)
_SIGNALLED = 128  # a command ended by signal number n has the status 128 + n in every shell
_GRACE_SECONDS = 0.6  # of the second: the rest is for a busy machine

_saying = threading.RLock()  # a signal may interrupt what the one before it began
_said = threading.Event()


def end_when_told() -> None:
    """End this process at once on SIGINT or SIGTERM.

    Nothing is unwound: stores and snapshots are written so that a process may be killed at any moment. Python
    itself hears of a signal only between two of its instructions, not while a kernel or a query runs;
    so that a thread of its own waits for signals.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        _end(number)

    _handle(end, grace_seconds=0.0)


def end_gently_when_told(stop: Callable[[], None]) -> None:
    """Leave the main thread as by `sys.exit` on SIGINT or SIGTERM; end the process if that takes too long.

    Parameters
    ----------
    stop
        Called first, to stop what other threads do.
    """

    def leave(number: int, _frame: FrameType | None) -> None:
        stop()
        _say()
        atexit.register(_end, number)  # tidying up what was compiled and mapped took 3 s
        sys.exit(_SIGNALLED + number)

    _handle(leave, grace_seconds=_GRACE_SECONDS)


def _handle(handler: Callable[[int, FrameType | None], None], *, grace_seconds: float) -> None:
    for told in _TOLD:
        signal.signal(told, handler)
    waiting, woken = socket.socketpair()
    woken.settimeout(0)  # the system, which writes the signal's number, does not wait
    signal.set_wakeup_fd(woken.fileno())
    watching = (waiting, woken, grace_seconds)
    threading.Thread(target=_end_in_time, args=watching, name="stopping", daemon=True).start()


def _end_in_time(waiting: socket.socket, _woken: socket.socket, grace_seconds: float) -> None:
    number = waiting.recv(1)[0]
    time.sleep(grace_seconds)
    _end(number)


def _end(number: int) -> None:
    _say()
    os._exit(_SIGNALLED + number)


def _say() -> None:
    with _saying:
        if not _said.is_set():
            os.write(2, b"ricochet: stopped\n")
            _said.set()
