"""`/v1/cascades`: what happened to messages, recorded or drawn from a model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field
from werkzeug.routing import PathConverter

from algorithms.credit import Credit
from algorithms.parents import Method
from api.answers import CascadeReport, RecordedMessages
from api.http.operations import answered, resource, responses
from api.http.pages import ListQuery, listed, pages
from api.http.requests import AccountName, Body, Limit, ModelName, RandomSeed, SnapshotQuery, TopicName
from api.services import recorded as services
from api.services.cascades import MAX_SEEDS
from api.services.context import Context
from api.services.recorded import USUAL_METHOD

CreditRule = Annotated[
    Credit,
    Field(
        description="How relays are credited: people below; of these, who would not have it otherwise; "
        "or each of the people shared equally among all on the way to them."
    ),
]
ByCommunity = Annotated[bool, Field(description="Count people by community too.")]
Replayed = Annotated[
    bool, Field(description="Tell who had it when and from whom too, and who threw each bounce.")
]


class CascadePath(BaseModel):
    """Which message."""

    key: str = Field(
        min_length=1,
        max_length=321,  # 64 of a platform, the colon, 256 of a native id
        description="Key (`platform:native id`) or native id of a message; `event` for all timed actions "
        "that belong to none.",
        examples=["event"],
    )


class CascadeQuery(SnapshotQuery):
    """How to guess missing parents, how to credit relays, what to count."""

    parents: Method = Field(
        USUAL_METHOD, description="From whom somebody has the message where the data do not say."
    )
    credit: CreditRule = "below"
    by_community: ByCommunity = False
    replay: Replayed = False
    limit: Limit = 10


class DrawingBody(Body):
    """Who starts the message that is drawn, by which model."""

    seeds: Annotated[
        list[AccountName],
        Field(min_length=1, max_length=MAX_SEEDS, description="Accounts that start the message together."),
    ]
    topic: TopicName | None = None
    model: ModelName | None = None
    credit: CreditRule = "below"
    by_community: ByCommunity = False
    replay: Replayed = False
    limit: Limit = 10
    random_seed: RandomSeed = 0


class MessageKey(PathConverter):
    """A message's key, which may hold slashes, and is no word that another route answers to."""

    regex = r"(?!(?:draw|simulate)$)[^/].*?"


def recorded(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of messages, answering from the current context."""
    blueprint = resource("recorded", "What happened to a message, bounce by bounce.")

    @blueprint.get("/cascades", responses=pages(RecordedMessages))
    def list_cascades(query: ListQuery) -> Response:
        """List the recorded messages, most people first."""
        return listed(services.list_cascades(current(), **query.model_dump()), query)

    @blueprint.get("/cascades/<message:key>", responses=responses(CascadeReport, 404))
    def get_cascade(path: CascadePath, query: CascadeQuery) -> Response:
        """Report what happened to a recorded message: hops, life, re-ignitions, borders, credit."""
        return answered(services.report_cascade(current(), path.key, **query.model_dump()))

    @blueprint.post("/cascades/draw", responses=responses(CascadeReport, 404, 409, 413, 415))
    def draw_cascade(query: SnapshotQuery, body: DrawingBody) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Draw one message from a model, and report on it as on a recorded one."""
        return answered(services.draw_cascade(current(), **body.model_dump()))

    return blueprint
