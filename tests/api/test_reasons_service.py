"""Reasons say again what the answer says, and point at ties, posts and a path that are there."""

from __future__ import annotations

from itertools import pairwise

import pytest

from algorithms.paths import most_probable_path
from api.answers import Reasons, TieReason
from api.services.accounts import describe_account
from api.services.context import Context
from api.services.paths import find_paths
from api.services.reasons import reasons_of
from api.services.relays import rank_relays
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.projection import Projection, snapshot_of
from graph.records import Batch, Post, Ties

HUB, FAN, FRIEND = 0, 1, 2


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A hub whose two posts a fan passed on, one of them a friend of the fan, too."""
    ties = [
        {"kind": "RESHARES", "actor": FAN, "target": HUB, "post": "p1", "at_ms": 10},
        {"kind": "RESHARES", "actor": FAN, "target": HUB, "post": "p2", "at_ms": 30},
        {"kind": "RESHARES", "actor": FRIEND, "target": FAN, "post": "p1", "at_ms": 20},
        {"kind": "FOLLOWS", "actor": FAN, "target": FRIEND},
    ]
    rows = [{"topics": 0, **tie} for tie in ties]
    batch = Batch(
        [f"x:{i}" for i in range(3)],
        Ties.of(rows),
        {},
        [Post("x:p1", author=HUB, topics=0), Post("x:p2", author=HUB, topics=0)],
        ((),),
    )
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="told.csv", source="tests")
        store.append(load, 0, batch)
        store.seal([load.number])
        folder = tmp_path_factory.mktemp("snapshots")
        return Context(snapshot_of(store, Projection(), folder), store="told", min_authors=1)


def reasons(context: Context, account: int) -> Reasons:
    return reasons_of(context, account, starts=[HUB])


def test_ties_say_how_much_of_what_is_heard_they_are(told: Context) -> None:
    fan = reasons(told, FAN)
    assert [tie.source.key for tie in fan.hears_from] == ["x:0", "x:2"]
    assert [tie.share for tie in fan.hears_from] == pytest.approx([2 / 2.25, 0.25 / 2.25])


def test_ties_name_the_posts_that_passed_along_them_latest_first(told: Context) -> None:
    [tie] = reasons(told, HUB).heard_by
    assert (tie.target.key, tie.acts, tie.posts) == ("x:1", 2, ["x:p2", "x:p1"])


def test_the_path_leads_from_who_starts(told: Context) -> None:
    path = reasons(told, FRIEND).path
    assert path is not None
    assert [account.key for account in path.accounts] == ["x:0", "x:1", "x:2"]
    best = most_probable_path(told.influence_graph(), [HUB], FRIEND)
    assert best is not None
    assert path.probability == best.probability


def test_who_starts_messages_needs_no_path(told: Context) -> None:
    assert reasons(told, HUB).path is None


def test_steps_of_a_path_have_the_reasons_of_their_ties(told: Context) -> None:
    [item] = find_paths(told, sources=["x:0"], target="x:2", explain=True, n_samples=1_000).items
    assert item.reasons is not None
    assert [tie.probability for tie in item.reasons] == item.steps
    assert [tie.posts for tie in item.reasons] == [["x:p2", "x:p1"], ["x:p1"]]


def test_a_relay_is_explained_by_the_parts_of_its_value(context: Context) -> None:
    [relay] = rank_relays(context, limit=1, n_samples=2_000, explain=True).items
    assert relay.reasons is not None
    words = "; ".join(relay.reasons.words)
    assert f"sees {100 * relay.exposed.value:.3g} % of the messages" in words
    assert relay.extra_if_active is not None
    assert f"{relay.extra_if_active.value:,.3g} more people" in words


def test_nothing_is_explained_unasked(context: Context) -> None:
    assert describe_account(context, "twitter:12").reasons is None
    assert rank_relays(context, limit=1, n_samples=2_000).items[0].reasons is None


def test_an_account_is_explained_by_at_most_three_ties_each_way(context: Context) -> None:
    found = describe_account(context, "twitter:20", explain=True).reasons
    assert found is not None
    sides: list[list[TieReason]] = [found.hears_from, found.heard_by]
    assert all(len(ties) <= 3 for ties in sides)
    assert all(one.probability >= other.probability for ties in sides for one, other in pairwise(ties))
