"""The description of the interface is valid, complete and true: it is held against what is served."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import request
from flask.testing import FlaskClient
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from api.http.app import Application
from tests.api import test_routes
from tests.api.test_error_shape import REFUSED_BODIES, REFUSED_GETS, REFUSED_PLANS, SIMULATE
from tests.api.test_routes import QUESTIONS

UNLISTED = {"/", "/docs", "/docs/start.js", "/docs/swagger/{name}", "/v1/openapi.json"}


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


# What is refused although the description allows it, because a schema has no words for it.
BEYOND_WORDS = (
    "/problems/too-few-authors",
    "sources should be left out where seeds are given",
    "n_samples should be left out where target_ci is given",
    "n_samples must be left out for",
    "personalised must be left out except for",
    "model must be",
    "silenced must be other accounts than the seeds",
    "k must be given where no budget is",
    "k must be at most the number of candidates",
    "budget must be left out where no account has a price",
    "demands must be able to hold together",
    "max_followers must be what some account is known to keep to",
    "candidates must be at least one account beside the star",
    "remove must be accounts of the plan",
    "refuse must be accounts",
    "add must be accounts outside the plan",
    "weights must be above 0 for somebody who is not already reached",
    "resolution must be left out",
    "stability must be left out",
    "origin must be",
    "destination must be",
    "must be left out where paths are asked by",
    "target must be another account than the sources",
)
ASKING = {
    "seed": 1,
    "generation": {"max-examples": 300, "deterministic": True, "database": "none"},
    # A plan draws three million sets, bridges up to a million; communities come of up to 20 runs,
    # upstream of up to 20,000 permutations.
    "operations": [
        {
            "include-path-regex": "^/v1/(plans|bridges|communities|upstream)",
            "generation": {"max-examples": 40},
        }
    ],
}


def test_whatever_is_asked_is_answered_as_described(app: Application) -> None:
    schema = schemathesis.openapi.from_wsgi(
        "/v1/openapi.json", app, config=SchemathesisConfig.from_dict(ASKING)
    )
    happened = list(from_schema(schema).execute())
    assert not [event for event in happened if isinstance(event, NonFatalError | FatalError)]
    scenarios = [event.recorder for event in happened if isinstance(event, ScenarioFinished)]
    assert sum(len(scenario.interactions) for scenario in scenarios) > 1_000
    assert [failure for scenario in scenarios for failure in failures(scenario)] == []


def failures(scenario: ScenarioRecorder) -> Iterator[str]:
    """Return what went wrong, and how to ask for it again."""
    for case, checks in scenario.checks.items():
        for check in checks:
            interaction = scenario.interactions[case]
            told = interaction.response.text if interaction.response else "no answer"
            if check.failure_info and not any(words in told for words in BEYOND_WORDS):
                yield f"{check.name}: {check.failure_info.code_sample} gave {told}"
