"""Graphs for Hypothesis."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from graph.influence import InfluenceGraph

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
