"""How far a message goes."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Answer, Estimate, Meta


class Hop(Answer):
    """What one bounce of a message adds."""

    hop: int
    relays: Estimate = Field(description="Accounts newly active at this hop.")
    people: Estimate = Field(description="Distinct people who first see it at this hop.")


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
    by_community: list[CommunityShare] | None = Field(
        description="Most people first; null unless asked for. Accounts without a tie are in no community."
    )
    meta: Meta
