"""Every example in the description was asked of the demonstration, one after another, and answered."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.http.app import Application
from api.http.examples import EXAMPLES, WITHOUT_EXAMPLE, described
from ricochet.demo import fill_store
from ricochet.settings import Settings
from ricochet.wiring import create_application

_answers: dict[str, TestResponse] = {}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Somebody who asks the service of `ricochet demo`."""
    settings = Settings(store=str(tmp_path_factory.mktemp("demo") / "demo.duckdb"))
    fill_store(settings)
    return create_application(settings).test_client()


def answer_of(client: FlaskClient, operation: str, method: str) -> TestResponse:
    """Ask an example; one that was asked before is not asked again."""
    if operation in _answers:
        return _answers[operation]
    example = EXAMPLES[operation]
    address = example.address
    if example.given:
        given = answer_of(client, example.given, "POST").get_json()["id"]
        address = address[: address.index("{")] + given + address[address.index("}") + 1 :]
    kind = "application/json" if isinstance(example.body, Mapping) else "text/csv"
    body = {"json": example.body} if kind == "application/json" else {"data": example.body or ""}
    headers = {} if example.body is None else {"Content-Type": kind}
    _answers[operation] = client.open(address, method=method, headers=headers, **body)
    return _answers[operation]


def methods(app: Application) -> dict[str, str]:
    """Return the method of each operation."""
    return {
        operation["operationId"]: method.upper()
        for item in described(app)["paths"].values()
        for method, operation in item.items()
    }


def test_every_operation_has_an_example_or_says_why_not(app: Application) -> None:
    assert set(methods(app)) == {*EXAMPLES, *WITHOUT_EXAMPLE}
    assert not EXAMPLES.keys() & WITHOUT_EXAMPLE.keys()


@pytest.mark.parametrize("operation", EXAMPLES)
def test_an_example_is_answered(app: Application, demonstration: FlaskClient, operation: str) -> None:
    answer = answer_of(demonstration, operation, methods(app)[operation])
    assert answer.status_code == 200, answer.get_data(as_text=True)[:1_000]


def test_examples_stand_in_the_description(app: Application) -> None:
    paths = described(app)["paths"]
    relays = {each["name"]: each.get("example") for each in paths["/v1/relays"]["get"]["parameters"]}
    assert (relays["topic"], relays["limit"], relays["explain"]) == ("street food", 3, True)
    plan = paths["/v1/plans"]["post"]["requestBody"]["content"]["application/json"]
    assert plan["example"] == EXAMPLES["plan"].body
    assert paths["/v1/accounts/{key}"]["get"]["parameters"][0]["example"] == "synthetic:100003"
