"""What questions cost, as estimated before and as measured, on ten graphs.

Estimate and truth come from processes of their own, kernels loaded, nothing kept from questions before. The
first question of a snapshot finds its communities too; the others find them kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np

from api.answers import Answer, Costs
from api.services.cascades import simulate_cascade
from api.services.changes import AskedChange, change_cost, change_plan
from api.services.context import Context
from api.services.costs import relays_cost, simulation_cost
from api.services.equivalents import AskedEquivalents, equivalents_cost, find_equivalents
from api.services.loading import load_files
from api.services.plans import AskedPlan, plan_cost, plan_seeds
from api.services.relays import rank_relays
from benchmarks.agreement import both_ways, congress, pairs, weighted
from benchmarks.graphs import weighted_cascade
from benchmarks.measuring import DATA, Findings, apart, peak_mb, run
from graph.duckdb_store import DuckDBStore
from graph.influence import InfluenceGraph
from graph.projection import Projection, snapshot_of
from graph.snapshot import Snapshot
from loaders import Reading
from tests.snapshots import snapshot_with

K = 50
MOST = 3  # an estimate is good within so many times

FIRST = "first plan"
QUESTIONS = (FIRST, "plan", "what if", "equivalents", "relays", "simulate")


@dataclass(frozen=True, slots=True)
class Estimated:
    """One question on one graph: estimates, what was measured, and their quotients."""

    graph: str
    question: str
    estimated_seconds: float
    seconds: float
    estimated_mb: float
    mb: float | None
    n: int
    m: int

    def columns(self) -> dict[str, object]:
        """Return the fields, the quotients and the verdict."""
        times = self.estimated_seconds / self.seconds
        room = None if not self.mb else self.estimated_mb / self.mb
        good = all(1 / MOST <= quotient <= MOST for quotient in (times, room or 1.0))
        return {
            "graph": self.graph,
            "question": self.question,
            "estimated s": self.estimated_seconds,
            "measured s": self.seconds,
            "quotient": times,
            "estimated MB": self.estimated_mb,
            "measured MB": self.mb,
            "of memory": room,
            "n": self.n,
            "m": self.m,
            "verdict": f"within {MOST} times" if good else "OUTSIDE",
        }


def constant(probability: float, edges: Any) -> InfluenceGraph:  # noqa: ANN401  # int64, rows x 2
    """Return the graph with one probability."""
    return InfluenceGraph.from_edges(int(edges.max()) + 1, edges[:, 0], edges[:, 1], probability)


PUBLIC: dict[str, Callable[[], InfluenceGraph]] = {
    "Congress, measured": congress,
    "ego-Facebook, weighted cascade": lambda: weighted(both_ways(pairs("ego-Facebook"))),
    "wiki-Vote, weighted cascade": lambda: weighted(pairs("wiki-Vote")[:, ::-1]),
    "wiki-Vote, p = .05": lambda: constant(0.05, pairs("wiki-Vote")[:, ::-1]),
    "NetHEPT, p = .01": lambda: constant(0.01, both_ways(pairs("NetHEPT"))),
    "soc-Epinions1, weighted cascade": lambda: weighted(pairs("soc-Epinions1")),
}
DRAWN = {"10,000 accounts": (10_000, 100_000), "100,000 accounts": (100_000, 1_000_000)}
LARGE = {"1,000,000 accounts": (1_000_000, 15_000_000)}


def snapshots(folder: Path, *, small: bool) -> Iterator[tuple[str, Snapshot]]:
    """Make the snapshots one after the other: public graphs where the data is, and drawn ones."""
    if DATA.is_dir():
        for name, graph in list(PUBLIC.items())[: 1 if small else None]:
            yield name, snapshot_with(graph(), folder / name)
        yield "TIMME", politicians(folder / "TIMME")
    for name, (n, m) in (DRAWN if small else DRAWN | LARGE).items():
        yield name, snapshot_with(weighted_cascade(n, m), folder / name)


def politicians(folder: Path) -> Snapshot:
    """Return the snapshot of TIMME's five kinds of ties, by way of a store."""
    folder.mkdir()
    files = sorted((DATA / "timme-us-politicians" / "PureP").glob("*_list.csv"))
    store = partial(DuckDBStore, folder / "timme.duckdb")
    load_files(store, files, Reading(platform="twitter"))
    with store(read_only=True) as opened:
        return snapshot_of(opened, Projection(), folder)


def asking(question: str, context: Context) -> tuple[Callable[[], Answer], Callable[[], Costs]]:
    """Return what answers a question, and what estimates it."""
    listeners = np.diff(np.asarray(context.snapshot.array("out_offsets")))
    leading = np.argsort(-listeners, kind="stable")
    names = _names(context, leading[:K])
    plan = AskedPlan(k=K)
    change = AskedChange(seeds=names, remove=names[:2])
    small = AskedEquivalents(star=names[5], candidates=_names(context, leading[K : 2 * K]))
    usual: dict[str, Any] = {"topic": None, "model": None, "random_seed": 0}
    relays = {**usual, "limit": 25, "n_samples": 65_536}
    start = {**usual, "seeds": names, "n_samples": 2_000, "target_ci": None}
    asked: dict[str, tuple[Callable[[], Answer], Callable[[], Costs]]] = {
        "plan": (partial(plan_seeds, context, plan), partial(plan_cost, context, plan)),
        "what if": (partial(change_plan, context, change), partial(change_cost, context, change)),
        "equivalents": (partial(find_equivalents, context, small), partial(equivalents_cost, context, small)),
        "relays": (partial(rank_relays, context, **relays), partial(relays_cost, context, **relays)),
        "simulate": (partial(simulate_cascade, context, **start), partial(simulation_cost, context, **start)),
    }
    return asked["plan" if question == FIRST else question]


def _names(context: Context, accounts: Any) -> list[str]:  # noqa: ANN401  # int64
    return [str(context.snapshot.keys[int(account)]) for account in accounts]


def estimates(folder: Path, warming: Path, questions: tuple[str, ...]) -> list[tuple[float, float]]:
    """Estimate questions of a snapshot: seconds and MB of each."""
    for question in questions:
        asking(question, _context(warming))[1]()
    found = [asking(question, _context(folder))[1]() for question in questions]
    return [(each.seconds, each.bytes / 2**20) for each in found]


def truth(folder: Path, warming: Path, question: str) -> tuple[float, float | None]:
    """Answer a question, its kernels loaded; return seconds, and MB beyond what the process held."""
    asking(question, _context(warming))[0]()
    context = _context(folder)
    answer, _ = asking(question, context)
    context.influence_graph()
    before = _fresh_peak()
    started = perf_counter()
    answer()
    seconds = perf_counter() - started
    after = peak_mb()
    return seconds, None if after is None or before is None else max(after - before, 0.0)


def _context(folder: Path) -> Context:
    return Context(Snapshot(folder), store="benchmark")


def _fresh_peak() -> float | None:
    """Forget the largest memory so far, where the system can; return what the process holds."""
    forget = Path("/proc/self/clear_refs")
    if not forget.exists():
        return None
    forget.write_text("5")
    return peak_mb()


def compared(name: str, snapshot: Snapshot, warming: Path) -> Iterator[Estimated]:
    """Estimate and measure all questions of one snapshot."""
    first = apart(estimates, snapshot.folder, warming, (FIRST,))
    measured = [apart(truth, snapshot.folder, warming, FIRST)]
    later = QUESTIONS[1:]
    guessed = first + apart(estimates, snapshot.folder, warming, later)
    measured += [apart(truth, snapshot.folder, warming, question) for question in later]
    for question, (seconds, mb), (took, held) in zip(QUESTIONS, guessed, measured, strict=True):
        yield Estimated(name, question, seconds, took, mb, held, snapshot.n, snapshot.m)


def measure(*, small: bool) -> Findings:
    """Compare on all graphs."""
    with TemporaryDirectory() as folder:
        warming = snapshot_with(weighted_cascade(1_000, 10_000), Path(folder) / "warming").folder
        lines = [
            line
            for name, snapshot in snapshots(Path(folder), small=small)
            for line in compared(name, snapshot, warming)
        ]
    return Findings(lines, [f"k = {K}, 65,536 sets, 2,000 cascades of {K} accounts."])


if __name__ == "__main__":
    run(measure)
