"""Who carries a message."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Estimate, Meta


class Carried(Answer):
    """How many more a message reaches because the account may pass it on."""

    people: Estimate = Field(description="Distinct people who see it.")
    relays: Estimate = Field(description="Accounts that pass it on themselves.")


class Relay(Answer):
    """One account as a relay, with the parts of its value."""

    account: Account
    carried: Carried
    exposed: Estimate = Field(description="Probability that a message reaches its eyes.")
    active: Estimate = Field(description="Probability that it passes a message on.")
    active_if_exposed: Estimate | None = Field(
        description="Probability that it passes on what it sees; null where it saw too little to tell."
    )
    extra_if_active: Estimate | None = Field(
        description="More people each time it does pass one on; null where it did too rarely to tell."
    )


class Relays(Answer):
    """The best relays, best first."""

    items: list[Relay]
    meta: Meta
