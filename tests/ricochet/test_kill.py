"""A load killed at any moment loses nothing that it acknowledged, and a second run completes it."""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from graph.duckdb_store import DuckDBStore
from graph.neo4j_store import Neo4jStore
from graph.records import KINDS, Batch, Bools, Load
from graph.store import GraphStore
from ricochet.cli import main

KILLS = 20
ROWS = 4_000
BATCH_ROWS = 400
SPAN_SECONDS = 0.05  # a few batches of either store

# A fork of a server that has imported everything: importing took half of the time of each turn.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["api.services.loading", "ricochet.wiring", "tests.ricochet.test_kill"])


@pytest.fixture
def ties_file(tmp_path: Path) -> Path:
    ends = np.random.default_rng(3).integers(0, 2_000, size=(ROWS, 2))
    file = tmp_path / "reposts.csv"
    rows = (f"{a % 7},{a},{b},{1_700_000_000 + i}\n" for i, (a, b) in enumerate(ends.tolist()))
    file.write_text("message,account,parent,at\n" + "".join(rows))
    return file


def test_a_killed_load_into_duckdb_loses_nothing(tmp_path: Path, ties_file: Path) -> None:
    _check_kills(ties_file, lambda turn: str(tmp_path / f"{turn}.duckdb"))


def test_a_killed_load_into_neo4j_loses_nothing(neo4j_database: str, ties_file: Path) -> None:
    _check_kills(ties_file, lambda _: neo4j_database)


def _check_kills(ties_file: Path, address: Callable[[int], str]) -> None:
    rng = np.random.default_rng(11)
    clean = _answers_of_a_clean_load(ties_file)
    killed_midway = 0
    for turn in range(KILLS):
        store = address(turn)
        _discard_everything(store)
        acknowledged = _killed(ties_file, store, rng)
        killed_midway += _is_pending_with(acknowledged, store)
        _load(ties_file, store)
        with _opened(store) as completed:
            assert _answers(completed) == clean
    assert killed_midway > KILLS / 2


def _command(ties_file: Path, store: str) -> list[str]:
    return ["load", str(ties_file), "--kind", "reposts", "--store", store, "--json"]


def _killed(ties_file: Path, store: str, rng: np.random.Generator) -> set[int]:
    """Kill a load shortly after a random batch; return the batches that it said were acknowledged."""
    last_heard = int(rng.integers(ROWS // BATCH_ROWS - 2))
    heard: set[int] = set()
    listening, saying = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_load_saying_so, args=(_command(ties_file, store), saying))
    process.start()
    saying.close()
    with contextlib.suppress(EOFError):
        while last_heard not in heard:
            heard.add(listening.recv())
        time.sleep(rng.uniform(0, SPAN_SECONDS))
        process.kill()
        while True:
            heard.add(listening.recv())
    process.join()
    assert last_heard in heard
    return heard


def _load_saying_so(command: list[str], saying: Connection) -> None:
    """Run the command with small batches, telling which of them the store acknowledged."""
    for kind in (DuckDBStore, Neo4jStore):
        kind.batch_rows = BATCH_ROWS
        kind.append = _saying_so(kind.append, saying)  # type: ignore[method-assign]  # of this process only
    main(command)


def _saying_so(append: Callable[..., Bools], saying: Connection) -> Callable[..., Bools]:
    def wrapped(store: GraphStore, load: Load, number: int, batch: Batch) -> Bools:
        there = append(store, load, number, batch)
        saying.send(number)
        return there

    return wrapped


def _is_pending_with(acknowledged: set[int], store: str) -> bool:
    """Check that the ledger has all that was acknowledged; return whether the load was cut off."""
    with _opened(store) as opened:
        [load] = opened.loads()
        assert acknowledged <= load.batches
        assert load.sealed or len(opened.accounts().key) == 0
        return not load.sealed


def _load(ties_file: Path, store: str) -> None:
    main(_command(ties_file, store), standalone_mode=False)


def _opened(store: str) -> GraphStore:
    return Neo4jStore(store) if store.startswith("bolt") else DuckDBStore(store)


def _discard_everything(store: str) -> None:
    with _opened(store) as opened:
        opened.discard([load.number for load in opened.loads()])


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (DuckDBStore, Neo4jStore):
        monkeypatch.setattr(kind, "batch_rows", BATCH_ROWS)


def _answers_of_a_clean_load(ties_file: Path) -> object:
    store = str(ties_file.with_suffix(".duckdb"))
    _load(ties_file, store)
    with _opened(store) as opened:
        return _answers(opened)


def _answers(store: GraphStore) -> object:
    accounts, ties, actions = store.accounts(), store.ties(KINDS), store.actions()
    keys = dict(zip(accounts.number.tolist(), accounts.key.tolist(), strict=True))
    rows = zip(ties.row.tolist(), ties.actor.tolist(), ties.target.tolist(), strict=True)
    acts = zip(actions.row.tolist(), actions.account.tolist(), actions.parent.tolist(), strict=True)
    counts = [(load.accounts, load.ties, load.posts, load.reposts) for load in store.loads()]
    told = [sorted((row, keys[a], keys[b]) for row, a, b in some) for some in (rows, acts)]
    return counts, sorted(keys.values()), told
