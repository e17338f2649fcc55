"""The back-test: windows, truth, measures, resamples, controls, winner; each beside its obvious version."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from algorithms.audiences import carried
from algorithms.backtest import Backtest, run_backtest, windows, winner
from algorithms.backtest.controls import permuted
from algorithms.backtest.measures import MEASURES, measured
from algorithms.backtest.resampling import weightings
from algorithms.backtest.run import BAR, BEST_POSSIBLE, judged
from algorithms.backtest.truth import MAX_UNITS, ordered, truth
from algorithms.backtest.windows import window
from algorithms.history import History, history_of
from algorithms.rankers import RANKERS, Ranking
from graph.errors import ParameterError
from graph.recorded import Recorded
from graph.records import UNTIMED
from tests.algorithms.strategies import unhurried
from tests.algorithms.test_history import messages

N = 6
KS = (1, 2, 3)
SIMPLE = {name: RANKERS[name] for name in (BAR, "times reposted", "activity", "random", "damped history")}


def synthetic(n_messages: int = 160, n: int = 300, *, shift: int = 0) -> History:
    """Return messages that the first twelve accounts carry; from `shift` on, the next twelve do."""
    rng = np.random.default_rng(5)
    authors, posted, acted = [], [], []
    for message in range(n_messages):
        people = rng.permutation(np.arange(30, n))[:30]
        relays = (rng.permutation(12)[:3] + (12 if shift and message >= shift else 0)).tolist()
        start, author = 100_000 * message, 29
        rows = [(relay, author, start + 10 + relay) for relay in sorted(relays)]
        rows += [(int(who), relays[i % 3], start + 100 + i) for i, who in enumerate(people.tolist())]
        authors.append(author)
        posted.append(start)
        acted.append(rows)
    return history_of(Recorded.numbered(authors, posted, acted), n=n)


def obvious(test: History) -> dict[int, list[tuple[int, int]]]:
    """Return (message, person) that each account carried, climbing from everybody."""
    found: dict[int, list[tuple[int, int]]] = {account: [] for account in range(test.n)}
    for place in range(len(test.account)):
        at = int(test.above[place])
        while at >= 0:
            if test.above[at] >= 0:
                found[int(test.account[at])].append((int(test.in_message[place]), int(test.account[place])))
            at = int(test.above[at])
    return found


@pytest.fixture(scope="module")
def judged_synthetic() -> Backtest:
    return run_backtest(synthetic(), rankers=SIMPLE, n_resamples=200)


@unhurried
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), min_size=6, max_size=9), st.integers(1, 3))
def test_train_test_and_dropped_are_all_there_is(clocks: list[tuple[int, int]], cuts: int) -> None:
    acted = [[(1, 0, start + 1), (2, 1, start + later)] for start, later in clocks]
    whole = history_of(Recorded.numbered([0] * len(clocks), [start for start, _ in clocks], acted), n=3)
    starts = sorted(start for start, _ in clocks)
    assume(len(set(starts)) == len(starts))
    assume(starts[len(starts) // 2] > starts[0] + 1)
    for one in windows(whole, cuts=cuts):
        assert one.train.actions + one.test.actions + one.dropped_actions == whole.actions
        assert len(one.train) + len(one.test) + one.dropped_messages == len(whole)
        assert (one.train.at_ms < one.cut_ms).all()
        assert ((one.test.started_ms >= one.cut_ms) & (one.test.started_ms < one.until_ms)).all()


def test_four_cuts_are_in_the_later_half_and_each_test_ends_at_the_next() -> None:
    whole = synthetic(160)
    found = windows(whole, cuts=4)
    assert [len(one.train) for one in found] == [80, 100, 120, 140]
    assert [len(one.test) for one in found] == [20, 20, 20, 20]


@pytest.mark.parametrize(
    ("posted", "message"),
    [([7] * 8, "too few starts|nothing before"), ([UNTIMED] * 8, "without a time")],
    ids=["identical clocks", "no clocks"],
)
def test_clocks_that_tell_nothing_are_refused(posted: list[int], message: str) -> None:
    acted = [[(1, 0, at), (2, 1, at)] for at in posted]
    with pytest.raises(ParameterError, match=message):
        windows(history_of(Recorded.numbered([0] * 8, posted, acted), n=3))


def test_a_cut_with_nothing_behind_it_is_refused() -> None:
    acted = [[(1, 0, 1), (2, 1, 2)]] * 4 + [[] for _ in range(4)]
    with pytest.raises(ParameterError, match="nothing behind"):
        windows(history_of(Recorded.numbered([0] * 8, list(range(8)), acted), n=3))


@pytest.mark.parametrize("cuts", [0, 9])
def test_the_number_of_cuts_has_limits(cuts: int) -> None:
    with pytest.raises(ParameterError, match="cuts"):
        windows(synthetic(20), cuts=cuts)


@unhurried
@given(messages())
def test_the_truth_is_everybody_below_once_a_message(recorded: Recorded) -> None:
    test = history_of(recorded, n=N)
    came, judge = truth(test), obvious(test)
    assert came.value.tolist() == [len(judge[account]) for account in range(N)]
    assert came.value.sum() == test.below[test.carriers].sum()


@unhurried
@given(messages(), st.permutations(range(N)))
def test_people_of_the_first_k_are_counted_once(recorded: Recorded, order: list[int]) -> None:
    test = history_of(recorded, n=N)
    came, judge = truth(test), obvious(test)
    columns = came.people_of_first(np.array(order, np.int32), KS)
    for column, k in enumerate(KS):
        people = {person for account in order[:k] for _, person in judge[account]}
        assert columns[:, column].sum() == pytest.approx(len(people))


@unhurried
@given(messages(), st.permutations(range(N)))
def test_the_measures_are_what_their_definitions_say(recorded: Recorded, order: list[int]) -> None:
    test = history_of(recorded, n=N)
    came = truth(test)
    assume(came.value.any())
    found = measured(came, [np.array(order, np.int32)], KS, np.ones((1, came.units)))
    value = came.value
    best = sorted(range(N), key=lambda account: (-value[account], account))
    for column, k in enumerate(KS):
        captured = value[order[:k]].sum() / value[best[:k]].sum()
        gains, ideal = (
            sum(value[account] / log2(rank + 2) for rank, account in enumerate(one[:k]))
            for one in (order, best)
        )
        among = sum(account in best[:k] and value[account] > 0 for account in order[:k]) / k
        expected = {"captured": captured, "ndcg": gains / ideal, "precision": among}
        assert {name: found[name][0, 0, column] for name in expected} == pytest.approx(expected)


def test_greedy_choices_reach_most_people_so_that_shares_of_them_are_below_one() -> None:
    found = windows(synthetic())[0]
    came = truth(found.test)
    order = ordered(RANKERS["history"].rank(found.train, None))
    shares = measured(came, [order], KS, np.ones((1, came.units)))
    assert (shares["oracle"] <= 1).all()
    assert (shares["people"] <= len(np.unique(carried(found.test).person))).all()


def test_every_resample_has_as_many_messages_as_the_test() -> None:
    drawn = weightings(40, n_resamples=50, rng=np.random.default_rng(1))
    assert (drawn.sum(axis=1) == 40).all()
    assert (drawn[0] == 1).all()


def test_many_units_are_resampled_in_groups_that_keep_every_sum() -> None:
    n_messages = MAX_UNITS + 500
    seconds = [1000 * second for second in range(n_messages)]
    acted = [[(1, 0, at), (2, 1, at)] for at in seconds]
    came = truth(history_of(Recorded.numbered([0] * n_messages, seconds, acted), n=3))
    by_unit = came.by_unit(np.array([1], np.int32)).toarray()
    assert (came.units, by_unit.sum(), by_unit.max()) == (MAX_UNITS, n_messages, 2)


def test_true_relays_are_found_and_the_interval_covers_the_figure(judged_synthetic: Backtest) -> None:
    estimate = judged_synthetic.estimate(BAR, k=10, measure="captured")
    assert estimate.value > 0.9
    assert estimate.low <= estimate.value <= estimate.high


def test_the_same_question_gives_the_same_bytes() -> None:
    one, other = (
        run_backtest(synthetic(40), rankers=SIMPLE, n_resamples=20, random_seed=3) for _ in range(2)
    )
    assert all(one.figures[name].tobytes() == other.figures[name].tobytes() for name in MEASURES)


def test_permuted_labels_fall_to_chance(judged_synthetic: Backtest) -> None:
    # Ten accounts drawn of 300 have 10 / 300 of the truth; the best ten have 10 / 12 of it.
    share = judged_synthetic.permuted[:, 0, judged_synthetic.ks.index(10)].mean()
    assert share == pytest.approx(10 / 300 / (10 / 12), abs=0.02)


def test_permuting_gives_each_account_the_truth_of_any() -> None:
    came = truth(windows(synthetic())[0].test)
    shares = permuted(came, [np.arange(300, dtype=np.int32)], (300,), random_seed=0)
    assert shares.tolist() == [[1.0]]


def test_shuffled_time_makes_a_past_that_knows_the_future() -> None:
    changed = run_backtest(synthetic(shift=80), rankers=SIMPLE, n_resamples=0)
    assert changed.shuffled is not None
    place = changed.ks.index(10)
    assert changed.shuffled[place] > 0.4 > changed.figures["captured"][0, 0, 0, place]


def test_what_a_ranker_lacks_is_said(judged_synthetic: Backtest) -> None:
    found = windows(synthetic(40))
    needy = {name: RANKERS[name] for name in (BAR, "followers", "mentioned")}
    left_out = judged(found, rankers=needy, n_resamples=0).left_out
    assert left_out == {
        "followers": "neither follow ties nor counts of followers are known",
        "mentioned": "only one event without messages has what it counts",
    }


def test_a_ranking_that_is_none_is_refused() -> None:
    broken = {BAR: RANKERS[BAR], "nan": Ranking("nan", lambda known, _: np.full(known.n, np.nan))}
    with pytest.raises(ParameterError, match="300 finite numbers"):
        judged(windows(synthetic(40)), rankers=broken, n_resamples=0)


def test_a_newcomer_wins_only_with_its_interval_above_zero() -> None:
    changed = synthetic(shift=70)

    def latest(known: History, source: int | None) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return RANKERS[BAR].rank(known.started(known.until_ms - 600_000, known.until_ms), source)

    better = {**SIMPLE, "latest": Ranking("latest", latest, complexity=1)}
    same = {**SIMPLE, "copy": Ranking("copy", RANKERS[BAR].rank, complexity=1)}
    assert winner(run_backtest(changed, rankers=better, n_resamples=200)) == "latest"
    assert winner(run_backtest(synthetic(), rankers=same, n_resamples=200)) == BAR


def test_neither_chance_nor_the_best_possible_is_ever_served(judged_synthetic: Backtest) -> None:
    assert judged_synthetic.estimate(BEST_POSSIBLE).value >= judged_synthetic.estimate(BAR).value
    assert winner(judged_synthetic) not in ("random", BEST_POSSIBLE)


def test_an_unknown_ranker_is_refused_with_all_there_are(judged_synthetic: Backtest) -> None:
    with pytest.raises(ParameterError, match="history, times reposted"):
        judged_synthetic.estimate("mine")


def test_accounts_never_seen_have_their_share_of_the_truth() -> None:
    acted = [[(1, 0, 10), (2, 1, 20)], [(3, 0, 110), (2, 3, 120), (4, 3, 130), (1, 0, 140), (5, 1, 150)]]
    whole = history_of(Recorded.numbered([0, 0], [0, 100], acted), n=N)
    only = judged([window(whole, cut_ms=100, until_ms=101)], rankers={BAR: RANKERS[BAR]}, n_resamples=0)
    assert only.windows[0].unseen == pytest.approx(2 / 3)
