"""Graphs for Hypothesis."""

from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from algorithms.parents import Actions
from graph.influence import InfluenceGraph
from graph.records import UNTIMED

ATTENTION = (0.0, 0.4, 1.0)
PROBABILITIES = (0.0, 0.25, 0.5, 0.75, 1.0)


unhurried = settings(deadline=None)
"""For tests whose first example compiles a kernel."""


@st.composite
def graphs(draw: st.DrawFn, *, min_n: int = 1, max_n: int = 8) -> InfluenceGraph:
    """Draw a directed graph with coarse probabilities, some ties without listeners."""
    n = draw(st.integers(min_n, max_n))
    possible = [(u, v) for u in range(n) for v in range(n) if u != v]
    edges = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    size = len(edges)
    return InfluenceGraph.from_edges(
        n,
        [u for u, _ in edges],
        [v for _, v in edges],
        draw(st.lists(st.sampled_from(PROBABILITIES), min_size=size, max_size=size)),
        listens=draw(st.lists(st.booleans(), min_size=size, max_size=size)),
    )


@st.composite
def models(draw: st.DrawFn, *, max_m: int = 7) -> InfluenceGraph:
    """Draw a graph of two to four nodes with any of its options: at most one live edge, attention."""
    plain = draw(graphs(min_n=2, max_n=4).filter(lambda graph: graph.m <= max_m))
    one_at_most = draw(st.booleans())
    degree = np.maximum(np.diff(plain.in_offsets), 1)[plain.in_targets] if one_at_most else 1
    attention = draw(st.none() | st.lists(st.sampled_from(ATTENTION), min_size=plain.n, max_size=plain.n))
    return InfluenceGraph.from_edges(
        plain.n,
        plain.in_sources,
        plain.in_targets,
        plain.probability / degree,
        listens=plain.listens,
        one_at_most=one_at_most,
        attention=attention,
    )


@st.composite
def recorded(draw: st.DrawFn, *, n: int, given: bool = True) -> Actions:
    """Draw what n accounts did with one message, by time; parents may be anybody, or unknown."""
    names = st.integers(0, n - 1)
    account = draw(st.lists(names, max_size=8))
    size = len(account)
    parents = st.lists(st.integers(-1, n - 1) if given else st.just(-1), min_size=size, max_size=size)
    timed = draw(st.integers(0, size))
    at_ms = sorted(draw(st.lists(st.integers(0, 9), min_size=timed, max_size=timed)))
    return Actions(
        np.array(account, dtype=np.int32),
        np.array(draw(parents), dtype=np.int32),
        np.array(at_ms + [UNTIMED] * (size - timed), dtype=np.int64),
        author=draw(st.just(-1) | names),
    )
