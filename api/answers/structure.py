"""What the network is: measures of centrality, and rankings by them."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Estimate, Listed, Meta


class MeasureItem(Answer):
    """One measure of centrality."""

    measure: str
    meaning: str
    can_be_sampled: bool


class Measures(Answer):
    """The measures that accounts can be ranked by."""

    items: list[MeasureItem]


class Ranked(Answer):
    """One account of a ranking."""

    account: Account
    value: float
    estimate: Estimate | None = Field(
        description="With limits that hold for all accounts at once; null where the value is exact."
    )


class Centrality(Listed):
    """The most central accounts by one measure, highest first."""

    measure: str
    meaning: str
    items: list[Ranked]
    meta: Meta
