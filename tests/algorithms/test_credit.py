"""To whose credit a message went far: closed forms against every coalition, and every account left out."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from algorithms.credit import credit
from algorithms.parents import Actions, CascadeTree, infer_parents
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from tests.algorithms.strategies import graphs, recorded, unhurried


def came(tree: CascadeTree, passing_on: set[int]) -> int:
    """Return how many come when only these pass it on."""
    count = 0
    for person in np.flatnonzero(tree.parent >= 0).tolist():
        above = int(tree.parent[person])
        while above in passing_on:
            above = int(tree.parent[above])
        count += above < 0
    return count


def shapley_by_coalitions(tree: CascadeTree) -> list[float]:
    everybody, n = range(len(tree)), len(tree)
    values = []
    for person in everybody:
        others = [one for one in everybody if one != person]
        gains = (
            (came(tree, {*some, person}) - came(tree, set(some)))
            * factorial(size)
            * factorial(n - size - 1)
            / factorial(n)
            for size in range(n)
            for some in combinations(others, size)
        )
        values.append(sum(gains))
    return values


def lost_without(tree: CascadeTree, graph: InfluenceGraph, person: int) -> int:
    """Return how many others nothing reaches when one account does not pass it on."""
    ways: nx.DiGraph[int] = nx.DiGraph()
    ways.add_nodes_from(range(-1, len(tree)))
    ways.add_edges_from((int(parent), child) for child, parent in enumerate(tree.parent))
    place = {account: at for at, account in enumerate(tree.account.tolist())}
    for source, target in zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True):
        if place.get(source, len(tree)) < place.get(target, -1) < len(tree) - tree.silent:
            ways.add_edge(place[source], place[target])
    ways.remove_edges_from([*ways.out_edges(person)])
    return len(tree) - len(nx.descendants(ways, -1))


@unhurried
@given(actions=recorded(n=6, given=True))
def test_the_shares_are_those_of_shapley(actions: Actions) -> None:
    tree = infer_parents(actions, None, method="weighted")
    assert credit(tree, rule="shapley") == pytest.approx(shapley_by_coalitions(tree))


@unhurried
@given(actions=recorded(n=7))
def test_the_shares_sum_to_the_people_it_came_to(actions: Actions) -> None:
    tree = infer_parents(actions, None, method="weighted")
    assert credit(tree, rule="shapley").sum() == pytest.approx(np.count_nonzero(tree.parent >= 0))


@unhurried
@given(actions=recorded(n=7))
def test_the_people_below_are_those_who_do_not_come_without_the_account(actions: Actions) -> None:
    tree = infer_parents(actions, None, method="weighted")
    everybody = set(range(len(tree)))
    lost = [came(tree, everybody) - came(tree, everybody - {person}) for person in everybody]
    assert credit(tree, rule="below").tolist() == lost


@unhurried
@given(actions=recorded(n=7, given=False), graph=graphs(min_n=7, max_n=7))
def test_left_out_an_account_costs_those_whom_nobody_else_reaches(
    actions: Actions, graph: InfluenceGraph
) -> None:
    tree = infer_parents(actions, graph, method="most-recent-exposed")
    lost = [lost_without(tree, graph, person) for person in range(len(tree))]
    assert credit(tree, graph, rule="leave-one-out").tolist() == lost


@unhurried
@given(actions=recorded(n=7), graph=graphs(min_n=7, max_n=7))
def test_left_out_an_account_costs_no_more_than_the_people_below(
    actions: Actions, graph: InfluenceGraph
) -> None:
    tree = infer_parents(actions, graph, method="weighted")
    assert (credit(tree, graph, rule="leave-one-out") <= credit(tree, rule="below")).all()


def test_where_nobody_knows_who_reaches_whom_leaving_out_costs_the_people_below() -> None:
    actions = Actions(np.array([1, 2]), np.array([0, 1]), np.array([1, 2]), author=0)
    tree = infer_parents(actions, None, method="weighted")
    assert credit(tree, rule="leave-one-out").tolist() == [2.0, 1.0, 0.0]


def test_an_unknown_rule_is_refused() -> None:
    tree = infer_parents(Actions(*np.empty((3, 0), np.int64)), None, method="weighted")
    with pytest.raises(ParameterError, match="credit"):
        credit(tree, rule="banzhaf")  # type: ignore[arg-type]  # what is refused
