"""How the audiences of some accounts overlap."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.common import Account, Answer, Meta

AudienceKind = Literal["follow", "exposure", "spread"]


class People(Answer):
    """How many people: counted, or estimated with its interval."""

    value: float
    low: float | None = Field(description="Lower end of the 95 % interval; null where they were counted.")
    high: float | None = Field(description="Upper end; null where they were counted.")


class Audience(Answer):
    """The audience of one account beside those of the others."""

    account: Account
    people: People
    alone: People = Field(description="People whom none of the other accounts reaches.")
    alone_share: float | None = Field(description="Their part of its audience; null where it has none.")


class ReachedBy(Answer):
    """People reached by exactly so many of the accounts."""

    accounts: int
    people: People


class Overlap(Answer):
    """Audiences, one by one, two by two, and all together."""

    by: AudienceKind
    distinct: People = Field(description="People whom at least one of the accounts reaches.")
    reached_by: list[ReachedBy] = Field(
        description="By how many accounts, from 1; those nobody is in left out."
    )
    items: list[Audience] = Field(description="In the order of the accounts' keys.")
    shared: list[list[float]] = Field(
        description="People whom both of two accounts reach: a row and a column an account, in the order of "
        "items; on the diagonal its whole audience."
    )
    shared_low: list[list[float]] | None = Field(
        description="Lower ends of the 95 % intervals; null where people were counted."
    )
    shared_high: list[list[float]] | None = Field(description="Upper ends; null where people were counted.")
    meta: Meta
