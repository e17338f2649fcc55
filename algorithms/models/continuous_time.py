"""Continuous time: whoever passes a message on takes a while, and only what happens before a horizon counts.

References
----------
Du, Song, Gomez-Rodriguez, Zha: Scalable influence estimation in continuous-time diffusion networks.
NIPS 2013, https://arxiv.org/abs/1311.3669
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Self

import numpy as np

from algorithms.delays import DelayLaw, Delays, law_named
from algorithms.models.base import Model, check_positive, number
from algorithms.models.weighted_cascade import WeightedCascade
from graph.errors import ParameterError
from graph.influence import TieWeights
from graph.records import Float64s


@dataclass(frozen=True, slots=True)
class ContinuousTime:
    """Edges are live as under another model; a live one takes a random delay.

    Parameters
    ----------
    law
        Delay of a live edge, in any unit of time.
    horizon
        Above 0, in that unit; None waits for ever.
    base
        Which edges are live: a model with independent edges.
    platforms
        Pairs of a platform and its own law, for edges into its accounts; elsewhere `law` holds.

    Examples
    --------
    >>> model = ContinuousTime(DelayLaw("exponential", 2.0), horizon=48.0)
    >>> model.name
    'continuous-time:exponential,2.0:48.0:weighted-cascade'
    """

    law: DelayLaw
    horizon: float | None = None
    base: Model = field(default_factory=WeightedCascade)
    platforms: tuple[tuple[str, DelayLaw], ...] = ()

    kind: ClassVar[str] = "continuous-time"
    usage: ClassVar[str] = (
        "continuous-time:LAW,SCALE[,SHAPE][/PLATFORM=LAW,SCALE[,SHAPE]…][:HORIZON|inf[:MODEL]]"
    )
    one_at_most: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if self.horizon is not None:
            check_positive("horizon", self.horizon)
        if self.base.one_at_most or self.base.kind == self.kind:
            raise ParameterError("base", self.base.name, "a model with independent edges and no delays")

    @property
    def name(self) -> str:
        """With laws, horizon and the model under it."""
        laws = [self.law.name, *(f"{platform}={law.name}" for platform, law in self.platforms)]
        horizon = "inf" if self.horizon is None else self.horizon
        return f"{self.kind}:{'/'.join(laws)}:{horizon}:{self.base.name}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the laws, the horizon, `inf` where none is written, and the model under it."""
        from algorithms.models import model_named

        laws, _, rest = text.partition(":")
        horizon, _, base = rest.partition(":")
        first, *others = laws.split("/")
        pairs = [law.partition("=") for law in others]
        return cls(
            law_named(first),
            None if horizon in ("", "inf") else number(cls.usage, "horizon", horizon),
            model_named(base) if base else WeightedCascade(),
            tuple((platform, law_named(law)) for platform, _, law in pairs),
        )

    def probabilities(self, ties: TieWeights) -> Float64s:
        """Return what the model under it says: that an edge is live, however late."""
        return self.base.probabilities(ties)

    def delays(self, ties: TieWeights, platforms: Sequence[str]) -> Delays:
        """Return the law of each edge, by the platform of the account that passes the message on.

        Parameters
        ----------
        ties
            As for `probabilities`.
        platforms
            Of each account, length n.
        """
        if not self.platforms:
            return Delays((self.law,))
        numbers = {platform: place for place, (platform, _) in enumerate(self.platforms, start=1)}
        of_account = np.array([numbers.get(platform, 0) for platform in platforms], dtype=np.int32)
        return Delays((self.law, *(law for _, law in self.platforms)), of_account[ties.in_targets])
