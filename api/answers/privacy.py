"""What people are owed: receipts of objections and erasures, and what is held of somebody."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.common import Answer, Estimate, Meta, Revealed


class Receipt(Answer):
    """That a right was exercised: neither a name nor a key stands in it."""

    receipt: str = Field(description="Number of the receipt.")
    right: Literal["objection", "withdrawal", "erasure"]
    at: str = Field(description="When, in UTC.")
    subject: str = Field(
        description="Keyed hash of the account's key: without the secret it leads to nobody."
    )
    removed: dict[str, int] = Field(
        description="By what it was: rows of the store, snapshots with all that is kept in them, what the "
        "service remembered, documents and files."
    )
    digest: str = Field(description="Keyed hash of the fields above: who has the secret can check them.")


class Rotation(Answer):
    """That people are known by a new secret."""

    people: int = Field(description="Objections and erasures that were not known by it before.")
    secrets: int = Field(description="On how many secrets, the newest and those before it, all of them rest.")


class HeldLoad(Answer):
    """What one load brought about somebody."""

    load: int
    file: str
    source: str
    loaded_at: str | None = Field(description="UTC; null while it is being written, or was cut off.")
    rows: dict[str, int] = Field(
        description="Ties, posts, reposts, prices and places on lists, own or others'."
    )


class HeldTie(Answer):
    """A tie that names somebody."""

    load: int
    kind: str
    actor: str
    target: str
    at: str | None
    count: int | None
    probability: float | None
    topics: list[str]


class HeldPost(Answer):
    """A post that somebody wrote."""

    key: str
    kind: str
    at: str | None
    topics: list[str]


class HeldPrice(Answer):
    """What somebody asks for starting a message."""

    price: float
    currency: str
    acceptance: float | None


class Score(Answer):
    """A number about somebody that was computed from the rows."""

    name: str
    value: Estimate | float | None = Field(description="Null where it cannot be told.")
    rank: int | None = Field(description="From 1, among all accounts; null where it is no ranking.")
    how: str = Field(description="By which rule, from what.")


class Subject(Answer):
    """All that is held of somebody, where it is from, and what was computed from it."""

    key: str
    handle: Revealed
    name: Revealed
    followers: int | None
    language: str | None
    objected: bool = Field(description="Whether no answer is about this account.")
    since: str | None = Field(description="When the first load that names the account was taken in, in UTC.")
    loads: list[HeldLoad]
    ties: list[HeldTie] = Field(description="10,000 at most; `loads` counts all.")
    posts: list[HeldPost] = Field(description="10,000 at most.")
    price: HeldPrice | None
    lists: list[str]
    scores: list[Score] = Field(description="Of the newest snapshot; empty where the account is not in it.")
    meta: Meta
