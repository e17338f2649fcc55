"""`/v1/relays`: who carries a topic."""

from __future__ import annotations

from typing import Annotated, Self

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.answers import Relays
from api.http.operations import answered, resource, responses
from api.http.requests import (
    AccountName,
    LeftOut,
    Limit,
    ModelName,
    Query,
    RandomSeed,
    Samples,
    TopicName,
)
from api.services.context import Context
from api.services.relays import Counting, rank_relays

MAX_STARTS = 1_000  # more do not fit into the address of a request


class RelaysQuery(Query):
    """Which relays to list, and how to value them."""

    topic: TopicName | LeftOut = None
    limit: Limit = 25
    sources: Annotated[
        list[AccountName],
        Field(
            default_factory=list,
            max_length=MAX_STARTS,
            description="Messages start at one of these accounts; repeatable. Left out: as the topic's do.",
        ),
    ]
    seeds: Annotated[
        list[AccountName],
        Field(
            default_factory=list,
            max_length=MAX_STARTS,
            description="Messages start at all of these accounts together; repeatable.",
        ),
    ]
    counting: Counting = Field(
        "people", description="Order by people who see it, or by accounts that pass it on."
    )
    exclude: Annotated[
        list[AccountName],
        Field(default_factory=list, max_length=MAX_STARTS, description="Left out of the list; repeatable."),
    ]
    silenced: Annotated[
        list[AccountName],
        Field(
            default_factory=list,
            max_length=MAX_STARTS,
            description="See messages and pass none on; repeatable.",
        ),
    ]
    model: ModelName | LeftOut = None
    n_samples: Samples = 65_536
    random_seed: RandomSeed = 0

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if self.sources and self.seeds:
            raise PydanticCustomError("two_rules", "sources should be left out where seeds are given")
        return self


def relays(context: Context) -> APIBlueprint:
    """Return the routes of relays, answering from a context."""
    blueprint = resource("relays", "Who carries a message further, and to how many.")

    @blueprint.get("/relays", responses=responses(Relays, 404, 409))
    def list_relays(query: RelaysQuery) -> Response:
        """List the accounts that carry messages on a topic furthest, best first, with intervals."""
        return answered(rank_relays(context, **query.model_dump()))

    return blueprint
