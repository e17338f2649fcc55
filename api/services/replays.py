"""Who had a message when, and from whom: what it takes to play it again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from algorithms.credit import by_hop
from algorithms.parents import EXPOSED, LAST_RESORT, CascadeTree
from algorithms.report import RicochetReport
from api.answers import Account, Replay, ReplayedBounce, ReplayedPeople
from api.services.context import Context
from graph.records import UNTIMED, Float64s, Int32s, Int64s

MOST_REPLAYED = 2_000  # people: 180 kB of an answer, and more than a map shows apart


def replay(context: Context, tree: CascadeTree, report: RicochetReport) -> Replay:
    """Return who had a message when and from whom, and who threw each of its bounces.

    Parameters
    ----------
    context
        Names the accounts; those who are in no answer stay without a name.
    tree
        The people of the message.
    report
        Of the same tree.
    """
    told = _Told(context, tree, report.below, _ages(tree, report))
    came = np.split(by_hop(tree), np.cumsum(report.people_by_hop)[:-1])
    return Replay(
        people=told.people(),
        left_out=max(len(tree) - MOST_REPLAYED, 0),
        bounces=[told.bounce(hop, came[hop - 1], came[hop]) for hop in range(1, report.depth + 1)],
    )


def _ages(tree: CascadeTree, report: RicochetReport) -> Float64s:
    """Return the seconds from the start to when each came; nan where unknown."""
    if report.life is None:
        return np.full(len(tree), np.nan)
    ages = np.maximum(tree.at_ms - report.life.started_ms, 0) / 1000
    return np.where(tree.at_ms == UNTIMED, np.nan, ages)


@dataclass(frozen=True, slots=True)
class _Told:
    """A tree, with how many are below each of its people and when these came."""

    context: Context
    tree: CascadeTree
    below: Int64s
    ages: Float64s

    def people(self) -> ReplayedPeople:
        # Whom somebody has it from has more people below, so that a leading part is a tree again.
        leading = np.sort(np.argsort(-self.below, kind="stable")[:MOST_REPLAYED])
        place = np.full(len(self.tree) + 1, -1)  # the last entry is for no parent, -1
        place[leading] = np.arange(len(leading))
        accounts = [self._named(number) for number in self.tree.account[leading].tolist()]
        return ReplayedPeople(
            key=[account.key if account else None for account in accounts],
            handle=[account.handle if account else None for account in accounts],
            community=[account.community if account else None for account in accounts],
            hop=self.tree.hop[leading].tolist(),
            parent=[None if parent < 0 else parent for parent in place[self.tree.parent[leading]].tolist()],
            guessed=np.isin(self.tree.origin[leading], (EXPOSED, LAST_RESORT)).tolist(),
            age_seconds=[None if np.isnan(age) else age for age in self.ages[leading].tolist()],
            people_below=self.below[leading].tolist(),
        )

    def _named(self, number: int) -> Account | None:
        return None if number in self.context.hidden else self.context.account(number)

    def bounce(self, hop: int, before: Int64s, came: Int64s) -> ReplayedBounce:
        relay = int(before[self.below[before].argmax()])
        community, in_community = _most(self.context.membership()[self.tree.account[came]])
        known = self.ages[came][~np.isnan(self.ages[came])]
        return ReplayedBounce(
            hop=hop,
            people=len(came),
            relay=self._named(int(self.tree.account[relay])),
            people_below=int(self.below[relay]),
            community=None if community < 0 else community,
            in_community=in_community,
            age_seconds=float(known.min()) if len(known) else None,
        )


def _most(values: Int32s) -> tuple[int, int]:
    """Return the most frequent of the values that are known, the smallest of several; -1 where none is."""
    found, counts = np.unique(values[values >= 0], return_counts=True)
    if len(found) == 0:
        return -1, 0
    return int(found[counts.argmax()]), int(counts.max())
