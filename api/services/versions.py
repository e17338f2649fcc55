"""Versions of the graph: which snapshots are kept, and how to ask one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from api.answers import GraphVersion, GraphVersions
from api.services.context import Context, utc
from api.services.pages import Page
from graph.errors import ParameterError, VersionNotFoundError
from graph.projection import snapshots_in
from graph.snapshot import MANIFEST, Snapshot

_DAY_MS = 86_400_000


def list_versions(context: Context, *, limit: int = 25, cursor: str | None = None) -> GraphVersions:
    """Return the snapshots that are kept beside the one asked, newest first.

    Parameters
    ----------
    context
        Asked about.
    limit, cursor
        Which page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, CursorError, StaleCursorError
    """
    kept = _kept(context)
    page = Page.of(context, limit, cursor, "versions", [snapshot.address for snapshot in kept])
    items = [_described(context, snapshot) for snapshot in kept[page.part]]
    return GraphVersions(items=items, **page.links(len(kept)), meta=context.meta())


def at_version(context: Context, *, graph_version: str | None, as_of: datetime | None) -> Context:
    """Return what answers from another snapshot that is kept; the context itself where none is asked for.

    Parameters
    ----------
    context
        As it answers by itself.
    graph_version
        Address of a snapshot.
    as_of
        Only what happened before then counts: the latest snapshot with that end, of what the store held and
        which ties count now. A time without a zone is UTC. None is made here: that takes the store.

    Raises
    ------
    ParameterError
        Where both are given.
    VersionNotFoundError
    """
    if graph_version is not None and as_of is not None:
        raise ParameterError("as_of", as_of.isoformat(), "left out where graph_version is given")
    if graph_version is not None:
        kept = [snapshot for snapshot in _kept(context) if snapshot.address == graph_version]
        return _asking(context, kept, graph_version)
    if as_of is not None:
        until_ms = int((as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)).timestamp() * 1000)
        kept = [snapshot for snapshot in _kept(context) if _ends(snapshot, context.snapshot, until_ms)]
        return _asking(context, kept, f"as of {utc(until_ms)}")
    return context


def _asking(context: Context, found: Sequence[Snapshot], wanted: str) -> Context:
    if not found:
        raise VersionNotFoundError(wanted)
    return replace(context, snapshot=_opened(found[0].folder))


def _kept(context: Context) -> list[Snapshot]:
    return snapshots_in(context.snapshot.folder.parent)


@lru_cache(maxsize=2)  # its arrays stay mapped, and what was found for it stays in memory
def _opened(folder: Path) -> Snapshot:
    return Snapshot(folder)


def _ends(snapshot: Snapshot, now: Snapshot, until_ms: int) -> bool:
    """Tell whether a snapshot is what the present one would be, had it ended then."""
    same_store: bool = snapshot.manifest["store_version"] == now.manifest["store_version"]
    return same_store and snapshot.manifest["projection"] == {
        **now.manifest["projection"],
        "until_ms": until_ms,
    }


def _described(context: Context, snapshot: Snapshot) -> GraphVersion:
    asked, counts = snapshot.manifest["projection"], snapshot.manifest["counts"]
    made_ms = (snapshot.folder / MANIFEST).stat().st_mtime_ns // 1_000_000
    return GraphVersion(
        graph_version=snapshot.address,
        current=snapshot.address == context.snapshot.address,
        same_store=snapshot.manifest["store_version"] == context.snapshot.manifest["store_version"],
        made_at=utc(made_ms),
        model=asked["model"],
        kinds=sorted(asked["factors"]),
        platform=asked["platform"],
        since=_time_if_known(asked["since_ms"]),
        as_of=_time_if_known(asked["until_ms"]),
        half_life_days=None if asked["half_life_ms"] is None else asked["half_life_ms"] / _DAY_MS,
        accounts=counts["accounts"],
        edges=counts["edges"],
    )


def _time_if_known(at_ms: int | None) -> str | None:
    return None if at_ms is None else utc(at_ms)
