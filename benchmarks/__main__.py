"""All benchmarks, one after another; those on real data are kept in `benchmarks/results.md`."""

from __future__ import annotations

from benchmarks import ingest, relays, startup
from benchmarks.measuring import PROJECT, arguments, report, show

if __name__ == "__main__":
    asked = arguments()
    rows = [row for subject in (startup, ingest, relays) for row in subject.rows(small=asked.small)]
    if not asked.small:
        kept = PROJECT / "benchmarks" / "results.md"
        kept.write_text(f"# Results\n\nMade by `make bench`; ratio = peer over ours.\n\n{report(rows)}")
    show(rows, as_json=asked.json)
