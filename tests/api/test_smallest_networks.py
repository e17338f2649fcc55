"""Plans on networks with nobody, with one account, and with accounts that have no tie: refused, or right."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.services.changes import AskedChange, change_plan
from api.services.context import Context
from api.services.equivalents import AskedEquivalents, find_equivalents
from api.services.plans import AskedPlan, plan_cost, plan_seeds
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.snapshots import snapshot_with


def tieless(folder: Path, n: int) -> Context:
    return Context(snapshot_with(InfluenceGraph.from_edges(n, [], [], []), folder), store="small")


def test_nobody_can_be_asked_where_nobody_is(tmp_path: Path) -> None:
    nobody = tieless(tmp_path, 0)
    for service in (plan_seeds, plan_cost):
        with pytest.raises(ParameterError, match=r"at least one account|number of candidates, 0"):
            service(nobody, AskedPlan(k=1))


def test_one_account_is_worth_itself(tmp_path: Path) -> None:
    plan = plan_seeds(tieless(tmp_path, 1), AskedPlan(k=1))
    assert plan.spread.value == plan.reach.value == 1
    assert plan.certificate.lower <= 1 <= plan.certificate.upper


def test_accounts_without_ties_are_worth_one_each(tmp_path: Path) -> None:
    alone = tieless(tmp_path, 3)
    plan = plan_seeds(alone, AskedPlan(k=2))
    assert plan.spread.low <= 2 <= plan.spread.high
    keys = [seed.account.key for seed in plan.seeds]
    changed = change_plan(alone, AskedChange(seeds=keys, remove=keys[:1]))
    assert changed.spread.difference.low <= -1 <= changed.spread.difference.high


def test_a_star_alone_has_no_equivalent(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="at least one account beside the star"):
        find_equivalents(tieless(tmp_path, 1), AskedEquivalents(star="00000000"))
