"""What happened to recorded messages, as the service answers; and how many true parents a guess finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from api.services.context import Context
from api.services.loading import load_files
from api.services.recorded import report_cascade
from benchmarks.ingest import READING, actions, opener
from benchmarks.measuring import DATA, Findings, Row, Work, in_fresh_process, medians, run
from graph.projection import Projection, snapshot_of
from graph.recorded import EVENT
from graph.snapshot import Snapshot
from tests.algorithms.hidden import METHODS, shares_found

GOAL_SECONDS, AIM_SECONDS = 20, 5

_SMALL_MESSAGES, _SMALL_REPOSTS, _START = 40, 100, 1_700_000_000


def report_event(folder: Path) -> tuple[int, int]:
    """Report on all timed actions as one event; return its people and actions."""
    snapshot = Snapshot(folder)
    report = report_cascade(Context(snapshot, store="benchmark"), EVENT)
    return report.people, len(snapshot.recorded().account)


def report_all(folder: Path) -> tuple[int, int]:
    """Report on every message, one after another; return messages and actions."""
    snapshot = Snapshot(folder)
    context, recorded = Context(snapshot, store="benchmark"), snapshot.recorded()
    for key in recorded.keys:
        report_cascade(context, str(key))
    return len(recorded.keys), len(recorded.account)


def forget(folder: Path) -> tuple[int, int]:
    """Remove all answers that are kept beside the snapshot."""
    for kept in folder.glob("*.vectors.npz"):
        kept.unlink()
    return 0, 0


def measure(*, small: bool) -> Findings:
    """Measure the report of an event and of many messages; say how many parents are found."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        event, messages = actions(folder, small=small), _tables(folder, small=small)
        rows = [
            *_rows(
                "ricochet report of all Higgs actions",
                report_event,
                [event] if event else None,
                folder / "event",
            ),
            *_rows("ricochet report of each Twitter15/16 message", report_all, messages, folder / "messages"),
        ]
        return Findings(rows, [_parents_found(1_000 if small else 20_000, folder / "synthetic")])


def _rows(work: str, report: Work, files: Sequence[Path] | None, folder: Path) -> Iterator[Row]:
    if files is None:
        yield Row(work, peer="data absent")
        return
    snapshot = _snapshot(files, folder)
    first, later = medians(
        lambda: in_fresh_process(report, snapshot, before=forget),
        lambda: in_fresh_process(report, snapshot, before=report),
    )
    yield Row.within(f"{work}, first question: communities too", first, GOAL_SECONDS, AIM_SECONDS)
    yield Row.within(f"{work}, later question", later, GOAL_SECONDS, AIM_SECONDS)


def _snapshot(files: Sequence[Path], folder: Path) -> Path:
    folder.mkdir()
    open_store = opener(str(folder / "store.duckdb"))
    load_files(open_store, files, READING)
    with open_store() as store:
        return snapshot_of(store, Projection(), folder).folder


def _tables(folder: Path, *, small: bool) -> list[Path] | None:
    """Return messages and reposts: the real ones, None where they are missing, or small ones made here."""
    if small:
        return _small_tables(folder)
    files = [DATA / "twitter15-16" / f"{name}.csv.gz" for name in ("messages", "reposts")]
    return files if all(file.exists() for file in files) else None


def _small_tables(folder: Path) -> list[Path]:
    rng, files = np.random.default_rng(7), [folder / "messages.csv", folder / "reposts.csv"]
    messages = [f"{message},0,{_START + 1_000 * message}" for message in range(_SMALL_MESSAGES)]
    reposts = [
        f"{message},{account},{rng.integers(account)},{_START + 1_000 * message + account}"
        for message in range(_SMALL_MESSAGES)
        for account in range(1, _SMALL_REPOSTS)
    ]
    files[0].write_text("\n".join(["message,author,at", *messages]) + "\n")
    files[1].write_text("\n".join(["message,account,parent_account,at", *reposts]) + "\n")
    return files


def _parents_found(n_accounts: int, folder: Path) -> str:
    share = {name: f"{100 * value:.1f} %" for name, value in shares_found(n_accounts, folder).items()}
    methods = "; ".join(f"{name} {share[name]}, {share[f'{name}, shuffled']} if shuffled" for name in METHODS)
    return (
        f"True parents found on a synthetic network of {n_accounts:,} accounts, in the later half of its "
        f"messages, from the ties of the earlier: {methods}; always the author {share['author']}; anybody "
        f"who came before {share['chance']}."
    )


if __name__ == "__main__":
    run(measure)
