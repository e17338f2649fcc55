"""How a service follows its store: who notices that it was written, and who makes the new snapshot."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

from api.services.context import Context
from api.services.maps import lay_out
from api.state.database import FILE, State
from api.state.jobs import Asked, add_job
from api.state.turns import has_worker
from graph.projection import GIVEN, Projection, has_snapshot, snapshot_of
from graph.store import GraphStore
from ricochet.settings import Settings
from ricochet.wiring import open_context, open_store

LOOK_SECONDS = 2.0

_SNAPSHOT = Asked("make_snapshot", " read", method="GET", path="/v1/graph", query="", headers={}, body=b"")


def follow(refresh: Callable[[], None]) -> None:
    """Refresh every few seconds, in a thread of its own, as long as the process lives."""

    def look() -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            refresh()

    Thread(target=look, name="following", daemon=True).start()


def open_complete(settings: Settings) -> Context:
    """Open what questions are asked of, made where it is missing, communities and their map and all."""
    context = open_context(settings)
    lay_out(context)
    return context


def open_if_made(settings: Settings) -> Context | None:
    """Open what questions are asked of; where a worker has to make it first, ask for that and return None."""
    if not has_worker(settings.snapshot_folder):
        return open_context(settings)
    with open_store(settings, read_only=True) as store:
        version, made = store.version(), _has_snapshot(store, settings.snapshot_folder)
    context = open_context(settings) if made else None
    if context is not None and context.has_communities():
        return context
    state = State(settings.snapshot_folder / FILE)
    add_job(state, _SNAPSHOT, idempotency_key=f"snapshot {version}")  # a second time it is the same job
    return None


def _has_snapshot(store: GraphStore, folder: Path) -> bool:
    if not has_snapshot(store, Projection(), folder):
        return False
    if snapshot_of(store, Projection(), folder).m:
        return True
    return has_snapshot(store, replace(Projection(), model=GIVEN), folder)
