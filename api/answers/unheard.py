"""Who has heard nothing for a time, and through whom they could."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Estimate, Listed, Meta
from api.answers.plans import Certificate, PlannedSeed


class HeardCounts(Answer):
    """How many people heard of it, and how many did not."""

    targets: int = Field(description="People who were asked about: the sum of the others.")
    heard: int = Field(
        description="Somebody to whom they listen, or who addressed them then, spoke of it; or they did."
    )
    unheard: int = Field(description="They listen to somebody, and nobody of these spoke of it.")
    unknown: int = Field(
        description="It cannot be told: to whom they listen is not known, or who spoke of it did so at an "
        "unknown time."
    )


class UnheardItem(Answer):
    """Somebody who heard nothing of it."""

    account: Account
    last_heard_at: str | None = Field(
        description="When they last did, ISO 8601 in UTC; null: never in the records."
    )


class Unheard(Listed):
    """People who have heard nothing for a time, and the accounts through whom most of them could."""

    items: list[UnheardItem] = Field(description="Most followers first, those of unknown followers last.")
    days: float
    since: str = Field(description="Nobody heard anything from then on, ISO 8601 in UTC.")
    until: str = Field(description="Where the records end.")
    counts: HeardCounts
    through: list[PlannedSeed] = Field(
        description="Whom to ask, best first, while one adds to those before; `gain` is how many of the "
        "unheard it adds."
    )
    reached: Estimate | None = Field(
        description="How many of the unheard these reach together; null where nobody is to be asked."
    )
    certificate: Certificate | None = Field(description="How near the best possible choice this one is.")
    meta: Meta
