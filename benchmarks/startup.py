"""How soon the command says its first byte, in a fresh process."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

from benchmarks.measuring import Findings, Measured, Row, medians, run

GOAL_SECONDS = 0.5


def first_byte() -> Measured:
    """Start `ricochet --help` and wait for its first byte."""
    started = perf_counter()
    with subprocess.Popen([sys.executable, "-m", "ricochet", "--help"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101  # it was asked for
        process.stdout.read(1)
        return Measured(perf_counter() - started)


def measure(*, small: bool) -> Findings:
    """Measure the first byte; there is no smaller one."""
    del small
    [measured] = medians(first_byte)
    return Findings([Row.within("first byte of `ricochet --help`", measured, GOAL_SECONDS)])


if __name__ == "__main__":
    run(measure)
