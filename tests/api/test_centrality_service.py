"""What the service of rankings adds to the measures: names, persons, samples with limits, same bytes."""

from __future__ import annotations

import numpy as np
import pytest

from algorithms.betweenness import betweenness
from algorithms.centrality import MEASURES
from algorithms.pagerank import pagerank
from api.services.context import Context
from api.services.structure import list_measures, rank_accounts
from graph.errors import AccountNotFoundError, ParameterError


def test_every_measure_is_listed_and_can_be_asked_for(context: Context) -> None:
    for item in list_measures().items:
        answer = rank_accounts(context, item.measure, limit=3)
        values = [ranked.value for ranked in answer.items]
        assert (answer.measure, answer.meaning, values) == (item.measure, item.meaning, sorted(values)[::-1])


def test_the_first_is_who_has_most(context: Context) -> None:
    values = betweenness(context.influence_graph())
    first = rank_accounts(context, "betweenness").items[0]
    assert (first.account.key, first.value) == (context.snapshot.keys[int(values.argmax())], values.max())
    assert first.estimate is None


def test_persons_are_where_walks_start_anew(context: Context) -> None:
    restart = np.zeros(context.snapshot.n)
    restart[context.accounts(["twitter:3", "twitter:9"])] = 0.5
    expected = pagerank(context.influence_graph(), restart=restart).max()
    found = rank_accounts(context, "pagerank", personalised=["twitter:3", "twitter:9"])
    assert found.items[0].value == expected
    assert found.items[0].value != rank_accounts(context, "pagerank").items[0].value


@pytest.mark.parametrize("measure", ["betweenness", "harmonic"])
def test_samples_come_with_limits_that_hold_the_truth(context: Context, measure: str) -> None:
    answer = rank_accounts(context, measure, n_samples=500, random_seed=4, limit=60)
    truth = {ranked.account.key: ranked.value for ranked in rank_accounts(context, measure, limit=60).items}
    assert (answer.meta.n, answer.meta.random_seed) == (500, 4)
    for ranked in answer.items:
        assert ranked.estimate is not None
        assert ranked.estimate.low <= truth[ranked.account.key] <= ranked.estimate.high


def test_another_random_seed_draws_others(context: Context) -> None:
    first, again, other = (
        rank_accounts(context, "harmonic", n_samples=200, random_seed=seed).model_dump_json()
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_an_unknown_measure_is_refused_with_the_nearest(context: Context) -> None:
    with pytest.raises(ParameterError, match="such as harmonic"):
        rank_accounts(context, "harmonics")


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - {"pagerank"}))
def test_persons_are_for_pagerank_only(context: Context, measure: str) -> None:
    with pytest.raises(ParameterError, match="personalised must be left out except for pagerank"):
        rank_accounts(context, measure, personalised=["twitter:3"])


def test_an_unknown_person_is_refused(context: Context) -> None:
    with pytest.raises(AccountNotFoundError):
        rank_accounts(context, "pagerank", personalised=["nobody"])


@pytest.mark.parametrize(
    ("measure", "n_samples"), [("pagerank", 1_000), ("harmonic", 99), ("harmonic", 10**7)]
)
def test_samples_that_cannot_be_are_refused(context: Context, measure: str, n_samples: int) -> None:
    with pytest.raises(ParameterError, match="n_samples"):
        rank_accounts(context, measure, n_samples=n_samples)
