"""What a model of influence is: a named value that turns ties into probabilities."""

from __future__ import annotations

from math import isfinite
from typing import ClassVar, Protocol, Self

from graph.errors import ParameterError
from graph.influence import TieWeights
from graph.records import Float64s


class Model(Protocol):
    """How likely a message passes along each tie.

    A module of this package that defines a class with these members has added a model: nothing else
    lists it. It is a frozen value; `parse(text)` of what follows `kind:` in its name gives it back.
    """

    kind: ClassVar[str]
    """First word of its names, such as `constant`."""

    usage: ClassVar[str]
    """How its names are written, for messages, such as `constant:P`."""

    one_at_most: ClassVar[bool]
    """Whether of the edges into a node at most one is live, as in `InfluenceGraph`."""

    @property
    def name(self) -> str:
        """What answers call it, with its parameters: `constant:0.1`."""
        ...

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the model of a name, from what follows `kind:` in it; empty where nothing does."""
        ...

    def probabilities(self, ties: TieWeights) -> Float64s:
        """Return one probability an edge, float64, in the order of `ties`."""
        ...


def number(model: str, name: str, text: str) -> float:
    """Return a parameter written in a model's name.

    Raises
    ------
    ParameterError
        When it is no number.

    Examples
    --------
    >>> number("constant:P", "P", "0.1")
    0.1
    """
    try:
        return float(text)
    except ValueError:
        raise ParameterError(name, text, f"a number, as in {model}") from None


def check_share(name: str, value: float) -> None:
    """Refuse what is no number from 0 to 1.

    Raises
    ------
    ParameterError
        Naming the parameter.
    """
    if not 0 <= value <= 1:
        raise ParameterError(name, value, "from 0 to 1")


def check_positive(name: str, value: float) -> None:
    """Refuse what is no finite number above 0.

    Raises
    ------
    ParameterError
        Naming the parameter.
    """
    if not (isfinite(value) and value > 0):
        raise ParameterError(name, value, "a finite number above 0")
