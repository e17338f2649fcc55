"""The context of now: answers come from it, and it is replaced when the store has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from api.services.context import Context
from api.services.hidden import Hidden
from graph.errors import StoreError


class Current:
    """What is asked about now; calling it returns it.

    A request that has begun goes on with the context it has: the arrays of a replaced snapshot stay mapped
    until nobody uses them.

    Parameters
    ----------
    find
        Returns the context of the store as it is, or None while its snapshot is being made elsewhere.
    first
        Returns a context in any case: asked where there is none yet.
    hidden
        Returns who is in no answer by now: that holds at once, whatever snapshot is being made.
    mark
        Returns what changes whenever the store may have been written; None where that cannot be told
        without asking it.
    """

    def __init__(
        self,
        find: Callable[[], Context | None],
        *,
        first: Callable[[], Context],
        hidden: Callable[[], Hidden],
        mark: Callable[[], object],
    ) -> None:
        self._find = find
        self._hidden = hidden
        self._mark = mark
        self._looking = Lock()
        self._seen = mark()  # before the store is read: what is written meanwhile is seen at the next look
        self._context = find() or first()

    def __call__(self) -> Context:
        """Return what is asked about now."""
        return self._context

    def look(self) -> None:
        """Replace the context if the store was written; while somebody still writes it, keep to this one."""
        with self._looking:
            mark = self._mark()
            if mark is not None and mark == self._seen:
                return
            try:
                found = self._find()
                waiting = replace(self._context, objections=self._hidden()) if found is None else None
            except StoreError:
                return
            if waiting is not None:
                self._context = waiting
            if found is not None:
                self._context = _renewed(found, self._context)
                self._seen = mark


def _renewed(found: Context, before: Context) -> Context:
    """Return what was found, or what was there if it is the same: what is kept for that stays good."""
    if found.snapshot.address == before.snapshot.address:
        found = replace(found, snapshot=before.snapshot)
    return before if found == before else found
