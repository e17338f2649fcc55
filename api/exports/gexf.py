"""GEXF 1.3, for Gephi, Gephi Lite and sigma: weights, sizes, colours, places, and when each was there.

networkx writes GEXF, too, but dates each file, so that two are never the same, knows no description, and
lets characters through that no XML file may hold.

References
----------
GEXF 1.3 Primer, https://gexf.net/primer.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import XMLGenerator

from api.exports.drawing import CREATOR, Drawing, Edge, Node, Spell, Value, time_text, writable

_NAMESPACES = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
# "dateTime" would be read by Gephi alike, and by networkx not at all.
_TIMED = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
_TYPES = {str: "string", int: "long", float: "double"}
_EDGE_COLUMNS = {"probability": float, "kind": str}


def write_gexf(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as GEXF 1.3."""
    xml = _Elements(file)
    with xml.inside("gexf", _NAMESPACES):
        _write_meta(drawing, xml)
        direction = {"defaultedgetype": "directed" if drawing.directed else "undirected"}
        with xml.inside("graph", {**direction, **(_TIMED if drawing.timed else {"mode": "static"})}):
            _write_columns("node", _node_columns(drawing), xml)
            _write_columns("edge", _EDGE_COLUMNS, xml)
            with xml.inside("nodes", {"count": len(drawing.nodes)}):
                for node in drawing.nodes:
                    _write_node(node, drawing, xml)
            with xml.inside("edges", {"count": len(drawing.edges)}):
                for number, edge in enumerate(drawing.edges):
                    _write_edge(number, edge, xml)
    xml.end()


class _Elements:
    """XML, an element at a time, a line each."""

    def __init__(self, file: IO[bytes]) -> None:
        self._writer = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
        self._writer.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, Value]) -> Iterator[None]:
        self._start(name, attributes)
        self._writer.characters("\n")
        yield
        self._end(name)

    def element(self, name: str, attributes: Mapping[str, Value], text: str = "") -> None:
        self._start(name, attributes)
        if text:
            self._writer.characters(writable(text))
        self._end(name)

    def end(self) -> None:
        self._writer.endDocument()

    def _start(self, name: str, attributes: Mapping[str, Value]) -> None:
        written = {name: writable(str(value)) for name, value in attributes.items() if value is not None}
        self._writer.startElement(name, written)  # type: ignore[arg-type]  # a mapping is what it needs

    def _end(self, name: str) -> None:
        self._writer.endElement(name)
        self._writer.characters("\n")


def _node_columns(drawing: Drawing) -> dict[str, type]:
    return {"community": int, **drawing.columns}


def _write_meta(drawing: Drawing, xml: _Elements) -> None:
    with xml.inside("meta", {}):
        xml.element("creator", {}, CREATOR)
        xml.element("description", {}, f"{drawing.title}. {drawing.description}")


def _write_columns(of: str, columns: Mapping[str, type], xml: _Elements) -> None:
    with xml.inside("attributes", {"class": of, "mode": "static"}):
        for name, kind in columns.items():
            xml.element("attribute", {"id": name, "title": name, "type": _TYPES[kind]})


def _write_node(node: Node, drawing: Drawing, xml: _Elements) -> None:
    with xml.inside("node", {"id": node.key, "label": node.label}):
        values = {"community": node.community, **node.attributes}
        _write_values({name: values.get(name) for name in _node_columns(drawing)}, xml)
        _write_spells(node.spells, xml)
        xml.element("viz:size", {"value": node.size})
        xml.element("viz:position", {"x": node.x, "y": node.y, "z": 0.0})
        red, green, blue = bytes.fromhex(node.colour.removeprefix("#"))
        xml.element("viz:color", {"r": red, "g": green, "b": blue})


def _write_edge(number: int, edge: Edge, xml: _Elements) -> None:
    ends = {"source": edge.source, "target": edge.target}
    with xml.inside("edge", {"id": number, **ends, "weight": edge.weight}):
        # GEXF has a kind of its own, which makes several edges of Gephi's between two nodes of what is one.
        _write_values({"probability": edge.probability, "kind": edge.kind}, xml)
        _write_spells(edge.spells, xml)


def _write_values(values: Mapping[str, Value], xml: _Elements) -> None:
    if any(value is not None for value in values.values()):
        with xml.inside("attvalues", {}):
            for name, value in values.items():
                if value is not None:
                    xml.element("attvalue", {"for": name, "value": value})


def _write_spells(spells: Sequence[Spell], xml: _Elements) -> None:
    if spells:
        with xml.inside("spells", {}):
            for spell in spells:
                end = None if spell.end_ms is None else time_text(spell.end_ms)
                xml.element("spell", {"start": time_text(spell.start_ms), "end": end})
