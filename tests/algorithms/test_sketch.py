"""Sketches: whole sets as often as enumeration says, dominators of networkx, the same for any threads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from threading import Event

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from algorithms.pool import CancelledError
from algorithms.reverse_reachable import Counting, draws_of, edges_into_root, live_in_edges
from algorithms.set_index import index_sets
from algorithms.sketch import Sketch, sample_sketch
from algorithms.streams import RELAYS, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, unhurried
from tests.published import DIAMOND, PATH, influence

countings = st.sampled_from(["relays", "people"])
random_seeds = st.integers(0, 2**63 - 1)
Tree = frozenset[
    tuple[int, int]
]  # each member but the root, with its immediate dominator; the root with itself


def large(n: int = 3000, m: int = 12_000, probability: float = 0.3, **model: object) -> InfluenceGraph:
    pairs = np.unique(np.random.default_rng(1).integers(0, n, (m, 2)), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return InfluenceGraph.from_edges(n, pairs[:, 0], pairs[:, 1], probability, **model)  # type: ignore[arg-type]  # handed through


def arrays(sketch: Sketch) -> list[bytes]:
    kept = (sketch.offsets, sketch.members, sketch.dominators)
    return [array.tobytes() for array in kept if array is not None]


def trees_of(sketch: Sketch) -> Iterator[Tree]:
    assert sketch.dominators is not None
    members, dominators = sketch.members.tolist(), sketch.dominators.tolist()
    for begin, end in zip(sketch.offsets[:-1].tolist(), sketch.offsets[1:].tolist(), strict=True):
        own = members[begin:end]
        yield frozenset(zip(own, (own[place] for place in dominators[begin:end]), strict=True))


# The judge: every outcome of every edge, with its probability.

Outcome = tuple[float, set[int], set[int]]  # probability, live edges, edges over which the target sees


def outcomes(graph: InfluenceGraph, target: int) -> list[Outcome]:
    """Enumerate what can happen on the edges into one node."""
    first, last = int(graph.in_offsets[target]), int(graph.in_offsets[target + 1])
    attention = 1.0 if graph.attention is None else float(graph.attention[target])
    listens, p = graph.listens.tolist(), graph.probability.tolist()
    if graph.one_at_most:
        return picks(first, last, attention, p, listens)
    found = []
    for states in product(("live", "noticed", "missed"), repeat=last - first):
        weight, live, seen = 1.0, set[int](), set[int]()
        for edge, state in enumerate(states, first):
            chances = {"live": attention * p[edge], "missed": 1 - attention}
            weight *= chances.get(state, attention * (1 - p[edge]))
            if state == "live":
                live.add(edge)
            if state == "live" or (state == "noticed" and listens[edge]):
                seen.add(edge)
        found.append((weight, live, seen))
    return found


def picks(first: int, last: int, attention: float, p: list[float], listens: list[bool]) -> list[Outcome]:
    found = []
    nobody = 1.0 - sum(p[first:last])
    for picked, states in product([None, *range(first, last)], product([True, False], repeat=last - first)):
        weight = nobody if picked is None else p[picked]
        noticed = {edge for edge, state in enumerate(states, first) if state}
        weight *= float(attention ** len(noticed) * (1 - attention) ** (last - first - len(noticed)))
        live = {edge for edge in noticed if edge == picked}
        found.append((weight, live, live | {edge for edge in noticed if listens[edge]}))
    return found


def tree_of(graph: InfluenceGraph, root: int, world: list[Outcome], counting: Counting) -> Tree:
    links: nx.DiGraph[int] = nx.DiGraph()
    links.add_node(root)
    targets = graph.in_targets.tolist()
    for v, (_, live, seen) in enumerate(world):
        edges = seen if counting == "people" and v == root else live
        links.add_edges_from((targets[edge], int(graph.in_sources[edge])) for edge in edges)
    reached = links.subgraph(nx.descendants(links, root) | {root})
    return frozenset({**nx.immediate_dominators(reached, root), root: root}.items())


def exact(graph: InfluenceGraph, counting: Counting) -> dict[Tree, float]:
    chances: dict[Tree, float] = defaultdict(float)
    for world in product(*(outcomes(graph, v) for v in range(graph.n))):
        weight = float(np.prod([chance for chance, _, _ in world]))
        if weight > 0:
            for root in range(graph.n):
                chances[tree_of(graph, root, list(world), counting)] += weight / graph.n
    return chances


WHEEL = [(1, 0), (2, 0), (3, 0), (0, 1), (2, 1), (3, 2), (0, 3)]
SPEAKERS, LISTENERS = np.transpose(WHEEL)
SOME = [True, False, True, True, False, True, True]
MODELS = {
    "counted": influence(4, WHEEL, 0.4),
    "weighted cascade": influence(4, WHEEL),
    "unequal": InfluenceGraph.from_edges(
        4, SPEAKERS, LISTENERS, [0.2, 0.9, 0.5, 0.3, 1.0, 0.0, 0.6], listens=SOME
    ),
    "one at most, equal": InfluenceGraph.from_edges(4, SPEAKERS, LISTENERS, 0.3, one_at_most=True),
    "one at most, unequal": InfluenceGraph.from_edges(
        4, SPEAKERS, LISTENERS, [0.2, 0.1, 0.5, 0.3, 0.7, 0.8, 1.0], listens=SOME, one_at_most=True
    ),
    "attention": InfluenceGraph.from_edges(
        4, SPEAKERS, LISTENERS, 0.5, listens=SOME, attention=[0.5, 0.9, 0.2, 1.0]
    ),
    "attention, one at most": InfluenceGraph.from_edges(
        4,
        SPEAKERS,
        LISTENERS,
        [0.2, 0.1, 0.5, 0.3, 0.7, 0.8, 0.6],
        listens=SOME,
        one_at_most=True,
        attention=[0.5, 0.9, 0.2, 1.0],
    ),
}


def misfit(found: Counter[Tree], expected: dict[Tree, float], n: int) -> float:
    """Return the p-value of a chi-square test; what is expected less than ten times is lumped together."""
    assert set(found) <= set(expected)
    rare = {tree for tree, chance in expected.items() if chance * n < 10}
    counts = [found[tree] for tree in expected if tree not in rare]
    chances = [chance for tree, chance in expected.items() if tree not in rare]
    if rare:
        counts.append(sum(found[tree] for tree in rare))
        chances.append(sum(expected[tree] for tree in rare))
    scaled = np.array(chances) / sum(chances) * n
    return float(chisquare(counts, scaled).pvalue)


@pytest.mark.parametrize("counting", ["relays", "people"])
@pytest.mark.parametrize("model", MODELS)
def test_whole_sets_with_their_dominators_come_as_often_as_enumeration_says(
    model: str, counting: Counting
) -> None:
    graph, n_sets = MODELS[model], 40_000
    sketch = sample_sketch(graph, n_sets=n_sets, counting=counting, random_seed=11)
    assert misfit(Counter(trees_of(sketch)), exact(graph, counting), n_sets) > 1e-4


@pytest.mark.parametrize("probability", [0.7, 1e-3, "rising"])
def test_the_live_edges_into_a_hub_come_as_often_as_each_is_likely(probability: float | str) -> None:
    # Geometric skips, a rare binomial count, hazards: of 400 edges, how often each, and how many at once.
    p = np.linspace(0, 0.9, 400) if probability == "rising" else np.full(400, float(probability))
    star = InfluenceGraph.from_edges(401, np.arange(1, 401), np.zeros(400), p)
    draws, found = draws_of(star), np.empty(400, dtype=np.int64)
    hits, sizes = np.zeros(400), np.empty(20_000)
    for sample in range(len(sizes)):
        count = live_in_edges(draws, np.uint64(world_key(1, RELAYS, sample)), 0, found, 0)
        assert len(set(found[:count].tolist())) == count
        hits[found[:count]] += 1
        sizes[sample] = count
    expected, error = len(sizes) * p, np.sqrt(len(sizes) * p * (1 - p))
    assert (abs(hits - expected) <= 4.5 * error).all()
    assert abs(sizes.mean() - p.sum()) <= 4 * np.sqrt((p * (1 - p)).sum() / len(sizes))
    assert sizes.var() == pytest.approx((p * (1 - p)).sum(), rel=0.05)


def links_of(graph: InfluenceGraph, sketch: Sketch, number: int) -> nx.DiGraph[int]:
    """Draw the live edges of one set again, account by account, from the counters."""
    members = sketch.members[sketch.offsets[number] : sketch.offsets[number + 1]].tolist()
    key = np.uint64(world_key(sketch.random_seed, RELAYS, sketch.first_set + number))
    draws, found = draws_of(graph), np.empty(graph.m + 1, dtype=np.int64)
    links: nx.DiGraph[int] = nx.DiGraph()
    links.add_nodes_from(members)
    for v in members:
        if v == members[0] and sketch.counting == "people":
            count = edges_into_root(draws, key, v, True, found, 0)  # noqa: FBT003  # a kernel
        else:
            count = live_in_edges(draws, key, v, found, 0)
        sources = graph.in_sources[found[:count]].tolist()
        links.add_edges_from((v, u) for u in sources if u not in sketch.silent)
    return links


def assert_set_is_right(graph: InfluenceGraph, sketch: Sketch, number: int) -> None:
    assert sketch.dominators is not None
    begin, end = sketch.offsets[number], sketch.offsets[number + 1]
    members, dominators = sketch.members[begin:end].tolist(), sketch.dominators[begin:end].tolist()
    links = links_of(graph, sketch, number)
    distances = nx.single_source_shortest_path_length(links, members[0])
    assert set(distances) == set(links) == set(members)
    assert [distances[v] for v in members] == sorted(distances.values())
    expected = nx.immediate_dominators(links, members[0])
    assert [members[place] for place in dominators[1:]] == [expected[v] for v in members[1:]]


@unhurried
@given(graph=graphs(max_n=12), counting=countings, random_seed=random_seeds)
def test_sets_are_what_their_live_edges_reach_with_the_dominators_of_networkx(
    graph: InfluenceGraph, counting: Counting, random_seed: int
) -> None:
    sketch = sample_sketch(graph, n_sets=20, counting=counting, random_seed=random_seed)
    for number in range(sketch.n_sets):
        assert_set_is_right(graph, sketch, number)


@pytest.mark.parametrize("probability", [0.3, 0.45, 1.0])
def test_sets_of_thousands_are_right_too(probability: float) -> None:
    graph = large(probability=probability)
    sketch = sample_sketch(graph, n_sets=40, random_seed=1)
    assert np.diff(sketch.offsets).max() > 1000
    for number in range(0, sketch.n_sets, 4):
        assert_set_is_right(graph, sketch, number)


def test_a_set_that_outgrows_every_table_is_drawn_whole() -> None:
    n = 60_000  # the first table takes 16,384
    ring = InfluenceGraph.from_edges(n, np.arange(n), (np.arange(n) + 1) % n, 1.0)
    sketch = sample_sketch(ring, n_sets=20, random_seed=1)
    assert np.diff(sketch.offsets).tolist() == [n] * 20
    last = sketch.members[-n:].astype(np.int64)
    assert ((last[:-1] - last[1:]) % n == 1).all()


@pytest.mark.parametrize("counting", ["relays", "people"])
@pytest.mark.parametrize("threads", [2, 4, 8])
def test_any_number_of_threads_gives_the_same_bytes(threads: int, counting: Counting) -> None:
    graph = large()
    one, many = (
        sample_sketch(graph, n_sets=3000, counting=counting, random_seed=4, threads=t) for t in (1, threads)
    )
    assert arrays(one) == arrays(many)


def test_a_set_is_the_same_in_whatever_company_it_is_drawn() -> None:
    graph = large()
    whole = sample_sketch(graph, n_sets=1000, random_seed=4)
    for first, last in ((0, 1), (17, 18), (300, 990)):
        apart = sample_sketch(graph, n_sets=last - first, random_seed=4, first_set=first)
        assert arrays(apart) == arrays(whole.part(first, last))


def test_an_extended_sketch_is_the_one_drawn_at_once() -> None:
    graph = large()
    short = sample_sketch(graph, n_sets=100, random_seed=4)
    assert arrays(short.extended(graph, 700)) == arrays(sample_sketch(graph, n_sets=700, random_seed=4))


def test_without_trees_the_sets_are_the_same() -> None:
    graph = large()
    bare, full = (sample_sketch(graph, n_sets=500, random_seed=4, trees=trees) for trees in (False, True))
    assert bare.dominators is None
    assert arrays(bare) == arrays(full)[:2]


def test_a_member_takes_eight_bytes() -> None:
    sketch = sample_sketch(large(), n_sets=500, random_seed=4)
    assert sketch.nbytes == 8 * len(sketch.members) + 8 * (sketch.n_sets + 1)


def test_halves_share_the_memory_of_the_whole() -> None:
    sketch = sample_sketch(large(), n_sets=501, random_seed=4)
    chooses, judges = sketch.halves()
    assert (chooses.n_sets, judges.n_sets, judges.first_set) == (250, 251, 250)
    assert np.shares_memory(judges.members, sketch.members)
    assert np.concatenate([chooses.members, judges.members]).tobytes() == sketch.members.tobytes()


def test_another_random_seed_draws_other_sets() -> None:
    first, second = (sample_sketch(large(), n_sets=500, random_seed=seed) for seed in (1, 2))
    assert arrays(first) != arrays(second)


@pytest.mark.parametrize("with_index", [False, True])
@pytest.mark.parametrize("counting", ["relays", "people"])
def test_silencing_draws_the_touched_sets_as_if_silent_from_the_start(
    counting: Counting, *, with_index: bool
) -> None:
    graph, silent = large(), [5, 77, 1234]
    sketch = sample_sketch(graph, n_sets=2000, counting=counting, random_seed=4)
    index = index_sets(sketch) if with_index else None
    rebuilt = sketch.silenced(graph, silent[:2], index=index).silenced(graph, silent[2:])
    expected = sample_sketch(graph, n_sets=2000, counting=counting, random_seed=4, silent=silent)
    assert rebuilt.silent == expected.silent
    assert arrays(rebuilt) == arrays(expected)


def cut(graph: InfluenceGraph, silent: int) -> InfluenceGraph:
    """Take away everything the account passes on; others still hear what they hear from others."""
    kept = graph.in_sources != silent
    return InfluenceGraph.from_edges(
        graph.n,
        graph.in_sources[kept],
        graph.in_targets[kept],
        graph.probability[kept],
        listens=graph.listens[kept],
        one_at_most=graph.one_at_most,
        attention=graph.attention,
    )


@pytest.mark.parametrize("counting", ["relays", "people"])
@pytest.mark.parametrize("model", MODELS)
def test_silenced_sets_come_as_often_as_with_the_edges_cut(model: str, counting: Counting) -> None:
    graph, n_sets = MODELS[model], 40_000
    sketch = sample_sketch(graph, n_sets=n_sets, counting=counting, random_seed=12)
    found = Counter(trees_of(sketch.silenced(graph, [3])))
    assert misfit(found, exact(cut(graph, 3), counting), n_sets) > 1e-4


@pytest.mark.parametrize("n", [0, 1, 5])
def test_without_edges_sets_hold_their_root_only(n: int) -> None:
    sketch = sample_sketch(influence(n, [], 1.0), n_sets=50, random_seed=1)
    assert np.diff(sketch.offsets).tolist() == [min(n, 1)] * 50


def test_no_sets_are_a_sketch_too() -> None:
    assert sample_sketch(influence(4, PATH, 0.5), n_sets=0, random_seed=1).n_sets == 0


def test_a_graph_of_more_nodes_than_int32_counts_is_refused() -> None:
    small = influence(1, [], 1.0)
    huge = replace(small, in_offsets=np.broadcast_to(np.int64(0), 2**31 + 1))
    with pytest.raises(ParameterError, match="2147483647"):
        sample_sketch(huge, n_sets=1, random_seed=1)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("n_sets", {"n_sets": -1}),
        ("random_seed", {"random_seed": -1}),
        ("first_set", {"first_set": -1}),
        ("counting", {"counting": "bots"}),
        ("silent", {"silent": [4]}),
        ("threads", {"threads": 0}),
    ],
)
def test_an_argument_out_of_its_range_is_named(name: str, arguments: dict[str, object]) -> None:
    usual: dict[str, object] = {"n_sets": 100, "random_seed": 1}
    with pytest.raises(ParameterError, match=name):
        sample_sketch(influence(4, DIAMOND, 0.5), **{**usual, **arguments})  # type: ignore[arg-type]  # on purpose


def test_a_sketch_is_not_extended_by_another_graph() -> None:
    sketch = sample_sketch(influence(4, PATH, 0.5), n_sets=10, random_seed=1)
    with pytest.raises(ParameterError, match="graph"):
        sketch.extended(influence(3, [(0, 1)], 0.5), 20)


def test_a_sketch_does_not_shrink() -> None:
    graph = influence(4, PATH, 0.5)
    with pytest.raises(ParameterError, match="n_sets"):
        sample_sketch(graph, n_sets=10, random_seed=1).extended(graph, 5)


def test_a_cancelled_run_ends_without_a_sketch() -> None:
    cancelled = Event()
    cancelled.set()
    with pytest.raises(CancelledError):
        sample_sketch(large(), n_sets=10_000_000, random_seed=1, cancelled=cancelled)
