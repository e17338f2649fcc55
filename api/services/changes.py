"""What a change would change: a plan against the same plan with other accounts, refusals or prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from algorithms.demands import MOST_SEEDS
from algorithms.what_if import WhatIf, what_if
from api.answers import Change, ChangedPlan, Sources
from api.services.context import Context, answered
from api.services.market import if_known
from api.services.questions import Objective, Question
from graph.errors import ParameterError


def change_plan(
    context: Context,
    *,
    seeds: Sequence[str],
    remove: Sequence[str] = (),
    add: Sequence[str] = (),
    refuse: Sequence[str] = (),
    new_prices: Mapping[str, float] | None = None,
    acceptance: float | None = None,
    targets: Sequence[str] = (),
    already_reached: Sequence[str] = (),
    topic: str | None = None,
    model: str | None = None,
    random_seed: int = 0,
) -> ChangedPlan:
    """Return what a plan would be worth with accounts removed, added, refusing, or at other prices.

    Parameters
    ----------
    context, acceptance, targets, already_reached, topic, model, random_seed
        As in `plans.plan_seeds`: with the same ones, the plan before the change is worth what it said.
    seeds
        The plan, 1 to 10,000 accounts.
    remove, refuse
        Accounts of the plan, none in both. Who refuses was asked, and counts in the price.
    add
        Accounts outside it.
    new_prices
        What some accounts cost after the change.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    if not 1 <= len(seeds) <= MOST_SEEDS:
        raise ParameterError("seeds", f"{len(seeds)} accounts", f"1 to {MOST_SEEDS:,} accounts")
    question = Question.of(
        context,
        acceptance=acceptance,
        targets=targets,
        already_reached=already_reached,
        topic=topic,
        model=model,
        random_seed=random_seed,
    )
    number = question.context.snapshot.account_number
    plan, removed, added, refusing = (
        list(dict.fromkeys(map(number, names))) for names in (seeds, remove, add, refuse)
    )
    changed = {number(name): price for name, price in (new_prices or {}).items()}
    found = {
        objective: what_if(
            question.graph,
            question.judges(objective),
            plan,
            remove=removed,
            add=added,
            refuse=refusing,
            prices=question.market.prices,
            new_prices=changed,
            acceptance=question.market.acceptance,
            weights=question.weights,
            already_reached=question.already_reached,
        )
        for objective in get_args(Objective)
    }
    return _answer(question, found["spread"], found["reach"])


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
