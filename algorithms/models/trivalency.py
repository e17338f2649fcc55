"""Strong, middling and weak ties, drawn for each edge.

References
----------
Chen, Wang, Wang: Scalable influence maximization for prevalent viral marketing in large-scale social
networks. KDD 2010, https://doi.org/10.1145/1835804.1835934
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from algorithms.checks import check_random_seed
from algorithms.kernels import kernel
from algorithms.streams import TRIVALENCY, uniform, world_key
from graph.errors import ParameterError
from graph.influence import TieWeights
from graph.records import Float64s, Int32s

LEVELS = (0.1, 0.01, 0.001)


@dataclass(frozen=True, slots=True)
class Trivalency:
    """Independent edges of probability 0.1, 0.01 or 0.001, one of them drawn for each edge.

    Parameters
    ----------
    random_seed
        0 to 2**63 - 1; the draw goes by the two accounts of an edge, whatever other edges there are.

    Examples
    --------
    >>> Trivalency().name
    'trivalency'
    """

    random_seed: int = 0

    kind: ClassVar[str] = "trivalency"
    usage: ClassVar[str] = "trivalency[:RANDOM_SEED]"
    one_at_most: ClassVar[bool] = False

    def __post_init__(self) -> None:
        check_random_seed(self.random_seed)

    @property
    def name(self) -> str:
        """With the random seed where it is not 0."""
        return f"{self.kind}:{self.random_seed}" if self.random_seed else self.kind

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the random seed, 0 where none is written."""
        if text and not (text.isascii() and text.isdigit()):
            raise ParameterError("random_seed", text, f"a whole number, as in {cls.usage}")
        return cls(int(text or 0))

    def probabilities(self, ties: TieWeights) -> Float64s:
        """Return the level drawn for each edge."""
        levels = _levels(np.asarray(ties.in_sources), ties.in_targets, self.random_seed)
        return np.asarray(np.array(LEVELS)[levels])


@kernel
def _levels(sources: Int32s, targets: Int32s, random_seed: int) -> Int32s:
    levels = np.empty(len(sources), dtype=np.int32)
    for edge in range(len(sources)):
        key = world_key(random_seed, TRIVALENCY, targets[edge])
        levels[edge] = int(3 * uniform(key, sources[edge]))
    return levels
