"""To whose credit a message went as far as it did.

References
----------
Shapley: A value for n-person games. Contributions to the theory of games II, Princeton 1953,
https://doi.org/10.1515/9781400881970-018
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from algorithms.kernels import kernel
from algorithms.parents import CascadeTree
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

Credit = Literal["below", "leave-one-out", "shapley"]


def credit(tree: CascadeTree, graph: InfluenceGraph | None = None, *, rule: Credit) -> Float64s:
    """Return what each of the people of a message deserves for passing it on.

    Parameters
    ----------
    tree
        The people, and from whom they have it.
    graph
        Whose posts reach whom, for `leave-one-out` only; None where nobody knows.
    rule
        `below`: the people who have it by way of the account, each of whom counts for everybody on the way
        to them. `leave-one-out`: those of them who would not have it otherwise: nobody who acted before
        them, with an edge to them, would have had it either. `shapley`: each counts once, shared equally
        among all on the way to them; that is the Shapley value if somebody comes when all of those pass on.

    Returns
    -------
    numpy.ndarray
        float64, p. Those of `shapley` sum to the people it came to, starters left out.

    Raises
    ------
    ParameterError
        On an unknown rule.

    Examples
    --------
    >>> from algorithms.parents import Actions, infer_parents
    >>> path = Actions(np.array([1, 2]), np.array([0, 1]), np.array([1, 2]), author=0)
    >>> tree = infer_parents(path, None, method="weighted")
    >>> credit(tree, rule="below").tolist(), credit(tree, rule="shapley").tolist()
    ([2.0, 1.0, 0.0], [1.5, 0.5, 0.0])
    >>> both = InfluenceGraph.from_edges(3, [0, 0, 1], [1, 2, 2], 0.5)
    >>> credit(tree, both, rule="leave-one-out").tolist()
    [2.0, 0.0, 0.0]
    """
    if rule not in get_args(Credit):
        raise ParameterError("credit", rule, f"one of {', '.join(get_args(Credit))}")
    if rule == "shapley":
        return sums_below(tree.parent, by_hop(tree), 1 / np.maximum(tree.hop, 1))
    if rule == "leave-one-out" and graph is not None:
        return _dominated(tree, graph)
    return people_below(tree).astype(np.float64)


def people_below(tree: CascadeTree) -> Int64s:
    """Return how many people have a message by way of each, at any distance: int64, p."""
    return sums_below(tree.parent, by_hop(tree), np.ones(len(tree))).astype(np.int64)


def by_hop(tree: CascadeTree) -> Int64s:
    """Return the people of a message by hop, so that everybody comes after their parent: int64, p."""
    return np.argsort(tree.hop, kind="stable")


@kernel
def sums_below(parent: Int32s | Int64s, order: Int64s, value: Float64s) -> Float64s:
    """Return the sum of the values of all below each of the people of trees, at any distance.

    Parameters
    ----------
    parent
        p: place of each one's parent; -1 without one.
    order
        int64, p: everybody after their parent.
    value
        float64, p.
    """
    below = np.zeros(len(parent))
    for i in range(len(order) - 1, -1, -1):
        person = order[i]
        if parent[person] >= 0:
            below[parent[person]] += below[person] + value[person]
    return below


def _dominated(tree: CascadeTree, graph: InfluenceGraph) -> Float64s:
    """Count those whom nothing reaches past an account: those below it in the tree of dominators."""
    came = _came(tree.parent, by_hop(tree), len(tree) - tree.silent)
    dominator, depth = _dominators(
        tree.account,
        tree.parent,
        came,
        np.lexsort((tree.hop, came)),
        np.argsort(tree.account),
        np.asarray(graph.in_offsets),
        np.asarray(graph.in_sources),
    )
    return sums_below(dominator, np.argsort(depth, kind="stable"), np.ones(len(tree)))


@kernel
def _came(parent: Int32s, order: Int64s, acted: int) -> Int64s:
    """Return when each came, by place, but not before their parent; who never acted was there before."""
    came = np.arange(len(parent))
    came[acted:] = -1
    for person in order:
        if parent[person] >= 0:
            came[person] = max(came[person], came[parent[person]])
    return came


@kernel
def _dominators(
    account: Int32s,
    parent: Int32s,
    came: Int64s,
    order: Int64s,
    by_account: Int64s,
    in_offsets: Int64s,
    in_sources: Int32s,
) -> tuple[Int32s, Int32s]:
    """Return the last account that all ways to somebody go through, -1 where there is none, and its depth.

    Ways lead from parents, and along edges from those who acted and came earlier. In this order everybody
    comes after all who may be on the way, so that it is the lowest common ancestor of those one step before.
    """
    dominator, depth = np.full(len(parent), -1, dtype=np.int32), np.zeros(len(parent), dtype=np.int32)
    accounts = account[by_account]
    for person in order:
        last = parent[person]
        if last < 0:
            continue
        for edge in range(in_offsets[account[person]], in_offsets[account[person] + 1]):
            at = np.searchsorted(accounts, in_sources[edge])
            if at == len(accounts) or accounts[at] != in_sources[edge]:
                continue
            other = by_account[at]
            if 0 <= came[other] < came[person] and other < person:
                last = _common(dominator, depth, last, other)
        dominator[person] = last
        depth[person] = depth[last] + 1 if last >= 0 else 0
    return dominator, depth


@kernel
def _common(dominator: Int32s, depth: Int32s, one: int, other: int) -> int:
    while one != other and one >= 0 and other >= 0:
        if depth[one] >= depth[other]:
            one = dominator[one]
        else:
            other = dominator[other]
    return one if one == other else -1
