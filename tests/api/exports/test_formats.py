"""Every format holds the same nodes, edges and weights, whatever the texts, read by software of its users."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.exports import FORMATS, Drawing
from api.exports.csv_pair import quoted, unquoted
from tests.api.exports.drawings import ATTACK, DRAWINGS, FORMULAS, HOSTILE, PLAIN, TIMED
from tests.api.exports.reading import CLEANED, READERS, Read

READ = [
    (name, reader, drawn) for name, readers in READERS.items() for reader in readers for drawn in DRAWINGS
]


def written(name: str, drawing: Drawing) -> bytes:
    file = io.BytesIO()
    FORMATS[name].write(drawing, file)
    return file.getvalue()


def test_every_format_is_read_here_but_those_for_a_server_a_browser_and_the_eye() -> None:
    assert set(READERS) == set(FORMATS) - {"cypher", "html", "png", "svg", "pdf"}


@pytest.mark.parametrize(
    ("name", "reader", "drawn"), READ, ids=lambda value: getattr(value, "__name__", value)
)
def test_what_was_drawn_is_read(name: str, reader: Callable[[bytes], Read], drawn: str) -> None:
    drawing, cleaned = DRAWINGS[drawn], CLEANED.get(name, str)
    assert reader(written(name, drawing)) == Read(
        {node.key: cleaned(node.label) for node in drawing.nodes},
        {(edge.source, edge.target): edge.weight for edge in drawing.edges},
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_drawing_has_the_same_bytes(name: str) -> None:
    assert written(name, ATTACK) == written(name, ATTACK)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_says_where_it_comes_from(name: str) -> None:
    data = written(name, PLAIN)
    if FORMATS[name].media_type != "application/zip":
        assert PLAIN.title.encode() in data


@pytest.mark.parametrize("name", ["cytoscape", "graphology", "node-link"])
def test_json_ends_no_script_and_knows_no_nan(name: str) -> None:
    assert b"<" not in written(name, ATTACK)
    json.loads(written(name, ATTACK), parse_constant=pytest.fail)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_cell_is_no_formula_and_gives_its_text_back(text: str) -> None:
    assert unquoted(quoted(text)) == text
    assert not quoted(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))


@given(st.text(alphabet="'=-;|,\t\n\"a"))
def test_whatever_a_cell_says_is_given_back(text: str) -> None:
    assert unquoted(quoted(text)) == text


def test_no_cell_of_a_table_is_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(written("csv", ATTACK))) as archive:
        table = archive.read("nodes.csv").decode()
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert [cell for cell in cells if cell in FORMULAS] == []
    parted_otherwise = re.split(r'[;|\t\r\n]"*', table)
    assert [cell for cell in parted_otherwise if cell.startswith(tuple("=+-@＝＋－＠"))] == []


def test_numbers_stay_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(written("csv", PLAIN))) as archive:
        second = archive.read("nodes.csv").decode().splitlines()[2]
    assert second == "x:1,'@person1,1,5.0,#CC6677,10.5,-2.25,1,,'@person1"


def test_times_are_told_where_there_are_any() -> None:
    rows = list(TIMED.node_rows())
    assert [row["start"] for row in rows[:2]] == ["1970-01-01T00:00:00.000Z", "1970-01-01T00:01:00.000Z"]
    assert "start" not in next(PLAIN.node_rows())
