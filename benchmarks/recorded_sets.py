"""Recorded sets as histories, whatever they come as, and every ranking run over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import pandas as pd

from algorithms.backtest.run import Backtest, judged, run_backtest
from algorithms.backtest.windows import Window, windows
from algorithms.history import History, history_in, history_of
from algorithms.parents import EXPOSED
from api.services.loading import load_files
from benchmarks.ingest import opener
from graph.projection import Projection, snapshot_of
from graph.recorded import EVENT, Recorded
from graph.records import UNTIMED, PostKind
from graph.snapshot import Snapshot
from graph.texts import TextColumn
from loaders import Reading

_KINDS = {"RT": PostKind.RESHARE, "MT": PostKind.ORIGINAL, "RE": PostKind.REPLY}


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A recorded set, and what the back-test of all rankings came to on it."""

    history: History
    windows: Sequence[Window]
    backtest: Backtest
    seconds: float
    processor_seconds: float


Runs = Mapping[str, Run]
"""By name; goals whose set is not among them are left out."""


def read(path: Path, folder: Path) -> dict[str, History]:
    """Return the recorded set at a path, under each of the ways to guess parents where these are missing."""
    if path.is_dir() and (activity := sorted(path.glob("*activity*"))):
        path = activity[0]
    if path.is_file() and path.suffix != ".duckdb":
        return {path.parent.name: read_event(path)}
    snapshot = _snapshot(path, folder)
    first, last = (
        history_in(snapshot, method=method) for method in ("earliest-exposed", "most-recent-exposed")
    )
    if not (last.origin == EXPOSED).any():
        return {path.name: last}
    return {f"{path.name}, first exposed": first, f"{path.name}, last exposed": last}


def read_event(path: Path) -> History:
    """Return a file of timed actions as one event, accounts by their numbers, those towards oneself too."""
    rows = pd.read_csv(path, sep=r"\s+", names=["account", "target", "at", "kind"])
    accounts = np.unique(rows[["account", "target"]].to_numpy())
    rows = rows.sort_values("at", kind="stable")
    account, target = (
        np.searchsorted(accounts, rows[name]).astype(np.int32) for name in ("account", "target")
    )
    codes = {name: kind.code for name, kind in _KINDS.items()}
    kind = np.asarray(rows["kind"].map(codes), dtype=np.int8)
    mentions = kind == PostKind.ORIGINAL.code
    nowhere, nothing = np.full(len(rows), -1, dtype=np.int32), TextColumn(*TextColumn.pack([]))
    event = Recorded(
        keys=TextColumn(*TextColumn.pack([EVENT])),
        author=nowhere[:1],
        posted_ms=np.array([UNTIMED]),
        offsets=np.array([0, len(rows)]),
        account=account,
        parent=np.where(mentions, -1, target).astype(np.int32),
        mentioned=np.where(mentions, target, -1).astype(np.int32),
        at_ms=rows["at"].to_numpy(np.int64) * 1000,
        kind=kind,
        language=nowhere,
        place=nowhere,
        languages=nothing,
        places=nothing,
    )
    return history_of(event, n=len(accounts))


def _snapshot(path: Path, folder: Path) -> Snapshot:
    folder.mkdir()
    store = path if path.is_file() else folder / "store.duckdb"
    open_store = opener(str(store))
    if path.is_dir():
        patterns = ("messages.csv*", "reposts.csv*", "cascades.txt", "edges.txt")
        files = [file for pattern in patterns for file in sorted(path.glob(pattern))]
        load_files(open_store, files, Reading(platform="recorded"))
    with open_store() as opened:
        return snapshot_of(opened, Projection(), folder)


def run(history: History, found: Sequence[Window] | None = None) -> Run:
    """Run every ranking over some windows; without any, over the usual ones with time shuffled too."""
    started, on_processor = perf_counter(), process_time()
    backtest = run_backtest(history) if found is None else judged(found)
    seconds, processor_seconds = perf_counter() - started, process_time() - on_processor
    kept = windows(history) if found is None else found
    return Run(history, kept, backtest, seconds, processor_seconds)
