"""All benchmarks, one after another; those on full input are kept in `benchmarks/results.md`."""

from __future__ import annotations

import sys
from types import ModuleType

from benchmarks import (
    agreement,
    answers,
    costs,
    growth,
    http,
    ingest,
    page,
    relay_and_seed,
    relays,
    selection,
    spread,
    startup,
    structure,
)
from benchmarks.measuring import PROJECT, Findings, apart, arguments, as_json, machine, table

SUBJECTS = (
    startup,
    ingest,
    answers,
    structure,
    relays,
    selection,
    spread,
    growth,
    costs,
    agreement,
    relay_and_seed,
    http,
    page,
)
RESULTS = PROJECT / "benchmarks" / "results.md"


def found_on(subject: ModuleType, *, small: bool) -> Findings:
    """Measure one subject; if that fails, say so where its rows would be, and lose no other."""
    print(f"{title(subject)} …", file=sys.stderr, flush=True)
    try:
        found: Findings = apart(subject.measure, small=small)
    except Exception as error:  # noqa: BLE001  # whatever it was, the others are still to be measured
        return Findings([], [f"FAILED: {type(error).__name__}: {error}"])
    return found


def title(subject: ModuleType) -> str:
    """Return what a subject is about, in one line."""
    return str(subject.__doc__).partition("\n")[0]


if __name__ == "__main__":
    asked = arguments()
    found, text = [], f"{machine()}\n"
    for subject in SUBJECTS:
        found.append(found_on(subject, small=asked.small))
        text += f"\n## {title(subject)}\n\n{table(found[-1])}"
        if not asked.small:
            RESULTS.write_text(f"# Results\n\nMade by `make bench`; ratio = peer over ours.\n\n{text}")
    print(as_json(found) if asked.json else text)
    sys.exit(any(note.startswith("FAILED") for findings in found for note in findings.notes))
