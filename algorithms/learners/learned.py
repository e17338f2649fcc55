"""What a learner gives, and what all learners count: who had the chance to pass on what of whom, and did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv

from algorithms.estimates import CI_LEVEL
from algorithms.history import History
from algorithms.kernels import frozen, kernel
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

HALF_LIFE_DAYS = 180.0
"""After which a message counts half."""

TOPIC_WEIGHT = 10.0
"""What is known of all topics counts as much as so many trials on the topic asked about."""

_TAIL = (1 - CI_LEVEL) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """Probabilities learned from what happened, and how sure they are.

    Parameters
    ----------
    graph
        Who passes on what of whom, with which probability.
    low, high
        float64, m, in the order of the graph's edges by target: limits of the 95 % intervals, 0 to 1.
    trials
        float64, m: messages of the source that the target might have passed on, from which it was learned.
    outside
        float64, n: probability that a message enters at each account past all edges, which then lead away
        from relays only; None where messages go along edges from whoever starts them.

    Raises
    ------
    ParameterError
        When a probability is outside its interval.
    """

    graph: InfluenceGraph
    low: Float64s
    high: Float64s
    trials: Float64s
    outside: Float64s | None = None

    def __post_init__(self) -> None:
        p = self.graph.probability
        if not ((self.low <= p) & (p <= self.high)).all():
            raise ParameterError("probability", "an array with an entry outside", "within its interval")


class Exposures(NamedTuple):
    """What became of the edges of a graph in recorded messages: float64, m each, in its order by target.

    Parameters
    ----------
    trials
        Messages that the source passed on, or started, before the target had them.
    later
        Those of them that the target passed on later, whoever it had them from.
    wins
        Those that the target had from the source.
    """

    trials: Float64s
    later: Float64s
    wins: Float64s


def message_weights(history: History) -> Float64s:
    """Return what each message counts, 1 at the end of the history and half as much every 180 days before.

    Parameters
    ----------
    history
        Of M messages; one without a time counts 1.

    Returns
    -------
    numpy.ndarray
        float64, M.
    """
    return np.asarray(2.0 ** (-history.age_days / HALF_LIFE_DAYS))


def direct_reposters(history: History) -> Int64s:
    """Return how many have the message straight from each of the people: int64, p."""
    return np.bincount(history.above[history.relayed], minlength=len(history.account))


def edges_of(history: History) -> InfluenceGraph:
    """Return the edges to be learned: follow ties, and without any whoever had a message from whom."""
    if history.listening is not None:
        return history.listening.graph
    return pairs_of(history, np.flatnonzero(history.relayed))[0]


def pairs_of(history: History, rows: Int64s) -> tuple[InfluenceGraph, Int64s]:
    """Return an edge for each pair of parent and account among some of the people, and its rows: int64, m."""
    pairs, counts = np.unique(
        history.account[rows].astype(np.int64) * history.n + history.parent[rows], return_counts=True
    )
    target, source = np.divmod(pairs, max(history.n, 1))
    some = np.ones(len(pairs))
    return InfluenceGraph.from_sorted(history.n, source, target, some, some > 0), counts


def people_of(history: History, messages: slice = slice(None)) -> slice:
    """Return where the people of a run of messages are among those of all."""
    first, last, _ = messages.indices(len(history))
    return slice(int(history.offsets[first]), int(history.offsets[last]))


def count_exposures(history: History, graph: InfluenceGraph, *, messages: slice = slice(None)) -> Exposures:
    """Count what became of each edge.

    Who has a message from somebody was exposed by them, even where the clocks say otherwise.

    Parameters
    ----------
    history
        The messages, each with its people in the order in which they came.
    graph
        Of the history's accounts; its probabilities do not matter.
    messages
        Only this run of them, by start.
    """
    first, last, _ = messages.indices(len(history))
    people = (frozen(history.offsets[first : last + 1]), frozen(history.account), frozen(history.above))
    edges = (frozen(graph.out_offsets), frozen(graph.out_targets), frozen(graph.out_edges))
    return Exposures(*_count(*people, *edges))


def beta_limits(wins: Float64s, losses: Float64s) -> tuple[Float64s, Float64s]:
    """Return the 95 % limits of beta distributions: float64, of the shape given, twice.

    Parameters
    ----------
    wins, losses
        float64, at least 0: the two parameters. Without wins the lower limit is 0, without losses the upper
        one is 1.

    Examples
    --------
    >>> low, high = beta_limits(np.array([1.0, 0.0]), np.array([1.0, 5.0]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.025, 0.0], [0.975, 0.0])
    """
    some, more = wins > 0, losses > 0
    a, b = np.where(some, wins, 1.0), np.where(more, losses, 1.0)
    low = np.where(some, np.where(more, betaincinv(a, b, _TAIL), 1.0), 0.0)
    high = np.where(some, np.where(more, betaincinv(a, b, 1 - _TAIL), 1.0), 0.0)
    return low, high


def shrunk_rates(
    wins: Float64s, trials: Float64s, towards: Float64s, weight: float
) -> tuple[Float64s, Float64s, Float64s]:
    """Return rates shrunk towards others, as the mean of a beta distribution, and its limits.

    Parameters
    ----------
    wins, trials
        float64, m: wins ≤ trials.
    towards
        float64, m, 0 to 1: the rate without any trial.
    weight
        Above 0: as many trials as that rate counts for.

    Examples
    --------
    >>> rate, low, high = shrunk_rates(np.array([2.0]), np.array([6.0]), np.array([0.5]), 4.0)
    >>> rate.tolist(), bool(low[0] < 0.4 < high[0])
    ([0.4], True)
    """
    a, b = wins + weight * towards, trials - wins + weight * (1 - towards)
    rate = a / (a + b)
    low, high = beta_limits(a, b)
    # A beta distribution that is nearly all at 0 has its mean above the upper limit of its middle part.
    return rate, np.minimum(low, rate), np.maximum(high, rate)


def pooled(topic: Learned, whole: Learned, *, weight: float = TOPIC_WEIGHT) -> Learned:
    """Return what was learned on a topic, shrunk towards what was learned on all of them.

    Parameters
    ----------
    topic, whole
        Learned in the same way, from the messages on the topic and from all.
    weight
        Above 0: as many trials as the whole counts for.

    Returns
    -------
    Learned
        The edges of the whole; those that the topic does not have keep their probability, and have no
        trial on it. Trials are those on the topic.

    Raises
    ------
    ParameterError
        When the weight is not above 0, or an edge of the topic is none of the whole.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(2, [0], [1], 0.5)
    >>> whole = Learned(path, np.zeros(1), np.ones(1), np.array([100.0]))
    >>> never = Learned(replace(path, probability=np.zeros(1)), np.zeros(1), np.zeros(1), np.array([10.0]))
    >>> pooled(never, whole).graph.probability.tolist()
    [0.25]
    """
    if not weight > 0:
        raise ParameterError("weight", weight, "above 0")
    place, trials = _places(topic.graph, whole.graph), np.zeros(whole.graph.m)
    wins = np.zeros(whole.graph.m)
    trials[place], wins[place] = topic.trials, topic.trials * topic.graph.probability
    rate, low, high = shrunk_rates(wins, trials, whole.graph.probability, weight)
    return replace(whole, graph=replace(whole.graph, probability=rate), low=low, high=high, trials=trials)


def _places(part: InfluenceGraph, whole: InfluenceGraph) -> Int64s:
    wanted = part.in_targets * np.int64(whole.n) + part.in_sources
    known = whole.in_targets * np.int64(whole.n) + whole.in_sources
    if not np.isin(wanted, known).all():
        raise ParameterError("topic", "edges that the whole does not have", "learned from part of the whole")
    return np.searchsorted(known, wanted)


@kernel
def _count(
    offsets: Int64s,
    account: Int32s,
    above: Int64s,
    out_offsets: Int64s,
    out_targets: Int32s,
    out_edges: Int64s,
) -> tuple[Float64s, Float64s, Float64s]:
    trials, later, wins = (np.zeros(len(out_edges)), np.zeros(len(out_edges)), np.zeros(len(out_edges)))
    place = np.full(len(out_offsets) - 1, -1, dtype=np.int64)
    for message in range(len(offsets) - 1):
        first, end = offsets[message], offsets[message + 1]
        for at in range(first, end):
            place[account[at]] = at
        for at in range(first, end):
            for out in range(out_offsets[account[at]], out_offsets[account[at] + 1]):
                edge, there = out_edges[out], place[out_targets[out]]
                acted = there >= first
                won = acted and above[there] == at
                if acted and there < at and not won:
                    continue
                trials[edge] += 1
                later[edge] += acted
                wins[edge] += won
    return trials, later, wins
