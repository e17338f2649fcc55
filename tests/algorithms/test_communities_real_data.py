"""Communities of real networks: modularity taken by other means, and parties that nobody told of.

polblogs: Adamic and Glance 2005. Congress: Fink et al. 2023. TIMME: Xiao et al., KDD 2020, with party labels.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from algorithms.communities import Partition, leiden
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int64s


def best_of(graph: InfluenceGraph, weights: Float64s, runs: int = 10) -> Partition:
    found = [leiden(graph, weights=weights, random_seed=number) for number in range(runs)]
    return max(found, key=lambda partition: partition.modularity or 0.0)


def simple(ends: Int64s) -> InfluenceGraph:
    """Return the graph in which each joined pair is one edge."""
    pairs = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    names, place = np.unique(pairs, return_inverse=True)
    place = place.reshape(-1, 2)
    return InfluenceGraph.from_edges(len(names), place[:, 0], place[:, 1], 1.0)


def test_political_blogs_have_the_modularity_that_others_found(shared_data: Path) -> None:
    lines = (shared_data / "im-graphs" / "polblogs" / "polblogs.metis.graph").read_text().split("\n")[1:]
    ends = [(v, int(u) - 1) for v, line in enumerate(lines) for u in line.split()]
    graph = simple(np.array(ends, dtype=np.int64))
    assert best_of(graph, np.ones(graph.m)).modularity == pytest.approx(0.4271051, abs=2e-5)


@pytest.mark.parametrize(("weighted", "expected"), [(True, 0.452087), (False, 0.413230)])
def test_congress_has_the_modularity_that_others_found(
    shared_data: Path, *, weighted: bool, expected: float
) -> None:
    text = (shared_data / "congress-twitter" / "congress.edgelist").read_text()
    rows = [line.split(" ", 2) for line in text.splitlines()]
    ends = np.array([row[:2] for row in rows], dtype=np.int64)
    if not weighted:
        graph = simple(ends)
        assert best_of(graph, graph.probability).modularity == pytest.approx(expected, abs=2e-4)
        return
    weights = [json.loads(row[2].replace("'", '"'))["weight"] for row in rows]
    graph = InfluenceGraph.from_edges(475, ends[:, 0], ends[:, 1], weights)
    assert best_of(graph, graph.probability).modularity == pytest.approx(expected, abs=2e-4)


@pytest.mark.parametrize(
    ("layer", "modularity", "majority"), [("friend", 0.318, 0.91), ("retweet", 0.376, 0.877)]
)
def test_communities_of_politicians_are_their_parties(
    shared_data: Path, layer: str, modularity: float, majority: float
) -> None:
    folder = shared_data / "timme-us-politicians" / "PureP"
    with (folder / "dict.csv").open(encoding="utf-8") as file:
        parties = {int(row["twitter_id"]): row["party"] for row in csv.DictReader(file, delimiter="\t")}
    ends = np.loadtxt(folder / f"{layer}_list.csv", dtype=np.int64, delimiter="\t", skiprows=1)[:, :2]
    ends = ends[ends[:, 0] != ends[:, 1]]
    graph, accounts = simple(ends), np.unique(ends)
    found = best_of(graph, graph.probability)
    party = np.array([parties[int(account)] for account in accounts])
    counts = [np.unique(party[found.membership == c], return_counts=True)[1] for c in set(found.membership)]
    assert found.modularity is not None
    assert found.modularity >= modularity
    assert sum(count.max() for count in counts) / len(accounts) >= majority
