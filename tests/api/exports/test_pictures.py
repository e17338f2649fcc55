"""From a picture to a drawing: merged where there is too much, the leading kept, coloured, named or not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from api.exports import Drawing
from api.services.context import Context
from api.services.hidden import KeyedHash
from api.services.pictures import PALE, PALETTE, Edges, Picture, drawn
from api.services.pseudonyms import Names
from graph.errors import ParameterError
from graph.records import UNTIMED

KEYED = KeyedHash(bytes(range(32)))
Draw = Callable[..., Drawing]


def picture(community: list[int], *, leading: tuple[int, ...] = (), times: tuple[int, ...] = ()) -> Picture:
    """Return everybody's influence on the next account, and of everybody but the first on the first."""
    n = len(community)
    ends = [(each, (each + 1) % n) for each in range(n)] + [(each, 0) for each in range(1, n - 1)]
    source, target = np.array(ends).T
    return Picture(
        title="Test",
        account=np.arange(n),
        community=np.array(community, dtype=np.int32),
        people=np.ones(n, dtype=np.int64),
        leading=np.array(leading, dtype=np.int64),
        value_name="carried",
        value=np.arange(n, dtype=np.float64),
        at_ms=np.array(times or [UNTIMED] * n, dtype=np.int64),
        edges=Edges(
            source,
            target,
            np.ones(len(ends)),
            np.full(len(ends), 0.5),
            np.zeros(len(ends), dtype=np.int8),
            np.full(len(ends), UNTIMED),
        ),
    )


@pytest.fixture
def draw(context: Context) -> Draw:
    def call(of: Picture, *, keyed: KeyedHash | None = None) -> Drawing:
        return drawn(of, Names(context.snapshot, keyed), description="", random_seed=0)

    return call


def test_a_picture_that_is_small_enough_stays_as_it_is() -> None:
    small = picture([0, 0, 1])
    assert small.merged(3) is small


def test_leading_nodes_stay_and_the_others_become_their_communities() -> None:
    merged = picture([0, 0, 0, 1, 1, -1, 2, 0], leading=(6, 1)).merged(6)
    assert merged.account.tolist() == [6, 1, -1, -1, -1]
    assert merged.community.tolist() == [2, 0, 0, 1, -1]
    assert merged.people.tolist() == [1, 1, 3, 2, 1]


def test_communities_for_which_there_is_no_room_become_one(draw: Draw) -> None:
    merged = picture([0, 0, 0, 1, 1, 2, 3, 4], leading=(0,)).merged(4)
    labels = {node.label for node in draw(merged).nodes}
    assert labels == {
        "@ada",
        "community 0: 2 people",
        "community 1: 2 people",
        "other communities: 3 people",
    }


@pytest.mark.parametrize("most", [2, 5, 9, 19])
def test_no_merged_picture_has_more_nodes_than_asked_for(most: int) -> None:
    merged = picture([each % 7 for each in range(20)], leading=(4,)).merged(most)
    assert len(merged.account) <= most
    assert merged.people.sum() == 20


def test_weights_between_groups_add_up_and_edges_within_vanish() -> None:
    whole = picture([0, 0, 0, 1, 1], leading=(0,))
    merged = whole.merged(3).edges
    group = np.array([0, 1, 1, 2, 2])
    between = group[whole.edges.source] != group[whole.edges.target]
    assert merged.weight.sum() == np.count_nonzero(between)
    assert (merged.source != merged.target).all()
    assert np.isnan(merged.probability).all()


def test_an_edge_between_leading_nodes_keeps_its_probability() -> None:
    merged = picture([0, 0, 0, 1, 1], leading=(0, 1)).merged(4).edges
    kept = (merged.source < 2) & (merged.target < 2)
    assert merged.probability[kept].tolist() == [0.5, 0.5]


def test_leading_nodes_that_fill_the_picture_alone_are_refused() -> None:
    with pytest.raises(ParameterError, match="max_nodes must be above 3, the nodes that are always shown"):
        picture([0] * 5, leading=(0, 1, 2)).merged(3)


def test_hidden_accounts_and_their_edges_are_gone() -> None:
    shown = picture([0, 0, 1, 1], leading=(0, 1, 3)).without(frozenset({1}))
    assert shown.account.tolist() == [0, 2, 3]
    assert shown.leading.tolist() == [0, 2]
    assert {*shown.account[shown.edges.source], *shown.account[shown.edges.target]} == {0, 2, 3}


def test_every_leading_node_has_a_colour_of_its_community(draw: Draw) -> None:
    n = 2 * len(PALETTE)
    nodes = draw(picture(list(range(n)), leading=tuple(range(n)))).nodes
    assert PALE not in {node.colour for node in nodes}


def test_the_largest_communities_differ_in_colour_and_small_ones_are_pale(draw: Draw) -> None:
    community = [each for each in range(len(PALETTE) + 3) for _ in range(3 if each < len(PALETTE) else 1)]
    colours = {node.community: node.colour for node in draw(picture(community)).nodes}
    assert [colours[each] for each in range(len(PALETTE))] == list(PALETTE)
    assert {colours[each] for each in range(len(PALETTE), len(PALETTE) + 3)} == {PALE}


def test_areas_grow_by_value(draw: Draw) -> None:
    sizes = {node.attributes["carried"]: node.size for node in draw(picture([0] * 5)).nodes}
    assert sizes == {each: pytest.approx(4 + 36 * (each / 4) ** 0.5, abs=0.01) for each in range(5)}


def test_pseudonyms_hide_names_followers_and_the_order_of_keys(draw: Draw) -> None:
    nodes = draw(picture([0] * 30), keyed=KEYED).nodes
    said = "".join(map(str, nodes))
    assert not any(told in said for told in ("person", "twitter:", "mastodon:", "followers"))
    assert [node.key for node in nodes] == sorted(node.key for node in nodes)
    by_account = {node.attributes["carried"]: node.key for node in nodes}
    assert [by_account[each] for each in sorted(by_account)] != sorted(by_account.values())  # type: ignore[type-var]  # floats


def test_pseudonyms_are_the_same_for_the_same_secret_and_snapshot(context: Context) -> None:
    names = [Names(context.snapshot, keyed).key(7) for keyed in (KEYED, KEYED, KeyedHash(bytes(32)))]
    assert names[0] == names[1] != names[2]


def test_times_count_from_the_first_under_pseudonyms(draw: Draw) -> None:
    timed = picture([0] * 3, times=(UNTIMED, 5_000, 7_000))
    starts = {
        keyed: sorted(spell.start_ms for node in draw(timed, keyed=keyed).nodes for spell in node.spells)
        for keyed in (None, KEYED)
    }
    assert starts == {None: [5_000, 7_000], KEYED: [0, 2_000]}


def test_the_earliest_time_of_a_group_is_kept() -> None:
    merged = picture([0, 0, 1, 1, 1], times=(9, 3, UNTIMED, 8, 5)).merged(2)
    assert merged.at_ms.tolist() == [5, 3]


def test_a_picture_of_nobody_is_drawn(draw: Draw) -> None:
    nobody = picture([0, 0]).without(frozenset({0, 1}))
    assert (len(draw(nobody).nodes), len(draw(nobody).edges)) == (0, 0)
