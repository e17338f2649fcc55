"""What orders relays: the ranker that won on the store's own messages, where there is one and it applies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from algorithms.backtest.run import lacking
from algorithms.backtest.windows import Window
from algorithms.history import History, history_in
from algorithms.parents import Method
from algorithms.rankers import RANKERS, Ranking
from api.answers import Backtest, Model, Tested, Trained
from api.services.backtests import ALL, learner_of
from api.services.context import Context, utc
from api.services.relay_questions import Counting, RelayQuestion
from graph.records import UNTIMED, Float64s
from graph.snapshot import Snapshot

NAMED_SOURCE = "named source"


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """How a list of relays is ordered.

    Parameters
    ----------
    card
        What orders it, and how that did on the store's own messages.
    warnings
        What a reader should know of that.
    score
        float64, n: the ranker's, 0 for those about whom nothing is known; None where what they carry orders.
    """

    card: Model
    warnings: tuple[str, ...] = ()
    score: Float64s | None = None

    @classmethod
    def of(cls, question: RelayQuestion, *, counting: Counting | None) -> Order:
        """Return what orders the answer to a question.

        The ranker that won the back-test of the topic does, else the one that won on all messages. Where one
        account is named as the source, it is the ranker for named sources. What is carried orders where there
        is no back-test, where the question says what to count or by which model, where several sources are
        named, or seeds that start together.
        """
        context, start = question.context, question.start
        told = context.backtests.get(question.topic or ALL) or context.backtests.get(ALL)
        if told is None:
            return cls(context.model())
        if reason := _why_carried(question, counting):
            return cls(context.model(), (_instead_of(told.served.ranker, reason),))
        history = _history(context.snapshot, question.topic, told.parents)
        if not len(history):
            return cls(context.model(), ("ordered by what they carry: no recorded message is on this topic",))
        ranking, source, warnings = _chosen(told, history, start.named)
        if missing := _missing(ranking, history):
            return cls(context.model(), (_instead_of(ranking.name, missing),))
        score = _score(context, ranking, question.topic, source, history)
        warnings += tuple(_warnings(context, told, question.topic))
        tested = _tested(told) if source is None else None
        return cls(_card(context, ranking, history, tested), warnings, score)


def _why_carried(question: RelayQuestion, counting: Counting | None) -> str | None:
    if counting is not None:
        return f"{counting} are asked to be counted"
    if question.context.model_name is not None:
        return "a model is asked for"
    if question.start.seeds is not None:
        return "it knows of no starts together"
    return "it knows of no mean over several sources" if len(question.start.named) > 1 else None


def _instead_of(ranker: str, reason: str) -> str:
    return f"ordered by what they carry, not by {ranker}, which won the back-test: {reason}"


@lru_cache(maxsize=2)
def _history(snapshot: Snapshot, topic: str | None, method: Method) -> History:
    messages = None if topic is None else snapshot.messages_on(topic)
    return history_in(snapshot, messages=messages, method=method)


def _chosen(
    told: Backtest, history: History, named: tuple[int, ...]
) -> tuple[Ranking, int | None, tuple[str, ...]]:
    """Return who ranks, for which source, and what is to be said of that."""
    usual = RANKERS[told.served.ranker]
    if not named:
        return usual, None, ()
    (source,) = named
    if not (history.author == source).any():
        return usual, None, ("this source has started no recorded message: the list is the general one",)
    ranking = usual if usual.takes_source else RANKERS.get(NAMED_SOURCE)
    if ranking is None or told.ranks != "relays":
        return usual, None, (f"{usual.name} knows no named source: the list is the general one",)
    return (
        ranking,
        source,
        ("lists for one source are not in the back-test: this one is not tested on your data",),
    )


def _missing(ranking: Ranking, history: History) -> str | None:
    """Return what a ranker needs and these data lack: a question may leave kinds of ties, or times, out."""
    return lacking(ranking, [Window(history.until_ms, history.until_ms, history, history, 0, 0)])


def _score(
    context: Context, ranking: Ranking, topic: str | None, source: int | None, history: History
) -> Float64s:
    question = {"order": ranking.name, "topic": topic, "source": source, "parents": history.method}
    return context.cached(question, lambda: {"score": ranking.rank(history, source)})["score"]


def _card(context: Context, ranking: Ranking, history: History, tested: Tested | None) -> Model:
    started = history.started_ms[history.started_ms != UNTIMED]
    return context.model().model_copy(
        update={
            "learned": ranking.learns,
            "tested_on_this_data": tested is not None,
            "ranker": ranking.name,
            "learner": learner_of(ranking, history),
            "trained": Trained(
                since=utc(int(started.min())) if len(started) else None,
                until=utc(history.until_ms) if len(started) else None,
                messages=len(history),
                actions=int(history.acts.sum()),
            ),
            "tested": tested,
        }
    )


def _tested(told: Backtest) -> Tested:
    (figures,) = (each for each in told.rankers if each.ranker == told.served.ranker)
    return Tested(
        topic=told.meta.topic,
        windows=len(told.windows),
        since=told.windows[0].cut,
        until=told.windows[-1].until,
        messages=sum(window.test for window in told.windows),
        captured=figures.mean,
        against_history=told.served.against_history,
        against_reposts=told.served.against_reposts,
        unseen=float(np.mean([window.unseen for window in told.windows])),
        reason=told.served.reason,
    )


def _warnings(context: Context, told: Backtest, topic: str | None) -> Iterator[str]:
    yield (
        f"carried and its parts come from {context.influence_model().kind.replace('-', ' ')}, not from what "
        "orders the list: the next one may well carry more"
    )
    if told.meta.topic != topic:
        yield "the back-test was made on all messages, not on this topic alone"
    if told.meta.snapshot != context.snapshot.address:
        yield "the data are not those of the back-test: run 'ricochet backtest' again"
    if told.ranks == "sources":
        yield "all actions are of one event: tested is whom people pass on, not who carries on from others"
    yield from told.meta.warnings
