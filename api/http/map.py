"""`/v1/map`: the network drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from api.answers import Map
from api.http.communities import CommunityName
from api.http.operations import answered, resource, responses
from api.http.requests import AccountName, LeftOut, SnapshotQuery, TopicName, Whole
from api.services.context import MAX_ITEMS, Context
from api.services.maps import MOST_EDGES, MOST_NODES, USUAL_EDGES, USUAL_NODES, draw_map


class MapQuery(SnapshotQuery):
    """What the map is about, and how much of it to draw."""

    topic: TopicName | LeftOut = None
    accounts: Annotated[
        list[AccountName],
        Field(
            default_factory=list,
            max_length=MAX_ITEMS,
            description="Accounts that are always drawn; repeatable.",
        ),
    ]
    community: CommunityName | LeftOut = None
    max_nodes: Annotated[
        int,
        Field(
            ge=1,
            le=MOST_NODES,
            description="If there are more accounts, the rest of each community is one node.",
            examples=[1_000],
        ),
        Whole,
    ] = USUAL_NODES
    max_edges: Annotated[
        int,
        Field(ge=0, le=MOST_EDGES, description="The likeliest ones into each node.", examples=[1_000]),
        Whole,
    ] = USUAL_EDGES


def network_map(current: Callable[[], Context]) -> APIBlueprint:
    """Return the route of the map, answering from the current context."""
    blueprint = resource("map", "Where everybody stands, and what joins them.")

    @blueprint.get("/map", responses=responses(Map, 404, 409, 413))
    def get_map(query: MapQuery) -> Response:
        """Draw the network: leading relays, a fair sample of everybody else, communities for the rest."""
        return answered(draw_map(current(), **query.model_dump()))

    return blueprint
