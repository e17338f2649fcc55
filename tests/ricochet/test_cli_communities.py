"""`ricochet communities | community | bridges`: the answers of the API, tables, and windows of time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import Run

QUESTIONS = {
    "communities by infomap": (
        ("communities", "--method", "infomap", "--stability", "2"),
        "/v1/communities?method=infomap&stability=2",
    ),
    "communities at a resolution": (
        ("communities", "--method", "cpm", "--resolution", "0.2", "--limit", "3"),
        "/v1/communities?method=cpm&resolution=0.2&limit=3",
    ),
    "community": (
        ("community", "0", "--max-followers", "100", "--limit", "2"),
        "/v1/communities/0?max_followers=100&limit=2",
    ),
    "bridges": (
        ("bridges", "0", "1", "--n-samples", "2000"),
        "/v1/bridges?origin=0&destination=1&n_samples=2000",
    ),
    "all bridges": (("bridges", "--n-samples", "2000"), "/v1/bridges?n_samples=2000"),
}
DAYS = ("--since", "2024-05-01", "--until", "2024-05-03")


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_is_the_body_of_the_api(run: Run, store: Path, question: str) -> None:
    arguments, address = QUESTIONS[question]
    said = run(*arguments, "--store", store, "--json")
    answer = create_application(Settings(store=str(store))).test_client().get(address)
    assert (said.exit_code, answer.status_code) == (0, 200)
    assert said.stdout_bytes == answer.data + b"\n"


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (("communities", "--stability", "2"), "confidence"),
        (("community", "0"), "Of its ties' weight"),
        (("bridges", "0", "1", "--n-samples", "2000"), "people lost"),
    ],
    ids=" ".join,
)
def test_a_table_shows_what_was_asked_for(
    run: Run, store: Path, question: tuple[str, ...], shown: str
) -> None:
    assert shown in " ".join(run(*question, "--store", store).stdout.split())


@pytest.fixture
def two_days(run: Run) -> Path:
    """Six accounts that mention each other on one day, and in two groups of three on the next."""
    days = {1: [range(6)], 2: [range(3), range(3, 6)]}
    rows = [
        f"{i},{j},2024-05-0{day}T12:00:00Z"
        for day, groups in days.items()
        for group in groups
        for i in group
        for j in group
        if i != j
    ]
    Path("ties.csv").write_text("\n".join(["actor,target,time", *rows]) + "\n")
    loaded = run("load", "ties.csv", "--kind", "mentions", "--platform", "x", "--store", "days.duckdb")
    assert loaded.exit_code == 0, loaded.output
    return Path("days.duckdb")


def test_communities_are_tracked_over_windows_of_time(run: Run, two_days: Path) -> None:
    said = run("communities", "--tracking", "2", *DAYS, "--store", two_days, "--json")
    [event] = json.loads(said.stdout)["events"]
    assert (event["what"], event["size_before"], event["size_after"]) == ("split", 6, 6)


def test_tracked_communities_are_told_as_a_table(run: Run, two_days: Path) -> None:
    shown = run("communities", "--tracking", "2", *DAYS, "--store", two_days).stdout
    assert shown.splitlines()[0].rstrip() == "Communities over 2 windows"
    assert "split" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("communities", "--tracking", "2"), "tracking must be used with both --since and --until"),
        (("communities", "--tracking", "1", *DAYS), "tracking must be from 2 to 100"),
        (
            ("communities", "--tracking", "2", *DAYS, "--method", "cpm"),
            "used without --method, --resolution and --stability",
        ),
        (("communities", "--stability", "1"), "stability must be from 2 to 20"),
        (("community", "0a1b2c3d4e5f:0"), "each has numbers of its own"),
        (("community", "99"), "no community '99' in snapshot"),
        (("bridges", "0"), "destination must be given where the other community is"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_value_that_is_not_allowed_is_the_callers_fault(
    run: Run, store: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run(*arguments, "--store", store)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr
