"""Who there is in a synthetic network, who follows whom, and how likely each follower passes a message on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.influence import offsets
from graph.records import Bools, Float64s, Int64s

COMMUNITIES = 25

_INSIDE = 0.8  # share of follow ties that stay in the community
_GROWTH = 0.9  # largest eigenvalue of a topic's probabilities: below 1 cascades die out, near 1 some go far
_MOST_LIKELY = 0.5
_UPSTREAM_TOPICS = (1, 2, 3)
_UPSTREAM_ACCOUNTS = 10  # on each of these topics
_UPSTREAM_FOLLOWED = 0.15  # share of the famous who follow one of them
_UPSTREAM_CHANCE = 0.3  # that such a follower passes on a message on the topic


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Accounts by place: where they belong, how known and how persuasive they are, what they care for."""

    community: Int64s
    popularity: Float64s
    famous: Bools
    middling: Bools
    carrier: Bools
    skill: Float64s
    interest: Float64s  # accounts by topics


def draw_people(n: int, n_topics: int, rng: np.random.Generator) -> People:
    """Draw who there is: a hundredth famous, some mid-size accounts that carry, most people neither."""
    popularity = 1 + rng.pareto(1.2, n)
    rank = popularity.argsort().argsort() / n
    famous = rank >= 0.99
    carrier = (rank >= 0.85) & ~famous & (rng.random(n) < 0.06)
    community = rng.choice(COMMUNITIES, n, p=shares(COMMUNITIES))
    interest = _community_interest(n_topics, rng)[community] * rng.gamma(1.0, 1.0, (n, n_topics))
    return People(
        community=community,
        popularity=popularity,
        famous=famous,
        middling=(rank >= 0.6) & (rank < 0.85),
        carrier=carrier,
        skill=rng.lognormal(0.0, 0.6, n) * np.select([carrier, famous], [4.0, 0.3], 1.0),
        interest=interest * np.select([carrier, famous], [3.0, 0.3], 1.0)[:, None],
    )


def shares(n: int) -> Float64s:
    """Return what part each of some communities, topics or languages has: float64, n, the first largest."""
    weight = 1 / np.arange(3.0, n + 3)
    return np.asarray(weight / weight.sum())


def _community_interest(n_topics: int, rng: np.random.Generator) -> Float64s:
    interest = np.full((COMMUNITIES, n_topics), 0.05)
    every = np.arange(COMMUNITIES)
    interest[every, rng.integers(n_topics, size=COMMUNITIES)] = 0.5
    interest[every, every % n_topics] = 1.0  # so that no topic is without a community
    return interest


def draw_follows(people: People, rng: np.random.Generator) -> tuple[Int64s, Int64s]:
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


def draw_probability(people: People, source: Int64s, target: Int64s, rng: np.random.Generator) -> Float64s:
    """Return how likely each tie passes a message on: float64, topics by m."""
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


def draw_upstream(people: People, rng: np.random.Generator) -> dict[int, Int64s]:
    """Return who stands upstream of the famous, by topic; nobody does on two."""
    size = (len(_UPSTREAM_TOPICS), _UPSTREAM_ACCOUNTS)
    drawn = rng.choice(np.flatnonzero(people.middling), size, replace=False)
    return dict(zip(_UPSTREAM_TOPICS, np.sort(drawn, axis=1), strict=True))


def planted(
    people: People,
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
