"""GEXF files keep the rules of version 1.3, restated here from its published schema.

Rules: https://gexf.net/schema.html, RELAX NG of 2022. Elements in their order, attributes known, types known,
ids unique, ends and columns that exist, values of their column's type, times of the declared format.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from api.exports import Drawing
from api.exports.gexf import write_gexf
from tests.api.exports.drawings import DRAWINGS, PLAIN, TIMED

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
CHILDREN = {
    "gexf": ["meta", "graph"],
    "meta": ["creator", "keywords", "description"],
    "graph": ["attributes", "nodes", "edges"],
    "attributes": ["attribute"],
    "nodes": ["node"],
    "edges": ["edge"],
    "node": ["attvalues", "spells", "size", "position", "color"],
    "edge": ["attvalues", "spells"],
    "attvalues": ["attvalue"],
    "spells": ["spell"],
}
ATTRIBUTES = {  # by element: those it must have, those it may have
    "gexf": ({"version"}, {"variant"}),
    "graph": (set(), {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation"}),
    "attributes": ({"class"}, {"mode"}),
    "attribute": ({"id", "title", "type"}, set()),
    "nodes": (set(), {"count"}),
    "edges": (set(), {"count"}),
    "node": ({"id"}, {"label"}),
    "edge": ({"source", "target"}, {"id", "weight", "type", "label", "kind"}),
    "attvalue": ({"for", "value"}, set()),
    "spell": (set(), {"start", "end"}),
    "size": ({"value"}, set()),
    "position": ({"x", "y"}, {"z"}),
    "color": ({"r", "g", "b"}, {"a"}),
}
VALUES = {"string": str, "long": int, "double": float}
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def parsed(drawing: Drawing) -> ET.Element:
    file = io.BytesIO()
    write_gexf(drawing, file)
    return ET.fromstring(file.getvalue())  # noqa: S314  # just written


def plain(tag: str) -> str:
    return tag.removeprefix(GEXF).removeprefix(VIZ)


def broken(root: ET.Element) -> Iterator[str]:
    """Yield each rule that an element breaks."""
    for element in root.iter():
        name = plain(element.tag)
        must, may = ATTRIBUTES.get(name, (set(), set()))
        if not must <= set(element.attrib) <= must | may:
            yield f"{name} has {sorted(element.attrib)}"
        order = [CHILDREN.get(name, []).index(plain(child.tag)) for child in element]
        if order != sorted(order):
            yield f"{name} has its children out of order"


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_elements_and_attributes_are_those_of_the_schema(drawn: str) -> None:
    root = parsed(DRAWINGS[drawn])
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert list(broken(root)) == []


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_counts_hold_and_ids_are_unique(drawn: str) -> None:
    for group in parsed(DRAWINGS[drawn]).findall("*/*[@count]"):
        ids = [each.get("id") for each in group]
        assert len(set(ids)) == len(ids) == int(group.get("count", ""))


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_edges_end_at_nodes(drawn: str) -> None:
    root = parsed(DRAWINGS[drawn])
    nodes = {node.get("id") for node in root.iter(f"{GEXF}node")}
    ends = {edge.get(end) for edge in root.iter(f"{GEXF}edge") for end in ("source", "target")}
    assert ends <= nodes


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_values_are_of_the_type_of_their_column(drawn: str) -> None:
    root = parsed(DRAWINGS[drawn])
    for kind in ("node", "edge"):
        columns = root.findall(f"{GEXF}graph/{GEXF}attributes[@class='{kind}']/{GEXF}attribute")
        types = {column.get("id"): VALUES[column.get("type", "")] for column in columns}
        for value in root.findall(f".//{GEXF}{kind}/*/{GEXF}attvalue"):
            types[value.get("for")](value.get("value"))


def test_a_network_in_time_says_so_and_when() -> None:
    root = parsed(TIMED)
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    times = [time for spell in root.iter(f"{GEXF}spell") for time in spell.attrib.values()]
    assert len(times) == len(TIMED.nodes) + 2 * len(TIMED.edges)
    assert [time for time in times if not DATE_TIME.fullmatch(time)] == []


def test_a_network_without_times_has_no_spells() -> None:
    assert list(parsed(PLAIN).iter(f"{GEXF}spell")) == []


def test_sizes_places_and_colours_are_those_of_the_drawing() -> None:
    node = parsed(PLAIN).findall(f".//{GEXF}node")[2]
    drawn = {plain(child.tag): dict(child.attrib) for child in node if child.tag.startswith(VIZ)}
    assert drawn == {
        "size": {"value": "6.0"},
        "position": {"x": "21.0", "y": "-4.5", "z": "0.0"},
        "color": {"r": "204", "g": "102", "b": "119"},
    }
