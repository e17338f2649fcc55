"""`/v1/overlap`: how the audiences of some accounts overlap."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from api.answers import AudienceKind, Overlap
from api.http.jobs import Later, answered_or_job
from api.http.operations import resource, responses
from api.http.requests import AccountName, Body, Mode, ModelName, RandomSeed, Samples, TopicName
from api.services.context import Context
from api.services.costs import overlap_cost
from api.services.overlap import MAX_AUDIENCES, find_overlap


class OverlapBody(Body):
    """Whose audiences, and who is in them."""

    accounts: Annotated[
        list[AccountName],
        Field(min_length=1, max_length=MAX_AUDIENCES, description="2 to 500 accounts, lists spelled out."),
    ]
    by: Annotated[
        AudienceKind,
        Field(
            description="follow: who sees what an account posts, counted; exposure: who follows it or ever "
            "reacted to it, counted; spread: whom its messages reach in the end, estimated."
        ),
    ] = "follow"
    topic: Annotated[TopicName | None, Field(description="Of `spread` alone.")] = None
    model: Annotated[ModelName | None, Field(description="Of `spread` alone.")] = None
    n_samples: Samples = 65_536
    random_seed: RandomSeed = 0


def overlap(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of overlap, answering from the current context."""
    blueprint = resource("overlap", "How the audiences of some accounts overlap.")

    @blueprint.post("/overlap", responses=responses(Overlap, 404, 409, 413, 415, estimated=True, later=True))
    def compare_audiences(query: Mode, body: OverlapBody, header: Later) -> Response:  # noqa: ARG001  # answered_or_job reads it
        """Count whom some accounts reach together, two by two, and each alone."""
        context, asked = current(), body.model_dump()
        return answered_or_job(
            partial(find_overlap, context, **asked),
            cost=partial(overlap_cost, context, **asked),
            mode=query.mode,
        )

    return blueprint
