"""Readings and fingerprints: what changes a load's identity, what is no reading at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import FileError, ParameterError
from graph.records import TieKind
from loaders import LISTS, PRICES, Reading, fingerprint
from tests.loaders.observed import PLAIN, written


@pytest.mark.parametrize(
    ("reading", "source"),
    [
        (Reading(platform="twitter"), "s"),
        (Reading(kind=TieKind.LIKES), "s"),
        (Reading(kind=PRICES), "s"),
        (Reading(kind=LISTS), "s"),
        (Reading(columns={"actor": "1"}), "s"),
        (Reading(topic="higgs"), "s"),
        (PLAIN, "other"),
    ],
)
def test_whatever_changes_what_is_read_changes_the_fingerprint(
    tmp_path: Path, reading: Reading, source: str
) -> None:
    path = written(tmp_path, "a")
    assert fingerprint(path, reading, source) != fingerprint(path, PLAIN, "s")


def test_the_same_bytes_under_another_name_have_the_same_fingerprint(tmp_path: Path) -> None:
    first, second = (written(tmp_path, "a,b", name) for name in ("x.csv", "y.csv"))
    assert fingerprint(first, PLAIN, "s") == fingerprint(second, PLAIN, "s")


def test_other_bytes_have_another_fingerprint(tmp_path: Path) -> None:
    first, second = (written(tmp_path, text, text) for text in ("a", "b"))
    assert fingerprint(first, PLAIN, "s") != fingerprint(second, PLAIN, "s")


def test_readings_that_mean_the_same_have_the_same_fingerprint(tmp_path: Path) -> None:
    path = written(tmp_path, "a")
    first = Reading(columns={"actor": "1", "target": "2"}, topic="#Higgs")
    second = Reading(columns={"target": "2", "actor": "1"}, topic="higgs", platform="unknown")
    assert fingerprint(path, first, "s") == fingerprint(path, second, "s")


def test_a_missing_file_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        fingerprint(tmp_path / "x", PLAIN, "s")


@pytest.mark.parametrize(
    "wrong",
    [
        {"platform": "Twitter!"},
        {"topic": " # "},
        {"columns": {"who": "1"}},
        {"columns": {"price": "1"}},
        {"kind": PRICES, "columns": {"actor": "1"}},
        {"kind": PRICES, "topic": "higgs"},
        {"kind": LISTS, "columns": {"price": "1"}},
        {"kind": LISTS, "topic": "higgs"},
        {"platform": "list"},
    ],
    ids=str,
)
def test_a_reading_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ParameterError):
        Reading(**wrong)
