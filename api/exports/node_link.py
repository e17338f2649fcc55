"""Node-link JSON, for networkx and D3."""

from __future__ import annotations

from typing import IO

from api.exports.drawing import CREATOR, Drawing
from api.exports.json_text import write_json
from api.exports.networks import network


def write_node_link(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as node-link JSON, as `networkx.node_link_graph` reads it."""
    import networkx as nx  # a service starts without it

    graph = network(drawing)
    graph.graph.update(title=drawing.title, description=drawing.description, creator=CREATOR)
    write_json(nx.node_link_data(graph, edges="edges"), file)
