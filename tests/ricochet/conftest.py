"""The command as tests call it, and one small store to ask.

A test calls the command inside its own process, unless a process adds something: then it is the real
one. Files are written by the test that reads them; the small store is made once and only read.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.duckdb_store import DuckDBStore
from graph.records import KINDS
from ricochet.cli import main
from ricochet.settings import Settings

Run = Callable[..., "Result"]
Process = Callable[..., "subprocess.CompletedProcess[str]"]

TOPIC = "streetfood"
RARE = "chess"
HUBS = ("ada", "ben", "cleo")
FANS = 40


def ties_csv(*, first: int = 0, last: int = FANS) -> str:
    """Return fans who reshare a hub on the topic, and hubs who reshare each other, one row a tie."""
    rows = [f"fan{i},{HUBS[i % 3]},{TOPIC}" for i in range(first, last)]
    rows += [f"{hub},{other},{TOPIC}" for hub in HUBS for other in HUBS if hub != other]
    rows += [f"fan{i},ada,{RARE}" for i in range(3)]
    return "\n".join(["retweeter,retweeted,topic", *rows]) + "\n"


@dataclass(frozen=True)
class Contents:
    """What a store holds: equal before and after means that nothing changed."""

    ledger: list[str]
    accounts: list[str]
    ties: int


def contents(path: Path) -> Contents:
    """Read a store that nobody else has open."""
    with DuckDBStore(path, read_only=True) as store:
        return Contents(
            ledger=[str(load) for load in store.loads()],
            accounts=sorted(store.accounts().key.tolist()),
            ties=len(store.ties(KINDS).kind),
        )


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start in a folder without files, and without settings from outside."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RICOCHET_{name.upper()}", raising=False)


@pytest.fixture(scope="session")
def run() -> Run:
    """Call the command; warnings are errors, and an exception that is not ours is raised."""

    def call(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def process() -> Process:
    """Run the command as its users do, in a process of its own."""

    def call(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ricochet", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    return call


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Forty fans, three hubs, one topic that may be asked about and one that is too small."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "ties.csv").write_text(ties_csv())
    loaded = run("load", folder / "ties.csv", "--platform", "x", "--store", folder / "small.duckdb")
    assert loaded.exit_code == 0, loaded.output
    return folder / "small.duckdb"
