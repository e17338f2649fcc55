"""Accounts, topics, and what is loaded."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Listed, Meta, Revealed
from api.answers.reasons import Reasons


class Topic(Answer):
    """A topic and how many accounts posted or acted on it."""

    topic: str
    authors: int
    aliases: list[str] = Field(description="Aliases that stand for it, perhaps among others.")


class Topics(Listed):
    """Topics, most authors first."""

    items: list[Topic]
    meta: Meta


class TopicAlias(Answer):
    """A name under which several topics can be asked about together."""

    alias: str
    topics: list[str]


class TopicAliases(Answer):
    """The aliases, by name."""

    items: list[TopicAlias]


class AccountDetail(Account):
    """All that the snapshot knows of one account."""

    platform: str
    name: Revealed
    language: str | None
    hears: int = Field(description="Accounts whose messages can reach it in one step.")
    heard_by: int = Field(description="Accounts that its own messages can reach in one step.")


class AccountAnswer(Answer):
    """One account."""

    account: AccountDetail
    reasons: Reasons | None = Field(description="Its ties and its posts; null unless asked for.")
    meta: Meta


class UnknownOf(Answer):
    """Of how many accounts something is unknown."""

    followers: int
    language: int
    name: int
    price: int


class Graph(Answer):
    """What is loaded."""

    accounts: int
    connected: int = Field(description="Accounts that have a tie to another.")
    edges: int
    topics: int
    ties: dict[str, int] = Field(description="Distinct ties by kind.")
    platforms: list[str]
    first_at: str | None = Field(description="Time of the first tie, in UTC; null where none has a time.")
    last_at: str | None = Field(description="Time of the last.")
    unknown: UnknownOf = Field(description="Accounts of which that is not known; nobody takes it for zero.")
    backtest: bool = Field(description="Whether one of all messages is kept, as `/v1/backtest` shows it.")
    meta: Meta


class GraphVersion(Answer):
    """One snapshot that is kept: what the store held at one time, seen through one projection."""

    graph_version: str
    current: bool = Field(description="Whether it is what this answer comes from.")
    same_store: bool = Field(description="Whether it was made of what the store held for this answer.")
    made_at: str = Field(description="In UTC.")
    model: str = Field(description="`given`: ties that came with probabilities; else those that happened.")
    kinds: list[str] = Field(description="Which ties that happened count.")
    platform: str | None = Field(description="Only accounts of this platform; null: of all.")
    since: str | None = Field(description="Only what happened from then on counts, in UTC.")
    as_of: str | None = Field(description="Only what happened before then counts, in UTC.")
    half_life_days: float | None = Field(description="Ties count half after so many days; null: they stay.")
    accounts: int
    edges: int


class GraphVersions(Listed):
    """The versions of the graph that are kept, newest first."""

    items: list[GraphVersion]
    meta: Meta
