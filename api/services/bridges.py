"""Who brings messages of one community to the people of another, in people lost and in ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from algorithms.crossings import Crossing, crossing_ties, read_crossings, tie_values
from algorithms.estimates import CI_LEVEL
from algorithms.sketch import Sketch
from api.answers import Bridge, Bridges, BridgeTie, CommunityPair
from api.services.communities import community_number
from api.services.context import (
    MAX_RANDOM_SEED,
    MAX_SAMPLES,
    Context,
    answered,
    check_range,
    check_timeless,
)
from api.services.pages import Page
from api.services.sketches import USUAL_RANDOM_SEED, USUAL_SAMPLES, relay_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

_COMMUNITIES = 8  # the largest, of which all pairs are looked at where none is named
_LEADING = 3  # accounts told of each of these pairs
_OTHER_SETS = 1  # makes of a random seed that of the sets that value ties


def find_bridges(
    context: Context,
    *,
    origin: str | None = None,
    destination: str | None = None,
    topic: str | None = None,
    limit: int = 25,
    n_samples: int = USUAL_SAMPLES,
    random_seed: int = USUAL_RANDOM_SEED,
    cursor: str | None = None,
) -> Bridges:
    """Return the accounts and ties that bring messages of a community to the people of another.

    A message starts at an account of the origin, drawn as messages on the topic start, or any account alike.
    What an account is worth is how many people of the destination would not see the message, were the
    account to see it and pass nothing on. It may be of any community.

    Parameters
    ----------
    context
        Asked about.
    origin, destination
        Numbers or names of two communities; None, both, is every pair of the 8 largest, those first where
        most people are reached.
    topic
        None counts all ties.
    limit
        How many accounts, ties, or pairs to list, 1 to 200.
    n_samples
        Reverse-reachable sets, 1,000 to 1,000,000.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.
    cursor
        Asks for the next page of pairs, see `pages.Page.of`.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, CommunityNotFoundError
    CursorError, StaleCursorError
    """
    check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    check_timeless(context)
    topic = context.topic(topic)
    page = Page.of(context, limit, cursor, "bridges", origin, destination, topic, n_samples, random_seed)
    asked = _Asked.of(context, topic, n_samples, random_seed)
    meta = context.meta(
        topic=asked.topic,
        model=context.model(),
        random_seed=random_seed,
        n=n_samples - n_samples // 2,
        ci_level=CI_LEVEL,
        warnings=[*context.model_warnings(asked.topic), *context.listening_warnings()],
    )
    if origin is None and destination is None:
        found = asked.overview()
        return Bridges(items=found[page.part], **page.links(len(found)), meta=meta)
    between = asked.between(*_pair(context, origin, destination), limit)
    return Bridges(items=[between][page.part], **page.links(1), meta=meta)


def _pair(context: Context, origin: str | None, destination: str | None) -> tuple[int, int]:
    if origin is None or destination is None:
        name = "destination" if destination is None else "origin"
        raise ParameterError(name, None, "given where the other community is")
    count = int(context.membership().max(initial=-1)) + 1
    first, second = (community_number(context, name, count) for name in (origin, destination))
    if first == second:
        raise ParameterError("destination", destination, "another community than the origin")
    return first, second


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A question about bridges, with all that several pairs of communities have in common."""

    context: Context
    n_samples: int
    random_seed: int
    topic: str | None
    graph: InfluenceGraph
    ends: tuple[Int32s, Int32s]
    starts: Float64s | None
    sketch: Sketch
    membership: Int32s
    weight: Float64s

    @classmethod
    def of(cls, context: Context, topic: str | None, n_samples: int, random_seed: int) -> _Asked:
        """Find what the question needs."""
        graph = context.influence_graph(topic)
        sketch = relay_sketch(context, topic, "people", n_samples=n_samples, random_seed=random_seed)
        return cls(
            context,
            n_samples,
            random_seed,
            topic,
            graph,
            (graph.in_sources, graph.in_targets),
            context.snapshot.sources(topic)[0],
            sketch,
            context.membership(),
            np.asarray(context.snapshot.array("weight")),
        )

    def overview(self) -> list[CommunityPair]:
        """Return pairs of the largest communities, those first where most people are reached."""
        groups = np.where(self.membership < _COMMUNITIES, self.membership, -1)
        starts = np.ones(self.graph.n) if self.starts is None else self.starts
        ties = self._ties_between(groups)
        found = [
            self._told(crossing, across)
            for crossing in read_crossings(self.sketch, groups=groups, starts=starts, k=_LEADING)
            if (across := ties.get((crossing.origin, crossing.destination))) is not None
        ]
        return sorted(found, key=lambda pair: (-pair.reached.value, pair.origin, pair.destination))

    def between(self, origin: int, destination: int, limit: int) -> CommunityPair:
        """Return what gets from one community to another, with the ties that carry."""
        sources = self._sources(origin)
        groups = np.where(self.membership == destination, 1, np.where(self.membership == origin, 0, -1))
        [crossing] = read_crossings(self.sketch, groups=groups, starts=sources, k=limit)
        across = self._ties_between(groups).get((0, 1), np.empty(0, dtype=np.int64))
        named = replace(crossing, origin=origin, destination=destination)
        return self._told(named, across, self._edges(sources, origin, destination, across, limit))

    def _sources(self, origin: int) -> Float64s:
        """Return who of a community starts messages."""
        group = self.membership == origin
        starting = np.where(group, 1.0 if self.starts is None else self.starts, 0.0)
        total = starting.sum()
        if total == 0:
            raise ParameterError(
                "origin", origin, f"a community in which somebody starts messages on {self.topic}"
            )
        return np.asarray(starting / total)

    def _ties_between(self, groups: Int32s) -> dict[tuple[int, int], Int64s]:
        """Return the ties from each group to each other one, where there are any, by place."""
        group = groups.astype(np.int8)
        first, last = (group[end] for end in self.ends)
        ties = np.flatnonzero((first >= 0) & (last >= 0) & (first != last))
        pair = first[ties].astype(np.int16) * _COMMUNITIES + last[ties]
        order = np.argsort(pair, kind="stable")
        pairs, begins = np.unique(pair[order], return_index=True)
        ends = [*begins[1:], len(ties)]
        return {
            divmod(int(each), _COMMUNITIES): ties[order[begin:end]]
            for each, begin, end in zip(pairs, begins, ends[: len(pairs)], strict=True)
        }

    def _told(
        self, crossing: Crossing, across: Int64s, edges: list[BridgeTie] | None = None
    ) -> CommunityPair:
        shares = self._tie_shares(across, crossing.carriers)
        return CommunityPair(
            origin=crossing.origin,
            destination=crossing.destination,
            reached=answered(crossing.reached),
            ties=len(across),
            accounts=[
                Bridge(account=self.context.account(account), lost=answered(lost), tie_share=share)
                for account, lost, share in zip(crossing.carriers, crossing.lost, shares, strict=True)
            ],
            edges=edges,
        )

    def _tie_shares(self, across: Int64s, accounts: Sequence[int]) -> list[float] | list[None]:
        """Return by account the share of the weight of these ties at one of whose ends it is."""
        if not len(across):
            return [None] * len(accounts)
        places = np.zeros(self.graph.n, dtype=np.int32)
        places[list(accounts)] = np.arange(1, len(accounts) + 1)
        weight = self.weight[across]
        at_source, at_target = (
            np.bincount(places[end[across]], weights=weight, minlength=len(accounts) + 1) for end in self.ends
        )
        shares: list[float] = ((at_source + at_target) / weight.sum())[1:].tolist()
        return shares

    def _edges(
        self, sources: Float64s, origin: int, destination: int, across: Int64s, limit: int
    ) -> list[BridgeTie]:
        group = self.membership == destination
        ties = crossing_ties(
            self.sketch,
            self.graph,
            sources=sources,
            origin=self.membership == origin,
            destination=group,
            k=limit,
        )
        values = tie_values(
            self.graph,
            ties.tolist(),
            sources=sources,
            destination=group,
            n_samples=self.n_samples,
            random_seed=self.random_seed ^ _OTHER_SETS,
        )
        whole = self.weight[across].sum()
        return [
            BridgeTie(
                source=self.context.account(int(self.graph.in_sources[tie])),
                target=self.context.account(int(self.graph.in_targets[tie])),
                lost=answered(value),
                tie_share=float(self.weight[tie] / whole),
            )
            for tie, value in zip(ties, values, strict=True)
        ]
