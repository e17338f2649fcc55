"""Probabilities as shares of counts, unshrunk: the static models of the literature.

References
----------
Goyal, Bonchi, Lakshmanan: Learning influence probabilities in social networks. WSDM 2010,
https://doi.org/10.1145/1718487.1718518
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from algorithms.history import History
from algorithms.learners.learned import Learned, beta_limits, count_exposures, edges_of
from graph.influence import InfluenceGraph
from graph.records import Float64s


def bernoulli(history: History) -> Learned:
    """Learn p(u→v) = A_u2v / A_u: of the messages that u acted on, the share that v acted on later.

    Intervals are Jeffreys'.

    Parameters
    ----------
    history
        Parents do not matter where there are follow ties: all who acted before are taken to have influenced.
    """
    graph = edges_of(history)
    return rates_of(graph, count_exposures(history, graph).later, messages_of(history)[graph.in_sources])


def jaccard(history: History) -> Learned:
    """Learn p(u→v) = A_u2v / A_u|v: of the messages that either acted on, the share that v took up after u.

    Parameters
    ----------
    history
        As for `bernoulli`.
    """
    graph, acted = edges_of(history), messages_of(history)
    met = count_exposures(history, graph)
    first = acted[graph.in_sources]
    # u had it before v did, or without v, in `trials`; what u came later to is counted with v's.
    both = met.later + first - met.trials
    return rates_of(graph, met.later, first + acted[graph.in_targets] - both)


def messages_of(history: History) -> Float64s:
    """Return how many messages each account has: float64, n."""
    return np.bincount(history.account, minlength=history.n).astype(np.float64)


def rates_of(graph: InfluenceGraph, wins: Float64s, trials: Float64s) -> Learned:
    """Return wins / trials as probabilities, 0 without trials, with Jeffreys' intervals.

    Parameters
    ----------
    graph
        The edges.
    wins, trials
        float64, m: wins ≤ trials, not always whole.

    Examples
    --------
    >>> learned = rates_of(InfluenceGraph.from_edges(2, [0], [1], 0.0), np.array([3.0]), np.array([4.0]))
    >>> learned.graph.probability.tolist(), learned.low.round(2).tolist()
    ([0.75], [0.28])
    """
    p = wins / np.maximum(trials, 1.0)
    low, high = beta_limits(wins + 0.5, trials - wins + 0.5)
    return Learned(replace(graph, probability=p), np.minimum(low, p), np.maximum(high, p), trials)
