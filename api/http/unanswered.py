"""Routes of questions that cannot be answered yet, so that whoever asks hears it in so many words."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_openapi import APIBlueprint

from api.answers import Answer
from api.http.operations import resource, responses
from api.services import unanswered as services
from api.services.context import Context


def unanswered(_current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes that answer nothing but `not-available-yet`."""
    blueprint = resource("unanswered", "Questions that cannot be answered yet.")

    @blueprint.get("/accounts/rising", responses=responses(Answer, 404))
    def list_rising() -> Response:
        """Say that who is rising cannot be told yet, and what to ask meanwhile."""
        return services.list_rising()

    @blueprint.get("/audiences/unheard", responses=responses(Answer, 404))
    def list_unheard() -> Response:
        """Say that who has heard nothing for a time cannot be told yet, and what to ask meanwhile."""
        return services.list_unheard()

    return blueprint
