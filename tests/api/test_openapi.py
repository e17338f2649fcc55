"""The description of the interface is valid, complete and true: it is held against what is served."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import request
from flask.testing import FlaskClient
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from api.http.app import Application
from api.http.views import VIEWS
from tests.api import test_routes
from tests.api.fuzzing import ask
from tests.api.test_error_shape import REFUSED_BODIES, REFUSED_GETS, REFUSED_PLANS, SIMULATE
from tests.api.test_routes import QUESTIONS

PAGES = {"/", *(f"/{name}" for name in VIEWS), "/assets/{name}"}
UNLISTED = PAGES | {"/docs", "/docs/start.js", "/docs/swagger/{name}", "/v1/openapi.json"}


@pytest.fixture
def description(client: FlaskClient) -> dict[str, Any]:
    body: dict[str, Any] = client.get("/v1/openapi.json").get_json()
    return body


def operations(description: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method, path): operation
        for path, item in description["paths"].items()
        for method, operation in item.items()
    }


def test_the_description_is_valid(description: dict[str, Any]) -> None:
    assert description["openapi"] == "3.1.0"
    assert list(OPENAPI_31_VALIDATOR.iter_errors(description)) == []


def test_the_description_lists_what_is_served(app: Application, description: dict[str, Any]) -> None:
    served = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert set(operations(description)) == {each for each in served if each[1] not in UNLISTED}


def test_every_parameter_is_explained(description: dict[str, Any]) -> None:
    for operation in operations(description).values():
        assert operation["summary"]
        assert all(parameter.get("description") for parameter in operation.get("parameters", []))


def test_numbers_are_documented_with_their_range(description: dict[str, Any]) -> None:
    parameters = operations(description)["get", "/v1/relays"]["parameters"]
    ranges = {
        parameter["name"]: (schema["minimum"], schema["maximum"])
        for parameter in parameters
        if (schema := parameter["schema"]).get("type") == "integer"
    }
    assert ranges == {
        "limit": (1, 200),
        "n_samples": (1_000, 1_000_000),
        "random_seed": (0, 2**63 - 1),
        "min_followers": (0, 2**53),
        "max_followers": (0, 2**53),
    }


ASKED = [
    *(("GET", address, b"") for address, _ in QUESTIONS),
    *(("GET", address, b"") for address, _, problem in REFUSED_GETS if problem != "not-found"),
    *(("POST", SIMULATE, body) for body, _, _ in REFUSED_BODIES),
    *(("POST", address, body) for address, body, _, _ in REFUSED_PLANS),
    *(("POST", address, json.dumps(body).encode()) for address, body, _ in test_routes.ASKED),
]


@pytest.mark.parametrize(("method", "address", "body"), ASKED, ids=lambda value: repr(value[:60]))
def test_every_status_seen_is_declared_with_its_media_type(
    app: Application, description: dict[str, Any], method: str, address: str, body: bytes
) -> None:
    with app.test_client() as client:
        answer = client.open(address, method=method, data=body, content_type="application/json")
        assert request.url_rule is not None
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", request.url_rule.rule)
    declared = operations(description)[method.lower(), path]["responses"][str(answer.status_code)]
    assert list(declared["content"]) == [answer.content_type]


def test_whatever_is_asked_is_answered_as_described() -> None:
    asked = ask(examples=4)
    assert asked.failures == []
    assert asked.cases >= 2_000
