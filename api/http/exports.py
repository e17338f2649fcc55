"""`/v1/exports`: a network as a file that other software opens."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

import flask
from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field
from werkzeug.exceptions import Forbidden

from algorithms.demands import MOST_SEEDS
from api.answers import Costs, Plan
from api.exports import FORMATS
from api.http.access import COOKIE, may_reveal
from api.http.communities import CommunityName
from api.http.jobs import answered_or_job
from api.http.operations import resource, responses
from api.http.parts import parts
from api.http.relays import MAX_STARTS
from api.http.requests import (
    AccountName,
    LeftOut,
    Limit,
    Mode,
    ModelName,
    RandomSeed,
    TopicName,
    Whole,
)
from api.services.context import MAX_HOPS, Context
from api.services.exports import (
    MOST_NODES,
    USUAL_NODES,
    AskedExport,
    Scope,
    draw_export,
    export_cost,
)
from api.services.hidden import KeyedHash
from api.services.market import MOST_MONEY
from api.state.plans import stored_plan

_MESSAGE = Field(
    min_length=1,
    max_length=321,  # 64 of a platform, the colon, 256 of a native id
    description="Of cascade: key or native id of a message; `event` for all timed actions of none.",
)


class ExportPath(BaseModel):
    """Which format."""

    format: Literal[*FORMATS] = Field(description="How the file is written.", examples=["gexf"])  # type: ignore[valid-type]  # the formats there are


class ExportQuery(Mode):
    """What to draw."""

    scope: Scope = Field(
        "relays",
        description="relays: the best and those around them; plan: whom to ask, and who listens to them; "
        "path: the most probable; cascade: what happened to a message; community: its members; ego: one "
        "account and those around it; topic: everybody with a tie on it. Each takes parameters of its own.",
    )
    topic: TopicName | LeftOut = None
    model: ModelName | LeftOut = None
    account: AccountName | LeftOut = None
    sources: Annotated[
        list[AccountName],
        Field(max_length=MAX_STARTS, description="Of path and relays: where messages start; repeatable."),
    ] = []  # noqa: RUF012  # pydantic copies it
    target: AccountName | LeftOut = None
    cascade: Annotated[str, _MESSAGE] | LeftOut = None
    community: CommunityName | LeftOut = None
    k: (
        Annotated[int, Field(ge=1, le=MOST_SEEDS, description="Of plan: how many to ask."), Whole] | LeftOut
    ) = None
    budget: (
        Annotated[float, Field(gt=0, le=MOST_MONEY, description="Of plan: for all who are asked.")] | LeftOut
    ) = None
    plan: (
        Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="Of plan: `id` of one that is kept.")]
        | LeftOut
    ) = Field(None, exclude=True)
    hops: (
        Annotated[int, Field(ge=1, le=MAX_HOPS, description="Of ego: how far around; 1 if left out."), Whole]
        | LeftOut
    ) = None
    limit: Limit | LeftOut = None
    max_nodes: Annotated[
        int,
        Field(
            ge=1, le=MOST_NODES, description="If there are more, all but the leading are drawn by community."
        ),
        Whole,
    ] = USUAL_NODES
    random_seed: RandomSeed = 0
    reveal: bool = Field(
        False,  # noqa: FBT003  # a default
        description="Call accounts by their names, which takes the right `reveal`; else by pseudonyms.",
        exclude=True,
    )


def exports(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of exports, answering from the current context."""
    blueprint = resource("exports", "Networks as files that other software opens.")
    blueprint.after_request(_let_in)

    @blueprint.get("/exports/<format>", responses=_responses())
    def export(path: ExportPath, query: ExportQuery) -> Response:
        """Write a network as a file, laid out and coloured, accounts by pseudonyms unless told otherwise."""
        if query.reveal and not may_reveal():
            raise Forbidden("To reveal names takes a key with the right 'reveal'.")
        keyed = None if query.reveal else parts().secret()
        asked, context = AskedExport(**query.model_dump(), plan=_plan(query)), current()
        return answered_or_job(
            partial(_written, context, asked, keyed, path.format),
            cost=partial(export_cost, context, asked),
            mode=query.mode,
        )

    return blueprint


def _plan(query: ExportQuery) -> Plan | None:
    if query.plan is None:
        return None
    return Plan.model_validate_json(stored_plan(parts().state, query.plan).answer)


def _written(context: Context, asked: AskedExport, keyed: KeyedHash | None, name: str) -> Response:
    written, file = FORMATS[name], io.BytesIO()
    written.write(draw_export(context, asked, keyed=keyed), file)
    response = Response(file.getvalue(), mimetype=written.media_type)
    called = f"ricochet-{asked.scope}{written.suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return response


def _responses() -> dict[str | int, Any]:
    """Return all that it may answer: a file in the type of its format, or what that would take."""
    types = dict.fromkeys(written.media_type for written in FORMATS.values())
    files: dict[str, Any] = {name: {"schema": {"type": "string", "format": "binary"}} for name in types}
    files["application/json"] = {"schema": {}}
    return responses(Costs, 404, 409, 413, later=True) | {200: {"description": "The file.", "content": files}}


def _let_in(response: Response) -> Response:
    """Let pages of the origins that the settings name read files, never by a reader's cookie."""
    origin = flask.request.headers.get("Origin")
    if parts().export_origins:
        response.vary.add("Origin")
    if origin in parts().export_origins and COOKIE not in flask.request.cookies:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response
