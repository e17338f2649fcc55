"""`/` and its views: the page for those who would rather look than call, whole from here."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, send_from_directory

VIEWS = ("relays", "path", "message", "plan", "communities", "data")
"""What the page shows, each at an address that can be passed on: it reads the question from its query."""

# Pictures are drawn from data: addresses and, to be saved, from blobs of the page's own making. A form sends
# nothing: what is asked is asked by the script, and a key must not end up in an address.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_BUILT = Path(__file__).parents[1] / "static"

views = Blueprint("views", __name__)


@views.get("/assets/<name>")
def asset(name: str) -> Response:
    """Return a script, a style or a picture of the page, to be asked for anew whenever it has changed."""
    return send_from_directory(_BUILT / "assets", name)


def view() -> Response:
    """Return the page, which finds out by itself what its address asks."""
    response = send_from_directory(_BUILT, "index.html")
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


for _name in ("", *VIEWS):
    views.add_url_rule(f"/{_name}", view_func=view)
