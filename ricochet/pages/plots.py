"""Where the marks of a plot stand: values to places on paper, as paths of SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """From values between `low` and `high` to places between `start` and `end`, in steps or in ratios.

    Examples
    --------
    >>> Axis(10, 1_000, 0, 200, ratios=True).at(100)
    100.0
    >>> Axis(0, 1, 200, 0).at(0.25)
    150.0
    """

    low: float
    high: float
    start: float
    end: float
    ratios: bool = False

    def at(self, value: float) -> float:
        """Return the place of a value, kept within the axis."""
        kept = min(max(value, self.low), self.high)
        if self.ratios:
            share = math.log(kept / self.low) / math.log(self.high / self.low)
        else:
            share = (kept - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> list[float]:
        """Return round values along the axis: powers of ten, or about five steps of 1, 2 or 5.

        Examples
        --------
        >>> Axis(0, 0.23, 0, 1).ticks()
        [0.0, 0.05, 0.1, 0.15, 0.2]
        """
        if self.ratios:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            return [10.0**power for power in range(first, last + 1)]
        rough = (self.high - self.low) / 5
        unit = 10 ** math.floor(math.log10(rough))
        step = min((factor * unit for factor in (1, 2, 5, 10)), key=lambda step: abs(step - rough))
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [round(place * step, 12) for place in range(first, last + 1)]


def line(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return a path through points.

    Examples
    --------
    >>> line([0, 10], [5, 2.5])
    'M0 5L10 2.5'
    """
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in zip(xs, ys, strict=True))


def band(xs: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> str:
    """Return the closed path between two lines.

    Examples
    --------
    >>> band([0, 10], [5, 5], [3, 2])
    'M0 3L10 2L10 5L0 5Z'
    """
    return line([*xs, *reversed(xs)], [*highs, *reversed(lows)]) + "Z"


def apart(places: Sequence[float], gap: float) -> list[float]:
    """Return places moved as little as need be for all to be so far apart, in their order.

    Examples
    --------
    >>> apart([10, 12, 40], 10)
    [6.0, 16.0, 40.0]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    groups: list[list[int]] = []
    for place in order:
        groups.append([place])
        while len(groups) > 1 and _first(groups[-1], places, gap) - _last(groups[-2], places, gap) < gap:
            later = groups.pop()
            groups[-1] += later
    moved = [0.0] * len(places)
    for group in groups:
        for number, place in enumerate(group):
            moved[place] = round(_first(group, places, gap) + number * gap, 1)
    return moved


def _first(group: Sequence[int], places: Sequence[float], gap: float) -> float:
    return sum(places[place] for place in group) / len(group) - gap * (len(group) - 1) / 2


def _last(group: Sequence[int], places: Sequence[float], gap: float) -> float:
    return _first(group, places, gap) + gap * (len(group) - 1)
