"""What routes work with beside the context: the service's memory, its store, and how to hear of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import flask

from api.services.hidden import KeyedHash
from api.state.database import State
from graph.errors import StoreUnavailableError
from graph.store import GraphStore


def _no_store() -> GraphStore:
    remedy = "start it with 'ricochet serve'"
    raise StoreUnavailableError("the store", "this service answers from a snapshot alone", remedy)


def _no_secret() -> KeyedHash:
    raise StoreUnavailableError("the store", "this service has no secret", "start it with 'ricochet serve'")


def _nothing(*_words: object, **_values: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an application.

    Parameters
    ----------
    state
        What is remembered between calls; in memory where it is left out.
    open_store
        Opens the store to write, for as short as can be.
    read_store
        Opens it to read, while nobody writes; None where answers come from snapshots that are there.
    refresh
        Called after the store was written: answers come from what it holds now.
    log
        Told what happens; by default nobody is.
    secret
        Returns what tells people apart without saying who they are.
    keys_required
        Whether every call takes a key, even from this machine.
    export_origins
        Whose pages may read exports, as browsers name them.
    """

    state: State = field(default_factory=State)
    open_store: Callable[[], GraphStore] = _no_store
    read_store: Callable[[], GraphStore] | None = None
    refresh: Callable[[], None] = _nothing
    log: Callable[..., object] = _nothing
    secret: Callable[[], KeyedHash] = _no_secret
    keys_required: bool = False
    export_origins: frozenset[str] = frozenset()

    def register(self, app: flask.Flask) -> None:
        """Give these parts to the routes of an application."""
        app.extensions["ricochet"] = self


def parts() -> Parts:
    """Return the parts of the application that answers this request."""
    return cast("Parts", flask.current_app.extensions["ricochet"])
