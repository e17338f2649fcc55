"""What happened to one message, bounce by bounce: recorded, or drawn from a model."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.common import Account, Answer, Community, Listed, Meta, Revealed


class RecordedMessage(Answer):
    """A recorded message."""

    cascade: str = Field(
        description="Key of the message; `event` gathers all timed actions that belong to none."
    )
    author: Account | None
    posted_at: str | None = Field(description="ISO 8601 in UTC.")
    actions: int = Field(description="How often somebody acted on it; posting it is not counted.")
    people: int = Field(description="Distinct people: the author, who acted, and who was passed on.")


class RecordedMessages(Listed):
    """The recorded messages, most people first."""

    items: list[RecordedMessage]
    meta: Meta


class Bounce(Answer):
    """The people at one hop."""

    hop: int = Field(description="Bounces from who started it.")
    people: int
    reproduction: float = Field(description="R: people at the next hop for each of these.")
    still_to_come: float = Field(description="Share of the people it came to who are further away.")


class Age(Answer):
    """How far a message had come at one age."""

    age_seconds: float
    people: int = Field(description="To how many it had come by then; who started it is not counted.")
    still_to_come: float = Field(description="Share of all of those, at known times, who came later.")


class Life(Answer):
    """How long a message lived; what happened before it was posted counts as happening at once."""

    started_at: str = Field(description="When it was posted, else its first action; ISO 8601 in UTC.")
    timed_actions: int = Field(description="Actions of known time, behind all that follows.")
    half_life_seconds: float = Field(description="Age by which half of them had happened.")
    last_alive_seconds: float = Field(description="Age at the last of them.")
    survival: list[Age]
    lull_seconds: float = Field(
        description="Longer without a fire is a lull: ten times the shortest time in which a quarter of the "
        "actions happened. It is a fire while a tenth as many as that quarter, and three at least, happen "
        "in that time."
    )


class Reignition(Answer):
    """A fire after a lull."""

    started_at: str = Field(description="ISO 8601 in UTC.")
    lull_seconds: float
    actions: int
    people: int = Field(description="How many came until it lay low again.")
    igniter: Account | None = Field(
        description="Who carried most of them, of those who acted then; null where each came alone."
    )
    carried: int = Field(description="How many of them came by way of the igniter.")


class Passage(Answer):
    """How often a message crossed a border from one side to another."""

    origin: str
    destination: str
    crossings: int


class Carrier(Answer):
    """Who carried a message across a border."""

    account: Account
    origin: str
    destination: str
    people_below: int = Field(description="How many have it by way of this account.")


class Border(Answer):
    """Bounces across one border."""

    bounces: int = Field(description="Of how many bounces both sides are known.")
    crossings: int = Field(description="How many of them have different sides.")
    passages: list[Passage] = Field(description="Most crossings first.")
    carriers: list[Carrier] = Field(description="Most people below first.")


class Credited(Answer):
    """One account and what it did for a message."""

    account: Account
    hop: int
    people_below: int = Field(description="How many have it by way of this account, at any distance.")
    credit: float


class Parents(Answer):
    """How it is known from whom somebody has the message."""

    method: Literal["earliest-exposed", "most-recent-exposed", "weighted"] = Field(
        description="How missing parents were guessed."
    )
    given: int = Field(description="People whose parent came with the data.")
    exposed: int = Field(description="Guessed among accounts with an edge to them that had acted before.")
    author: int = Field(description="Without such an account: guessed to be the author.")
    guessed_share: float | None = Field(
        description="Share of the parents that are guesses; null without any."
    )
    backward: int = Field(description="People who came, by the clocks, before the parent they were given.")
    cycles: int = Field(description="Circles of given parents that were broken.")
    silent: int = Field(description="People who were passed on and of whom no action is known.")


class CommunityPeople(Answer):
    """The people of a message in one community."""

    community: int
    people: int
    first_hop: int = Field(description="Hop at which it came there.")


class ReplayedPeople(Answer):
    """The people of a message, in the order in which they came.

    All lists are as long, one entry a person.
    """

    key: list[str | None] = Field(description="Null where nobody may be named.")
    handle: list[Revealed]
    community: list[Community]
    hop: list[int]
    parent: list[int | None] = Field(
        description="Place in these lists of whom they have it from; null for who started it."
    )
    guessed: list[bool] = Field(description="Whether the parent is a guess.")
    age_seconds: list[float | None] = Field(
        description="When it came to them, from its start on; null where unknown."
    )
    people_below: list[int] = Field(description="How many have it by way of them, at any distance.")


class ReplayedBounce(Answer):
    """Who threw a bounce, and where it came down."""

    hop: int = Field(description="From 1; people at hop 0 started it.")
    people: int
    relay: Account | None = Field(
        description="One bounce before: by way of whom most people have it, at any distance."
    )
    people_below: int = Field(description="How many these are.")
    community: Community = Field(description="Where most of them are; null where none is in any.")
    in_community: int = Field(description="How many of them are there.")
    age_seconds: float | None = Field(description="When the first of them had it; null where unknown.")


class Replay(Answer):
    """Who had a message when, and from whom."""

    people: ReplayedPeople = Field(
        description="At most 2,000: those by way of whom most have it, with all on the way to them."
    )
    left_out: int = Field(description="How many more there are; of nobody listed is the parent among them.")
    bounces: list[ReplayedBounce] = Field(description="All of them, counted over all people.")


class CascadeReport(Answer):
    """What happened to one message, bounce by bounce."""

    cascade: str | None = Field(description="Key of the message; null where it was drawn from a model.")
    author: Account | None
    starters: int = Field(description="People who have it from nobody.")
    people: int = Field(description="Distinct people, as many as there are at all hops together.")
    depth: int = Field(description="The last hop.")
    breadth: int = Field(description="Most people at one hop.")
    structural_virality: float | None = Field(
        description="Mean distance of two people with the same start, over all pairs; null without a pair."
    )
    beyond_first_hop: float | None = Field(
        description="Share of the people it came to who have it from no starter; null without any."
    )
    by_hop: list[Bounce]
    life: Life | None = Field(description="Null without any time: a drawn message has hops only.")
    reignitions: list[Reignition]
    borders: dict[str, Border] = Field(description="By language, place, platform and community.")
    credit: Literal["below", "leave-one-out", "shapley"]
    relays: list[Credited] = Field(description="Most credit first.")
    parents: Parents | None = Field(description="Null where it was drawn: there nothing is guessed.")
    by_community: list[CommunityPeople] | None = Field(
        description="Most people first; null unless asked for. Accounts without a tie are in no community."
    )
    replay: Replay | None = Field(description="Null unless asked for.")
    meta: Meta
