"""Every failure has one body, problem+json, that says what is wrong and gives nothing away.

One function states the shape; every path that can fail is put to it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from werkzeug.exceptions import BadRequest
from werkzeug.test import TestResponse

from api.http.app import create_app
from api.http.errors import Problem
from api.http.examples import EXAMPLES, described
from api.http.plans import PlanBody
from api.http.requests import parse_json
from api.services.context import Context
from tests.api.conftest import context_in

SIMULATE = "/v1/cascades/simulate"
LEAKS = re.compile(r"Traceback|File \"|/(?:tmp|home|work|usr|site-packages)/|SELECT |MATCH \(|\bperson\d")


def problem_of(answer: TestResponse, status: int, slug: str) -> Problem:
    """Return the problem in an answer, after asserting all that problems have in common."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    problem = Problem.model_validate_json(answer.data)
    assert (problem.status, problem.type) == (status, f"/problems/{slug}")
    assert problem.title
    assert problem.detail
    assert not LEAKS.search(answer.text)
    return problem


REFUSED_GETS = [
    ("/nowhere", 404, "not-found"),
    ("/v1/relays/", 404, "not-found"),
    ("/docs/swagger/../../../pyproject.toml", 404, "not-found"),
    ("/docs/swagger/%2e%2e/%2e%2e/templates/__init__.py", 404, "not-found"),
    ("/v1/relays?topic=stretfood", 404, "topic-not-found"),
    ("/v1/relays?topic=rare", 422, "too-few-authors"),
    ("/v1/relays?topic=", 422, "invalid-parameter"),
    ("/v1/relays?topic=%00", 422, "invalid-parameter"),
    ("/v1/relays?topic=%23%20", 422, "invalid-parameter"),
    ("/v1/relays?topic=" + "x" * 201, 422, "invalid-parameter"),
    ("/v1/relays?topic=%ff", 400, "bad-request"),
    ("/v1/relays?topic=%ed%a0%80", 400, "bad-request"),
    ("/v1/relays?sources=nobody", 404, "account-not-found"),
    ("/v1/relays?sources=ada", 409, "ambiguous-account"),
    ("/v1/relays?sources=twitter:1&seeds=twitter:2", 422, "invalid-parameter"),
    ("/v1/relays?sources=", 422, "invalid-parameter"),
    ("/v1/relays?counting=followers", 422, "invalid-parameter"),
    ("/v1/relays?unheard=of", 422, "invalid-parameter"),
    ("/v1/relays?limit=1&limit=2", 422, "invalid-parameter"),
    ("/v1/relays?model=foo", 422, "invalid-parameter"),
    ("/v1/relays?model=given", 422, "invalid-parameter"),
    ("/v1/relays?model=constant:nan", 422, "invalid-parameter"),
    ("/v1/relays?model=constant:1.5", 422, "invalid-parameter"),
    ("/v1/relays?model=continuous-time:exponential,1:2", 422, "invalid-parameter"),
    ("/v1/relays?exclude=nobody", 404, "account-not-found"),
    ("/v1/relays?exclude=list:won", 404, "list-not-found"),
    ("/v1/relays?by_hop=perhaps", 422, "invalid-parameter"),
    ("/v1/relays/group", 422, "invalid-parameter"),
    ("/v1/relays/group?accounts=nobody", 404, "account-not-found"),
    ("/v1/relays/group?accounts=twitter:1&seeds=twitter:1", 422, "invalid-parameter"),
    ("/v1/relays?silenced=twitter:1&seeds=twitter:1", 422, "invalid-parameter"),
    ("/v1/graph?unheard=of", 422, "invalid-parameter"),
    ("/v1/accounts/nobody", 404, "account-not-found"),
    ("/v1/accounts/ada", 409, "ambiguous-account"),
    ("/v1/accounts/a//b", 404, "account-not-found"),
    ("/v1/accounts/..%2f..%2fetc%2fpasswd", 404, "account-not-found"),
    ("/v1/accounts/twitter:1?unheard=of", 422, "invalid-parameter"),
    ("/v1/accounts/" + "x" * 322, 422, "invalid-parameter"),
    ("/v1/paths?sources=twitter:1&target=twitter:2&by=luck", 422, "invalid-parameter"),
    ("/v1/paths?sources=twitter:1&target=twitter:2&by=warm&topic=streetfood", 422, "invalid-parameter"),
    ("/v1/paths?sources=twitter:1&target=twitter:2&by=time&max_hops=2", 422, "invalid-parameter"),
    ("/v1/paths?sources=twitter:1&target=twitter:2&tie_half_life_days=0", 422, "invalid-parameter"),
    ("/v1/upstream", 422, "invalid-parameter"),
    ("/v1/upstream?topic=streetfod", 404, "topic-not-found"),
    ("/v1/upstream?topic=rare", 422, "too-few-authors"),
    ("/v1/upstream?topic=streetfood&window_days=0", 422, "invalid-parameter"),
    ("/v1/upstream?topic=streetfood&large_share=0.6", 422, "invalid-parameter"),
    ("/v1/accounts/rising", 422, "invalid-parameter"),
    ("/v1/accounts/rising?days=0", 422, "invalid-parameter"),
    ("/v1/accounts/rising?days=nan", 422, "invalid-parameter"),
    ("/v1/accounts/rising?topic=streetfod", 404, "topic-not-found"),
    ("/v1/audiences/unheard", 422, "invalid-parameter"),
    ("/v1/audiences/unheard?k=201", 422, "invalid-parameter"),
    ("/v1/audiences/unheard?days=3651", 422, "invalid-parameter"),
    ("/v1/audiences/unheard?topic=rare", 422, "too-few-authors"),
    ("/v1/relays?language=", 422, "invalid-parameter"),
    ("/v1/relays?max_price=-1", 422, "invalid-parameter"),
    ("/v1/relays?outside_community=99", 404, "community-not-found"),
    ("/v1/relays?on_list=won", 404, "list-not-found"),
    ("/v1/relays?cursor=x", 422, "invalid-parameter"),
    ("/v1/relays?fields=fame", 422, "invalid-parameter"),
    ("/v1/graph?graph_version=x", 422, "invalid-parameter"),
    ("/v1/graph?graph_version=" + "0" * 32, 404, "graph-version-not-found"),
    ("/v1/graph?as_of=yesterday", 422, "invalid-parameter"),
    ("/v1/accounts/twitter:1?topic=rare", 422, "too-few-authors"),
    ("/v1/cascades/twitter:p99", 404, "message-not-found"),
    ("/v1/cascades/twitter:p0?parents=latest", 422, "invalid-parameter"),
    ("/v1/cascades/twitter:p0?credit=banzhaf", 422, "invalid-parameter"),
    ("/v1/cascades/twitter:p0?limit=0", 422, "invalid-parameter"),
    ("/v1/cascades/" + "x" * 322, 422, "invalid-parameter"),
    ("/v1/centrality/fame", 422, "invalid-parameter"),
    ("/v1/centrality/pagerank?topic=rare", 422, "too-few-authors"),
    ("/v1/centrality/pagerank?personalised=nobody", 404, "account-not-found"),
    ("/v1/centrality/katz?personalised=twitter:1", 422, "invalid-parameter"),
    ("/v1/centrality/katz?n_samples=200", 422, "invalid-parameter"),
    ("/v1/centrality/harmonic?n_samples=99", 422, "invalid-parameter"),
]


@pytest.mark.parametrize(
    ("address", "status", "slug"), REFUSED_GETS, ids=[each[0][:60] for each in REFUSED_GETS]
)
def test_a_refused_question_has_the_one_body(
    client: FlaskClient, address: str, status: int, slug: str
) -> None:
    problem_of(client.get(address), status, slug)


OUTSIDE_ANY_RANGE = [
    *("-1", "0", "max+1", str(2**31), str(2**63), "9" * 5000),
    *("1e308", "NaN", "", "null", "[1]", "1.0", "+1", "1_0", "%C2%B2"),
]


def whole_numbers() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Return each whole number that a query can have: where it is asked, how, and its schema."""
    found = {}
    for path, item in described(IDLE)["paths"].items():
        for method, operation in item.items():
            for parameter in operation.get("parameters", []):
                schema = parameter["schema"]
                if parameter["in"] == "query" and schema.get("type") == "integer":
                    found[f"{operation['operationId']} {parameter['name']}"] = (method, path, schema)
    return found


def _nothing() -> Context:
    raise AssertionError("work was started")


IDLE = create_app(_nothing)
WHOLE_NUMBERS = whole_numbers()


@pytest.mark.parametrize("asked", WHOLE_NUMBERS)
def test_a_number_outside_its_range_is_refused_before_any_work(asked: str) -> None:
    client = IDLE.test_client()
    operation, name = asked.split()
    method, _, schema = WHOLE_NUMBERS[asked]
    example = EXAMPLES[operation]
    address = example.address.replace("{plan}", "0" * 32)
    least, most = schema["minimum"], schema["maximum"]
    inside = {str(value) for value in (0, 2**31, 2**63) if least <= value <= most}
    for value in {*OUTSIDE_ANY_RANGE, str(int(most) + 1), str(int(least) - 1)} - inside - {"max+1"}:
        kept = [f"{key}={each}" for key, values in example.query().items() if key != name for each in values]
        query = "&".join([*kept, f"{name}={value}"])
        answer = client.open(f"{address.partition('?')[0]}?{query}", method=method, json=example.body or {})
        assert [each.name for each in problem_of(answer, 422, "invalid-parameter").errors] == [name], value


CEILINGS = [
    ("/v1/relays?n_samples=1000&limit={}", 200),
    ("/v1/relays?model=constant:0&n_samples={}", 10**6),
    ("/v1/paths?sources=twitter:0&target=twitter:5&n_samples=1000&max_hops={}", 6),
    ("/v1/exports/dot?scope=ego&account=twitter:20&hops={}", 6),
    ("/v1/jobs?limit={}", 200),
    ("/v1/communities?limit=1&stability={}", 20),
    ("/v1/upstream?topic=streetfood&n_permutations={}", 20_000),
]


@pytest.mark.parametrize(("address", "most"), CEILINGS)
def test_a_ceiling_is_reached_and_not_passed(client: FlaskClient, address: str, most: int) -> None:
    assert client.get(address.format(most)).status_code == 200
    problem_of(client.get(address.format(most + 1)), 422, "invalid-parameter")


def _json(**fields: object) -> bytes:
    return json.dumps({"seeds": ["twitter:0"], "n_samples": 1_000} | fields).encode()


FULL_BODIES = [
    (_json(hops=6), _json(hops=7), 422, "invalid-parameter"),
    (_json(model="constant:0", n_samples=10**6), _json(n_samples=10**6 + 1), 422, "invalid-parameter"),
    (_json(seeds=["twitter:0"] * 10_000), _json(seeds=["twitter:0"] * 10_001), 422, "invalid-parameter"),
    (_json().ljust(16 * 2**20), _json().ljust(16 * 2**20 + 1), 413, "request-entity-too-large"),
]


@pytest.mark.parametrize(
    ("full", "above", "status", "slug"), FULL_BODIES, ids=["hops", "samples", "seeds", "bytes"]
)
def test_a_body_may_be_full_and_no_fuller(
    client: FlaskClient, full: bytes, above: bytes, status: int, slug: str
) -> None:
    assert client.post(SIMULATE, data=full, content_type="application/json").status_code == 200
    problem_of(client.post(SIMULATE, data=above, content_type="application/json"), status, slug)


def test_a_plan_may_have_ten_thousand_seeds_and_no_more() -> None:
    assert PlanBody.model_validate({"k": 10_000}).k == 10_000
    with pytest.raises(ValidationError, match="10000"):
        PlanBody.model_validate({"k": 10_001})


def test_so_many_audiences_are_compared_and_no_more(client: FlaskClient) -> None:
    most = ["twitter:0"] * 499 + ["twitter:1"]
    assert client.post("/v1/overlap", json={"accounts": most}).status_code == 200
    problem_of(client.post("/v1/overlap", json={"accounts": ["twitter:2", *most]}), 422, "invalid-parameter")


REFUSED_BODIES = [
    (b"", 400, "bad-request"),
    (b"{", 400, "bad-request"),
    (b"\xff", 400, "bad-request"),
    (b'\xef\xbb\xbf{"seeds": ["twitter:1"]}', 400, "bad-request"),
    (b"[" * 100_000, 400, "bad-request"),
    (b'{"seeds":' * 65 + b"1" + b"}" * 65, 400, "bad-request"),
    (b'{"seeds": ["twitter:1"], "seeds": ["twitter:2"]}', 400, "bad-request"),
    (b'{"seeds": ["\\ud800"]}', 400, "bad-request"),
    (b'{"seeds": ["twitter:1"], "n_samples": NaN}', 400, "bad-request"),
    (b'{"seeds": ["twitter:1"], "n_samples": -Infinity}', 400, "bad-request"),
    (b'{"seeds": ["twitter:1"], "n_samples": 1e999}', 400, "bad-request"),
    (b'{"seeds": ["twitter:1"], "n_samples": 1' + b"0" * 100_000 + b"}", 400, "bad-request"),
    (b"{" + b",".join(b'"%d":1' % i for i in range(1_001)) + b"}", 400, "bad-request"),
    (b"{}", 422, "invalid-parameter"),
    (b"[]", 422, "invalid-parameter"),
    (b"null", 422, "invalid-parameter"),
    (b'"{\\"seeds\\": [\\"twitter:1\\"]}"', 422, "invalid-parameter"),
    (b'{"seeds": []}', 422, "invalid-parameter"),
    (b'{"seeds": "twitter:1"}', 422, "invalid-parameter"),
    (b'{"seeds": [1]}', 422, "invalid-parameter"),
    (b'{"seeds": ["twitter:1"], "n_samples": true}', 422, "invalid-parameter"),
    (b'{"seeds": ["twitter:1"], "n_samples": "1000"}', 422, "invalid-parameter"),
    (b'{"seeds": ["twitter:1"], "n_samples": 1000.5}', 422, "invalid-parameter"),
    (b'{"seeds": ["twitter:1"], "n_samples": 999}', 422, "invalid-parameter"),
    (b'{"seeds": ["twitter:1"], "n_samples": 1000001}', 422, "invalid-parameter"),
    (b'{"seeds": ["twitter:1"], "n_samples": 1e308}', 422, "invalid-parameter"),
    (b'{"seeds": ["twitter:1"], "random_seed": 9223372036854775808}', 422, "invalid-parameter"),
    (b'{"seeds": ["twitter:1"], "unheard": "of"}', 422, "invalid-parameter"),
    (b'{"seeds": ["nobody"]}', 404, "account-not-found"),
    (b'{"seeds": ["ada"]}', 409, "ambiguous-account"),
    (b'{"seeds": ["twitter:1"], "topic": "stretfood"}', 404, "topic-not-found"),
    (b'{"seeds": ["twitter:1"], "topic": "rare"}', 422, "too-few-authors"),
    (b" " * (16 * 2**20 + 1), 413, "request-entity-too-large"),
]


SEARCH, OVERLAP = "/v1/accounts/search", "/v1/overlap"
PLANS = "/v1/plans"
WHAT_IF = "/v1/plans/what_if"
EQUIVALENTS = "/v1/plans/equivalents"
REFUSED_PLANS = [
    (SIMULATE, b'{"seeds": ["twitter:1"], "model": "constant:-0.1"}', 422, "invalid-parameter"),
    (SIMULATE, b'{"seeds": ["twitter:1"], "target_ci": 0}', 422, "invalid-parameter"),
    (SIMULATE, b'{"seeds": ["twitter:1"], "target_ci": 1}', 422, "invalid-parameter"),
    (SIMULATE, b'{"seeds": ["twitter:1"], "n_samples": 2147483649}', 422, "invalid-parameter"),
    (SIMULATE, b'{"seeds": ["twitter:1"], "hops": 0}', 422, "invalid-parameter"),
    (SIMULATE, b'{"seeds": ["twitter:1"], "hops": 2147483649}', 422, "invalid-parameter"),
    (SIMULATE, b'{"seeds": ["twitter:1"], "target_ci": 0.1, "n_samples": 1000}', 422, "invalid-parameter"),
    (SEARCH, b'{"q": ""}', 422, "invalid-parameter"),
    (SEARCH, b'{"q": "a\\nb"}', 422, "invalid-parameter"),
    (SEARCH, b'{"filter": {"tier": "micro"}}', 422, "invalid-parameter"),
    (SEARCH, b'{"filter": {"community": "99"}}', 404, "community-not-found"),
    (SEARCH, b'{"sort": {"field": "fame"}}', 422, "invalid-parameter"),
    (SEARCH, b'{"diversify": {"by": "community", "lambda": 1.5}}', 422, "invalid-parameter"),
    (OVERLAP, b'{"accounts": ["twitter:1"]}', 422, "invalid-parameter"),
    (OVERLAP, b'{"accounts": ["twitter:1", "nobody"]}', 404, "account-not-found"),
    (OVERLAP, b'{"accounts": ["twitter:1", "ada"]}', 409, "ambiguous-account"),
    (OVERLAP, b'{"accounts": ["1", "2"], "topic": "streetfood"}', 422, "invalid-parameter"),
    (PLANS, b"{}", 422, "invalid-parameter"),
    (PLANS, b'{"k": 0}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 61}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 10001}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1.5}', 422, "invalid-parameter"),
    (PLANS, b'{"budget": 0}', 422, "invalid-parameter"),
    (PLANS, b'{"budget": -1}', 422, "invalid-parameter"),
    (PLANS, b'{"budget": 1e300}', 422, "invalid-parameter"),
    (PLANS, b'{"budget": 100}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "epsilon": 0}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "acceptance": 1.1}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "acceptance": NaN}', 400, "bad-request"),
    (PLANS, b'{"k": 1, "objective": "fame"}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "model": "foo"}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "include": ["nobody"]}', 404, "account-not-found"),
    (PLANS, b'{"k": 1, "include": ["ada"]}', 409, "ambiguous-account"),
    (PLANS, b'{"k": 1, "exclude": ["ada"]}', 409, "ambiguous-account"),
    (PLANS, b'{"k": 1, "include": ["twitter:1", "twitter:2"]}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "include": ["twitter:1"], "exclude": ["twitter:1"]}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "minimum_per_community": 50}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "quotas": [{"by": "fame", "of": "x"}]}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "quotas": [{"by": "platform", "of": "x", "at_least": -1}]}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "quotas": [{"by": "platform", "of": "x", "at_least": 1}]}', 422, "invalid-parameter"),
    (PLANS, b'{"k": 1, "topic": "rare"}', 422, "too-few-authors"),
    (WHAT_IF, b'{"seeds": []}', 422, "invalid-parameter"),
    (WHAT_IF, b'{"seeds": ["nobody"]}', 404, "account-not-found"),
    (WHAT_IF, b'{"seeds": ["twitter:1"], "remove": ["twitter:2"]}', 422, "invalid-parameter"),
    (WHAT_IF, b'{"seeds": ["twitter:1"], "add": ["twitter:1"]}', 422, "invalid-parameter"),
    (WHAT_IF, b'{"seeds": ["twitter:1"], "new_prices": {"twitter:1": -1}}', 422, "invalid-parameter"),
    (EQUIVALENTS, b'{"star": "nobody"}', 404, "account-not-found"),
    (EQUIVALENTS, b'{"star": "twitter:1", "max_followers": -1}', 422, "invalid-parameter"),
    (EQUIVALENTS, b'{"star": "twitter:1", "candidates": ["twitter:1"]}', 422, "invalid-parameter"),
]


@pytest.mark.parametrize(
    ("address", "body", "status", "slug"), REFUSED_PLANS, ids=[repr(each[1][:60]) for each in REFUSED_PLANS]
)
def test_a_refused_plan_has_the_one_body(
    client: FlaskClient, address: str, body: bytes, status: int, slug: str
) -> None:
    problem_of(client.post(address, data=body, content_type="application/json"), status, slug)


def test_demands_that_contradict_each_other_are_named(client: FlaskClient) -> None:
    quotas = [
        {"by": "platform", "of": "mastodon", "at_least": 1},
        {"by": "platform", "of": "twitter", "at_most": 5},
    ]
    problem = problem_of(
        client.post(PLANS, json={"k": 3, "quotas": quotas, "exclude": ["mastodon:1000"]}),
        422,
        "invalid-parameter",
    )
    assert "['platform mastodon: at least 1', 'exclude of 1 accounts']" in problem.detail


@pytest.mark.parametrize(
    ("body", "status", "slug"), REFUSED_BODIES, ids=[repr(each[0][:60]) for each in REFUSED_BODIES]
)
def test_a_refused_body_has_the_one_body(client: FlaskClient, body: bytes, status: int, slug: str) -> None:
    problem_of(client.post(SIMULATE, data=body, content_type="application/json"), status, slug)


def test_a_path_that_is_not_utf_8_cannot_be_read(client: FlaskClient) -> None:
    answer = client.get("/v1/accounts/x", environ_overrides={"PATH_INFO": "/v1/accounts/\xff"})
    problem_of(answer, 400, "bad-request")


@settings(deadline=None)
@given(
    st.recursive(
        st.text() | st.integers(-9, 9), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_what_is_sound_json_is_read_as_json_reads_it(value: object) -> None:
    assert parse_json(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    "body", [b'"' * 100_000, b'"\\"' * 50_000, b"[" * 100_000, b'["' * 50_000, b"\\" * 100_000]
)
def test_a_hostile_body_takes_few_steps(body: bytes) -> None:
    with pytest.raises(BadRequest):
        parse_json(body * 100)


def test_a_body_that_is_not_said_to_be_json_is_refused(client: FlaskClient) -> None:
    answer = client.post(SIMULATE, data=b'{"seeds": ["twitter:1"]}', content_type="text/plain")
    problem_of(answer, 415, "unsupported-media-type")


def test_a_body_of_the_largest_size_is_read(client: FlaskClient) -> None:
    body = b"{}".ljust(16 * 2**20)
    problem_of(client.post(SIMULATE, data=body, content_type="application/json"), 422, "invalid-parameter")


def test_many_wrong_fields_are_not_all_told(client: FlaskClient) -> None:
    body = {"x" * 1_000 + str(i): 1 for i in range(1_000)}
    problem = problem_of(client.post(SIMULATE, json=body), 422, "invalid-parameter")
    assert [len(refusal.name) for refusal in problem.errors] == [len("seeds")] + [100] * 19


def test_a_method_that_is_not_allowed_names_those_that_are(client: FlaskClient) -> None:
    answer = client.delete("/v1/relays")
    problem_of(answer, 405, "method-not-allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_an_unknown_topic_names_the_nearest(client: FlaskClient) -> None:
    problem = problem_of(client.get("/v1/relays?topic=stretfood"), 404, "topic-not-found")
    assert problem.nearest == ["streetfood"]


def test_a_topic_of_few_authors_says_how_many_there_are_and_should_be(client: FlaskClient) -> None:
    problem = problem_of(client.get("/v1/relays?topic=rare"), 422, "too-few-authors")
    assert (problem.found, problem.needed) == (5, 20)


def test_an_ambiguous_name_lists_who_answers_to_it(client: FlaskClient) -> None:
    problem = problem_of(client.get("/v1/accounts/@Ada"), 409, "ambiguous-account")
    assert problem.matches == ["mastodon:1000", "twitter:7"]


def test_a_service_without_its_snapshot_is_alive_and_not_ready(tmp_path: Path) -> None:
    context = context_in(tmp_path)
    client = create_app(lambda: context).test_client()
    context.snapshot.folder.rename(tmp_path / "elsewhere")
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert "start the service again" in problem_of(answer, 503, "store-unavailable").detail
    assert int(answer.headers["Retry-After"]) > 0


def test_a_failure_of_our_own_says_nothing_of_its_cause(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    context: Context = context_in(tmp_path)
    client = create_app(lambda: context).test_client()
    (context.snapshot.folder / "in_offsets.npy").write_bytes(b"not an array")
    problem_of(client.get("/v1/accounts/twitter:7"), 500, "internal-server-error")
    assert "twitter:7" not in caplog.text
