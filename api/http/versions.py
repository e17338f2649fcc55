"""Which version of the graph a request asks: the present one, one that is kept, or one as of any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import flask
from flask import g

from api.http.jobs import leave_to_worker
from api.http.parts import parts
from api.http.requests import SnapshotQuery
from api.services.context import Context
from api.services.versions import at_version, make_version
from graph.projection import Projection
from graph.snapshot import Snapshot
from graph.store import GraphStore


def at_asked_version(current: Callable[[], Context]) -> Callable[[], Context]:
    """Return what gives each request the context of the version and the aliases that its query asks for.

    It is noted as well, so that `told` knows who is hidden in it.
    """

    def asked() -> Context:
        g.context = context = current()
        given = flask.request.args
        said = {name: given[name] for name in SnapshotQuery.model_fields if name in given}
        query = SnapshotQuery.model_validate(said)
        chosen = at_version(
            context, graph_version=query.graph_version, as_of=query.as_of, make=_making(context)
        )
        g.context = chosen = replace(chosen, by_alias=query.aliases) if query.aliases else chosen
        return chosen

    return asked


def _making(context: Context) -> Callable[[Projection], Snapshot] | None:
    read_store = parts().read_store
    return None if read_store is None else partial(_made, context, read_store)


def _made(context: Context, read_store: Callable[[], GraphStore], projection: Projection) -> Snapshot:
    leave_to_worker()
    return make_version(context, projection, read_store)
