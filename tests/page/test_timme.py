"""The page before a network that people made: ties of US politicians, without topics, times and prices.

TIMME: Xiao et al., KDD 2020.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.page.addresses import told
from tests.page.opening import opened
from tests.page.test_questions import assert_shows, heading
from tests.page.test_states import ran
from tests.ricochet.service import Service, served


@pytest.fixture(scope="module")
def timme(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    store = tmp_path_factory.mktemp("timme") / "timme.duckdb"
    files = sorted((shared_data / "timme-us-politicians" / "PureP").glob("*_list.csv"))
    ran("load", *files, "--platform", "twitter", "--store", store)
    with served(store) as service:
        yield service


def test_the_relays_of_timme_are_those_of_the_interface(browser: Browser, timme: Service) -> None:
    relays = told(timme, "/v1/relays?limit=10")["items"]
    with opened(browser, timme.address, "/relays") as page:
        rows = page.get_by_role("region", name="Relays, best first").get_by_role("listitem").all()
        assert len(rows) == len(relays)
        for row, relay in zip(rows, relays, strict=True):
            people = relay["carried"]["people"]
            assert_shows(
                row.get_by_role("img"), people, per=100 if relays[0]["carried"]["people"]["value"] < 10 else 1
            )


def test_the_data_of_timme_are_counted_and_their_times_unknown(browser: Browser, timme: Service) -> None:
    with opened(browser, timme.address, "/data") as page:
        assert heading(page) == "583 accounts and 120,493 ties, times unknown."
