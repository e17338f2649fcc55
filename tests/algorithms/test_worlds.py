"""Kept worlds: distributed as enumeration says, edge by edge those of the cascades, whoever samples them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.stats import chi2

from algorithms.pool import CancelledError
from algorithms.spread import estimate_spread
from algorithms.worlds import Worlds, sample_worlds
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.exact import LIVE, worlds
from tests.algorithms.strategies import models
from tests.published import DIAMOND, KARATE, influence, undirected

N_WORLDS = 50_000
MIXED = InfluenceGraph.from_edges(
    4, [0, 0, 1, 2, 3, 0], [1, 2, 3, 3, 0, 3], [0.9, 0.1, 0.5, 0.05, 0.3, 1.0], listens=[True] * 5 + [False]
)
WEIGHTED = influence(4, [*DIAMOND, (0, 3), (3, 0)])


def edges_live(kept: Worlds) -> Iterator[frozenset[tuple[int, int]]]:
    """Yield what is live in each world."""
    for block in kept.blocks:
        for out, start in zip(block.offsets, block.starts, strict=False):
            targets = block.targets[start : start + out[-1]]
            sources = np.repeat(np.arange(len(out) - 1), np.diff(out))
            yield frozenset(
                zip(sources.tolist(), np.where(targets < 0, ~targets, targets).tolist(), strict=True)
            )


@pytest.mark.parametrize(
    "graph",
    [
        MIXED,
        WEIGHTED,
        influence(4, DIAMOND, 1.0),
        InfluenceGraph.from_edges(4, MIXED.in_sources, MIXED.in_targets, 0.3, one_at_most=True),
        InfluenceGraph.from_edges(
            4, MIXED.in_sources, MIXED.in_targets, MIXED.probability, attention=[1.0, 0.5, 0.2, 0.7]
        ),
        InfluenceGraph.from_edges(
            4, MIXED.in_sources, MIXED.in_targets, 0.3, one_at_most=True, attention=[1.0, 0.5, 0.2, 0.7]
        ),
    ],
    ids=["mixed", "weighted cascade", "certain", "one at most", "attention", "both"],
)
def test_whole_worlds_are_as_frequent_as_they_should_be(graph: InfluenceGraph) -> None:
    pairs = list(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    expected: dict[frozenset[tuple[int, int]], float] = defaultdict(float)
    for weight, world in worlds(graph):
        expected[frozenset(p for p, state in zip(pairs, world, strict=True) if state == LIVE)] += weight
    seen = Counter(edges_live(sample_worlds(graph, n_worlds=N_WORLDS, random_seed=3)))
    assert seen.keys() <= expected.keys()
    statistic = sum((seen[w] - N_WORLDS * p) ** 2 / (N_WORLDS * p) for w, p in expected.items())
    assert statistic <= chi2(max(len(expected) - 1, 1)).ppf(0.9999)


@pytest.mark.parametrize("attention", [None, 0.5])
def test_the_live_edges_out_of_a_hub_come_as_often_as_each_is_likely_and_apart(
    attention: float | None,
) -> None:
    # So many that their number is drawn in several parts.
    chances = np.tile([0.0, 0.02, 0.1, 0.4, 0.9, 1.0], 60)
    graph = InfluenceGraph.from_edges(361, [0] * 360, range(1, 361), chances, attention=attention)
    kept, expected = sample_worlds(graph, n_worlds=4_000, random_seed=3), chances * (attention or 1.0)
    live = [[target - 1 for _, target in world] for world in edges_live(kept)]
    counts, sizes = np.bincount(np.concatenate(live), minlength=360), np.array([len(world) for world in live])
    error = np.sqrt(4_000 * expected * (1 - expected))
    assert (abs(counts - 4_000 * expected) <= 4.5 * error).all()
    variance = (expected * (1 - expected)).sum()  # of independent edges
    assert abs(sizes.var() / variance - 1) <= 5 * np.sqrt(2 / 4_000)


@settings(max_examples=40, deadline=None)
@given(graph=models())
def test_a_world_is_the_cascade_of_its_number(graph: InfluenceGraph) -> None:
    kept = sample_worlds(graph, n_worlds=200, random_seed=5)
    drawn = estimate_spread(graph, [0, 1], n_samples=200, random_seed=5)
    assert kept.spread([0, 1]) == drawn.spread
    if graph.attention is None:
        assert kept.reach([0, 1]) == drawn.reach


def test_the_number_of_threads_changes_nothing() -> None:
    graph = undirected(KARATE, 0.2)
    alone, *others = (sample_worlds(graph, n_worlds=10_000, random_seed=1, threads=t) for t in (1, 2, 4, 8))
    for other in others:
        for one, same in zip(alone.blocks, other.blocks, strict=True):
            assert one.targets.tobytes() == same.targets.tobytes()
            assert one.offsets.tobytes() == same.offsets.tobytes()
        assert alone.actives([0], threads=1).tobytes() == other.actives([0], threads=4).tobytes()


def test_a_world_is_the_same_wherever_sampling_starts() -> None:
    graph = undirected(KARATE, 0.2)
    whole = sample_worlds(graph, n_worlds=30, random_seed=1).actives([0, 33])
    later = sample_worlds(graph, n_worlds=10, first_world=20, random_seed=1).actives([0, 33])
    assert whole[20:].tolist() == later.tolist()


def test_more_seeds_never_reach_fewer_in_any_world() -> None:
    kept = sample_worlds(undirected(KARATE, 0.2), n_worlds=1000, random_seed=1)
    assert (kept.actives([0, 33]) >= np.maximum(kept.actives([0]), kept.actives([33]))).all()


def test_worlds_say_what_they_take() -> None:
    kept = sample_worlds(influence(3, [(0, 1), (1, 2)], 1.0), n_worlds=10, random_seed=1)
    assert kept.n_worlds == 10
    assert kept.nbytes == 10 * 4 * (4 + 2) + 11 * 8  # offsets and live edges, and where each world starts


def test_people_are_not_kept_where_there_is_attention() -> None:
    graph = InfluenceGraph.from_edges(2, [0], [1], 0.5, attention=0.5)
    with pytest.raises(ParameterError, match="attention"):
        sample_worlds(graph, n_worlds=1, random_seed=1).reach([0])


@pytest.mark.parametrize("seeds", [[], [0, 0], [7]])
def test_seeds_that_cannot_start_are_refused(seeds: list[int]) -> None:
    kept = sample_worlds(influence(2, [(0, 1)], 0.5), n_worlds=1, random_seed=1)
    with pytest.raises(ParameterError, match="seeds"):
        kept.spread(seeds)


def test_a_cancelled_run_stops() -> None:
    cancelled = Event()
    cancelled.set()
    with pytest.raises(CancelledError):
        sample_worlds(influence(2, [(0, 1)], 0.5), n_worlds=1, random_seed=1, cancelled=cancelled)


def test_an_empty_graph_has_worlds_without_anybody() -> None:
    assert sample_worlds(influence(0, []), n_worlds=3, random_seed=1).n_worlds == 3
