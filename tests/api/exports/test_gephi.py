"""Gephi's own importer opens GEXF and GraphML: everything is there, and its report holds no warning."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.exports import FORMATS
from tests.absent import absent
from tests.api.exports.drawings import DRAWINGS
from tests.api.exports.reading import CLEANED
from tests.jars import MissingError, fetched_jars, need

VERSION = "0.10.1"
POM = Path(__file__).parents[2] / "gephi" / "pom.xml"
FILES = [(name, drawn) for name in ("gexf", "graphml") for drawn in ("plain", "timed", "attack")]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, Any]]:
    """What Gephi says of each file."""
    try:
        need("java")
        jar = fetched_jars(f"gephi-{VERSION}", POM) / f"gephi-toolkit-{VERSION}-all.jar"
    except MissingError as error:
        absent(str(error))
    folder = tmp_path_factory.mktemp("gephi")
    paths = [folder / f"{drawn}{FORMATS[name].suffix}" for name, drawn in FILES]
    for (name, drawn), path in zip(FILES, paths, strict=True):
        with path.open("wb") as file:
            FORMATS[name].write(DRAWINGS[drawn], file)
    command = [sys.executable, "-m", "tests.gephi.opening", *map(str, (jar, *paths))]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-2000:]
    return dict(zip(FILES, map(json.loads, said.stdout.splitlines()), strict=True))


@pytest.mark.parametrize(("name", "drawn"), FILES)
def test_gephi_has_nothing_to_complain_of(
    opened: dict[tuple[str, str], dict[str, Any]], name: str, drawn: str
) -> None:
    assert [message for level, message in opened[name, drawn]["issues"] if level != "INFO"] == []


@pytest.mark.parametrize(("name", "drawn"), FILES)
def test_gephi_finds_what_was_drawn(
    opened: dict[tuple[str, str], dict[str, Any]], name: str, drawn: str
) -> None:
    drawing, found = DRAWINGS[drawn], opened[name, drawn]
    assert found["labels"] == {node.key: CLEANED[name](node.label) for node in drawing.nodes}
    weights = {(edge.source, edge.target): edge.weight for edge in drawing.edges}
    read = {(source, target): weight for source, target, weight in found["weights"]}
    assert read == pytest.approx(weights, rel=1e-6)  # Gephi keeps weights in single precision
    assert found["directed"]
    assert found["colours"] == [0xCC6677]


def test_gephi_sees_time(opened: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert [opened["gexf", drawn]["timed"] for drawn in ("plain", "timed")] == [False, True]
