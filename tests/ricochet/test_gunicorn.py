"""Two processes of gunicorn, as in the image, and a worker beside them.

The bounds here are wider than what is promised: the machine may be busy.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ricochet.conftest import TOPIC, Run, ties_csv
from tests.ricochet.service import Service, behind_gunicorn, slow_callers, until, working

SIMULATE = "/v1/cascades/simulate"
SMALL = {"seeds": ["x:ada"], "topic": TOPIC, "n_samples": 1_000}
STOP_SECONDS = 5


@pytest.fixture(scope="module")
def fans(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Forty fans and three hubs, in a store of this module's own."""
    folder = tmp_path_factory.mktemp("gunicorn")
    (folder / "ties.csv").write_text(ties_csv())
    loaded = run("load", folder / "ties.csv", "--platform", "x", "--store", folder / "s.duckdb")
    assert loaded.exit_code == 0, loaded.output
    return folder / "s.duckdb"


@pytest.fixture(scope="module")
def service(fans: Path) -> Iterator[Service]:
    with behind_gunicorn(fans) as running:
        yield running


def test_without_a_worker_everything_is_answered_at_once(service: Service) -> None:
    asked = service.ask("POST", SIMULATE, SMALL, Prefer="respond-async")
    assert (asked.status, asked.json()["meta"]["topic"]) == (200, TOPIC)


def test_all_processes_are_measured_together(service: Service) -> None:
    def counted() -> int:
        told = service.ask("GET", "/metrics").body.decode()
        line = 'ricochet_request_seconds_count{method="GET",route="/v1/topics",status="200"} '
        found = re.search(re.escape(line) + "([0-9.]+)", told)
        return int(float(found[1])) if found else 0

    for _ in range(20):
        assert service.ask("GET", "/v1/topics").status == 200
    assert {counted() for _ in range(10)} == {20}


def test_a_worker_beside_it_answers_jobs_until_it_is_stopped(service: Service, fans: Path) -> None:
    def asked() -> int:
        return service.ask("POST", SIMULATE, SMALL, Prefer="respond-async, wait=60").status

    with working(fans) as worker:
        until(
            lambda: service.ask("POST", SIMULATE, SMALL, Prefer="respond-async").status,
            lambda status: status == 202,
        )
        assert asked() == 200
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 128 + signal.SIGTERM
    assert service.ask("POST", SIMULATE, SMALL, Prefer="respond-async").status == 200


def test_slow_callers_keep_nobody_out(service: Service) -> None:
    with slow_callers(service, 200):
        assert [service.ask("GET", "/v1/topics").status for _ in range(9)] == [200] * 9


def test_it_stops_soon_while_it_starts(fans: Path) -> None:
    with behind_gunicorn(fans, ready=False) as starting:
        until(lambda: [*starting.log], lambda log: any("Booting worker" in line for line in log))
        assert starting.stop() < STOP_SECONDS


def test_it_stops_soon(service: Service) -> None:
    assert service.stop() < STOP_SECONDS  # the last of this file: nobody answers from here on
    assert service.process.returncode == 0
