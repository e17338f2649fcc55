"""Every failure as one problem+json body (RFC 9457), and the one table from error type to status."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask, Response, g
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import HTTPException

from algorithms.pool import CancelledError
from graph.errors import (
    AccountNotFoundError,
    AmbiguousAccountError,
    BacktestNotFoundError,
    CommunityNotFoundError,
    ConflictError,
    CursorError,
    InputError,
    LimitError,
    ListNotFoundError,
    MessageNotFoundError,
    NotFoundError,
    ParameterError,
    RicochetError,
    SchemaMismatchError,
    StaleCursorError,
    StoreError,
    StoreUnavailableError,
    TooFewAuthorsError,
    TopicNotFoundError,
    VersionNotFoundError,
)

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5

_MAX_REFUSALS = 20  # a body of a million wrong fields must not be answered with a million lines
_MAX_NAME = 100  # a field's name is the caller's text, and as long as the caller likes
_LEFT_OUT = "none"
_TYPE = re.compile(r"constrained-\w+|function-\w+\[.*\]|datetime|str|int|float|bool")
_KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


class Refusal(BaseModel):
    """One value that is not allowed."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="The parameter or field, with its place in a list after a dot.")
    reason: str


class Problem(BaseModel):
    """What went wrong, and what the caller or the operator can do; the body of every failure."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Names the kind of problem and never changes.")
    title: str
    status: int
    detail: str
    errors: list[Refusal] = Field([], description="What is not allowed, value by value; 20 at most.")
    name: str | None = Field(None, description="The argument that is not allowed.")
    requirement: str | None = Field(None, description='What it "must be".')
    nearest: list[str] | None = Field(None, description="The nearest known names.")
    matches: list[str] | None = Field(None, description="Keys of the accounts that answer to the name.")
    found: int | None = Field(None, description="How many there are.")
    needed: int | None = Field(None, description="How many there would have to be.")


@dataclass(frozen=True, slots=True)
class _Kind:
    status: int
    slug: str
    title: str
    members: tuple[str, ...] = ()


_INVALID = _Kind(422, "invalid-parameter", "A value is not allowed", ("name", "requirement"))
_INTERNAL = _Kind(500, "internal-server-error", "Internal Server Error")

_KINDS = {
    InputError: _Kind(422, "invalid-input", "What was given cannot be used"),
    ParameterError: _INVALID,
    CursorError: _Kind(422, "cursor-of-another-question", "The cursor is of another question"),
    TooFewAuthorsError: _Kind(422, "too-few-authors", "The topic has too few authors", ("found", "needed")),
    NotFoundError: _Kind(404, "nothing-of-that-name", "Nothing of that name is known"),
    TopicNotFoundError: _Kind(404, "topic-not-found", "No such topic", ("nearest",)),
    ListNotFoundError: _Kind(404, "list-not-found", "No such list of accounts", ("nearest",)),
    MessageNotFoundError: _Kind(404, "message-not-found", "No such message", ("nearest",)),
    AccountNotFoundError: _Kind(404, "account-not-found", "No such account"),
    CommunityNotFoundError: _Kind(404, "community-not-found", "No such community in this snapshot"),
    VersionNotFoundError: _Kind(404, "graph-version-not-found", "No such version of the graph"),
    BacktestNotFoundError: _Kind(404, "backtest-not-found", "No back-test is kept"),
    ConflictError: _Kind(409, "conflict", "The present state forbids it"),
    AmbiguousAccountError: _Kind(409, "ambiguous-account", "Several accounts match", ("matches",)),
    StaleCursorError: _Kind(409, "stale-cursor", "The cursor is of another snapshot"),
    LimitError: _Kind(413, "too-much-memory", "The question would take too much memory"),
    StoreError: _Kind(503, "store", "The store cannot serve"),
    StoreUnavailableError: _Kind(503, "store-unavailable", "The store is unavailable"),
    CancelledError: _Kind(503, "cancelled", "The run was stopped"),
    SchemaMismatchError: _Kind(503, "schema-mismatch", "The store was written by another version"),
}


def register_errors(app: Flask) -> None:
    """Give every failure of an application the one body."""
    app.register_error_handler(RicochetError, answer_domain_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(FileNotFoundError, answer_missing_file)


def status_of(error: type[BaseException]) -> int:
    """Return the HTTP status of an error type: its own, or that of its nearest ancestor.

    Examples
    --------
    >>> from graph.errors import LoadNotFoundError
    >>> status_of(LoadNotFoundError), status_of(KeyError)
    (404, 500)
    """
    return _kind_of(error).status


def answer_domain_error(error: RicochetError) -> Response:
    """Return the problem that one of our own errors is."""
    kind = _kind_of(type(error))
    if kind is _INTERNAL:
        raise error
    members = {name: getattr(error, name) for name in kind.members}
    refusals = (
        [Refusal(name=error.name, reason=f"must be {error.requirement}")]
        if isinstance(error, ParameterError)
        else []
    )
    response = _answer(kind, str(error), refusals, **members)
    if kind.status == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def answer_missing_file(error: FileNotFoundError) -> Response:
    """Return the problem that a snapshot is which an erasure has just taken away from under a request."""
    context = g.get("context")
    if context is None or context.snapshot.folder.exists():
        raise error
    return answer_domain_error(
        StoreUnavailableError(context.store, "its snapshot is being replaced", "ask again in a moment")
    )


def answer_invalid_request(error: ValidationError) -> Response:
    """Return the problem that a query, path or body with values that are not allowed is."""
    found = [
        (_named(each["loc"], extra=each["type"] == "extra_forbidden"), each["msg"])
        for each in error.errors(include_url=False, include_context=False, include_input=False)
        if each["loc"][-1:] != (_LEFT_OUT,)
    ]
    refusals = [_refusal(place, reason) for place, reason in found[:_MAX_REFUSALS]]
    detail = "; ".join(f"{refusal.name}: {refusal.reason}" for refusal in refusals)
    return _answer(_INVALID, detail, refusals)


def answer_http_error(error: HTTPException) -> Response:
    """Return the problem that a refusal by the server itself is: unknown path, malformed body, failure."""
    kind = _Kind(error.code or 500, re.sub(r"\W+", "-", error.name.lower()), error.name)
    response = _answer(kind, error.description or error.name, [])
    response.headers.update([header for header in error.get_headers() if header[0] in _KEPT_HEADERS])
    return response


def _kind_of(error: type[BaseException]) -> _Kind:
    return next((_KINDS[ancestor] for ancestor in error.__mro__ if ancestor in _KINDS), _INTERNAL)


def _named(place: tuple[int | str, ...], *, extra: bool) -> tuple[int | str, ...]:
    """Return a place without what pydantic calls the types of a value that may be left out."""
    if extra or len(place) < 2 or not _TYPE.fullmatch(str(place[-1])):
        return place
    return place[:-1]


def _refusal(place: tuple[int | str, ...], reason: str) -> Refusal:
    return Refusal(name=".".join(map(str, place))[:_MAX_NAME] or "request", reason=reason)


def _answer(kind: _Kind, detail: str, errors: list[Refusal], **members: object) -> Response:
    problem = Problem.model_validate(
        {
            "type": f"/problems/{kind.slug}",
            "title": kind.title,
            "status": kind.status,
            "detail": detail,
            "errors": errors,
            **members,
        }
    )
    return Response(problem.model_dump_json(exclude_none=True), kind.status, mimetype=MEDIA_TYPE)
