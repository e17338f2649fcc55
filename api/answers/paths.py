"""By which path a message gets from some accounts to one, and who introduces them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.answers.common import CHAIN, Account, Answer, Estimate, Listed, Meta
from api.answers.reasons import TieReason

PathKind = Literal["influence", "warm", "time"]


class PathItem(Answer):
    """One path, from an account that starts the message to the account asked about."""

    accounts: Annotated[list[Account], CHAIN] = Field(
        description="In the order in which the message reaches them."
    )
    steps: list[float] | None = Field(
        description="Of each step, by influence: the probability that the next account passes it on; warm: "
        "the strength of the tie, 0 to 1; by time: null."
    )
    probability: float | None = Field(
        description="That the message takes every step: the product of the steps; by influence alone."
    )
    strength: float | None = Field(description="Product of the steps; warm alone.")
    bottleneck: int | None = Field(description="Place of the weakest step, from 0; null by time.")
    times: list[str] | None = Field(
        description="When each account but the first acted, in UTC; by time alone."
    )
    duration_seconds: float | None = Field(
        description="From the first bounce to the last; 0 where there is but one; by time alone."
    )
    reasons: list[TieReason] | None = Field(
        description="What each step rests on; null unless asked for, by influence."
    )


class AnyWay(Answer):
    """How likely a message gets there at all, over all paths together."""

    passes_on: Estimate = Field(description="Probability that the account passes the message on.")
    sees: Estimate = Field(description="Probability that it sees the message.")


class Separation(Answer):
    """Why no path leads there."""

    reached: int = Field(description="Accounts that the starting ones can reach, themselves included.")
    reaching: int = Field(description="Accounts that can reach the one asked about, itself included.")


class Paths(Listed):
    """Paths from some accounts to one: most probable, or warmest, first; by time the fastest alone."""

    by: PathKind
    items: list[PathItem]
    complete: bool | None = Field(
        description="With `least_probability`: whether these are all such paths; null without it."
    )
    any_way: AnyWay | None = Field(description="By influence alone.")
    separation: Separation | None = Field(
        description="Null where a path of any length leads there, and by time."
    )
    as_of: str | None = Field(
        description="Warm: when a tie has age 0, the latest time known of any exchange, in UTC; null where "
        "no time is known."
    )
    meta: Meta
