"""The group that equals a star: cheap accounts that together go as far as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from algorithms.costs import Cost
from algorithms.equivalents import EquivalentGroup, equivalent_groups
from algorithms.reverse_reachable import Counting
from algorithms.selection import IndexedSketch, index_sketch
from api.answers import Costs, Equivalents
from api.services.context import Context, answered, answered_if_known
from api.services.costs import check_judges, costs_of_plans, judging_cost, probes_of
from api.services.questions import (
    COUNTING,
    Asked,
    Objective,
    Question,
    check_objective,
    follower_warnings,
    unknown_warnings,
)
from api.services.sketches import comparing_sketch
from graph.errors import ParameterError


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedEquivalents(Asked):
    """A star, and among whom to look for a group that equals it.

    Parameters
    ----------
    star
        The account to match; never in the group.
    candidates
        Whom to choose from; by default everybody. Where prices are known, accounts without one are none.
    max_followers
        Nobody with more followers, or of whom it is not known.
    exclude
        Who must not be in the group. Names that nobody has are told in a warning.
    objective
        `spread`: accounts that pass the message on; `reach`: distinct people who see it.
    """

    star: str
    candidates: Sequence[str] = ()
    max_followers: int | None = None
    exclude: Sequence[str] = ()
    objective: Objective = "spread"


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    question: Question
    counting: Counting
    star: int
    group: dict[str, Any]  # further arguments of `equivalent_groups`
    warnings: Sequence[str]

    @classmethod
    def of(cls, context: Context, asked: AskedEquivalents) -> _Search:
        check_objective(asked.objective)
        question = Question.of(context, asked)
        star = context.account_number(asked.star)
        excluded, unknown = question.known_accounts(asked.exclude)
        market = question.market
        group = {
            "candidates": _candidates(question, asked, star, excluded),
            "prices": np.nan_to_num(market.prices) if market.known.any() else None,
            "acceptance": market.acceptance,
            "weights": question.weights,
            "already_reached": question.already_reached,
        }
        warnings = [*follower_warnings(context, asked.max_followers), *unknown_warnings(unknown)]
        check_judges(question, asked.objective)
        return cls(question, COUNTING[asked.objective], star, group, warnings)

    def search(self, indexed: IndexedSketch) -> EquivalentGroup:
        return equivalent_groups(self.question.graph, indexed, self.star, **self.group)


def find_equivalents(context: Context, asked: AskedEquivalents) -> Equivalents:
    """Return a cheap group of accounts that together goes as far as one star.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    LimitError
        When it would take too much memory.
    """
    search = _Search.of(context, asked)
    question = search.question
    indexed = comparing_sketch(question.context, question.topic, search.counting, question.random_seed)
    return _answer(question, search.star, search.search(indexed), search.warnings)


def equivalents_cost(context: Context, asked: AskedEquivalents) -> Costs:
    """Return what `find_equivalents` would take, without doing it; it refuses the same."""
    search = _Search.of(context, asked)
    probes = probes_of(search.question, search.counting)
    judging = judging_cost(search.question, asked.objective)
    covering = probes.reading(lambda sketch: search.search(index_sketch(sketch)), judging.n_samples)
    return costs_of_plans(search.question, judging + Cost(covering))


def _candidates(question: Question, asked: AskedEquivalents, star: int, excluded: Sequence[int]) -> list[int]:
    allowed = question.allowed(asked.max_followers, asked.candidates)
    if question.market.known.any():
        question.market.check_currency("candidates", "priced in one currency")
        allowed &= question.market.known
    allowed[[*excluded, *question.context.hidden]] = False
    allowed[star] = False
    if not allowed.any():
        raise ParameterError("candidates", list(asked.candidates), "at least one account beside the star")
    return [int(account) for account in np.flatnonzero(allowed)]


def _answer(question: Question, star: int, found: EquivalentGroup, warnings: Sequence[str]) -> Equivalents:
    context, market = question.context, question.market
    priced = bool(market.known.any())
    return Equivalents(
        star=context.account(star),
        accounts=[context.account(account) for account in found.accounts],
        complete=found.complete,
        group_value=answered(found.group),
        star_value=answered(found.star),
        difference=answered(found.difference),
        covered=answered_if_known(found.covered),
        price=found.price if priced else None,
        star_price=market.price([star]) if priced else None,
        price_ratio=found.price_ratio if priced else None,
        price_within=found.price_within,
        currency=market.currency,
        meta=question.meta(n=found.star.n, warnings=warnings),
    )
