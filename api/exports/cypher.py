"""A Cypher script that puts the network into a Neo4j; run twice, it changes nothing the second time.

Nodes are `(:RicochetNode {key})`, edges `[:INFLUENCES {kind}]`, apart from what a store of ours keeps in the
same database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO

from api.exports.drawing import Drawing, Row, Value, write_text

_BATCH = 20  # 2,000 edges: 1.0 s by twenty, 2.9 s by a hundred, 22 s by a thousand a statement
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONSTRAINT = (
    "CREATE CONSTRAINT ricochetnode_key IF NOT EXISTS FOR (n:RicochetNode) REQUIRE n.key IS UNIQUE;\n"
)
_NODES = "UNWIND [\n{rows}\n] AS row\nMERGE (n:RicochetNode {{key: row.id}})\nSET n += row, n.id = null;\n"
_EDGES = """\
UNWIND [
{rows}
] AS row
MATCH (a:RicochetNode {{key: row.source}}), (b:RicochetNode {{key: row.target}})
MERGE (a)-[r:INFLUENCES]->(b)
SET r += row, r.source = null, r.target = null;
"""


def write_cypher(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as a Cypher script, twenty rows a statement; what is unknown is absent."""
    write_text(f"// {_remark(drawing.title)}\n// {_remark(drawing.description)}\n{_CONSTRAINT}", file)
    for statement, rows in ((_NODES, drawing.node_rows()), (_EDGES, drawing.edge_rows())):
        for batch in _batches(rows):
            write_text(statement.format(rows=",\n".join(map(_map, batch))), file)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _map(row: Row) -> str:
    return "{" + ", ".join(f"`{name}`: {_literal(value)}" for name, value in row.items()) + "}"


def _literal(value: Value) -> str:
    if value is None:
        return "null"
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04X}", escaped) + "'"


def _remark(text: str) -> str:
    return _CONTROL.sub(" ", text).replace("\\", "/")  # Neo4j reads \u000a as a line's end in a remark, too
