"""Networks as files that other software opens, one file a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from api.exports.csv_pair import write_csv
from api.exports.cypher import write_cypher
from api.exports.cytoscape import write_cytoscape
from api.exports.dot import write_dot
from api.exports.drawing import Drawing, Edge, Node, Spell
from api.exports.gexf import write_gexf
from api.exports.graphml import write_graphml
from api.exports.graphology import write_graphology
from api.exports.node_link import write_node_link
from api.exports.page import write_page
from api.exports.parquet import write_parquet
from api.exports.picture import write_pdf, write_png, write_svg

Writer = Callable[[Drawing, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """How a drawing is written, and what the file is called."""

    media_type: str
    suffix: str
    write: Writer


FORMATS: Mapping[str, Format] = {
    "gexf": Format("application/gexf+xml", ".gexf", write_gexf),
    "graphml": Format("application/graphml+xml", ".graphml", write_graphml),
    "cytoscape": Format("application/json", ".cyjs", write_cytoscape),
    "graphology": Format("application/json", ".graphology.json", write_graphology),
    "node-link": Format("application/json", ".node-link.json", write_node_link),
    "csv": Format("application/zip", ".csv.zip", write_csv),
    "parquet": Format("application/zip", ".parquet.zip", write_parquet),
    "cypher": Format("text/plain", ".cypher", write_cypher),
    "dot": Format("text/vnd.graphviz", ".dot", write_dot),
    "html": Format("text/html", ".html", write_page),
    "png": Format("image/png", ".png", write_png),
    "svg": Format("image/svg+xml", ".svg", write_svg),
    "pdf": Format("application/pdf", ".pdf", write_pdf),
}

__all__ = ["FORMATS", "Drawing", "Edge", "Format", "Node", "Spell", "Writer"]
