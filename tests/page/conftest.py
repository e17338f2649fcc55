"""The page before a real service of the demonstration's network; one service, one browser for all files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ricochet.demo import TOPIC
from tests.page.addresses import addresses
from tests.ricochet.service import Service, served

BUDGET = 5_000


@pytest.fixture(scope="session")
def service(demo_store: Path) -> Iterator[Service]:
    with served(demo_store) as running:
        yield running


@pytest.fixture(scope="session")
def at(service: Service) -> dict[str, str]:
    """The address of a question of each view."""
    return addresses(service, TOPIC, budget=BUDGET)
