"""The strategist's page as it was built: the same at each view's address, all of it from here."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from api.http.views import VIEWS
from tests.api.test_documentation import OUTSIDE, Page

ADDRESSES = ["/", *(f"/{name}" for name in VIEWS)]


@pytest.fixture
def page(client: FlaskClient) -> Page:
    with client.get("/") as answer:
        return Page(answer.get_data(as_text=True))


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_view_is_the_page_whatever_it_asks(client: FlaskClient, address: str) -> None:
    with client.get("/") as page, client.get(f"{address}?topic=%3Cb%3E") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert answer.data == page.data


@pytest.mark.parametrize(
    "address",
    ["/relay", "/relays/", "/login", "/index.html", "/static/index.html", "/assets/", "/assets/none.js"],
)
def test_a_page_that_is_not_there_is_a_problem(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize(
    "name", ["../index.html", "..%2findex.html", "..%2f..%2fhttp%2fapp.py", "%2fetc%2fpasswd"]
)
def test_no_file_beside_the_assets_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404


def test_what_the_page_fetches_is_here_in_the_type_that_a_browser_takes(
    client: FlaskClient, page: Page
) -> None:
    types = {"js": r"(text|application)/javascript", "css": "text/css", "svg": r"image/svg\+xml"}
    assert page.fetched
    for address in page.fetched:
        assert not OUTSIDE.match(address)
        with client.get(urljoin("/relays", address)) as answer:
            assert answer.status_code == 200
            assert re.fullmatch(types[address.rpartition(".")[2]], str(answer.mimetype))


def test_the_page_has_no_inline_script_or_style(page: Page) -> None:
    assert page.inline == []


def test_scripts_styles_and_answers_come_from_here_alone(client: FlaskClient) -> None:
    with client.get("/relays") as answer:
        policy = dict(each.split(" ", 1) for each in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["form-action"] == "'none'"


def test_a_browser_asks_whether_the_page_has_changed_and_fetches_it_once(
    client: FlaskClient, page: Page
) -> None:
    for address in ("/", urljoin("/", page.fetched[0])):
        with client.get(address) as answer:
            assert answer.headers["Cache-Control"] == "no-cache"
            known = answer.headers["ETag"]
        with client.get(address, headers={"If-None-Match": known}) as again:
            assert (again.status_code, again.data) == (304, b"")
