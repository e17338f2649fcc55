"""Keys of the interface: who holds one, what it allows, until when; never the key itself."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hmac import compare_digest

from api.state.database import State
from graph.errors import KeyNotFoundError, ParameterError

RIGHTS = ("read", "ingest", "admin", "dpo", "reveal")
"""What a key may allow: ask, load files, run the service, answer data subjects, see handles and names."""

PREFIX = "ric"
MAX_DAYS = 3_650
MAX_CALLS = 10**9

_ID_BYTES, _SECRET_BYTES = 4, 32
_MAX_NAME = 100

STANDS = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)"
"""Which keys are neither revoked nor expired."""


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key.

    Parameters
    ----------
    id
        Eight hexadecimal digits, which the key begins with after `ric_`; no secret.
    name
        Who holds it, as the operator wrote it.
    rights
        Some of `RIGHTS`.
    created_at, expires_at, revoked_at
        ISO 8601 in UTC; None where it never expires, or stands.
    per_minute, per_day
        Most calls; None is any number.
    """

    id: str
    name: str
    rights: frozenset[str]
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    per_minute: int | None
    per_day: int | None


def create_key(
    state: State,
    name: str,
    *,
    rights: Collection[str],
    expires_days: float | None = None,
    per_minute: int | None = None,
    per_day: int | None = None,
) -> tuple[str, Key]:
    """Make a key; return it, which is never to be seen again, and what is kept of it.

    Only its SHA-256 is kept. Salt and a slow hash protect what people make up; 256 random bits cannot be
    guessed, and no two keys are the same.

    Parameters
    ----------
    state
        Where keys are kept.
    name
        Who holds it: 1 to 100 printable characters.
    rights
        At least one of `RIGHTS`.
    expires_days
        Above 0, at most 3,650; None never expires.
    per_minute, per_day
        Most calls, 1 to 1,000,000,000; None is any number.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> state = State()
    >>> text, key = create_key(state, "planner", rights=["read"])
    >>> text.startswith(f"ric_{key.id}_"), find_key(state, text) == key, find_key(state, text + "x")
    (True, True, None)
    """
    _check_name(name)
    _check_rights(rights)
    _check_limits(expires_days=expires_days, per_minute=per_minute, per_day=per_day)
    number = secrets.token_hex(_ID_BYTES)
    text = f"{PREFIX}_{number}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    now = datetime.now(UTC)
    expires_at = None if expires_days is None else _text(now + timedelta(days=expires_days))
    allowed = " ".join(right for right in RIGHTS if right in rights)
    row = (number, name, _digest(text), allowed, _text(now), expires_at, None, per_minute, per_day)
    with state.connection() as database:
        database.execute(f"INSERT INTO api_key VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608  # marks alone
        return text, key_of(_row(database, number))


def find_key(state: State, text: str) -> Key | None:
    """Return what is known of a key that stands; None where nobody holds it, or it is revoked or expired."""
    parts = text.split("_", 2)
    if len(parts) < 3 or parts[0] != PREFIX:
        return None
    with state.connection() as database:
        row = database.execute(
            f"SELECT * FROM api_key WHERE id = :id AND {STANDS}",  # noqa: S608  # a constant
            {"id": parts[1], "now": _now()},
        ).fetchone()
    if row is None or not compare_digest(row["digest"], _digest(text)):
        return None
    return key_of(row)


def list_keys(state: State) -> list[Key]:
    """Return all keys there ever were, oldest first."""
    with state.connection() as database:
        return [key_of(row) for row in database.execute("SELECT * FROM api_key ORDER BY created_at, id")]


def has_keys(state: State) -> bool:
    """Tell whether a key was ever made: from then on each call takes one, be they all revoked."""
    with state.connection() as database:
        return database.execute("SELECT 1 FROM api_key").fetchone() is not None


def revoke_key(state: State, number: str) -> Key:
    """End a key at once, by its id; one that is revoked already stays as it is.

    Raises
    ------
    KeyNotFoundError
    """
    with state.connection() as database:
        _row(database, number)
        database.execute(
            "UPDATE api_key SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", (_now(), number)
        )
        return key_of(_row(database, number))


def _row(database: sqlite3.Connection, number: str) -> sqlite3.Row:
    row: sqlite3.Row | None = database.execute("SELECT * FROM api_key WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise KeyNotFoundError(number)
    return row


def key_of(row: sqlite3.Row) -> Key:
    """Return the key of a row of the table."""
    kept = {name: row[name] for name in Key.__slots__ if name != "rights"}
    return Key(**kept, rights=frozenset(row["rights"].split()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _text(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _now() -> str:
    return _text(datetime.now(UTC))


def _check_name(name: str) -> None:
    if not (0 < len(name) <= _MAX_NAME and name.isprintable()):
        raise ParameterError("name", name, f"1 to {_MAX_NAME} printable characters")


def _check_rights(rights: Collection[str]) -> None:
    unknown = sorted({*rights} - {*RIGHTS})
    if unknown or not rights:
        raise ParameterError("rights", ",".join(unknown), f"some of {', '.join(RIGHTS)}")


def _check_limits(*, expires_days: float | None, per_minute: int | None, per_day: int | None) -> None:
    if expires_days is not None and not 0 < expires_days <= MAX_DAYS:
        raise ParameterError("expires", expires_days, f"above 0, at most {MAX_DAYS:,} days")
    for name, value in (("per_minute", per_minute), ("per_day", per_day)):
        if value is not None and not 1 <= value <= MAX_CALLS:
            raise ParameterError(name, value, f"from 1 to {MAX_CALLS:,}")
