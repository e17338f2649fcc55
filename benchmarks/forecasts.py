"""Agreed goals of forecasts of size: people below who passes on, and how far messages go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from algorithms.backtest.windows import Window
from algorithms.estimates import Estimate
from algorithms.forecasts.distribution import COVERAGE
from algorithms.forecasts.judging import BAR, SizeScores, judge_below, judge_sizes
from algorithms.history import History

WITHIN, OF_FOUR = 0.2, 3
"""How far the forecasts of a bin may be from what came, and in how many of the four."""
COVERED_WITHIN = 0.03
MINUTES = (None, 15.0, 60.0, 360.0, 1_440.0)
"""How much of a message is seen; None: only who starts it."""


class Row(TypedDict):
    """One agreed figure: in words with the threshold, as measured with its 95 % interval, and whether met."""

    goal: str
    measured: float
    low: float | None
    high: float | None
    met: bool
    stretch: bool


def below_goals(name: str, windows: Sequence[Window]) -> Iterator[Row]:
    """Yield how far forecasts of people below are off, where they are largest.

    Parameters
    ----------
    name
        Of the recorded set.
    windows
        Its windows.
    """
    found = judge_below(_pairs(windows))
    near = [abs(score.shrunk.value - 1) <= WITHIN for score in found]
    for score, met in zip(found, near, strict=True):
        of = f"{name}: people below the {score.share:.1%} largest forecasts, forecast over real"
        goal = f"{of}, within {WITHIN:.0%} (raw means {score.raw.value:.2f})"
        yield _row(goal, score.shrunk, met=met)
    goal = f"{name}: people below, bins within {WITHIN:.0%}, at least {OF_FOUR} of {len(found)}"
    yield _row(goal, sum(near), met=sum(near) >= OF_FOUR)


def size_goals(name: str, windows: Sequence[Window]) -> Iterator[Row]:
    """Yield whether final sizes are forecast better than by a log-linear law, and whether intervals hold.

    Parameters
    ----------
    name
        Of the recorded set.
    windows
        Its windows.
    """
    for minutes in MINUTES:
        scores = {score.method: score for score in judge_sizes(_pairs(windows), minutes=minutes)}
        method = "author" if minutes is None else "hawkes"
        seen = "before it starts" if minutes is None else f"after {minutes:g} minutes"
        yield from _against_bar(f"{name}: final size {seen}, {method}", scores[method], scores[BAR])


def _against_bar(of: str, ours: SizeScores, bar: SizeScores) -> Iterator[Row]:
    figures = f"{ours.msle.value:.3f} against {bar.msle.value:.3f}"
    yield _row(f"{of}, MSLE (ln) below {BAR}, {figures}", ours.ahead, met=ours.ahead.low > 0)
    figures = f"{ours.median_ape.value:.3f} against {bar.median_ape.value:.3f}"
    yield _row(f"{of}, median APE below {BAR}, {figures}", ours.ape_ahead, met=ours.ape_ahead.value > 0)
    goal = f"{of}, {COVERAGE:.0%} interval covers {COVERAGE:.0%} within {COVERED_WITHIN:.0%}"
    yield _row(goal, ours.coverage, met=abs(ours.coverage.value - COVERAGE) <= COVERED_WITHIN)


def _pairs(windows: Sequence[Window]) -> list[tuple[History, History]]:
    return [(window.train, window.test) for window in windows]


def _row(goal: str, measured: Estimate | float, *, met: bool) -> Row:
    if isinstance(measured, Estimate):
        value, low, high = measured.value, measured.low, measured.high
    else:
        value, low, high = float(measured), None, None
    return {"goal": goal, "measured": value, "low": low, "high": high, "met": met, "stretch": False}
