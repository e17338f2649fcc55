"""What a snapshot promises: found again, never half-written, and names that lead to one account or topic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.duckdb_store import DuckDBStore
from graph.errors import AccountNotFoundError, AmbiguousAccountError, ParameterError, TopicNotFoundError
from graph.projection import Projection, snapshot_of
from graph.records import Batch, Profile, Ties
from graph.snapshot import Snapshot


def filled(store: DuckDBStore, *, name: str = "one") -> None:
    opened = store.begin(name, file=name, source="files")
    ties = Ties.of([{"kind": "RESHARES", "actor": 0, "target": 1, "topics": 1}])
    profiles = {0: Profile(handle="Ada"), 1: Profile(handle="ben"), 2: Profile(handle="ADA")}
    accounts = ["x:1", "x:2", "y:1"]
    store.append(opened, 0, Batch(accounts, ties, profiles=profiles, topic_sets=((), ("street food",))))
    store.seal([opened.number])


@pytest.fixture
def store() -> Iterator[DuckDBStore]:
    with DuckDBStore(":memory:") as opened:
        filled(opened)
        yield opened


@pytest.fixture
def snapshot(store: DuckDBStore, tmp_path: Path) -> Snapshot:
    return snapshot_of(store, Projection(), tmp_path)


def test_the_same_question_finds_the_same_folder(
    store: DuckDBStore, snapshot: Snapshot, tmp_path: Path
) -> None:
    written = (snapshot.folder / "manifest.json").stat().st_mtime_ns
    again = snapshot_of(store, Projection(), tmp_path)
    assert (again.folder / "manifest.json").stat().st_mtime_ns == written


def test_a_new_load_is_seen(store: DuckDBStore, snapshot: Snapshot, tmp_path: Path) -> None:
    opened = store.begin("two", file="two", source="files")
    ties = Ties.of([{"kind": "FOLLOWS", "actor": 0, "target": 1}])
    store.append(opened, 0, Batch(["x:1", "x:3"], ties))
    store.seal([opened.number])
    assert snapshot_of(store, Projection(), tmp_path).n == snapshot.n + 1


def test_a_load_that_adds_nothing_leaves_the_address(
    store: DuckDBStore, snapshot: Snapshot, tmp_path: Path
) -> None:
    filled(store, name="the same rows in another file")
    assert snapshot_of(store, Projection(), tmp_path).address == snapshot.address


def test_nothing_unfinished_is_left_beside_it(snapshot: Snapshot, tmp_path: Path) -> None:
    assert not [path for path in tmp_path.iterdir() if "unfinished" in path.name]


@pytest.mark.parametrize(("name", "key"), [("x:2", "x:2"), ("ben", "x:2"), ("@Ben", "x:2"), ("2", "x:2")])
def test_an_account_answers_to_its_key_handle_and_native_id(snapshot: Snapshot, name: str, key: str) -> None:
    assert snapshot.keys[snapshot.account_number(name)] == key


@pytest.mark.parametrize("name", ["ada", "1"])
def test_a_name_of_several_accounts_is_refused_and_they_are_listed(snapshot: Snapshot, name: str) -> None:
    with pytest.raises(AmbiguousAccountError) as refusal:
        snapshot.account_number(name)
    assert refusal.value.matches == ["x:1", "y:1"]


def test_an_account_nobody_has_heard_of_is_not_found(snapshot: Snapshot) -> None:
    with pytest.raises(AccountNotFoundError, match="eve"):
        snapshot.account_number("eve")


def test_a_topic_answers_in_any_spelling_of_its_case_and_spaces(snapshot: Snapshot) -> None:
    assert snapshot.topic_number(" #Street  FOOD") == 0


def test_an_unknown_topic_names_the_nearest_known(snapshot: Snapshot) -> None:
    with pytest.raises(TopicNotFoundError) as missing:
        snapshot.topic_number("street fod")
    assert missing.value.nearest == ["street food"]


def test_a_share_outside_0_to_1_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(ParameterError, match="rest_share"):
        snapshot.influence_graph(rest_share=1.5)


def test_what_is_told_of_the_ties_is_part_of_the_address(tmp_path: Path) -> None:
    # A like and a follow weigh the same, so that the graphs are equal; what is said of them is not.
    told = set()
    for kind in ("LIKES", "FOLLOWS"):
        with DuckDBStore(":memory:") as store:
            opened = store.begin(kind, file=kind, source="files")
            ties = Ties.of([{"kind": kind, "actor": 0, "target": 1}])
            store.append(opened, 0, Batch(["x:1", "x:2"], ties))
            store.seal([opened.number])
            told.add(str(snapshot_of(store, Projection(), tmp_path).manifest["counts"]["ties"]))
    assert told == {"{'LIKES': 1}", "{'FOLLOWS': 1}"}
