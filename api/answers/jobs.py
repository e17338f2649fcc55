"""Calls that are answered later."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.common import Answer, Listed


class Job(Answer):
    """Where a call stands that is answered later."""

    id: str = Field(examples=["0f8fad5bd9cb469fa16570867728950e"])
    operation: str = Field(description="What was asked for.", examples=["plan"])
    state: Literal["queued", "running", "done", "failed", "cancelled", "interrupted"] = Field(
        description="done: answered; failed: answered with a problem, which is the result; cancelled: by a "
        "caller; interrupted: its worker was stopped or killed, see `detail`."
    )
    progress: float | None = Field(
        ge=0,
        le=1,
        description="Share that is done: of the expected time, where the work itself cannot tell; null where "
        "nothing is known.",
    )
    doing: str | None = Field(description="What is being done; null where that is not told.")
    detail: str | None = Field(description="Why there is no result.")
    created_at: str = Field(description="UTC.")
    started_at: str | None
    finished_at: str | None
    result: str | None = Field(description="Where the answer is; null until there is one.")


class Jobs(Listed):
    """The latest jobs, latest first."""

    items: list[Job]
