"""What every export writes: a network as it is drawn, with places, sizes, colours and attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import IO

Value = str | int | float | None
Row = dict[str, Value]

CREATOR = "Ricochet"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot say, even escaped: control characters, half surrogate pairs, two non-characters.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time, in milliseconds since 1970; without an end it lasts."""

    start_ms: int
    end_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An account, or all accounts of a community as one.

    Parameters
    ----------
    key
        Key or pseudonym; no two nodes have the same.
    label
        What is written beside it.
    community
        Number of its community; None where alone.
    size
        Diameter, above 0, in the unit of `x` and `y`.
    colour
        `#rrggbb`.
    x, y
        Place; `y` grows upwards.
    attributes
        By column of the drawing; what is unknown is None or left out.
    spells
        When it is there; always, where there is none.
    """

    key: str
    label: str
    community: int | None
    size: float
    colour: str
    x: float
    y: float
    attributes: Mapping[str, Value] = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A tie, drawn the way influence flows; at most one from a node to another.

    Parameters
    ----------
    source, target
        Keys of nodes.
    weight
        Above 0.
    probability
        That the target passes on what it sees from the source; None where no model says so.
    kind
        What the edge stands for.
    spells
        When it is there; always, where there is none.
    """

    source: str
    target: str
    weight: float
    probability: float | None = None
    kind: str = "influence"
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A network ready to be written; every format writes the same nodes, edges and weights.

    Parameters
    ----------
    nodes, edges
        Drawn.
    columns
        Type of each attribute of the nodes, `str`, `int` or `float`, by name.
    title
        What it shows, in a few words.
    description
        From which store, snapshot and model it comes, and how to read it.
    directed
        Whether edges have a direction.

    Examples
    --------
    >>> place = {"community": None, "size": 4.0, "colour": "#332288", "x": 0.0, "y": 0.0}
    >>> nodes = Node(key="x:1", label="@ada", **place), Node(key="x:2", label="@ben", **place)
    >>> drawing = Drawing(nodes=nodes, edges=(Edge(source="x:1", target="x:2", weight=2.0),), title="Two")
    >>> next(drawing.edge_rows())
    {'source': 'x:1', 'target': 'x:2', 'weight': 2.0, 'probability': None, 'kind': 'influence'}
    """

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    columns: Mapping[str, type] = field(default_factory=dict)
    title: str = ""
    description: str = ""
    directed: bool = True

    @property
    def timed(self) -> bool:
        """Whether anything in it has a time."""
        return any(node.spells for node in self.nodes) or any(edge.spells for edge in self.edges)

    @property
    def node_columns(self) -> dict[str, type]:
        """Name and type of everything a table says of a node."""
        drawn = {"label": str, "community": int, "size": float, "color": str, "x": float, "y": float}
        return {"id": str, **drawn, **self.columns, **self._time_columns}

    @property
    def edge_columns(self) -> dict[str, type]:
        """Name and type of everything a table says of an edge."""
        drawn = {"weight": float, "probability": float, "kind": str}
        return {"source": str, "target": str, **drawn, **self._time_columns}

    def node_rows(self) -> Iterator[Row]:
        """Yield what a table says of each node, in the order of `node_columns`."""
        timed = self.timed
        for node in self.nodes:
            yield {
                "id": node.key,
                "label": node.label,
                "community": node.community,
                "size": node.size,
                "color": node.colour,
                "x": node.x,
                "y": node.y,
                **{name: node.attributes.get(name) for name in self.columns},
                **(_times(node.spells) if timed else {}),
            }

    def edge_rows(self) -> Iterator[Row]:
        """Yield what a table says of each edge, in the order of `edge_columns`."""
        timed = self.timed
        for edge in self.edges:
            yield {
                "source": edge.source,
                "target": edge.target,
                "weight": edge.weight,
                "probability": edge.probability,
                "kind": edge.kind,
                **(_times(edge.spells) if timed else {}),
            }

    @property
    def _time_columns(self) -> dict[str, type]:
        return {"start": str, "end": str} if self.timed else {}


def _times(spells: Sequence[Spell]) -> Row:
    """Return when something first comes and last goes: a table has one row for all its spells."""
    if not spells:
        return {"start": None, "end": None}
    end = spells[-1].end_ms
    return {"start": time_text(spells[0].start_ms), "end": None if end is None else time_text(end)}


def time_text(at_ms: int) -> str:
    """Return a time as ISO 8601 writes it, in UTC.

    Examples
    --------
    >>> time_text(1_500)
    '1970-01-01T00:00:01.500Z'
    """
    time = _EPOCH + timedelta(milliseconds=at_ms)
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def writable(text: str) -> str:
    r"""Return a text without the characters that no XML file can hold.

    Examples
    --------
    >>> writable("bell\x07 & <tag> stay")
    'bell & <tag> stay'
    """
    return _UNWRITABLE.sub("", text)


def known(row: Row) -> Row:
    """Return what is known of a row: formats without null leave the rest out."""
    return {name: value for name, value in row.items() if value is not None}


def write_text(text: str, file: IO[bytes]) -> None:
    """Write a text as UTF-8."""
    file.write(text.encode())
