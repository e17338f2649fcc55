"""The page of a network in a real browser: all is drawn, no host is asked, no name is run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.api.exports.drawings import ATTACK, DRAWINGS, PLAIN
from tests.api.exports.test_formats import written


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as opened:
        yield opened


def opened(page: Page, drawn: str, folder: Path) -> tuple[list[str], list[str]]:
    """Open a drawing's page; return what was asked of hosts, and what went wrong."""
    file = folder / "page.html"
    file.write_bytes(written("html", DRAWINGS[drawn]))
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=20_000)
    return [url for url in asked if url != file.as_uri()], wrong


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_the_page_has_the_nodes_edges_and_weights_and_asks_no_host(
    page: Page, drawn: str, tmp_path: Path
) -> None:
    assert opened(page, drawn, tmp_path) == ([], [])
    edges = page.evaluate("network.mapEdges((_, told, source, target) => [source, target, told.weight])")
    assert edges == [[edge.source, edge.target, edge.weight] for edge in DRAWINGS[drawn].edges]
    labels = page.evaluate("network.mapNodes((_, told) => told.label)")
    assert labels == [node.label for node in DRAWINGS[drawn].nodes]


def test_the_largest_are_named_beside_the_picture_and_a_click_tells_more(page: Page, tmp_path: Path) -> None:
    opened(page, "plain", tmp_path)
    largest = max(PLAIN.nodes, key=lambda node: node.size)
    page.get_by_role("button", name=largest.label).click()
    assert page.locator("#chosen").inner_text() == largest.label
    assert page.locator("#details tr").count() == len(PLAIN.columns) + (largest.community is not None)


def test_a_name_is_found_by_its_field(page: Page, tmp_path: Path) -> None:
    opened(page, "plain", tmp_path)
    page.get_by_label("Find a name").fill(PLAIN.nodes[2].label)
    page.keyboard.press("Enter")
    assert page.locator("#chosen").inner_text() == PLAIN.nodes[2].label


def test_hostile_names_are_text(page: Page, tmp_path: Path) -> None:
    opened(page, "attack", tmp_path)
    assert page.locator("#largest li").count() == min(len(ATTACK.nodes), 20)
    assert page.locator("#largest b, #largest script, h1 b").count() == 0


def test_the_page_is_smaller_than_the_network_it_holds() -> None:
    assert len(written("html", ATTACK)) - len(written("html", DRAWINGS["empty"])) < len(
        written("graphology", ATTACK)
    )
