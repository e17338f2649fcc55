"""`docs/validity.md` says what was measured, and says first where simple counting wins."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.validity import DOCUMENT, FIGURES, document


@pytest.fixture
def figures() -> dict[str, list[dict[str, Any]]]:
    read: dict[str, list[dict[str, Any]]] = json.loads(FIGURES.read_text())
    return read


def test_the_document_is_the_one_that_its_figures_make(figures: dict[str, list[dict[str, Any]]]) -> None:
    assert DOCUMENT.read_text() == document(figures)


def test_the_first_paragraph_says_of_every_set_how_simple_counting_does(
    figures: dict[str, list[dict[str, Any]]],
) -> None:
    first = document(figures).split("\n\n")[1]
    assert first.startswith("**Where simple counting wins.**")
    sets = {row["set"] for row in figures["relay_truth"] if "ranking" in row}
    assert sets
    assert [name for name in sets if f"On {name} " not in first] == []


def test_a_figure_that_changes_changes_the_document(figures: dict[str, list[dict[str, Any]]]) -> None:
    rows = [row | {"mean": 0.999} if "ranking" in row else row for row in figures["relay_truth"]]
    assert document(figures | {"relay_truth": rows}) != document(figures)


def test_every_goal_that_fell_short_is_published(figures: dict[str, list[dict[str, Any]]]) -> None:
    missed = [row["goal"] for some in figures.values() for row in some if "goal" in row and not row["met"]]
    published = document(figures).partition("**Fell short**")[2].partition("**Met**")[0]
    assert [goal for goal in missed if goal not in published] == []
