"""`/v1/plans`: whom to ask, what a change would change, and who together equals a star."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from algorithms.demands import MOST_SEEDS
from api.answers import ChangedPlan, Equivalents, Plan
from api.http.operations import answered, resource, responses
from api.http.requests import AccountName, Body, Mode, ModelName, RandomSeed, TopicName, Whole
from api.services.changes import AskedChange, change_cost, change_plan
from api.services.context import Context
from api.services.equivalents import AskedEquivalents, equivalents_cost, find_equivalents
from api.services.market import MOST_MONEY
from api.services.plans import LEAST_EPSILON, MOST_EPSILON, AskedPlan, plan_cost, plan_seeds
from api.services.questions import Objective
from api.services.quotas import ClassLimit, Division

MAX_LISTED = 100_000
MAX_QUOTAS = 100

Listed = Annotated[list[AccountName], Field(default_factory=list, max_length=MAX_LISTED)]
Money = Annotated[float, Field(ge=0, le=MOST_MONEY)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0, le=2**31 - 1), Whole]


class QuotaBody(BaseModel):
    """How many accounts of one class may, or must, be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    by: Division
    of: Annotated[
        str, Field(min_length=1, max_length=321, description="A community's number, a platform, a language.")
    ]
    at_least: Count | None = None
    at_most: Count | None = None


class _Question(Body):
    """What all questions about plans have in common."""

    acceptance: Annotated[
        Share | None, Field(description="How likely an account says yes of which that is not known.")
    ] = None
    targets: Annotated[Listed, Field(description="Only these people count; by default everybody.")]
    already_reached: Annotated[Listed, Field(description="People who no longer count.")]
    topic: TopicName | None = None
    model: ModelName | None = None
    random_seed: RandomSeed = 0


class PlanBody(_Question):
    """How many, for how much, and who; a number or a budget is needed."""

    k: Annotated[int, Field(ge=1, le=MOST_SEEDS, description="Accounts to ask."), Whole] | None = None
    budget: Annotated[float, Field(gt=0, le=MOST_MONEY, description="For all who are asked.")] | None = None
    quotas: Annotated[list[QuotaBody], Field(default_factory=list, max_length=MAX_QUOTAS)]
    minimum_per_community: (
        Annotated[int, Field(ge=1, le=MOST_SEEDS, description="From each community of 1 % or more."), Whole]
        | None
    ) = None
    max_followers: Annotated[
        Count | None, Field(description="Nobody with more, or of unknown, followers.")
    ] = None
    exclude: Annotated[Listed, Field(description="Who must not be asked.")]
    include: Annotated[Listed, Field(description="Who must be asked.", max_length=MOST_SEEDS)]
    objective: Objective = "spread"
    epsilon: Annotated[
        float,
        Field(ge=LEAST_EPSILON, le=MOST_EPSILON, description="How far the certificate may stay behind."),
    ] = 0.1


class ChangeBody(_Question):
    """A plan, and what changes."""

    seeds: Annotated[list[AccountName], Field(min_length=1, max_length=MOST_SEEDS, description="The plan.")]
    remove: Annotated[Listed, Field(description="Accounts of the plan that are not asked after all.")]
    add: Annotated[Listed, Field(description="Accounts that are asked besides.", max_length=MOST_SEEDS)]
    refuse: Annotated[Listed, Field(description="Accounts of the plan that say no.")]
    new_prices: Annotated[
        dict[AccountName, Money] | None, Field(description="What some accounts cost after the change.")
    ] = None


class EquivalentsBody(_Question):
    """A star, and among whom to look."""

    star: AccountName
    candidates: Annotated[Listed, Field(description="Whom to choose from; by default everybody.")]
    max_followers: Annotated[
        Count | None, Field(description="Nobody with more, or of unknown, followers.")
    ] = None
    exclude: Annotated[Listed, Field(description="Who must not be in the group.")]
    objective: Objective = "spread"


def plans(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of plans, answering from the current context."""
    blueprint = resource("plans", "Whom to ask to pass a message on.")

    @blueprint.post("/plans", responses=responses(Plan, 404, 409, 413, 415, estimated=True))
    def plan(query: Mode, body: PlanBody) -> Response:
        """Choose whom to ask, under a number or a budget, with a certificate and what simple rules give."""
        quotas = [ClassLimit(**limit.model_dump()) for limit in body.quotas]
        asked = AskedPlan(**{**body.model_dump(), "quotas": quotas})
        return answered(query.choose(plan_seeds, plan_cost)(current(), asked))

    @blueprint.post("/plans/what_if", responses=responses(ChangedPlan, 404, 409, 413, 415, estimated=True))
    def change(query: Mode, body: ChangeBody) -> Response:
        """Compare a plan with the same plan changed, by the same samples."""
        asked = AskedChange(**body.model_dump())
        return answered(query.choose(change_plan, change_cost)(current(), asked))

    @blueprint.post(
        "/plans/equivalents", responses=responses(Equivalents, 404, 409, 413, 415, estimated=True)
    )
    def equivalents(query: Mode, body: EquivalentsBody) -> Response:
        """Find a cheap group of accounts that together goes as far as one star."""
        asked = AskedEquivalents(**body.model_dump())
        return answered(query.choose(find_equivalents, equivalents_cost)(current(), asked))

    return blueprint
