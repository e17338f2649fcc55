"""Refusals: each names the argument."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from algorithms.checks import check_distribution, check_sampling, check_seeds, check_weights
from graph.errors import ParameterError
from graph.records import Float64s
from tests.published import PATH, influence

GRAPH = influence(4, PATH, 0.5)


@pytest.mark.parametrize(
    ("argument", "n_samples", "random_seed"),
    [("n_samples", 0, 1), ("random_seed", 10, -1), ("random_seed", 10, 2**63)],
)
def test_sampling_out_of_range_is_refused(argument: str, n_samples: int, random_seed: int) -> None:
    with pytest.raises(ParameterError, match=argument):
        check_sampling(n_samples, random_seed)


@pytest.mark.parametrize("seeds", [[], [0, 0], [4], [-1]])
def test_seeds_that_are_no_distinct_nodes_are_refused(seeds: Sequence[int]) -> None:
    with pytest.raises(ParameterError, match="seeds"):
        check_seeds(GRAPH, seeds)


@pytest.mark.parametrize(
    "sources", [np.ones(4), np.ones(3) / 3, np.array([2.0, -1.0, 0.0, 0.0]), np.full(4, np.nan)]
)
def test_sources_that_are_no_distribution_are_refused(sources: Float64s) -> None:
    with pytest.raises(ParameterError, match="sources"):
        check_distribution(GRAPH, sources)


@pytest.mark.parametrize("weights", [np.ones(4), np.full(3, -1.0), np.full(3, np.inf), np.full(3, np.nan)])
def test_weights_that_are_none_are_refused(weights: Float64s) -> None:
    with pytest.raises(ParameterError, match="weights"):
        check_weights(GRAPH, weights)
