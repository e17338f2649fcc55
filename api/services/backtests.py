"""Which ranking predicts on these data: every ranker tested on messages that started later, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from inspect import getdoc
from typing import Any

import numpy as np
from pydantic import ValidationError

from algorithms.backtest import calibration
from algorithms.backtest.controls import shuffled
from algorithms.backtest.run import BAR, BEST_POSSIBLE, EVENT_KS, KS, judged, winner
from algorithms.backtest.run import Backtest as Found
from algorithms.backtest.windows import Window, windows
from algorithms.estimates import CI_LEVEL, mean_limits
from algorithms.forecasts.judging import judge_below, judge_sizes
from algorithms.history import History, history_in
from algorithms.learners import LEARNERS
from algorithms.learners.learned import count_exposures
from algorithms.parents import Method
from algorithms.rankers import RANKERS, Ranker, Ranking
from algorithms.rankers.blends import usual
from api.answers import (
    AtK,
    Backtest,
    BacktestWindow,
    BelowForecast,
    Control,
    RankerFigures,
    Reliability,
    ReliabilityBin,
    Served,
    SizeForecast,
)
from api.answers import Estimate as Answered
from api.services.context import (
    MAX_RANDOM_SEED,
    Context,
    answered,
    answered_if_known,
    check_range,
    utc,
)
from api.services.progress import doing
from api.services.recorded import USUAL_METHOD
from graph.errors import BacktestNotFoundError, ParameterError
from graph.records import UNTIMED
from graph.store import GraphStore

BACKTEST = "backtest"
"""Kind of the documents that keep back-tests, by topic; `ALL` for the one of all messages."""

ALL = ""  # no topic has an empty name
REPOSTS = "times reposted"
FEWEST_MESSAGES = 50
"""With fewer a window has less than seven test messages, and no interval means anything."""

_SEEN_MINUTES = (None, 60.0)
_CONTROL_K = 50
_MEANING = {
    "permuted labels": "every account has the history of another one: what is still captured is chance",
    "shuffled time": "the future is mixed into the past: no control, but what a leak of time would look like",
}


def kept_backtests(store: GraphStore) -> dict[str, Backtest]:
    """Return the last back-test of each topic, and of all messages under `ALL`.

    One that another version of Ricochet wrote, and that says other things, is as good as none.
    """
    kept = {}
    for name, text in store.kept(BACKTEST).items():
        try:
            told = Backtest.model_validate_json(text)
        except ValidationError:
            continue
        if told.served.ranker in RANKERS:
            kept[name] = told
    return kept


def keep_backtest(store: GraphStore, told: Backtest) -> None:
    """Keep a back-test in place of the last one of its topic."""
    store.keep(BACKTEST, told.meta.topic or ALL, told.model_dump_json())


def last_backtest(context: Context, *, topic: str | None = None) -> Backtest:
    """Return the back-test that is kept of a topic, None of all messages.

    Raises
    ------
    BacktestNotFoundError, TopicNotFoundError, TooFewAuthorsError
    """
    topic = context.topic(topic)
    told = context.backtests.get(topic or ALL)
    if told is None:
        raise BacktestNotFoundError(topic)
    return told


def run_backtest(
    context: Context,
    *,
    topic: str | None = None,
    cuts: int = 4,
    parents: Method = USUAL_METHOD,
    n_resamples: int = 1_000,
    random_seed: int = 0,
) -> Backtest:
    """Return how every ranker does on messages that started after each of some cuts.

    Each learns from what happened before the cut alone. Beside them stand the best possible choice, a
    control (permuted labels), what a leak would look like (shuffled time), and how far forecasts hold.

    Parameters
    ----------
    context
        Asked about.
    topic
        Only messages on it; None takes all.
    cuts
        1 to 8 windows in the later half of the messages, by start.
    parents
        How to guess from whom somebody has it where the data do not say.
    n_resamples
        100 to 10,000 resamples of the test messages, in each window.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError
        Where there are too few messages, or none with a time, or nothing before or behind a cut: it says
        what remains possible.
    TopicNotFoundError, TooFewAuthorsError
    """
    check_range("n_resamples", n_resamples, 100, 10_000)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    topic = context.topic(topic)
    history = _history(context, topic, parents)
    doing("cutting them")
    found = windows(history, cuts=cuts)
    tested = _tested(history, found, n_resamples, random_seed)
    served = _served(tested, history)
    doing("judging forecasts")
    return Backtest(
        ranks="sources" if tested.event else "relays",
        measure="oracle" if tested.event else "captured",
        messages=len(history),
        actions=history.actions,
        capped=history.capped,
        parents=parents,
        guessed_share=history.guessed,
        n_resamples=n_resamples,
        windows=list(_windows(tested)),
        served=served,
        rankers=_rankers(tested),
        ceiling=_at(tested, BEST_POSSIBLE),
        left_out=dict(tested.left_out),
        controls=list(_controls(tested)),
        **_forecasts(tested, found, n_resamples, random_seed),
        meta=context.meta(
            topic=topic,
            random_seed=random_seed,
            n=sum(window.units for window in tested.windows),
            ci_level=CI_LEVEL,
            warnings=list(_warnings(history, tested, served)),
        ),
    )


def learner_of(ranking: Ranking, history: History) -> str | None:
    """Return what learns the probabilities behind a ranker; None where it counts."""
    if not ranking.learns:
        return None
    along_follows = "follows" in ranking.needs or (ranking.rank is usual and history.listening is not None)
    return "follow-edges" if along_follows else "account-level"


def _history(context: Context, topic: str | None, parents: Method) -> History:
    doing("reading the messages")
    messages = None if topic is None else context.snapshot.messages_on(topic)
    history = history_in(context.snapshot, messages=messages, method=parents)
    _check(history, topic)
    return history


def _tested(history: History, found: Sequence[Window], n_resamples: int, random_seed: int) -> Found:
    ks = EVENT_KS if history.event else KS
    return judged(
        found,
        rankers=_telling(RANKERS, len(found)),
        n_resamples=n_resamples,
        random_seed=random_seed,
        shuffled_time=shuffled(history, RANKERS[BAR].rank, ks, cuts=len(found), random_seed=random_seed),
    )


def _check(history: History, topic: str | None) -> None:
    of = "" if topic is None else f" on {topic!r}"
    remains = "carried still orders 'ricochet relays', untested"
    if not len(history):
        raise ParameterError("store", f"without a recorded message{of}", f"one with messages; {remains}")
    if (history.started_ms == UNTIMED).all():
        requirement = f"one that knows when: 'ricochet cascade' reports on single messages, and {remains}"
        raise ParameterError("store", f"without times{of}", requirement)
    if not history.event and len(history) < FEWEST_MESSAGES:
        requirement = f"one with at least {FEWEST_MESSAGES} messages{of}; {remains}"
        raise ParameterError("store", f"with {len(history)} recorded messages", requirement)


def _telling(rankers: Mapping[str, Ranking], windows: int) -> dict[str, Ranking]:
    """Return the same rankers, which say when they are asked."""
    asked = 0

    def telling(ranking: Ranking) -> Ranker:
        def rank(known: History, source: int | None) -> Any:  # noqa: ANN401  # what the ranker returns
            nonlocal asked
            doing(f"asking {ranking.name}", asked / (windows * len(rankers)))
            asked += 1
            return ranking.rank(known, source)

        return rank

    return {name: replace(ranking, rank=telling(ranking)) for name, ranking in rankers.items()}


def _windows(tested: Found) -> Iterator[BacktestWindow]:
    for window in tested.windows:
        yield BacktestWindow(
            cut=utc(window.cut_ms),
            until=utc(window.until_ms),
            train=window.train_messages,
            test=window.test_messages,
            dropped=window.dropped_messages,
            train_actions=window.train_actions,
            test_actions=window.test_actions,
            dropped_actions=window.dropped_actions,
            people=window.people,
            unseen=window.unseen,
        )


def _rankers(tested: Found) -> list[RankerFigures]:
    figures = [
        RankerFigures(
            ranker=name,
            meaning=str(getdoc(RANKERS[name].rank)).partition("\n")[0],
            complexity=RANKERS[name].complexity,
            at=_at(tested, name),
            mean=answered(tested.estimate(name)),
            against_history=answered_if_known(tested.relative(name, BAR)),
            by_window=[answered(tested.estimate(name, window=place)) for place in range(len(tested.windows))],
        )
        for name in tested.rankers
        if name != BEST_POSSIBLE
    ]
    return sorted(figures, key=lambda each: -each.mean.value)


def _at(tested: Found, name: str) -> list[AtK]:
    measures = tested.figures
    return [
        AtK(k=k, **{measure: answered(tested.estimate(name, measure=measure, k=k)) for measure in measures})
        for k in tested.ks
    ]


def _served(tested: Found, history: History) -> Served:
    name = winner(tested)
    if name == BAR:
        reason = f"no other ranking is ahead of {BAR}"
    else:
        reason = f"{name} is ahead of {BAR}, and no more complex ranking is ahead of {name}"
    reason += ": ahead is where the 95 % interval of the difference lies above 0"
    return Served(
        ranker=name,
        learner=learner_of(RANKERS[name], history),
        reason=reason,
        against_history=answered_if_known(tested.relative(name, BAR)),
        against_reposts=answered_if_known(tested.relative(name, REPOSTS)),
    )


def _controls(tested: Found) -> Iterator[Control]:
    k = min(_CONTROL_K, tested.ks[-1])
    column = tested.ks.index(k)
    for name in dict.fromkeys((BAR, winner(tested))):
        yield Control(
            control="permuted labels",
            meaning=_MEANING["permuted labels"],
            ranker=name,
            k=k,
            captured=float(tested.permuted[:, tested.rankers.index(name), column].mean()),
            untouched=tested.estimate(name, measure="captured", k=k).value,
        )
    if tested.shuffled is not None:
        yield Control(
            control="shuffled time",
            meaning=_MEANING["shuffled time"],
            ranker=BAR,
            k=k,
            captured=float(tested.shuffled[column]),
            untouched=tested.estimate(BAR, measure="captured", k=k).value,
        )


def _forecasts(
    tested: Found, found: Sequence[Window], n_resamples: int, random_seed: int
) -> dict[str, list[Any]]:
    """Return how far forecasts hold; an event has no messages to forecast."""
    if tested.event:
        return {"reliability": [], "sizes": [], "below": []}
    return {
        "reliability": _reliability(found),
        "sizes": list(_sizes(found, n_resamples, random_seed)),
        "below": _below(found, n_resamples, random_seed),
    }


def _reliability(found: Sequence[Window]) -> list[Reliability]:
    """Judge the probabilities of the learner that fits the data, edge by edge and message by message."""
    learner = LEARNERS["account-level" if found[0].train.listening is None else "follow-edges"]
    probability, wins = [], []
    for window in found:
        graph = learner(window.train).graph
        came = count_exposures(window.test, graph)
        trials, won = np.rint(came.trials).astype(np.int64), np.rint(came.wins).astype(np.int64)
        probability += [np.repeat(graph.probability, won), np.repeat(graph.probability, trials - won)]
        wins += [np.ones(won.sum(), dtype=np.bool_), np.zeros((trials - won).sum(), dtype=np.bool_)]
    forecast, happened = np.concatenate(probability), np.concatenate(wins)
    loss = calibration.log_loss(forecast, happened)
    base = calibration.log_loss(np.full(len(happened), happened.mean() if len(happened) else 0.0), happened)
    if loss is None or base is None:
        return []
    bins = calibration.reliability(forecast, happened)
    return [
        Reliability(
            of="somebody who is exposed by an account has it from that account",
            bins=[
                ReliabilityBin(
                    predicted=float(bins.expected[place] / bins.n[place]),
                    observed=_share(int(bins.happened[place]), int(bins.n[place])),
                )
                for place in range(len(bins.n))
            ],
            log_loss=loss,
            base_log_loss=base,
            n=len(happened),
        )
    ]


def _share(happened: int, n: int) -> Answered:
    count = np.array([float(happened)])
    low, high = mean_limits(count, count, np.ones(1), n)
    return Answered(value=happened / n, low=float(low[0]), high=min(float(high[0]), 1.0), n=n)


def _sizes(found: Sequence[Window], n_resamples: int, random_seed: int) -> Iterator[SizeForecast]:
    """Judge forecasts of how many people a message comes to; none where too little is known to learn one."""
    pairs = [(window.train, window.test) for window in found]
    for minutes in _SEEN_MINUTES:
        try:
            scores = judge_sizes(pairs, minutes=minutes, n_resamples=n_resamples, random_seed=random_seed)
        except ParameterError:
            continue
        for score in scores:
            yield SizeForecast(
                method=score.method,
                minutes=minutes,
                msle=answered(score.msle),
                median_ape=answered(score.median_ape),
                coverage=answered(score.coverage),
                ahead=answered(score.ahead),
            )


def _below(found: Sequence[Window], n_resamples: int, random_seed: int) -> list[BelowForecast]:
    pairs = [(window.train, window.test) for window in found]
    try:
        scores = judge_below(pairs, n_resamples=n_resamples, random_seed=random_seed)
    except ParameterError:
        return []
    return [
        BelowForecast(share=score.share, shrunk=answered(score.shrunk), raw=answered(score.raw))
        for score in scores
        if np.isfinite([score.shrunk.value, score.raw.value]).all()
    ]


def _warnings(history: History, tested: Found, served: Served) -> Iterator[str]:
    yield from _counting_wins(tested, served.ranker)
    if history.guessed:
        yield f"{100 * history.guessed:.0f} % of the parents are a guess"
    if history.capped:
        yield f"{history.capped:,} actions are left out: their account acts faster than anybody can"
    if history.untimed:
        yield f"{history.untimed:,} actions have no time, and are in no window"
    for name in tested.undated:
        yield f"{name} have no times: rankings by them may know of the future"


def _counting_wins(tested: Found, served: str) -> Iterator[str]:
    """Say at which k something that only counts captures more than what is served."""
    for k in tested.ks:
        counting = [name for name in tested.rankers if name in RANKERS and RANKERS[name].complexity == 0]
        best = max(counting, key=lambda name: tested.estimate(name, k=k).value)
        if best != served and (ahead := tested.against(best, served, k=k)).value > 0:
            sure = "more" if ahead.low > 0 else "as much or more"
            yield f"at {k} accounts {best}, which only counts, captures {sure} than {served}"
