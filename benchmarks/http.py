"""The service under load: relays of many topics, beside new sources, and far beyond capacity."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import numpy as np

from benchmarks.graphs import weighted_cascade
from benchmarks.measuring import KEPT, Findings, Measured, Row, run
from benchmarks.open_loop import Answered
from graph.duckdb_store import DuckDBStore
from graph.influence import InfluenceGraph
from graph.projection import Projection, snapshot_of
from graph.records import UNTIMED, Batch, Profile, TieKind, Ties
from graph.snapshot import Snapshot

WORKERS = 2
TOPICS = 20
PER_SECOND = 200.0
SECONDS = 60.0
CONNECTIONS = 64
NEW_SOURCES_AT_ONCE = 2
OVERLOAD_FACTOR = 5
OVERLOAD_SECONDS = 10.0
BUSY = frozenset({429, 503})

_FILTERS: tuple[dict[str, object], ...] = (
    {},
    {"max_followers": 100},
    {"max_followers": 1_000},
    {"max_followers": 10_000},
    {"min_followers": 100},
    {"min_followers": 1_000},
    {"min_followers": 10, "max_followers": 1_000},
    {"limit": 10},
    {"limit": 50},
    {"counting": "relays"},
)
_FIRST = 16  # new sources, so that each worker has met some and is ready for more
_START_SECONDS = 600  # a first start makes and warms whatever is missing


def measure(*, small: bool) -> Findings:
    """Measure latencies as callers see them: from the moment when a request was due."""
    store = _store(small=small)
    snapshot = _snapshot(store)
    with _service(store) as port:
        paths, seconds = _cached_paths(port), SECONDS / 6 if small else SECONDS
        for path in paths:  # second pages, too, have been asked for once: steady are those that are kept
            _get(port, path)
        rng = np.random.default_rng(5)
        fresh = _new_sources(snapshot, rng)
        _send(port, paths=fresh[:_FIRST], callers=2 * WORKERS, seconds=_START_SECONDS)
        steady = _send(port, paths=_shuffled(paths, rng), per_second=PER_SECOND, seconds=seconds)
        beside = _send_together(
            port,
            {"paths": _shuffled(paths, rng), "per_second": PER_SECOND / 4, "seconds": seconds},
            {"paths": fresh[_FIRST:], "callers": NEW_SOURCES_AT_ONCE, "seconds": seconds},
        )
        overload, recovery = _overload(port, paths, rng)
    return Findings(list(_rows(snapshot, steady, beside[1], overload, recovery)), [_said(steady, overload)])


def _rows(
    snapshot: Snapshot,
    steady: Sequence[Answered],
    fresh: Sequence[Answered],
    overload: Sequence[Answered],
    recovery: float,
) -> Iterator[Row]:
    def measured(seconds: float) -> Measured:
        return Measured(seconds, None, snapshot.n, snapshot.m)

    yield Row.within(f"p99, {PER_SECOND:.0f} requests a second, kept", measured(_p99(steady)), 0.05)
    right = sum(answer.status == 200 for answer in steady) / len(steady)
    yield Row.share("the same: share answered with 200", measured(_p99(steady)), right, 1)
    yield Row.within(f"p99, new sources, {NEW_SOURCES_AT_ONCE} at once", measured(_p99(fresh)), 0.5)
    right = sum(answer.status == 200 for answer in fresh) / len(fresh)
    yield Row.share("the same: share answered with 200", measured(_p99(fresh)), right, 1)
    told = sum(answer.status == 200 or (answer.status in BUSY and answer.retry_after) for answer in overload)
    work = f"{OVERLOAD_FACTOR} times capacity: share answered, or told when to come again"
    yield Row.share(work, measured(_p99(overload)), told / len(overload), 1)
    yield Row.within("recovery after that", measured(recovery), 5)


def _said(steady: Sequence[Answered], overload: Sequence[Answered]) -> str:
    median = np.median([answer.seconds for answer in steady])
    statuses = {status: sum(a.status == status for a in overload) for status in {a.status for a in overload}}
    return (
        f"{len(steady):,} requests at {PER_SECOND:.0f} a second, median {median * 1000:.1f} ms; "
        f"{WORKERS} workers. "
        f"Beyond capacity: {json.dumps(statuses, sort_keys=True)} by status (0: no answer)."
    )


def _p99(answers: Sequence[Answered]) -> float:
    return float(np.quantile([answer.seconds for answer in answers], 0.99))


def _cached_paths(port: int) -> list[str]:
    """Return the addresses of the first two pages of each topic and filter, all of them kept by then."""
    paths = []
    for topic in range(TOPICS):
        for chosen in _FILTERS:
            path = f"/v1/relays?{urlencode({'topic': f'topic {topic}', **chosen})}"
            cursor = json.loads(_get(port, path))["next_cursor"]
            paths += [path] if cursor is None else [path, f"{path}&{urlencode({'cursor': cursor})}"]
    return paths


def _new_sources(snapshot: Snapshot, rng: np.random.Generator) -> list[str]:
    keys, topics = snapshot.keys, rng.integers(TOPICS, size=1_000)
    asked = zip(topics, rng.integers(len(keys), size=len(topics)), strict=True)
    questions = ({"topic": f"topic {topic}", "sources": str(keys[int(source)])} for topic, source in asked)
    return [f"/v1/relays?{urlencode(question)}" for question in questions]


def _shuffled(paths: Sequence[str], rng: np.random.Generator) -> list[str]:
    return [paths[place] for place in rng.integers(len(paths), size=10_000)]


def _overload(port: int, paths: Sequence[str], rng: np.random.Generator) -> tuple[list[Answered], float]:
    """Send several times what can be answered; return the answers, and how long until one came as ever."""
    asked = _shuffled(paths, rng)
    flat_out = _send(port, paths=asked, callers=2 * WORKERS, seconds=OVERLOAD_SECONDS / 2)
    capacity = len(flat_out) / (OVERLOAD_SECONDS / 2)
    rate = OVERLOAD_FACTOR * capacity
    overload = _send(port, paths=asked, per_second=rate, seconds=OVERLOAD_SECONDS, connections=1_000)
    end = time.perf_counter()
    while True:
        started = time.perf_counter()
        try:
            _get(port, paths[0])
        except URLError:
            continue
        if time.perf_counter() - started < 0.05:
            return overload, time.perf_counter() - end


def _send(port: int, **asked: object) -> list[Answered]:
    return _send_together(port, asked)[0]


def _send_together(port: int, *asked: dict[str, object]) -> list[list[Answered]]:
    command = [sys.executable, "-m", "benchmarks.open_loop", str(port)]
    senders = []
    for each in asked:
        sender = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert sender.stdin is not None  # noqa: S101  # for the type checker
        sender.stdin.write(json.dumps({"connections": CONNECTIONS, **each} if "per_second" in each else each))
        sender.stdin.close()
        senders.append(sender)
    return [[Answered(**told) for told in json.load(sender.stdout)] for sender in senders if sender.stdout]


def _get(port: int, path: str) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=_START_SECONDS) as answer:
        body: bytes = answer.read()
        return body


@contextmanager
def _service(store: Path) -> Iterator[int]:
    """Serve the store by gunicorn, as the image does, and give its port once it is ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, "RICOCHET_STORE": str(store)}  # noqa: TID251  # for another program
    command = [shutil.which("gunicorn", path=str(Path(sys.executable).parent)) or "gunicorn"]
    command += [
        "--worker-class=ricochet.forked.WaitressWorker",
        f"--workers={WORKERS}",
        "--graceful-timeout=3",
    ]
    command += [f"--bind=127.0.0.1:{port}", "--timeout=600", "ricochet.serving:served_application()"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            yield port
        finally:
            server.terminate()


def _wait(port: int) -> None:
    end = time.perf_counter() + _START_SECONDS
    while time.perf_counter() < end:
        try:
            _get(port, "/readyz")
        except (URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    raise TimeoutError("the service did not become ready")


def _store(*, small: bool) -> Path:
    """Return a store of reshares on twenty topics, made once."""
    n, m = (20_000, 300_000) if small else (1_000_000, 15_000_000)
    path = KEPT / "http" / f"{n}-{m}.duckdb"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with DuckDBStore(unfinished) as store:
            load = store.begin("made here", file="graph", source="benchmark")
            for number, batch in enumerate(_batches(weighted_cascade(n, m), store.batch_rows)):
                store.append(load, number, batch)
            store.seal([load.number])
        unfinished.rename(path)
    return path


def _batches(graph: InfluenceGraph, batch_rows: int) -> Iterator[Batch]:
    """Yield edges as reshares on the topic of whom they come from; followers are who listens."""
    followers = np.diff(graph.out_offsets)
    target = np.repeat(np.arange(graph.n), np.diff(graph.in_offsets))
    topic_sets = ((), *((f"topic {topic}",) for topic in range(TOPICS)))
    for first in range(0, graph.m, batch_rows):
        actor, source = target[first : first + batch_rows], graph.in_sources[first : first + batch_rows]
        accounts, places = np.unique(np.concatenate([actor, source]), return_inverse=True)
        size = len(actor)
        ties = Ties(
            kind=np.full(size, TieKind.RESHARES.code, dtype=np.int8),
            actor=places[:size].astype(np.int32),
            target=places[size:].astype(np.int32),
            at_ms=np.full(size, UNTIMED),
            post=np.full(size, None, dtype=object),
            topics=(1 + source % TOPICS).astype(np.int32),
            count=np.zeros(size, dtype=np.int64),
            probability=np.full(size, np.nan),
            row=np.arange(first + 1, first + 1 + size),
        )
        profiles = {place: Profile(followers=int(followers[each])) for place, each in enumerate(accounts)}
        yield Batch([f"x:{each:07}" for each in accounts], ties, profiles, topic_sets=topic_sets)


def _snapshot(store: Path) -> Snapshot:
    with DuckDBStore(store, read_only=True) as opened:
        return snapshot_of(opened, Projection(), Path(f"{store}.snapshots"))


if __name__ == "__main__":
    run(measure)
