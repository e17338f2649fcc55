"""Who is rising: whose share of all that is passed on has grown from one window of time to the next.

Everybody is passed on more often when the platform grows, so that shares are compared. Of the N times in
both windows that somebody had something from an account, x were in the later one. Had its share not
changed, each would be there with the same probability as any, T / (T + T') of totals T and T': x is
binomial. The interval of x / N (Clopper, Pearson) is, by its odds, that of the growth (x / T) / ((N - x) /
T') (Przyborowski, Wilenski).

What came of one message is no c independent times: it came when the message did. Of N times in messages of
c each, N² / Σ c² are independent (Kish), and the interval is that of so many (Korn, Graubard): the exact
one where no message brings more than one. It takes all that came of a message for one time, which is more
careful than it has to be: on a network in which nobody rises, of the accounts with ten times or more at
most 2 % have a p-value of at most 0.05, and none is beyond chance; with each time on its own 23 to 38 %
have, and 3 to 30 accounts are.

In an event no message is known, and each time is on its own.

References
----------
Przyborowski, Wilenski: Homogeneity of results in testing samples from Poisson series. Biometrika 31, 1940,
https://doi.org/10.1093/biomet/31.3-4.313
Clopper, Pearson: The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika
26, 1934, https://doi.org/10.1093/biomet/26.4.404
Kish: Survey sampling. Wiley, 1965.
Korn, Graubard: Confidence intervals for proportions with small expected number of positive counts estimated
from survey data. Survey Methodology 24, 1998.
Benjamini, Hochberg: Controlling the false discovery rate: a practical and powerful approach to multiple
testing. Journal of the Royal Statistical Society B 57, 1995,
https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, betaincinv

from algorithms.estimates import CI_LEVEL
from algorithms.history import History
from graph.errors import ParameterError
from graph.records import UNTIMED, Bools, Float64s, Int32s, Int64s


class Passed(NamedTuple):
    """Times that somebody had a message from somebody.

    Parameters
    ----------
    source
        int32, t: from whom.
    message
        int64, t: of which message; times of the same message are not independent.
    recent
        bool, t: whether in the later window.
    """

    source: Int32s
    message: Int64s
    recent: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Rising:
    """Accounts from whom anybody had anything in either window, by the lower end of their growth.

    Parameters
    ----------
    account
        int32, c.
    now, before
        int64, c: times that somebody had something from the account.
    messages_now, messages_before
        int64, c: of how many messages.
    growth, low, high
        float64, c: share of the later window over that of the earlier one, with its interval; nan and inf
        where there was nothing before.
    p_value, q_value
        float64, c: one-sided, that no growth gives as much of the later window; and the smallest false
        discovery rate at which the account would be named.
    """

    account: Int32s
    now: Int64s
    before: Int64s
    messages_now: Int64s
    messages_before: Int64s
    growth: Float64s
    low: Float64s
    high: Float64s
    p_value: Float64s
    q_value: Float64s

    @property
    def risen(self) -> Bools:
        """Whose share is larger now: bool, c."""
        return ~(self.growth <= 1)


def passed_in(history: History, *, until_ms: int, window_ms: int) -> Passed:
    """Return what was had from whom in the two windows before a time, each person once a message.

    Of an event each person counts once a window and source, and each on its own.

    Parameters
    ----------
    history
        What was recorded.
    until_ms
        End of the later window, which starts `window_ms` before, when the earlier one, as long, ends.
    window_ms
        At least 1.

    Raises
    ------
    ParameterError
        When the window is empty.

    Examples
    --------
    >>> from algorithms.history import history_of
    >>> from graph.recorded import Recorded
    >>> path = Recorded.numbered([0], [0], [[(1, 0, 10), (2, 1, 20)]])
    >>> passed = passed_in(history_of(path, n=3), until_ms=21, window_ms=11)
    >>> passed.source.tolist(), passed.recent.tolist()
    ([0, 1], [True, True])
    """
    if window_ms < 1:
        raise ParameterError("window_ms", window_ms, "at least 1")
    middle_ms, first_ms = until_ms - window_ms, until_ms - 2 * window_ms
    if not history.event:
        return _passed(history, first_ms, middle_ms, until_ms)
    windows = (history.started(first_ms, middle_ms), history.started(middle_ms, until_ms))
    parts = [_passed(window, first_ms, middle_ms, until_ms) for window in windows]
    source, recent = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("source", "recent")
    )
    return Passed(source, np.arange(len(source)), recent)


def _passed(history: History, first_ms: int, middle_ms: int, until_ms: int) -> Passed:
    within = history.relayed & (history.at_ms >= max(first_ms, UNTIMED + 1)) & (history.at_ms < until_ms)
    rows = np.flatnonzero(within)
    return Passed(history.parent[rows], history.in_message[rows], history.at_ms[rows] >= middle_ms)


def find_rising(passed: Passed, *, ci_level: float = CI_LEVEL) -> Rising:
    """Compare each account's share of two windows.

    Parameters
    ----------
    passed
        What was had from whom in both. Where one is empty nothing can be compared, and nobody is.
    ci_level
        Of the intervals, between 0 and 1.

    Returns
    -------
    Rising
        Largest lower end first, so that 3 after none do not go before 300 after 100; then most now.

    Raises
    ------
    ParameterError
        On a level out of range.

    Examples
    --------
    >>> source = np.repeat(np.array([0, 1, 2], np.int32), [3, 400, 97])
    >>> recent = np.repeat([True, True, False, False], [3, 300, 100, 97])
    >>> found = find_rising(Passed(source, np.arange(500), recent))
    >>> found.account.tolist(), found.growth.round(2).tolist()
    ([1, 0, 2], [1.95, nan, 0.0])
    """
    if not 0 < ci_level < 1:
        raise ParameterError("ci_level", ci_level, "between 0 and 1")
    n_now, n_before = int(np.count_nonzero(passed.recent)), int(np.count_nonzero(~passed.recent))
    if not n_now or not n_before:
        nothing = np.empty(0, dtype=np.int64)
        passed, n_now = Passed(nothing.astype(np.int32), nothing, nothing > 0), 1
    each = _by_account(passed)
    hits, free = each.now / each.clustering, (each.now + each.before) / each.clustering
    low, high = _share_limits(hits, free, 1 - ci_level)
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = each.now * n_before / (each.before * n_now)
        low, high = (share / (1 - share) * (n_before / n_now) for share in (low, high))
        p_value = np.where(hits > 0, betainc(hits, free - hits + 1, n_now / (n_now + n_before)), 1.0)
    growth[each.before == 0] = np.nan
    order = np.lexsort((each.account, -each.now, -low))
    return Rising(
        account=each.account[order],
        now=each.now[order],
        before=each.before[order],
        messages_now=each.messages_now[order],
        messages_before=each.messages_before[order],
        growth=growth[order],
        low=low[order],
        high=high[order],
        p_value=p_value[order],
        q_value=_q_values(p_value)[order],
    )


class _Counts(NamedTuple):
    """By account, ascending; `clustering` is how many of its times go for one: Σ c² / N."""

    account: Int32s
    now: Int64s
    before: Int64s
    messages_now: Int64s
    messages_before: Int64s
    clustering: Float64s


def _by_account(passed: Passed) -> _Counts:
    messages = int(passed.message.max(initial=0)) + 1
    pairs, pair = np.unique(passed.source * np.int64(messages) + passed.message, return_inverse=True)
    account, place = np.unique((pairs // messages).astype(np.int32), return_inverse=True)
    now, before = (
        np.bincount(pair[those], minlength=len(pairs)) for those in (passed.recent, ~passed.recent)
    )
    times = now + before

    def summed(values: npt.NDArray[Any]) -> Int64s:
        return np.bincount(place, values, minlength=len(account)).astype(np.int64)

    return _Counts(
        account=account,
        now=summed(now),
        before=summed(before),
        messages_now=summed(now > 0),
        messages_before=summed(before > 0),
        clustering=summed(times**2) / summed(times),
    )


def _share_limits(hits: Float64s, n: Float64s, failure: float) -> tuple[Float64s, Float64s]:
    """Return the limits of Clopper and Pearson, also where neither number is whole."""
    with np.errstate(invalid="ignore"):
        low = np.where(hits > 0, betaincinv(hits, n - hits + 1, failure / 2), 0.0)
        high = np.where(hits < n, betaincinv(hits + 1, n - hits, 1 - failure / 2), 1.0)
    return low, high


def _q_values(p_value: Float64s) -> Float64s:
    from scipy.stats import false_discovery_control  # half a second, for this one question

    return np.asarray(false_discovery_control(p_value)) if len(p_value) else p_value
