"""The sets that choices are made by: drawn as far as a question needs, and kept for the next question."""

from __future__ import annotations

from threading import Event

from algorithms.reverse_reachable import Counting
from algorithms.set_index import SetIndex, index_sets
from algorithms.sketch import Sketch, sample_sketch
from graph.influence import InfluenceGraph


class Supply:
    """Sets to choose and to judge by, drawn as far as questions need them, and kept for the next one.

    A choice comes out the same, to the byte, as from sets drawn for it alone.

    Parameters
    ----------
    graph, counting, random_seed
        As in `selection.select_seeds`.
    most_bytes
        More sets than take so much memory are drawn, and not kept.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> Supply(path, random_seed=1).sets(10).n_sets
    10
    """

    def __init__(
        self,
        graph: InfluenceGraph,
        *,
        counting: Counting = "relays",
        random_seed: int,
        most_bytes: int = 1 << 27,
    ) -> None:
        self.graph, self.most_bytes = graph, most_bytes
        self._kept = sample_sketch(graph, n_sets=0, counting=counting, trees=False, random_seed=random_seed)
        self._indexes: dict[int, SetIndex] = {}

    @property
    def counting(self) -> Counting:
        """What the sets count."""
        return self._kept.counting

    @property
    def random_seed(self) -> int:
        """Of the sets."""
        return self._kept.random_seed

    def sets(self, n_sets: int, *, threads: int | None = None, cancelled: Event | None = None) -> Sketch:
        """Return the first so many sets."""
        drawn = self._kept
        if drawn.n_sets < n_sets:
            drawn = drawn.extended(self.graph, n_sets, threads=threads, cancelled=cancelled)
            if drawn.nbytes <= self.most_bytes:
                self._kept = drawn
        return drawn.part(0, n_sets)

    def index(self, sets: Sketch) -> SetIndex:
        """Return the index of the first so many sets; of the last two numbers it is kept."""
        index = self._indexes.get(sets.n_sets) or index_sets(sets)
        if index.nbytes <= self.most_bytes:
            self._indexes = dict([*self._indexes.items(), (sets.n_sets, index)][-2:])
        return index
