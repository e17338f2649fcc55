"""`ricochet export`: a file as it was asked for, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from api.exports import FORMATS
from api.services.exports import Scope
from ricochet.commands import export as command
from tests.ricochet.conftest import TOPIC, Run

DOCUMENT = Path(__file__).parents[2] / "docs" / "exports.md"


def test_the_command_knows_every_format_and_scope() -> None:
    assert tuple(FORMATS) == command.FORMATS
    assert get_args(Scope) == command.SCOPES


@pytest.mark.parametrize("name", command.FORMATS)
def test_every_format_is_written(run: Run, store: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / "network"
    answer = run("export", name, "--output", output, "--topic", TOPIC, "--store", store)
    assert answer.stdout.startswith(f"{output}: 43 nodes, ")
    assert output.stat().st_size > 1_000


def test_names_are_there_unless_told_otherwise(run: Run, store: Path, tmp_path: Path) -> None:
    for name, more in (("named", ()), ("hidden", ("--pseudonymous",))):
        run("export", "graphology", "--output", tmp_path / name, "--store", store, *more)
    assert '"x:ada"' in (tmp_path / "named").read_text()
    assert "ada" not in (tmp_path / "hidden").read_text()


def test_the_same_question_has_the_same_bytes(run: Run, store: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        run("export", "gexf", "--output", tmp_path / name, "--store", store, "--pseudonymous")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_an_ego_network_is_about_its_ego(run: Run, store: Path, tmp_path: Path) -> None:
    output = tmp_path / "ego.json"
    run("export", "node-link", "--output", output, "--scope", "ego", "--account", "x:ada", "--store", store)
    read = json.loads(output.read_text())
    assert read["graph"]["title"] == "The network around x:ada"
    assert next(node for node in read["nodes"] if node["id"] == "x:ada")["rank"] == 1


def test_a_file_is_not_replaced_unless_told_so(run: Run, store: Path, tmp_path: Path) -> None:
    output = tmp_path / "mine.gexf"
    output.write_text("mine")
    refused = run("export", "gexf", "--output", output, "--store", store)
    assert (refused.exit_code, output.read_text()) == (2, "mine")
    assert "unless --force is given" in refused.stderr
    assert run("export", "gexf", "--output", output, "--force", "--store", store).exit_code == 0
    assert output.read_text().startswith("<?xml")


def test_a_question_that_is_refused_leaves_nothing_behind(run: Run, store: Path, tmp_path: Path) -> None:
    refused = run("export", "gexf", "--output", tmp_path / "no.gexf", "--scope", "ego", "--store", store)
    assert (refused.exit_code, refused.stderr) == (
        2,
        "ricochet: account must be given where the scope is ego, not None\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(run: Run, store: Path, tmp_path: Path) -> None:
    refused = run("export", "gexf", "--output", tmp_path / "no" / "a.gexf", "--store", store)
    assert refused.exit_code == 2
    assert "cannot be written: No such file or directory" in refused.stderr


def test_the_document_lists_every_format_and_scope() -> None:
    rows = [
        line.split("|")[1].strip(" `") for line in DOCUMENT.read_text().splitlines() if line.startswith("| `")
    ]
    assert rows == [*FORMATS, *get_args(Scope)]
    for name, written in FORMATS.items():
        assert f"| `{name}` | `{written.suffix}` |" in DOCUMENT.read_text()
