"""Which topics are there, how many accounts speak about each, and which go under one name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np

from api.answers import Topic, TopicAlias, TopicAliases, Topics
from api.services.context import Context
from api.services.pages import Page
from graph.errors import AliasNotFoundError, ParameterError
from graph.records import normal_topic
from graph.snapshot import parts_of_sum, sum_of_topics
from graph.store import GraphStore

MAX_ALIASED = 100
"""Topics of one alias."""

_KIND = "alias"


def list_topics(
    context: Context, *, q: str | None = None, limit: int = 25, cursor: str | None = None
) -> Topics:
    """Return the topics with most authors, most first, then by name.

    Parameters
    ----------
    context
        Asked about.
    q
        Part of the name, or of an alias of the topic, in any case; None lists all.
    limit, cursor
        Which page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, CursorError, StaleCursorError
    """
    page = Page.of(context, limit, cursor, "topics", q)
    authors = context.snapshot.array("topic_authors")
    best = np.argsort(-authors, kind="stable")
    found = best if q is None else [place for place in best.tolist() if _answers_to(context, place, q)]
    items = [
        _topic(context, str(context.snapshot.topics[int(place)]), int(authors[place]))
        for place in found[page.part]
    ]
    return Topics(items=items, **page.links(len(found)), meta=context.meta())


def list_aliases(context: Context) -> TopicAliases:
    """Return the aliases that questions may use, by name."""
    return _listed(context.aliases)


def kept_aliases(store: GraphStore) -> dict[str, tuple[str, ...]]:
    """Return the aliases that a store keeps: topics by name."""
    return {name: tuple(json.loads(topics)) for name, topics in store.kept(_KIND).items()}


def all_aliases(store: GraphStore) -> TopicAliases:
    """Return the aliases that a store keeps, by name."""
    return _listed(kept_aliases(store))


def keep_alias(store: GraphStore, name: str, topics: Sequence[str]) -> TopicAliases:
    """Keep a name for several topics, in place of what it meant before; return all aliases.

    The name may be a topic, too, and topics need not be there yet. Nothing else changes: a question has to
    ask by the name.

    Parameters
    ----------
    store
        Keeps it.
    name
        In any case, with or without `#`.
    topics
        1 to 100.

    Raises
    ------
    ParameterError
    """
    meant = sorted({normal_topic(topic) for topic in topics})
    if not 1 <= len(meant) <= MAX_ALIASED:
        raise ParameterError("topics", f"{len(meant)} topics", f"1 to {MAX_ALIASED} topics")
    if parts_of_sum(sum_of_topics(meant)) != meant:
        raise ParameterError("topics", list(topics), "topics without ' + #' in their names")
    store.keep(_KIND, normal_topic(name), json.dumps(meant))
    return all_aliases(store)


def forget_alias(store: GraphStore, name: str) -> TopicAliases:
    """Forget an alias; return those that are left.

    Raises
    ------
    AliasNotFoundError
    """
    if normal_topic(name) not in store.kept(_KIND):
        raise AliasNotFoundError(name)
    store.forget(_KIND, normal_topic(name))
    return all_aliases(store)


def _topic(context: Context, topic: str, authors: int) -> Topic:
    return Topic(topic=topic, authors=authors, aliases=_aliases_of(context, topic))


def _aliases_of(context: Context, topic: str) -> list[str]:
    return [name for name, topics in context.aliases.items() if topic in topics]


def _answers_to(context: Context, place: int, q: str) -> bool:
    topic, part = str(context.snapshot.topics[place]), q.strip().removeprefix("#").casefold()
    return any(part in name for name in (topic, *_aliases_of(context, topic)))


def _listed(aliases: Mapping[str, Sequence[str]]) -> TopicAliases:
    return TopicAliases(
        items=[TopicAlias(alias=name, topics=list(topics)) for name, topics in aliases.items()]
    )
