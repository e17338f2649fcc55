"""Communities and bridges as the services tell of them, on networks whose answers are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from api.services.bridges import find_bridges
from api.services.communities import list_communities, track_communities
from api.services.community_cards import describe_community
from api.services.context import Context
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import CommunityNotFoundError, ParameterError
from graph.projection import Projection, snapshot_of
from graph.records import Batch, Profile, Ties

DAY = 86_400_000
CIRCLE = 20


def two_circles() -> Batch:
    """Return two circles of twenty who reshare each other, 0 heard of 20 alone, and a topic of the first.

    On the second day accounts of the first circle reshare half of the circle only.
    """
    first, second = range(CIRCLE), range(CIRCLE, 2 * CIRCLE)
    pairs = [(i, j) for circle in (first, second) for i in circle for j in circle if i != j]
    early = [
        {"kind": "RESHARES", "actor": i, "target": j, "at_ms": 0, "topics": 1 if i < CIRCLE else 2}
        for i, j in pairs
    ]
    late = [
        {"kind": "RESHARES", "actor": i, "target": j, "at_ms": DAY, "topics": 0}
        for i, j in pairs
        if i >= CIRCLE or (i < CIRCLE // 2) == (j < CIRCLE // 2)
    ]
    across = [{"kind": "RESHARES", "actor": CIRCLE, "target": 0, "at_ms": at, "topics": 0} for at in (0, DAY)]
    profiles = {i: Profile(followers=100 * i, language="fr" if i < 15 else "de") for i in range(CIRCLE)}
    profiles |= {i: Profile(language="de") for i in range(CIRCLE, 2 * CIRCLE - 8)}
    accounts = [f"x:{i:02}" for i in range(2 * CIRCLE + 1)]
    return Batch(accounts, Ties.of([*early, *late, *across]), profiles, (), ((), ("cheese",), ("beer",)))


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Context]:
    """Both days together, and each of them."""
    folder = tmp_path_factory.mktemp("snapshots")
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="circles.csv", source="tests")
        store.append(load, 0, two_circles())
        store.seal([load.number])
        windows = [Projection(), *(Projection(since_ms=d * DAY, until_ms=(d + 1) * DAY) for d in (0, 1))]
        return [Context(snapshot_of(store, window, folder), store="circles") for window in windows]


@pytest.fixture
def circles(days: list[Context]) -> Context:
    return days[0]


def test_two_circles_are_two_communities(circles: Context) -> None:
    found = list_communities(circles)
    assert [item.size for item in found.items] == [CIRCLE, CIRCLE]
    assert found.communities == 2


@pytest.mark.parametrize("method", ["leiden", "cpm", "label-propagation", "infomap", "overlapping"])
def test_every_method_finds_them_and_leaves_out_who_has_no_tie(circles: Context, method: str) -> None:
    found = list_communities(circles, method=method)  # type: ignore[arg-type]  # one of them
    assert [item.size for item in found.items] == [CIRCLE, CIRCLE]


def test_several_runs_say_how_sure_they_are(circles: Context) -> None:
    found = list_communities(circles, stability=5)
    assert (found.confidence, [item.confidence for item in found.items]) == (1.0, [1.0, 1.0])


def test_one_run_does_not_know_how_sure_it_is(circles: Context) -> None:
    assert list_communities(circles).confidence is None


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"method": "louvain"}, "method"),
        ({"stability": 1}, "stability"),
        ({"stability": 21}, "stability"),
        ({"resolution": 0.0}, "resolution"),
        ({"method": "infomap", "resolution": 1.0}, "resolution"),
        ({"method": "overlapping", "resolution": 1.0}, "resolution"),
        ({"method": "overlapping", "stability": 3}, "stability"),
        ({"limit": 0}, "limit"),
    ],
)
def test_what_cannot_be_asked_is_refused(circles: Context, asked: dict[str, object], name: str) -> None:
    with pytest.raises(ParameterError, match=name):
        list_communities(circles, **asked)  # type: ignore[arg-type]  # refused for that


def test_a_community_answers_to_its_name(circles: Context) -> None:
    second = list_communities(circles).items[1]
    assert describe_community(circles, second.name) == describe_community(circles, "1")


@pytest.mark.parametrize("name", ["2", "-1", "one", "", "³", "99999999999999999999"])
def test_a_community_that_is_none_is_not_found(circles: Context, name: str) -> None:
    with pytest.raises(CommunityNotFoundError, match="this one 0 to 1"):
        describe_community(circles, name)


def test_a_community_of_another_snapshot_is_not_found(days: list[Context]) -> None:
    whole, early, _ = days
    with pytest.raises(CommunityNotFoundError, match="each has numbers of its own"):
        describe_community(whole, list_communities(early).items[0].name)


def test_cohesion_counts_what_stays_inside(circles: Context) -> None:
    found = describe_community(circles, "1").cohesion
    pairs = CIRCLE * (CIRCLE - 1)
    assert found.inside_share == pytest.approx(2 * pairs / (2 * pairs + 2))
    assert (found.density, found.reciprocity) == (1.0, 1.0)


def test_a_community_talks_more_of_its_topic_and_not_of_the_others(circles: Context) -> None:
    [topic] = describe_community(circles, "0").topics
    assert (topic.name, topic.inside, topic.whole, topic.lift) == ("cheese", 20, 20, 2.0)


def test_a_topic_of_few_authors_is_not_shown(circles: Context) -> None:
    strict = Context(circles.snapshot, "circles", min_authors=21)
    assert describe_community(strict, "0").topics == []


def test_unknown_languages_count_on_neither_side(circles: Context) -> None:
    [language] = describe_community(circles, "0").languages
    assert (language.name, language.inside, language.of_members, language.of_accounts) == ("fr", 15, 20, 32)


def test_niche_leaders_have_few_followers(circles: Context) -> None:
    found = describe_community(circles, "0", max_followers=500).niche_leaders
    assert found is not None
    assert {member.account.key for member in found} == {f"x:{i:02}" for i in range(6)}


def test_niche_leaders_of_unknown_followers_are_said_to_be_left_out(circles: Context) -> None:
    found = describe_community(circles, "1", max_followers=500)
    assert found.niche_leaders == []
    assert found.meta.warnings == ["21 accounts of unknown followers are no candidates"]


def test_roles_add_up_to_the_members(circles: Context) -> None:
    found = describe_community(circles, "0")
    assert sum(found.roles.values()) == found.size


def test_a_circle_that_falls_apart_has_split(days: list[Context]) -> None:
    found = track_communities(days[1:])
    told = {(event.what, event.size_before, event.size_after) for event in found.events}
    assert told == {("split", 20, 20), ("steady", 20, 20)}


def test_windows_are_told_with_their_ends(days: list[Context]) -> None:
    found = track_communities(days[1:]).windows
    assert [(window.since_ms, window.until_ms, window.communities) for window in found] == [
        (0, DAY, 2),
        (DAY, 2 * DAY, 3),
    ]


def test_one_window_is_refused(days: list[Context]) -> None:
    with pytest.raises(ParameterError, match="windows"):
        track_communities(days[:1])


def test_the_one_who_is_heard_outside_is_the_bridge(circles: Context) -> None:
    [found] = find_bridges(circles, origin="0", destination="1", n_samples=20_000).items
    assert found.accounts[0].account.key == "x:00"
    assert found.edges is not None
    [tie] = found.edges
    assert (tie.source.key, tie.target.key, tie.tie_share) == ("x:00", "x:20", 1.0)


def test_all_that_is_reached_is_lost_without_the_only_bridge(circles: Context) -> None:
    [found] = find_bridges(circles, origin="0", destination="1", n_samples=100_000).items
    assert found.edges is not None
    assert found.edges[0].lost.low <= found.reached.high
    assert found.edges[0].lost.high >= found.reached.low


def test_without_names_only_pairs_with_ties_are_listed(circles: Context) -> None:
    found = find_bridges(circles, n_samples=2_000).items
    assert [(pair.origin, pair.destination, pair.edges) for pair in found] == [(0, 1, None)]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"origin": "0"}, "destination"),
        ({"destination": "0"}, "origin"),
        ({"origin": "0", "destination": "0"}, "destination"),
        ({"n_samples": 999}, "n_samples"),
        ({"limit": 201}, "limit"),
        ({"random_seed": -1}, "random_seed"),
    ],
)
def test_bridges_that_cannot_be_asked_for_are_refused(
    circles: Context, asked: dict[str, object], name: str
) -> None:
    with pytest.raises(ParameterError, match=name):
        find_bridges(circles, **asked)  # type: ignore[arg-type]  # refused for that


def test_a_community_that_starts_nothing_on_a_topic_is_refused(circles: Context) -> None:
    with pytest.raises(ParameterError, match="in which somebody starts messages on beer"):
        find_bridges(circles, origin="0", destination="1", topic="beer", n_samples=1_000)


def test_a_network_of_nobody_has_no_communities(tmp_path: Path) -> None:
    with DuckDBStore(IN_MEMORY) as store:
        empty = Context(snapshot_of(store, Projection(), tmp_path), store="empty")
    assert list_communities(empty).items == []
    assert find_bridges(empty, n_samples=1_000).items == []
    with pytest.raises(CommunityNotFoundError, match="it has no communities"):
        describe_community(empty, "0")
    assert np.isnan(empty.communities()["modularity"])
