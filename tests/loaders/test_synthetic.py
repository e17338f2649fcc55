"""The synthetic network keeps the promises that demonstrations and other tests build on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest

from graph.errors import ParameterError
from graph.records import UNTIMED, Float64s, Int64s, TieKind, Ties
from loaders.synthetic import TOPICS, SyntheticNetwork, synthetic_network

DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def network() -> SyntheticNetwork:
    return synthetic_network()


@pytest.fixture(scope="module")
def reshares(network: SyntheticNetwork) -> Ties:
    return _of_kind(network, TieKind.RESHARES)


def _of_kind(network: SyntheticNetwork, kind: TieKind) -> Ties:
    return network.ties.take(network.ties.kind == kind.code)


def _messages(network: SyntheticNetwork, ties: Ties) -> Int64s:
    place = {post.key.partition(":")[2]: i for i, post in enumerate(network.posts)}
    return np.array([place[post] for post in ties.post])


def _authors(network: SyntheticNetwork) -> Int64s:
    return np.array([post.author for post in network.posts])


def _content(network: SyntheticNetwork) -> list[object]:
    columns = [getattr(network.ties, name).tolist() for name in Ties.__slots__ if name != "probability"]
    truth = [network.truth_probability.tobytes(), network.community.tobytes()]
    return [*columns, *truth, network.accounts, network.profiles, network.posts]


def test_the_same_seed_gives_the_same_network() -> None:
    one, other = (synthetic_network(n_accounts=1_000, random_seed=3) for _ in range(2))
    assert _content(one) == _content(other)


def test_another_seed_gives_another_network() -> None:
    one, other = (synthetic_network(n_accounts=1_000, random_seed=seed) for seed in (3, 4))
    assert _content(one) != _content(other)


@pytest.mark.parametrize("n_accounts", [999, 50_001])
def test_a_size_outside_the_range_is_refused(n_accounts: int) -> None:
    with pytest.raises(ParameterError, match="n_accounts"):
        synthetic_network(n_accounts=n_accounts)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(ParameterError, match="random_seed"):
        synthetic_network(random_seed=-1)


def test_handles_are_unique_and_keys_ascend(network: SyntheticNetwork) -> None:
    handles = {profile.handle for profile in network.profiles}
    assert len(handles) == len(network.accounts)
    assert list(network.accounts) == sorted(network.accounts)


def test_followers_are_counted_from_the_follow_ties(network: SyntheticNetwork) -> None:
    follows = _of_kind(network, TieKind.FOLLOWS)
    counted = np.bincount(follows.target, minlength=len(network.accounts))
    assert counted.tolist() == [profile.followers for profile in network.profiles]


def test_truth_is_the_follow_ties_turned(network: SyntheticNetwork) -> None:
    follows = _of_kind(network, TieKind.FOLLOWS)
    assert (follows.target == network.truth_source).all()
    assert (follows.actor == network.truth_target).all()
    assert (follows.at_ms == UNTIMED).all()


def test_no_account_follows_itself_or_another_twice(network: SyntheticNetwork) -> None:
    pairs = np.stack((network.truth_source, network.truth_target), axis=1)
    assert (pairs[:, 0] != pairs[:, 1]).all()
    assert len(np.unique(pairs, axis=0)) == len(pairs)


def test_everybody_follows_fifteen_to_twenty_others_on_average(network: SyntheticNetwork) -> None:
    followed = np.bincount(network.truth_target, minlength=len(network.accounts))
    assert followed.min() >= 1
    assert 15 <= followed.mean() <= 20


def test_a_reshare_comes_from_a_follower_of_its_target(network: SyntheticNetwork, reshares: Ties) -> None:
    pairs = set(zip(network.truth_source.tolist(), network.truth_target.tolist(), strict=True))
    assert set(zip(reshares.target.tolist(), reshares.actor.tolist(), strict=True)) <= pairs


def test_the_target_of_a_reshare_acted_on_the_message_before(
    network: SyntheticNetwork, reshares: Ties
) -> None:
    message = _messages(network, reshares).tolist()
    acted = {(i, post.author): post.at_ms or 0 for i, post in enumerate(network.posts)}
    acted.update(
        zip(zip(message, reshares.actor.tolist(), strict=True), reshares.at_ms.tolist(), strict=True)
    )
    before = [acted[step] for step in zip(message, reshares.target.tolist(), strict=True)]
    assert (np.array(before) < reshares.at_ms).all()


def test_nobody_passes_a_message_on_twice(network: SyntheticNetwork, reshares: Ties) -> None:
    message = _messages(network, reshares)
    acted = np.stack(
        (
            np.concatenate((np.arange(len(network.posts)), message)),
            np.concatenate((_authors(network), reshares.actor)),
        )
    )
    assert len(np.unique(acted, axis=1).T) == acted.shape[1]


def test_timed_ties_carry_the_topic_of_their_message(network: SyntheticNetwork) -> None:
    timed = network.ties.take(network.ties.at_ms != UNTIMED)
    topics = np.array([post.topics for post in network.posts])
    assert (timed.topics == topics[_messages(network, timed)]).all()


def test_timed_ties_come_in_order_within_about_120_days(network: SyntheticNetwork) -> None:
    at_ms = network.ties.at_ms[network.ties.at_ms != UNTIMED]
    assert (np.diff(at_ms) >= 0).all()
    assert 115 * DAY_MS < at_ms[-1] - at_ms[0] < 150 * DAY_MS


def test_a_mention_happens_in_a_post_of_its_actor(network: SyntheticNetwork) -> None:
    mentions = _of_kind(network, TieKind.MENTIONS)
    message = _messages(network, mentions)
    assert (_authors(network)[message] == mentions.actor).all()
    assert [network.posts[i].at_ms for i in message] == mentions.at_ms.tolist()


@pytest.mark.parametrize("size", [1_000, 20_000])
def test_every_topic_has_more_than_twenty_authors(size: int) -> None:
    posts = synthetic_network(n_accounts=size).posts
    authors = [len({post.author for post in posts if post.topics == topic}) for topic in range(1, 13)]
    assert len(TOPICS) == 12
    assert min(authors) > 20


def test_a_hundredth_of_the_accounts_has_a_fifth_of_the_followers(network: SyntheticNetwork) -> None:
    followers = np.sort(np.bincount(network.truth_source, minlength=len(network.accounts)))
    assert followers[-200:].sum() > 0.2 * followers.sum()
    assert followers[-1] > 100 * np.median(followers)


def test_cascades_are_mostly_small_and_sometimes_large(network: SyntheticNetwork, reshares: Ties) -> None:
    reshared = np.bincount(_messages(network, reshares), minlength=len(network.posts))
    assert np.median(reshared) <= 1
    assert 0.5 < reshared.mean() < 10
    assert reshared.max() > 50


def test_follow_ties_are_ten_times_denser_inside_communities(network: SyntheticNetwork) -> None:
    community = network.community
    inside = (community[network.truth_source] == community[network.truth_target]).sum()
    sizes = np.bincount(community)
    pairs_inside = (sizes * (sizes - 1)).sum()
    pairs_across = len(community) * (len(community) - 1) - pairs_inside
    across = len(network.truth_source) - inside
    assert len(sizes) == 25
    assert inside / pairs_inside > 10 * across / pairs_across


def test_most_of_the_best_relays_are_not_among_the_most_followed(
    network: SyntheticNetwork, reshares: Ties
) -> None:
    followers = np.array([profile.followers for profile in network.profiles])
    best = np.argsort(-_people_below(network, reshares), kind="stable")[:20]
    most_followed = np.argsort(-followers, kind="stable")[:200]
    assert len(np.intersect1d(best, most_followed)) < 10


def test_recorded_cascades_follow_the_hidden_probabilities(network: SyntheticNetwork, reshares: Ties) -> None:
    expected, happened = _trials(network, reshares)
    edges = np.quantile(expected, np.linspace(0, 1, 9)[1:-1])
    group = np.searchsorted(edges, expected)
    variance = np.bincount(group, weights=expected * (1 - expected))
    surplus = np.bincount(group, weights=happened - expected)
    assert (np.abs(surplus) < 4 * np.sqrt(variance)).all()


def _trials(network: SyntheticNetwork, reshares: Ties) -> tuple[Float64s, Float64s]:
    """Return, for everybody who saw a message in some round, the chance of passing on, and whether."""
    n = len(network.accounts)
    first = np.searchsorted(network.truth_source, np.arange(n + 1))
    rounds = _rounds(network, reshares)
    expected, happened = [], []
    for topic in range(1, len(TOPICS) + 1):
        chosen = [i for i, post in enumerate(network.posts) if post.topics == topic]
        miss = np.log1p(-network.truth_probability[topic - 1])
        for message in chosen:
            for chance, passed in _message_trials(rounds[message], first, network.truth_target, miss):
                expected.append(chance)
                happened.append(passed)
    return np.concatenate(expected), np.concatenate(happened)


def _message_trials(
    depth: dict[int, int], first: Int64s, target: npt.NDArray[np.int32], miss: Float64s
) -> Iterator[tuple[Float64s, Float64s]]:
    n = len(first) - 1
    reached = np.full(n, np.iinfo(np.int64).max)
    reached[list(depth)] = list(depth.values())
    for step in range(max(depth.values()) + 1):
        acting = [account for account, at in depth.items() if at == step]
        edges = np.concatenate([np.arange(first[account], first[account + 1]) for account in acting])
        edges = edges[reached[target[edges]] > step]
        seen, place = np.unique(target[edges], return_inverse=True)
        yield (
            -np.expm1(np.bincount(place, weights=miss[edges], minlength=len(seen))),
            (reached[seen] == step + 1).astype(np.float64),
        )


def _rounds(network: SyntheticNetwork, reshares: Ties) -> list[dict[int, int]]:
    """Return for each message who acted in which round, the author in round 0."""
    rounds = [{post.author: 0} for post in network.posts]
    steps = zip(_messages(network, reshares), reshares.actor.tolist(), reshares.target.tolist(), strict=True)
    for message, actor, parent in steps:  # by time, so a parent comes before its children
        rounds[message][actor] = rounds[message][parent] + 1
    return rounds


def _people_below(network: SyntheticNetwork, reshares: Ties) -> Int64s:
    """Return how many people lie below each account in messages that it did not start."""
    below = np.zeros(len(network.accounts), dtype=np.int64)
    parents: list[dict[int, int]] = [{} for _ in network.posts]
    steps = zip(_messages(network, reshares), reshares.actor.tolist(), reshares.target.tolist(), strict=True)
    for message, actor, parent in steps:
        parents[message][actor] = above = parent
        while above in parents[message]:
            below[above] += 1
            above = parents[message][above]
    return below


def test_batches_together_hold_the_network(network: SyntheticNetwork) -> None:
    pairs: list[tuple[str, str]] = []
    posts, profiles = 0, {}
    for batch in network.batches(50_000):
        keys = np.array(batch.accounts)
        pairs += zip(keys[batch.ties.actor].tolist(), keys[batch.ties.target].tolist(), strict=True)
        posts += len(batch.posts)
        profiles.update({batch.accounts[i]: profile for i, profile in batch.profiles.items()})
    keys = np.array(network.accounts)
    assert pairs == list(
        zip(keys[network.ties.actor].tolist(), keys[network.ties.target].tolist(), strict=True)
    )
    assert posts == len(network.posts)
    assert profiles == dict(zip(network.accounts, network.profiles, strict=True))


def test_a_batch_is_no_larger_than_asked(network: SyntheticNetwork) -> None:
    assert max(len(batch.ties) + len(batch.posts) for batch in network.batches(7_001)) == 7_001


def test_an_empty_batch_is_refused(network: SyntheticNetwork) -> None:
    with pytest.raises(ParameterError, match="batch_rows"):
        network.batches(0)


def test_accounts_upstream_are_mid_size_and_stand_on_one_topic_each(network: SyntheticNetwork) -> None:
    followers = np.array([profile.followers for profile in network.profiles])
    planted = np.concatenate([*network.upstream.values()])
    assert (len(network.upstream), len(planted), len(np.unique(planted))) == (3, 30, 30)
    assert followers[planted].max() < np.median(followers[network.famous])


def test_famous_accounts_pass_a_topic_on_after_those_upstream_far_more_than_after_others(
    network: SyntheticNetwork, reshares: Ties
) -> None:
    from_upstream, from_equals = [], []
    followers = np.array([profile.followers for profile in network.profiles])
    for topic, planted in network.upstream.items():
        on_topic = reshares.topics == TOPICS.index(topic) + 1
        by_famous = reshares.take(on_topic & np.isin(reshares.actor, network.famous))
        sizes = followers[planted]
        equals = np.flatnonzero((followers >= sizes.min()) & (followers <= sizes.max()))
        equals = np.setdiff1d(equals, planted)
        from_upstream += [len(np.unique(by_famous.actor[by_famous.target == one])) for one in planted]
        from_equals += [len(np.unique(by_famous.actor[by_famous.target == one])) for one in equals]
    assert min(from_upstream) > 10 * np.mean(from_equals)
    assert min(from_upstream) > 10


def test_nine_in_ten_ask_a_price_that_grows_with_their_followers(network: SyntheticNetwork) -> None:
    asked = np.array([network.prices[account].price for account in sorted(network.prices)])
    followers = np.array([network.profiles[account].followers for account in sorted(network.prices)])
    assert abs(len(asked) / len(network.accounts) - 0.9) < 4 * (0.9 * 0.1 / len(network.accounts)) ** 0.5
    assert np.corrcoef(np.log(asked), np.log(1 + followers))[0, 1] > 0.7
    assert {price.currency for price in network.prices.values()} == {"EUR"}
