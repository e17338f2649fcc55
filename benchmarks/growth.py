"""How time and memory grow with the graph: sampling, selection and relay values at 10 edges an account."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial

from algorithms.relays import read_relay_values
from algorithms.selection import SMALL_GRAPH, select_seeds
from algorithms.sketch import sample_sketch
from benchmarks.graphs import weighted_cascade
from benchmarks.measuring import Findings, alternating, apart, run

EDGES = (100_000, 1_000_000, 10_000_000)
K = 50
N_SETS = 200_000
RUNS = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """One graph: seconds of each work, and the largest memory of a process that did nothing else."""

    n: int
    m: int
    sampling_seconds: float
    selection_seconds: float
    relay_values_seconds: float
    members_a_set: float
    sketch_mb: float
    peak_mb: float | None

    def columns(self) -> dict[str, object]:
        """Return the fields."""
        return asdict(self)


def grown(m: int, n_sets: int) -> Growth:
    """Measure on one graph."""
    graph = weighted_cascade(m // 10, m)
    sample = partial(sample_sketch, graph, n_sets=n_sets, random_seed=1)
    sketch = sample()
    sampling, selection, values = alternating(
        graph,
        sample,
        partial(select_seeds, graph, k=K, random_seed=1),
        partial(read_relay_values, sketch),
        runs=RUNS,
    )
    return Growth(
        n=graph.n,
        m=graph.m,
        sampling_seconds=sampling.seconds,
        selection_seconds=selection.seconds,
        relay_values_seconds=values.seconds,
        members_a_set=len(sketch.members) / n_sets,
        sketch_mb=sketch.nbytes / 2**20,
        peak_mb=values.peak_mb,
    )


def measure(*, small: bool) -> Findings:
    """Measure each graph in a process of its own."""
    n_sets = N_SETS // 10 if small else N_SETS
    note = (
        f"Sampling: {n_sets:,} sets with dominators. Selection: k = {K}, certified, sampling included; "
        f"graphs of at most {SMALL_GRAPH:,} accounts get a million sets, whatever is asked."
    )
    sizes = [m // 10 for m in EDGES] if small else EDGES
    for m in sizes:
        apart(weighted_cascade, m // 10, m)  # drawing takes memory that is not to be seen in the table
    return Findings([apart(grown, m, n_sets) for m in sizes], [note])


if __name__ == "__main__":
    run(measure)
