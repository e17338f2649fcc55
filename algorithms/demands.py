"""What a choice of accounts has to keep to: number, budget, lists, quotas and minimums by class.

Choices are made with a plan B in hand: a *reserve* of accounts that completes what is chosen so far to a
choice that keeps to everything. Nobody is taken unless some reserve remains, so that no choice ends in a dead
end.

References
----------
El Halabi, Mitrović, Norouzi-Fard, Tardos, Tarnawski: Fairness in streaming submodular maximization:
algorithms and hardness. NeurIPS 2020, https://arxiv.org/abs/2010.07431 (what can be completed to keep to
minimums and maximums of one division is a matroid).
Junker: QuickXplain: preferred explanations and relaxations for over-constrained problems. AAAI 2004.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isfinite

import numpy as np

from algorithms.checks import check_nodes
from algorithms.kernels import kernel
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s, Int32s

MOST_SEEDS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Quota:
    """How many accounts of each class of one division may, or must, be asked.

    Parameters
    ----------
    name
        What divides the accounts: tier, platform, community.
    labels
        int32, n: each account's class, -1 for none.
    at_least, at_most
        By class; a class that is left out has no limit.
    classes
        What messages call a class; its number where left out.

    Examples
    --------
    >>> Quota("tier", np.array([0, 0, 1], dtype=np.int32), at_most={0: 1}).at_least
    {}
    """

    name: str
    labels: Int32s
    at_least: Mapping[int, int] = field(default_factory=dict)
    at_most: Mapping[int, int] = field(default_factory=dict)
    classes: Mapping[int, str] = field(default_factory=dict)

    def called(self, label: int) -> str:
        """Return what messages call a class."""
        return self.classes.get(label, str(label))

    def clauses(self) -> list[Clause]:
        """Return its limits one by one."""
        return [
            Clause(
                f"{self.name} {self.called(label)}: at {bound} {number}",
                self,
                label,
                number,
                bound == "least",
            )
            for bound, limits in (("least", self.at_least), ("most", self.at_most))
            for label, number in limits.items()
        ]


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One limit of a quota."""

    name: str
    quota: Quota
    label: int
    number: int
    at_least: bool


@dataclass(frozen=True, slots=True, eq=False)
class Demands:
    """Everything that a choice has to keep to.

    Parameters
    ----------
    k
        Accounts to take, 1 to 10,000; None is as many as the budget buys.
    budget
        The prices of all who are asked sum to at most this, above 0.
    prices
        float64, n, finite, at least 0; None is 1 each. Only looked at under a budget.
    include, exclude
        Accounts that must, or must not, be asked.
    candidates
        Who may be asked; None is everybody.
    quotas
        Limits by class.
    """

    k: int | None = None
    budget: float | None = None
    prices: Float64s | None = None
    include: Sequence[int] = ()
    exclude: Sequence[int] = ()
    candidates: Sequence[int] | None = None
    quotas: Sequence[Quota] = ()

    def price_of(self, n: int) -> Float64s:
        """Return every account's price; not to be written to."""
        return np.broadcast_to(1.0, n) if self.prices is None else np.asarray(self.prices, dtype=np.float64)

    def allowed(self, n: int) -> Bools:
        """Return who may be asked besides those of `include`."""
        allowed = np.ones(n, dtype=np.bool_)
        if self.candidates is not None:
            allowed[:] = False
            allowed[list(self.candidates)] = True
        allowed[list(self.exclude)] = False
        allowed[list(self.include)] = False
        if self.budget is not None:
            allowed &= self.price_of(n) <= self.budget
        return allowed


def check_demands(graph: InfluenceGraph, demands: Demands) -> list[int]:
    """Refuse demands that are out of range, or that cannot be met together.

    Returns
    -------
    list of int
        Accounts that meet all minimums beside those of `include`.

    Raises
    ------
    ParameterError
        Naming the argument; for demands that contradict each other, a group of them that is irreducible:
        without any one of them the others could be met.

    Examples
    --------
    >>> check_demands(InfluenceGraph.from_edges(2, [0], [1], 0.5), Demands(k=1))
    []
    """
    _check_ranges(graph, demands)
    reserve = find_reserve(graph.n, demands)
    if reserve is None:
        group = contradiction(graph.n, demands)
        raise ParameterError("demands", group, "able to hold together")
    return reserve


def _check_ranges(graph: InfluenceGraph, demands: Demands) -> None:
    for name in ("include", "exclude", "candidates"):
        check_nodes(graph, name, getattr(demands, name) or ())
    if len(set(demands.include)) < len(demands.include):
        raise ParameterError("include", list(demands.include), "accounts given once each")
    if demands.k is None and demands.budget is None:
        raise ParameterError("k", None, "given where no budget is")
    if demands.budget is not None and not 0 < demands.budget < inf:
        raise ParameterError("budget", demands.budget, "above 0 and finite")
    if demands.prices is not None:
        check_per_account(graph, "prices", demands.prices, most=inf)
    for quota in demands.quotas:
        _check_quota(graph, quota)
    _check_k(graph, demands)


def _check_k(graph: InfluenceGraph, demands: Demands) -> None:
    if demands.k is not None and not 1 <= demands.k <= MOST_SEEDS:
        raise ParameterError("k", demands.k, f"from 1 to {MOST_SEEDS}")
    possible = int(demands.allowed(graph.n).sum()) + len(demands.include)
    if demands.k is not None and demands.budget is None and demands.k > possible:
        raise ParameterError("k", demands.k, f"at most the number of candidates, {possible}")


def _check_quota(graph: InfluenceGraph, quota: Quota) -> None:
    if np.shape(quota.labels) != (graph.n,):
        raise ParameterError("quotas", quota.name, f"a class for each of {graph.n} accounts")
    for label, number in (*quota.at_least.items(), *quota.at_most.items()):
        if number < 0:
            raise ParameterError(
                "quotas", f"{quota.name} {label}: {number}", "numbers of accounts, at least 0"
            )


def check_per_account(graph: InfluenceGraph, name: str, values: Float64s, *, most: float) -> None:
    """Refuse an array that is not one finite number an account, from 0 to `most`; the first bad one is named.

    Raises
    ------
    ParameterError
        Naming the argument, the value and whose it is.

    Examples
    --------
    >>> two = InfluenceGraph.from_edges(2, [0], [1], 0.5)
    >>> check_per_account(two, "prices", np.array([1.0, -1.0]), most=np.inf)
    Traceback (most recent call last):
        ...
    graph.errors.ParameterError: prices must be finite, at least 0, not '-1.0 (account 1)'
    """
    values = np.asarray(values)
    if values.shape != (graph.n,):
        raise ParameterError(
            name, f"an array of shape {values.shape}", f"one number for each of {graph.n} accounts"
        )
    good = np.isfinite(values) & (values >= 0) & (values <= most)
    if not good.all():
        worst = int(np.flatnonzero(~good)[0])
        requirement = f"from 0 to {most:g}" if isfinite(most) else "finite, at least 0"
        raise ParameterError(name, f"{values[worst]} (account {worst})", requirement)


def find_reserve(n: int, demands: Demands) -> list[int] | None:
    """Find accounts that meet all minimums beside those of `include`; None where nobody could.

    The cheapest of each class are tried first; where that breaks another limit, integer programming
    decides.

    Examples
    --------
    >>> tiers = Quota("tier", np.array([0, 0, 1], dtype=np.int32), at_least={1: 1})
    >>> find_reserve(3, Demands(k=1, quotas=[tiers]))
    [2]
    >>> find_reserve(3, Demands(k=1, include=[0], quotas=[tiers])) is None
    True
    """
    tally = Tally(n, demands)
    if not tally.keeps_to_limits() or set(demands.include) & set(demands.exclude) or not _room(n, demands):
        return None
    for account in _cheapest(n, demands):
        tally.add(account)
    if tally.complete():
        return tally.added
    return _reserve_by_program(n, demands)


def _room(n: int, demands: Demands) -> bool:
    # Whether each division alone leaves room for k accounts; under a budget k is not promised.
    if demands.k is None or demands.budget is not None:
        return True
    possible = demands.allowed(n)
    possible[list(demands.include)] = True
    return all(_most(possible, quota) >= demands.k for quota in demands.quotas)


def _most(possible: Bools, quota: Quota) -> int:
    excess = (
        max(int((possible & (quota.labels == label)).sum()) - number, 0)
        for label, number in quota.at_most.items()
    )
    return int(possible.sum()) - sum(excess)


class Tally:
    """Numbers, money and places used by accounts, those of `include` from the start."""

    def __init__(self, n: int, demands: Demands) -> None:
        self.demands = demands
        self.prices = demands.price_of(n)
        self.added: list[int] = []
        self.count = 0
        self.spent = 0.0
        self.classes: list[dict[int, int]] = [{} for _ in demands.quotas]
        for account in demands.include:
            self._book(account, 1)

    def add(self, account: int) -> None:
        """Count an account in."""
        self.added.append(account)
        self._book(account, 1)

    def remove(self, account: int) -> None:
        """Count it out again."""
        self.added.remove(account)
        self._book(account, -1)

    def _book(self, account: int, sign: int) -> None:
        self.count += sign
        self.spent += sign * float(self.prices[account])
        for quota, used in zip(self.demands.quotas, self.classes, strict=True):
            label = int(quota.labels[account])
            used[label] = used.get(label, 0) + sign

    def fits(self, added: int | None, removed: int | None) -> bool:
        """Tell whether one account more, or one less, or one for another, keeps to the limits concerned."""
        change = (added is not None) - (removed is not None)
        price = sum(sign * float(self.prices[v]) for v, sign in ((added, 1), (removed, -1)) if v is not None)
        demands = self.demands
        if change > 0 and demands.k is not None and self.count + change > demands.k:
            return False
        if price > 0 and demands.budget is not None and self.spent + price > demands.budget * (1 + 1e-12):
            return False
        return all(
            self._class_fits(quota, used, added, removed)
            for quota, used in zip(demands.quotas, self.classes, strict=True)
        )

    @staticmethod
    def _class_fits(quota: Quota, used: dict[int, int], added: int | None, removed: int | None) -> bool:
        into = None if added is None else int(quota.labels[added])
        out_of = None if removed is None else int(quota.labels[removed])
        if into == out_of:
            return True
        fits_in = into is None or used.get(into, 0) < quota.at_most.get(into, inf)
        return fits_in and (out_of is None or used.get(out_of, 0) > quota.at_least.get(out_of, 0))

    def keeps_to_limits(self) -> bool:
        """Tell whether no upper limit is broken."""
        demands = self.demands
        return (
            (demands.k is None or self.count <= demands.k)
            and (demands.budget is None or self.spent <= demands.budget * (1 + 1e-12))
            and all(
                used.get(label, 0) <= number
                for quota, used in zip(demands.quotas, self.classes, strict=True)
                for label, number in quota.at_most.items()
            )
        )

    def complete(self) -> bool:
        """Tell whether all limits are kept to, minimums too."""
        return self.keeps_to_limits() and all(
            used.get(label, 0) >= number
            for quota, used in zip(self.demands.quotas, self.classes, strict=True)
            for label, number in quota.at_least.items()
        )


def _cheapest(n: int, demands: Demands) -> list[int]:
    # The cheapest accounts of each class that has a minimum, one quota after another.
    allowed, prices = demands.allowed(n), np.require(demands.price_of(n), np.float64, ["C", "W"])
    taken = list(demands.include)
    for quota in demands.quotas:
        for label, number in quota.at_least.items():
            have = int((quota.labels[taken] == label).sum()) if taken else 0
            taken += _first_by_price(allowed & (quota.labels == label), prices, number - have).tolist()
            allowed[taken] = False
    return taken[len(demands.include) :]


@kernel
def _first_by_price(free: Bools, prices: Float64s, number: int) -> Int32s:
    # The cheapest first, ties by number, in one pass: few are wanted.
    first, count, limit = np.empty(max(number, 0), dtype=np.int32), 0, np.inf
    for v in range(len(free) if number > 0 else 0):
        if prices[v] >= limit or not free[v]:  # in this order: most are too dear, which processors guess
            continue
        at = count if count < number else number - 1
        while at > 0 and prices[v] < prices[first[at - 1]]:
            first[at] = first[at - 1]
            at -= 1
        first[at] = v
        count = min(count + 1, number)
        limit = prices[first[-1]] if count == number else np.inf
    return first[:count]


def _reserve_by_program(n: int, demands: Demands) -> list[int] | None:
    # Few accounts matter: of those alike in every quota, the cheapest, as many as all minimums ask for.
    from scipy.optimize import Bounds, LinearConstraint, milp

    allowed, prices = demands.allowed(n), demands.price_of(n)
    asked = sum(number for quota in demands.quotas for number in quota.at_least.values())
    accounts = _few_of_each_kind(np.flatnonzero(allowed).astype(np.int32), prices, demands.quotas, asked)
    start = Tally(n, demands)
    rows, low, high = [np.ones(len(accounts))], [0.0], [inf]
    if demands.k is not None:
        high[0] = demands.k - start.count
    if demands.budget is not None:
        rows, low, high = [*rows, prices[accounts]], [*low, 0.0], [*high, demands.budget - start.spent]
    for quota, used in zip(demands.quotas, start.classes, strict=True):
        for clause in quota.clauses():
            have = used.get(clause.label, 0)
            rows.append((quota.labels[accounts] == clause.label).astype(np.float64))
            low.append(clause.number - have if clause.at_least else -inf)
            high.append(inf if clause.at_least else clause.number - have)
    if len(accounts) == 0:
        return [] if start.complete() else None
    found = milp(
        prices[accounts] + 1e-9,
        constraints=LinearConstraint(np.array(rows), low, high),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(accounts)),
    )
    return None if found.x is None else [int(v) for v in accounts[found.x > 0.5]]


def _few_of_each_kind(accounts: Int32s, prices: Float64s, quotas: Sequence[Quota], asked: int) -> Int32s:
    kinds: dict[tuple[int, ...], int] = {}
    kept = []
    for account in accounts[np.argsort(prices[accounts], kind="stable")]:
        kind = tuple(int(quota.labels[account]) for quota in quotas)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= asked:
            kept.append(account)
    return np.array(kept, dtype=np.int32)


def contradiction(n: int, demands: Demands) -> list[str]:
    """Return an irreducible group of demands that cannot be met together, by name.

    Examples
    --------
    >>> tiers = Quota("tier", np.array([0, 0, 1], dtype=np.int32), at_least={0: 1, 1: 2})
    >>> contradiction(3, Demands(k=2, exclude=[0], quotas=[tiers]))
    ['tier 1: at least 2']
    """
    clauses = [clause for quota in demands.quotas for clause in quota.clauses()]
    lists = {"include": demands.include, "exclude": demands.exclude, "candidates": demands.candidates}
    single = {"k": demands.k, "budget": demands.budget}
    parts: dict[str, str | Clause] = {clause.name: clause for clause in clauses}
    parts |= {f"{name} of {len(given)} accounts": name for name, given in lists.items() if given}
    parts |= {f"{name} {given:g}": name for name, given in single.items() if given is not None}

    def possible(names: Iterable[str]) -> bool:
        kept = [parts[name] for name in names]
        return find_reserve(n, _only(demands, kept)) is not None

    return _explain(possible, [], list(parts))


def _only(demands: Demands, kept: Sequence[str | Clause]) -> Demands:
    clauses = [part for part in kept if isinstance(part, Clause)]
    return Demands(
        k=demands.k if "k" in kept else None,
        budget=demands.budget if "budget" in kept else None,
        prices=demands.prices,
        include=demands.include if "include" in kept else (),
        exclude=demands.exclude if "exclude" in kept else (),
        candidates=demands.candidates if "candidates" in kept else None,
        quotas=[
            Quota(
                quota.name,
                quota.labels,
                at_least={c.label: c.number for c in clauses if c.quota is quota and c.at_least},
                at_most={c.label: c.number for c in clauses if c.quota is quota and not c.at_least},
            )
            for quota in demands.quotas
        ],
    )


def _explain(possible: Callable[[Iterable[str]], bool], given: list[str], doubtful: list[str]) -> list[str]:
    # QuickXplain: what of the doubtful ones is needed, beside the given, for a contradiction.
    if not possible(given):
        return []
    if len(doubtful) == 1:
        return doubtful
    first, second = doubtful[: len(doubtful) // 2], doubtful[len(doubtful) // 2 :]
    of_second = _explain(possible, [*given, *first], second)
    of_first = _explain(possible, [*given, *of_second], first)
    return [*of_first, *of_second]
