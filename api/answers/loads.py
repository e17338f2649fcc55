"""What was loaded."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Answer, Listed


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
    suppressed: int = Field(
        description="Rows that name somebody who was erased, left out; none is counted as kept."
    )
    refused: dict[str, int] = Field(description="Refused rows by reason.")
    refused_rows: str | None = Field(description="File with the refused rows; null if there are none.")
    accounts: int
    posts: int
    authors: int = Field(description="Accounts that wrote those posts.")
    prices: int = Field(description="Rows that give an account its price.")
    listed: int = Field(description="Rows that put an account on a list.")
    reposts: int = Field(description="Acts of passing a recorded message on.")
    notes: list[str] = Field(description="What was taken for granted of a file that does not say it.")
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
    reposts: int
    batches: int
    kind: str | None = Field(
        description="What its rows tell: `FOLLOWS` and other kinds of tie, `posts`, `reposts`, `prices`, "
        "`lists`, parted by commas; null for loads of an older Ricochet, as in the three below."
    )
    read: int | None = Field(description="Rows of the file.")
    kept: int | None = Field(description="Those of them that were good.")
    refused: int | None = Field(description="Those of them that were not.")


class Loads(Listed):
    """The store's ledger, in the order of loading."""

    items: list[LoadEntry]
