"""What a test sees of a file that was read: its ties as readable rows, its accounts, its tally."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph.records import KINDS, POST_KINDS, UNTIMED, Batch, PostKind, TieKind
from loaders import Reading, Tally, read_batches

PLAIN = Reading()


class SeenTie(NamedTuple):
    kind: TieKind
    actor: str
    target: str
    at_ms: int | None
    times: int
    topics: tuple[str, ...]
    post: str | None
    row: int


class SeenRepost(NamedTuple):
    message: str
    account: str
    parent: str | None
    at_ms: int | None
    kind: PostKind = PostKind.RESHARE
    post: str | None = None
    language: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Seen:
    ties: list[SeenTie]
    tally: Tally
    batches: list[Batch]

    @property
    def pairs(self) -> list[tuple[str, str, str]]:
        """Who did what to whom, without the platform."""
        return [
            (tie.actor.partition(":")[2], str(tie.kind), tie.target.partition(":")[2]) for tie in self.ties
        ]

    @property
    def accounts(self) -> set[str]:
        return {key for batch in self.batches for key in batch.accounts}

    @property
    def refused(self) -> list[tuple[int, str | None]]:
        """Line and column of each refused row."""
        return [(refusal.line, refusal.column) for refusal in self.tally.refusals]


def read(path: Path, reading: Reading = PLAIN, *, batch_rows: int = 1_000, strict: bool = False) -> Seen:
    tally = Tally(path.name, strict=strict)
    batches = list(read_batches(path, reading, batch_rows=batch_rows, tally=tally))
    return Seen([tie for batch in batches for tie in ties_of(batch)], tally, batches)


def ties_of(batch: Batch) -> Iterator[SeenTie]:
    ties = batch.ties
    for place in range(len(ties)):
        at_ms = int(ties.at_ms[place])
        yield SeenTie(
            kind=KINDS[ties.kind[place]],
            actor=batch.accounts[ties.actor[place]],
            target=batch.accounts[ties.target[place]],
            at_ms=None if at_ms == UNTIMED else at_ms,
            times=int(ties.count[place]),
            topics=batch.topic_sets[ties.topics[place]],
            post=ties.post[place],
            row=int(ties.row[place]),
        )


def reposts(seen: Seen) -> list[SeenRepost]:
    return [repost for repost, _ in _reposts(seen)]


def further(seen: Seen) -> list[dict[str, str | None]]:
    return [texts for _, texts in _reposts(seen)]


def _reposts(seen: Seen) -> Iterator[tuple[SeenRepost, dict[str, str | None]]]:
    for batch in seen.batches:
        rows = batch.reposts
        for i in range(len(rows)):
            at_ms, parent = int(rows.at_ms[i]), int(rows.parent[i])
            yield (
                SeenRepost(
                    rows.message[i],
                    batch.accounts[rows.account[i]],
                    None if parent < 0 else batch.accounts[parent],
                    None if at_ms == UNTIMED else at_ms,
                    POST_KINDS[rows.kind[i]],
                    rows.post[i],
                    rows.language[i],
                    rows.place[i],
                ),
                {name: texts[i] for name, texts in rows.further.items()},
            )


def written(folder: Path, content: str | bytes, name: str = "ties.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
