"""Who starts a message, one account at random or seeds together, and how likely somebody in a set does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from algorithms.checks import Nodes, check_distribution, check_seeds
from algorithms.kernels import kernel
from graph.errors import ParameterError
from graph.records import Float64s, Int32s, Int64s

Weights = npt.NDArray[np.float64] | npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Starters:
    """P(s) that s starts the message; or 1 for each of the seeds, who start together.

    Parameters
    ----------
    weights
        float64, n; a single number where it is the same for everybody.
    together
        Whether all of them start at once.
    """

    weights: Float64s
    together: bool

    @classmethod
    def of(cls, accounts: Nodes, sources: Float64s | None, seeds: Sequence[int] | None) -> Self:
        """Return those of a question: `sources` (None is uniform), or `seeds` instead.

        Raises
        ------
        ParameterError
            When both are given, or one of them is out of its range.

        Examples
        --------
        >>> from graph.influence import InfluenceGraph
        >>> path = InfluenceGraph.from_edges(4, [0, 1, 2], [1, 2, 3], 1.0)
        >>> Starters.of(path, None, None).weights.tolist(), Starters.of(path, None, [1]).weights.tolist()
        ([0.25], [0.0, 1.0, 0.0, 0.0])
        """
        if seeds is None:
            even = np.full(min(accounts.n, 1), 1 / max(accounts.n, 1))
            return cls(even if sources is None else check_distribution(accounts, sources), together=False)
        if sources is not None:
            raise ParameterError("seeds", list(seeds), "left out when sources are given")
        check_seeds(accounts, seeds)
        marks = np.zeros(accounts.n)
        marks[list(seeds)] = 1.0
        return cls(marks, together=True)


@kernel
def start_mass(members: Int32s, begin: int, end: int, weights: Weights) -> float:
    """Return the weight of the members from place `begin` up to `end`."""
    total = 0.0
    for at in range(begin, end):
        total += weights[members[at]] if len(weights) > 1 else weights[0]
    return total


@kernel
def start_masses(offsets: Int64s, members: Int32s, weights: Float64s, skipped: int) -> Float64s:
    """Return the weight of each set, without its first so many members: float64, sets."""
    masses = np.empty(len(offsets) - 1)
    for i in range(len(masses)):
        masses[i] = start_mass(members, offsets[i] + skipped, offsets[i + 1], weights)
    return masses
