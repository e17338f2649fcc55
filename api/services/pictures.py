"""From what an answer shows to a drawing: merged where it is too much to see, laid out, coloured, named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from math import isnan
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from algorithms.layout import positions
from api.exports import Drawing, Edge, Node, Spell
from api.services.context import check_memory
from api.services.pseudonyms import Names
from graph.errors import ParameterError
from graph.records import UNTIMED, Bools, Float64s, Int8s, Int32s, Int64s

KINDS = ("influence", "passed on", "passed on, guessed", "several")
INFLUENCE, PASSED_ON, GUESSED, SEVERAL = range(len(KINDS))

PALETTE = ("#332288", "#88CCEE", "#44AA99", "#117733", "#999933", "#DDCC77", "#CC6677", "#882255", "#AA4499")
"""Paul Tol's `muted`, which people of any colour vision tell apart; the most there is."""
PALE = "#DDDDDD"

_TYPES: dict[str, type[int]] = {"hop": int, "people_below": int}  # the other values are no whole numbers
_NOBODY = -1
_OTHERS = -2  # community of what is merged for want of room
_LEAST_SIZE, _MOST_SIZE = 4.0, 40.0
BYTES_PER_NODE = 10_000
"""Of a drawing and its file, measured on GraphML, which takes most."""
_BYTES_PER_EDGE = 3_000


class Edges(NamedTuple):
    """Edges between nodes of a picture, by their places, each pair once.

    Parameters
    ----------
    source, target
        int64, e: places of nodes.
    weight
        float64, e, above 0.
    probability
        float64, e, 0 to 1; nan where no model says so.
    kind
        int8, e: place in `KINDS`.
    at_ms
        int64, e: when it came to be; `UNTIMED` where unknown.
    """

    source: Int64s
    target: Int64s
    weight: Float64s
    probability: Float64s
    kind: Int8s
    at_ms: Int64s

    def only(self, chosen: Bools) -> Edges:
        """Return some of the edges."""
        columns: list[npt.NDArray[Any]] = [column[chosen] for column in self]
        return Edges(*columns)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Picture:
    """Accounts and edges of an answer, before it is known where they are drawn.

    Parameters
    ----------
    title
        What it shows.
    account
        int64, p: account of each node; -1 where several are merged into it.
    community
        int32, p: community of each node; below 0 where it has none.
    people
        int64, p: accounts in each node.
    leading
        Places of the nodes that must be seen, first ones first.
    value_name
        Column of the values by which nodes are sized.
    value
        float64, p; nan where unknown.
    columns
        Further values, float64, p, by name; nan where unknown.
    at_ms
        int64, p: when each node came to be; `UNTIMED` where unknown.
    edges
        Between the nodes.
    notes
        What a reader should know, sentence by sentence.
    """

    title: str
    account: Int64s
    community: Int32s
    people: Int64s
    leading: Int64s
    value_name: str
    value: Float64s
    edges: Edges
    at_ms: Int64s
    columns: Mapping[str, Float64s] = field(default_factory=dict)
    notes: Sequence[str] = ()

    def without(self, hidden: frozenset[int]) -> Self:
        """Return it without some accounts, and without the edges at them."""
        shown = ~np.isin(self.account, list(hidden))
        if shown.all():
            return self
        place = np.cumsum(shown) - 1
        between = shown[self.edges.source] & shown[self.edges.target]
        edges = self.edges.only(between)
        return replace(
            self,
            account=self.account[shown],
            community=self.community[shown],
            people=self.people[shown],
            leading=place[self.leading[shown[self.leading]]],
            value=self.value[shown],
            columns={name: column[shown] for name, column in self.columns.items()},
            at_ms=self.at_ms[shown],
            edges=edges._replace(source=place[edges.source], target=place[edges.target]),
        )

    def merged(self, most: int) -> Self:
        """Return it with at most so many nodes: if there are more, all but the leading become communities.

        Raises
        ------
        ParameterError
            When the leading nodes alone are as many.
        """
        if len(self.account) <= most:
            return self
        kept = self.leading
        if len(kept) >= most:
            raise ParameterError("max_nodes", most, f"above {len(kept):,}, the nodes that are always shown")
        group, communities = self._groups(most - len(kept))
        none = np.full(len(communities), np.nan)
        return replace(
            self,
            account=np.concatenate((self.account[kept], np.full(len(communities), _NOBODY))),
            community=np.concatenate((self.community[kept], communities)),
            people=np.bincount(group, weights=self.people).astype(np.int64),
            leading=np.arange(len(kept)),
            value=np.concatenate((self.value[kept], none)),
            columns={name: np.concatenate((each[kept], none)) for name, each in self.columns.items()},
            at_ms=_earliest(group, self.at_ms, len(kept) + len(communities)),
            edges=_merged(self.edges, group, n_kept=len(kept)),
            notes=[
                *self.notes,
                f"{len(self.account):,} accounts: all but {len(kept):,} are drawn by community",
            ],
        )

    def _groups(self, room: int) -> tuple[Int64s, Int32s]:
        """Return the new place of each node, and the community of each new node after the leading ones."""
        merged = np.ones(len(self.account), dtype=np.bool_)
        merged[self.leading] = False
        found, of, people = np.unique(self.community[merged], return_inverse=True, return_counts=True)
        largest = np.argsort(-people, kind="stable")
        rank = np.empty_like(largest)
        rank[largest] = np.arange(len(largest))
        communities = found[largest][:room]
        if len(found) > room:
            communities[-1] = _OTHERS
        group = np.empty(len(merged), dtype=np.int64)
        group[self.leading] = np.arange(len(self.leading))
        group[merged] = len(self.leading) + np.minimum(rank[of], room - 1)
        return group, communities


def drawn(picture: Picture, names: Names, *, description: str, random_seed: int) -> Drawing:
    """Return a picture laid out, with its nodes named.

    Raises
    ------
    LimitError
        When it has so many edges that the file would take too much memory.
    """
    edges, n = picture.edges, len(picture.account)
    check_memory(len(edges.source) * _BYTES_PER_EDGE + n * BYTES_PER_NODE)
    places = positions(n, edges.source, edges.target, picture.community, random_seed=random_seed)
    named = [_Named.of(picture, names, place) for place in range(n)]
    since_ms = 0 if names.keyed is None else _first(picture.at_ms)
    colours, sizes = _colours(picture), _sizes(picture)
    nodes = [
        Node(
            key=said.key,
            label=said.label,
            community=None if picture.community[place] < 0 else int(picture.community[place]),
            size=round(float(sizes[place]), 2),
            colour=colours[place],
            x=round(float(places[place, 0]), 2),
            y=round(float(places[place, 1]), 2),
            attributes=said.attributes,
            spells=_spells(int(picture.at_ms[place]), since_ms),
        )
        for place, said in enumerate(named)
    ]
    # In the order of accounts, pseudonyms would give away who comes before whom.
    return Drawing(
        nodes=sorted(nodes, key=lambda node: node.key),
        edges=sorted(_edges(edges, named, since_ms), key=lambda edge: (edge.source, edge.target)),
        columns=_columns(picture, names),
        title=picture.title,
        description=description,
    )


class _Named(NamedTuple):
    key: str
    label: str
    attributes: dict[str, str | int | float | None]

    @classmethod
    def of(cls, picture: Picture, names: Names, place: int) -> _Named:
        values = {picture.value_name: picture.value, **picture.columns}
        measured = {
            name: None if np.isnan(value[place]) else _TYPES.get(name, float)(value[place])
            for name, value in values.items()
        }
        people, account = int(picture.people[place]), int(picture.account[place])
        if account < 0:
            key = _community_key(int(picture.community[place]))
            return cls(key, f"{key}: {people:,} people", {"people": people, **measured})
        rank = np.flatnonzero(picture.leading == place)
        attributes = {"rank": int(rank[0]) + 1 if len(rank) else None, "people": people, **measured}
        return cls(names.key(account), names.label(account), {**attributes, **names.said_of(account)})


def _columns(picture: Picture, names: Names) -> dict[str, type]:
    measured = {name: _TYPES.get(name, float) for name in (picture.value_name, *picture.columns)}
    return {"rank": int, "people": int, **measured, **names.columns}


def _community_key(community: int) -> str:
    words = {_OTHERS: "other communities", _NOBODY: "no community"}
    return words.get(
        community, f"community {community}"
    )  # no key of an account holds a blank before its colon


def _edges(edges: Edges, named: Sequence[_Named], since_ms: int) -> Iterator[Edge]:
    columns = (column.tolist() for column in edges)
    for source, target, weight, probability, kind, at_ms in zip(*columns, strict=True):
        yield Edge(
            source=named[source].key,
            target=named[target].key,
            weight=weight,
            probability=None if isnan(probability) else probability,
            kind=KINDS[kind],
            spells=_spells(at_ms, since_ms),
        )


def _first(at_ms: Int64s) -> int:
    known = at_ms[at_ms != UNTIMED]
    return int(known.min()) if len(known) else 0


def _spells(at_ms: int, since_ms: int) -> tuple[Spell, ...]:
    return () if at_ms == UNTIMED else (Spell(at_ms - since_ms),)


def _colours(picture: Picture) -> list[str]:
    """Return the colour of each node: the communities of leading nodes first, then the largest."""
    leading = dict.fromkeys(picture.community[picture.leading].tolist())
    found, of = np.unique(picture.community, return_inverse=True)
    people = np.bincount(of, weights=picture.people, minlength=len(found))
    largest = found[np.argsort(-people, kind="stable")].tolist()
    order = [each for each in dict.fromkeys([*leading, *largest]) if each >= 0]
    coloured = order[: max(len(PALETTE), len(leading))]
    colour = dict(zip(coloured, cycle(PALETTE), strict=False))
    return [colour.get(community, PALE) for community in picture.community.tolist()]


def _sizes(picture: Picture) -> Float64s:
    """Return diameters whose areas grow by value; of merged nodes by the number of people."""
    merged = picture.account < 0
    share = np.zeros(len(merged))
    for some, amount in ((~merged, np.nan_to_num(picture.value)), (merged, picture.people)):
        most = amount[some].max(initial=0)
        share[some] = np.maximum(amount[some], 0) / most if most > 0 else 0.0
    return _LEAST_SIZE + (_MOST_SIZE - _LEAST_SIZE) * np.sqrt(share)


def _merged(edges: Edges, group: Int64s, *, n_kept: int) -> Edges:
    """Return the edges between groups: weights add up, and what is known of one edge alone is unknown."""
    n = int(group.max()) + 1
    edges = edges.only(group[edges.source] != group[edges.target])
    pairs, first, of = np.unique(
        group[edges.source] * n + group[edges.target], return_index=True, return_inverse=True
    )
    source, target = np.divmod(pairs, n)
    single = (source < n_kept) & (target < n_kept)
    return Edges(
        source,
        target,
        np.bincount(of, weights=edges.weight, minlength=len(pairs)).astype(np.float64),
        np.where(single, edges.probability[first], np.nan),
        np.where(single, edges.kind[first], SEVERAL).astype(np.int8),
        _earliest(of, edges.at_ms, len(pairs)),
    )


def _earliest(group: Int64s, at_ms: Int64s, n_groups: int) -> Int64s:
    """Return the earliest time known in each of so many groups, `UNTIMED` where none is."""
    latest = np.iinfo(np.int64).max
    earliest = np.full(n_groups, latest)
    known = at_ms != UNTIMED
    np.minimum.at(earliest, group[known], at_ms[known])
    return np.where(earliest == latest, UNTIMED, earliest)
