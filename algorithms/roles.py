"""What part an account plays in its community: hub, connector, or neither.

The degree is counted in accounts, not in weight: a single strong tie makes no hub.

References
----------
Guimerà, Amaral: Cartography of complex networks: modules and universal roles. Journal of Statistical
Mechanics, 2005, P02001, https://doi.org/10.1088/1742-5468/2005/02/P02001
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from algorithms.undirected import Neighbours
from graph.errors import ParameterError
from graph.records import Float64s, Int32s

Role = Literal["hub", "connecting hub", "connector", "peripheral"]

HUB_DEGREE = 2.5
CONNECTING_HUB = 0.3
CONNECTOR = 0.62
"""Borders between roles, as the paper drew them."""


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The part that each account plays, by two numbers.

    Parameters
    ----------
    within_degree
        float64, n: how many standard deviations more neighbours in its own community than the mean member
        has; 0 where all members have as many.
    participation
        float64, n, 0 to below 1: 0 where all neighbours are in one community, nearing 1 where they are spread
        evenly over many; nan where there is no neighbour.
    """

    within_degree: Float64s
    participation: Float64s

    def role(self, account: int) -> Role:
        """Return the role of one account.

        `hub`: many ties within, few outside. `connecting hub`: many within, and many outside. `connector`:
        not many, most of them outside. `peripheral`: neither.

        Examples
        --------
        >>> Roles(np.array([3.0, 0.0]), np.array([0.1, 0.7])).role(1)
        'connector'
        """
        spread = self.participation[account]
        if self.within_degree[account] >= HUB_DEGREE:
            return "connecting hub" if spread > CONNECTING_HUB else "hub"
        return "connector" if spread > CONNECTOR else "peripheral"


def roles(joined: Neighbours, membership: Int32s) -> Roles:
    """Return the role of every account in its community.

    Parameters
    ----------
    joined
        The graph without direction.
    membership
        int32, n: number of each account's community, from 0; -1 where it is in none.

    Raises
    ------
    ParameterError
        When there is not one community a node.

    Examples
    --------
    >>> from algorithms.undirected import neighbours
    >>> from graph.influence import InfluenceGraph
    >>> star = InfluenceGraph.from_edges(4, [0, 0, 0], [1, 2, 3], 0.5)
    >>> found = roles(neighbours(star, star.probability), np.array([0, 0, 0, 1], dtype=np.int32))
    >>> found.within_degree.round(2).tolist(), found.participation.round(2).tolist()
    ([1.41, -0.71, -0.71, 0.0], [0.44, 0.0, 0.0, 0.0])
    """
    if len(membership) != joined.n:
        raise ParameterError("membership", f"an array of length {len(membership)}", f"of length {joined.n}")
    near = membership[joined.owners] == membership[joined.nodes]
    within = np.bincount(joined.owners[near], minlength=joined.n).astype(np.float64)
    numbers = membership + 1
    return Roles(_standardised(within, numbers), _participation(joined, numbers))


def _standardised(within: Float64s, membership: Int32s) -> Float64s:
    sizes = np.maximum(np.bincount(membership), 1)
    mean = np.bincount(membership, weights=within) / sizes
    apart = within - mean[membership]
    deviation = np.sqrt(np.bincount(membership, weights=apart**2) / sizes)[membership]
    # Of equal degrees rounding can leave a deviation; no degree differs from a mean by less than 1 / n.
    same = deviation < 1e-9
    return np.where(same, 0.0, apart / np.where(same, 1.0, deviation))


def _participation(joined: Neighbours, membership: Int32s) -> Float64s:
    communities = int(membership.max(initial=0)) + 1
    pairs = joined.owners.astype(np.int64) * communities + membership[joined.nodes]
    met, ties = np.unique(pairs, return_counts=True)
    squares = np.bincount(met // communities, weights=ties.astype(np.float64) ** 2, minlength=joined.n)
    degree = np.diff(joined.offsets).astype(np.float64)
    known = degree > 0
    return np.where(known, 1 - squares / np.where(known, degree, 1.0) ** 2, np.nan)
