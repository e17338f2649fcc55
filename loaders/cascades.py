"""Cascades, one a line: the people of a message in pairs of account and time, as research sets publish them.

A line reads `WORD USER TIME,USER TIME,…`, with a comma at its end or without, and without WORD in some sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph.errors import ParameterError
from graph.records import Batch, Post, Reposts, Ties
from loaders.reading import Reading, Role
from loaders.tally import Refusal, Tally
from loaders.text import Block, line_blocks
from loaders.values import FIRST_MS, UnreadableError, account_key, read_moment

FOLLOWERS_FILE = "edges.txt"
CASCADES_FILE = "cascades.txt"

_PAIR = r"[^\s,]+[ \t]+\d[\d.eE+]*[ \t]*"
_LINE = re.compile(rf"[ \t]*([^\s,]+[ \t]+)?{_PAIR}(,[ \t]*{_PAIR})*,?[ \t]*")
_SAMPLE_LINES = 20
_NO_PAIR = "it is not an account and a time, parted by a blank"


class _Act(NamedTuple):
    account: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class _Cascade:
    """One line: where it stands, the word that it opens with, and who had the message, by time."""

    line: int
    word: str | None
    acts: Sequence[_Act]


def looks_like_cascades(first: Block) -> bool:
    """Whether the first lines hold pairs of account and time, parted by commas."""
    sample = [line for line in first.lines if line.strip()][:_SAMPLE_LINES]
    return bool(sample) and all(map(_LINE.fullmatch, sample)) and any("," in line for line in sample)


def follows_of_cascades(path: str | Path) -> bool:
    """Whether a file is the follow graph under the cascades of its folder, as the two go together.

    A row of it says who follows whom. On the StackExchange set (android) 45 % of those who come to a message
    later have an edge from them to somebody who had it before them, 32 % the other way, and it is the second
    column that has the long tail of a few accounts in very many rows.
    """
    cascades = Path(path).with_name(CASCADES_FILE)
    if Path(path).name != FOLLOWERS_FILE or not cascades.is_file():
        return False
    first = next(line_blocks(cascades, Tally(cascades.name)), None)
    return first is not None and looks_like_cascades(first)


def read_cascades(path: str | Path, reading: Reading, *, batch_rows: int, tally: Tally) -> Iterator[Batch]:
    """Yield messages and who passed them on, from whom unknown; a line with a bad pair is refused whole.

    The word that lines open with names the message where no two lines share it. Otherwise it is the account
    that started the message, at a time that is not told: in the StackExchange set it stands in several lines
    each, is an account of the follow graph, and is never among the people of its own line, where chance would
    put 21 of 679. `--map message=1` or `author=1` decides it. Times may be Unix times, or counted from a
    start that the file does not tell: these are kept as they are, as if counted from 1970.

    Parameters
    ----------
    path, reading, batch_rows, tally
        As `read_batches` takes them; a batch has `batch_rows` pairs, or one line more than that.

    Raises
    ------
    RecordError, FileError, ParameterError
    """
    names = _names_messages(path, reading)
    relative = False
    for cascades in _grouped(_cascades(path, reading, tally), batch_rows):
        relative |= any(act.at_ms < FIRST_MS for cascade in cascades for act in cascade.acts)
        yield _batch(cascades, names, reading, tally)
    if not names:
        tally.notes.append(
            "the first word stands in several lines: it is taken for the account that started the message, "
            "at a time unknown; --map message=1 takes it for the name of the message"
        )
    if relative:
        tally.notes.append("times are relative: they are kept as they are, as seconds counted from 1970")


def _names_messages(path: str | Path, reading: Reading) -> bool:
    """Tell whether the word that lines open with is the name of the message rather than its starter."""
    if reading.columns:
        if len(reading.columns) > 1 or set(reading.columns.values()) != {"1"}:
            raise ParameterError("map", ",".join(reading.columns), "message=1 or author=1 for cascades")
        return Role.MESSAGE in reading.columns
    seen: set[str] = set()
    for line in _lines(path, Tally(str(path))):
        word = _parted(line[1])[0]
        if word is not None and word in seen:
            return False
        seen.add(word or "")
    return True


def _lines(path: str | Path, tally: Tally) -> Iterator[tuple[int, str]]:
    for block in line_blocks(path, tally):
        for number, line in enumerate(block.lines, start=block.first):
            if line.strip():
                yield number, line


def _parted(line: str) -> tuple[str | None, list[list[str]]]:
    chunks = [chunk.split() for chunk in line.split(",")]
    if len(chunks) > 1 and not chunks[-1]:
        chunks.pop()
    return (chunks[0].pop(0), chunks) if len(chunks[0]) == 3 else (None, chunks)


def _cascades(path: str | Path, reading: Reading, tally: Tally) -> Iterator[_Cascade]:
    for number, line in _lines(path, tally):
        tally.read += 1
        word, pairs = _parted(line)
        acts: list[_Act] = []
        try:
            for pair in pairs:
                acts.append(_act(pair, reading.platform_name))  # noqa: PERF401  # as many as are good
            if word is not None:
                account_key(reading.platform_name, word)
        except UnreadableError as error:
            column = f"pair {len(acts) + 1}" if len(acts) < len(pairs) else "1"
            tally.refuse(Refusal(number, column, str(error), line))
        else:
            yield _Cascade(number, word, sorted(acts, key=lambda act: act.at_ms))


def _act(pair: Sequence[str], platform: str) -> _Act:
    if len(pair) != 2:
        raise UnreadableError(_NO_PAIR)
    return _Act(account_key(platform, pair[0]), read_moment(pair[1]))


def _grouped(cascades: Iterable[_Cascade], size: int) -> Iterator[list[_Cascade]]:
    some: list[_Cascade] = []
    pairs = 0
    for cascade in cascades:
        some.append(cascade)
        pairs += len(cascade.acts)
        if pairs >= size:
            yield some
            some, pairs = [], 0
    if some:
        yield some


def _batch(cascades: Sequence[_Cascade], names: bool, reading: Reading, tally: Tally) -> Batch:  # noqa: FBT001  # one caller
    accounts: dict[str, int] = {}
    posts: list[Post] = []
    rows: list[dict[str, object]] = []
    for cascade in cascades:
        author, posted_ms, acts = _started(cascade, names, reading.platform_name)
        message = _message(cascade, names, reading.platform_name, tally.file)
        topics = len(reading.topics)
        posts.append(Post(message, accounts.setdefault(author, len(accounts)), posted_ms, topics=topics))
        rows += (
            {
                "message": message,
                "account": accounts.setdefault(act.account, len(accounts)),
                "parent": -1,
                "at_ms": act.at_ms,
                "row": cascade.line,
            }
            for act in acts
        )
    tally.posts.update(post.key for post in posts)
    keys, topic_sets = [*accounts], ((), reading.topics) if reading.topics else ((),)
    tally.authors.update(keys[post.author] for post in posts)
    tally.reposts += len(rows)
    return Batch(keys, Ties.empty(), posts=posts, topic_sets=topic_sets, reposts=Reposts.of(rows))


def _started(cascade: _Cascade, names: bool, platform: str) -> tuple[str, int | None, Sequence[_Act]]:  # noqa: FBT001  # as above
    if cascade.word is not None and not names:
        return account_key(platform, cascade.word), None, cascade.acts
    first, *others = cascade.acts
    return first.account, first.at_ms, others


def _message(cascade: _Cascade, names: bool, platform: str, file: str) -> str:  # noqa: FBT001  # as above
    word = cascade.word if names and cascade.word is not None else f"{file}:{cascade.line}"
    return account_key(platform, word, what="message")
