"""Who may call what: every route takes a right, every key has its own, and a key's calls are counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.http.access import ANYBODY, ROLES, operation
from api.http.app import Application, create_app
from api.http.parts import Parts
from api.services.context import Context
from api.state.audit import last_lines
from api.state.database import State
from api.state.keys import RIGHTS, create_key, list_keys, revoke_key

GRAPH = "/v1/graph"

Ask = Callable[..., TestResponse]


@pytest.fixture(scope="module")
def state() -> State:
    return State()


@pytest.fixture(scope="module")
def guarded(context: Context, state: State) -> Application:
    return create_app(lambda: context, parts=Parts(state, keys_required=True))


@pytest.fixture
def ask(guarded: Application) -> Ask:
    """Ask with a key."""

    def asking(text: str | None, address: str = GRAPH, method: str = "GET") -> TestResponse:
        headers = {} if text is None else {"Authorization": f"Bearer {text}"}
        return guarded.test_client().open(address, method=method, headers=headers)

    return asking


def key_with(state: State, *rights: str, **limits: float) -> str:
    return create_key(state, "planner", rights=rights, **limits)[0]  # type: ignore[arg-type]  # each is one of its own


def test_the_table_names_every_operation_that_is_served_and_no_other(app: Application) -> None:
    assert set(ROLES) == {operation(rule.endpoint) for rule in app.url_map.iter_rules()}


def test_every_operation_takes_a_right_that_a_key_can_have(app: Application) -> None:
    assert {*ROLES.values()} <= {ANYBODY, *RIGHTS}


def test_only_what_tells_nothing_of_anybody_is_open_to_all() -> None:
    assert {name for name, right in ROLES.items() if right == ANYBODY} == {
        *("view", "asset", "docs", "start", "swagger", "openapi", "get_health", "get_readiness"),
        *("get_session", "log_in", "log_out"),
    }


def _address(rule: str) -> str:
    named = {"digest:": "0" * 32, "int:": "0"}
    return re.sub(r"<(\w+:)?\w+>", lambda found: named.get(found[1], "x"), rule)


@pytest.mark.parametrize("held", [None, *RIGHTS], ids=str)
def test_no_route_lets_in_whoever_lacks_its_right(
    guarded: Application, state: State, ask: Ask, held: str | None
) -> None:
    text = held and key_with(state, held)
    for rule in guarded.url_map.iter_rules():
        right = ROLES[operation(rule.endpoint)]
        method = next(iter((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        if right != held:  # what those answer is the matter of other tests
            with ask(text, _address(rule.rule), method=method) as answer:
                refused = answer.status_code in (401, 403)
            assert refused == (right != ANYBODY), f"{method} {rule.rule}: {answer.status_code}"


@pytest.mark.parametrize("text", ["", "ric", "ric_0_0", "nonsense", "ric_00000000_" + "0" * 43])
def test_what_is_no_key_is_refused(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_key_with_one_letter_changed_is_refused(ask: Ask, state: State) -> None:
    text = key_with(state, "read")
    assert ask(text).status_code == 200
    assert ask(text[:-1] + ("x" if text[-1] != "x" else "y")).status_code == 401


def test_a_key_that_is_revoked_is_refused_at_once(ask: Ask, state: State) -> None:
    text = key_with(state, "read")
    revoke_key(state, text.split("_")[1])
    assert ask(text).status_code == 401


def test_a_key_ends_when_it_expires(ask: Ask, state: State) -> None:
    assert ask(key_with(state, "read", expires_days=1)).status_code == 200
    assert ask(key_with(state, "read", expires_days=1e-9)).status_code == 401


def test_the_right_that_is_missing_is_named(ask: Ask, state: State) -> None:
    answer = ask(key_with(state, "ingest"))
    assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/forbidden")
    assert "'read'" in answer.get_json()["detail"]


def test_a_key_itself_is_kept_nowhere(tmp_path: Path) -> None:
    state = State(tmp_path / "service.sqlite")
    text = key_with(state, "read")
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert list_keys(state)[0].id.encode() in kept
    assert text.encode() not in kept
    assert text.split("_", 2)[2].encode() not in kept


def test_a_burst_over_the_limit_is_refused_even_after_a_restart(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "service.sqlite"
    text = key_with(State(path), "read", per_minute=60)
    statuses = []
    for _ in range(2):
        app = create_app(lambda: context, parts=Parts(State(path)))
        headers = {"Authorization": f"Bearer {text}"}
        statuses += [app.test_client().get("/v1/jobs", headers=headers).status_code for _ in range(50)]
    assert statuses == [200] * 60 + [429] * 40


def test_whoever_called_too_often_is_told_when_to_come_back(ask: Ask, state: State) -> None:
    text = key_with(state, "read", per_day=1)
    ask(text)
    answer = ask(text)
    assert answer.status_code == 429
    assert 86_000 < int(answer.headers["Retry-After"]) <= 86_400


def test_one_key_does_not_use_up_what_another_may(ask: Ask, state: State) -> None:
    first, second = key_with(state, "read", per_minute=1), key_with(state, "read", per_minute=1)
    assert [ask(text).status_code for text in (first, second, first)] == [200, 200, 429]


def test_every_call_with_a_key_leaves_a_line_without_whom_it_was_about(ask: Ask, state: State) -> None:
    text = key_with(state, "read")
    ask(text, "/v1/accounts/twitter:12?explain=true")
    ask(text, "/v1/accounts/twitter:nobody")
    lines = last_lines(state, 2)
    assert [(line.holder, line.operation, line.status) for line in lines] == [
        ("planner", "get_account", 404),
        ("planner", "get_account", 200),
    ]
    assert "twitter" not in str(lines)


def test_the_calls_are_listed_to_whoever_runs_the_service(ask: Ask, state: State) -> None:
    ask(key_with(state, "read"))
    [line] = ask(key_with(state, "admin"), "/v1/audit?limit=1").get_json()["items"]
    assert (line["operation"], line["status"]) == ("get_graph", 200)


def test_an_answer_to_a_key_is_kept_by_no_proxy(ask: Ask, state: State) -> None:
    answer = ask(key_with(state, "read"))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer.vary


def test_handles_and_names_are_shown_to_keys_that_may_see_them(ask: Ask, state: State) -> None:
    address = "/v1/accounts/twitter:12"
    shown = ask(key_with(state, "read", "reveal"), address).get_json()["account"]
    pseudonymous = ask(key_with(state, "read"), address).get_json()["account"]
    assert (shown["handle"], shown["name"]) == ("person12", "Person 12")
    assert (pseudonymous["handle"], pseudonymous["name"]) == (None, None)
    assert shown | {"handle": None, "name": None} == pseudonymous


def test_chosen_fields_show_no_handle_either(ask: Ask, state: State) -> None:
    answer = ask(key_with(state, "read"), "/v1/relays?limit=2&fields=account.handle")
    assert [item["account"] for item in answer.get_json()["items"]] == [{"handle": None}] * 2


def test_on_loopback_nothing_is_asked_for_until_a_key_is_made(context: Context) -> None:
    state = State()
    client = create_app(lambda: context, parts=Parts(state)).test_client()
    assert client.get(GRAPH).status_code == 200
    key_with(state, "read")
    assert client.get(GRAPH).status_code == 401


def test_nobody_from_elsewhere_is_let_in_without_a_key(client: FlaskClient) -> None:
    assert client.get(GRAPH, environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 401


@pytest.mark.parametrize("host", ["rebound.example", "localhost.example", "[", "127.0.0.1.example:8000"])
def test_no_page_of_another_name_is_let_in_without_a_key(client: FlaskClient, host: str) -> None:
    assert client.get(GRAPH, headers={"Host": host}).status_code == 401


@pytest.mark.parametrize(
    "surroundings",
    [
        {"SERVER_PROTOCOL": "HTTP/1.0"},  # nginx without further settings
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "localhost"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_REAL_IP": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_nobody_whose_call_is_passed_on_is_let_in_without_a_key(
    client: FlaskClient, surroundings: dict[str, str]
) -> None:
    assert client.get(GRAPH, environ_overrides=surroundings).status_code == 401


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_a_page_of_this_machine_is_let_in(client: FlaskClient, host: str) -> None:
    assert client.get(GRAPH, headers={"Host": host}).status_code == 200


def test_every_operation_says_that_it_may_take_a_key(client: FlaskClient) -> None:
    description = client.get("/v1/openapi.json").get_json()
    assert description["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for path, item in description["paths"].items():
        for operation_ in item.values():
            assert {"401", "403", "429"} <= set(operation_["responses"])
            assert "security" in operation_ or not path.startswith("/v1/")
