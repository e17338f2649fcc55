"""The back-test of every ranker over all windows, and which one it lets win."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import process_time

import numpy as np

from algorithms.backtest.controls import chance, permuted, shuffled
from algorithms.backtest.measures import CAPTURED, ORACLE, measured
from algorithms.backtest.resampling import weightings
from algorithms.backtest.truth import Truth, ordered, truth
from algorithms.backtest.windows import Window, windows
from algorithms.estimates import CI_LEVEL, Estimate
from algorithms.history import History
from algorithms.parents import LAST_RESORT
from algorithms.rankers import RANKERS, Need, Ranking
from graph.errors import ParameterError
from graph.records import UNTIMED, Float64s, Int32s

BAR = "history"
"""The ranker that all others are compared with, and the incumbent at the beginning."""

BEST_POSSIBLE = "best possible"
"""The row of the best choice among those who had carried something before the cut or have a follow tie."""

KS, EVENT_KS = (10, 50, 100, 500), (10, 50, 100)

_NOT_SERVED = ("random", "activity")  # shown as levels


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one window came to.

    Parameters
    ----------
    cut_ms, until_ms
        The span of the test.
    train_messages, test_messages, dropped_messages
        All there are; in an event, the accounts whose posts were passed on, of which none is dropped.
    train_actions, test_actions, dropped_actions
        All there are.
    units
        Test messages, in an event people, that resamples draw from.
    people
        Sum of the truth.
    unseen
        Share of it that belongs to accounts never seen before the cut: no ranking of past accounts has it.
    """

    cut_ms: int
    until_ms: int
    train_messages: int
    test_messages: int
    dropped_messages: int
    train_actions: int
    test_actions: int
    dropped_actions: int
    units: int
    people: int
    unseen: float


@dataclass(frozen=True, slots=True, eq=False)
class Backtest:
    """How every ranker did.

    Parameters
    ----------
    event
        Whether sources of one event were ranked; otherwise relays of many messages.
    ks
        Sizes of the choices, ascending.
    rankers
        Names, in the order of the registry; `BEST_POSSIBLE` is the last.
    complexity
        Of each.
    windows
        By time.
    figures
        By the names of `measures.MEASURES`: float64, windows x 1 + n_resamples x rankers x ks. The first of
        the second axis is the test as it came, each other a resample.
    permuted
        float64, windows x rankers x ks: captured with the accounts exchanged at random.
    chance
        float64, windows x ks: captured by k accounts drawn from all there are, in the mean.
    shuffled
        float64, ks: captured by `BAR` with time shuffled, mean over the windows; None where that cannot be.
    left_out
        By name: why a ranker was not asked.
    seconds
        By name: processor time of all its rankings.
    undated
        What rankers may have known from after the cut, since it has no time.
    """

    event: bool
    ks: tuple[int, ...]
    rankers: tuple[str, ...]
    complexity: tuple[int, ...]
    windows: tuple[Outcome, ...]
    figures: Mapping[str, Float64s]
    permuted: Float64s
    chance: Float64s
    shuffled: Float64s | None
    left_out: Mapping[str, str]
    seconds: Mapping[str, float]
    undated: tuple[str, ...]

    @property
    def n_resamples(self) -> int:
        """Number of resamples of each window."""
        return int(self.figures[CAPTURED].shape[1]) - 1

    @property
    def main_measure(self) -> str:
        """By which the winner is found: captured, in an event people over those of the greedy oracle."""
        return ORACLE if self.event else CAPTURED

    def estimate(
        self, ranker: str, *, measure: str | None = None, k: int | None = None, window: int | None = None
    ) -> Estimate:
        """Return a figure of a ranker with its 95 % interval over resamples.

        Parameters
        ----------
        ranker
            One of `rankers`.
        measure
            One of `measures.MEASURES`; None is the main one.
        k
            One of `ks`; None is the mean over them.
        window
            Place of the window; None is the mean over all.
        """
        return self._estimate(self._values(ranker, measure, k, window))

    def against(
        self, ranker: str, other: str, *, measure: str | None = None, k: int | None = None
    ) -> Estimate:
        """Return by how much a figure of a ranker, mean over the windows, is above that of another."""
        mine, theirs = (self._values(name, measure, k, None) for name in (ranker, other))
        return self._estimate(mine - theirs)

    def relative(
        self, ranker: str, other: str, *, measure: str | None = None, k: int | None = None
    ) -> Estimate | None:
        """Return the same as a share of the other's figure; None where that may be 0."""
        mine, theirs = (self._values(name, measure, k, None) for name in (ranker, other))
        return self._estimate(mine / theirs - 1) if (theirs > 0).all() else None

    def _values(self, ranker: str, measure: str | None, k: int | None, window: int | None) -> Float64s:
        """Return a figure as it came, and in every resample."""
        if ranker not in self.rankers:
            raise ParameterError("ranker", ranker, f"one of {', '.join(self.rankers)}")
        of_ranker = self.figures[measure or self.main_measure][:, :, self.rankers.index(ranker)]
        over_windows = of_ranker.mean(axis=0) if window is None else of_ranker[window]
        values: Float64s = over_windows.mean(axis=1) if k is None else over_windows[:, self.ks.index(k)]
        return values

    def _estimate(self, values: Float64s) -> Estimate:
        tail = 50 * (1 - CI_LEVEL)
        value, draws = float(values[0]), values[1:]
        low, high = np.percentile(draws, [tail, 100 - tail]) if len(draws) else (value, value)
        return Estimate(
            value, min(float(low), value), max(float(high), value), sum(w.units for w in self.windows)
        )


def run_backtest(
    history: History,
    *,
    cuts: int = 4,
    rankers: Mapping[str, Ranking] = RANKERS,
    n_resamples: int = 1000,
    random_seed: int = 0,
) -> Backtest:
    """Test every ranker on messages that started after each of some cuts.

    Parameters
    ----------
    history
        Everything that was recorded.
    cuts
        1 to 8, see `windows`.
    rankers
        By name; `history` among them. Those whose needs are not met are left out.
    n_resamples
        0 to 10,000: of the messages of each window, or the people of an event, drawn with replacement.
    random_seed
        For resamples and controls.

    Raises
    ------
    ParameterError
        As `windows`; when the number of resamples is out of range, or a ranker returns what is no ranking.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> starts = list(range(0, 80, 10))
    >>> acted = [[(1, 0, start + 1), (2, 1, start + 2)] for start in starts]
    >>> history = history_of(Recorded.numbered([0] * 8, starts, acted), n=3)
    >>> found = run_backtest(history, rankers={"history": RANKERS["history"]}, n_resamples=10)
    >>> found.estimate("history", k=10), winner(found)
    (Estimate(value=1.0, low=1.0, high=1.0, n=4), 'history')
    """
    if not 0 <= n_resamples <= 10_000:
        raise ParameterError("n_resamples", n_resamples, "from 0 to 10,000")
    found = windows(history, cuts=cuts)
    again = shuffled(history, rankers[BAR].rank, _ks(history), cuts=cuts, random_seed=random_seed)
    return judged(
        found, rankers=rankers, n_resamples=n_resamples, random_seed=random_seed, shuffled_time=again
    )


def judged(
    found: Sequence[Window],
    *,
    rankers: Mapping[str, Ranking] = RANKERS,
    n_resamples: int = 1000,
    random_seed: int = 0,
    shuffled_time: Float64s | None = None,
) -> Backtest:
    """Test every ranker on windows that were cut already, as `run_backtest` does on its own.

    Parameters
    ----------
    found
        At least one.
    rankers, n_resamples, random_seed
        As `run_backtest` takes them.
    shuffled_time
        float64, ks: what a history with its time shuffled came to.
    """
    left_out = {name: why for name, one in rankers.items() if (why := lacking(one, found))}
    asked = {name: one for name, one in rankers.items() if name not in left_out}
    ks, seconds = _ks(found[0].test), dict.fromkeys(asked, 0.0)
    rng, outcomes, figures, controls = np.random.default_rng(random_seed), [], [], []
    for window in found:
        came = truth(window.test)
        orders = [*_orders(asked, window.train, seconds), _best_possible(window.train, came)]
        weights = weightings(came.units, n_resamples=n_resamples, rng=rng)
        figures.append(measured(came, orders, ks, weights))
        controls.append((permuted(came, orders, ks, random_seed=random_seed), chance(came, ks)))
        outcomes.append(_outcome(window, came))
    return Backtest(
        event=found[0].test.event,
        ks=ks,
        rankers=(*asked, BEST_POSSIBLE),
        complexity=(
            *(one.complexity for one in asked.values()),
            max(one.complexity for one in rankers.values()) + 1,
        ),
        windows=tuple(outcomes),
        figures={name: np.stack([figure[name] for figure in figures]) for name in figures[0]},
        permuted=np.stack([labels for labels, _ in controls]),
        chance=np.stack([by_chance for _, by_chance in controls]),
        shuffled=shuffled_time,
        left_out=left_out,
        seconds=seconds,
        undated=found[0].train.undated,
    )


def winner(backtest: Backtest) -> str:
    """Return the ranker to serve.

    History is the incumbent. All others challenge in the order of their complexity, and then of the registry:
    one that is better on these data, with the 95 % interval of the difference above 0, takes its place.

    Parameters
    ----------
    backtest
        Rankers that are shown as a level only (`random`, `activity`, the best possible) do not challenge.
    """
    incumbent = BAR
    by_complexity = sorted(range(len(backtest.rankers)), key=backtest.complexity.__getitem__)
    for newcomer in (backtest.rankers[place] for place in by_complexity):
        if newcomer in (*_NOT_SERVED, BEST_POSSIBLE, incumbent):
            continue
        if backtest.against(newcomer, incumbent).low > 0:
            incumbent = newcomer
    return incumbent


def lacking(ranking: Ranking, found: Sequence[Window]) -> str | None:
    """Return what a ranker needs that some window does not have, as a reason; None when it has all."""
    for need in ranking.needs:
        if not all(_HAS[need](window.train) for window in found):
            return _LACKING[need]
    if ranking.ranks != "both" and (ranking.ranks == "sources") != found[0].test.event:
        return f"it ranks {ranking.ranks}"
    return None


_HAS: dict[Need, Callable[[History], bool]] = {
    "times": lambda history: bool((history.started_ms != UNTIMED).all()),
    "parents": lambda history: bool((history.origin[history.relayed] != LAST_RESORT).any()),
    "follows": lambda history: history.listening is not None,
    "followers": lambda history: history.listening is not None or history.followers is not None,
    "event": lambda history: history.event,
}
_LACKING: dict[Need, str] = {
    "times": "no times are known",
    "parents": "it is not known from whom anybody has a message",
    "follows": "no follow ties are known",
    "followers": "neither follow ties nor counts of followers are known",
    "event": "only one event without messages has what it counts",
}


def _ks(history: History) -> tuple[int, ...]:
    return EVENT_KS if history.event else KS


def _orders(asked: Mapping[str, Ranking], train: History, seconds: dict[str, float]) -> Iterator[Int32s]:
    """Yield every ranking, and add up how long each took."""
    for name, ranking in asked.items():
        started = process_time()
        yield _order(ranking, train)
        seconds[name] += process_time() - started


def _order(ranking: Ranking, train: History) -> Int32s:
    score = ranking.rank(train, None)
    if score.shape != (train.n,) or not np.isfinite(score).all():
        raise ParameterError(ranking.name, f"a ranking of shape {score.shape}", f"{train.n} finite numbers")
    return ordered(score)


def _best_possible(train: History, came: Truth) -> Int32s:
    possible = np.zeros(train.n, dtype=np.bool_)
    possible[train.account[train.carriers & (train.below > 0)]] = True
    if train.listening is not None:
        possible |= train.listening.tied
    return ordered(np.where(possible, came.value, 0.0))


def _outcome(window: Window, came: Truth) -> Outcome:
    train, test, total = window.train, window.test, float(came.value.sum())
    return Outcome(
        cut_ms=window.cut_ms,
        until_ms=window.until_ms,
        train_messages=len(train),
        test_messages=len(test),
        dropped_messages=window.dropped_messages,
        train_actions=train.actions,
        test_actions=test.actions,
        dropped_actions=window.dropped_actions,
        units=came.units,
        people=int(total),
        unseen=float(came.value[~train.seen].sum()) / total,
    )
