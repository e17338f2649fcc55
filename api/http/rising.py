"""`/v1/accounts/rising`: whose share of all that is passed on has grown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from api.answers import Rising
from api.http.filters import FilterQuery
from api.http.operations import resource
from api.http.pages import ListQuery, listed, pages
from api.http.requests import LeftOut, TopicName
from api.services.context import Context
from api.services.records import MAX_DAYS, USUAL_DAYS
from api.services.rising import find_rising

Days = Annotated[float, Field(gt=0, le=MAX_DAYS, examples=[30.0])]


class RisingQuery(ListQuery, FilterQuery):
    """On which topic, between which windows, and whom to list."""

    topic: TopicName | LeftOut = None
    days: Days = Field(
        USUAL_DAYS, description="Length of each of the two windows; the later one ends with the records."
    )


def rising(current: Callable[[], Context]) -> APIBlueprint:
    """Return the route of who is rising, answering from the current context."""
    blueprint = resource("rising", "Whose share of all that is passed on has grown.")

    @blueprint.get("/accounts/rising", responses=pages(Rising))
    def list_rising(query: RisingQuery) -> Response:
        """List whose share of all that is passed on has grown between two windows, the surest first."""
        return listed(find_rising(current(), **query.model_dump(), only=query.filter()), query)

    return blueprint
