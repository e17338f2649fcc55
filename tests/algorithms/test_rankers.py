"""Rankers that count or look at structure: by hand, by a common promise, and on the published tables."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from algorithms.backtest import Backtest
from algorithms.backtest.measures import MEASURES
from algorithms.backtest.run import judged
from algorithms.history import Dated, History, history_of
from algorithms.rankers import RANKERS
from algorithms.rankers.counting import HALF_LIFE_DAYS
from algorithms.rankers.structural import relay_ties
from benchmarks.recorded_sets import read_event
from benchmarks.relay_truth import HIGGS_ORACLE, HIGGS_PEOPLE, HIGGS_PRECISION, higgs_windows
from graph.recorded import Recorded
from graph.records import UNTIMED, Float64s
from tests.algorithms.strategies import unhurried
from tests.algorithms.test_history import N, follows, messages

DAY_MS = 86_400_000
SIMPLE = [
    "history",
    "times reposted",
    "distinct resharers",
    "retweet count",
    "mentioned",
    "activity",
    "random",
    "damped history",
    "history, empirical Bayes",
    "reversed PageRank",
    "k-core",
    "greedy coverage",
]

# 0 starts both. In the first 1 brings 2 and 3, who brings 4; in the second 3 brings 4, who brings 5.
BY_HAND = [
    [(1, 0, 10), (2, 1, 20), (3, 1, 30), (4, 3, 40)],
    [(3, 0, DAY_MS + 10), (4, 3, DAY_MS + 20), (5, 4, DAY_MS + 30)],
]


@pytest.fixture(scope="module")
def known() -> History:
    return history_of(Recorded.numbered([0, 0], [0, DAY_MS], BY_HAND), n=7)


def ranked(name: str, known: History) -> list[float]:
    values: list[float] = RANKERS[name].rank(known, None).tolist()
    return values


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("history", [0, 3, 0, 3, 1, 0, 0]),
        ("times reposted", [0, 2, 0, 2, 1, 0, 0]),
        ("distinct resharers", [2, 2, 0, 1, 1, 0, 0]),
        ("retweet count", [2, 2, 0, 2, 1, 0, 0]),
        ("mentioned", [0, 0, 0, 0, 0, 0, 0]),
        ("activity", [0, 1, 1, 2, 2, 1, 0]),
        ("greedy coverage", [0, 3, 0, 1, 0, 0, 0]),
    ],
)
def test_counts_made_by_hand(known: History, name: str, values: list[float]) -> None:
    assert ranked(name, known) == values


def test_damped_history_halves_by_age_and_takes_logarithms() -> None:
    months = [0, int(HALF_LIFE_DAYS * DAY_MS)]
    acted = [[(1, 0, at + 1), (2, 1, at + 2)] for at in months]
    known = history_of(Recorded.numbered([0, 0], months, acted), n=3).before(months[1] + 3)
    assert ranked("damped history", known)[1] == pytest.approx(np.log(2) * 1.5, rel=1e-6)


def test_empirical_bayes_draws_one_lucky_message_below_many_good_ones() -> None:
    steady = [[(1, 0, 10), *((person, 1, 20) for person in range(10, end))] for end in (13, 15) * 3]
    lucky = [[(2, 0, 10), *((person, 2, 20) for person in range(20, 45))]]
    nothing = [
        [(account, 0, 10), *[(9, account, 20)] * (time == 3)] for account in range(3, 9) for time in range(4)
    ]
    acted = steady + lucky + nothing
    known = history_of(Recorded.numbered([0] * len(acted), list(range(len(acted))), acted), n=50)
    plain, shrunk = (np.array(ranked(name, known)) for name in ("history", "history, empirical Bayes"))
    assert plain[2] > plain[1]
    assert shrunk[1] > shrunk[2]


def test_followers_are_counts_where_platforms_give_them_else_follow_ties() -> None:
    recorded = Recorded.numbered([0], [0], [[]])
    listening = follows((1, 0), (2, 0), (0, 3))
    counted = {"followers": Dated(np.array([5, -1, 7, 0, 0, 0]), np.full(N, UNTIMED))}
    ties = history_of(recorded, n=N, listening=listening)
    both = history_of(recorded, n=N, listening=listening, known=counted)
    assert ranked("followers", ties) == [2, 0, 0, 1, 0, 0]
    assert ranked("followers", both) == [5, 0, 7, 0, 0, 0]


@unhurried
@given(messages())
def test_reversed_pagerank_is_that_of_networkx_among_those_with_ties(recorded: Recorded) -> None:
    known = history_of(recorded, n=N)
    ties = relay_ties(known)
    plain = nx.DiGraph(zip(ties.in_targets.tolist(), ties.in_sources.tolist(), strict=True))
    ours = RANKERS["reversed PageRank"].rank(known, None)
    assert set(np.flatnonzero(ours).tolist()) == set(plain)
    if len(plain):
        theirs = nx.pagerank(plain, tol=1e-12, max_iter=1000)
        shares = {account: float(ours[account] / ours.sum()) for account in plain}
        assert shares == pytest.approx(theirs, rel=1e-6)


@unhurried
@given(messages())
def test_every_ranking_is_finite_not_negative_and_knows_nothing_of_strangers(recorded: Recorded) -> None:
    known = history_of(recorded, n=N + 3)
    for score in (RANKERS[name].rank(known, None) for name in SIMPLE):
        assert score.shape == (N + 3,)
        assert np.isfinite(score).all()
        assert (score >= 0).all()
        assert not score[N:].any()


def test_names_are_those_of_the_registry() -> None:
    assert all(name == ranking.name for name, ranking in RANKERS.items())


@pytest.fixture(scope="module")
def higgs(shared_data: Path) -> Backtest:
    history = read_event(shared_data / "higgs-twitter" / "higgs-activity_time.txt.gz")
    names = [*HIGGS_PEOPLE]
    return judged(higgs_windows(history), rankers={name: RANKERS[name] for name in names}, n_resamples=0)


def by_split(higgs: Backtest, measure: str, name: str) -> Float64s:
    assert measure in MEASURES
    return np.asarray(higgs.figures[measure][:, 0, higgs.rankers.index(name)])


@pytest.mark.parametrize("name", HIGGS_PEOPLE)
def test_the_table_of_higgs_is_reproduced(higgs: Backtest, name: str) -> None:
    assert tuple(by_split(higgs, "people", name).ravel().round().astype(int)) == HIGGS_PEOPLE[name]


def test_the_greedy_oracle_of_higgs_is_reproduced(higgs: Backtest) -> None:
    oracle = by_split(higgs, "people", "history") / by_split(higgs, "oracle", "history")
    assert tuple(oracle.ravel().round().astype(int)) == HIGGS_ORACLE


@pytest.mark.parametrize("name", HIGGS_PRECISION)
def test_the_precision_of_higgs_is_reproduced(higgs: Backtest, name: str) -> None:
    assert by_split(higgs, "precision", name)[:, 1].tolist() == pytest.approx(HIGGS_PRECISION[name])


def test_the_unseen_share_of_higgs_is_reproduced(higgs: Backtest) -> None:
    assert [round(one.unseen, 3) for one in higgs.windows] == [0.555, 0.315, 0.301, 0.394]


def test_permuted_labels_of_higgs_fall_to_chance(higgs: Backtest) -> None:
    assert higgs.permuted[:, :, higgs.ks.index(50)].mean(axis=0).max() <= 0.002
