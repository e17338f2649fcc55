"""From whom somebody has a message: given parents kept, missing ones guessed, bad ones counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.parents import (
    GIVEN,
    LAST_RESORT,
    STARTER,
    Actions,
    CascadeTree,
    Method,
    infer_parents,
)
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import UNTIMED
from tests.algorithms.hidden import shares_found
from tests.algorithms.strategies import graphs, recorded, unhurried

METHODS: tuple[Method, ...] = get_args(Method)


def actions_of(
    rows: Sequence[tuple[int, int, int]], *, author: int = -1, posted_ms: int = UNTIMED
) -> Actions:
    """Return actions from rows of account, parent and time."""
    account, parent, at_ms = (np.array([row[i] for row in rows], dtype=np.int64) for i in range(3))
    return Actions(account.astype(np.int32), parent.astype(np.int32), at_ms, author, posted_ms)


def parents_of(tree: CascadeTree) -> dict[int, int | None]:
    """Return the parent of each account; None where it started."""
    names = [*tree.account.tolist(), None]
    return {name: names[parent] for name, parent in zip(tree.account.tolist(), tree.parent, strict=True)}


def obvious_guess(actions: Actions, graph: InfluenceGraph, at: int, method: Method) -> int | None:
    """Return the parent of the action number `at`, looked for among all earlier actions."""
    person = int(actions.account[at])
    author = [] if actions.author < 0 else [actions.author]
    earlier: list[int] = author + actions.account[:at].tolist()
    into = range(graph.in_offsets[person], graph.in_offsets[person + 1])
    edges = {int(graph.in_sources[e]): float(graph.probability[e]) for e in into}
    candidates = [name for name in earlier if name in edges and name != person]
    if not candidates:
        return None if actions.author < 0 or actions.author == person else actions.author
    if method == "earliest-exposed":
        return candidates[0]
    if method == "most-recent-exposed":
        return candidates[-1]
    return max(enumerate(candidates), key=lambda pair: (edges[pair[1]], pair[0]))[1]


@pytest.mark.parametrize("method", METHODS)
@unhurried
@given(graph=graphs(min_n=6, max_n=6), actions=recorded(n=6, given=False))
def test_a_guess_is_the_one_that_a_look_at_all_earlier_actions_finds(
    method: Method, graph: InfluenceGraph, actions: Actions
) -> None:
    found = parents_of(infer_parents(actions, graph, method=method))
    for at, person in enumerate(actions.account.tolist()):
        if person not in actions.account[:at] and person != actions.author:
            assert found[person] == obvious_guess(actions, graph, at, method)


@unhurried
@given(actions=recorded(n=6), graph=graphs(min_n=6, max_n=6), method=st.sampled_from(METHODS))
def test_everybody_is_there_once_and_one_bounce_further_than_the_parent(
    actions: Actions, graph: InfluenceGraph, method: Method
) -> None:
    tree = infer_parents(actions, graph, method=method)
    names = {actions.author, *actions.account.tolist(), *actions.parent.tolist()} - {-1}
    assert sorted(tree.account.tolist()) == sorted(names)
    came = tree.parent >= 0
    assert (tree.hop[came] == tree.hop[tree.parent[came]] + 1).all()
    assert (tree.hop[~came] == 0).all()


@unhurried
@given(actions=recorded(n=6), method=st.sampled_from(METHODS))
def test_given_parents_are_kept_unless_they_close_a_circle(actions: Actions, method: Method) -> None:
    tree = infer_parents(actions, None, method=method)
    found = parents_of(tree)
    first = {p: i for i, p in reversed(list(enumerate(actions.account.tolist()))) if p != actions.author}
    given = {p: int(actions.parent[i]) for p, i in first.items() if actions.parent[i] not in (-1, p)}
    assert sum(found[person] != parent for person, parent in given.items()) == tree.cycles


@unhurried
@given(actions=recorded(n=6), graph=graphs(min_n=6, max_n=6), method=st.sampled_from(METHODS))
def test_with_an_author_there_is_one_tree(actions: Actions, graph: InfluenceGraph, method: Method) -> None:
    tree = infer_parents(actions, graph, method=method)
    assert tree.count(STARTER) == 1 or actions.author < 0


def test_the_author_is_the_parent_of_last_resort() -> None:
    tree = infer_parents(actions_of([(1, -1, 10), (2, -1, 20)], author=0), None, method="weighted")
    assert parents_of(tree) == {0: None, 1: 0, 2: 0}
    assert tree.origin.tolist() == [STARTER, LAST_RESORT, LAST_RESORT]


def test_without_an_author_somebody_starts_on_their_own() -> None:
    tree = infer_parents(actions_of([(1, -1, 10), (2, 1, 20)]), None, method="weighted")
    assert parents_of(tree) == {1: None, 2: 1}
    assert tree.origin.tolist() == [STARTER, GIVEN]


def test_the_methods_differ_in_whom_of_those_who_exposed_they_take() -> None:
    graph = InfluenceGraph.from_edges(4, [0, 1, 2], [3, 3, 3], [0.2, 0.3, 0.1])
    actions = actions_of([(0, -1, 1), (1, -1, 2), (2, -1, 3), (3, -1, 4)])
    found = {method: parents_of(infer_parents(actions, graph, method=method))[3] for method in METHODS}
    assert found == {"earliest-exposed": 0, "most-recent-exposed": 2, "weighted": 1}


def test_acting_again_is_the_most_recent_exposure() -> None:
    graph = InfluenceGraph.from_edges(3, [0, 1], [2, 2], 0.5)
    actions = actions_of([(0, -1, 1), (1, -1, 2), (0, -1, 3), (2, -1, 4)])
    assert parents_of(infer_parents(actions, graph, method="most-recent-exposed"))[2] == 0


def test_of_two_actions_at_one_time_the_one_further_up_in_the_file_came_first() -> None:
    graph = InfluenceGraph.from_edges(2, [0, 1], [1, 0], 0.5)
    tree = infer_parents(actions_of([(1, -1, 5), (0, -1, 5)]), graph, method="earliest-exposed")
    assert parents_of(tree) == {1: None, 0: 1}


def test_what_somebody_did_later_does_not_change_from_whom_they_have_it() -> None:
    tree = infer_parents(actions_of([(1, 0, 1), (2, 0, 2), (2, 1, 3)], author=0), None, method="weighted")
    assert parents_of(tree) == {0: None, 1: 0, 2: 0}


def test_a_parent_who_acted_after_the_child_is_kept_and_counted() -> None:
    tree = infer_parents(actions_of([(1, 2, 10), (2, 0, 20)], author=0), None, method="weighted")
    assert (parents_of(tree), tree.backward) == ({0: None, 1: 2, 2: 0}, 1)


def test_an_action_before_the_message_was_posted_is_a_clock_that_runs_backwards() -> None:
    tree = infer_parents(actions_of([(1, 0, 10)], author=0, posted_ms=11), None, method="weighted")
    assert (parents_of(tree), tree.backward) == ({0: None, 1: 0}, 1)


def test_times_that_are_unknown_are_not_taken_to_run_backwards() -> None:
    rows = [(1, 2, UNTIMED), (2, 0, UNTIMED)]
    assert infer_parents(actions_of(rows, author=0), None, method="weighted").backward == 0


def test_a_circle_is_broken_at_whom_of_it_came_first() -> None:
    tree = infer_parents(actions_of([(1, 3, 1), (2, 1, 2), (3, 2, 3)]), None, method="weighted")
    assert (parents_of(tree), tree.cycles) == ({1: None, 2: 1, 3: 2}, 1)


def test_whom_a_circle_is_broken_at_goes_to_the_author() -> None:
    rows = [(1, 3, 1), (2, 1, 2), (3, 2, 3), (4, 5, 4), (5, 4, 5)]
    tree = infer_parents(actions_of(rows, author=0), None, method="weighted")
    assert (parents_of(tree), tree.cycles) == ({0: None, 1: 0, 2: 1, 3: 2, 4: 0, 5: 4}, 2)


def test_nobody_is_their_own_parent() -> None:
    tree = infer_parents(actions_of([(1, 1, 1)], author=0), None, method="weighted")
    assert (parents_of(tree), tree.cycles) == ({0: None, 1: 0}, 0)


def test_a_parent_who_never_acted_is_one_of_the_people() -> None:
    tree = infer_parents(actions_of([(1, 2, 1)]), None, method="weighted")
    assert (parents_of(tree), tree.silent) == ({1: 2, 2: None}, 1)


def test_a_parent_who_never_acted_has_it_from_the_author() -> None:
    tree = infer_parents(actions_of([(1, 2, 1)], author=0), None, method="weighted")
    assert (parents_of(tree), tree.silent) == ({0: None, 1: 2, 2: 0}, 1)


def test_a_message_on_which_nobody_acted_has_its_author_alone() -> None:
    tree = infer_parents(actions_of([], author=3), None, method="weighted")
    assert (tree.account.tolist(), tree.hop.tolist()) == ([3], [0])


def test_a_message_without_author_and_actions_has_nobody() -> None:
    assert len(infer_parents(actions_of([]), None, method="weighted")) == 0


@pytest.mark.parametrize(
    ("named", "actions", "arguments"),
    [
        ("method", actions_of([(1, 0, 1)]), {"method": "latest"}),
        ("account", actions_of([(7, -1, 1)]), {"graph": InfluenceGraph.from_edges(3, [0], [1], 0.5)}),
        ("account", actions_of([(-1, 0, 1)]), {}),
        ("at_ms", actions_of([(1, 0, 2), (2, 0, 1)]), {}),
        ("at_ms", actions_of([(1, 0, UNTIMED), (2, 0, 1)]), {}),
        ("actions", actions_of([(1, 0, 1)])._replace(parent=np.empty(0, np.int32)), {}),
    ],
)
def test_what_cannot_be_is_refused(named: str, actions: Actions, arguments: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=named):
        infer_parents(actions, **{"graph": None, "method": "weighted", **arguments})


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return shares_found(2_000, tmp_path_factory.mktemp("snapshots"))


@pytest.mark.parametrize("method", METHODS)
def test_a_guess_finds_more_true_parents_than_chance_and_than_the_author_alone(
    synthetic: dict[str, float], method: Method
) -> None:
    assert synthetic[method] > 1.5 * max(synthetic["chance"], synthetic["author"])


def test_the_usual_method_finds_most(synthetic: dict[str, float]) -> None:
    assert max(METHODS, key=synthetic.__getitem__) == "most-recent-exposed"


@pytest.mark.parametrize("method", METHODS)
def test_with_labels_shuffled_a_guess_is_no_better_than_the_author_alone(
    synthetic: dict[str, float], method: Method
) -> None:
    assert synthetic[f"{method}, shuffled"] == pytest.approx(synthetic["author"], abs=0.02)
