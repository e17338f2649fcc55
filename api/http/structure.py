"""`/v1/graph`, `/v1/centrality/{measure}` and `/v1/communities`: what the network is."""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field

from api.answers import Centrality, Communities, Graph
from api.http.operations import answered, resource, responses
from api.http.requests import LeftOut, Limit, Query, TopicName
from api.services import structure as services
from api.services.accounts import describe_graph
from api.services.context import Context
from api.services.structure import Measure


class CentralityPath(BaseModel):
    """By which measure."""

    measure: Measure = Field(description="How to measure who is central.", examples=["pagerank"])


class CentralityQuery(Query):
    """On which topic, and how many."""

    topic: TopicName | LeftOut = None
    limit: Limit = 25


class CommunitiesQuery(Query):
    """How many communities to list."""

    limit: Limit = 25


def structure(context: Context) -> APIBlueprint:
    """Return the routes of the network's structure, answering from a context."""
    blueprint = resource("structure", "What the network is.")

    @blueprint.get("/graph", responses=responses(Graph))
    def get_graph(query: Query) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Say how much is loaded: accounts, edges, topics, ties by kind, platforms."""
        return answered(describe_graph(context))

    @blueprint.get("/centrality/<measure>", responses=responses(Centrality, 404))
    def list_central_accounts(path: CentralityPath, query: CentralityQuery) -> Response:
        """List the most central accounts by one measure, highest first."""
        return answered(services.rank_accounts(context, path.measure, **query.model_dump()))

    @blueprint.get("/communities", responses=responses(Communities))
    def list_communities(query: CommunitiesQuery) -> Response:
        """List the communities, largest first, each with its most central members."""
        return answered(services.list_communities(context, limit=query.limit))

    return blueprint
