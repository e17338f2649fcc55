"""Learners against closed forms, slow versions, and probabilities that cascades were drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import e, exp, log, sqrt

import numpy as np
import pytest
from scipy.stats import beta

from algorithms.delays import DelayLaw
from algorithms.history import History, Listening, history_of
from algorithms.learners import LEARNERS, Learned, Learner, pooled
from algorithms.learners.account import SHRINKAGE, account_level
from algorithms.learners.counts import bernoulli, jaccard
from algorithms.learners.credit_distribution import credit_distribution
from algorithms.learners.delays import fit_delays, learn_delays, log_likelihood
from algorithms.learners.expectation_maximisation import (
    arrivals,
    expectation_maximisation,
    most_likely,
)
from algorithms.learners.follow_edges import follow_edges
from algorithms.learners.learned import beta_limits, count_exposures, direct_reposters, edges_of
from algorithms.learners.regression import correlation, fit
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.recorded import EVENT, Recorded
from graph.records import UNTIMED, Float64s
from graph.texts import TextColumn

DAY_MS, HOUR_MS = 86_400_000, 3_600_000

Action = tuple[int, int, int]  # who, from whom, when


def history(
    n: int,
    *messages: tuple[int, int, Sequence[Action]],
    follows: Sequence[tuple[int, int]] | None = None,
) -> History:
    """Return a history of messages: author, time, actions; `follows` are edges u → v of who hears whom."""
    authors, times, actions = zip(*messages, strict=True) if messages else ((), (), ())
    ends = None if follows is None else list(zip(*follows, strict=True))
    listening = ends and Listening.of(InfluenceGraph.from_edges(n, ends[0], ends[1], 1.0))
    return history_of(Recorded.numbered(authors, times, actions), n=n, listening=listening or None)


def cascades(graph: InfluenceGraph, n_messages: int, *, random_seed: int) -> History:
    """Return messages drawn from an influence graph round by round, one an hour, parents untold."""
    rng, messages = np.random.default_rng(random_seed), []
    for number in range(n_messages):
        at_ms, newest = HOUR_MS * number, [int(rng.integers(graph.n))]
        author, seen, actions = newest[0], {newest[0]}, []
        while newest:
            at_ms, last, newest = at_ms + 60_000, newest, []
            for source in last:
                out = slice(graph.out_offsets[source], graph.out_offsets[source + 1])
                chance = graph.probability[graph.out_edges[out]]
                for target in graph.out_targets[out][rng.random(len(chance)) < chance].tolist():
                    if target not in seen:
                        seen.add(target)
                        newest.append(target)
                        actions.append((target, -1, at_ms))
        messages.append((author, HOUR_MS * number, actions))
    recorded = Recorded.numbered(*map(list, zip(*messages, strict=True)))
    return history_of(recorded, n=graph.n, listening=Listening.of(graph))


def crowds(graph: InfluenceGraph, n_sources: int, n_messages: int, *, random_seed: int) -> History:
    """Return messages that some of the sources have, untold from whom, before anybody else can."""
    rng, messages = np.random.default_rng(random_seed), []
    for number in range(n_messages):
        at_ms = HOUR_MS * number
        heard = rng.choice(n_sources, rng.integers(1, n_sources), replace=False)
        tried = np.isin(graph.in_sources, heard) & (rng.random(graph.m) < graph.probability)
        actions = [(int(who), -1, at_ms) for who in heard[1:]]
        actions += [(int(who), -1, at_ms + 1) for who in np.unique(graph.in_targets[tried])]
        messages.append((int(heard[0]), at_ms, actions))
    recorded = Recorded.numbered(*map(list, zip(*messages, strict=True)))
    return history_of(recorded, n=graph.n, listening=Listening.of(graph))


def drawn_graph(n: int, m: int, *, highest: float, random_seed: int) -> InfluenceGraph:
    rng = np.random.default_rng(random_seed)
    pairs = rng.choice(n * (n - 1), m, replace=False)
    source, target = pairs // (n - 1), pairs % (n - 1)
    target = target + (target >= source)
    return InfluenceGraph.from_edges(n, source, target, rng.uniform(0.02, highest, m))


def with_given_parents(n: int, n_messages: int, *, random_seed: int) -> History:
    """Return messages whose parents are drawn among those who came before."""
    rng, messages = np.random.default_rng(random_seed), []
    for number in range(n_messages):
        people = rng.choice(n, rng.integers(2, 8), replace=False).tolist()
        start = 20 * DAY_MS * number
        actions = [(who, people[rng.integers(at + 1)], start + at) for at, who in enumerate(people[1:])]
        messages.append((people[0], start, actions))
    return history(n, *messages)


def of_edge(learned: Learned, values: Float64s, source: int, target: int) -> float:
    graph = learned.graph
    place = np.flatnonzero((graph.in_sources == source) & (graph.in_targets == target))
    return float(values[place[0]])


def probability(learned: Learned, source: int, target: int) -> float:
    return of_edge(learned, learned.graph.probability, source, target)


ONE_RELAY = history(4, (0, 0, [(1, 0, 1), (2, 1, 2), (3, 1, 3)]))
GRAPH = drawn_graph(25, 120, highest=0.5, random_seed=3)
DRAWN = cascades(GRAPH, 1_500, random_seed=4)
TWO_SIDES = InfluenceGraph.from_edges(
    24,
    np.repeat(np.arange(6), 18),
    np.tile(np.arange(6, 24), 6),
    np.random.default_rng(9).uniform(0, 0.4, 108),
)
CROWDS = crowds(TWO_SIDES, 6, 4_000, random_seed=4)
EVENT_OF_TWO = history_of(
    replace(
        Recorded.numbered([-1], [UNTIMED], [[(1, 0, 1), (2, 0, 5), (2, 3, 9)]]),
        keys=TextColumn(*TextColumn.pack([EVENT])),
    ),
    n=4,
)
HISTORIES = {
    "parents given": with_given_parents(12, 30, random_seed=1),
    "parents guessed": cascades(GRAPH, 60, random_seed=5),
    "one event": EVENT_OF_TWO,
    "no times": history(4, (0, UNTIMED, [(1, 0, UNTIMED), (2, 1, UNTIMED), (3, 1, UNTIMED)])),
    "no message": history(3),
    "nobody passes on": history(3, (0, 0, []), follows=[(0, 1), (1, 2)]),
}


# What every learner promises


@pytest.fixture(params=LEARNERS)
def learner(request: pytest.FixtureRequest) -> Learner:
    return LEARNERS[request.param]


@pytest.fixture(params=HISTORIES)
def known(request: pytest.FixtureRequest) -> History:
    return HISTORIES[request.param]


def test_probabilities_lie_within_their_intervals_and_these_within_0_and_1(
    learner: Learner, known: History
) -> None:
    learned = learner(known)
    p = learned.graph.probability
    assert ((learned.low >= 0) & (learned.low <= p) & (p <= learned.high) & (learned.high <= 1)).all()


def test_the_same_history_gives_the_same_bytes(learner: Learner, known: History) -> None:
    one, other = learner(known), learner(known)
    assert one.graph.probability.tobytes() == other.graph.probability.tobytes()
    assert one.high.tobytes() == other.high.tobytes()


def test_more_messages_make_intervals_shorter(learner: Learner) -> None:
    few, many = learner(cascades(GRAPH, 100, random_seed=4)), learner(cascades(GRAPH, 1_000, random_seed=4))
    assert np.median(many.high - many.low) < np.median(few.high - few.low)


def test_a_probability_outside_its_interval_is_refused() -> None:
    one = np.ones(1)
    with pytest.raises(ParameterError, match="within its interval"):
        Learned(InfluenceGraph.from_edges(2, [0], [1], 0.5), one * 0.6, one, one)


# What happened to edges


def exposures_by_hand(known: History, graph: InfluenceGraph) -> np.ndarray:
    counts = np.zeros((3, graph.m))
    for first, end in zip(known.offsets, known.offsets[1:], strict=False):
        place = {
            account: at for at, account in enumerate(known.account[first:end].tolist(), start=int(first))
        }
        for edge, (source, target) in enumerate(zip(graph.in_sources, graph.in_targets, strict=True)):
            if source not in place:
                continue
            there = place.get(int(target))
            won = there is not None and known.above[there] == place[source]
            if won or there is None or there > place[source]:
                counts[:, edge] += 1, there is not None, won
    return counts


@pytest.mark.parametrize("name", ["parents given", "parents guessed", "one event"])
def test_exposures_are_those_of_the_slow_count(name: str) -> None:
    known = HISTORIES[name]
    graph = edges_of(known)
    assert np.array_equal(np.array(count_exposures(known, graph)), exposures_by_hand(known, graph))


def test_two_runs_of_messages_add_up_to_all() -> None:
    known, graph = DRAWN, edges_of(DRAWN)
    parts = [count_exposures(known, graph, messages=part) for part in (slice(100), slice(100, None))]
    both = [one + other for one, other in zip(*parts, strict=True)]
    assert np.array_equal(np.array(both), np.array(count_exposures(known, graph)))


def test_limits_of_a_beta_distribution_are_those_of_the_library() -> None:
    wins, losses = np.array([0.5, 3.0, 40.0]), np.array([9.5, 3.0, 0.5])
    low, high = beta_limits(wins, losses)
    assert low == pytest.approx(beta.ppf(0.025, wins, losses))
    assert high == pytest.approx(beta.ppf(0.975, wins, losses))


# Account level


def test_one_relay_of_two_is_shrunk_towards_the_mean_of_all() -> None:
    # Direct reposters: 2 of account 1, none of 2 and 3; the mean of log(1 + d) is log(3) / 3.
    learned = account_level(ONE_RELAY)
    m = exp((log(3) + SHRINKAGE * log(3) / 3) / (1 + SHRINKAGE)) - 1
    assert probability(learned, 1, 2) == pytest.approx(m / 2, rel=1e-6)


def test_a_message_enters_where_it_came_straight_from_who_started_it() -> None:
    outside = account_level(ONE_RELAY).outside
    assert outside is not None
    assert outside.tolist() == [0, 1, 0, 0]


def test_a_message_counts_half_after_180_days() -> None:
    long_ago = (0, 0, [(1, 0, 1)])
    lately = (0, 180 * DAY_MS, [(2, 0, 180 * DAY_MS + 1)])
    outside = account_level(history(3, long_ago, lately)).outside
    assert outside is not None
    assert outside == pytest.approx([0, 1 / 3, 2 / 3])


def test_account_level_is_that_of_the_slow_version() -> None:
    known = HISTORIES["parents given"]
    weight = 0.5 ** (known.age_days / 180)
    direct = direct_reposters(known)
    relays = [row for row in range(len(known.account)) if known.parent[row] >= 0]
    weights = {row: weight[known.in_message[row]] for row in relays}
    mean = sum(weights[row] * log(1 + direct[row]) for row in relays) / sum(weights.values())
    learned = account_level(known)
    for edge, (source, target) in enumerate(
        zip(learned.graph.in_sources, learned.graph.in_targets, strict=True)
    ):
        own = [row for row in relays if known.account[row] == source]
        total = sum(weights[row] * log(1 + direct[row]) for row in own) + SHRINKAGE * mean
        m = exp(total / (sum(weights[row] for row in own) + SHRINKAGE)) - 1
        taken = [known.account[row] for row in relays if known.above[row] in own]
        expected = min(m * taken.count(target) / len(taken), 1)
        assert learned.graph.probability[edge] == pytest.approx(expected)
        assert learned.trials[edge] == len(own)


# Follow edges


def test_a_tie_without_a_trial_has_the_rate_of_its_source() -> None:
    # 0 was heard ten times by 1 and passed on each time; 2 was not there to hear, having it before.
    messages = [(2, DAY_MS * day, [(0, 2, DAY_MS * day + 1), (1, 0, DAY_MS * day + 2)]) for day in range(10)]
    learned = follow_edges(history(3, *messages, follows=[(0, 1), (0, 2), (2, 0)]))
    rate = (10 + 10 * 1.0) / (10 + 10)  # all trials of all ties were won
    assert probability(learned, 0, 2) == pytest.approx(rate)
    assert of_edge(learned, learned.trials, 0, 2) == 0


def test_nine_of_ten_intervals_hold_probabilities_drawn_from_what_they_are_shrunk_to() -> None:
    rng = np.random.default_rng(8)
    star = InfluenceGraph.from_edges(400, np.zeros(399, int), np.arange(1, 400), rng.beta(2, 8, 399))
    messages = []
    for day in range(60):
        takes = 1 + np.flatnonzero(rng.random(399) < star.probability[np.argsort(star.in_targets)])
        messages.append((0, DAY_MS * day, [(int(who), 0, DAY_MS * day + 1) for who in takes]))
    ends = list(zip(star.in_sources.tolist(), star.in_targets.tolist(), strict=True))
    learned = follow_edges(history(400, *messages, follows=ends))
    covered = (learned.low <= star.probability) & (star.probability <= learned.high)
    assert 0.9 < covered.mean() < 0.99


# Counts of the literature


def shared_messages() -> History:
    """Return three messages: u has all, v takes the first after u, the second before u, not the third."""
    return history(
        3,
        (2, 0, [(0, -1, 1), (1, -1, 2)]),
        (2, DAY_MS, [(1, -1, DAY_MS + 1), (0, -1, DAY_MS + 2)]),
        (2, 2 * DAY_MS, [(0, -1, 2 * DAY_MS + 1)]),
        follows=[(0, 1)],
    )


def test_bernoulli_divides_by_the_messages_of_the_source() -> None:
    learned = bernoulli(shared_messages())
    assert probability(learned, 0, 1) == pytest.approx(1 / 3)
    assert of_edge(learned, learned.trials, 0, 1) == 3


def test_jaccard_divides_by_the_messages_of_either() -> None:
    learned = jaccard(history(3, (0, 0, [(1, -1, 1)]), (1, 9, []), (0, 20, []), follows=[(0, 1)]))
    assert probability(learned, 0, 1) == pytest.approx(1 / 3)


def test_jaccard_counts_a_message_that_both_have_once() -> None:
    assert probability(jaccard(shared_messages()), 0, 1) == pytest.approx(1 / 3)


# Expectation maximisation


def test_with_one_possible_cause_it_is_the_share_of_trials_won() -> None:
    messages = [(0, DAY_MS * day, [(1, -1, DAY_MS * day + 1)] if day < 3 else []) for day in range(4)]
    learned = expectation_maximisation(history(2, *messages, follows=[(0, 1)]))
    assert probability(learned, 0, 1) == pytest.approx(0.75)


def test_who_fails_alone_gets_no_credit_for_what_others_can_explain() -> None:
    # v has a message whenever 0 had it, and never when only 1 did.
    both = [(0, DAY_MS * day, [(1, -1, DAY_MS * day + 1), (2, -1, DAY_MS * day + 2)]) for day in range(20)]
    alone: list[tuple[int, int, list[Action]]] = [(1, DAY_MS * day, []) for day in range(20, 60)]
    learned = expectation_maximisation(history(3, *both, *alone, follows=[(0, 2), (1, 2)]))
    assert probability(learned, 0, 2) > 0.99
    assert probability(learned, 1, 2) < 0.01


def log_likelihood_of(p: Float64s, known: History, graph: InfluenceGraph) -> float:
    came, trials = arrivals(known, graph), count_exposures(known, graph).trials
    losses = trials - np.bincount(came.edges, minlength=graph.m)
    missed = np.array(
        [np.prod(1 - p[came.edges[a:b]]) for a, b in zip(came.offsets, came.offsets[1:], strict=False)]
    )
    return float(np.log(1 - missed).sum() + (losses * np.log1p(-p)).sum())


def test_no_probability_moved_makes_what_happened_more_likely() -> None:
    known, graph = DRAWN, edges_of(DRAWN)
    came, trials = arrivals(known, graph), count_exposures(known, graph).trials
    p = most_likely(came.offsets, came.edges, trials)
    best = log_likelihood_of(p, known, graph)
    for edge in range(0, graph.m, 40):
        for factor in (0.9, 1.1):
            moved = p.copy()
            moved[edge] *= factor
            assert log_likelihood_of(moved, known, graph) < best


def test_probabilities_are_recovered_where_all_chances_were_taken() -> None:
    error = expectation_maximisation(CROWDS).graph.probability - TWO_SIDES.probability
    assert sqrt((error**2).mean()) < 0.025


def test_intervals_hold_the_probabilities_that_messages_were_drawn_from() -> None:
    learned, true = expectation_maximisation(CROWDS), TWO_SIDES.probability
    assert 0.85 < ((learned.low <= true) & (true <= learned.high)).mean() < 1


@pytest.mark.parametrize("counted", [bernoulli, jaccard, credit_distribution])
def test_it_is_nearer_to_the_truth_than_counts_are(counted: Learner) -> None:
    by_counts, by_likelihood = (
        np.abs(learner(DRAWN).graph.probability - GRAPH.probability).mean()
        for learner in (counted, expectation_maximisation)
    )
    assert by_likelihood < by_counts


# Credit distribution


def test_credit_fades_with_the_mean_delay_of_the_pair() -> None:
    learned = credit_distribution(history(2, (0, 0, [(1, -1, HOUR_MS)]), follows=[(0, 1)]))
    assert probability(learned, 0, 1) == pytest.approx(1 / e)


def test_credit_is_shared_by_all_who_came_before() -> None:
    # Delays of both pairs are as long as their means; everything 2 has came in time.
    known = history(3, (0, 0, [(1, -1, HOUR_MS), (2, -1, 2 * HOUR_MS)]), follows=[(0, 2), (1, 2)])
    learned = credit_distribution(known)
    assert probability(learned, 0, 2) == pytest.approx(1 / e / 2)


# Regression


def test_weights_of_a_logistic_law_are_found_again() -> None:
    rng, true = np.random.default_rng(2), np.array([-1.0, 0.8, -0.5])
    rows = np.column_stack((np.ones(4_000), rng.normal(size=(4_000, 2))))
    trials = np.full(4_000, 5.0)
    wins = rng.binomial(5, 1 / (1 + np.exp(-rows @ true))).astype(float)
    assert fit(rows, wins, trials) == pytest.approx(true, abs=0.06)


def test_examples_that_differ_beyond_chance_are_told_from_those_that_do_not() -> None:
    rng, p, trials = np.random.default_rng(2), np.full(20_000, 0.2), np.full(20_000, 6.0)
    alike = rng.binomial(6, 0.2, 20_000).astype(float)
    apart = rng.binomial(6, rng.beta(2, 8, 20_000)).astype(float)  # correlation 1 / (2 + 8 + 1)
    assert correlation(p, alike, trials) == pytest.approx(0, abs=0.01)
    assert correlation(p, apart, trials) == pytest.approx(1 / 11, abs=0.01)


def test_features_known_before_tell_more_than_the_whole_rate() -> None:
    p = LEARNERS["regression"](DRAWN).graph.probability
    assert np.corrcoef(p, GRAPH.probability)[0, 1] > 0.6


# Topics


def learned_on(p: float, trials: float, edges: Sequence[tuple[int, int]] = ((0, 1),)) -> Learned:
    source, target = zip(*edges, strict=True)
    graph, some = InfluenceGraph.from_edges(3, source, target, p), np.ones(len(edges))
    return Learned(graph, 0 * some, some, trials * some)


def test_an_edge_without_trials_on_the_topic_keeps_what_all_messages_say() -> None:
    found = pooled(learned_on(0.9, 0.0), learned_on(0.2, 50.0, [(0, 1), (1, 2)]))
    assert found.graph.probability == pytest.approx([0.2, 0.2])


def test_many_trials_on_the_topic_outweigh_the_whole() -> None:
    found = pooled(learned_on(0.9, 9_990.0), learned_on(0.2, 50.0))
    assert found.graph.probability[0] == pytest.approx((0.9 * 9_990 + 0.2 * 10) / 10_000)


@pytest.mark.parametrize(("weight", "edges"), [(0.0, [(0, 1)]), (10.0, [(1, 0)])])
def test_pooling_refuses_no_weight_and_strange_edges(weight: float, edges: list[tuple[int, int]]) -> None:
    with pytest.raises(ParameterError):
        pooled(learned_on(0.5, 1.0, edges), learned_on(0.5, 1.0), weight=weight)


# Delays

RNG = np.random.default_rng(6)
DELAYS: dict[DelayLaw, Float64s] = {
    DelayLaw("exponential", 5.0): RNG.exponential(5.0, 4_000),
    DelayLaw("weibull", 5.0, 0.6): 5.0 * RNG.weibull(0.6, 4_000),
    DelayLaw("lognormal", 5.0, 1.2): RNG.lognormal(log(5.0), 1.2, 4_000),
}
KINDS = pytest.mark.parametrize("law", DELAYS, ids=lambda law: law.kind)


@KINDS
def test_the_law_that_delays_were_drawn_from_is_found_again(law: DelayLaw) -> None:
    found = fit_delays(DELAYS[law]).law
    assert found.kind == law.kind
    assert (found.scale, found.shape) == pytest.approx((law.scale, law.shape), rel=0.06)


@KINDS
def test_no_scale_beside_makes_the_delays_more_likely(law: DelayLaw) -> None:
    hours = DELAYS[law]
    best = fit_delays(hours).law
    for factor in (0.97, 1.03):
        beside = replace(best, scale=factor * best.scale)
        assert log_likelihood(beside, hours) < log_likelihood(best, hours)


def test_each_class_of_accounts_has_its_own_law() -> None:
    quick = [(who, 0, HOUR_MS) for who in range(1, 31)]
    slow = [(who, 0, 5 * HOUR_MS) for who in range(31, 61)]
    classes = np.array([-1] + 30 * [0] + 30 * [1], dtype=np.int32)
    found = learn_delays(history(61, (0, 0, quick + slow)), classes=classes)
    assert {number: learned.median.value for number, learned in found.items()} == {0: 1.0, 1: 5.0}


def test_nineteen_delays_are_too_few_for_a_law() -> None:
    assert learn_delays(history(21, (0, 0, [(who, 0, HOUR_MS) for who in range(1, 20)]))) == {}


@pytest.mark.parametrize("hours", [np.ones(19), np.zeros(30)])
def test_few_delays_and_delays_of_nothing_are_refused(hours: Float64s) -> None:
    with pytest.raises(ParameterError, match="at least 20"):
        fit_delays(hours)
