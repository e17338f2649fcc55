"""Loops and parallel ties, loaded from a file: measured as networkx measures the multigraph."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from algorithms.betweenness import betweenness
from algorithms.cores import k_core
from algorithms.pagerank import pagerank
from graph.influence import InfluenceGraph
from ricochet.arguments import projection
from ricochet.settings import Settings
from ricochet.wiring import open_context
from tests.ricochet.conftest import Run

ACCOUNTS, ROWS = 60, 500

Multigraph = tuple[InfluenceGraph, "nx.MultiDiGraph[int]"]


@pytest.fixture(params=range(3))
def multigraph(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Multigraph:
    """A graph as answers use it, and who listens to whom as the file has it, without the loops."""
    rng = np.random.default_rng(request.param)
    ends = rng.integers(0, ACCOUNTS, (ROWS, 2)) ** 2 // ACCOUNTS  # low numbers meet often, and themselves
    rows = [f"{actor},{target},{at}" for at, (actor, target) in enumerate(ends.tolist(), start=1_600_000_000)]
    (tmp_path / "rows.csv").write_text("\n".join(["actor,target,at", *rows]) + "\n")
    store = tmp_path / "multigraph.duckdb"
    loaded = run("load", tmp_path / "rows.csv", "--kind", "reshares", "--platform", "x", "--store", store)
    assert loaded.exit_code == 0, loaded.output
    asked = projection(model=None, platform=None, kinds=(), since=None, until=None, half_life_days=None)
    context = open_context(Settings(store=str(store)), asked)
    number = {i: context.snapshot.account_number(f"x:{i}") for i in np.unique(ends).tolist()}
    plain: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    plain.add_nodes_from(number.values())
    plain.add_edges_from((number[a], number[b]) for a, b in ends.tolist() if a != b)
    return context.influence_graph(), plain


def test_the_file_has_loops_and_parallel_ties(multigraph: Multigraph) -> None:
    graph, plain = multigraph
    assert graph.m < plain.number_of_edges() < ROWS


def test_pagerank_counts_parallel_ties_and_no_loops(multigraph: Multigraph) -> None:
    graph, plain = multigraph
    expected = nx.pagerank(plain, tol=1e-14, max_iter=1_000)
    assert pagerank(graph) == pytest.approx([expected[node] for node in range(graph.n)], abs=1e-9)


def test_betweenness_counts_no_tie_twice(multigraph: Multigraph) -> None:
    graph, plain = multigraph
    expected = nx.betweenness_centrality(nx.DiGraph(plain.reverse()), normalized=False)
    assert betweenness(graph) == pytest.approx([expected[node] for node in range(graph.n)], rel=1e-9)


def test_core_numbers_count_no_tie_twice(multigraph: Multigraph) -> None:
    graph, plain = multigraph
    expected = nx.core_number(nx.Graph(plain))
    assert k_core(graph).tolist() == [expected[node] for node in range(graph.n)]
