"""What the network is: rankings and communities."""

from __future__ import annotations

from api.answers.common import Account, Answer, Meta


class Ranked(Answer):
    """One account of a ranking."""

    account: Account
    value: float


class Centrality(Answer):
    """The most central accounts by one measure, highest first."""

    measure: str
    items: list[Ranked]
    meta: Meta


class CommunityItem(Answer):
    """One community with its most central members."""

    community: int
    size: int
    leaders: list[Account]


class Communities(Answer):
    """The communities, largest first; accounts without any tie belong to none."""

    modularity: float | None
    items: list[CommunityItem]
    meta: Meta
