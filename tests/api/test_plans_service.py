"""What the services of plans add to the algorithms: prices, lists, judges, rivals, warnings, same bytes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from api.answers import ChangedPlan, Equivalents, Estimate, Plan
from api.services.cascades import simulate_cascade
from api.services.changes import AskedChange, change_plan
from api.services.context import Context
from api.services.equivalents import AskedEquivalents, find_equivalents
from api.services.plans import AskedPlan, plan_seeds
from api.services.quotas import ClassLimit
from api.services.sketches import judges
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import ParameterError
from graph.projection import GIVEN, Projection, snapshot_of
from graph.records import Batch, Profile, Ties
from graph.texts import TextColumn
from tests.api.conftest import context_in

MANUAL = {  # the graph of the CELF example in the Neo4j GDS manual, probability .1 on every edge
    "Jack": ["Alice"],
    "Alice": ["Jimmy", "Ethan", "Lara", "Amir", "Willie"],
    "Ceri": ["Ethan"],
    "Michael": ["Mohammed", "Ethan"],
    "Ethan": ["Jimmy", "Jack", "Lara", "Mohammed"],
    "Lara": ["Amir"],
}
# By enumeration of all 2**14 worlds.
EXACT = {("Alice", "Ethan", "Michael"): 3.887100, ("Alice", "Ceri", "Ethan"): 3.797100}


def given_context(
    folder: Path,
    edges: Mapping[str, Sequence[str]],
    probability: float,
    *,
    followers: Mapping[str, int] | None = None,
) -> Context:
    """Return the context of ties with one given probability, accounts on platform x."""
    names = sorted({*edges, *(target for targets in edges.values() for target in targets)})
    rows = [
        {
            "kind": "INFLUENCES",
            "actor": names.index(source),
            "target": names.index(target),
            "probability": probability,
        }
        for source, targets in edges.items()
        for target in targets
    ]
    profiles = {names.index(name): Profile(followers=count) for name, count in (followers or {}).items()}
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="ties.csv", source="tests")
        store.append(load, 0, Batch([f"x:{name}" for name in names], Ties.of(rows), profiles))
        store.seal([load.number])
        return Context(snapshot_of(store, Projection(model=GIVEN), folder), "made here")


def priced(context: Context, prices: Mapping[str, float], currencies: Sequence[str] = ("EUR",)) -> Context:
    """Return the context after prices were added to its snapshot."""
    price = np.full(context.snapshot.n, np.nan)
    for name, value in prices.items():
        price[context.snapshot.account_number(name)] = value
    folder = context.snapshot.folder
    np.save(folder / "price.npy", price)
    np.save(folder / "acceptance.npy", np.full(context.snapshot.n, np.nan))
    block, offsets = TextColumn.pack(currencies)
    np.save(folder / "currencies_block.npy", block)
    np.save(folder / "currencies_offsets.npy", offsets)
    return context


def planned(context: Context, **asked: Any) -> Plan:
    return plan_seeds(context, AskedPlan(**asked))


def changed_plan(context: Context, **asked: Any) -> ChangedPlan:
    return change_plan(context, AskedChange(**asked))


def equivalents(context: Context, **asked: Any) -> Equivalents:
    return find_equivalents(context, AskedEquivalents(**asked))


def asked(plan: Plan) -> list[str]:
    return [seed.account.key for seed in plan.seeds]


def covers(estimate: Estimate, value: float) -> bool:
    return estimate.low <= value <= estimate.high


STARS = {"a": ["a1", "a2", "a3"], "b": ["b1", "b2"], "c": ["c1"]}


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return given_context(tmp_path_factory.mktemp("manual"), MANUAL, 0.1)


@pytest.fixture
def stars(tmp_path: Path) -> Context:
    return given_context(tmp_path, STARS, 1.0, followers={"a": 900, "b": 90, "c": 9})


def test_the_manual_s_graph_is_planned_as_enumeration_says(manual: Context) -> None:
    plan = planned(manual, k=3, model="given")
    assert sorted(asked(plan)) == ["x:Alice", "x:Ethan", "x:Michael"]
    assert covers(plan.spread, EXACT["Alice", "Ethan", "Michael"])
    assert plan.certificate.lower <= EXACT["Alice", "Ethan", "Michael"] <= plan.certificate.upper


def test_gains_add_up_to_the_spread(manual: Context) -> None:
    plan = planned(manual, k=3)
    assert sum(seed.gain.value for seed in plan.seeds) == pytest.approx(plan.spread.value)


def test_rivals_are_judged_by_the_same_sets(manual: Context) -> None:
    plan = planned(manual, k=3)
    assert set(plan.against) == {"degree", "single-discount", "pagerank"}
    for rival in plan.against.values():
        assert len(rival.seeds) == 3
        assert rival.value.value + rival.difference.value == pytest.approx(plan.spread.value)


def test_the_same_plan_has_the_same_bytes_with_one_thread_and_with_two(
    manual: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for cores in (1, 2, 2):
        judges.__globals__["_judges"].cache_clear()
        judges.__globals__["_judging_sketch"].cache_clear()
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, cores=cores: set(range(cores)))
        said.append(planned(manual, k=2, acceptance=0.7, objective="reach").model_dump_json())
    assert len(set(said)) == 1


def test_prices_of_all_who_are_asked_fit_the_budget(stars: Context) -> None:
    plan = planned(priced(stars, {"a": 10, "b": 4, "c": 3}), budget=7)
    assert sorted(asked(plan)) == ["x:b", "x:c"]
    assert (plan.price, plan.currency) == (7, "EUR")
    assert plan.certificate.guarantee is not None


def test_who_has_no_price_is_no_candidate_under_a_budget(stars: Context) -> None:
    plan = planned(priced(stars, {"b": 4, "c": 3}), budget=100)
    assert sorted(asked(plan)) == ["x:b", "x:c"]
    assert "7 accounts have no price and are no candidates" in plan.meta.warnings


def test_without_any_price_a_budget_is_refused(stars: Context) -> None:
    with pytest.raises(ParameterError, match="no account has a price"):
        planned(stars, budget=100)


def test_several_currencies_are_refused_by_name(stars: Context) -> None:
    with pytest.raises(ParameterError, match="EUR, USD"):
        planned(priced(stars, {"a": 1, "b": 1}, ("EUR", "USD")), budget=100)


def test_who_must_be_asked_needs_a_price(stars: Context) -> None:
    with pytest.raises(ParameterError, match="include must be accounts with a price, not 'x:a'"):
        planned(priced(stars, {"b": 1}), budget=100, include=["a"])


def test_who_may_say_no_is_worth_less(stars: Context) -> None:
    plan = planned(stars, k=1, acceptance=0.5)
    assert asked(plan) == ["x:a"]
    assert covers(plan.spread, 4 * 0.5)
    assert plan.seeds[0].acceptance == 0.5


def test_a_simulation_of_who_may_say_no_comes_to_what_the_plan_said(manual: Context) -> None:
    plan = planned(manual, k=3, acceptance=0.5)
    far = simulate_cascade(manual, seeds=asked(plan), acceptance=0.5)
    assert far.spread.value == pytest.approx(plan.spread.value, rel=0.03)
    assert far.reach.value == pytest.approx(plan.reach.value, rel=0.03)
    assert far.by_hop[0].people.value == 1.5


def test_lists_are_kept_to(stars: Context) -> None:
    plan = planned(stars, k=2, include=["c"], exclude=["a", "somebody else"])
    assert asked(plan) == ["x:c", "x:b"]
    assert "1 excluded names belong to no account here: somebody else" in plan.meta.warnings


def test_a_plan_tells_what_was_asked_of_it_by_keys(stars: Context) -> None:
    quota = ClassLimit("platform", "x", at_most=2)
    plan = planned(stars, k=2, exclude=["a", "nobody"], include=["c"], targets=["b1"], quotas=[quota])
    said = plan.question
    assert said is not None
    assert (said.k, said.budget, said.targets, said.already_reached) == (2, None, 1, 0)
    assert (said.exclude, said.include) == (["x:a"], ["x:c"])
    assert [limit.model_dump() for limit in said.quotas] == [asdict(quota)]


def test_nobody_above_the_largest_allowed_number_of_followers_is_asked(stars: Context) -> None:
    plan = planned(stars, k=1, max_followers=100)
    assert asked(plan) == ["x:b"]
    assert "6 accounts of unknown followers are no candidates" in plan.meta.warnings


def test_only_targets_count(stars: Context) -> None:
    plan = planned(stars, k=1, targets=["b1", "c1"], already_reached=["c1"])
    assert asked(plan)[0] in {"x:b", "x:b1"}
    assert covers(plan.spread, 1)


def test_every_large_community_has_its_minimum(tmp_path: Path) -> None:
    context = context_in(tmp_path)
    plan = planned(context, k=8, minimum_per_community=2)
    large = np.bincount(context.membership())
    found = np.bincount([seed.account.community or 0 for seed in plan.seeds], minlength=len(large))
    assert (found >= 2).all()


def test_a_quota_is_kept_to(tmp_path: Path) -> None:
    context = context_in(tmp_path)
    plan = planned(context, k=2, quotas=[ClassLimit("platform", "mastodon", at_least=1)])
    assert "mastodon:1000" in asked(plan)


def test_a_plan_says_which_simple_rules_are_ahead_of_it(stars: Context) -> None:
    context = priced(stars, {"a": 1, "b": 1})
    kept_to_one = planned(context, budget=2, quotas=[ClassLimit("platform", "x", at_most=1)])
    [degree] = [said for said in kept_to_one.meta.warnings if said.startswith("degree")]
    assert degree.startswith("degree, which keeps to no quotas, does better by ")
    assert not any("does better" in said for said in planned(context, budget=2).meta.warnings)


def test_a_model_with_a_horizon_makes_no_plan(manual: Context) -> None:
    with pytest.raises(ParameterError, match="without a horizon"):
        planned(manual, k=1, model="continuous-time:exponential,1:5:given")


def test_a_change_starts_from_what_the_plan_said(manual: Context) -> None:
    plan = planned(manual, k=3)
    changed = changed_plan(manual, seeds=asked(plan), remove=["Michael"], add=["Ceri"])
    assert changed.spread.before == plan.spread
    assert changed.reach.before == plan.reach
    difference = EXACT["Alice", "Ceri", "Ethan"] - EXACT["Alice", "Ethan", "Michael"]
    assert covers(changed.spread.difference, difference)
    assert changed.spread.difference.high - changed.spread.difference.low < 0.03


def test_who_refuses_is_paid_and_brings_nothing_of_her_own(stars: Context) -> None:
    changed = changed_plan(
        priced(stars, {"a": 10, "b": 4}), seeds=["a", "b"], refuse=["b"], new_prices={"a": 12}
    )
    assert covers(changed.spread.difference, -3)
    assert (changed.price_before, changed.price_after) == (14, 16)


def test_small_accounts_equal_a_star(tmp_path: Path) -> None:
    context = priced(given_context(tmp_path, STARS, 1.0), {"a": 50, "b": 4, "c": 3, "a1": 1})
    found = equivalents(context, star="a")
    assert found.complete
    assert {account.key for account in found.accounts} <= {"x:b", "x:c", "x:a1"}
    assert (found.star_price, found.currency) == (50, "EUR")
    assert found.price_ratio is not None
    assert found.price_ratio < 0.2


def test_candidates_who_do_not_come_as_far_are_told(stars: Context) -> None:
    assert not equivalents(stars, star="a", max_followers=10).complete
