"""The map: everybody in one place whatever is asked, in their community; nobody lost, nobody hidden shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algorithms.communities import Method
from api.answers import Map
from api.services.communities import list_communities
from api.services.community_cards import describe_community
from api.services.context import Context
from api.services.hidden import Hidden, KeyedHash
from api.services.maps import draw_map
from api.services.relays import rank_relays
from graph.errors import (
    AccountNotFoundError,
    CommunityNotFoundError,
    ParameterError,
    TooFewAuthorsError,
    TopicNotFoundError,
)
from graph.influence import InfluenceGraph
from tests.api.conftest import N
from tests.snapshots import snapshot_with

KEYED = KeyedHash(bytes(32))


def places(drawn: Map) -> dict[str, tuple[float, float]]:
    nodes = drawn.nodes
    return {key: (x, y) for key, x, y in zip(nodes.key, nodes.x, nodes.y, strict=True) if key is not None}


def shown(drawn: Map) -> list[str]:
    return [key for key in drawn.nodes.key if key is not None]


def tieless(folder: Path, n: int) -> Context:
    return Context(snapshot_with(InfluenceGraph.from_edges(n, [], [], []), folder), store="small")


@pytest.fixture(scope="module")
def whole(context: Context) -> Map:
    return draw_map(context)


def test_everybody_is_drawn_where_there_is_room(whole: Map) -> None:
    assert len(places(whole)) == N == sum(whole.nodes.people)


@settings(max_examples=20)
@given(
    max_nodes=st.integers(10, 70),
    topic=st.sampled_from([None, "streetfood"]),
    community=st.sampled_from([None, "0", "2"]),
)
def test_whoever_is_drawn_stands_where_they_always_do(
    context: Context, whole: Map, max_nodes: int, topic: str | None, community: str | None
) -> None:
    drawn = draw_map(context, max_nodes=max_nodes, topic=topic, community=community)
    assert len(drawn.nodes.key) <= max_nodes
    assert places(drawn).items() <= places(whole).items()


@pytest.mark.parametrize("max_nodes", [7, 10, 30, 59, 60])
def test_everybody_is_in_one_node(context: Context, max_nodes: int) -> None:
    assert sum(draw_map(context, max_nodes=max_nodes).nodes.people) == N


def test_every_column_is_as_long(context: Context) -> None:
    drawn = draw_map(context, max_nodes=20, max_edges=30)
    for columns in (drawn.nodes, drawn.edges, drawn.links):
        assert len({len(column) for _, column in columns}) == 1


def test_nine_in_ten_members_are_within_the_radius(whole: Map) -> None:
    for community in whole.communities:
        apart = [
            np.hypot(x - community.x, y - community.y)
            for x, y, number in zip(whole.nodes.x, whole.nodes.y, whole.nodes.community, strict=True)
            if number == community.community
        ]
        assert len(apart) == community.size
        assert 0.9 <= np.mean(np.array(apart) <= community.radius + 0.02) < 1


@pytest.mark.parametrize("method", ["leiden", "label-propagation"])
def test_leaders_on_the_list_are_those_on_the_cards(context: Context, method: Method) -> None:
    for item in list_communities(context, method=method).items:
        card = describe_community(context, str(item.community), method=method, limit=len(item.leaders))
        assert item.leaders == [member.account for member in card.leaders]


def test_communities_have_the_leader_and_the_topic_of_their_cards(context: Context, whole: Map) -> None:
    listed = list_communities(context).items
    cards = [describe_community(context, str(item.community)) for item in listed]
    assert [(item.size, item.leader, item.topic) for item in whole.communities] == [
        (card.size, card.leaders[0].account, card.topics[0].name if card.topics else None) for card in cards
    ]


def test_relays_come_first_with_what_they_carry(context: Context) -> None:
    drawn = draw_map(context, topic="streetfood", max_nodes=40)
    ranked = rank_relays(context, topic="streetfood", limit=5).items
    assert shown(drawn)[:5] == [relay.account.key for relay in ranked]
    assert drawn.nodes.value[:5] == [round(relay.carried.people.value, 3) for relay in ranked]


def test_named_accounts_are_drawn_first(context: Context) -> None:
    drawn = draw_map(context, accounts=["twitter:3", "list:own"], max_nodes=9)
    assert set(shown(drawn)[:3]) == {"twitter:3", "twitter:20", "twitter:40"}


def test_a_map_of_a_community_has_its_members_and_who_is_named(context: Context, whole: Map) -> None:
    drawn = draw_map(context, community="1", accounts=["twitter:0"])
    members = {key for key, number in zip(whole.nodes.key, whole.nodes.community, strict=True) if number == 1}
    assert set(shown(drawn)) == members | {"twitter:0"}


def test_the_rest_of_a_community_is_one_node_in_its_middle(context: Context) -> None:
    drawn = draw_map(context, max_nodes=10)
    middle = {item.community: (item.x, item.y) for item in drawn.communities}
    merged = [place for place, key in enumerate(drawn.nodes.key) if key is None]
    assert len(merged) == len(drawn.communities)
    for place in merged:
        number = drawn.nodes.community[place]
        assert number is not None
        assert (drawn.nodes.x[place], drawn.nodes.y[place]) == middle[number]
        assert drawn.nodes.value[place] is None


def test_edges_are_the_networks_own_between_the_drawn(context: Context) -> None:
    drawn = draw_map(context, topic="streetfood", max_nodes=30)
    graph, account = context.influence_graph("streetfood"), list(map(context.account_number, shown(drawn)))
    probability = {
        (int(source), int(target)): each
        for source, target, each in zip(graph.in_sources, graph.in_targets, graph.probability, strict=True)
    }
    inside = {pair for pair, each in probability.items() if each > 0 and set(pair) <= set(account)}
    edges = drawn.edges
    told = [(account[s], account[t]) for s, t in zip(edges.source, edges.target, strict=True)]
    assert set(told) == inside
    assert edges.probability == [round(float(probability[pair]), 6) for pair in told]


def test_the_likeliest_way_into_each_node_comes_first(context: Context, whole: Map) -> None:
    heard = len(set(whole.edges.target))
    few = draw_map(context, max_edges=heard).edges
    likeliest: dict[int, float] = {}
    for target, probability in zip(whole.edges.target, whole.edges.probability, strict=True):
        likeliest[target] = max(probability, likeliest.get(target, 0.0))
    assert dict(zip(few.target, few.probability, strict=True)) == likeliest


def test_links_add_up_all_ties_between_communities(context: Context, whole: Map) -> None:
    graph, membership = context.influence_graph(), context.membership()
    source, target = membership[graph.in_sources], membership[graph.in_targets]
    links = whole.links
    for origin, destination, ties, carried in zip(
        links.origin, links.destination, links.ties, links.carried, strict=True
    ):
        between = (source == origin) & (target == destination)
        assert ties == between.sum() > 0
        assert carried == pytest.approx(graph.probability[between].sum(), abs=1e-3)
    assert sum(links.ties) == (source != target).sum()


@pytest.mark.parametrize("max_nodes", [10, 60])
def test_whoever_objected_is_in_no_map(context: Context, max_nodes: int) -> None:
    best = rank_relays(context, limit=1).items[0].account.key
    hidden = replace(context, objections=Hidden(frozenset({KEYED.of(best)}), KEYED))
    drawn = draw_map(hidden, max_nodes=max_nodes)
    assert best not in drawn.model_dump_json()
    assert sum(drawn.nodes.people) == N - 1
    assert hidden.told(drawn) == drawn
    with pytest.raises(AccountNotFoundError):
        draw_map(hidden, accounts=[best])


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"topic": "nothing"}, TopicNotFoundError),
        ({"topic": "rare"}, TooFewAuthorsError),
        ({"accounts": ["nobody"]}, AccountNotFoundError),
        ({"community": "99"}, CommunityNotFoundError),
        ({"max_nodes": 0}, ParameterError),
        ({"max_nodes": 20_001}, ParameterError),
        ({"max_edges": 60_001}, ParameterError),
        ({"accounts": ["list:own"], "max_nodes": 1}, ParameterError),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    context: Context, asked: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        draw_map(context, **asked)  # type: ignore[arg-type]  # refused for that


@pytest.mark.parametrize("n", [1, 3])
def test_accounts_without_ties_are_drawn(tmp_path: Path, n: int) -> None:
    drawn = draw_map(tieless(tmp_path, n))
    assert drawn.nodes.community == [None] * n
    assert (drawn.edges.source, drawn.links.origin, drawn.communities) == ([], [], [])
    assert len(set(places(drawn).values())) == n


def test_those_without_a_community_can_be_one_node(tmp_path: Path) -> None:
    nodes = draw_map(tieless(tmp_path, 9), max_nodes=3).nodes
    assert (nodes.people, nodes.key[-1]) == ([1, 1, 7], None)


def test_communities_without_room_are_told_of(tmp_path: Path) -> None:
    pairs = np.arange(0, 40, 2)
    graph = InfluenceGraph.from_edges(40, pairs, pairs + 1, 0.5)
    drawn = draw_map(Context(snapshot_with(graph, tmp_path), store="small"), max_nodes=10)
    lost = 40 - sum(drawn.nodes.people)
    assert lost > 0
    assert any(f"{lost} accounts of small communities" in warning for warning in drawn.meta.warnings)
