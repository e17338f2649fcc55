"""What the network is and what happened in it: centrality, communities, paths, recorded messages."""

from __future__ import annotations

from benchmarks import centrality, communities, paths, recorded
from benchmarks.measuring import Findings, apart, run

SUBJECTS = (centrality, communities, paths, recorded)


def measure(*, small: bool) -> Findings:
    """Measure each subject in a process of its own."""
    found = [apart(subject.measure, small=small) for subject in SUBJECTS]
    return Findings(
        [line for findings in found for line in findings.lines],
        [note for findings in found for note in findings.notes],
    )


if __name__ == "__main__":
    run(measure)
