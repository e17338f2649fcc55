"""What a community is like: how much it keeps to itself, who is who in it, of what and how it talks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from algorithms.affinity import Affinity, affinities
from algorithms.communities import Method
from algorithms.roles import Roles, roles
from algorithms.undirected import Neighbours, neighbours
from api.answers import Cohesion, CommunityCard, Member, OverRepresented
from api.services.communities import Division, all_ties, community_name, community_number, division
from api.services.context import MAX_ITEMS, Context, Vectors, check_range
from api.services.questions import follower_warnings
from graph.errors import ParameterError
from graph.records import Bools, Int64s
from graph.snapshot import Snapshot

_FALSE_DISCOVERIES = 0.05


def describe_community(
    context: Context,
    community: str,
    *,
    method: Method = "leiden",
    resolution: float | None = None,
    stability: int | None = None,
    max_followers: int | None = None,
    limit: int = 10,
) -> CommunityCard:
    """Return what a community is like: cohesion, roles, leaders, topics and languages.

    Topics and languages are those that members are more given to than accounts at large, at a rate of false
    discoveries of 5 %. Accounts of unknown language, or without any topic, count on neither side.

    Parameters
    ----------
    context
        Asked about.
    community
        Its number as `list_communities` gives it under the same method, or its name, which other snapshots
        refuse.
    method, resolution, stability
        As in `list_communities`, but communities do not overlap.
    max_followers
        Also list the leaders among members who have no more, at least 0; unknown followers are no
        candidates.
    limit
        How many of each to list, 1 to 200.

    Raises
    ------
    ParameterError, CommunityNotFoundError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    if max_followers is not None and max_followers < 0:
        raise ParameterError("max_followers", max_followers, "at least 0")
    found = division(context, method=method, resolution=resolution, stability=stability)
    number = community_number(context, community, int(found.membership.max(initial=-1)) + 1)
    inside = found.membership == number
    described = _Membership.of(context, found, inside)
    small = _at_most(context, max_followers)
    return CommunityCard(
        community=number,
        name=community_name(context, number),
        size=int(inside.sum()),
        cohesion=_cohesion(context.snapshot, inside),
        roles=described.counted(),
        leaders=described.leading(inside, limit),
        niche_leaders=None if small is None else described.leading(inside & small, limit),
        connectors=described.connecting(limit),
        topics=_topics(context, inside),
        languages=_languages(context.snapshot, inside),
        meta=context.meta(warnings=list(follower_warnings(context, max_followers))),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Membership:
    """The members of a community, with what is known of each."""

    context: Context
    found: Division
    members: Int64s
    roles: Roles

    @classmethod
    def of(cls, context: Context, found: Division, inside: Bools) -> _Membership:
        """Find the roles of those inside."""
        found_roles = roles(_joined(context.snapshot), found.membership)
        return cls(context, found, np.flatnonzero(inside), found_roles)

    def counted(self) -> dict[str, int]:
        """Return how many members play each role, commonest first."""
        return dict(Counter(self.roles.role(int(member)) for member in self.members).most_common())

    def leading(self, among: Bools, limit: int) -> list[Member]:
        """Return those who are most listened to inside, first."""
        members = np.flatnonzero(among)
        return self._shown(members[np.argsort(-self.found.leading[members], kind="stable")][:limit])

    def connecting(self, limit: int) -> list[Member]:
        """Return members whose role is to connect, the most spread first."""
        chosen = [int(member) for member in self.members if "connect" in self.roles.role(int(member))]
        return self._shown(sorted(chosen, key=lambda member: -self.roles.participation[member])[:limit])

    def _shown(self, members: Iterable[int]) -> list[Member]:
        return [self._member(int(member)) for member in members]

    def _member(self, member: int) -> Member:
        spread, confidence = float(self.roles.participation[member]), self.found.confidence
        return Member(
            account=self.context.account(member),
            role=self.roles.role(member),
            within_degree=float(self.roles.within_degree[member]),
            participation=None if np.isnan(spread) else spread,
            confidence=None if confidence is None else float(confidence[member]),
        )


@lru_cache(maxsize=2)
def _joined(snapshot: Snapshot) -> Neighbours:
    return neighbours(*all_ties(snapshot))


def _at_most(context: Context, max_followers: int | None) -> Bools | None:
    if max_followers is None:
        return None
    followers = np.asarray(context.snapshot.array("followers"))
    small: Bools = (followers >= 0) & (followers <= max_followers)
    return small


def _cohesion(snapshot: Snapshot, inside: Bools) -> Cohesion:
    joined, (graph, _) = _joined(snapshot), all_ties(snapshot)
    within = inside[joined.owners] & inside[joined.nodes]
    kept = float(joined.weight[within].sum())
    volume = float(joined.weight[inside[joined.owners]].sum())
    leaving, size = volume - kept, int(inside.sum())
    edges = int((inside[graph.in_sources] & inside[graph.in_targets]).sum())
    both_ways = 2 * edges - int(within.sum())
    return Cohesion(
        inside_share=_share(kept / 2, kept / 2 + leaving),
        conductance=_share(leaving, min(volume, float(joined.weight.sum()) - volume)),
        density=_share(edges, size * (size - 1)),
        reciprocity=_share(both_ways, edges),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def surest_topics(context: Context, count: int) -> list[str | None]:
    """Return the topic that each of the first communities is surest to be more given to; None where none is.

    Parameters
    ----------
    context
        Asked about.
    count
        How many communities.
    """

    def compute() -> Vectors:
        bearers, marks = _bearers(context)
        surest = [_surest(bearers, marks, context.membership() == number) for number in range(count)]
        return {"topic": np.array(surest, dtype=np.int64)}

    question = {"surest topics": count, "min_authors": context.min_authors}
    found = context.cached(question, compute)["topic"].tolist()
    return [None if topic < 0 else str(context.snapshot.topics[topic]) for topic in found]


def _surest(bearers: Int64s, marks: Int64s, inside: Bools) -> int:
    """Return the mark that a community's card lists first, -1 where it lists none."""
    return next((found.mark for found in affinities(bearers, marks, inside) if _counts(found)), -1)


def _topics(context: Context, inside: Bools) -> list[OverRepresented]:
    """Return topics that members start or act on more than others; those of few authors are left out."""
    return _over_represented([str(topic) for topic in context.snapshot.topics], *_bearers(context), inside)


def _bearers(context: Context) -> tuple[Int64s, Int64s]:
    """Return who starts or acts on which topic, each pair once, without topics of few authors."""
    snapshot = context.snapshot
    targets = snapshot.influence_graph().in_targets
    acting = [
        (targets[snapshot.array("topic_edge")], _topic_of(snapshot, "edge")),
        (np.asarray(snapshot.array("topic_start")), _topic_of(snapshot, "start")),
    ]
    accounts, topics = (np.concatenate(columns).astype(np.int64) for columns in zip(*acting, strict=True))
    large = np.asarray(snapshot.array("topic_authors"))[topics] >= context.min_authors
    marks, bearers = np.divmod(np.unique(topics[large] * snapshot.n + accounts[large]), max(snapshot.n, 1))
    return bearers, marks


def _topic_of(snapshot: Snapshot, kind: str) -> Int64s:
    counts = np.diff(snapshot.array(f"topic_{kind}_offsets"))
    return np.repeat(np.arange(len(counts)), counts)


def _languages(snapshot: Snapshot, inside: Bools) -> list[OverRepresented]:
    spoken = np.array([language or "" for language in snapshot.languages], dtype=np.str_)
    known = np.flatnonzero(spoken != "")
    names, marks = np.unique(spoken[known], return_inverse=True)
    return _over_represented(names.tolist(), known, marks.astype(np.int64), inside)


def _over_represented(
    names: Sequence[str], accounts: Int64s, marks: Int64s, inside: Bools
) -> list[OverRepresented]:
    return [
        OverRepresented(
            name=names[found.mark],
            inside=found.inside,
            of_members=found.n_inside,
            whole=found.whole,
            of_accounts=found.n_whole,
            lift=found.lift,
            p_value=found.p_value,
            q_value=found.q_value,
        )
        for found in affinities(accounts, marks, inside)
        if _counts(found)
    ][:MAX_ITEMS]


def _counts(found: Affinity) -> bool:
    return found.lift > 1 and found.q_value <= _FALSE_DISCOVERIES
