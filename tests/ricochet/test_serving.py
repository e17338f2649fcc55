"""`ricochet serve`: it answers where it says it does, and refuses what would be unsafe."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from select import select
from typing import Any
from urllib.request import urlopen

import pytest

from graph.errors import ParameterError
from ricochet.serving import listening_server
from ricochet.settings import LOOPBACK, Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import HUBS, TOPIC, Process, Run
from tests.ricochet.service import until


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


QUESTION = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
LARGE = 32 * 2**20


class Listening:
    """A server that looks after its callers when it is told to, and has little patience with them."""

    def __init__(self, answer: Callable[[], bytes]) -> None:
        def application(_environ: object, start_response: Callable[..., object]) -> list[bytes]:
            body = answer()
            start_response("200 OK", [("Content-Length", str(len(body)))])
            return [body]

        self.connections: dict[int, Any] = {}
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.server = listening_server(application, [self.socket], self.connections, patience_seconds=1)

    def caller(self, said: bytes) -> socket.socket:
        caller = socket.create_connection(self.socket.getsockname())
        caller.sendall(said)
        return caller

    def look_until(self, enough: Callable[[], bool]) -> None:
        def look() -> bool:
            self.server.asyncore.loop(timeout=0.0, use_poll=True, map=self.connections, count=1)
            return enough()

        until(look, bool)

    def close(self) -> None:
        self.server.task_dispatcher.shutdown()
        self.server.asyncore.close_all(self.connections)


def _is_cut_off(caller: socket.socket, dripping: bytes = b"") -> bool:
    try:
        caller.send(dripping)
        return caller.recv(1, socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_who_is_slow_to_ask_is_cut_off_and_who_waits_for_an_answer_is_not() -> None:
    asked = threading.Event()
    listening = Listening(lambda: b"answer" if asked.wait(60) else b"")
    with closing(listening), ExitStack() as stack:
        silent, *slow, patient = [
            stack.enter_context(listening.caller(said))
            for said in (b"", QUESTION, QUESTION + b"Content-Length: 50000\r\n\r\n", QUESTION + b"\r\n")
        ]
        listening.look_until(lambda: sum(_is_cut_off(each, dripping=b"a") for each in slow) == len(slow))
        listening.look_until(lambda: _is_cut_off(silent))
        asked.set()
        listening.look_until(lambda: select([patient], [], [], 0)[0] != [])
        assert patient.recv(1_000).endswith(b"answer")


def test_who_does_not_read_holds_no_thread_and_is_cut_off() -> None:
    listening = Listening(lambda: bytes(LARGE))
    with closing(listening), listening.caller(QUESTION + b"\r\n") as slow:
        listening.look_until(lambda: select([slow], [], [], 0)[0] != [])
        [connection] = listening.server.active_channels.values()
        listening.look_until(lambda: connection.requests == [])
        assert connection.total_outbufs_len > 0
        listening.look_until(lambda: not connection.connected)
