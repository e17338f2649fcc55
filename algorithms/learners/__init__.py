"""Learners: what happened goes in, an influence graph with probabilities and how sure they are comes out.

    LEARNERS[name](history) -> Learned

Each learns from what the history has, along follow ties where there are any, else along the pairs of who had
a message from whom. On a topic: `pooled(learner(history on it), learner(history of all))`.
"""

from __future__ import annotations

from collections.abc import Callable

from algorithms.history import History
from algorithms.learners.account import account_level
from algorithms.learners.counts import bernoulli, jaccard
from algorithms.learners.credit_distribution import credit_distribution
from algorithms.learners.expectation_maximisation import expectation_maximisation
from algorithms.learners.follow_edges import follow_edges
from algorithms.learners.learned import Learned, pooled
from algorithms.learners.regression import regression

__all__ = ["LEARNERS", "Learned", "Learner", "pooled"]

Learner = Callable[[History], Learned]

LEARNERS: dict[str, Learner] = {
    "account-level": account_level,
    "follow-edges": follow_edges,
    "bernoulli": bernoulli,
    "jaccard": jaccard,
    "expectation-maximisation": expectation_maximisation,
    "credit-distribution": credit_distribution,
    "regression": regression,
}
