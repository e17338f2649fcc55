"""The interval of a plan's spread covers the truth as often as it says, by the path that the command takes.

The truth is the sum over all live-edge worlds of small random graphs. Fewer sets than usual judge, so that
intervals are wide and many graphs quick; nothing else differs.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from algorithms import selection
from api.services import sketches
from api.services.context import Context
from api.services.plans import AskedPlan, plan_seeds
from graph.influence import InfluenceGraph
from tests.algorithms.judge import cascade, edges_of, worlds
from tests.snapshots import snapshot_with

GRAPHS = 500
N, M = 6, 6
JUDGES = 2_000


def random_graph(random_seed: int) -> InfluenceGraph:
    rng = np.random.default_rng(random_seed)
    pairs = rng.choice(N * (N - 1), M, replace=False)
    source, place = np.divmod(pairs, N - 1)
    return InfluenceGraph.from_edges(N, source, place + (place >= source), rng.uniform(0.05, 0.95, M))


def exact_spread(graph: InfluenceGraph, seeds: list[int]) -> float:
    edges = edges_of(graph)
    return sum(weight * len(cascade(edges, world, seeds)[0]) for weight, world in worlds(edges))


def is_covered(folder: Path, random_seed: int) -> bool:
    graph = random_graph(random_seed)
    context = Context(snapshot_with(graph, folder), store="random")
    plan = plan_seeds(context, AskedPlan(k=2, model="given", random_seed=random_seed))
    truth = exact_spread(graph, [int(seed.account.key.removeprefix("x:")) for seed in plan.seeds])
    return plan.spread.low <= truth <= plan.spread.high


def test_the_interval_covers_the_exact_spread_of_95_in_100_small_graphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sketches, "MOST_JUDGES", JUDGES)
    monkeypatch.setattr(selection, "PLENTY", 0)
    covered = sum(is_covered(tmp_path, random_seed) for random_seed in range(GRAPHS))
    assert 0.92 <= covered / GRAPHS <= 0.98
