"""A back-test as one self-contained page: plots with their tables, no script, nothing asked of any host."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from api.answers import Backtest, Estimate, RankerFigures, Reliability
from ricochet.pages.plots import Axis, apart, band, line
from ricochet.tables.backtests import parts_of

HISTORY, REPOSTS = "history", "times reposted"

_MEASURES = {"captured": "captured", "oracle": "share of the oracle"}
_EXPLAINED = {
    "captured": "Captured: people below the chosen k in later messages that they did not start, over those "
    "of the best k.",
    "oracle": "Share of the oracle: different people whom the chosen k reached later, over those of k chosen "
    "with all that came in hand.",
}

_WIDTH, _HEIGHT = 860, 450
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 650, 30, 392
_ROW = 24
_LABEL_GAP = 17.0
_NAMED = 5  # rankers whose lines have a name: more cannot be told apart


@dataclass(frozen=True, slots=True)
class Tick:
    """A value beside an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of a plot; without `label_at` it is shown but not named."""

    name: str
    look: str
    path: str
    band: str = ""
    dots: Sequence[tuple[float, float]] = ()
    ends_at: float = 0.0
    label_at: float | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines in a frame."""

    x_ticks: Sequence[Tick]
    y_ticks: Sequence[Tick]
    lines: Sequence[Mark] = ()
    width: int = _WIDTH
    height: int = _HEIGHT
    left: float = _LEFT
    right: float = _RIGHT
    top: float = _TOP
    bottom: float = _BOTTOM


@dataclass(frozen=True, slots=True)
class Row:
    """One ranker against history."""

    name: str
    look: str
    at: float
    value: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Rankers against history, one below the other."""

    x_ticks: Sequence[Tick]
    rows: Sequence[Row]
    height: float
    bottom: float
    width: int = _WIDTH
    left: float = 230
    top: float = 8


@dataclass(frozen=True, slots=True)
class Bin:
    """One point of a reliability diagram."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Diagram:
    """A reliability diagram with the numbers behind it."""

    of: str
    x_ticks: Sequence[Tick]
    y_ticks: Sequence[Tick]
    bins: Sequence[Bin]
    told: Sequence[object] = field(repr=False)
    log_loss: float
    base_log_loss: float
    n: int
    width: int = 480
    height: int = 400
    left: float = 60
    right: float = 460
    top: float = _TOP
    bottom: float = 342


def backtest_page(told: Backtest) -> str:
    """Return a back-test as HTML: one file that works offline, light and dark, read by people and by readers.

    Parameters
    ----------
    told
        The answer that `--json` prints.
    """
    style = (files("ricochet.pages") / "page.css").read_text(encoding="utf-8")
    served = next(each for each in told.rankers if each.ranker == told.served.ranker)
    ks = [point.k for point in served.at]
    topic = f" on {told.meta.topic}" if told.meta.topic else ""
    return (
        _environment()
        .from_string((files("ricochet.pages") / "backtest.html").read_text("utf-8"))
        .render(
            title=f"Which ranking predicts{topic}?",
            told=told,
            served=served,
            ks=" / ".join(map(str, ks)),
            event=told.ranks == "sources",
            parts=parts_of(told),
            history=HISTORY,
            reposts=REPOSTS,
            measure=_MEASURES[told.measure],
            measure_field=told.measure,
            explained=_EXPLAINED[told.measure],
            middle=50 if 50 in ks else ks[len(ks) // 2],
            unseen=sum(window.unseen for window in told.windows) / len(told.windows),
            looks={each.ranker: _look(each.ranker, told) for each in told.rankers},
            shown=_named(told),
            gains=_gains(told, ks),
            against=_against(told),
            stability=_stability(told),
            reliability=[_diagram(each) for each in told.reliability],
            style=Markup(style),  # noqa: S704  # a file of ours
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {
        "figure": _figure,
        "change": _change,
        "percent": lambda share: "unknown" if share is None else f"{100 * share:.0f}\u00a0%",
        "count": lambda count: f"{count:,}",
        "sentence": lambda text: text[:1].upper() + text[1:].rstrip(".") + ".",
        "at_k": lambda points, k: next(point for point in points if point.k == k),
    }
    return environment


def _figure(value: float) -> str:
    digits = 3 if abs(value) < 1 else 2 if abs(value) < 10 else 0
    return f"{value:,.{digits}f}".replace("-", "−")


def _change(value: float) -> str:
    percent = f"{100 * value:+.0f}".replace("-", "−") if abs(value) >= 0.005 else "0"
    return f"{percent}\u00a0%"


def _look(ranker: str, told: Backtest) -> str:
    looks = {REPOSTS: "reposts", HISTORY: "history", told.served.ranker: "served"}
    return looks.get(ranker, "other")


def _named(told: Backtest) -> list[RankerFigures]:
    """Return whom the plots name: the served one, what it is measured by, and the best of the others."""
    named = [each for each in told.rankers if _look(each.ranker, told) != "other"]
    drawn = {each.mean for each in named}
    others: list[RankerFigures] = []
    for each in told.rankers:
        if each.mean not in drawn:  # of equals one
            drawn.add(each.mean)
            others.append(each)
    return sorted([*named, *others[: _NAMED - len(named)]], key=lambda each: -each.mean.value)


def _gains(told: Backtest, ks: Sequence[int]) -> Plot:
    x = Axis(ks[0], ks[-1], _LEFT + 12, _RIGHT, ratios=True) if len(ks) > 1 else Axis(0, 1, _LEFT, _RIGHT)
    points = {each.ranker: [getattr(point, told.measure) for point in each.at] for each in told.rankers}
    ceiling = [getattr(point, told.measure) for point in told.ceiling]
    y = _upwards([each.high for some in points.values() for each in some] + [each.value for each in ceiling])
    places = [x.at(k) for k in ks]
    marks = _marks(told, places, points, y)
    best = Mark(
        "best possible", "ceiling", line(places, [y.at(each.value) for each in ceiling]),
        ends_at=y.at(ceiling[-1].value), label_at=y.at(ceiling[-1].value),
    )  # fmt: skip
    ticks = [Tick(at, f"{k:,}") for at, k in zip(places, ks, strict=True)]
    return Plot(ticks, _ticks(y), _labelled([*marks, best]))


def _stability(told: Backtest) -> Plot:
    cuts = [window.cut[:10] for window in told.windows]
    x = Axis(0, max(len(cuts) - 1, 1), _LEFT + 30, _RIGHT)
    points = {each.ranker: each.by_window for each in told.rankers}
    y = _upwards([each.high for each in (*(each for some in points.values() for each in some),)])
    places = [x.at(place) for place in range(len(cuts))]
    ticks = [Tick(at, cut) for at, cut in zip(places, cuts, strict=True)]
    return Plot(ticks, _ticks(y), _labelled(_marks(told, places, points, y)))


def _marks(told: Backtest, places: Sequence[float], points: dict[str, list[Estimate]], y: Axis) -> list[Mark]:
    """Return a line for each ranker: the named ones with dots, on top; bands where they tell something."""
    named = {each.ranker for each in _named(told)}
    marks = []
    for name in sorted(points, key=lambda name: (name in named, _look(name, told) == "served")):
        values, look = points[name], _look(name, told)
        heights = [y.at(each.value) for each in values]
        shaded = look != "other"
        marks.append(
            Mark(
                name,
                look,
                line(places, heights),
                band(places, [y.at(each.low) for each in values], [y.at(each.high) for each in values])
                if shaded
                else "",
                list(zip(places, heights, strict=True)) if name in named else (),
                heights[-1],
                heights[-1] if name in named else None,
            )
        )
    return marks


def _labelled(marks: Sequence[Mark]) -> list[Mark]:
    """Move the names beside the ends of the lines apart, so that none covers another."""
    named = [mark for mark in marks if mark.label_at is not None]
    moved = apart([mark.label_at or 0.0 for mark in named], _LABEL_GAP)
    at = {mark.name: place for mark, place in zip(named, moved, strict=True)}
    return [replace(mark, label_at=at.get(mark.name)) for mark in marks]


def _against(told: Backtest) -> Rows:
    tested = [(each, each.against_history) for each in told.rankers if each.against_history is not None]
    lows, highs = [0.0, *(found.low for _, found in tested)], [0.05, *(found.high for _, found in tested)]
    left, bottom = 230, 12 + _ROW * len(tested)
    x = Axis(min(lows), max(highs), left, _WIDTH - 190)
    rows = [
        Row(
            each.ranker,
            _look(each.ranker, told),
            20 + _ROW * place,
            x.at(found.value),
            x.at(found.low),
            x.at(found.high),
            f"{_change(found.value)} ({_change(found.low)} to {_change(found.high)})",
        )
        for place, (each, found) in enumerate(tested)
    ]
    return Rows([Tick(x.at(tick), _change(tick)) for tick in x.ticks()], rows, bottom + 34, bottom)


def _diagram(told: Reliability) -> Diagram:
    seen = [each for each in told.bins if each.predicted > 0 and each.observed.value > 0]
    values = [value for each in seen for value in (each.predicted, each.observed.value)]
    low, high = min(values, default=0.001) / 1.5, max(values, default=1.0) * 1.5
    x, y = Axis(low, high, 60, 460, ratios=True), Axis(low, high, 342, _TOP, ratios=True)
    return Diagram(
        told.of,
        [Tick(x.at(tick), f"{tick:g}") for tick in x.ticks()],
        [Tick(y.at(tick), f"{tick:g}") for tick in y.ticks()],
        [
            Bin(
                x.at(each.predicted),
                y.at(each.observed.value),
                y.at(max(each.observed.low, low)),
                y.at(each.observed.high),
            )
            for each in seen
        ],
        told.bins,
        told.log_loss,
        told.base_log_loss,
        told.n,
    )


def _upwards(values: Sequence[float]) -> Axis:
    return Axis(0, min(1.08 * max([0.01, *values]), 1.0), _BOTTOM, _TOP)  # shares, and some limits above 1


def _ticks(axis: Axis) -> list[Tick]:
    return [Tick(axis.at(tick), f"{tick:g}") for tick in axis.ticks()]
