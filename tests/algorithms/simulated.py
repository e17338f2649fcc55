"""Messages drawn from the synthetic network, whose true probabilities are known: what learners recover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from algorithms.forward_relays import RelayCascades
from algorithms.history import History, Listening, history_of
from algorithms.learners import LEARNERS, Learned
from algorithms.rankers import RANKERS
from algorithms.rankers.carried import carried_from_outside, starters
from graph.influence import InfluenceGraph
from graph.recorded import Recorded
from graph.records import Float64s, Int64s
from loaders.synthetic import TOPICS, synthetic_network

COUNTS = ("history", "times reposted")
"""Rankings shown beside those by what was learned."""

LEADERS, K = 20, 50

_HOUR_MS, _MINUTE_MS = 3_600_000, 60_000
_CASCADES = 20_000  # from which values are read, and those of the truth ten times as many


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What messages on one topic are drawn from.

    Parameters
    ----------
    graph
        Follow ties, with the true probabilities.
    sources
        float64, n: P(s) that s starts a message.
    carried
        float64, n: relay values under both.
    """

    graph: InfluenceGraph
    sources: Float64s
    carried: Float64s


@dataclass(frozen=True, slots=True)
class Recovery:
    """How near one way of learning came to the truth.

    Parameters
    ----------
    learner
        Its name, or that of a ranking that only counts.
    messages
        That it learned from.
    error
        Mean absolute error of the probabilities over ties with a trial, weighted by trials; None of counts.
    ratio
        Sum of the probabilities over that of the true ones, same ties and weights; 1 where they are right
        on average.
    covered
        Share of the intervals that hold the truth, same ties, unweighted.
    precision
        Share of the 20 accounts of highest true value that are among the 20 it puts first.
    captured
        captured@50 in messages never seen.
    lost
        By how much that is below what the true probabilities capture.
    """

    learner: str
    messages: int
    error: float | None
    ratio: float | None
    covered: float | None
    precision: float
    captured: float
    lost: float


def truth_of(n_accounts: int, *, topic: int = 0) -> Truth:
    """Return the truth of a topic of the synthetic network."""
    network = synthetic_network(n_accounts=n_accounts)
    source, target = network.truth_source, network.truth_target
    graph = InfluenceGraph.from_edges(n_accounts, source, target, network.truth_probability[topic])
    authors = [post.author for post in network.posts if network.topic_sets[post.topics] == (TOPICS[topic],)]
    sources = np.bincount(authors, minlength=n_accounts) / len(authors)
    return Truth(graph, sources, _carried(graph, sources, 10 * _CASCADES))


def draw_history(truth: Truth, n_messages: int, *, random_seed: int) -> History:
    """Return messages drawn from the truth, one an hour, with the parents they were drawn with."""
    rng = np.random.default_rng(random_seed)
    authors = rng.choice(truth.graph.n, n_messages, p=truth.sources)
    actions = [[*_cascade(truth.graph, int(author), at, rng)] for at, author in enumerate(authors)]
    posted_ms = (_HOUR_MS * np.arange(n_messages)).tolist()
    recorded = Recorded.numbered(authors.tolist(), posted_ms, actions)
    return history_of(recorded, n=truth.graph.n, listening=Listening.of(truth.graph))


def recoveries(truth: Truth, n_messages: int, *, n_tests: int) -> Iterator[Recovery]:
    """Yield what every learner recovers from so many messages; then two ways to count, and the truth."""
    known = draw_history(truth, n_messages, random_seed=1)
    below = RANKERS["history"].rank(draw_history(truth, n_tests, random_seed=2), None)
    best = _captured(truth.carried, below)
    for name, learner in LEARNERS.items():
        learned = learner(known)
        found = _found(truth, _values(learned, known), below, best)
        yield Recovery(name, n_messages, *_errors(truth.graph, learned), *found)
    for name in COUNTS:
        found = _found(truth, RANKERS[name].rank(known, None), below, best)
        yield Recovery(name, n_messages, None, None, None, *found)
    yield Recovery("the truth", n_messages, 0.0, 1.0, 1.0, 1.0, best, 0.0)


def _cascade(
    graph: InfluenceGraph, author: int, number: int, rng: np.random.Generator
) -> Iterator[tuple[int, int, int]]:
    """Yield who passes a message on, from whom and when, round by round."""
    has, newest, at_ms = {author}, [author], _HOUR_MS * number
    while newest:
        at_ms, last, newest = at_ms + _MINUTE_MS, newest, []
        for source in last:
            for target in _taken(graph, source, rng).tolist():
                if target not in has:
                    has.add(target)
                    newest.append(target)
                    yield target, source, at_ms


def _taken(graph: InfluenceGraph, source: int, rng: np.random.Generator) -> Int64s:
    out = slice(graph.out_offsets[source], graph.out_offsets[source + 1])
    chance = graph.probability[graph.out_edges[out]]
    return graph.out_targets[out][rng.random(len(chance)) < chance].astype(np.int64)


def _carried(graph: InfluenceGraph, sources: Float64s, n_samples: int) -> Float64s:
    cascades = RelayCascades.of(graph, sources=sources, n_samples=n_samples, random_seed=0)
    drawn = cascades.values("relays")
    return (drawn.score + drawn.value) / 2


def _values(learned: Learned, known: History) -> Float64s:
    if learned.outside is not None:
        return carried_from_outside(learned)
    return _carried(learned.graph, starters(known), _CASCADES)


def _errors(graph: InfluenceGraph, learned: Learned) -> tuple[float, float, float]:
    """Return error, ratio and coverage; edges that are no tie have the true probability 0."""
    edges = learned.graph
    key, true_key = (one.in_targets.astype(np.int64) * one.n + one.in_sources for one in (edges, graph))
    place = np.minimum(np.searchsorted(true_key, key), graph.m - 1)
    true = np.where(true_key[place] == key, graph.probability[place], 0.0)
    weight, p = learned.trials, edges.probability
    tried = weight > 0
    covered = ((learned.low <= true) & (true <= learned.high))[tried].mean()
    ratio = (weight * p).sum() / (weight * true).sum()
    return float(np.average(np.abs(p - true), weights=weight)), float(ratio), float(covered)


def _found(truth: Truth, values: Float64s, below: Float64s, best: float) -> tuple[float, float, float]:
    captured = _captured(values, below)
    both = np.intersect1d(_first(values, LEADERS), _first(truth.carried, LEADERS))
    return len(both) / LEADERS, captured, best - captured


def _captured(values: Float64s, below: Float64s) -> float:
    return float(below[_first(values, K)].sum() / np.sort(below)[-K:].sum())


def _first(values: Float64s, k: int) -> Int64s:
    return np.argsort(-values, kind="stable")[:k]
