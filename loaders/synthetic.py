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
    TieKind,
    Ties,
    normal_topic,
)
from loaders.synthetic_messages import Messages, columns, draw_mentions, draw_messages, draw_reshares
from loaders.synthetic_people import (
    COMMUNITIES,
    draw_follows,
    draw_people,
    draw_probability,
    draw_upstream,
    planted,
    shares,
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

_PRICED = 0.9  # share of the accounts whose price is known
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
    people = draw_people(n_accounts, len(TOPICS), rng)
    source, target = draw_follows(people, rng)
    probability = draw_probability(people, source, target, rng)
    upstream = draw_upstream(people, rng)
    source, target, probability = planted(people, upstream, source, target, probability, rng)
    profiles = _draw_profiles(people.community, np.bincount(source, minlength=n_accounts), rng)
    messages = draw_messages(people, upstream, rng)
    mentions = draw_mentions(messages, source, target, rng)
    reshares = draw_reshares(messages, source, target, probability, rng)
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


def _draw_profiles(community: Int64s, followers: Int64s, rng: np.random.Generator) -> list[Profile]:
    given = ["".join(parts) for parts in product(_GIVEN_STARTS.split(), _GIVEN_ENDS.split())]
    family = ["".join(parts) for parts in product(_FAMILY_STARTS.split(), _FAMILY_ENDS.split())]
    names = rng.choice(len(given) * len(family), len(community), replace=False)
    local = rng.choice(len(LANGUAGES), COMMUNITIES, p=shares(len(LANGUAGES)))
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


def _follows(source: Int64s, target: Int64s) -> Ties:
    m = len(source)
    return columns(
        TieKind.FOLLOWS,
        target,
        source,
        at_ms=np.full(m, UNTIMED),
        post=np.full(m, None, dtype=object),
        topics=np.zeros(m, dtype=np.int64),
    )


def _ties(follows: Ties, *timed: Ties) -> Ties:
    later = _joined(timed)
    ties = _joined((follows, later.take(np.argsort(later.at_ms, kind="stable"))))
    return replace(ties, row=np.arange(1, len(ties) + 1))


def _joined(parts: Sequence[Ties]) -> Ties:
    return Ties(*(np.concatenate([getattr(part, name) for part in parts]) for name in Ties.__slots__))


def _posts(messages: Messages, profiles: Sequence[Profile]) -> list[Post]:
    columns = (messages.post, messages.author.tolist(), messages.at_ms.tolist(), messages.topic.tolist())
    return [
        Post(f"{PLATFORM}:{post}", author, at_ms, topics=topic + 1, language=profiles[author].language)
        for post, author, at_ms, topic in zip(*columns, strict=True)
    ]
