"""One line of log a call, under an id that the caller may give: what was called, never whom about."""

from __future__ import annotations

import re
import traceback
import uuid
from time import perf_counter
from types import TracebackType

import flask
from flask import Flask, Response, g

from api.http.parts import parts

REQUEST_ID = "X-Request-Id"

# Digits of a UUID, a trace or a counter: any other text could be somebody's name.
_ID = re.compile("[0-9a-fA-F-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})  # as above
_FRAMES = 8


def register_log(app: Flask) -> None:
    """Have every call of an application told, and its id on every answer."""
    app.before_request(_name)
    app.after_request(_tell)


def tell_failure(error: BaseException | None, frames: TracebackType | None) -> None:
    """Tell where a call failed, without the words of the error: they may hold whatever was asked."""
    last = traceback.extract_tb(frames)[-_FRAMES:]
    parts().log(
        "failure",
        request_id=g.get("request_id"),
        route=_route(),
        error=type(error).__name__,
        at=[f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in last],
    )


def _name() -> None:
    given = flask.request.headers.get(REQUEST_ID, "")
    g.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex


def _tell(response: Response) -> Response:
    response.headers[REQUEST_ID] = g.request_id
    parts().log(
        "request",
        request_id=g.request_id,
        method=flask.request.method if flask.request.method in _METHODS else None,
        route=_route(),
        status=response.status_code,
        milliseconds=round(1000 * (perf_counter() - g.started), 1),
    )
    return response


def _route() -> str | None:
    rule = flask.request.url_rule
    return None if rule is None else rule.rule
