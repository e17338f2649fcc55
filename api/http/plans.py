"""`/v1/plans`: whom to ask, what a change would change, and who together equals a star."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from algorithms.demands import MOST_SEEDS
from api.answers import ChangedPlan, Equivalents, Plan, PlanCard, Plans
from api.http.jobs import Later, answered_or_job, moment
from api.http.operations import answered, resource, responses
from api.http.pages import LedgerQuery
from api.http.parts import parts
from api.http.requests import (
    AccountName,
    Body,
    Mode,
    ModelName,
    Query,
    RandomSeed,
    TopicName,
    Whole,
)
from api.services.changes import AskedChange, asked_of_plan, change_cost, change_plan
from api.services.context import Context
from api.services.equivalents import AskedEquivalents, equivalents_cost, find_equivalents
from api.services.market import MOST_MONEY
from api.services.pages import Page
from api.services.plans import LEAST_EPSILON, MOST_EPSILON, AskedPlan, plan_cost, plan_seeds
from api.services.questions import Objective
from api.services.quotas import ClassLimit, Division
from api.state.plans import StoredPlan, forget_plan, keep_plan, stored_plan, stored_plans

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


class _Change(BaseModel):
    """What changes."""

    remove: Annotated[Listed, Field(description="Accounts of the plan that are not asked after all.")]
    add: Annotated[Listed, Field(description="Accounts that are asked besides.", max_length=MOST_SEEDS)]
    refuse: Annotated[Listed, Field(description="Accounts of the plan that say no.")]
    new_prices: Annotated[
        dict[AccountName, Money] | None, Field(description="What some accounts cost after the change.")
    ] = None


class ChangeBody(_Question, _Change):
    """A plan, and what changes."""

    seeds: Annotated[list[AccountName], Field(min_length=1, max_length=MOST_SEEDS, description="The plan.")]


class KeptChangeBody(Body, _Change):
    """What changes in a plan that is kept."""


class PlanPath(BaseModel):
    """Which plan."""

    plan: Annotated[str, Field(description="Its `id`.", examples=["0f8fad5bd9cb469fa16570867728950e"])]


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

    @blueprint.post("/plans", responses=responses(Plan, 404, 409, 413, 415, estimated=True, later=True))
    def plan(query: Mode, body: PlanBody, header: Later) -> Response:  # noqa: ARG001  # answered_or_job reads it
        """Choose whom to ask, under a number or a budget, with a certificate and what simple rules give."""
        quotas = [ClassLimit(**limit.model_dump()) for limit in body.quotas]
        asked, context = AskedPlan(**{**body.model_dump(), "quotas": quotas}), current()
        return answered_or_job(
            partial(_plan_kept, context, asked), cost=partial(plan_cost, context, asked), mode=query.mode
        )

    _add_kept(blueprint, current)

    @blueprint.post(
        "/plans/what_if", responses=responses(ChangedPlan, 404, 409, 413, 415, estimated=True, later=True)
    )
    def change(query: Mode, body: ChangeBody, header: Later) -> Response:  # noqa: ARG001  # answered_or_job reads it
        """Compare a plan with the same plan changed, by the same samples."""
        return _changed(query, current(), AskedChange(**body.model_dump()))

    @blueprint.post(
        "/plans/equivalents", responses=responses(Equivalents, 404, 409, 413, 415, estimated=True, later=True)
    )
    def equivalents(query: Mode, body: EquivalentsBody, header: Later) -> Response:  # noqa: ARG001  # answered_or_job reads it
        """Find a cheap group of accounts that together goes as far as one star."""
        asked, context = AskedEquivalents(**body.model_dump()), current()
        return answered_or_job(
            partial(find_equivalents, context, asked),
            cost=partial(equivalents_cost, context, asked),
            mode=query.mode,
        )

    return blueprint


def _add_kept(blueprint: APIBlueprint, current: Callable[[], Context]) -> None:
    """Add the routes of plans that are kept."""

    @blueprint.get("/plans", responses=responses(Plans, 409))
    def list_plans(query: LedgerQuery) -> Response:
        """List the plans that are kept, latest first."""
        page = Page.of_ledger(query.limit, query.cursor, "plans")
        found = stored_plans(parts().state, limit=query.limit + 1, before=page.first or None)
        items = [_card(plan) for plan in found[: query.limit]]
        return answered(Plans(items=items, **page.ledger_links([plan.number for plan in found])))

    @blueprint.get("/plans/<digest:plan>", responses=responses(Plan, 404))
    def get_plan(path: PlanPath, query: Query) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Return a plan as it was answered."""
        current()  # nobody who is hidden now is in it
        return answered(Plan.model_validate_json(stored_plan(parts().state, path.plan).answer))

    @blueprint.delete("/plans/<digest:plan>", responses=responses(PlanCard, 404))
    def delete_plan(path: PlanPath, query: Query) -> Response:  # noqa: ARG001  # as above
        """Delete a plan that is kept."""
        card = _card(stored_plan(parts().state, path.plan))
        forget_plan(parts().state, path.plan)
        return answered(card)

    @blueprint.post(
        "/plans/<digest:plan>/what_if",
        responses=responses(ChangedPlan, 404, 409, 413, 415, estimated=True, later=True),
    )
    def change_kept_plan(path: PlanPath, query: Mode, body: KeptChangeBody, header: Later) -> Response:  # noqa: ARG001  # answered_or_job reads it
        """Compare a plan that is kept with the same plan changed, on the snapshot of now."""
        asked = asked_of_plan(stored_plan(parts().state, path.plan), **body.model_dump())
        return _changed(query, current(), asked)


def _plan_kept(context: Context, asked: AskedPlan) -> Response:
    found = plan_seeds(context, asked)
    whole = found.model_dump_json()  # who may see what of it is asked whenever it is read
    keep_plan(parts().state, found.id, asdict(asked), whole)
    response = answered(found)
    response.headers["Location"] = f"/v1/plans/{found.id}"
    return response


def _changed(query: Mode, context: Context, asked: AskedChange) -> Response:
    return answered_or_job(
        partial(change_plan, context, asked), cost=partial(change_cost, context, asked), mode=query.mode
    )


def _card(kept: StoredPlan) -> PlanCard:
    plan = Plan.model_validate_json(kept.answer)
    return PlanCard(
        id=plan.id,
        created_at=moment(kept.created_ms),
        objective=plan.objective,
        topic=plan.meta.topic,
        snapshot=plan.meta.snapshot,
        seeds=len(plan.seeds),
        spread=plan.spread,
        reach=plan.reach,
        price=plan.price,
        currency=plan.currency,
    )
