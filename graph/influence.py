"""The influence graph: who may activate whom, with which probability, as compressed rows both ways.

An edge points the way influence flows: u → v means that u can activate v. It runs against a follow, a
reshare or a mention; `graph/projection.py` turns ties into edges and nothing else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from graph.errors import ParameterError
from graph.records import Bools, Float64s, Int32s, Int64s


@dataclass(frozen=True, slots=True, eq=False)
class InfluenceGraph:
    """Edges with probabilities, grouped by target (to ask backwards) and by source (to ask forwards).

    Parameters
    ----------
    in_offsets
        int64, n + 1: the edges into v are `in_offsets[v]` up to `in_offsets[v + 1]`.
    in_sources
        int32, m: where each edge comes from, ascending within a target.
    probability
        float64, m, 0 to 1: that the target passes a message on after seeing it from the source.
    listens
        bool, m: whether the target sees what an active source posts, even when it does not pass it on.
    out_offsets, out_targets
        int64, n + 1 and int32, m: the same edges grouped by source.
    out_edges
        int64, m: place of each in the order by target, where `probability` and `listens` are.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> path.n, path.m, path.in_sources.tolist()
    (3, 2, [0, 1])
    """

    in_offsets: Int64s
    in_sources: Int32s
    probability: Float64s
    listens: Bools
    out_offsets: Int64s
    out_targets: Int32s
    out_edges: Int64s

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.in_offsets) - 1

    @property
    def m(self) -> int:
        """Number of edges."""
        return len(self.in_sources)

    @property
    def in_targets(self) -> Int32s:
        """Target of each edge, in the order by target: int32, m."""
        return np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.in_offsets))

    @classmethod
    def from_edges(
        cls,
        n: int,
        sources: npt.ArrayLike,
        targets: npt.ArrayLike,
        probability: npt.ArrayLike,
        *,
        listens: npt.ArrayLike = True,
    ) -> Self:
        """Build a graph from one entry an edge; a single probability or flag serves all edges.

        Parameters
        ----------
        n
            Number of nodes, at least 0; edges name them 0 to n - 1.
        sources, targets
            Length m; no edge twice, none from a node to itself.
        probability
            0 to 1, one an edge or one for all.
        listens
            Whether the target sees the source's posts, one an edge or one for all.

        Raises
        ------
        ParameterError
            On a node outside 0 to n - 1, a loop, an edge given twice or a value that is no probability.
        """
        source = np.asarray(sources, dtype=np.int64)
        target = np.asarray(targets, dtype=np.int64)
        p = np.broadcast_to(np.asarray(probability, dtype=np.float64), source.shape)
        hears = np.broadcast_to(np.asarray(listens, dtype=np.bool_), source.shape)
        _check_edges(n, source, target, p)
        order = np.lexsort((source, target))
        return cls.from_sorted(n, source[order], target[order], p[order], hears[order])

    @classmethod
    def from_sorted(
        cls, n: int, source: Int64s, target: Int64s, probability: Float64s, listens: Bools
    ) -> Self:
        """Build a graph from distinct edges that are already sorted by target, then source."""
        out_edges = np.lexsort((target, source)).astype(np.int64)
        return cls(
            in_offsets=offsets(target, n),
            in_sources=source.astype(np.int32),
            probability=np.ascontiguousarray(probability),
            listens=np.ascontiguousarray(listens),
            out_offsets=offsets(source, n),
            out_targets=target[out_edges].astype(np.int32),
            out_edges=out_edges,
        )


def offsets(group: npt.NDArray[np.integer], n: int) -> Int64s:
    """Return where each of n groups starts among sorted members: int64, n + 1.

    Examples
    --------
    >>> offsets(np.array([0, 0, 2]), 3).tolist()
    [0, 2, 2, 3]
    """
    return np.concatenate(([0], np.cumsum(np.bincount(group, minlength=n)))).astype(np.int64)


def _check_edges(n: int, source: Int64s, target: Int64s, probability: Float64s) -> None:
    ends = np.concatenate((source, target))
    if ends.size and (ends.min() < 0 or ends.max() >= n):
        raise ParameterError("edges", int(ends.max()), f"between nodes 0 and {n - 1}")
    if (source == target).any():
        raise ParameterError("edges", int(source[source == target][0]), "between different nodes")
    if len(np.unique(target * max(n, 1) + source)) != len(source):
        raise ParameterError("edges", "a pair given twice", "given once each")
    if not ((probability >= 0) & (probability <= 1)).all():
        raise ParameterError("probability", float(probability.max(initial=0.0)), "from 0 to 1")
