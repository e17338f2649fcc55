"""The group that equals a star: cheap accounts that together go as far as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from algorithms.equivalents import EquivalentGroup, equivalent_groups
from api.answers import Equivalents
from api.services.context import Context, answered, answered_if_known
from api.services.questions import (
    COUNTING,
    Objective,
    Question,
    check_objective,
    follower_warnings,
    unknown_warnings,
)
from api.services.sketches import comparing_sketch


def find_equivalents(
    context: Context,
    *,
    star: str,
    candidates: Sequence[str] = (),
    max_followers: int | None = None,
    exclude: Sequence[str] = (),
    acceptance: float | None = None,
    targets: Sequence[str] = (),
    already_reached: Sequence[str] = (),
    objective: Objective = "spread",
    topic: str | None = None,
    model: str | None = None,
    random_seed: int = 0,
) -> Equivalents:
    """Return a cheap group of accounts that together goes as far as one star.

    Parameters
    ----------
    context, max_followers, exclude, acceptance, targets, already_reached, objective, topic, model,
    random_seed
        As in `plans.plan_seeds`.
    star
        The account to match; never in the group.
    candidates
        Whom to choose from; by default everybody. Where prices are known, accounts without one are none.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
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
    number = context.snapshot.account_number(star)
    excluded, unknown = question.known_accounts(exclude)
    found = equivalent_groups(
        question.graph,
        comparing_sketch(context, question.topic, COUNTING[objective], random_seed),
        number,
        candidates=_candidates(question, candidates, max_followers, excluded),
        prices=np.nan_to_num(market.prices) if market.known.any() else None,
        acceptance=market.acceptance,
        weights=question.weights,
        already_reached=question.already_reached,
    )
    warnings = [*follower_warnings(context, max_followers), *unknown_warnings(unknown)]
    return _answer(question, number, found, warnings)


def _candidates(
    question: Question, names: Sequence[str], max_followers: int | None, excluded: Sequence[int]
) -> list[int]:
    allowed = question.allowed(max_followers, names)
    if question.market.known.any():
        question.market.check_currency("candidates", "priced in one currency")
        allowed &= question.market.known
    allowed[excluded] = False
    return [int(account) for account in np.flatnonzero(allowed)]


def _answer(question: Question, star: int, found: EquivalentGroup, warnings: Sequence[str]) -> Equivalents:
    context, market = question.context, question.market
    priced = bool(market.known.any())
    star_price = market.price([star]) if priced else None
    return Equivalents(
        star=context.account(star),
        accounts=[context.account(account) for account in found.accounts],
        complete=found.complete,
        group_value=answered(found.group),
        star_value=answered(found.star),
        difference=answered(found.difference),
        covered=answered_if_known(found.covered),
        price=found.price if priced else None,
        star_price=star_price,
        price_ratio=found.price / star_price if priced and star_price else None,
        price_within=found.price_within,
        currency=market.currency,
        meta=question.meta(n=found.star.n, warnings=warnings),
    )
