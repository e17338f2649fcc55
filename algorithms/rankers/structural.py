"""Rankers that look at the network of who passed on whom, at follow ties, or at nothing.

References
----------
Page, Brin, Motwani, Winograd: The PageRank citation ranking. Stanford InfoLab 1999-66.
Kitsak, Gallos, Havlin, Liljeros, Muchnik, Stanley, Makse: Identification of influential spreaders in complex
networks. Nature Physics 6, 2010, https://doi.org/10.1038/nphys1746 (k-core)
Goyal, Bonchi, Lakshmanan: A data-based approach to social influence maximization. PVLDB 5, 2011,
https://doi.org/10.14778/2047485.2047492 (covering those who were reached before)
"""

from __future__ import annotations

import numpy as np

from algorithms.audiences import carried
from algorithms.cores import k_core
from algorithms.cover import greedy_cover
from algorithms.history import History
from algorithms.pagerank import pagerank_unweighted
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int64s

COVERED = 1000
"""So many accounts are chosen to cover people; nobody asks for more."""


def followers(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Take the count of followers, or where no platform gives one the listeners by follow ties."""
    if known.followers is not None:
        return np.maximum(known.followers, 0).astype(np.float64)
    if known.listening is None:
        return np.zeros(known.n)
    return np.diff(known.listening.graph.out_offsets).astype(np.float64)


def reversed_pagerank(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Let whoever passed something on endorse whom they have it from: PageRank, each pair once."""
    graph = relay_ties(known)
    return np.where(_tied(graph), pagerank_unweighted(graph), 0.0)


def core_number(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Take the core number among those who passed something on and whom they have it from, authors too."""
    return k_core(_ties(known, np.flatnonzero(known.relayed))).astype(np.float64)


def greedy_coverage(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Choose, one after another, who carried something to most people that nobody chosen before did."""
    sets = carried(known).sets()
    allowed = np.ones(known.n, dtype=np.bool_)
    chosen = np.array(greedy_cover(sets, k=min(COVERED, known.n), allowed=allowed).accounts, dtype=np.int64)
    order = np.full(known.n, len(chosen))
    order[chosen] = np.arange(len(chosen))
    first = np.minimum.reduceat(order[sets.members], sets.offsets[:-1]) if len(sets.people) else order[:0]
    return np.bincount(chosen[first[first < len(chosen)]], minlength=known.n).astype(np.float64)


def at_random(known: History, source: int | None) -> Float64s:  # noqa: ARG001  # every ranker takes one
    """Draw an order of those who ever carried something."""
    drawn = 1 + np.random.default_rng(0).permutation(known.n).astype(np.float64)
    has_carried = np.zeros(known.n, dtype=np.bool_)
    has_carried[known.account[known.carriers & (known.below > 0)]] = True
    return np.where(has_carried, drawn, 0.0)


def relay_ties(known: History) -> InfluenceGraph:
    """Return an edge from each account that carried something to those who have it directly from there."""
    child = np.flatnonzero(known.relayed)
    return _ties(known, child[known.carriers[known.above[child]]])


def _ties(known: History, child: Int64s) -> InfluenceGraph:
    pairs = np.unique(known.account[child].astype(np.int64) * known.n + known.parent[child])
    target, source = np.divmod(pairs, max(known.n, 1))
    every = np.ones(len(pairs), dtype=np.bool_)
    return InfluenceGraph.from_sorted(known.n, source, target, every.astype(np.float64), every)


def _tied(graph: InfluenceGraph) -> Bools:
    tied: Bools = (np.diff(graph.in_offsets) > 0) | (np.diff(graph.out_offsets) > 0)
    return tied
