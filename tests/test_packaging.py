"""The five importable names belong to this project, and no folder of Python was forgotten."""

from __future__ import annotations

import tomllib
from importlib.metadata import distribution, distributions
from pathlib import Path

PROJECT = Path(__file__).parents[1]
NAMES = {"graph", "loaders", "algorithms", "api", "ricochet"}


def _owners(name: str) -> set[str]:
    """Return the installed distributions that bring a file of that top-level name."""
    return {
        other.name
        for other in distributions()
        for file in other.files or ()
        if Path(file.parts[0]).stem == name
    }


def test_no_other_distribution_owns_one_of_our_names() -> None:
    assert set().union(*map(_owners, NAMES)) <= {"ricochet-influence"}


def test_the_distribution_that_brings_our_names_is_installed() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    assert distribution("ricochet-influence").version == project["version"]


def test_the_wheel_lists_exactly_our_names() -> None:
    tool = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]
    assert set(tool["hatch"]["build"]["targets"]["wheel"]["packages"]) == NAMES


def test_the_only_other_folders_of_python_are_tests_and_benchmarks() -> None:
    folders = {file.parent.name for file in PROJECT.glob("*/*.py")}
    assert folders == NAMES | {"tests", "benchmarks"}
