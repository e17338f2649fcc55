"""The page as somebody opens it, who sees whatever goes wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

PATIENCE_MS = 60_000  # the machine may be busy, and kernels not compiled yet

COUNTED = """(() => {
  const ask = window.fetch;
  window.asking = 0;
  window.fetch = (...asked) => {
    window.asking += 1;
    return ask(...asked).finally(() => { window.asking -= 1; });
  };
})()"""
CALM = """() => {
  const awaited = document.querySelector("[aria-busy=true]") || !document.querySelector("#answer");
  if (awaited || window.asking) delete window.calmSince; else window.calmSince ??= performance.now();
  return performance.now() - window.calmSince > 200;
}"""


@contextmanager
def opened(
    browser: Browser, service: str, path: str = "/", *, refused: bool = False, **look: Any
) -> Iterator[Page]:
    """Open an address of a service, and refuse at the end what no view may do.

    That is an error that the console shows, a dialog, or a word with any other host. The browser itself shows
    what was `refused`, or not answered at all, as such an error.
    """
    wrong: list[str] = []
    look = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"} | look
    with browser.new_context(**look) as context:
        page = context.new_page()
        page.add_init_script(COUNTED)
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on(
            "request", lambda asked: wrong.append(asked.url) if _is_elsewhere(asked.url, service) else None
        )
        page.goto(service + path)
        settle(page)
        yield page
    assert [error for error in wrong if not (refused and error.startswith("Failed to load resource"))] == []


def settle(page: Page) -> None:
    """Wait until nothing on a page is awaited any more, and for a moment nothing new was."""
    page.evaluate("delete window.calmSince")
    page.wait_for_function(CALM, polling=50, timeout=PATIENCE_MS)


def is_rounded(shown: str, exact: float) -> bool:
    """Tell whether a number on the page is that number, rounded to its last digit that is not 0."""
    plain = shown.replace(",", "")
    _, _, decimals = plain.partition(".")
    zeros = len(plain) - len(plain.rstrip("0"))
    return math.isclose(float(plain), exact, rel_tol=0, abs_tol=0.5001 * 10.0 ** (-len(decimals) or zeros))


def _is_elsewhere(asked: str, service: str) -> bool:
    return not asked.startswith((f"{service}/", "data:", "blob:"))
