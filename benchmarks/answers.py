"""The best relays of a topic, as the service answers: at the first question, and at every later one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from api.services.context import Context
from api.services.relays import rank_relays
from benchmarks.ingest import TOPIC, actions, load, opener
from benchmarks.measuring import Findings, Row, in_fresh_process, medians, run
from graph.projection import Projection, snapshot_of
from graph.snapshot import Snapshot


def ask(folder: Path) -> tuple[int, int]:
    """Ask for the best 25 with the usual number of samples; return the snapshot's accounts and edges."""
    return _ask(folder, n_samples=65_536)


def warm_up(folder: Path) -> tuple[int, int]:
    """Load the kernels as a service that runs has them."""
    return _ask(folder, n_samples=1_000)


def warm_up_and_forget(folder: Path) -> tuple[int, int]:
    """Load the kernels and remove all answers that are kept."""
    answer = warm_up(folder)
    for kept in folder.glob("*.vectors.npz"):
        kept.unlink()
    return answer


def _ask(folder: Path, *, n_samples: int) -> tuple[int, int]:
    snapshot = Snapshot(folder)
    rank_relays(Context(snapshot, store="benchmark"), topic=TOPIC, n_samples=n_samples)
    return snapshot.n, snapshot.m


def measure(*, small: bool) -> Findings:
    """Measure a question, cold and warm."""
    with TemporaryDirectory() as name:
        file = actions(Path(name), small=small)
        if file is None:
            return Findings([Row("relays of a topic", peer="data absent")])
        return Findings(list(_cold_and_warm(file, Path(name))))


def _cold_and_warm(file: Path, folder: Path) -> Iterator[Row]:
    address = str(folder / "store.duckdb")
    load(file, address)
    with opener(address)() as store:
        snapshot = snapshot_of(store, Projection(), folder).folder
    first, later = medians(
        lambda: in_fresh_process(ask, snapshot, before=warm_up_and_forget),
        lambda: in_fresh_process(ask, snapshot, before=warm_up),
    )
    yield Row.of("relays of a topic, first question: values, parts, communities", first)
    yield Row.of("relays of a topic, later question: parts", later)


if __name__ == "__main__":
    run(measure)
