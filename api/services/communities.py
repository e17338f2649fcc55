"""Which communities there are, who leads them, and what became of them over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from algorithms.communities import Method as DisjointMethod
from algorithms.communities import Partition, find_communities
from algorithms.overlapping import overlapping_communities
from algorithms.pagerank import pagerank
from algorithms.stability import consensus
from algorithms.tracking import Event
from algorithms.tracking import track_communities as track
from api.answers import Account, Communities, CommunityEvent, CommunityItem, TrackedWindow, Tracking
from api.services.context import MAX_ITEMS, Context, Vectors, check_range
from api.services.pages import Page
from api.services.structure import central
from graph.errors import CommunityNotFoundError, ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s, Int64s
from graph.snapshot import Snapshot

Method = Literal["leiden", "cpm", "label-propagation", "infomap", "overlapping"]

MAX_RUNS = 20
MAX_RESOLUTION = 1e9  # everybody is alone long before

_LEADERS = 3
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
    leading
        float64, n: PageRank along the ties inside communities, by which leaders are found.
    """

    membership: Int32s
    modularity: float | None
    confidence: Float64s | None
    leading: Float64s

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

    Leaders are those most listened to inside; where accounts may be in several communities, those most
    listened to at all.

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
        found, memberships, leading = None, _overlapping(context.snapshot), central(context)
    else:
        found = division(context, method=method, resolution=resolution, stability=stability)
        memberships, leading = found.members, found.leading
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
            for number, leaders in enumerate(_leaders(context, *memberships, leading, page), start=page.first)
        ],
        **page.links(len(sizes)),
        meta=context.meta(),
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
        return _usual(context)
    return _division(context.snapshot, method, resolution, stability)


def _usual(context: Context) -> Division:
    usual = context.communities()
    modularity = float(usual["modularity"])

    def compute() -> Vectors:
        return {"values": _leading(context.snapshot, usual["membership"])}

    leading = context.cached({"pagerank": "inside communities"}, compute)["values"]
    return Division(usual["membership"], None if np.isnan(modularity) else modularity, None, leading)


def community_name(context: Context, number: int) -> str:
    """Return the name of a community that no other snapshot answers to."""
    return f"{context.snapshot.address[:_DIGITS]}:{number}"


def members_of(context: Context, community: str) -> Bools:
    """Return who is in the usual community that a number or a name means: bool, n.

    Raises
    ------
    CommunityNotFoundError
    """
    membership = context.membership()
    number = community_number(context, community, int(membership.max(initial=-1)) + 1)
    inside: Bools = membership == number
    return inside


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
    graph, weights = all_ties(snapshot)

    def run(random_seed: int) -> Partition:
        return find_communities(
            graph, method=method, weights=weights, resolution=resolution, random_seed=random_seed
        )

    runs = consensus([run(_FIRST_SEED + number) for number in range(stability or 1)])
    alone = (np.diff(graph.in_offsets) == 0) & (np.diff(graph.out_offsets) == 0)
    membership = np.where(alone, -1, runs.partition.membership).astype(np.int32)
    confidence = None if stability is None else runs.confidence
    return Division(membership, runs.partition.modularity, confidence, _leading(snapshot, membership))


def _leading(snapshot: Snapshot, membership: Int32s) -> Float64s:
    graph, weights = all_ties(snapshot)
    inside = membership[graph.in_sources] == membership[graph.in_targets]
    return pagerank(graph, weights=np.where(inside, weights, 0.0))


@lru_cache(maxsize=1)
def _overlapping(snapshot: Snapshot) -> tuple[Int64s, Int32s]:
    """Return accounts and communities, one entry a membership, without accounts that have no tie."""
    graph, weights = all_ties(snapshot)
    cover = overlapping_communities(graph, weights=weights, random_seed=_FIRST_SEED)
    tied = (np.diff(graph.in_offsets) + np.diff(graph.out_offsets) > 0)[cover.accounts]
    return cover.accounts[tied].astype(np.int64), cover.communities[tied]


def all_ties(snapshot: Snapshot) -> tuple[InfluenceGraph, Float64s]:
    """Return the ties of a snapshot on whatever topic, and the weight of each."""
    return snapshot.influence_graph(), np.asarray(snapshot.array("weight"))


def _check_overlapping(resolution: float | None, stability: int | None) -> None:
    for name, value in (("resolution", resolution), ("stability", stability)):
        if value is not None:
            raise ParameterError(name, value, "left out for overlapping communities")


def _leaders(
    context: Context, account: Int64s, community: Int32s, leading: Float64s, page: Page
) -> Iterator[list[Account]]:
    """Yield the leaders of each community of a page."""
    order = np.lexsort((-leading[account], community))
    ends = np.cumsum(np.bincount(community))
    for first, last in pairwise([0, *ends.tolist()][page.first : page.end + 1]):
        yield _accounts(context, account[order[first:last]])


def _accounts(context: Context, accounts: Int64s) -> list[Account]:
    first = context.shown(accounts[: _LEADERS + len(context.hidden)])
    return [context.account(account) for account in first[:_LEADERS]]


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
    leading = _usual(context).leading[members]
    return CommunityEvent(
        window=event.window,
        what=event.what,
        before=list(event.before),
        after=list(event.after),
        size_before=event.size_before,
        size_after=event.size_after,
        leaders=_accounts(context, members[np.argsort(-leading, kind="stable")]),
    )
