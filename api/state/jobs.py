"""Jobs: requests that are answered later, one after the other, by a worker; kept over a restart.

A table of our own rather than a queue from a library: huey, the nearest, pickles tasks and results, forks its
workers, and cannot end a task that runs. What is needed beside a table is one UPDATE … RETURNING.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from api.state.database import State
from graph.errors import ConflictError, JobNotFoundError, ParameterError

JobState = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
UNFINISHED = ("queued", "running")

KEPT_MS = 7 * 24 * 60 * 60 * 1000
"""How long a finished job and its result are kept."""

_LISTED = (
    "number, id, operation, caller, state, progress, doing, detail, expected_seconds, created_ms, "
    "started_ms, finished_ms, status"
)


_PROGRESS = {"queued": 0.0, "done": 1.0, "failed": 1.0}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as it can be made again.

    Parameters
    ----------
    operation
        Name of what is asked for.
    caller
        Who asks, as whoever checks that wrote it down; the job is answered with the rights of then.
    method, path, query, headers, body
        Of the request; path and query as a server hands them over.
    """

    operation: str
    caller: str
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    def digest(self) -> str:
        """Return what is the same for the same request: the body itself is not kept once it is answered."""
        words = json.dumps([self.method, self.path, self.query, dict(self.headers)], sort_keys=True)
        return hashlib.blake2b(words.encode() + self.body, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request was answered: exactly the bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """Where a job stands.

    Attributes
    ----------
    number
        In the order of asking.
    progress
        0 to 1, from the share of the expected time that has passed where the work does not tell; None
        where nothing is known.
    detail
        Why it has no result.
    """

    number: int
    id: str
    operation: str
    caller: str
    state: JobState
    progress: float | None
    doing: str | None
    detail: str | None
    created_ms: int
    started_ms: int | None
    finished_ms: int | None
    status: int | None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in UNFINISHED


def add_job(
    state: State, asked: Asked, *, expected_seconds: float | None = None, idempotency_key: str | None = None
) -> Job:
    """Put a request in the queue; with a key that the caller has used, return the job of then.

    Raises
    ------
    ParameterError
        When the key was used for another request.
    """
    with state.connection() as database:
        _forget_old(database)
        known = _with_key(database, asked, idempotency_key)
        if known is not None:
            return known
        return _insert(
            database,
            asked,
            state="queued",
            expected_seconds=expected_seconds,
            idempotency_key=idempotency_key,
        )


def remember_answer(state: State, asked: Asked, reply: Reply, *, idempotency_key: str) -> None:
    """Keep what was answered at once, for whoever asks again with the same key."""
    with state.connection() as database:
        if _with_key(database, asked, idempotency_key) is None:
            job = _insert(database, asked, state="done", idempotency_key=idempotency_key)
            _complete(database, job.id, "done", reply=reply)


def job_with_key(state: State, asked: Asked, idempotency_key: str) -> Job | None:
    """Return the job of a key, unless it ended without an answer.

    Raises
    ------
    ParameterError
        When the key was used for another request.
    """
    with state.connection() as database:
        return _with_key(database, asked, idempotency_key)


def unfinished_job(state: State, asked: Asked) -> Job | None:
    """Return a job of the same caller and request that waits or runs, if there is one."""
    with state.connection() as database:
        row = database.execute(
            f"SELECT {_LISTED} FROM job WHERE state IN {UNFINISHED} AND caller = ? AND digest = ?",  # noqa: S608  # constants
            (asked.caller, asked.digest()),
        ).fetchone()
    return None if row is None else _read(row)


def job(state: State, name: str) -> Job:
    """Return where a job stands.

    Raises
    ------
    JobNotFoundError
    """
    with state.connection() as database:
        return _job(database, name)


def jobs(state: State, *, caller: str | None = None, limit: int, before: int | None = None) -> list[Job]:
    """Return the latest jobs, of one caller or of all, latest first; before a number if one is given."""
    with state.connection() as database:
        found = database.execute(
            f"SELECT {_LISTED} FROM job WHERE caller = coalesce(:caller, caller) "  # noqa: S608  # a constant
            "AND number < coalesce(:before, 9e18) ORDER BY number DESC LIMIT :limit",
            {"caller": caller, "limit": limit, "before": before},
        )
        return [_read(row) for row in found]


def job_reply(state: State, name: str) -> Reply:
    """Return what a finished job was answered.

    Raises
    ------
    JobNotFoundError
    ConflictError
        When it has no answer, or none yet.
    """
    with state.connection() as database:
        found = _job(database, name)
        if found.status is None:
            reason = found.detail or "it has no answer yet"
            raise ConflictError(f"job {name} is {found.state}: {reason}")
        row = database.execute("SELECT answer_headers, answer FROM job WHERE id = ?", (name,)).fetchone()
    return Reply(found.status, json.loads(row["answer_headers"]), row["answer"])


def claim_job(state: State) -> tuple[Job, Asked] | None:
    """Take the job that has waited longest; None where none waits."""
    with state.connection() as database:
        row = database.execute(
            "UPDATE job SET state = 'running', in_work = TRUE, started_ms = ? WHERE number = "
            "(SELECT min(number) FROM job WHERE state = 'queued') RETURNING *",
            (_now_ms(),),
        ).fetchone()
    if row is None:
        return None
    asked = {name: row[name] for name in ("operation", "caller", "method", "path", "query", "body")}
    return _read(row), Asked(**asked, headers=json.loads(row["headers"]))


def tell_progress(state: State, name: str, doing: str, progress: float | None) -> None:
    """Say what a running job does, and how far it is if that is known."""
    with state.connection() as database:
        database.execute(
            "UPDATE job SET doing = ?, progress = ? WHERE id = ? AND state = 'running'",
            (doing, progress, name),
        )


def finish_job(state: State, name: str, reply: Reply) -> None:
    """Keep what a running job was answered; of one that was cancelled meanwhile nothing is kept."""
    with state.connection() as database:
        database.execute("UPDATE job SET in_work = FALSE WHERE id = ?", (name,))
        if _job(database, name).state == "running":
            _complete(database, name, "done" if reply.status < 400 else "failed", reply=reply)


def cancel_job(state: State, name: str) -> Job:
    """End a job that waits or runs, and return it; a finished one stays as it is.

    Raises
    ------
    JobNotFoundError
    """
    with state.connection() as database:
        if not _job(database, name).finished:
            _complete(database, name, "cancelled", detail="it was cancelled")
        return _job(database, name)


def interrupt_jobs(state: State, detail: str) -> None:
    """Say of every job that runs that it was cut off, and why: for when its worker is gone."""
    with state.connection() as database:
        for row in database.execute("SELECT id FROM job WHERE state = 'running'").fetchall():
            _complete(database, row["id"], "interrupted", detail=detail)
        database.execute("UPDATE job SET in_work = FALSE WHERE in_work")


def cancelled_in_work(state: State) -> bool:
    """Tell whether a worker is still at a job that was cancelled."""
    with state.connection() as database:
        found = database.execute("SELECT 1 FROM job WHERE in_work AND state = 'cancelled'")
        return found.fetchone() is not None


def waiting_jobs(state: State, *, caller: str | None = None) -> int:
    """Return how many jobs are in the queue, of one caller or of all."""
    with state.connection() as database:
        found = database.execute(
            "SELECT count(*) FROM job WHERE state = 'queued' AND caller = coalesce(?, caller)", (caller,)
        )
        return int(found.fetchone()[0])


def job_times(state: State) -> list[tuple[str, JobState, int, float]]:
    """Return for each operation and outcome how many jobs ended so, and their seconds together."""
    with state.connection() as database:
        rows = database.execute("SELECT operation, state, jobs, seconds FROM job_time ORDER BY 1, 2")
        return [tuple(row) for row in rows]


def _insert(
    database: sqlite3.Connection,
    asked: Asked,
    *,
    state: JobState,
    expected_seconds: float | None = None,
    idempotency_key: str | None = None,
) -> Job:
    name = secrets.token_hex(16)
    database.execute(
        "INSERT INTO job (id, operation, caller, method, path, query, headers, body, state, created_ms, "
        "expected_seconds, digest, idempotency_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            name,
            asked.operation,
            asked.caller,
            asked.method,
            asked.path,
            asked.query,
            json.dumps(dict(asked.headers)),
            asked.body,
            state,
            _now_ms(),
            expected_seconds,
            asked.digest(),
            idempotency_key,
        ),
    )
    return _job(database, name)


def _with_key(database: sqlite3.Connection, asked: Asked, idempotency_key: str | None) -> Job | None:
    if idempotency_key is None:
        return None
    mine = (asked.caller, idempotency_key)
    database.execute(
        "UPDATE job SET idempotency_key = NULL WHERE caller = ? AND idempotency_key = ? "
        "AND state IN ('cancelled', 'interrupted')",
        mine,
    )
    row = database.execute("SELECT * FROM job WHERE caller = ? AND idempotency_key = ?", mine).fetchone()
    if row is None:
        return None
    if row["digest"] != asked.digest():
        raise ParameterError("Idempotency-Key", idempotency_key, "new: it was used for another request")
    return _read(row)


def _job(database: sqlite3.Connection, name: str) -> Job:
    row = database.execute(f"SELECT {_LISTED} FROM job WHERE id = ?", (name,)).fetchone()  # noqa: S608  # a constant
    if row is None:
        raise JobNotFoundError(name)
    return _read(row)


def _complete(
    database: sqlite3.Connection,
    name: str,
    outcome: JobState,
    *,
    reply: Reply | None = None,
    detail: str | None = None,
) -> None:
    now = _now_ms()
    row = database.execute(
        "UPDATE job SET state = ?, detail = ?, finished_ms = ?, status = ?, answer_headers = ?, answer = ?, "
        "body = x'' WHERE id = ? RETURNING operation, started_ms",
        (
            outcome,
            detail,
            now,
            reply and reply.status,
            reply and json.dumps(dict(reply.headers)),
            reply and reply.body,
            name,
        ),
    ).fetchone()
    if row["started_ms"] is not None:
        database.execute(
            "INSERT INTO job_time VALUES (?, ?, 1, ?) ON CONFLICT DO UPDATE "
            "SET jobs = jobs + 1, seconds = seconds + excluded.seconds",
            (row["operation"], outcome, (now - row["started_ms"]) / 1000),
        )


def _forget_old(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM job WHERE finished_ms < ?", (_now_ms() - KEPT_MS,))


def _read(row: sqlite3.Row) -> Job:
    known = {name: row[name] for name in Job.__dataclass_fields__ if name != "progress"}
    return Job(**known, progress=_progress(row))


def _progress(row: sqlite3.Row) -> float | None:
    """Return what the work told, or else the share of the expected time that has passed: 0.99 at most."""
    known = _PROGRESS.get(row["state"])
    if known is not None:
        return known
    if row["progress"] is not None:
        return float(row["progress"])
    if row["expected_seconds"] is None or row["state"] != "running":
        return None
    passed = (_now_ms() - int(row["started_ms"])) / 1000
    return min(0.99, passed / max(float(row["expected_seconds"]), 0.001))


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
