"""Graphs as services are asked of them: snapshots made without a store, for many graphs or large ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from graph.influence import InfluenceGraph
from graph.projection import GIVEN, Projection
from graph.records import KINDS
from graph.snapshot import Snapshot, write_snapshot
from graph.texts import TextColumn

_ROWS = ("in_offsets", "in_sources", "listens", "out_offsets", "out_targets", "out_edges")


def snapshot_with(graph: InfluenceGraph, folder: Path) -> Snapshot:
    """Return the snapshot in which a graph's probabilities are given; accounts are called by number.

    Followers are the accounts that listen. Nobody has a handle or a price; there is neither topic nor list.
    """
    n, nothing = graph.n, np.empty(0)
    arrays = {
        **_texts("keys", [f"x:{account:08}" for account in range(n)]),
        **_texts("topics", []),
        **_texts("lists", []),
        **{
            name: values
            for column in ("handles", "names", "languages", "currencies")
            for name, values in _texts(column, [None] * n).items()
        },
        **{name: getattr(graph, name) for name in _ROWS},
        "weight": graph.probability,
        "followers": np.diff(graph.out_offsets),
        "price": np.full(n, np.nan),
        "acceptance": np.full(n, np.nan),
        "topic_edge_offsets": np.zeros(1, dtype=np.int64),
        "topic_edge": nothing.astype(np.int32),
        "topic_edge_weight": nothing,
        "topic_start_offsets": np.zeros(1, dtype=np.int64),
        "topic_start": nothing.astype(np.int32),
        "topic_start_weight": nothing,
        "starts_are_originals": nothing.astype(np.bool_),
        "topic_authors": nothing.astype(np.int64),
        "list_offsets": np.zeros(1, dtype=np.int64),
        "list_account": nothing.astype(np.int32),
        "ties_by_kind": np.zeros(len(KINDS), dtype=np.int64),
        "follow_edges": np.array(0),
    }
    counts = {"accounts": n, "edges": graph.m, "ties": {}, "follow_edges": 0, "platforms": ["x"]}
    projection = Projection(model=GIVEN).described()
    return write_snapshot(
        folder, arrays, {"projection": projection, "counts": counts, "store_version": "none"}
    )


def _texts(name: str, texts: list[str | None]) -> dict[str, np.ndarray[tuple[int], np.dtype[np.generic]]]:
    block, offsets = TextColumn.pack(texts)
    return {f"{name}_block": block, f"{name}_offsets": offsets}
