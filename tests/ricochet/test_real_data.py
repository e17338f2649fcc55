"""The command on real data sets, held against counts that were taken from the files by other means.

TIMME: Xiao et al., KDD 2020, five kinds of ties among US politicians. Higgs: De Domenico et al., Scientific
Reports 3, 2980 (2013), timed actions. RumourEval 2017: Derczynski et al., Twitter v1.1 statuses.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import Process, Run

Report = dict[str, Any]


def _loaded(run: Run, *arguments: object) -> Report:
    answer = run("load", *arguments, "--json")
    assert answer.exit_code == 0, answer.stderr
    report: Report = json.loads(answer.stdout)
    return report


def _graph(store: Path) -> Report:
    answer = create_application(Settings(store=str(store))).test_client().get("/v1/graph")
    body: Report = answer.get_json()
    return body


@pytest.fixture(scope="module")
def politicians(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "timme-us-politicians" / "PureP").glob("*_list.csv"))


@pytest.fixture(scope="module")
def timme(run: Run, politicians: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    store = tmp_path_factory.mktemp("timme") / "T.duckdb"
    return _loaded(run, *politicians, "--platform", "twitter", "--store", store), store


@pytest.fixture(scope="module")
def higgs(run: Run, shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    store = tmp_path_factory.mktemp("higgs") / "H.duckdb"
    file = shared_data / "higgs-twitter" / "higgs-activity_time.txt.gz"
    return _loaded(run, file, "--platform", "twitter", "--topic", "higgs", "--store", store), store


@pytest.fixture(scope="module")
def rumours(run: Run, shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    store = tmp_path_factory.mktemp("rumours") / "R.duckdb"
    return _loaded(run, shared_data / "rumoureval2017" / "tweets-v1.1.jsonl.gz", "--store", store), store


def test_every_row_of_timme_is_accounted_for(timme: tuple[Report, Path]) -> None:
    counted = {name: timme[0][name] for name in ("read", "self_ties", "kept", "already_there", "accounts")}
    assert counted == {
        "read": 122_347,
        "self_ties": 1_854,
        "kept": 120_493,
        "already_there": 0,
        "accounts": 583,
    }


def test_three_politicians_of_timme_have_no_tie_to_another(timme: tuple[Report, Path]) -> None:
    graph = _graph(timme[1])
    assert (graph["accounts"], graph["connected"]) == (583, 580)


def test_timme_a_second_time_keeps_nothing(
    run: Run, politicians: list[Path], timme: tuple[Report, Path]
) -> None:
    again = _loaded(run, *politicians, "--platform", "twitter", "--store", timme[1])
    assert (again["kept"], again["already_there"]) == (0, 120_493)


def test_timme_in_neo4j_gives_the_same_report_and_the_same_relays(
    run: Run,
    politicians: list[Path],
    timme: tuple[Report, Path],
    neo4j_database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RICOCHET_SNAPSHOTS", str(tmp_path / "snapshots"))
    report = _loaded(run, *politicians, "--platform", "twitter", "--store", neo4j_database)
    question = ("relays", "--limit", "50", "--json", "--store")
    embedded, server = (run(*question, store).stdout for store in (timme[1], neo4j_database))
    assert report == timme[0]
    assert server == embedded.replace('"store":"T.duckdb"', f'"store":"{neo4j_database}"')


def test_every_action_of_higgs_is_accounted_for(higgs: tuple[Report, Path]) -> None:
    report = higgs[0]
    assert (report["read"], report["self_ties"], report["accounts"]) == (563_069, 7_588, 304_691)
    assert {kind: counted["read"] for kind, counted in report["kinds"].items()} == {
        "RESHARES": 354_930,
        "MENTIONS": 171_237,
        "REPLIES_TO": 36_902,
    }


def test_accounts_of_higgs_that_only_met_themselves_stay(higgs: tuple[Report, Path]) -> None:
    assert _graph(higgs[1])["accounts"] == 304_691


def test_relays_of_higgs_warn_that_relays_are_hidden(process: Process, higgs: tuple[Report, Path]) -> None:
    answer = process("relays", "higgs", "--n-samples", "4000", "--store", higgs[1])
    shown = " ".join(answer.stdout.split())
    assert answer.returncode == 0
    assert "credits each reshare to the author of the original: relays in between are hidden" in shown


def test_every_status_of_rumoureval_is_accounted_for(rumours: tuple[Report, Path]) -> None:
    report = rumours[0]
    assert (report["posts"], report["authors"], report["refused"]) == (5_568, 3_859, {})


def test_mentions_of_rumoureval_are_counted_one_by_one(rumours: tuple[Report, Path]) -> None:
    mentions = rumours[0]["kinds"]["MENTIONS"]
    assert mentions["read"] == 9_118
    assert mentions["kept"] + mentions["self_ties"] == 9_112


def test_ferguson_has_relays(run: Run, rumours: tuple[Report, Path]) -> None:
    body = json.loads(run("relays", "ferguson", "--store", rumours[1], "--json").stdout)
    assert body["items"]
    assert body["meta"]["sources"]["rule"] == "originals"


def test_ferguson_has_168_authors(rumours: tuple[Report, Path]) -> None:
    client = create_application(Settings(store=str(rumours[1]))).test_client()
    topics = client.get("/v1/topics?limit=200").get_json()["items"]
    assert {"topic": "ferguson", "authors": 168} in topics


def test_4u9525_has_too_few_authors(run: Run, rumours: tuple[Report, Path]) -> None:
    answer = run("relays", "4u9525", "--store", rumours[1])
    assert answer.exit_code == 2
    assert answer.stderr == "ricochet: topic '4u9525' has 15 authors, 20 are needed\n"


def test_fergusn_names_ferguson_first(run: Run, rumours: tuple[Report, Path]) -> None:
    answer = run("relays", "fergusn", "--store", rumours[1])
    assert answer.exit_code == 2
    assert answer.stderr.startswith("ricochet: no topic 'fergusn'; the nearest known: ferguson")


@pytest.fixture(scope="module")
def priced(run: Run, timme: tuple[Report, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """TIMME with prices that were made up: they grow with PageRank."""
    folder = tmp_path_factory.mktemp("priced")
    store = Path(shutil.copy(timme[1], folder / "P.duckdb"))
    listed = json.loads(run("rank", "pagerank", "--limit", "200", "--json", "--store", store).stdout)["items"]
    rows = [
        f"{each['account']['key'].partition(':')[2]},{20 + 30_000 * each['value']:.2f},EUR" for each in listed
    ]
    (folder / "prices.csv").write_text("\n".join(["account,price,currency", *rows]) + "\n")
    (folder / "own.txt").write_text("\n".join(each["account"]["key"] for each in listed[:10]) + "\n")
    _loaded(run, folder / "prices.csv", "--kind", "prices", "--platform", "twitter", "--store", store)
    return folder


def test_politicians_are_planned_under_a_budget_minimums_and_exclusions(run: Run, priced: Path) -> None:
    question = ("plan", "--budget", "5000", "--acceptance", "0.8", "--minimum-per-community", "2")
    options = ("--exclude", priced / "own.txt", "--json", "--store", priced / "P.duckdb")
    said = run(*question, *options)
    assert said.exit_code == 0, said.stderr
    plan = json.loads(said.stdout)
    asked = Counter(seed["account"]["community"] for seed in plan["seeds"])
    assert 4_000 < plan["price"] <= 5_000
    assert not {seed["account"]["key"] for seed in plan["seeds"]} & set(
        (priced / "own.txt").read_text().split()
    )
    assert min(asked.values()) >= 2
    assert plan["certificate"]["ratio"] > 0.5
    assert plan["against"]["degree"]["difference"]["low"] > 0


def test_twenty_politicians_are_certified_beyond_what_theory_promises(run: Run, priced: Path) -> None:
    plan = json.loads(run("plan", "--k", "20", "--json", "--store", priced / "P.duckdb").stdout)
    assert len(plan["seeds"]) == 20
    assert plan["certificate"]["ratio"] > plan["certificate"]["guarantee"]
    assert plan["against"]["degree"]["difference"]["low"] > 0
