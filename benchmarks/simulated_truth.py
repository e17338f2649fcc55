"""What learning recovers of true probabilities, by amount of data: on a network that nobody lives in.

python -m benchmarks.simulated_truth [--json] [--small]
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from benchmarks.measuring import Findings, run
from tests.algorithms.simulated import Recovery, recoveries, truth_of

MESSAGES = (100, 400, 1_600, 6_400)


@dataclass(frozen=True, slots=True)
class Line:
    """One learner on one amount of data."""

    recovery: Recovery

    def columns(self) -> dict[str, object]:
        """Return the fields, under heads that say what they are."""
        values = asdict(self.recovery)
        heads = {"precision": "precision@20", "captured": "captured@50", "lost": "lost to the truth"}
        return {
            heads.get(name, name): round(value, 4) if isinstance(value, float) else value
            for name, value in values.items()
        }


def measure(*, small: bool) -> Findings:
    """Draw messages on one topic from its true probabilities, learn from them, and compare."""
    n_accounts, n_tests = (1_000, 200) if small else (5_000, 5_000)
    truth, amounts = truth_of(n_accounts), MESSAGES[:2] if small else MESSAGES
    lines = [Line(recovery) for amount in amounts for recovery in recoveries(truth, amount, n_tests=n_tests)]
    sizes = f"{n_accounts:,} accounts, {truth.graph.m:,} ties, {n_tests:,} messages to test on"
    return Findings(lines, [f"One topic of the synthetic network: {sizes}; parents and ties are known."])


if __name__ == "__main__":
    run(measure)
