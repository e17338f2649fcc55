"""Who has messages by way of whom: in which message, who, and the account that carried it there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from algorithms.history import History
from algorithms.kernels import kernel
from graph.influence import offsets
from graph.records import Bools, Int32s, Int64s


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """People, each with those who carried anything to them: sets as `cover.greedy_cover` takes them.

    Parameters
    ----------
    n
        Accounts.
    people
        int32, ascending.
    offsets, members
        int64 and int32: those who carried something to person i are `members[offsets[i]:offsets[i + 1]]`.
    """

    n: int
    people: Int32s
    offsets: Int64s
    members: Int32s

    @property
    def n_sets(self) -> int:
        """Number of people."""
        return len(self.people)


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """What accounts carried: relays the messages of others, in an event sources their own.

    Parameters
    ----------
    n
        Accounts.
    person, message, carrier
        int32, t, sorted in this order: to whom, of which message (its place in the history), by whom; each
        once.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> path = Recorded.numbered([0], [0], [[(1, 0, 10), (2, 1, 20), (3, 2, 30)]])
    >>> found = carried(history_of(path, n=4))
    >>> found.person.tolist(), found.carrier.tolist(), found.people().tolist()
    ([2, 3, 3], [1, 1, 2], [0, 2, 1, 0])
    """

    n: int
    person: Int32s
    message: Int32s
    carrier: Int32s

    def people(self) -> Int64s:
        """Count to whom each account carried something, once a message: int64, n."""
        return np.bincount(self.carrier, minlength=self.n)

    def sets(self) -> Sets:
        """Return the people with those who carried anything to them."""
        pairs = np.unique(self.person * np.int64(max(self.n, 1)) + self.carrier)
        person, carrier = np.divmod(pairs, max(self.n, 1))
        people, number = np.unique(person, return_inverse=True)
        return Sets(self.n, people.astype(np.int32), offsets(number, len(people)), carrier.astype(np.int32))


def carried(history: History) -> Carried:
    """Return what accounts carried in the messages of a history."""
    people = (history.account, history.above, history.carriers, history.in_message)
    person, message, carrier = _climb(*people, int(history.hop.sum()))
    order = np.lexsort((carrier, message, person))
    return Carried(history.n, person[order], message[order], carrier[order])


@kernel
def _climb(
    account: Int32s, above: Int64s, carries: Bools, in_message: Int64s, room: int
) -> tuple[Int32s, Int32s, Int32s]:
    person, message = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
    carrier, count = np.empty(room, dtype=np.int32), 0
    for place in range(len(account)):
        at = above[place]
        while at >= 0:
            if carries[at]:
                person[count], message[count], carrier[count] = account[place], in_message[place], account[at]
                count += 1
            at = above[at]
    return person[:count], message[:count], carrier[:count]
