"""Rows of a table of reposts: who passed which message on, when, and from whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from graph.records import (
    POST_KINDS,
    UNTIMED,
    Batch,
    Bools,
    Int8s,
    Int32s,
    PostKind,
    Reposts,
    Ties,
)
from graph.store import ACTS
from loaders.columns import Layout
from loaders.reading import Reading, Role
from loaders.rows import Columns, Rows, by_kind, used
from loaders.tally import Tally
from loaders.values import account_key, read_post_kind, read_time

_TIES: Int8s = np.zeros(len(POST_KINDS), dtype=np.int8)  # from the code of a post's kind to a tie's
for _tie, _post in ACTS.items():
    _TIES[_post.code] = _tie.code


def read_reposts(rows: Rows, layout: Layout, reading: Reading, tally: Tally) -> Batch:
    """Return the reposts of some rows, and the tie that each one is where its parent is known.

    A row without message or account is refused. Where the parent is another account, the row is also a
    tie from the one who acted to the parent, so that the influence graph has it. Columns without a role
    go with the repost.

    Parameters
    ----------
    rows, layout, reading, tally
        As `read_rows` takes them.
    """
    columns, platform = Columns(rows), reading.platform_name
    roles = [role for role in (Role.ACCOUNT, Role.PARENT) if role in rows.cells]
    keys, ends = columns.accounts(platform, *roles)
    message = columns.required(Role.MESSAGE, lambda text: account_key(platform, text, what="message"), "")
    parent = ends[len(rows) :] if Role.PARENT in roles else np.full(len(rows), -1, dtype=np.int32)
    topics, topic_sets = columns.topics(reading.topics)
    reposts = Reposts(
        message=np.array(message, dtype=object),
        account=ends[: len(rows)],
        parent=parent,
        at_ms=columns.values(Role.AT, read_time, np.int64, UNTIMED),
        kind=columns.values(Role.KIND, _kind_code, np.int8, PostKind.RESHARE.code),
        post=columns.values(Role.POST, lambda text: account_key(platform, text, what="post"), object, None),
        language=columns.texts(Role.LANGUAGE),
        place=columns.texts(Role.PLACE),
        row=np.asarray(rows.lines, dtype=np.int64),
        further=columns.further(),
    )
    good = columns.refuse(layout, tally)
    return _batch(reposts.take(good), keys, topics[good], topic_sets, tally)


def _kind_code(text: str) -> int:
    return read_post_kind(text).code


def _batch(
    reposts: Reposts, keys: Sequence[str], topics: Int32s, topic_sets: Sequence[tuple[str, ...]], tally: Tally
) -> Batch:
    accounts, places = used(keys, np.concatenate((reposts.account, reposts.parent)))
    given = reposts.parent >= 0
    reposts = replace(
        reposts,
        account=places[reposts.account],
        parent=np.where(given, places[reposts.parent], -1).astype(np.int32),
    )
    ties = _ties(reposts, topics, given & (reposts.parent != reposts.account))
    tally.reposts += len(reposts)
    tally.ties.update(by_kind(ties.kind))
    return Batch(accounts, ties, topic_sets=topic_sets, reposts=reposts)


def _ties(reposts: Reposts, topics: Int32s, chosen: Bools) -> Ties:
    """Return what chosen reposts are as ties, by the post that the kind of each tie speaks of."""
    some = reposts.take(chosen)
    posts = np.where(some.kind == PostKind.RESHARE.code, some.message, some.post)
    return Ties(
        kind=_TIES[some.kind],
        actor=some.account,
        target=some.parent,
        at_ms=some.at_ms,
        post=np.array([post and post.partition(":")[2] for post in posts], dtype=object),
        topics=topics[chosen],
        count=np.zeros(len(some), dtype=np.int64),
        probability=np.full(len(some), np.nan),
        row=some.row,
    )
