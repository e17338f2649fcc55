"""The headers that every answer carries, good or bad."""

from __future__ import annotations

from time import perf_counter

from flask import Flask, Response, g, request

from api.http.access import COOKIE

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}
_YEAR_SECONDS = 365 * 86_400


def register_headers(app: Flask) -> None:
    """Put the headers, and how long it took, on every answer of an application."""
    app.before_request(_start)
    app.after_request(_complete)


def _start() -> None:
    g.started = perf_counter()


def _complete(response: Response) -> Response:
    if request.authorization is not None or COOKIE in request.cookies:
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.vary.update(("Authorization", "Cookie"))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR_SECONDS}")
    response.headers["Server-Timing"] = f"total;dur={1000 * (perf_counter() - g.started):.1f}"
    return response
