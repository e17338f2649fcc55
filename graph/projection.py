"""The projection: ties of a store added up and turned into the influence graph of a snapshot.

Direction is turned here and nowhere else: `a FOLLOWS b`, `a RESHARES b` or `a MENTIONS b` becomes the edge
b → a, because b's messages reach a. INFLUENCES points that way already.

Arrays of a snapshot, n accounts in ascending order of their keys, m edges by target and then source:

    keys, handles, names, languages, topics,      texts: NAME_block (uint8) and NAME_offsets (int64)
    currencies                                       (of the prices, by account)
    followers                                      int64, n; -1 where unknown
    price, acceptance                              float64, n; nan where unknown
    lists, list_offsets, list_account              texts, ascending; int64 and int32: who is on each
    in_offsets, in_sources, listens                as in InfluenceGraph; listens: a follow tie, or, where
    out_offsets, out_targets, out_edges              there is none at all, every edge
    weight                                         float64, m: sum of factor x count; or the probability
    topic_edge_offsets, topic_edge, _weight        per topic: edges with on-topic weight, and that weight
    topic_start_offsets, topic_start, _weight      per topic: accounts that start messages, and how many
    starts_are_originals                           bool per topic: counted in original posts, not reshares
    topic_authors                                  int64 per topic: accounts that posted or acted on it
    ties_by_kind, follow_edges                     int64: distinct ties per kind, edges with a follow tie
    followed_edge, followed_ms                     int64: edges whose follow ties all have a time, ascending,
                                                     and the first of it
    messages, message_*, action_*                  recorded messages, see `graph/actions.py`
    exchange_*                                     who addressed whom, see `graph/exchanges.py`
    topic_message_offsets, topic_message           per topic: recorded messages whose post is on it
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from graph.actions import recorded_arrays
from graph.errors import ParameterError
from graph.exchanges import exchange_arrays
from graph.influence import InfluenceGraph, offsets
from graph.records import (
    KINDS,
    UNTIMED,
    AccountKey,
    Bools,
    Float64s,
    Int64s,
    PostKind,
    TieKind,
)
from graph.snapshot import MANIFEST, UNFINISHED, Arrays, Snapshot, write_snapshot
from graph.store import AccountTable, GraphStore, ListTable, PostTable, PriceTable, TieTable
from graph.texts import TextColumn, text_arrays

WEIGHTED_CASCADE = "weighted-cascade"
GIVEN = "given"

# What one tie of a kind adds to the weight of its edge. Unlearned: passing a message on is the act
# itself, a mention or a reply is half a sign of it, a like or a follow a quarter. Powers of two, so that
# sums of counts are exact and do not depend on the order in which a store returns its rows.
FACTORS = {
    TieKind.FOLLOWS: 0.25,
    TieKind.MENTIONS: 0.5,
    TieKind.RESHARES: 1.0,
    TieKind.REPLIES_TO: 0.5,
    TieKind.QUOTES: 1.0,
    TieKind.LIKES: 0.25,
}

_OLDEST = 500  # half-lives; what is older still counts for something, so that shares can be taken

_FORMAT = 3  # raised when the arrays change, so that snapshots of an older Ricochet are made anew

# Acting this way on a topic makes an author of it: liking and following do not.
_AUTHORING = (TieKind.MENTIONS, TieKind.RESHARES, TieKind.REPLIES_TO, TieKind.QUOTES)


@dataclass(frozen=True, slots=True)
class Projection:
    """Which part of a store an answer is about.

    Parameters
    ----------
    model
        `weighted-cascade`: probabilities from the weights of ties. `given`: from INFLUENCES alone.
    kinds
        Kinds of tie that count under `weighted-cascade`; the factors of `FACTORS` weigh them.
    platform
        Only accounts of this platform; None takes all.
    since_ms, until_ms
        Only what happened from the first up to, not including, the second, in milliseconds since 1970;
        ties and posts without a time count in every window.
    half_life_ms
        Under `weighted-cascade`, a timed tie counts half after so many milliseconds, a quarter after twice
        as many, up to the end of the window, or else to the latest tie; one without a time counts in
        full. None: age does not matter.

    Raises
    ------
    ParameterError
        On an unknown model, an empty window, no kind, or a half-life that is not above 0 or not asked of
        weights.
    """

    model: str = WEIGHTED_CASCADE
    kinds: tuple[TieKind, ...] = tuple(FACTORS)
    platform: str | None = None
    since_ms: int | None = None
    until_ms: int | None = None
    half_life_ms: int | None = None

    def __post_init__(self) -> None:
        if self.model not in (WEIGHTED_CASCADE, GIVEN):
            raise ParameterError("model", self.model, f"{WEIGHTED_CASCADE} or {GIVEN}")
        if not self.kinds or TieKind.INFLUENCES in self.kinds:
            raise ParameterError("kinds", self.kinds, "kinds that happened, at least one")
        if self.since_ms is not None and self.until_ms is not None and self.until_ms <= self.since_ms:
            raise ParameterError("until", self.until_ms, "after since")
        if self.half_life_ms is not None and self.half_life_ms <= 0:
            raise ParameterError("half_life", self.half_life_ms, "above 0")
        if self.half_life_ms is not None and self.model == GIVEN:
            raise ParameterError("half_life", self.half_life_ms, "left out where probabilities are given")

    def tie_kinds(self) -> tuple[TieKind, ...]:
        """Return the kinds to ask the store for."""
        return (TieKind.INFLUENCES,) if self.model == GIVEN else self.kinds

    @classmethod
    def read(cls, described: Mapping[str, Any]) -> Self:
        """Return the projection that a snapshot's manifest describes.

        Examples
        --------
        >>> asked = Projection(platform="twitter", kinds=(TieKind.LIKES,))
        >>> Projection.read(asked.described()) == asked
        True
        """
        names = ("model", "platform", "since_ms", "until_ms", "half_life_ms")
        words = {name: described[name] for name in names}
        kinds = tuple(kind for kind in KINDS if str(kind) in described["factors"])
        return cls(kinds=kinds or tuple(FACTORS), **words)

    def described(self) -> dict[str, object]:
        """Return all that decides the outcome, in plain values."""
        return {
            "model": self.model,
            "factors": {}
            if self.model == GIVEN
            else {str(kind): FACTORS[kind] for kind in sorted(self.kinds)},
            "platform": self.platform,
            "since_ms": self.since_ms,
            "until_ms": self.until_ms,
            "half_life_ms": self.half_life_ms,
        }


def snapshot_of(store: GraphStore, projection: Projection, folder: Path) -> Snapshot:
    """Return the snapshot of a store through a projection, from the folder or newly made.

    Parameters
    ----------
    store
        Asked for its version first; only when no snapshot of that version is there, for its ties.
    projection
        What to keep of it.
    folder
        Where snapshots are kept.
    """
    version = store.version()
    kept = kept_folder(folder, version, projection)
    if kept is not None:
        return Snapshot(kept)
    arrays, counts = project(store, projection)
    manifest = {"projection": projection.described(), "counts": counts, "store_version": version}
    snapshot = write_snapshot(folder, arrays, manifest)
    pointer = _pointer(folder, version, projection.described())
    beside = pointer.with_suffix(".unfinished")
    beside.write_text(snapshot.address)
    beside.rename(pointer)
    return snapshot


def has_snapshot(store: GraphStore, projection: Projection, folder: Path) -> bool:
    """Tell whether `snapshot_of` would find its snapshot in the folder."""
    return kept_folder(folder, store.version(), projection) is not None


def kept_folder(folder: Path, version: str, projection: Projection) -> Path | None:
    """Return where the snapshot of a store of some version is kept through a projection, if it is."""
    pointer = _pointer(folder, version, projection.described())
    try:
        kept = folder / pointer.read_text()
    except FileNotFoundError:
        return None
    return kept if kept.exists() else None


def snapshots_in(folder: Path) -> list[Snapshot]:
    """Return the snapshots of a folder that this Ricochet can read, newest first, then by address."""
    found = []
    for manifest in folder.glob(f"*/{MANIFEST}"):
        snapshot = Snapshot(manifest.parent)
        pointer = _pointer(folder, snapshot.manifest["store_version"], snapshot.manifest["projection"])
        if pointer.exists() and pointer.read_text() == snapshot.address:
            found.append((-manifest.stat().st_mtime_ns, snapshot.address, snapshot))
    return [snapshot for _, _, snapshot in sorted(found, key=itemgetter(0, 1))]


def forget_snapshots(folder: Path, key: str) -> int:
    """Delete every snapshot that knows an account, with all that is kept in it; return how many.

    Half-written ones go as well: nobody can tell whom they know.

    Parameters
    ----------
    folder
        Where snapshots are kept.
    key
        Of the account.
    """
    gone = [within for within in folder.glob("*/") if _may_know(within, key)]
    for within in gone:
        shutil.rmtree(within)
    _forget_pointers(folder)
    return len(gone)


def forget_snapshot(folder: Path) -> None:
    """Delete one snapshot, with all that is kept in it, at one blow: nobody ever sees half of it."""
    beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder.parent))
    folder.rename(beside)
    shutil.rmtree(beside)
    _forget_pointers(folder.parent)


def _forget_pointers(folder: Path) -> None:
    for pointer in folder.glob("*.address"):
        with suppress(FileNotFoundError):  # another process may be at the same
            if not (folder / pointer.read_text()).exists():
                pointer.unlink()


def _may_know(within: Path, key: str) -> bool:
    if not (within / MANIFEST).exists():
        return within.name.startswith(UNFINISHED)
    try:
        keys = Snapshot(within).keys
    except (OSError, ValueError):  # of another version
        return True
    place = bisect_left(keys, key, key=str)
    return place < len(keys) and keys[place] == key


def _pointer(folder: Path, version: str, described: Mapping[str, object]) -> Path:
    asked = json.dumps([_FORMAT, version, described], sort_keys=True)
    return folder / f"{hashlib.blake2b(asked.encode(), digest_size=16).hexdigest()}.address"


def project(store: GraphStore, projection: Projection) -> tuple[Arrays, dict[str, Any]]:
    """Return the arrays of a snapshot, and how much of what went into it."""
    accounts, places = _ordered(store.accounts(), projection.platform)
    ties = _collapsed(_within(store.ties(projection.tie_kinds()), places, projection), places, projection)
    written = store.posts()
    posts = _posts_within(written, places, projection)
    topics = sorted({topic for topic_set in (*ties.topic_sets, *posts.topic_sets) for topic in topic_set})
    n = len(accounts["followers"])
    edges = _edges(ties)
    keys = TextColumn(accounts["keys_block"], accounts["keys_offsets"])
    languages = TextColumn(accounts["languages_block"], accounts["languages_offsets"])
    on_topic = _exploded(ties, topics)
    kinds = np.bincount(ties.kind, minlength=len(KINDS))
    recorded = recorded_arrays(store.actions(), written, languages, places, partial(_in_window, projection))
    messages = TextColumn(recorded["messages_block"], recorded["messages_offsets"])
    arrays = {
        **accounts,
        **_prices(store.prices(), places, n),
        **_lists(store.lists(), places),
        **recorded,
        **text_arrays("topics", topics),
        **_graph_arrays(ties, edges, n, given=projection.model == GIVEN),
        **_topic_edges(ties, edges, on_topic, len(topics)),
        **_topic_people(ties, on_topic, posts, places, topics),
        **_topic_messages(posts, messages, topics),
        **_followed(ties, edges),
        **exchange_arrays(edges.of_tie, ties.kind, ties.count, ties.at_ms),
        "ties_by_kind": kinds.astype(np.int64),
        "follow_edges": np.array(np.count_nonzero(edges.follows), dtype=np.int64),
    }
    timed = ties.at_ms[ties.at_ms != UNTIMED]
    counts = {
        "accounts": n,
        "edges": len(edges.source),
        "ties": {str(kind): int(kinds[kind.code]) for kind in KINDS if kinds[kind.code]},
        "follow_edges": int(arrays["follow_edges"]),
        "first_ms": int(timed.min()) if len(timed) else None,
        "last_ms": int(timed.max()) if len(timed) else None,
        **_dated(ties.at_ms, posts.at_ms, recorded["action_at_ms"], recorded["message_posted_ms"]),
        "platforms": sorted({AccountKey.platform_of(str(key)) for key in keys}),
    }
    return arrays, counts


def _dated(*times: Int64s) -> dict[str, int | None]:
    """Return when the first and the last of all that has a time happened."""
    at_ms = np.concatenate(times)
    known = at_ms[at_ms != UNTIMED]
    ends = (int(known.min()), int(known.max())) if len(known) else (None, None)
    return dict(zip(("earliest_ms", "latest_ms"), ends, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class _Ties:
    """Distinct ties with what they came to, sorted by edge, kind, time and mark."""

    kind: npt.NDArray[np.int8]
    source: Int64s  # of influence
    target: Int64s
    at_ms: Int64s
    count: Int64s
    decay: Float64s  # what its age leaves of it
    probability: Float64s
    row_tie: Int64s  # for each row of the store that was kept: the tie it belongs to
    row_topics: npt.NDArray[np.int32]
    topic_sets: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Distinct pairs among the ties, by target and then source."""

    source: Int64s
    target: Int64s
    first_tie: Int64s
    of_tie: Int64s
    follows: Bools


def _ordered(table: AccountTable, platform: str | None) -> tuple[dict[str, npt.NDArray[Any]], Int64s]:
    """Return account columns by ascending key, and the place of each store number (-1: left out)."""
    keys = table.key.tolist()
    order = [
        place
        for place in sorted(range(len(keys)), key=keys.__getitem__)
        if platform is None or AccountKey.platform_of(keys[place]) == platform
    ]
    places = np.full(int(table.number.max(initial=0)) + 1, -1, dtype=np.int64)
    places[table.number[order]] = np.arange(len(order))
    columns = {"keys": table.key, "handles": table.handle, "names": table.name, "languages": table.language}
    texts = {}
    for name, values in columns.items():
        texts.update(text_arrays(name, values[order].tolist()))
    return {**texts, "followers": table.followers[order].astype(np.int64)}, places


def _prices(table: PriceTable, places: Int64s, n: int) -> dict[str, npt.NDArray[Any]]:
    """Return what each account asks, in the accounts' order."""
    kept = places[table.account] >= 0
    place = places[table.account[kept]]
    price, acceptance = np.full(n, np.nan), np.full(n, np.nan)
    currency = np.full(n, None, dtype=object)
    price[place] = table.price[kept]
    acceptance[place] = table.acceptance[kept]
    currency[place] = table.currency[kept]
    return {"price": price, "acceptance": acceptance, **text_arrays("currencies", currency.tolist())}


def _lists(table: ListTable, places: Int64s) -> dict[str, npt.NDArray[Any]]:
    """Return who is on each list, ascending, a list without any account of the platform included."""
    names = sorted(set(table.list.tolist()))
    numbers = {name: number for number, name in enumerate(names)}
    lists = np.array([numbers[name] for name in table.list.tolist()], dtype=np.int64)
    place = places[table.account]
    order = np.lexsort((place, lists))
    order = order[place[order] >= 0]
    return {
        **text_arrays("lists", names),
        "list_offsets": offsets(lists[order], len(names)),
        "list_account": place[order].astype(np.int32),
    }


def _in_window(projection: Projection, at_ms: Int64s) -> Bools:
    since = UNTIMED if projection.since_ms is None else projection.since_ms
    until = np.iinfo(np.int64).max if projection.until_ms is None else projection.until_ms
    within: Bools = (at_ms == UNTIMED) | ((at_ms >= since) & (at_ms < until))
    return within


def _within(table: TieTable, places: Int64s, projection: Projection) -> TieTable:
    kept = _in_window(projection, table.at_ms) & (places[table.actor] >= 0) & (places[table.target] >= 0)
    if kept.all():
        return table
    names = ("kind", "actor", "target", "at_ms", "mark", "topics", "count", "probability", "load", "row")
    return TieTable(**{name: getattr(table, name)[kept] for name in names}, topic_sets=table.topic_sets)


def _posts_within(table: PostTable, places: Int64s, projection: Projection) -> PostTable:
    kept = _in_window(projection, table.at_ms) & (places[table.author] >= 0)
    names = ("key", "author", "at_ms", "kind", "topics")
    return PostTable(**{name: getattr(table, name)[kept] for name in names}, topic_sets=table.topic_sets)


def _collapsed(table: TieTable, places: Int64s, projection: Projection) -> _Ties:
    """Take rows of the same tie for one: its latest given count and probability hold, its topics add up."""
    actor, target = places[table.actor], places[table.target]
    turned = table.kind != TieKind.INFLUENCES.code
    source = np.where(turned, target, actor)
    listener = np.where(turned, actor, target)
    order = np.lexsort((table.row, table.load, table.mark, table.at_ms, table.kind, source, listener))
    keys = (listener, source, table.kind, table.at_ms, table.mark)
    first = np.flatnonzero(_changes([key[order] for key in keys]))
    return _Ties(
        kind=table.kind[order][first],
        source=source[order][first],
        target=listener[order][first],
        at_ms=table.at_ms[order][first],
        count=_latest(table.count[order], table.count[order] > 0, first, missing=1),
        decay=_decay(table.at_ms[order][first], projection),
        probability=_latest(
            table.probability[order], ~np.isnan(table.probability[order]), first, missing=0.0
        ),
        row_tie=np.repeat(np.arange(len(first)), np.diff(np.append(first, len(order)))),
        row_topics=table.topics[order],
        topic_sets=table.topic_sets,
    )


def _changes(columns: Sequence[npt.NDArray[Any]]) -> Bools:
    """Return where sorted rows differ from the row before."""
    changed: Bools = np.zeros(len(columns[0]), dtype=np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return changed


def _latest(values: npt.NDArray[Any], given: Bools, first: Int64s, *, missing: float) -> npt.NDArray[Any]:
    """Return, for each run of rows, the last value that was given."""
    if not len(first):
        return values[:0]
    last = np.maximum.reduceat(np.where(given, np.arange(len(values)), -1), first)
    return np.where(last >= 0, values[last], values.dtype.type(missing))


def _edges(ties: _Ties) -> _Edges:
    first = np.flatnonzero(_changes([ties.target, ties.source]))
    of_tie = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(ties.source))))
    follows = np.zeros(len(first), dtype=np.bool_)
    follows[of_tie[ties.kind == TieKind.FOLLOWS.code]] = True
    return _Edges(ties.source[first], ties.target[first], first, of_tie, follows)


def _followed(ties: _Ties, edges: _Edges) -> dict[str, npt.NDArray[Any]]:
    follows = ties.kind == TieKind.FOLLOWS.code
    first_ms = np.full(len(edges.source), np.iinfo(np.int64).max)
    np.minimum.at(first_ms, edges.of_tie[follows], ties.at_ms[follows])
    dated = np.flatnonzero(edges.follows & (first_ms != UNTIMED))
    return {"followed_edge": dated, "followed_ms": first_ms[dated]}


def _graph_arrays(ties: _Ties, edges: _Edges, n: int, *, given: bool) -> dict[str, npt.NDArray[Any]]:
    weight = _noisy_or(ties, edges) if given else _sums(edges.of_tie, _weights(ties), len(edges.source))
    listens = edges.follows if edges.follows.any() else np.ones(len(edges.source), dtype=np.bool_)
    graph = InfluenceGraph.from_sorted(n, edges.source, edges.target, weight, listens)
    names = ("in_offsets", "in_sources", "listens", "out_offsets", "out_targets", "out_edges")
    return {"weight": graph.probability, **{name: getattr(graph, name) for name in names}}


def _sums(group: Int64s, values: Float64s, size: int) -> Float64s:
    return np.bincount(group, values, size).astype(np.float64)  # without any values bincount gives integers


def _weights(ties: _Ties) -> Float64s:
    factors = np.array([FACTORS.get(kind, 0.0) for kind in KINDS])
    return factors[ties.kind] * ties.count * ties.decay


def _decay(at_ms: Int64s, projection: Projection) -> Float64s:
    timed = at_ms != UNTIMED
    if projection.half_life_ms is None or not timed.any():
        return np.ones(len(at_ms))
    now = at_ms[timed].max() if projection.until_ms is None else projection.until_ms
    ages = np.where(timed, now - at_ms, 0) / projection.half_life_ms
    return np.exp2(-np.minimum(ages, _OLDEST))


def _noisy_or(ties: _Ties, edges: _Edges) -> Float64s:
    """Return the chance that at least one of an edge's given probabilities fires."""
    if not len(edges.source):
        return np.zeros(0)
    alone = np.bincount(edges.of_tie, minlength=len(edges.source)) == 1
    either = 1 - np.multiply.reduceat(1 - ties.probability, edges.first_tie)
    return np.where(alone, ties.probability[edges.first_tie], either)  # 1 - (1 - p) is not quite p


def _exploded(ties: _Ties, topics: Sequence[str]) -> tuple[Int64s, Int64s]:
    """Return each (tie, topic) once: two arrays, sorted by topic and then tie."""
    row, topic = _rows_by_topic(ties.row_topics, ties.topic_sets, topics)
    size = max(len(ties.kind), 1)
    pairs = np.unique(topic * size + ties.row_tie[row])
    return pairs % size, pairs // size


def _rows_by_topic(
    row_topics: npt.NDArray[np.int32], topic_sets: Sequence[tuple[str, ...]], topics: Sequence[str]
) -> tuple[Int64s, Int64s]:
    """Return each row once for each of its topics, and the topic's place."""
    number = {topic: place for place, topic in enumerate(topics)}
    lengths = np.array([len(topic_set) for topic_set in topic_sets], dtype=np.int64)
    members = np.array([number[topic] for topic_set in topic_sets for topic in topic_set], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    repeats = lengths[row_topics]
    row = np.repeat(np.arange(len(row_topics)), repeats)
    within = np.arange(len(row)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return row, members[starts[row_topics[row]] + within]


def _topic_edges(
    ties: _Ties, edges: _Edges, on_topic: tuple[Int64s, Int64s], n_topics: int
) -> dict[str, npt.NDArray[Any]]:
    tie, topic = on_topic
    return _overlay("edge", topic, edges.of_tie[tie], _weights(ties)[tie], n_topics, len(edges.source))


def _topic_people(
    ties: _Ties, on_topic: tuple[Int64s, Int64s], posts: PostTable, places: Int64s, topics: Sequence[str]
) -> dict[str, npt.NDArray[Any]]:
    """Return who starts messages on each topic, and how many authors each has."""
    n = int(places.max(initial=-1)) + 1
    tie, topic = on_topic
    post, post_topic = _rows_by_topic(posts.topics, posts.topic_sets, topics)
    author = places[posts.author[post]]
    acting = np.isin(ties.kind[tie], [kind.code for kind in _AUTHORING])
    authors = np.unique(
        np.concatenate((topic[acting] * n + ties.target[tie[acting]], post_topic * n + author))
    )
    originals = posts.kind[post] == PostKind.ORIGINAL.code
    has_originals = np.zeros(len(topics), dtype=np.bool_)
    has_originals[post_topic[originals]] = True
    passed_on = np.isin(ties.kind[tie], [TieKind.RESHARES.code, TieKind.QUOTES.code]) & ~has_originals[topic]
    starts = _overlay(
        "start",
        np.concatenate((post_topic[originals], topic[passed_on])),
        np.concatenate((author[originals], ties.source[tie[passed_on]])),
        np.concatenate((np.ones(int(originals.sum())), ties.count[tie[passed_on]])),
        len(topics),
        n,
    )
    return {
        **starts,
        "starts_are_originals": has_originals,
        "topic_authors": np.bincount(authors // max(n, 1), minlength=len(topics)).astype(np.int64),
    }


def _topic_messages(
    posts: PostTable, messages: TextColumn, topics: Sequence[str]
) -> dict[str, npt.NDArray[Any]]:
    number = {key: place for place, key in enumerate(messages)}
    message = np.array([number.get(key, -1) for key in posts.key], dtype=np.int64)
    post, topic = _rows_by_topic(posts.topics, posts.topic_sets, topics)
    known, size = message[post] >= 0, max(len(messages), 1)
    topic, message = np.divmod(np.unique(topic[known] * size + message[post][known]), size)
    return {"topic_message_offsets": offsets(topic, len(topics)), "topic_message": message.astype(np.int32)}


def _overlay(
    name: str, topic: Int64s, member: Int64s, weight: Float64s, n_topics: int, n_members: int
) -> dict[str, npt.NDArray[Any]]:
    """Add up weights by topic and member: sparse rows, one a topic."""
    pairs, place = np.unique(topic * max(n_members, 1) + member, return_inverse=True)
    return {
        f"topic_{name}_offsets": offsets(pairs // max(n_members, 1), n_topics),
        f"topic_{name}": (pairs % max(n_members, 1)).astype(np.int32),
        f"topic_{name}_weight": _sums(place, weight, len(pairs)),
    }
