"""`/v1/exports`: the file, its name and type; pseudonyms unless a key may do without; who is let in."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.exports import FORMATS
from api.http.app import create_app
from api.http.parts import Parts
from api.services.context import Context
from api.services.exports import AskedExport, draw_export
from api.services.hidden import KeyedHash
from api.services.plans import AskedPlan, plan_seeds
from api.state.database import State
from api.state.keys import create_key
from api.state.plans import keep_plan
from tests.api.exports.reading import READERS
from tests.api.test_error_shape import problem_of

SECRET = KeyedHash(bytes(range(32)))
LITE = "https://lite.gephi.org"
EGO = "?scope=ego&account=twitter:20"


def client_with(context: Context, **parts: Any) -> FlaskClient:
    return create_app(lambda: context, parts=Parts(secret=lambda: SECRET, **parts)).test_client()


@pytest.fixture(scope="module")
def anybody(context: Context) -> FlaskClient:
    """Somebody who needs no key."""
    return client_with(context)


@pytest.fixture(scope="module")
def state() -> State:
    """What the service that takes keys remembers."""
    return State()


@pytest.fixture(scope="module")
def guarded(context: Context, state: State) -> FlaskClient:
    """Somebody who needs a key."""
    return client_with(context, state=state, keys_required=True)


@pytest.fixture(scope="module")
def page(context: Context) -> FlaskClient:
    """A page of some origin, asking a service that lets one in."""
    return client_with(context, export_origins=frozenset({LITE}))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_what_the_drawing_is_written_as(anybody: FlaskClient, context: Context, name: str) -> None:
    answer = anybody.get(f"/v1/exports/{name}{EGO}")
    drawing = draw_export(context, AskedExport(scope="ego", account="twitter:20"), keyed=SECRET)
    file = io.BytesIO()
    FORMATS[name].write(drawing, file)
    assert answer.data == file.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_has_a_type_and_a_name(anybody: FlaskClient, name: str) -> None:
    answer = anybody.get(f"/v1/exports/{name}{EGO}")
    assert answer.mimetype == FORMATS[name].media_type
    called = f"ricochet-ego{FORMATS[name].suffix}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{called}"'


@pytest.mark.parametrize("reveal", ["true", "false"])
def test_names_are_there_where_they_are_asked_for(anybody: FlaskClient, reveal: str) -> None:
    answer = anybody.get(f"/v1/exports/graphology{EGO}&reveal={reveal}")
    assert ("@person" in answer.text) == ("twitter:" in answer.text) == (reveal == "true")


@pytest.mark.parametrize(
    ("rights", "status"), [(("read",), 403), (("read", "reveal"), 200), (("reveal",), 403)]
)
def test_a_name_takes_the_right_to_see_it(
    guarded: FlaskClient, state: State, rights: tuple[str, ...], status: int
) -> None:
    key, _ = create_key(state, "analyst", rights=rights)
    answer = guarded.get(f"/v1/exports/dot{EGO}&reveal=true", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == status


def test_a_plan_that_was_kept_is_drawn(guarded: FlaskClient, state: State, context: Context) -> None:
    plan = plan_seeds(context, AskedPlan(k=2))
    keep_plan(state, plan.id, {}, plan.model_dump_json())
    key, _ = create_key(state, "analyst", rights=("read", "reveal"))
    answer = guarded.get(
        f"/v1/exports/graphology?scope=plan&plan={plan.id}&reveal=true",
        headers={"Authorization": f"Bearer {key}"},
    )
    gains = {node["key"]: node["attributes"]["gain"] for node in json.loads(answer.data)["nodes"]}
    assert {seed.account.key: seed.gain.value for seed in plan.seeds}.items() <= gains.items()


def test_what_a_file_takes_is_told_instead(anybody: FlaskClient) -> None:
    answer = anybody.get(f"/v1/exports/gexf{EGO}&mode=estimate")
    assert answer.get_json()["seconds"] > 0


@pytest.mark.parametrize(
    ("address", "status", "slug"),
    [
        ("/v1/exports/gif", 422, "invalid-parameter"),
        ("/v1/exports/gexf?scope=ego", 422, "invalid-parameter"),
        ("/v1/exports/gexf?scope=everything", 422, "invalid-parameter"),
        ("/v1/exports/gexf?max_nodes=50001", 422, "invalid-parameter"),
        ("/v1/exports/gexf?scope=topic&max_nodes=2", 422, "invalid-parameter"),
        ("/v1/exports/gexf?scope=ego&account=nobody", 404, "account-not-found"),
        ("/v1/exports/gexf?scope=cascade&cascade=nothing", 404, "message-not-found"),
        ("/v1/exports/gexf?topic=rare", 422, "too-few-authors"),
        ("/v1/exports/gexf?colour=red", 422, "invalid-parameter"),
    ],
)
def test_what_cannot_be_drawn_is_refused(anybody: FlaskClient, address: str, status: int, slug: str) -> None:
    problem_of(anybody.get(address), status, slug)


def test_as_many_nodes_as_there_may_be_are_drawn(anybody: FlaskClient) -> None:
    assert anybody.get("/v1/exports/dot?scope=community&community=0&max_nodes=50000").status_code == 200


@pytest.mark.parametrize("origin", [LITE, "https://elsewhere.example", None])
def test_pages_of_no_origin_are_let_in_by_default(anybody: FlaskClient, origin: str | None) -> None:
    answer = anybody.get(f"/v1/exports/dot{EGO}", headers={"Origin": origin} if origin else {})
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("origin", "let_in"), [(LITE, True), ("https://elsewhere.example", False), ("null", False)]
)
def test_pages_of_a_named_origin_may_read_files(page: FlaskClient, origin: str, let_in: bool) -> None:
    answer = page.get(f"/v1/exports/dot{EGO}", headers={"Origin": origin})
    assert answer.headers.get("Access-Control-Allow-Origin") == (LITE if let_in else None)
    assert answer.vary.as_set() == {"origin"}
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_other_answers_are_for_pages_of_no_origin(page: FlaskClient) -> None:
    answer = page.get("/v1/graph", headers={"Origin": LITE})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_interface_tells_of_every_format_and_type(anybody: FlaskClient) -> None:
    described = anybody.get("/v1/openapi.json").get_json()["paths"]["/v1/exports/{format}"]["get"]
    [path] = [each for each in described["parameters"] if each["name"] == "format"]
    assert path["schema"]["enum"] == list(FORMATS)
    types = set(described["responses"]["200"]["content"])
    assert types == {written.media_type for written in FORMATS.values()}


def test_formats_read_elsewhere_are_read_from_here(anybody: FlaskClient) -> None:
    read = {
        name: [reader(anybody.get(f"/v1/exports/{name}{EGO}").data) for reader in readers]
        for name, readers in READERS.items()
        if name != "dot"
    }
    assert len({str(sorted(each.labels.items())) for some in read.values() for each in some}) == 1
    assert len({str(sorted(each.weights.items())) for some in read.values() for each in some}) == 1
