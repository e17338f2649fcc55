"""Accounts that are searched for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.common import Account, Answer, Listed, Meta, Revealed

SortField = Literal["heard_by", "followers", "pagerank", "price"]
Difference = Literal["community", "platform", "language"]


class FoundAccount(Answer):
    """One account that was searched for."""

    account: Account
    name: Revealed
    language: str | None
    heard_by: int = Field(description="Accounts that its own messages can reach in one step.")
    pagerank: float
    price: float | None = Field(description="What asking it costs; null where unknown.")
    currency: str | None


class FoundAccounts(Listed):
    """Accounts that were searched for, in the order asked for; those of which it is unknown come last."""

    items: list[FoundAccount]
    meta: Meta
