"""Who is upstream of the large accounts on a topic."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Listed, Meta


class Led(Answer):
    """A large account that takes up what somebody took up before."""

    account: Account
    items: int = Field(description="On how many items.")
    median_lead_hours: float = Field(description="How much later, as the median over these items.")


class UpstreamItem(Answer):
    """A mid-size account, and whom it leads."""

    account: Account
    share: float = Field(
        description="Of the items of a large account, how many this one leads it on: mean over all of them."
    )
    expected: float = Field(description="The same by chance: mean over the permutations.")
    p_value: float = Field(description="How often chance leads as much, one-sided.")
    q_value: float = Field(
        description="Share of false ones to expect among all that are at least as significant."
    )
    led: list[Led] = Field(description="Most items first.")


class Upstream(Listed):
    """Mid-size accounts that the large ones on a topic follow in what they take up."""

    items: list[UpstreamItem] = Field(description="Least p-value first, then most above chance.")
    messages: int = Field(description="Recorded messages on the topic.")
    adopters: int = Field(description="Accounts that took any of it up at a known time.")
    large: int = Field(description="Of these, the large accounts.")
    candidates: int = Field(description="Of these, the mid-size accounts that could lead a large one.")
    n_permutations: int
    meta: Meta
