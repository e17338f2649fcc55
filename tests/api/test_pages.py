"""Lists page by page: nothing twice, nothing left out, and no cursor taken for another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.http.access import EVERYBODY
from api.http.app import create_app
from api.http.parts import Parts
from api.services.context import Context
from api.services.ledger import freeze_forecast
from api.services.plans import AskedPlan, plan_seeds
from api.state.audit import Line, write_line
from api.state.database import State
from api.state.jobs import Asked, add_job
from api.state.plans import keep_plan
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.projection import Projection, snapshot_of
from tests.api.conftest import dated_network
from tests.api.test_error_shape import problem_of

LISTS = {
    "/v1/relays?n_samples=2000": "account",
    "/v1/topics": "topic",
    "/v1/centrality/k-core": "account",
    "/v1/communities": "community",
    "/v1/bridges?n_samples=2000": "origin",
    "/v1/cascades": "cascade",
    "/v1/paths?sources=twitter:0&sources=twitter:20&target=twitter:5&n_samples=2000": "accounts",
    "/v1/upstream?topic=streetfood&n_permutations=99&max_q=1": "account",
    "/v1/graph/versions": "graph_version",
}
RELAYS, PATHS = "/v1/relays?n_samples=1000&", "/v1/paths?n_samples=1000&sources=twitter:0&target=twitter:5&"
CHANGES = [
    *((RELAYS, f"topic=streetfood&{each}") for each in ("", "random_seed=3")),
    (RELAYS, "counting=relays"),
    (RELAYS, "max_followers=100"),
    (RELAYS, "silenced=twitter:9"),
    (RELAYS, "exclude=twitter:9"),
    (RELAYS, "accounts=twitter:9"),
    (RELAYS, "model=constant:0.1"),
    (RELAYS, "sources=twitter:1"),
    (RELAYS, "seeds=twitter:1"),
    (RELAYS, "by_hop=true"),
    ("/v1/communities?", "method=cpm"),
    ("/v1/communities?", "resolution=2"),
    ("/v1/communities?", "stability=2"),
    ("/v1/centrality/pagerank?", "topic=streetfood"),
    ("/v1/centrality/pagerank?", "personalised=twitter:1"),
    ("/v1/centrality/harmonic?", "n_samples=200"),
    ("/v1/bridges?n_samples=1000&", "topic=streetfood"),
    ("/v1/bridges?n_samples=1000&", "random_seed=1"),
    (PATHS, "by=warm"),
    (PATHS, "max_hops=3"),
    (PATHS, "explain=true"),
    (PATHS, "sources=twitter:1"),
]


KEPT = ("jobs", "plans", "audit", "loads", "forecasts")


def page(client: FlaskClient, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.get_json()
    return body


def with_option(address: str, option: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{option}"


@pytest.mark.parametrize("address", LISTS)
def test_pages_put_together_are_the_list(client: FlaskClient, address: str) -> None:
    whole, cursor, found = page(client, with_option(address, "limit=200")), "", []
    while True:
        told = page(client, with_option(address, f"limit=2{cursor}"))
        found += told["items"]
        if not told["has_more"]:
            break
        cursor = f"&cursor={told['next_cursor']}"
    assert told["next_cursor"] is None
    name = LISTS[address]
    assert [item[name] for item in found] == [item[name] for item in whole["items"]]
    assert whole["total_estimate"] in (None, len(found))


@pytest.mark.parametrize(("address", "change"), CHANGES)
def test_a_cursor_of_another_question_is_refused(client: FlaskClient, address: str, change: str) -> None:
    cursor = page(client, f"{address}limit=1")["next_cursor"]
    problem_of(client.get(f"{address}{change}&cursor={cursor}"), 422, "cursor-of-another-question")


def test_a_cursor_of_another_list_is_refused(client: FlaskClient) -> None:
    cursor = page(client, "/v1/topics?limit=1")["next_cursor"]
    problem_of(client.get(f"/v1/cascades?cursor={cursor}"), 422, "cursor-of-another-question")


@pytest.fixture(scope="module")
def keeping(context: Context, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A service that has kept three of everything, or more."""
    state, file = State(), tmp_path_factory.mktemp("kept") / "s.duckdb"
    plan = plan_seeds(context, AskedPlan(k=1))
    for number in range(3):
        add_job(state, Asked("plan", str(EVERYBODY), "GET", "/v1/graph", "", {}, b""))
        keep_plan(
            state, f"{number:032x}", {}, plan.model_copy(update={"id": f"{number:032x}"}).model_dump_json()
        )
        write_line(state, Line("2026-01-01T00:00:00Z", "0a1b2c3d", "planner", "get_graph", 200, number))
    frozen = freeze_forecast(context, "a", seeds=["twitter:0"], at_ms=10**12)
    with DuckDBStore(file) as store:
        store.seal([store.begin(name, file=name, source="desk").number for name in "abc"])
    kept = {name: frozen.model_copy(update={"name": name}).model_dump_json() for name in "abc"}
    asked = replace(context, frozen=kept)
    return create_app(lambda: asked, parts=Parts(state, open_store=lambda: DuckDBStore(file))).test_client()


@pytest.mark.parametrize("kept", KEPT)
def test_pages_of_what_is_kept_put_together_are_the_list(keeping: FlaskClient, kept: str) -> None:
    whole = page(keeping, f"/v1/{kept}")
    most = len(whole["items"]) - 1
    first = page(keeping, f"/v1/{kept}?limit={most}")
    second = page(keeping, f"/v1/{kept}?limit={most}&cursor={first['next_cursor']}")
    assert (len(first["items"]), len(second["items"])) == (most, 1)
    assert first["items"] + second["items"] == whole["items"]
    assert [each["has_more"] for each in (whole, first, second)] == [False, True, False]
    assert second["next_cursor"] is None


@pytest.mark.parametrize("kept", KEPT)
def test_a_cursor_of_another_ledger_is_refused(keeping: FlaskClient, kept: str) -> None:
    other = page(keeping, f"/v1/{KEPT[KEPT.index(kept) - 1]}?limit=1")["next_cursor"]
    assert keeping.get(f"/v1/{kept}?cursor={other}").status_code in (409, 422)


def test_what_comes_while_a_list_is_read_moves_nothing_on_its_pages(keeping: FlaskClient) -> None:
    jobs = [job["id"] for job in page(keeping, "/v1/jobs")["items"]]
    first = page(keeping, "/v1/jobs?limit=1")
    state: State = keeping.application.extensions["ricochet"].state
    add_job(state, Asked("plan", str(EVERYBODY), "GET", "/v1/graph", "", {}, b""))
    second = page(keeping, f"/v1/jobs?limit=2&cursor={first['next_cursor']}")
    assert [job["id"] for job in first["items"] + second["items"]] == jobs


def test_a_changed_cursor_is_none(client: FlaskClient) -> None:
    cursor = page(client, "/v1/topics?limit=1")["next_cursor"]
    for place in range(len(cursor)):
        other = "A" if cursor[place] != "A" else "B"
        changed = cursor[:place] + other + cursor[place + 1 :]
        problem_of(client.get(f"/v1/topics?cursor={changed}"), 422, "invalid-parameter")


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Context, Context]:
    """The small network as it is, and as it was at the end of 2023, kept beside each other."""
    folder = tmp_path_factory.mktemp("versions")
    until_ms = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp() * 1000)
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="small.csv", source="tests")
        store.append(load, 0, dated_network())
        store.seal([load.number])
        before = Context(snapshot_of(store, Projection(until_ms=until_ms), folder), store="small")
        return before, Context(snapshot_of(store, Projection(), folder), store="small")


@pytest.fixture
def asked_now(two_versions: tuple[Context, Context]) -> FlaskClient:
    return create_app(lambda: two_versions[1]).test_client()


def test_versions_that_are_kept_are_listed(
    asked_now: FlaskClient, two_versions: tuple[Context, Context]
) -> None:
    items = page(asked_now, "/v1/graph/versions")["items"]
    before, now = (context.snapshot.address for context in two_versions)
    told = {item["graph_version"]: (item["current"], item["as_of"]) for item in items}
    assert told == {now: (True, None), before: (False, "2024-01-01T00:00:00Z")}


@pytest.mark.parametrize("asked", ["as_of=2024-01-01", "as_of=2024-01-01T02:00:00%2B02:00", "graph_version="])
def test_an_older_version_is_asked(
    asked_now: FlaskClient, two_versions: tuple[Context, Context], asked: str
) -> None:
    address = two_versions[0].snapshot.address
    meta = page(asked_now, f"/v1/graph?{asked}{address if asked.endswith('=') else ''}")["meta"]
    assert (meta["snapshot"], meta["as_of"]) == (address, "2024-01-01T00:00:00Z")


def test_a_time_of_which_no_version_is_kept_is_not_found(asked_now: FlaskClient) -> None:
    problem_of(asked_now.get("/v1/graph?as_of=2023-12-01"), 404, "graph-version-not-found")


def test_a_version_is_asked_by_one_name(asked_now: FlaskClient) -> None:
    address = f"/v1/graph?as_of=2024-01-01&graph_version={'0' * 32}"
    problem_of(asked_now.get(address), 422, "invalid-parameter")


def test_a_cursor_of_an_older_snapshot_is_stale(
    asked_now: FlaskClient, two_versions: tuple[Context, Context]
) -> None:
    older = f"&graph_version={two_versions[0].snapshot.address}"
    cursor = page(asked_now, f"/v1/centrality/k-core?limit=1{older}")["next_cursor"]
    assert page(asked_now, f"/v1/centrality/k-core?limit=1{older}&cursor={cursor}")["items"]
    problem_of(asked_now.get(f"/v1/centrality/k-core?limit=1&cursor={cursor}"), 409, "stale-cursor")


def test_fields_choose_what_is_told_of_each_item(client: FlaskClient) -> None:
    told = page(
        client, "/v1/relays?n_samples=2000&limit=2&fields=rank_low,account.key,by_hop.hop&by_hop=true"
    )
    assert [list(item) for item in told["items"]] == [["rank_low", "account", "by_hop"]] * 2
    assert all(list(item["account"]) == ["key"] for item in told["items"])
    assert {name for item in told["items"] for hop in item["by_hop"] for name in hop} == {"hop"}


def test_what_is_chosen_is_what_is_told_without_choosing(client: FlaskClient) -> None:
    address = "/v1/centrality/harmonic?n_samples=200&limit=5"
    chosen = page(client, f"{address}&fields=value,estimate")
    whole = page(client, address)
    assert chosen["items"] == [
        {name: item[name] for name in ("value", "estimate")} for item in whole["items"]
    ]
    assert chosen["meta"] == whole["meta"]


@pytest.mark.parametrize("fields", ["price", "account.price", "rank_low.value", "account,", "a b", ""])
def test_unknown_fields_are_refused(client: FlaskClient, fields: str) -> None:
    address = f"/v1/relays?n_samples=2000&limit=1&fields={fields}"
    assert problem_of(client.get(address), 422, "invalid-parameter").errors[0].name == "fields"


def test_ranks_count_on_from_page_to_page(client: FlaskClient) -> None:
    first = page(client, "/v1/relays?n_samples=2000&limit=3")
    second = page(client, f"/v1/relays?n_samples=2000&limit=3&cursor={first['next_cursor']}")
    ranks = [(item["rank_low"], item["rank_high"]) for told in (first, second) for item in told["items"]]
    assert all(low <= place <= high for place, (low, high) in enumerate(ranks, start=1))
