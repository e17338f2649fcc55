"""`/metrics`: how long calls and jobs take, how old and large what is answered from is, for Prometheus."""

from __future__ import annotations

import time
from collections.abc import Iterator
from time import perf_counter

import flask
from flask import Flask, Response, g
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, SummaryMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api.http.parts import parts
from api.services.context import Context
from api.state.database import State
from api.state.jobs import job_times, waiting_jobs

_LATENCY = Histogram(
    "ricochet_request_seconds",
    "How long calls took, by route.",
    ("method", "route", "status"),
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)


def register_metrics(app: Flask) -> None:
    """Measure every call of an application."""
    app.after_request(_measure)


def metrics(context: Context) -> Response:
    """Return what was measured, by all processes of the service, and how things are now."""
    registry = CollectorRegistry()
    registry.register(_Now(context, parts().state))
    return Response(_latencies() + generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _measure(response: Response) -> Response:
    rule = flask.request.url_rule
    route = "none" if rule is None else rule.rule
    measured = _LATENCY.labels(flask.request.method if rule else "none", route, response.status_code)
    measured.observe(perf_counter() - g.started)
    return response


def _latencies() -> bytes:
    """Return the latencies of all processes where they are told where to share them, else of this one."""
    registry = CollectorRegistry()
    try:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # its signature says nothing
    except ValueError:  # PROMETHEUS_MULTIPROC_DIR, which prometheus-client reads itself, is not set
        return generate_latest(REGISTRY)
    return generate_latest(registry)


class _Now(Collector):
    """How things are when they are asked for."""

    def __init__(self, context: Context, state: State) -> None:
        self._context = context
        self._state = state

    def collect(self) -> Iterator[Metric]:
        snapshot = self._context.snapshot
        made = (snapshot.folder / "manifest.json").stat().st_mtime
        sketches = [file.stat().st_size for file in snapshot.folder.glob("*.sketch/*.npy")]
        yield _gauge("ricochet_snapshot_age_seconds", "Since the snapshot was made.", time.time() - made)
        yield _gauge("ricochet_snapshot_accounts", "Accounts of the snapshot.", snapshot.n)
        yield _gauge("ricochet_snapshot_edges", "Edges of the snapshot.", snapshot.m)
        yield _gauge("ricochet_sketch_bytes", "Sketches kept beside the snapshot.", sum(sketches))
        yield _gauge("ricochet_jobs_waiting", "Jobs in the queue.", waiting_jobs(self._state))
        yield self._job_times()

    def _job_times(self) -> SummaryMetricFamily:
        told = SummaryMetricFamily(
            "ricochet_job_seconds",
            "How long jobs ran, by operation and outcome.",
            labels=("operation", "state"),
        )
        for operation, outcome, jobs, seconds in job_times(self._state):
            told.add_metric((operation, outcome), jobs, seconds)
        return told


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)
