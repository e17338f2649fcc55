"""Pages of a list: which of its items are asked for, and the cursor that asks for the next ones."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from api.services.context import MAX_ITEMS, Context, check_range
from graph.errors import CursorError, ParameterError, StaleCursorError

_PLACE, _DIGEST, _CHECK = 4, 8, 4  # bytes of a cursor: how far, of which snapshot and question, any typos


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of a list, one after another.

    Parameters
    ----------
    first
        Place of the first of them in the list, from 0.
    limit
        How many, at most.
    asked
        Digests of the snapshot and of the question, by which the next page is known to go on with this one.
    """

    first: int
    limit: int
    asked: bytes

    @classmethod
    def of(cls, context: Context, limit: int, cursor: str | None, *question: object) -> Self:
        """Return the first page of a question, or the one that a cursor of it asks for.

        Parameters
        ----------
        context
            Asked about.
        limit
            1 to 200.
        cursor
            `next_cursor` of the page before; None is the first page.
        question
            All that decides the list, in plain values.

        Raises
        ------
        ParameterError
            When the limit is out of range, or the cursor is none of ours.
        CursorError, StaleCursorError
            When it is of another question, or of another snapshot.
        """
        model = context.influence_model().name
        return cls._asked(limit, cursor, context.snapshot.address, [*question, model])

    @classmethod
    def of_ledger(cls, limit: int, cursor: str | None, *question: object) -> Self:
        """Return a page, as `of`, of what has numbers and may grow while it is read.

        Its `first` is the number of the last item before the page, 0 where it is the first: no item is
        missed or shown twice because others have come.
        """
        return cls._asked(limit, cursor, "", question)

    @classmethod
    def _asked(cls, limit: int, cursor: str | None, address: str, question: Sequence[object]) -> Self:
        check_range("limit", limit, 1, MAX_ITEMS)
        asked = _digest(address) + _digest(json.dumps(question))
        return cls(0 if cursor is None else _place(cursor, asked), limit, asked)

    @property
    def end(self) -> int:
        """Place after the last item."""
        return self.first + self.limit

    @property
    def part(self) -> slice:
        """The page's part of a list."""
        return slice(self.first, self.end)

    def links(self, total: int | None, *, more: bool = False) -> dict[str, Any]:
        """Return what an answer says beside its items.

        Parameters
        ----------
        total
            Items on all pages; None where that is not known.
        more
            Where it is not: whether there are more after this page.
        """
        return self._links(total, self.end, more=more if total is None else total > self.end)

    def ledger_links(self, numbers: Sequence[int]) -> dict[str, Any]:
        """Return what an answer says beside its items, where they have numbers.

        Parameters
        ----------
        numbers
            Of the page's items in their order, and one more if there is one.
        """
        last = numbers[: self.limit][-1] if numbers else 0
        return self._links(None, last, more=len(numbers) > self.limit)

    def _links(self, total: int | None, end: int, *, more: bool) -> dict[str, Any]:
        return {
            "next_cursor": _written(end, self.asked) if more else None,
            "has_more": more,
            "total_estimate": total,
        }


def _written(place: int, asked: bytes) -> str:
    said = place.to_bytes(_PLACE, "big") + asked
    return base64.urlsafe_b64encode(said + _digest(said.hex())[:_CHECK]).decode()


def _place(cursor: str, asked: bytes) -> int:
    try:
        read = base64.urlsafe_b64decode(cursor)
    except ValueError:
        read = b""
    place = int.from_bytes(read[:_PLACE], "big")
    if _written(place, read[_PLACE:-_CHECK]) != cursor:
        raise ParameterError("cursor", cursor, "the next_cursor of an answer")
    if read[_PLACE:-_CHECK] != asked:
        raise CursorError() if read[_PLACE : _PLACE + _DIGEST] == asked[:_DIGEST] else StaleCursorError()
    return place


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST).digest()
