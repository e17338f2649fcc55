"""Fixtures of the whole suite.

Policy. A fixture is real: a real file, a real DuckDB, a real Neo4j; nothing is replaced by a stand-in.
What several folders need is here; what one folder needs is in that folder; what one file needs is in that
file. Each test gets its own empty store. A pytest process that needs Neo4j starts one server for itself at
the first test that asks and stops it at the end; of several workers, one has all these tests. A server
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
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]  # it ships no types

from graph.neo4j_store import Neo4jStore
from ricochet.demo import fill_store
from ricochet.settings import Settings
from tests import neo4j_server
from tests.jars import MissingError, locked

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ENVIRONMENT = os.environ  # noqa: TID251  # the suite is told of its surroundings; Ricochet has its settings
_SERVERS = pytest.StashKey[list[str]]()
_NEEDS_NEO4J = (
    "tests/graph/test_store_contract.py",
    "tests/ricochet/test_kill.py",
    "tests/ricochet/test_real_data.py",
    "tests/ricochet/test_privacy.py",
    "tests/api/exports/test_cypher.py",
    "tests/graph/test_neo4j_store.py",
    "tests/graph/test_recorded.py",
)
_NEEDS_DEMO = (
    "tests/ricochet/test_documents.py",
    "tests/page/test_questions.py",
    "tests/page/test_views.py",
    "tests/page/test_states.py",
    "tests/page/test_hostile_names.py",
)
_LONGEST = (
    *_NEEDS_NEO4J,
    "tests/api/test_openapi.py",
    "tests/graph/test_projection.py",
    "tests/ricochet/test_cli_load.py",
    "tests/loaders/test_delimited.py",
    "tests/api/exports/test_gephi.py",
    *_NEEDS_DEMO,
    "tests/ricochet/test_jobs.py",
    "tests/ricochet/test_cli_plans.py",
    "tests/ricochet/test_cli_questions.py",
    "tests/ricochet/test_stopping.py",
)


class _ByWhatIsStarted(LoadFileScheduling):  # type: ignore[misc]  # as above
    """A file is one worker's; so are all that need one costly thing: a second Neo4j takes half a minute."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        shared = [name for name, files in (("neo4j", _NEEDS_NEO4J), ("demo", _NEEDS_DEMO)) if file in files]
        return shared[0] if shared else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    return _ByWhatIsStarted(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SERVERS] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first: last, one would keep one worker busy while the other idles.

    The worker that begins with the whole interface compiles for all. Meanwhile the others have what needs
    Neo4j, and loading and projecting, which compile little.
    """
    places = {file: place for place, file in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


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
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the network of `ricochet demo`: copy it before you load or test rankings."""
    store = tmp_path_factory.mktemp("demo") / "ricochet-demo.duckdb"
    fill_store(Settings(store=str(store)))
    return store


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a real browser, that asks no host on its own account."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        (pytest.fail if _ENVIRONMENT.get("CI") else pytest.skip)("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium) as opened:
        yield opened
