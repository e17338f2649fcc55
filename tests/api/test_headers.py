"""Good or bad, every answer carries the headers that keep browsers and proxies from misusing it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

ADDRESSES = [
    "/",
    "/relays?topic=street%20food",
    "/docs",
    "/docs/start.js",
    "/docs/swagger/js/swagger-ui-bundle.js",
    "/healthz",
    "/v1/openapi.json",
    "/v1/graph",
    "/v1/relays?limit=0",
    "/v1/relays?topic=%ff",
    "/nowhere",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert re.fullmatch(r"total;dur=[0-9]+\.[0-9]", answer.headers["Server-Timing"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_policy_allows_nothing_unsafe_and_no_other_host(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert directives["default-src"] == directives["frame-ancestors"] == "'none'"
    words = {word for value in directives.values() for word in value.split()}
    assert words <= {"'none'", "'self'", "data:", "blob:"}
    assert directives.get("script-src", "'none'") in ("'none'", "'self'")


def test_who_came_by_https_is_to_come_by_it_again(client: FlaskClient) -> None:
    by = {way: client.get("/healthz", base_url=f"{way}://localhost").headers for way in ("http", "https")}
    assert by["https"]["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in by["http"]


def test_answers_are_not_kept_by_proxies(client: FlaskClient) -> None:
    assert client.get("/v1/graph").headers["Cache-Control"] == "no-store"


def test_no_other_origin_is_let_in(client: FlaskClient) -> None:
    answer = client.get("/v1/graph", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers
