"""Where everybody is drawn, and whom to draw: one layout a snapshot, so that all answers share a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from algorithms.clouds import clouds
from algorithms.relays import RelayValues
from api.answers import Map, MapCommunity, MapEdges, MapLinks, MapNodes
from api.services.communities import list_communities, members_of
from api.services.community_cards import surest_topics
from api.services.context import MAX_ITEMS, Context, Vectors, check_range
from api.services.relay_questions import RelayQuestion
from api.services.structure import central
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s

USUAL_NODES = 3_000
MOST_NODES = 20_000
USUAL_EDGES = 3_000
MOST_EDGES = 60_000

_SEED = 0  # one map for all answers
_LEADING = 200  # relays that are always drawn: as many as a list has
_INSIDE = 0.9  # of a community's members, within its radius
_NOWHERE = -1


def draw_map(
    context: Context,
    *,
    topic: str | None = None,
    accounts: Sequence[str] = (),
    community: str | None = None,
    max_nodes: int = USUAL_NODES,
    max_edges: int = USUAL_EDGES,
) -> Map:
    """Return the network drawn: leading relays, a fair sample of everybody else, communities for the rest.

    Everybody has the same place whatever the question, and who is sampled for a small map is sampled for a
    larger one, too.

    Parameters
    ----------
    context
        Asked about.
    topic
        Of the values, and of the probabilities of edges; None counts all ties.
    accounts
        Always drawn, at most 200.
    community
        Number or name: draw its members alone, beside `accounts`. None is everybody.
    max_nodes
        1 to 20,000. If there are more accounts, the rest of each community is one node.
    max_edges
        0 to 60,000: the likeliest way into each node, then the second of each, and so on.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    ListNotFoundError, CommunityNotFoundError
    """
    check_range("max_nodes", max_nodes, 1, MOST_NODES)
    check_range("max_edges", max_edges, 0, MOST_EDGES)
    question = RelayQuestion.of(context, topic=topic)
    samples = question.samples("people")
    values = samples.values("people")
    placed, named = _placed(context), _named(context, accounts, max_nodes)
    drawn = _Drawn.of(context, placed, values, named, _allowed(context, community), max_nodes)
    told = _communities(context, placed)
    return Map(
        nodes=_nodes(context, placed, values, drawn),
        edges=_edges(context, question.graph, drawn.account, max_edges),
        links=_links(context, question.graph, len(told)),
        communities=told,
        meta=question.meta(n=values.n, direction=samples.direction, warnings=drawn.warnings()),
    )


def lay_out(context: Context) -> None:
    """Place everybody, and find who is central and what communities talk about, so that no answer need."""
    central(context)
    _communities(context, _placed(context))


def _placed(context: Context) -> Vectors:
    """Return where everybody is, and the order in which they are sampled; the same for all questions.

    `x`, `y` (float64, n), `turn` (int32, n); by community `middle` (float64, × 2) and `radius` (float64).
    """

    def compute() -> Vectors:
        graph, membership = context.snapshot.influence_graph(), context.membership()
        weight = np.asarray(context.snapshot.array("weight"))
        places = clouds(
            graph.n, graph.in_sources, graph.in_targets, weight, membership, random_seed=_SEED
        ).round(2)
        turn = np.random.default_rng(_SEED).permutation(graph.n).astype(np.int32)
        return {"x": places[:, 0], "y": places[:, 1], "turn": turn, **_outlines(places, membership)}

    return context.cached({"map": "clouds", "random_seed": _SEED}, compute)


def _outlines(places: Float64s, membership: Int32s) -> Vectors:
    """Return the middle of each community, and the radius within which nine in ten members are."""
    member = np.flatnonzero(membership >= 0)
    of = membership[member]
    size = np.bincount(of)
    middle = np.column_stack([np.bincount(of, places[member, axis]) / size for axis in range(2)])
    apart = np.linalg.norm(places[member] - middle[of], axis=1)
    ninth = np.cumsum(size) - size + np.ceil(_INSIDE * size).astype(np.int64) - 1
    return {"middle": middle, "radius": apart[np.lexsort((apart, of))][ninth]}


def _named(context: Context, accounts: Sequence[str], max_nodes: int) -> list[int]:
    named = context.accounts(accounts)
    if len(named) > MAX_ITEMS:
        raise ParameterError("accounts", f"{len(named):,} accounts", f"at most {MAX_ITEMS:,}")
    if len(named) > max_nodes:
        raise ParameterError("max_nodes", max_nodes, f"at least {len(named):,}, the accounts always drawn")
    return named


def _allowed(context: Context, community: str | None) -> Bools:
    """Return whom the map is of: bool, n."""
    allowed = np.ones(context.snapshot.n, np.bool_) if community is None else members_of(context, community)
    allowed[list(context.hidden)] = False
    return allowed


class _Drawn(NamedTuple):
    """Who is drawn: accounts, those first that must be seen; communities whose rest is one node, with people.

    `missing` are the accounts of communities too small for a node of their own.
    """

    account: Int64s
    community: Int64s
    people: Int64s
    place: Float64s
    missing: int

    @classmethod
    def of(
        cls,
        context: Context,
        placed: Vectors,
        values: RelayValues,
        named: Sequence[int],
        allowed: Bools,
        max_nodes: int,
    ) -> _Drawn:
        """Choose as many as there is room for."""
        rest = allowed.copy()
        rest[named] = False
        room = max_nodes - len(named)
        n_merged = 0 if rest.sum() <= room else _room_for_rest(context.membership()[rest], room)
        score = np.where(rest, values.score, 0.0)
        best = np.flatnonzero(score > 0)
        best = best[np.argsort(-score[best], kind="stable")][: min(_LEADING, room - n_merged)]
        rest[best] = False
        sampled = np.flatnonzero(rest)
        sampled = sampled[np.argsort(placed["turn"][sampled])][: room - n_merged - len(best)]
        rest[sampled] = False
        account = np.concatenate((np.asarray(named, dtype=np.int64), best, sampled))
        return cls(account, *_merged(context, placed, np.flatnonzero(rest), n_merged))

    def warnings(self) -> list[str]:
        """Say who is not drawn at all."""
        if not self.missing:
            return []
        return [f"{self.missing:,} accounts of small communities are not drawn: max_nodes leaves no room"]


def _room_for_rest(membership: Int32s, room: int) -> int:
    """Return for how many communities there is a node, beside those that must be seen."""
    return min(len(np.unique(membership)), room // 2, MAX_ITEMS)


def _merged(
    context: Context, placed: Vectors, rest: Int64s, n_merged: int
) -> tuple[Int64s, Int64s, Float64s, int]:
    """Return communities, the people of each that are not drawn themselves, and where; largest first."""
    found, first, people = np.unique(context.membership()[rest], return_index=True, return_counts=True)
    largest = np.argsort(-people, kind="stable")[:n_merged]
    missing = int(people.sum() - people[largest].sum())
    found, first, people = found[largest], rest[first[largest]], people[largest]
    place: Float64s = np.column_stack((placed["x"][first], placed["y"][first]))
    place[found >= 0] = placed["middle"][found[found >= 0]]
    return found.astype(np.int64), people.astype(np.int64), place, missing


def _nodes(context: Context, placed: Vectors, values: RelayValues, drawn: _Drawn) -> MapNodes:
    snapshot, account, merged = context.snapshot, drawn.account, len(drawn.community)
    at = np.column_stack((placed["x"][account], placed["y"][account]))
    place = np.concatenate((at, drawn.place)).round(2)
    community: Int64s = np.concatenate((context.membership()[account], drawn.community)).astype(np.int64)
    followers = np.asarray(snapshot.array("followers"), dtype=np.int64)[account]
    return MapNodes(
        key=[str(snapshot.keys[number]) for number in account.tolist()] + [None] * merged,
        handle=[snapshot.handles[number] for number in account.tolist()] + [None] * merged,
        community=_known(community, community >= 0),
        followers=_known(followers, followers >= 0) + [None] * merged,
        people=[1] * len(account) + drawn.people.tolist(),
        x=place[:, 0].tolist(),
        y=place[:, 1].tolist(),
        value=values.value[account].round(3).tolist() + [None] * merged,
    )


def _known(values: npt.NDArray[np.integer], known: Bools) -> list[int | None]:
    return [value if is_known else None for value, is_known in zip(values.tolist(), known, strict=True)]


def _edges(context: Context, graph: InfluenceGraph, account: Int64s, most: int) -> MapEdges:
    place = np.full(graph.n, _NOWHERE)
    place[account] = np.arange(len(account))
    source, target = place[graph.in_sources], place[graph.in_targets]
    edge = np.flatnonzero((source >= 0) & (target >= 0) & (graph.probability > 0))
    edge = edge[_one_each_first(target[edge], graph.probability[edge])[:most]]
    return MapEdges(
        source=source[edge].tolist(),
        target=target[edge].tolist(),
        weight=np.asarray(context.snapshot.array("weight"))[edge].round(6).tolist(),
        probability=graph.probability[edge].round(6).tolist(),
    )


def _one_each_first(target: Int64s, probability: Float64s) -> Int64s:
    """Return the order in which every target's likeliest edge comes first, then every one's second."""
    order = np.lexsort((-probability, target))
    first = np.flatnonzero(np.diff(target[order], prepend=_NOWHERE))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    return order[np.lexsort((-probability[order], rank))]


def _links(context: Context, graph: InfluenceGraph, n: int) -> MapLinks:
    membership = context.membership()
    source, target = membership[graph.in_sources], membership[graph.in_targets]
    across = (source >= 0) & (target >= 0) & (source != target) & (source < n) & (target < n)
    pair = source[across].astype(np.int64) * n + target[across]
    ties = np.bincount(pair, minlength=n * n)
    carried = np.bincount(pair, weights=graph.probability[across], minlength=n * n)
    joined = np.flatnonzero(ties)
    joined = joined[np.argsort(-carried[joined], kind="stable")]
    origin, destination = np.divmod(joined, max(n, 1))
    return MapLinks(
        origin=origin.tolist(),
        destination=destination.tolist(),
        ties=ties[joined].tolist(),
        carried=carried[joined].round(3).tolist(),
    )


def _communities(context: Context, placed: Vectors) -> list[MapCommunity]:
    listed = list_communities(context, limit=MAX_ITEMS).items
    topics: Iterable[str | None] = surest_topics(context, len(listed))
    return [
        MapCommunity(
            community=item.community,
            size=item.size,
            x=round(float(placed["middle"][item.community, 0]), 2),
            y=round(float(placed["middle"][item.community, 1]), 2),
            radius=round(float(placed["radius"][item.community]), 2),
            topic=topic,
            leader=item.leaders[0] if item.leaders else None,
        )
        for item, topic in zip(listed, topics, strict=True)
    ]
