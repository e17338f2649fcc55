"""What a long answer is doing: told by services, heard by whoever runs them as a job."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Hear = Callable[[str, float | None], None]  # what is being done, and the share that is done if it is known

_hearing: ContextVar[Hear | None] = ContextVar("hearing", default=None)


def doing(what: str, share: float | None = None) -> None:
    """Say what is being done, to nobody in particular.

    Examples
    --------
    >>> with heard_by(lambda what, share: print(what)):
    ...     doing("choosing whom to ask")
    choosing whom to ask
    """
    hear = _hearing.get()
    if hear is not None:
        hear(what, share)


@contextmanager
def heard_by(hear: Hear) -> Iterator[None]:
    """Have it told, as long as the block runs, what is being done in it."""
    before = _hearing.set(hear)
    try:
        yield
    finally:
        _hearing.reset(before)
