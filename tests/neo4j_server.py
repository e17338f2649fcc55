"""A real Neo4j for the tests: jars that Maven fetches once, a free port, an empty home, an orderly end."""

from __future__ import annotations

import fcntl
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

VERSION = "5.26.31"
START_SECONDS = 120
STOP_SECONDS = 30

_PROJECT = Path(__file__).parents[1]
_POM = Path(__file__).parent / "neo4j" / "pom.xml"
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")

_CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
server.memory.heap.initial_size=512m
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
"""


class NoServerError(Exception):
    """There is no Neo4j to be had here; the text says why."""


def server_jars() -> Path:
    """Return the folder of the server's jars, fetched if this project has never needed them."""
    jars = _PROJECT / ".cache" / f"neo4j-{VERSION}"
    jars.parent.mkdir(exist_ok=True)
    with locked(jars.with_name(f"{jars.name}.lock")):
        if not jars.exists():
            _fetch(jars)
    return jars


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Wait until no other process holds the file, then hold it."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _fetch(jars: Path) -> None:
    _need("mvn")
    with tempfile.TemporaryDirectory(dir=jars.parent) as folder:
        fetched = subprocess.run(
            [
                *("mvn", "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies"),
                *("-DincludeScope=runtime", f"-DoutputDirectory={folder}/lib"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if fetched.returncode:
            raise NoServerError(f"Maven could not fetch Neo4j: {fetched.stdout[-500:]}")
        (Path(folder) / "lib").rename(jars)


def _need(program: str) -> None:
    if shutil.which(program) is None:
        raise NoServerError(f"{program} is not installed, and RICOCHET_TEST_NEO4J_URI is not set")


@contextmanager
def running_server(home: Path) -> Iterator[str]:
    """Start a server in an empty home, give its address once it answers, stop it at the end."""
    _need("java")
    jars = server_jars()
    port = _free_port()
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(_CONFIGURATION.format(port=port))
    with (home / "output.txt").open("w") as output:
        process = subprocess.Popen(_command(home, jars), stdout=output, stderr=subprocess.STDOUT)
        try:
            uri = f"bolt://127.0.0.1:{port}"
            _await(uri, process, home)
            yield uri
        finally:
            _stop(process)


def _command(home: Path, jars: Path) -> list[str]:
    return [
        "java",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
        *("-cp", f"{jars}/*", "org.neo4j.server.CommunityEntryPoint"),
        *(f"--home-dir={home}", f"--config-dir={home}/conf", "--console-mode"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(uri: str, process: subprocess.Popen[bytes], home: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(uri):
        if process.poll() is not None or time.monotonic() > deadline:
            raise NoServerError(f"Neo4j did not start: {(home / 'output.txt').read_text()[-500:]}")
        time.sleep(0.25)


def _answers(uri: str) -> bool:
    try:
        with neo4j.GraphDatabase.driver(uri) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError):
        return False
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def described(uri: str) -> str:
    """Return the server's name, version and edition as one line."""
    with neo4j.GraphDatabase.driver(uri) as driver:
        [kernel] = driver.execute_query(
            "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' "
            "RETURN versions[0] AS version, edition"
        ).records
    return f"Neo4j {kernel['version']} ({kernel['edition']}) at {uri}"


def wipe(uri: str) -> None:
    """Delete everything that the database holds."""
    with neo4j.GraphDatabase.driver(uri) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
