"""How all benchmarks measure and report: fresh processes, turns, medians, rows with a goal and a peer."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import ParamSpec, Protocol, TypeVar

from graph.influence import InfluenceGraph

PROJECT = Path(__file__).parents[1]
DATA = PROJECT.parent / "shared" / "data"
KEPT = PROJECT / ".cache" / "benchmarks"  # graphs and peers, made once
RUNS = 5
GOAL = "goal"

Work = Callable[..., tuple[int, int]]  # returns how many accounts, and how many ties or edges
Given = ParamSpec("Given")
Result = TypeVar("Result")

_PACKAGES = ("duckdb", "igraph", "neo4j", "networkx", "numba", "numpy", "pandas", "pyarrow")


class Line(Protocol):
    """One line of a table."""

    def columns(self) -> dict[str, object]:
        """Return its cells by their heads; what is not known is None."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What one subject came to: the lines of its table, all with the same heads, and sentences below it."""

    lines: Sequence[Line]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: how long, the largest memory of its process so far, and the size of what it worked on."""

    seconds: float
    peak_mb: float | None = None
    n: int | None = None
    m: int | None = None

    def times(self, factor: float) -> Measured:
        """Return the same with its seconds multiplied."""
        return replace(self, seconds=self.seconds * factor)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results: ours beside a peer or beside a goal in seconds; what is not known is None.

    Parameters
    ----------
    work
        What was done.
    ours_seconds, peer_seconds
        Medians.
    peer
        Name, with what kept it from running; "goal" where the figure beside ours is an agreed one.
    ratio
        Peer over ours, or, of a share, ours over asked: above `goal` is good.
    goal, aim
        What the ratio must be at least, and what is hoped for.
    peak_mb
        Largest memory of our process so far.
    n, m
        Accounts, and ties or edges.
    """

    work: str
    ours_seconds: float | None = None
    peer: str | None = None
    peer_seconds: float | None = None
    ratio: float | None = None
    goal: float | None = None
    aim: float | None = None
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
        aim: float | None = None,
    ) -> Row:
        """Return a row with the ratio of its times."""
        ratio = None if peer_seconds is None else peer_seconds / ours.seconds
        size = (ours.peak_mb, ours.n, ours.m)
        return cls(work, ours.seconds, peer, peer_seconds, ratio, goal, aim, *size)

    @classmethod
    def within(cls, work: str, ours: Measured, goal_seconds: float, aim_seconds: float | None = None) -> Row:
        """Return a row of a work that has so many seconds, and hopes to need fewer."""
        aim = None if aim_seconds is None else goal_seconds / aim_seconds
        return cls.of(work, ours, peer=GOAL, peer_seconds=goal_seconds, goal=1, aim=aim)

    @classmethod
    def share(cls, work: str, ours: Measured, share: float, goal: float, aim: float | None = None) -> Row:
        """Return a row of a work that came to a share, where at least `goal` was asked."""
        row = cls.of(work, ours, peer=GOAL, goal=1, aim=None if aim is None else aim / goal)
        return replace(row, ratio=share / goal)

    @property
    def verdict(self) -> str:
        """Whether the goal is met; nothing where there is none."""
        if self.goal is None:
            return ""
        if self.ratio is None:
            return "not compared"
        return "met" if self.ratio >= self.goal else "FALLS SHORT"

    def columns(self) -> dict[str, object]:
        """Return the fields, and the verdict."""
        return {**asdict(self), "verdict": self.verdict}


def absent(peer: str) -> str:
    """Return the name of a peer that is not installed as its row says it."""
    return f"{peer}: peer absent"


def apart(function: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """Call a function of a module in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *given, **named).result()


def in_fresh_process(work: Work, *given: object, before: Work | None = None) -> Measured:
    """Measure a function of a module in a process of its own, after another one that is not measured."""
    return apart(_timed_after, before, work, given)


def medians(*works: Callable[[], Measured], runs: int = RUNS) -> list[Measured]:
    """Run works in turn, so often, and return the median of each."""
    measured = [[work() for work in works] for _ in range(runs)]
    return [_median(of_one) for of_one in zip(*measured, strict=True)]


def alternating(graph: InfluenceGraph, *works: Callable[[], object], runs: int = RUNS) -> list[Measured]:
    """Return medians of works on a graph in this process, in turns, after one turn that does not count."""
    for work in works:
        work()
    return medians(*(partial(in_this_process, graph, work) for work in works), runs=runs)


def in_this_process(graph: InfluenceGraph, work: Callable[[], object]) -> Measured:
    """Measure a call."""
    started = perf_counter()
    work()
    return Measured(perf_counter() - started, peak_mb(), graph.n, graph.m)


def table(findings: Findings) -> str:
    """Return lines as a table, notes below it."""
    lines = [line.columns() for line in findings.lines]
    heads = list(lines[0]) if lines else []
    cells = [heads, ["---"] * len(heads), *([_cell(value) for value in line.values()] for line in lines)]
    body = "\n".join(f"| {' | '.join(line)} |" for line in cells) if lines else ""
    return "\n\n".join(filter(None, [body, *findings.notes])) + "\n"


def machine() -> str:
    """Return cores, memory, versions and commit as text."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}; commit {_commit()}."
    )


def run(measure: Callable[..., Findings]) -> None:
    """Measure one subject, as its command line asks, and print what was found."""
    asked = arguments()
    findings = measure(small=asked.small)
    print(as_json([findings]) if asked.json else f"{machine()}\n\n{table(findings)}")


def arguments() -> argparse.Namespace:
    """Return what every benchmark can be told."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--small", action="store_true", help="on small input, to see that it runs")
    return parser.parse_args()


def as_json(subjects: Sequence[Findings]) -> str:
    """Return what was found on all subjects as one JSON object."""
    rows = [line.columns() for findings in subjects for line in findings.lines]
    notes = [note for findings in subjects for note in findings.notes]
    return json.dumps({"machine": machine(), "rows": rows, "notes": notes}, indent=1)


def _timed_after(before: Work | None, work: Work, given: tuple[object, ...]) -> Measured:
    if before:
        before(*given)
    started = perf_counter()
    n, m = work(*given)
    return Measured(perf_counter() - started, peak_mb(), n, m)


def peak_mb() -> float | None:
    """Return the largest memory that this process has had, None where the system does not say."""
    # ru_maxrss would count what the parent held before this process took its own memory.
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else None


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", information.read_text()) if information.exists() else None
    return found[1] if found else platform.machine()


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
        return f"{value:.4g}" if value < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _commit() -> str:
    command = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "unknown"
