"""What the network is: who is central, and which communities there are."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from algorithms.centrality import k_core, pagerank
from api.answers import Centrality, Communities, CommunityItem, Ranked
from api.services.context import MAX_ITEMS, Context, Vectors, check_range
from graph.errors import ParameterError
from graph.records import Float64s

Measure = Literal["pagerank", "k-core"]
_LEADERS = 3


def rank_accounts(
    context: Context, measure: Measure, *, topic: str | None = None, limit: int = 25
) -> Centrality:
    """Return the most central accounts by one measure, highest first, then by key.

    Parameters
    ----------
    context
        Asked about.
    measure
        `pagerank`: PageRank on reversed influence edges weighted by probability, damping 0.85: a listener
        vouches for those it listens to. `k-core`: core number of the undirected graph.
    topic
        Use the probabilities on this topic; None counts all ties. `k-core` does not depend on it.
    limit
        1 to 200.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    if measure not in get_args(Measure):
        raise ParameterError("measure", measure, " or ".join(get_args(Measure)))
    topic = context.topic(topic)
    values = _scores(context, measure, topic)
    best = np.argsort(-values, kind="stable")[:limit]
    items = [Ranked(account=context.account(int(a)), value=float(values[a])) for a in best]
    return Centrality(measure=measure, items=items, meta=context.meta(topic=topic, model=context.model()))


def list_communities(context: Context, *, limit: int = 25) -> Communities:
    """Return the communities of all ties by Leiden's modularity, largest first, with their leaders.

    Parameters
    ----------
    context
        Asked about.
    limit
        1 to 200.

    Raises
    ------
    ParameterError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    partition = context.communities()
    membership = partition["membership"]
    scores = _scores(context, "pagerank", None)
    sizes = np.bincount(membership[membership >= 0])
    order = np.lexsort((-scores, membership))
    starts = np.searchsorted(membership[order], np.arange(len(sizes)))
    items = [
        CommunityItem(
            community=number,
            size=int(sizes[number]),
            leaders=[
                context.account(int(a)) for a in order[starts[number] :][: min(_LEADERS, sizes[number])]
            ],
        )
        for number in range(min(limit, len(sizes)))
    ]
    modularity = float(partition["modularity"])
    return Communities(
        modularity=None if np.isnan(modularity) else modularity, items=items, meta=context.meta()
    )


def _scores(context: Context, measure: Measure, topic: str | None) -> Float64s:
    def compute() -> Vectors:
        graph = context.influence_graph(topic)
        return {"values": pagerank(graph) if measure == "pagerank" else k_core(graph).astype(np.float64)}

    question = {"measure": measure, "topic": topic, "model": context.influence_model().name}
    return context.cached(question, compute)["values"]
