"""Simple ways of choosing seeds, to show what optimising gains over them.

    baseline_seeds(graph, *, method, k | budget, prices, include, exclude, candidates, random_seed) -> tuple

References
----------
Chen, Wang, Yang: Efficient influence maximization in social networks. KDD 2009,
https://doi.org/10.1145/1557019.1557047 (single discount, degree discount)
Morone, Makse: Influence maximization in complex networks through optimal percolation. Nature 524, 2015,
https://doi.org/10.1038/nature14604 (Collective Influence)
Leskovec, Krause, Guestrin, Faloutsos, VanBriesen, Glance: Cost-effective outbreak detection in networks. KDD
2007, https://doi.org/10.1145/1281192.1281239 (CELF)
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Sequence
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from algorithms.checks import check_random_seed
from algorithms.demands import Demands, Tally, check_demands
from algorithms.elections import elect
from algorithms.pagerank import pagerank
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

Method = Literal[
    "degree",
    "single_discount",
    "degree_discount",
    "vote_rank",
    "collective_influence",
    "pagerank",
    "random",
    "celf",
]

SIMULATIONS = 1000
"""Of each set that CELF looks at."""

CELF_ACCOUNTS = 5000
"""CELF simulates from every account; beyond so many it is refused."""

FIRST = 1024
"""So many leading accounts are sorted at first."""

Scores = list[float] | Float64s
Order = Generator[int, bool, None]  # of accounts; told of each whether it was taken


def baseline_seeds(
    graph: InfluenceGraph,
    *,
    method: Method,
    k: int | None = None,
    budget: float | None = None,
    prices: Float64s | None = None,
    include: Sequence[int] = (),
    exclude: Sequence[int] = (),
    candidates: Sequence[int] | None = None,
    random_seed: int,
) -> tuple[int, ...]:
    """Choose seeds by a rule of thumb; under a budget, whoever comes next and can be paid.

    Parameters
    ----------
    graph, k, budget, prices, include, exclude, candidates, random_seed
        As in `select_seeds`. Only `random` and `celf` draw.
    method
        `degree`: most out-edges. `single_discount`: each out-edge to a seed counts no more.
        `degree_discount`: besides, by how much is won from an account that seeds may already activate, with
        the mean probability of an edge. `vote_rank`: listeners vote, and vote less after a seed of theirs.
        `collective_influence`: degree less one, times those two steps away, adaptive. `pagerank`: on
        reversed edges. `celf`: lazy greedy by simulation, for small graphs.

    Raises
    ------
    ParameterError
        As `select_seeds`; on an unknown method, and for `celf` above 5,000 accounts.

    Examples
    --------
    >>> star = InfluenceGraph.from_edges(4, [0, 0, 1], [1, 2, 3], 0.5)
    >>> baseline_seeds(star, method="degree", k=2, random_seed=1)
    (0, 1)
    """
    if method not in get_args(Method):
        raise ParameterError("method", method, "one of " + ", ".join(get_args(Method)))
    check_random_seed(random_seed)
    demands = Demands(
        k=k,
        budget=budget,
        prices=prices,
        include=tuple(include),
        exclude=tuple(exclude),
        candidates=candidates,
    )
    check_demands(graph, demands)
    if method == "celf" and graph.n > CELF_ACCOUNTS:
        raise ParameterError("method", method, f"another one above {CELF_ACCOUNTS} accounts")
    return (*demands.include, *_first_that_fit(graph.n, demands, _in_order(graph, method, random_seed)))


def _first_that_fit(n: int, demands: Demands, order: Order) -> list[int]:
    tally, allowed = Tally(n, demands), demands.allowed(n)
    money = np.inf if demands.budget is None else demands.budget * (1 + 1e-12)
    cheapest = 0.0 if demands.budget is None else tally.prices.min(where=allowed, initial=np.inf)
    account = next(order, None)
    while account is not None and tally.spent + cheapest <= money and tally.count != demands.k:
        taken = bool(allowed[account]) and tally.fits(account, None)
        if taken:
            tally.add(account)
        try:
            account = order.send(taken)
        except StopIteration:
            break
    return tally.added


def _in_order(graph: InfluenceGraph, method: Method, random_seed: int) -> Order:
    orders: dict[Method, Callable[[], Order]] = {
        "degree": lambda: _largest_first(np.diff(graph.out_offsets).astype(np.float64)),
        "single_discount": lambda: _discounted(graph, 0.0),
        "degree_discount": lambda: _discounted(graph, float(graph.probability.mean()) if graph.m else 0.0),
        "vote_rank": lambda: _one_by_one(elect(graph)[0]),
        "collective_influence": lambda: _by_collective_influence(graph),
        "pagerank": lambda: _largest_first(_pageranks(graph)),
        "random": lambda: _one_by_one(np.random.default_rng(random_seed).permutation(graph.n)),
        "celf": lambda: _by_simulation(graph, random_seed),
    }
    return orders[method]()


@lru_cache(maxsize=2)  # a graph is its own key; every plan is compared with this order
def _pageranks(graph: InfluenceGraph) -> Float64s:
    return pagerank(graph)


def _largest_first(score: Float64s) -> Order:
    """Yield accounts by falling score, lowest number first, sorting no more than is asked for."""
    left, wanted = np.arange(len(score)), FIRST
    while len(left):
        cut = np.partition(score[left], -wanted)[-wanted] if len(left) > wanted else -np.inf
        leading, left = left[score[left] >= cut], left[score[left] < cut]
        for account in leading[np.argsort(-score[leading], kind="stable")].tolist():  # noqa: UP028  # is sent to
            yield account
        wanted *= 8


def _one_by_one(accounts: Int32s | Int64s) -> Order:
    for account in accounts.tolist():  # noqa: UP028  # as above
        yield account


def _listeners(graph: InfluenceGraph, account: int) -> list[int]:
    listeners: list[int] = graph.out_targets[
        graph.out_offsets[account] : graph.out_offsets[account + 1]
    ].tolist()
    return listeners


def _heard(graph: InfluenceGraph, account: int) -> list[int]:
    heard: list[int] = graph.in_sources[graph.in_offsets[account] : graph.in_offsets[account + 1]].tolist()
    return heard


def _best_first(score: Scores) -> Order:
    """Yield who has the largest score now, lowest number first; the receiver may lower scores meanwhile."""
    first, heap = np.array(score), list[tuple[float, int]]()
    waiting = _largest_first(first)
    following = next(waiting, None)
    while heap or following is not None:
        while following is not None and (not heap or first[following] >= -heap[0][0]):
            heapq.heappush(heap, (-score[following], following))
            following = next(waiting, None)
        negative, account = heap[0]
        if -negative > score[account]:
            heapq.heapreplace(heap, (-score[account], account))
            continue
        heapq.heappop(heap)
        yield account


def _discounted(graph: InfluenceGraph, probability: float) -> Order:
    # Of d listeners s are seeds, t seeds are heard: d - s, or d - s - t - (d - s) t p (Chen's, both ways).
    degree = np.diff(graph.out_offsets).astype(np.float64)
    score, seeds_heard, seeds_among = degree.copy(), np.zeros(graph.n), np.zeros(graph.n)
    for account in _best_first(score):
        if not (yield account):
            continue
        listeners, heard = _listeners(graph, account), _heard(graph, account)
        np.add.at(seeds_heard, listeners, 1)
        np.add.at(seeds_among, heard, 1)
        near = np.unique([*listeners, *heard]).astype(np.int64)
        left, t = degree[near] - seeds_among[near], seeds_heard[near]
        won = left - (t + left * t * probability if probability > 0 else 0.0)
        score[near] = np.minimum(score[near], won)


def _by_collective_influence(graph: InfluenceGraph) -> Order:
    # CI of radius 1: (d(v) - 1) · Σ (d(w) - 1) over listeners w; a seed is taken out, with its edges.
    degree = np.diff(graph.out_offsets).tolist()
    removed = [False] * graph.n

    def influence(v: int) -> float:
        if removed[v]:
            return -1.0
        around = sum(max(degree[w] - 1, 0) for w in _listeners(graph, v) if not removed[w])
        return float(max(degree[v] - 1, 0) * around)

    score = [influence(v) for v in range(graph.n)]
    for account in _best_first(score):
        if not (yield account):
            continue
        removed[account] = True
        near = _heard(graph, account)
        for v in near:
            degree[v] -= 1
        for v in {*near, *(u for w in near for u in _heard(graph, w))}:
            score[v] = min(score[v], influence(v))


def _by_simulation(graph: InfluenceGraph, random_seed: int) -> Order:
    from algorithms.spread import estimate_spread

    def spread(seeds: list[int]) -> float:
        return estimate_spread(graph, seeds, n_samples=SIMULATIONS, random_seed=random_seed).spread.value

    chosen: list[int] = []
    total = 0.0
    heap = [(-spread([v]), v, 0) for v in range(graph.n)]
    heapq.heapify(heap)
    while heap:
        gain, account, seen = heap[0]
        if seen < len(chosen):
            heapq.heapreplace(heap, (total - spread([*chosen, account]), account, len(chosen)))
            continue
        heapq.heappop(heap)
        if (yield account):
            chosen.append(account)
            total -= gain
