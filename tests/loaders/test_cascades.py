"""Cascades, one a line: recognised, told apart from edge lists, refused by pair; and their follow graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import FileError, ParameterError, RecordError
from graph.records import UNTIMED, TieKind
from loaders import CASCADES, Reading
from loaders.cascades import looks_like_cascades
from loaders.text import Block
from tests.loaders.observed import Seen, SeenRepost, read, reposts, written

UNIX = 1_352_243_206


def started(seen: Seen) -> list[tuple[str, str, int | None]]:
    """Message, who started it, and when."""
    return [
        (post.key, batch.accounts[post.author], post.at_ms) for batch in seen.batches for post in batch.posts
    ]


def cascades(folder: Path, content: str, reading: Reading | None = None, *, batch_rows: int = 1_000) -> Seen:
    path = written(folder, content, "cascades.txt")
    return read(path, reading or Reading(platform="x"), batch_rows=batch_rows)


def test_a_word_of_one_line_each_names_the_message(tmp_path: Path) -> None:
    seen = cascades(tmp_path, f"c1 ada {UNIX},ben {UNIX + 5},\nc2 ben {UNIX},ada {UNIX + 2},\n")
    assert started(seen) == [("x:c1", "x:ada", UNIX * 1_000), ("x:c2", "x:ben", UNIX * 1_000)]
    assert reposts(seen) == [
        SeenRepost("x:c1", "x:ben", None, (UNIX + 5) * 1_000),
        SeenRepost("x:c2", "x:ada", None, (UNIX + 2) * 1_000),
    ]
    assert seen.tally.notes == []


def test_a_word_of_several_lines_is_who_started_them(tmp_path: Path) -> None:
    seen = cascades(tmp_path, f"ada ben {UNIX},cleo {UNIX + 5}\nada cleo {UNIX},\n")
    assert started(seen) == [("x:cascades.txt:1", "x:ada", None), ("x:cascades.txt:2", "x:ada", None)]
    assert [(act.message, act.account) for act in reposts(seen)] == [
        ("x:cascades.txt:1", "x:ben"),
        ("x:cascades.txt:1", "x:cleo"),
        ("x:cascades.txt:2", "x:cleo"),
    ]
    assert "account that started" in seen.tally.notes[0]


def test_map_decides_what_the_word_is(tmp_path: Path) -> None:
    line = f"c1 ada {UNIX},ben {UNIX + 5}\n"
    named = cascades(tmp_path, line, Reading(columns={"author": "1"}, kind=CASCADES))
    assert started(named) == [("unknown:cascades.txt:1", "unknown:c1", None)]
    kept = cascades(tmp_path, line + line, Reading(columns={"message": "1"}, kind=CASCADES))
    assert {message for message, _, _ in started(kept)} == {"unknown:c1"}


def test_without_a_word_the_first_of_a_line_started_it(tmp_path: Path) -> None:
    seen = cascades(tmp_path, f"ben {UNIX + 5},ada {UNIX},cleo {UNIX + 9}\n")
    assert started(seen) == [("x:cascades.txt:1", "x:ada", UNIX * 1_000)]
    assert [act.account for act in reposts(seen)] == ["x:ben", "x:cleo"]


def test_relative_times_are_kept_and_the_tally_says_so(tmp_path: Path) -> None:
    seen = cascades(tmp_path, "c1 ada 283,ben 1150.5,\n")
    assert [act.at_ms for act in reposts(seen)] == [1_150_500]
    assert any("relative" in note for note in seen.tally.notes)


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        ("ben", "not an account and a time"),
        ("ben 5 6", "not an account and a time"),
        ("", "not an account and a time"),
        ("ben soon", "not a number of seconds"),
        ("ben -5", "not a number of seconds"),
        ("ben 9e99", "not a number of seconds"),
        ("1.2E+17 5", "a spreadsheet has rounded"),
    ],
)
def test_a_line_with_a_bad_pair_is_refused_by_line_and_pair(tmp_path: Path, pair: str, reason: str) -> None:
    seen = cascades(tmp_path, f"c1 ada {UNIX},{pair},cleo {UNIX}\nc2 ada {UNIX},\n", Reading(kind=CASCADES))
    assert [(row.line, row.column) for row in seen.tally.refusals] == [(1, "pair 2")]
    assert reason in seen.tally.refusals[0].reason
    assert [message for message, _, _ in started(seen)] == ["unknown:c2"]


def test_strict_ends_at_the_first_bad_line(tmp_path: Path) -> None:
    path = written(tmp_path, f"c1 ada {UNIX},ben {UNIX}\nc2 ada\n", "cascades.txt")
    with pytest.raises(RecordError, match=r"cascades\.txt.*line 2"):
        read(path, Reading(kind=CASCADES), strict=True)


def test_lines_are_grouped_by_their_pairs(tmp_path: Path) -> None:
    text = "".join(f"c{i} ada {UNIX},ben {UNIX + 1},\n" for i in range(5))
    seen = cascades(tmp_path, text, batch_rows=4)
    assert [len(batch.posts) for batch in seen.batches] == [2, 2, 1]
    assert seen.tally.read == seen.tally.reposts == 5


def test_topics_go_with_the_messages(tmp_path: Path) -> None:
    seen = cascades(tmp_path, f"c1 ada {UNIX},ben {UNIX},\n", Reading(topic="food"))
    assert [batch.topic_sets[post.topics] for batch in seen.batches for post in batch.posts] == [("food",)]


@pytest.mark.parametrize(
    "line",
    ["1 2 1341100972", "follower,followee", "ada,ben", "1,2,1341100972", "a b,c d", "user 5 {'weight': 3}"],
)
def test_an_edge_list_is_not_taken_for_cascades(line: str) -> None:
    assert not looks_like_cascades(Block(1, [line]))


@pytest.mark.parametrize("columns", [{"message": "2"}, {"message": "1", "author": "1"}])
def test_map_names_the_first_word_or_is_refused(tmp_path: Path, columns: dict[str, str]) -> None:
    with pytest.raises((ParameterError, FileError), match="message=1 or author=1"):
        cascades(tmp_path, f"c1 ada {UNIX},\n", Reading(kind=CASCADES, columns=columns))


def test_edges_beside_cascades_say_who_follows_whom(tmp_path: Path) -> None:
    written(tmp_path, f"1 2 {UNIX},3 {UNIX},\n", "cascades.txt")
    seen = read(written(tmp_path, "2,1\n3,1\n", "edges.txt"))
    assert seen.pairs == [("2", str(TieKind.FOLLOWS), "1"), ("3", str(TieKind.FOLLOWS), "1")]
    assert "follows" in seen.tally.notes[0]


def test_edges_alone_are_still_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="--kind"):
        read(written(tmp_path, "2,1\n3,1\n", "edges.txt"))


def test_the_android_set_keeps_every_pair_and_its_direction(shared_data: Path) -> None:
    """678 of the 679 first words are accounts of the follow graph; later people follow earlier ones."""
    folder = shared_data / "diffusion-cascades" / "android"
    seen, edges = read(folder / "cascades.txt"), read(folder / "edges.txt")
    follows = {(tie.actor, tie.target) for tie in edges.ties}
    assert (len(started(seen)), len(reposts(seen)), len(follows)) == (679, 28_343, 48_573)
    assert sum(author in edges.accounts for _, author, _ in started(seen)) == 678
    had: dict[str, set[str]] = {}
    right = wrong = 0
    for act in reposts(seen):
        before = had.setdefault(act.message, set())
        right += any((act.account, other) in follows for other in before)
        wrong += any((other, act.account) in follows for other in before)
        before.add(act.account)
    assert right > 1.3 * wrong
    assert all(act.at_ms != UNTIMED for act in reposts(seen))
