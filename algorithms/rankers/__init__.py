"""Every way of ranking accounts that the back-test compares, by name, one line each.

    RANKERS[name].rank(history, source) -> float64, n

A ranking is asked of a history that ends at the cut, and, where it takes one, of the account that starts the
next message (None: whoever will). Larger is better; 0 is for those about whom nothing is known, and accounts
of 0 are ranked nowhere. Equal values are ordered by account number. Whatever draws uses random seed 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from algorithms.history import History
from algorithms.rankers import blends, carried, counting, recent, structural
from algorithms.rankers.named_source import named_source
from graph.records import Float64s

Ranks = Literal["relays", "sources", "both"]
Need = Literal["times", "parents", "follows", "followers", "event"]

Ranker = Callable[[History, int | None], Float64s]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranker, and what is to be known before it is asked.

    Parameters
    ----------
    name
        As answers give it.
    rank
        Called with a history and a named source or None; returns float64, n.
    ranks
        What its values are about: `relays` pass on what others started, `sources` start messages themselves
        (the only thing that an event can tell of).
    needs
        What the history must have: `times` of messages, `parents` that are not all the author for want of
        a better guess, `follows` (`History.listening`), `followers` (counts of them, or follow ties), `event`
        (its actions belong to no message).
    complexity
        Of two that are as good the one with less is kept: 0 counts something, 1 weighs counts, 2 learns a few
        numbers an account, 3 blends rankings, 4 and more learn more.
    takes_source
        Whether a named source changes the list.
    """

    name: str
    rank: Ranker
    ranks: Ranks = "both"
    needs: tuple[Need, ...] = ()
    complexity: int = 0
    takes_source: bool = False

    @property
    def learns(self) -> bool:
        """Whether it learns numbers, rather than count."""
        return self.complexity >= 2


RANKERS: dict[str, Ranking] = {
    ranking.name: ranking
    for ranking in (
        Ranking("history", counting.history),
        Ranking("times reposted", counting.times_reposted),
        Ranking("distinct resharers", counting.distinct_resharers),
        Ranking("retweet count", counting.retweet_count),
        Ranking("followers", structural.followers, needs=("followers",)),
        Ranking("mentioned", counting.mentioned, needs=("event",)),
        Ranking("activity", counting.activity),
        Ranking("random", structural.at_random),
        Ranking("damped history", counting.damped_history, needs=("times",), complexity=1),
        Ranking("history, empirical Bayes", counting.shrunk_history, complexity=1),
        Ranking("reversed PageRank", structural.reversed_pagerank, complexity=1),
        Ranking("k-core", structural.core_number, complexity=1),
        Ranking("greedy coverage", structural.greedy_coverage, complexity=1),
        Ranking("recent coverage", recent.recent_coverage, needs=("times",), complexity=1),
        Ranking("weighted cascade", carried.weighted_cascade, needs=("parents",), complexity=1),
        Ranking("damped carried", carried.damped_carried, needs=("times", "parents"), complexity=2),
        Ranking("follow carried", carried.follow_carried, needs=("follows",), complexity=2),
        Ranking(
            "follow carried, from starters",
            carried.follow_carried_from_starters,
            needs=("follows",),
            complexity=2,
        ),
        Ranking(
            "named source",
            named_source,
            ranks="relays",
            needs=("times", "parents"),
            complexity=2,
            takes_source=True,
        ),
        Ranking("blend", blends.blend, needs=("times", "parents"), complexity=3),
        Ranking("times x carried", blends.times_and_carried, needs=("times", "parents"), complexity=3),
        Ranking("history x carried", blends.history_and_carried, needs=("follows",), complexity=3),
        Ranking("follow blend", blends.follow_blend, needs=("times", "follows"), complexity=3),
        Ranking("usual", blends.usual, needs=("times",), complexity=4, takes_source=True),
    )
}
