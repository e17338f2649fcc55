"""Who called what, when, and how it ended: one line a call, without whom or what it was about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from api.state.database import State

KEPT_DAYS = 365
"""Lines that are older go when the service starts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One call.

    Parameters
    ----------
    at
        ISO 8601 in UTC.
    key, holder
        Id and name of the caller's key.
    operation
        Its name as the description of the interface has it; `none` where there is no such.
    status
        Of HTTP.
    milliseconds
        How long it took.
    number
        In the order of calls; None before it is written.
    """

    at: str
    key: str
    holder: str
    operation: str
    status: int
    milliseconds: int
    number: int | None = None


def write_line(state: State, line: Line) -> None:
    """Add a line."""
    values = tuple(getattr(line, name) for name in Line.__slots__ if name != "number")
    with state.connection() as database:
        database.execute(
            "INSERT INTO audit (at, key, holder, operation, status, milliseconds) VALUES (?, ?, ?, ?, ?, ?)",
            values,
        )


def last_lines(state: State, limit: int, *, before: int | None = None) -> list[Line]:
    """Return the latest lines, latest first; those before a number if one is given."""
    with state.connection() as database:
        rows = database.execute(
            "SELECT * FROM audit WHERE number < coalesce(?, 9e18) ORDER BY number DESC LIMIT ?",
            (before, limit),
        )
        return [Line(**{name: row[name] for name in Line.__slots__}) for row in rows]


def forget_old_lines(state: State) -> None:
    """Delete lines that are older than they may become."""
    oldest = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with state.connection() as database:
        database.execute("DELETE FROM audit WHERE at < ?", (oldest,))
