"""Files taken in over HTTP: all of one, or nothing of it; and plans that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.http.app import create_app
from api.http.parts import Parts
from api.services import plans
from api.services.context import Context
from api.services.loading import FIGURES
from graph.duckdb_store import DuckDBStore
from graph.records import TieKind

ROWS = b"source,target\nann,bob\nbob,cat\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with DuckDBStore(tmp_path / "s.duckdb"):
        return tmp_path / "s.duckdb"


@pytest.fixture
def refreshed() -> list[bool]:
    return []


@pytest.fixture
def writer(context: Context, file: Path, refreshed: list[bool]) -> FlaskClient:
    """Somebody who fills a store."""
    parts = Parts(open_store=lambda: DuckDBStore(file), refresh=lambda: refreshed.append(True))
    return create_app(lambda: context, parts=parts).test_client()


def ties(file: Path) -> int:
    with DuckDBStore(file, read_only=True) as store:
        return len(store.ties([TieKind.FOLLOWS, TieKind.MENTIONS]).kind)


def test_a_file_is_taken_in_and_answers_are_refreshed(
    writer: FlaskClient, file: Path, refreshed: list[bool]
) -> None:
    answer = writer.post("/v1/ingest/mentions?platform=x&source=desk", data=ROWS)
    assert (answer.status_code, answer.get_json()["kept"]) == (200, 2)
    (load,) = writer.get("/v1/loads").get_json()["items"]
    assert (load["source"], load["ties"], ties(file), refreshed) == ("desk", 2, 2, [True])


def test_the_ledger_says_how_much_of_a_file_was_refused(writer: FlaskClient, file: Path) -> None:
    writer.post("/v1/ingest/mentions?platform=x", data=ROWS + b"alone\n")
    writer.post("/v1/ingest/prices?platform=x", data=b"account,price,currency\nann,5,EUR\n")
    with DuckDBStore(file) as store:
        store.seal([store.begin("of an older Ricochet", file="old.csv", source="desk").number])
    told = writer.get("/v1/loads").get_json()["items"]
    assert [(load["kind"], load["read"], load["kept"], load["refused"]) for load in told] == [
        ("MENTIONS", 3, 2, 1),
        ("prices", 1, 1, 0),
        (None, None, None, None),
    ]


def test_what_is_said_of_a_load_goes_with_it(writer: FlaskClient, file: Path) -> None:
    number = writer.post("/v1/ingest/mentions?platform=x", data=ROWS).get_json()["loads"][0]
    assert writer.delete(f"/v1/loads/{number}").get_json()["read"] == 2
    with DuckDBStore(file) as store:
        assert store.kept(FIGURES) == {}


@pytest.mark.parametrize("query", ["&dry_run=true", "&strict=true"])
def test_of_a_load_that_is_not_kept_nothing_is_said(writer: FlaskClient, file: Path, query: str) -> None:
    writer.post(f"/v1/ingest/mentions?platform=x{query}", data=ROWS + b"alone\n")
    with DuckDBStore(file) as store:
        assert store.kept(FIGURES) == {}


def test_a_file_sent_twice_adds_nothing(writer: FlaskClient, file: Path) -> None:
    for _ in range(2):
        assert writer.post("/v1/ingest/mentions?platform=x", data=ROWS).status_code == 200
    assert ties(file) == 2


def test_json_lines_and_named_columns_are_read(writer: FlaskClient, file: Path) -> None:
    rows = b'{"who": "ann", "whom": "bob"}\n'
    asked = "/v1/ingest/follows?platform=x&columns=actor%3Dwho&columns=target%3Dwhom"
    answer = writer.post(asked, data=rows, content_type="application/x-ndjson")
    assert (answer.status_code, ties(file)) == (200, 1)


def test_a_dry_run_tells_and_keeps_nothing(writer: FlaskClient, file: Path, refreshed: list[bool]) -> None:
    answer = writer.post("/v1/ingest/mentions?platform=x&dry_run=true", data=ROWS).get_json()
    assert (answer["kept"], answer["loads"]) == (2, [])
    assert (ties(file), writer.get("/v1/loads").get_json()["items"], refreshed) == (0, [], [])


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", b"source,target\nalone\n"),
        ("&strict=true", ROWS + b"alone\n"),
        ("", b""),
        ("", b"\x80\x81\x82"),
        ("", b"<html><body>Not found</body></html>"),
        ("&columns=nobody%3Dwho", ROWS),
    ],
    ids=["no good row", "strict", "empty", "no text", "a page", "no such role"],
)
def test_a_bad_upload_leaves_nothing_behind(
    writer: FlaskClient, file: Path, refreshed: list[bool], query: str, rows: bytes
) -> None:
    answer = writer.post(f"/v1/ingest/mentions?platform=x{query}", data=rows)
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert (ties(file), writer.get("/v1/loads").get_json()["items"], refreshed) == (0, [], [])
    assert "/tmp" not in answer.get_data(as_text=True)  # noqa: S108  # no path of the service


def test_what_is_no_kind_is_not_found(writer: FlaskClient) -> None:
    assert writer.post("/v1/ingest/wishes", data=ROWS).status_code == 404


def test_a_load_is_taken_back(writer: FlaskClient, file: Path) -> None:
    number = writer.post("/v1/ingest/mentions?platform=x", data=ROWS).get_json()["loads"][0]
    assert writer.delete(f"/v1/loads/{number}").get_json()["ties"] == 2
    assert ties(file) == 0
    assert writer.delete(f"/v1/loads/{number}").status_code == 404


def test_a_service_without_a_store_says_so(client: FlaskClient) -> None:
    answer = client.post("/v1/ingest/mentions", data=ROWS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


PLAN = {"k": 2, "topic": "streetfood"}


def test_a_plan_is_kept_as_it_was_answered(context: Context) -> None:
    client = create_app(lambda: context).test_client()
    made = client.post("/v1/plans", json=PLAN)
    address = made.headers["Location"]
    assert address == f"/v1/plans/{made.get_json()['id']}"
    assert client.get(address).get_data() == made.get_data()
    (card,) = client.get("/v1/plans").get_json()["items"]
    assert (card["id"], card["seeds"], card["topic"]) == (made.get_json()["id"], 2, "streetfood")


def test_the_same_question_is_the_same_plan(context: Context) -> None:
    client = create_app(lambda: context).test_client()
    names = [client.post("/v1/plans", json=asked).get_json()["id"] for asked in (PLAN, PLAN, PLAN | {"k": 1})]
    assert names[0] == names[1] != names[2]
    assert [card["id"] for card in client.get("/v1/plans").get_json()["items"]] == [names[2], names[0]]


def test_the_same_question_to_another_release_is_another_plan(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(lambda: context).test_client()
    before = client.post("/v1/plans", json=PLAN)
    monkeypatch.setattr(plans, "_RELEASE", "0.0.1")
    assert client.post("/v1/plans", json=PLAN).headers["Location"] != before.headers["Location"]
    assert client.get(before.headers["Location"]).data == before.data


def test_a_deleted_plan_is_gone(context: Context) -> None:
    client = create_app(lambda: context).test_client()
    address = client.post("/v1/plans", json=PLAN).headers["Location"]
    assert client.delete(address).get_json()["id"] == address.rpartition("/")[2]
    assert [client.get(address).status_code, client.delete(address).status_code] == [404, 404]


def test_a_change_of_a_kept_plan_is_the_change_of_its_words(context: Context) -> None:
    client = create_app(lambda: context).test_client()
    plan = client.post("/v1/plans", json=PLAN)
    seeds = [seed["account"]["key"] for seed in plan.get_json()["seeds"]]
    kept = client.post(f"{plan.headers['Location']}/what_if", json={"remove": seeds[:1]})
    said = client.post(
        "/v1/plans/what_if", json={"seeds": seeds, "topic": PLAN["topic"], "remove": seeds[:1]}
    )
    assert (kept.status_code, kept.get_data()) == (200, said.get_data())


@pytest.mark.parametrize("name", ["what_if", "0" * 31, "0" * 32])
def test_what_names_no_plan_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/v1/plans/{name}").status_code in (404, 405)
