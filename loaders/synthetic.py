"""A network that nobody lives in, drawn from a seed: for the demonstration and for tests that need the truth.

Accounts belong to communities, communities to topics, and each follow tie has a hidden probability that
a message is passed on along it. Recorded cascades are drawn from those probabilities round by round
(independent cascade; Kempe, Kleinberg, Tardos 2003, doi:10.1145/956750.956769), so what a learner or a
ranking says can be held against what was true. Famous accounts are seldom the ones who carry: some
mid-size accounts, followed across communities, are drawn attentive and persuasive. On a few topics some
others stand upstream: famous accounts follow them and often pass on what they say, so they act first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from graph.errors import ParameterError
from graph.influence import offsets
from graph.records import (
    UNTIMED,
    AccountKey,
    Batch,
    Bools,
    Float64s,
    Int32s,
    Int64s,
    Post,
    Price,
    Profile,
    Texts,
    TieKind,
    Ties,
    normal_topic,
)

PLATFORM = "synthetic"
TOPICS = tuple(
    normal_topic(name)
    for name in (
        "street food",
        "indie games",
        "trail running",
        "skincare",
        "home coffee",
        "board games",
        "urban gardening",
        "slow travel",
        "vintage cameras",
        "vegan baking",
        "electric bikes",
        "home audio",
    )
)  # the first is talked of most
LANGUAGES = ("en", "es", "fr", "de", "pt", "it")

_COMMUNITIES = 25
_INSIDE = 0.8  # share of follow ties that stay in the community
_MESSAGES_PER_ACCOUNT = 0.45
_FEWEST_MESSAGES = 60  # on a topic, so that small networks too have more than 20 authors each
_MENTIONS_PER_MESSAGE = 0.8
_GROWTH = 0.9  # largest eigenvalue of a topic's probabilities: below 1 cascades die out, near 1 some go far
_MOST_LIKELY = 0.5
_UPSTREAM_TOPICS = (1, 2, 3)
_UPSTREAM_ACCOUNTS = 10  # on each of these topics
_UPSTREAM_FOLLOWED = 0.15  # share of the famous who follow one of them
_UPSTREAM_CHANCE = 0.3  # that such a follower passes on a message on the topic
_UPSTREAM_MESSAGES = 4  # of each on its topic, beside what it says anyway
_PRICED = 0.9  # share of the accounts whose price is known
_START_MS = 1_735_689_600_000  # 2025-01-01 in UTC
_PERIOD_MS = 120 * 86_400_000
_GIVEN_STARTS = "Am Bel Cal Dar El Fen Gal Hol Il Jun Kel Lor Mar Nel Or Pel Quil Ros Sol Tam Ul Ven Wil Yor"
_GIVEN_ENDS = "ana ara eo eth ian in is ola on ora us wyn"
_FAMILY_STARTS = "Amber Birch Brook Clover Dew Elder Fern Glen Hazel Iris Juniper Lark Maple Moss Oak Otter"
_FAMILY_ENDS = "bank bridge croft dale field gate hill lane mere ridge stone well"


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticNetwork:
    """Accounts, ties and posts of a synthetic network, with the truth they were drawn from.

    Parameters
    ----------
    accounts
        Keys, n, ascending; all other fields name accounts by their place here.
    profiles
        One an account; `followers` counts the FOLLOWS ties of this network.
    community
        int64, n: the planted community, 0 to 24.
    ties
        FOLLOWS, in the order of the truth, then MENTIONS and RESHARES by time. The target of a reshare
        is the account from whom the message was seen, its `post` the message's id.
    posts
        The message starts, each an original on one topic, by time.
    topic_sets
        The empty set, then one set for each of `TOPICS`.
    truth_source, truth_target
        int32, m: each follow tie turned the way influence flows, sorted by source, then target.
    truth_probability
        float64, topics by m: that the target passes on a message on that topic seen from the source.
    upstream
        By topic, for some topics: the mid-size accounts that were planted ahead of the famous, ascending.
    famous
        int64: the hundredth of the accounts that is drawn most popular, ascending.
    prices
        What nine in ten of the accounts ask for starting a message: more with more followers, in euros.
    """

    accounts: Sequence[str]
    profiles: Sequence[Profile]
    community: Int64s
    ties: Ties
    posts: Sequence[Post]
    topic_sets: Sequence[tuple[str, ...]]
    truth_source: Int32s
    truth_target: Int32s
    truth_probability: Float64s
    upstream: Mapping[str, Int64s]
    famous: Int64s
    prices: Mapping[int, Price]

    def batches(self, batch_rows: int) -> Iterator[Batch]:
        """Return the network as a store takes it: posts first, then ties, a profile where first met.

        Parameters
        ----------
        batch_rows
            Most posts or ties in a batch, at least 1.

        Raises
        ------
        ParameterError
            When `batch_rows` is below 1.

        Examples
        --------
        >>> batch = next(synthetic_network(n_accounts=1_000).batches(500))
        >>> len(batch.posts), len(batch.ties), len(batch.accounts) == len(batch.profiles)
        (500, 0, True)
        """
        if batch_rows < 1:
            raise ParameterError("batch_rows", batch_rows, "at least 1")
        return self._batches(batch_rows)

    def _batches(self, size: int) -> Iterator[Batch]:
        new = np.ones(len(self.accounts), dtype=np.bool_)
        for first in range(0, len(self.posts), size):
            yield self._batch(self.posts[first : first + size], Ties.empty(), new)
        for first in range(0, len(self.ties), size):
            rows = np.arange(first, min(first + size, len(self.ties)))
            yield self._batch((), self.ties.take(rows), new)

    def _batch(self, posts: Sequence[Post], ties: Ties, new: Bools) -> Batch:
        authors = np.array([post.author for post in posts], dtype=np.int64)
        met, place = np.unique(np.concatenate((authors, ties.actor, ties.target)), return_inverse=True)
        author, actor, target = np.split(place.astype(np.int32), (len(posts), len(posts) + len(ties)))
        first_met = [(i, account) for i, account in enumerate(met.tolist()) if new[account]]
        new[met] = False
        return Batch(
            accounts=[self.accounts[account] for account in met],
            ties=replace(ties, actor=actor, target=target),
            profiles={i: self.profiles[account] for i, account in first_met},
            prices={i: self.prices[account] for i, account in first_met if account in self.prices},
            posts=[replace(post, author=int(a)) for post, a in zip(posts, author, strict=True)],
            topic_sets=self.topic_sets,
        )


def synthetic_network(*, n_accounts: int = 20_000, random_seed: int = 7) -> SyntheticNetwork:
    """Draw a network of invented accounts, and the cascades that its hidden probabilities bring forth.

    Popularity follows a power law, four ties of five stay inside one of 25 communities, each of which
    cares for two topics more than for the others. How likely a message on a topic is passed on along a
    tie is the product of how well its source persuades, how far its target cares for the topic, and an
    affinity of the two.

    Parameters
    ----------
    n_accounts
        1,000 to 50,000 (one topic's cascades are held as messages by accounts while they are drawn).
    random_seed
        At least 0; the same seed gives the same bytes.

    Raises
    ------
    ParameterError
        When either is outside its range.

    Examples
    --------
    >>> network = synthetic_network(n_accounts=1_000)
    >>> network.accounts[0], len(network.profiles), network.truth_probability.shape[0]
    ('synthetic:100000', 1000, 12)
    """
    if not 1_000 <= n_accounts <= 50_000:
        raise ParameterError("n_accounts", n_accounts, "from 1,000 to 50,000")
    if random_seed < 0:
        raise ParameterError("random_seed", random_seed, "at least 0")
    rng = np.random.default_rng(random_seed)
    people = _draw_people(n_accounts, rng)
    source, target = _draw_follows(people, rng)
    probability = _draw_probability(people, source, target, rng)
    upstream = _draw_upstream(people, rng)
    source, target, probability = _planted(people, upstream, source, target, probability, rng)
    profiles = _draw_profiles(people.community, np.bincount(source, minlength=n_accounts), rng)
    messages = _draw_messages(people, upstream, rng)
    mentions = _draw_mentions(messages, source, target, rng)
    reshares = _draw_reshares(messages, source, target, probability, rng)
    return SyntheticNetwork(
        accounts=[str(AccountKey(PLATFORM, str(100_000 + i))) for i in range(n_accounts)],
        profiles=profiles,
        community=people.community,
        ties=_ties(_follows(source, target), mentions, reshares),
        posts=_posts(messages, profiles),
        topic_sets=((), *((topic,) for topic in TOPICS)),
        truth_source=source.astype(np.int32),
        truth_target=target.astype(np.int32),
        truth_probability=probability,
        upstream={TOPICS[topic]: accounts for topic, accounts in upstream.items()},
        famous=np.flatnonzero(people.famous),
        prices=_draw_prices(profiles, rng),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _People:
    community: Int64s
    popularity: Float64s
    famous: Bools
    middling: Bools
    carrier: Bools
    skill: Float64s
    interest: Float64s  # accounts by topics


def _draw_people(n: int, rng: np.random.Generator) -> _People:
    popularity = 1 + rng.pareto(1.2, n)
    rank = popularity.argsort().argsort() / n
    famous = rank >= 0.99
    carrier = (rank >= 0.85) & ~famous & (rng.random(n) < 0.06)
    community = rng.choice(_COMMUNITIES, n, p=_shares(_COMMUNITIES))
    interest = _community_interest(rng)[community] * rng.gamma(1.0, 1.0, (n, len(TOPICS)))
    return _People(
        community=community,
        popularity=popularity,
        famous=famous,
        middling=(rank >= 0.6) & (rank < 0.85),
        carrier=carrier,
        skill=rng.lognormal(0.0, 0.6, n) * np.select([carrier, famous], [4.0, 0.3], 1.0),
        interest=interest * np.select([carrier, famous], [3.0, 0.3], 1.0)[:, None],
    )


def _shares(n: int) -> Float64s:
    weight = 1 / np.arange(3.0, n + 3)
    return np.asarray(weight / weight.sum())


def _community_interest(rng: np.random.Generator) -> Float64s:
    interest = np.full((_COMMUNITIES, len(TOPICS)), 0.05)
    every = np.arange(_COMMUNITIES)
    interest[every, rng.integers(len(TOPICS), size=_COMMUNITIES)] = 0.5
    interest[every, every % len(TOPICS)] = 1.0  # so that no topic is without a community
    return interest


def _draw_follows(people: _People, rng: np.random.Generator) -> tuple[Int64s, Int64s]:
    """Return who is followed and by whom, sorted, each pair once; everybody follows somebody."""
    n = len(people.community)
    target = np.repeat(np.arange(n), 1 + rng.lognormal(2.6, 0.8, n).astype(np.int64))
    seen_abroad = people.popularity * np.where(people.carrier, 4.0, 1.0)
    source = np.where(
        rng.random(len(target)) < _INSIDE,
        _pick(people.popularity, people.community, people.community[target], rng),
        _pick(seen_abroad, np.zeros(n, dtype=np.int64), np.zeros_like(target), rng),
    )
    source = np.where(source == target, (target + 1) % n, source)
    source, target = np.divmod(np.unique(source * n + target), n)
    return source, target


def _pick(weight: Float64s, group: Int64s, wanted: Int64s, rng: np.random.Generator) -> Int64s:
    """Return, for each wanted group, one of its members, drawn by weight."""
    order = np.argsort(group, kind="stable")
    below = np.concatenate(([0.0], np.cumsum(weight[order])))
    first = offsets(group, int(group.max()) + 1)
    low, high = below[first[wanted]], below[first[wanted + 1]]
    place = np.searchsorted(below, low + rng.random(len(wanted)) * (high - low), side="right") - 1
    return np.asarray(order[np.clip(place, first[wanted], first[wanted + 1] - 1)])


def _draw_probability(people: _People, source: Int64s, target: Int64s, rng: np.random.Generator) -> Float64s:
    near = (people.community[source] == people.community[target]) | people.carrier[source]
    pull = people.skill[source] * rng.lognormal(0.0, 0.5, len(source)) * np.where(near, 1.0, 0.3)
    return np.array([_scaled(source, target, pull * care[target]) for care in people.interest.T])


def _scaled(source: Int64s, target: Int64s, raw: Float64s) -> Float64s:
    """Scale to a largest eigenvalue of `_GROWTH`, found by power iteration, then cap."""
    size = np.ones(int(max(source.max(), target.max())) + 1)
    for _ in range(30):
        grown = np.bincount(source, weights=raw * size[target], minlength=len(size))
        size = grown / grown.max()
    return np.asarray(np.minimum(raw * (_GROWTH / grown.max()), _MOST_LIKELY))


def _draw_upstream(people: _People, rng: np.random.Generator) -> dict[int, Int64s]:
    """Return who stands upstream of the famous, by topic; nobody does on two."""
    size = (len(_UPSTREAM_TOPICS), _UPSTREAM_ACCOUNTS)
    drawn = rng.choice(np.flatnonzero(people.middling), size, replace=False)
    return dict(zip(_UPSTREAM_TOPICS, np.sort(drawn, axis=1), strict=True))


def _planted(
    people: _People,
    upstream: Mapping[int, Int64s],
    source: Int64s,
    target: Int64s,
    probability: Float64s,
    rng: np.random.Generator,
) -> tuple[Int64s, Int64s, Float64s]:
    """Let some of the famous follow those upstream, and often pass on what they say on their topic."""
    n, famous = len(people.famous), np.flatnonzero(people.famous)
    known, planted = source * n + target, {}
    for topic, accounts in upstream.items():
        pairs = (accounts[:, None] * n + famous).ravel()
        planted[topic] = pairs[rng.random(len(pairs)) < _UPSTREAM_FOLLOWED]
    pairs = np.union1d(known, np.concatenate([*planted.values()]))
    chance = np.zeros((len(probability), len(pairs)))
    chance[:, np.searchsorted(pairs, known)] = probability
    for topic, ties in planted.items():
        chance[topic, np.searchsorted(pairs, ties)] = _UPSTREAM_CHANCE
    return pairs // n, pairs % n, chance


def _draw_profiles(community: Int64s, followers: Int64s, rng: np.random.Generator) -> list[Profile]:
    given = ["".join(parts) for parts in product(_GIVEN_STARTS.split(), _GIVEN_ENDS.split())]
    family = ["".join(parts) for parts in product(_FAMILY_STARTS.split(), _FAMILY_ENDS.split())]
    names = rng.choice(len(given) * len(family), len(community), replace=False)
    local = rng.choice(len(LANGUAGES), _COMMUNITIES, p=_shares(len(LANGUAGES)))
    anyone = rng.integers(len(LANGUAGES), size=len(community))
    language = np.where(rng.random(len(community)) < 0.9, local[community], anyone)
    profiles = []
    for name, tongue, count in zip(names.tolist(), language.tolist(), followers.tolist(), strict=True):
        first, last = given[name // len(family)], family[name % len(family)]
        profiles.append(Profile(f"{first}_{last}".lower(), f"{first} {last}", count, LANGUAGES[tongue]))
    return profiles


def _draw_prices(profiles: Sequence[Profile], rng: np.random.Generator) -> dict[int, Price]:
    followers = np.array([profile.followers or 0 for profile in profiles])
    asked = 10 * (1 + followers) ** 0.6 * rng.lognormal(0.0, 0.4, len(profiles))
    known = np.flatnonzero(rng.random(len(profiles)) < _PRICED)
    return {int(account): Price(round(float(asked[account]), 2), "EUR") for account in known}


@dataclass(frozen=True, slots=True, eq=False)
class _Messages:
    """Original posts by time: native id, author, topic (a place in `TOPICS`)."""

    post: Texts
    author: Int64s
    topic: Int64s
    at_ms: Int64s


def _draw_messages(people: _People, upstream: Mapping[int, Int64s], rng: np.random.Generator) -> _Messages:
    n = len(people.community)
    counts = _MESSAGES_PER_ACCOUNT * n * _shares(len(TOPICS))
    topic = np.repeat(np.arange(len(TOPICS)), np.maximum(counts.astype(np.int64), _FEWEST_MESSAGES))
    eager = people.interest * rng.pareto(2.0, n)[:, None]
    share = eager / eager.sum(axis=0)
    authors = [rng.choice(n, size, p=share[:, t]) for t, size in enumerate(np.bincount(topic))]
    authors += [np.repeat(accounts, _UPSTREAM_MESSAGES) for accounts in upstream.values()]
    topic = np.append(topic, np.repeat([*upstream], _UPSTREAM_ACCOUNTS * _UPSTREAM_MESSAGES))
    order = rng.permutation(len(topic))
    return _Messages(
        post=np.array([str(1_000_000 + i) for i in range(len(topic))], dtype=object),
        author=np.concatenate(authors)[order],
        topic=topic[order],
        at_ms=_START_MS + np.sort(rng.integers(_PERIOD_MS, size=len(topic))),
    )


def _actions(
    kind: TieKind, messages: _Messages, actor: Int64s, target: Int64s, at_ms: Int64s, message: Int64s
) -> Ties:
    """Return timed ties: who did it to whom, when, and by or on which message."""
    post, topics = messages.post[message], messages.topic[message] + 1
    return _columns(kind, actor, target, at_ms=at_ms, post=post, topics=topics)


def _columns(
    kind: TieKind, actor: Int64s, target: Int64s, *, at_ms: Int64s, post: Texts, topics: Int64s
) -> Ties:
    m = len(actor)
    return Ties(
        kind=np.full(m, kind.code, dtype=np.int8),
        actor=actor.astype(np.int32),
        target=target.astype(np.int32),
        at_ms=at_ms,
        post=post,
        topics=topics.astype(np.int32),
        count=np.zeros(m, dtype=np.int64),
        probability=np.full(m, np.nan),
        row=np.arange(1, m + 1),
    )


def _follows(source: Int64s, target: Int64s) -> Ties:
    m = len(source)
    return _columns(
        TieKind.FOLLOWS,
        target,
        source,
        at_ms=np.full(m, UNTIMED),
        post=np.full(m, None, dtype=object),
        topics=np.zeros(m, dtype=np.int64),
    )


def _draw_mentions(messages: _Messages, source: Int64s, target: Int64s, rng: np.random.Generator) -> Ties:
    """Let authors name some of those they follow, nobody twice in a post."""
    followed = source[np.argsort(target, kind="stable")]
    first = offsets(target, int(target.max()) + 1)
    message = np.repeat(
        np.arange(len(messages.author)), rng.poisson(_MENTIONS_PER_MESSAGE, len(messages.author))
    )
    author = messages.author[message]
    named = followed[rng.integers(first[author], first[author + 1])]
    message, named = np.unique(np.stack((message, named)), axis=1)
    return _actions(
        TieKind.MENTIONS, messages, messages.author[message], named, messages.at_ms[message], message
    )


def _draw_reshares(
    messages: _Messages, source: Int64s, target: Int64s, probability: Float64s, rng: np.random.Generator
) -> Ties:
    first = offsets(source, int(target.max()) + 1)
    parts = []
    for topic, chance in enumerate(probability):
        chosen = np.flatnonzero(messages.topic == topic)
        cascades = _draw_cascades(messages.author[chosen], messages.at_ms[chosen], first, target, chance, rng)
        parts += [(actor, parent, at_ms, chosen[message]) for actor, parent, at_ms, message in cascades]
    return _actions(
        TieKind.RESHARES, messages, *(np.concatenate(column) for column in zip(*parts, strict=True))
    )


def _draw_cascades(
    author: Int64s,
    at_ms: Int64s,
    first: Int64s,
    target: Int64s,
    chance: Float64s,
    rng: np.random.Generator,
) -> Iterator[tuple[Int64s, Int64s, Int64s, Int64s]]:
    """Advance all cascades of one topic together; give (who, from whom, when, in which) of each round.

    Whoever acted in the last round has one chance with each follower who has not acted; of several who
    succeed with the same follower, the one whose message is answered first is the parent.
    """
    message = np.arange(len(author))
    active = np.zeros((len(author), len(first) - 1), dtype=np.bool_)
    active[message, author] = True
    while len(author):
        of, edge = _edges_from(first, author)
        live = (rng.random(len(edge)) < chance[edge]) & ~active[message[of], target[edge]]
        of, who = of[live], target[edge[live]]
        at = at_ms[of] + _delays_ms(len(of), rng)
        order = np.lexsort((at, who, message[of]))
        of, who, at = of[order], who[order], at[order]
        _, earliest = np.unique(np.stack((message[of], who)), axis=1, return_index=True)
        of = of[earliest]
        parent, author, at_ms, message = author[of], who[earliest], at[earliest], message[of]
        active[message, author] = True
        yield author, parent, at_ms, message


def _edges_from(first: Int64s, sources: Int64s) -> tuple[Int64s, Int64s]:
    """Return all edges out of each source in turn: place of the source, place of the edge."""
    counts = first[sources + 1] - first[sources]
    of = np.repeat(np.arange(len(sources)), counts)
    within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    return of, first[sources[of]] + within


def _delays_ms(size: int, rng: np.random.Generator) -> Int64s:
    return 1_000 + (3_600_000 * rng.lognormal(0.0, 1.5, size)).astype(np.int64)  # median an hour


def _ties(follows: Ties, *timed: Ties) -> Ties:
    later = _joined(timed)
    ties = _joined((follows, later.take(np.argsort(later.at_ms, kind="stable"))))
    return replace(ties, row=np.arange(1, len(ties) + 1))


def _joined(parts: Sequence[Ties]) -> Ties:
    return Ties(*(np.concatenate([getattr(part, name) for part in parts]) for name in Ties.__slots__))


def _posts(messages: _Messages, profiles: Sequence[Profile]) -> list[Post]:
    columns = (messages.post, messages.author.tolist(), messages.at_ms.tolist(), messages.topic.tolist())
    return [
        Post(f"{PLATFORM}:{post}", author, at_ms, topics=topic + 1, language=profiles[author].language)
        for post, author, at_ms, topic in zip(*columns, strict=True)
    ]
