"""How each format is read back: by the software that its users have, into the same few numbers."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import igraph
import networkx as nx
import pandas as pd

from api.exports.csv_pair import unquoted
from api.exports.drawing import writable
from tests.absent import absent


@dataclass(frozen=True)
class Read:
    """Labels by key, and weights by ends."""

    labels: dict[str, str]
    weights: dict[tuple[str, str], float]


def _from_networkx(graph: Any) -> Read:
    return Read(
        {key: said["label"] for key, said in graph.nodes(data=True)},
        {(source, target): said["weight"] for source, target, said in graph.edges(data=True)},
    )


def _gexf(data: bytes) -> Read:
    return _from_networkx(nx.read_gexf(io.BytesIO(data)))


def _graphml(data: bytes) -> Read:
    return _from_networkx(nx.read_graphml(io.BytesIO(data)))


def _graphml_by_igraph(data: bytes) -> Read:
    with tempfile.NamedTemporaryFile() as file:  # igraph reads by descriptor
        file.write(data)
        file.flush()
        graph = igraph.Graph.Read_GraphML(file.name)
    keys = graph.vs["id"] if "id" in graph.vs.attributes() else []
    return Read(
        dict(zip(keys, graph.vs["label"] if keys else [], strict=True)),
        {(keys[edge.source], keys[edge.target]): edge["weight"] for edge in graph.es},
    )


def _node_link(data: bytes) -> Read:
    return _from_networkx(nx.node_link_graph(json.loads(data), edges="edges"))


def _cytoscape(data: bytes) -> Read:
    return _from_networkx(nx.cytoscape_graph(json.loads(data)))


def _graphology(data: bytes) -> Read:
    read = json.loads(data)
    return Read(
        {node["key"]: node["attributes"]["label"] for node in read["nodes"]},
        {(edge["source"], edge["target"]): edge["attributes"]["weight"] for edge in read["edges"]},
    )


def _tables(data: bytes, read: Callable[[Any], pd.DataFrame]) -> Read:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        nodes, edges = (read(io.BytesIO(archive.read(name))) for name in sorted(archive.namelist())[::-1])
    return Read(
        dict(zip(nodes["id"], nodes["label"], strict=True)),
        dict(zip(zip(edges["source"], edges["target"], strict=True), edges["weight"], strict=True)),
    )


def _csv(data: bytes) -> Read:
    texts = dict.fromkeys(("id", "label", "source", "target", "handle"), str)
    read = _tables(data, lambda file: pd.read_csv(file, dtype=texts, keep_default_na=False, na_values=[]))
    return Read(
        {unquoted(key): unquoted(label) for key, label in read.labels.items()},
        {(unquoted(source), unquoted(target)): float(w) for (source, target), w in read.weights.items()},
    )


def _parquet(data: bytes) -> Read:
    return _tables(data, pd.read_parquet)


def _dot(data: bytes) -> Read:
    if shutil.which("neato") is None:
        absent("Graphviz is not installed")
    read = json.loads(
        subprocess.run(["neato", "-n2", "-Tjson0"], input=data, capture_output=True, check=True).stdout
    )
    keys = [_single(node["name"]) for node in read.get("objects", ())]
    return Read(
        {key: _single(node["xlabel"]) for key, node in zip(keys, read.get("objects", ()), strict=True)},
        {(keys[edge["tail"]], keys[edge["head"]]): float(edge["weight"]) for edge in read.get("edges", ())},
    )


def _single(text: str) -> str:
    return text.replace("\\\\", "\\")


READERS: Mapping[str, Iterable[Callable[[bytes], Read]]] = {
    "gexf": (_gexf,),
    "graphml": (_graphml, _graphml_by_igraph),
    "cytoscape": (_cytoscape,),
    "graphology": (_graphology,),
    "node-link": (_node_link,),
    "csv": (_csv,),
    "parquet": (_parquet,),
    "dot": (_dot,),
}

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
CLEANED: Mapping[str, Callable[[str], str]] = {
    "gexf": writable,
    "graphml": lambda text: writable(text).replace("\r", "\n"),  # as XML says of texts, not of attributes
    "dot": lambda text: _CONTROL.sub(" ", text),
}
"""What a format does to a text that it cannot hold."""
