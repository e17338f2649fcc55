"""Lines of JSON on standard error: what a service did, when, and under which request's id."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import structlog


def logger() -> Callable[..., object]:
    """Return what takes an event's name and values, and writes them with the time as one line."""
    # What waitress says by itself is plain text, and can hold the address that somebody called.
    logging.getLogger("waitress").setLevel(logging.CRITICAL)
    written: Callable[..., object] = structlog.wrap_logger(
        structlog.WriteLogger(sys.stderr),
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.BoundLogger,
        cache_logger_on_first_use=True,
    ).msg
    return written
