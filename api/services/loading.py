"""Taking files in: every row kept, already there, left out or refused, and nothing half-done."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from api.answers import LoadEntry, LoadReport, Loads, TieCounts
from api.services.pages import Page
from api.services.privacy import Secret, no_secret, without_erased
from graph.errors import FileError, InputError
from graph.records import KINDS, Batch, Bools, Load, TieKind
from graph.store import GraphStore
from loaders import Reading, Tally, fingerprint, read_batches, write_refusals

FIGURES = "load"
"""Kind of the documents that say of each load, by its number, how many rows of the file were good."""

Progress = Callable[[str, int], None]  # file's name, rows read so far


def load_files(
    open_store: Callable[[], GraphStore],
    files: Sequence[Path],
    reading: Reading,
    *,
    source: str = "files",
    strict: bool = False,
    refused_rows: Path | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    secret: Secret = no_secret,
) -> LoadReport:
    """Take files into a store: all of them show at once when the last one is in, or none does.

    Parameters
    ----------
    open_store
        Called once the files have been found readable.
    files
        At least one. A file that the store has, read the same way, adds nothing.
    reading
        How to read them.
    source
        Where the data comes from; a count given again from the same source replaces the old one.
    strict
        Keep nothing if one row is refused.
    refused_rows
        Where to write refused rows, if there are any.
    dry_run
        Take nothing in, after all: only the report stays.
    progress
        Told how many rows of a file have been read.
    secret
        Returns what erased people are known by, who are left out.

    Raises
    ------
    FileError
        When a file cannot be read, no row is good, or too many are refused; the store is as before.
    StoreError
    """
    prints = [fingerprint(file, reading, source) for file in files]
    tallies = [Tally(file.name, strict=strict) for file in files]
    counts = _Counts()
    loads: list[Load] = []
    with open_store() as store:
        known = without_erased(store, secret)
        try:
            for file, name, tally in zip(files, prints, tallies, strict=True):
                loads.append(store.begin(name, file=file.name, source=source))
                _take_in(store, loads[-1], file, reading, tally, counts, known, progress)
        except InputError:
            store.discard({load.number for load in loads if not load.sealed})
            raise
        finally:
            refused = [refusal for tally in tallies for refusal in tally.refusals]
            if refused and refused_rows:
                write_refusals(refused_rows, refused)
        new = {load.number for load in loads if not load.sealed}
        if dry_run:
            store.discard(new)
            loads.clear()
        else:
            for load, tally in zip(loads, tallies, strict=True):
                keep_figures(store, load, _sorts(tally), read=tally.read, refused=tally.refused.total())
            store.seal(new)
    return counts.report(tallies, loads, refused_rows if refused else None)


def keep_figures(store: GraphStore, load: Load, sorts: Sequence[str], *, read: int, refused: int) -> None:
    """Keep how many rows of a file were read and refused; why, which may quote them, only the report says.

    Parameters
    ----------
    store
        Open to write.
    load
        As the store began it.
    sorts
        What the rows tell.
    read, refused
        Rows of the file, and those of them that were not good.
    """
    figures = {"kind": ", ".join(sorts) or None, "read": read, "kept": read - refused, "refused": refused}
    store.keep(FIGURES, str(load.number), json.dumps(figures))


def list_loads(store: GraphStore, *, limit: int = 25, cursor: str | None = None) -> Loads:
    """Return the ledger: what came from which file, when, and how much of it was good.

    Parameters
    ----------
    store
        Asked.
    limit, cursor
        Which page, see `pages.Page.of_ledger`.

    Raises
    ------
    ParameterError, CursorError
    """
    page, figures = Page.of_ledger(limit, cursor, "loads"), store.kept(FIGURES)
    found = [load for load in store.loads() if load.number > page.first][: limit + 1]
    items = [_entry(load, figures.get(str(load.number))) for load in found[:limit]]
    return Loads(items=items, **page.ledger_links([load.number for load in found]))


def undo_load(store: GraphStore, number: int) -> LoadEntry:
    """Take one load back as if it had never been, and return what it was.

    Raises
    ------
    LoadNotFoundError
    """
    known, figures = {load.number: load for load in store.loads()}, store.kept(FIGURES)
    store.forget(FIGURES, str(number))  # first: of a load that is cut off here nothing false is told
    store.discard([number])
    return _entry(known[number], figures.get(str(number)))


class _Counts:
    """What became of the ties of some batches, by kind."""

    def __init__(self) -> None:
        self.kept = np.zeros(len(KINDS), dtype=np.int64)
        self.there = np.zeros(len(KINDS), dtype=np.int64)
        self.accounts: set[str] = set()
        self.suppressed = 0

    def add(self, batch: Batch, there: Bools) -> None:
        self.kept += np.bincount(batch.ties.kind[~there], minlength=len(KINDS))
        self.there += np.bincount(batch.ties.kind[there], minlength=len(KINDS))
        self.accounts.update(batch.accounts)

    def report(
        self, tallies: Sequence[Tally], loads: Sequence[Load], refused_rows: Path | None
    ) -> LoadReport:
        refused = sum((tally.refused for tally in tallies), Counter[str]())
        read = sum((tally.ties for tally in tallies), Counter[TieKind]())
        self_ties = sum((tally.self_ties for tally in tallies), Counter[TieKind]())
        return LoadReport(
            loads=[load.number for load in loads],
            read=sum(tally.read for tally in tallies),
            kept=int(self.kept.sum()),
            already_there=int(self.there.sum()),
            self_ties=self_ties.total(),
            suppressed=self.suppressed,
            refused=dict(sorted(refused.items())),
            refused_rows=None if refused_rows is None else str(refused_rows),
            accounts=len(self.accounts),
            posts=len(set().union(*(tally.posts for tally in tallies))),
            authors=len(set().union(*(tally.authors for tally in tallies))),
            prices=sum(tally.prices for tally in tallies),
            listed=sum(tally.listed for tally in tallies),
            reposts=sum(tally.reposts for tally in tallies),
            notes=[f"{tally.file}: {note}" for tally in tallies for note in tally.notes],
            kinds={
                str(kind): TieCounts(
                    read=read[kind],
                    kept=int(self.kept[kind.code]),
                    already_there=int(self.there[kind.code]),
                    self_ties=self_ties[kind],
                )
                for kind in KINDS
                if read[kind]
            },
        )


def _take_in(
    store: GraphStore,
    load: Load,
    file: Path,
    reading: Reading,
    tally: Tally,
    counts: _Counts,
    known: Callable[[Batch], Batch],
    progress: Progress | None,
) -> None:
    batches = read_batches(file, reading, batch_rows=store.batch_rows, tally=tally)
    for number, read in enumerate(_read_ahead(batches)):
        batch = known(read)
        counts.add(batch, store.append(load, number, batch))
        counts.suppressed += read.rows - batch.rows
        if progress:
            progress(file.name, tally.read)
    if tally.read == tally.refused.total():
        raise FileError(
            file.name, f"none of its {tally.read:,} rows is good; the first: {_first_reason(tally)}"
        )


def _read_ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Read the next batch while the store, which does not hold the interpreter, writes this one."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = reader.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = reader.submit(next, batches, None)
            yield batch


def _first_reason(tally: Tally) -> str:
    if not tally.refusals:
        return "it has no row"
    first = tally.refusals[0]
    return f"line {first.line}, {first.reason}"


def _sorts(tally: Tally) -> list[str]:
    """Return what the rows of a file told."""
    others = {"posts": tally.posts, "reposts": tally.reposts, "prices": tally.prices, "lists": tally.listed}
    return [*(str(kind) for kind in KINDS if tally.ties[kind]), *(name for name in others if others[name])]


def _entry(load: Load, figures: str | None) -> LoadEntry:
    unknown = dict.fromkeys(("kind", "read", "kept", "refused"))
    return LoadEntry(
        load=load.number,
        file=load.file,
        source=load.source,
        loaded_at=load.loaded_at,
        accounts=load.accounts,
        ties=load.ties,
        posts=load.posts,
        reposts=load.reposts,
        batches=len(load.batches),
        **(unknown if figures is None else json.loads(figures)),
    )
