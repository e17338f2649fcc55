"""`/v1/cascades/simulate`: how far a message goes."""

from __future__ import annotations

from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from api.answers import Cascade
from api.http.operations import answered, resource, responses
from api.http.requests import AccountName, Body, Query, RandomSeed, Samples, TopicName
from api.services import cascades as services
from api.services.cascades import MAX_SEEDS
from api.services.context import Context


class SimulationBody(Body):
    """Who starts, on which topic, and how precisely to know."""

    seeds: Annotated[
        list[AccountName],
        Field(min_length=1, max_length=MAX_SEEDS, description="Accounts that start the message together."),
    ]
    topic: TopicName | None = None
    n_samples: Samples = 10_000
    random_seed: RandomSeed = 0


def cascades(context: Context) -> APIBlueprint:
    """Return the routes of cascades, answering from a context."""
    blueprint = resource("cascades", "How far a message goes.")

    @blueprint.post("/cascades/simulate", responses=responses(Cascade, 404, 409, 413, 415))
    def simulate_cascade(query: Query, body: SimulationBody) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Estimate how far a message goes from accounts that start it together, in all and hop by hop."""
        return answered(services.simulate_cascade(context, **body.model_dump()))

    return blueprint
