"""JSON lines of ties: the same names as columns, each line parsed strictly."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.records import TieKind
from loaders import Reading
from tests.loaders.observed import read, written

GOOD = '{"actor": "a", "target": "b", "kind": "follows"}\n'


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_follows_b_makes_a_the_actor(tmp_path: Path, pack: type[bytes]) -> None:
    assert read(written(tmp_path, pack(GOOD.encode()))).pairs == [("a", "FOLLOWS", "b")]


def test_names_of_fields_are_those_of_columns(tmp_path: Path) -> None:
    path = written(tmp_path, '\n{"user": 1, "follower": 2, "count": 3}\n\n{"follower": 3, "user": 1}\n')
    first, second = read(path, Reading(platform="twitter")).ties
    assert (first.actor, first.target, first.times, first.row) == ("twitter:2", "twitter:1", 3, 2)
    assert (second.actor, second.target, second.times, second.row) == ("twitter:3", "twitter:1", 0, 4)


def test_topics_may_be_a_list_and_times_a_number(tmp_path: Path) -> None:
    row = {
        "actor": "a",
        "target": "b",
        "kind": "RT",
        "at": 1341100972.5,
        "topics": ["Higgs", "#CERN"],
        "post": 9,
    }
    (tie,) = read(written(tmp_path, json.dumps(row))).ties
    assert (tie.at_ms, tie.topics, tie.post) == (1341100972500, ("cern", "higgs"), "9")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"actor": "a", "target"', "not valid JSON"),
        ("[1, 2]", "no JSON object"),
        ("12", "no JSON object"),
        ('{"actor": "a", "target": "b", "kind": "RT", "count": NaN}', "NaN"),
        ('{"actor": "a", "target": "b", "kind": "RT", "count": -Infinity}', "Infinity"),
        ('{"actor": "a", "target": "b", "kind": "RT", "count": 1e999}', "Infinity"),
        ('{"actor": "a", "actor": "b", "target": "c", "kind": "RT"}', "twice"),
        ('{"actor": {"id": 1, "id": 2}, "target": "c", "kind": "RT"}', "twice"),
        ('{"actor": ' + "[" * 100_000 + "]" * 100_000 + "}", "deeply"),
        ('{"actor": ' + "[" * 100_000, "deeply"),
        ('{"actor": ' + "9" * 100_000 + ', "target": 1, "kind": "RT"}', "not valid JSON"),
        ('{"actor": "\\ud800", "target": "b", "kind": "RT"}', "surrogate"),
        ('{"actor": true, "target": "b", "kind": "RT"}', "bool cannot be the actor"),
        ('{"actor": 1.5, "target": "b", "kind": "RT"}', "float cannot be the actor"),
        ('{"actor": {}, "target": "b", "kind": "RT"}', "dict cannot be the actor"),
        ('{"target": "b", "kind": "RT"}', "account is missing"),
        ('{"actor": "a", "target": "b"}', "unknown kind"),
        ('{"actor": "a\\u0000", "target": "b", "kind": "RT"}', "printable"),
    ],
    ids=lambda value: value[:30],
)
def test_a_bad_line_is_refused_alone(tmp_path: Path, line: str, reason: str) -> None:
    seen = read(written(tmp_path, GOOD + line + "\n" + GOOD))
    (refusal,) = seen.tally.refusals
    assert (refusal.line, refusal.text) == (2, line[:10_000])
    assert reason in refusal.reason
    assert len(seen.ties) == 2


def test_a_pair_of_surrogates_is_one_character(tmp_path: Path) -> None:
    path = written(tmp_path, '{"actor": "\\ud83d\\ude00", "target": "b", "kind": "RT"}')
    assert read(path).ties[0].actor == "unknown:\U0001f600"


def test_fields_that_cannot_be_told_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--map"):
        read(written(tmp_path, '{"id": 1, "text": "hello"}\n'))


def test_fields_may_be_mapped(tmp_path: Path) -> None:
    path = written(tmp_path, '{"who": 1, "whom": 2}\n')
    reading = Reading(kind=TieKind.LIKES, columns={"actor": "who", "target": "whom"})
    assert read(path, reading).pairs == [("1", "LIKES", "2")]
