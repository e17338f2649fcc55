"""What all answers share: estimates, accounts, the model, and what an answer was computed from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, SerializationInfo

Community = Annotated[
    int | None, Field(description="Number of the community, from 0, largest first; null where alone.")
]


CHAIN = "chain"
"""Marks a list that means nothing with a gap, such as a path: without one of its accounts all of it goes."""


class Answer(BaseModel):
    """Base of all answers: nothing but the documented fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Estimate(Answer):
    """A number with its 95 % interval and how many samples it rests on."""

    value: float
    low: float
    high: float
    n: int


def _revealed(value: str | None, info: SerializationInfo) -> str | None:
    """Return a handle or a name, unless whoever serializes says that the caller may not see it."""
    return None if (info.context or {}).get("reveal") is False else value


Revealed = Annotated[str | None, PlainSerializer(_revealed)]
"""A handle or a name: null to callers who may not see those."""


class Account(Answer):
    """An account as lists show it."""

    key: str
    handle: Revealed
    followers: int | None
    community: Community


class Trained(Answer):
    """Recorded messages that a ranker learned from."""

    since: str | None = Field(description="Start of the first, ISO 8601 in UTC; null without times.")
    until: str | None = Field(description="Everything happened before.")
    messages: int
    actions: int


class Tested(Answer):
    """What the store's own back-test says of the ranker that orders a list."""

    topic: str | None = Field(description="Messages it was tested on; null: all.")
    windows: int
    since: str = Field(description="First cut, ISO 8601 in UTC: what happened before was learned from.")
    until: str = Field(description="End of the last test window.")
    messages: int
    captured: Estimate = Field(
        description="Of what the best choice of as many accounts would have had; mean over 10 to 500 "
        "accounts and all windows."
    )
    against_history: Estimate | None = Field(
        description="That over what counting who was below whom captures, less 1; null where that is nothing."
    )
    against_reposts: Estimate | None = Field(description="The same against times reposted as a relay.")
    unseen: float = Field(
        description="Share of the future that belonged to accounts never seen before: nobody could know."
    )
    reason: str = Field(description="Why this ranker is served.")


class Model(Answer):
    """How the probabilities came about, and what orders a list of relays."""

    name: str = Field(description="Model of influence behind carried and its parts.")
    rest_share: float | None = Field(description="α: what a tie off the topic counts for; null if unused.")
    learned: bool = Field(description="Whether what orders the list is learned from these data.")
    tested_on_this_data: bool
    ranker: str | None = Field(default=None, description="What orders the list; null: what they carry.")
    learner: str | None = Field(default=None, description="What the ranker's probabilities are learned by.")
    trained: Trained | None = Field(default=None, description="What the ranker learned from.")
    tested: Tested | None = Field(default=None, description="How it did; null where it is not tested.")


class Sources(Answer):
    """Where messages are taken to start."""

    rule: Literal["originals", "reshares", "uniform", "given", "together"] = Field(
        description="originals, reshares: by share of original posts, or of reshares and quotes that point "
        "there; uniform: any account; given: one of the named; together: all of the named at once."
    )
    accounts: int = Field(description="How many accounts can start a message.")


class Listed(Answer):
    """Base of answers that list items page by page."""

    next_cursor: str | None = Field(description="What `cursor` asks for the next page; null on the last.")
    has_more: bool = Field(description="Whether there is a next page.")
    total_estimate: int | None = Field(description="Items on all pages; null where that is not known.")


class Meta(Answer):
    """What an answer was computed from."""

    store: str
    snapshot: str = Field(description="Which version of the graph; `graph_version` asks for it again.")
    as_of: str | None = Field(None, description="Nothing from then on counts, in UTC; null: all counts.")
    topic: str | None = None
    model: Model | None = None
    sources: Sources | None = None
    direction: Literal["forward", "reverse"] | None = Field(
        None, description="Whether cascades were drawn from who starts, or sets of those who reach somebody."
    )
    random_seed: int | None = None
    n: int | None = Field(None, description="Samples behind the estimates of the list.")
    ci_level: float | None = None
    excluded: int = Field(0, description="Accounts that objected: they are in no answer.")
    warnings: list[str] = []
