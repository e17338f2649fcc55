"""What choosing is said to take, against what it takes: numbers of sets, which no clock disturbs."""

from __future__ import annotations

import numpy as np
import pytest

from algorithms.costs import Cost, SetProbes, selection_cost
from algorithms.demands import Demands
from algorithms.selection import select_seeds
from graph.influence import InfluenceGraph


def drawn(n: int, m: int, probability: float) -> InfluenceGraph:
    """Return a graph whose sources are few and popular."""
    rng = np.random.default_rng(1)
    source = (n * rng.random(m) ** 4).astype(np.int64)
    pairs = np.unique(np.stack((source, (source + rng.integers(1, n, m)) % n)), axis=1)
    return InfluenceGraph.from_edges(n, pairs[0], pairs[1], probability)


def cost_of(graph: InfluenceGraph, k: int, epsilon: float) -> Cost:
    probes = SetProbes.of(graph, counting="relays", trees=False, random_seed=1)
    return selection_cost(graph, probes, demands=Demands(k=k), epsilon=epsilon, random_seed=1)


def test_in_small_graphs_the_number_of_sets_is_known() -> None:
    graph = drawn(2_000, 8_000, 0.05)
    certificate = select_seeds(graph, k=5, random_seed=1).certificate
    assert certificate is not None
    assert cost_of(graph, 5, 0.1).n_samples == certificate.n_sets


@pytest.mark.parametrize(("k", "epsilon"), [(10, 0.1), (20, 0.1), (20, 0.05), (50, 0.02)])
def test_in_larger_graphs_the_number_of_sets_is_forecast_within_a_factor_of_three(
    k: int, epsilon: float
) -> None:
    graph = drawn(25_000, 100_000, 0.05)
    certificate = select_seeds(graph, k=k, epsilon=epsilon, random_seed=1).certificate
    assert certificate is not None
    assert 1 / 3 <= cost_of(graph, k, epsilon).n_samples / certificate.n_sets <= 3


def test_memory_that_is_let_go_is_not_added_up() -> None:
    assert Cost(1.0, 100).before(Cost(1.0, 70) + Cost(1.0, 50)).nbytes == 120
