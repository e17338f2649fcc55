"""How often each key has called in this minute and on this day: kept, so that a restart forgives nothing."""

from __future__ import annotations

import math

from api.state.database import State
from api.state.keys import Key

_MINUTE, _DAY = 60, 86_400


def count_call(state: State, key: Key, now: float) -> int | None:
    """Count one call of a key; return None, or, where it has called too often, the seconds it has to wait.

    A window begins with the first call after the last one ended. A call that is refused does not count.

    Parameters
    ----------
    state
        Where calls are counted.
    key
        With its limits.
    now
        Seconds since 1970.

    Examples
    --------
    >>> from api.state.keys import create_key
    >>> state = State()
    >>> _, key = create_key(state, "planner", rights=["read"], per_minute=2)
    >>> [count_call(state, key, now) for now in (0.0, 1.0, 2.0, 59.5, 60.0)]
    [None, None, 58, 1, None]
    """
    limits = [(_MINUTE, key.per_minute), (_DAY, key.per_day)]
    asked = [(seconds, most) for seconds, most in limits if most is not None]
    if not asked:
        return None
    with state.connection() as database:
        database.execute("DELETE FROM quota WHERE key = ? AND started + seconds <= ?", (key.id, now))
        rows = database.execute("SELECT seconds, started, calls FROM quota WHERE key = ?", (key.id,))
        begun: dict[int, tuple[float, int]] = {row["seconds"]: (row["started"], row["calls"]) for row in rows}
        full = [
            begun[seconds][0] + seconds - now
            for seconds, most in asked
            if seconds in begun and begun[seconds][1] >= most
        ]
        if full:
            return max(math.ceil(max(full)), 1)
        for seconds, _ in asked:
            database.execute(
                "INSERT INTO quota VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET calls = calls + 1",
                (key.id, seconds, now),
            )
    return None
