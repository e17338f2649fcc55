"""`docs/validity.md` from measured figures: what predicts, what does not, and where simple counting wins.

    python -m benchmarks.validity [FILE ...]

A FILE is what `benchmarks.relay_truth --json` or `benchmarks.simulated_truth --json` printed; its figures
are kept in `benchmarks/validity.json` in place of the older ones of the same benchmark. Without a FILE the
document is made again from what is kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from algorithms.backtest.run import BAR, BEST_POSSIBLE
from algorithms.rankers import RANKERS

FIGURES = Path(__file__).with_name("validity.json")
DOCUMENT = Path(__file__).parents[1] / "docs" / "validity.md"

Row = Mapping[str, Any]

_LEVELS = ("random", "activity", BEST_POSSIBLE)  # shown, but nobody would serve them

_PROTOCOL = """\
## Protocol

Messages are cut in time, at 50, 62.5, 75 and 87.5 % of them by start. Rankings learn from what happened
before the cut and are asked who will carry the messages of the next eighth; actions after the cut on
older messages belong to neither, and train, test and dropped add up to all there is. Nothing dated after
the cut can be seen: making such a history is refused. What has no date (most follower counts, follow
ties of a crawl) stays, and the answer names it.

- **Truth** of an account: distinct people below it in the tree of each test message that it did not
  start, summed.
- **captured@k**: the truth of the k accounts ranked first, over that of the best k.
- **people@k**, or DNI: distinct people whom the k reach. **oracle@k**: that over k chosen greedily in
  the test.
- Intervals: 1,000 resamples of the test messages in each window; of one event, of the people in it.
- Where all actions are of one event (a week of posts about one thing), sources are ranked instead of
  relays; higgs-twitter is cut at the hours that were published for it.
- **best possible**: the best choice among accounts that had carried something, or had a follow tie, before
  the cut.
- Where parents are missing they are guessed among those followed, and each way of guessing is a set of
  its own.
- A ranking is served if it is ahead of the one before it, simpler ones first, with the 95 % interval of
  the difference above 0. Thresholds were written down before the first run; what fell short is below,
  untuned.
"""

_CAMPAIGN = """\
## What it means for a campaign

- **Run `ricochet backtest` on your own messages.** Which ranking predicts differs from set to set; the
  figures here are of a few crawls and do not carry over. Without a back-test the answer says that it is
  not tested.
- **The list is a bet, the ceiling is low.** Much of what comes belongs to accounts that nobody had seen
  before, and no ranking of past accounts can have it. `meta.model.tested.unseen` says how much on your
  data.
- **The order is less sure than the list.** The intervals of neighbours overlap: ask more accounts rather
  than the first few.
- **Numbers of people are surer than names.** What comes when an account passes on is forecast, drawn
  towards what is usual, better than by its own mean, which promises too much for exactly the accounts
  that look best.
- **It is no proof of cause.** Accounts that carried messages are not accounts that will when they are
  paid for it.
"""


def document(kept: Mapping[str, Sequence[Row]]) -> str:
    """Return the document that figures make.

    Parameters
    ----------
    kept
        By benchmark, `relay_truth` and `simulated_truth`: rows as it prints them. Rows with a `ranking` are
        figures of a set, rows with a `goal` are agreed figures; all others are shown as they are.
    """
    rows = [row for some in kept.values() for row in some]
    rankings = [row for row in rows if "ranking" in row]
    goals = [row for row in rows if "goal" in row]
    simulated = [row for row in kept.get("simulated_truth", ()) if "goal" not in row]
    parts = [
        "# Validity\n",
        f"{' '.join(_where_counting_wins(rankings))}\n",
        "Made by `python -m benchmarks.validity` from `benchmarks/validity.json`; a test compares.\n",
        _PROTOCOL,
        *_sets(rankings),
        *_simulated(simulated),
        *_goals(goals),
        _CAMPAIGN,
    ]
    return "\n".join(parts)


def kept_rows(printed: Mapping[str, Any]) -> list[Row]:
    """Return all rows of what a benchmark printed, whatever its tables are called."""
    tables = [value for value in printed.values() if isinstance(value, list)]
    return [row for table in tables for row in table if isinstance(row, dict)]


def _where_counting_wins(rankings: Sequence[Row]) -> Iterator[str]:
    yield "**Where simple counting wins.**"
    for name, rows in _by_set(rankings).items():
        asked = [row for row in rows if _name(row) not in _LEVELS]
        counting = max((row for row in asked if _counts(row)), key=_mean)
        learned = max((row for row in asked if not _counts(row)), key=_mean)
        served = next((_name(row) for row in rows if row["ranking"].endswith("*")), BAR)
        figures = (
            f"{_name(counting)}, which only counts, comes to {_mean(counting):.3f}, the best of all others, "
            f"{_name(learned)}, to {_mean(learned):.3f}"
        )
        yield f"{_verdict(name, served, counting, learned)}: {figures}."


def _verdict(name: str, served: str, counting: Row, learned: Row) -> str:
    if _mean(counting) >= _mean(learned):
        return f"On {name} it wins"
    if served == _name(counting) or RANKERS[served].complexity == 0:
        return f"On {name} it is served ({served}), since nothing more complex is ahead of it for sure"
    return f"On {name} it loses to {served}"


def _sets(rankings: Sequence[Row]) -> Iterator[str]:
    for name, rows in _by_set(rankings).items():
        heads = [
            head
            for head in rows[0]
            if head not in ("set", "seconds") and any(row.get(head) is not None for row in rows)
        ]
        ordered = sorted(rows, key=_mean, reverse=True)
        yield f"## {name}\n\nThe ranking with a star is served.\n"
        yield _table(heads, ([row.get(head) for head in heads] for row in ordered))


def _simulated(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    yield (
        "## Where the truth is known\n\nOn the synthetic network the probabilities that messages followed "
        "are known, so that learning can be held against knowing.\n"
    )
    for heads in dict.fromkeys(tuple(row) for row in rows):
        yield _table(heads, (row.values() for row in rows if tuple(row) == heads))


def _goals(goals: Sequence[Row]) -> Iterator[str]:
    if not goals:
        return
    missed = [row for row in goals if not row["met"]]
    yield (
        f"## Goals and failures\n\n{len(goals) - len(missed)} of {len(goals)} agreed figures are met. "
        "Goals marked *beyond* were named as more than must be.\n"
    )
    heads = ("goal", "measured", "95 % interval", "")
    for title, rows in (("Fell short", missed), ("Met", [row for row in goals if row["met"]])):
        if rows:
            yield f"**{title}**\n"
            yield _table(heads, (_goal(row) for row in rows))


def _goal(row: Row) -> tuple[object, ...]:
    interval = "" if row.get("low") is None else f"{_cell(row['low'])} to {_cell(row['high'])}"
    return row["goal"], row["measured"], interval, "beyond" if row.get("stretch") else ""


def _by_set(rankings: Iterable[Row]) -> dict[str, list[Row]]:
    sets: dict[str, list[Row]] = {}
    for row in rankings:
        sets.setdefault(str(row["set"]), []).append(row)
    return sets


def _name(row: Row) -> str:
    return str(row["ranking"]).removesuffix(" *")


def _mean(row: Row) -> float:
    return float(row["mean"])


def _counts(row: Row) -> bool:
    ranking = RANKERS.get(_name(row))
    return ranking is not None and ranking.complexity == 0


def _table(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 100 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


if __name__ == "__main__":
    figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    for file in map(Path, sys.argv[1:]):
        read = kept_rows(json.loads(file.read_text()))
        figures["relay_truth" if any("ranking" in row for row in read) else "simulated_truth"] = read
    FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
    DOCUMENT.write_text(document(figures))
