"""Graphs to measure on: directed, power law, with planted communities, the same for the same random seed."""

from __future__ import annotations

import gzip
from os import getpid

import numpy as np

from benchmarks.measuring import DATA, KEPT
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int64s

RANDOM_SEED = 7
_WITHIN = 0.6  # share of edges that stay in their source's community


def weighted_cascade(n: int, m: int) -> InfluenceGraph:
    """Return a graph of n nodes and m edges with p(u → v) = 1 / in-degree(v), drawn at the first call only.

    Community sizes and both degrees follow power laws: exponents 2.3 for sizes (30 to 20,000), 2.25 for
    who activates whom among targets, 2.6 among sources.
    """
    path = KEPT / "graphs" / f"{n}-{m}-{RANDOM_SEED}.npy"
    if not path.exists():  # a graph drawn by an older version of this file goes with `make clean`
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{getpid()}.npy")
        np.save(partial, _drawn(n, m))
        partial.rename(path)
    target, source = np.divmod(np.load(path), n)
    degrees = np.bincount(target, minlength=n)
    return InfluenceGraph.from_sorted(n, source, target, 1 / degrees[target], np.ones(m, dtype=np.bool_))


def epinions() -> InfluenceGraph | None:
    """Read soc-Epinions1 in file order, probability .1; None where the data is missing."""
    path = DATA / "im-graphs" / "soc-Epinions1" / "soc-Epinions1.txt.gz"
    if not path.exists():
        return None
    with gzip.open(path, "rt") as file:
        rows = np.loadtxt(file, dtype=np.int64)
    accounts, places = np.unique(rows, return_inverse=True)
    ends = places.reshape(-1, 2)
    return InfluenceGraph.from_edges(len(accounts), ends[:, 0], ends[:, 1], 0.1)


def leaders(graph: InfluenceGraph, k: int) -> list[int]:
    """Return the k accounts with most edges out of them, ties by number."""
    return [int(v) for v in np.argsort(-np.diff(graph.out_offsets), kind="stable")[:k]]


def _drawn(n: int, m: int) -> Int64s:
    """Return edges as target * n + source, ascending."""
    rng = np.random.default_rng(RANDOM_SEED)
    first, last = _communities(n, rng)
    popular = np.cumsum(_power_law(n, 1.25, 20_000, rng))
    active = np.cumsum(_power_law(n, 1.6, 3_000, rng))
    edges = np.empty(0, dtype=np.int64)
    while len(edges) < m:
        drawn = _edges(int((m - len(edges)) * 1.15) + 1000, first, last, popular, active, rng)
        edges = _distinct(np.concatenate([edges, drawn]))
    edges = np.delete(edges, rng.choice(len(edges), len(edges) - m, replace=False))
    names = rng.permutation(n)
    target, source = np.divmod(edges, n)
    return np.sort(names[target] * n + names[source])


def _distinct(edges: Int64s) -> Int64s:
    # np.unique hashes first: 11 s for five million, where sorting and comparing takes 0.5 s.
    edges.sort()
    new: Bools = np.concatenate(([True], edges[1:] != edges[:-1]))
    return edges[new]


def _power_law(size: int, exponent: float, highest: float, rng: np.random.Generator) -> Float64s:
    return np.minimum((1 - rng.random(size)) ** (-1 / exponent), highest)


def _communities(n: int, rng: np.random.Generator) -> tuple[Int64s, Int64s]:
    """Return, for every node, the first node of its community and the one behind its last."""
    sizes = (30 * _power_law(n // 25, 1.3, 20_000 / 30, rng)).astype(np.int64)
    ends = np.minimum(np.cumsum(sizes), n)
    home = np.searchsorted(ends, np.arange(n), side="right")
    return np.concatenate(([0], ends))[home], ends[home]


def _edges(
    count: int,
    first: Int64s,
    last: Int64s,
    popular: Float64s,
    active: Float64s,
    rng: np.random.Generator,
) -> Int64s:
    """Draw edges as target * n + source, some of them twice."""
    n = len(first)
    source = np.searchsorted(active, rng.random(count) * active[-1])
    near = rng.random(count) < _WITHIN
    low = np.where(near & (first[source] > 0), popular[first[source] - 1], 0.0)
    high = np.where(near, popular[last[source] - 1], popular[-1])
    target = np.minimum(np.searchsorted(popular, low + rng.random(count) * (high - low)), n - 1)
    apart: Int64s = (target * n + source)[source != target]
    return apart
