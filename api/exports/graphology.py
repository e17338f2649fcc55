"""Graphology JSON, for graphology, sigma and Gephi Lite."""

from __future__ import annotations

from typing import IO

from api.exports.drawing import CREATOR, Drawing
from api.exports.json_text import write_json


def write_graphology(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as `Graph.from` of graphology reads it; what is unknown is null."""
    nodes = [{"key": row.pop("id"), "attributes": row} for row in drawing.node_rows()]
    edges = [
        {"key": str(number), "source": row.pop("source"), "target": row.pop("target"), "attributes": row}
        for number, row in enumerate(drawing.edge_rows())
    ]
    kind = "directed" if drawing.directed else "undirected"
    written = {
        "attributes": {"title": drawing.title, "description": drawing.description, "creator": CREATOR},
        "options": {"type": kind, "multi": False, "allowSelfLoops": False},
        "nodes": nodes,
        "edges": edges,
    }
    write_json(written, file)
