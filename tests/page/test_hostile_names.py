"""Forty hostile strings as handles, names and topics: every view and every export shows them as text."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from api.exports import FORMATS
from graph.records import normal_topic
from tests.api.exports.drawings import HOSTILE
from tests.page.addresses import VIEWS, addresses, told
from tests.page.opening import opened
from tests.page.test_states import ran
from tests.ricochet.service import Service, served

MORE = (
    "<script>document.title='run'</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a href='javascript:alert(1)'>",
    "javascript:alert(1)",
    "\"><iframe srcdoc='<script>alert(1)</script>'>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "مرحبا بالعالم",
    "שלום עולם",
    "\u2067isolated\u2069 \u200fmark\u200e",
    "zero\u200bwidth\u200djoined\ufeff",
    "Z\u0337\u0351a\u0337l\u0337g\u0337o\u0337" * 5,
    "🇫🇷👩‍👩‍👧‍👦🔥",
    "日本語の名前が長いとどうなる",
    "ﷺ" * 20,
    "𝕳𝖔𝖘𝖙𝖎𝖑𝖊",
    "../../etc/passwd",
    "%00%2e%2e%2f",
    "&lt;b&gt;&amp;",
    "null",
    "__proto__",
    "constructor",
    'O\'Brien & "Sons"',
)
REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\ufffe]")  # no file with these in a topic is loaded
NAMES = tuple(dict.fromkeys(name for name in (*HOSTILE, *MORE) if not REFUSED.search(name)))[:40]
FOREIGN = "script, iframe, object, embed, [onerror], [onload], a[href^='javascript:'], img:not([src^='/'])"


def statuses() -> Iterator[dict[str, Any]]:
    """Return a post of each account with all topics, reposted by two others."""
    users: list[dict[str, Any]] = [
        {"id_str": str(number), "screen_name": name, "name": name, "followers_count": 1_000 - number}
        for number, name in enumerate(NAMES, start=1)
    ]
    entities = {"hashtags": [{"text": name} for name in NAMES], "user_mentions": []}
    for number, user in enumerate(users):
        at = f"Wed Oct 01 20:{number:02}:24 +0000 2025"
        post: dict[str, Any] = {
            "id_str": f"1{number:03}",
            "created_at": at,
            "text": "x",
            "user": user,
            "entities": entities,
        }
        yield post
        for place, other in enumerate((users[number // 2], users[(7 * number + 3) % len(users)])):
            if other is not user:
                by: dict[str, Any] = {
                    "id_str": f"2{number:03}{place}",
                    "created_at": at,
                    "text": "RT",
                    "user": other,
                }
                yield by | {"entities": entities, "retweeted_status": post}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "tweets.jsonl").write_text("\n".join(map(json.dumps, statuses())))
    ran("load", folder / "tweets.jsonl", "--store", folder / "s.duckdb")
    with served(folder / "s.duckdb") as service:
        yield service


@pytest.fixture(scope="module")
def topics(hostile: Service) -> list[str]:
    return [topic["topic"] for topic in told(hostile, "/v1/topics?limit=100")["items"]]


@pytest.fixture(scope="module")
def at(hostile: Service, topics: list[str]) -> dict[str, str]:
    return addresses(hostile, next(topic for topic in topics if "script" in topic), days=0.01)


def test_forty_are_loaded_as_handles_and_as_topics(hostile: Service, topics: list[str]) -> None:
    assert len(NAMES) == 40
    assert told(hostile, "/v1/graph")["accounts"] == 40
    assert set(topics) == {topic for name in NAMES if (topic := normal_topic(name))}


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_them_as_text(browser: Browser, hostile: Service, at: dict[str, str], view: str) -> None:
    with opened(browser, hostile.address, at[view]) as page:
        assert page.locator("#page").locator(FOREIGN).count() == 0
        assert "Ricochet" in page.title()
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_relays_are_called_by_their_handles(browser: Browser, hostile: Service, at: dict[str, str]) -> None:
    relays = told(hostile, f"/v1{at['relays']}&limit=10")["items"]
    with opened(browser, hostile.address, at["relays"]) as page:
        rows = page.get_by_role("region", name="Relays, best first").get_by_role("listitem")
        shown = [row.get_by_role("link").first.text_content() for row in rows.all()]
    assert shown == [f"@{relay['account']['handle']}" for relay in relays]


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_whole(browser: Browser, hostile: Service, name: str, tmp_path: Path) -> None:
    answer = hostile.ask("GET", f"/v1/exports/{quote(name)}?scope=relays&reveal=true", Prefer="wait=60")
    assert answer.status == 200, answer.body
    if name == "csv":
        with ZipFile(BytesIO(answer.body)) as packed:
            tables = [
                packed.read(file).decode("utf-8-sig") for file in packed.namelist() if file.endswith("csv")
            ]
        cells = [cell for table in tables for row in csv.reader(StringIO(table)) for cell in row]
        assert cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    elif name in ("gexf", "graphml", "svg"):
        tags = {each.tag.rpartition("}")[2] for each in ET.fromstring(answer.body).iter()}  # noqa: S314  # our own file
        assert not tags & {"script", "b", "img", "iframe", "foreignObject"}
    elif name == "html":
        _open_html(browser, answer.body, tmp_path)


def _open_html(browser: Browser, html: bytes, folder: Path) -> None:
    (folder / "page.html").write_bytes(html)
    wrong: list[str] = []
    with browser.new_page() as page:
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto((folder / "page.html").as_uri())
        page.wait_for_selector("html[data-ready]", timeout=20_000)
    assert wrong == []
