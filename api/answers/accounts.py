"""Accounts, topics, and what is loaded."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Meta


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
