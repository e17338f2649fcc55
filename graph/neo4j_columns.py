"""Lists as a Neo4j server answers them, made the columns of the store port."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.recorded import EVENT
from graph.records import POST_KINDS, Float64s, Int32s, Int64s, PostKind, Texts

Columns = dict[str, npt.NDArray[Any]]
Converters = Mapping[str, Callable[[list[Any]], npt.NDArray[Any]]]
"""What makes a column of each list."""


class TopicSets:
    """Gives each distinct set of topics a place, the empty one first."""

    def __init__(self) -> None:
        self._places = {"": 0}

    def places(self, topic_texts: Iterable[str]) -> Int32s:
        """Return the place of each set, written a topic a line; new ones come last."""
        known = self._places
        return _int32s([known.setdefault(text, len(known)) for text in topic_texts])

    def listed(self) -> list[tuple[str, ...]]:
        """Return the sets by place."""
        return [tuple(text.split("\n")) if text else () for text in self._places]


def _int64s(values: list[int]) -> Int64s:
    return np.array(values, dtype=np.int64)


def _int32s(values: list[int]) -> Int32s:
    return np.array(values, dtype=np.int32)


def _float64s(values: list[float]) -> Float64s:
    return np.array(values, dtype=np.float64)


def _texts(values: list[str | None]) -> Texts:
    return np.array(values, dtype=object)


def _known_texts(values: list[str]) -> Texts:
    return _texts([value or None for value in values])


def _post_kinds(values: list[str]) -> npt.NDArray[np.int8]:
    return np.array([POST_KINDS.index(PostKind(value)) for value in values], dtype=np.int8)


ACCOUNTS: Converters = {
    "number": _int64s,
    "key": _texts,
    "handle": _texts,
    "name": _texts,
    "followers": _int64s,
    "language": _texts,
}

PRICES: Converters = {
    "account": _int64s,
    "price": _float64s,
    "acceptance": _float64s,
    "currency": _texts,
}

LISTED: Converters = {"account": _int64s, "list": _texts}

REPOSTS: Converters = {
    **dict.fromkeys(("account", "parent", "at_ms", "mark", "row"), _int64s),
    "message": _texts,
    "kind": _post_kinds,
    **dict.fromkeys(("language", "place"), _known_texts),
    "load": _int32s,
}

ACTS: Converters = {
    **dict.fromkeys(("account", "parent", "at_ms", "row"), _int64s),
    **dict.fromkeys(("platform", "post"), _texts),
    "load": _int32s,
}


def of_ties(topic_sets: TopicSets) -> Converters:
    """Return what makes columns of ties, whose topics get places in some sets."""
    return {
        **dict.fromkeys(("actor", "target", "at_ms", "mark", "count", "row"), _int64s),
        "topics": topic_sets.places,
        "probability": _float64s,
        "load": _int32s,
    }


def of_posts(topic_sets: TopicSets) -> Converters:
    """Return what makes columns of posts, whose topics get places in some sets."""
    return {
        **dict.fromkeys(("author", "at_ms", "load", "batch", "place"), _int64s),
        "key": _texts,
        "kind": _post_kinds,
        "topics": topic_sets.places,
    }


def joined(pages: Sequence[Columns], converters: Converters) -> Columns:
    """Return the columns of all pages, one after another."""
    return {
        name: np.concatenate([convert([]), *(page[name] for page in pages)])
        for name, convert in converters.items()
    }


def joined_acts(reposts: Columns, ties: Mapping[PostKind, Columns]) -> tuple[Columns, Texts]:
    """Return reposts and ties that are acts on others, with the place of each message, and the messages."""
    reposted = {*reposts["message"]}
    parts = [reposts, *(_acted(columns, act, reposted) for act, columns in ties.items())]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in reposts}
    messages = sorted({*columns["message"]})
    place = {message: place for place, message in enumerate(messages)}
    columns["message"] = _int32s([place[message] for message in columns["message"]])
    return columns, _texts(messages)


def _acted(ties: Columns, kind: PostKind, reposted: Collection[str]) -> Columns:
    """Return ties as actions on the messages that no repost names."""
    rows = len(ties["row"])
    named = zip(ties.pop("platform"), ties.pop("post"), strict=True)
    actions = {
        **ties,
        "message": _texts([f"{platform}:{post}" if post else EVENT for platform, post in named]),
        "kind": np.full(rows, kind.code, dtype=np.int8),
        "mark": np.zeros(rows, dtype=np.int64),
        **dict.fromkeys(("language", "place"), np.full(rows, None, dtype=object)),
    }
    kept = np.array([message not in reposted for message in actions["message"]], dtype=np.bool_)
    return {name: values[kept] for name, values in actions.items()}


def latest_posts(posts: Columns) -> Columns:
    """Return the latest row of each key."""
    _, key = np.unique(posts["key"].astype(str), return_inverse=True)
    order = np.lexsort((posts["place"], posts["batch"], posts["load"], key))
    last = np.ones(len(order), dtype=np.bool_)
    last[:-1] = key[order][1:] != key[order][:-1]
    return {name: posts[name][order[last]] for name in ("key", "author", "at_ms", "kind", "topics")}
