"""`ricochet plan | what-if | equivalents` and models by name: as the API says it, and as tables."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import HUBS, TOPIC, Process, Run

MANUAL = """source,target,probability
Jack,Alice,0.1
Alice,Jimmy,0.1
Alice,Ethan,0.1
Alice,Lara,0.1
Alice,Amir,0.1
Alice,Willie,0.1
Ceri,Ethan,0.1
Michael,Mohammed,0.1
Michael,Ethan,0.1
Ethan,Jimmy,0.1
Ethan,Jack,0.1
Ethan,Lara,0.1
Ethan,Mohammed,0.1
Lara,Amir,0.1
"""
BY_ENUMERATION = 3.887100  # Alice, Ethan and Michael, over all 2**14 worlds

# The same question on the command line and over HTTP.
QUESTIONS = {
    "simulate": (
        ("simulate", "--seeds", "ada", "--target-ci", "0.05", "--by-community", "--acceptance", "0.5"),
        "/v1/cascades/simulate",
        {"seeds": ["ada"], "target_ci": 0.05, "by_community": True, "acceptance": 0.5},
    ),
    "simulate in time": (
        ("simulate", "--seeds", "ada", "--hops", "2", "--model", "continuous-time:exponential,9:24"),
        "/v1/cascades/simulate",
        {"seeds": ["ada"], "hops": 2, "model": "continuous-time:exponential,9:24"},
    ),
    "plan": (
        (
            "plan",
            "--k",
            "2",
            "--topic",
            TOPIC,
            "--acceptance",
            "0.8",
            "--exclude",
            "ben",
            "--objective",
            "reach",
        ),
        "/v1/plans",
        {"k": 2, "topic": TOPIC, "acceptance": 0.8, "exclude": ["ben"], "objective": "reach"},
    ),
    "plan with quotas": (
        (
            "plan",
            "--k",
            "3",
            "--quota",
            "platform:x:1..3",
            "--minimum-per-community",
            "1",
            "--include",
            "cleo",
        ),
        "/v1/plans",
        {
            "k": 3,
            "quotas": [{"by": "platform", "of": "x", "at_least": 1, "at_most": 3}],
            "minimum_per_community": 1,
            "include": ["cleo"],
        },
    ),
    "what if": (
        ("what-if", "--seeds", "ada,ben", "--refuse", "ben", "--add", "cleo", "--new-prices", "ada=5"),
        "/v1/plans/what_if",
        {"seeds": ["ada", "ben"], "refuse": ["ben"], "add": ["cleo"], "new_prices": {"ada": 5}},
    ),
    "equivalents": (
        ("equivalents", "ada", "--exclude", "ben"),
        "/v1/plans/equivalents",
        {"star": "ada", "exclude": ["ben"]},
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_is_the_body_of_the_api(run: Run, store: Path, question: str) -> None:
    arguments, address, body = QUESTIONS[question]
    said = run(*arguments, "--store", store, "--json")
    answer = create_application(Settings(store=str(store))).test_client().post(address, json=body)
    assert (said.exit_code, answer.status_code) == (0, 200), said.output + answer.text
    assert said.stdout_bytes == answer.data + b"\n"


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_estimate_answers_instead(run: Run, store: Path, question: str) -> None:
    said = run(*QUESTIONS[question][0], "--estimate", "--store", store, "--json")
    assert said.exit_code == 0, said.output
    assert set(json.loads(said.stdout)) == {"seconds", "bytes", "n_samples", "meta"}


def test_relays_are_estimated_too(run: Run, store: Path) -> None:
    said = run("relays", TOPIC, "--estimate", "--store", store)
    assert said.stdout.splitlines()[0].rstrip() == "What it would take"


@pytest.mark.parametrize(
    ("question", "title"),
    [
        (("plan", "--k", "2"), "Whom to ask"),
        (("what-if", "--seeds", "ada", "--add", "ben"), "What changes"),
        (("equivalents", "ada"), "As good as x:ada"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_table_has_a_title(run: Run, store: Path, question: tuple[str, ...], title: str) -> None:
    assert run(*question, "--store", store).stdout.splitlines()[0].rstrip() == title


@pytest.fixture
def manual(tmp_path: Path, run: Run) -> Path:
    (tmp_path / "manual.csv").write_text(MANUAL)
    loaded = run("load", tmp_path / "manual.csv", "--kind", "influences")
    assert loaded.exit_code == 0, loaded.output
    return tmp_path


@pytest.mark.usefixtures("manual")
def test_the_manual_s_graph_is_planned_as_enumeration_says(run: Run) -> None:
    body = json.loads(run("plan", "--k", "3", "--model", "given", "--json").stdout)
    keys = {seed["account"]["key"] for seed in body["seeds"]}
    assert keys == {"unknown:Alice", "unknown:Ethan", "unknown:Michael"}
    assert body["spread"]["low"] <= BY_ENUMERATION <= body["spread"]["high"]
    assert set(body["certificate"]) >= {"ratio", "delta", "lower", "upper", "guarantee", "n_sets"}


def test_self_loops_and_rows_given_twice_change_nothing(run: Run, manual: Path, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text(MANUAL + "Alice,Alice,0.9\nEthan,Jack,0.1\n")
    loaded = run("load", tmp_path / "more.csv", "--kind", "influences", "--store", "more.duckdb")
    assert loaded.exit_code == 0, loaded.output
    question = ("plan", "--k", "3", "--json", "--store")
    plain, more = (json.loads(run(*question, store).stdout) for store in ("ricochet.duckdb", "more.duckdb"))
    assert more["seeds"] == plain["seeds"]
    assert more["spread"] == plain["spread"]


@pytest.mark.usefixtures("manual")
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system hands out no cores")
def test_a_plan_has_the_same_bytes_in_every_process_on_one_core_and_on_all(
    run: Run, process: Process
) -> None:
    question = ("plan", "--k", "3", "--acceptance", "0.8", "--json")
    everywhere, cores = run(*question), os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        alone = process(*question)
    finally:
        os.sched_setaffinity(0, cores)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert alone.stdout == everywhere.stdout


@pytest.mark.usefixtures("manual")
def test_a_constant_model_may_be_asked_of_ties_that_bring_probabilities(run: Run) -> None:
    given = json.loads(run("simulate", "--seeds", "Alice", "--json").stdout)
    constant = json.loads(run("simulate", "--seeds", "Alice", "--model", "constant:0.1", "--json").stdout)
    assert constant["meta"]["model"]["name"] == "constant:0.1"
    assert constant["spread"] == given["spread"]


def test_a_file_lists_accounts_one_a_line(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("\n".join(HUBS[:2]) + "\n\n")
    listed = run("plan", "--k", "1", "--exclude", tmp_path / "own.txt", "--store", store, "--json")
    named = run("plan", "--k", "1", "--exclude", ",".join(HUBS[:2]), "--store", store, "--json")
    assert listed.exit_code == 0, listed.output
    assert listed.stdout == named.stdout


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (("plan",), "k must be given where no budget is"),
        (("plan", "--k", "0"), "k must be from 1 to 10,000"),
        (("plan", "--k", "44"), "k must be at most the number of candidates, 43"),
        (("plan", "--budget", "5"), "budget must be left out where no account has a price"),
        (("plan", "--budget", "nan"), "budget must be above 0"),
        (("plan", "--k", "1", "--quota", "platform"), "quota must be written BY:CLASS:LEAST..MOST"),
        (("plan", "--k", "1", "--include", "nobody"), "nobody"),
        (("plan", "--k", "10001"), "k must be from 1 to 10,000"),
        (("plan", "--budget", "0"), "budget must be above 0"),
        (("plan", "--k", "1", "--acceptance", "nan"), "acceptance must be from 0 to 1"),
        (("plan", "--k", "1", "--model", "constant:1.5"), "from 0 to 1"),
        (("plan", "--k", "1", "--model", "constant:nan"), "from 0 to 1"),
        (
            ("plan", "--k", "1", "--quota", "platform:x:2..", "--quota", "platform:y:1.."),
            "demands must be able to hold together, not ['platform y: at least 1']",
        ),
        (("simulate", "--seeds", "ada", "--model", "constant:-0.1"), "from 0 to 1"),
        (("what-if", "--seeds", "ada", "--new-prices", "ada=-1"), "new_prices must be finite, at least 0"),
        (("what-if", "--seeds", "ada", "--new-prices", "ada=nan"), "new_prices must be finite, at least 0"),
        (("what-if", "--seeds", "ada,nobody"), "nobody"),
        (("equivalents", "nobody"), "nobody"),
        (("equivalents", "ada", "--candidates", "ada"), "at least one account beside the star"),
        (("plan", "--k", "1", "--model", "foo"), "model must be one of"),
        (("relays", "--group", "ada", "--estimate"), "estimate must be left out where a group is valued"),
        (("simulate", "--seeds", "nobody"), "nobody"),
        (("simulate", "--seeds", "ada", "--target-ci", "2"), "target_ci must be above 0 and below 1"),
        (("what-if", "--seeds", "ada", "--new-prices", "ada"), "new-prices must be account=price"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_refusal_names_what_is_wrong(run: Run, store: Path, question: tuple[str, ...], named: str) -> None:
    answer = run(*question, "--store", store)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert named in answer.stderr
