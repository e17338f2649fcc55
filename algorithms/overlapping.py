"""Communities that overlap: an account may belong to several, with a share of each.

Speaker-listener label propagation. Everybody remembers labels, at first its own. In each round everybody, in
random order, hears one label from each neighbour, drawn from that one's memory, and remembers the one that
weighs most. In the end the labels that fill a memory are the account's communities, with their shares.

References
----------
Xie, Szymanski, Liu: SLPA: uncovering overlapping communities in social networks via a speaker-listener
interaction dynamic process. ICDM Workshops 2011, https://doi.org/10.1109/ICDMW.2011.154
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from algorithms.checks import check_random_seed, check_weights
from algorithms.kernels import kernel
from algorithms.streams import LISTENING, uniform, world_key
from algorithms.undirected import neighbours
from graph.errors import ParameterError
from graph.influence import InfluenceGraph, offsets
from graph.records import Bools, Float64s, Int32s, Int64s

_ROUNDS = 40  # the paper finds that nothing changes beyond 20


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """Every account in one or more communities.

    Parameters
    ----------
    offsets
        int64, n + 1: communities of account v are `communities[offsets[v]:offsets[v + 1]]`, at least one.
    communities
        int32: numbers, ascending for each account; 0 is the largest, of equals the one with the smallest
        member first.
    share
        float64, same length, above 0: how much the account belongs to each, summing to 1 for each account.
    """

    offsets: Int64s
    communities: Int32s
    share: Float64s

    @property
    def accounts(self) -> Int32s:
        """Whose each entry of `communities` is: int32, same length."""
        return np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int32), np.diff(self.offsets))


def overlapping_communities(
    graph: InfluenceGraph, *, weights: Float64s | None = None, least: float = 0.1, random_seed: int
) -> Cover:
    """Find communities that may share members.

    Parameters
    ----------
    graph
        The influence graph; weights of both directions are added.
    weights
        float64, m, not negative, in the order of `graph.probability`; None is the probabilities.
    least
        0 to 0.5: a smaller share of an account's memory makes it no member. Above .5 nobody is in two.
    random_seed
        0 to 2**63 - 1; the same number gives the same communities.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> two_pairs = InfluenceGraph.from_edges(4, [0, 2], [1, 3], 0.5)
    >>> found = overlapping_communities(two_pairs, random_seed=1)
    >>> found.communities.tolist(), found.share.tolist()
    ([0, 0, 1, 1], [1.0, 1.0, 1.0, 1.0])
    """
    if not 0 <= least <= 0.5:
        raise ParameterError("least", least, "from 0 to 0.5")
    check_random_seed(random_seed)
    joined = neighbours(graph, check_weights(graph, weights))
    rng = np.random.default_rng(random_seed)
    memory = np.empty((joined.n, _ROUNDS + 1), dtype=np.int32)
    memory[:, 0] = np.arange(joined.n)
    for number in range(1, _ROUNDS + 1):
        order = rng.permutation(joined.n).astype(np.int32)
        _listen(joined.offsets, joined.nodes, joined.weight, random_seed, number, order, memory)
    return _cover(*_remembered(memory, least), joined.n)


@kernel
def _listen(
    offsets: Int64s,
    nodes: Int32s,
    weight: Float64s,
    random_seed: int,
    number: int,
    order: Int32s,
    memory: Int32s,
) -> None:
    """Let everybody hear its neighbours once; who has listened already speaks from one more."""
    key = world_key(random_seed, LISTENING, number)
    lengths = np.full(len(order), number, dtype=np.int32)
    heard, met = np.zeros(len(order)), np.empty(len(order), dtype=np.int32)
    for v in order:
        count = 0
        for e in range(offsets[v], offsets[v + 1]):
            u = nodes[e]
            label = memory[u, int(uniform(key, e) * lengths[u])]
            if heard[label] == 0.0:
                met[count] = label
                count += 1
            heard[label] += weight[e]
        best = v if count == 0 else met[0]  # in the order of neighbours, so that ties fall to the first
        for label in met[:count]:
            if heard[label] > heard[best]:
                best = label
        for label in met[:count]:
            heard[label] = 0.0
        memory[v, number] = best
        lengths[v] = number + 1


def _remembered(memory: Int32s, least: float) -> tuple[Int64s, Int64s, Int64s]:
    """Return account, label and count of what each remembers often enough; its commonest label always."""
    n, length = memory.shape
    account = np.repeat(np.arange(n), length)
    pairs, counts = np.unique(account * max(n, 1) + memory.ravel(), return_counts=True)
    owner, label = np.divmod(pairs, max(n, 1))
    order = np.lexsort((label, -counts, owner))
    kept = counts >= least * length
    kept[order[np.unique(owner[order], return_index=True)[1]]] = True
    return owner[kept], label[kept], counts[kept]


def _cover(owner: Int64s, label: Int64s, counts: Int64s, n: int) -> Cover:
    kept = ~_nested(owner, label, n)[label]
    owner, label, counts = owner[kept], label[kept], counts[kept]
    labels, first, place, sizes = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(labels), dtype=np.int32)
    rank[np.lexsort((owner[first], -sizes))] = np.arange(len(labels), dtype=np.int32)
    order = np.lexsort((rank[place], owner))
    share = counts / np.bincount(owner, weights=counts, minlength=n)[owner]
    return Cover(offsets(owner, n), rank[place][order], share[order])


def _nested(owner: Int64s, label: Int64s, n: int) -> Bools:
    """Return which labels name a community that is part of a larger one, or equals one of a smaller label."""
    belongs = csr_array((np.ones(len(owner), dtype=np.int64), (label, owner)), shape=(n, n))
    sizes = np.bincount(label, minlength=n)
    shared = (belongs @ belongs.T).tocoo()
    row, column = shared.row, shared.col
    within = (shared.data == sizes[row]) & (
        (sizes[column] > sizes[row]) | ((sizes[column] == sizes[row]) & (column < row))
    )
    nested = np.zeros(n, dtype=np.bool_)
    nested[row[within]] = True
    return nested
