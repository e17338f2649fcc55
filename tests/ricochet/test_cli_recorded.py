"""`ricochet cascades | cascade | draw`: the cascade made by hand, from its file to the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.algorithms.test_report import BY_HAND
from tests.ricochet.conftest import Run

START = 1_700_000_000


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """A store with one message and what 14 people did with it."""
    folder = tmp_path_factory.mktemp("recorded")
    rows = [f"15,a{child},a{parent},{START + second}" for child, parent, second in BY_HAND]
    (folder / "reposts.csv").write_text("\n".join(["message,account,parent_account,at", *rows]) + "\n")
    (folder / "messages.csv").write_text(f"message,author,at\n15,a0,{START}\n")
    for kind in ("messages", "reposts"):
        loaded = run(
            *("load", folder / f"{kind}.csv", "--kind", kind),
            *("--platform", "x", "--store", folder / "told.duckdb"),
        )
        assert loaded.exit_code == 0, loaded.output
    return folder / "told.duckdb"


@pytest.mark.parametrize(
    ("question", "address"),
    [
        (("cascades", "--limit", "1"), "/v1/cascades?limit=1"),
        (("cascade", "x:15"), "/v1/cascades/x:15"),
        (
            (
                "cascade",
                "15",
                "--parents",
                "weighted",
                "--credit",
                "shapley",
                "--by-community",
                "--limit",
                "2",
            ),
            "/v1/cascades/15?parents=weighted&credit=shapley&by_community=true&limit=2",
        ),
    ],
)
def test_json_is_the_body_of_the_api(run: Run, told: Path, question: tuple[str, ...], address: str) -> None:
    said = run(*question, "--store", told, "--json")
    answer = create_application(Settings(store=str(told))).test_client().get(address)
    assert (said.exit_code, answer.status_code) == (0, 200)
    assert said.stdout_bytes == answer.data + b"\n"


def test_a_drawn_message_is_the_body_of_the_api(run: Run, told: Path) -> None:
    said = run("draw", "--seeds", "a0", "--random-seed", "3", "--store", told, "--json")
    client = create_application(Settings(store=str(told))).test_client()
    answer = client.post("/v1/cascades/draw", json={"seeds": ["a0"], "random_seed": 3})
    assert (said.exit_code, answer.status_code) == (0, 200)
    assert said.stdout_bytes == answer.data + b"\n"


def test_the_cascade_made_by_hand_is_told_as_it_happened(run: Run, told: Path) -> None:
    body = json.loads(run("cascade", "15", "--store", told, "--json").stdout)
    assert [bounce["people"] for bounce in body["by_hop"]] == [1, 2, 3, 2, 3, 3, 1]
    assert [fire["igniter"]["key"] for fire in body["reignitions"]] == ["x:a7", "x:a11"]
    assert body["life"]["half_life_seconds"] == 3600


@pytest.mark.parametrize(
    "sentence",
    [
        "15 people, 6 bounces, at most 3 at one hop.",
        "85.7 % came beyond hop 1; two people are 4.1 bounces apart on average.",
        "Half of 14 actions within 1.0 hours of 2023-11-14T22:13:20Z, the last after 2.0 hours.",
        "Re-ignited 2023-11-14T23:13:20Z after 59.0 minutes: 4 people, 3 of them by way of x:a7.",
        "From whom: 14 given, none guessed.",
    ],
)
def test_the_table_says_in_words_what_happened(run: Run, told: Path, sentence: str) -> None:
    shown = " ".join(run("cascade", "15", "--store", told).stdout.split())
    assert sentence in shown


@pytest.mark.parametrize(
    ("question", "title"),
    [
        (("cascades",), "Recorded messages, 1 in all"),
        (("cascade", "15"), "x:15"),
        (("draw", "--seeds", "a0"), "A message drawn"),
    ],
)
def test_a_table_has_a_title(run: Run, told: Path, question: tuple[str, ...], title: str) -> None:
    assert run(*question, "--store", told).stdout.splitlines()[0].rstrip() == title


def test_an_unknown_message_names_its_neighbours(run: Run, told: Path) -> None:
    answer = run("cascade", "x:16", "--store", told)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "x:15" in answer.stderr
