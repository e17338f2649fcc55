"""Spread of fifty seeds under weighted cascade: worlds kept, worlds sampled, and cascades of one question."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial

import networkx as nx
import numpy as np

from algorithms.live_edges import live_edges
from algorithms.spread import estimate_spread
from algorithms.worlds import sample_worlds
from benchmarks.graphs import leaders, weighted_cascade
from benchmarks.measuring import Findings, Measured, Row, absent, alternating, in_this_process, run
from graph.influence import InfluenceGraph
from graph.records import Int64s

K, N_WORLDS = 50, 48
PEER_RUNS = 4  # cascades of cynetdiff in one run
RANDOM_SEED = 3
Simulate = Callable[[], float]  # runs some cascades and returns the mean of their spread


def cynetdiff(graph: InfluenceGraph, seeds: list[int], n_samples: int) -> Simulate | None:
    """Return its simulation; None where it is not installed."""
    try:
        from cynetdiff.models import IndependentCascadeModel
    except ImportError:
        return None

    starts = array("I", graph.out_offsets[:-1].astype(np.uint32).tobytes())
    targets = array("I", graph.out_targets.astype(np.uint32).tobytes())
    chances = array("f", graph.probability[graph.out_edges].astype(np.float32).tobytes())
    model = IndependentCascadeModel(starts, targets, activation_probs=chances)
    model.set_seeds(seeds)

    def simulate() -> float:
        total = 0
        for _ in range(n_samples):
            model.reset_model()
            model.advance_until_completion()
            total += model.get_num_activated_nodes()
        return total / n_samples

    return simulate


def ndlib(graph: InfluenceGraph, seeds: list[int], n_samples: int) -> Simulate | None:
    """Return its simulation; None where it is not installed."""
    try:
        from ndlib.models.epidemics import IndependentCascadesModel
        from ndlib.models.ModelConfig import Configuration
    except ImportError:
        return None

    ties = list(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    network: nx.DiGraph[int] = nx.DiGraph(ties)
    network.add_nodes_from(range(graph.n))
    configuration = Configuration()
    configuration.add_model_initial_configuration("Infected", seeds)
    for tie, probability in zip(ties, graph.probability.tolist(), strict=True):
        configuration.add_edge_configuration("threshold", tie, probability)

    def simulate() -> float:
        total = 0
        for _ in range(n_samples):
            model = IndependentCascadesModel(network)
            model.set_initial_status(configuration)
            counts = model.iteration()["node_count"]
            while counts[1]:
                counts = model.iteration()["node_count"]
            total += counts[2]
        return total / n_samples

    return simulate


def against_cynetdiff(graph: InfluenceGraph) -> Findings:
    """Compare all ways to a spread with cynetdiff, whose answer must be ours."""
    seeds = leaders(graph, K)
    kept = sample_worlds(graph, n_worlds=N_WORLDS, random_seed=RANDOM_SEED)
    works: list[Callable[[], object]] = [
        partial(kept.spread, seeds),
        lambda: sample_worlds(graph, n_worlds=N_WORLDS, random_seed=RANDOM_SEED).spread(seeds),
        partial(estimate_spread, graph, seeds, n_samples=N_WORLDS, random_seed=RANDOM_SEED),
    ]
    peer = cynetdiff(graph, seeds, PEER_RUNS)
    warm, cold, fresh, *theirs = alternating(graph, *works, *([peer] if peer else []))
    if peer:
        check(peer(), PEER_RUNS, kept.actives(seeds))
    named = partial(beside, peer="cynetdiff", theirs=[each.times(1 / PEER_RUNS) for each in theirs])
    rows = [
        named("one simulation, sampled worlds kept (warm)", warm.times(1 / N_WORLDS), goal=45, aim=75),
        named("the same, sampling included (cold)", cold.times(1 / N_WORLDS), goal=5, aim=8),
        named("one question by cascades, with reach and hops", fresh.times(1 / N_WORLDS), goal=5, aim=8),
    ]
    preparing = in_this_process(graph, partial(live_edges.__wrapped__, graph))
    note = (
        f"One world takes {kept.nbytes / N_WORLDS / 2**20:.1f} MB; spread {kept.spread(seeds).value:,.0f}. "
        f"Making edges ready to be drawn, {preparing.seconds:.1f} s once a graph, is not counted."
    )
    return Findings(rows, [note])


def check(peer: float, n_peer: int, ours: Int64s) -> None:
    """Refuse to compare with a peer whose answer is another one."""
    error = ours.std() * np.sqrt(1 / n_peer + 1 / len(ours))
    if abs(peer - ours.mean()) > 5 * error:
        raise AssertionError(f"the peer says {peer}, we {ours.mean()} ± {error}")


def against_ndlib(n: int) -> Row:
    """Compare with ndlib, which is too slow for more than ten thousand nodes."""
    graph, n_worlds = weighted_cascade(n, 15 * n), 1000
    seeds = leaders(graph, K)
    kept = sample_worlds(graph, n_worlds=n_worlds, random_seed=RANDOM_SEED)
    peer = ndlib(graph, seeds, 1)
    ours, *theirs = alternating(graph, partial(kept.spread, seeds), *([peer] if peer else []))
    if peer:
        check(peer(), 1, kept.actives(seeds))
    work = "one simulation, sampled worlds kept (warm)"
    return beside(work, ours.times(1 / n_worlds), peer="ndlib", theirs=theirs, goal=45, aim=75)


def beside(work: str, ours: Measured, *, peer: str, theirs: list[Measured], goal: float, aim: float) -> Row:
    """Return the row of one simulation beside one of a peer, or without it."""
    if not theirs:
        return Row.of(work, ours, peer=absent(peer), goal=goal, aim=aim)
    return Row.of(work, ours, peer=peer, peer_seconds=theirs[0].seconds, goal=goal, aim=aim)


def measure(*, small: bool) -> Findings:
    """Measure beside both peers."""
    n = 100_000 if small else 1_000_000
    large = against_cynetdiff(weighted_cascade(n, 15 * n))
    return Findings([*large.lines, against_ndlib(n // 100)], large.notes)


if __name__ == "__main__":
    run(measure)
