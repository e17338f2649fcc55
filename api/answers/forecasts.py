"""What will come of a message, and what came of what was forecast."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.answers.common import CHAIN, Account, Answer, Estimate, Listed, Meta


class Quantile(Answer):
    """A size, and how likely the message stays at most as large."""

    level: float
    people: float


class NextRelay(Answer):
    """An account that has not passed the message on yet."""

    account: Account
    passes_on: float = Field(description="Probability that it still does.")
    below: Estimate = Field(description="People expected by way of it if it does; n: messages it passed on.")
    value: float = Field(description="The one times the other: people to be expected by way of it.")
    exposed_by: int = Field(description="From how many people of the message it usually has something.")


class Trial(Answer):
    """What the same list would have been worth for the last of the past messages."""

    messages: int = Field(description="For so many such a list was made from what was known before them.")
    listed: int = Field(description="Accounts on those lists.")
    passed_on: int = Field(description="How many of them passed the message on after all.")
    factor: float = Field(description="By which probabilities are corrected for it.")


class Alert(Answer):
    """Whether to be alarmed: the message will probably pass a size."""

    people: int = Field(description="The size.")
    above: float = Field(description="Alarm from this probability on.")
    probability: float = Field(description="That the message comes to so many people or more.")
    raised: bool
    relays: list[Account] = Field(description="Two or three next relays to watch, where it is raised.")


class CascadeForecast(Answer):
    """How far a message will go, given what was seen of it until some time, and who is next."""

    cascade: str
    author: Account | None
    observed_minutes: float = Field(description="How much of the message is seen; 0: only its author.")
    observed_until: str = Field(description="Nothing from then on counts, ISO 8601 in UTC.")
    people: int = Field(description="Who have it by then, who started it included.")
    middle: float = Field(description="Final size in the middle of the logarithms: errs least by ratio.")
    expected: float = Field(description="Mean final size, which few very large ones pull up.")
    low: float = Field(description="Nine of ten such messages end between low and high.")
    high: float
    quantiles: list[Quantile]
    method: Literal["hawkes", "author"] = Field(
        description="hawkes: from those who came so far; author: from earlier messages of who started it."
    )
    n: int = Field(description="Earlier messages it was learned from.")
    alert: Alert | None = Field(description="Null where no size is asked for.")
    next_relays: list[NextRelay] = Field(description="Most people to be expected by way of them first.")
    exposed: int = Field(description="How many accounts may still pass it on, listed or not.")
    tried: Trial | None = Field(description="Null where there are too few earlier messages to try it on.")
    meta: Meta


class FrozenItem(Answer):
    """One number of a frozen forecast, and what became of it."""

    about: Annotated[list[str], CHAIN] = Field(
        description="Keys: the seeds together, one relay, or one message."
    )
    forecast: float
    low: float
    high: float
    real: float | None = Field(description="Null while it cannot be told.")
    within: bool | None = Field(description="Whether what came lies between low and high.")
    messages: int | None = Field(description="Recorded messages that it is judged by.")
    reason: str | None = Field(description="Why it cannot be scored.")


class FrozenForecast(Answer):
    """A forecast as it was frozen, with what was recorded after that where it is scored."""

    name: str
    subject: Literal["spread", "relays", "size"] = Field(
        description="spread: people who pass on what the seeds start together; relays: people below each "
        "relay in a message that it passes on; size: people of one message in the end."
    )
    frozen_at: str = Field(description="Only what happened from then on is scored, ISO 8601 in UTC.")
    snapshot: str = Field(description="What it was computed from.")
    model: str
    topic: str | None
    random_seed: int
    level: float | None = Field(
        description="How often what comes is meant to lie between low and high; null where these are limits "
        "of an expectation, which no single outcome can be held against."
    )
    digest: str = Field(description="Of all that was frozen.")
    unchanged: bool = Field(description="Whether the digest still fits: false where somebody changed it.")
    items: list[FrozenItem]


class Calibration(Answer):
    """What all scored numbers of all frozen forecasts came to."""

    forecasts: int = Field(description="Frozen forecasts with a scored number.")
    scored: int
    unscored: int
    changed: int = Field(description="Forecasts left out because they were changed after they were frozen.")
    within: Estimate | None = Field(description="Share of the scored numbers within their interval.")
    promised: float | None = Field(description="Share that was meant to be: mean of the levels.")
    ratio: float | None = Field(description="Sum of the forecasts over the sum of what came.")
    msle: float | None = Field(description="Mean squared error of log(1 + value), natural logarithm.")


class ScoredForecast(Answer):
    """A frozen forecast against what was recorded after it."""

    forecast: FrozenForecast
    calibration: Calibration
    meta: Meta


class FrozenForecasts(Listed):
    """The frozen forecasts by name, and the calibration of all of them together."""

    items: list[FrozenForecast]
    calibration: Calibration
    meta: Meta
