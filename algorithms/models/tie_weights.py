"""Each act on a tie is one more chance to pass a message on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from algorithms.models.base import check_share, number
from algorithms.models.weighted_cascade import REST_SHARE
from graph.influence import TieWeights
from graph.records import Float64s


@dataclass(frozen=True, slots=True)
class FromTieWeights:
    """Independent edges; p = 1 − (1 − q)^w, w the weight of the tie.

    A probability of q an act: unlike under weighted cascade, whoever acts on many does not act less on each.

    Parameters
    ----------
    per_act
        q, 0 to 1.
    rest_share
        α, 0 to 1: an act off the topic counts as α acts.

    Examples
    --------
    >>> FromTieWeights(0.1).name
    'tie-weights:0.1'
    """

    per_act: float
    rest_share: float = REST_SHARE

    kind: ClassVar[str] = "tie-weights"
    usage: ClassVar[str] = "tie-weights:Q[:REST_SHARE]"
    one_at_most: ClassVar[bool] = False

    def __post_init__(self) -> None:
        check_share("per_act", self.per_act)
        check_share("rest_share", self.rest_share)

    @property
    def name(self) -> str:
        """With q, and with α where it is not 0.1."""
        rest = "" if self.rest_share == REST_SHARE else f":{self.rest_share}"
        return f"{self.kind}:{self.per_act}{rest}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read q, and α where it is written."""
        per_act, _, rest = text.partition(":")
        q = number(cls.usage, "per_act", per_act)
        return cls(q, number(cls.usage, "rest_share", rest)) if rest else cls(q)

    def probabilities(self, ties: TieWeights) -> Float64s:
        """Return 1 − (1 − q)^w by edge."""
        return np.asarray(1 - (1 - self.per_act) ** ties.counted(self.rest_share))
