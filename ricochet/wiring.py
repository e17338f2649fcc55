"""Settings to store to snapshot to application: the one place where the real parts are chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph.projection import GIVEN, Projection, snapshot_of
from graph.snapshot import Snapshot
from graph.store import GraphStore
from ricochet.guards import refuse_unsafe
from ricochet.secret import secret_of
from ricochet.settings import LOOPBACK, Settings

if TYPE_CHECKING:
    from api.http.app import Application
    from api.services.context import Context
    from api.services.hidden import Hidden


def open_store(settings: Settings, *, read_only: bool = False) -> GraphStore:
    """Open the store that the settings name.

    Raises
    ------
    StoreError
        When it is unreachable, locked, missing (to read), or of another version.
    """
    if settings.on_server:
        from graph.neo4j_store import Neo4jStore

        password = settings.neo4j_password
        return Neo4jStore(
            settings.store,
            user=settings.neo4j_user if password else None,
            password=password.get_secret_value() if password else None,
        )
    from graph.duckdb_store import DuckDBStore

    return DuckDBStore(settings.store, read_only=read_only)


def open_context(
    settings: Settings, projection: Projection | None = None, *, model: str | None = None
) -> Context:
    """Return what questions are asked of: the store's snapshot through a projection.

    Without a projection, ties that happened count; a store that has none, only INFLUENCES with given
    probabilities, is asked through those. The model is looked up by name.

    Raises
    ------
    ParameterError
        When no model has this name.
    """
    from algorithms.models import model_named
    from api.services.backtests import kept_backtests
    from api.services.context import Context
    from api.services.ledger import FORECAST
    from api.services.privacy import objections
    from api.services.topics import kept_aliases

    if model is not None:
        model_named(model)
    with open_store(settings, read_only=True) as store:
        snapshot = _snapshot(store, settings, projection)
        return Context(
            snapshot,
            store.name,
            min_authors=settings.min_authors,
            rest_share=settings.rest_share,
            model_name=model,
            backtests=kept_backtests(store),
            frozen=store.kept(FORECAST),
            aliases=kept_aliases(store),
            objections=objections(store, partial(secret_of, settings)),
            store_version=store.version(),
        )


def create_application(
    settings: Settings | None = None,
    *,
    find: Callable[[Settings], Context | None] = open_context,
    warm: bool = True,
    log: Callable[..., object] | None = None,
) -> Application:
    """Return the web application of the store that the settings name.

    Parameters
    ----------
    settings
        None: those of the environment.
    find
        Opens what questions are asked of, again after each change of the store; None from it means that
        somebody else is at that.
    warm
        Whether kernels are made ready before the first question.
    log
        Told what happens; by default nobody is.

    Raises
    ------
    ParameterError
        When it would show more than it should, see `refuse_unsafe`.
    """
    from api.http.app import create_app, trust_proxies
    from api.http.parts import Parts
    from api.services.context import warm_up
    from api.services.current import Current
    from api.state.audit import forget_old_lines
    from api.state.database import FILE, State
    from api.state.keys import has_keys

    chosen = settings or Settings()
    state = State(chosen.snapshot_folder / FILE)
    refuse_unsafe(chosen, has_keys=has_keys(state))
    forget_old_lines(state)
    current = Current(
        partial(find, chosen),
        first=partial(open_context, chosen),
        hidden=partial(_hidden, chosen),
        mark=partial(_mark, chosen),
    )
    if warm:
        warm_up(current())
    parts = Parts(
        state=state,
        secret=partial(secret_of, chosen),
        keys_required=chosen.host not in LOOPBACK or chosen.trusted_proxies > 0,
        export_origins=frozenset(chosen.export_origins),
        open_store=partial(open_store, chosen),
        read_store=partial(open_store, chosen, read_only=True),
        refresh=current.look,
        **({} if log is None else {"log": log}),
    )
    application = create_app(current, parts=parts, debug=chosen.debug)
    if chosen.trusted_proxies:
        trust_proxies(application, chosen.trusted_proxies)
    return application


def _hidden(settings: Settings) -> Hidden:
    from api.services.privacy import objections

    with open_store(settings, read_only=True) as store:
        return objections(store, partial(secret_of, settings))


def _mark(settings: Settings) -> object:
    """Return what changes when the store is written; None where only a server knows.

    The file is looked at, not opened: while it is open to read, nobody else could write it.
    """
    if settings.on_server:
        return None
    files = (Path(settings.store), Path(f"{settings.store}.wal"))
    found = [file.stat() if file.exists() else None for file in files]
    return [each and (each.st_mtime_ns, each.st_size, each.st_ino) for each in found]


def _snapshot(store: GraphStore, settings: Settings, projection: Projection | None) -> Snapshot:
    happened = snapshot_of(store, projection or Projection(), settings.snapshot_folder)
    if projection is not None or happened.m:
        return happened
    given = snapshot_of(store, replace(Projection(), model=GIVEN), settings.snapshot_folder)
    return given if given.m else happened
