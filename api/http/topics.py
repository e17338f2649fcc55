"""`/v1/topics`: what is spoken about."""

from __future__ import annotations

from collections.abc import Callable

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


def topics(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of topics, answering from the current context."""
    blueprint = resource("topics", "What is spoken about.")

    @blueprint.get("/topics", responses=responses(Topics))
    def list_topics(query: TopicsQuery) -> Response:
        """List the topics with most authors, most first."""
        return answered(services.list_topics(current(), limit=query.limit))

    return blueprint
