"""The best relays and the best seeds side by side: who carries a message on is not who starts it best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np

from algorithms.relays import read_relay_values
from algorithms.sketch import Sketch, sample_sketch
from benchmarks.agreement import congress, pairs, weighted
from benchmarks.measuring import DATA, Findings, run
from graph.influence import InfluenceGraph
from graph.records import Float64s

TOP = 20
N_SETS = 1_000_000
FEW_SETS = 50_000
RANDOM_SEED = 1


@dataclass(frozen=True, slots=True)
class Place:
    """One rank of both rankings: who relays best there, who starts best, each with its rank as the other.

    `carried` is from starters all as likely, `spread` is of the account alone; both count accounts that pass
    the message on. Who carries nothing has no rank as a relay.
    """

    graph: str
    rank: int
    relay: int
    carried: float
    rank_as_seed: int
    seed: int
    spread: float
    rank_as_relay: int | None

    def columns(self) -> dict[str, object]:
        """Return the fields."""
        return asdict(self)


def spreads(sketch: Sketch) -> Float64s:
    """Return the spread of every account alone: the share of sets that hold it, times accounts."""
    held = np.bincount(sketch.members, minlength=sketch.n)
    return held * sketch.n / sketch.n_sets


def side_by_side(name: str, graph: InfluenceGraph, n_sets: int) -> Iterator[Place]:
    """Yield the best relays and seeds of a graph, chosen by one half of the sets and valued by the other."""
    sketch = sample_sketch(graph, n_sets=n_sets, random_seed=RANDOM_SEED)
    chooses, reports = (spreads(half) for half in sketch.halves())
    carried = read_relay_values(sketch)
    relays, seeds = (np.argsort(-each, kind="stable") for each in (carried.score, chooses))
    relay_rank, seed_rank = np.argsort(relays), np.argsort(seeds)
    for rank, (relay, seed) in enumerate(zip(relays[:TOP].tolist(), seeds[:TOP].tolist(), strict=True)):
        yield Place(
            name,
            rank + 1,
            relay,
            float(carried.value[relay]),
            int(seed_rank[relay]) + 1,
            seed,
            float(reports[seed]),
            int(relay_rank[seed]) + 1 if carried.score[seed] > 0 else None,
        )


def measure(*, small: bool) -> Findings:
    """Rank the accounts of two graphs both ways."""
    if not DATA.is_dir():
        return Findings([], ["The data sets are not here: nothing ranked."])
    graphs = {
        "Congress, measured": congress(),
        "wiki-Vote, weighted cascade, file order": weighted(pairs("wiki-Vote")),
        "wiki-Vote, weighted cascade, reversed": weighted(pairs("wiki-Vote")[:, ::-1]),
    }
    n_sets = FEW_SETS if small else N_SETS
    places = {name: list(side_by_side(name, graph, n_sets)) for name, graph in graphs.items()}
    notes = [f"{name}: {_shared(found)} of {TOP} are both." for name, found in places.items()]
    return Findings([place for found in places.values() for place in found], notes)


def _shared(places: list[Place]) -> int:
    return len({place.relay for place in places} & {place.seed for place in places})


if __name__ == "__main__":
    run(measure)
