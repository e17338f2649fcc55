"""Some accounts with the ties between them, as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from api.services.context import Context
from api.services.pictures import INFLUENCE, Edges, Picture
from graph.records import UNTIMED, Bools, Float64s, Int64s


class DrawnTies:
    """The ties on a topic, as edges the way influence flows; with `off_topic` all ties."""

    def __init__(self, context: Context, topic: str | None, *, off_topic: bool = False) -> None:
        ties = context.snapshot.tie_weights(topic)
        self.context, self.graph = context, context.influence_graph(topic)
        self._weight = ties.weight
        self._edge = np.flatnonzero((ties.weight if off_topic or ties.given else ties.on_topic) > 0)
        self._source, self._target = ties.in_sources[self._edge], ties.in_targets[self._edge]

    def ends(self) -> Bools:
        """Return who has such a tie: bool, n."""
        return self.marked(np.concatenate((self._source, self._target)))

    def around(self, accounts: Iterable[int], *, hops: int = 1, listened_to: bool = True) -> Bools:
        """Return some accounts and who listens to them, and, unless told otherwise, whom they listen to."""
        near = self.marked(accounts)
        for _ in range(hops):
            before = near.copy()
            near[self._target[before[self._source]]] = True
            if listened_to:
                near[self._source[before[self._target]]] = True
        return near

    def weights(self, inside: Bools) -> Float64s:
        """Return the weights of the edges inside, 0 for all others: float64, m."""
        weights = np.zeros(len(self._weight))
        edge = self._edge[self._within(inside)]
        weights[edge] = self._weight[edge]
        return weights

    def marked(self, accounts: Iterable[int]) -> Bools:
        """Return which accounts are among some: bool, n."""
        chosen = np.zeros(self.context.snapshot.n, dtype=np.bool_)
        chosen[list(accounts)] = True
        return chosen

    def values_of(self, accounts: Sequence[int], values: Sequence[float | None]) -> Float64s:
        """Return values of some accounts as one of all: float64, n; nan where none is known."""
        of_all = np.full(self.context.snapshot.n, np.nan)
        of_all[list(accounts)] = [np.nan if value is None else value for value in values]
        return of_all

    def picture(
        self,
        inside: Bools,
        *,
        title: str,
        leading: Iterable[int],
        value_name: str,
        value: Float64s,
        columns: Mapping[str, Float64s] | None = None,
        notes: Sequence[str],
        only: AbstractSet[tuple[int, int]] | None = None,
    ) -> Picture:
        """Return some accounts with the ties between them; values are those of all accounts."""
        account = np.flatnonzero(inside)
        return Picture(
            title=title,
            account=account,
            community=self.context.membership()[account],
            people=np.ones(len(account), dtype=np.int64),
            leading=np.searchsorted(account, np.array(list(leading), dtype=np.int64)),
            value_name=value_name,
            value=value[account],
            columns={name: each[account] for name, each in (columns or {}).items()},
            at_ms=np.full(len(account), UNTIMED),
            edges=self._between(inside, only),
            notes=notes,
        )

    def _between(self, inside: Bools, only: AbstractSet[tuple[int, int]] | None = None) -> Edges:
        """Return the edges inside, or only some of them, by the place of each end among those inside."""
        within = self._within(inside)
        if only is not None:
            ends = zip(self._source[within].tolist(), self._target[within].tolist(), strict=True)
            within = within[[pair in only for pair in ends]]
        edge, place = self._edge[within], np.cumsum(inside) - 1
        return Edges(
            place[self._source[within]],
            place[self._target[within]],
            self._weight[edge],
            self.graph.probability[edge],
            np.full(len(edge), INFLUENCE, dtype=np.int8),
            np.full(len(edge), UNTIMED),
        )

    def _within(self, inside: Bools) -> Int64s:
        return np.flatnonzero(inside[self._source] & inside[self._target])
