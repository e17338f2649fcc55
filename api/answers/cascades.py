"""How far a message goes."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Answer, Estimate, Meta


class Hop(Answer):
    """What one bounce of a message adds."""

    hop: int
    relays: Estimate = Field(description="Accounts newly active at this hop.")
    people: Estimate = Field(description="Distinct people who first see it at this hop.")


class Moment(Answer):
    """What a message has come to some time after it started."""

    hours: float
    relays: Estimate = Field(description="Accounts that have passed it on by then, seeds included.")
    people: Estimate = Field(description="Distinct people who have seen it by then.")


class CommunityShare(Answer):
    """What a message comes to in one community."""

    community: int
    relays: Estimate = Field(description="Accounts of the community that pass it on.")
    people: Estimate = Field(description="People of the community who see it.")


class Cascade(Answer):
    """How far a message goes from accounts that start it together."""

    spread: Estimate = Field(description="Accounts that pass it on, the starting ones included.")
    reach: Estimate = Field(description="Distinct people who see it, the starting ones included.")
    by_hop: list[Hop]
    by_time: list[Moment] | None = Field(description="Null under a model in which nothing takes time.")
    horizon: float | None = Field(description="Hours after which nothing counts; null where there is no end.")
    by_community: list[CommunityShare] | None = Field(
        description="Most people first; null unless asked for. Accounts without a tie are in no community."
    )
    meta: Meta
