"""`/v1/backtest`: which ranking predicts on these data, tested when asked, and served from then on."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from algorithms.backtest.windows import MAX_CUTS
from api.answers import Backtest
from api.http.jobs import Later, answered_or_job
from api.http.operations import answered, resource, responses
from api.http.parts import parts
from api.http.requests import Body, LeftOut, Query, RandomSeed, TopicName, Whole
from api.services import backtests as services
from api.services.context import Context
from api.services.progress import doing
from graph.errors import StoreUnavailableError
from graph.store import GraphStore

# A load or a question may just have the store open, and minutes of work would be lost.
_PATIENCE_SECONDS = 60.0
_AGAIN_SECONDS = 0.5


class BacktestBody(Body):
    """Of which messages, and how they are tested."""

    topic: TopicName | None = None
    cuts: Annotated[int, Field(ge=1, le=MAX_CUTS, description="Windows of later messages."), Whole] = 4
    parents: Literal["most-recent-exposed", "earliest-exposed"] = Field(
        "most-recent-exposed", description="From whom somebody has it where the data do not say."
    )
    n_resamples: Annotated[int, Field(ge=100, le=10_000, description="Behind the intervals."), Whole] = 1_000
    random_seed: RandomSeed = 0


class BacktestQuery(Query):
    """Of which messages."""

    topic: TopicName | LeftOut = None


def backtests(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of the back-test, answering from the current context."""
    blueprint = resource("backtest", "Which ranking predicts on these data.")

    @blueprint.get("/backtest", responses=responses(Backtest, 404))
    def show_backtest(query: BacktestQuery) -> Response:
        """Show the last back-test, of a topic or of all messages: every ranker, controls, and who is served.

        Without one the problem says how it is made.
        """
        return answered(services.last_backtest(current(), topic=query.topic))

    @blueprint.post("/backtest", responses=responses(Backtest, 404, 415, later=True))
    def run_backtest(query: Query, body: BacktestBody, header: Later) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Test every ranking on messages that started later, keep the result, and serve the winner."""
        context, asked = current(), body.model_dump()
        context.topic(body.topic)  # refused at once, not by a job
        return answered_or_job(partial(_kept, context, asked))

    return blueprint


def _kept(context: Context, asked: dict[str, Any]) -> Backtest:
    told = services.run_backtest(context, **asked)
    doing("keeping what was found")
    with _opened() as store:
        services.keep_backtest(store, told)
    parts().refresh()
    return told


def _opened() -> GraphStore:
    """Open the store to write, and wait for whoever has it open."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return parts().open_store()
        except StoreUnavailableError:
            if time.monotonic() > until:
                raise
        time.sleep(_AGAIN_SECONDS)
