"""The page as somebody opens it, who sees whatever goes wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
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
def opened(browser: Browser, service: str, path: str = "/", *, refused: bool = False) -> Iterator[Page]:
    """Open an address of a service, and refuse at the end what no view may do.

    That is an error that the console shows, a dialog, or a word with any other host. The browser itself shows
    what was `refused`, or not answered at all, as such an error.
    """
    page, wrong = _tab(browser), list[str]()
    heard: dict[Any, Callable[[Any], None]] = {
        "console": lambda said: wrong.append(said.text) if said.type == "error" else None,
        "pageerror": lambda error: wrong.append(str(error)),
        "dialog": lambda dialog: wrong.append(f"dialog: {dialog.message}"),
        "request": lambda asked: wrong.append(asked.url) if _is_elsewhere(asked.url, service) else None,
    }
    for event, hear in heard.items():
        page.on(event, hear)
    try:
        page.goto(service + path)
        settle(page)
        yield page
    finally:
        for event, hear in heard.items():
            page.remove_listener(event, hear)
        _forget(page)
    unexpected = [each for each in wrong if not (refused and each.startswith("Failed to load resource"))]
    assert unexpected == [], unexpected


@cache
def _tab(browser: Browser) -> Page:
    """Return the one tab of a browser: to open an address in a new one takes three times the computing."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce"
    )
    page = context.new_page()
    page.add_init_script(COUNTED)
    page.set_default_timeout(PATIENCE_MS)
    return page


def _forget(page: Page) -> None:
    """Leave a tab as whoever opens the next address would find a new one."""
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.context.clear_cookies()
    page.emulate_media(color_scheme="light")
    page.goto("about:blank")


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
