"""A real Neo4j runs the script: everything is there, twice changes nothing, and no text is an instruction."""

from __future__ import annotations

import io
from typing import Any

import neo4j
import pytest

from api.exports import Drawing
from api.exports.cypher import write_cypher
from tests.api.exports.drawings import ATTACK, DRAWINGS, PLAIN


def run(uri: str, drawing: Drawing) -> None:
    """Run a drawing's script as cypher-shell does, a statement at a time."""
    file = io.BytesIO()
    write_cypher(drawing, file)
    with neo4j.GraphDatabase.driver(uri) as driver, driver.session() as session:
        for statement in file.getvalue().decode().split(";\n"):
            if statement.strip():
                session.run(statement).consume()


def asked(uri: str, question: str) -> list[list[Any]]:
    with neo4j.GraphDatabase.driver(uri) as driver:
        return [list(record) for record in driver.execute_query(question).records]


NODES = "MATCH (n:RicochetNode) RETURN n.key, properties(n) ORDER BY n.key"
EDGES = "MATCH (a)-[r:INFLUENCES]->(b) RETURN a.key, b.key, properties(r) ORDER BY a.key, b.key"


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_neo4j_holds_what_was_drawn(neo4j_database: str, drawn: str) -> None:
    drawing = DRAWINGS[drawn]
    run(neo4j_database, drawing)
    labels = {key: said["label"] for key, said in asked(neo4j_database, NODES)}
    assert labels == {node.key: node.label for node in drawing.nodes}
    weights = {(source, target): said["weight"] for source, target, said in asked(neo4j_database, EDGES)}
    assert weights == {(edge.source, edge.target): edge.weight for edge in drawing.edges}


def test_a_script_run_twice_changes_nothing(neo4j_database: str) -> None:
    run(neo4j_database, ATTACK)
    before = asked(neo4j_database, NODES), asked(neo4j_database, EDGES)
    run(neo4j_database, ATTACK)
    assert (asked(neo4j_database, NODES), asked(neo4j_database, EDGES)) == before


def test_what_is_unknown_is_absent(neo4j_database: str) -> None:
    run(neo4j_database, PLAIN)
    said = dict(asked(neo4j_database, NODES))
    assert "community" not in said["x:0"]
    assert "carried" not in said["x:1"]
    assert said["x:1"]["people"] == 1


def test_other_nodes_of_the_database_stay(neo4j_database: str) -> None:
    asked(neo4j_database, "CREATE (:Person {name: 'somebody else'}) RETURN 1")
    run(neo4j_database, ATTACK)
    assert asked(neo4j_database, "MATCH (n:Person) RETURN count(n)") == [[1]]
