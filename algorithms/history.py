"""Messages with their people, cut at a time: all that a ranker or a learner may know.

Three ways lead to a `History`: `history_of` takes everything that was recorded; `before` keeps what was known
at a time, as if the records ended there; `started` keeps the messages that started within a span, whole.
Nothing dated from the cut or later can be in one: making it is refused (`LeakError`). Values without a
time stay, and `undated` names them.

People. Each account is once in a message, from its first action on; its parent is the one of that action
(`algorithms/parents.py`), guessed along follow ties only, since other ties may be from after the cut. The
author comes first, then who acted, in order of time, then those who were passed on and never acted
themselves, as old as the first action that names them. So a parent may stand behind its child.

Clocks. An action before its message was posted happened when it was posted (`early` counts them). Without a
time of posting a message starts with its first action. Who came to a message before their parent did has it
from them all the same; before a time at which only the child had come, the parent is one who never acted.
Equal times keep the order of the files. What has no time is in `history_of` and in no part of it that is cut
by time (`untimed`).

Pace. Of the actions of one account within one second those from the 61st on are left out (`capped`): nobody
passes on more than one a second, but a file that knows minutes only puts sixty of them at one time.

One event. Where all actions belong to `EVENT`, no message says who passed on what of whom. There each account
whose posts were reshared or quoted is the author of one message of its own, whose people are those who did,
each once, one hop away; it starts with the first of them. `event` is then True, everything that is known is
about sources, and `before` and `started` cut actions, not messages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from algorithms.credit import sums_below
from algorithms.parents import GIVEN, Forest, Method, infer_forest
from graph.errors import LeakError, ParameterError
from graph.influence import InfluenceGraph
from graph.recorded import EVENT, Recorded
from graph.records import UNTIMED, Bools, Float64s, Int8s, Int32s, Int64s, PostKind
from graph.snapshot import Snapshot

MOST_A_SECOND = 60
"""Actions of one account within one second that count."""

_DAY_MS = 86_400_000
_LATEST = np.iinfo(np.int64).max
_PASSES_ON = (PostKind.RESHARE.code, PostKind.QUOTE.code)


@dataclass(frozen=True, slots=True, eq=False)
class Listening:
    """Who listens to whom by follow ties.

    Parameters
    ----------
    graph
        An edge u → v where v listens to u; all probabilities are 1.
    at_ms
        int64, m, in the order of the graph's edges by target: since when; `UNTIMED` where unknown.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> since = Listening(path, np.array([1000, UNTIMED])).before(1000)
    >>> since.graph.in_targets.tolist()
    [2]
    """

    graph: InfluenceGraph
    at_ms: Int64s

    @classmethod
    def of(cls, graph: InfluenceGraph, at_ms: Int64s | None = None) -> Listening:
        """Return the edges of a graph along which somebody listens, without a time where none is given."""
        at_ms = np.full(graph.m, UNTIMED) if at_ms is None else at_ms
        kept = np.flatnonzero(graph.listens)
        source, target = (ends[kept].astype(np.int64) for ends in (graph.in_sources, graph.in_targets))
        every = np.ones(len(kept), dtype=np.bool_)
        part = InfluenceGraph.from_sorted(graph.n, source, target, every.astype(np.float64), every)
        return cls(part, at_ms[kept])

    @property
    def tied(self) -> Bools:
        """Who listens to somebody, or is listened to: bool, n."""
        tied: Bools = (np.diff(self.graph.in_offsets) > 0) | (np.diff(self.graph.out_offsets) > 0)
        return tied

    def before(self, until_ms: int) -> Listening:
        """Return the ties that were there before a time; those of which nobody knows are kept."""
        there = self.at_ms < until_ms
        return self if there.all() else self.of(replace(self.graph, listens=there), self.at_ms)


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """What is known of each account beside the messages, and since when.

    Parameters
    ----------
    values
        n of them, one an account: float64, or int64 with -1 for unknown.
    at_ms
        int64, n: when each was counted or computed; `UNTIMED` where unknown.

    Examples
    --------
    >>> Dated(np.array([120, 80]), np.array([1000, 3000])).before(2000).values.tolist()
    [120, -1]
    """

    values: npt.NDArray[np.float64] | npt.NDArray[np.int64]
    at_ms: Int64s

    def before(self, until_ms: int) -> Dated:
        """Return the same with what was known only later made unknown: -1, without a time."""
        there = self.at_ms < until_ms
        return Dated(np.where(there, self.values, -1), np.where(there, self.at_ms, UNTIMED))


class _Told(NamedTuple):
    """The records that everything is made from: messages by start, each with its actions in order of time.

    `addresses` is whom an action of an event mentions or answers, -1 where nobody.
    """

    message: Int32s
    author: Int32s
    started_ms: Int64s
    offsets: Int64s
    account: Int32s
    parent: Int32s
    addresses: Int32s
    at_ms: Int64s


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class History:
    """What was known of recorded messages at a time.

    Parameters
    ----------
    n
        Accounts.
    until_ms
        Everything here happened before it: the cut, or, where nothing was cut, the first millisecond after
        all that is dated.
    event
        Whether the messages are the accounts of one event, see above.
    message, author, started_ms
        int32, int32 and int64, M, by start: place in `Recorded`; who started it, -1 where unknown; when,
        `UNTIMED` where unknown.
    offsets
        int64, M + 1: the p people of message i are `offsets[i]` up to `offsets[i + 1]`.
    account, parent
        int32, p: who, and the account from whom they have it; -1 for who started it.
    above
        int64, p: place of the parent among the p people; -1 for who started it.
    origin
        int8, p: how the parent is known: `STARTER`, `GIVEN`, `EXPOSED` or `LAST_RESORT` of `parents`.
    hop
        int32, p: bounces from the start.
    at_ms
        int64, p: when they came; `UNTIMED` where unknown.
    below
        int64, p: how many people have the message by way of them.
    acts, reposted
        int64, n: all actions of each account, of any kind; all actions of others whose parent it is.
        Repeated ones count.
    addressed
        int64, n: distinct people who mentioned each account in an event, or answered it.
    listening
        Who follows whom; None where no follow tie is known.
    known
        By name (`followers`, `community`): what else is known of each account.
    method
        How missing parents were guessed.
    capped, early, untimed
        Actions left out by the cap on pace; actions before their message; actions without a time, which are
        here only where nothing was cut. All three are counted over all records.

    Raises
    ------
    LeakError
        When a value is dated at `until_ms` or later.

    Examples
    --------
    >>> passed_on = [[(1, 0, 1000), (2, 1, 2000)], [(1, 2, 6000)]]
    >>> history = history_of(Recorded.numbered([0, 2], [0, 5000], passed_on), n=3)
    >>> history.account.tolist(), history.below.tolist()
    ([0, 1, 2, 2, 1], [2, 1, 0, 1, 0])
    >>> history.before(2000).account.tolist(), history.started(1, 6000).author.tolist()
    ([0, 1], [2])
    """

    n: int
    until_ms: int
    event: bool
    message: Int32s
    author: Int32s
    started_ms: Int64s
    offsets: Int64s
    account: Int32s
    parent: Int32s
    above: Int64s
    origin: Int8s
    hop: Int32s
    at_ms: Int64s
    below: Int64s
    acts: Int64s
    reposted: Int64s
    addressed: Int64s
    listening: Listening | None
    known: Mapping[str, Dated]
    method: Method
    capped: int
    early: int
    untimed: int
    told: _Told = field(repr=False)  # what `before` and `started` cut

    def __post_init__(self) -> None:
        dated = {"actions": self.at_ms, "messages": self.started_ms}
        if self.listening is not None:
            dated["follow ties"] = self.listening.at_ms
        for name, at_ms in {**dated, **{name: known.at_ms for name, known in self.known.items()}}.items():
            if late := int(np.count_nonzero(at_ms >= self.until_ms)):
                raise LeakError(name, count=late, until_ms=self.until_ms)

    def __len__(self) -> int:
        return len(self.message)

    @property
    def in_message(self) -> Int64s:
        """Message of each of the people, as its place here: int64, p."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))

    @property
    def age_days(self) -> Float64s:
        """Days from the start of each message to `until_ms`, 0 where the start is unknown: float64, M."""
        return np.where(self.started_ms == UNTIMED, 0, self.until_ms - self.started_ms) / _DAY_MS

    @property
    def relayed(self) -> Bools:
        """Whether each of the people has it from somebody: bool, p."""
        return self.parent >= 0

    @property
    def carriers(self) -> Bools:
        """Whose `below` counts, bool, p: relays, the people who did not start it; in an event the sources."""
        return ~self.relayed if self.event else self.relayed

    @property
    def actions(self) -> int:
        """Number of actions behind all this."""
        return len(self.told.account)

    @property
    def followers(self) -> Int64s | None:
        """Followers as platforms count them, int64, n, -1 unknown; None where nothing is known of any."""
        return np.asarray(self.known["followers"].values, np.int64) if "followers" in self.known else None

    @property
    def seen(self) -> Bools:
        """Who acted, wrote, was acted upon, or has a follow tie: bool, n."""
        seen: Bools = (self.acts > 0) | (self.addressed > 0)
        seen[self.account] = True
        return seen if self.listening is None else seen | self.listening.tied

    @property
    def guessed(self) -> float | None:
        """Share of the parents that are a guess; None where there is no parent."""
        parents = int(np.count_nonzero(self.relayed))
        return 1 - int(np.count_nonzero(self.origin == GIVEN)) / parents if parents else None

    @property
    def undated(self) -> tuple[str, ...]:
        """Names of what has values without a time: they may be from after the cut."""
        at_ms = {name: known.at_ms[known.values >= 0] for name, known in self.known.items()}
        if self.listening is not None:
            at_ms["follow ties"] = self.listening.at_ms
        return tuple(sorted(name for name, times in at_ms.items() if (times == UNTIMED).any()))

    def before(self, until_ms: int) -> History:
        """Return what was known at a time: as `history_of` those records that are earlier.

        What is dated and no record (follow ties, `known`) and came later is taken out.

        Raises
        ------
        ParameterError
            When no message has a time.
        """
        if len(self) and (self.started_ms == UNTIMED).all():
            raise ParameterError("history", "without a time", "timed, for anything to be before or after")
        return self._between(UNTIMED + 1, min(until_ms, self.until_ms))

    def started(self, low_ms: int, high_ms: int) -> History:
        """Return the messages that started from the first time up to, not including, the second, whole.

        Of an event: what happened in that span, and of all else what was known at its end.

        Raises
        ------
        ParameterError
            When the span is empty.
        """
        if low_ms >= high_ms:
            raise ParameterError("span", f"{low_ms} to {high_ms} ms", "from an earlier to a later time")
        if self.event:
            return self._between(max(low_ms, UNTIMED + 1), min(high_ms, self.until_ms))
        within = (self.told.started_ms >= low_ms) & (self.told.started_ms < high_ms)
        told = _part(self.told, within, np.ones(len(self.told.account), dtype=np.bool_))
        return _history(told, **self._beside())

    def shuffled(self, *, random_seed: int) -> History:
        """Return the same with the starts of its messages exchanged at random, each with all its actions.

        Of an event the times of its actions are exchanged. It shows what a leak of time is worth.
        """
        rng, told = np.random.default_rng(random_seed), self.told
        timed = np.flatnonzero((told.at_ms if self.event else told.started_ms) != UNTIMED)
        drawn = rng.permutation(timed)
        if self.event:
            rows = np.append(drawn, np.arange(len(timed), len(told.at_ms)))
            told = _taken(told, np.arange(1), rows, told.offsets)._replace(at_ms=told.at_ms)
            return _history(told, **self._beside())
        started_ms = np.array(told.started_ms)
        started_ms[timed] = told.started_ms[drawn]
        later = np.repeat(started_ms - told.started_ms, np.diff(told.offsets))
        at_ms = np.where(told.at_ms == UNTIMED, UNTIMED, told.at_ms + later)
        told = _by_start(told._replace(started_ms=started_ms, at_ms=at_ms))
        until_ms = 1 + int(
            max(at_ms.max(initial=UNTIMED), started_ms.max(initial=UNTIMED), self.until_ms - 1)
        )
        return _history(told, **self._beside() | {"until_ms": until_ms})

    def _between(self, low_ms: int, high_ms: int) -> History:
        told = self.told
        started = np.ones(1, dtype=np.bool_) if self.event else _within(told.started_ms, low_ms, high_ms)
        beside = self._beside() | {
            "until_ms": high_ms,
            "listening": None if self.listening is None else self.listening.before(high_ms),
            "known": {name: known.before(high_ms) for name, known in self.known.items()},
        }
        return _history(_part(told, started, _within(told.at_ms, low_ms, high_ms)), **beside)

    def _beside(self) -> dict[str, Any]:
        names = ("n", "until_ms", "event", "listening", "known", "method", "capped", "early", "untimed")
        return {name: getattr(self, name) for name in names}


def history_of(
    recorded: Recorded,
    *,
    n: int,
    listening: Listening | None = None,
    known: Mapping[str, Dated] | None = None,
    messages: Int32s | None = None,
    method: Method = "most-recent-exposed",
) -> History:
    """Return everything that was recorded.

    Parameters
    ----------
    recorded
        The messages.
    n
        Accounts.
    listening
        Who follows whom, for parents that are missing.
    known
        By name: what else is known of each account.
    messages
        Keep only these, by their places in `recorded`, such as those on a topic. None keeps all but
        `EVENT`, and `EVENT` where it is the only one.
    method
        How missing parents are guessed, see `parents.infer_parents`; `weighted` knows no weights here.

    Raises
    ------
    ParameterError
        On an unknown method.
    """
    event = bisect_left(recorded.keys, EVENT, key=str)
    chosen = np.unique(np.arange(len(recorded.keys)) if messages is None else messages).astype(np.int64)
    is_event = chosen.tolist() == [event] and recorded.keys[event] == EVENT
    if not is_event and event < len(recorded.keys) and recorded.keys[event] == EVENT:
        chosen = chosen[chosen != event]
    told, early = _told(recorded, chosen, is_event=is_event)
    kept = _paced(told)
    known = dict(known or {})
    times = [told.at_ms, told.started_ms, *(one.at_ms for one in known.values())]
    times += [] if listening is None else [listening.at_ms]
    return _history(
        _part(told, np.ones(len(told.message), dtype=np.bool_), kept),
        n=n,
        until_ms=max(max(int(at_ms.max(initial=UNTIMED)) for at_ms in times) + 1, 0),
        event=is_event,
        listening=listening,
        known=known,
        method=method,
        capped=int(np.count_nonzero(~kept)),
        early=early,
        untimed=int(np.count_nonzero(told.at_ms == UNTIMED)),
    )


def history_in(
    snapshot: Snapshot, *, messages: Int32s | None = None, method: Method = "most-recent-exposed"
) -> History:
    """Return everything that a snapshot has recorded, with its follow ties and counts of followers.

    Parameters
    ----------
    snapshot
        Its counts of followers have no time.
    messages, method
        As `history_of` takes them.
    """
    followers, listening = np.asarray(snapshot.array("followers")), None
    if int(snapshot.array("follow_edges")):
        listening = Listening.of(snapshot.influence_graph(), snapshot.follow_times())
    known = {"followers": Dated(followers, np.full(snapshot.n, UNTIMED))} if (followers >= 0).any() else {}
    return history_of(
        snapshot.recorded(), n=snapshot.n, listening=listening, known=known, messages=messages, method=method
    )


def _told(recorded: Recorded, chosen: Int64s, *, is_event: bool) -> tuple[_Told, int]:
    """Return the records of some messages by start, and how many actions were earlier than theirs."""
    rows, ends = _rows_of(recorded.offsets, chosen)
    sizes, at_ms = np.diff(ends), recorded.at_ms[rows]
    first_ms = np.append(at_ms, UNTIMED)[ends[:-1]]  # untimed actions come last
    first_ms[sizes == 0] = UNTIMED
    posted_ms = recorded.posted_ms[chosen]
    started_ms = np.where(posted_ms == UNTIMED, first_ms, posted_ms)
    by_action_ms = np.repeat(started_ms, sizes)
    early = (at_ms != UNTIMED) & (at_ms < by_action_ms)
    parent, kind = recorded.parent[rows], recorded.kind[rows]
    addresses = np.where(kind == PostKind.REPLY.code, parent, recorded.mentioned[rows])
    told = _Told(
        message=chosen.astype(np.int32),
        author=recorded.author[chosen],
        started_ms=started_ms,
        offsets=ends,
        account=recorded.account[rows],
        parent=np.where(np.isin(kind, _PASSES_ON), parent, -1) if is_event else parent,
        addresses=addresses if is_event else np.full(len(rows), -1, dtype=np.int32),
        at_ms=np.where(early, by_action_ms, at_ms),
    )
    return _by_start(told), int(np.count_nonzero(early))


def _paced(told: _Told) -> Bools:
    """Return which actions are among the first of their account within their second."""
    order = np.lexsort((told.at_ms, told.account))
    second, account = told.at_ms[order] // 1000, told.account[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (second[1:] != second[:-1]) | (account[1:] != account[:-1])
    first = np.flatnonzero(new)
    nth = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    paced = np.empty(len(order), dtype=np.bool_)
    paced[order] = (nth < MOST_A_SECOND) | (told.at_ms[order] == UNTIMED)
    return paced


def _within(at_ms: Int64s, low_ms: int, high_ms: int) -> Bools:
    within: Bools = (at_ms >= low_ms) & (at_ms < high_ms)
    return within


def _part(told: _Told, messages: Bools, actions: Bools) -> _Told:
    """Keep some messages, and of their actions some."""
    kept = np.flatnonzero(actions & np.repeat(messages, np.diff(told.offsets)))
    ends = np.searchsorted(kept, told.offsets[1:])[messages]
    return _taken(told, np.flatnonzero(messages), kept, np.append(0, ends))


def _by_start(told: _Told) -> _Told:
    """Put messages in order of their start, those without a time last."""
    started_ms = np.where(told.started_ms == UNTIMED, _LATEST, told.started_ms)
    by_start = np.argsort(started_ms, kind="stable")
    return _taken(told, by_start, *_rows_of(told.offsets, by_start))


def _rows_of(offsets: Int64s, messages: Int64s) -> tuple[Int64s, Int64s]:
    """Return the places of the actions of some messages, one message after another, and where each ends."""
    sizes = np.diff(offsets)[messages]
    ends = np.append(0, np.cumsum(sizes))
    return np.repeat(offsets[messages] - ends[:-1], sizes) + np.arange(ends[-1]), ends


def _taken(told: _Told, messages: Int64s, rows: Int64s, offsets: Int64s) -> _Told:
    by_message = {name: getattr(told, name)[messages] for name in ("message", "author", "started_ms")}
    by_action = {name: getattr(told, name)[rows] for name in ("account", "parent", "addresses", "at_ms")}
    return _Told(**by_message, **by_action, offsets=offsets)


def _stars(told: _Told) -> _Told:
    """Return an event as one message for each account that somebody passed on."""
    passed = np.flatnonzero((told.parent >= 0) & (told.parent != told.account))
    passed = passed[np.argsort(told.parent[passed], kind="stable")]
    author, first = np.unique(told.parent[passed], return_index=True)
    stars = _taken(told, np.zeros(len(author), dtype=np.int64), passed, np.append(first, len(passed)))
    return _by_start(stars._replace(author=author, started_ms=stars.at_ms[first]))


def _history(
    told: _Told,
    *,
    n: int,
    event: bool,
    listening: Listening | None,
    method: Method,
    **beside: Any,  # noqa: ANN401  # fields as they are
) -> History:
    """Return the history of some records, with the people of each message."""
    messages = _stars(told) if event else told
    exposing = None if listening is None else listening.graph
    columns = messages.author, messages.offsets, messages.account, messages.parent
    forest = infer_forest(*columns, exposing, method=method)
    in_order = np.argsort(forest.hop, kind="stable")
    return History(
        n=n,
        event=event,
        message=messages.message,
        author=messages.author,
        started_ms=messages.started_ms,
        offsets=forest.offsets,
        account=forest.account,
        parent=np.where(forest.above < 0, -1, forest.account[forest.above]).astype(np.int32),
        above=forest.above,
        origin=forest.origin,
        hop=forest.hop,
        at_ms=_came(forest, messages),
        below=sums_below(forest.above, in_order, np.ones(len(in_order))).astype(np.int64),
        acts=np.bincount(told.account, minlength=n),
        reposted=_reposted(messages, forest, n),
        addressed=_addressed(told, n),
        listening=listening,
        method=method,
        told=told,
        **beside,
    )


def _came(forest: Forest, told: _Told) -> Int64s:
    """Return when each of the people came; who never acted came with the first who names them."""
    at_ms, acted = np.full(len(forest.account), _LATEST), forest.first >= 0
    at_ms[acted] = told.at_ms[forest.first[acted]]
    written = np.flatnonzero(told.author >= 0)
    at_ms[forest.offsets[written]] = told.started_ms[written]
    acted[forest.offsets[written]] = True
    if not acted.all():
        _date_silent(at_ms, np.flatnonzero(~acted), forest, told)
    at_ms[at_ms == _LATEST] = UNTIMED
    return at_ms


def _date_silent(at_ms: Int64s, silent: Int64s, forest: Forest, told: _Told) -> None:
    n = 1 + int(forest.account.max())
    of_silent = np.searchsorted(forest.offsets, silent, side="right") - 1
    keys = of_silent * n + forest.account[silent]
    in_order = np.argsort(keys)
    naming = np.flatnonzero((told.parent >= 0) & (told.at_ms != UNTIMED))
    of_action = np.searchsorted(told.offsets, naming, side="right") - 1
    named = of_action * n + told.parent[naming]
    place = np.minimum(np.searchsorted(keys[in_order], named), len(keys) - 1)
    found = keys[in_order][place] == named
    np.minimum.at(at_ms, silent[in_order][place[found]], told.at_ms[naming[found]])


def _reposted(messages: _Told, forest: Forest, n: int) -> Int64s:
    """Count actions by the parent they give, else, where it was the first, by the one that was guessed."""
    parent = np.array(messages.parent)
    guessed = (forest.first >= 0) & (forest.above >= 0)
    parent[forest.first[guessed]] = forest.account[forest.above[guessed]]
    return np.bincount(parent[(parent >= 0) & (parent != messages.account)], minlength=n)


def _addressed(told: _Told, n: int) -> Int64s:
    """Count the distinct people who addressed each account."""
    rows = np.flatnonzero((told.addresses >= 0) & (told.addresses != told.account))
    pairs = np.unique(told.addresses[rows].astype(np.int64) * n + told.account[rows])
    return np.bincount(pairs // max(n, 1), minlength=n)
