"""Why an account or a path is in an answer: words, ties, deciding posts, the way it gets there."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.answers.common import CHAIN, Account, Answer


class TieReason(Answer):
    """A tie along which messages pass, and what it rests on."""

    source: Account
    target: Account
    probability: float = Field(description="That the target passes on what it has from the source.")
    share: float | None = Field(
        description="Of all ties by which the target has messages, the part of the weight that this one has; "
        "null where none weighs anything."
    )
    acts: int = Field(description="Recorded acts by which the target had a message from the source.")
    posts: list[str] = Field(description="Keys of messages passed on so, latest first, 3 at most.")


class DecidingPost(Answer):
    """A recorded message that people had directly from the account."""

    cascade: str = Field(description="Key of the message, as `/v1/cascades` has it.")
    passed_on: int = Field(description="Recorded acts that had it from the account.")


class ReasonPath(Answer):
    """The most probable path from where messages start."""

    accounts: Annotated[list[Account], CHAIN] = Field(
        description="In the order in which the message reaches them."
    )
    probability: float = Field(description="That the message takes every step of it.")


class Reasons(Answer):
    """What an answer about one account rests on."""

    words: list[str] = Field(description="The parts of the answer, as sentences without their capitals.")
    hears_from: list[TieReason] = Field(description="Strongest ties to it, 3 at most.")
    heard_by: list[TieReason] = Field(description="Strongest ties from it, 3 at most.")
    posts: list[DecidingPost] = Field(description="Most passed on from it, first; 3 at most.")
    path: ReasonPath | None = Field(
        description="From who starts messages; null where it starts them itself, anybody does, or none leads "
        "there."
    )
