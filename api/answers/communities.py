"""Communities: which there are, what each is like, what became of them, and who bridges them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.answers.common import Account, Answer, Estimate, Listed, Meta

Confidence = Annotated[
    float | None,
    Field(description="Share of the runs that agree, of members on average; null without several runs."),
]


class CommunityItem(Answer):
    """One community with its leaders."""

    community: int = Field(description="Number, from 0, largest first; it holds in this snapshot alone.")
    name: str = Field(description="Snapshot and number: a name that no other snapshot answers to.")
    size: int = Field(description="People in it.")
    leaders: list[Account] = Field(
        description="Most listened to inside; where accounts may be in several communities, at all."
    )
    confidence: Confidence


class Communities(Listed):
    """The communities, largest first; accounts without any tie belong to none."""

    method: str
    resolution: float | None = Field(description="What was asked for; null is the method's own.")
    modularity: float | None = Field(description="Null where accounts may be in several communities.")
    communities: int = Field(description="How many there are.")
    confidence: Confidence
    items: list[CommunityItem]
    meta: Meta


class Member(Answer):
    """An account as a member of its community."""

    account: Account
    role: Literal["hub", "connecting hub", "connector", "peripheral"]
    within_degree: float = Field(
        description="Standard deviations by which its ties within exceed the mean member's."
    )
    participation: float | None = Field(
        description="0: all ties in one community; nearing 1: spread over many. Null without a tie."
    )
    confidence: Annotated[
        float | None, Field(description="Share of the runs in which it sits here; null without several runs.")
    ]


class Cohesion(Answer):
    """How much a community keeps to itself; null where there is nothing to divide by."""

    inside_share: float | None = Field(description="Share of its ties' weight that stays inside.")
    conductance: float | None = Field(
        description="Weight of ties that leave it, over that of all ties at the smaller side."
    )
    density: float | None = Field(description="Share of ordered pairs of members that an edge joins.")
    reciprocity: float | None = Field(description="Share of edges inside that run both ways.")


class OverRepresented(Answer):
    """What a community is more given to than all accounts of which anything is known."""

    name: str
    inside: int = Field(description="Members of whom it is known.")
    of_members: int = Field(description="Members of whom anything of the sort is known.")
    whole: int = Field(description="Accounts of whom it is known.")
    of_accounts: int = Field(description="Accounts of whom anything of the sort is known.")
    lift: float = Field(description="How many times more often inside than among all.")
    p_value: float = Field(description="Chance of so many inside, were members drawn at random.")
    q_value: float = Field(description="Rate of false discoveries at which it counts.")


class CommunityCard(Answer):
    """What a community is like."""

    community: int
    name: str
    size: int = Field(description="People in it.")
    cohesion: Cohesion
    roles: dict[str, int] = Field(description="Members by role.")
    leaders: list[Member] = Field(description="Most listened to inside, first.")
    niche_leaders: list[Member] | None = Field(
        description="The same among those with few enough followers; null unless asked for."
    )
    connectors: list[Member] = Field(description="Ties most spread over other communities, first.")
    topics: list[OverRepresented]
    languages: list[OverRepresented]
    meta: Meta


class TrackedWindow(Answer):
    """One window of time."""

    since_ms: int
    until_ms: int
    communities: int
    accounts: int = Field(description="Accounts in a community.")
    snapshot: str


class CommunityEvent(Answer):
    """What became of communities from one window to the next."""

    window: int = Field(description="Number of the later window, from 1.")
    what: Literal["born", "gone", "merged", "split", "grown", "shrunk", "steady"]
    before: list[int] = Field(description="Numbers in the window before.")
    after: list[int] = Field(description="Numbers in the window.")
    size_before: int
    size_after: int
    leaders: list[Account] = Field(description="Most listened to inside after; where gone, before.")


class Tracking(Answer):
    """Communities over time."""

    windows: list[TrackedWindow]
    events: list[CommunityEvent]
    meta: Meta


class Bridge(Answer):
    """An account that brings messages of a community to another."""

    account: Account
    lost: Estimate = Field(
        description="People of the destination who would not see a message, were it to pass nothing on."
    )
    tie_share: float | None = Field(
        description="Share of the weight of ties from origin to destination at one of whose ends it is; "
        "null where there is no such tie."
    )


class BridgeTie(Answer):
    """A tie that brings messages of a community to another."""

    source: Account
    target: Account
    lost: Estimate = Field(description="People of the destination who would not see a message without it.")
    tie_share: float = Field(description="Its share of the weight of ties between the two.")


class CommunityPair(Answer):
    """What gets from one community to another, and by whom."""

    origin: int
    destination: int
    reached: Estimate = Field(
        description="People of the destination who see a message that starts in the origin."
    )
    ties: int = Field(description="Edges from the one to the other.")
    accounts: list[Bridge]
    edges: list[BridgeTie] | None = Field(description="Null unless one pair of communities is asked about.")


class Bridges(Listed):
    """Bridges between communities: people lost beside the share of ties."""

    items: list[CommunityPair]
    meta: Meta
