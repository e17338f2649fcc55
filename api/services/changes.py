"""What a change would change: a plan against the same plan with other accounts, refusals or prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, get_args

from algorithms.demands import MOST_SEEDS
from algorithms.what_if import WhatIf, check_change, what_if
from api.answers import Change, ChangedPlan, Costs, Plan, Sources
from api.services.context import Context, answered
from api.services.costs import check_judges, costs_of_plans, judging_cost
from api.services.market import if_known
from api.services.questions import Asked, Objective, Question
from api.state.plans import StoredPlan
from graph.errors import ParameterError


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedChange(Asked):
    """A plan, and what changes; with the same other words the plan is worth what `plan_seeds` said.

    Parameters
    ----------
    seeds
        The plan, 1 to 10,000 accounts.
    remove, refuse
        Accounts of the plan, none in both. Who refuses was asked, and counts in the price.
    add
        Accounts outside it.
    new_prices
        What some accounts cost after the change.
    """

    seeds: Sequence[str]
    remove: Sequence[str] = ()
    add: Sequence[str] = ()
    refuse: Sequence[str] = ()
    new_prices: Mapping[str, float] | None = None


def change_plan(context: Context, asked: AskedChange) -> ChangedPlan:
    """Return what a plan would be worth with accounts removed, added, refusing, or at other prices.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    LimitError
        When it would take too much memory.
    """
    question = Question.of(context, asked)
    changing = _meant(question, asked)
    check_judges(question, *get_args(Objective))
    found = {
        objective: what_if(question.graph, question.judges(objective), **changing)
        for objective in get_args(Objective)
    }
    return _answer(question, found["spread"], found["reach"])


def change_cost(context: Context, asked: AskedChange) -> Costs:
    """Return what `change_plan` would take, without doing it; it refuses the same."""
    question = Question.of(context, asked)
    _meant(question, asked)
    return costs_of_plans(question, judging_cost(question, *get_args(Objective)))


def asked_of_plan(plan: StoredPlan, **change: Any) -> AskedChange:  # noqa: ANN401  # each is a field of AskedChange
    """Return the question what a change of a plan that was kept would change, in the words of the plan."""
    words = {field.name: plan.question[field.name] for field in fields(Asked)}
    seeds = [seed.account.key for seed in Plan.model_validate_json(plan.answer).seeds]
    return AskedChange(seeds=seeds, **words, **change)


def _meant(question: Question, asked: AskedChange) -> dict[str, Any]:
    """Return the arguments of `what_if`."""
    context = question.context
    plan, removed, added, refusing = (
        list(dict.fromkeys(account for name in names for account in context.named(name)))
        for names in (asked.seeds, asked.remove, asked.add, asked.refuse)
    )
    if not 1 <= len(plan) <= MOST_SEEDS:
        raise ParameterError("seeds", f"{len(plan)} accounts", f"1 to {MOST_SEEDS:,} accounts")
    changing: dict[str, Any] = {
        "seeds": plan,
        "remove": removed,
        "add": added,
        "refuse": refusing,
        "new_prices": {
            context.account_number(name): price for name, price in (asked.new_prices or {}).items()
        },
    }
    check_change(question.graph, **changing)
    return {
        **changing,
        "prices": question.market.prices,
        "acceptance": question.market.acceptance,
        "weights": question.weights,
        "already_reached": question.already_reached,
    }


def _answer(question: Question, spread: WhatIf, reach: WhatIf) -> ChangedPlan:
    return ChangedPlan(
        seeds=[question.context.account(account) for account in spread.seeds],
        spread=_change(spread),
        reach=_change(reach),
        price_before=if_known(spread.price_before),
        price_after=if_known(spread.price_after),
        currency=question.market.currency,
        meta=question.meta(sources=Sources(rule="together", accounts=len(spread.seeds)), n=spread.before.n),
    )


def _change(found: WhatIf) -> Change:
    return Change(
        before=answered(found.before), after=answered(found.after), difference=answered(found.difference)
    )
