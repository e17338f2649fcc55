"""What only Neo4j is asked: constraints, foreign data, statements without values, faults of a server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import neo4j
import pytest

from graph import cypher
from graph.errors import SchemaMismatchError, StoreUnavailableError
from graph.neo4j_store import Neo4jStore
from graph.records import KINDS, Batch, Post, Price, Profile, Reposts, Ties

BATCH = Batch(
    ["x:ada", "x:ben"],
    Ties.of([{"kind": kind, "actor": 0, "target": 1, "topics": 1} for kind in KINDS]),
    profiles={0: Profile(handle="ada", followers=3)},
    posts=[Post("x:p", 0, topics=1)],
    topic_sets=[(), ("food", "streetfood")],
    prices={0: Price(5.0, "EUR")},
    lists={"own": [0]},
    reposts=Reposts.of([{"message": "x:p", "account": 1, "parent": 0, "label": "it's"}]),
)


@pytest.fixture
def session(neo4j_database: str) -> Iterator[neo4j.Session]:
    with neo4j.GraphDatabase.driver(neo4j_database) as driver, driver.session() as opened:
        yield opened


def sealed(store: Neo4jStore, name: str = "one") -> int:
    load = store.begin(name, file="f", source="s")
    store.append(load, 0, BATCH)
    store.seal([load.number])
    return load.number


def counted(session: neo4j.Session, statement: str) -> int:
    count: int = session.run(statement).single(strict=True)[0]
    return count


def test_keys_and_numbers_are_unique_by_constraint(neo4j_store: Neo4jStore, session: neo4j.Session) -> None:
    constrained = {
        (record["labelsOrTypes"][0], record["properties"][0])
        for record in session.run("SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties")
    }
    assert {("RicochetAccount", "key"), ("RicochetAccount", "number")} <= constrained
    assert {("RicochetLoad", "number"), ("RicochetLoad", "fingerprint")} <= constrained


def test_people_find_accounts_ties_and_topics_in_the_browser(
    neo4j_store: Neo4jStore, session: neo4j.Session
) -> None:
    sealed(neo4j_store)
    [record] = session.run(
        "MATCH (a:Account)-[t:RESHARES]->(b:Account) WHERE 'food' IN split(t.topics, '\n') "
        "RETURN a.handle, a.followers, b.key, b.handle"
    )
    assert record.values() == ["ada", 3, "x:ben", None]


def test_foreign_data_is_neither_read_nor_deleted(neo4j_store: Neo4jStore, session: neo4j.Session) -> None:
    session.run(
        "CREATE (:Account {key: 'x:ada', number: 1, loads: [1]})-[:FOLLOWS {load: 1, row: 1, mark: 0}]->"
        "(:Account {key: 'x:foreign', number: 2, loads: [1]})-[:WROTE]->(:Post {key: 'x:p', load: 1})"
    ).consume()
    number = sealed(neo4j_store)
    assert sorted(neo4j_store.accounts().key) == ["x:ada", "x:ben"]
    assert (len(neo4j_store.ties(KINDS).row), len(neo4j_store.posts().author)) == (len(KINDS), 1)
    neo4j_store.discard([number])
    assert counted(session, "MATCH (n) WHERE NOT n:Ricochet RETURN count(n)") == 3


def test_undoing_everything_leaves_the_marker_alone(neo4j_store: Neo4jStore, session: neo4j.Session) -> None:
    neo4j_store.discard([sealed(neo4j_store)])
    assert counted(session, "MATCH (n) RETURN count(n)") == 1


def test_further_columns_are_one_json_object(neo4j_store: Neo4jStore, session: neo4j.Session) -> None:
    sealed(neo4j_store)
    [record] = session.run("MATCH (:Account)-[:REPOSTED]->(r:RicochetRepost) RETURN r.further AS further")
    assert json.loads(record["further"]) == {"label": "it's"}


def test_an_undo_that_was_cut_off_is_invisible_and_ends_with_the_next_load(
    neo4j_store: Neo4jStore, session: neo4j.Session
) -> None:
    sealed(neo4j_store)
    session.run(cypher.LEAVE, loads=[1]).consume()
    assert (neo4j_store.loads(), len(neo4j_store.accounts().key), len(neo4j_store.ties(KINDS).row)) == (
        [],
        0,
        0,
    )
    neo4j_store.begin("two", file="f", source="s")
    assert (
        counted(
            session, "MATCH (n:RicochetAccount|RicochetLeaving|RicochetPost|RicochetRepost) RETURN count(n)"
        )
        == 0
    )


def test_statements_name_nothing_but_labels_kinds_and_properties() -> None:
    quoted = [
        text for statement in _statements() for text in re.findall(r"'([^']*)'|\"([^\"]*)\"", statement)
    ]
    assert set(quoted) <= {("", "")}


def _statements() -> list[str]:
    found: list[str] = []
    for name, value in vars(cypher).items():
        if name.isupper() and name != "KINDS" and not name.startswith("_"):
            found += (
                [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value
            )
    return found


def test_another_schema_is_refused(neo4j_store: Neo4jStore, session: neo4j.Session, neo4j_uri: str) -> None:
    session.run("MATCH (r:Ricochet) SET r.schema = 99").consume()
    with pytest.raises(SchemaMismatchError, match="version 99"):
        Neo4jStore(neo4j_uri)


def test_a_server_that_does_not_answer_is_unavailable_and_says_what_to_do() -> None:
    with pytest.raises(StoreUnavailableError, match="start Neo4j") as refused:
        Neo4jStore("bolt://127.0.0.1:1")
    assert refused.value.__cause__ is not None


def test_an_unknown_scheme_is_refused_with_the_right_one() -> None:
    with pytest.raises(StoreUnavailableError, match="bolt://host:port"):
        Neo4jStore("ftp://127.0.0.1")


def test_a_database_that_is_not_there_is_unavailable(neo4j_database: str) -> None:
    with pytest.raises(StoreUnavailableError, match="DatabaseNotFound"):
        Neo4jStore(neo4j_database, database="elsewhere")


def test_credentials_in_the_address_stay_out_of_the_name(neo4j_database: str) -> None:
    address = neo4j_database.replace("bolt://", "bolt://neo4j:se%40cret@")
    with Neo4jStore(address) as store:
        assert store.name == neo4j_database


def test_credentials_stay_out_of_errors() -> None:
    with pytest.raises(StoreUnavailableError) as refused:
        Neo4jStore("bolt://neo4j:secret@127.0.0.1:1")
    assert "secret" not in str(refused.value)
