"""`/v1/graph` and `/v1/centrality`: what the network is, and who is central in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field

from algorithms.centrality import MEASURES
from api.answers import Centrality, Graph, GraphVersions, Measures
from api.http.operations import answered, resource, responses
from api.http.pages import ListQuery, listed, pages
from api.http.requests import AccountName, LeftOut, Query, RandomSeed, SnapshotQuery, TopicName, Whole
from api.services.accounts import describe_graph
from api.services.context import Context
from api.services.structure import LEAST_SAMPLES, MOST_SAMPLES, list_measures, rank_accounts
from api.services.versions import list_versions

MAX_RESTARTS = 1_000  # more do not fit into the address of a request


class CentralityPath(BaseModel):
    """By which measure."""

    measure: str = Field(
        description="How to measure who is central: one of `/v1/centrality`.",
        examples=["pagerank"],
        json_schema_extra={"enum": [*MEASURES]},
    )


class CentralityQuery(ListQuery):
    """On which topic, for whom, from how many samples, and how many to list."""

    topic: TopicName | LeftOut = None
    personalised: Annotated[
        list[AccountName],
        Field(
            default_factory=list,
            max_length=MAX_RESTARTS,
            description="For pagerank: who matters to these accounts; repeatable.",
        ),
    ]
    n_samples: (
        Annotated[
            int,
            Field(
                ge=LEAST_SAMPLES,
                le=MOST_SAMPLES,
                description="For measures that can be sampled: from so many accounts.",
                examples=[1_000],
            ),
            Whole,
        ]
        | LeftOut
    ) = None
    random_seed: RandomSeed = 0


def structure(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of the network's structure, answering from the current context."""
    blueprint = resource("structure", "What the network is.")

    @blueprint.get("/graph", responses=responses(Graph, 404))
    def get_graph(query: SnapshotQuery) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Say how much is loaded: accounts, edges, topics, ties by kind, platforms."""
        return answered(describe_graph(current()))

    @blueprint.get("/graph/versions", responses=pages(GraphVersions))
    def list_graph_versions(query: ListQuery) -> Response:
        """List the versions of the graph that are kept; `graph_version` or `as_of` asks one of them."""
        return listed(list_versions(current(), **query.model_dump()), query)

    @blueprint.get("/centrality", responses=responses(Measures))
    def list_measures_of_centrality(query: Query) -> Response:  # noqa: ARG001  # as above
        """List the measures that accounts can be ranked by."""
        return answered(list_measures())

    @blueprint.get("/centrality/<measure>", responses=pages(Centrality))
    def list_central_accounts(path: CentralityPath, query: CentralityQuery) -> Response:
        """List the most central accounts by one measure, highest first."""
        return listed(rank_accounts(current(), path.measure, **query.model_dump()), query)

    return blueprint
