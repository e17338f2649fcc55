"""The magic middle: mid-size accounts that large ones follow in what they take up, tested against chance.

u *leads* a large account M on an item when M takes it up after u, within a time window, along at most two
edges of the influence graph, each account on the way taking it up later than the one before. The share of an
account is the mean, over the large accounts, of how many of M's items it leads M on. Popular and quick
accounts lead by chance alone; so the times of each item are dealt out anew among those who took it up, many
times, and the p-value is how often chance leads as much as the data. As many accounts are tested at once,
q-values bound the share of false ones among those that are named.

References
----------
Anagnostopoulos, Kumar, Mahdian: Influence and correlation in social networks. KDD 2008 (shuffle test);
Phipson, Smyth: Permutation p-values should never be zero. SAGMB 9, 2010; Benjamini, Hochberg: JRSS B 57,
1995.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from algorithms.checks import check_random_seed
from algorithms.kernels import kernel
from algorithms.pool import in_order
from graph.errors import ParameterError
from graph.influence import InfluenceGraph, offsets
from graph.records import Bools, Float64s, Int32s, Int64s

MAX_PERMUTATIONS = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Adoptions:
    """Who took up what, and when: one position for each account and item, at its first time.

    Parameters
    ----------
    item
        int32, a: places of items, from 0, ascending.
    account
        int32, a: who took it up, once an item.
    at_ms
        int64, a: when, in milliseconds.
    """

    item: Int32s
    account: Int32s
    at_ms: Int64s

    @classmethod
    def first(cls, item: Int32s, account: Int32s, at_ms: Int64s) -> Adoptions:
        """Return the first adoption of each account and item.

        Examples
        --------
        >>> item, account = np.zeros(3, np.int32), np.array([4, 4, 2], np.int32)
        >>> Adoptions.first(item, account, np.array([9, 5, 7])).at_ms.tolist()
        [7, 5]
        """
        order = np.lexsort((at_ms, account, item))
        item, account, at_ms = item[order], account[order], at_ms[order]
        new = np.ones(len(item), dtype=np.bool_)
        new[1:] = (item[1:] != item[:-1]) | (account[1:] != account[:-1])
        return cls(item[new], account[new], at_ms[new])


@dataclass(frozen=True, slots=True, eq=False)
class Upstream:
    """How much each candidate leads the large accounts, and how likely that is by chance.

    Parameters
    ----------
    candidates
        int64, c: accounts tested.
    share
        float64, c, 0 to 1.
    expected
        float64, c: mean share under permuted times.
    p_value, q_value
        float64, c: one-sided, (1 + permutations at least as high) / (1 + permutations); and the smallest
        false discovery rate at which the account would be named (Benjamini, Hochberg). Who leads nobody,
        in the data or in any permutation, is no test among these and has 1 for both.
    n_permutations
        Behind the p-values.
    """

    candidates: Int64s
    share: Float64s
    expected: Float64s
    p_value: Float64s
    q_value: Float64s
    n_permutations: int


def find_upstream(
    graph: InfluenceGraph,
    adoptions: Adoptions,
    *,
    large: Bools,
    candidates: Bools,
    window_ms: int,
    n_permutations: int = 1_999,
    random_seed: int,
    threads: int | None = None,
) -> Upstream:
    """Test which candidates the large accounts follow.

    Parameters
    ----------
    graph
        Edges along which one may take up what another has; their probabilities do not count.
    adoptions
        What was observed.
    large, candidates
        bool, n: whom to lead, and who may lead; nobody is both.
    window_ms
        Longest lead that counts, above 0.
    n_permutations
        1 to 100,000: the smallest p-value is 1 over one more.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes.
    threads
        At least 1; None is one a core.

    Raises
    ------
    ParameterError
        When an argument is out of its range.

    Examples
    --------
    >>> graph = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> items = np.repeat(np.arange(6, dtype=np.int32), 3)
    >>> seen = Adoptions(items, np.tile(np.arange(3, dtype=np.int32), 6), np.tile(np.array([1, 2, 3]), 6))
    >>> middle, large = np.array([True, False, False]), np.array([False, False, True])
    >>> found = find_upstream(graph, seen, large=large, candidates=middle, window_ms=5, random_seed=1)
    >>> found.share.round(9).tolist(), bool(found.p_value[0] < 0.01)
    ([1.0], True)
    """
    from scipy.stats import false_discovery_control  # half a second, for this one question

    _check(graph, large, candidates, window_ms, n_permutations, random_seed)
    bounds = offsets(adoptions.item, int(adoptions.item.max(initial=-1)) + 1)
    weight = _weights(graph.n, adoptions, large)
    arrays = (graph.in_offsets, graph.in_sources, bounds, adoptions.account)

    def leads(at_ms: Int64s) -> Float64s:
        return _leads(*arrays, at_ms, weight, window_ms)[candidates]

    def permuted(number: int) -> Float64s:
        rng = np.random.Generator(np.random.Philox(key=random_seed, counter=[0, 0, 0, number]))
        order = np.lexsort((rng.random(len(adoptions.item)), adoptions.item))
        return leads(adoptions.at_ms[order])

    share = leads(adoptions.at_ms)
    as_high = np.ones(len(share))
    total = np.zeros(len(share))
    for chance in in_order(permuted, range(n_permutations), threads=threads):
        as_high += chance >= share - 1e-12
        total += chance
    p_value = as_high / (1 + n_permutations)
    q_value = np.ones(len(share))
    able = (share > 0) | (total > 0)
    if able.any():
        q_value[able] = false_discovery_control(p_value[able])
    return Upstream(
        candidates=np.flatnonzero(candidates).astype(np.int64),
        share=share,
        expected=total / n_permutations,
        p_value=p_value,
        q_value=q_value,
        n_permutations=n_permutations,
    )


def median_leads(
    graph: InfluenceGraph, adoptions: Adoptions, account: int, *, large: Bools, window_ms: int
) -> list[tuple[int, int, float]]:
    """Return the large accounts that an account leads: who, on how many items, with which median lead in ms.

    Parameters
    ----------
    graph, adoptions, large, window_ms
        As in `find_upstream`.
    account
        Who leads, 0 to n - 1.

    Examples
    --------
    >>> graph = InfluenceGraph.from_edges(2, [0], [1], 0.5)
    >>> item, account = np.zeros(2, np.int32), np.array([0, 1], np.int32)
    >>> seen = Adoptions(item, account, np.array([10, 30]))
    >>> median_leads(graph, seen, 0, large=np.array([False, True]), window_ms=60)
    [(1, 1, 20.0)]
    """
    only = np.zeros(graph.n)
    only[account] = 1.0
    led: dict[int, list[int]] = {}
    for first, last in _items_of(adoptions, account):
        followers, at_ms = adoptions.account[first:last], adoptions.at_ms[first:last]
        own = int(at_ms[followers == account][0])
        for place in np.flatnonzero(large[followers]):
            weight = np.zeros(graph.n)
            weight[followers[place]] = 1.0
            bounds = np.array([0, last - first])
            arrays = (graph.in_offsets, graph.in_sources, bounds, followers, at_ms)
            if _leads(*arrays, weight, window_ms)[account] > 0:
                led.setdefault(int(followers[place]), []).append(int(at_ms[place]) - own)
    found = [(number, len(leads), float(np.median(leads))) for number, leads in led.items()]
    return sorted(found, key=lambda each: (-each[1], each[2], each[0]))


def _check(
    graph: InfluenceGraph,
    large: Bools,
    candidates: Bools,
    window_ms: int,
    n_permutations: int,
    random_seed: int,
) -> None:
    for name, chosen in (("large", large), ("candidates", candidates)):
        if chosen.shape != (graph.n,):
            raise ParameterError(name, f"an array of shape {chosen.shape}", f"of length {graph.n}")
    if (large & candidates).any():
        raise ParameterError("candidates", int(np.argmax(large & candidates)), "none of the large accounts")
    if window_ms <= 0:
        raise ParameterError("window_ms", window_ms, "above 0")
    if not 1 <= n_permutations <= MAX_PERMUTATIONS:
        raise ParameterError("n_permutations", n_permutations, f"from 1 to {MAX_PERMUTATIONS:,}")
    check_random_seed(random_seed)


def _weights(n: int, adoptions: Adoptions, large: Bools) -> Float64s:
    """Return what leading an account once adds to a share: 0 but for large ones that took anything up."""
    items = np.bincount(adoptions.account, minlength=n)
    counted = large & (items > 0)
    return np.where(counted, 1 / np.maximum(items, 1) / max(int(counted.sum()), 1), 0.0)


def _items_of(adoptions: Adoptions, account: int) -> list[tuple[int, int]]:
    items = adoptions.item[adoptions.account == account]
    return [
        (int(np.searchsorted(adoptions.item, item)), int(np.searchsorted(adoptions.item, item, side="right")))
        for item in items
    ]


@kernel
def _leads(
    in_offsets: Int64s,
    in_sources: Int32s,
    bounds: Int64s,
    account: Int32s,
    at_ms: Int64s,
    weight: Float64s,
    window_ms: int,
) -> Float64s:
    """Add the weight of every large account to whoever leads it, item by item, once each."""
    n = len(in_offsets) - 1
    result = np.zeros(n)
    taken_up = np.full(n, -1)  # place of the adoption of the item at hand
    counted = np.full(n, -1)  # the large account's adoption that it was last counted for
    for item in range(len(bounds) - 1):
        for place in range(bounds[item], bounds[item + 1]):
            taken_up[account[place]] = place
        for place in range(bounds[item], bounds[item + 1]):
            if weight[account[place]] > 0.0:
                _add_leads(
                    in_offsets,
                    in_sources,
                    account,
                    at_ms,
                    taken_up,
                    counted,
                    place,
                    weight,
                    window_ms,
                    result,
                )
        for place in range(bounds[item], bounds[item + 1]):
            taken_up[account[place]] = -1
    return result


@kernel
def _add_leads(
    in_offsets: Int64s,
    in_sources: Int32s,
    account: Int32s,
    at_ms: Int64s,
    taken_up: Int64s,
    counted: Int64s,
    place: int,
    weight: Float64s,
    window_ms: int,
    result: Float64s,
) -> None:
    large = account[place]
    earliest = at_ms[place] - window_ms
    for edge in range(in_offsets[large], in_offsets[large + 1]):
        near = in_sources[edge]
        by = taken_up[near]
        if by < 0 or at_ms[by] >= at_ms[place] or at_ms[by] < earliest:
            continue
        if counted[near] != place:
            counted[near] = place
            result[near] += weight[large]
        for further in range(in_offsets[near], in_offsets[near + 1]):
            far = in_sources[further]
            start = taken_up[far]
            if far == large or start < 0 or at_ms[start] >= at_ms[by] or at_ms[start] < earliest:
                continue
            if counted[far] != place:
                counted[far] = place
                result[far] += weight[large]
