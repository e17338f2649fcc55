"""Who carries a message."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Estimate, Meta


class Carried(Answer):
    """How many more a message reaches because the account may pass it on."""

    people: Estimate = Field(description="Distinct people who see it.")
    relays: Estimate = Field(description="Accounts that pass it on themselves.")


class CarriedHop(Carried):
    """What of it is carried over so many hops, by the shortest way from who starts."""

    hop: int


class Relay(Answer):
    """One account as a relay, with the parts of its value."""

    account: Account
    rank_low: int = Field(description="Best rank within this list that the samples leave open, from 1.")
    rank_high: int = Field(description="Worst such rank. With chance 95 % those of all items hold at once.")
    carried: Carried
    by_hop: list[CarriedHop] | None = Field(
        description="The same by hop, from 2 on, adding up to it; null unless asked for."
    )
    exposed: Estimate = Field(description="Probability that a message reaches its eyes.")
    active: Estimate = Field(description="Probability that it passes a message on.")
    active_if_exposed: Estimate | None = Field(
        description="Probability that it passes on what it sees; null where it saw too little to tell."
    )
    extra_if_active: Estimate | None = Field(
        description="More people each time it does pass one on; null where it did too rarely to tell."
    )


class RelayGroup(Answer):
    """What some accounts carry together: how many are lost when all of them see and none passes on."""

    accounts: list[Account]
    carried: Carried
    meta: Meta


class Relays(Answer):
    """The best relays, best first."""

    items: list[Relay]
    meta: Meta
