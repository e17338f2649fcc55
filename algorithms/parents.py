"""From whom each of the people of a message has it: parents as given, guessed where they are not, as a tree.

Platforms seldom say through whom a repost came: most credit the original. A guess takes one of those who had
acted before and from whom an edge of the influence graph leads; Goel et al. take the most recent one.

References
----------
Goel, Anderson, Hofman, Watts: The structural virality of online diffusion. Management Science 62, 2016,
https://doi.org/10.1287/mnsc.2015.2158
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

import numpy as np

from algorithms.kernels import frozen, kernel
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import UNTIMED, Float64s, Int8s, Int32s, Int64s

Method = Literal["earliest-exposed", "most-recent-exposed", "weighted"]

STARTER, GIVEN, EXPOSED, LAST_RESORT = range(4)
"""How a parent is known: there is none; it was given; it is one who exposed; for want of one, the author."""

_EARLIEST, _MOST_RECENT, _WEIGHTED = range(3)


class Actions(NamedTuple):
    """What was done with one message, in the order of time; untimed actions last, in the order of the file.

    Parameters
    ----------
    account
        int32, a: who acted.
    parent
        int32, a: from whom, as far as that was given; -1 where it was not.
    at_ms
        int64, a: milliseconds since 1970 in UTC, `UNTIMED` where unknown.
    author
        Who started the message; -1 where nobody in particular did, or nobody knows.
    posted_ms
        When; `UNTIMED` where unknown.
    """

    account: Int32s
    parent: Int32s
    at_ms: Int64s
    author: int = -1
    posted_ms: int = UNTIMED


@dataclass(frozen=True, slots=True, eq=False)
class CascadeTree:
    """The people of one message, each once, with whom they have it from: a tree, or one for each starter.

    Parameters
    ----------
    account
        int32, p: the people in the order in which they came: the author, who acted, by their first action,
        then those who were passed on and never acted. The other fields name people by their place here.
    parent
        int32, p: from whom they have it; -1 for who started it.
    origin
        int8, p: how the parent is known: `STARTER`, `GIVEN`, `EXPOSED` or `LAST_RESORT`.
    hop
        int32, p: bounces from the start.
    at_ms
        int64, p: of their first action, of the author when the message was posted; `UNTIMED` where unknown.
    actor, acted_ms
        int32 and int64, a: who did each action and when, also where it was not their first.
    posted_ms
        When the message was posted; `UNTIMED` where unknown.
    method
        How missing parents were guessed; None where none was.
    cycles
        Circles of given parents that were broken.
    backward
        People whose given parent came to the message after them.
    silent
        People who were passed on and never acted themselves.
    """

    account: Int32s
    parent: Int32s
    origin: Int8s
    hop: Int32s
    at_ms: Int64s
    actor: Int32s
    acted_ms: Int64s
    posted_ms: int = UNTIMED
    method: Method | None = None
    cycles: int = 0
    backward: int = 0
    silent: int = 0

    def __len__(self) -> int:
        return len(self.account)

    def count(self, origin: int) -> int:
        """Return of how many people the parent is known in this way."""
        return int(np.count_nonzero(self.origin == origin))


def infer_parents(actions: Actions, graph: InfluenceGraph | None, *, method: Method) -> CascadeTree:
    """Return the tree of a message's people, its missing parents guessed.

    Somebody's parent is the one of their first action. Where none is given, it is one of those from whom an
    edge leads and who acted earlier in the order of the actions, so that of two at the same time the one
    further up in the file came first; the author counts from before the first action. Where there is no such
    account it is the author, as the last resort, and without an author somebody starts on their own; so with
    parents who never acted themselves, with accounts that are said to be their own parent, and with whom of a
    circle of given parents came first: there the circle is broken.

    Parameters
    ----------
    actions
        Of one message.
    graph
        Whose posts reach whom; None where nobody knows: then every guess is the author.
    method
        `earliest-exposed`: who acted first; `most-recent-exposed`: who acted last, a second time counts;
        `weighted`: from whom the edge has the highest probability, of several the most recent.

    Raises
    ------
    ParameterError
        On an unknown method, columns of different lengths, an account outside the graph, or times that
        are out of order.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> unknown = np.full(2, -1, np.int32)
    >>> actions = Actions(np.array([1, 2], np.int32), unknown, np.array([10, 20]), author=0)
    >>> tree = infer_parents(actions, path, method="most-recent-exposed")
    >>> tree.parent.tolist(), tree.hop.tolist(), tree.count(EXPOSED)
    ([-1, 0, 1], [0, 1, 2], 2)
    """
    _check(actions, graph, method)
    people = _people(actions)
    actor, given = people.places(actions.account), people.places(actions.parent)
    has_author, rule = actions.author >= 0, get_args(Method).index(method)
    parent, origin = _parents(actor, given, people, _edges(graph), rule, has_author)
    hop, cycles = _settle(parent, origin, has_author)
    at_ms = _first_times(actions, people)
    late = (origin == GIVEN) & (at_ms[parent] > at_ms) & (at_ms != UNTIMED)
    return CascadeTree(
        account=people.account,
        parent=parent,
        origin=origin,
        hop=hop,
        at_ms=at_ms,
        actor=actor,
        acted_ms=np.asarray(actions.at_ms),
        posted_ms=actions.posted_ms,
        method=method,
        cycles=cycles,
        backward=int(np.count_nonzero(late)),
        silent=int(np.count_nonzero(people.first < 0)) - has_author,
    )


class Forest(NamedTuple):
    """The trees of many messages, one after another: p people in the order of `CascadeTree.account`.

    Parameters
    ----------
    offsets
        int64, M + 1: the people of message i are `offsets[i]` up to `offsets[i + 1]`.
    account
        int32, p.
    above
        int64, p: place of whom they have it from among all p people; -1 for who started it.
    origin, hop
        int8 and int32, p: as in `CascadeTree`.
    first
        int64, p: their first action, by its place among all actions; -1 for an author, and for those who
        were passed on and never acted.
    """

    offsets: Int64s
    account: Int32s
    above: Int64s
    origin: Int8s
    hop: Int32s
    first: Int64s


def infer_forest(
    author: Int32s,
    offsets: Int64s,
    account: Int32s,
    parent: Int32s,
    graph: InfluenceGraph | None = None,
    *,
    method: Method,
) -> Forest:
    """Return the trees that `infer_parents` returns of many messages, all of them in one pass.

    Parameters
    ----------
    author
        int32, M: who started each message; -1 where nobody in particular did, or nobody knows.
    offsets
        int64, M + 1: the actions on message i are `offsets[i]` up to `offsets[i + 1]`, in order of time.
    account, parent
        int32, a: who acted, and from whom as far as that was given; -1 where it was not.
    graph, method
        As `infer_parents` takes them.

    Raises
    ------
    ParameterError
        On an unknown method.

    Examples
    --------
    >>> author, account, parent = np.array([[0, 1], [1, 2], [-1, -1]], dtype=np.int32)
    >>> forest = infer_forest(author, np.array([0, 1, 2]), account, parent, method="weighted")
    >>> forest.account.tolist(), forest.above.tolist()
    ([0, 1, 1, 2], [-1, 0, -1, 2])
    """
    _check_method(method)
    rule = get_args(Method).index(method)
    columns = frozen(author), frozen(offsets), frozen(account), frozen(parent)
    return Forest(*_grow(*columns, _edges(graph), rule))


@kernel
def _grow(
    author: Int32s, offsets: Int64s, account: Int32s, parent: Int32s, edges: _Edges, rule: int
) -> tuple[Int64s, Int32s, Int64s, Int8s, Int32s, Int64s]:
    room = len(author) + len(account) + np.count_nonzero(parent >= 0)
    ends, at = np.zeros(len(author) + 1, dtype=np.int64), 0
    who, hops = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
    above, firsts = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64)
    origins = np.empty(room, dtype=np.int8)
    for message in range(len(author)):
        low, high = offsets[message], offsets[message + 1]
        acted, given = account[low:high], parent[low:high]
        known = np.unique(np.concatenate((author[message : message + 1], acted, given)))
        known = known[np.searchsorted(known, 0) :]
        actor, source = _places_among(known, acted), _places_among(known, given)
        writer = _places_among(known, author[message : message + 1])[0]
        place, first = _arrivals(writer, actor, source, len(known))
        arrived = np.empty_like(known)
        for i in range(len(known)):
            arrived[place[i]] = known[i]
        people = _People(known, place, arrived, first)
        up, origin = _parents(
            _renumbered(place, actor), _renumbered(place, source), people, edges, rule, writer >= 0
        )
        hop, _ = _settle(up, origin, writer >= 0)
        for i in range(len(known)):
            who[at + i], hops[at + i], origins[at + i] = arrived[i], hop[i], origin[i]
            above[at + i] = at + up[i] if up[i] >= 0 else -1
            firsts[at + i] = low + first[i] if first[i] >= 0 else -1
        ends[message + 1] = at = at + len(known)
    return ends, who[:at].copy(), above[:at].copy(), origins[:at].copy(), hops[:at].copy(), firsts[:at].copy()


@kernel
def _places_among(known: Int32s, accounts: Int32s) -> Int64s:
    places = np.full(len(accounts), -1, dtype=np.int64)
    for i in range(len(accounts)):
        if accounts[i] >= 0:
            places[i] = np.searchsorted(known, accounts[i])
    return places


@kernel
def _renumbered(place: Int32s, numbers: Int64s) -> Int32s:
    renumbered = np.full(len(numbers), -1, dtype=np.int32)
    for i in range(len(numbers)):
        if numbers[i] >= 0:
            renumbered[i] = place[numbers[i]]
    return renumbered


class _People(NamedTuple):
    """`known` ascending and the `place` of each; by place, `account` and its `first` action, -1 if none."""

    known: Int32s
    place: Int32s
    account: Int32s
    first: Int64s

    def places(self, accounts: Int32s) -> Int32s:
        if len(self.known) == 0:
            return np.full(len(accounts), -1, np.int32)
        return np.where(accounts < 0, -1, self.place[np.searchsorted(self.known, accounts)]).astype(np.int32)


class _Edges(NamedTuple):
    """Edges by target; all arrays are empty where none is known."""

    offsets: Int64s
    sources: Int32s
    probability: Float64s


def _people(actions: Actions) -> _People:
    known = np.unique(np.concatenate(([actions.author], actions.account, actions.parent))).astype(np.int32)
    known = known[known >= 0]
    author, account, parent = (
        np.where(ids < 0, -1, np.searchsorted(known, ids))
        for ids in (np.array([actions.author]), actions.account, actions.parent)
    )
    place, first = _arrivals(int(author[0]), account, parent, len(known))
    arrived = np.empty_like(known)
    arrived[place] = known
    return _People(known, place, arrived, first)


@kernel
def _arrivals(author: int, account: Int64s, parent: Int64s, n: int) -> tuple[Int32s, Int64s]:
    place, first, count = np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int64), 0
    if author >= 0:
        place[author] = 0
        count = 1
    for i in range(len(account)):
        if place[account[i]] < 0:
            place[account[i]] = count
            first[count] = i
            count += 1
    for i in range(len(parent)):
        if parent[i] >= 0 and place[parent[i]] < 0:
            place[parent[i]] = count
            count += 1
    return place, first


def _edges(graph: InfluenceGraph | None) -> _Edges:
    if graph is None:
        return _Edges(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0))
    return _Edges(*map(np.asarray, (graph.in_offsets, graph.in_sources, graph.probability)))


@kernel
def _parents(
    actor: Int32s,
    given: Int32s,
    people: _People,
    edges: _Edges,
    rule: int,
    has_author: bool,  # noqa: FBT001  # kernels take arguments by position
) -> tuple[Int32s, Int8s]:
    n = len(people.account)
    parent, origin = np.full(n, -1, dtype=np.int32), np.zeros(n, dtype=np.int8)
    earliest, latest = np.full(n, -1), np.full(n, -1)  # action by which somebody showed it; the first is 1
    if has_author:
        earliest[0] = latest[0] = 0
    for i in range(len(actor)):
        person = actor[i]
        if earliest[person] < 0:
            earliest[person] = i + 1
            parent[person] = given[i]
            origin[person] = GIVEN
            if given[i] < 0 or given[i] == person:
                parent[person] = (
                    -1 if len(edges.offsets) == 0 else _exposer(person, people, edges, rule, earliest, latest)
                )
                origin[person] = EXPOSED
            if parent[person] < 0:
                parent[person] = 0 if has_author else -1
                origin[person] = LAST_RESORT if has_author else STARTER
        latest[person] = i + 1
    if has_author:
        silent = np.flatnonzero(earliest < 0)
        parent[silent] = 0
        origin[silent] = LAST_RESORT
    return parent, origin


@kernel
def _exposer(person: int, people: _People, edges: _Edges, rule: int, earliest: Int64s, latest: Int64s) -> int:
    best, best_value, best_time = -1, -np.inf, -1
    account = people.account[person]
    for edge in range(edges.offsets[account], edges.offsets[account + 1]):
        at = np.searchsorted(people.known, edges.sources[edge])
        if at == len(people.known) or people.known[at] != edges.sources[edge]:
            continue
        source = people.place[at]
        if latest[source] < 0 or source == person:
            continue
        value = edges.probability[edge] if rule == _WEIGHTED else 0.0
        if rule == _EARLIEST:
            value = -float(earliest[source])
        if value > best_value or (value == best_value and latest[source] > best_time):
            best, best_value, best_time = source, value, latest[source]
    return best


@kernel
def _settle(parent: Int32s, origin: Int8s, has_author: bool) -> tuple[Int32s, int]:  # noqa: FBT001  # kernels take arguments by position
    """Break circles, and count the bounces to everybody: up to somebody who is settled, and down again."""
    new, on_the_way = -1, -2
    hop, way = np.full(len(parent), new, dtype=np.int32), np.empty(len(parent), dtype=np.int32)
    cycles = at = 0
    while at < len(parent):
        length, person = 0, at
        while person >= 0 and hop[person] == new:
            hop[person] = on_the_way
            way[length] = person
            length += 1
            person = parent[person]
        if person >= 0 and hop[person] == on_the_way:
            cycles += 1
            first, member = person, parent[person]
            while member != person:
                first = min(first, member)
                member = parent[member]
            parent[first] = 0 if has_author else -1
            origin[first] = LAST_RESORT if has_author else STARTER
            hop[way[:length]] = new
            continue
        bounces = hop[person] if person >= 0 else -1
        for i in range(length - 1, -1, -1):
            bounces += 1
            hop[way[i]] = bounces
        at += 1
    return hop, cycles


def _first_times(actions: Actions, people: _People) -> Int64s:
    at_ms = np.full(len(people.account), UNTIMED)
    acted = people.first >= 0
    at_ms[acted] = actions.at_ms[people.first[acted]]
    if actions.author >= 0:
        at_ms[0] = actions.posted_ms
    return at_ms


def _check_method(method: Method) -> None:
    if method not in get_args(Method):
        raise ParameterError("method", method, f"one of {', '.join(get_args(Method))}")


def _check(actions: Actions, graph: InfluenceGraph | None, method: Method) -> None:
    _check_method(method)
    lengths = {len(actions.account), len(actions.parent), len(actions.at_ms)}
    if len(lengths) > 1:
        raise ParameterError("actions", f"columns of lengths {sorted(lengths)}", "of one length")
    highest = max(actions.author, *(int(ids.max(initial=-1)) for ids in (actions.account, actions.parent)))
    if graph is not None and highest >= graph.n:
        raise ParameterError("account", highest, f"in a graph of {graph.n} accounts")
    if actions.account.min(initial=0) < 0:
        raise ParameterError("account", int(actions.account.min()), "at least 0")
    timed = actions.at_ms[actions.at_ms != UNTIMED]
    if (np.diff(timed) < 0).any() or (actions.at_ms[: len(timed)] == UNTIMED).any():
        raise ParameterError("at_ms", "times out of order", "ascending, UNTIMED last")
