"""`ricochet forecast`: from files to the forecast, and from the freeze to the score."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import Run

START, DAY, MINUTE = 1_700_006_400, 86_400, 60


def _load(run: Run, folder: Path, name: str, days: range) -> None:
    """Load messages of `a`, one a day, that `b` to `e` pass on minute by minute, `e` from `b`."""
    messages = ["message,author,at", *(f"{day},a,{START + day * DAY}" for day in days)]
    reposts = ["message,account,parent_account,at"]
    for day in days:
        reposts += [
            f"{day},{who},{'b' if who == 'e' else 'a'},{START + day * DAY + (i + 1) * MINUTE}"
            for i, who in enumerate("bcde")
        ]
    for kind, rows in (("messages", messages), ("reposts", reposts)):
        file = folder / f"{name}-{kind}.csv"
        file.write_text("\n".join(rows) + "\n")
        loaded = run("load", file, "--kind", kind, "--platform", "x", "--store", folder / "told.duckdb")
        assert loaded.exit_code == 0, loaded.output


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("forecasts")
    _load(run, folder, "first", range(40))
    return folder / "told.duckdb"


def test_json_is_the_body_of_the_api(run: Run, told: Path) -> None:
    asked = ("39", "--observed-minutes", "2.5", "--alert-at", "5", "--limit", "2")
    said = run("forecast", "message", *asked, "--store", told, "--json")
    client = create_application(Settings(store=str(told))).test_client()
    body = {"observed_minutes": 2.5, "alert_at": 5, "limit": 2}
    answer = client.post("/v1/cascades/39/forecast", json=body)
    assert (said.exit_code, answer.status_code) == (0, 200)
    assert said.stdout_bytes == answer.data + b"\n"


def test_the_table_says_how_far_it_goes_and_whether_to_be_alarmed(run: Run, told: Path) -> None:
    said = run("forecast", "message", "39", "--observed-minutes", "2.5", "--alert-at", "5", "--store", told)
    assert said.exit_code == 0, said.output
    assert "3 people after 2.5 minutes: 5.0 in the end" in said.stdout
    assert "ALARM: 5 people or more" in said.stdout


def test_a_forecast_is_frozen_once_and_scored_by_what_is_loaded_later(
    run: Run, told: Path, tmp_path: Path
) -> None:
    store = tmp_path / "told.duckdb"
    store.write_bytes(told.read_bytes())
    freeze = ("forecast", "freeze", "launch", "--message", "39", "--observed-minutes", "2.5")
    assert run(*freeze, "--store", store).exit_code == 0
    again = run(*freeze, "--store", store)
    assert (again.exit_code, "is frozen already" in again.stderr) == (2, True)
    before = run("forecast", "score", "launch", "--store", store)
    assert "Not scored: nothing is recorded from later." in before.stdout
    _load(run, tmp_path, "later", range(27_000, 27_001))  # in the year 2097
    listed = json.loads(run("forecast", "list", "--store", store, "--json").stdout)
    assert [item["real"] for item in listed["items"][0]["items"]] == [5.0]
    assert listed["calibration"]["scored"] == 1
