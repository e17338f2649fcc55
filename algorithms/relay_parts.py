"""Why an account is a good relay: how often it sees the message, passes it on, and does so after seeing it.

The sets of a sketch cannot say: one that holds an account is one whose root the account reaches. So sets are
drawn that are rooted at the account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from algorithms.checks import check_nodes, check_sampling
from algorithms.estimates import (
    Estimate,
    count_probabilities,
    count_shares,
    estimate_probability,
    estimate_share,
    ratio,
)
from algorithms.pool import in_order
from algorithms.reverse_reachable import EXPOSED, LIVE_EACH, Draws, draw_sets, draws_of
from algorithms.starters import Starters, start_masses
from algorithms.streams import PARTS
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int64s

_CHUNK = 1024  # sets
_NOBODY = np.empty(0, dtype=np.bool_)
_NO_TREES = False


@dataclass(frozen=True, slots=True)
class RelayParts:
    """Why an account is a good relay; all over starters other than itself, P(s) not renormalised.

    Parameters
    ----------
    exposed
        P(the account sees the message).
    active
        P(it passes the message on).
    active_if_exposed
        Their quotient; None where it was exposed too rarely to bound it.
    """

    exposed: Estimate
    active: Estimate
    active_if_exposed: Estimate | None


def relay_parts(
    graph: InfluenceGraph,
    accounts: Sequence[int],
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    n_samples: int,
    random_seed: int,
) -> list[RelayParts]:
    """Estimate how often each account sees the message, passes it on, and passes it on after seeing it.

    One draw a tie decides whether it is seen and whether it is live: what is live is also seen.

    Parameters
    ----------
    graph, sources, seeds, random_seed
        As in `relays.relay_values`.
    accounts
        Nodes, 0 to n - 1.
    n_samples
        Sets for each account, at least 1.

    Returns
    -------
    list of RelayParts
        In the order of `accounts`; what an account gets does not depend on the others.

    Raises
    ------
    ParameterError
        As `relays.relay_values`, and on an account that is no node.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 0.5)
    >>> [parts] = relay_parts(path, [1], seeds=[0], n_samples=1000, random_seed=1)
    >>> parts.exposed.value, abs(parts.active.value - 0.5) < 0.05
    (1.0, True)
    """
    check_sampling(n_samples, random_seed)
    check_nodes(graph, "accounts", accounts)
    starters = Starters.of(graph, sources, seeds)
    draws = draws_of(graph)
    chunks = [
        (int(account), np.arange(first, min(first + _CHUNK, n_samples)))
        for account in accounts
        for first in range(0, n_samples, _CHUNK)
    ]

    def work(chunk: tuple[int, Int64s]) -> Float64s:
        return _start_masses(draws, starters, chunk[0], chunk[1], random_seed)

    masses = np.concatenate([np.empty((2, 0)), *in_order(work, chunks)], axis=1)
    return [parts_of(*masses[:, i * n_samples : (i + 1) * n_samples]) for i in range(len(accounts))]


def parts_of(exposed: Float64s, active: Float64s) -> RelayParts:
    """Estimate parts from how likely the account sees the message and passes it on in each sample.

    Parameters
    ----------
    exposed, active
        float64, samples, 0 to 1: active ≤ exposed.

    Examples
    --------
    >>> parts_of(np.ones(100), np.ones(100)).active_if_exposed.value
    1.0
    """
    return RelayParts(
        exposed=estimate_probability(exposed),
        active=estimate_probability(active),
        active_if_exposed=estimate_share(active, exposed),
    )


def counted_parts(exposed: Int64s, active: Int64s, n: int) -> list[RelayParts]:
    """Estimate the parts of several accounts from in how many samples each sees the message and passes it on.

    Parameters
    ----------
    exposed, active
        int64, one an account: active ≤ exposed.
    n
        Samples.

    Examples
    --------
    >>> [parts] = counted_parts(np.array([100]), np.array([100]), 100)
    >>> parts == parts_of(np.ones(100), np.ones(100))
    True
    """
    of_all = (count_probabilities(counts, n) for counts in (exposed, active))
    shares = count_shares(active, exposed, n)
    return [RelayParts(*each) for each in zip(*of_all, shares, strict=True)]


def extra_if_active(carried: Estimate, parts: RelayParts) -> Estimate | None:
    """Estimate how many more an account brings when it passes the message on: carried / P(active).

    Parameters
    ----------
    carried
        Of the account, in people or in relays.
    parts
        Of the same account and starters, from other samples.

    Returns
    -------
    Estimate or None
        None where the account was active too rarely to bound the quotient.

    Examples
    --------
    >>> certain = Estimate(1.0, 1.0, 1.0, 100)
    >>> extra_if_active(Estimate(3.0, 2.5, 3.5, 100), RelayParts(certain, certain, certain)).value
    3.0
    """
    return ratio(carried, parts.active)


def _start_masses(
    draws: Draws, starters: Starters, account: int, samples: Int64s, random_seed: int
) -> Float64s:
    """Return the chances, given each world, that who starts exposes and activates the account: 2 rows."""
    masses = np.empty((2, len(samples)))
    for row, into_root in enumerate((EXPOSED, LIVE_EACH)):
        offsets, members, _ = draw_sets(
            draws, samples, random_seed, PARTS + account, account, into_root, _NOBODY, _NO_TREES
        )
        masses[row] = start_masses(offsets, members, starters.weights, 1)
    return np.minimum(masses, 1.0) if starters.together else masses
