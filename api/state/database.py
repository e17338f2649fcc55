"""The one SQLite file of the service: written in short transactions, by any number of processes."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from api.state.tables import TABLES
from graph.errors import SchemaMismatchError, StoreUnavailableError

FILE = "service.sqlite"
VERSION = 1

_PATIENCE_SECONDS = 10.0  # transactions last milliseconds; a checkpoint on a slow disk may last longer


class State:
    """What the service remembers: jobs, plans and whatever else modules beside this one keep in tables.

    Parameters
    ----------
    path
        The file, made where it is missing; None keeps everything in memory, for this process alone.

    Raises
    ------
    SchemaMismatchError
        When a newer version wrote it.
    StoreUnavailableError
        When it cannot be opened.

    Examples
    --------
    >>> with State().connection() as database:
    ...     database.execute("SELECT count(*) FROM job").fetchone()[0]
    0
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._turn = Lock()
        try:
            self._connection = _opened(path)
        except sqlite3.OperationalError as error:
            raise StoreUnavailableError(
                str(path), "it cannot be opened", "make its folder writable"
            ) from error
        weakref.finalize(self, self._connection.close)
        with self.connection() as database:
            _make_tables(database, str(path))

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to one thread, for one transaction: kept at the end, undone by an exception.

        It takes the file's one lock for writers at once: what was read still holds when it is written.
        """
        with self._turn:
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield self._connection

    def overwrite_log(self) -> None:
        """Bring all that was written into the file, and begin its log anew."""
        with self._turn:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # results and hashed keys are nobody else's business
    connection = sqlite3.connect(
        path or ":memory:", timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # kill -9 loses nothing; a power cut the last second
    return connection


def _make_tables(database: sqlite3.Connection, name: str) -> None:
    found = database.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise SchemaMismatchError(name, found=found, expected=VERSION)
    for statement in TABLES.split(";"):  # executescript would end the transaction
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {VERSION}")
