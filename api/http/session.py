"""`/v1/session`: a key is shown once, and known by a cookie from then on, that no script can read."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated, Any

import flask
from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field
from werkzeug.exceptions import TooManyRequests

from api import answers
from api.http.access import COOKIE, NO_KEY, admitted, identified, is_open, refused
from api.http.operations import answered, resource, responses
from api.http.parts import parts
from api.http.requests import Body, Query
from api.services.context import Context
from api.state.keys import RIGHTS, find_key
from api.state.sessions import (
    LASTS_SECONDS,
    Session,
    close_session,
    note_failure,
    open_session,
    wait_after_failures,
)


class LogInBody(Body):
    """What is shown."""

    key: Annotated[
        str, Field(min_length=1, max_length=200, description="A key as `ricochet keys create` prints it.")
    ]


_LOGGED_IN: dict[str | int, Any] = {
    201 if status == 200 else status: said for status, said in responses(answers.Session, 413, 415).items()
}


def session(current: Callable[[], Context]) -> APIBlueprint:  # noqa: ARG001  # who calls is in no snapshot
    """Return the routes by which a reader logs in and out."""
    blueprint = resource("session", "Who calls; logging in and out.")

    @blueprint.get("/session", responses=responses(answers.Session))
    def get_session(query: Query) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Say who calls and what they may, whether or not they showed a key."""
        return answered(_described(identified()))

    @blueprint.post("/session", responses=_LOGGED_IN)
    def log_in(query: Query, body: LogInBody) -> Response:  # noqa: ARG001  # as above
        """Show a key, and be known for twelve hours at most by a cookie that stands for it."""
        token, opened = _opened(body.key)
        response = answered(_described(opened))
        response.status_code = 201
        response.set_cookie(
            COOKIE, token, max_age=LASTS_SECONDS, secure=_is_encrypted(), httponly=True, samesite="Strict"
        )
        return response

    @blueprint.delete("/session", responses=responses(answers.Session))
    def log_out(query: Query) -> Response:  # noqa: ARG001  # as above
        """End the session, if there is one."""
        identified()  # so that the audit knows
        close_session(parts().state, flask.request.cookies.get(COOKIE, ""))
        response = answered(_described(None))
        response.delete_cookie(COOKIE, httponly=True, samesite="Strict")
        return response

    return blueprint


def _opened(text: str) -> tuple[str, Session]:
    state, address, now = parts().state, flask.request.remote_addr or "", time.time()
    wait = wait_after_failures(state, address, now)
    if wait is not None:
        raise TooManyRequests("Too many log-ins from here have failed.", retry_after=wait)
    key = find_key(state, text)
    if key is None:
        note_failure(state, address, now)
        raise refused(NO_KEY)
    admitted(key)
    close_session(state, flask.request.cookies.get(COOKIE, ""))
    return open_session(state, key)


def _described(session: Session | None) -> answers.Session:
    if session is None:
        free = is_open()
        rights = list(RIGHTS) if free else []
        return answers.Session(key_needed=not free, holder=None, rights=rights, expires_at=None)
    return answers.Session(
        key_needed=True,
        holder=session.key.name,
        rights=[right for right in RIGHTS if right in session.key.rights],
        expires_at=session.ends_at,
    )


def _is_encrypted() -> bool:
    """Tell whether the reader came by https, be it to a proxy that comes here without."""
    return flask.request.is_secure or flask.request.headers.get("Origin", "").startswith("https://")
