"""The most probable path between two random accounts, on the graph itself: the service adds their names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

import numpy as np

from algorithms.paths import Path, most_probable_path
from benchmarks.graphs import weighted_cascade
from benchmarks.measuring import Findings, Row, alternating, in_this_process, run
from graph.influence import InfluenceGraph

RANDOM_SEED = 3
PAIRS = 50


def pairs(graph: InfluenceGraph) -> Iterator[tuple[int, int]]:
    """Return who starts and who is to be reached, drawn at random."""
    ends = np.random.default_rng(RANDOM_SEED).integers(graph.n, size=(PAIRS, 2))
    return ((int(source), int(target)) for source, target in ends if source != target)


def each(graph: InfluenceGraph) -> list[Path | None]:
    """Find the path of every pair."""
    return [most_probable_path(graph, [source], target) for source, target in pairs(graph)]


def measure(*, small: bool) -> Findings:
    """Measure a question, as the mean over the pairs."""
    graph = weighted_cascade(*((100_000, 1_000_000) if small else (1_000_000, 15_000_000)))
    [all_pairs] = alternating(graph, partial(each, graph))
    found = [path for path in each(graph) if path]
    alone = [
        in_this_process(graph, partial(most_probable_path, graph, [source], target)).seconds
        for source, target in pairs(graph)
    ]
    work = "most probable path between two random accounts"
    notes = (
        f"Of {len(alone)} pairs {len(found)} have a path, of {median(len(path.steps) for path in found):.0f} "
        f"steps at the median; the median pair takes {median(alone) * 1e3:.1f} ms, the slowest "
        f"{max(alone) * 1e3:.1f} ms. Measured on the graph in memory, without the service."
    )
    return Findings([Row.within(work, all_pairs.times(1 / len(alone)), 0.02, 0.005)], [notes])


if __name__ == "__main__":
    run(measure)
