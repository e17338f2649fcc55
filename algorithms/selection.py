"""Choosing who should start a message, with a certificate of how good the choice is.

    select_seeds(graph, *, k | budget, prices, acceptance, quotas, include, exclude, candidates,
                 already_reached, weights, counting, epsilon, delta, random_seed, sketch | supply, threads,
                 cancelled) -> SeedSelection
    index_sketch(sketch) -> IndexedSketch       kept beside a sketch: choosing again takes milliseconds
    spread_of(indexed, accounts, …) -> Estimate  what any accounts are worth, by the judging half

Half of the reverse-reachable sets choose, the other half judge. The sets that judge had no part in the
choice, so that they bound its spread from below; the sets that chose bound from above what any choice could
have come to. The first over the second is certified. Sets are added until that is as good as asked.

What is proved. With probability at least 1 - delta the spread is at least `lower`, the best spread within the
demands is at most `upper`, and so the choice is at least `ratio` of the best. Sampling may stop at any of 32
sizes, fixed beforehand; the bounds at each have an equal share of delta, so that they hold at all of them
together and it does not matter what led to the one at which it stopped. Sets of one size's judges may choose
at a larger one: bounds at one size need only that its own judges did not choose.

References
----------
Kempe, Kleinberg, Tardos: Maximizing the spread of influence through a social network. KDD 2003,
https://doi.org/10.1145/956750.956769
Tang, Tang, Xiao, Yuan: Online processing algorithms for influence maximization. SIGMOD 2018,
https://doi.org/10.1145/3183713.3183749 (OPIM-C, with its tighter upper bound)
Chen: An issue in the martingale analysis of the influence maximization algorithm IMM. CSoNet 2018,
https://doi.org/10.1007/978-3-030-04648-4_24 (what goes wrong where the sets that choose also judge)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from threading import Event
from typing import NamedTuple

import numpy as np

from algorithms.bounds import mean_at_least, mean_at_most
from algorithms.checks import check_nodes, check_random_seed
from algorithms.constrained_cover import constrained_cover, guarantee
from algorithms.cover import Cover, greedy_cover
from algorithms.demands import Demands, Quota, check_demands, check_per_account
from algorithms.estimates import CI_LEVEL, Estimate, mean_limits
from algorithms.judging import hits, mean_estimate
from algorithms.reverse_reachable import Counting
from algorithms.set_index import SetIndex, Sets, index_sets
from algorithms.sketch import Sketch
from algorithms.supply import Supply
from algorithms.truncated import TruncatedSets
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s

SIZES = tuple(2 * int(256 * 2 ** (j / 2)) for j in range(32))
"""Numbers of sets, both halves together, at which sampling may stop: 512, a step of √2, to 24 million."""

SMALL_GRAPH = 20_000
"""Accounts up to which sets are cheap enough to draw `PLENTY` whatever is asked."""

PLENTY = SIZES.index(2_097_152)
"""A million sets to choose by and a million to judge by."""

PROBES = 32
"""Sets that are looked at first, to see how large they are."""

LARGE = 64
"""Mean members of the probes beyond which sets stop at an account that is taken at once."""

PLENTY_AN_ACCOUNT = 1_500
"""Sets for each account, where that is more: on NetHEPT with p = .01, where a set has 1.05 members, two
million chose 50 seeds worth 66.9, and 24 million seeds worth 72.3."""

PLENTY_OF_MEMBERS = 60_000_000
"""Where that many sets would be larger than this together, fewer are drawn."""

FIRST_SETS = 328
"""In larger graphs, for each account to choose: with half as many the certificate was never enough, with so
many mostly under weighted cascade."""

FEW_MEMBERS = 1_000_000
"""As `PLENTY_OF_MEMBERS`, in larger graphs."""

MOST_MEMBERS = 400_000_000
"""Members of all sets, 1.6 GB; sampling stops there and the certificate says how far it came."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """How good a choice is, compared with the best that the demands allow.

    Parameters
    ----------
    ratio
        The choice is worth at least this share of the best: `lower` / `upper`.
    delta
        Probability that one of the two bounds fails.
    lower
        The choice is worth at least this.
    upper
        No choice that keeps to the demands is worth more.
    n_sets
        Reverse-reachable sets behind it, those that chose and those that judged.
    guarantee
        The share of the best that theory promises for greedy choices under such demands, on the sets that
        choose; None where it promises none.
    """

    ratio: float
    delta: float
    lower: float
    upper: float
    n_sets: int
    guarantee: float | None


@dataclass(frozen=True, slots=True)
class SeedSelection:
    """Accounts to ask, in the order chosen.

    Parameters
    ----------
    seeds
        Accounts, best first; those that had to be included before all others.
    gains
        What each adds to those before her, by the judging sets.
    spread
        What they are worth together, by the judging sets: expected accounts or people, weighted.
    price
        Of all who are asked; None without prices.
    certificate
        None for a choice that was not optimised.
    """

    seeds: tuple[int, ...]
    gains: tuple[Estimate, ...]
    spread: Estimate
    price: float | None
    certificate: Certificate | None


class IndexedSketch(NamedTuple):
    """A sketch as choices read it: the index of the half that chooses, and of the half that judges."""

    sketch: Sketch
    choosing: SetIndex
    judging: SetIndex


def index_sketch(sketch: Sketch) -> IndexedSketch:
    """Index both halves of a sketch by account, for many choices and questions.

    Examples
    --------
    >>> from algorithms.sketch import sample_sketch
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> index_sketch(sample_sketch(path, n_sets=10, random_seed=1)).judging.n_sets
    5
    """
    choosing, judging = sketch.halves()
    return IndexedSketch(sketch, index_sets(choosing), index_sets(judging))


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What being reached is worth, by person.

    Parameters
    ----------
    weights
        float64, n, 0 to 1; None is 1 for everybody.
    scale
        Largest weight that was asked for, by which the others were divided.
    """

    weights: Float64s | None
    scale: float

    @classmethod
    def of(cls, graph: InfluenceGraph, weights: Float64s | None, already_reached: Sequence[int]) -> Worth:
        """Give nobody who is already reached any weight; refuse weights that leave nothing."""
        check_nodes(graph, "already_reached", already_reached)
        if weights is not None:
            check_per_account(graph, "weights", weights, most=np.inf)
        if weights is None and not len(already_reached):
            return cls(None, 1.0)
        person = np.ones(graph.n) if weights is None else np.array(weights, dtype=np.float64)
        person[list(already_reached)] = 0.0
        largest = float(person.max(initial=0.0))
        if largest == 0:
            raise ParameterError("weights", 0, "above 0 for somebody who is not already reached")
        return cls(person / largest, largest)

    def of_sets(self, sets: SetIndex | Sets) -> Float64s:
        """Return what each set is worth: float64, sets."""
        if self.weights is None:
            return np.ones(sets.n_sets)
        roots = sets.roots if isinstance(sets, SetIndex) else sets.members[sets.offsets[:-1]]
        return self.weights[roots]

    def counts(self, acceptance: Float64s | None) -> bool:
        """Tell whether a set counts fully or not at all."""
        return _binary(self.weights) and _binary(acceptance)


def _binary(values: Float64s | None) -> bool:
    return values is None or bool(((values == 0) | (values == 1)).all())


def select_seeds(
    graph: InfluenceGraph,
    *,
    k: int | None = None,
    budget: float | None = None,
    prices: Float64s | None = None,
    acceptance: Float64s | None = None,
    quotas: Sequence[Quota] = (),
    include: Sequence[int] = (),
    exclude: Sequence[int] = (),
    candidates: Sequence[int] | None = None,
    already_reached: Sequence[int] = (),
    weights: Float64s | None = None,
    counting: Counting = "relays",
    epsilon: float = 0.1,
    delta: float | None = None,
    random_seed: int,
    sketch: Sketch | IndexedSketch | None = None,
    supply: Supply | None = None,
    threads: int | None = None,
    cancelled: Event | None = None,
) -> SeedSelection:
    """Choose the accounts to ask so that a message goes as far as it can.

    With only `k`, lists and no acceptance, greedy maximum cover with the OPIM-C certificate: at least
    1 - 1/e - epsilon of the best with probability 1 - delta. Otherwise greedy under the demands, with the
    guarantee that theory gives where it gives one (see `constrained_cover.guarantee`) and the certificate
    computed all the same. An asked account says yes with its own probability; one who says no may still
    pass the message on like anybody else. The prices of all who are asked fit the budget.

    Parameters
    ----------
    graph
        The influence graph.
    k
        Accounts to ask, 1 to 10,000; at most so many where there is a budget too.
    budget, prices
        Money, above 0, and float64, n, finite, at least 0; without prices everybody costs 1.
    acceptance
        float64, n, 0 to 1: probability that an account says yes when asked; None is 1.
    quotas
        Least and greatest numbers by class.
    include, exclude, candidates
        Who must be asked, who must not, and who may (None is everybody).
    already_reached
        People who no longer count.
    weights
        float64, n, at least 0: what reaching each person is worth; None is 1. A target group has 1, others 0.
    counting
        `relays`: spread, accounts that pass the message on; `people`: reach, those who see it.
    epsilon
        Between 0 and 1: how far below the guarantee the certificate may stay.
    delta
        Between 0 and 1; None is 1 / n.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes, for any number of threads.
    sketch
        Sets to use instead of sampling, whatever certificate they give; indexed, they answer again
        in milliseconds.
    supply
        Of this graph, counting and random seed: keeps the sets for the next choice.
    threads, cancelled
        As in `sample_sketch`.

    Raises
    ------
    ParameterError
        When an argument is out of its range, or the demands contradict each other: then with an
        irreducible group of them.
    CancelledError
        When cancelled.

    Examples
    --------
    >>> two_stars = InfluenceGraph.from_edges(6, [0, 0, 3, 3], [1, 2, 4, 5], 1.0)
    >>> found = select_seeds(two_stars, k=2, random_seed=1)
    >>> sorted(found.seeds), found.spread.value, found.certificate.ratio > 0.99
    ([0, 3], 6.0, True)
    """
    demands = Demands(
        k=k,
        budget=budget,
        prices=prices,
        include=tuple(map(int, include)),
        exclude=tuple(map(int, exclude)),
        candidates=candidates,
        quotas=tuple(quotas),
    )
    check_random_seed(random_seed)
    delta = _checked_shares(graph, epsilon, delta)
    reserve = check_demands(graph, demands)
    if acceptance is not None:
        check_per_account(graph, "acceptance", acceptance, most=1.0)
    worth = Worth.of(graph, weights, already_reached)
    question = _Question(graph, demands, reserve, acceptance, worth, delta)
    if sketch is not None:
        return question.answer(_checked_sketch(graph, counting, sketch), GIVEN)[0]
    if supply is None:
        supply = Supply(graph, counting=counting, random_seed=random_seed)
    _check_supply(supply, graph, counting, random_seed)
    return _sampled(question, supply, epsilon, threads, cancelled)


def _checked_shares(graph: InfluenceGraph, epsilon: float, delta: float | None) -> float:
    if graph.n == 0:
        raise ParameterError("graph", "empty", "a graph with at least one account")
    if not 0 < epsilon < 1:
        raise ParameterError("epsilon", epsilon, "between 0 and 1")
    if delta is None:
        return 1 / max(graph.n, 2)
    if not 0 < delta < 1:
        raise ParameterError("delta", delta, "between 0 and 1")
    return delta


def _checked_sketch(
    graph: InfluenceGraph, counting: Counting, given: Sketch | IndexedSketch
) -> Sketch | IndexedSketch:
    sketch = given.sketch if isinstance(given, IndexedSketch) else given
    if sketch.n != graph.n:
        raise ParameterError("sketch", f"of {sketch.n} accounts", f"of this graph of {graph.n}")
    if sketch.counting != counting:
        raise ParameterError("sketch", f"of {sketch.counting}", f"of {counting}")
    if sketch.n_sets < 2:
        raise ParameterError("sketch", f"of {sketch.n_sets} sets", "of at least 2")
    return given


def _check_supply(supply: Supply, graph: InfluenceGraph, counting: Counting, random_seed: int) -> None:
    if supply.graph is not graph:
        raise ParameterError("supply", "of another graph", "of this one")
    if (supply.counting, supply.random_seed) != (counting, random_seed):
        kind = f"of {supply.counting} by random seed {supply.random_seed}"
        raise ParameterError("supply", kind, f"of {counting} by random seed {random_seed}")


def _sampled(
    question: _Question,
    supply: Supply,
    epsilon: float,
    threads: int | None,
    cancelled: Event | None,
) -> SeedSelection:
    probes = supply.sets(PROBES, threads=threads, cancelled=cancelled)
    drawn: Sketch | TruncatedSets = probes
    if question.may_truncate() and supply.counting == "relays" and len(probes.members) > LARGE * PROBES:
        drawn = _truncated(question.graph, probes, supply.random_seed, question.demands)
    at, chances = _first_size(drawn, question.demands), FIRST_CHANCES
    while True:
        if isinstance(drawn, TruncatedSets):
            drawn = drawn.extended(question.graph, SIZES[at], threads=threads, cancelled=cancelled)
        else:
            drawn = supply.sets(SIZES[at], threads=threads, cancelled=cancelled)
        found, hit = question.answer(drawn, chances, supply.index)
        at = _next_size(question, found, hit, at, epsilon)
        chances = LATER_CHANCES
        if at >= len(SIZES) or SIZES[at] * len(drawn.members) > MOST_MEMBERS * drawn.n_sets:
            return found


def _truncated(graph: InfluenceGraph, probes: Sketch, random_seed: int, demands: Demands) -> TruncatedSets:
    # Only choosing depends on who the sentinel is, and the sets that follow do not depend on the probes.
    # Of those in half as many probes as anybody, who has most listeners is met soonest.
    hits_of = np.where(demands.allowed(graph.n), np.bincount(probes.members, minlength=graph.n), 0)
    sentinel = int(np.argmax(np.where(2 * hits_of >= hits_of.max(), np.diff(graph.out_offsets), -1)))
    none = np.empty(0, dtype=np.int32)
    return TruncatedSets(graph.n, sentinel, random_seed, PROBES, np.zeros(1, dtype=np.int64), none)


def plenty(n: int) -> int:
    """Return how many sets are drawn in a small graph of n accounts, unless they are too large.

    Examples
    --------
    >>> plenty(10), plenty(10_000)
    (2097152, 15000000)
    """
    return max(SIZES[PLENTY], PLENTY_AN_ACCOUNT * n)


def _first_size(drawn: Sketch | TruncatedSets, demands: Demands) -> int:
    # What the first few sets cost decides; they are among those that choose, so that the judges know nothing.
    if drawn.n <= SMALL_GRAPH:
        wanted, members = plenty(drawn.n), PLENTY_OF_MEMBERS
    else:
        wanted, members = FIRST_SETS * (demands.k or 1), FEW_MEMBERS
    affordable = members * drawn.n_sets // len(drawn.members) if drawn.n_sets else wanted
    return max(bisect_right(SIZES, min(wanted, affordable)) - 1, 0)


class _Chances(NamedTuple):
    """Which share of delta the bounds have, and which share of .05 the interval."""

    bounds: float
    interval: float


GIVEN = _Chances(1.0, 1.0)
FIRST_CHANCES = _Chances(1 / len(SIZES), 0.9)
LATER_CHANCES = _Chances(1 / len(SIZES), 0.1 / len(SIZES))


class _Hit(NamedTuple):
    """Shares of sets: hit by the choice as the judges say, and the bound of any choice."""

    judged: float
    bound: float
    n: int
    counts: bool

    def ratio(self, failure: float, growth: float = 1.0) -> float:
        """Return what is certified, or probably would be with so many times as many sets.

        More sets narrow both bounds, and the choice flatters itself less: what its own sets say beyond the
        judges falls like one over the root of their number, down to what its bound leaves open.
        """
        settled = min(self.bound, self.judged / USUAL)
        bound = settled + (self.bound - settled) / sqrt(growth)
        n = int(self.n * growth)
        upper = mean_at_most(bound * n, n, failure=failure, counts=self.counts)
        lower = mean_at_least(self.judged * n, n, failure=failure, counts=self.counts)
        return min(lower / upper, 1.0)


USUAL = 0.95
"""What is hit, over its bound, once there are very many sets: .9 to .99 on all graphs tried."""

STEPS = 8
"""Sizes ahead of the present one that are thought of: 16 times as many sets."""


def _next_size(question: _Question, found: SeedSelection, hit: _Hit, at: int, epsilon: float) -> int:
    """Return the size at which the certificate will probably do; beyond all sizes where this one does."""
    target = (guarantee(question.demands) or 1 / 3) - epsilon
    failure = question.delta * LATER_CHANCES.bounds / 2
    certificate = found.certificate
    assert certificate is not None  # noqa: S101  # every answer has one
    if certificate.ratio >= target or certificate.lower >= (1 - epsilon / 2) * found.spread.value > 0:
        return len(SIZES)
    for ahead in range(1, STEPS):
        if hit.ratio(failure, 2 ** (ahead / 2)) >= target:
            return at + ahead
    return at + STEPS


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    graph: InfluenceGraph
    demands: Demands
    reserve: Sequence[int]
    acceptance: Float64s | None
    worth: Worth
    delta: float

    def answer(
        self,
        sets: Sketch | IndexedSketch | TruncatedSets,
        chances: _Chances,
        index: Callable[[Sketch], SetIndex] = index_sets,
    ) -> tuple[SeedSelection, _Hit]:
        """Choose on one half, judge by the other."""
        if isinstance(sets, IndexedSketch):
            cover = self._choose(sets.choosing)
            return self._judge(cover, sets.choosing.n_sets, sets.judging, chances)
        first, second = sets.halves()
        if isinstance(first, TruncatedSets):
            cover = self._choose_by_number(first, first=(first.sentinel,))
        elif self._by_number():
            cover = self._choose_by_number(first)
        else:
            cover = self._choose(index(first))
        return self._judge(cover, first.n_sets, second, chances)

    def _by_number(self) -> bool:
        plain = self.acceptance is None and self.worth.weights is None
        return plain and self.demands.budget is None and not self.demands.quotas

    def may_truncate(self) -> bool:
        """Tell whether sets may stop at an account that is taken at once."""
        return self._by_number() and not self.demands.include and self.graph.n > SMALL_GRAPH

    def _choose_by_number(self, sets: Sketch | TruncatedSets, first: tuple[int, ...] = ()) -> Cover:
        demands = self.demands
        assert demands.k is not None  # noqa: S101  # there is no budget
        return greedy_cover(
            sets,
            k=demands.k,
            allowed=demands.allowed(sets.n),
            include=(*demands.include, *first),
            places=demands.k - len(demands.include),
        )

    def _choose(self, index: SetIndex) -> Cover:
        weights = self.worth.of_sets(index)
        return constrained_cover(index, weights, self.acceptance, self.demands, self.reserve)

    def _judge(
        self, cover: Cover, choosing_sets: int, judging: SetIndex | Sets, chances: _Chances
    ) -> tuple[SeedSelection, _Hit]:
        values, added = hits(judging, cover.accounts, self.acceptance, self.worth.of_sets(judging))
        n, scale = judging.n_sets, self.graph.n * self.worth.scale
        counts = self.worth.counts(self.acceptance)
        hit = _Hit(float(values.sum()) / n, cover.bound / choosing_sets, n, counts)
        failure = self.delta * chances.bounds / 2
        lower = scale * mean_at_least(float(values.sum()), n, failure=failure, counts=counts)
        upper = scale * mean_at_most(cover.bound, choosing_sets, failure=failure, counts=counts)
        prices = self.demands.prices
        found = SeedSelection(
            seeds=cover.accounts,
            gains=_gains(added, n, scale),
            spread=mean_estimate(
                values, scale=scale, counts=counts, failure=(1 - CI_LEVEL) * chances.interval
            ),
            price=None if prices is None else float(np.sum(np.asarray(prices)[list(cover.accounts)])),
            certificate=Certificate(
                ratio=min(lower / upper, 1.0),
                delta=self.delta,
                lower=lower,
                upper=upper,
                n_sets=choosing_sets + n,
                guarantee=guarantee(self.demands),
            ),
        )
        return found, hit


def _gains(added: Float64s, n: int, scale: float) -> tuple[Estimate, ...]:
    total, squares, largest = added.T
    low, high = mean_limits(total, squares, np.where(largest > 0, largest, 1.0), n)
    rows = zip(total / n, low, np.minimum(high, 1.0), strict=True)
    return tuple(
        Estimate(scale * x, scale * below, scale * above, n)
        for x, below, above in np.array(list(rows)).tolist()
    )


def spread_of(
    indexed: IndexedSketch,
    accounts: Sequence[int],
    *,
    acceptance: Float64s | None = None,
    worth: Worth | None = None,
) -> Estimate:
    """Estimate what some accounts are worth when asked together, by the half that judges.

    Examples
    --------
    >>> from algorithms.sketch import sample_sketch
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> spread_of(index_sketch(sample_sketch(path, n_sets=10, random_seed=1)), [0]).value
    3.0
    """
    worth = worth or Worth(None, 1.0)
    values, _ = hits(indexed.judging, accounts, acceptance, worth.of_sets(indexed.judging))
    return mean_estimate(values, scale=indexed.sketch.n * worth.scale, counts=worth.counts(acceptance))
