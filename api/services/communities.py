"""Which communities there are, what each is like, and what became of them over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from algorithms.affinity import Affinity, affinities
from algorithms.communities import Method as DisjointMethod
from algorithms.communities import Partition, find_communities
from algorithms.overlapping import overlapping_communities
from algorithms.pagerank import pagerank
from algorithms.roles import Roles, roles
from algorithms.stability import consensus
from algorithms.tracking import Event
from algorithms.tracking import track_communities as track
from algorithms.undirected import Neighbours, neighbours
from api.answers import (
    Account,
    Cohesion,
    Communities,
    CommunityCard,
    CommunityEvent,
    CommunityItem,
    Member,
    OverRepresented,
    TrackedWindow,
    Tracking,
)
from api.services.context import MAX_ITEMS, Context, Vectors, check_range
from api.services.pages import Page
from api.services.questions import follower_warnings
from graph.errors import CommunityNotFoundError, ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s
from graph.snapshot import Snapshot

Method = Literal["leiden", "cpm", "label-propagation", "infomap", "overlapping"]

MAX_RUNS = 20
MAX_RESOLUTION = 1e9  # everybody is alone long before

_LEADERS = 3
_FALSE_DISCOVERIES = 0.05
_FIRST_SEED = 0
_DIGITS = 12  # of a snapshot's address: enough to tell it from any other, short enough to read


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """Accounts by community, and how sure that is.

    Parameters
    ----------
    membership
        int32, n: number of each account's community; -1 where it has no tie.
    modularity
        Of the partition; None where there is no tie.
    confidence
        float64, n: share of several runs in which the account sits with its community; None after one run.
    """

    membership: Int32s
    modularity: float | None
    confidence: Float64s | None

    @property
    def members(self) -> tuple[Int64s, Int32s]:
        """Accounts that are in a community, int64, and which, int32."""
        account = np.flatnonzero(self.membership >= 0)
        return account, self.membership[account]

    def sureness(self, members: Bools) -> float | None:
        """Return the mean confidence of some accounts; None where it is not known."""
        return (
            None if self.confidence is None or not members.any() else float(self.confidence[members].mean())
        )


def list_communities(
    context: Context,
    *,
    method: Method = "leiden",
    resolution: float | None = None,
    stability: int | None = None,
    limit: int = 25,
    cursor: str | None = None,
) -> Communities:
    """Return the communities of all ties, largest first, with their leaders.

    Parameters
    ----------
    context
        Asked about.
    method
        `leiden` (modularity), `cpm`, `label-propagation`, `infomap`, or `overlapping`, by which an account
        may be in several.
    resolution
        Of `leiden` and `cpm`, above 0, at most 1e9: larger gives smaller communities. None is the
        method's own.
    stability
        Runs with different random seeds, 2 to 20: the communities are those of the run that agrees best
        with all, and each has a confidence. None is one run; not for `overlapping`.
    limit, cursor
        Which page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, CursorError, StaleCursorError
    """
    page = Page.of(context, limit, cursor, "communities", method, resolution, stability)
    if method == "overlapping":
        _check_overlapping(resolution, stability)
        found, memberships = None, _overlapping(context.snapshot)
    else:
        found = division(context, method=method, resolution=resolution, stability=stability)
        memberships = found.members
    sizes = np.bincount(memberships[1])
    return Communities(
        method=method,
        resolution=resolution,
        modularity=None if found is None else found.modularity,
        communities=len(sizes),
        confidence=None if found is None else found.sureness(found.membership >= 0),
        items=[
            CommunityItem(
                community=number,
                name=community_name(context, number),
                size=int(sizes[number]),
                leaders=leaders,
                confidence=None if found is None else found.sureness(found.membership == number),
            )
            for number, leaders in enumerate(_leaders(context, *memberships, page), start=page.first)
        ],
        **page.links(len(sizes)),
        meta=context.meta(),
    )


def describe_community(
    context: Context,
    community: str,
    *,
    method: DisjointMethod = "leiden",
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


def track_communities(windows: Sequence[Context], *, limit: int = 25) -> Tracking:
    """Return what became of the communities from one window of time to the next.

    Ties without a time count in every window: where there are many, little changes.

    Parameters
    ----------
    windows
        At least 2, of the same store in the order of time, each with a projection that has both ends.
    limit
        Events to list, 1 to 200: all that were born, merged, split or gone before others, largest first.

    Raises
    ------
    ParameterError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    if len(windows) < 2:
        raise ParameterError("windows", len(windows), "at least 2")
    events = track([context.membership() for context in windows])
    events.sort(key=lambda event: (event.what in _STAYING, -max(event.size_before, event.size_after)))
    return Tracking(
        windows=[_window(context) for context in windows],
        events=[_event(windows, event) for event in events[:limit]],
        meta=windows[-1].meta(),
    )


_STAYING = ("grown", "shrunk", "steady")


def division(
    context: Context, *, method: DisjointMethod, resolution: float | None, stability: int | None
) -> Division:
    """Return the communities by a method; the usual ones, by which all answers go, where nothing is asked.

    Raises
    ------
    ParameterError
    """
    if stability is not None:
        check_range("stability", stability, 2, MAX_RUNS)
    if resolution is not None and not 0 < resolution <= MAX_RESOLUTION:
        raise ParameterError("resolution", resolution, f"above 0, at most {MAX_RESOLUTION:,.0f}")
    if method not in get_args(DisjointMethod):
        raise ParameterError("method", method, f"one of {', '.join(get_args(DisjointMethod))}")
    if (method, resolution, stability) == ("leiden", None, None):
        usual = context.communities()
        modularity = float(usual["modularity"])
        return Division(usual["membership"], None if np.isnan(modularity) else modularity, None)
    return _division(context.snapshot, method, resolution, stability)


def community_name(context: Context, number: int) -> str:
    """Return the name of a community that no other snapshot answers to."""
    return f"{context.snapshot.address[:_DIGITS]}:{number}"


def community_number(context: Context, community: str, count: int) -> int:
    """Return the number of the community that a number or a name means, of so many.

    Raises
    ------
    CommunityNotFoundError
        When there is none of that number, or the name is another snapshot's.
    """
    snapshot, _, number = community.rpartition(":")
    known = number.isascii() and number.isdigit() and len(number) < _DIGITS and int(number) < count
    if not (known and context.snapshot.address.startswith(snapshot)):
        raise CommunityNotFoundError(community, snapshot=context.snapshot.address[:_DIGITS], count=count)
    return int(number)


@lru_cache(maxsize=4)
def _division(
    snapshot: Snapshot, method: DisjointMethod, resolution: float | None, stability: int | None
) -> Division:
    graph, weights = _ties(snapshot)

    def run(random_seed: int) -> Partition:
        return find_communities(
            graph, method=method, weights=weights, resolution=resolution, random_seed=random_seed
        )

    runs = consensus([run(_FIRST_SEED + number) for number in range(stability or 1)])
    alone = (np.diff(graph.in_offsets) == 0) & (np.diff(graph.out_offsets) == 0)
    return Division(
        np.where(alone, -1, runs.partition.membership).astype(np.int32),
        runs.partition.modularity,
        None if stability is None else runs.confidence,
    )


@lru_cache(maxsize=1)
def _overlapping(snapshot: Snapshot) -> tuple[Int64s, Int32s]:
    """Return accounts and communities, one entry a membership, without accounts that have no tie."""
    graph, weights = _ties(snapshot)
    cover = overlapping_communities(graph, weights=weights, random_seed=_FIRST_SEED)
    tied = (np.diff(graph.in_offsets) + np.diff(graph.out_offsets) > 0)[cover.accounts]
    return cover.accounts[tied].astype(np.int64), cover.communities[tied]


def _ties(snapshot: Snapshot) -> tuple[InfluenceGraph, Float64s]:
    return snapshot.influence_graph(), np.asarray(snapshot.array("weight"))


def _check_overlapping(resolution: float | None, stability: int | None) -> None:
    for name, value in (("resolution", resolution), ("stability", stability)):
        if value is not None:
            raise ParameterError(name, value, "left out for overlapping communities")


def _leaders(context: Context, account: Int64s, community: Int32s, page: Page) -> Iterator[list[Account]]:
    """Return the most central members of each community of a page."""
    order = np.lexsort((-central(context)[account], community))
    ends = np.cumsum(np.bincount(community))
    for first, last in pairwise([0, *ends.tolist()][page.first : page.end + 1]):
        yield _accounts(context, account[order[first:last]])


def central(context: Context) -> Float64s:
    """Return the PageRank of each account along all ties: float64, n."""

    def compute() -> Vectors:
        return {"values": pagerank(context.influence_graph())}

    question = {"measure": "pagerank", "topic": None, "model": context.influence_model().name}
    return context.cached(question, compute)["values"]


def _accounts(context: Context, accounts: Int64s) -> list[Account]:
    first = context.shown(accounts[: _LEADERS + len(context.hidden)])
    return [context.account(account) for account in first[:_LEADERS]]


@dataclass(frozen=True, slots=True, eq=False)
class _Membership:
    """The members of a community, with what is known of each."""

    context: Context
    found: Division
    members: Int64s
    roles: Roles
    central: Float64s  # by account: PageRank along ties inside the community

    @classmethod
    def of(cls, context: Context, found: Division, inside: Bools) -> _Membership:
        graph, weights = _ties(context.snapshot)
        within = inside[graph.in_sources] & inside[graph.in_targets]
        return cls(
            context,
            found,
            np.flatnonzero(inside),
            roles(_joined(context.snapshot), found.membership),
            pagerank(graph, weights=np.where(within, weights, 0.0)),
        )

    def counted(self) -> dict[str, int]:
        """Return how many members play each role, commonest first."""
        return dict(Counter(self.roles.role(int(member)) for member in self.members).most_common())

    def leading(self, among: Bools, limit: int) -> list[Member]:
        """Return those who are most listened to inside, first."""
        members = np.flatnonzero(among)
        return self._shown(members[np.argsort(-self.central[members], kind="stable")][:limit])

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
    return neighbours(*_ties(snapshot))


def _at_most(context: Context, max_followers: int | None) -> Bools | None:
    if max_followers is None:
        return None
    followers = np.asarray(context.snapshot.array("followers"))
    small: Bools = (followers >= 0) & (followers <= max_followers)
    return small


def _cohesion(snapshot: Snapshot, inside: Bools) -> Cohesion:
    joined, (graph, _) = _joined(snapshot), _ties(snapshot)
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


def _window(context: Context) -> TrackedWindow:
    asked, membership = context.snapshot.manifest["projection"], context.membership()
    return TrackedWindow(
        since_ms=asked["since_ms"],
        until_ms=asked["until_ms"],
        communities=int(membership.max(initial=-1)) + 1,
        accounts=int((membership >= 0).sum()),
        snapshot=context.snapshot.address,
    )


def _event(windows: Sequence[Context], event: Event) -> CommunityEvent:
    context = windows[event.window - (not event.after)]
    members = np.flatnonzero(np.isin(context.membership(), event.after or event.before))
    values = central(context)[members]
    return CommunityEvent(
        window=event.window,
        what=event.what,
        before=list(event.before),
        after=list(event.after),
        size_before=event.size_before,
        size_after=event.size_after,
        leaders=_accounts(context, members[np.argsort(-values, kind="stable")]),
    )
