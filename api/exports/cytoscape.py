"""Cytoscape JSON, for Cytoscape and cytoscape.js.

networkx writes it without the places of the nodes and without names for the edges, which Cytoscape wants.
"""

from __future__ import annotations

from typing import IO

from api.exports.drawing import CREATOR, Drawing, Row, known
from api.exports.json_text import write_json


def write_cytoscape(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as Cytoscape JSON; what is unknown is left out."""
    edges = [{"data": {"id": f"e{number}", **known(row)}} for number, row in enumerate(drawing.edge_rows())]
    written = {
        "format_version": "1.0",
        "generated_by": CREATOR,
        "directed": drawing.directed,
        "multigraph": False,
        "data": {"name": drawing.title, "description": drawing.description},
        "elements": {"nodes": [_node(row) for row in drawing.node_rows()], "edges": edges},
    }
    write_json(written, file)


def _node(row: Row) -> dict[str, object]:
    x, y = row.pop("x"), row.pop("y")
    assert isinstance(y, float)  # noqa: S101  # every node has a place
    return {
        "data": {**known(row), "name": row["label"], "value": row["id"]},
        "position": {"x": x, "y": -y},
    }  # there, y grows down
