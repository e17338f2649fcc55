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


class CommunityShare(Answer):
    """What a message comes to in one community."""

    community: int
    relays: Estimate = Field(description="Accounts of the community that pass it on.")
    people: Estimate = Field(description="People of the community who see it.")


class Cascade(Answer):
    """How far a message goes from accounts that start it together."""

    spread: Estimate = Field(description="Accounts that pass it on, the starting ones included.")
    reach: Estimate = Field(description="Distinct people who see it, the starting ones included.")
    by_hop: list[Hop]
    by_community: list[CommunityShare] | None = Field(
        description="Most people first; null unless asked for. Accounts without a tie are in no community."
    )
    meta: Meta


class PlannedSeed(Answer):
    """One account to ask."""

    account: Account
    gain: Estimate = Field(description="What it adds to those before it, in what the plan is to maximise.")
    price: float | None
    acceptance: float | None = Field(description="Probability that it says yes; null where unknown.")


class Certificate(Answer):
    """How good a plan is, compared with the best that the demands allow."""

    ratio: float = Field(description="At least this share of the best.")
    delta: float = Field(description="Probability that one of the bounds fails.")
    lower: float = Field(description="The plan is worth at least this.")
    upper: float = Field(description="No plan within the demands is worth more.")
    guarantee: float | None = Field(description="What theory promises under such demands, if anything.")
    n_sets: int


class Rival(Answer):
    """A plan by a simple rule under the same number or budget, judged by the same samples."""

    seeds: list[str] = Field(description="Keys, in the order of the rule.")
    value: Estimate
    difference: Estimate = Field(description="What the optimised plan has more, from paired samples.")
    price: float | None


class Plan(Answer):
    """Accounts to ask, and what they are worth together."""

    objective: Literal["spread", "reach"]
    seeds: list[PlannedSeed]
    spread: Estimate = Field(description="Accounts that pass it on; of the targets, where there are any.")
    reach: Estimate = Field(description="Distinct people who see it; of the targets, where there are any.")
    price: float | None = Field(description="Of all who are asked; null where one of them is unknown.")
    currency: str | None
    certificate: Certificate
    against: dict[str, Rival] = Field(description="By rule: degree, single-discount, pagerank.")
    meta: Meta


class Change(Answer):
    """One quantity before and after a change, and the difference from paired samples."""

    before: Estimate
    after: Estimate
    difference: Estimate


class ChangedPlan(Answer):
    """What a changed plan would change."""

    seeds: list[Account] = Field(description="Who is asked after the change.")
    spread: Change
    reach: Change
    price_before: float | None
    price_after: float | None
    currency: str | None
    meta: Meta


class Equivalents(Answer):
    """Accounts that together go as far as one star."""

    star: Account
    accounts: list[Account]
    complete: bool = Field(description="False where all candidates together do not come as far.")
    group_value: Estimate
    star_value: Estimate
    difference: Estimate = Field(description="Group less star, from paired samples.")
    covered: Estimate | None = Field(description="Share of the star's audience that the group reaches too.")
    price: float | None
    star_price: float | None
    price_ratio: float | None
    price_within: float | None = Field(
        description="At most so many times the cheapest such group; null where it does not come as far."
    )
    currency: str | None
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
    prices: int = Field(description="Rows that give an account its price.")
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
