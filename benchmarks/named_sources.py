"""Relays for a named starter: how much of each of its later messages the ten chosen for it carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from algorithms.backtest.windows import Window
from algorithms.estimates import Estimate
from algorithms.history import History
from algorithms.rankers import Ranker
from algorithms.rankers.counting import history
from algorithms.rankers.named_source import has_started, named_source
from graph.records import Float64s, Int64s

K = 10

_RESAMPLES = 1000


def history_under(known: History, source: int | None) -> Float64s:
    """Sum the people below each account over the messages of the source that it carried."""
    rows = (known.author == source)[known.in_message] & known.carriers
    return np.bincount(known.account[rows], known.below[rows], known.n).astype(np.float64)


RANKINGS: Mapping[str, Ranker] = {
    "named source": named_source,
    "history under that source": history_under,
    "history": history,
}


@dataclass(frozen=True, slots=True, eq=False)
class ByMessage:
    """What chosen accounts carried of each message whose starter was known, over all windows.

    Parameters
    ----------
    carried
        By ranking: float64, messages: people below the ten chosen, summed.
    best
        float64, messages, above 0: those below the best ten of the message itself.
    """

    carried: Mapping[str, Float64s]
    best: Float64s

    def mean(self, ranking: str) -> Estimate:
        """Return captured@10, mean over the messages."""
        return self._over_resamples(self.carried[ranking] / self.best, np.ones(len(self.best)))

    def together(self, ranking: str) -> Estimate:
        """Return captured@10 of all messages together, where the large ones count most."""
        return self._over_resamples(self.carried[ranking], self.best)

    def gain(self, ranking: str, other: str) -> Estimate:
        """Return by which share the mean of one ranking is above that of another."""
        more = (self.carried[ranking] - self.carried[other]) / self.best
        return self._over_resamples(more, self.carried[other] / self.best)

    def _over_resamples(self, part: Float64s, whole: Float64s) -> Estimate:
        n = len(self.best)
        weights = np.random.default_rng(0).multinomial(n, np.full(n, 1 / n), _RESAMPLES)
        low, high = np.percentile((weights * part).sum(axis=1) / (weights * whole).sum(axis=1), [2.5, 97.5])
        return Estimate(float(part.sum() / whole.sum()), float(low), float(high), n)


def by_message(windows: Sequence[Window]) -> ByMessage:
    """Ask each ranking for the ten relays of every starter known before the cut."""
    rows = [row for one in windows for row in _of_window(one.train, one.test)]
    best = np.array([row[-1] for row in rows])
    return ByMessage(
        {name: np.array([row[place] for row in rows])[best > 0] for place, name in enumerate(RANKINGS)},
        best[best > 0],
    )


def _of_window(train: History, test: History) -> Iterator[tuple[float, ...]]:
    chosen: dict[int, list[Int64s]] = {}
    for number, source in enumerate(test.author.tolist()):
        if source < 0 or not has_started(train, source):
            continue
        if source not in chosen:
            chosen[source] = [_first(ranker(train, source)) for ranker in RANKINGS.values()]
        rows = slice(test.offsets[number], test.offsets[number + 1])
        account, below = (values[rows][test.carriers[rows]] for values in (test.account, test.below))
        carried = [float(below[np.isin(account, ten)].sum()) for ten in chosen[source]]
        yield *carried, float(np.sort(below)[-K:].sum())


def _first(values: Float64s) -> Int64s:
    known = np.flatnonzero(values > 0)
    return known[np.argsort(-values[known], kind="stable")][:K]
