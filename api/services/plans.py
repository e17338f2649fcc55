"""Whom to ask: the best accounts under a number or a budget, with how good that is for certain.

What is reported comes from sets that had no part in the choice, see `sketches.py`; they are the same for
every plan on one (snapshot, topic, model, random seed), so that plans compare set by set.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any, get_args

import numpy as np

from algorithms.baselines import Method, baseline_seeds
from algorithms.costs import Cost, pagerank_cost, selection_cost
from algorithms.demands import MOST_SEEDS, Demands, check_demands
from algorithms.selection import SeedSelection, select_seeds
from api.answers import Certificate, Costs, Plan, PlannedSeed, PlanQuestion, PlanQuota, Rival, Sources
from api.services.context import Context, check_range
from api.services.costs import check_judges, costs_of_plans, judging_cost, probes_of
from api.services.judges import Judge
from api.services.market import MOST_MONEY
from api.services.progress import doing
from api.services.questions import (
    COUNTING,
    Asked,
    Objective,
    Question,
    check_objective,
    follower_warnings,
    unknown_warnings,
)
from api.services.quotas import ClassLimit, community_warnings, quotas_of
from api.services.sketches import choosing_sets
from graph.errors import ParameterError

RIVALS: dict[str, Method] = {
    "degree": "degree",
    "single-discount": "single_discount",
    "pagerank": "pagerank",
}
LEAST_EPSILON, MOST_EPSILON = 0.01, 0.5

_RELEASE = version("ricochet-influence")  # an older one's plan is not found again as the answer of this one


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPlan(Asked):
    """How many to ask, for how much, and who; a number or a budget is needed.

    Parameters
    ----------
    k
        Accounts to ask, 1 to 10,000; at most so many where there is a budget.
    budget
        The prices of all who are asked sum to at most this, above 0. Accounts without a price are no
        candidates then.
    quotas
        Limits by class.
    minimum_per_community
        At least so many from each community of 1 % or more of all accounts that have a tie.
    max_followers
        Nobody with more followers, or of whom it is not known.
    exclude, include
        Who must not, and who must, be asked. Excluded names that nobody has are told in a warning.
    objective
        `spread`: accounts that pass the message on; `reach`: distinct people who see it.
    epsilon
        0.01 to 0.5: how far below the guarantee the certificate may stay.
    """

    k: int | None = None
    budget: float | None = None
    quotas: Sequence[ClassLimit] = ()
    minimum_per_community: int | None = None
    max_followers: int | None = None
    exclude: Sequence[str] = ()
    include: Sequence[str] = ()
    objective: Objective = "spread"
    epsilon: float = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What is to be maximised, within which demands."""

    question: Question
    demands: Demands
    asked: AskedPlan
    warnings: Sequence[str]

    @classmethod
    def of(cls, context: Context, asked: AskedPlan) -> _Task:
        _check_plan(asked)
        question = Question.of(context, asked)
        check_judges(question, *get_args(Objective))
        context, market = question.context, question.market
        included = context.accounts(asked.include)
        excluded, unknown = question.known_accounts(asked.exclude)
        demands = Demands(
            k=asked.k,
            budget=asked.budget,
            prices=market.under(asked.budget, context, included),
            include=included,
            exclude=[*excluded, *context.hidden],
            candidates=_candidates(question, asked.max_followers, asked.budget),
            quotas=quotas_of(context, asked.quotas, asked.minimum_per_community),
        )
        warnings = [
            *market.warnings(asked.budget),
            *follower_warnings(context, asked.max_followers),
            *community_warnings(context, asked.minimum_per_community),
            *unknown_warnings(unknown),
        ]
        return cls(question, demands, asked, warnings)

    @property
    def weighing(self) -> dict[str, Any]:
        """Return who counts, and how likely they say yes, as arguments of `select_seeds`."""
        question = self.question
        return {
            "acceptance": question.market.acceptance,
            "already_reached": question.already_reached,
            "weights": question.weights,
        }


def plan_seeds(context: Context, asked: AskedPlan) -> Plan:
    """Return whom to ask so that a message goes as far as it can, with how good that is for certain.

    Raises
    ------
    ParameterError
        Also when the demands contradict each other: then with an irreducible group of them.
    TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    LimitError
        When it would take too much memory.
    """
    task = _Task.of(context, asked)
    doing("choosing whom to ask")
    choice = select_seeds(
        task.question.graph,
        **_as_arguments(task.demands),
        **task.weighing,
        quotas=task.demands.quotas,
        counting=COUNTING[asked.objective],
        epsilon=asked.epsilon,
        random_seed=asked.random_seed,
        supply=choosing_sets(task.question.graph, COUNTING[asked.objective], asked.random_seed),
    )
    doing("judging the choice by sets of their own")
    return _answer(task, choice)


def plan_cost(context: Context, asked: AskedPlan) -> Costs:
    """Return what `plan_seeds` would take, without doing it; it refuses the same."""
    if not context.has_communities():  # finding them is work; what they limit changes little
        quotas = [limit for limit in asked.quotas if limit.by != "community"]
        asked = replace(asked, quotas=quotas, minimum_per_community=None)
    task = _Task.of(context, asked)
    question = task.question
    check_demands(question.graph, task.demands)
    choosing = selection_cost(
        question.graph,
        probes_of(question, COUNTING[asked.objective]),
        demands=task.demands,
        epsilon=asked.epsilon,
        random_seed=asked.random_seed,
        **task.weighing,
    )
    judging = judging_cost(question, *get_args(Objective))
    return costs_of_plans(question, choosing + judging + Cost(pagerank_cost(question.graph).seconds))


def plan_name(context: Context, asked: AskedPlan) -> str:
    """Return the name of the plan that answers a question: another for another snapshot, model or release."""
    model = context.influence_model().name
    question = [_RELEASE, context.snapshot.address, model, context.store, asdict(asked)]
    return hashlib.blake2b(json.dumps(question, sort_keys=True).encode(), digest_size=16).hexdigest()


def _check_plan(asked: AskedPlan) -> None:
    check_objective(asked.objective)
    if asked.k is None and asked.budget is None:
        raise ParameterError("k", None, "given where no budget is")
    if asked.k is not None:
        check_range("k", asked.k, 1, MOST_SEEDS)
    if asked.budget is not None and not 0 < asked.budget <= MOST_MONEY:
        raise ParameterError("budget", asked.budget, f"above 0, at most {MOST_MONEY:g}")
    if not LEAST_EPSILON <= asked.epsilon <= MOST_EPSILON:
        raise ParameterError("epsilon", asked.epsilon, f"from {LEAST_EPSILON} to {MOST_EPSILON}")
    if asked.minimum_per_community is not None:
        check_range("minimum_per_community", asked.minimum_per_community, 1, MOST_SEEDS)
    if asked.max_followers is not None and asked.max_followers < 0:
        raise ParameterError("max_followers", asked.max_followers, "at least 0")


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


def _as_arguments(demands: Demands) -> dict[str, Any]:
    """Return the demands that rules of thumb know of too: all but quotas."""
    names = ("k", "budget", "prices", "include", "exclude", "candidates")
    return {name: getattr(demands, name) for name in names}


def _answer(task: _Task, choice: SeedSelection) -> Plan:
    question = task.question
    judge = {each: Judge.of(question, each) for each in get_args(Objective)}
    judging = judge[task.asked.objective]
    against = {name: _rival(task, choice, judging, method) for name, method in RIVALS.items()}
    return Plan(
        id=plan_name(question.context, task.asked),
        objective=task.asked.objective,
        seeds=_planned(question, choice, judging),
        spread=judge["spread"].value(choice.seeds),
        reach=judge["reach"].value(choice.seeds),
        price=question.market.price(choice.seeds),
        currency=question.market.currency,
        certificate=_certificate(choice),
        against=against,
        question=_said(question, task.asked),
        meta=question.meta(
            sources=Sources(rule="together", accounts=len(choice.seeds)),
            n=judging.index.n_sets,
            warnings=[*task.warnings, *_rival_warnings(against, quotas=bool(task.demands.quotas))],
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


def _said(question: Question, asked: AskedPlan) -> PlanQuestion:
    """Return what was asked, accounts by their keys: whoever reads the plan may not be shown handles."""
    keys = question.context.snapshot.keys
    excluded, _ = question.known_accounts(asked.exclude)
    return PlanQuestion(
        k=asked.k,
        budget=asked.budget,
        quotas=[PlanQuota(**asdict(limit)) for limit in asked.quotas],
        minimum_per_community=asked.minimum_per_community,
        max_followers=asked.max_followers,
        exclude=[str(keys[account]) for account in excluded],
        include=[str(keys[account]) for account in question.context.accounts(asked.include)],
        acceptance=asked.acceptance,
        targets=len(asked.targets),
        already_reached=len(asked.already_reached),
        epsilon=asked.epsilon,
    )


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


def _rival(task: _Task, choice: SeedSelection, judging: Judge, method: Method) -> Rival:
    """Return what a rule of thumb would ask, and by how much the choice is worth more."""
    question = task.question
    seeds = baseline_seeds(
        question.graph, method=method, **_as_arguments(task.demands), random_seed=question.random_seed
    )
    return Rival(
        seeds=[str(question.context.snapshot.keys[account]) for account in seeds],
        value=judging.value(seeds),
        difference=judging.difference(choice.seeds, seeds),
        price=question.market.price(seeds),
    )


def _rival_warnings(against: Mapping[str, Rival], *, quotas: bool) -> Iterator[str]:
    """Say which rules of thumb are ahead of the plan by the whole interval of the difference."""
    for rule, rival in against.items():
        less = rival.difference
        if less.high < 0:
            free = ", which keeps to no quotas," if quotas else ""
            interval = f"{-less.high:,.2f} to {-less.low:,.2f}"
            yield f"{rule}{free} does better by {-less.value:,.2f} ({interval})"
