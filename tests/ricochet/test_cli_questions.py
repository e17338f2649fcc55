"""`ricochet relays | rank | communities | simulate`: the answers, as the API gives them and as tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import FANS, HUBS, RARE, TOPIC, Process, Run, ties_csv

# The same question on the command line and over HTTP.
QUESTIONS = {
    "relays": (("relays", TOPIC, "--limit", "5"), f"/v1/relays?topic={TOPIC}&limit=5"),
    "relays on all ties": (("relays", "--n-samples", "2000"), "/v1/relays?n_samples=2000"),
    "relays from a source": (
        ("relays", TOPIC, "--sources", "ada", "--counting", "relays", "--n-samples", "2000"),
        f"/v1/relays?topic={TOPIC}&sources=ada&counting=relays&n_samples=2000",
    ),
    "relays from seeds": (
        ("relays", "--seeds", "ada,ben", "--random-seed", "7", "--n-samples", "2000"),
        "/v1/relays?seeds=ada&seeds=ben&random_seed=7&n_samples=2000",
    ),
    "relays by hop": (
        ("relays", "--sources", "ada", "--by-hop", "--n-samples", "2000"),
        "/v1/relays?sources=ada&by_hop=true&n_samples=2000",
    ),
    "relays as a group": (
        ("relays", TOPIC, "--group", "ada,ben", "--sources", "cleo", "--n-samples", "2000"),
        f"/v1/relays/group?topic={TOPIC}&accounts=ada&accounts=ben&sources=cleo&n_samples=2000",
    ),
    "relays of a filter, explained": (
        ("relays", "--community", "0", "--explain", "--limit", "2", "--n-samples", "2000"),
        "/v1/relays?community=0&explain=true&limit=2&n_samples=2000",
    ),
    "account": (("account", "ada", "--explain"), "/v1/accounts/ada?explain=true"),
    "topics": (("topics", "list", "--limit", "1"), "/v1/topics?limit=1"),
    "topics by a part of their names": (
        ("topics", "list", "--containing", TOPIC[:3]),
        f"/v1/topics?q={TOPIC[:3]}",
    ),
    "loads": (("store", "loads", "--limit", "1"), "/v1/loads?limit=1"),
    "rank": (("rank", "pagerank", "--limit", "3"), "/v1/centrality/pagerank?limit=3"),
    "rank for persons": (
        ("rank", "pagerank", "--personalised", "ada,ben"),
        "/v1/centrality/pagerank?personalised=ada&personalised=ben",
    ),
    "rank from samples": (
        ("rank", "harmonic", "--n-samples", "200", "--random-seed", "3"),
        "/v1/centrality/harmonic?n_samples=200&random_seed=3",
    ),
    "measures": (("rank",), "/v1/centrality"),
    "rank on a topic": (("rank", "k-core", "--topic", TOPIC), f"/v1/centrality/k-core?topic={TOPIC}"),
    "path": (
        ("path", "ada,ben", "fan3", "--max-hops", "4", "--n-samples", "2000"),
        "/v1/paths?sources=ada&sources=ben&target=fan3&max_hops=4&n_samples=2000",
    ),
    "path by warmth": (
        ("path", "ada", "ben", "--by", "warm", "--tie-half-life-days", "30", "--limit", "2"),
        "/v1/paths?sources=ada&target=ben&by=warm&tie_half_life_days=30&limit=2",
    ),
    "path by time": (("path", "ada", "ben", "--by", "time"), "/v1/paths?sources=ada&target=ben&by=time"),
    "upstream": (
        ("upstream", TOPIC, "--n-permutations", "99", "--max-q", "1", "--large-share", "0.1"),
        f"/v1/upstream?topic={TOPIC}&n_permutations=99&max_q=1&large_share=0.1",
    ),
    "communities": (("communities", "--limit", "2"), "/v1/communities?limit=2"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_is_the_body_of_the_api(run: Run, store: Path, question: str) -> None:
    arguments, address = QUESTIONS[question]
    said = run(*arguments, "--store", store, "--json")
    answer = create_application(Settings(store=str(store))).test_client().get(address)
    assert (said.exit_code, answer.status_code) == (0, 200)
    assert said.stdout_bytes == answer.data + b"\n"


def test_a_simulation_is_the_body_of_the_api(run: Run, store: Path) -> None:
    said = run(
        "simulate", "--seeds", "ada", "--topic", TOPIC, "--n-samples", "2000", "--store", store, "--json"
    )
    client = create_application(Settings(store=str(store))).test_client()
    answer = client.post("/v1/cascades/simulate", json={"seeds": ["ada"], "topic": TOPIC, "n_samples": 2000})
    assert (said.exit_code, answer.status_code) == (0, 200)
    assert said.stdout_bytes == answer.data + b"\n"


def test_the_same_question_in_two_processes_gives_the_same_bytes(
    run: Run, process: Process, store: Path
) -> None:
    question = ("relays", TOPIC, "--seeds", "ada", "--n-samples", "2000", "--store", store, "--json")
    here, elsewhere = run(*question), process(*question)
    assert (elsewhere.returncode, elsewhere.stderr) == (0, "")
    assert elsewhere.stdout == here.stdout


def test_an_answer_from_a_kept_vector_is_the_one_that_was_computed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text(ties_csv())
    run("load", "ties.csv")
    question = ("relays", TOPIC, "--json")
    assert run(*question).stdout_bytes == run(*question).stdout_bytes


def test_another_random_seed_gives_other_samples(run: Run, store: Path) -> None:
    answers = {
        run("relays", TOPIC, "--store", store, "--random-seed", number, "--json").stdout for number in (0, 1)
    }
    assert len(answers) == 2


def test_the_hubs_of_a_topic_carry_it(run: Run, store: Path) -> None:
    body = json.loads(run("relays", TOPIC, "--store", store, "--json").stdout)
    assert {item["account"]["key"] for item in body["items"]} == {f"x:{hub}" for hub in HUBS}


def test_a_relay_comes_with_its_parts_and_their_intervals(run: Run, store: Path) -> None:
    body = json.loads(run("relays", TOPIC, "--limit", "1", "--store", store, "--json").stdout)
    [item] = body["items"]
    estimates = [
        *item["carried"].values(),
        *(item[part] for part in ("exposed", "active", "active_if_exposed", "extra_if_active")),
    ]
    assert all(estimate["low"] <= estimate["value"] <= estimate["high"] for estimate in estimates)


def test_an_answer_names_what_it_was_computed_from(run: Run, store: Path) -> None:
    meta = json.loads(run("relays", TOPIC, "--store", store, "--json").stdout)["meta"]
    assert meta["store"] == "small.duckdb"
    assert meta["topic"] == TOPIC
    assert meta["model"]["name"] == "weighted-cascade"
    assert meta["sources"] == {"rule": "reshares", "accounts": len(HUBS)}


def test_weighted_cascade_says_that_it_is_not_learned(run: Run, store: Path) -> None:
    meta = json.loads(run("relays", TOPIC, "--store", store, "--json").stdout)["meta"]
    assert not meta["model"]["learned"]
    assert any("unlearned and not tested on your data" in warning for warning in meta["warnings"])


def test_an_unknown_topic_names_its_neighbours(run: Run, store: Path) -> None:
    answer = run("relays", "streetfod", "--store", store)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == f"ricochet: no topic 'streetfod'; the nearest known: {TOPIC}\n"


def test_a_topic_with_too_few_authors_says_how_many_it_has(run: Run, store: Path) -> None:
    answer = run("relays", RARE, "--store", store)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == f"ricochet: topic '{RARE}' has 3 authors, 20 are needed\n"


def test_how_many_authors_are_enough_is_a_setting(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RICOCHET_MIN_AUTHORS", "3")
    assert run("relays", RARE, "--store", store).exit_code == 0


def test_what_a_tie_off_the_topic_counts_for_is_a_setting(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RICOCHET_REST_SHARE", "0.5")
    meta = json.loads(run("relays", TOPIC, "--store", store, "--json").stdout)["meta"]
    assert meta["model"]["rest_share"] == 0.5


def test_the_store_can_come_from_the_environment(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RICOCHET_STORE", str(store))
    assert run("rank", "pagerank").exit_code == 0


def test_a_platform_without_accounts_has_no_relays(run: Run, store: Path) -> None:
    body = json.loads(run("relays", "--platform", "y", "--store", store, "--json").stdout)
    assert body["items"] == []


def test_ties_that_bring_their_probability_are_asked_as_they_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,target,probability\na,b,1\nb,c,1\n")
    run("load", "ties.csv", "--kind", "influences")
    body = json.loads(run("relays", "--seeds", "a", "--json").stdout)
    assert body["meta"]["model"]["name"] == "given"
    assert [item["account"]["key"] for item in body["items"]] == ["unknown:b"]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        (("relays", TOPIC), f"Best relays for {TOPIC}"),
        (("relays",), "Best relays"),
        (("rank", "pagerank"), "Most central by pagerank"),
        (("communities",), "Communities"),
        (("path", "ada", "ben"), "Most probable paths"),
        (("path", "ada", "ben", "--by", "warm"), "Warmest introductions"),
        (("path", "ada", "ben", "--by", "time"), "Quickest path"),
        (("upstream", TOPIC, "--n-permutations", "99"), f"Upstream on {TOPIC}"),
        (("simulate", "--seeds", "ben"), "How far it goes"),
        (("store", "loads"), "Loads"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_table_has_a_title(run: Run, store: Path, question: tuple[str, ...], title: str) -> None:
    assert run(*question, "--store", store).stdout.splitlines()[0].rstrip() == title


def test_a_cascade_in_time_is_shown_by_the_hour(run: Run, store: Path) -> None:
    model = "continuous-time:exponential,9:24"
    shown = run("simulate", "--seeds", "ben", "--model", model, "--store", store).stdout
    rows = shown.partition("By when")[2].splitlines()
    assert [row.split()[0] for row in rows[4:9]] == ["1", "3", "6", "12", "24"]


@pytest.mark.parametrize("question", [("relays", TOPIC), ("rank", "k-core"), ("communities",)], ids=" ".join)
def test_a_table_names_its_accounts_in_full(run: Run, store: Path, question: tuple[str, ...]) -> None:
    shown = run(*question, "--store", store).stdout
    assert all(f"x:{hub}" in shown for hub in HUBS)


def test_a_table_says_what_it_rests_on(run: Run, store: Path) -> None:
    shown = " ".join(run("relays", TOPIC, "--store", store).stdout.split())
    assert "snapshot " in shown
    assert "32,768 samples, 95 % intervals" in shown
    assert "Note: weighted cascade is unlearned and not tested on your data" in shown


def test_fans_outnumber_what_one_answer_may_list(run: Run, store: Path) -> None:
    body = json.loads(run("rank", "pagerank", "--limit", "200", "--store", store, "--json").stdout)
    assert len(body["items"]) == FANS + len(HUBS)


def test_hops_and_groups_read_as_tables(run: Run, store: Path) -> None:
    by_hop = run("relays", "--sources", "ada", "--by-hop", "--n-samples", "2000", "--store", store)
    assert "More people by hop" in by_hop.stdout
    group = run("relays", "--group", "ada,ben", "--n-samples", "2000", "--store", store)
    assert "A group of relays" in group.stdout
    assert "no guarantee" in group.output
