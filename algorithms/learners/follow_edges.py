"""A probability for each follow tie, shrunk to that of its source and through it to the whole.

Every message that u passes on before v has it is a trial of u → v, won where v has it from u. A tie of few
trials says what its source's other ties say, a source of few trials what all say.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from algorithms.history import History
from algorithms.learners.learned import Exposures, Learned, count_exposures, edges_of, shrunk_rates
from graph.influence import InfluenceGraph
from graph.records import Float64s

SHRINKAGE = 10.0
"""So many trials count as much as what an edge, or an account, is shrunk to. Between 2 and 100 the order of
the relays that it gives hardly changes."""


def follow_edges(history: History) -> Learned:
    """Learn beta-binomial probabilities of follow ties, or, without any, of pairs that were met.

    Parameters
    ----------
    history
        With parents, given or guessed along its ties.
    """
    graph = edges_of(history)
    return beta_binomial(graph, count_exposures(history, graph))


def beta_binomial(graph: InfluenceGraph, met: Exposures) -> Learned:
    """Return the shrunk share of the trials that each edge won.

    Parameters
    ----------
    graph
        The edges.
    met
        What became of them.

    Examples
    --------
    >>> two = InfluenceGraph.from_edges(3, [0, 0], [1, 2], 0.0)
    >>> tens = np.full(2, 10.0)
    >>> beta_binomial(two, Exposures(tens, tens, np.array([10.0, 0.0]))).graph.probability.tolist()
    [0.75, 0.25]
    """
    source = graph.in_sources
    account = _account_rates(graph, met)[source]
    rate, low, high = shrunk_rates(met.wins, met.trials, account, SHRINKAGE)
    return Learned(replace(graph, probability=rate), low, high, met.trials)


def _account_rates(graph: InfluenceGraph, met: Exposures) -> Float64s:
    wins, trials = (
        np.bincount(graph.in_sources, weights=counts, minlength=graph.n) for counts in (met.wins, met.trials)
    )
    whole = met.wins.sum() / max(met.trials.sum(), 1.0)
    return np.asarray((wins + SHRINKAGE * whole) / (trials + SHRINKAGE))
