"""The five questions of a strategist, asked by clicks alone, and answered in the API's figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ricochet.demo import TOPIC
from tests.page.addresses import leaders, told
from tests.page.opening import PATIENCE_MS, is_rounded, opened, settle
from tests.ricochet.service import Service

INTERVAL = re.compile(r"^(\S+), between (\S+) and (\S+)$")


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    with opened(browser, service.address) as first:
        yield first


def heading(page: Page) -> str:
    settle(page)
    return " ".join(page.get_by_role("heading", level=1).inner_text().split())


def go(page: Page, question: str) -> None:
    page.get_by_role("link", name=question).click()
    settle(page)


def choose(page: Page, field: str, name: str) -> None:
    page.get_by_role("combobox", name=field, exact=True).fill(name)
    page.get_by_role("option", name=name).first.click()
    settle(page)


def asked(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query)[name][0]


def assert_shows(drawn: Locator, exact: dict[str, float], per: float = 1) -> None:
    """Check that an interval which is drawn has the figures of the API."""
    shown = INTERVAL.match(drawn.get_attribute("aria-label") or "")
    assert shown, drawn.get_attribute("aria-label")
    for text, name in zip(shown.groups(), ("value", "low", "high"), strict=True):
        assert is_rounded(text, exact[name] * per), (text, name, exact)


def test_who_carries_a_topic_and_why(page: Page, service: Service) -> None:
    go(page, TOPIC)
    relays = told(service, f"/v1/relays?{urlencode({'topic': TOPIC, 'limit': 10})}")["items"]
    rows = page.get_by_role("region", name="Relays, best first").get_by_role("listitem")
    first = f"@{relays[0]['account']['handle']}"
    assert re.match(rf"{first} carries {TOPIC} furthest: about [\d,]+ more people", heading(page))
    for row, relay in zip(rows.all(), relays, strict=True):
        expect(row.get_by_role("link").first).to_have_text(f"@{relay['account']['handle']}")
        assert_shows(row.get_by_role("img"), relay["carried"]["people"], per=100)

    second = rows.nth(1).get_by_role("link").first
    name = second.inner_text()
    second.click()
    why = page.get_by_role("region", name=f"Why {name}")
    expect(why).to_contain_text("Over how many bounces", timeout=PATIENCE_MS)
    page.go_back()
    expect(page.get_by_role("region", name=f"Why {first}")).to_be_visible(timeout=PATIENCE_MS)


def test_who_is_rising_and_whether_that_is_chance(page: Page, service: Service) -> None:
    go(page, "Who is rising")
    rising = told(service, "/v1/accounts/rising?limit=10")
    rows = page.get_by_role("region", name="Who is rising, surest first").get_by_role("listitem")
    assert heading(page) == "Nobody is rising beyond chance."
    assert rising["beyond_chance"] == 0
    expect(page.locator("#answer")).to_contain_text(f"{rising['compared']:,} accounts were compared")
    for row, item in zip(rows.all(), rising["items"], strict=True):
        expect(row.get_by_role("link").first).to_have_text(f"@{item['account']['handle']}")
        expect(row).to_contain_text(
            f"{item['now']['actions']} after {item['before']['actions']} · may be chance"
        )


def test_how_one_account_reaches_another(page: Page, service: Service) -> None:
    go(page, "How does A reach B?")
    first, *_, last = leaders(service, TOPIC)
    names = [told(service, f"/v1/accounts/{key}")["account"]["handle"] for key in (first, last)]
    choose(page, "From", names[0])
    choose(page, "To", names[1])
    question = {"sources": first, "target": last}
    found = told(service, f"/v1/paths?{urlencode(question | {'limit': 4})}")
    assert heading(page).startswith(f"From @{names[0]} to @{names[1]}: ")
    odds = re.search(r"about (\d+) in ([\d,]+)", heading(page))
    assert odds
    assert int(odds[1]) / int(odds[2].replace(",", "")) == pytest.approx(
        found["items"][0]["probability"], rel=0.5 / int(odds[1])
    )


def test_which_communities_a_message_crosses_and_who_takes_it_across(page: Page, service: Service) -> None:
    go(page, "Which communities does a message cross")
    assert re.search(r"cross most from .+ to .+: about [\d,.]+ people there", heading(page))
    expect(page.locator("#answer")).to_contain_text("would be missed most")
    circles = page.get_by_role("region", name="The picture").get_by_role("link")
    circles.first.click()
    size = told(service, "/v1/communities")["items"][0]["size"]
    assert f": {size:,} people" in heading(page)


def test_what_a_budget_would_reach_and_what_if_she_says_no(page: Page, service: Service) -> None:
    go(page, "Whom should we ask for our budget")
    choose(page, "Topic", TOPIC)
    page.get_by_role("spinbutton", name="Budget").fill("5000")
    page.get_by_role("button", name="Make the plan").click()
    page.wait_for_url("**plan=*")
    settle(page)
    plan = told(service, f"/v1/plans/{asked(page, 'plan')}")
    said = re.search(r"5,000 buys (\d+) accounts and about ([\d,]+) distinct people", heading(page))
    assert said
    assert int(said[1]) == len(plan["seeds"])
    assert is_rounded(said[2], plan["reach"]["value"])

    seed = page.get_by_role("region", name="Whom to ask").get_by_role("listitem").first
    seed.get_by_role("button").first.click()
    seed.get_by_role("button", name="Says no").click()
    settle(page)
    expect(page.locator("#answer")).to_contain_text(re.compile(r"If .+ says no"))


def test_what_happened_to_a_message_bounce_by_bounce(page: Page, service: Service) -> None:
    go(page, "What happened to a message")
    page.get_by_role("list", name="Recorded message").get_by_role("link").first.click()
    report = told(service, f"/v1/cascades/{asked(page, 'message')}")
    assert heading(page).startswith(f"{report['people']:,} people in ")
    page.get_by_role("slider", name="Bounces seen").focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Play").click()
    expect(
        page.get_by_role("button", name="Pause").or_(page.get_by_role("button", name="Play"))
    ).to_be_visible()
