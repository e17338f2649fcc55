"""Who carries a message."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Estimate, Listed, Meta
from api.answers.reasons import Reasons


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
    score: float | None = Field(
        description="What orders the list, on the ranker's own scale; null where what they carry orders it."
    )
    rank_low: int | None = Field(
        description="Best rank within this page that the samples leave open; counted on from page to page. "
        "Null where a ranker orders the list: it has no samples."
    )
    rank_high: int | None = Field(
        description="Worst such rank. With chance 95 % those of all items hold at once."
    )
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
    reasons: Reasons | None = Field(description="Why it is listed; null unless asked for.")


class RelayGroup(Answer):
    """What some accounts carry together: how many are lost when all of them see and none passes on."""

    accounts: list[Account]
    carried: Carried
    meta: Meta


class Relays(Listed):
    """The best relays, best first."""

    items: list[Relay]
    meta: Meta
