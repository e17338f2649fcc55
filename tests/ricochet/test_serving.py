"""`ricochet serve`: it answers where it says it does, and refuses what would be unsafe."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from graph.errors import ParameterError
from ricochet.settings import LOOPBACK, Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import HUBS, TOPIC, Process, Run


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    """Address of the small store's service, as it prints it."""
    command = [sys.executable, "-m", "ricochet", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        try:
            yield said.split()[3].partition("/v1/")[0]
        finally:
            server.terminate()


def _body(address: str) -> bytes:
    with urlopen(address, timeout=60) as answer:  # noqa: S310  # our own service on loopback
        body: bytes = answer.read()
        return body


def test_a_service_answers_where_it_says(address: str) -> None:
    body = json.loads(_body(f"{address}/v1/relays?topic={TOPIC}&limit=5"))
    assert {item["account"]["key"] for item in body["items"]} == {f"x:{hub}" for hub in HUBS}


def test_a_service_listens_on_loopback(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/v1/openapi.json", "/docs"])
def test_a_service_says_how_it_is_and_what_can_be_asked(address: str, path: str) -> None:
    assert _body(address + path)


def test_debug_mode_is_refused_off_loopback(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RICOCHET_DEBUG", "true")
    answer = run("serve", "--host", "0.0.0.0", "--port", "0", "--store", store)  # noqa: S104  # that is the point
    assert answer.exit_code == 2
    assert "host must be loopback" in answer.stderr


def test_debug_mode_is_allowed_on_loopback(store: Path) -> None:
    for host in LOOPBACK:
        assert create_application(Settings(store=str(store), host=host, debug=True)).debug


def test_no_application_is_made_in_debug_mode_off_loopback(store: Path) -> None:
    with pytest.raises(ParameterError, match=r"^host must be loopback"):
        create_application(Settings(store=str(store), host="10.0.0.1", debug=True))


def test_a_port_that_is_taken_is_refused(process: Process, store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = process("serve", "--port", port, "--store", store)
    assert answer.returncode == 2
    assert answer.stderr == f"ricochet: port must be free on 127.0.0.1, not {port}\n"


def test_a_service_without_a_store_does_not_start(run: Run) -> None:
    answer = run("serve", "--port", "0", "--store", "missing.duckdb")
    assert answer.exit_code == 3
    assert "there is no such store" in answer.stderr
