"""Pictures of the page for a person to judge: `python -m benchmarks.screens OUT` writes a PNG of each view.

Each view in light and dark, at 1440, 768 and 360 pixels, and in French; one at 4k; and one that is empty, one
that still waits and one whose service is gone. A service that runs already, or the page as it is being
written, is pictured by `--address http://127.0.0.1:5173`; `--only relays` pictures views of such names.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Literal, cast

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from benchmarks.measuring import KEPT
from ricochet.demo import TOPIC, fill_store
from ricochet.settings import Settings
from tests.page.addresses import addresses
from tests.page.opening import settle
from tests.ricochet.service import Service, served

BUDGET = 5_000
STILL_SECONDS = 0.4  # what moves by itself has come to rest
NOBODY = "min_followers=9007199254740992"


@dataclass(frozen=True, slots=True)
class Look:
    """How a view is looked at."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    language: str = "en"


LOOKS = (
    Look("1440-light", 1440, 900),
    Look("1440-dark", 1440, 900, scheme="dark"),
    Look("768", 768, 1024),
    Look("360", 360, 800),
    Look("french", 1440, 900, language="fr"),
)
LARGEST = Look("4k", 3840, 2160)


def write_screens(folder: Path, service: Service, only: str = "") -> None:
    """Write a picture of each view of a service's page whose name has `only` in it."""
    views = {view: at for view, at in addresses(service, TOPIC, budget=BUDGET).items() if only in view}
    with browser() as chromium:
        for look in LOOKS:
            for view, address in views.items():
                _write(chromium, service.address + address, folder / f"{_file(view)}-{look.name}.png", look)
        relays = f"{service.address}/relays?topic={TOPIC}"
        if only in "relays":
            _write(chromium, relays, folder / "relays-4k.png", LARGEST)
            _write(chromium, f"{relays}&{NOBODY}", folder / "relays-empty.png", LOOKS[0])
            _write(chromium, relays, folder / "relays-waiting.png", LOOKS[0], "hold")
            _write(chromium, relays, folder / "relays-failed.png", LOOKS[0], "abort")


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Open the Chromium of the system."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=found) as opened:
        yield opened


@contextlib.contextmanager
def demonstration() -> Iterator[Service]:
    """Serve the demonstration's network, made once."""
    store = KEPT / "page" / "demo.duckdb"
    store.parent.mkdir(parents=True, exist_ok=True)
    fill_store(Settings(store=str(store)))
    with served(store) as service:
        yield service


def _write(
    chromium: Browser, address: str, file: Path, look: Look, answers: Literal["", "hold", "abort"] = ""
) -> None:
    """Write a picture of an address; answers about relays may be held back, or fail."""
    with chromium.new_page(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        locale=look.language,
        reduced_motion="reduce",
    ) as page:
        if answers:
            page.route("**/v1/relays**", lambda route: route.abort() if answers == "abort" else None)
        page.goto(address, wait_until="load")
        with contextlib.suppress(
            BrowserError, AssertionError
        ):  # a view that never rests is pictured as it is
            settle(page) if answers != "hold" else page.wait_for_selector("#answer")
        time.sleep(STILL_SECONDS)
        page.screenshot(path=file, full_page=True)
    print(file)


def _file(view: str) -> str:
    return view.replace(" ", "-")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="OUT", help="where pictures are written")
    parser.add_argument(
        "--address", help="of a page that is served already, over the demonstration's network"
    )
    parser.add_argument("--only", default="", help="what the name of a view has in it")
    return parser.parse_args()


if __name__ == "__main__":
    asked = _arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    running = cast("Popen[str]", None)  # it is not ours to stop
    given = contextlib.nullcontext(Service(running, asked.address)) if asked.address else demonstration()
    with given as answering:
        write_screens(asked.folder, answering, asked.only)
