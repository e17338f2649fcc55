"""Who has heard: against the definition read literally, edge by edge."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from algorithms.unheard import hearing
from graph.influence import InfluenceGraph
from graph.records import UNTIMED
from tests.algorithms.strategies import graphs

SINCE = 5
clocks = st.sampled_from([UNTIMED, 1, 4, 5, 9])


def literally(
    graph: InfluenceGraph,
    spoke: list[int],
    undated: list[bool],
    followed: list[int],
    addressed: list[int | None],
    v: int,
) -> tuple[int, str]:
    """Return when somebody last heard of it, and what can be told."""
    edges = list(
        zip(graph.in_sources.tolist(), graph.in_targets.tolist(), graph.listens.tolist(), strict=True)
    )
    to_hear = [(u, followed[e]) for e, (u, w, listens) in enumerate(edges) if w == v and listens]
    by_whom = [(w, addressed[e]) for e, (u, w, _) in enumerate(edges) if u == v and addressed[e] is not None]
    heard_ms = [spoke[v], *(spoke[u] for u, since in to_hear if since == UNTIMED or since <= spoke[u])]
    if max(heard_ms) >= SINCE or any(at is not None and at >= SINCE <= spoke[w] for w, at in by_whom):
        return max(heard_ms), "heard"
    perhaps = any(
        at is not None and (at == UNTIMED or at >= SINCE) and (spoke[w] >= SINCE or undated[w])
        for w, at in by_whom
    )
    if perhaps or undated[v] or any(undated[u] for u, _ in to_hear) or not to_hear:
        return max(heard_ms), "unknown"
    return max(heard_ms), "unheard"


@given(graphs(max_n=5), st.data())
def test_what_is_told_of_somebody_is_what_the_definition_says(
    graph: InfluenceGraph, data: st.DataObject
) -> None:
    def drawn(values: st.SearchStrategy[Any], size: int) -> list[Any]:
        return data.draw(st.lists(values, min_size=size, max_size=size))

    spoke, undated = drawn(clocks, graph.n), drawn(st.booleans(), graph.n)
    followed, addressed = drawn(clocks, graph.m), drawn(st.none() | clocks, graph.m)
    found = hearing(
        graph,
        spoke_ms=np.array(spoke, np.int64),
        undated=np.array(undated, np.bool_),
        followed_ms=np.array(followed, np.int64),
        addressed=np.array([at is not None for at in addressed], np.bool_),
        addressed_ms=np.array([UNTIMED if at is None else at for at in addressed], np.int64),
        since_ms=SINCE,
    )
    for v in range(graph.n):
        told = "heard" if found.heard[v] else "unheard" if found.unheard[v] else "unknown"
        assert (int(found.last_ms[v]), told) == literally(graph, spoke, undated, followed, addressed, v)


def test_there_may_be_nobody() -> None:
    nothing = np.empty(0, np.int64)
    found = hearing(
        InfluenceGraph.from_edges(0, [], [], []),
        spoke_ms=nothing,
        undated=nothing > 0,
        followed_ms=nothing,
        addressed=nothing > 0,
        addressed_ms=nothing,
        since_ms=0,
    )
    assert (len(found.heard), len(found.unheard)) == (0, 0)
