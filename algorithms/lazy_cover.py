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

from algorithms.cover import Marks, SetIndex
from algorithms.kernels import kernel
from graph.records import Bools, Float64s, Int32s, Int64s

OUT, WAITING, QUEUED = 0, 1, 2
FREE = 1e-9
"""The price, in comparisons only, of who costs nothing."""


class Queue(NamedTuple):
    """Accounts by a bound of their gain per cost, largest first, ties by number.

    `bound` (float64, n); `fresh` (int32, n), after how many choices the bound was exact; `state` (int8,
    n); `heap` (int32, n), of which the first `size[0]` count. Whoever's bound is below `threshold[0]`
    waits outside the heap, which therefore stays small.
    """

    bound: Float64s
    fresh: Int32s
    state: Marks
    heap: Int32s
    size: Int64s
    threshold: Float64s

    @classmethod
    def of(cls, bound: Float64s, fresh: Int32s, allowed: Bools) -> Self:
        """Let all allowed accounts wait."""
        return cls(
            bound=bound,
            fresh=fresh,
            state=allowed.astype(np.int8),
            heap=np.empty(len(bound), dtype=np.int32),
            size=np.zeros(1, dtype=np.int64),
            threshold=np.array([np.inf]),
        )


class Asking(NamedTuple):
    """What asking accounts is worth.

    `acceptance`, `cost` and `prices` (float64, n): gains are compared per cost, prices are paid. `left`
    (float64, sets) is what a set is still worth: its weight times the probability that nobody hits it yet.
    """

    sets: SetIndex
    acceptance: Float64s
    cost: Float64s
    prices: Float64s
    left: Float64s


class LazyCover:
    """Who gains most per cost, choice after choice.

    Parameters
    ----------
    index
        Of all accounts.
    weights
        float64, sets: what each set is worth, 0 to 1.
    acceptance
        float64, n, 0 to 1.
    prices
        float64, n, at least 0.
    allowed
        bool, n: who may be asked.
    per_price
        Whether gains are compared per price; else as they are.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from algorithms.cover import index_sets
    >>> two = SimpleNamespace(n=2, offsets=np.array([0, 2, 3]), members=np.array([0, 1, 1], dtype=np.int32))
    >>> ones = np.ones(2)
    >>> cover = LazyCover(index_sets(two), ones, ones / 2, ones, ones > 0, per_price=False)
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
        per_price: bool,
    ) -> None:
        cost = np.maximum(prices, FREE) if per_price else np.ones(len(prices))
        self.asking = Asking(index, acceptance, cost, prices, weights.copy())
        # Nobody gains more than by hitting all of her sets at the largest weight.
        most = float(weights.max(initial=0.0))
        bound = np.diff(index.starts) * acceptance * most / cost
        self.queue = Queue.of(bound, np.full(len(bound), -1, dtype=np.int32), allowed)
        self.taken = 0
        self.total = 0.0

    def best(self, *, affordable: float = np.inf) -> int | None:
        """Take out of the queue who gains most per cost; None where nobody gains anything."""
        account = int(_next_best(self.asking, self.queue, self.taken, affordable, np.inf))
        return account if account >= 0 else None

    def best_towards(self, missing: float) -> int | None:
        """Take out of the queue who gains most per cost when no gain counts for more than is missing."""
        account = int(_next_best(self.asking, self.queue, self.taken, np.inf, missing))
        return account if account >= 0 else None

    def bar(self, accounts: Bools) -> None:
        """Take some accounts out for good."""
        self.queue.state[accounts] = OUT

    def take(self, account: int) -> float:
        """Ask an account; return what it gains."""
        gain = float(_take(self.asking, account))
        self.queue.state[account] = OUT
        self.taken += 1
        self.total += gain
        return gain

    def gains(self, allowed: Bools) -> Iterator[tuple[int, float]]:
        """Iterate over allowed accounts and what each would gain now, by gain per cost; queue unchanged."""
        queue = Queue.of(self.queue.bound.copy(), self.queue.fresh.copy(), allowed)
        while (account := int(_next_best(self.asking, queue, self.taken, np.inf, np.inf))) >= 0:
            yield account, float(queue.bound[account] * self.asking.cost[account])


@kernel
def _next_best(asking: Asking, queue: Queue, taken: int, affordable: float, most: float) -> int:
    while True:
        if queue.size[0] == 0 and not _admit(queue, asking.prices, affordable):
            return -1
        account = queue.heap[0]
        if queue.bound[account] < queue.threshold[0] and _admit(queue, asking.prices, affordable):
            continue
        if queue.state[account] == OUT or asking.prices[account] > affordable:
            queue.state[account] = OUT
            _pop(queue)
        elif queue.fresh[account] == taken:
            _pop(queue)
            queue.state[account] = OUT
            return int(account)
        else:
            queue.bound[account] = min(_gain(asking, account), most) / asking.cost[account]
            queue.fresh[account] = taken
            if queue.bound[account] > 0:
                _sift_down(queue, 0)
            else:
                queue.state[account] = OUT
                _pop(queue)


@kernel
def _gain(asking: Asking, account: int) -> float:
    index = asking.sets
    p = index.place[account]
    total = 0.0
    for j in range(index.starts[p], index.starts[p + 1]):
        total += asking.left[index.sets[j]]
    return total * float(asking.acceptance[account])


@kernel
def _take(asking: Asking, account: int) -> float:
    index = asking.sets
    p = index.place[account]
    gain, no = 0.0, 1.0 - asking.acceptance[account]
    for j in range(index.starts[p], index.starts[p + 1]):
        s = index.sets[j]
        gain += asking.left[s]
        asking.left[s] *= no
    return gain * float(asking.acceptance[account])


@kernel
def _admit(queue: Queue, prices: Float64s, affordable: float) -> bool:
    # Lets in the next tier of those who wait and can be paid; False where nobody with a gain waits.
    top = 0.0
    for v in range(len(queue.bound)):
        if queue.state[v] == WAITING:
            if prices[v] > affordable:
                queue.state[v] = OUT
            else:
                top = max(top, queue.bound[v])
    if top <= 0:
        queue.threshold[0] = 0.0
        return False
    queue.threshold[0] = top / 2
    for v in range(len(queue.bound)):
        if queue.state[v] == WAITING and queue.bound[v] >= top / 2:
            queue.state[v] = QUEUED
            queue.heap[queue.size[0]] = v
            queue.size[0] += 1
            _sift_up(queue, queue.size[0] - 1)
    return True


@kernel
def _before(queue: Queue, a: int, b: int) -> bool:
    return queue.bound[a] > queue.bound[b] or (queue.bound[a] == queue.bound[b] and a < b)


@kernel
def _sift_up(queue: Queue, at: int) -> None:
    account = queue.heap[at]
    while at > 0:
        above = (at - 1) // 2
        if not _before(queue, account, queue.heap[above]):
            break
        queue.heap[at] = queue.heap[above]
        at = above
    queue.heap[at] = account


@kernel
def _sift_down(queue: Queue, at: int) -> None:
    account, size = queue.heap[at], queue.size[0]
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and _before(queue, queue.heap[below + 1], queue.heap[below]):
            below += 1
        if not _before(queue, queue.heap[below], account):
            break
        queue.heap[at] = queue.heap[below]
        at = below
    queue.heap[at] = account


@kernel
def _pop(queue: Queue) -> None:
    queue.size[0] -= 1
    if queue.size[0] > 0:
        queue.heap[0] = queue.heap[queue.size[0]]
        _sift_down(queue, 0)
