"""`/v1/privacy` and `/v1/audit`: what people may ask of those who score them, and who called what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel

from api.answers import Answer, AuditLines, Receipt, Subject
from api.http.operations import answered, resource, responses
from api.http.pages import LedgerQuery
from api.http.parts import parts
from api.http.requests import AccountName, Query
from api.services import privacy as services
from api.services.context import Context
from api.services.keys import list_calls
from api.services.privacy import traces_of
from api.services.subjects import describe_subject
from graph.projection import Projection, snapshot_of
from graph.store import GraphStore


class SubjectPath(BaseModel):
    """Whom it is about."""

    key: AccountName


def privacy(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes for those who answer data subjects."""
    blueprint = resource(
        "privacy", "Objection, erasure and access, each with a receipt; and who called what."
    )

    @blueprint.get("/privacy/subjects/<path:key>", responses=responses(Subject, 404, 409))
    def get_subject(path: SubjectPath, query: Query) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Tell all that is held of somebody: rows, their sources, since when, and scores with their rules."""
        with parts().open_store() as store:
            return _whole(describe_subject(store, current(), path.key))

    @blueprint.post("/privacy/subjects/<path:key>/object", responses=responses(Receipt, 404, 409))
    def object_to_answers(path: SubjectPath, query: Query) -> Response:  # noqa: ARG001  # as above
        """Hide somebody from every answer, within a minute."""
        return _done(lambda store: services.object_to_answers(store, path.key, parts().secret, parts().state))

    @blueprint.post("/privacy/subjects/<path:key>/withdraw", responses=responses(Receipt, 404, 409))
    def withdraw_objection(path: SubjectPath, query: Query) -> Response:  # noqa: ARG001  # as above
        """Take somebody's objection back: they are in answers again, within a minute."""
        return _done(lambda store: services.withdraw_objection(store, path.key, parts().secret))

    @blueprint.post("/privacy/subjects/<path:key>/erase", responses=responses(Receipt, 404, 409))
    def erase_subject(path: SubjectPath, query: Query) -> Response:  # noqa: ARG001  # as above
        """Erase somebody, with all that was computed from their rows; no later load brings them back."""
        context, secret = current(), parts().secret
        traces, renew = traces_of(context.snapshot.folder.parent, parts().state), partial(_renewed, context)
        return _done(lambda store: services.erase_subject(store, path.key, secret, traces, renew=renew))

    @blueprint.get("/audit", responses=responses(AuditLines, 409))
    def list_audit(query: LedgerQuery) -> Response:
        """List the latest calls made with a key, latest first: who, what, when, how it ended."""
        return answered(list_calls(parts().state, limit=query.limit, cursor=query.cursor))

    return blueprint


def _done(act: Callable[[GraphStore], Receipt]) -> Response:
    """Write to the store, have answers come from what it then holds, and return the receipt."""
    with parts().open_store() as store:
        receipt = act(store)
    parts().refresh()
    return _whole(receipt)


def _renewed(context: Context, store: GraphStore) -> None:
    """Make the snapshot that takes this one's place, with what no answer has to wait for."""
    projection = Projection.read(context.snapshot.manifest["projection"])
    snapshot = snapshot_of(store, projection, context.snapshot.folder.parent)
    replace(context, snapshot=snapshot).communities()


def _whole(answer: Answer) -> Response:
    """Return an answer that is about one person, hidden or not, to whoever may answer that person."""
    return Response(answer.model_dump_json(), mimetype="application/json")
