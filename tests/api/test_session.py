"""A key shown once: the cookie that stands for it, how long, for whom, and from which pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.http.access import COOKIE
from api.http.app import Application, create_app, trust_proxies
from api.http.jobs import reply_to
from api.http.parts import Parts
from api.services.context import Context
from api.services.hidden import KeyedHash
from api.state.audit import last_lines
from api.state.database import FILE, State
from api.state.jobs import Asked, add_job, claim_job, finish_job
from api.state.keys import RIGHTS, create_key, revoke_key
from api.state.sessions import MOST_FAILURES, find_session, open_session
from api.state.turns import turn_to_work

HERE = {"Origin": "http://localhost"}
JOB = "/v1/jobs/" + "0" * 32

Service = tuple[FlaskClient, State]
Serve = Callable[..., FlaskClient]


@pytest.fixture(scope="module")
def application(context: Context) -> Application:
    return create_app(lambda: context)


@pytest.fixture
def serve(application: Application) -> Serve:
    """Serve with parts of one's own, by an application that takes half a second to make."""

    def serving(**parts: Any) -> FlaskClient:
        Parts(**{"state": State()} | parts).register(application)
        return application.test_client()

    return serving


@pytest.fixture
def service(serve: Serve) -> Service:
    state = State()
    return serve(state=state, keys_required=True), state


@pytest.fixture
def logged_in(service: Service) -> Iterator[FlaskClient]:
    client, state = service
    assert log_in(client, key_with(state, "read")).status_code == 201
    with client:
        yield client


def key_with(state: State, *rights: str, **limits: float) -> str:
    return create_key(state, "planner", rights=rights, **limits)[0]  # type: ignore[arg-type]  # each is one of its own


def log_in(client: FlaskClient, text: str, **options: Any) -> TestResponse:
    return client.post("/v1/session", json={"key": text}, headers=HERE, **options)


def words_of_cookie(answer: TestResponse) -> set[str]:
    return set(answer.headers["Set-Cookie"].split("; ")[1:])


def test_on_loopback_everybody_may_everything_until_a_key_is_made(serve: Serve) -> None:
    state = State()
    client = serve(state=state)
    everybody = {"key_needed": False, "holder": None, "rights": [*RIGHTS], "expires_at": None}
    assert client.get("/v1/session").get_json() == everybody
    key_with(state, "read")
    assert client.get("/v1/session").get_json() == everybody | {"key_needed": True, "rights": []}


def test_a_key_that_is_shown_is_known_by_a_cookie_from_then_on(service: Service) -> None:
    client, state = service
    assert client.get("/v1/graph").status_code == 401
    answer = log_in(client, key_with(state, "read", "dpo"))
    assert answer.status_code == 201
    assert {name: answer.get_json()[name] for name in ("key_needed", "holder", "rights")} == {
        "key_needed": True,
        "holder": "planner",
        "rights": ["read", "dpo"],
    }
    assert client.get("/v1/session").get_json() == answer.get_json()
    assert client.get("/v1/graph").status_code == 200
    assert client.get("/v1/audit").status_code == 403


def test_no_script_reads_the_cookie_and_no_other_site_sends_it(service: Service) -> None:
    client, state = service
    text = key_with(state, "read")
    answer = log_in(client, text)
    assert words_of_cookie(answer) == {"HttpOnly", "Path=/", "Max-Age=43200", "SameSite=Strict"} | {
        word for word in words_of_cookie(answer) if word.startswith("Expires=")
    }
    assert text not in str(answer.headers)


@pytest.mark.parametrize("how", ["by https", "by a proxy that ends https"])
def test_a_cookie_that_was_given_by_https_is_sent_by_nothing_else(service: Service, how: str) -> None:
    client, state = service
    asked: dict[str, Any] = (
        {"base_url": "https://localhost"}
        if how == "by https"
        else {"headers": {"Origin": "https://localhost"}}
    )
    answer = client.post("/v1/session", json={"key": key_with(state, "read")}, **asked)
    assert "Secure" in words_of_cookie(answer)


def test_a_session_lasts_twelve_hours_and_no_longer_than_its_key(service: Service) -> None:
    client, state = service
    now = datetime.now(UTC)
    ends = [
        datetime.fromisoformat(log_in(client, key_with(state, "read", **limits)).get_json()["expires_at"])
        for limits in ({}, {"expires_days": 1}, {"expires_days": 0.25})
    ]
    hours = [(end - now) / timedelta(hours=1) for end in ends]
    assert hours == pytest.approx([12, 12, 6], abs=0.01)


def test_a_session_that_has_lasted_its_time_is_over(service: Service, logged_in: FlaskClient) -> None:
    with service[1].connection() as database:
        database.execute("UPDATE session SET ends_at = '2020-01-01T00:00:00Z'")
    assert logged_in.get("/v1/graph").status_code == 401
    assert logged_in.get("/v1/session").get_json()["holder"] is None


def test_a_session_ends_with_its_key(service: Service) -> None:
    client, state = service
    text = key_with(state, "read")
    log_in(client, text)
    revoke_key(state, text.split("_")[1])
    assert client.get("/v1/graph").status_code == 401


def test_whoever_logs_out_is_out_even_with_the_cookie_of_before(logged_in: FlaskClient) -> None:
    before = logged_in.get_cookie(COOKIE)
    assert before is not None
    answer = logged_in.delete("/v1/session", headers=HERE)
    assert (answer.status_code, answer.get_json()["holder"]) == (200, None)
    assert logged_in.get_cookie(COOKIE) is None
    logged_in.set_cookie(COOKIE, before.value)
    assert logged_in.get("/v1/graph").status_code == 401


def test_a_cookie_with_one_bit_flipped_is_nobodys() -> None:
    state = State()
    token, session = open_session(state, create_key(state, "planner", rights=["read"])[1])
    places = range(len(token))
    flipped = [
        f"{token[:at]}{chr(ord(token[at]) ^ 1 << bit)}{token[at + 1 :]}" for at in places for bit in range(7)
    ]
    assert find_session(state, token) == session
    assert {find_session(state, other) for other in flipped} == {None}


def test_logging_in_again_ends_the_session_of_before(service: Service, logged_in: FlaskClient) -> None:
    before = logged_in.get_cookie(COOKIE)
    assert before is not None
    log_in(logged_in, key_with(service[1], "read"))
    assert logged_in.get("/v1/graph").status_code == 200
    logged_in.set_cookie(COOKIE, before.value)
    assert logged_in.get("/v1/graph").status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 404),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:5173"}, 404),  # through a proxy
        (HERE, 404),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", **HERE}, 403),  # cookies know no ports
        ({"Origin": "http://localhost:8001"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        *(({"Origin": origin}, 403) for origin in ("null", "", "http://[", "localhost")),
    ],
)
def test_a_cookie_changes_nothing_for_a_page_from_elsewhere(
    logged_in: FlaskClient, headers: dict[str, str], status: int
) -> None:
    answer = logged_in.delete(JOB, headers=headers)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_without_keys_no_page_from_elsewhere_changes_anything_either(client: FlaskClient) -> None:
    assert client.delete(JOB, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.delete(JOB).status_code == 404


def test_no_page_from_elsewhere_logs_a_reader_in(service: Service) -> None:
    client, state = service
    body = {"key": key_with(state, "read")}
    answer = client.post("/v1/session", json=body, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert client.get_cookie(COOKIE) is None


def test_a_key_needs_no_page_of_ours(service: Service) -> None:
    client, state = service
    headers = {"Authorization": f"Bearer {key_with(state, 'read')}", "Origin": "https://elsewhere.example"}
    assert client.delete(JOB, headers=headers).status_code == 404


def test_a_key_beside_a_cookie_is_the_one_that_counts(service: Service, logged_in: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {key_with(service[1], 'admin')}"}
    assert logged_in.get("/v1/audit", headers=headers).status_code == 200
    assert logged_in.get("/v1/graph", headers={"Authorization": "Bearer none"}).status_code == 401


def test_calls_by_a_cookie_count_as_calls_of_the_key(service: Service) -> None:
    client, state = service
    text = key_with(state, "read", per_minute=3)
    assert log_in(client, text).status_code == 201
    by_cookie = [client.get("/v1/jobs").status_code for _ in range(3)]
    by_key = client.get("/v1/jobs", headers={"Authorization": f"Bearer {text}"}).status_code
    assert (by_cookie, by_key) == ([200, 200, 429], 429)


def test_calls_by_a_cookie_leave_the_lines_of_calls_with_the_key(service: Service) -> None:
    client, state = service
    log_in(client, key_with(state, "read"))
    client.get("/v1/graph")
    client.delete("/v1/session", headers=HERE)
    lines = [(line.holder, line.operation, line.status) for line in last_lines(state, 9)]
    assert lines == [("planner", "log_out", 200), ("planner", "get_graph", 200), ("planner", "log_in", 201)]


@pytest.mark.parametrize("text", ["x", "ric_0_0", "ric_00000000_" + "0" * 43, "\u0000", "ключ"])
def test_what_is_no_key_is_refused(service: Service, text: str) -> None:
    answer = log_in(service[0], text)
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("body", [{}, {"key": ""}, {"key": "x" * 201}, {"key": 1}, {"key": "x", "more": 1}])
def test_a_log_in_that_shows_nothing_is_refused(service: Service, body: dict[str, object]) -> None:
    assert service[0].post("/v1/session", json=body).status_code == 422


def test_whoever_guesses_has_to_wait_and_nobody_else(service: Service) -> None:
    client, state = service
    text = key_with(state, "read")
    tried = [log_in(client, "guess").status_code for _ in range(MOST_FAILURES + 1)]
    assert tried == [401] * MOST_FAILURES + [429]
    refused = log_in(client, text)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert log_in(client, text, environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 201


def test_behind_a_proxy_whoever_guesses_waits_alone_whatever_they_say_of_themselves(
    application: Application, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, state = service
    monkeypatch.setattr(application, "wsgi_app", application.wsgi_app)
    trust_proxies(application, 1)

    def tried(who: str, text: str) -> TestResponse:
        headers = {"X-Forwarded-For": f"198.51.100.7, {who}", "X-Forwarded-Proto": "https", **HERE}
        return client.post("/v1/session", json={"key": text}, headers=headers)

    guesses = [tried("203.0.113.9", "guess").status_code for _ in range(MOST_FAILURES + 1)]
    assert guesses == [401] * MOST_FAILURES + [429]
    let_in = tried("203.0.113.10", key_with(state, "read"))
    assert (let_in.status_code, "Secure" in words_of_cookie(let_in)) == (201, True)
    assert client.get("/v1/graph", base_url="https://localhost").status_code == 200


def test_a_minute_later_guesses_are_forgotten(service: Service) -> None:
    client, state = service
    for _ in range(MOST_FAILURES):
        log_in(client, "guess")
    with state.connection() as database:
        database.execute("UPDATE failed_log_in SET at = at - 60")
    assert log_in(client, key_with(state, "read")).status_code == 201
    with state.connection() as database:
        assert database.execute("SELECT count(*) FROM failed_log_in").fetchone()[0] == 0


def test_neither_key_nor_cookie_is_kept_or_logged_nor_from_where_they_came(
    serve: Serve, tmp_path: Path
) -> None:
    state, said = State(tmp_path / FILE), list[object]()
    client = serve(state=state, log=lambda *words, **values: said.append((words, values)))
    text = key_with(state, "read")
    log_in(client, "ric_guess", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    log_in(client, text, environ_base={"REMOTE_ADDR": "203.0.113.9"})
    client.get("/v1/accounts/twitter:12", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir()).decode(errors="replace")
    for secret in (text, text.split("_", 2)[2], cookie.value, "ric_guess"):
        assert secret not in kept
    for secret in (text, cookie.value, "ric_guess", "203.0.113.9", "twitter:12", "planner"):
        assert secret not in str(said)
    assert len(said) == 3


def test_an_answer_to_a_cookie_is_kept_by_no_proxy(logged_in: FlaskClient) -> None:
    answer = logged_in.get("/v1/graph")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer.vary


def test_exports_are_let_into_other_pages_without_cookies(serve: Serve) -> None:
    state, origin = State(), "https://elsewhere.example"
    client = serve(state=state, secret=lambda: KeyedHash(bytes(32)), export_origins=frozenset({origin}))
    log_in(client, key_with(state, "read"))
    answer = client.get("/v1/exports/dot?scope=ego&account=twitter:20", headers={"Origin": origin})
    assert answer.status_code == 200
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_worker_answers_with_the_rights_of_whoever_asked_by_a_cookie(
    application: Application, serve: Serve, tmp_path: Path
) -> None:
    state = State(tmp_path / FILE)
    client = serve(state=state, secret=lambda: KeyedHash(bytes(32)))
    log_in(client, key_with(state, "read", "reveal"))
    with turn_to_work(tmp_path):
        asked = client.get(
            "/v1/exports/dot?scope=ego&account=twitter:20&reveal=true", headers={"Prefer": "respond-async"}
        )
    claimed = claim_job(state)
    assert asked.status_code == 202
    assert claimed is not None
    finish_job(state, claimed[0].id, reply_to(application, *claimed))
    result = client.get(f"{asked.headers['Location']}/result")
    assert result.status_code == 200
    assert "person" in result.text


def test_an_answer_that_may_show_names_is_shown_to_whoever_may_see_them(
    application: Application, serve: Serve
) -> None:
    state, results = State(), {}
    client = serve(state=state, keys_required=True)
    for rights in (("read", "reveal"), ("read",)):
        _, key = create_key(state, "planner", rights=rights)
        asked = Asked("get_account", f"{key.id} {' '.join(rights)}", "GET", "/v1/accounts/12", "", {}, b"")
        job = add_job(state, asked)
        claim_job(state)
        finish_job(state, job.id, reply_to(application, job, asked))
        results[rights] = f"/v1/jobs/{job.id}/result"
    statuses = {
        rights: [
            client.get(address, headers={"Authorization": f"Bearer {key_with(state, *rights)}"}).status_code
            for address in results.values()
        ]
        for rights in (("read", "admin"), ("read", "admin", "reveal"), ("read", "reveal"))
    }
    assert [*statuses.values()] == [[409, 200], [200, 200], [404, 404]]
