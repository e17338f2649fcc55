"""The drawing as networkx knows it, for the formats that networkx writes well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from api.exports.drawing import Drawing, Row, known

if TYPE_CHECKING:
    import networkx as nx


def network(drawing: Drawing, *, clean: Callable[[Row], Row] = known) -> nx.Graph[str]:
    """Return nodes and edges with their attributes; what is unknown is left out.

    Parameters
    ----------
    drawing
        Drawn.
    clean
        What to make of a row first.
    """
    import networkx as nx  # a service starts without it

    graph: nx.Graph[str] = nx.DiGraph() if drawing.directed else nx.Graph()
    for row in map(clean, drawing.node_rows()):
        graph.add_node(str(row.pop("id")), **row)
    for row in map(clean, drawing.edge_rows()):
        graph.add_edge(str(row.pop("source")), str(row.pop("target")), **row)
    return graph
