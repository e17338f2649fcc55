"""How benchmarks measure and report: fresh processes, alternation, medians, rows with a goal."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

PROJECT = Path(__file__).parents[1]
DATA = PROJECT.parent / "shared" / "data"
RUNS = 5
GOAL = "goal"

Work = Callable[..., tuple[int, int]]  # returns how many accounts, and how many ties or edges

_PACKAGES = ("duckdb", "igraph", "neo4j", "networkx", "numba", "numpy", "pandas", "pyarrow")


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: how long, with how much memory, and the accounts and ties it came to."""

    seconds: float
    peak_mb: float | None = None
    n: int | None = None
    m: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results: ours beside a peer or beside a goal in seconds; what is not known is None."""

    work: str
    ours_seconds: float | None = None
    peer: str | None = None
    peer_seconds: float | None = None
    ratio: float | None = None
    goal: float | None = None
    peak_mb: float | None = None
    n: int | None = None
    m: int | None = None

    @classmethod
    def of(
        cls,
        work: str,
        ours: Measured,
        *,
        peer: str | None = None,
        peer_seconds: float | None = None,
        goal: float | None = None,
    ) -> Row:
        """Return a row with its ratio, above the goal is good."""
        ratio = None if peer_seconds is None else peer_seconds / ours.seconds
        return cls(work, ours.seconds, peer, peer_seconds, ratio, goal, ours.peak_mb, ours.n, ours.m)

    @classmethod
    def within(cls, work: str, ours: Measured, goal_seconds: float) -> Row:
        """Return a row of a work that has so many seconds."""
        return cls.of(work, ours, peer=GOAL, peer_seconds=goal_seconds, goal=1)

    @property
    def verdict(self) -> str:
        """Whether the goal is met; nothing where there is none."""
        if self.goal is None or self.ratio is None:
            return ""
        return "met" if self.ratio >= self.goal else "FALLS SHORT"


def in_fresh_process(work: Work, *arguments: object, before: Work | None = None) -> Measured:
    """Run a function of a module in a process of its own, after another one that is not measured."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        if before:
            pool.submit(before, *arguments).result()
        return pool.submit(_timed, work, arguments).result()


def medians(*works: Callable[[], Measured], runs: int = RUNS) -> list[Measured]:
    """Run works in turn, so often, and return the median of each."""
    measured = [[work() for work in works] for _ in range(runs)]
    return [_median(of_one) for of_one in zip(*measured, strict=True)]


def report(rows: Iterable[Row]) -> str:
    """Return rows as a table under the machine they were measured on."""
    heads = ("work", "ours_seconds", "peer", "peer_seconds", "ratio", "goal", "peak_mb", "n", "m", "verdict")
    lines = [[*asdict(row).values(), row.verdict] for row in rows]
    table = [heads, ["---"] * len(heads), *(map(_cell, line) for line in lines)]
    return "\n".join([machine(), "", *(f"| {' | '.join(cells)} |" for cells in table), ""])


def machine() -> str:
    """Return cores, memory, versions and commit as text."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {gigabytes:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}; commit {_commit()}."
    )


def run(rows: Callable[..., list[Row]]) -> None:
    """Measure the rows of one subject, as its command line asks, and print them."""
    asked = arguments()
    show(rows(small=asked.small), as_json=asked.json)


def arguments() -> argparse.Namespace:
    """Return what every benchmark can be told."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print rows as JSON")
    parser.add_argument("--small", action="store_true", help="on a small generated file, to see that it runs")
    return parser.parse_args()


def show(rows: list[Row], *, as_json: bool) -> None:
    """Print rows."""
    print(json.dumps([asdict(row) for row in rows], indent=1) if as_json else report(rows))


def _timed(work: Work, arguments: tuple[object, ...]) -> Measured:
    started = perf_counter()
    n, m = work(*arguments)
    return Measured(perf_counter() - started, _peak_mb(), n, m)


def _peak_mb() -> float | None:
    # ru_maxrss would count what the parent held before this process took its own memory.
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else None


def _median(runs: tuple[Measured, ...]) -> Measured:
    peaks = [one.peak_mb for one in runs if one.peak_mb is not None]
    return Measured(
        statistics.median(one.seconds for one in runs),
        max(peaks) if peaks else None,
        runs[0].n,
        runs[0].m,
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _commit() -> str:
    command = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "unknown"
