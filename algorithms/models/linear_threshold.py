"""Linear threshold: an account acts once enough of those it listens to have.

References
----------
Kempe, Kleinberg, Tardos: Maximizing the spread of influence through a social network. KDD 2003,
https://doi.org/10.1145/956750.956769 (theorem 4.6: the same as at most one live edge into each node)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, Self, get_args

import numpy as np

from algorithms.models.base import check_share, number
from algorithms.models.weighted_cascade import REST_SHARE
from graph.errors import ParameterError
from graph.influence import TieWeights, check_in_sums
from graph.records import Float64s

Weights = Literal["ties", "degree", "given"]


@dataclass(frozen=True, slots=True)
class LinearThreshold:
    """Of the edges into a node at most one is live, each with the probability of its weight.

    Parameters
    ----------
    weights
        `ties`: the source's share of all that the target acted on; `degree`: 1 / in-degree; `given`: what
        came with the ties, at most 1 in all into each node.
    rest_share
        α, 0 to 1: what a tie off the topic counts for, under `ties`.

    Examples
    --------
    >>> LinearThreshold().name, LinearThreshold("degree").name
    ('linear-threshold', 'linear-threshold:degree')
    """

    weights: Weights = "ties"
    rest_share: float = REST_SHARE

    kind: ClassVar[str] = "linear-threshold"
    usage: ClassVar[str] = "linear-threshold[:ties|degree|given[:REST_SHARE]]"
    one_at_most: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if self.weights not in get_args(Weights):
            raise ParameterError("weights", self.weights, f"one of {', '.join(get_args(Weights))}")
        check_share("rest_share", self.rest_share)

    @property
    def name(self) -> str:
        """With what differs from `ties` and from 0.1."""
        if self.rest_share != REST_SHARE:
            return f"{self.kind}:{self.weights}:{self.rest_share}"
        return self.kind if self.weights == "ties" else f"{self.kind}:{self.weights}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the kind of weights, `ties` where none is written, and α."""
        weights, _, rest = text.partition(":")
        share = number(cls.usage, "rest_share", rest) if rest else REST_SHARE
        return cls(weights or "ties", share)  # type: ignore[arg-type]  # any other word is refused

    def probabilities(self, ties: TieWeights) -> Float64s:
        """Return the weight of each edge.

        Raises
        ------
        ParameterError
            When given weights are asked of ties that have none, or sum to more than 1 at a node.
        """
        if self.weights == "ties":
            return ties.shares(self.rest_share)
        if self.weights == "degree":
            degrees = np.diff(ties.in_offsets)
            return np.repeat(1 / np.maximum(degrees, 1), degrees)
        if not ties.given:
            raise ParameterError("model", self.name, "another one: these ties came without weights")
        check_in_sums(ties.n, ties.in_targets, ties.weight)
        return ties.weight
