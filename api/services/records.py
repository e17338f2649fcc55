"""What the records hold and from when to when, for questions about the last days of them."""

from __future__ import annotations

from math import floor
from typing import NamedTuple

import numpy as np

from api.services.context import Context
from graph.errors import ParameterError
from graph.records import UNTIMED, Int32s, Int64s

USUAL_DAYS = 30.0
MAX_DAYS = 3_650

_DAY_MS = 86_400_000


class Acts(NamedTuple):
    """Who posted or acted on which recorded message: each the author's post, then all actions.

    `message` (int32) is its place among those asked about; `account` int32, -1 unknown; `at_ms` int64 or
    `UNTIMED`.
    """

    message: Int32s
    account: Int32s
    at_ms: Int64s


def acts_on(context: Context, topic: str | None) -> Acts:
    """Return who posted or acted on the recorded messages on a topic, None on any."""
    recorded = context.snapshot.recorded()
    messages = np.arange(len(recorded.keys)) if topic is None else context.snapshot.messages_on(topic)
    first, counts = recorded.offsets[messages], recorded.offsets[messages + 1] - recorded.offsets[messages]
    action = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    place = np.arange(len(messages), dtype=np.int32)
    return Acts(
        np.concatenate((place, np.repeat(place, counts))),
        np.concatenate((recorded.author[messages], recorded.account[action])),
        np.concatenate((recorded.posted_ms[messages], recorded.at_ms[action])),
    )


class Last(NamedTuple):
    """The last days of the records: `window_ms` milliseconds up to, not including, `until_ms`."""

    until_ms: int
    window_ms: int

    @property
    def since_ms(self) -> int:
        """Their first millisecond."""
        return self.until_ms - self.window_ms

    @property
    def before(self) -> Last:
        """As many days before them."""
        return Last(self.since_ms, self.window_ms)


def last_days(context: Context, days: float, *, windows: int) -> Last:
    """Return the last days of what is recorded, on any topic.

    Parameters
    ----------
    context
        Asked about.
    days
        Above 0, at most 3,650.
    windows
        How many windows as long, one after another, the records have to span.

    Raises
    ------
    ParameterError
        Where nothing has a time, and where the records are too short: then with the days that would do.
    """
    if not 0 < days <= MAX_DAYS:
        raise ParameterError("days", days, f"above 0, at most {MAX_DAYS:,}")
    recorded = context.snapshot.recorded()
    times = [at_ms[at_ms != UNTIMED] for at_ms in (recorded.posted_ms, recorded.at_ms)]
    if not sum(map(len, times)):
        raise ParameterError(
            "store", "without the times of messages", "one that knows when they were passed on"
        )
    first_ms = min(int(at_ms.min()) for at_ms in times if len(at_ms))
    until_ms = 1 + max(int(at_ms.max()) for at_ms in times if len(at_ms))
    window_ms = max(round(days * _DAY_MS), 1)
    if window_ms * windows > until_ms - first_ms:
        longest = floor((until_ms - first_ms) / windows / _DAY_MS * 1e6) / 1e6
        requirement = f"at most {longest:.6f}: the records do not go back further"
        raise ParameterError("days", days, requirement)
    return Last(until_ms, window_ms)
