"""Jobs of a real service: what is heavy is answered by a worker, which may be cancelled, killed, stopped.

The bounds here are wider than what is promised: the machine may be busy.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.ricochet.conftest import FANS, TOPIC, Run, ties_csv
from tests.ricochet.service import Service, served, slow_callers, starting, until

LATER = {"Prefer": "respond-async"}
SIMULATE = "/v1/cascades/simulate"
SMALL = {"seeds": ["x:ada"], "topic": TOPIC, "n_samples": 1_000}
LONG = {"k": 3_000, "model": "constant:0.3"}  # minutes: everybody reaches nearly everybody
STOP_SECONDS = 5
_OF_THE_SERVICE = shutil.ignore_patterns("service.sqlite*", "worker.lock")  # another one answers from there


def moment(hour: int, minute: int) -> str:
    """Return a time in the two and a half days of the messages."""
    return f"2024-05-0{1 + hour // 24}T{hour % 24:02}:{minute:02}:00Z"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Forty fans and three hubs on a topic, three thousand whose messages go far, and sixty messages."""
    folder = tmp_path_factory.mktemp("jobs")
    ends = np.random.default_rng(3).integers(0, 3_000, size=(30_000, 2))
    (folder / "many.csv").write_text("source,target\n" + "".join(f"{a},{b}\n" for a, b in ends.tolist()))
    (folder / "ties.csv").write_text(ties_csv())
    (folder / "messages.csv").write_text(
        "message,author,at\n" + "".join(f"m{i},ada,{moment(i, 0)}\n" for i in range(60))
    )
    (folder / "reposts.csv").write_text(
        "message,account,parent,at\n"
        + "".join(
            f"m{i},fan{(i + j) % FANS},{f'fan{(i + j - 1) % FANS}' if j else 'ada'},{moment(i, 1 + j)}\n"
            for i in range(60)
            for j in range(5)
        )
    )
    files = (("many.csv", "--kind", "mentions"), ("ties.csv",), ("messages.csv",), ("reposts.csv",))
    for file, *said in files:
        loaded = run("load", folder / file, *said, "--platform", "x", "--store", folder / "s.duckdb")
        assert loaded.exit_code == 0, loaded.output
    return folder / "s.duckdb"


@pytest.fixture(scope="module")
def service(crowd: Path) -> Iterator[Service]:
    with served(crowd) as running:
        yield running


def started(service: Service) -> str:
    """Ask for what takes minutes, and return its job once a worker is at it."""
    asked = service.ask("POST", "/v1/plans", LONG, **LATER)
    assert asked.status == 202, asked.body
    assert service.job(asked.headers["Location"], "running")["state"] == "running"
    return asked.headers["Location"]


def test_a_job_gives_the_bytes_that_the_question_gives(service: Service, crowd: Path, run: Run) -> None:
    asked = service.ask("POST", SIMULATE, SMALL, **LATER)
    job = service.job(asked.headers["Location"])
    result = service.ask("GET", job["result"])
    command = ("simulate", "--seeds", "x:ada", "--topic", TOPIC, "--n-samples", 1_000, "--json")
    assert (asked.status, job["state"], job["progress"]) == (202, "done", 1.0)
    assert (result.status, result.headers["Content-Type"]) == (200, "application/json")
    assert result.body.decode() == run(*command, "--store", crowd).stdout.rstrip("\n")


def test_whoever_waits_has_the_answer(service: Service) -> None:
    asked = service.ask("POST", SIMULATE, SMALL, Prefer="respond-async, wait=60")
    assert (asked.status, asked.json()["meta"]["topic"]) == (200, TOPIC)


def test_what_is_refused_is_refused_at_once(service: Service) -> None:
    asked = service.ask("POST", SIMULATE, SMALL | {"topic": "unheard"}, **LATER)
    assert (asked.status, asked.json()["type"]) == (404, "/problems/topic-not-found")


def test_slow_callers_keep_nobody_out(service: Service) -> None:
    with slow_callers(service, 200):
        assert [service.ask("GET", "/v1/topics").status for _ in range(9)] == [200] * 9


def test_the_same_key_is_the_same_job(service: Service) -> None:
    key = {"Idempotency_Key": "once", **LATER}
    jobs = {service.ask("POST", SIMULATE, SMALL, **key).headers["Location"] for _ in range(2)}
    other = service.ask("POST", SIMULATE, SMALL | {"hops": 1}, **key)
    assert len(jobs) == 1
    assert (other.status, other.json()["name"]) == (422, "Idempotency-Key")


def test_a_key_whose_job_is_done_gives_its_answer(service: Service) -> None:
    key = {"Idempotency_Key": "done", "Prefer": "respond-async, wait=60"}
    first, second = (service.ask("POST", SIMULATE, SMALL, **key) for _ in range(2))
    assert (first.status, second.status) == (200, 200)
    assert first.body == second.body


def test_a_file_that_is_sent_shows_in_answers_of_the_same_service(service: Service) -> None:
    before = service.ask("GET", "/v1/graph").json()["accounts"]
    rows = b"source,target\nnewcomer,ada\n"
    sent = service.ask("POST", "/v1/ingest/mentions?platform=x", rows, Prefer="wait=60")
    assert (sent.status, sent.json()["kept"]) == (200, 1)
    until(lambda: service.ask("GET", "/v1/graph").json()["accounts"], lambda now: now == before + 1)
    undone = service.ask("DELETE", f"/v1/loads/{sent.json()['loads'][0]}", Prefer="wait=60")
    assert undone.json()["ties"] == 1
    until(lambda: service.ask("GET", "/v1/graph").json()["accounts"], lambda now: now == before)


def test_what_the_command_loads_shows_in_answers_of_a_running_service(
    service: Service, crowd: Path, run: Run, tmp_path: Path
) -> None:
    before = service.ask("GET", "/v1/graph").json()["accounts"]
    (tmp_path / "more.csv").write_text("source,target\nlatecomer,ada\n")
    loading = ("load", tmp_path / "more.csv", "--kind", "mentions", "--platform", "x", "--store", crowd)
    until(lambda: run(*loading).exit_code, lambda code: code == 0)  # the worker may just be reading the store
    until(lambda: service.ask("GET", "/v1/graph").json()["accounts"], lambda now: now == before + 1)


def test_a_bad_upload_leaves_nothing(service: Service) -> None:
    before = service.ask("GET", "/v1/loads").body
    sent = service.ask("POST", "/v1/ingest/mentions?platform=x", b"source,target\nalone\n", Prefer="wait=60")
    assert (sent.status, sent.headers["Content-Type"]) == (422, "application/problem+json")
    assert service.ask("GET", "/v1/loads").body == before


def test_the_graph_as_of_a_time_is_made_by_the_worker_and_kept(
    service: Service, crowd: Path, run: Run
) -> None:
    question, time = f"/v1/relays?topic={TOPIC}&n_samples=1000", "2024-05-02T12:00:00"
    asked = service.ask("GET", f"{question}&as_of={time}Z")
    assert asked.status == 202, asked.body
    job = service.job(asked.headers["Location"])
    result = service.ask("GET", job["result"])
    at_once = service.ask("GET", f"{question}&as_of={time}Z")
    assert (at_once.status, at_once.body) == (200, result.body)
    command = ("relays", TOPIC, "--n-samples", 1_000, "--until", time, "--json", "--store", crowd)
    assert run(*command).stdout.rstrip("\n") == result.body.decode()
    messages = service.ask("GET", f"/v1/cascades?limit=200&as_of={time}Z").json()
    assert len(messages["items"]) == 36


def test_a_back_test_is_run_by_the_worker_and_its_winner_served(
    service: Service, crowd: Path, run: Run
) -> None:
    refused = service.ask("POST", "/v1/backtest", {"cuts": 0}).json()
    assert refused["errors"][0]["name"] == "cuts"
    body = {"cuts": 1, "n_resamples": 100}
    asked = service.ask("POST", "/v1/backtest", body, Idempotency_Key="backtest")
    assert asked.status == 202, asked.body
    told = service.ask("POST", "/v1/backtest", body, Idempotency_Key="backtest", Prefer="wait=60")
    assert told.status == 200, told.body
    until(lambda: service.ask("GET", "/v1/backtest").body, lambda shown: shown == told.body)
    card = service.ask("GET", "/v1/relays?n_samples=1000").json()["meta"]["model"]
    assert card["ranker"] == told.json()["served"]["ranker"]
    assert run("backtest", "--last", "--json", "--store", crowd).stdout.rstrip("\n") == told.body.decode()


def test_no_line_of_the_log_says_who_or_what_was_asked_about(service: Service) -> None:
    canary = "canary-4711"
    service.ask("GET", f"/v1/accounts/{canary}")
    service.ask("GET", f"/v1/relays?topic={canary}&sources={canary}", X_Request_Id=canary)
    service.ask("POST", SIMULATE, SMALL | {"seeds": [canary]}, Authorization=f"Bearer {canary}")
    service.ask("POST", "/v1/ingest/mentions", f"source,target\n{canary},\n".encode(), Prefer="wait=60")
    named = service.ask("GET", "/healthz", X_Request_Id="0af7651916cd43dd8448eb211c80319c")
    assert named.headers["X-Request-Id"] == "0af7651916cd43dd8448eb211c80319c"
    lines = until(
        lambda: [*service.log], lambda log: any(named.headers["X-Request-Id"] in line for line in log)
    )
    assert canary not in "".join(lines)
    assert {"request_id", "method", "route", "status", "milliseconds"} <= set(json.loads(lines[-1]))


def test_a_long_job_does_not_hold_the_service_and_can_be_cancelled(service: Service) -> None:
    job = started(service)
    (worker,) = service.children()
    assert service.ask("GET", f"/v1/relays?topic={TOPIC}").status == 200
    cancelled = service.ask("DELETE", job).json()
    assert (cancelled["state"], cancelled["result"]) == ("cancelled", None)
    until(service.children, lambda workers: worker not in workers)
    assert service.ask("GET", f"{job}/result").status == 409


def test_a_job_whose_worker_is_killed_says_so_and_the_next_one_runs(service: Service) -> None:
    job = started(service)
    for worker in service.children():
        os.kill(worker, signal.SIGKILL)
    ended = service.job(job)
    assert (ended["state"], "SIGKILL" in ended["detail"]) == ("interrupted", True)
    asked = service.ask("POST", SIMULATE, SMALL, Prefer="respond-async, wait=60")
    assert asked.status == 200


def test_jobs_are_counted_and_timed(service: Service) -> None:
    told = service.ask("GET", "/metrics").body.decode()
    assert 'ricochet_job_seconds_count{operation="simulate_cascade",state="done"}' in told
    assert 'ricochet_request_seconds_count{method="GET",route="/v1/graph",status="200"}' in told


def test_a_service_that_stops_during_a_job_says_so_when_it_is_back(crowd: Path, tmp_path: Path) -> None:
    store = shutil.copytree(crowd.parent, tmp_path / "copy", ignore=_OF_THE_SERVICE) / crowd.name
    with served(store) as service:
        job = started(service)
        waiting = service.ask("POST", SIMULATE, SMALL, **LATER).headers["Location"]
        (worker,) = service.children()
        assert service.stop() < STOP_SECONDS
        assert not Path(f"/proc/{worker}").exists()
    with served(store) as service:
        found = service.ask("GET", job).json()
        assert (found["state"], found["detail"]) == ("interrupted", "the service was stopped while it ran")
        assert service.job(waiting)["state"] == "done"


def test_a_service_that_is_stopped_while_it_starts_ends_at_once(crowd: Path) -> None:
    with starting(crowd) as process:
        until(Path(f"/proc/{process.pid}/maps").read_text, lambda maps: "numba" in maps)
        process.terminate()
        assert process.wait(timeout=STOP_SECONDS) == 128 + signal.SIGTERM
