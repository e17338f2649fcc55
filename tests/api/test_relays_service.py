"""What the service of relays adds to the algorithm: starters, warnings, kept vectors, the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.services.context import Context
from api.services.relays import rank_relays, value_group
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import ListNotFoundError, ParameterError, TooFewAuthorsError
from graph.projection import GIVEN, Projection, snapshot_of
from graph.records import Batch, Ties
from tests.api.conftest import context_in


def path_context(folder: Path, *, platform: str = "x", kind: str = "INFLUENCES") -> Context:
    """Return the context of a path of four accounts with certain influence, 0 → 1 → 2 → 3."""
    given = kind == "INFLUENCES"
    rows = [
        {"kind": kind, "actor": a, "target": a + 1, "probability": 1.0}
        if given
        else {"kind": kind, "actor": a + 1, "target": a}
        for a in range(3)
    ]
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("path", file="path.csv", source="tests")
        store.append(load, 0, Batch([f"{platform}:{a}" for a in range(4)], Ties.of(rows)))
        store.seal([load.number])
        return Context(snapshot_of(store, Projection(model=GIVEN) if given else Projection(), folder), "path")


def test_relays_of_a_named_source_carry_what_lies_behind_them(tmp_path: Path) -> None:
    answer = rank_relays(path_context(tmp_path), sources=["x:0"])
    assert [item.account.key for item in answer.items] == ["x:1", "x:2"]
    for item, behind in zip(answer.items, (2, 1), strict=True):
        assert item.carried.people.low <= behind <= item.carried.people.high
        assert item.carried.relays.low <= behind <= item.carried.relays.high
        assert item.active_if_exposed is not None
        assert item.active_if_exposed.value == 1


def test_seeds_that_start_together_are_no_relays(tmp_path: Path) -> None:
    answer = rank_relays(path_context(tmp_path), seeds=["x:0", "x:1"])
    assert [item.account.key for item in answer.items] == ["x:2"]
    assert answer.meta.sources is not None
    assert (answer.meta.sources.rule, answer.meta.sources.accounts) == ("together", 2)


def test_sources_and_seeds_are_two_questions(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="sources"):
        rank_relays(path_context(tmp_path), sources=["x:0"], seeds=["x:1"])


def test_a_small_topic_is_refused(context: Context) -> None:
    with pytest.raises(TooFewAuthorsError, match="5 authors, 20 are needed"):
        rank_relays(context, topic="rare")


def test_a_kept_answer_is_the_computed_one_byte_for_byte(tmp_path: Path) -> None:
    first = rank_relays(context_in(tmp_path / "one"), topic="streetfood").model_dump_json()
    again = context_in(tmp_path / "two")
    assert rank_relays(again, topic="streetfood").model_dump_json() == first
    assert rank_relays(again, topic="streetfood").model_dump_json() == first


def test_an_unusual_random_seed_leaves_nothing_on_disk(tmp_path: Path) -> None:
    context = context_in(tmp_path)
    rank_relays(context, topic="streetfood")
    kept = sorted(context.snapshot.folder.iterdir())
    rank_relays(context, topic="streetfood", random_seed=1, n_samples=2_000)
    assert sorted(context.snapshot.folder.iterdir()) == kept


def test_an_unlearned_model_is_named_as_such(context: Context) -> None:
    answer = rank_relays(context, topic="streetfood")
    assert answer.meta.model is not None
    assert (answer.meta.model.name, answer.meta.model.learned) == ("weighted-cascade", False)
    assert "unlearned and not tested on your data" in answer.meta.warnings[0]


@pytest.mark.parametrize(("platform", "warned"), [("twitter", True), ("weibo", False)])
def test_a_platform_that_credits_the_original_hides_relays(
    tmp_path: Path, platform: str, warned: bool
) -> None:
    warnings = rank_relays(path_context(tmp_path, platform=platform, kind="RESHARES")).meta.warnings
    assert any("relays in between are hidden" in warning for warning in warnings) == warned


def test_without_follow_ties_the_answer_says_who_is_taken_to_listen(tmp_path: Path) -> None:
    warnings = rank_relays(path_context(tmp_path / "one", kind="MENTIONS")).meta.warnings
    assert any("without follow ties" in warning for warning in warnings)
    followed = rank_relays(path_context(tmp_path / "two", kind="FOLLOWS")).meta.warnings
    assert not any("without follow ties" in warning for warning in followed)


def test_equal_relays_are_too_close_to_call(tmp_path: Path) -> None:
    ties = Ties.of(
        [
            {"kind": "INFLUENCES", "actor": a, "target": b, "probability": 1.0}
            for a, b in ((0, 1), (1, 2), (3, 4), (4, 5))
        ]
    )
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("twins", file="twins.csv", source="tests")
        store.append(load, 0, Batch([f"x:{a}" for a in range(6)], ties))
        store.seal([load.number])
        context = Context(snapshot_of(store, Projection(model=GIVEN), tmp_path), "twins")
    answer = rank_relays(context)
    assert [(item.rank_low, item.rank_high) for item in answer.items] == [(1, 2), (1, 2)]
    assert any("2 of 2 ranks are too close to call" in warning for warning in answer.meta.warnings)


def test_who_is_left_out_of_the_list_still_carries(tmp_path: Path) -> None:
    answer = rank_relays(path_context(tmp_path), sources=["x:0"], exclude=["x:1"])
    assert [item.account.key for item in answer.items] == ["x:2"]
    assert answer.items[0].carried.people.low <= 1 <= answer.items[0].carried.people.high


def test_an_account_asked_for_alone_carries_what_it_carries_in_the_list(tmp_path: Path) -> None:
    context = path_context(tmp_path)
    of_all = {item.account.key: item.carried for item in rank_relays(context, sources=["x:0"]).items}
    alone = rank_relays(context, sources=["x:0"], accounts=["x:2"])
    assert {item.account.key: item.carried for item in alone.items} == {"x:2": of_all["x:2"]}


def test_behind_a_silenced_account_nobody_carries(tmp_path: Path) -> None:
    answer = rank_relays(path_context(tmp_path), sources=["x:0"], silenced=["x:2"])
    assert [item.account.key for item in answer.items] == ["x:1"]
    assert answer.items[0].carried.people.low <= 1 <= answer.items[0].carried.people.high


def test_a_seed_cannot_be_silenced(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="silenced"):
        rank_relays(path_context(tmp_path), seeds=["x:0"], silenced=["x:0"])


def test_fewer_samples_are_the_first_of_the_kept_ones(tmp_path: Path) -> None:
    fresh = rank_relays(context_in(tmp_path / "one"), n_samples=2_000).model_dump_json()
    kept = context_in(tmp_path / "two")
    rank_relays(kept)
    assert rank_relays(kept, n_samples=2_000).model_dump_json() == fresh


def test_another_model_is_named_and_leaves_nothing_on_disk(tmp_path: Path) -> None:
    context = context_in(tmp_path)
    rank_relays(context)
    files = sorted(context.snapshot.folder.iterdir())
    answer = rank_relays(context, model="constant:0.1")
    assert answer.meta.model is not None
    assert (answer.meta.model.name, answer.meta.model.rest_share) == ("constant:0.1", None)
    assert sorted(context.snapshot.folder.iterdir()) == files


def test_the_usual_model_by_name_is_the_usual_question(context: Context) -> None:
    by_name = rank_relays(context, model="weighted-cascade").model_dump_json()
    assert by_name == rank_relays(context).model_dump_json()


def test_a_certain_order_has_one_rank_each_and_no_warning(tmp_path: Path) -> None:
    answer = rank_relays(path_context(tmp_path), sources=["x:0"])
    assert [(item.rank_low, item.rank_high) for item in answer.items] == [(1, 1), (2, 2)]
    assert not any("close to call" in warning for warning in answer.meta.warnings)


def test_few_sources_are_drawn_forwards_and_everybody_backwards(context: Context) -> None:
    assert rank_relays(context, sources=["twitter:1"]).meta.direction == "forward"
    assert rank_relays(context).meta.direction == "reverse"


def test_either_direction_tells_the_same(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    forward = rank_relays(context, seeds=["twitter:1", "twitter:21"])
    monkeypatch.setattr("api.services.relay_questions._FEW", 0)
    reverse = rank_relays(context, seeds=["twitter:1", "twitter:21"])
    assert (forward.meta.direction, reverse.meta.direction) == ("forward", "reverse")
    found = {item.account.key: item.carried for item in reverse.items}
    for item in forward.items[:5]:
        for mine, other in (
            (item.carried.people, found[item.account.key].people),
            (item.carried.relays, found[item.account.key].relays),
        ):
            error = ((mine.high - mine.low) ** 2 + (other.high - other.low) ** 2) ** 0.5 / (2 * 1.96)
            assert abs(mine.value - other.value) <= 4 * error


@pytest.mark.parametrize("start", [{}, {"sources": ["twitter:1"]}], ids=["reverse", "forward"])
def test_hops_add_up_to_what_is_carried(context: Context, start: dict[str, Any]) -> None:
    answer = rank_relays(context, by_hop=True, limit=5, **start)
    for item in answer.items:
        assert item.by_hop is not None
        assert [hop.hop for hop in item.by_hop] == list(range(2, 2 + len(item.by_hop)))
        assert sum(hop.people.value for hop in item.by_hop) == pytest.approx(item.carried.people.value)
        assert sum(hop.relays.value for hop in item.by_hop) == pytest.approx(item.carried.relays.value)


def test_hops_are_told_only_where_they_are_asked_for(context: Context) -> None:
    assert all(item.by_hop is None for item in rank_relays(context, limit=3).items)


@pytest.mark.parametrize("name", ["exclude", "silenced"])
def test_a_list_stands_for_its_accounts(context: Context, name: str) -> None:
    listed: dict[str, Any] = {name: ["list:own"]}
    named: dict[str, Any] = {name: ["twitter:20", "twitter:40"]}
    by_list = rank_relays(context, **listed)
    assert by_list == rank_relays(context, **named)
    assert by_list != rank_relays(context)


def test_an_unknown_list_is_named_with_the_nearest(context: Context) -> None:
    with pytest.raises(ListNotFoundError, match="no list 'owm'; the nearest known: own"):
        rank_relays(context, exclude=["list:owm"])


def test_a_group_carries_what_it_cuts_off_and_comes_without_guarantee(tmp_path: Path) -> None:
    answer = value_group(path_context(tmp_path), accounts=["x:1", "x:2"], sources=["x:0"])
    # Who is behind account 1 is account 2, who sees it no more, and account 3.
    assert answer.carried.people.low <= 2 <= answer.carried.people.high
    assert any("no guarantee" in warning for warning in answer.meta.warnings)


def test_a_group_is_of_at_least_one_account_that_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="accounts"):
        value_group(path_context(tmp_path / "one"), accounts=[])
    with pytest.raises(ParameterError, match="accounts"):
        value_group(path_context(tmp_path / "two"), accounts=["x:0"], seeds=["x:0"])
