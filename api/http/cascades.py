"""`/v1/cascades/simulate`: how far a message goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Self

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.answers import Cascade
from api.http.jobs import Later, answered_or_job
from api.http.operations import resource, responses
from api.http.requests import AccountName, Body, Mode, ModelName, RandomSeed, Samples, TopicName
from api.services import cascades as services
from api.services.cascades import MAX_SEEDS
from api.services.context import MAX_HOPS, Context
from api.services.costs import simulation_cost


class SimulationBody(Body):
    """Who starts, on which topic, and how precisely to know."""

    seeds: Annotated[
        list[AccountName],
        Field(min_length=1, max_length=MAX_SEEDS, description="Accounts that start the message together."),
    ]
    acceptance: Annotated[
        float | None,
        Field(
            ge=0,
            le=1,
            description="Each starts only if it says yes, as likely as is known of it, so likely where it is "
            "not, as in a plan; left out: they certainly start.",
        ),
    ] = None
    topic: TopicName | None = None
    model: ModelName | None = None
    n_samples: Annotated[
        Samples | None, Field(description="Random worlds; 10,000 unless target_ci is given.")
    ] = None
    target_ci: Annotated[
        float | None,
        Field(gt=0, lt=1, description="Instead: half the interval's width over the spread."),
    ] = None
    hops: Annotated[
        int | None, Field(ge=1, le=MAX_HOPS, description="Who is reached further away does not count.")
    ] = None
    by_community: Annotated[bool, Field(description="Count by community too.")] = False
    random_seed: RandomSeed = 0

    @model_validator(mode="after")
    def _one_stop(self) -> Self:
        if self.n_samples is not None and self.target_ci is not None:
            raise PydanticCustomError("two_stops", "n_samples should be left out where target_ci is given")
        return self


def cascades(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of cascades, answering from the current context."""
    blueprint = resource("cascades", "How far a message goes.")

    @blueprint.post(
        "/cascades/simulate", responses=responses(Cascade, 404, 409, 413, 415, estimated=True, later=True)
    )
    def simulate_cascade(query: Mode, body: SimulationBody, header: Later) -> Response:  # noqa: ARG001  # answered_or_job reads it
        """Estimate how far a message goes from accounts that start it together, by hop and time too."""
        context, asked = current(), body.model_dump()
        return answered_or_job(
            partial(services.simulate_cascade, context, **asked),
            cost=partial(simulation_cost, context, **asked),
            mode=query.mode,
        )

    return blueprint
