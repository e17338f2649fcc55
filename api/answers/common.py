"""What all answers share: estimates, accounts, the model, and what an answer was computed from."""

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
    direction: Literal["forward", "reverse"] | None = Field(
        None, description="Whether cascades were drawn from who starts, or sets of those who reach somebody."
    )
    random_seed: int | None = None
    n: int | None = Field(None, description="Samples behind the estimates of the list.")
    ci_level: float | None = None
    warnings: list[str] = []
