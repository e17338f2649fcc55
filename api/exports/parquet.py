"""Two Parquet tables, nodes and edges, in a zip, with their types."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import IO

from api.exports.drawing import CREATOR, Drawing, Row
from api.exports.zipped import write_zip

_TYPES = {str: "string", int: "int64", float: "float64"}


def write_parquet(drawing: Drawing, file: IO[bytes]) -> None:
    """Write a drawing as `nodes.parquet` and `edges.parquet` in a zip."""
    nodes = _table(drawing, drawing.node_columns, drawing.node_rows())
    edges = _table(drawing, drawing.edge_columns, drawing.edge_rows())
    write_zip({"nodes.parquet": nodes, "edges.parquet": edges}, file)


def _table(drawing: Drawing, columns: Mapping[str, type], rows: Iterable[Row]) -> bytes:
    import pyarrow as pa  # a service starts without it
    import pyarrow.parquet as pq

    schema = pa.schema(
        [(name, _TYPES[kind]) for name, kind in columns.items()],
        metadata={"title": drawing.title, "description": drawing.description, "creator": CREATOR},
    )
    written = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), written)
    return written.getvalue()
