"""What is said in a synthetic network: who starts messages and names whom, and the cascades that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graph.influence import offsets
from graph.records import Float64s, Int64s, Texts, TieKind, Ties
from loaders.synthetic_people import People, shares

_MESSAGES_PER_ACCOUNT = 0.45
_FEWEST_MESSAGES = 60  # on a topic, so that small networks too have more than 20 authors each
_UPSTREAM_MESSAGES = 4  # of each on its topic, beside what it says anyway
_MENTIONS_PER_MESSAGE = 0.8
_START_MS = 1_735_689_600_000  # 2025-01-01 in UTC
_PERIOD_MS = 120 * 86_400_000


@dataclass(frozen=True, slots=True, eq=False)
class Messages:
    """Original posts by time: native id, author, topic by number."""

    post: Texts
    author: Int64s
    topic: Int64s
    at_ms: Int64s


def draw_messages(people: People, upstream: Mapping[int, Int64s], rng: np.random.Generator) -> Messages:
    """Draw who starts what and when: most on the first topic, those who care for a topic most on it."""
    n, n_topics = len(people.interest), people.interest.shape[1]
    counts = _MESSAGES_PER_ACCOUNT * n * shares(n_topics)
    topic = np.repeat(np.arange(n_topics), np.maximum(counts.astype(np.int64), _FEWEST_MESSAGES))
    eager = people.interest * rng.pareto(2.0, n)[:, None]
    share = eager / eager.sum(axis=0)
    authors = [rng.choice(n, size, p=share[:, t]) for t, size in enumerate(np.bincount(topic))]
    ahead = [np.repeat(accounts, _UPSTREAM_MESSAGES) for accounts in upstream.values()]
    authors += ahead
    topic = np.append(topic, np.repeat([*upstream], [len(each) for each in ahead]))
    order = rng.permutation(len(topic))
    return Messages(
        post=np.array([str(1_000_000 + i) for i in range(len(topic))], dtype=object),
        author=np.concatenate(authors)[order],
        topic=topic[order],
        at_ms=_START_MS + np.sort(rng.integers(_PERIOD_MS, size=len(topic))),
    )


def _actions(
    kind: TieKind, messages: Messages, actor: Int64s, target: Int64s, at_ms: Int64s, message: Int64s
) -> Ties:
    """Return timed ties: who did it to whom, when, and by or on which message."""
    post, topics = messages.post[message], messages.topic[message] + 1
    return columns(kind, actor, target, at_ms=at_ms, post=post, topics=topics)


def columns(
    kind: TieKind, actor: Int64s, target: Int64s, *, at_ms: Int64s, post: Texts, topics: Int64s
) -> Ties:
    """Return ties of one kind, each row a tie."""
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


def draw_mentions(messages: Messages, source: Int64s, target: Int64s, rng: np.random.Generator) -> Ties:
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


def draw_reshares(
    messages: Messages, source: Int64s, target: Int64s, probability: Float64s, rng: np.random.Generator
) -> Ties:
    """Let whoever sees a message pass it on as likely as the probabilities say, and so on from there."""
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
