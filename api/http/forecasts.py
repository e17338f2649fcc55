"""`/v1/cascades/{id}/forecast` and `/v1/forecasts`: what will come of a message, and what came."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field

from api.answers import CascadeForecast, FrozenForecast, FrozenForecasts, ScoredForecast
from api.http.operations import answered, resource, responses
from api.http.pages import LedgerQuery
from api.http.parts import parts
from api.http.recorded import CascadePath
from api.http.requests import AccountName, Body, Limit, Query, RandomSeed, SnapshotQuery, TopicName
from api.services import forecasts as services
from api.services import ledger
from api.services.context import Context
from api.services.forecasts import MOST_MINUTES, MOST_PEOPLE

ForecastName = Annotated[
    str,
    Field(
        pattern=ledger.NAME,
        description="Name of a frozen forecast: letters, digits, `.`, `_` and `-`, 100 at most.",
        examples=["spring-launch"],
    ),
]
MessageName = Annotated[
    str, Field(min_length=1, max_length=321, description="Key or native id of a message.")
]


class ForecastBody(Body):
    """How much of the message is seen, and what to be alarmed at; minutes or a time is needed."""

    observed_minutes: Annotated[
        float | None,
        Field(
            ge=0, le=MOST_MINUTES, description="How much of it is seen; 0: only its author.", examples=[60]
        ),
    ] = None
    observed_until: Annotated[
        datetime | None,
        Field(strict=False, description="Instead: when what is seen ends; UTC where it does not say."),
    ] = None
    alert_at: Annotated[
        int | None,
        Field(ge=1, le=MOST_PEOPLE, description="Alarm when it will probably come to so many people."),
    ] = None
    alert_above: Annotated[float, Field(ge=0, le=1, description="From which probability on.")] = 0.5
    limit: Limit = 3


class FreezingBody(Body):
    """What to freeze under which name: seeds, a number of relays, or one message."""

    name: ForecastName
    seeds: Annotated[
        list[AccountName] | None,
        Field(min_length=1, max_length=ledger.MOST_ITEMS, description="Spread of what these start together."),
    ] = None
    relays: Annotated[
        int | None,
        Field(ge=1, le=ledger.MOST_ITEMS, description="People below so many of the best relays."),
    ] = None
    message: MessageName | None = None
    observed_minutes: Annotated[
        float | None, Field(ge=0, le=MOST_MINUTES, description="How much of the message is seen.")
    ] = None
    topic: TopicName | None = None
    random_seed: RandomSeed = 0


class ForecastPath(BaseModel):
    """Which frozen forecast."""

    name: ForecastName


def forecasts(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of forecasts, answering from the current context."""
    blueprint = resource("forecasts", "What will come of a message, and what came of what was forecast.")

    @blueprint.post("/cascades/<message:key>/forecast", responses=responses(CascadeForecast, 404, 413, 415))
    def forecast_cascade(path: CascadePath, query: SnapshotQuery, body: ForecastBody) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Forecast how far a message goes from what was seen of it, and who is likely next."""
        return answered(services.forecast_cascade(current(), path.key, **body.model_dump()))

    @blueprint.post("/forecasts", responses=responses(FrozenForecast, 404, 409, 413, 415))
    def freeze_forecast(query: Query, body: FreezingBody) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Freeze a forecast under a name that is free, so that what comes can be held against it."""
        frozen = ledger.freeze_forecast(current(), at_ms=time.time_ns() // 1_000_000, **body.model_dump())
        with parts().open_store() as store:
            ledger.keep_forecast(store, frozen)
        parts().refresh()
        return answered(frozen)

    @blueprint.get("/forecasts", responses=responses(FrozenForecasts, 409))
    def list_forecasts(query: LedgerQuery) -> Response:
        """List the frozen forecasts with what came of them, and how well all of them together hold."""
        return answered(ledger.list_forecasts(current(), limit=query.limit, cursor=query.cursor))

    @blueprint.get("/forecasts/<name>", responses=responses(ScoredForecast, 404, 409))
    def get_forecast(path: ForecastPath, query: Query) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Score a frozen forecast against what was recorded after it."""
        return answered(ledger.score_forecast(current(), path.name))

    return blueprint
