"""Versions of the graph: which snapshots are kept, and how to ask one of them, or one as of a time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from threading import Lock

from api.answers import GraphVersion, GraphVersions
from api.services.context import Context, utc
from api.services.pages import Page
from api.services.progress import doing
from graph.errors import ParameterError, VersionNotFoundError
from graph.projection import Projection, forget_snapshot, kept_folder, snapshot_of, snapshots_in
from graph.snapshot import MANIFEST, Snapshot
from graph.store import GraphStore

MOST_AS_OF = 12
"""Versions as of a time that are kept, a year of months; of more, those go that were asked longest ago."""

_DAY_MS = 86_400_000
_EPOCH = datetime.fromtimestamp(0, UTC)
_making = Lock()


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


def at_version(
    context: Context,
    *,
    graph_version: str | None,
    as_of: datetime | None,
    make: Callable[[Projection], Snapshot] | None = None,
) -> Context:
    """Return what answers from another snapshot; the context itself where none is asked for.

    Parameters
    ----------
    context
        As it answers by itself.
    graph_version
        Address of a snapshot that is kept.
    as_of
        Only what happened before then counts, of what the store holds and of the ties that count now. After
        all that has a time, that is the context itself. A time without a zone is UTC.
    make
        Makes the snapshot as of a time of which none is kept, see `make_version`; without it none is found.

    Raises
    ------
    ParameterError
        Where both are given, or a time before which nothing happened.
    VersionNotFoundError
    """
    if graph_version is not None and as_of is not None:
        raise ParameterError("as_of", as_of.isoformat(), "left out where graph_version is given")
    if graph_version is not None:
        kept = [snapshot.folder for snapshot in _kept(context) if snapshot.address == graph_version]
        if not kept:
            raise VersionNotFoundError(graph_version)
        return _asking(context, kept[0])
    if as_of is not None:
        return _as_of(context, _milliseconds(as_of), make)
    return context


def make_version(context: Context, projection: Projection, open_store: Callable[[], GraphStore]) -> Snapshot:
    """Make a snapshot of the store of a context, with what no answer has to wait for; forget those not asked.

    Parameters
    ----------
    context
        As it answers by itself.
    projection
        Its own as of a time.
    open_store
        Opens the store to read, for as short as can be.

    Raises
    ------
    StoreError
    """
    doing("making the version as of then")
    with _making:
        with open_store() as store:
            snapshot = snapshot_of(store, projection, context.snapshot.folder.parent)
        replace(context, snapshot=snapshot).communities()
        _forget_unused(context)
    return snapshot


def _as_of(context: Context, until_ms: int, make: Callable[[Projection], Snapshot] | None) -> Context:
    counts = context.snapshot.manifest["counts"]
    if "latest_ms" in counts:  # an older Ricochet did not count the times
        _check_begun(counts["earliest_ms"], until_ms)
        if counts["latest_ms"] is None or counts["latest_ms"] < until_ms:
            return context
    held = context.store_version or context.snapshot.manifest["store_version"]
    projection = replace(Projection.read(context.snapshot.manifest["projection"]), until_ms=until_ms)
    folder = kept_folder(context.snapshot.folder.parent, held, projection)
    if make is not None and not (folder and _asking(context, folder).has_communities()):
        folder = make(projection).folder
    if folder is None:
        raise VersionNotFoundError(f"as of {utc(until_ms, exactly=True)}")
    os.utime(folder)  # the time of its folder is when a version was last asked
    return _asking(context, folder)


def _milliseconds(time: datetime) -> int:
    """Return the first whole millisecond that is not before a time: no event lies between the two."""
    since = (time if time.tzinfo else time.replace(tzinfo=UTC)) - _EPOCH
    return -(-since // timedelta(milliseconds=1))


def _check_begun(earliest_ms: int | None, until_ms: int) -> None:
    if earliest_ms is not None and until_ms <= earliest_ms:
        requirement = f"after {utc(earliest_ms, exactly=True)}, the first time that anything has"
        raise ParameterError("as_of", utc(until_ms, exactly=True), requirement)


def _asking(context: Context, folder: Path) -> Context:
    return replace(context, snapshot=_opened(folder))


def _forget_unused(context: Context) -> None:
    now = {**context.snapshot.manifest["projection"], "until_ms": None}
    as_of = [
        snapshot.folder
        for snapshot in _kept(context)
        if {**snapshot.manifest["projection"], "until_ms": None} == now
        and snapshot.manifest["projection"]["until_ms"] is not None
    ]
    latest_first = sorted(as_of, key=lambda folder: -folder.stat().st_mtime_ns)
    for folder in latest_first[MOST_AS_OF:]:
        forget_snapshot(folder)


def _kept(context: Context) -> list[Snapshot]:
    return snapshots_in(context.snapshot.folder.parent)


@lru_cache(maxsize=2)  # its arrays stay mapped, and what was found for it stays in memory
def _opened(folder: Path) -> Snapshot:
    return Snapshot(folder)


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
    return None if at_ms is None else utc(at_ms, exactly=True)
