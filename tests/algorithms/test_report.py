"""The ricochet report of one message: a cascade made by hand, and the slow, obvious judges."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from algorithms.parents import Actions, CascadeTree, infer_parents
from algorithms.report import AGES_SECONDS, Reignition, RicochetReport, ricochet_report
from graph.errors import ParameterError
from graph.records import UNTIMED
from tests.algorithms.strategies import recorded, unhurried

EN, FR, DE = range(3)
BY_HAND = [  # account, parent, second: a fire, an hour of silence, a second one, an hour, a third
    *((1, 0, 10), (2, 0, 20), (3, 1, 30), (4, 1, 40), (5, 3, 50), (6, 2, 60)),
    *((7, 4, 3600), (8, 7, 3610), (9, 7, 3620), (10, 8, 3630)),
    *((11, 5, 7200), (12, 11, 7210), (13, 11, 7220), (14, 13, 7230)),
]
LANGUAGE = np.array([EN] * 7 + [FR] * 3 + [EN] * 3 + [DE] * 2, dtype=np.int32)


def tree_of(rows: list[tuple[int, int, int]], *, posted: int | None = 0) -> CascadeTree:
    """Return the tree of rows of account, parent and second; account 0 posted the message."""
    account, parent, second = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    posted_ms = UNTIMED if posted is None else posted * 1000
    actions = Actions(account.astype(np.int32), parent.astype(np.int32), second * 1000, 0, posted_ms)
    return infer_parents(actions, None, method="most-recent-exposed")


@pytest.fixture(scope="module")
def by_hand() -> RicochetReport:
    return ricochet_report(tree_of(BY_HAND), {"language": LANGUAGE})


def test_the_hops_of_the_cascade_made_by_hand(by_hand: RicochetReport) -> None:
    assert by_hand.people_by_hop.tolist() == [1, 2, 3, 2, 3, 3, 1]
    assert by_hand.reproduction.tolist() == pytest.approx([2, 1.5, 2 / 3, 1.5, 1, 1 / 3, 0])
    assert (by_hand.depth, by_hand.breadth) == (6, 3)
    assert by_hand.beyond_first_hop == pytest.approx(12 / 14)


def test_who_is_below_whom_in_the_cascade_made_by_hand(by_hand: RicochetReport) -> None:
    assert by_hand.below.tolist() == [14, 11, 1, 5, 4, 4, 0, 3, 1, 0, 0, 3, 0, 1, 0]


def test_the_virality_of_the_cascade_made_by_hand(by_hand: RicochetReport) -> None:
    assert by_hand.structural_virality == pytest.approx(426 / 105)


def test_the_life_of_the_cascade_made_by_hand(by_hand: RicochetReport) -> None:
    assert by_hand.life is not None
    assert (by_hand.life.half_life_seconds, by_hand.life.last_alive_seconds) == (3600, 7230)
    assert by_hand.life.ages_seconds.tolist() == [60, 300, 900, 1800, 3600, 7230]
    assert by_hand.life.people.tolist() == [6, 6, 6, 6, 7, 14]
    assert by_hand.life.still_to_come.tolist() == pytest.approx([8 / 14] * 4 + [0.5, 0])


def test_the_cascade_made_by_hand_was_ignited_again_twice(by_hand: RicochetReport) -> None:
    assert by_hand.reignitions == (
        Reignition(3_600_000, lull_seconds=3540, actions=4, people=4, igniter=7, carried=3),
        Reignition(7_200_000, lull_seconds=3570, actions=4, people=4, igniter=11, carried=3),
    )


def test_the_cascade_made_by_hand_crossed_borders_three_times(by_hand: RicochetReport) -> None:
    crossings = by_hand.crossings["language"]
    assert crossings.bounces == 14
    assert crossings.carrier.tolist() == [7, 13, 10]
    assert crossings.origin.tolist() == [EN, EN, FR]
    assert crossings.destination.tolist() == [FR, DE, EN]


@unhurried
@given(actions=recorded(n=7))
def test_the_hops_add_up_to_the_people(actions: Actions) -> None:
    tree = infer_parents(actions, None, method="weighted")
    assert ricochet_report(tree).people_by_hop.sum() == len(tree)


@unhurried
@given(actions=recorded(n=7))
def test_virality_is_the_mean_distance_over_all_pairs_of_one_tree(actions: Actions) -> None:
    tree = infer_parents(actions, None, method="weighted")
    joined: nx.Graph[int] = nx.Graph((int(p), c) for c, p in enumerate(tree.parent) if p >= 0)
    lengths = dict(nx.all_pairs_shortest_path_length(joined))
    distances = [lengths[a][b] for a, b in combinations(joined, 2) if b in lengths[a]]
    expected = pytest.approx(np.mean(distances)) if distances else None
    assert ricochet_report(tree).structural_virality == expected


@unhurried
@given(actions=recorded(n=7))
def test_half_of_the_actions_happened_by_the_half_life_and_not_before(actions: Actions) -> None:
    life = ricochet_report(infer_parents(actions, None, method="weighted")).life
    timed = actions.at_ms[actions.at_ms != UNTIMED]
    assert (life is None) == (len(timed) == 0)
    if life is not None:
        ages = (timed - life.started_ms) / 1000
        assert np.count_nonzero(ages <= life.half_life_seconds) >= len(ages) / 2
        assert np.count_nonzero(ages < life.half_life_seconds) < len(ages) / 2


@unhurried
@given(actions=recorded(n=7))
def test_the_survival_curve_falls_to_nobody(actions: Actions) -> None:
    life = ricochet_report(infer_parents(actions, None, method="weighted")).life
    if life is not None:
        assert (np.diff(life.still_to_come) <= 0).all()
        assert life.still_to_come[-1] in (0, 1)  # 1 where nobody came at a known time


def test_a_star_has_the_virality_of_goel_and_others() -> None:
    n = 50  # mean distance of a star with n nodes: 2 (n - 1) / n
    star = tree_of([(i, 0, i) for i in range(1, n)])
    assert ricochet_report(star).structural_virality == pytest.approx(2 * (n - 1) / n)


def test_a_path_of_any_length_is_measured_in_one_pass() -> None:
    n = 10_000  # mean distance of a path with n nodes: (n + 1) / 3
    path = tree_of([(i, i - 1, i) for i in range(1, n)])
    report = ricochet_report(path)
    assert report.depth == n - 1
    assert report.structural_virality == pytest.approx((n + 1) / 3)


def test_a_message_with_one_action_has_one_bounce_and_no_reignition() -> None:
    report = ricochet_report(tree_of([(1, 0, 5)]))
    assert (report.people_by_hop.tolist(), report.structural_virality) == ([1, 1], 1.0)
    assert report.life is not None
    assert (report.life.half_life_seconds, report.reignitions) == (5.0, ())


def test_a_message_on_which_nobody_acted_has_no_life_and_no_virality() -> None:
    report = ricochet_report(tree_of([]))
    assert (report.depth, report.breadth, report.life) == (0, 1, None)
    assert (report.structural_virality, report.beyond_first_hop) == (None, None)


def test_what_happened_before_the_message_happened_at_once() -> None:
    life = ricochet_report(tree_of([(1, 0, 5), (2, 0, 9)], posted=7)).life
    assert life is not None
    assert (life.started_ms, life.half_life_seconds, life.last_alive_seconds) == (7000, 0.0, 2.0)


def test_without_the_time_of_the_message_it_starts_with_its_first_action() -> None:
    life = ricochet_report(tree_of([(1, 0, 5), (2, 0, 9)], posted=None)).life
    assert life is not None
    assert (life.started_ms, life.half_life_seconds) == (5000, 0.0)


def test_a_silence_that_stragglers_break_is_a_lull_still() -> None:
    stragglers = [(20 + i, 0, 100 + 1200 * i) for i in range(3)]
    rows = sorted([*BY_HAND[:10], *stragglers], key=lambda row: row[2])
    [again] = ricochet_report(tree_of(rows)).reignitions
    assert (again.at_ms, again.people) == (3_600_000, 4)


def test_one_straggler_after_a_silence_does_not_ignite() -> None:
    assert ricochet_report(tree_of([*BY_HAND[:6], (7, 0, 100_000)])).reignitions == ()


def test_somebody_who_acts_again_can_be_the_igniter() -> None:
    again = [(1, 0, 3600), (7, 1, 3610), (8, 1, 3620), (9, 0, 3630)]
    [fire] = ricochet_report(tree_of([*BY_HAND[:6], *again])).reignitions
    assert (fire.igniter, fire.carried, fire.people, fire.actions) == (1, 2, 3, 4)


def test_where_everybody_came_alone_nobody_is_the_igniter() -> None:
    alone = [(7, 0, 3600), (8, 0, 3610), (9, 0, 3620), (10, 0, 3630)]
    [fire] = ricochet_report(tree_of([*BY_HAND[:6], *alone])).reignitions
    assert (fire.igniter, fire.carried, fire.people) == (None, 0, 4)


def test_a_border_is_not_crossed_where_one_side_is_unknown() -> None:
    side = np.array([0, -1, 1], dtype=np.int32)
    crossings = ricochet_report(tree_of([(1, 0, 1), (2, 0, 2)]), {"place": side}).crossings["place"]
    assert (crossings.bounces, crossings.carrier.tolist()) == (1, [2])


def test_a_border_with_too_few_sides_is_refused() -> None:
    with pytest.raises(ParameterError, match="place must be of length 3"):
        ricochet_report(tree_of([(1, 0, 1), (2, 0, 2)]), {"place": np.zeros(2, np.int32)})


def test_two_messages_are_looked_at_at_the_same_ages() -> None:
    lives = [ricochet_report(tree_of([(1, 0, last)])).life for last in (100, 10_000)]
    looks = [life.ages_seconds[:-1].tolist() for life in lives if life]
    assert looks == [list(AGES_SECONDS[:1]), list(AGES_SECONDS[:5])]
