"""Who is logged in: a key shown once and known by a cookie from then on; and how often a log-in failed."""

from __future__ import annotations

import hashlib
import math
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from api.state.database import State
from api.state.keys import STANDS, Key, key_of

LASTS_SECONDS = 12 * 60 * 60
"""How long somebody stays logged in, unless the key ends before."""

MOST_FAILURES, FAILURES_SECONDS = 5, 60
"""How many log-ins may fail in how long a time, from one address."""

_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in.

    Parameters
    ----------
    key
        Which was shown.
    ends_at
        ISO 8601 in UTC; None where it does not end.
    """

    key: Key
    ends_at: str | None


def open_session(state: State, key: Key) -> tuple[str, Session]:
    """Log in whoever holds a key; return what the cookie holds, of which only the SHA-256 is kept.

    Examples
    --------
    >>> from api.state.keys import create_key, revoke_key
    >>> state = State()
    >>> _, key = create_key(state, "planner", rights=["read"])
    >>> token, session = open_session(state, key)
    >>> find_session(state, token) == session, find_session(state, token + "x")
    (True, None)
    >>> key = revoke_key(state, key.id)
    >>> find_session(state, token) is None
    True
    """
    token, now = secrets.token_urlsafe(_TOKEN_BYTES), datetime.now(UTC)
    latest = _text(now + timedelta(seconds=LASTS_SECONDS))
    ends_at = latest if key.expires_at is None else min(latest, key.expires_at)
    with state.connection() as database:
        database.execute("DELETE FROM session WHERE ends_at <= ?", (_text(now),))
        database.execute("INSERT INTO session VALUES (?, ?, ?)", (_digest(token), key.id, ends_at))
    return token, Session(key, ends_at)


def find_session(state: State, token: str) -> Session | None:
    """Return who is logged in by a cookie; None once the session or its key has ended."""
    now = _text(datetime.now(UTC))
    with state.connection() as database:
        row = database.execute(
            f"SELECT api_key.*, ends_at FROM session JOIN api_key ON id = key WHERE session.digest = :digest "  # noqa: S608  # a constant
            f"AND ends_at > :now AND {STANDS}",
            {"digest": _digest(token), "now": now},
        ).fetchone()
    return None if row is None else Session(key_of(row), row["ends_at"])


def close_session(state: State, token: str) -> None:
    """Log out; whoever is not logged in stays so."""
    with state.connection() as database:
        database.execute("DELETE FROM session WHERE digest = ?", (_digest(token),))


def note_failure(state: State, address: str, now: float) -> None:
    """Note that a log-in from an address failed; it is forgotten a minute later.

    Parameters
    ----------
    state
        Where that is kept.
    address
        Of whoever tried.
    now
        Seconds since 1970.
    """
    with state.connection() as database:
        database.execute("INSERT INTO failed_log_in VALUES (?, ?)", (address, now))


def wait_after_failures(state: State, address: str, now: float) -> int | None:
    """Return the seconds to wait until an address may try again; None where it may.

    Examples
    --------
    >>> state = State()
    >>> for second in range(5):
    ...     note_failure(state, "192.0.2.1", float(second))
    >>> [wait_after_failures(state, address, 10.0) for address in ("192.0.2.1", "192.0.2.2")]
    [50, None]
    >>> wait_after_failures(state, "192.0.2.1", 60.0) is None
    True
    """
    with state.connection() as database:
        database.execute("DELETE FROM failed_log_in WHERE at + ? <= ?", (FAILURES_SECONDS, now))
        rows = database.execute("SELECT at FROM failed_log_in WHERE address = ? ORDER BY at DESC", (address,))
        failed = [float(row["at"]) for row in rows]
    if len(failed) < MOST_FAILURES:
        return None
    return max(1, math.ceil(failed[MOST_FAILURES - 1] + FAILURES_SECONDS - now))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _text(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
