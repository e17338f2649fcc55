"""What every view promises: to a keyboard, a screen reader, a phone, and whoever is sent its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python  # type: ignore[import-untyped]  # it ships no types
import pytest
from playwright.sync_api import Browser, Page

from tests.page.addresses import VIEWS
from tests.page.opening import opened, settle
from tests.ricochet.service import Service

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
  .filter((each) => each.tabIndex >= 0 && !each.disabled && !(each.type === "radio" && !each.checked))
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))"""
SMALLEST = {"width": 360, "height": 800}


@pytest.fixture(scope="module", params=VIEWS)
def view(
    request: pytest.FixtureRequest, browser: Browser, service: Service, at: dict[str, str]
) -> Iterator[Page]:
    with opened(browser, service.address, at[request.param]) as page:
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_of_level_a_or_aa(view: Page, scheme: Literal["light", "dark"]) -> None:
    view.emulate_media(color_scheme=scheme)
    assert violations(view, ["color-contrast"] if scheme == "dark" else RULES) == []  # all else is the same


def violations(page: Page, rules: Sequence[str] = RULES) -> list[Any]:
    """Return what axe finds: the rule, and where."""
    page.evaluate(AXE)
    found = page.evaluate("(rules) => axe.run({ runOnly: rules })", list(rules))
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]


def test_tab_reaches_whatever_can_be_used_and_goes_on(view: Page) -> None:
    count = view.evaluate(f"""() => {{
      window.reached = new Set();
      document.addEventListener("focusin", (event) => window.reached.add(event.target));
      document.activeElement?.blur();
      return ({REACHABLE})().length;
    }}""")
    for _ in range(count + 2):
        view.keyboard.press("Tab")
    missed = (
        f"({REACHABLE})().filter((each) => !reached.has(each)).map((each) => each.outerHTML.slice(0, 200))"
    )
    assert view.evaluate(f"() => {missed}") == []


def test_a_phone_scrolls_no_view_sideways(view: Page) -> None:
    wide = view.viewport_size
    view.set_viewport_size(SMALLEST)  # type: ignore[arg-type]  # it is what it says
    try:
        assert view.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    finally:
        view.set_viewport_size(wide)  # type: ignore[arg-type]  # as above


def test_an_address_opens_the_same_view_again(view: Page) -> None:
    address, answer = view.url, view.locator("#answer").inner_text()
    view.reload()
    settle(view)
    assert (view.url, view.locator("#answer").inner_text()) == (address, answer)
