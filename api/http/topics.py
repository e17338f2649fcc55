"""`/v1/topics`: what is spoken about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from api.answers import TopicAliases, Topics
from api.http.operations import answered, resource, responses
from api.http.pages import ListQuery, listed, pages
from api.http.requests import LeftOut, Query
from api.services import topics as services
from api.services.context import Context


class TopicsQuery(ListQuery):
    """Which topics, and which page of them."""

    q: (
        Annotated[
            str,
            Field(
                max_length=200,
                description="Part of the name, or of an alias of the topic, in any case.",
                examples=["food"],
            ),
        ]
        | LeftOut
    ) = None


def topics(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of topics, answering from the current context."""
    blueprint = resource("topics", "What is spoken about.")

    @blueprint.get("/topics", responses=pages(Topics))
    def list_topics(query: TopicsQuery) -> Response:
        """List the topics with most authors, most first."""
        return listed(services.list_topics(current(), **query.model_dump()), query)

    @blueprint.get("/topics/aliases", responses=responses(TopicAliases))
    def list_aliases(query: Query) -> Response:  # noqa: ARG001  # so that parameters are refused
        """List the aliases: names under which several topics can be asked about together."""
        return answered(services.list_aliases(current()))

    return blueprint
