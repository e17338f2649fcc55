"""What a choice is worth by the sets that judge, with intervals, set by set against another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from algorithms.estimates import moments_estimate
from algorithms.judging import difference_estimate, hits, mean_estimate
from algorithms.selection import Worth
from algorithms.set_index import SetIndex
from api.answers import Estimate
from api.services.context import answered
from api.services.questions import Objective, Question
from graph.records import Float64s


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Sets of one kind that judge, and how they weigh.

    Parameters
    ----------
    index
        Of the sets.
    acceptance
        float64, n: how likely each account says yes; None is certainly.
    worth
        Who counts.
    scale
        What all sets together are worth, in people.
    """

    index: SetIndex
    acceptance: Float64s | None
    worth: Worth
    scale: float
    _known: dict[tuple[int, ...], tuple[Float64s, Float64s]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, question: Question, objective: Objective) -> Judge:
        """Return the judge of one objective.

        Raises
        ------
        ParameterError
            When nobody is left who counts, or a single set is too large.
        """
        index = question.judges(objective).judging
        worth = Worth.of(question.graph, question.weights, question.already_reached)
        return cls(index, question.market.acceptance, worth, question.graph.n * worth.scale)

    def value(self, accounts: Sequence[int]) -> Estimate:
        """Return what accounts are worth together."""
        counts = self.worth.counts(self.acceptance)
        return answered(mean_estimate(self._hits(accounts)[0], scale=self.scale, counts=counts))

    def difference(self, accounts: Sequence[int], others: Sequence[int]) -> Estimate:
        """Return by how much accounts are worth more than others."""
        mine, theirs = self._hits(accounts)[0], self._hits(others)[0]
        return answered(difference_estimate(mine, theirs, scale=self.scale))

    def gains(self, accounts: Sequence[int]) -> list[Estimate]:
        """Return what each adds to those before."""
        n = self.index.n_sets
        return [
            answered(moments_estimate(total, squares, largest, n, highest=1.0).map(scale=self.scale))
            for total, squares, largest in self._hits(accounts)[1].tolist()
        ]

    def _hits(self, accounts: Sequence[int]) -> tuple[Float64s, Float64s]:
        asked = tuple(accounts)
        if asked not in self._known:  # a plan is compared with every rival
            weights = self.worth.of_sets(self.index)
            self._known[asked] = hits(self.index, asked, self.acceptance, weights)
        return self._known[asked]
