"""How A reaches B: paths, any way, and two sides that do not meet."""

from __future__ import annotations

from math import prod
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.answers import PathItem, Paths
from api.services.context import Context
from api.services.paths import find_paths
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import AccountNotFoundError, ParameterError
from graph.projection import Projection, snapshot_of
from graph.records import UNTIMED, Batch, Ties


def chance(item: PathItem) -> float:
    assert item.probability is not None
    return item.probability


def test_paths_come_best_first_and_multiply_their_steps(context: Context) -> None:
    answer = find_paths(context, sources=["twitter:0"], target="twitter:33", limit=4)
    probabilities = [chance(item) for item in answer.items]
    assert len(answer.items) == 4
    assert probabilities == sorted(probabilities, reverse=True)
    assert probabilities == pytest.approx([prod(item.steps or ()) for item in answer.items])


def test_by_any_way_is_at_least_as_likely_as_by_the_best_path(context: Context) -> None:
    answer = find_paths(context, sources=["twitter:0"], target="twitter:5")
    assert answer.any_way is not None
    assert chance(answer.items[0]) <= answer.any_way.passes_on.high
    assert answer.any_way.passes_on.value <= answer.any_way.sees.value


def test_of_a_set_the_best_starts(context: Context) -> None:
    alone = find_paths(context, sources=["twitter:20"], target="twitter:33", limit=1)
    together = find_paths(context, sources=["twitter:3", "twitter:20"], target="twitter:33", limit=1)
    assert chance(together.items[0]) >= chance(alone.items[0])


def test_two_sides_that_do_not_meet_are_counted(context: Context) -> None:
    silent = context.under("constant:0")
    answer = find_paths(silent, sources=["twitter:0"], target="twitter:5")
    assert answer.items == []
    assert answer.separation is not None
    assert (answer.separation.reached, answer.separation.reaching) == (1, 1)


def test_a_path_that_is_only_too_long_is_no_separation(context: Context) -> None:
    answer = find_paths(context, sources=["twitter:0"], target="twitter:33", max_hops=1)
    assert (answer.items, answer.separation) == ([], None)


def test_an_account_that_is_not_there_is_named(context: Context) -> None:
    with pytest.raises(AccountNotFoundError, match="person99"):
        find_paths(context, sources=["twitter:0"], target="person99")


def test_a_target_among_the_sources_is_refused(context: Context) -> None:
    with pytest.raises(ParameterError, match="target"):
        find_paths(context, sources=["twitter:0", "twitter:5"], target="twitter:5")


DAY_MS = 86_400_000


def talk(actor: int, target: int, day: float, kind: str = "REPLIES_TO") -> dict[str, object]:
    at_ms = UNTIMED if day < 0 else int(day * DAY_MS)
    return {"kind": kind, "actor": actor, "target": target, "at_ms": at_ms, "count": 1}


def context_with(folder: Path, *rows: dict[str, object]) -> Context:
    """Return what answers about four people who talk to each other."""
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="talk.csv", source="tests")
        store.append(load, 0, Batch([f"x:{i}" for i in range(4)], Ties.of(rows)))
        store.seal([load.number])
        return Context(snapshot_of(store, Projection(), folder), store="talk")


def keys(answer: Paths) -> list[list[str]]:
    return [[account.key for account in item.accounts] for item in answer.items]


def both_talk(one: int, other: int, day: float) -> list[dict[str, object]]:
    return [talk(one, other, day), talk(other, one, day)]


def test_the_warmest_introduction_is_by_who_still_answers(tmp_path: Path) -> None:
    long_ago = [*both_talk(0, 1, 10), *both_talk(1, 3, 10)]
    lately = [*both_talk(0, 2, 390), *both_talk(2, 3, 400)]
    context = context_with(tmp_path, *long_ago, *lately)
    answer = find_paths(context, sources=["x:0"], target="x:3", by="warm", tie_half_life_days=10)
    assert keys(answer) == [["x:0", "x:2", "x:3"], ["x:0", "x:1", "x:3"]]
    assert answer.items[0].steps == pytest.approx([1 / 4, 1 / 2])
    assert answer.items[0].strength == pytest.approx(1 / 8)
    assert (answer.items[0].bottleneck, answer.as_of) == (0, "1971-02-05T00:00:00.000Z")


def test_who_never_answers_introduces_nobody(tmp_path: Path) -> None:
    one_way = [talk(0, 1, 1), talk(3, 1, 1), talk(1, 3, 1)]
    answer = find_paths(context_with(tmp_path, *one_way), sources=["x:0"], target="x:3", by="warm")
    assert answer.items == []
    assert answer.separation is not None
    assert (answer.separation.reached, answer.separation.reaching) == (1, 2)


def test_ties_without_times_do_not_age_and_the_answer_says_so(tmp_path: Path) -> None:
    rows = [*both_talk(0, 3, -1), talk(0, 3, -1, "FOLLOWS")]
    answer = find_paths(context_with(tmp_path, *rows), sources=["x:0"], target="x:3", by="warm")
    assert (answer.items[0].strength, answer.as_of) == (0.5, None)
    assert answer.meta.warnings == ["no exchange has a known time, so ties do not age"]


def test_followers_alone_introduce_nobody_and_the_answer_says_so(tmp_path: Path) -> None:
    rows = [talk(0, 3, -1, "FOLLOWS"), talk(3, 0, -1, "FOLLOWS")]
    answer = find_paths(context_with(tmp_path, *rows), sources=["x:0"], target="x:3", by="warm")
    assert answer.items == []
    assert answer.meta.warnings == [
        "no mention, reply, quote or reshare is known here, so nobody can introduce anybody"
    ]


def test_by_time_each_bounce_comes_after_the_one_before(tmp_path: Path) -> None:
    acts = [talk(1, 0, 5, "RESHARES"), talk(3, 1, 2, "RESHARES"), talk(2, 0, 5, "RESHARES")]
    acts += [talk(3, 2, 6.5, "RESHARES")]  # 3 had it of 1 before 1 had it of 0
    answer = find_paths(context_with(tmp_path, *acts), sources=["x:0"], target="x:3", by="time")
    assert keys(answer) == [["x:0", "x:2", "x:3"]]
    assert answer.items[0].times == ["1970-01-06T00:00:00.000Z", "1970-01-07T12:00:00.000Z"]
    assert answer.items[0].duration_seconds == 1.5 * 86_400


def test_where_no_acts_lead_there_the_answer_says_so(tmp_path: Path) -> None:
    acts = [talk(1, 0, 5, "RESHARES"), talk(3, 1, 2, "RESHARES")]
    answer = find_paths(context_with(tmp_path, *acts), sources=["x:0"], target="x:3", by="time")
    assert answer.items == []
    assert answer.meta.warnings == ["no recorded acts, each after the one before, lead there"]


@pytest.mark.parametrize(
    ("by", "meaningless"),
    [
        ("warm", {"topic": "streetfood"}),
        ("warm", {"least_probability": 0.1}),
        ("warm", {"model": "given"}),
        ("time", {"max_hops": 3}),
        ("time", {"model": "trivalency"}),
    ],
)
def test_what_means_nothing_to_a_kind_of_path_is_refused(
    context: Context, by: str, meaningless: dict[str, object]
) -> None:
    with pytest.raises(ParameterError, match=f"{next(iter(meaningless))}.* left out where paths"):
        find_paths(context, sources=["twitter:0"], target="twitter:5", by=by, **meaningless)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(("name", "value"), [("by", "luck"), ("tie_half_life_days", 0.0)])
def test_a_kind_or_half_life_that_there_is_not_is_refused(context: Context, name: str, value: object) -> None:
    asked: dict[str, object] = {"by": "warm", name: value}
    with pytest.raises(ParameterError, match=name):
        find_paths(context, sources=["twitter:0"], target="twitter:5", **asked)  # type: ignore[arg-type]  # wrong on purpose


def test_a_list_is_no_account_to_be_reached(client: FlaskClient) -> None:
    for asked in ("paths?by=influence", "paths?by=warm", "paths?by=time", "exports/graphology?scope=path"):
        answer = client.get(f"/v1/{asked}&sources=twitter:1&target=list:own")
        assert (answer.status_code, answer.get_json()["title"]) == (404, "No such account")
