"""Taking timed actions in, from file to committed store, and projecting them into a snapshot."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import numpy as np
import pandas as pd

from api.services.loading import load_files
from benchmarks.measuring import DATA, Findings, Measured, Row, in_fresh_process, medians, run
from graph.duckdb_store import DuckDBStore
from graph.neo4j_store import Neo4jStore
from graph.projection import Projection, snapshot_of
from graph.store import GraphStore
from loaders import Reading
from tests import neo4j_server
from tests.jars import MissingError

TOPIC = "higgs"
READING = Reading(platform="twitter", topic=TOPIC)
SERVER_RUNS = 5

_SMALL_ROWS, _SMALL_ACCOUNTS = 20_000, 5_000


def actions(folder: Path, *, small: bool) -> Path | None:
    """Return a file of timed actions: the real one, None where it is missing, or a small one made here."""
    if small:
        return _small_actions(folder / "small.txt")
    file = DATA / "higgs-twitter" / "higgs-activity_time.txt.gz"
    return file if file.exists() else None


def opener(address: str) -> Callable[[], GraphStore]:
    """Return what opens a store: a server where the address is one, else a file."""
    return partial(Neo4jStore, address) if "://" in address else partial(DuckDBStore, address)


def load(file: Path, address: str) -> tuple[int, int]:
    """Load the actions; return accounts and rows."""
    loaded = load_files(opener(address), [file], READING)
    return loaded.accounts, loaded.read


def project(address: str, folder: Path) -> tuple[int, int]:
    """Make a snapshot where there is none; return accounts and edges."""
    with opener(address)() as store:
        snapshot = snapshot_of(store, Projection(), folder)
    return snapshot.n, snapshot.m


def load_with_networkx(file: Path) -> tuple[int, int]:
    """Read the same rows into a graph in memory, which nobody else can ask and no crash survives."""
    frame = pd.read_csv(file, sep=" ", names=["actor", "target", "at", "kind"])
    graph = nx.from_pandas_edgelist(frame, "actor", "target", edge_attr=True, create_using=nx.MultiDiGraph)
    return graph.number_of_nodes(), graph.number_of_edges()


def measure(*, small: bool) -> Findings:
    """Measure loading and projecting, with both stores."""
    with TemporaryDirectory() as name:
        file = actions(Path(name), small=small)
        if file is None:
            return Findings([Row("timed actions of Higgs: load and snapshot", peer="data absent")])
        return Findings([*_embedded(file, Path(name)), *_server(file, Path(name))])


def _embedded(file: Path, folder: Path) -> Iterator[Row]:
    stores = (str(folder / f"{number}.duckdb") for number in range(100))
    loading, networkx = medians(
        lambda: in_fresh_process(load, file, next(stores)),
        lambda: in_fresh_process(load_with_networkx, file),
    )
    if (loading.n, loading.m) != (networkx.n, networkx.m):
        raise AssertionError(f"{loading} is not the graph that networkx read: {networkx}")
    work = "timed actions from file to committed DuckDB"
    yield Row.within(work, loading, (loading.m or 0) / 150_000)
    yield Row.of(work, loading, peer="pandas and networkx, in memory", peer_seconds=networkx.seconds)
    yield _projecting("snapshot from DuckDB", str(folder / "0.duckdb"), folder, goal_seconds=2)


def _server(file: Path, folder: Path) -> Iterator[Row]:
    try:
        with _running_server(folder) as address:
            yield from _measured_server(file, folder, address)
    except MissingError as error:
        yield Row("timed actions from file to committed Neo4j", peer=str(error).partition("\n")[0])


def _measured_server(file: Path, folder: Path, address: str) -> Iterator[Row]:
    def into_empty() -> Measured:
        neo4j_server.wipe(address)
        return in_fresh_process(load, file, address)

    [loading] = medians(into_empty, runs=SERVER_RUNS)
    yield Row.within("timed actions from file to committed Neo4j", loading, (loading.m or 0) / 20_000)
    yield _projecting("snapshot from Neo4j", address, folder, goal_seconds=15, runs=SERVER_RUNS)


@contextmanager
def _running_server(folder: Path) -> Iterator[str]:
    """Give the address of a new server, or of the one in RICOCHET_BENCH_NEO4J_URI, which is wiped."""
    given = os.environ.get("RICOCHET_BENCH_NEO4J_URI")  # noqa: TID251  # no setting of the service
    if given:
        yield given
        return
    home = folder / "neo4j"
    home.mkdir()
    with neo4j_server.running_server(home) as address:
        yield address


def _projecting(work: str, address: str, folder: Path, *, goal_seconds: float, runs: int = 5) -> Row:
    def anew() -> Measured:
        with TemporaryDirectory(dir=folder) as empty:
            return in_fresh_process(project, address, Path(empty))

    [measured] = medians(anew, runs=runs)
    return Row.within(work, measured, goal_seconds)


def _small_actions(file: Path) -> Path:
    rng = np.random.default_rng(1)
    pairs = rng.integers(1, _SMALL_ACCOUNTS + 1, (_SMALL_ROWS, 2))
    times = np.sort(rng.integers(1_341_100_972, 1_341_705_593, _SMALL_ROWS))
    kinds = rng.choice(["RT", "MT", "RE"], _SMALL_ROWS)
    lines = (f"{a} {b} {at} {kind}\n" for (a, b), at, kind in zip(pairs, times, kinds, strict=True))
    file.write_text("".join(lines))
    return file


if __name__ == "__main__":
    run(measure)
