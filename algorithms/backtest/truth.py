"""What came: people below accounts in test messages, by the unit that is resampled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from algorithms.audiences import Carried, carried
from algorithms.cover import greedy_cover
from algorithms.history import History
from graph.records import Float64s, Int32s, Int64s

MAX_UNITS = 2_000
"""More messages, or people, are resampled in so many random groups: sums over these vary as much."""


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What accounts carried in the test, by unit: a test message, or, in an event, a person.

    Parameters
    ----------
    carried
        To whom, of which message, by whom.
    unit
        int64, t: of each of these, 0 to units - 1.
    units
        Resampled ones, those where nobody carried anything included.
    value
        float64, n: people below each account, once a message.
    """

    carried: Carried
    unit: Int64s
    units: int
    value: Float64s

    def order(self) -> Int32s:
        """Return the accounts with any truth, the largest first, of equals the lowest number."""
        return ordered(self.value)

    def by_unit(self, accounts: Int32s) -> csr_array:
        """Return the truth of some accounts in each unit: units rows, one column an account."""
        column = np.full(self.carried.n, -1)
        column[accounts] = np.arange(len(accounts))
        columns = column[self.carried.carrier]
        kept = columns >= 0
        entries = (np.ones(np.count_nonzero(kept)), (self.unit[kept], columns[kept]))
        return csr_array(entries, shape=(self.units, len(accounts)))

    def people_of_first(self, order: Int32s, ks: tuple[int, ...]) -> Float64s:
        """Return the distinct people whom the first k of an order reach: units rows, a column for each k.

        Somebody reached in several messages counts once, shared among these, so that columns sum to DNI.
        """
        rank = np.full(self.carried.n, len(order))
        rank[order] = np.arange(len(order))
        pair = np.flatnonzero(self._new_pair())
        best = np.minimum.reduceat(rank[self.carried.carrier], pair) if len(pair) else pair
        person, unit = self._person_number()[pair], self.unit[pair]
        columns = np.empty((self.units, len(ks)))
        for column, k in enumerate(ks):
            hit = best < min(k, len(order))
            times = np.bincount(person[hit], minlength=1)
            columns[:, column] = np.bincount(unit[hit], 1 / times[person[hit]], self.units)
        return columns

    def greedy_order(self, k: int) -> Int32s:
        """Return up to k accounts that reach most people together, each the one that adds most."""
        allowed = np.ones(self.carried.n, dtype=np.bool_)
        chosen = greedy_cover(self.carried.sets(), k=min(k, self.carried.n), allowed=allowed)
        return np.array(chosen.accounts, dtype=np.int32)

    def _new_pair(self) -> npt.NDArray[np.bool_]:
        person, message = self.carried.person, self.carried.message
        new = np.ones(len(person), dtype=np.bool_)
        new[1:] = (person[1:] != person[:-1]) | (message[1:] != message[:-1])
        return new

    def _person_number(self) -> Int64s:
        new = np.ones(len(self.carried.person), dtype=np.int64)
        new[1:] = self.carried.person[1:] != self.carried.person[:-1]
        return np.cumsum(new) - 1


def truth(test: History) -> Truth:
    """Return what came in the messages of a test.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> path = Recorded.numbered([0], [0], [[(1, 0, 10), (2, 1, 20), (3, 2, 30)]])
    >>> came = truth(history_of(path, n=4))
    >>> came.value.tolist(), came.order().tolist()
    ([0.0, 2.0, 1.0, 0.0], [1, 2])
    """
    found = carried(test)
    unit, units = found.message.astype(np.int64), len(test)
    if test.event:
        people, unit = np.unique(found.person, return_inverse=True)
        units = len(people)
    if units > MAX_UNITS:
        unit, units = _groups(units)[unit], MAX_UNITS
    return Truth(found, unit, units, found.people().astype(np.float64))


def _groups(units: int) -> Int64s:
    """Return a group for each unit, all groups of nearly one size, drawn with a fixed random seed."""
    return np.random.default_rng(0).permutation(units) % MAX_UNITS


def ordered(score: Float64s) -> Int32s:
    """Return the accounts with a score above 0, the largest first, of equals the lowest number: int32.

    Examples
    --------
    >>> ordered(np.array([0.0, 2.0, 5.0, 2.0])).tolist()
    [2, 1, 3]
    """
    ranked = np.flatnonzero(score > 0)
    return ranked[np.argsort(-score[ranked], kind="stable")].astype(np.int32)
