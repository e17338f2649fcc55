"""Ctrl-C and `kill` end what runs, within a second, with one line and no trace.

The bounds here are wider than that second: the machine may be busy.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np
import pytest

from tests.ricochet.conftest import Run

SECONDS = 10
LINE = "ricochet: stopped\n"
MANY = ("--seeds", "1", "--n-samples", 1_000_000)

# The command itself, saying on standard output when kernels begin to run.
_SAYING_SO = """
import algorithms.pool

def saying_so(in_order):
    def wrapped(*work, **options):
        print("running", flush=True)
        return in_order(*work, **options)
    return wrapped

algorithms.pool.in_order = saying_so(algorithms.pool.in_order)
from ricochet.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Three thousand accounts whose messages go far, so that a million cascades take minutes."""
    folder = tmp_path_factory.mktemp("crowd")
    ends = np.random.default_rng(3).integers(0, 3_000, size=(30_000, 2))
    (folder / "ties.csv").write_text("source,target\n" + "".join(f"{a},{b}\n" for a, b in ends.tolist()))
    store = folder / "crowd.duckdb"
    loaded = run("load", folder / "ties.csv", "--kind", "mentions", "--platform", "x", "--store", store)
    assert loaded.exit_code == 0, loaded.output
    return store


def _started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SAYING_SO, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("told", "status", "asked"),
    [
        (signal.SIGINT, 130, ("simulate", *MANY, "--model", "constant:0.3")),
        (signal.SIGTERM, 143, ("plan", "--k", 3_000, "--model", "constant:0.3")),
    ],
    ids=["simulate", "plan"],
)
def test_a_long_question_ends_when_told(
    crowd: Path, told: signal.Signals, status: int, asked: tuple[object, ...]
) -> None:
    with _started(*asked, "--store", crowd) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        process.send_signal(told)
        _, complaint = process.communicate(timeout=SECONDS)
    assert (process.returncode, complaint) == (status, LINE)


def test_a_service_that_is_stopped_stops_what_it_was_asked(crowd: Path) -> None:
    with _started("serve", "--port", 0, "--store", crowd) as process:
        assert process.stdout is not None
        said = next(line for line in process.stdout if line.startswith("Ricochet"))
        asking = threading.Thread(target=_ask_for_much, args=(said.split()[3].partition("/v1/")[0],))
        asking.start()
        assert process.stdout.readline() == "running\n"
        process.send_signal(signal.SIGTERM)
        _, complaint = process.communicate(timeout=SECONDS)
    asking.join(timeout=SECONDS)
    assert not asking.is_alive()
    ours = [line for line in complaint.splitlines(keepends=True) if not line.startswith("{")]
    assert ours == [LINE]  # beside a line of log for each call


def _ask_for_much(address: str) -> None:
    asked = f"{address}/v1/relays/group?accounts=1&n_samples=100000&model=constant:0.3"
    with pytest.raises((URLError, ConnectionError)):
        urlopen(asked, timeout=60)  # noqa: S310  # our own service on loopback
