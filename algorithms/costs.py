"""What work will take, before it is done: a little of it is done and timed on the spot, then multiplied.

    SetProbes.of(graph, counting=…, trees=…, random_seed=…)   .drawing(n_sets)  .reading(work, n_sets)
    selection_cost(graph, demands…)         choosing seeds
    cascades_cost(graph, seeds, …)          running cascades
    communities_cost(graph), pagerank_cost(graph)

Seconds are those of this machine, as busy as it is now, with kernels that are loaded; bytes are those held at
once. Both are meant to be right within a factor of three.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from math import ceil, sqrt
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from algorithms.communities import leiden
from algorithms.constrained_cover import guarantee
from algorithms.demands import Demands
from algorithms.live_edges import live_edges
from algorithms.pagerank import pagerank
from algorithms.pool import cores
from algorithms.reverse_reachable import Counting, draws_of
from algorithms.selection import (
    MOST_MEMBERS,
    PLENTY_OF_MEMBERS,
    SIZES,
    SMALL_GRAPH,
    USUAL,
    SeedSelection,
    plenty,
    select_seeds,
)
from algorithms.sketch import Sketch, sample_sketch
from algorithms.spread import FIRST_LOOK, LOOKS, SpreadEstimate, estimate_spread
from graph.influence import InfluenceGraph

Result = TypeVar("Result")

FIRST_PROBES, MOST_PROBES = 32, 1 << 16
"""Sets that are drawn at first, and at most for each core, to see what sets take."""

PROBED_MEMBERS = 1 << 18
"""Members of the probes for each core, about: some 10 ms, and more than caches hold."""

FIRST_CASCADES, MOST_CASCADES = 8, 512
_CASCADES_SECONDS = 0.01  # cascades are added to the first few until they take so long

_PART = 1 << 16  # edges on which a graph algorithm is timed
_GROWTH = 0.1  # its seconds an edge grow like the number of edges to this power: the caches hold less of it
_BYTES_AN_EDGE = 150  # igraph's own copy of the edges, what it is made from, and weights as Python numbers
_BYTES_A_LIVE_EDGE, _BYTES_OF_LIVE_EDGES = 8, 40  # ready to be drawn: an edge, and its account
_BYTES_A_CASCADING = 32  # an account, on each core
_LOOKS_WIDER = 1.45  # intervals that hold at each of eleven looks, over the plain ones

_ANY = 1 - 1e-9  # an epsilon that every choice meets


@dataclass(frozen=True, slots=True)
class Cost:
    """What some work takes.

    Parameters
    ----------
    seconds
        On this machine.
    nbytes
        Memory held at once.
    n_samples
        Sets or cascades.

    Examples
    --------
    >>> Cost(1.0, 10, 5) + Cost(2.0, 20)
    Cost(seconds=3.0, nbytes=30, n_samples=5)
    """

    seconds: float = 0.0
    nbytes: int = 0
    n_samples: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.seconds + other.seconds, self.nbytes + other.nbytes, self.n_samples + other.n_samples
        )

    def before(self, other: Cost) -> Cost:
        """Return the cost of this work and then the other, when all memory of this one is let go.

        Examples
        --------
        >>> Cost(1.0, 10).before(Cost(2.0, 20))
        Cost(seconds=3.0, nbytes=20, n_samples=0)
        """
        return replace(self + other, nbytes=max(self.nbytes, other.nbytes))


@dataclass(frozen=True, slots=True, eq=False)
class SetProbes:
    """A few reverse-reachable sets, and what it took to draw them.

    Parameters
    ----------
    sketch
        The sets.
    seconds
        A set, all cores drawing.
    """

    sketch: Sketch
    seconds: float

    @classmethod
    def of(cls, graph: InfluenceGraph, *, counting: Counting, trees: bool, random_seed: int) -> SetProbes:
        """Draw 32 sets, then as many as have 260,000 members a core, 65,536 at most, and time these.

        Raises
        ------
        ParameterError
        """
        draw = partial(sample_sketch, graph, counting=counting, trees=trees, random_seed=random_seed)
        size = len(draw(n_sets=FIRST_PROBES).members) / FIRST_PROBES
        affordable = cores() * min(PROBED_MEMBERS / max(size, 1), MOST_PROBES)
        n_sets = max(FIRST_PROBES, int(affordable))
        seconds, sketch = timed(partial(draw, n_sets=n_sets))
        return cls(sketch, seconds / n_sets)

    @property
    def members(self) -> float:
        """Members of a set, on average."""
        return len(self.sketch.members) / self.sketch.n_sets

    def nbytes(self, n_sets: int) -> int:
        """Return the memory of so many sets."""
        return ceil(self.sketch.nbytes / self.sketch.n_sets * n_sets)

    def drawing(self, n_sets: int) -> Cost:
        """Return what it takes to draw so many sets."""
        return Cost(self.seconds * n_sets, self.nbytes(n_sets), n_sets)

    def reading(self, work: Callable[[Sketch], object], n_sets: int) -> float:
        """Return the seconds of what reads sets one after another, when there are so many of them.

        What it takes whatever their number is told apart by doing it with two of them.
        """
        always = min(timed(partial(work, self.sketch.part(0, 2)))[0] for _ in range(2))
        seconds, _ = timed(partial(work, self.sketch))
        return always + max(seconds - always, 0.0) * n_sets / self.sketch.n_sets


def selection_cost(
    graph: InfluenceGraph,
    probes: SetProbes,
    *,
    demands: Demands,
    epsilon: float,
    random_seed: int,
    **weighing: Any,  # noqa: ANN401  # further arguments of `select_seeds`, checked there
) -> Cost:
    """Return what `select_seeds` would take.

    In small graphs the number of sets is known. In larger ones the first of its rounds is run, on about a
    million members; from the bounds that it proves follows how many more sets are needed.

    Parameters
    ----------
    graph, epsilon, random_seed
        As in `select_seeds`.
    probes
        Without trees, of the kind of set that would choose.
    demands
        Already checked.
    weighing
        Its further arguments.

    Raises
    ------
    ParameterError
    """
    arguments: dict[str, Any] = {name: getattr(demands, name) for name in Demands.__dataclass_fields__}
    choose = partial(
        select_seeds,
        graph,
        counting=probes.sketch.counting,
        random_seed=random_seed,
        **arguments,
        **weighing,
    )
    if graph.n <= SMALL_GRAPH:
        n_sets = _largest_size(min(plenty(graph.n), PLENTY_OF_MEMBERS / probes.members))
        seconds = probes.drawing(n_sets).seconds + probes.reading(
            lambda sketch: choose(sketch=sketch), n_sets
        )
    else:
        first, found = timed(partial(choose, epsilon=_ANY))
        growth = _rounds(found, (guarantee(demands) or 1 / 3) - epsilon)
        assert found.certificate is not None  # noqa: S101  # every optimised choice has one
        affordable = max(MOST_MEMBERS / probes.members, found.certificate.n_sets)
        n_sets = int(min(found.certificate.n_sets * growth, affordable, SIZES[-1]))
        seconds = first * n_sets / found.certificate.n_sets
    return Cost(seconds, 2 * probes.nbytes(n_sets), n_sets)


def cascades_cost(
    graph: InfluenceGraph,
    seeds: Sequence[int],
    *,
    n_samples: int | None,
    target_ci: float | None,
    random_seed: int,
    **timing: Any,  # noqa: ANN401  # further arguments of `estimate_spread`, checked there
) -> Cost:
    """Return what `estimate_spread` would take.

    Parameters
    ----------
    graph, seeds, n_samples, target_ci, random_seed
        As there.
    timing
        Its further arguments.

    Raises
    ------
    ParameterError
    """
    preparing, _ = timed(partial(live_edges, graph))
    run = partial(estimate_spread, graph, seeds, random_seed=random_seed, threads=1, **timing)
    run(n_samples=1)
    always, _ = timed(partial(run, n_samples=1))
    n_probes = FIRST_CASCADES
    seconds, far = timed(partial(run, n_samples=n_probes))
    while seconds - always < _CASCADES_SECONDS and n_probes < MOST_CASCADES:
        n_probes *= 8
        seconds, far = timed(partial(run, n_samples=n_probes))
    needed = _looks_needed(far, target_ci) if n_samples is None else n_samples
    running = max(seconds - always, 0.0) / n_probes * needed / cores()
    return Cost(preparing + always + running, cascades_bytes(graph), needed)


def cascades_bytes(graph: InfluenceGraph) -> int:
    """Return the memory of running cascades: edges made ready to be drawn, and room for each core.

    Examples
    --------
    >>> cascades_bytes(InfluenceGraph.from_edges(2, [0], [1], 0.5)) > 0
    True
    """
    return _BYTES_A_LIVE_EDGE * graph.m + (_BYTES_OF_LIVE_EDGES + _BYTES_A_CASCADING * cores()) * graph.n


def communities_cost(graph: InfluenceGraph) -> Cost:
    """Return what finding communities would take.

    Examples
    --------
    >>> communities_cost(InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)).nbytes
    300
    """
    return _edgewise(partial(leiden, random_seed=0), graph)


def pagerank_cost(graph: InfluenceGraph) -> Cost:
    """Return what PageRank would take.

    Examples
    --------
    >>> pagerank_cost(InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)).nbytes
    300
    """
    return _edgewise(pagerank, graph)


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return how many seconds a call took, and its result.

    Examples
    --------
    >>> timed(lambda: 3)[1]
    3
    """
    started = perf_counter()
    result = work()
    return perf_counter() - started, result


def prepared_bytes(graph: InfluenceGraph) -> int:
    """Return the memory of what sets are drawn from, beside the graph itself.

    Examples
    --------
    >>> prepared_bytes(InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5))
    120
    """
    draws = draws_of(graph)
    return draws.nodes.nbytes + draws.attention.nbytes + draws.sums.nbytes


def _largest_size(n_sets: float) -> int:
    return SIZES[max(bisect_right(SIZES, n_sets) - 1, 0)]


def _rounds(found: SeedSelection, target: float) -> float:
    """Return with how many times as many sets the certificate will probably do, in steps of √2.

    What each bound leaves open falls like one over the root of the number of sets: of the lower one
    everything, of the upper one all but what the greedy choice stays behind the optimum.
    """
    proved = found.certificate
    assert proved is not None  # noqa: S101  # every optimised choice has one
    value = found.spread.value
    below = 1 - proved.lower / value if value > 0 else 1.0
    above = 1 - value / proved.upper if proved.upper > 0 else 1.0
    lasting = min(above, 1 - USUAL)
    steps = [2 ** (step / 2) for step in range(len(SIZES))]
    short = takewhile(
        lambda growth: (1 - below / sqrt(growth)) * (1 - lasting - (above - lasting) / sqrt(growth)) < target,
        steps,
    )
    return steps[min(len(list(short)), len(steps) - 1)]


def _looks_needed(far: SpreadEstimate, target_ci: float | None) -> int:
    spread = far.spread
    width = _LOOKS_WIDER * (spread.high - spread.low) / 2
    wanted = spread.n * (width / ((target_ci or 1.0) * spread.value)) ** 2
    looks = [FIRST_LOOK << look for look in range(LOOKS)]
    return next((look for look in looks if look >= wanted), looks[-1])


def _edgewise(work: Callable[[InfluenceGraph], object], graph: InfluenceGraph) -> Cost:
    part = _part(graph, min(_PART, graph.m // 4))
    work(_part(graph, min(1, graph.m)))
    seconds, _ = timed(partial(work, part))
    times = graph.m / max(part.m, 1)
    return Cost(seconds * times ** (1 + _GROWTH), _BYTES_AN_EDGE * graph.m)


def _part(graph: InfluenceGraph, m: int) -> InfluenceGraph:
    """Return the edges into the first accounts, about so many, and who they join."""
    last = min(int(np.searchsorted(graph.in_offsets, m)), graph.n)
    end = int(graph.in_offsets[last])
    targets = np.repeat(np.arange(last), np.diff(graph.in_offsets[: last + 1]))
    nodes, places = np.unique(np.concatenate((graph.in_sources[:end], targets)), return_inverse=True)
    sources, targets = places.reshape(2, -1)
    return InfluenceGraph.from_sorted(
        len(nodes), sources, targets, graph.probability[:end], graph.listens[:end]
    )
