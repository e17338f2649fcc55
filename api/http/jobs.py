"""`/v1/jobs`: calls that take long are answered by a worker, byte for byte as they would have been at once.

A job is a request, kept as it came. The worker makes it again of an application of its own, whose answer
is the result: there is one way to answer a question, not two.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Semaphore
from typing import Annotated, Any, Literal

import flask
from flask import Response, g
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field
from werkzeug.datastructures import Headers
from werkzeug.exceptions import TooManyRequests
from werkzeug.routing import BaseConverter
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response as BaseResponse

from api import answers
from api.answers import Answer, Costs
from api.http.access import CALLER, EVERYBODY, Caller, operation
from api.http.admission import stepped_aside
from api.http.logs import REQUEST_ID
from api.http.operations import answered, resource, responses
from api.http.pages import LedgerQuery
from api.http.parts import parts
from api.http.requests import LeftOut, Query
from api.services.context import Context
from api.services.pages import Page
from api.state import jobs as kept
from api.state.jobs import Asked, Job, Reply
from api.state.turns import has_worker
from graph.errors import ConflictError, JobNotFoundError, ParameterError

LIGHT_SECONDS = 1.0
"""What is expected to take no longer is answered at once."""

LONGEST_WAIT_SECONDS = 60

MOST_WAITING = 100
"""Jobs of one caller that may wait: whoever asks for thousands keeps nobody else from asking."""

_JOB = "ricochet.job"  # in the surroundings of a request that a worker makes again
_ASKED_HEADERS = ("Content-Type", "Accept")
_ANSWER_HEADERS = ("Content-Type", "Content-Disposition", "Location", "Retry-After")
_GLANCE_SECONDS = 0.05
_waiting = Semaphore(8)  # callers that wait for a job hold a thread each; the others are told to come back


class Digest(BaseConverter):
    """A digest in an address; whatever is none names nothing."""

    regex = "[0-9a-f]{32}"


class JobPath(BaseModel):
    """Which job."""

    id: Annotated[str, Field(description="Its `id`.", examples=["0f8fad5bd9cb469fa16570867728950e"])]


class Later(BaseModel):
    """How a heavy call is to be answered: `answered_or_job` reads it."""

    prefer: Annotated[str, Field(max_length=200)] | LeftOut = Field(
        None,
        description="`wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a "
        "job even where it is light. Others are ignored.",
        examples=["wait=5"],
    )
    idempotency_key: Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,200}$")] | LeftOut = Field(
        None,
        description="Whoever sends the same call with the same key again gets the same job, or its answer.",
        examples=["5b1f0c9e"],
        alias="Idempotency-Key",
    )


def answered_or_job(
    answer: Callable[[], Answer | Response],
    *,
    cost: Callable[[], Costs] | None = None,
    mode: Literal["answer", "estimate"] = "answer",
) -> Response:
    """Answer at once what is light, and put what is heavy in the queue: 202, and where to look.

    Where no worker runs, everything is answered at once. The caller may ask to wait (`Prefer: wait=N`), or
    not to (`Prefer: respond-async`), and may ask again without asking twice (`Idempotency-Key`).

    Parameters
    ----------
    answer
        Computes the answer.
    cost
        Computes what that would take, and refuses what the answer would refuse; None: always heavy.
    mode
        `estimate`: say what the answer would take instead.

    Raises
    ------
    ParameterError
        When the key was used for another request.
    """
    if mode == "estimate" and cost:
        return answered(cost())
    if _JOB in flask.request.environ:
        return _response(answer())
    state, asked, key = parts().state, _asked(), _idempotency_key()
    job = kept.job_with_key(state, asked, key) if key else None
    if job is not None:
        return _reported(job)
    if not _has_worker():
        return _answered_now(answer, asked, key)
    seconds = cost().seconds if cost else None
    if seconds is not None and seconds <= LIGHT_SECONDS and _preferred("respond-async") is None:
        return _answered_now(answer, asked, key)
    return _reported(_queued(asked, key, seconds))


def leave_to_worker() -> None:
    """End this request as a job, where a worker runs and this is not the worker that answers it.

    For what has to be made before anything can be answered. Whoever asks the same again meanwhile, as
    whoever looks every second does, gets the same job.

    Raises
    ------
    ParameterError
        When the `Idempotency-Key` was used for another request.
    HTTPException
        The answer, or where it will be.
    """
    if _JOB in flask.request.environ or not _has_worker():
        return
    state, asked, key = parts().state, _asked(), _idempotency_key()
    job = kept.job_with_key(state, asked, key) if key else kept.unfinished_job(state, asked)
    flask.abort(_reported(job or _queued(asked, key)))


def jobs(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of jobs."""
    blueprint = resource("jobs", "Calls that are answered later.")

    @blueprint.get("/jobs", responses=responses(answers.Jobs, 409))
    def list_jobs(query: LedgerQuery) -> Response:
        """List the latest jobs, latest first."""
        caller = _caller() if _others_are_hidden() else None
        page = Page.of_ledger(query.limit, query.cursor, "jobs", caller)
        found = kept.jobs(parts().state, caller=caller, limit=query.limit + 1, before=page.first or None)
        items = [_described(job) for job in found[: query.limit]]
        return answered(answers.Jobs(items=items, **page.ledger_links([job.number for job in found])))

    @blueprint.get("/jobs/<digest:id>", responses=responses(answers.Job, 404))
    def get_job(path: JobPath, query: Query) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Say where a job stands: its state, its progress, and where the answer is."""
        return answered(_described(_own_job(path.id)))

    @blueprint.get("/jobs/<digest:id>/result", responses=_RESULTS)
    def get_job_result(path: JobPath, query: Query) -> Response:  # noqa: ARG001  # as above
        """Return the answer: the bytes, the status and the type that the call itself would have had."""
        job = _own_job(path.id)
        if not _may_see(job):
            raise ConflictError(f"job {path.id}: its answer shows names, which takes the right 'reveal'")
        current()  # nobody who is hidden now is in it
        return _told(job)

    @blueprint.delete("/jobs/<digest:id>", responses=responses(answers.Job, 404))
    def cancel_job(path: JobPath, query: Query) -> Response:  # noqa: ARG001  # as above
        """Cancel a job that waits or runs; one that is finished stays as it is."""
        return answered(_described(kept.cancel_job(parts().state, _own_job(path.id).id)))

    return blueprint


def reply_to(app: flask.Flask, job: Job, asked: Asked) -> Reply:
    """Return what an application answers to a request that was kept."""
    headers = {**asked.headers, REQUEST_ID: job.id}
    builder = EnvironBuilder(method=asked.method, headers=Headers(headers), data=asked.body)
    environ = builder.get_environ()
    environ |= {"PATH_INFO": asked.path, "QUERY_STRING": asked.query, _JOB: job.id, CALLER: asked.caller}
    return _reply(app.response_class.from_app(app.wsgi_app, environ, buffered=True))


_RESULTS: dict[str | int, Any] = responses(Answer, 404, 409, 413, 415) | {
    200: {
        "description": "The answer of the call.",
        "content": {"application/json": {"schema": {}}, "application/octet-stream": {"schema": {}}},
    }
}


def _asked() -> Asked:
    request = flask.request
    return Asked(
        operation=operation(str(request.endpoint)),
        caller=str(flask.g.caller),
        method=request.method,
        path=request.environ["PATH_INFO"],
        query=request.environ["QUERY_STRING"],
        headers={name: request.headers[name] for name in _ASKED_HEADERS if name in request.headers},
        body=request.get_data(),
    )


def _queued(asked: Asked, key: str | None, seconds: float | None = None) -> Job:
    if kept.waiting_jobs(parts().state, caller=asked.caller) >= MOST_WAITING:
        raise TooManyRequests(f"{MOST_WAITING} calls of yours wait for a worker already.", retry_after=60)
    return kept.add_job(parts().state, asked, expected_seconds=seconds, idempotency_key=key)


def _caller() -> str:
    return str(flask.g.get("caller", EVERYBODY))


def _own_job(name: str) -> Job:
    """Return a job that this caller asked for; whoever holds the right `admin` sees those of all."""
    found = kept.job(parts().state, name)
    if _others_are_hidden() and found.caller != _caller():
        raise JobNotFoundError(name)
    return found


def _may_see(job: Job) -> bool:
    """Tell whether this caller may see what the one who asked for a job may: handles and names."""
    reveals = "reveal" in Caller.read(job.caller).rights
    return job.caller == _caller() or not reveals or "reveal" in flask.g.get("caller", EVERYBODY).rights


def _others_are_hidden() -> bool:
    return "admin" not in flask.g.get("caller", EVERYBODY).rights


def _answered_now(answer: Callable[[], Answer | Response], asked: Asked, key: str | None) -> Response:
    response = _response(answer())
    if key:
        kept.remember_answer(parts().state, asked, _reply(response), idempotency_key=key)
    return response


def _response(answer: Answer | Response) -> Response:
    return answered(answer) if isinstance(answer, Answer) else answer


def _reply(response: BaseResponse) -> Reply:
    headers = {name: response.headers[name] for name in _ANSWER_HEADERS if name in response.headers}
    return Reply(response.status_code, headers, response.get_data())


def _has_worker() -> bool:
    path = parts().state.path
    return path is not None and has_worker(path.parent)


def _idempotency_key() -> str | None:
    key = flask.request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(r"[\x21-\x7e]{1,200}", key):
        raise ParameterError("Idempotency-Key", key[:200], "1 to 200 visible ASCII characters")
    return key


def _preferred(name: str) -> str | None:
    """Return what `Prefer` (RFC 7240) says of one preference; None where it does not name it."""
    said = ",".join(flask.request.headers.getlist("Prefer"))
    given = dict(preference.strip().partition("=")[::2] for preference in said.lower().split(","))
    return given.get(name)


def _reported(job: Job) -> Response:
    """Return the answer of a job, if it comes within the time that the caller prefers to wait."""
    job = _awaited(job)
    if job.status is not None:
        return _told(job)
    response = answered(_described(job))
    response.status_code = 202
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    response.headers["Retry-After"] = "1"
    return response


def _awaited(job: Job) -> Job:
    wait = _preferred("wait") or ""
    if job.finished or not re.fullmatch("[0-9]{1,9}", wait) or not _waiting.acquire(blocking=False):
        return job
    try:
        until = time.monotonic() + min(int(wait), LONGEST_WAIT_SECONDS)
        with stepped_aside():
            while not job.finished and time.monotonic() < until:
                time.sleep(_GLANCE_SECONDS)
                job = kept.job(parts().state, job.id)
    finally:
        _waiting.release()
    return job


def _told(job: Job) -> Response:
    """Return the answer of a job, unless it names somebody whom no answer is about by now."""
    reply = kept.job_reply(parts().state, job.id)
    if "context" in g and g.context.names_hidden(reply.body):
        raise ConflictError(f"job {job.id}: somebody in its answer has objected since; ask anew")
    return Response(reply.body, reply.status, dict(reply.headers))


def _described(job: Job) -> answers.Job:
    return answers.Job(
        id=job.id,
        operation=job.operation,
        state=job.state,
        progress=job.progress,
        doing=job.doing,
        detail=job.detail,
        created_at=moment(job.created_ms),
        started_at=None if job.started_ms is None else moment(job.started_ms),
        finished_at=None if job.finished_ms is None else moment(job.finished_ms),
        result=None if job.status is None else f"/v1/jobs/{job.id}/result",
    )


def moment(at_ms: int) -> str:
    """Return a time as answers carry it: UTC, to the millisecond.

    Examples
    --------
    >>> moment(0)
    '1970-01-01T00:00:00.000Z'
    """
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
