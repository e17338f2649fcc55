"""One page that draws the network in a browser, offline: script, style and compressed network in one file."""

from __future__ import annotations

import gzip
import hashlib
import html
import io
from base64 import b64encode
from importlib.resources import files
from string import Template
from typing import IO

from api.exports.drawing import Drawing, write_text
from api.exports.graphology import write_graphology

_PARTS = files("api.exports")


def write_page(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as a page for a browser, which may run nothing but the script that is in it.

    The script is sigma on graphology, built from `web/src/network.ts`.
    """
    script, style = ((_PARTS / name).read_text() for name in ("network.js", "page.css"))
    told = io.BytesIO()
    write_graphology(drawing, told)
    page = Template((_PARTS / "page.html").read_text()).substitute(
        title=html.escape(drawing.title),
        description=html.escape(drawing.description),
        data=b64encode(gzip.compress(told.getvalue(), mtime=0)).decode(),
        script=script,
        script_hash=_digest(script),
        style=style,
        style_hash=_digest(style),
    )
    write_text(page, file)


def _digest(text: str) -> str:
    """Return how a Content-Security-Policy names a script or a style that may run."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
