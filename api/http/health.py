"""`/healthz`, `/readyz` and `/metrics`: whether the process lives, whether it can answer, how it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from flask import Response
from flask_openapi import APIBlueprint, Tag
from prometheus_client import CONTENT_TYPE_LATEST

from api.answers import Answer
from api.http.metrics import metrics
from api.http.operations import answered, operation_name, responses
from api.services.context import Context
from graph.errors import StoreUnavailableError


class Health(Answer):
    """How the service is."""

    status: Literal["ok"]


_METRICS: dict[str | int, Any] = responses(Health) | {
    200: {"description": "Measurements.", "content": {CONTENT_TYPE_LATEST: {"schema": {"type": "string"}}}}
}


def health(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes that a supervisor asks, answering for the current context."""
    blueprint = APIBlueprint(
        "health",
        __name__,
        abp_tags=[Tag(name="health", description="How the service is.")],
        operation_id_callback=operation_name,
    )

    @blueprint.get("/healthz", responses=responses(Health))
    def get_health() -> Response:
        """Say that the process lives."""
        return answered(Health(status="ok"))

    @blueprint.get("/readyz", responses=responses(Health))
    def get_readiness() -> Response:
        """Say whether a snapshot can be mapped to answer from."""
        context = current()
        try:
            context.snapshot.array("in_offsets")
        except OSError as error:
            remedy = "start the service again, which makes it anew"
            raise StoreUnavailableError(context.store, "its snapshot is gone", remedy) from error
        return answered(Health(status="ok"))

    @blueprint.get("/metrics", responses=_METRICS)
    def get_metrics() -> Response:
        """Tell what was measured, for Prometheus: latencies, job times, age and size of what is asked."""
        return metrics(current())

    return blueprint
