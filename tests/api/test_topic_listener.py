"""What weighted cascade says of somebody who listens to a topic without ever having acted on it.

Her weights on X are all off the topic, so that her in-probabilities on X add up to α. She passes a message
on only if one of the tries on her succeeds, hence with probability at most α, whoever starts it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from algorithms.relay_parts import RelayParts, relay_parts
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.influence import InfluenceGraph
from graph.projection import FACTORS, Projection, snapshot_of
from graph.records import Batch, TieKind, Ties
from graph.snapshot import Snapshot

N = 8
LISTENER = 0
TOPIC = "x"
OFF, ON = 0, 1
SAMPLES = 4_000
ACCOUNTS = [f"t:{number}" for number in range(N)]

Row = dict[str, object]


def _row(kind: TieKind, actor: int, target: int, topics: int, count: int) -> Row:
    return {"kind": kind, "actor": actor, "target": target, "topics": topics, "count": count}


accounts = st.integers(0, N - 1)
ties = st.lists(
    st.builds(
        _row,
        st.sampled_from(list(FACTORS)),
        accounts,
        accounts,
        st.sampled_from((OFF, ON)),
        st.integers(1, 9),
    )
    .filter(lambda tie: tie["actor"] != tie["target"])
    .filter(lambda tie: not (tie["actor"] == LISTENER and tie["topics"] == ON)),
    max_size=30,
)
# She listens to one who acted on the topic, so that the topic is known and she is within its reach.
LISTENS: list[Row] = [
    _row(TieKind.FOLLOWS, LISTENER, 1, OFF, 1),
    _row(TieKind.RESHARES, 1, 2, ON, 1),
]


def _snapshot(rows: list[Row], folder: Path) -> Snapshot:
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="ties.csv", source="tests")
        store.append(load, 0, Batch(ACCOUNTS, Ties.of(rows), topic_sets=((), (TOPIC,))))
        store.seal([load.number])
        return snapshot_of(store, Projection(), folder)


def _into_listener(graph: InfluenceGraph) -> float:
    first, last = graph.in_offsets[LISTENER : LISTENER + 2]
    return float(np.asarray(graph.probability)[first:last].sum())


def _as_listener(graph: InfluenceGraph, starters: list[int]) -> RelayParts:
    sources = np.zeros(N)
    sources[starters] = 1 / len(starters)
    [parts] = relay_parts(graph, [LISTENER], sources=sources, n_samples=SAMPLES, random_seed=1)
    return parts


@given(rows=ties, rest_share=st.floats(0, 1))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_probabilities_of_a_mere_listener_add_up_to_the_share_of_the_rest(
    tmp_path: Path, rows: list[Row], rest_share: float
) -> None:
    graph = _snapshot(LISTENS + rows, tmp_path).influence_graph(TOPIC, rest_share=rest_share)
    assert _into_listener(graph) == pytest.approx(rest_share)


@given(
    rows=ties,
    rest_share=st.sampled_from((0.0, 0.1, 0.3)),
    starters=st.sets(st.integers(1, N - 1), min_size=1),
)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mere_listener_is_active_with_probability_at_most_the_share_of_the_rest(
    tmp_path: Path, rows: list[Row], rest_share: float, starters: set[int]
) -> None:
    graph = _snapshot(LISTENS + rows, tmp_path).influence_graph(TOPIC, rest_share=rest_share)
    active = _as_listener(graph, sorted(starters)).active.value
    assert active <= rest_share + 5 * np.sqrt(rest_share * (1 - rest_share) / SAMPLES)


def test_a_mere_listener_who_always_sees_it_is_active_just_as_often(tmp_path: Path) -> None:
    graph = _snapshot(LISTENS, tmp_path).influence_graph(TOPIC, rest_share=0.1)
    parts = _as_listener(graph, [1])
    assert parts.exposed.value == 1.0
    assert parts.active.low <= 0.1 <= parts.active.high


def test_without_a_topic_a_mere_listener_counts_in_full(tmp_path: Path) -> None:
    assert _into_listener(_snapshot(LISTENS, tmp_path).influence_graph()) == pytest.approx(1.0)
