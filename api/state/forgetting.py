"""Forgetting people: every row of jobs, of their results and of plans that names them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection

from api.state.database import State

_ABOUT_NOBODY = ("api_key", "session", "failed_log_in", "quota", "audit", "job_time")


def forget_rows(
    state: State, names: Callable[[str | bytes], bool], *, tables: Collection[str] | None = None
) -> int:
    """Delete every row of which a text or some bytes name somebody; return how many.

    What is deleted is overwritten, in the file and in its log.

    Parameters
    ----------
    state
        What the service remembers.
    names
        Tells whether a text, or bytes as they were answered, name the person.
    tables
        Only rows of these; None is all that may be about people.

    Examples
    --------
    >>> from api.state.plans import keep_plan
    >>> state = State()
    >>> keep_plan(state, "1", {"k": 1}, '{"seeds": ["x:ada"]}')
    >>> forget_rows(state, lambda said: "x:ada" in said), forget_rows(state, lambda said: "x:ada" in said)
    (1, 0)
    """
    gone = 0
    with state.connection() as database:
        for table in _tables(database) if tables is None else tables:
            rows = database.execute(f"SELECT rowid, * FROM {table}")  # noqa: S608  # a name from the schema
            naming = [
                (row[0],)
                for row in rows
                if any(names(value) for value in tuple(row)[1:] if isinstance(value, str | bytes))
            ]
            database.executemany(f"DELETE FROM {table} WHERE rowid = ?", naming)  # noqa: S608  # as above
            gone += len(naming)
    state.overwrite_log()
    return gone


def _tables(database: sqlite3.Connection) -> list[str]:
    found = [row["name"] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [name for name in found if name not in _ABOUT_NOBODY and not name.startswith("sqlite_")]
