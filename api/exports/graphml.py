"""GraphML, for Gephi, Cytoscape, yEd, igraph and networkx."""

from __future__ import annotations

from typing import IO
from xml.etree.ElementTree import Element

from api.exports.drawing import Drawing, Row, known, writable
from api.exports.networks import network


def write_graphml(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as GraphML."""
    from networkx.readwrite.graphml import GraphMLWriter  # a service starts without it

    # write_graphml takes lxml where that is installed, and then writes other bytes; neither knows <desc>.
    writer = GraphMLWriter(network(drawing, clean=_writable), prettyprint=True)
    told = Element("desc")
    told.text = writable(f"{drawing.title}: {drawing.description}")
    writer.xml.insert(0, told)
    writer.dump(file)


def _writable(row: Row) -> Row:
    return {name: writable(value) if isinstance(value, str) else value for name, value in known(row).items()}
