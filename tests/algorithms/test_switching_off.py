"""Relay values of all sorts on 200 small graphs against what is lost when accounts are switched off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from algorithms.forward_relays import RelayCascades
from algorithms.relays import RelayValues, read_relay_values
from algorithms.reverse_reachable import Counting
from algorithms.sketch import sample_sketch
from graph.influence import InfluenceGraph
from graph.records import Float64s
from tests.algorithms.judge import Truth, truth
from tests.algorithms.test_relays import COUNTINGS, Case, random_case

CASES = range(200)
N_SAMPLES = 4_000


def without_voice(graph: InfluenceGraph, silent: list[int]) -> InfluenceGraph:
    muted = np.isin(graph.in_sources, silent)
    return replace(graph, probability=np.where(muted, 0, graph.probability), listens=graph.listens & ~muted)


def silent_accounts(case: Case, number: int) -> list[int]:
    """Silence one account that is no seed, in every other graph."""
    others = [account for account in range(case.graph.n) if account not in case.seeds]
    return others[:1] if number % 2 else []


@pytest.fixture(scope="module")
def cases() -> list[tuple[Case, list[int], Truth, Truth]]:
    found = []
    for number in CASES:
        case = random_case(number)
        silent = silent_accounts(case, number)
        if silent:
            quiet = without_voice(case.graph, silent)
            shares = [(float(share), [s]) for s, share in enumerate(case.sources)]
            found.append((case, silent, truth(quiet, shares), truth(quiet, [(1.0, case.seeds)])))
        else:
            found.append((case, silent, case.by_sources, case.by_seeds))
    return found


def backwards(graph: InfluenceGraph, silent: list[int], counting: Counting, **start: Any) -> RelayValues:
    sketch = sample_sketch(graph, n_sets=N_SAMPLES, counting=counting, random_seed=11)
    return read_relay_values(sketch.silenced(graph, silent), **start)


def forwards(graph: InfluenceGraph, silent: list[int], counting: Counting, **start: Any) -> RelayValues:
    cascades = RelayCascades.of(graph, n_samples=N_SAMPLES, random_seed=12, silent=silent, **start)
    return cascades.values(counting)


def standard_errors(values: RelayValues, expected: Float64s) -> Float64s:
    """Return by how many standard errors each value is off, as its interval implies them, with the sign."""
    return (values.value - expected) * (2 * 1.96) / (values.high - values.low)


@pytest.mark.parametrize("ask", [backwards, forwards])
def test_values_on_200_small_graphs_are_what_switching_accounts_off_costs(
    cases: list[tuple[Case, list[int], Truth, Truth]], ask: Any
) -> None:
    errors = []
    for case, silent, by_sources, by_seeds in cases:
        for counting in COUNTINGS:
            for start, expected in (
                ({"sources": case.sources}, by_sources),
                ({"seeds": case.seeds}, by_seeds),
            ):
                values = ask(case.graph, silent, counting, **start)
                errors.append(standard_errors(values, getattr(expected, counting)))
    z = np.concatenate(errors)
    z = z[z != 0]
    assert len(z) > 1000
    assert abs(z).max() <= 4.5
    assert 0.85 < np.sqrt((z**2).mean()) < 1.1  # intervals of few hits are wider than the normal ones
    assert abs(z.mean()) < 0.1  # a bias of a tenth of a standard error would show
