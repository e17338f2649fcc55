"""Probabilities that were loaded with the ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from graph.errors import ParameterError
from graph.influence import TieWeights
from graph.records import Float64s


@dataclass(frozen=True, slots=True)
class Given:
    """Independent edges; each probability came with its tie and does not depend on the topic."""

    kind: ClassVar[str] = "given"
    usage: ClassVar[str] = "given"
    one_at_most: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """`given`."""
        return self.kind

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse anything: there is nothing to set."""
        if text:
            raise ParameterError("model", f"{cls.kind}:{text}", f"written {cls.usage}")
        return cls()

    def probabilities(self, ties: TieWeights) -> Float64s:
        """Return what came with the ties.

        Raises
        ------
        ParameterError
            When nothing did.
        """
        if not ties.given:
            raise ParameterError("model", self.kind, "another one: these ties came without probabilities")
        return ties.weight
