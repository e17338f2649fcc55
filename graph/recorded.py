"""Messages as they were recorded: who passed each one on, when, and from whom where that is known."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self

import numpy as np

from graph.errors import MessageNotFoundError
from graph.records import Int8s, Int32s, Int64s, PostKind
from graph.texts import TextColumn

EVENT = "event"
"""The message that gathers all timed ties without a post: one event that everybody talked about."""

_NEAREST_AMONG = 20_000  # comparing one name with more keys than this takes over a second


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """All recorded messages of a snapshot, M of them, with their a actions by message and then time.

    Actions of one message without a time come last; actions of one time stand in the order of the files.
    An account that acted twice on a message has two actions.

    Parameters
    ----------
    keys
        `platform:native id` of each message, ascending; `EVENT` is one of them where the snapshot has
        timed ties without a post.
    author
        int32, M: who started the message, as account number; -1 where unknown.
    posted_ms
        int64, M: when, in milliseconds since 1970; `UNTIMED` where unknown.
    offsets
        int64, M + 1: the actions on message i are `offsets[i]` up to `offsets[i + 1]`. What the author
        posted first is no action.
    account
        int32, a: who acted.
    parent
        int32, a: from whom the message came, as far as the data say so; -1 where they do not.
    mentioned
        int32, a: whom an action of the `EVENT` mentions without passing on anything of theirs; -1 otherwise.
    at_ms
        int64, a: when; `UNTIMED` where unknown. Nothing keeps an action from being earlier than its message.
    kind
        int8, a: place in `POST_KINDS`.
    language, place
        int32, a: place in `languages` and in `places`, -1 where unknown. The language of an action, else
        of its account.
    languages, places
        The names, ascending.

    Examples
    --------
    >>> recorded = Recorded.numbered([0], [5], [[(1, 0, 9), (2, 1, 12)]])
    >>> recorded.keys[0], recorded.message_number("0"), recorded.account.tolist(), recorded.parent.tolist()
    ('message:0', 0, [1, 2], [0, 1])
    """

    keys: TextColumn
    author: Int32s
    posted_ms: Int64s
    offsets: Int64s
    account: Int32s
    parent: Int32s
    mentioned: Int32s
    at_ms: Int64s
    kind: Int8s
    language: Int32s
    place: Int32s
    languages: TextColumn
    places: TextColumn

    @classmethod
    def numbered(
        cls,
        author: Sequence[int],
        posted_ms: Sequence[int],
        actions: Sequence[Sequence[tuple[int, int, int]]],
    ) -> Self:
        """Return messages without names, languages and places.

        Parameters
        ----------
        author, posted_ms
            Of each message; -1 and `UNTIMED` where unknown.
        actions
            Of each message by time: account, parent or -1, time or `UNTIMED`; all of them reshares.
        """
        digits = len(str(len(author)))
        keys = TextColumn.pack([f"message:{number:0{digits}}" for number in range(len(author))])
        columns = np.array([row for rows in actions for row in rows], dtype=np.int64).reshape(-1, 3).T
        unknown = np.full(columns.shape[1], -1, dtype=np.int32)
        return cls(
            keys=TextColumn(*keys),
            author=np.array(author, dtype=np.int32),
            posted_ms=np.array(posted_ms, dtype=np.int64),
            offsets=np.append(0, np.cumsum([len(rows) for rows in actions])).astype(np.int64),
            account=columns[0].astype(np.int32),
            parent=columns[1].astype(np.int32),
            mentioned=unknown,
            at_ms=columns[2],
            kind=np.full(columns.shape[1], PostKind.RESHARE.code, dtype=np.int8),
            language=unknown,
            place=unknown,
            languages=TextColumn(*TextColumn.pack([])),
            places=TextColumn(*TextColumn.pack([])),
        )

    def message_number(self, key: str) -> int:
        """Return a message's place among the messages.

        Parameters
        ----------
        key
            Its key, or its native id alone where one platform has it.

        Raises
        ------
        MessageNotFoundError
            With the nearest known keys; with all that match where several platforms have the native id.
        """
        names = (key, *(f"{platform}:{key}" for platform in self._platforms()))
        places = {name: self._place(name) for name in names}
        found = {name: place for name, place in places.items() if place is not None}
        if key in found or len(found) == 1:
            return found.get(key, next(iter(found.values())))
        known = (str(name) for name in islice(self.keys, _NEAREST_AMONG))
        raise MessageNotFoundError(key, sorted(found) or difflib.get_close_matches(key, known, n=5))

    def _place(self, key: str) -> int | None:
        place = bisect_left(self.keys, key, key=str)
        return place if place < len(self.keys) and self.keys[place] == key else None

    def _platforms(self) -> Iterator[str]:
        """Yield each platform once: its keys stand together, and `;` follows `:`."""
        place = 0
        while place < len(self.keys):
            platform = str(self.keys[place]).partition(":")[0]
            yield platform
            place = bisect_left(self.keys, f"{platform};", lo=place + 1, key=str)
