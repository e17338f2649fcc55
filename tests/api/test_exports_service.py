"""What each scope draws is what its answer says, told of one small real network."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from api.exports import Drawing
from api.services.community_cards import describe_community
from api.services.context import Context
from api.services.exports import MOST_NODES, AskedExport, Scope, draw_export, export_cost
from api.services.hidden import Hidden, KeyedHash
from api.services.paths import find_paths
from api.services.plans import AskedPlan, plan_seeds
from api.services.recorded import report_cascade
from api.services.relays import rank_relays
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import AccountNotFoundError, ParameterError
from graph.projection import Projection, snapshot_of
from tests.api import test_recorded_service as by_hand

KEYED = KeyedHash(bytes(range(32)))
ASKED: dict[Scope, dict[str, Any]] = {
    "relays": {"topic": "streetfood"},
    "plan": {"k": 3},
    "path": {"sources": ("twitter:0",), "target": "twitter:1"},
    "cascade": {"cascade": "p0"},
    "community": {"community": "0"},
    "ego": {"account": "twitter:20"},
    "topic": {"topic": "streetfood"},
}


def asked(scope: Scope, **more: Any) -> AskedExport:
    return AskedExport(scope=scope, **{**ASKED[scope], **more})


def drawn(context: Context, scope: Scope, **more: Any) -> Drawing:
    return draw_export(context, asked(scope, **more), keyed=None)


def leading(drawing: Drawing) -> list[str]:
    """Return the accounts with a rank, in its order."""
    ranks = {node.key: node.attributes.get("rank") for node in drawing.nodes}
    return sorted(
        (key for key, rank in ranks.items() if rank is not None), key=lambda key: int(ranks[key] or 0)
    )


def said(drawing: Drawing, name: str) -> dict[str, Any]:
    """Return a value by account, where it is known."""
    values = {node.key: node.attributes.get(name) for node in drawing.nodes}
    return {key: value for key, value in values.items() if value is not None}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The cascade made by hand."""
    folder: Path = tmp_path_factory.mktemp("snapshots")
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="small.csv", source="tests")
        store.append(load, 0, by_hand._batch())
        store.seal([load.number])
        return Context(snapshot_of(store, Projection(), folder), store="small")


def test_every_scope_has_a_question_here() -> None:
    assert set(ASKED) == set(get_args(Scope))


@pytest.mark.parametrize("scope", ASKED)
def test_the_same_question_is_drawn_alike(context: Context, scope: Scope) -> None:
    assert drawn(context, scope) == drawn(context, scope)


@pytest.mark.parametrize("scope", ASKED)
def test_edges_join_nodes_and_say_where_they_come_from(context: Context, scope: Scope) -> None:
    drawing = drawn(context, scope)
    keys = {node.key for node in drawing.nodes}
    assert {end for edge in drawing.edges for end in (edge.source, edge.target)} <= keys
    assert context.snapshot.address in drawing.description
    assert all(set(node.attributes) <= set(drawing.columns) for node in drawing.nodes)


@pytest.mark.parametrize("scope", ASKED)
def test_a_pseudonymous_drawing_names_nobody(context: Context, scope: Scope) -> None:
    told = str(draw_export(context, asked(scope), keyed=KEYED))
    assert not any(word in told for word in ("person", "Person", "twitter:", "mastodon:", "followers"))


def test_the_best_relays_are_drawn_in_their_order_with_what_they_carry(context: Context) -> None:
    answer = rank_relays(context, topic="streetfood", limit=4)
    drawing = drawn(context, "relays", limit=4)
    assert leading(drawing) == [item.account.key for item in answer.items]
    carried = {item.account.key: item.carried.people.value for item in answer.items}
    assert carried.items() <= said(drawing, "carried").items()


def test_relays_stand_among_those_they_have_a_tie_with(context: Context) -> None:
    drawing = drawn(context, "relays", limit=2)
    tied = {
        end
        for edge in drawing.edges
        for end in (edge.source, edge.target)
        if {edge.source, edge.target} & set(leading(drawing))
    }
    assert {node.key for node in drawing.nodes} == tied | set(leading(drawing))


def test_a_plan_is_drawn_with_its_gains(context: Context) -> None:
    plan = plan_seeds(context, AskedPlan(k=3))
    drawing = drawn(context, "plan")
    assert leading(drawing) == [seed.account.key for seed in plan.seeds]
    assert said(drawing, "gain") == {seed.account.key: seed.gain.value for seed in plan.seeds}


def test_a_plan_that_was_answered_is_drawn_as_it_was(context: Context) -> None:
    plan = plan_seeds(context, AskedPlan(k=3))
    again = draw_export(context, AskedExport(scope="plan", plan=plan), keyed=None)
    assert again.nodes == drawn(context, "plan").nodes


def test_paths_are_drawn_step_by_step(context: Context) -> None:
    [best, *_] = find_paths(context, sources=["twitter:0"], target="twitter:1").items
    drawing = drawn(context, "path")
    steps = {(edge.source, edge.target): edge.probability for edge in drawing.edges}
    keys = [account.key for account in best.accounts]
    assert [steps[step] for step in pairwise(keys)] == best.steps
    assert said(drawing, "path_probability")["twitter:1"] == best.probability


def test_ends_without_a_path_are_drawn_apart(context: Context) -> None:
    drawing = drawn(context, "path", sources=("twitter:1", "twitter:2"), target="twitter:30")
    assert (len(drawing.nodes), len(drawing.edges)) == (3, 0)


def test_a_community_is_drawn_whole_and_led_by_its_leaders(context: Context) -> None:
    card = describe_community(context, "0", limit=3)
    drawing = drawn(context, "community", limit=3)
    assert len(drawing.nodes) == card.size
    assert leading(drawing) == [member.account.key for member in card.leaders]


def test_an_ego_network_grows_by_hops_and_starts_with_the_ego(context: Context) -> None:
    near, far = (drawn(context, "ego", hops=hops) for hops in (1, 2))
    assert {node.key for node in near.nodes} < {node.key for node in far.nodes}
    assert leading(near)[0] == leading(far)[0] == "twitter:20"


def test_a_topic_is_drawn_without_the_ties_off_it(context: Context) -> None:
    on_topic, whole = drawn(context, "topic"), drawn(context, "topic", topic=None)
    assert len(on_topic.edges) < len(whole.edges) == context.snapshot.m
    assert len(on_topic.edges) == int((context.snapshot.tie_weights("streetfood").on_topic > 0).sum())


def test_a_message_is_drawn_from_hand_to_hand_in_time(recorded: Context) -> None:
    report = report_cascade(recorded, by_hand.MESSAGE, limit=3)
    drawing = draw_export(recorded, AskedExport(scope="cascade", cascade=by_hand.MESSAGE), keyed=None)
    assert len(drawing.nodes) == report.people
    assert {edge.kind for edge in drawing.edges} == {"passed on"}
    below = said(drawing, "people_below")
    assert [below[relay.account.key] for relay in report.relays] == [
        relay.people_below for relay in report.relays
    ]
    assert min(spell.start_ms for node in drawing.nodes for spell in node.spells) == by_hand.START_MS


def test_what_is_guessed_of_a_message_is_said_so(recorded: Context) -> None:
    drawing = draw_export(recorded, AskedExport(scope="cascade", cascade=by_hand.CREDITED), keyed=None)
    assert {edge.kind for edge in drawing.edges} == {"passed on, guessed"}


@pytest.mark.parametrize("scope", ["relays", "topic", "community", "ego"])
def test_who_objected_is_not_drawn(context: Context, scope: Scope) -> None:
    objecting = leading(drawn(context, scope))[1]
    hidden = replace(context, objections=Hidden(frozenset({KEYED.of(objecting)}), KEYED))
    drawing = drawn(hidden, scope)
    assert objecting not in {node.key for node in drawing.nodes}
    assert objecting not in str(drawing.edges)


def test_who_objected_has_no_ego_network(context: Context) -> None:
    hidden = replace(context, objections=Hidden(frozenset({KEYED.of("twitter:20")}), KEYED))
    with pytest.raises(AccountNotFoundError):
        drawn(hidden, "ego")


def test_of_too_many_accounts_the_leading_stay(context: Context) -> None:
    drawing = drawn(context, "topic", limit=5, max_nodes=9)
    assert len(drawing.nodes) <= 9
    assert leading(drawing) == leading(drawn(context, "topic", limit=5))
    assert sum(int(node.attributes["people"] or 0) for node in drawing.nodes) == 60


@pytest.mark.parametrize(
    ("scope", "more", "name"),
    [
        ("relays", {"cascade": "p0"}, "cascade"),
        ("cascade", {"topic": "streetfood"}, "topic"),
        ("cascade", {"model": "given"}, "model"),
        ("community", {"k": 3}, "k"),
        ("ego", {"account": None}, "account"),
        ("path", {"sources": ()}, "sources"),
        ("path", {"target": None}, "target"),
        ("plan", {"k": None}, "k"),
        ("plan", {"hops": 2}, "hops"),
        ("ego", {"hops": 7}, "hops"),
        ("topic", {"limit": 201}, "limit"),
        ("topic", {"max_nodes": MOST_NODES + 1}, "max_nodes"),
        ("topic", {"max_nodes": 0}, "max_nodes"),
        ("topic", {"random_seed": -1}, "random_seed"),
    ],
)
def test_what_means_nothing_to_a_scope_or_is_missing_is_refused(
    context: Context, scope: Scope, more: dict[str, Any], name: str
) -> None:
    with pytest.raises(ParameterError, match=f"^{name} must be"):
        drawn(context, scope, **more)


def test_a_scope_that_there_is_not_is_refused(context: Context) -> None:
    with pytest.raises(ParameterError, match="scope must be one of relays, plan"):
        draw_export(context, AskedExport(scope="all"), keyed=None)  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize("scope", ["relays", "plan", "ego"])
def test_what_a_drawing_takes_is_told_beforehand(context: Context, scope: Scope) -> None:
    cost = export_cost(context, asked(scope))
    assert cost.seconds > 0
    assert cost.bytes > 0
