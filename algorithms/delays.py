"""How long somebody takes to pass a message on.

References
----------
Box, Muller: A note on the generation of random normal deviates. Annals of Mathematical Statistics 29, 1958,
https://doi.org/10.1214/aoms/1177706645
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal, get_args

import numpy as np

from algorithms.kernels import kernel
from algorithms.streams import uniform
from graph.errors import ParameterError
from graph.records import Float64s, Int32s

LawKind = Literal["exponential", "weibull", "lognormal"]

_EXPONENTIAL, _WEIBULL, _LOGNORMAL = range(3)


@dataclass(frozen=True, slots=True)
class DelayLaw:
    """The distribution of one delay.

    Parameters
    ----------
    kind
        `exponential`, `weibull` or `lognormal`.
    scale
        Above 0, in the unit of time: the mean of an exponential, Weibull's λ, a log-normal's median.
    shape
        Above 0: Weibull's k, the standard deviation of a log-normal's logarithm; an exponential has none.

    Raises
    ------
    ParameterError
        On an unknown kind, or parameters out of range.

    Examples
    --------
    >>> DelayLaw("weibull", 2.0, 0.7).name
    'weibull,2.0,0.7'
    """

    kind: LawKind
    scale: float
    shape: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in get_args(LawKind):
            raise ParameterError("law", self.kind, f"one of {', '.join(get_args(LawKind))}")
        for name, value in (("scale", self.scale), ("shape", self.shape)):
            if not (isfinite(value) and value > 0):
                raise ParameterError(name, value, "a finite number above 0")
        if self.kind == "exponential" and self.shape != 1:
            raise ParameterError("shape", self.shape, "left out: an exponential law has none")

    @property
    def name(self) -> str:
        """Kind, scale and shape, parted by commas."""
        shape = "" if self.kind == "exponential" else f",{self.shape}"
        return f"{self.kind},{self.scale}{shape}"


def law_named(text: str) -> DelayLaw:
    """Return the law that a name such as `weibull,2,0.7` stands for.

    Raises
    ------
    ParameterError
        When none does.

    Examples
    --------
    >>> law_named("exponential,24")
    DelayLaw(kind='exponential', scale=24.0, shape=1.0)
    """
    kind, *numbers = text.split(",")
    try:
        values = [float(value) for value in numbers]
    except ValueError:
        values = []
    if len(values) not in (1, 2):
        raise ParameterError("law", text, "written LAW,SCALE or LAW,SCALE,SHAPE")
    return DelayLaw(kind, *values)  # type: ignore[arg-type]  # an unknown kind is refused


@dataclass(frozen=True, slots=True, eq=False)
class Delays:
    """The delay law of each edge.

    Parameters
    ----------
    laws
        At least one.
    of_edge
        int32, m, in the order by target: place of each edge's law; None where there is one law for all.

    Raises
    ------
    ParameterError
        When an edge's law is none of these.
    """

    laws: tuple[DelayLaw, ...]
    of_edge: Int32s | None = None

    def __post_init__(self) -> None:
        if not self.laws:
            raise ParameterError("laws", (), "at least one")
        places = np.zeros(1, np.int32) if self.of_edge is None else self.of_edge
        if len(places) and not 0 <= places.min() <= places.max() < len(self.laws):
            raise ParameterError(
                "of_edge", "an array with a place outside", f"from 0 to {len(self.laws) - 1}"
            )

    def table(self) -> Float64s:
        """Return kind, scale and shape of each law for `delay`: float64, laws x 3."""
        kinds = get_args(LawKind)
        return np.array(
            [[kinds.index(law.kind), law.scale, law.shape] for law in self.laws], dtype=np.float64
        )


@kernel
def delay(law: Float64s, key: np.uint64, edge: int) -> float:
    """Draw the delay of one edge of a world, whose two numbers are draws 2·edge and 2·edge + 1."""
    x = -np.log1p(-uniform(key, 2 * edge))  # exponential with mean 1
    if law[0] == _EXPONENTIAL:
        return float(law[1] * x)
    if law[0] == _WEIBULL:
        return float(law[1] * x ** (1 / law[2]))
    normal = np.sqrt(2 * x) * np.cos(2 * np.pi * uniform(key, 2 * edge + 1))
    return float(law[1] * np.exp(law[2] * normal))
