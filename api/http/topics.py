"""`/v1/topics`: what is spoken about."""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint

from api.answers import Topics
from api.http.operations import answered, resource, responses
from api.http.requests import Limit, Query
from api.services import topics as services
from api.services.context import Context


class TopicsQuery(Query):
    """How many topics to list."""

    limit: Limit = 25


def topics(context: Context) -> APIBlueprint:
    """Return the routes of topics, answering from a context."""
    blueprint = resource("topics", "What is spoken about.")

    @blueprint.get("/topics", responses=responses(Topics))
    def list_topics(query: TopicsQuery) -> Response:
        """List the topics with most authors, most first."""
        return answered(services.list_topics(context, limit=query.limit))

    return blueprint
