"""`ricochet search | overlap | topics | account`: as the API gives them, as tables, and names taken back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import RARE, TOPIC, Run

ASKED = {
    "search": (
        (
            "search",
            "a",
            "--on-platform",
            "x",
            "--sort",
            "pagerank",
            "--diversify",
            "community",
            "--limit",
            "3",
        ),
        "/v1/accounts/search?limit=3",
        {
            "q": "a",
            "filter": {"platform": "x"},
            "sort": {"field": "pagerank"},
            "diversify": {"by": "community"},
        },
    ),
    "overlap": (("overlap", "ada,ben"), "/v1/overlap", {"accounts": ["ada", "ben"]}),
    "overlap of spread": (
        ("overlap", "ada,ben", "--by", "spread", "--n-samples", "2000"),
        "/v1/overlap",
        {"accounts": ["ada", "ben"], "by": "spread", "n_samples": 2_000},
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_json_is_the_body_of_the_api(run: Run, store: Path, name: str) -> None:
    command, address, body = ASKED[name]
    told = run(*command, "--json", "--store", store)
    assert told.exit_code == 0, told.output
    client = create_application(Settings(store=str(store))).test_client()
    assert told.stdout == client.post(address, json=body).text + "\n"


@pytest.mark.parametrize(
    ("command", "title"),
    [
        (("search", "ada"), "Accounts, 1 in all"),
        (("overlap", "ada,ben"), "Together they reach"),
        (("account", "ada", "--explain"), "is heard by"),
        (("topics", "list"), "Topics, 2 in all"),
        (("topics", "aliases"), "Aliases"),
    ],
)
def test_a_table_says_what_it_is(run: Run, store: Path, command: tuple[str, ...], title: str) -> None:
    assert title in run(*command, "--store", store).stdout


def test_the_next_page_goes_on_with_the_first(run: Run, store: Path) -> None:
    def page(*more: str) -> dict[str, object]:
        told: dict[str, object] = json.loads(run("rank", "k-core", *more, "--json", "--store", store).stdout)
        return told

    first, whole = page("--limit", "2"), page("--limit", "4")
    second = page("--limit", "2", "--cursor", str(first["next_cursor"]))
    assert [first["items"], second["items"]] == [whole["items"][:2], whole["items"][2:]]  # type: ignore[index]  # a list


def test_an_alias_answers_until_it_is_forgotten(run: Run, store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.duckdb"))
    named = run("topics", "alias", "food", f"#{TOPIC}", RARE, "--store", mine)
    assert named.exit_code == 0, named.output
    asked = ("relays", "food", "--n-samples", "2000", "--store", mine)
    assert json.loads(run(*asked, "--json").stdout)["meta"]["topic"] == f"#{RARE} + #{TOPIC}"
    assert run("topics", "alias", "food", "--remove", "--store", mine).exit_code == 0
    forgotten = run(*asked)
    assert (forgotten.exit_code, "no topic 'food'" in forgotten.stderr) == (2, True)


def test_aliases_are_asked_for_where_the_name_is_a_topic_too(run: Run, store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.duckdb"))
    run("topics", "alias", TOPIC, TOPIC, RARE, "--store", mine)
    asked = ("relays", TOPIC, "--n-samples", "2000", "--json", "--store", mine)
    assert json.loads(run(*asked).stdout)["meta"]["topic"] == TOPIC
    assert json.loads(run(*asked, "--aliases").stdout)["meta"]["topic"] == f"#{RARE} + #{TOPIC}"


def test_an_alias_that_is_not_there_cannot_be_forgotten(run: Run, store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.duckdb"))
    answer = run("topics", "alias", "food", "--remove", "--store", mine)
    assert (answer.exit_code, "no alias 'food'" in answer.stderr) == (2, True)
