"""The interactive documentation is served whole from here: a browser asks no other host for anything."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from api.http.app import Application
from api.http.examples import described
from ricochet.manual import FILE, description_text, manual

OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class Page(HTMLParser):
    """Collects what a browser would fetch for a page, and what it would run in place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.fetched += [value for name in ("src", "href") if (value := given.get(name))]
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)


@pytest.fixture
def page(client: FlaskClient) -> Page:
    with client.get("/docs") as answer:
        return Page(answer.get_data(as_text=True))


def test_the_page_fetches_files_that_are_here(client: FlaskClient, page: Page) -> None:
    assert len(page.fetched) == 4
    for address in page.fetched:
        assert not OUTSIDE.match(address)
        with client.get(urljoin("/docs", address)) as answer:
            assert answer.status_code == 200


def test_the_page_has_no_inline_script_or_style(page: Page) -> None:
    assert page.inline == []


def test_the_styles_draw_from_data_only(client: FlaskClient) -> None:
    with client.get("/docs/swagger/css/swagger-ui.css") as answer:
        drawn = re.findall(r"url\(\s*[\"']?([^)]{1,40})|@import\s+(\S+)", answer.get_data(as_text=True))
    assert drawn
    assert all(address.startswith("data:") for address, _ in drawn)


def test_the_viewer_does_not_send_the_description_to_a_validator(client: FlaskClient) -> None:
    with client.get("/docs/start.js") as answer:
        assert "validatorUrl: null" in answer.get_data(as_text=True)
        assert re.search(r'url: "v1/openapi.json"', answer.get_data(as_text=True))


def test_the_manual_is_what_is_served(app: Application) -> None:
    assert FILE.read_text(encoding="utf-8") == manual(described(app)), "run: python -m ricochet.manual"


def test_the_page_asks_by_the_description_that_is_served(app: Application) -> None:
    digest = hashlib.sha256(description_text(described(app)).encode()).hexdigest()
    with (FILE.parents[1] / "web/src/service/description.ts").open(encoding="utf-8") as types:
        assert digest in types.readline(), "run: python -m ricochet.manual; npm run --prefix web client"
