"""All benchmarks, one after another; those on full input are kept in `benchmarks/results.md`."""

from __future__ import annotations

from benchmarks import agreement, answers, growth, ingest, relays, selection, spread, startup
from benchmarks.measuring import PROJECT, apart, arguments, as_json, machine, table

SUBJECTS = (startup, ingest, answers, relays, selection, spread, growth, agreement)

if __name__ == "__main__":
    asked = arguments()
    found = [apart(subject.measure, small=asked.small) for subject in SUBJECTS]
    titles = [str(subject.__doc__).partition("\n")[0] for subject in SUBJECTS]
    parts = [f"## {title}\n\n{table(findings)}" for title, findings in zip(titles, found, strict=True)]
    text = "\n".join([f"{machine()}\n", *parts])
    if not asked.small:
        kept = PROJECT / "benchmarks" / "results.md"
        kept.write_text(f"# Results\n\nMade by `make bench`; ratio = peer over ours.\n\n{text}")
    print(as_json(found) if asked.json else text)
