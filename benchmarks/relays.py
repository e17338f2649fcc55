"""Relay values: drawing the sketch against a plain loop, reading it against agreed times."""

# numba knows no keyword-only arguments
from __future__ import annotations

from functools import partial

import numpy as np

from algorithms.kernels import kernel
from algorithms.relays import read_relay_values
from algorithms.set_index import SetIndex, index_sets
from algorithms.sketch import Sketch, sample_sketch
from benchmarks.graphs import weighted_cascade
from benchmarks.measuring import Findings, Row, alternating, run
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

RANDOM_SEED = 3
PLAIN = 20  # the plain loop draws one set in so many, and its time is multiplied: a set costs it the same


@kernel
def plain_loop(  # noqa: C901  # plain means in one piece
    offsets: Int64s, sources: Int32s, probability: Float64s, n_sets: int, random_seed: int
) -> tuple[Float64s, int]:
    """Draw sets one by one with a draw an edge, and dominators of all their members; uniform starters.

    Returns the sum of what every account carries, in starters, and the number of members.
    """
    np.random.seed(random_seed)  # noqa: NPY002  # kernels know no other generator
    n = len(offsets) - 1
    carried = np.zeros(n)
    place = np.full(n, -1, dtype=np.int32)
    members, dominators, below = np.empty(n, np.int32), np.empty(n, np.int32), np.empty(n, np.int64)
    tails, heads = np.empty(1 << 20, np.int32), np.empty(1 << 20, np.int32)
    total = 0
    for _ in range(n_sets):
        members[0] = np.random.randint(n)  # noqa: NPY002  # as above
        place[members[0]] = 0
        count, links, at = 1, 0, 0
        while at < count:
            target = members[at]
            for edge in range(offsets[target], offsets[target + 1]):
                if np.random.random() < probability[edge]:  # noqa: NPY002  # as above
                    source = sources[edge]
                    if place[source] < 0:
                        place[source] = count
                        members[count] = source
                        count += 1
                    if links == len(tails):
                        tails = np.concatenate((tails, np.empty_like(tails)))
                        heads = np.concatenate((heads, np.empty_like(heads)))
                    tails[links], heads[links] = at, place[source]
                    links += 1
            at += 1
        _plain_dominators(tails[:links], heads[:links], dominators[:count])
        below[:count] = 0
        for i in range(count - 1, 0, -1):
            carried[members[i]] += below[i]
            below[dominators[i]] += below[i] + 1
        for i in range(count):
            place[members[i]] = -1
        total += count
    return carried, total


@kernel
def _plain_dominators(  # noqa: C901  # plain means in one piece
    tails: Int32s, heads: Int32s, dominators: Int32s
) -> None:
    first = np.zeros(len(dominators) + 1, np.int32)
    for head in heads:
        first[head + 1] += 1
    for i in range(len(dominators)):
        first[i + 1] += first[i]
    before, room = np.empty(len(heads), np.int32), first.copy()
    for link in range(len(heads)):
        before[room[heads[link]]] = tails[link]
        room[heads[link]] += 1
    dominators[:] = -1
    dominators[0] = 0
    changed = True
    while changed:
        changed = False
        for v in range(1, len(dominators)):
            new = -1
            for i in range(first[v], first[v + 1]):
                a = before[i]
                if dominators[a] < 0:
                    continue
                if new < 0:
                    new = a
                while a != new:
                    if a > new:
                        a = dominators[a]
                    else:
                        new = dominators[new]
            if dominators[v] != new:
                dominators[v] = new
                changed = True


def drawing(graph: InfluenceGraph, n_sets: int) -> list[Row]:
    """Compare drawing: with dominators, without, and by the plain loop."""
    draw = partial(sample_sketch, graph, n_sets=n_sets, random_seed=RANDOM_SEED)
    plain = partial(_plain, graph, n_sets // PLAIN, RANDOM_SEED)
    full, bare, loop = alternating(graph, partial(draw, trees=True), partial(draw, trees=False), plain)
    work = f"{n_sets:,} reverse-reachable sets with live edges and dominators"
    name = f"plain loop, one set in {PLAIN}, times {PLAIN}"
    return [
        Row.of(work, full, peer=name, peer_seconds=loop.seconds * PLAIN, goal=10, aim=20),
        Row.of(work, full, peer="the sets alone", peer_seconds=bare.seconds, goal=0.5),
    ]


def reading(graph: InfluenceGraph, sketch: Sketch, index: SetIndex) -> list[Row]:
    """Compare reading a warm sketch with the agreed times."""
    rng = np.random.default_rng(RANDOM_SEED)
    everybody = rng.dirichlet(np.ones(graph.n))
    hundred = np.zeros(graph.n)
    hundred[rng.choice(graph.n, 100, replace=False)] = 0.01
    uniform, spread, few = alternating(
        graph,
        partial(read_relay_values, sketch),
        partial(read_relay_values, sketch, sources=everybody),
        partial(read_relay_values, sketch, sources=hundred, index=index),
    )
    sets = f"{sketch.n_sets:,} sets, warm"
    return [
        Row.within(f"relay values, all starters alike, {sets}", uniform, 0.2, 0.06),
        Row.within(f"relay values, sources spread over everyone, {sets}", spread, 0.2, 0.06),
        Row.within(f"relay values, a hundred sources, {sets}", few, 0.02, 0.005),
    ]


def agreement(graph: InfluenceGraph, sketch: Sketch) -> str:
    """Hold the leaders' values against the plain loop's, in standard errors of the difference."""
    n_sets = sketch.n_sets // PLAIN
    carried, members = _plain(graph, n_sets, 1)
    values = read_relay_values(sketch)
    errors = []
    for account in values.best(20).tolist():
        estimate = values.estimate(account)
        error = (estimate.high - estimate.low) / (2 * 1.96)
        both = np.hypot(error, error * np.sqrt(estimate.n / n_sets))
        errors.append(abs(carried[account] / n_sets - estimate.value) / both)
    return (
        f"Agreement with the plain loop: the 20 leaders differ by at most {max(errors):.1f} standard errors; "
        f"mean members {len(sketch.members) / sketch.n_sets:.2f} against {members / n_sets:.2f}."
    )


def memory(sketch: Sketch, index: SetIndex) -> str:
    """Say what is kept, and what a member of a set takes."""
    return (
        f"Memory: sketch {sketch.nbytes / 1e6:.0f} MB, {sketch.nbytes / len(sketch.members):.2f} bytes "
        f"a member with the offsets of the sets; index from account to sets {index.nbytes / 1e6:.0f} MB, "
        "built once."
    )


def measure(*, small: bool) -> Findings:
    """Measure drawing and reading."""
    n, m, n_sets = (100_000, 1_000_000, 100_000) if small else (1_000_000, 15_000_000, 1_000_000)
    graph = weighted_cascade(n, m)
    rows = drawing(graph, n_sets)
    sketch = sample_sketch(graph, n_sets=n_sets, random_seed=RANDOM_SEED)
    index = index_sets(sketch)
    rows += reading(graph, sketch, index)
    return Findings(rows, [memory(sketch, index), agreement(graph, sketch)])


def _plain(graph: InfluenceGraph, n_sets: int, random_seed: int) -> tuple[Float64s, int]:
    return plain_loop(graph.in_offsets, graph.in_sources, graph.probability, n_sets, random_seed)


if __name__ == "__main__":
    run(measure)
