"""Greedy cover with weights, prices and accounts that may say no, which looks again at leading accounts only.

Each asked account v says yes with its own probability q(v), on her own. A set of weight w is then hit with
probability 1 - Π (1 - q(v)) over the asked accounts in it, so that asking A is worth, in expectation,

    f(A) = Σ over sets  w · (1 - Π over v in A and in the set (1 - q(v)))

which is monotone and submodular: gains only fall. A gain seen earlier is a bound of the gain now, and whoever
leads with a gain that was just computed is the best (Minoux).

References
----------
Minoux: Accelerated greedy algorithms for maximizing submodular set functions. Optimization Techniques, 1978.
Leskovec, Krause, Guestrin, Faloutsos, VanBriesen, Glance: Cost-effective outbreak detection in networks. KDD
2007, https://doi.org/10.1145/1281192.1281239
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Self

import numpy as np

from algorithms.cover import Marks
from algorithms.kernels import kernel, prefetch
from algorithms.set_index import SetIndex
from graph.records import Bools, Float64s, Int32s, Int64s

OUT, WAITING = 0, 1
FREE = 1e-9
"""The price, in comparisons only, of who costs nothing."""

TIERS = 48
"""Powers of two that first bounds are told apart by; whoever is further below the largest is in the last."""

_AHEAD = 16  # accounts between asking for memory and using it


class Bounds(NamedTuple):
    """Upper bounds of gains per cost.

    `bound` (float64, n); `fresh` (int32, n), at which turn it was exact, from 1. `order` (int32) lists who
    could gain anything by tiers of the first bounds: those of tier t are `order[ends[t]:ends[t + 1]]`, their
    bounds are below `limits[t]`, which halves from tier to tier.
    """

    bound: Float64s
    fresh: Int32s
    order: Int32s
    ends: Int64s
    limits: Float64s

    @classmethod
    def of(cls, n: int) -> Self:
        """Return room for those of n accounts."""
        return cls(
            bound=np.empty(n),
            fresh=np.zeros(n, dtype=np.int32),
            order=np.empty(n, dtype=np.int32),
            ends=np.zeros(TIERS + 1, dtype=np.int64),
            limits=np.empty(TIERS),
        )


class Queue(NamedTuple):
    """Accounts by a bound of their gain per cost, largest first, ties by number.

    `state` (int8, n); `keys` (float64, n) and `heap` (int32, n), of which the first `size[0]` count: bounds
    as they were when they were entered, and whose. Tiers from `size[1]` on wait outside the heap, which
    therefore stays small.
    """

    state: Marks
    keys: Float64s
    heap: Int32s
    size: Int64s

    @classmethod
    def of(cls, allowed: Bools) -> Self:
        """Let all allowed accounts wait."""
        n = len(allowed)
        return cls(allowed.astype(np.int8), np.empty(n), np.empty(n, dtype=np.int32), np.zeros(2, np.int64))


class Asking(NamedTuple):
    """What asking accounts is worth.

    `acceptance` and `prices` (float64, n, or one number for all): prices are paid, gains are compared per
    price and `place`, or as they are where that is infinite. `left` (float64, sets) is what a set is still
    worth: its weight times the probability that nobody hits it yet.
    """

    sets: SetIndex
    acceptance: Float64s
    prices: Float64s
    place: float
    left: Float64s


class LazyCover:
    """Who gains most per cost, choice after choice.

    Parameters
    ----------
    index
        Of the sets.
    weights
        float64, sets: what each set is worth, 0 to 1.
    acceptance
        float64, 0 to 1, and
    prices
        float64, at least 0: n each, or one number that holds for everybody.
    allowed
        bool, n: who may be asked.
    place
        At least 0: what each account counts for beside its price when gains are compared per cost. Infinite,
        they are compared as they are.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from algorithms.set_index import index_sets
    >>> members = np.array([0, 1, 1], dtype=np.int32)
    >>> two = SimpleNamespace(n=2, n_sets=2, offsets=np.array([0, 2, 3]), members=members)
    >>> ones = np.ones(2)
    >>> cover = LazyCover(index_sets(two), ones, ones / 2, ones, ones > 0, place=np.inf)
    >>> cover.best(), cover.take(1), cover.take(0)
    (1, 1.0, 0.25)
    """

    def __init__(
        self,
        index: SetIndex,
        weights: Float64s,
        acceptance: Float64s,
        prices: Float64s,
        allowed: Bools,
        *,
        place: float,
    ) -> None:
        prices, acceptance = (np.require(given, np.float64, ["C", "W"]) for given in (prices, acceptance))
        self.asking = Asking(index, acceptance, prices, float(place), weights.copy())
        self.bounds = Bounds.of(index.n)
        # Nobody gains more than by hitting all of her sets at the largest weight.
        self.cheapest = _set_bounds(self.asking, allowed, float(weights.max(initial=0.0)), self.bounds)
        self.queue = Queue.of(allowed)
        self.turn = 1
        self.total = 0.0

    def best(
        self, *, affordable: float = np.inf, released: float = 0.0, standing_in: Bools | None = None
    ) -> int | None:
        """Take out of the queue who gains most per cost; None where nobody gains anything.

        Parameters
        ----------
        affordable
            Whoever costs more is left out for good,
        released
            but not who stands in for somebody and costs at most so much more.
        standing_in
            bool, n; None is nobody.
        """
        if affordable + released < self.cheapest:
            return None
        marks = np.empty(0, dtype=np.bool_) if standing_in is None else standing_in
        return self._next(self.queue, affordable=affordable, released=released, standing_in=marks)

    def best_towards(self, missing: float) -> int | None:
        """Take out of the queue who gains most per cost when no gain counts for more than is missing.

        A cover that was asked this way cannot be asked another: its bounds hold for this one only.
        """
        return self._next(self.queue, most=missing)

    def bar(self, accounts: Bools) -> None:
        """Take some accounts out for good."""
        self.queue.state[accounts] = OUT

    def take(self, account: int) -> float:
        """Ask an account; return what it gains."""
        gain = float(_take(self.asking, account))
        self.queue.state[account] = OUT
        self.turn += 1
        self.total += gain
        return gain

    def gains(self, allowed: Bools) -> Iterator[tuple[int, float]]:
        """Iterate over some of the allowed and what each would gain now, by gain per cost."""
        queue, prices = Queue.of(allowed), self.asking.prices
        while (account := self._next(queue)) is not None:
            cost = _cost(float(prices[account if len(prices) > 1 else 0]), self.asking.place)
            yield account, float(self.bounds.bound[account] * cost)

    def _next(
        self,
        queue: Queue,
        *,
        affordable: float = np.inf,
        released: float = 0.0,
        standing_in: Bools = np.empty(0, dtype=np.bool_),  # noqa: B008  # never written to
        most: float = np.inf,
    ) -> int | None:
        account = _next_best(
            self.asking, self.bounds, queue, self.turn, affordable, released, standing_in, most
        )
        return int(account) if account >= 0 else None


@kernel
def _of(values: Float64s, account: int) -> float:
    return float(values[account if len(values) > 1 else 0])


@kernel
def _cost(price: float, place: float) -> float:
    return 1.0 if place == np.inf else max(price + place, FREE)


@kernel
def _set_bounds(asking: Asking, allowed: Bools, most: float, bounds: Bounds) -> float:
    """Set all bounds and their order; return the lowest price of who is allowed."""
    starts, bound, ends, cheapest = asking.sets.starts, bounds.bound, bounds.ends, np.inf
    bits = bound.view(np.int64)  # of positive numbers: the exponent begins at bit 52
    accounts_by_exponent = np.zeros(2048, dtype=np.int64)
    for v in range(len(bound)):
        price = _of(asking.prices, v)
        gain = (starts[v + 1] - starts[v]) * most * _of(asking.acceptance, v) if allowed[v] else 0.0
        bound[v] = gain / _cost(price, asking.place)
        if bound[v] > 0:
            accounts_by_exponent[np.uint64(bits[v]) >> np.uint64(52)] += 1
        if allowed[v]:
            cheapest = min(cheapest, price)
    first = np.flatnonzero(accounts_by_exponent)[-1] if accounts_by_exponent.any() else 0
    for exponent in range(first + 1):
        ends[min(first - exponent, TIERS - 1) + 1] += accounts_by_exponent[exponent]
    for tier in range(TIERS):
        ends[tier + 1] += ends[tier]
        bounds.limits[tier] = 2.0 ** (first - 1022 - tier)
    places = ends.copy()
    for v in range(len(bound)):
        if bound[v] > 0:
            tier = min(first - (bits[v] >> 52), TIERS - 1)
            bounds.order[places[tier]] = v
            places[tier] += 1
    return cheapest


@kernel
def _next_best(
    asking: Asking,
    bounds: Bounds,
    queue: Queue,
    turn: int,
    affordable: float,
    released: float,
    standing_in: Bools,
    most: float,
) -> int:
    while True:
        tier = queue.size[1]
        if queue.size[0] == 0 or (tier < TIERS and queue.keys[0] < bounds.limits[tier]):
            if tier == TIERS:
                return -1
            _admit(asking, bounds, queue, affordable, released, standing_in)
            continue
        account = queue.heap[0]
        if queue.state[account] == OUT or _too_dear(asking, account, affordable, released, standing_in):
            queue.state[account] = OUT
            _pop(queue)
        elif bounds.bound[account] == queue.keys[0] and bounds.fresh[account] == turn:
            _pop(queue)
            queue.state[account] = OUT
            return int(account)
        else:
            if bounds.fresh[account] < turn:
                bounds.bound[account] = min(_gain(asking, account), most)
                bounds.bound[account] /= _cost(_of(asking.prices, account), asking.place)
                bounds.fresh[account] = turn
            queue.keys[0] = bounds.bound[account]
            if queue.keys[0] > 0:
                _sift_down(queue, 0)
            else:
                queue.state[account] = OUT
                _pop(queue)


@kernel
def _gain(asking: Asking, account: int) -> float:
    index = asking.sets
    total = 0.0
    for j in range(index.starts[account], index.starts[account + 1]):
        total += asking.left[index.sets[j]]
    return total * _of(asking.acceptance, account)


@kernel
def _take(asking: Asking, account: int) -> float:
    index = asking.sets
    gain, yes = 0.0, _of(asking.acceptance, account)
    for j in range(index.starts[account], index.starts[account + 1]):
        s = index.sets[j]
        gain += asking.left[s]
        asking.left[s] *= 1.0 - yes
    return gain * yes


@kernel
def _too_dear(asking: Asking, account: int, affordable: float, released: float, standing_in: Bools) -> bool:
    beyond = _of(asking.prices, account) - affordable
    return beyond > 0 and (beyond > released or len(standing_in) == 0 or not standing_in[account])


@kernel
def _admit(
    asking: Asking, bounds: Bounds, queue: Queue, affordable: float, released: float, standing_in: Bools
) -> None:
    """Let in the next tier of those who wait."""
    tier = queue.size[1]
    queue.size[1] += 1
    for i in range(bounds.ends[tier], bounds.ends[tier + 1]):
        ahead = bounds.order[min(i + _AHEAD, len(bounds.order) - 1)]
        prefetch(bounds.bound, ahead)
        prefetch(queue.state, ahead)
        prefetch(asking.prices, ahead)
        account = bounds.order[i]
        if queue.state[account] == OUT or bounds.bound[account] == 0:
            continue
        if not _too_dear(asking, account, affordable, released, standing_in):
            queue.keys[queue.size[0]], queue.heap[queue.size[0]] = bounds.bound[account], account
            queue.size[0] += 1
            _sift_up(queue, queue.size[0] - 1)


@kernel
def _before(key: float, account: int, queue: Queue, at: int) -> bool:
    """Tell whether an entry comes before the one at a place."""
    return bool(key > queue.keys[at] or (key == queue.keys[at] and account < queue.heap[at]))


@kernel
def _sift_up(queue: Queue, at: int) -> None:
    key, account = queue.keys[at], queue.heap[at]
    while at > 0:
        above = (at - 1) // 2
        if not _before(key, account, queue, above):
            break
        queue.keys[at], queue.heap[at] = queue.keys[above], queue.heap[above]
        at = above
    queue.keys[at], queue.heap[at] = key, account


@kernel
def _sift_down(queue: Queue, at: int) -> None:
    key, account, size = queue.keys[at], queue.heap[at], queue.size[0]
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and _before(queue.keys[below + 1], queue.heap[below + 1], queue, below):
            below += 1
        if _before(key, account, queue, below):
            break
        queue.keys[at], queue.heap[at] = queue.keys[below], queue.heap[below]
        at = below
    queue.keys[at], queue.heap[at] = key, account


@kernel
def _pop(queue: Queue) -> None:
    queue.size[0] -= 1
    last = queue.size[0]
    if last > 0:
        queue.keys[0], queue.heap[0] = queue.keys[last], queue.heap[last]
        _sift_down(queue, 0)
