"""Which way influence flows, held against measured transmission probabilities.

The Twitter network of the 117th Congress: 475 members, 13,289 edges with the probability that the target
passes on what the source posts (Fink, Fullin, Gutierrez, Omodt, Zinnecker, Sprint, McCulloch: A centrality
measure for quantifying spread on weighted, directed networks. Physica A 626, 2023, 129083).
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import spearmanr

from algorithms.pagerank import pagerank
from algorithms.spread import estimate_spread
from api.services.loading import load_files
from graph.duckdb_store import DuckDBStore
from graph.influence import InfluenceGraph
from graph.projection import GIVEN, Projection, snapshot_of
from graph.records import TieKind
from loaders import Reading

N_SAMPLES = 2_000


@pytest.fixture(scope="module")
def congress(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> InfluenceGraph:
    folder = tmp_path_factory.mktemp("congress")
    text = (shared_data / "congress-twitter" / "congress.edgelist").read_text()
    edges = re.findall(r"^(\d+) (\d+) \{'weight': ([\d.e-]+)\}$", text, re.MULTILINE)
    ties = folder / "congress.csv"
    ties.write_text("\n".join(["source,target,probability", *map(",".join, edges)]))
    load_files(lambda: DuckDBStore(folder / "c.duckdb"), [ties], Reading(kind=TieKind.INFLUENCES))
    with DuckDBStore(folder / "c.duckdb", read_only=True) as store:
        return snapshot_of(store, Projection(model=GIVEN), folder).influence_graph()


@pytest.fixture(scope="module")
def spread(congress: InfluenceGraph) -> list[float]:
    """What each member alone comes to."""
    return [
        estimate_spread(congress, [member], n_samples=N_SAMPLES, random_seed=1).spread.value
        for member in range(congress.n)
    ]


def test_all_of_congress_is_there(congress: InfluenceGraph) -> None:
    assert (congress.n, congress.m) == (475, 13_289)


@pytest.mark.parametrize(("reverse", "agreement"), [(True, 0.80), (False, 0.10)])
def test_pagerank_agrees_with_spread_on_reversed_influence_edges_and_not_on_forward_ones(
    congress: InfluenceGraph, spread: list[float], *, reverse: bool, agreement: float
) -> None:
    found = spearmanr(pagerank(congress, reverse=reverse), spread).statistic
    assert np.isclose(found, agreement, atol=0.03)
