"""Actions of a store gathered into recorded messages: each act once, replies with the root of their thread.

Arrays of a snapshot, M messages in ascending order of their keys, a actions as in `Recorded`:

    messages, action_languages, action_places      texts: NAME_block (uint8) and NAME_offsets (int64)
    message_author, message_posted_ms              int32 and int64, M
    action_offsets                                 int64, M + 1
    action_account, action_parent, action_kind,    a; as in Recorded
    action_mentioned, action_at_ms,
    action_language, action_place
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.influence import offsets
from graph.recorded import EVENT
from graph.records import UNTIMED, Bools, Int32s, Int64s, PostKind, Texts, hash64
from graph.store import ActionTable, PostTable
from graph.texts import text_arrays

_LATEST = np.iinfo(np.int64).max  # an unknown time sorts behind every known one


def recorded_arrays(
    table: ActionTable,
    posts: PostTable,
    account_languages: Iterable[str | None],
    places: Int64s,
    within: Callable[[Int64s], Bools],
) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays of the recorded messages.

    A message is whatever has an action in the window, and each original post started in it. An act that
    several loads tell of counts once, as the latest tells it: the same account, message, time, kind and
    post, and for the event the same target. A reply belongs to the root of its thread, as far as the
    replies between are known; replies that go round in a circle stay where they are. Who wrote a message
    is said by its post, also one before the window; where no post is known and all its actions come from
    one account, it is that one.

    Parameters
    ----------
    table, posts
        As a store gives them.
    account_languages
        By account of the snapshot.
    places
        int64: the account of each store number, -1 where it is left out.
    within
        From times to whether each lies in the window.
    """
    actions = _within(table, places, within)
    author = places[posts.author]
    started = (posts.kind == PostKind.ORIGINAL.code) & (author >= 0) & within(posts.at_ms)
    names, message = _messages(actions, posts.key[started])
    order = _order(actions, message)
    actions, message = _taken(actions, order), message[order]
    mentions = actions.kind == PostKind.ORIGINAL.code
    parent = np.where(mentions, -1, actions.parent)
    writer, posted_ms = _written(names, posts, author)
    spoken = np.array([*account_languages], dtype=object)[actions.account]
    languages, language = _coded(np.where(actions.language == np.array(None), spoken, actions.language))
    regions, region = _coded(actions.place)
    return {
        **text_arrays("messages", names),
        "message_author": np.where(writer < 0, _only_source(message, parent, names), writer).astype(np.int32),
        "message_posted_ms": posted_ms,
        "action_offsets": offsets(message, len(names)),
        "action_account": actions.account.astype(np.int32),
        "action_parent": parent.astype(np.int32),
        "action_mentioned": np.where(mentions, actions.parent, -1).astype(np.int32),
        "action_at_ms": actions.at_ms,
        "action_kind": actions.kind,
        "action_language": language,
        "action_place": region,
        **text_arrays("action_languages", languages),
        **text_arrays("action_places", regions),
    }


def _within(table: ActionTable, places: Int64s, within: Callable[[Int64s], Bools]) -> ActionTable:
    """Keep the actions of accounts of the snapshot in the window, in its own numbers."""
    account = places[table.account]
    parent = np.where(table.parent < 0, -1, places[table.parent])
    kept = np.flatnonzero(within(table.at_ms) & (account >= 0))
    return _taken(replace(table, account=account, parent=parent), kept)


def _taken(table: ActionTable, rows: Int64s) -> ActionTable:
    columns = {name: getattr(table, name)[rows] for name in table.__slots__ if name != "messages"}
    return ActionTable(**columns, messages=table.messages)


def _messages(actions: ActionTable, started: Texts) -> tuple[list[str], Int64s]:
    """Return the keys of all messages, ascending, and the place of each action's message among them."""
    message = _rooted(actions)
    used = np.unique(message)
    names = sorted({*actions.messages[used], *started})
    number = {name: place for place, name in enumerate(names)}
    places = np.zeros(len(actions.messages), dtype=np.int64)
    places[used] = [number[name] for name in actions.messages[used]]
    return names, places[message]


def _rooted(actions: ActionTable) -> Int32s:
    """Return the message of each action, with replies to replies brought to the root of their thread."""
    replies = np.flatnonzero((actions.kind == PostKind.REPLY.code) & (actions.mark != 0))
    if not len(replies):
        return actions.message
    in_order = replies[np.lexsort((actions.row[replies], actions.load[replies]))]
    answered = dict(zip(actions.mark[in_order].tolist(), actions.message[in_order].tolist(), strict=True))
    up = np.array([answered.get(hash64(name), place) for place, name in enumerate(actions.messages)])
    root = up
    for _ in range(len(up).bit_length()):
        root = root[root]
    in_circle = up[root] != root
    root[in_circle] = np.flatnonzero(in_circle)
    is_reply = actions.kind == PostKind.REPLY.code
    return np.where(is_reply, root[actions.message], actions.message).astype(np.int32)


def _order(actions: ActionTable, place: Int64s) -> Int64s:
    """Return the rows to keep, each act once, by message, then time, then file."""
    at_ms = np.where(actions.at_ms == UNTIMED, _LATEST, actions.at_ms)
    in_event = (actions.messages == EVENT)[actions.message]
    same = (np.where(in_event, actions.parent, -1), actions.mark, actions.kind, actions.account, at_ms, place)
    order = np.lexsort((actions.row, actions.load, *same))
    last = np.ones(len(order), dtype=np.bool_)
    last[:-1] = np.any([values[order][1:] != values[order][:-1] for values in same], axis=0)
    kept = order[last]
    return kept[np.lexsort((actions.row[kept], actions.load[kept], at_ms[kept], place[kept]))]


def _written(names: Sequence[str], posts: PostTable, author: Int64s) -> tuple[Int64s, Int64s]:
    """Return who wrote each message and when, -1 and `UNTIMED` where no post says so."""
    writer, posted_ms = np.full(len(names), -1), np.full(len(names), UNTIMED)
    post = {key: place for place, key in enumerate(posts.key)}
    known = [place for place, name in enumerate(names) if name in post]
    rows = [post[names[place]] for place in known]
    writer[known], posted_ms[known] = author[rows], posts.at_ms[rows]
    return writer, posted_ms


def _only_source(message: Int64s, parent: Int64s, names: Sequence[str]) -> Int64s:
    """Return the one account that all actions of a message come from; -1 where there is none."""
    low, high = np.full(len(names), _LATEST), np.full(len(names), -1)
    np.minimum.at(low, message, parent)
    np.maximum.at(high, message, parent)
    low[[name == EVENT for name in names]] = -1
    return np.where(low == high, low, -1)


def _coded(values: Texts) -> tuple[list[str], Int32s]:
    """Return the distinct texts, ascending, and the place of each value among them, -1 for None."""
    texts = sorted({*values} - {None})
    number = {None: -1, **{text: place for place, text in enumerate(texts)}}
    return texts, np.array([number[value] for value in values], dtype=np.int32)
