"""Weighted cascade: whoever acts on many listens to each a little.

References
----------
Kempe, Kleinberg, Tardos: Maximizing the spread of influence through a social network. KDD 2003,
https://doi.org/10.1145/956750.956769
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from algorithms.live_edges import Thinning
from algorithms.models.base import check_share, number
from graph.influence import TieWeights
from graph.records import Float64s

REST_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class WeightedCascade:
    """Independent edges; p(u→v) is u's share of all that v acted on, 1 / in-degree where ties weigh the same.

    Parameters
    ----------
    rest_share
        α, 0 to 1: what a tie off the topic counts for, as `TieWeights.shares` has it.

    Examples
    --------
    >>> WeightedCascade().name, WeightedCascade(0.5).name
    ('weighted-cascade', 'weighted-cascade:0.5')
    """

    rest_share: float = REST_SHARE

    kind: ClassVar[str] = "weighted-cascade"
    usage: ClassVar[str] = "weighted-cascade[:REST_SHARE]"
    one_at_most: ClassVar[bool] = False

    def __post_init__(self) -> None:
        check_share("rest_share", self.rest_share)

    @property
    def name(self) -> str:
        """`weighted-cascade`, with α where it is not 0.1."""
        return self.kind if self.rest_share == REST_SHARE else f"{self.kind}:{self.rest_share}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read α, 0.1 where none is written."""
        return cls(number(cls.usage, "rest_share", text)) if text else cls()

    def thinning(self, ties: TieWeights) -> Thinning | None:
        """Return how many of the edges that are live on all topics together stay live on the one asked about.

        Their probabilities are then those that `probabilities` gives, and none of them need be computed.
        None without a topic.

        Examples
        --------
        >>> import numpy as np
        >>> topic = np.array([0], np.int32), np.array([1.0])
        >>> ties = TieWeights(np.array([0, 1]), np.zeros(1, np.int32), np.array([4.0]), topic)
        >>> thinning = WeightedCascade().thinning(ties)
        >>> thinning.rest, thinning.part.tolist()
        (0.1, [1.0])
        """
        return None if ties.topic is None else Thinning.of(self.rest_share, *ties.topic, ties.weight)

    def probabilities(self, ties: TieWeights) -> Float64s:
        """Return (w_X + α·(w − w_X)) / Σw by edge."""
        return ties.shares(self.rest_share)
