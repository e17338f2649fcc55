"""A small logistic regression on what is known of an edge before the cut.

The first three quarters of the messages, by start, tell the features of each edge, the last quarter how its
trials ended; that gives the weights, a ridge keeping them small. Then all messages tell the features.

References
----------
Hoerl, Kennard: Ridge regression: biased estimation for nonorthogonal problems. Technometrics 12, 1970,
https://doi.org/10.1080/00401706.1970.10488634
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import expit, logit

from algorithms.history import History
from algorithms.learners.follow_edges import beta_binomial
from algorithms.learners.learned import (
    Exposures,
    Learned,
    beta_limits,
    count_exposures,
    edges_of,
    people_of,
)
from graph.influence import InfluenceGraph
from graph.records import Float64s

_RIDGE = 1.0
_EARLY = 0.75
_ALIKE, _TRIED = 0.1, 10.0  # a correlation that makes intervals wide, and what it weighs


def regression(history: History) -> Learned:
    """Learn p of each edge from its features; see above.

    They are: a constant; the log odds of the share, as `follow_edges` shrinks it; the logarithms of how many
    messages the target was in, listen to the source, and the target listens to; whether the tie is mutual.
    Intervals are those of edges with such features: beta distributions as wide as the late trials say.

    Parameters
    ----------
    history
        With parents, given or guessed along its ties.
    """
    graph = edges_of(history)
    rows, wins, trials = _examples(history, graph)
    weights = fit(rows, wins, trials)
    alike = 1 / correlation(expit(rows @ weights), wins, trials) - 1
    met = count_exposures(history, graph)
    p = expit(_features(history, graph, met) @ weights)
    low, high = beta_limits(p * alike, (1 - p) * alike)
    return Learned(replace(graph, probability=p), np.minimum(low, p), np.maximum(high, p), met.trials)


def fit(rows: Float64s, wins: Float64s, trials: Float64s) -> Float64s:
    """Return the weights of features whose sum is the log odds of winning a trial: float64, one a feature.

    Parameters
    ----------
    rows
        float64, examples by features, the first of which is 1 and is not held small.
    wins, trials
        float64, one an example: wins ≤ trials; examples without trials do not matter.

    Examples
    --------
    >>> expit(fit(np.ones((1, 1)), np.array([25.0]), np.array([100.0]))).round(6).tolist()
    [0.25]
    """
    from scipy.optimize import minimize  # half a second to import, which whoever learns nothing saves

    ridge = np.full(rows.shape[1], _RIDGE)
    ridge[0] = 1e-9

    def loss(weights: Float64s) -> tuple[float, Float64s]:
        odds = rows @ weights
        missed = trials * np.logaddexp(0, odds) - wins * odds
        slope = rows.T @ (trials * expit(odds) - wins) + ridge * weights
        return float(missed.sum() + (ridge * weights**2).sum() / 2), slope

    def curvature(weights: Float64s) -> Float64s:
        p = expit(rows @ weights)
        return np.asarray((rows * (trials * p * (1 - p))[:, None]).T @ rows + np.diag(ridge))

    start = np.zeros(rows.shape[1])
    start[0] = logit((wins.sum() + 0.5) / (trials.sum() + 1))
    return np.asarray(minimize(loss, start, jac=True, hess=curvature, method="trust-exact").x)


def correlation(p: Float64s, wins: Float64s, trials: Float64s) -> float:
    """Return how alike two trials of one example end beyond its probability, by moments: above 0, below 1.

    Where little was tried twice it is drawn towards .1.

    Parameters
    ----------
    p
        float64, 0 to 1: expected share of trials won.
    wins, trials
        float64, of the same length.

    Examples
    --------
    >>> won_or_lost = np.resize([10.0, 0.0], 100)
    >>> correlation(np.full(100, 0.5), won_or_lost, np.full(100, 10.0)) > 0.99
    True
    """
    binomial = p * (1 - p) * trials
    beyond, possible = ((wins - trials * p) ** 2 - binomial).sum(), (binomial * (trials - 1)).sum()
    return float(np.clip((beyond + _ALIKE * _TRIED) / (possible + _TRIED), 1e-6, 1 - 1e-6))


def _examples(history: History, graph: InfluenceGraph) -> tuple[Float64s, Float64s, Float64s]:
    """Return features of the edges by early messages, and their wins and trials in late ones."""
    cut = int(len(history) * _EARLY)
    early, late = slice(cut), slice(cut, None)
    seen, then = (count_exposures(history, graph, messages=part) for part in (early, late))
    tried = then.trials > 0
    return _features(history, graph, seen, early)[tried], then.wins[tried], then.trials[tried]


def _features(
    history: History, graph: InfluenceGraph, met: Exposures, messages: slice = slice(None)
) -> Float64s:
    source, target = graph.in_sources, graph.in_targets
    rate = beta_binomial(graph, met).graph.probability
    held = np.bincount(history.account[people_of(history, messages)], minlength=graph.n)
    return np.stack(
        (
            np.ones(graph.m),
            logit(np.clip(rate, 1e-9, 1 - 1e-9)),
            np.log1p(held[target]),
            np.log1p(np.diff(graph.out_offsets)[source]),
            np.log1p(np.diff(graph.in_offsets)[target]),
            _mutual(graph),
        ),
        axis=1,
    )


def _mutual(graph: InfluenceGraph) -> Float64s:
    """Return 1 where the edge back is there, too, else 0."""
    there = graph.in_targets * np.int64(graph.n) + graph.in_sources
    back = graph.in_sources * np.int64(graph.n) + graph.in_targets
    return np.isin(back, there).astype(np.float64)
