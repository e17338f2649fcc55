"""The graph as of any time: as a store that was loaded then would tell it, made when it is asked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.http.access import EVERYBODY
from api.http.app import Application, create_app
from api.http.examples import EXAMPLES, described
from api.http.jobs import MOST_WAITING, reply_to
from api.http.parts import Parts
from api.services import versions
from api.services.context import Context, utc
from api.services.hidden import Hidden, KeyedHash
from api.state.database import FILE, State
from api.state.jobs import Asked, Reply, claim_job, finish_job, remember_answer
from api.state.turns import turn_to_work
from graph.duckdb_store import DuckDBStore
from graph.projection import Projection, snapshot_of
from graph.records import Batch
from loaders.synthetic import synthetic_network
from tests.api.conftest import DAY_MS, dated_network, small_network
from tests.api.test_error_shape import problem_of

START_MS = int(datetime(2023, 7, 1, tzinfo=UTC).timestamp() * 1000)
DATES = [f"2023-08-{day:02}" for day in range(1, 9)]


def filled(file: Path, *batches: Batch) -> Path:
    with DuckDBStore(file) as store:
        load = store.begin("made here", file="made here", source="tests")
        for number, batch in enumerate(batches):
            store.append(load, number, batch)
        store.seal([load.number])
    return file


def context_of(file: Path) -> Context:
    """Open what a store is asked about, its snapshots beside it."""
    with DuckDBStore(file, read_only=True) as store:
        return Context(snapshot_of(store, Projection(), file.parent), "s", store_version=store.version())


@cache
def _application() -> tuple[Application, list[Context]]:
    asked: list[Context] = []
    return create_app(lambda: asked[-1]), asked


def serving(context: Context, **parts: Any) -> Application:
    """Return the application, which answers from this context until it is made to serve another one."""
    application, asked = _application()  # making one takes longer than most questions
    asked.append(context)
    Parts(**parts).register(application)
    return application


def application(file: Path, **parts: Any) -> Application:
    """Return the service of a store."""
    said: dict[str, Any] = {"read_store": lambda: DuckDBStore(file, read_only=True)}
    return serving(context_of(file), **said | {"state": State(file.parent / FILE)} | parts)


def before(batch: Batch, until_ms: int) -> Batch:
    """Return what a store would have been told of a batch by then; it knows all accounts."""
    ties = {each.name: getattr(batch.ties, each.name) for each in fields(batch.ties)}
    acts = {each.name: getattr(batch.reposts, each.name) for each in fields(batch.reposts)}
    further = acts.pop("further")
    acted = acts["at_ms"] < until_ms
    return replace(
        batch,
        ties=type(batch.ties)(**{name: column[ties["at_ms"] < until_ms] for name, column in ties.items()}),
        posts=[post for post in batch.posts if post.at_ms is None or post.at_ms < until_ms],
        reposts=type(batch.reposts)(
            **{name: column[acted] for name, column in acts.items()},
            further={name: column[acted] for name, column in further.items()},
        ),
    )


class Told(NamedTuple):
    """A thousand accounts as of the moment of one act, and a store that was told only what came before."""

    whole: Path
    as_of: Context
    then: Context
    time: str


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    batches = [*synthetic_network(n_accounts=1_000).batches(200_000)]
    acted_ms = np.sort(np.concatenate([batch.ties.at_ms for batch in batches]))
    until_ms = int(acted_ms[-len(acted_ms[acted_ms > 0]) // 3])
    folders = [tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("then")]
    whole = filled(folders[0] / "s.duckdb", *batches)
    then = filled(folders[1] / "s.duckdb", *(before(batch, until_ms) for batch in batches))
    return Told(whole, context_of(whole), context_of(then), utc(until_ms, exactly=True))


@pytest.mark.parametrize(
    "question",
    [
        "/v1/graph?",
        "/v1/relays?n_samples=2000&topic=street%20food&by_hop=true&",
        "/v1/cascades?limit=50&",
        "/v1/communities?",
    ],
)
def test_answers_as_of_a_time_are_those_of_a_store_that_was_told_only_what_came_before(
    told: Told, question: str
) -> None:
    asking = serving(told.as_of, read_store=lambda: DuckDBStore(told.whole, read_only=True)).test_client()
    asked = _unnamed(asking.get(f"{question}as_of={told.time}"), as_of=told.time)
    expected = _unnamed(serving(told.then).test_client().get(question), as_of=None)
    assert asked == expected


def _unnamed(answer: TestResponse, *, as_of: str | None) -> dict[str, Any]:
    """Return an answer without the name of the snapshot that it comes from, which also parts cursors."""
    meta = answer.get_json()["meta"]
    assert meta["as_of"] == as_of
    said: dict[str, Any] = json.loads(answer.text.replace(meta["snapshot"][:12], ""))
    said["meta"] |= {"as_of": None, "snapshot": None}
    return {name: value for name, value in said.items() if name != "next_cursor"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small network, a tie a day, and its present snapshot."""
    file = filled(tmp_path_factory.mktemp("made") / "s.duckdb", dated_network())
    application(file).test_client().get("/v1/relays?n_samples=1000")
    return file.parent


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """The same, for one test to ask."""
    without_state = shutil.ignore_patterns(f"{FILE}*")
    return shutil.copytree(made, tmp_path / "made", ignore=without_state) / "s.duckdb"


@pytest.fixture
def client(file: Path) -> FlaskClient:
    return application(file).test_client()


def meta_of(client: FlaskClient, as_of: str) -> dict[str, Any]:
    answer = client.get("/v1/graph", query_string={"as_of": as_of})
    assert answer.status_code == 200, answer.text
    meta: dict[str, Any] = answer.get_json()["meta"]
    return meta


def kept_times(client: FlaskClient) -> set[str | None]:
    return {item["as_of"] for item in client.get("/v1/graph/versions").get_json()["items"]}


def test_a_version_is_made_once(client: FlaskClient, file: Path) -> None:
    first = client.get("/v1/relays?n_samples=1000&as_of=2023-08-01")
    file.unlink()
    assert client.get("/v1/relays?n_samples=1000&as_of=2023-08-01").data == first.data
    assert kept_times(client) == {None, "2023-08-01T00:00:00Z"}


def test_as_of_a_time_after_all_that_happened_the_present_version_answers(client: FlaskClient) -> None:
    present = client.get("/v1/graph").data
    last = client.get("/v1/graph").get_json()["last_at"]
    assert client.get("/v1/graph?as_of=2999-01-01").data == present
    assert kept_times(client) == {None}
    assert meta_of(client, last)["as_of"] == last  # at the time of the last tie it had not happened yet


def test_as_of_a_time_before_all_that_happened_is_refused(client: FlaskClient) -> None:
    for time in ("2023-06-30T23:59:59Z", "2023-07-01T00:00:00Z", "0001-01-01T00:00:00+14:00"):
        refused = problem_of(client.get("/v1/graph", query_string={"as_of": time}), 422, "invalid-parameter")
        assert (refused.name, "after 2023-07-01T00:00:00Z" in refused.detail) == ("as_of", True)
    assert meta_of(client, "2023-07-01T00:00:00.001Z")["as_of"] == "2023-07-01T00:00:00.001Z"


def test_of_a_store_without_times_every_time_is_the_present(tmp_path: Path) -> None:
    client = application(filled(tmp_path / "s.duckdb", small_network())).test_client()
    assert client.get("/v1/graph?as_of=1999-01-01").data == client.get("/v1/graph").data


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("2023-08-01T02:00:00+02:00", "2023-08-01T00:00:00Z"),
        ("2023-08-01T00:00:00.250Z", "2023-08-01T00:00:00.250Z"),
        ("2023-08-01T00:00:00.0001Z", "2023-08-01T00:00:00.001Z"),  # the tie of midnight was before it
    ],
)
def test_no_time_is_cut_short(client: FlaskClient, asked: str, meant: str) -> None:
    assert meta_of(client, asked)["as_of"] == meant


def test_what_was_asked_longest_ago_is_forgotten(
    client: FlaskClient, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "MOST_AS_OF", 2)
    windowed = Projection(since_ms=START_MS, until_ms=START_MS + 9 * DAY_MS)
    with DuckDBStore(file, read_only=True) as store:
        snapshot_of(store, windowed, file.parent)
    first, second, third = DATES[:3]
    for time in (first, second, first, third):
        meta_of(client, time)
    assert kept_times(client) == {
        None,
        utc(windowed.until_ms or 0),
        f"{first}T00:00:00Z",
        f"{third}T00:00:00Z",
    }
    assert not [*file.parent.glob("unfinished-*")]
    assert {path.read_text() for path in file.parent.glob("*.address")} == {
        path.parent.name for path in file.parent.glob("*/manifest.json")
    }


def test_a_version_that_was_forgotten_is_made_again_with_the_same_bytes(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "MOST_AS_OF", 1)
    question = f"/v1/relays?n_samples=1000&as_of={DATES[0]}"
    first = client.get(question).data
    meta_of(client, DATES[1])
    assert client.get(question).data == first


def test_a_version_is_found_though_the_store_was_written_without_a_change_to_the_present_one(
    file: Path,
) -> None:
    application(file)
    with DuckDBStore(file) as store:
        again = store.begin("made again", file="made here", source="tests")
        store.append(again, 0, dated_network())
        store.seal([again.number])
    asked: list[bool] = []

    def read_store() -> DuckDBStore:
        asked.append(True)
        return DuckDBStore(file, read_only=True)

    client = application(file, read_store=read_store).test_client()
    for _ in range(2):
        meta_of(client, DATES[0])
    assert len(asked) == 1


class Queue(NamedTuple):
    """A service in front of a worker, which is the test; and the application that the worker asks."""

    client: FlaskClient
    application: Application
    state: State

    def work(self) -> None:
        """Answer the job that has waited longest, as the worker does."""
        claimed = claim_job(self.state)
        assert claimed is not None
        finish_job(self.state, claimed[0].id, reply_to(self.application, *claimed))


@pytest.fixture
def queue(file: Path) -> Iterator[Queue]:
    service = application(file, secret=lambda: KeyedHash(bytes(32)))
    with turn_to_work(file.parent):
        yield Queue(service.test_client(), service, State(file.parent / FILE))


def test_with_a_worker_the_first_question_as_of_a_time_is_a_job_whose_result_later_ones_have_at_once(
    queue: Queue,
) -> None:
    question = f"/v1/relays?n_samples=1000&as_of={DATES[0]}"
    later = queue.client.get(question)
    assert (later.status_code, later.headers["Retry-After"]) == (202, "1")
    assert kept_times(queue.client) == {None}
    queue.work()
    job = queue.client.get(later.headers["Location"]).get_json()
    at_once = queue.client.get(question)
    assert (job["state"], at_once.status_code) == ("done", 200)
    assert queue.client.get(job["result"]).data == at_once.data
    assert (
        queue.client.get(question.replace("relays", "communities").replace("n_samples=1000&", "")).status_code
        == 200
    )


def test_whoever_looks_again_meanwhile_is_shown_the_same_job(queue: Queue) -> None:
    jobs = [queue.client.get(f"/v1/graph?as_of={time}").get_json()["id"] for time in (*DATES[:2], *DATES[:2])]
    assert jobs[:2] == jobs[2:]
    assert len({*jobs}) == 2


def test_a_key_is_one_questions_as_of_one_time(queue: Queue) -> None:
    def asked(time: str) -> TestResponse:
        address = f"/v1/cascades/simulate?as_of={time}"
        body = {"seeds": ["twitter:0"], "n_samples": 1_000}
        return queue.client.post(address, json=body, headers={"Idempotency-Key": "a"})

    job = asked(DATES[0]).get_json()["id"]
    problem_of(asked(DATES[1]), 422, "invalid-parameter")
    queue.work()
    assert asked(DATES[0]).data == queue.client.get(f"/v1/jobs/{job}/result").data


def test_a_flood_of_times_is_refused_before_it_holds_others_up(queue: Queue) -> None:
    times = [utc(START_MS + DAY_MS + second * 1_000) for second in range(MOST_WAITING)]
    assert {queue.client.get(f"/v1/graph?as_of={time}").status_code for time in times} == {202}
    refused = queue.client.get(f"/v1/graph?as_of={DATES[1]}")
    problem_of(refused, 429, "too-many-requests")
    assert int(refused.headers["Retry-After"]) > 0


def test_what_is_not_allowed_is_refused_at_once(queue: Queue) -> None:
    problem_of(queue.client.get("/v1/graph?as_of=2023-01-01"), 422, "invalid-parameter")
    problem_of(queue.client.get(f"/v1/relays?limit=0&as_of={DATES[0]}"), 422, "invalid-parameter")
    assert claim_job(queue.state) is None


def test_no_supervisor_makes_work(queue: Queue) -> None:
    for address in ("/readyz", "/metrics"):
        assert queue.client.get(f"{address}?as_of={DATES[0]}").status_code == 200


def _asked_as_of(application: Application) -> Iterator[tuple[str, str, Any]]:
    """Yield the example of each operation that can be asked as of a time: method, address, body."""
    for item in described(application)["paths"].values():
        for method, operation in item.items():
            example = EXAMPLES.get(operation["operationId"])
            takes_a_time = any(each["name"] == "as_of" for each in operation.get("parameters", []))
            if takes_a_time and example and example.given is None:
                mark = "&" if "?" in example.address else "?"
                yield method, f"{example.address}{mark}as_of={DATES[0]}", example.body


def test_every_operation_that_takes_a_time_takes_any(queue: Queue) -> None:
    asked = [*_asked_as_of(queue.application)]
    assert len(asked) > 20
    for method, address, body in asked:
        answer = queue.client.open(address, method=method, json=body)
        assert (answer.status_code, answer.headers.get("Location", "")[:9]) == (202, "/v1/jobs/"), address


GHOST = "twitter:ghost"


def test_no_result_names_somebody_who_was_erased_while_it_was_computed(context: Context) -> None:
    keyed = KeyedHash(bytes(32))
    erased = replace(context, objections=Hidden(frozenset({keyed.of(GHOST)}), keyed))
    client = serving(erased, state=(state := State())).test_client()
    address, key = "/v1/cascades/simulate", {"Idempotency-Key": "a"}
    body = json.dumps({"seeds": ["twitter:0"], "n_samples": 1_000}).encode()
    request = Asked(
        "simulate_cascade", str(EVERYBODY), "POST", address, "", {"Content-Type": "application/json"}, body
    )
    said = json.dumps({"account": {"key": GHOST}}).encode()
    remember_answer(
        state, request, Reply(200, {"Content-Type": "application/json"}, said), idempotency_key="a"
    )
    [job] = client.get("/v1/jobs").get_json()["items"]
    problem_of(client.get(job["result"]), 409, "conflict")
    problem_of(client.post(address, data=body, content_type="application/json", headers=key), 409, "conflict")
