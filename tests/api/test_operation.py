"""What operators see and rely on: logs, metrics, readiness, a service that says when it has enough to do."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import flask
import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from api.http.admission import WAITING, WORKED_ON, register_admission
from api.http.app import Application, create_app
from api.http.parts import Parts
from api.services.context import Context
from api.services.current import Current
from api.services.hidden import Hidden
from api.services.sketches import relay_sketch
from graph.errors import StoreUnavailableError
from tests.api.conftest import context_in

CANARY = "canary-4711"
KEPT = "/v1/relays?n_samples=1000"
Lines = list[dict[str, object]]


@pytest.fixture
def lines() -> Lines:
    return []


@pytest.fixture
def logged(context: Context, lines: Lines) -> FlaskClient:
    """Somebody who asks a service that logs."""

    def log(event: str, **values: object) -> None:
        lines.append({"event": event, **values})

    return create_app(lambda: context, parts=Parts(log=log)).test_client()


def test_a_call_is_one_line(logged: FlaskClient, lines: Lines) -> None:
    answer = logged.get("/v1/topics?limit=1")
    (line,) = lines
    milliseconds = line.pop("milliseconds")
    assert isinstance(milliseconds, float)
    assert line == {
        "event": "request",
        "request_id": answer.headers["X-Request-Id"],
        "method": "GET",
        "route": "/v1/topics",
        "status": 200,
    }


@pytest.mark.parametrize(
    ("given", "kept"),
    [("0af76519-16cd-43dd-8448-eb211c80319c", True), (CANARY, False), ("a" * 65, False), ("", False)],
)
def test_an_id_is_kept_if_it_can_be_nobodys_name(logged: FlaskClient, given: str, kept: bool) -> None:
    answered = logged.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert (answered == given) is kept
    assert re.fullmatch("[0-9a-f-]{32,36}", answered)


def test_no_line_says_who_or_what_was_asked_about(logged: FlaskClient, lines: Lines) -> None:
    for path in (f"/v1/accounts/{CANARY}", f"/v1/relays?topic={CANARY}&sources={CANARY}", f"/{CANARY}"):
        logged.get(path, headers={"Authorization": f"Bearer {CANARY}", "User-Agent": CANARY})
    logged.post("/v1/cascades/simulate", json={"seeds": [CANARY]})
    logged.open("/v1/topics", method=CANARY.upper())
    assert len(lines) == 5
    assert CANARY not in str(lines).lower()


def test_a_failure_is_told_without_the_words_of_the_error(lines: Lines) -> None:
    def failing() -> Context:
        raise ValueError(CANARY)

    def log(event: str, **values: object) -> None:
        lines.append({"event": event, **values})

    answer = create_app(failing, parts=Parts(log=log)).test_client().get("/v1/graph")
    assert answer.status_code == 500
    assert [line["event"] for line in lines] == ["failure", "request"]
    assert (lines[0]["error"], lines[0]["route"]) == ("ValueError", "/v1/graph")
    assert "test_operation.py" in str(lines[0]["at"])
    assert CANARY not in str(lines) + answer.get_data(as_text=True)


def test_metrics_are_what_prometheus_reads(client: FlaskClient, context: Context) -> None:
    client.get("/v1/topics")
    told = client.get("/metrics").get_data(as_text=True)
    families = {family.name: family for family in text_string_to_metric_families(told)}
    assert families["ricochet_snapshot_accounts"].samples[0].value == context.snapshot.n
    assert families["ricochet_snapshot_edges"].samples[0].value == context.snapshot.m
    assert families["ricochet_snapshot_age_seconds"].samples[0].value >= 0
    assert families["ricochet_jobs_waiting"].samples[0].value == 0
    labels = {sample.labels.get("route") for sample in families["ricochet_request_seconds"].samples}
    assert "/v1/topics" in labels


def test_metrics_name_routes_and_nothing_that_was_asked(client: FlaskClient) -> None:
    client.get(f"/v1/accounts/{CANARY}")
    client.get(f"/{CANARY}")
    client.open("/v1/topics", method=CANARY.upper())
    assert CANARY not in client.get("/metrics").get_data(as_text=True).lower()


def test_sketches_are_measured(tmp_path: Path) -> None:
    context = context_in(tmp_path)
    relay_sketch(context, "streetfood", "people", n_samples=1_000, random_seed=0)
    told = create_app(lambda: context).test_client().get("/metrics").get_data(as_text=True)
    found = re.search(r"^ricochet_sketch_bytes (\S+)$", told, re.MULTILINE)
    assert found is not None
    assert float(found[1]) == sum(file.stat().st_size for file in tmp_path.glob("*/*.sketch/*.npy")) > 0


@pytest.fixture
def crowded(context: Context) -> Iterator[Application]:
    """An application whose every place is taken, and all of whose waiting room."""
    held, release = threading.Barrier(WORKED_ON + 1), threading.Event()

    def slow() -> Context:
        if flask.request.path == "/v1/graph" and not release.is_set():
            held.wait()
            release.wait()
        return context

    app = create_app(slow)
    register_admission(app)
    app.test_client().get(KEPT)
    asking = [
        threading.Thread(target=lambda: app.test_client().get("/v1/graph"))
        for _ in range(WORKED_ON + WAITING)
    ]
    for thread in asking[:WORKED_ON]:
        thread.start()
    held.wait()
    for thread in asking[WORKED_ON:]:
        thread.start()
    yield app
    release.set()
    for thread in asking:
        thread.join()


def test_who_comes_when_all_places_are_taken_is_told_when_to_come_back(crowded: Application) -> None:
    answer = crowded.test_client().get("/v1/graph")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert answer.headers["Retry-After"] == "1"


def test_what_is_kept_is_told_when_all_places_are_taken_and_nothing_new(crowded: Application) -> None:
    client = crowded.test_client()
    assert [client.get(path).status_code for path in (KEPT, f"{KEPT}&limit=1")] == [200, 503]


def test_how_it_is_can_be_asked_when_all_places_are_taken(crowded: Application) -> None:
    assert crowded.test_client().get("/healthz").status_code == 200


def test_places_are_free_again_after_every_kind_of_answer(context: Context) -> None:
    app = create_app(lambda: context)
    register_admission(app)
    client = app.test_client()
    for path in ("/v1/graph", "/nowhere", "/v1/topics?limit=0") * (WORKED_ON + WAITING):
        assert client.get(path).status_code < 500


class Store:
    """What a service sees of a store that is written now and then."""

    def __init__(self, context: Context) -> None:
        self.mark = 0
        self.looked = 0
        self.found: Context | None = context
        self.locked = False

    def find(self) -> Context | None:
        self.looked += 1
        if self.locked:
            raise StoreUnavailableError("it", "another process has it open", "wait")
        return self.found

    def current(self, context: Context) -> Current:
        return Current(self.find, first=lambda: context, hidden=Hidden, mark=lambda: self.mark)


def test_a_store_that_was_not_written_is_not_opened_again(context: Context) -> None:
    store = Store(context)
    current = store.current(context)
    current.look()
    assert (current(), store.looked) == (context, 1)


def test_what_a_written_store_holds_is_answered_from(context: Context, tmp_path: Path) -> None:
    store = Store(context)
    current = store.current(context)
    store.mark, store.found = 1, context_in(tmp_path)
    current.look()
    assert current() == replace(store.found, snapshot=context.snapshot)  # the same arrays stay mapped


def test_the_same_is_not_replaced(context: Context) -> None:
    store = Store(context)
    current = store.current(context)
    store.mark, store.found = 1, replace(context)
    current.look()
    assert current() is context


@pytest.mark.parametrize("busy", ["locked", "being made"])
def test_while_it_is_written_the_old_answers_hold_and_it_is_looked_at_again(
    context: Context, busy: str
) -> None:
    store = Store(context)
    current = store.current(context)
    other = replace(context, min_authors=2)
    store.mark, store.locked, store.found = 1, busy == "locked", None if busy == "being made" else other
    current.look()
    assert current() == context
    store.locked, store.found = False, other
    current.look()
    assert current() == other
