"""The peers SUBSIM and HIST: built once from their source where it is there, fed with our graphs, run."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from benchmarks.measuring import KEPT, PROJECT
from graph.influence import InfluenceGraph

SOURCE = PROJECT.parent / "shared" / "peers" / "subsim"
FOLDER = KEPT / "subsim"
K = 50
EPSILON = 0.1


class Ran(NamedTuple):
    """What a run says of itself: seconds without loading, and the spread of its choice."""

    seconds: float
    spread: float


@dataclass(frozen=True, slots=True)
class Subsim:
    """The program, a graph in its own format, and how it chooses."""

    graph: str
    name: str = "SUBSIM"
    options: tuple[str, ...] = ()

    def run(self) -> Ran | None:
        """Choose seeds; None where it crashed."""
        command = ["./subsim", "-func=im", f"-gname={self.graph}", f"-seedsize={K}", f"-eps={EPSILON}"]
        done = subprocess.run(
            [*command, *self.options], cwd=FOLDER, check=False, capture_output=True, text=True
        )
        took = re.search(r"\|Time \(sec\): ([\d.e+-]+)", done.stdout)
        spread = re.search(r"\|Influence: ([\d.e+-]+)", done.stdout)
        return Ran(float(took[1]), float(spread[1])) if took and spread else None

    def ways(self) -> tuple[Subsim, Subsim, Subsim]:
        """Return all ways to choose; HIST crashes at a node without in-edges, unless it samples plainly."""
        plain = Subsim(self.graph, "HIST, plain sampling", ("-hist=1", "-vanilla=1"))
        return Subsim(self.graph, "HIST", ("-hist=1",)), plain, self


def prepared(name: str, graph: InfluenceGraph, distribution: list[str]) -> Subsim | None:
    """Return the program with a graph that it can read; None where its source or a compiler is missing."""
    if not (SOURCE.exists() and shutil.which("make") and shutil.which("g++")):
        return None
    if not (FOLDER / "subsim").exists():
        shutil.copytree(SOURCE, FOLDER, dirs_exist_ok=True)
        for copied in (FOLDER, *FOLDER.rglob("*")):  # the source may be one that nobody may write to
            copied.chmod(0o755)
        subprocess.run(["make"], cwd=FOLDER, check=True, capture_output=True)
    _write(name, graph, distribution)
    return Subsim(name)


def _write(name: str, graph: InfluenceGraph, distribution: list[str]) -> None:
    path = FOLDER / "graphInfo" / name
    path.parent.mkdir(exist_ok=True)
    edges = pd.DataFrame({"source": graph.in_sources, "target": graph.in_targets})
    with path.open("w") as file:
        file.write(f"{graph.n} {graph.m}\n")
        edges.to_csv(file, sep=" ", header=False, index=False)
    command = ["./subsim", "-func=format", f"-gname={name}", *distribution]
    subprocess.run(command, cwd=FOLDER, check=True, capture_output=True)
    path.unlink()
