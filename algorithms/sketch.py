"""The sketch: reverse-reachable sets with their dominator trees, drawn once and read by every later question.

    sample_sketch(graph, *, n_sets, counting="relays", trees=True, random_seed, first_set=0, silent=(),
                  threads=None, cancelled=None) -> Sketch
    Sketch: n, counting, random_seed, offsets, members, dominators | None, first_set, silent
        .n_sets  .halves()  .extended(graph, n_sets)  .silenced(graph, accounts, index=None)

Set number i depends on the graph, `random_seed` and i alone, see `reverse_reachable.py`: a sketch can be
made longer, drawn in parts, and sets can be drawn anew with somebody silenced. Probabilities of starters are
no part of it: they enter when it is read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import NamedTuple, get_args

import numpy as np

from algorithms.checks import check_nodes, check_random_seed
from algorithms.kernels import kernel
from algorithms.pool import in_order
from algorithms.reverse_reachable import EXPOSED, LIVE, Counting, draw_sets, draws_of
from algorithms.set_index import SetIndex
from algorithms.streams import RELAYS
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Int32s, Int64s

_FIRST_CHUNK = 16  # sets; tells how large the others are
_CHUNK = 1 << 18  # members in a chunk of sets: about 10 ms of one core
_CHUNKS = 16  # at least so many, so that no core has little to do when few sets are drawn


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """Reverse-reachable sets, one after the other: 8 bytes a member, 4 without trees.

    Parameters
    ----------
    n
        Nodes of the graph.
    counting
        `relays`: the accounts from whom the root becomes active; `people`: from whom it comes to see
        the message.
    random_seed
        0 to 2**63 - 1.
    offsets
        int64, n_sets + 1, from 0: members of set i are `members[offsets[i]:offsets[i + 1]]`.
    members
        int32: accounts, breadth first, the root first.
    dominators
        int32, same length: place within its set of each member's immediate dominator; the root's is its own.
        None when sampled without trees.
    first_set
        Number of the first set among all that `random_seed` gives.
    silent
        Accounts that see messages and never pass them on, ascending.
    """

    n: int
    counting: Counting
    random_seed: int
    offsets: Int64s
    members: Int32s
    dominators: Int32s | None
    first_set: int = 0
    silent: tuple[int, ...] = ()

    @property
    def n_sets(self) -> int:
        """Number of sets."""
        return len(self.offsets) - 1

    @property
    def nbytes(self) -> int:
        """Memory of the sets."""
        trees = 0 if self.dominators is None else self.dominators.nbytes
        return self.offsets.nbytes + self.members.nbytes + trees

    def part(self, first: int, last: int) -> Sketch:
        """Return the sets from number `first` up to `last`, counted from this sketch's own first.

        Members and dominators are views of this sketch's.

        Examples
        --------
        >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
        >>> sample_sketch(path, n_sets=10, random_seed=1).part(2, 5).n_sets
        3
        """
        begin, end = self.offsets[first], self.offsets[last]
        return replace(
            self,
            offsets=self.offsets[first : last + 1] - begin,
            members=self.members[begin:end],
            dominators=None if self.dominators is None else self.dominators[begin:end],
            first_set=self.first_set + first,
        )

    def halves(self) -> tuple[Sketch, Sketch]:
        """Return the half that chooses and the half, larger by at most one set, that judges what was chosen.

        Examples
        --------
        >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
        >>> [half.n_sets for half in sample_sketch(path, n_sets=5, random_seed=1).halves()]
        [2, 3]
        """
        half = self.n_sets // 2
        return self.part(0, half), self.part(half, self.n_sets)

    def extended(
        self,
        graph: InfluenceGraph,
        n_sets: int,
        *,
        threads: int | None = None,
        cancelled: Event | None = None,
    ) -> Sketch:
        """Return the sketch of `n_sets` sets that begins with these; the same as if drawn at once.

        Raises
        ------
        ParameterError
            When there are more already, or the graph has another number of nodes.

        Examples
        --------
        >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
        >>> sketch = sample_sketch(path, n_sets=10, random_seed=1)
        >>> sketch.extended(path, 25).n_sets
        25
        """
        _check_graph(self, graph)
        if n_sets < self.n_sets:
            raise ParameterError("n_sets", n_sets, f"at least the {self.n_sets} there are")
        more = np.arange(self.first_set + self.n_sets, self.first_set + n_sets)
        drawn = _draw(graph, more, self, threads=threads, cancelled=cancelled)
        return _with_sets(self, _joined([_Sets.of(self), *drawn]))

    def silenced(
        self,
        graph: InfluenceGraph,
        accounts: Sequence[int],
        *,
        index: SetIndex | None = None,
        threads: int | None = None,
    ) -> Sketch:
        """Return the sketch in which these accounts, too, see messages and never pass them on.

        Only the sets that hold one of them are drawn anew. The result is, byte for byte, what `sample_sketch`
        gives with these accounts silent.

        Parameters
        ----------
        graph
            That the sketch was drawn from.
        accounts
            Nodes; they stay in the audience.
        index
            Of this sketch, to find the sets faster.

        Raises
        ------
        ParameterError
            On an account that is no node, or another number of nodes.

        Examples
        --------
        >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
        >>> sketch = sample_sketch(path, n_sets=100, random_seed=1)
        >>> sorted(set(np.diff(sketch.silenced(path, [1]).offsets).tolist()))
        [1, 2]
        """
        _check_graph(self, graph)
        check_nodes(graph, "accounts", accounts)
        touched = self.sets_with(accounts) if index is None else index.sets_of(accounts)
        silent = tuple(sorted({*self.silent, *map(int, accounts)}))
        quieter = replace(self, silent=silent)
        anew = _joined(_draw(graph, touched + self.first_set, quieter, threads=threads))
        return _with_sets(quieter, _spliced(_Sets.of(self), touched, anew))

    def sets_with(self, accounts: Sequence[int]) -> Int64s:
        """Return the numbers of the sets that hold one of the accounts: int64, ascending."""
        marks = np.zeros(self.n, dtype=np.bool_)
        marks[list(accounts)] = True
        return _sets_with(self.offsets, self.members, marks)


class _Sets(NamedTuple):
    """The arrays of a sketch; without trees the dominators are empty."""

    offsets: Int64s
    members: Int32s
    dominators: Int32s

    @classmethod
    def of(cls, sketch: Sketch) -> _Sets:
        trees = sketch.dominators
        return cls(sketch.offsets, sketch.members, np.empty(0, dtype=np.int32) if trees is None else trees)


def _with_sets(sketch: Sketch, sets: _Sets) -> Sketch:
    trees = sketch.dominators is not None
    return replace(
        sketch, offsets=sets.offsets, members=sets.members, dominators=sets.dominators if trees else None
    )


def sample_sketch(
    graph: InfluenceGraph,
    *,
    n_sets: int,
    counting: Counting = "relays",
    trees: bool = True,
    random_seed: int,
    first_set: int = 0,
    silent: Sequence[int] = (),
    threads: int | None = None,
    cancelled: Event | None = None,
) -> Sketch:
    """Draw reverse-reachable sets of roots chosen uniformly, with or without their dominator trees.

    Parameters
    ----------
    graph
        The influence graph.
    n_sets
        At least 0.
    counting
        `relays` or `people`, see `Sketch`.
    trees
        Whether relay values will be asked for; without, it is faster and takes half of the memory.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes for any number of threads.
    first_set
        Number of the first set, at least 0.
    silent
        Accounts that never pass anything on.
    threads
        At least 1; None is one a core.
    cancelled
        Set by somebody else to stop.

    Raises
    ------
    ParameterError
        When an argument is out of its range or the graph too large.
    CancelledError
        When cancelled.

    References
    ----------
    Borgs, Brautbar, Chayes, Lucier: Maximizing social influence in nearly optimal time. SODA 2014.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> sketch = sample_sketch(path, n_sets=1, random_seed=2)
    >>> sketch.members.tolist(), sketch.dominators.tolist()
    ([2, 1, 0], [0, 0, 1])
    """
    if counting not in get_args(Counting):
        raise ParameterError("counting", counting, "relays or people")
    check_random_seed(random_seed)
    for name, number in (("n_sets", n_sets), ("first_set", first_set)):
        if number < 0:
            raise ParameterError(name, number, "at least 0")
    check_nodes(graph, "silent", silent)
    nothing = np.empty(0, dtype=np.int32)
    empty = Sketch(
        n=graph.n,
        counting=counting,
        random_seed=random_seed,
        offsets=np.zeros(1, dtype=np.int64),
        members=nothing,
        dominators=nothing if trees else None,
        first_set=first_set,
        silent=tuple(sorted(set(map(int, silent)))),
    )
    return empty.extended(graph, n_sets, threads=threads, cancelled=cancelled)


def _check_graph(sketch: Sketch, graph: InfluenceGraph) -> None:
    if graph.n != sketch.n:
        raise ParameterError("graph", f"one of {graph.n} nodes", f"the sketch's, of {sketch.n}")


def _draw(
    graph: InfluenceGraph,
    numbers: Int64s,
    sketch: Sketch,
    *,
    threads: int | None,
    cancelled: Event | None = None,
) -> Iterator[_Sets]:
    """Yield the sets of these numbers, of the kind that the sketch holds, chunk by chunk."""
    if graph.n == 0 or not len(numbers):
        yield _Sets(np.zeros(len(numbers) + 1, dtype=np.int64), *[np.empty(0, dtype=np.int32)] * 2)
        return
    draws = draws_of(graph)
    into_root = EXPOSED if sketch.counting == "people" else LIVE
    silent = np.zeros(graph.n if sketch.silent else 0, dtype=np.bool_)
    silent[list(sketch.silent)] = True
    trees = sketch.dominators is not None

    def work(chunk: Int64s) -> _Sets:
        return _Sets(*draw_sets(draws, chunk, sketch.random_seed, RELAYS, -1, into_root, silent, trees))

    first = work(numbers[:_FIRST_CHUNK])
    yield first
    size = max(1, min(_CHUNK * _FIRST_CHUNK // len(first.members), len(numbers) // _CHUNKS))
    chunks = (numbers[at : at + size] for at in range(_FIRST_CHUNK, len(numbers), size))
    yield from in_order(work, chunks, threads=threads, cancelled=cancelled)


def _joined(chunks: Iterable[_Sets]) -> _Sets:
    """Put chunks one after the other, each let go when it is copied."""
    waiting = deque(chunks)
    counts = [np.diff(chunk.offsets) for chunk in waiting]
    offsets = np.concatenate(([0], np.cumsum(np.concatenate(counts)))).astype(np.int64)
    members = np.empty(offsets[-1], dtype=np.int32)
    dominators = np.empty(sum(len(chunk.dominators) for chunk in waiting), dtype=np.int32)
    at = 0
    while waiting:
        chunk = waiting.popleft()
        members[at : at + len(chunk.members)] = chunk.members
        dominators[at : at + len(chunk.dominators)] = chunk.dominators
        at += len(chunk.members)
    return _Sets(offsets, members, dominators)


def _spliced(sets: _Sets, touched: Int64s, anew: _Sets) -> _Sets:
    """Put sets drawn anew in the places of the touched ones."""
    counts = np.diff(sets.offsets)
    counts[touched] = np.diff(anew.offsets)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    members = np.empty(offsets[-1], dtype=np.int32)
    dominators = np.empty(offsets[-1] if len(sets.dominators) else 0, dtype=np.int32)
    _splice(sets, touched, anew, _Sets(offsets, members, dominators))
    return _Sets(offsets, members, dominators)


@kernel
def _splice(sets: _Sets, touched: Int64s, anew: _Sets, into: _Sets) -> None:
    kept = 0
    for i in range(len(touched) + 1):
        end = touched[i] if i < len(touched) else len(sets.offsets) - 1
        _copy(sets, kept, end, into, kept)
        if i < len(touched):
            _copy(anew, i, i + 1, into, end)
        kept = end + 1


@kernel
def _copy(sets: _Sets, first: int, last: int, into: _Sets, place: int) -> None:
    begin, to = sets.offsets[first], into.offsets[place]
    size = sets.offsets[max(first, last)] - begin
    for i in range(size):
        into.members[to + i] = sets.members[begin + i]
        if len(into.dominators):
            into.dominators[to + i] = sets.dominators[begin + i]


@kernel
def _sets_with(offsets: Int64s, members: Int32s, marks: Bools) -> Int64s:
    found, count = np.empty(len(offsets), dtype=np.int64), 0
    for i in range(len(offsets) - 1):
        for at in range(offsets[i], offsets[i + 1]):
            if marks[members[at]]:
                found[count] = i
                count += 1
                break
    return found[:count].copy()
