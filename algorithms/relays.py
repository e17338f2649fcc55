"""The value of every account as a relay: how many more see or pass on a message because she does.

In a live-edge world u *carries* (s, w) when every live path from the starter s to w passes through u, and u
is neither. Sample w uniformly: u carries (s, w) exactly when u properly dominates s in the reverse-reachable
set of w, so that one dominator tree a set serves every account,

    carried(u) = n · E[ Σ P(s) over s properly below u ],    u not the root,

and this equals E[count] − E[count when u sees but never passes on], u itself not counted. For seeds that
start together, u carries w when all seeds in the set are properly below u: the nearest common ancestor of
the seeds and its ancestors.

References
----------
Xie, Zhang, Wang, Lin, Zhang: Minimizing the influence of misinformation via vertex blocking. ICDE 2023,
arXiv 2302.13529 (dominator trees, over forward samples).
"""

# ruff: noqa: FBT001, FBT003  # numba knows no keyword-only arguments
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from algorithms.checks import check_distribution, check_nodes, check_sampling, check_seeds
from algorithms.estimates import Estimate, estimate_probability, estimate_share, mean_limits, ratio
from algorithms.kernels import kernel
from algorithms.reverse_reachable import (
    Counting,
    InEdges,
    Workspace,
    draw_tree,
    forget,
    grow,
    start,
    take,
)
from algorithms.streams import PARTS, RELAYS, ROOT, uniform, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int64s


@dataclass(frozen=True, slots=True, eq=False)
class RelayValues:
    """The relay value of every account, with one half of the samples to choose by and one to report.

    Whoever comes first by the same samples that are reported owes part of the value to luck.

    Parameters
    ----------
    score
        float64, n: the value by the first half of the sets; orders the accounts and is not reported.
    value, low, high
        float64, n each: the value by the second half, with its 95 % interval.
    n
        Sets in the second half.
    """

    score: Float64s
    value: Float64s
    low: Float64s
    high: Float64s
    n: int

    def best(self, k: int) -> Int64s:
        """Return the k accounts of highest score, ties by number: int64, min(k, n)."""
        return np.argsort(-self.score, kind="stable")[:k].astype(np.int64)

    def estimate(self, account: int) -> Estimate:
        """Return what is reported for one account."""
        return Estimate(
            float(self.value[account]), float(self.low[account]), float(self.high[account]), self.n
        )


@dataclass(frozen=True, slots=True)
class RelayParts:
    """Why an account is a good relay; all over starters other than itself, P(s) not renormalised.

    Parameters
    ----------
    exposed
        P(the account sees the message).
    active
        P(it passes the message on).
    active_if_exposed
        Their quotient; None where it was exposed too rarely to bound it.
    """

    exposed: Estimate
    active: Estimate
    active_if_exposed: Estimate | None


def relay_values(
    graph: InfluenceGraph,
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    counting: Counting,
    n_samples: int,
    random_seed: int,
) -> RelayValues:
    """Estimate what every account carries.

    Parameters
    ----------
    graph
        The influence graph.
    sources
        float64, n: P(s) that s starts the message, summing to 1; None is uniform.
    seeds
        Distinct accounts that start together, instead of `sources`.
    counting
        `relays`: accounts that pass the message on; `people`: those who see it.
    n_samples
        Reverse-reachable sets, at least 2: half to choose, half to report.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes.

    Returns
    -------
    RelayValues
        In expected accounts or people.

    Raises
    ------
    ParameterError
        When both `sources` and `seeds` are given, or one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
    >>> values = relay_values(path, seeds=[0], counting="relays", n_samples=20_000, random_seed=1)
    >>> values.best(2).tolist(), values.value.round(1).tolist()
    ([1, 2], [0.0, 2.0, 1.0, 0.0])
    """
    if counting not in ("relays", "people"):
        raise ParameterError("counting", counting, "relays or people")
    check_sampling(n_samples, random_seed, least=2)
    weights, together = _starters(graph, sources, seeds)
    half = n_samples // 2

    def sums(first: int, last: int) -> tuple[Float64s, Float64s, Float64s]:
        return _carried_sums(
            InEdges.of(graph),
            Workspace.of(graph),
            weights,
            together,
            counting == "people",
            random_seed,
            first,
            last,
        )

    chosen, _, _ = sums(0, half)
    total, squares, largest = sums(half, n_samples)
    reported = n_samples - half
    # Who was never hit may still be, by as much as anybody was; if nobody was, by everything.
    largest[largest == 0] = largest.max(initial=0.0) or 1.0
    low, high = (graph.n * limit for limit in mean_limits(total, squares, largest, reported))
    return RelayValues(
        score=chosen * (graph.n / half), value=total * (graph.n / reported), low=low, high=high, n=reported
    )


def relay_parts(
    graph: InfluenceGraph,
    accounts: Sequence[int],
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    n_samples: int,
    random_seed: int,
) -> list[RelayParts]:
    """Estimate how often each account sees the message, passes it on, and passes it on after seeing it.

    The sets of `relay_values` cannot say: one that contains an account is one whose root the account
    reaches. So sets are drawn that are rooted at the account. One draw a tie decides both: what is live
    is also seen.

    Parameters
    ----------
    graph, sources, seeds, random_seed
        As in `relay_values`.
    accounts
        Nodes, 0 to n - 1.
    n_samples
        Sets for each account, at least 1.

    Returns
    -------
    list of RelayParts
        In the order of `accounts`; what an account gets does not depend on the others.

    Raises
    ------
    ParameterError
        As `relay_values`, and on an account that is no node.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> [parts] = relay_parts(path, [1], seeds=[0], n_samples=1000, random_seed=1)
    >>> parts.exposed.value, abs(parts.active.value - 0.5) < 0.05
    (1.0, True)
    """
    check_sampling(n_samples, random_seed)
    check_nodes(graph, "accounts", accounts)
    weights, together = _starters(graph, sources, seeds)
    edges, work = InEdges.of(graph), Workspace.of(graph)
    parts = []
    for account in accounts:
        exposed, active = _parts_samples(edges, work, weights, together, account, random_seed, n_samples)
        parts.append(
            RelayParts(
                exposed=estimate_probability(exposed),
                active=estimate_probability(active),
                active_if_exposed=estimate_share(active, exposed),
            )
        )
    return parts


def extra_if_active(carried: Estimate, parts: RelayParts) -> Estimate | None:
    """Estimate how many more an account brings when it passes the message on: carried / P(active).

    Parameters
    ----------
    carried
        Of the account, in people or in relays.
    parts
        Of the same account and starters, from other samples.

    Returns
    -------
    Estimate or None
        None where the account was active too rarely to bound the quotient.

    Examples
    --------
    >>> certain = Estimate(1.0, 1.0, 1.0, 100)
    >>> extra_if_active(Estimate(3.0, 2.5, 3.5, 100), RelayParts(certain, certain, certain)).value
    3.0
    """
    return ratio(carried, parts.active)


def _starters(
    graph: InfluenceGraph, sources: Float64s | None, seeds: Sequence[int] | None
) -> tuple[Float64s, bool]:
    # Seeds are marked by 1, and all in a set must be below an account; sources are weights that add up.
    if seeds is None:
        return check_distribution(graph, sources), False
    if sources is not None:
        raise ParameterError("seeds", list(seeds), "left out when sources are given")
    check_seeds(graph, seeds)
    marks = np.zeros(graph.n)
    marks[list(seeds)] = 1.0
    return marks, True


@kernel
def _carried_sums(
    edges: InEdges,
    work: Workspace,
    weights: Float64s,
    together: bool,
    people: bool,
    random_seed: int,
    first: int,
    last: int,
) -> tuple[Float64s, Float64s, Float64s]:
    n = len(weights)
    total, squares, largest = np.zeros(n), np.zeros(n), np.zeros(n)
    below = np.zeros(n)
    for sample in range(first, last if n else first):
        key = world_key(random_seed, RELAYS, sample)
        root = int(uniform(key, ROOT) * n)
        count, _ = draw_tree(edges, work, key, root, people)
        for i in range(count - 1, 0, -1):
            below[work.dominators[i]] += below[i] + weights[work.members[i]]
        started = below[0] + weights[root]
        for i in range(1, count):
            carried = below[i]
            if together:
                carried = 1.0 if carried == started > 0 else 0.0
            if carried > 0:
                account = work.members[i]
                total[account] += carried
                squares[account] += carried * carried
                largest[account] = max(largest[account], carried)
        below[:count] = 0.0
        forget(work, count)
    return total, squares, largest


@kernel
def _parts_samples(
    edges: InEdges,
    work: Workspace,
    weights: Float64s,
    together: bool,
    account: int,
    random_seed: int,
    n_samples: int,
) -> tuple[Float64s, Float64s]:
    exposed, active = np.zeros(n_samples), np.zeros(n_samples)
    for sample in range(n_samples):
        key = world_key(random_seed, PARTS + account, sample)
        start(work, account)
        live, links = take(edges, work, key, 0, False, 1, 0)
        live, links = grow(edges, work, key, 1, live, links)
        # The edges are not needed here: counting them anew keeps them within their room.
        count, links = take(edges, work, key, 0, True, live, 0)
        count, links = grow(edges, work, key, live, count, links)
        mass = 0.0
        for i in range(1, count):
            mass += weights[work.members[i]]
            if i < live:
                active[sample] = mass
        exposed[sample] = mass
        forget(work, count)
        if together:
            exposed[sample] = min(exposed[sample], 1.0)
            active[sample] = min(active[sample], 1.0)
    return exposed, active
