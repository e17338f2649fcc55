"""Who may call what: keys, rights, rates, and a line of each call.

On loopback there is nothing to show until the first key is made: then, as everywhere else, each call
carries one, or the cookie of somebody who showed one to log in. Whatever the table below does not name is
nobody's.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self
from urllib.parse import urlsplit

import flask
from flask import Flask, Response, g
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, TooManyRequests, Unauthorized

from api.http.parts import parts
from api.state.audit import Line, write_line
from api.state.keys import RIGHTS, Key, find_key, has_keys
from api.state.quotas import count_call
from api.state.sessions import Session, find_session

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
CALLER = "ricochet.caller"
"""Where the surroundings of a request that a worker makes again say who asked first."""

COOKIE: Final = "ricochet_session"
_PASSED_ON: Final = (
    "Forwarded",
    "Via",
    "X-Real-IP",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
)
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

KEY_NEEDED: Final = (
    "A key as `ricochet keys create` prints it. None is needed on loopback until the first one is made."
)
LOGGED_IN: Final = "The cookie that `POST /v1/session` sets: it stands for the key that was shown there."
NO_KEY: Final = "No such key stands."
ANYBODY: Final = "anybody"

ROLES: dict[str, str] = {
    "view": ANYBODY,
    "asset": ANYBODY,
    "docs": ANYBODY,
    "start": ANYBODY,
    "swagger": ANYBODY,
    "openapi": ANYBODY,
    "get_health": ANYBODY,
    "get_readiness": ANYBODY,
    "get_session": ANYBODY,
    "log_in": ANYBODY,
    "log_out": ANYBODY,
    "cancel_job": "read",
    "change": "read",
    "change_kept_plan": "read",
    "equivalents": "read",
    "get_metrics": "read",
    "ingest": "ingest",
    "list_all_loads": "read",
    "undo": "ingest",
    "compare_audiences": "read",
    "delete_plan": "read",
    "draw_cascade": "read",
    "erase_subject": "dpo",
    "export": "read",
    "find_accounts": "read",
    "forecast_cascade": "read",
    "freeze_forecast": "ingest",
    "get_account": "read",
    "get_bridges": "read",
    "get_cascade": "read",
    "get_communities": "read",
    "get_community": "read",
    "get_forecast": "read",
    "get_graph": "read",
    "get_job": "read",
    "get_job_result": "read",
    "get_map": "read",
    "get_plan": "read",
    "get_subject": "dpo",
    "list_aliases": "read",
    "list_audit": "admin",
    "list_cascades": "read",
    "list_central_accounts": "read",
    "list_graph_versions": "read",
    "list_forecasts": "read",
    "list_jobs": "read",
    "list_measures_of_centrality": "read",
    "list_paths": "read",
    "list_plans": "read",
    "list_relays": "read",
    "list_topics": "read",
    "list_rising": "read",
    "list_unheard": "read",
    "list_upstream": "read",
    "object_to_answers": "dpo",
    "plan": "read",
    "run_backtest": "admin",
    "show_backtest": "read",
    "show_group": "read",
    "simulate_cascade": "read",
    "withdraw_objection": "dpo",
}
"""The right that each operation takes."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls.

    Parameters
    ----------
    key, holder
        Id and name of the key; None without one.
    rights
        Some of `RIGHTS`.
    """

    key: str | None
    holder: str | None
    rights: frozenset[str]

    def __str__(self) -> str:
        return f"{self.key or ''} {' '.join(sorted(self.rights))}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a caller back from its text, in which a job keeps who asked for it.

        Examples
        --------
        >>> Caller.read(str(Caller("0a1b2c3d", None, frozenset({"read"})))).rights
        frozenset({'read'})
        """
        key, *rights = text.split(" ")
        return cls(key or None, None, frozenset(rights))


EVERYBODY = Caller(None, None, frozenset(RIGHTS))
NOBODY = Caller(None, None, frozenset())


def register_access(app: Flask) -> None:
    """Ask every call of an application for its rights, and note how it ended."""
    app.before_request(_check)
    app.after_request(_note)


def required_right() -> str | None:
    """Return the right that this request takes; None where no operation answers to it."""
    endpoint = flask.request.endpoint
    return None if endpoint is None else ROLES.get(operation(endpoint), "nobody's")


def operation(endpoint: str) -> str:
    """Return the name of an operation.

    Examples
    --------
    >>> operation("relays.list_relays")
    'list_relays'
    """
    return endpoint.rpartition(".")[2]


def may_reveal() -> bool:
    """Tell whether this caller may see handles and names."""
    return "reveal" in g.caller.rights


def is_open() -> bool:
    """Tell whether no key is needed: none was made, and caller and address are on this machine."""
    host = urlsplit(f"//{flask.request.host}").hostname  # a page of another name may have been led here
    here = flask.request.remote_addr in LOOPBACK and host in LOOPBACK and not _is_passed_on()
    return here and not parts().keys_required and not has_keys(parts().state)


def _is_passed_on() -> bool:
    """Tell whether a proxy passes the call on, for whomever.

    Proxies say so in a header. nginx without further settings does not, and calls the service by the name
    that its own settings use; but it asks in HTTP 1.0, which no browser does.
    """
    old = flask.request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0"
    return old or any(name in flask.request.headers for name in _PASSED_ON)


def identified() -> Session | None:
    """Return who calls by a key or, without one, by the cookie of a log-in; None where neither stands."""
    given = flask.request.authorization
    if given is None:
        session = find_session(parts().state, flask.request.cookies.get(COOKIE, ""))
    else:
        key = find_key(parts().state, given.token or "") if given.type == "bearer" else None
        session = None if key is None else Session(key, key.expires_at)
    if session is not None:
        _name_caller(session.key)
    return session


def refused(said: str) -> Unauthorized:
    """Return the refusal of whoever shows no key that stands."""
    return Unauthorized(said, www_authenticate=WWWAuthenticate("bearer", {"realm": "ricochet"}))


def admitted(key: Key) -> Caller:
    """Return who calls with a key, as often as it may.

    Raises
    ------
    TooManyRequests
    """
    caller = _name_caller(key)
    wait = count_call(parts().state, key, time.time())
    if wait is not None:
        raise TooManyRequests("This key has called as often as it may for now.", retry_after=wait)
    return caller


def _name_caller(key: Key) -> Caller:
    """Let the audit know who calls, even if the call is refused."""
    g.caller = caller = Caller(key.id, key.name, key.rights)
    return caller


def _check() -> None:
    g.caller = NOBODY
    right = required_right()
    if right is None or flask.request.method == "OPTIONS":
        return
    _refuse_other_pages()
    if right == ANYBODY:
        return
    g.caller = _caller()
    if right not in g.caller.rights:
        raise Forbidden(f"This takes a key with the right '{right}'.")


def _refuse_other_pages() -> None:
    """Refuse a change that a page from elsewhere asks for: browsers say by themselves who their reader is."""
    asked = flask.request
    if asked.method in _SAFE or asked.authorization is not None or CALLER in asked.environ:
        return
    site, origin = asked.headers.get("Sec-Fetch-Site"), asked.headers.get("Origin")
    here = origin is None or origin.partition("://")[2] == asked.host
    if not (here if site is None else site in ("same-origin", "none")):
        raise Forbidden("This may be asked by the service's own page, or with a key.")


def _caller() -> Caller:
    surroundings = flask.request.environ
    if CALLER in surroundings:
        return Caller.read(surroundings[CALLER])
    given = flask.request.authorization
    if given is None and is_open():
        return EVERYBODY
    session = identified()
    if session is None:
        raise refused(NO_KEY if given else "This call takes a key: Authorization: Bearer ric_…")
    return admitted(session.key)


def _note(response: Response) -> Response:
    caller: Caller = g.get("caller", NOBODY)
    if caller.key and caller.holder and CALLER not in flask.request.environ:
        line = Line(
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            key=caller.key,
            holder=caller.holder,
            operation=operation(flask.request.endpoint or "none"),
            status=response.status_code,
            milliseconds=round(1000 * (time.perf_counter() - g.started)),
        )
        write_line(parts().state, line)
    return response
