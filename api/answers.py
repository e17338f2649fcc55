"""The answers, as types: the body of the HTTP API and of `--json` on the command line, byte for byte."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Community = Annotated[
    int | None, Field(description="Number of the community, from 0, largest first; null where alone.")
]


class Answer(BaseModel):
    """Base of all answers: nothing but the documented fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Estimate(Answer):
    """A number with its 95 % interval and how many samples it rests on."""

    value: float
    low: float
    high: float
    n: int


class Account(Answer):
    """An account as lists show it."""

    key: str
    handle: str | None
    followers: int | None
    community: Community


class Model(Answer):
    """How the probabilities came about."""

    name: str
    rest_share: float | None = Field(description="α: what a tie off the topic counts for; null if unused.")
    learned: bool
    tested_on_this_data: bool


class Sources(Answer):
    """Where messages are taken to start."""

    rule: Literal["originals", "reshares", "uniform", "given", "together"] = Field(
        description="originals, reshares: by share of original posts, or of reshares and quotes that point "
        "there; uniform: any account; given: one of the named; together: all of the named at once."
    )
    accounts: int = Field(description="How many accounts can start a message.")


class Meta(Answer):
    """What an answer was computed from."""

    store: str
    snapshot: str
    topic: str | None = None
    model: Model | None = None
    sources: Sources | None = None
    random_seed: int | None = None
    n: int | None = Field(None, description="Samples behind the estimates of the list.")
    ci_level: float | None = None
    warnings: list[str] = []


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


class Topic(Answer):
    """A topic and how many accounts posted or acted on it."""

    topic: str
    authors: int


class Topics(Answer):
    """Topics, most authors first."""

    items: list[Topic]
    meta: Meta


class AccountDetail(Account):
    """All that the snapshot knows of one account."""

    platform: str
    name: str | None
    language: str | None
    hears: int = Field(description="Accounts whose messages can reach it in one step.")
    heard_by: int = Field(description="Accounts that its own messages can reach in one step.")


class AccountAnswer(Answer):
    """One account."""

    account: AccountDetail
    meta: Meta


class Graph(Answer):
    """What is loaded."""

    accounts: int
    connected: int = Field(description="Accounts that have a tie to another.")
    edges: int
    topics: int
    ties: dict[str, int] = Field(description="Distinct ties by kind.")
    platforms: list[str]
    meta: Meta


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


class Hop(Answer):
    """What one bounce of a message adds."""

    hop: int
    relays: Estimate = Field(description="Accounts newly active at this hop.")
    people: Estimate = Field(description="Distinct people who first see it at this hop.")


class Cascade(Answer):
    """How far a message goes from accounts that start it together."""

    spread: Estimate = Field(description="Accounts that pass it on, the starting ones included.")
    reach: Estimate = Field(description="Distinct people who see it, the starting ones included.")
    by_hop: list[Hop]
    meta: Meta


class TieCounts(Answer):
    """What became of the ties of one kind."""

    read: int
    kept: int
    already_there: int
    self_ties: int


class LoadReport(Answer):
    """What became of the rows of some files."""

    loads: list[int] = Field(description="Their numbers in the store's ledger.")
    read: int = Field(description="Rows of the files.")
    kept: int = Field(description="Ties that are new to the store.")
    already_there: int = Field(description="Ties that the store has, or that a file repeats.")
    self_ties: int = Field(description="Ties of an account to itself, left out; the account stays.")
    refused: dict[str, int] = Field(description="Refused rows by reason.")
    refused_rows: str | None = Field(description="File with the refused rows; null if there are none.")
    accounts: int
    posts: int
    authors: int = Field(description="Accounts that wrote those posts.")
    kinds: dict[str, TieCounts]


class LoadEntry(Answer):
    """One line of the store's ledger."""

    load: int
    file: str
    source: str
    loaded_at: str | None = Field(description="UTC; null while it is being written, or was cut off.")
    accounts: int
    ties: int
    posts: int
    batches: int


class Loads(Answer):
    """The store's ledger."""

    items: list[LoadEntry]
