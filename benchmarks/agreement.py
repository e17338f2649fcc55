"""Spread, seed choice and relay values on public graphs against published figures, in standard errors.

Published spreads rest on 20,000 runs where no error was given with them; exact figures stand in the tests.
Relay values are held against a plain loop with another generator.
"""

from __future__ import annotations

import ast
import gzip
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np

from algorithms.cores import k_core
from algorithms.pagerank import pagerank
from algorithms.relays import read_relay_values
from algorithms.selection import SMALL_GRAPH, select_seeds
from algorithms.sketch import sample_sketch
from algorithms.spread import estimate_spread
from benchmarks.measuring import DATA, Findings, run
from benchmarks.relays import plain_loop
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int64s

N_SAMPLES = 5_000
PUBLISHED_SAMPLES = 20_000  # of figures without an error
LARGE, LARGE_SAMPLES = 50_000, 1_000  # accounts beyond which a cascade takes milliseconds
K = 50
LARGE_SETS = 1_000_000  # in graphs where `select_seeds` would stop at its usual certificate
CHOICE = 0.005  # two correct greedy choices differ by so much
LEVEL = 0.5  # "random" is one draw of theirs
RELAYS, RELAY_SETS = 5, 200_000


@dataclass(frozen=True, slots=True)
class Agreement:
    """One published figure and ours; `z` is their difference in standard errors of both.

    Parameters
    ----------
    graph, seeds
        What was asked.
    published, published_error, ours, ours_error
        Both figures with their standard errors.
    allowed
        Share of the figure by which ours may be off besides.
    rounding
        Half of the last decimal of the published figure.
    better_is_good
        Whether ours may be any larger: a better choice.
    """

    graph: str
    seeds: str
    published: float
    published_error: float
    ours: float
    ours_error: float
    allowed: float = 0.0
    rounding: float = 0.05
    better_is_good: bool = False

    def columns(self) -> dict[str, object]:
        """Return the fields, the difference, the quotient and the verdict."""
        return {
            "graph": self.graph,
            "seeds": self.seeds,
            "published": self.published,
            "its error": self.published_error,
            "ours": self.ours,
            "our error": self.ours_error,
            "z": self.z,
            "quotient": self.ours / self.published if self.published else None,
            "verdict": self.verdict,
        }

    @property
    def verdict(self) -> str:
        """Whether both say the same; of two draws of "random" only that they are of one level."""
        if not self.agrees:
            return "DIFFERS"
        return "another draw, of that level" if self.allowed == LEVEL else "agrees"

    @property
    def agrees(self) -> bool:
        """Within four standard errors and the share that is allowed; a choice may also be better."""
        apart = self.ours - self.published
        if apart > 0 and self.better_is_good:
            return True
        return abs(apart) - self.allowed * self.published <= 4 * self._error

    @property
    def z(self) -> float:
        """Difference in standard errors, those of rounding included."""
        return (self.ours - self.published) / self._error

    @property
    def _error(self) -> float:
        return hypot(self.ours_error, self.published_error, self.rounding / sqrt(3))


def pairs(name: str) -> Int64s:
    """Return the rows of a data set as int64, rows x 2, nodes renumbered in increasing order."""
    files = {
        "NetHEPT": "hep.txt.gz",
        "wiki-Vote": "wiki-Vote.txt.gz",
        "ego-Facebook": "facebook_combined.txt.gz",
        "soc-Epinions1": "soc-Epinions1.txt.gz",
    }
    lines = gzip.decompress((DATA / "im-graphs" / name / files[name]).read_bytes()).decode().splitlines()
    rows = [line.split()[:2] for line in lines if line and not line.startswith("#")]
    ends = np.array(rows[1:] if name == "NetHEPT" else rows, dtype=np.int64)
    if name == "NetHEPT":
        return ends
    return np.unique(ends, return_inverse=True)[1].reshape(-1, 2)


def both_ways(edges: Int64s) -> Int64s:
    """Return each distinct unordered pair as two edges, without loops."""
    return np.unique(every_row(edges), axis=0)


def every_row(edges: Int64s) -> Int64s:
    """Return each row as two edges, so that some are there several times, without loops."""
    apart = edges[edges[:, 0] != edges[:, 1]]
    return np.concatenate([apart, apart[:, ::-1]])


def weighted(edges: Int64s) -> InfluenceGraph:
    """Return weighted cascade: 1 / in-degree on every edge; parallel ones are live independently."""
    return _joined(edges, lambda degree, times: 1 - (1 - 1 / degree) ** times)


def constant(probability: float, edges: Int64s) -> InfluenceGraph:
    """Return the graph with one probability on every edge; parallel ones are live independently."""
    return _joined(edges, lambda _, times: 1 - (1 - probability) ** times)


def threshold(edges: Int64s) -> InfluenceGraph:
    """Return linear threshold: weights 1 / in-degree, those of parallel edges added."""
    return _joined(edges, lambda degree, times: times / degree, one_at_most=True)


def _joined(
    edges: Int64s, probability: Callable[[Float64s, Float64s], Float64s], *, one_at_most: bool = False
) -> InfluenceGraph:
    size = int(edges.max()) + 1
    degrees = np.bincount(edges[:, 1], minlength=size)
    distinct, times = np.unique(edges, axis=0, return_counts=True)
    apart = distinct[:, 0] != distinct[:, 1]
    source, target = distinct[apart].T
    chance = probability(degrees[target].astype(np.float64), times[apart].astype(np.float64))
    return InfluenceGraph.from_edges(size, source, target, chance, one_at_most=one_at_most)


def single_discount(graph: InfluenceGraph, k: int) -> list[int]:
    """Take the largest out-degree, then lower by one that of every node with an edge into it."""
    left, chosen = np.diff(graph.out_offsets).copy(), []
    for _ in range(k):
        best = int(np.argmax(left))
        chosen.append(best)
        left[graph.in_sources[graph.in_offsets[best] : graph.in_offsets[best + 1]]] -= 1
        left[best] = -(graph.n + 1)
    return chosen


def congress() -> InfluenceGraph:
    """Return the graph with its measured probabilities."""
    lines = (DATA / "congress-twitter" / "congress.edgelist").read_text().splitlines()
    parts = [line.split(maxsplit=2) for line in lines]
    weights = [ast.literal_eval(part[2])["weight"] for part in parts]
    ends = np.array([part[:2] for part in parts], dtype=np.int64)
    return InfluenceGraph.from_edges(475, ends[:, 0], ends[:, 1], weights)


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of one graph: greedy choices by number, and choices by rules.

    Parameters
    ----------
    graph
        Reads it.
    greedy
        Accounts, spread of as many chosen greedily, and its standard error where one was given.
    by_rule
        Spread by rule of thumb.
    alone
        Spread of single accounts with its standard error.
    """

    graph: Callable[[], InfluenceGraph]
    greedy: Sequence[tuple[int, float, float | None]]
    by_rule: dict[str, float]
    alone: dict[int, tuple[float, float]]


def _figures(
    graph: Callable[[], InfluenceGraph],
    *greedy: tuple[int, float, float | None],
    by_rule: dict[str, float] | None = None,
    alone: dict[int, tuple[float, float]] | None = None,
) -> Published:
    return Published(graph, greedy, by_rule or {}, alone or {})


def _rules(pagerank: float, discount: float, degree: float, core: float, random: float) -> dict[str, float]:
    return {
        "PageRank": pagerank,
        "single discount": discount,
        "degree": degree,
        "core": core,
        "random": random,
    }


PUBLISHED = {
    "NetHEPT, weighted cascade, without loops": _figures(
        lambda: weighted(both_ways(pairs("NetHEPT"))),
        *((1, 44.2, None), (10, 314.3, None), (50, 966.5, 0.7)),
        by_rule=_rules(923.3, 884.0, 848.2, 62.8, 153.0),
        alone={100: (44.11, 0.07), 474: (43.14, 0.07)},
    ),
    "NetHEPT, weighted cascade, parallel edges": _figures(
        lambda: weighted(every_row(pairs("NetHEPT"))),
        *((1, 37.6, None), (10, 290.3, None), (50, 934.3, 0.6)),
        alone={131: (38.34, 0.05), 639: (37.66, 0.05)},
    ),
    "NetHEPT, p = .01": _figures(
        lambda: constant(0.01, both_ways(pairs("NetHEPT"))),
        *((1, 1.5, None), (10, 15.4, None), (50, 70.1, 0.1)),
    ),
    "NetHEPT, p = .01, parallel edges": _figures(
        lambda: constant(0.01, every_row(pairs("NetHEPT"))),
        *((1, 8.2, None), (10, 41.0, None), (50, 132.1, 0.1)),
    ),
    "NetHEPT, linear threshold": _figures(
        lambda: threshold(both_ways(pairs("NetHEPT"))),
        *((1, 53.4, None), (10, 397.4, None), (50, 1293.8, 1.1)),
    ),
    "NetHEPT, linear threshold, parallel edges": _figures(
        lambda: threshold(every_row(pairs("NetHEPT"))),
        *((1, 62.4, None), (10, 440.6, None), (50, 1413.8, 1.1)),
    ),
    "wiki-Vote, weighted cascade, file order": _figures(
        lambda: weighted(pairs("wiki-Vote")),
        *((1, 51.4, None), (10, 293.4, None), (50, 673.0, 0.3)),
        by_rule=_rules(659.7, 641.0, 639.8, 624.2, 67.8),
    ),
    "wiki-Vote, weighted cascade, reversed": _figures(
        lambda: weighted(pairs("wiki-Vote")[:, ::-1]),
        *((1, 124.2, None), (10, 702.2, None), (50, 1793.0, 0.7)),
    ),
    "ego-Facebook, weighted cascade": _figures(
        lambda: weighted(both_ways(pairs("ego-Facebook"))),
        *((1, 191.5, None), (10, 874.1, None), (50, 1222.1, 0.3)),
        by_rule=_rules(1169.9, 1014.8, 1001.5, 253.4, 327.7),
    ),
    "ego-Facebook, linear threshold": _figures(
        lambda: threshold(both_ways(pairs("ego-Facebook"))),
        *((1, 333.6, None), (10, 1459.0, None), (50, 2278.5, 1.1)),
    ),
    "soc-Epinions1, weighted cascade, both ways": _figures(
        lambda: weighted(both_ways(pairs("soc-Epinions1"))),
        *((1, 2242.8, 17.0), (10, 8620.6, None), (50, 16732.0, 13.0)),
    ),
    "soc-Epinions1, weighted cascade, file order": _figures(
        lambda: weighted(pairs("soc-Epinions1")),
        *((1, 1448.0, 9.0), (10, 6405.0, 11.0), (50, 12084.0, 8.0)),
    ),
    "soc-Epinions1, weighted cascade, reversed": _figures(
        lambda: weighted(pairs("soc-Epinions1")[:, ::-1]),
        *((1, 2950.0, 28.0), (10, 9038.0, 23.0), (50, 15663.0, 13.0)),
    ),
    "Congress, measured": _figures(
        congress,
        *((1, 2.148, None), (10, 17.932, None)),
        by_rule={
            "PageRank": 17.624,
            "single discount": 16.248,
            "degree": 16.248,
            "strength": 17.838,
            "random": 12.208,
        },
        alone={399: (2.1478, 0.002), 367: (2.1176, 0.002), 393: (2.0110, 0.002), 322: (1.9834, 0.002)},
    ),
}


def by_rule(graph: InfluenceGraph, rule: str, k: int) -> list[int]:
    """Return whom a rule of thumb takes; ties by number."""
    degree = np.diff(graph.out_offsets).astype(np.float64)
    even = graph.probability if graph.n < 1_000 else np.ones(graph.m)
    scores: dict[str, Callable[[], Float64s]] = {
        "degree": lambda: degree,
        "PageRank": lambda: pagerank(graph, weights=even),
        "core": lambda: k_core(graph) + degree / (graph.n + 1),
        "strength": lambda: strength(graph),
        "random": lambda: np.random.default_rng(1).random(graph.n),
    }
    if rule == "single discount":
        return single_discount(graph, k)
    return [int(account) for account in np.argsort(-scores[rule](), kind="stable")[:k]]


def strength(graph: InfluenceGraph) -> Float64s:
    """Return the sum of probabilities out of every node."""
    return np.bincount(graph.in_sources, weights=graph.probability, minlength=graph.n).astype(np.float64)


def held(
    name: str,
    graph: InfluenceGraph,
    rule: str,
    seeds: Sequence[int],
    figure: float,
    error: float | None,
    *,
    allowed: float = 0.0,
    samples: int,
) -> Agreement:
    """Estimate one published figure by fresh cascades."""
    samples = min(samples, LARGE_SAMPLES) if graph.n > LARGE else samples
    samples *= 20 if len(seeds) == 1 and graph.n < LARGE else 1
    spread = estimate_spread(graph, seeds, n_samples=samples, random_seed=1).spread
    own = (spread.high - spread.low) / (2 * 1.96)
    theirs = own * sqrt(samples / PUBLISHED_SAMPLES) if error is None else error
    better = rule.startswith("select_seeds")
    return Agreement(name, rule, figure, theirs, spread.value, own, allowed, better_is_good=better)


def given_seeds(name: str, graph: InfluenceGraph, published: Published, samples: int) -> Iterator[Agreement]:
    """Yield the figures of seeds that a rule fixes."""
    k = max(number for number, _, _ in published.greedy)
    for rule, figure in published.by_rule.items():
        seeds = by_rule(graph, rule, k)
        allowed = LEVEL if rule == "random" else 0.0
        yield held(name, graph, f"{rule}, {k}", seeds, figure, None, allowed=allowed, samples=samples)
    for account, (figure, error) in published.alone.items():
        yield held(name, graph, str(account), [account], figure, error, samples=samples)


def chosen_seeds(name: str, graph: InfluenceGraph, published: Published, samples: int) -> Iterator[Agreement]:
    """Yield the figures of greedy choices, ours made by `select_seeds`."""
    k = max(number for number, _, _ in published.greedy)
    sketch = None
    if graph.n > SMALL_GRAPH:
        sketch = sample_sketch(graph, n_sets=LARGE_SETS, trees=False, random_seed=1)
    seeds = select_seeds(graph, k=k, random_seed=1, sketch=sketch).seeds
    for number, figure, error in published.greedy:
        rule = f"select_seeds, {number}"
        yield held(name, graph, rule, seeds[:number], figure, error, allowed=CHOICE, samples=samples)


def carried(name: str, graph: InfluenceGraph) -> Iterator[Agreement]:
    """Yield the relay values of the leaders by sketch, against the plain loop's."""
    values = read_relay_values(sample_sketch(graph, n_sets=RELAY_SETS, random_seed=1))
    theirs, _ = plain_loop(graph.in_offsets, graph.in_sources, graph.probability, RELAY_SETS, 1)
    for account in values.best(RELAYS).tolist():
        ours = values.estimate(account)
        own = (ours.high - ours.low) / (2 * 1.96)
        error = own * sqrt(ours.n / RELAY_SETS)
        figure = float(theirs[account]) / RELAY_SETS
        yield Agreement(name, f"relay {account}", figure, error, ours.value, own, rounding=0.0)


def compared(*, small: bool) -> Iterator[Agreement]:
    """Compare all figures; where small, those of seeds that are given, with fewer samples."""
    for name, published in PUBLISHED.items():
        if small and not (published.by_rule or published.alone):
            continue
        graph = published.graph()
        yield from given_seeds(name, graph, published, N_SAMPLES // 10 if small else N_SAMPLES)
        if not small:
            yield from chosen_seeds(name, graph, published, N_SAMPLES)
        if not (small or graph.one_at_most):
            yield from carried(name, graph)


def measure(*, small: bool) -> Findings:
    """Compare, where the data sets are."""
    if not DATA.is_dir():
        return Findings([], ["The data sets are not here: nothing compared."])
    lines = list(compared(small=small))
    counts = Counter(line.verdict for line in lines)
    told = ", ".join(f"{count} x {verdict}" for verdict, count in sorted(counts.items()))
    return Findings(
        lines, [f"{told}; to agree is to be within 4 standard errors, a choice .5 % more or any better."]
    )


if __name__ == "__main__":
    run(measure)
