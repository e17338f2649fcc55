"""`ricochet demo`: relays of a network that is called synthetic wherever it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from ricochet.demo import TOPIC
from tests.ricochet.conftest import Run, contents


@pytest.fixture(scope="module")
def shown(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    answer = run("demo", "--no-serve", "--store", path)
    assert answer.exit_code == 0, answer.output
    return answer.stdout, path


def test_the_demonstration_says_first_and_last_that_nobody_in_it_is_real(shown: tuple[str, Path]) -> None:
    text = " ".join(shown[0].split())
    assert text.startswith("Synthetic network: invented accounts")
    assert "Every number above is about a synthetic network kept in" in text


def test_the_demonstration_shows_relays_of_a_topic(shown: tuple[str, Path]) -> None:
    assert f"Best relays for {TOPIC}" in shown[0]


def test_the_demonstration_makes_its_network_once(run: Run, shown: tuple[str, Path]) -> None:
    before = contents(shown[1])
    run("demo", "--no-serve", "--store", shown[1])
    assert contents(shown[1]) == before
