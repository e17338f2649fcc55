"""Whom to ask, what a change would change, and which group equals a star."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.common import Account, Answer, Estimate, Listed, Meta


class PlannedSeed(Answer):
    """One account to ask."""

    account: Account
    gain: Estimate = Field(description="What it adds to those before it, in what the plan is to maximise.")
    price: float | None
    acceptance: float | None = Field(description="Probability that it says yes; null where unknown.")


class Certificate(Answer):
    """How good a plan is, compared with the best that the demands allow."""

    ratio: float = Field(description="At least this share of the best.")
    delta: float = Field(description="Probability that one of the bounds fails.")
    lower: float = Field(description="The plan is worth at least this.")
    upper: float = Field(description="No plan within the demands is worth more.")
    guarantee: float | None = Field(description="What theory promises under such demands, if anything.")
    n_sets: int


class Rival(Answer):
    """A plan by a simple rule under the same number or budget, judged by the same samples."""

    seeds: list[str] = Field(description="Keys, in the order of the rule.")
    value: Estimate
    difference: Estimate = Field(description="What the optimised plan has more, from paired samples.")
    price: float | None


class PlanQuota(Answer):
    """How many accounts of one class might, or had to, be asked."""

    by: Literal["community", "platform", "language"]
    of: str
    at_least: int | None
    at_most: int | None


class PlanQuestion(Answer):
    """What was asked of a plan, so that it can be asked again with a change."""

    k: int | None
    budget: float | None
    quotas: list[PlanQuota]
    minimum_per_community: int | None
    max_followers: int | None
    exclude: list[str] = Field(description="Keys of those who must not be asked, ascending.")
    include: list[str] = Field(description="Keys of those who must.")
    acceptance: float | None = Field(description="Of whom it is not known; null: they certainly say yes.")
    targets: int = Field(description="Names of people who count, or of lists of them; 0: everybody counts.")
    already_reached: int = Field(description="Names of people who no longer count, or of lists of them.")
    epsilon: float


class Plan(Answer):
    """Accounts to ask, and what they are worth together."""

    id: str = Field(description="The same question of the same snapshot to the same release has the same.")
    objective: Literal["spread", "reach"]
    seeds: list[PlannedSeed]
    spread: Estimate = Field(description="Accounts that pass it on; of the targets, where there are any.")
    reach: Estimate = Field(description="Distinct people who see it; of the targets, where there are any.")
    price: float | None = Field(description="Of all who are asked; null where one of them is unknown.")
    currency: str | None
    certificate: Certificate
    against: dict[str, Rival] = Field(description="By rule: degree, single-discount, pagerank.")
    question: PlanQuestion | None = Field(default=None, description="Null of plans kept by earlier versions.")
    meta: Meta


class PlanCard(Answer):
    """A plan that is kept, in short."""

    id: str
    created_at: str = Field(description="UTC.")
    objective: Literal["spread", "reach"]
    topic: str | None
    snapshot: str
    seeds: int = Field(description="Accounts to ask.")
    spread: Estimate
    reach: Estimate
    price: float | None
    currency: str | None


class Plans(Listed):
    """The plans kept last, latest first."""

    items: list[PlanCard]


class Change(Answer):
    """One quantity before and after a change, and the difference from paired samples."""

    before: Estimate
    after: Estimate
    difference: Estimate


class ChangedPlan(Answer):
    """What a changed plan would change."""

    seeds: list[Account] = Field(description="Who is asked after the change.")
    spread: Change
    reach: Change
    price_before: float | None
    price_after: float | None
    currency: str | None
    meta: Meta


class Equivalents(Answer):
    """Accounts that together go as far as one star."""

    star: Account
    accounts: list[Account]
    complete: bool = Field(description="False where all candidates together do not come as far.")
    group_value: Estimate
    star_value: Estimate
    difference: Estimate = Field(description="Group less star, from paired samples.")
    covered: Estimate | None = Field(description="Share of the star's audience that the group reaches too.")
    price: float | None
    star_price: float | None
    price_ratio: float | None
    price_within: float | None = Field(
        description="At most so many times the cheapest such group; null where it does not come as far."
    )
    currency: str | None
    meta: Meta
