"""A real Neo4j for the tests: jars that Maven fetches once, a free port, an empty home, an orderly end."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from tests.jars import MissingError, fetched_jars, need

VERSION = "5.26.31"
START_SECONDS = 120
STOP_SECONDS = 30

_POM = Path(__file__).parent / "neo4j" / "pom.xml"
_SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # measured: a third less CPU time
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


@contextmanager
def running_server(home: Path) -> Iterator[str]:
    """Start a server in an empty home, give its address once it answers, stop it at the end."""
    need("java")
    jars = fetched_jars(f"neo4j-{VERSION}", _POM)
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
        *_SHORT_LIVED,
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
            raise MissingError(f"Neo4j did not start: {(home / 'output.txt').read_text()[-500:]}")
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
