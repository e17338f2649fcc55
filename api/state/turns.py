"""Whose turn it is to run jobs: one process beside each state file, until it ends however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "worker.lock"


@contextmanager
def turn_to_work(folder: Path) -> Iterator[None]:
    """Wait until no other process runs the jobs of this folder, and be the one that does.

    The lock is the system's: a process that is killed lets go of it, so that nobody has to look at clocks.
    """
    with (folder / FILE).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def has_worker(folder: Path) -> bool:
    """Tell whether some process runs the jobs of this folder.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with turn_to_work(Path(folder)):
    ...         there = has_worker(Path(folder))
    ...     there, has_worker(Path(folder))
    (True, False)
    """
    try:
        with (folder / FILE).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
