"""`/v1/communities` and `/v1/bridges`: which communities there are, and what joins them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field

from algorithms.communities import Method as DisjointMethod
from api.answers import Bridges, Communities, CommunityCard
from api.http.operations import answered, resource, responses
from api.http.pages import ListQuery, listed, pages
from api.http.requests import LeftOut, Limit, RandomSeed, Samples, SnapshotQuery, TopicName, Whole
from api.services.bridges import find_bridges
from api.services.communities import MAX_RESOLUTION, MAX_RUNS, Method, list_communities
from api.services.community_cards import describe_community
from api.services.context import Context

CommunityName = Annotated[
    str,
    Field(
        max_length=64,
        pattern=r"^([0-9a-f]{1,40}:)?[0-9]{1,9}$",
        description="Number of a community, or its name, which no other snapshot answers to.",
        examples=["0"],
    ),
]
Resolution = Annotated[
    float,
    Field(
        gt=0,
        le=MAX_RESOLUTION,
        description="Larger gives smaller communities; of `leiden` and `cpm` alone.",
        examples=[1.0],
    ),
]
Stability = Annotated[
    int,
    Field(ge=2, le=MAX_RUNS, description="Runs that have to agree; one where it is left out.", examples=[10]),
    Whole,
]


class CommunitiesQuery(ListQuery):
    """By which method to find communities, and how many to list."""

    method: Method = Field("leiden", description="How to find communities.")
    resolution: Resolution | LeftOut = None
    stability: Stability | LeftOut = None


class CommunityPath(BaseModel):
    """Which community."""

    community: CommunityName


class CommunityQuery(SnapshotQuery):
    """Under which method the community has this number, and whom to list of it."""

    method: DisjointMethod = Field("leiden", description="How the communities were found.")
    resolution: Resolution | LeftOut = None
    stability: Stability | LeftOut = None
    max_followers: (
        Annotated[
            int,
            Field(ge=0, le=2**53, description="Also list leaders with no more followers.", examples=[5_000]),
            Whole,
        ]
        | LeftOut
    ) = None
    limit: Limit = 10


class BridgesQuery(ListQuery):
    """Between which communities, on which topic."""

    origin: CommunityName | LeftOut = None
    destination: CommunityName | LeftOut = None
    topic: TopicName | LeftOut = None
    n_samples: Samples = 65_536
    random_seed: RandomSeed = 0


def communities(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of communities, answering from the current context."""
    blueprint = resource("communities", "Which communities there are, and what joins them.")

    @blueprint.get("/communities", responses=pages(Communities))
    def get_communities(query: CommunitiesQuery) -> Response:
        """List the communities, largest first, each with its leaders."""
        return listed(list_communities(current(), **query.model_dump()), query)

    @blueprint.get("/communities/<community>", responses=responses(CommunityCard, 404))
    def get_community(path: CommunityPath, query: CommunityQuery) -> Response:
        """Describe one community: cohesion, roles, leaders, topics and languages."""
        return answered(describe_community(current(), path.community, **query.model_dump()))

    @blueprint.get("/bridges", responses=pages(Bridges))
    def get_bridges(query: BridgesQuery) -> Response:
        """List who brings messages from one community to another, in people lost without them."""
        return listed(find_bridges(current(), **query.model_dump()), query)

    return blueprint
