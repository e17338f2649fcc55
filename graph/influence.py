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

_NODES = 1 << 14  # whose edges fit into a cache together


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
    one_at_most
        Linear threshold in its live-edge form: of the edges into a node at most one is live, each with
        its probability, and those of a node sum to at most 1. Otherwise edges are live independently.
    attention
        float64, n, 0 to 1: a(v), the chance that v notices one given post of an account it listens to.
        One uniform U an edge decides both: v is exposed when U < a(v), the edge live when U < a(v)·p.
        None is 1 for everybody. With `one_at_most`, notices of different posts are independent.

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
    one_at_most: bool = False
    attention: Float64s | None = None

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
        one_at_most: bool = False,
        attention: npt.ArrayLike | None = None,
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
        one_at_most
            Whether of the edges into a node at most one is live.
        attention
            0 to 1, one a node or one for all.

        Raises
        ------
        ParameterError
            On a node outside 0 to n - 1, a loop, an edge given twice, a value that is no probability, or,
            with `one_at_most`, in-probabilities of a node that sum to more than 1.
        """
        source = np.asarray(sources, dtype=np.int64)
        target = np.asarray(targets, dtype=np.int64)
        p = np.broadcast_to(np.asarray(probability, dtype=np.float64), source.shape)
        hears = np.broadcast_to(np.asarray(listens, dtype=np.bool_), source.shape)
        _check_edges(n, source, target, p)
        order = np.lexsort((source, target))
        return cls.from_sorted(
            n,
            source[order],
            target[order],
            p[order],
            hears[order],
            one_at_most=one_at_most,
            attention=attention,
        )

    @classmethod
    def from_sorted(
        cls,
        n: int,
        source: Int64s,
        target: Int64s,
        probability: Float64s,
        listens: Bools,
        *,
        one_at_most: bool = False,
        attention: npt.ArrayLike | None = None,
    ) -> Self:
        """Build a graph from distinct edges that are already sorted by target, then source.

        Raises
        ------
        ParameterError
            On attention outside 0 to 1, or, with `one_at_most`, in-probabilities that sum to more than 1.
        """
        if one_at_most:
            check_in_sums(n, target, probability)
        out_edges = np.lexsort((target, source)).astype(np.int64)
        return cls(
            in_offsets=offsets(target, n),
            in_sources=source.astype(np.int32),
            probability=np.ascontiguousarray(probability),
            listens=np.ascontiguousarray(listens),
            out_offsets=offsets(source, n),
            out_targets=target[out_edges].astype(np.int32),
            out_edges=out_edges,
            one_at_most=one_at_most,
            attention=None if attention is None else checked_attention(n, attention),
        )


@dataclass(frozen=True, slots=True, eq=False)
class TieWeights:
    """What a model makes probabilities from: the ties of a projection, by target, and those on a topic.

    Parameters
    ----------
    in_offsets, in_sources
        As in `InfluenceGraph`: one entry of the other arrays an edge, in this order.
    weight
        float64, m, above 0: how much the target acted on the source; its probability where `given`.
    topic
        int32: the edges with anything on the topic asked about, ascending; and float64: the part of their
        weight that is. None without a topic.
    given
        Whether the ties came with probabilities of their own.
    in_weight
        float64, n: Σ weight over the edges into each node; summed up where it is left out.
    """

    in_offsets: Int64s
    in_sources: Int32s
    weight: Float64s
    topic: tuple[Int32s, Float64s] | None = None
    given: bool = False
    in_weight: Float64s | None = None

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.in_offsets) - 1

    @property
    def in_targets(self) -> Int32s:
        """Target of each edge: int32, m."""
        return np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.in_offsets))

    @property
    def on_topic(self) -> Float64s:
        """The part of the weight on the topic asked about: float64, m; all of it without one."""
        return self.weight if self.topic is None else self.counted(0.0)

    def counted(self, rest_share: float) -> Float64s:
        """Return w_X + α·(w − w_X) by edge: a tie off the topic counts for a share α.

        Parameters
        ----------
        rest_share
            α, 0 to 1.

        Raises
        ------
        ParameterError
            On a share outside 0 to 1.

        Examples
        --------
        >>> topic = np.array([0], np.int32), np.array([2.0])
        >>> ties = TieWeights(np.array([0, 1]), np.zeros(1, np.int32), np.array([4.0]), topic)
        >>> ties.counted(0.5).tolist()
        [3.0]
        """
        _check_share(rest_share)
        return self._counted(rest_share, 0, len(self.weight))

    def shares(self, rest_share: float) -> Float64s:
        """Return p(u→v | X) = (w_X(u,v) + α·(w(u,v) − w_X(u,v))) / Σ_u' w(u',v), by edge.

        A listener who never acted on the topic passes on a share α of what an expert does.

        Raises
        ------
        ParameterError
            On a share outside 0 to 1.
        """
        _check_share(rest_share)
        total = summed_into(self.in_offsets, self.weight) if self.in_weight is None else self.in_weight
        shares = np.empty(len(self.weight))
        for first in range(0, self.n, _NODES):
            ends = self.in_offsets[first : first + _NODES + 1]
            begin, end = int(ends[0]), int(ends[-1])
            of_target = np.repeat(total[first : first + _NODES], np.diff(ends))
            np.divide(self._counted(rest_share, begin, end), of_target, out=shares[begin:end])
        return shares

    def _counted(self, rest_share: float, begin: int, end: int) -> Float64s:
        weight = self.weight[begin:end]
        if self.topic is None:
            return weight
        edges, on_topic = self.topic
        here = slice(*np.searchsorted(edges, (begin, end)))
        counted = rest_share * weight
        counted[edges[here] - begin] += (1 - rest_share) * on_topic[here]
        return counted


def _check_share(rest_share: float) -> None:
    if not 0 <= rest_share <= 1:
        raise ParameterError("rest_share", rest_share, "from 0 to 1")


def summed_into(in_offsets: Int64s, values: Float64s) -> Float64s:
    """Return the sum over the edges into each node: float64, n.

    Examples
    --------
    >>> summed_into(np.array([0, 2, 2]), np.array([1.0, 2.0])).tolist()
    [3.0, 0.0]
    """
    n = len(in_offsets) - 1
    targets = np.repeat(np.arange(n, dtype=np.int32), np.diff(in_offsets))
    return np.bincount(targets, weights=values, minlength=n).astype(np.float64, copy=False)


def check_in_sums(n: int, target: npt.NDArray[np.integer], probability: Float64s) -> None:
    """Refuse probabilities of edges into one node that sum to more than 1 (rounding of 1e-9 allowed).

    Raises
    ------
    ParameterError
        Naming the sum.
    """
    sums = np.bincount(target, weights=probability, minlength=n)
    if len(sums) and not sums.max() <= 1 + 1e-9:
        requirement = "with a sum of at most 1 over the edges into each node"
        raise ParameterError("probability", f"values whose sum at a node is {sums.max()}", requirement)


def checked_attention(n: int, attention: npt.ArrayLike) -> Float64s:
    """Return attention as one float64 a node, or refuse it.

    Raises
    ------
    ParameterError
        When there is not one value for all or one a node, each from 0 to 1.

    Examples
    --------
    >>> checked_attention(2, 0.5).tolist()
    [0.5, 0.5]
    """
    given = np.asarray(attention, dtype=np.float64)
    if given.shape not in ((), (n,)):
        raise ParameterError("attention", f"an array of shape {given.shape}", f"of length {n}")
    if not ((given >= 0) & (given <= 1)).all():
        raise ParameterError("attention", "an array with an entry outside", "from 0 to 1")
    return np.ascontiguousarray(np.broadcast_to(given, (n,)))


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
