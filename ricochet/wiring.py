"""Settings to store to snapshot to application: the one place where the real parts are chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.errors import ParameterError
from graph.projection import GIVEN, Projection, snapshot_of
from graph.snapshot import Snapshot
from graph.store import GraphStore
from ricochet.settings import LOOPBACK, Settings

if TYPE_CHECKING:
    from api.http.app import Application
    from api.services.context import Context


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
    from api.services.context import Context

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
        )


def create_application(settings: Settings | None = None) -> Application:
    """Return the web application of the store that the settings name, its kernels warm.

    Raises
    ------
    ParameterError
        When debug mode is asked for anywhere but on loopback.
    """
    from api.http.app import create_app
    from api.services.context import warm_up

    chosen = settings or Settings()
    if chosen.debug and chosen.host not in LOOPBACK:
        raise ParameterError(
            "host", chosen.host, f"loopback ({', '.join(sorted(LOOPBACK))}) while debug is on"
        )
    context = open_context(chosen)
    warm_up(context)
    return create_app(lambda: context, debug=chosen.debug)


def _snapshot(store: GraphStore, settings: Settings, projection: Projection | None) -> Snapshot:
    happened = snapshot_of(store, projection or Projection(), settings.snapshot_folder)
    if projection is not None or happened.m:
        return happened
    given = snapshot_of(store, replace(Projection(), model=GIVEN), settings.snapshot_folder)
    return given if given.m else happened
