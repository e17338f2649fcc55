"""DOT, for Graphviz."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO

from api.exports.drawing import Drawing, Row, Value, known, write_text

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_POINTS_PER_INCH = 72.0


def write_dot(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as DOT, its nodes pinned to their places (`neato -n` keeps them)."""
    graph, arrow = ("digraph", "->") if drawing.directed else ("graph", "--")
    write_text(f"{graph} {_quoted(drawing.title)} {{\n", file)
    write_text(f"  graph [comment={_quoted(drawing.description)}];\n", file)
    write_text('  node [shape="point", penwidth="0"];\n', file)
    for row in drawing.node_rows():
        label, x, y, size, colour = (row.pop(name) for name in ("label", "x", "y", "size", "color"))
        assert isinstance(size, float)  # noqa: S101  # every node has a size
        drawn: Row = {
            "pos": f"{x},{y}!",
            "width": size / _POINTS_PER_INCH,
            "fillcolor": colour,
            "xlabel": label,
        }
        write_text(f"  {_quoted(row.pop('id'))} [{_said({**row, **drawn})}];\n", file)
    for row in drawing.edge_rows():
        ends = f"{_quoted(row.pop('source'))} {arrow} {_quoted(row.pop('target'))}"
        write_text(f"  {ends} [{_said(row)}];\n", file)
    write_text("}\n", file)


def _said(values: Mapping[str, Value]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in known(dict(values)).items())


def _quoted(value: Value) -> str:
    r"""Return a value as a quoted text, with a blank for each control character.

    Graphviz reads texts as C does, up to the first NUL, and `\` before most letters as an instruction. In
    names it keeps the second backslash, without which one at the end would swallow the quote.
    """
    text = _CONTROL.sub(" ", str(value))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
