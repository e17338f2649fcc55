"""`/v1/backtest`: which ranking predicts on these data."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_openapi import APIBlueprint

from api.answers import Backtest
from api.http.operations import answered, resource, responses
from api.http.requests import LeftOut, Query, TopicName
from api.services.backtests import last_backtest
from api.services.context import Context


class BacktestQuery(Query):
    """Of which messages."""

    topic: TopicName | LeftOut = None


def backtests(current: Callable[[], Context]) -> APIBlueprint:
    """Return the route of the back-test, answering from the current context."""
    blueprint = resource("backtest", "Which ranking predicts on these data.")

    @blueprint.get("/backtest", responses=responses(Backtest, 404))
    def show_backtest(query: BacktestQuery) -> Response:
        """Show the last back-test, of a topic or of all messages: every ranker, controls, and who is served.

        Without one the problem says which command makes it.
        """
        return answered(last_backtest(current(), topic=query.topic))

    return blueprint
