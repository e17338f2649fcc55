"""What the page says where there is no answer: nobody fits, nothing is known, no key, no service."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from ricochet.cli import main
from tests.page.opening import PATIENCE_MS, opened, settle
from tests.page.test_views import violations
from tests.ricochet.conftest import TOPIC, ties_csv
from tests.ricochet.service import Service, served


def ran(*arguments: object) -> str:
    """Run the command, and return what it printed."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def loaded(folder: Path, rows: str) -> Path:
    (folder / "ties.csv").write_text(rows)
    store = folder / "small.duckdb"
    ran("load", folder / "ties.csv", "--kind", "reshares", "--platform", "x", "--store", store)
    return store


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("small"), ties_csv())


@pytest.fixture(scope="module")
def few(small: Path) -> Iterator[Service]:
    """A service of forty fans and three hubs."""
    with served(small) as service:
        yield service


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            f"/relays?topic={TOPIC}&min_followers=9007199254740992",
            "Nobody who fits carries streetfood any further.",
        ),
        ("/relays?topic=stretfood", "Nobody talks about that here: stretfood"),
        ("/relays?topic=chess", "Too few people talk about that: chess"),
        ("/relays?list=rising", "When messages were passed on is not known here"),
        ("/plan?ask=unheard", "When messages were passed on is not known here"),
        ("/path?sources=nobody&target=x:ada", "There is no such account: nobody"),
        ("/path?sources=x:fan1&target=x:ada", "No path leads from"),
        ("/message?message=nothing", "There is no such message: nothing"),
        (f"/plan?plan={'0' * 32}", "Nothing of that name is known"),
        ("/communities?community=99", "There is no such community: 99"),
        (f"/relays?topic={TOPIC}&max_followers=x", "A value is not allowed"),
    ],
)
def test_what_cannot_be_answered_is_said_and_what_to_do(
    browser: Browser, few: Service, address: str, said: str
) -> None:
    with opened(browser, few.address, address, refused=True) as page:
        shown = page.get_by_role("heading").filter(has_text=re.compile(re.escape(said)))
        expect(shown.first).to_be_visible()


def test_a_topic_that_was_meant_is_a_click_away(browser: Browser, few: Service) -> None:
    with opened(browser, few.address, "/relays?topic=stretfood", refused=True) as page:
        page.get_by_role("link", name=TOPIC).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("people", timeout=PATIENCE_MS)


def test_the_page_speaks_french(browser: Browser, few: Service) -> None:
    with opened(browser, few.address, f"/relays?topic={TOPIC}") as page:
        english = page.locator("header nav").inner_text()
        page.get_by_role("link", name="Français").click()
        settle(page)
        assert page.locator("html").get_attribute("lang") == "fr"
        assert page.locator("header nav").inner_text() != english
        expect(page.get_by_role("heading", level=1)).to_contain_text("personnes")
        page.get_by_role("link", name="English").click()
        expect(page.locator("header nav")).to_have_text(re.compile("Relays"))


@pytest.mark.parametrize("address", ["/", "/relays", "/path", "/message", "/plan", "/communities", "/data"])
def test_a_network_of_one_account_breaks_no_view(browser: Browser, alone: Service, address: str) -> None:
    with opened(browser, alone.address, address) as page:
        assert page.get_by_role("heading").count() > 0
        assert page.get_by_role("alert").count() == 0


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of one account that has only met itself."""
    with served(loaded(tmp_path_factory.mktemp("alone"), "retweeter,retweeted\nada,ada\n")) as service:
        yield service


def test_a_service_that_stops_is_missed_and_its_return_is_noticed(
    browser: Browser, few: Service, small: Path
) -> None:
    with opened(browser, few.address, "/data", refused=True) as page:
        sentence = page.get_by_role("heading", level=1).inner_text()
        few.stop()  # the last that asks it
        page.get_by_role("link", name="Relays").click()
        gone = page.get_by_role("status").filter(has_text="The service does not answer")
        expect(gone).to_be_visible(timeout=PATIENCE_MS)
        with served(small, port=int(few.address.rpartition(":")[2])):
            expect(gone).to_be_hidden(timeout=PATIENCE_MS)
            page.get_by_role("link", name="Data").click()
            settle(page)
            assert page.get_by_role("heading", level=1).inner_text() == sentence


def test_a_key_is_pasted_once_and_kept_from_scripts(browser: Browser, tmp_path: Path) -> None:
    store = loaded(tmp_path, ties_csv())
    made = ran("keys", "create", "planner", "--rights", "read,reveal", "--store", store, "--json")
    key = json.loads(made)["key"]
    with served(store) as service, opened(browser, service.address, "/data", refused=True) as page:
        field = page.get_by_label("Key", exact=True)
        assert violations(page) == []
        field.fill("wrong")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_contain_text("No such key stands")
        field.fill(key)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("#answer").get_by_text("planner")).to_be_visible(timeout=PATIENCE_MS)
        page.reload()
        settle(page)
        [cookie] = page.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
        assert key not in page.content() + str(page.evaluate("[document.cookie, {...localStorage}]"))
        page.locator("#answer").get_by_role("button", name="Log out").click()
        expect(field).to_be_visible(timeout=PATIENCE_MS)
