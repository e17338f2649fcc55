"""Whom to ask: the best accounts under a number or a budget, with how good that is for certain.

What is reported comes from sets that had no part in the choice, see `sketches.py`; they are the same for
every plan on one (snapshot, topic, model, random seed), so that plans compare set by set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import numpy as np

from algorithms.baselines import Method, baseline_seeds
from algorithms.demands import MOST_SEEDS, Demands
from algorithms.selection import SeedSelection, select_seeds
from api.answers import Certificate, Plan, PlannedSeed, Rival, Sources
from api.services.context import Context, check_range
from api.services.judges import Judge
from api.services.market import MOST_MONEY
from api.services.questions import (
    COUNTING,
    Objective,
    Question,
    check_objective,
    follower_warnings,
    unknown_warnings,
)
from api.services.quotas import ClassLimit, community_warnings, quotas_of
from graph.errors import ParameterError

RIVALS: dict[str, Method] = {
    "degree": "degree",
    "single-discount": "single_discount",
    "pagerank": "pagerank",
}
LEAST_EPSILON, MOST_EPSILON = 0.01, 0.5


def plan_seeds(
    context: Context,
    *,
    k: int | None = None,
    budget: float | None = None,
    acceptance: float | None = None,
    quotas: Sequence[ClassLimit] = (),
    minimum_per_community: int | None = None,
    max_followers: int | None = None,
    exclude: Sequence[str] = (),
    include: Sequence[str] = (),
    targets: Sequence[str] = (),
    already_reached: Sequence[str] = (),
    objective: Objective = "spread",
    topic: str | None = None,
    model: str | None = None,
    epsilon: float = 0.1,
    random_seed: int = 0,
) -> Plan:
    """Return whom to ask so that a message goes as far as it can, with how good that is for certain.

    Parameters
    ----------
    context
        Asked about; its prices and acceptances are those that were loaded.
    k
        Accounts to ask, 1 to 10,000; at most so many where there is a budget.
    budget
        The prices of all who are asked sum to at most this, above 0. Accounts without a price are no
        candidates then.
    acceptance
        0 to 1: how likely an account says yes of which that is not known; None is certainly.
    quotas
        Limits by class.
    minimum_per_community
        At least so many from each community of 1 % or more of all accounts that have a tie.
    max_followers
        Nobody with more followers, or of whom it is not known.
    exclude, include
        Who must not, and who must, be asked. Excluded names that nobody has are told in a warning.
    targets
        Only these people count; by default everybody.
    already_reached
        People who no longer count.
    objective
        `spread`: accounts that pass the message on; `reach`: distinct people who see it.
    topic
        None counts all ties.
    model
        Model of influence by name; None is the usual one.
    epsilon
        0.01 to 0.5: how far below the guarantee the certificate may stay.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError
        Also when the demands contradict each other: then with an irreducible group of them.
    TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    _check_plan(k, budget, minimum_per_community, max_followers, epsilon)
    check_objective(objective)
    question = Question.of(
        context,
        acceptance=acceptance,
        targets=targets,
        already_reached=already_reached,
        topic=topic,
        model=model,
        random_seed=random_seed,
    )
    context, market = question.context, question.market
    included = context.accounts(include)
    excluded, unknown = question.known_accounts(exclude)
    demands = Demands(
        k=k,
        budget=budget,
        prices=market.under(budget, context, included),
        include=included,
        exclude=excluded,
        candidates=_candidates(question, max_followers, budget),
        quotas=quotas_of(context, quotas, minimum_per_community),
    )
    warnings = [
        *market.warnings(budget),
        *follower_warnings(context, max_followers),
        *community_warnings(context, minimum_per_community),
        *unknown_warnings(unknown),
    ]
    choice = _choose(question, demands, objective, epsilon)
    return _answer(question, demands, objective, choice, warnings)


def _check_plan(
    k: int | None,
    budget: float | None,
    minimum_per_community: int | None,
    max_followers: int | None,
    epsilon: float,
) -> None:
    if k is None and budget is None:
        raise ParameterError("k", None, "given where no budget is")
    if k is not None:
        check_range("k", k, 1, MOST_SEEDS)
    if budget is not None and not 0 < budget <= MOST_MONEY:
        raise ParameterError("budget", budget, f"above 0, at most {MOST_MONEY:g}")
    if not LEAST_EPSILON <= epsilon <= MOST_EPSILON:
        raise ParameterError("epsilon", epsilon, f"from {LEAST_EPSILON} to {MOST_EPSILON}")
    if minimum_per_community is not None:
        check_range("minimum_per_community", minimum_per_community, 1, MOST_SEEDS)
    if max_followers is not None and max_followers < 0:
        raise ParameterError("max_followers", max_followers, "at least 0")


def _candidates(question: Question, max_followers: int | None, budget: float | None) -> list[int] | None:
    """Return who may be asked; None where everybody may. Under a budget, prices keep the others out."""
    if max_followers is None:
        return None
    allowed = question.allowed(max_followers)
    if budget is not None:
        allowed &= question.market.known
    if not allowed.any():
        raise ParameterError("max_followers", max_followers, "what some account is known to keep to")
    return [int(account) for account in np.flatnonzero(allowed)]


def _choose(question: Question, demands: Demands, objective: Objective, epsilon: float) -> SeedSelection:
    return select_seeds(
        question.graph,
        **_as_arguments(demands),
        quotas=demands.quotas,
        acceptance=question.market.acceptance,
        already_reached=question.already_reached,
        weights=question.weights,
        counting=COUNTING[objective],
        epsilon=epsilon,
        random_seed=question.random_seed,
    )


def _as_arguments(demands: Demands) -> dict[str, Any]:
    """Return the demands that rules of thumb know of too: all but quotas."""
    names = ("k", "budget", "prices", "include", "exclude", "candidates")
    return {name: getattr(demands, name) for name in names}


def _answer(
    question: Question,
    demands: Demands,
    objective: Objective,
    choice: SeedSelection,
    warnings: Sequence[str],
) -> Plan:
    judge = {each: Judge.of(question, each) for each in get_args(Objective)}
    judging = judge[objective]
    return Plan(
        objective=objective,
        seeds=_planned(question, choice, judging),
        spread=judge["spread"].value(choice.seeds),
        reach=judge["reach"].value(choice.seeds),
        price=question.market.price(choice.seeds),
        currency=question.market.currency,
        certificate=_certificate(choice),
        against={name: _rival(question, demands, choice, judging, method) for name, method in RIVALS.items()},
        meta=question.meta(
            sources=Sources(rule="together", accounts=len(choice.seeds)),
            n=judging.index.n_sets,
            warnings=warnings,
        ),
    )


def _planned(question: Question, choice: SeedSelection, judging: Judge) -> list[PlannedSeed]:
    return [
        PlannedSeed(
            account=question.context.account(account),
            gain=gain,
            price=question.market.own_price(account),
            acceptance=question.market.own_acceptance(account),
        )
        for account, gain in zip(choice.seeds, judging.gains(choice.seeds), strict=True)
    ]


def _certificate(choice: SeedSelection) -> Certificate:
    found = choice.certificate
    assert found is not None  # noqa: S101  # every optimised choice has one
    return Certificate(
        ratio=found.ratio,
        delta=found.delta,
        lower=found.lower,
        upper=found.upper,
        guarantee=found.guarantee,
        n_sets=found.n_sets,
    )


def _rival(
    question: Question, demands: Demands, choice: SeedSelection, judging: Judge, method: Method
) -> Rival:
    """Return what a rule of thumb would ask, and by how much the choice is worth more."""
    seeds = baseline_seeds(
        question.graph, method=method, **_as_arguments(demands), random_seed=question.random_seed
    )
    return Rival(
        seeds=[str(question.context.snapshot.keys[account]) for account in seeds],
        value=judging.value(seeds),
        difference=judging.difference(choice.seeds, seeds),
        price=question.market.price(seeds),
    )
