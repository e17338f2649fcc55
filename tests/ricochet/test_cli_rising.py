"""`ricochet rising | unheard`: the last days of some files, as the API tells them and as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import Run


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Twenty days: old is passed on in the first ten alone, new in the last; far hears neither."""
    folder = tmp_path_factory.mktemp("days")
    posts = [f"m{day},{'old' if day < 10 else 'new'},2024-05-{day + 1:02}T00:00:00Z" for day in range(20)]
    reposts = [
        f"m{day},fan{day % 4},{'old' if day < 10 else 'new'},2024-05-{day + 1:02}T01:00:00Z"
        for day in range(20)
    ]
    follows = ["fan0,new", "fan1,new", "fan2,old", "far,quiet", "quiet,far", "away,old"]
    files = {
        "messages": ["message,author,at", *posts],
        "reposts": ["message,account,parent,at", *reposts],
        "follows": ["follower,followee", *follows],
    }
    for name, rows in files.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n")
        read = ("load", folder / f"{name}.csv", "--kind", name, "--platform", "x")
        assert run(*read, "--store", folder / "days.duckdb").exit_code == 0
    return folder / "days.duckdb"


def test_json_is_the_body_of_the_api(run: Run, store: Path) -> None:
    asked = (
        "--targets",
        "far,away,fan0",
        "--on-platform",
        "x",
        "--days",
        "9",
        "--k",
        "0",
        "--random-seed",
        "3",
    )
    said = run("unheard", *asked, "--store", store, "--json")
    address = (
        "/v1/audiences/unheard?targets=far&targets=away&targets=fan0&platform=x&days=9&k=0&random_seed=3"
    )
    answer = create_application(Settings(store=str(store))).test_client().get(address)
    assert (said.exit_code, answer.status_code) == (0, 200)
    assert said.stdout_bytes == answer.data + b"\n"


def test_who_rises_is_shown_with_both_windows(run: Run, store: Path) -> None:
    shown = " ".join(run("rising", "--days", "9.5", "--store", store).stdout.split())
    assert shown.startswith("Rising account before now times its share q")
    assert "1 x:new 0 in 0 10 in 10 new (2.0–∞) 0.0033" in shown
    assert "Before, 2024-05-01T01:00:00Z to 2024-05-10T13:00:00Z: passed on 9 times of 9 messages" in shown
    assert "Of 2 accounts compared 1 are beyond chance (q of at most 0.05)" in shown


def test_who_heard_nothing_is_shown_with_those_through_whom_they_could(run: Run, store: Path) -> None:
    shown = " ".join(run("unheard", "--days", "9", "--k", "1", "--store", store).stdout.split())
    assert shown.startswith("Heard nothing since 2024-05-11T01:00:00Z account followers heard last")
    assert "x:away unknown 2024-05-10T00:00:00Z" in shown
    assert "x:far unknown never" in shown
    assert "Of 9 people 5 heard, 3 did not, and of 1 nobody can tell" in shown
    assert "Through whom they could" in shown
    assert "of them would hear" in shown


def test_what_choosing_them_would_take_is_told_instead(run: Run, store: Path) -> None:
    shown = run("unheard", "--days", "9", "--estimate", "--store", store).stdout
    assert shown.startswith("What it would take")


def test_days_beyond_the_records_are_refused(run: Run, store: Path) -> None:
    answer = run("rising", "--store", store)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("ricochet: days must be at most 9.520833: the records")
