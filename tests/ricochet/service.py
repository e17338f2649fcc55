"""A service as a real process, and somebody who asks it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

PATIENCE_SECONDS = 90  # the machine may be busy, and kernels not compiled yet
FINISHED = ("done", "failed", "cancelled", "interrupted")


@dataclass(frozen=True)
class Said:
    """What a service answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Service:
    """A process that answers, and what it wrote on standard error so far."""

    process: subprocess.Popen[str]
    address: str
    log: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Said:
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        given = {"Content-Type": "application/json"} | {
            name.replace("_", "-"): text for name, text in headers.items()
        }
        asked = Request(self.address + path, data, given, method=method)  # noqa: S310  # our own service on loopback
        try:
            with urlopen(asked, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310  # as above
                return Said(answer.status, dict(answer.headers), answer.read())
        except HTTPError as error:
            with error:
                return Said(error.code, dict(error.headers), error.read())

    def job(self, path: str, *states: str) -> dict[str, Any]:
        """Return a job once it is in one of these states, or finished."""
        ended = (*FINISHED, *states)
        found: dict[str, Any] = until(lambda: self.ask("GET", path).json(), lambda job: job["state"] in ended)
        return found

    def children(self) -> list[int]:
        """Return the processes that answer jobs."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = re.search(r"\) \S (\d+)", (folder / "stat").read_text())
                command = (folder / "cmdline").read_text()
            except OSError:  # it ended meanwhile
                continue
            if parent and int(parent[1]) == self.process.pid and "spawn_main" in command:
                found.append(int(folder.name))
        return found

    def stop(self) -> float:
        """Tell it to stop; return how many seconds that took."""
        before = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=PATIENCE_SECONDS)
        return time.monotonic() - before


def until(look: Any, enough: Any) -> Any:
    """Return what is seen once it is enough."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not enough(seen := look()):
        assert time.monotonic() < last, f"still {seen}"
        time.sleep(0.05)
    return seen


@contextmanager
def served(store: Path, *, port: int = 0) -> Iterator[Service]:
    """Serve a store by the command, on a free port unless one is given."""
    with starting(store, port=port) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        yield _told(Service(process, said.split()[3].partition("/v1/")[0]))


@contextmanager
def starting(store: Path, *, port: int = 0) -> Iterator[subprocess.Popen[str]]:
    """Begin to serve a store, and do not wait for it."""
    command = [sys.executable, "-m", "ricochet", "serve", "--port", str(port), "--store", str(store)]
    with _running(command) as process:
        yield process


@contextmanager
def behind_gunicorn(store: Path, *, ready: bool = True) -> Iterator[Service]:
    """Serve a store by two processes of gunicorn, with the options of the image."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    image = (Path(__file__).parents[2] / "Dockerfile").read_text()
    options = [
        option
        for option in re.findall(r'"(--[^"]*)"', image[image.index('CMD ["gunicorn"') :])
        if not option.startswith("--bind")
    ]
    command = [sys.executable, "-m", "gunicorn", *options, f"--bind=127.0.0.1:{port}"]
    metrics = store.parent / "metrics"
    metrics.mkdir(exist_ok=True)
    settings = {"RICOCHET_STORE": str(store), "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
    with _running([*command, "ricochet.serving:served_application()"], **settings) as process:
        service = _told(Service(process, f"http://127.0.0.1:{port}"))
        if ready:
            until(lambda: is_ready(service), bool)
        yield service


@contextmanager
def working(store: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the worker of services that are other processes."""
    command = [sys.executable, "-m", "ricochet", "worker", "--store", str(store)]
    with _running(command) as process:
        yield process


SLOW = (
    b"GET /v1/topics HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",  # a head that does not end
    b"POST /v1/topics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{",  # a body that does not
)


@contextmanager
def slow_callers(service: Service, count: int) -> Iterator[None]:
    """Call a service so many times without ever coming to the end of the question."""
    host, port = service.address.removeprefix("http://").split(":")
    with ExitStack() as stack:
        for number in range(count):
            caller = stack.enter_context(socket.create_connection((host, int(port))))
            caller.sendall(SLOW[number % len(SLOW)])
        yield


def is_ready(service: Service) -> bool:
    """Tell whether a service says that it can answer."""
    try:
        return service.ask("GET", "/readyz").status == 200
    except (URLError, ConnectionError):
        return False


@contextmanager
def _running(command: list[str], **settings: str) -> Iterator[subprocess.Popen[str]]:
    surroundings = os.environ | settings  # noqa: TID251  # a process of ours, with settings of its own
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=PATIENCE_SECONDS)
            finally:
                process.kill()


def _told(service: Service) -> Service:
    """Keep reading what a service writes, so that it never waits for a reader."""
    assert service.process.stderr is not None
    reading = threading.Thread(target=service.log.extend, args=(service.process.stderr,), daemon=True)
    reading.start()
    return service
