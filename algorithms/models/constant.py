"""The same probability on every tie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from algorithms.models.base import check_share, number
from graph.influence import TieWeights
from graph.records import Float64s


@dataclass(frozen=True, slots=True)
class Constant:
    """Independent edges of one probability, 0 to 1, whatever the weights and the topic.

    Examples
    --------
    >>> Constant(0.1).name
    'constant:0.1'
    """

    probability: float

    kind: ClassVar[str] = "constant"
    usage: ClassVar[str] = "constant:P"
    one_at_most: ClassVar[bool] = False

    def __post_init__(self) -> None:
        check_share("probability", self.probability)

    @property
    def name(self) -> str:
        """With the probability."""
        return f"{self.kind}:{self.probability}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the probability."""
        return cls(number(cls.usage, "probability", text))

    def probabilities(self, ties: TieWeights) -> Float64s:
        """Return the probability for each edge."""
        return np.full(len(ties.weight), self.probability)
