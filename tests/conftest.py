"""Fixtures of the whole suite.

Policy. A fixture is real: a real file, a real DuckDB, a real Neo4j; nothing is replaced by a stand-in.
What several folders need is here; what one folder needs is in that folder; what one file needs is in that
file. Each test gets its own empty store. A pytest process that needs Neo4j, hence each worker of
pytest-xdist, starts one server for itself at the first test that asks and stops it at the end. A server
named by RICOCHET_TEST_NEO4J_URI is used instead, and wiped, one test at a time. Without Java, Maven or a
network these tests skip and say why; where CI is set, that is a failure. Pages are opened in the Chromium of
the system, by the same rule.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.neo4j_store import Neo4jStore
from tests import neo4j_server
from tests.jars import MissingError, locked

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ENVIRONMENT = os.environ  # noqa: TID251  # the suite is told of its surroundings; Ricochet has its settings
_SERVERS = pytest.StashKey[list[str]]()
_LONGEST = (
    "test_store_contract.py",
    "test_kill.py",
    "test_jobs.py",
    "test_real_data.py",
    "test_privacy.py",
    "test_cli_plans.py",
    "test_documents.py",
    "test_openapi.py",
)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SERVERS] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first: last, one would keep one worker busy while the other idles."""
    items.sort(key=lambda item: item.path.name not in _LONGEST)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["neo4j"] = session.config.stash[_SERVERS]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    servers: list[str] = getattr(node, "workeroutput", {}).get("neo4j", [])
    node.config.stash[_SERVERS].extend(servers)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    servers = config.stash[_SERVERS]
    for server in sorted(set(servers)):
        terminalreporter.write_line(f"used {server}")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the real data sets are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def neo4j_uri(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[str]:
    given = _ENVIRONMENT.get("RICOCHET_TEST_NEO4J_URI")
    if given:
        pytestconfig.stash[_SERVERS].append(neo4j_server.described(given))
        yield given
        return
    server = neo4j_server.running_server(tmp_path_factory.mktemp("neo4j"))
    try:
        uri = server.__enter__()
    except MissingError as error:
        (pytest.fail if _ENVIRONMENT.get("CI") else pytest.skip)(str(error))
    try:
        pytestconfig.stash[_SERVERS].append(neo4j_server.described(uri))
        yield uri
    finally:
        server.__exit__(None, None, None)


@pytest.fixture
def neo4j_database(neo4j_uri: str) -> Iterator[str]:
    """Give the address of an empty database that is this test's alone."""
    name = hashlib.blake2b(neo4j_uri.encode(), digest_size=8).hexdigest()
    with locked(Path(tempfile.gettempdir()) / f"ricochet-test-{name}.lock"):
        neo4j_server.wipe(neo4j_uri)
        yield neo4j_uri


@pytest.fixture
def neo4j_store(neo4j_database: str) -> Iterator[Neo4jStore]:
    with Neo4jStore(neo4j_database) as store:
        yield store


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a real browser, that asks no host on its own account."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        (pytest.fail if _ENVIRONMENT.get("CI") else pytest.skip)("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium) as opened:
        yield opened
