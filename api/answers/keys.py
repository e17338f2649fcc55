"""Keys of the interface, and who called what with them."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Answer, Listed


class ApiKey(Answer):
    """What is known of a key."""

    id: str = Field(description="What the key begins with after `ric_`.")
    name: str = Field(description="Who holds it.")
    rights: list[str]
    created_at: str = Field(description="In UTC.")
    expires_at: str | None = Field(description="Null where it never does.")
    revoked_at: str | None = Field(description="Null where it stands.")
    per_minute: int | None = Field(description="Most calls; null is any number.")
    per_day: int | None
    key: str | None = Field(None, description="The key itself, told once, when it is made.")


class ApiKeys(Answer):
    """All keys there ever were, oldest first."""

    items: list[ApiKey]


class Session(Answer):
    """Who calls, and what they may."""

    key_needed: bool = Field(description="Whether calls take a key, or the cookie of a log-in.")
    holder: str | None = Field(description="Who holds the key; null where none was shown.")
    rights: list[str] = Field(description="What this caller may; all where no key is needed.")
    expires_at: str | None = Field(description="When that ends, in UTC; null where it does not.")


class AuditLine(Answer):
    """One call with a key."""

    at: str = Field(description="In UTC.")
    key: str = Field(description="Id of the key.")
    holder: str = Field(description="Who holds it.")
    operation: str
    status: int = Field(description="Of HTTP.")
    milliseconds: int


class AuditLines(Listed):
    """The latest calls, latest first: who called what, and never about whom."""

    items: list[AuditLine]
