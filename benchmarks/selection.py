"""Choosing seeds: beside SUBSIM, HIST and PyNetIM, certificates in SUBSIM's time, plans from a warm sketch.

SUBSIM and HIST time themselves, loading left out, and draw from the clock; ours is timed on a graph in
memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from statistics import median

import numpy as np

from algorithms.demands import Quota
from algorithms.selection import SIZES, IndexedSketch, SeedSelection, index_sketch, select_seeds
from algorithms.sketch import sample_sketch
from algorithms.spread import estimate_spread
from algorithms.what_if import what_if
from benchmarks.graphs import epinions, weighted_cascade
from benchmarks.measuring import (
    RUNS,
    Findings,
    Measured,
    Row,
    absent,
    alternating,
    in_this_process,
    medians,
    run,
)
from benchmarks.subsim import EPSILON, K, Ran, Subsim, prepared
from graph.influence import InfluenceGraph


def against(
    graph: InfluenceGraph, peer: Subsim | None, *, work: str, goal: float, aim: float
) -> tuple[Row, str]:
    """Choose in turns with a peer; return the row, and what is known of the quality of both choices."""
    found: list[SeedSelection] = []
    theirs: list[Ran | None] = []
    select_seeds(graph, k=K, epsilon=EPSILON, random_seed=RUNS)

    def choose() -> None:
        found.append(select_seeds(graph, k=K, epsilon=EPSILON, random_seed=len(found)))

    def in_turn() -> Measured:
        theirs.append(peer.run() if peer else None)
        return in_this_process(graph, choose)

    [ours] = medians(in_turn)
    ran = [each for each in theirs if each]
    seconds = median(each.seconds for each in ran) if ran else None
    row = Row.of(work, ours, peer=_named(peer, ran), peer_seconds=seconds, goal=goal, aim=aim)
    spread = f" {row.peer} says {median(each.spread for each in ran):,.0f}." if ran else ""
    return row, f"{work}: {quality(graph, found)}.{spread}"


def _named(peer: Subsim | None, ran: list[Ran]) -> str:
    if peer is None:
        return absent("SUBSIM")
    crashes = RUNS - len(ran)
    return f"{peer.name}, crashed in {crashes} of {RUNS} runs" if crashes else peer.name


def quality(graph: InfluenceGraph, found: list[SeedSelection]) -> str:
    """Say what choices are worth, by their own judges and by simulation, and what is certified."""
    checked = estimate_spread(graph, found[0].seeds, n_samples=200, random_seed=1).spread
    return (
        f"spread {median(each.spread.value for each in found):,.0f} by our judges, one choice simulated "
        f"{checked.value:,.0f} ({checked.low:,.0f} to {checked.high:,.0f}), "
        f"certified {median(map(certified, found)):.3f}"
    )


def certified(found: SeedSelection) -> float:
    """Return the share of the optimum that is certified."""
    return found.certificate.ratio if found.certificate else 0.0


def best_within(graph: InfluenceGraph, seconds: float) -> tuple[float, Measured]:
    """Return the best certificate that fits into some seconds, sampling included, and what it took."""
    best = (0.0, in_this_process(graph, lambda: None))
    for n_sets in SIZES[8:]:
        found: list[SeedSelection] = []
        [took] = alternating(graph, lambda: found.append(_chosen(graph, n_sets)), runs=3)  # noqa: B023  # called here
        if took.seconds > seconds:
            break
        best = max(best, (certified(found[0]), took), key=lambda each: each[0])
    return best


def _chosen(graph: InfluenceGraph, n_sets: int) -> SeedSelection:
    sketch = sample_sketch(graph, n_sets=n_sets, trees=False, random_seed=1)
    return select_seeds(graph, k=K, random_seed=1, sketch=sketch)


def in_their_time(
    graph: InfluenceGraph, peer: Subsim | None, *, work: str, goal: float, aim: float | None = None
) -> Row:
    """Ask what we certify in the peer's own time."""
    done = [peer.run() for _ in range(RUNS)] if peer else []
    ran = [each for each in done if each]
    if not ran:
        return Row(work, peer=_named(peer, ran), goal=1)
    allowed = median(each.seconds for each in ran)
    share, took = best_within(graph, allowed)
    return Row.share(f"{work} ({allowed:.2g} s): certified {share:.3f}, asked {goal}", took, share, goal, aim)


def plans(graph: InfluenceGraph, n_sets: int) -> list[Row]:
    """Plan from a sketch that is there, with its index."""
    indexed = index_sketch(sample_sketch(graph, n_sets=n_sets, trees=False, random_seed=1))
    by_number = partial(select_seeds, graph, k=K, random_seed=1, sketch=indexed)
    under_demands = _under_demands(graph, indexed)
    leaders = by_number().seeds
    asked, number, refused = alternating(
        graph, under_demands, by_number, partial(what_if, graph, indexed, leaders, refuse=leaders[:1])
    )
    n_asked = len(under_demands().seeds)
    work = f"warm plan under budget, quotas and exclusions, {n_asked} asked, {n_sets:,} sets"
    return [
        Row.within(work, asked, 0.05, 0.02),
        Row.within(f"warm plan, {K} accounts, {n_sets:,} sets", number, 0.05, 0.02),
        Row.within(f"what if one refuses, {n_sets:,} sets", refused, 0.01, 0.005),
    ]


def _under_demands(graph: InfluenceGraph, indexed: IndexedSketch) -> Callable[[], SeedSelection]:
    rng = np.random.default_rng(1)
    listeners = np.diff(graph.out_offsets)
    tiers = np.minimum(np.log10(1 + listeners), 3).astype(np.int32)
    return partial(
        select_seeds,
        graph,
        budget=2_000,
        prices=20 + listeners * rng.uniform(0.5, 2, graph.n),
        acceptance=np.full(graph.n, 0.8),
        quotas=[Quota("tier", tiers, at_least={1: 5}, at_most={3: 3})],
        exclude=rng.choice(graph.n, graph.n // 100, replace=False).tolist(),
        random_seed=1,
        sketch=indexed,
    )


def weighted(graph: InfluenceGraph) -> Iterator[tuple[Row, str]]:
    """Compare under weighted cascade."""
    peer = prepared(f"weighted-{graph.m}", graph, ["-pdist=wc"])
    yield against(graph, peer, work=f"k = {K}, weighted cascade, certified", goal=7, aim=15)
    yield (
        in_their_time(
            graph, peer, work="certificate at SUBSIM's own time, weighted cascade", goal=0.75, aim=0.8
        ),
        "",
    )


def rare(graph: InfluenceGraph) -> Iterator[tuple[Row, str]]:
    """Compare where every edge is live with probability .01."""
    graph = replace(graph, probability=np.full(graph.m, 0.01))
    peer = prepared(f"rare-{graph.m}", graph, ["-pdist=uniform", "-pedge=0.01"])
    yield in_their_time(graph, peer, work="certificate at SUBSIM's own time, p = .01", goal=0.95), ""


def trust() -> Iterator[tuple[Row, str]]:
    """Compare on soc-Epinions1, where influence is high."""
    graph, work = epinions(), f"k = {K}, soc-Epinions1, p = .1, certified"
    if graph is None:
        yield Row(work, peer="data absent"), ""
        return
    peer = prepared("soc-Epinions1", graph, ["-pdist=uniform", "-pedge=0.1"])
    for way in peer.ways() if peer else (None,):
        yield against(graph, way, work=work, goal=2, aim=5)


def against_pynetim(n: int) -> tuple[Row, str]:
    """Choose in turns with PyNetIM, which is too slow for millions."""
    graph = weighted_cascade(n, 10 * n)
    found: list[SeedSelection] = []
    theirs: list[set[int]] = []
    peer = pynetim(graph, theirs)
    ours, *other = alternating(
        graph,
        lambda: found.append(select_seeds(graph, k=K, epsilon=EPSILON, random_seed=len(found))),
        *([peer] if peer else []),
    )
    work = f"k = {K}, weighted cascade, certified"
    if not other:
        return Row.of(work, ours, peer=absent("PyNetIM")), ""
    spread = estimate_spread(graph, sorted(theirs[0]), n_samples=200, random_seed=1).spread
    note = f"{work}, {n:,} accounts: {quality(graph, found)}. PyNetIM's choice simulated {spread.value:,.0f}."
    return Row.of(work, ours, peer="PyNetIM, IMM", peer_seconds=other[0].seconds), note


def pynetim(graph: InfluenceGraph, chosen: list[set[int]]) -> Callable[[], object] | None:
    """Return what chooses with its IMM, on a graph in memory; None where it is not installed."""
    try:
        from pynetim import IMGraph, IMMAlgorithm
    except ImportError:
        return None
    edges = list(zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True))
    theirs = IMGraph(edges, weights=graph.probability.tolist())
    return lambda: chosen.append(IMMAlgorithm(theirs, model="IC", epsilon=EPSILON).run(k=K))


def measure(*, small: bool) -> Findings:
    """Measure plans, then beside the peers."""
    graph = weighted_cascade(*((100_000, 1_000_000) if small else (1_000_000, 15_000_000)))
    rows = plans(graph, 100_000 if small else 1_000_000)
    compared = [*weighted(graph), *rare(graph), *trust(), against_pynetim(25_000 if small else 100_000)]
    return Findings([*rows, *(row for row, _ in compared)], [note for _, note in compared if note])


if __name__ == "__main__":
    run(measure)
