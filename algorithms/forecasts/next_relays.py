"""Who is likely to pass a running message on next, and how many people would come by way of them.

Somebody who listens to one of its people passes it on with the probability of that tie, less what time has
taken: who lets most of the usual delay go by without a word is unlikely to speak up later.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from algorithms.forecasts.below import forecast_below
from algorithms.forecasts.early import branching_of
from algorithms.forecasts.settled import settled_messages
from algorithms.history import History
from algorithms.learners import Learner
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

_LEAST_TRIED, _MOST_TRIED = 10, 100
_SURE = 1 - 1e-9  # so that what never failed so far may still fail


@dataclass(frozen=True, slots=True, eq=False)
class NextRelays:
    """Accounts that have not acted on a message yet, the most valuable first.

    Parameters
    ----------
    account
        int32, r.
    probability
        float64, r: that the account still passes it on, by way of any tie.
    below
        float64, r: people expected by way of it, if it does.
    exposed_by
        int32, r: from how many of the message's people an edge leads there; 0 where it comes from outside.
    exposed
        How many accounts may still pass it on, listed or not.
    """

    account: Int32s
    probability: Float64s
    below: Float64s
    exposed_by: Int32s
    exposed: int

    @property
    def value(self) -> Float64s:
        """People to be expected by way of each: float64, r, descending."""
        return np.asarray(self.probability * self.below)


def next_relays(
    graph: InfluenceGraph,
    people: Int32s,
    waited: Float64s,
    *,
    below: Float64s,
    delays: Float64s,
    outside: Float64s | None = None,
    factor: float = 1.0,
    k: int = 10,
) -> NextRelays:
    """Return who is likely to pass a message on next.

    Parameters
    ----------
    graph
        By whose posts who is activated, with learned probabilities.
    people
        int32, p: who has the message, each once, whoever started it first.
    waited
        float64, p: minutes since each of them came, at least 0.
    below
        float64, n: people expected by way of each account that passes a message on.
    delays
        float64, ascending: minutes that passing on took; empty where nobody knows: then time takes nothing.
    outside
        float64, n: probability that a message comes to each account past all edges, such as straight from
        whoever starts it. It wanes as edges of the first of the people do. None where there are only edges.
    factor
        What probabilities are multiplied with, to 1 at most, see `Tried`.
    k
        At most so many.

    Raises
    ------
    ParameterError
        When the lengths do not fit.

    Examples
    --------
    >>> star = InfluenceGraph.from_edges(3, [0, 0], [1, 2], [0.2, 0.5])
    >>> below, delays = np.array([0.0, 9.0, 2.0]), np.array([5.0])
    >>> found = next_relays(star, np.array([0], np.int32), np.zeros(1), below=below, delays=delays)
    >>> found.account.tolist(), found.value.round(6).tolist()
    ([1, 2], [1.8, 1.0])
    """
    if len(people) != len(waited):
        raise ParameterError("waited", f"{len(waited)} values", f"one for each of {len(people)} people")
    if len(below) != graph.n:
        raise ParameterError("below", f"{len(below)} values", f"one for each of {graph.n} accounts")
    source, edge = _edges_out(graph, people)
    target = graph.out_targets[edge]
    silent = np.log1p(-_left(graph.probability[graph.out_edges[edge]], waited[source], delays))
    ties = np.bincount(target, minlength=graph.n)
    none = np.bincount(target, silent, graph.n)
    if outside is not None and len(people):
        none = none + np.log1p(-_left(outside, waited[:1], delays))
    passes = np.minimum(-np.expm1(none) * factor, 1.0)
    passes[people] = 0.0
    best = _largest(passes * below, k)
    exposed = int(np.count_nonzero(passes))
    account, exposed_by = best.astype(np.int32), ties[best].astype(np.int32)
    return NextRelays(account, passes[best], below[best], exposed_by, exposed)


def _largest(value: Float64s, k: int) -> Int64s:
    """Return where the largest values above 0 are, in descending order; of equal ones the first."""
    least = np.partition(value, -k)[-k] if k < len(value) else 0.0
    places = np.flatnonzero((value >= least) & (value > 0))
    return places[np.argsort(-value[places], kind="stable")[:k]]


def _edges_out(graph: InfluenceGraph, people: Int32s) -> tuple[Int64s, Int64s]:
    """Return the edges away from some people, by source: whose place it is, and its own in that order."""
    degree = np.diff(graph.out_offsets)[people]
    source = np.repeat(np.arange(len(people)), degree)
    within = np.arange(len(source)) - np.repeat(np.cumsum(degree) - degree, degree)
    return source, within + np.repeat(graph.out_offsets[people], degree)


def _left(probability: Float64s, waited: Float64s, delays: Float64s) -> Float64s:
    """Return the probability of a tie given that nothing has come of it so far (Bayes); below 1."""
    gone = np.searchsorted(delays, waited, side="right") / max(len(delays), 1)
    sure = np.minimum(probability, _SURE)
    return np.asarray(sure * (1 - gone) / (1 - sure * gone))


@dataclass(frozen=True, slots=True)
class Tried:
    """What lists of next relays were worth for past messages, each made from what was known before them all.

    Parameters
    ----------
    messages
        How many messages.
    listed
        Accounts on their lists.
    expected
        How many of those were expected to pass the message on.
    passed_on
        How many did.
    """

    messages: int
    listed: int
    expected: float
    passed_on: int

    @property
    def factor(self) -> float:
        """By which probabilities would have been right; one more of either, since few say little."""
        return (self.passed_on + 1) / (self.expected + 1)


def try_next_relays(history: History, learner: Learner, minutes: float, *, k: int = 10) -> Tried | None:
    """Return what lists of next relays would have been worth for the last messages of a history.

    Parameters
    ----------
    history
        Its last tenth of messages, 100 at most, is tried on what was known before the first of them.
    learner
        Gives the probabilities.
    minutes
        How much of each message is seen, at least 0.
    k
        How many accounts are on a list.

    Returns
    -------
    Tried or None
        None where fewer than ten messages with times would be tried.

    Raises
    ------
    ParameterError
        When too little is left to learn from.
    """
    timed = np.flatnonzero(settled_messages(history))
    count = min(len(timed) // 10, _MOST_TRIED)
    if count < _LEAST_TRIED:
        return None
    cut = int(history.started_ms[timed[-count]])
    before, after = history.before(cut), history.started(cut, int(history.started_ms[timed[-1]]) + 1)
    learned, below, delays = learner(before), forecast_below(before).expected, branching_of(before).delays
    listed, expected, passed_on = 0, 0.0, 0
    for message in range(len(after)):
        people = slice(*after.offsets[message : message + 2].tolist())
        ages = (after.at_ms[people] - after.started_ms[message]) / 60_000
        seen = (ages < minutes) | ~after.relayed[people]
        found = next_relays(
            learned.graph,
            after.account[people][seen],
            np.maximum(minutes - ages[seen], 0),
            below=below,
            delays=delays,
            outside=learned.outside,
            k=k,
        )
        listed += len(found.account)
        expected += float(found.probability.sum())
        passed_on += int(np.isin(found.account, after.account[people][~seen]).sum())
    return Tried(len(after), listed, expected, passed_on)
