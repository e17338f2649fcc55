"""What recorded messages say of every ranker: held-out time, controls, and which one is served."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.common import Answer, Estimate, Meta

Ranks = Literal["relays", "sources"]


class BacktestWindow(Answer):
    """One cut: what was learned before it, and what was tested behind it."""

    cut: str = Field(description="ISO 8601 in UTC; what happened before is learned from.")
    until: str = Field(description="ISO 8601 in UTC; what starts from the cut up to here is the test.")
    train: int = Field(description="Messages that started before the cut; in an event, accounts passed on.")
    test: int = Field(description="Messages that the rankers are tested on.")
    dropped: int = Field(description="Messages of neither; with the other two, all there are.")
    train_actions: int
    test_actions: int
    dropped_actions: int = Field(
        description="After the cut on messages from before it, on dropped messages, or without a time."
    )
    people: int = Field(description="People below somebody in the test messages, each once an account above.")
    unseen: float = Field(
        description="Share of the truth that belongs to accounts never seen before the cut: no ranking of "
        "past accounts can have it."
    )


class AtK(Answer):
    """How the k accounts that a ranker puts first do in the test messages, mean over the windows."""

    k: int
    captured: Estimate = Field(description="Truth of the chosen k over truth of the best k.")
    people: Estimate = Field(description="DNI: distinct people whom the chosen k reach in the test messages.")
    ndcg: Estimate = Field(description="Gain by rank, discounted, over that of the best order.")
    precision: Estimate = Field(description="Share of the chosen k who are among the best k.")
    oracle: Estimate = Field(description="Distinct people, over those of k chosen greedily in the test.")


class RankerFigures(Answer):
    """One ranker, tested."""

    ranker: str
    meaning: str
    complexity: int = Field(description="Of two that do as well, the one with the lower number is served.")
    at: list[AtK]
    mean: Estimate = Field(description="Of the main measure, over k and over the windows.")
    against_history: Estimate | None = Field(
        description="Its mean over that of history, less 1; null where history captures nothing."
    )
    by_window: list[Estimate] = Field(description="The main measure, mean over k, window by window.")


class Control(Answer):
    """A test that must fail, or that shows what a leak would look like."""

    control: Literal["permuted labels", "shuffled time"]
    meaning: str
    ranker: str
    k: int
    captured: float
    untouched: float = Field(description="Captured by the same ranker, nothing permuted or shuffled.")


class ReliabilityBin(Answer):
    """Cases of like forecasts: what was forecast of them, and what came."""

    predicted: float
    observed: Estimate


class Reliability(Answer):
    """How far the probabilities of a model hold."""

    of: str = Field(description="What is forecast.")
    bins: list[ReliabilityBin]
    log_loss: float = Field(description="Mean over all cases, natural logarithm.")
    base_log_loss: float = Field(description="Of one rate for everybody, known in hindsight.")
    n: int


class SizeForecast(Answer):
    """How far one way of forecasting the people of a message holds."""

    method: str
    minutes: float | None = Field(description="How much of each message was seen; null: nothing of it.")
    msle: Estimate = Field(description="Mean squared error of the natural logarithm of the people.")
    median_ape: Estimate = Field(description="Median of |forecast - came| / came.")
    coverage: Estimate = Field(description="Share of the messages inside the interval that should hold 90 %.")
    ahead: Estimate = Field(description="MSLE of the log-linear bar less this one: above 0 is better.")


class BelowForecast(Answer):
    """How far "so many people come by way of this account when it passes on" holds, where it is largest."""

    share: float = Field(description="Of the accounts seen before and after: those with so large a share.")
    shrunk: Estimate = Field(description="People forecast over people who came; drawn towards what is usual.")
    raw: Estimate = Field(description="The same of each account's own mean.")


class Served(Answer):
    """Which ranker orders the relays from now on, and why."""

    ranker: str
    learner: str | None = Field(description="What its probabilities are learned by; null where it counts.")
    reason: str
    against_history: Estimate | None
    against_reposts: Estimate | None = Field(description="The same against times reposted as a relay.")


class Backtest(Answer):
    """What rankers learned before a cut say of messages that started after it."""

    ranks: Ranks = Field(description="Sources where all actions are of one event, relays otherwise.")
    measure: Literal["captured", "oracle"] = Field(
        description="The main measure, by which the winner is found: captured; of one event, people reached."
    )
    messages: int
    actions: int
    capped: int = Field(description="Actions left out: an account that acts faster than anybody can.")
    parents: Literal["earliest-exposed", "most-recent-exposed", "weighted"] = Field(
        description="How parents were guessed where the data do not say."
    )
    guessed_share: float | None = Field(description="Share of the parents that are a guess.")
    n_resamples: int = Field(description="Resamples of the test messages in each window.")
    windows: list[BacktestWindow]
    served: Served
    rankers: list[RankerFigures] = Field(description="Most captured first.")
    ceiling: list[AtK] = Field(description="The best possible choice among accounts known before the cut.")
    left_out: dict[str, str] = Field(description="Rankers that cannot be asked of these data, and why.")
    controls: list[Control]
    reliability: list[Reliability]
    sizes: list[SizeForecast]
    below: list[BelowForecast]
    meta: Meta
