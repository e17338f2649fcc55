"""Objection, erasure and access: the commands, the files they leave, and every answer after them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.answers import Certificate, Estimate, Plan, PlannedSeed
from api.http.access import ROLES, operation
from api.http.app import Application
from api.services.context import Context
from api.services.hidden import KeyedHash
from api.services.loading import load_files
from api.services.privacy import (
    erase_subject,
    object_to_answers,
    objections,
    renew_hashes,
    traces_of,
    withdraw_objection,
)
from api.state.database import FILE, State
from api.state.jobs import Asked, Reply, jobs, remember_answer
from api.state.plans import forget_plan, keep_plan, stored_plans
from graph.duckdb_store import DuckDBStore
from graph.errors import StoreUnavailableError
from graph.neo4j_store import Neo4jStore
from graph.projection import Projection, project, snapshot_of
from graph.snapshot import content_address
from graph.store import GraphStore
from loaders import Reading
from ricochet.secret import secret_of
from ricochet.settings import Settings
from ricochet.wiring import create_application, open_context, open_store
from tests.ricochet.conftest import Run

PEOPLE = 60
ERASED = [f"canary{number:02}" for number in range(20)]
SECRET = KeyedHash(bytes(range(64)))
NEWER = KeyedHash(b"1" * 32, former=(SECRET.secret,))


def _who(number: int) -> str:
    return f"canary{number:02}" if number < 20 else f"person{number:02}"


Row = tuple[str, ...]


def _rows(*, without: Collection[str]) -> Iterator[tuple[str, list[Row]]]:
    """Return the rows of each file in which people name each other in every way, without those of some."""
    names = [_who(number) for number in range(PEOPLE)]
    follows: list[Row] = [
        (a, names[place % PEOPLE]) for i, a in enumerate(names) for place in (i + 1, 7 * i + 3, 20 + i % 3)
    ]
    posts: list[Row] = [(f"m{i}", a, f"2024-05-01T00:{i:02}:00Z", "food") for i, a in enumerate(names[10:50])]
    reposts: list[Row] = [
        (f"m{i}", names[(10 + i + k) % PEOPLE], names[10 + i], f"2024-05-02T{k:02}:{i:02}:00Z")
        for i in range(40)
        for k in range(1, 6)
    ]
    prices: list[Row] = [(a, str(10 + i), "EUR") for i, a in enumerate(names)]
    lists: list[Row] = [("own", a) for a in names[::4]]
    files: dict[str, tuple[Row, list[Row]]] = {
        "follows": (("follower", "followee"), [each for each in follows if each[0] != each[1]]),
        "messages": (("message", "author", "at", "topic"), posts),
        "reposts": (("message", "account", "parent", "at"), reposts),
        "prices": (("account", "price", "currency"), prices),
        "lists": (("list", "account"), lists),
    }
    for name, (header, rows) in files.items():
        yield name, [header, *(row for row in rows if not set(row) & set(without))]


def _loaded(store: GraphStore, folder: Path, *, without: Collection[str] = (), source: str = "files") -> int:
    """Load all files into a store, and return how many rows were left out because somebody was erased."""
    suppressed = 0
    for name, rows in _rows(without=without):
        file = folder / f"{name}.csv"
        file.write_text("\n".join(map(",".join, rows)) + "\n")
        kind: Any = None if name == "follows" else name
        reading = Reading(platform="x", kind=kind)
        report = load_files(lambda: _kept_open(store), [file], reading, source=source, secret=lambda: SECRET)
        suppressed += report.suppressed
    shutil.rmtree(folder)
    folder.mkdir()
    return suppressed


class _KeptOpen:
    """A store whose `with` leaves it open, for services that open and close the one they are given."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def __enter__(self) -> GraphStore:
        return self._store

    def __exit__(self, *_: object) -> None:
        pass


def _kept_open(store: GraphStore) -> Any:
    return _KeptOpen(store)


@pytest.fixture(params=["duckdb", "neo4j"])
def graph_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    if request.param == "neo4j":
        served: Neo4jStore = request.getfixturevalue("neo4j_store")
        yield served
    else:
        with DuckDBStore(tmp_path / "s.duckdb") as embedded:
            yield embedded


def test_twenty_people_who_are_erased_do_not_come_back_and_nobody_else_notices(
    graph_store: GraphStore, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    snapshots = tmp_path / "snapshots"
    _loaded(graph_store, files)
    before = snapshot_of(graph_store, Projection(), snapshots)
    assert sum("canary" in str(key) for key in before.keys) == 20
    for name in ERASED:
        erase_subject(graph_store, f"x:{name}", lambda: SECRET, traces_of(snapshots, None))
    left_out = [_loaded(graph_store, files, source=source) for source in ("files", "again", "more")]
    with DuckDBStore(":memory:") as never_saw_them:
        for source in ("files", "again", "more"):
            _loaded(never_saw_them, files, without=ERASED, source=source)
        expected = project(never_saw_them, Projection())
    found = project(graph_store, Projection())
    assert left_out[0] == left_out[1] == left_out[2] > 200
    assert found[1] == expected[1]
    assert content_address(found[0], {}) == content_address(expected[0], {})


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with sixty people, and its snapshot."""
    folder = tmp_path_factory.mktemp("prepared")
    settings = Settings(store=str(folder / "store" / "s.duckdb"), min_authors=1)
    (folder / "store").mkdir()
    (folder / "files").mkdir()
    with open_store(settings) as store:
        _loaded(store, folder / "files")
    open_context(settings).communities()
    return folder / "store"


@pytest.fixture
def settings(prepared: Path, tmp_path: Path) -> Settings:
    """The same, for one test to change."""
    shutil.copytree(prepared, tmp_path / "store")
    return Settings(store=str(tmp_path / "store" / "s.duckdb"), min_authors=1)


def _files_with(folder: Path, word: str) -> list[str]:
    return [
        str(file.relative_to(folder))
        for file in sorted(folder.rglob("*"))
        if file.is_file() and word.encode() in file.read_bytes()
    ]


def test_no_file_of_the_store_knows_who_was_erased(run: Run, settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    keep_plan(State(settings.snapshot_folder / FILE), "a", {"k": 1}, '{"seeds": ["x:canary12"]}')
    keep_plan(State(settings.snapshot_folder / FILE), "b", {"k": 1}, '{"seeds": ["x:canary121"]}')
    (folder / "ricochet.refused.csv").write_text("line,column,reason,text\n3,at,no time,canary12;never\n")
    assert len(_files_with(folder, "canary12")) > 3
    answer = run("privacy", "erase", "canary12", "--store", settings.store, "--json")
    receipt = json.loads(answer.stdout)
    assert receipt["right"] == "erasure"
    assert {name: count > 0 for name, count in receipt["removed"].items()} == {
        **dict.fromkeys(("accounts", "ties", "posts", "reposts", "prices", "lists"), True),
        **dict.fromkeys(("snapshots", "remembered", "files"), True),
        "documents": False,
    }
    assert "canary12" not in answer.output
    state = State(settings.snapshot_folder / FILE)
    assert [plan.id for plan in stored_plans(state, limit=9)] == ["b"]
    forget_plan(state, "b")
    state.overwrite_log()
    assert _files_with(folder, "canary12") == []


def test_erasing_twice_leaves_what_is_there(run: Run, settings: Settings) -> None:
    run("privacy", "erase", "x:canary07", "--store", settings.store)
    before = open_context(settings).snapshot.address
    again = json.loads(run("privacy", "erase", "x:canary07", "--store", settings.store, "--json").stdout)
    assert set(again["removed"].values()) == {0}
    assert open_context(settings).snapshot.address == before
    assert open_context(settings).snapshot.folder.exists()


def test_an_erasure_that_was_cut_off_is_finished_by_asking_again(settings: Settings) -> None:
    class CutOff(DuckDBStore):
        def erase(self, accounts: Collection[str]) -> dict[str, int]:
            raise KeyboardInterrupt(str(accounts))

    secret = partial(secret_of, settings)
    with pytest.raises(KeyboardInterrupt), CutOff(settings.store) as failing:
        erase_subject(failing, "x:canary07", secret, traces_of(settings.snapshot_folder, None))
    context = open_context(settings)
    assert [str(context.snapshot.keys[number]) for number in context.hidden] == ["x:canary07"]
    with open_store(settings) as store:
        receipt = erase_subject(store, "x:canary07", secret, traces_of(settings.snapshot_folder, None))
    assert receipt.removed["accounts"] == 1


def test_without_the_secret_nothing_is_loaded_and_nobody_answered(run: Run, settings: Settings) -> None:
    run("privacy", "object", "x:canary07", "--store", settings.store)
    settings.secret_file.unlink()
    with pytest.raises(StoreUnavailableError, match="another secret"):
        open_context(settings)
    for command in (("relays",), ("privacy", "object", "person30"), ("privacy", "erase", "person30")):
        answer = run(*command, "--store", settings.store)
        assert (answer.exit_code, "set RICOCHET_SECRET" in answer.stderr) == (3, True)


def test_what_is_held_is_told_with_its_source_and_its_scores(run: Run, settings: Settings) -> None:
    run("privacy", "object", "person30", "--store", settings.store)
    told = json.loads(run("privacy", "access", "person30", "--store", settings.store, "--json").stdout)
    assert (told["key"], told["objected"], told["since"] is not None) == ("x:person30", True, True)
    assert [(load["file"], sum(load["rows"].values()) > 0) for load in told["loads"]] == [
        (f"{name}.csv", True) for name in ("follows", "messages", "reposts", "prices")
    ]
    named = sum(len({"x:person30"} & {tie["actor"], tie["target"]}) for tie in told["ties"])
    assert named == len(told["ties"]) == sum(load["rows"]["ties"] for load in told["loads"])
    assert [post["key"] for post in told["posts"]] == ["x:m20"]
    assert (told["price"]["price"], told["lists"]) == (40.0, [])
    assert [score["name"] for score in told["scores"]] == ["community", "pagerank", "carried"]


def test_of_somebody_unknown_nothing_is_held(run: Run, settings: Settings) -> None:
    answer = run("privacy", "access", "x:stranger", "--store", settings.store)
    assert (answer.exit_code, "no account" in answer.stderr) == (2, True)


def test_whoever_takes_an_objection_back_is_in_answers_again(settings: Settings, run: Run) -> None:
    client = create_application(settings).test_client()
    at, asked = "/v1/privacy/subjects/x:person30", "/v1/accounts/x:person30"
    before = client.get(asked)
    objected = client.post(f"{at}/object").get_json()
    assert client.get(asked).status_code == 404
    receipt = client.post(f"{at}/withdraw").get_json()
    assert (receipt["right"], receipt["subject"]) == ("withdrawal", objected["subject"])
    assert receipt["digest"] != objected["digest"]
    assert client.get(asked).data == before.data
    assert client.get("/v1/graph").get_json()["meta"]["excluded"] == 0
    with open_store(settings, read_only=True) as store:
        assert store.kept("objection") == {}


def test_only_an_objection_that_stands_is_taken_back(settings: Settings, run: Run) -> None:
    take_back = ("privacy", "withdraw", "person30", "--store", settings.store)
    never = run(*take_back)
    assert (never.exit_code, never.stderr) == (2, "ricochet: no objection stands in that name\n")
    run("privacy", "object", "person30", "--store", settings.store)
    assert "withdrawal" in run(*take_back).stdout
    assert run(*take_back).exit_code == 2
    run("privacy", "object", "person30", "--store", settings.store)
    run("privacy", "erase", "person30", "--store", settings.store)
    assert run("privacy", "withdraw", "x:person30", "--store", settings.store).exit_code == 2


def test_somebody_may_object_before_they_are_known(run: Run, settings: Settings, tmp_path: Path) -> None:
    assert run("privacy", "object", "x:newcomer", "--store", settings.store).exit_code == 0
    (tmp_path / "more.csv").write_text("follower,followee\nnewcomer,person30\n")
    run("load", tmp_path / "more.csv", "--platform", "x", "--store", settings.store)
    context = open_context(settings)
    assert [str(context.snapshot.keys[number]) for number in context.hidden] == ["x:newcomer"]


GETS = [
    "/v1/relays?limit=200&explain=true",
    "/v1/relays?limit=200&by_hop=true&fields=account.key",
    "/v1/relays?topic=food&limit=200",
    "/v1/centrality/pagerank?limit=200",
    "/v1/centrality/betweenness?limit=200",
    "/v1/communities?limit=200",
    "/v1/map",
    "/v1/map?max_nodes=20",
    "/v1/communities/0?limit=200&max_followers=100",
    "/v1/bridges?limit=200",
    "/v1/bridges?origin=0&destination=1&limit=200",
    "/v1/cascades?limit=200",
    "/v1/cascades/x:m5?limit=200&credit=shapley",
    "/v1/cascades/x:m12?limit=200&replay=true",
    "/v1/upstream?topic=food&max_q=1&limit=200",
    "/v1/accounts/rising?topic=food&days=0.1&limit=200",
    "/v1/audiences/unheard?days=0.001&k=2&limit=200",
    "/v1/paths?sources=x:person20&target=x:person41&limit=100",
    "/v1/paths?sources=x:person20&target=x:person41&by=warm&limit=100",
    "/v1/paths?sources=x:person20&target=x:person41&by=time",
    "/v1/accounts/x:person21?explain=true",
    "/v1/exports/graphml?scope=topic&reveal=true",
    "/v1/exports/cypher?scope=cascade&cascade=x:m12&reveal=true",
    "/v1/exports/gexf?scope=path&sources=x:person20&target=x:person41&reveal=true",
    "/v1/exports/dot?scope=ego&account=x:person20&hops=2&reveal=true",
    "/v1/exports/graphology?scope=community&community=0&reveal=true",
    "/v1/exports/cytoscape?limit=200&reveal=true",
]
POSTS: list[tuple[str, dict[str, Any]]] = [
    ("/v1/accounts/search?limit=200", {}),
    ("/v1/accounts/search?limit=200", {"q": "anar"}),
    ("/v1/cascades/draw", {"seeds": ["x:person20"], "limit": 200, "replay": True}),
    ("/v1/cascades/simulate", {"seeds": ["x:person20"], "by_community": True}),
]


@pytest.fixture(scope="module")
def hiding(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Application:
    """The sixty people, twenty of whom have objected."""
    folder = tmp_path_factory.mktemp("hiding") / "store"
    shutil.copytree(prepared, folder)
    settings = Settings(store=str(folder / "s.duckdb"), min_authors=1)
    app = create_application(settings)
    first, *others = ERASED
    with open_store(settings) as store:
        for name in others:
            object_to_answers(store, f"x:{name}", partial(secret_of, settings), None)
    assert app.test_client().post(f"/v1/privacy/subjects/x:{first}/object").status_code == 200
    return app


def test_an_objection_made_by_http_holds_for_the_next_answer(hiding: Application) -> None:
    meta = hiding.test_client().get("/v1/graph").get_json()["meta"]
    assert meta["excluded"] == 20


@pytest.mark.parametrize("address", GETS)
def test_no_list_names_anybody_who_objected(hiding: Application, address: str) -> None:
    answer = hiding.test_client().get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert b"canary" not in answer.data


@pytest.mark.parametrize(("address", "body"), POSTS, ids=str)
def test_no_answer_to_a_question_names_anybody_who_objected(
    hiding: Application, address: str, body: dict[str, Any]
) -> None:
    answer = hiding.test_client().post(address, json=body)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert b"canary" not in answer.data


def test_what_leads_through_nobody_hidden_is_still_told(hiding: Application) -> None:
    for address in GETS[:4]:
        assert len(hiding.test_client().get(address).get_json()["items"]) >= 20


@pytest.mark.parametrize("name", ["x:canary05", "canary05", "@CANARY05"])
def test_somebody_who_objected_is_as_unknown_as_a_stranger(hiding: Application, name: str) -> None:
    hidden = hiding.test_client().get(f"/v1/accounts/{name}")
    stranger = hiding.test_client().get(f"/v1/accounts/{name.replace('05', '99').replace('anary', 'onary')}")
    assert hidden.status_code == stranger.status_code == 404
    assert hidden.get_json().keys() == stranger.get_json().keys()
    assert hidden.get_json()["title"] == stranger.get_json()["title"]


def test_no_plan_asks_anybody_who_objected(hiding: Application) -> None:
    client = hiding.test_client()
    refused = client.post("/v1/plans", json={"k": PEOPLE - len(ERASED) + 1})
    assert (refused.status_code, refused.get_json()["name"]) == (422, "k")
    assert client.post("/v1/plans", json={"k": 1, "include": ["x:canary05"]}).status_code == 404


def test_what_is_remembered_is_told_without_whoever_objected_since(run: Run, settings: Settings) -> None:
    app = create_application(settings)
    client, parts = app.test_client(), app.extensions["ricochet"]
    asked = Asked("list_relays", "", "GET", "/v1/relays", "", {}, b"")
    reply = Reply(200, {"Content-Type": "application/json"}, client.get("/v1/relays?limit=200").data)
    assert b"canary12" in reply.body
    remember_answer(parts.state, asked, reply, idempotency_key="a")
    [before] = jobs(parts.state, limit=9)
    plan = plan_of(open_context(settings), "x:canary12")
    keep_plan(parts.state, plan.id, {}, plan.model_dump_json())
    run("privacy", "object", "x:canary12", "--store", settings.store)
    parts.refresh()
    assert jobs(parts.state, limit=9) == []
    remember_answer(parts.state, asked, reply, idempotency_key="as if it had run meanwhile")
    [after] = jobs(parts.state, limit=9)
    assert client.get(f"/v1/jobs/{after.id}/result").status_code == 409
    assert client.get(f"/v1/jobs/{before.id}/result").status_code == 404
    told = client.get(f"/v1/plans/{plan.id}")
    assert (told.status_code, told.get_json()["seeds"]) == (200, [])


def plan_of(context: Context, key: str) -> Plan:
    nothing = Estimate(value=0.0, low=0.0, high=0.0, n=1)
    seed = PlannedSeed(
        account=context.account(context.account_number(key)), gain=nothing, price=None, acceptance=None
    )
    sure = Certificate(ratio=1.0, delta=0.0, lower=0.0, upper=0.0, guarantee=None, n_sets=1)
    return Plan(
        id="0" * 32,
        objective="spread",
        seeds=[seed],
        spread=nothing,
        reach=nothing,
        price=None,
        currency=None,
        certificate=sure,
        against={},
        meta=context.meta(),
    )


def test_no_operation_that_lists_is_forgotten_here(hiding: Application) -> None:
    asked = {_operation(hiding, address) for address in GETS}
    tell_nobody = {
        *("list_topics", "list_aliases", "list_measures_of_centrality", "get_graph", "list_graph_versions"),
        *("list_jobs", "get_job", "list_plans", "show_backtest", "get_metrics", "list_forecasts"),
        "list_all_loads",
    }
    asked |= {"show_group"}  # of accounts that are named, and those are unknown
    asked |= {"get_plan", "get_forecast", "get_job_result"}  # see the tests of what is remembered
    gets = {operation(rule.endpoint) for rule in hiding.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert {name for name in gets if ROLES[name] == "read"} - tell_nobody == asked


def _operation(app: Application, address: str) -> str:
    with app.test_request_context(address) as asked:
        return operation(str(asked.request.endpoint))


def test_a_service_forgets_whom_it_is_told_to_erase(settings: Settings, tmp_path: Path) -> None:
    app = create_application(settings)
    client: FlaskClient = app.test_client()
    assert client.get("/v1/accounts/x:canary03").status_code == 200
    receipt = client.post("/v1/privacy/subjects/x:canary03/erase").get_json()
    assert receipt["removed"]["accounts"] == 1
    assert client.get("/v1/accounts/x:canary03").status_code == 404
    assert client.get("/v1/relays?limit=200").get_json()["meta"]["excluded"] == 0
    assert _files_with(tmp_path / "store", "canary03") == []


def test_the_graph_as_of_a_time_is_told_without_whoever_objected_or_was_erased_since(
    settings: Settings, tmp_path: Path
) -> None:
    client: FlaskClient = create_application(settings).test_client()
    names, as_of = ("x:canary03", "x:person30"), {"as_of": "2024-05-02T02:00:00Z"}
    for name, right in zip(names, ("erase", "object"), strict=True):
        assert client.get(f"/v1/accounts/{name}", query_string=as_of).status_code == 200
        assert client.post(f"/v1/privacy/subjects/{name}/{right}").status_code == 200
        assert client.get(f"/v1/accounts/{name}", query_string=as_of).status_code == 404
    assert _files_with(tmp_path / "store", "canary03") == []


def test_what_an_erasure_takes_from_under_a_request_is_to_be_asked_again(settings: Settings) -> None:
    app = create_application(settings)
    run_elsewhere = traces_of(settings.snapshot_folder, None)
    with open_store(settings) as store:
        erase_subject(store, "x:canary03", partial(secret_of, settings), run_elsewhere)
    answer = app.test_client().get("/v1/centrality/betweenness")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/store-unavailable")
    app.extensions["ricochet"].refresh()
    assert app.test_client().get("/v1/centrality/betweenness").status_code == 200


def test_a_receipt_can_be_checked_with_the_secret_alone(run: Run, settings: Settings) -> None:
    receipt = json.loads(run("privacy", "object", "person30", "--store", settings.store, "--json").stdout)
    keyed = secret_of(settings)
    fields = {name: value for name, value in receipt.items() if name != "digest"}
    assert receipt["subject"] == keyed.of("x:person30")
    assert receipt["digest"] == keyed.of(json.dumps(fields, sort_keys=True))


def test_objections_and_erasures_are_known_by_hash_alone(settings: Settings, run: Run) -> None:
    run("privacy", "object", "person30", "--store", settings.store)
    with open_store(settings, read_only=True) as store:
        documents = store.kept("objection")
        assert objections(store, partial(secret_of, settings)).hashes == frozenset(documents)
    assert "person30" not in str(documents)


@pytest.fixture
def before(graph_store: GraphStore, tmp_path: Path) -> GraphStore:
    """A store from which one was erased, and in which one objected, under the older secret."""
    erase_subject(graph_store, "x:canary07", lambda: SECRET, traces_of(tmp_path / "snapshots", None))
    object_to_answers(graph_store, "x:person30", lambda: SECRET, None)
    return graph_store


@pytest.mark.parametrize("renewed", [False, True])
def test_a_new_secret_leaves_everybody_erased_and_hidden(
    before: GraphStore, tmp_path: Path, *, renewed: bool
) -> None:
    if renewed:
        renew_hashes(before, lambda: NEWER)
    file = tmp_path / "ties.csv"
    file.write_text("follower,followee\ncanary07,person30\nperson30,person31\n")
    report = load_files(lambda: _kept_open(before), [file], Reading(platform="x"), secret=lambda: NEWER)
    snapshot = snapshot_of(before, Projection(), tmp_path / "snapshots")
    assert report.suppressed == 1
    assert [*map(str, snapshot.keys)] == ["x:person30", "x:person31"]
    assert objections(before, lambda: NEWER).keys(snapshot) == {"x:person30"}


def test_hashes_that_were_renewed_take_both_secrets(before: GraphStore) -> None:
    told = [renew_hashes(before, lambda: NEWER) for _ in range(2)]
    assert [(each.people, each.secrets) for each in told] == [(2, 2), (0, 2)]
    known = before.kept("objection").keys() | before.kept("erasure").keys()
    assert known == {NEWER.of("x:canary07"), NEWER.of("x:person30")}
    alone = KeyedHash(NEWER.secret)
    assert known.isdisjoint(each.of(key) for each in (SECRET, alone) for key in ("x:canary07", "x:person30"))
    for secret in (lambda: SECRET, lambda: alone):
        with pytest.raises(StoreUnavailableError, match="another secret"):
            objections(before, secret)


def test_an_objection_under_an_older_secret_is_taken_back(before: GraphStore) -> None:
    object_to_answers(before, "x:person30", lambda: NEWER, None)
    withdraw_objection(before, "x:person30", lambda: NEWER)
    assert before.kept("objection") == {}


def test_a_renewal_that_was_cut_off_is_finished_by_asking_again(tmp_path: Path) -> None:
    class CutOff(DuckDBStore):
        def forget(self, kind: str, name: str) -> None:
            if name == SECRET.of("x:person30"):
                raise KeyboardInterrupt
            super().forget(kind, name)

    with DuckDBStore(tmp_path / "s.duckdb") as store:
        object_to_answers(store, "x:person30", lambda: SECRET, None)
    with CutOff(tmp_path / "s.duckdb") as failing, pytest.raises(KeyboardInterrupt):
        renew_hashes(failing, lambda: NEWER)
    with DuckDBStore(tmp_path / "s.duckdb") as store:
        assert len(store.kept("objection")) == 2
        assert renew_hashes(store, lambda: NEWER).people == 1
        assert [*store.kept("objection")] == [NEWER.of("x:person30")]


def test_a_hash_of_any_secret_leads_to_the_newest() -> None:
    keyed = KeyedHash(b"2" * 32, former=(SECRET.secret, NEWER.secret))
    brought = {
        keyed.brought_up(digits, check)
        for digits, check in zip(keyed.each("x:ada"), keyed.checks, strict=True)
    }
    assert brought == {keyed.of("x:ada")}


def test_a_secret_in_a_file_is_rotated_by_one_command(run: Run, settings: Settings, tmp_path: Path) -> None:
    run("privacy", "rotate", "--store", settings.store)  # nobody is known by it: nothing is to be kept
    run("privacy", "object", "person30", "--store", settings.store)
    old = secret_of(settings).of("x:person30")
    told = json.loads(run("privacy", "rotate", "--store", settings.store, "--json").stdout)
    assert told == {"people": 1, "secrets": 2}
    assert len(settings.secret_file.read_text().splitlines()) == 2
    assert settings.secret_file.stat().st_mode & 0o777 == 0o600
    context = open_context(settings)
    assert [str(context.snapshot.keys[number]) for number in context.hidden] == ["x:person30"]
    assert _files_with(tmp_path / "store", old) == []


def test_a_secret_in_the_settings_is_rotated_by_them(
    run: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = "5f0e4d3c2b1a69788796a5b4c3d2e1f0", "8796a5b4c3d2e1f05f0e4d3c2b1a6978"
    rotate = ("privacy", "rotate", "--store", settings.store)
    monkeypatch.setenv("RICOCHET_SECRET", older)
    run("privacy", "object", "person30", "--store", settings.store)
    assert "RICOCHET_FORMER_SECRETS must be the secret before" in run(*rotate).stderr
    monkeypatch.setenv("RICOCHET_SECRET", newer)
    for command in (rotate, ("serve", "--store", settings.store), ("worker", "--store", settings.store)):
        refused = run(*command)
        assert (refused.exit_code, refused.stderr.count("\n")) == (3, 1)
        assert "set RICOCHET_SECRET to it (or RICOCHET_FORMER_SECRETS" in refused.stderr
    monkeypatch.setenv("RICOCHET_FORMER_SECRETS", older)
    assert json.loads(run(*rotate, "--json").stdout) == {"people": 1, "secrets": 2}
