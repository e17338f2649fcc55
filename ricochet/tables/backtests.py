"""Back-tests as tables."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console

from api.answers import Backtest, BacktestWindow, Estimate
from ricochet.tables.words import counted, interval, print_footer, print_table, share

_TITLES = {"captured": "Captured of the later messages", "oracle": "Share of the oracle in the later actions"}
_UNITS = {"relays": "messages", "sources": "accounts passed on in one event"}
_SEEN = {True: "before it starts", False: "after its first hour"}


def _backtest(console: Console, answer: Backtest) -> None:
    heads = ("ranker", *(f"@{point.k}" for point in answer.ceiling), "mean", "against history")
    rows = [
        (
            f"{each.ranker} *" if each.ranker == answer.served.ranker else each.ranker,
            *(_figure(getattr(point, answer.measure).value) for point in each.at),
            interval(each.mean),
            _change(each.against_history),
        )
        for each in answer.rankers
    ]
    ceiling = (getattr(point, answer.measure).value for point in answer.ceiling)
    best = ("best possible", *map(_figure, ceiling), "", "")
    topic = f" on {answer.meta.topic}" if answer.meta.topic else ""
    print_table(console, f"{_TITLES[answer.measure]}{topic}", heads, [*rows, best])
    _windows(console, answer)
    _controls_and_sizes(console, answer)
    console.print(f"* Served from now on: {answer.served.reason}.", highlight=False)
    console.print(
        f"{answer.messages:,} {_UNITS[answer.ranks]}, {counted(answer.actions, 'action')}, "
        f"{share(answer.guessed_share)} of the parents guessed, {answer.n_resamples:,} resamples",
        style="dim",
        highlight=False,
    )
    print_footer(console, answer.meta)


def _windows(console: Console, answer: Backtest) -> None:
    windows = [
        (each.cut, each.until, *(f"{part:,}" for part in parts_of(answer)(each)), share(each.unseen))
        for each in answer.windows
    ]
    print_table(console, "Windows", ("cut", "until", "train", "test", "dropped", "never seen"), windows)


def _controls_and_sizes(console: Console, answer: Backtest) -> None:
    for control in answer.controls:
        console.print(
            f"{control.control.capitalize()}: {control.ranker} captures {_figure(control.captured)} "
            f"at {control.k} (untouched {_figure(control.untouched)})",
            highlight=False,
        )
    for size in answer.sizes:
        console.print(
            f"Sizes by {size.method}, {_SEEN[size.minutes is None]}: MSLE {interval(size.msle)}, "
            f"{share(size.coverage.value)} inside the 90 % interval",
            highlight=False,
        )


def parts_of(answer: Backtest) -> Callable[[BacktestWindow], tuple[int, int, int]]:
    """Return what tells train, test and dropped of a window, which are all there is: messages, or actions."""
    if answer.ranks == "relays":
        return lambda window: (window.train, window.test, window.dropped)
    return lambda window: (window.train_actions, window.test_actions, window.dropped_actions)


def _figure(value: float) -> str:
    return f"{value:.3f}"


def _change(estimate: Estimate | None) -> str:
    if estimate is None:
        return "unknown"
    low, high = (f"{100 * value:+.0f}" for value in (estimate.low, estimate.high))
    return f"{100 * estimate.value:+.0f} % ({low} to {high})"


PRINTERS = {
    Backtest: _backtest,
}
