"""How far a message goes from accounts that start it together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from algorithms.costs import cascades_bytes
from algorithms.estimates import CI_LEVEL
from algorithms.models.continuous_time import ContinuousTime
from algorithms.spread import SpreadEstimate, estimate_spread
from api.answers import Cascade, CommunityShare, Hop, Meta, Moment, Sources
from api.services.context import (
    MAX_HOPS,
    MAX_ITEMS,
    MAX_RANDOM_SEED,
    MAX_SAMPLES,
    Context,
    answered,
    check_memory,
    check_range,
)
from api.services.market import Market
from graph.errors import ParameterError
from graph.records import AccountKey, Int32s

MAX_SEEDS = 10_000
USUAL_CASCADES = 10_000

_HOURS = (1.0, 3.0, 6.0, 12.0, 24.0, 48.0, 72.0, 168.0, 336.0, 720.0)  # to a month


def simulate_cascade(
    context: Context,
    *,
    seeds: Sequence[str],
    acceptance: float | None = None,
    topic: str | None = None,
    model: str | None = None,
    n_samples: int | None = None,
    target_ci: float | None = None,
    hops: int | None = None,
    by_community: bool = False,
    random_seed: int = 0,
) -> Cascade:
    """Return spread and reach by cascades: in all, hop by hop, and by time where passing on takes time.

    Parameters
    ----------
    context
        Asked about.
    seeds
        1 to 10,000 accounts that start together, by key, handle or native id.
    acceptance
        0 to 1: each of them starts only if it says yes, as likely as is known of it, so likely where it is
        not, as in a plan. None is certainly.
    topic
        None counts all ties.
    model
        Model of influence by name; None is the usual one. Its times are hours, if it has any; what happens
        after its horizon does not count.
    n_samples
        Cascades, 1,000 to 1,000,000; by default 10,000.
    target_ci
        Instead of `n_samples`: half the width of the interval of the spread over its value, between 0 and 1;
        cascades are added until it is met, to 1,024,000 at most.
    hops
        1 to 6: who is reached further away does not count. None is any distance.
    by_community
        Count by community too: those with most people first, 200 at most.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    LimitError
        When the cascades would take too much memory.
    """
    n_samples = samples_asked(seeds, n_samples, target_ci)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    check_range("hops", 1 if hops is None else hops, 1, MAX_HOPS)
    context = context.under(model)
    topic = context.topic(topic)
    graph, accounts, in_time = context.influence_graph(topic), context.accounts(seeds), timing(context, topic)
    times = _times(in_time["horizon"]) if in_time else ()
    check_memory(cascades_bytes(graph))
    far = estimate_spread(
        graph,
        accounts,
        acceptance=acceptances(context, accounts, acceptance),
        n_samples=n_samples,
        target_ci=target_ci,
        hops=hops,
        random_seed=random_seed,
        communities=_numbered(context) if by_community else None,
        times=times,
        **in_time,
    )
    return Cascade(
        spread=answered(far.spread),
        reach=answered(far.reach),
        by_hop=_by_hop(far),
        by_time=_by_time(far, times) if in_time else None,
        horizon=in_time.get("horizon"),
        by_community=_by_community(context, far) if by_community else None,
        meta=_meta(context, topic, accounts, far, random_seed),
    )


def acceptances(context: Context, accounts: Sequence[int], usual: float | None) -> list[float] | None:
    """Return how likely each account says yes; None where nobody asks that.

    Raises
    ------
    ParameterError
        When what is usual is no probability.
    """
    if usual is None:
        return None
    known = Market.of(context, usual).acceptance
    return None if known is None else [float(known[account]) for account in accounts]


def samples_asked(seeds: Sequence[str], n_samples: int | None, target_ci: float | None) -> int | None:
    """Return how many cascades are asked for; None where an interval is asked for instead.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> samples_asked(["@ada"], None, None)
    10000
    """
    if not 1 <= len(seeds) <= MAX_SEEDS:
        raise ParameterError("seeds", f"{len(seeds)} accounts", f"1 to {MAX_SEEDS:,} accounts")
    if target_ci is not None:
        if n_samples is not None:
            raise ParameterError("n_samples", n_samples, "left out where target_ci is given")
        if not 0 < target_ci < 1:
            raise ParameterError("target_ci", target_ci, "above 0 and below 1")
        return None
    if n_samples is None:
        return USUAL_CASCADES
    check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
    return n_samples


def _numbered(context: Context) -> Int32s:
    """Return every account's community, those who are alone in one more, which no answer shows."""
    membership = context.membership()
    return np.where(membership < 0, max(int(membership.max(initial=-1)) + 1, 0), membership).astype(np.int32)


def _by_community(context: Context, far: SpreadEstimate) -> list[CommunityShare]:
    count = int(context.membership().max(initial=-1)) + 1
    shares = [
        CommunityShare(community=number, relays=answered(relays), people=answered(people))
        for number, (relays, people) in enumerate(
            zip(far.actives_by_community[:count], far.people_by_community[:count], strict=True)
        )
        if people.value > 0
    ]
    return sorted(shares, key=lambda share: (-share.people.value, share.community))[:MAX_ITEMS]


def timing(context: Context, topic: str | None) -> dict[str, Any]:
    """Return delays and horizon of a model that has them."""
    model = context.influence_model()
    if not isinstance(model, ContinuousTime):
        return {}
    platforms = [AccountKey.platform_of(str(key)) for key in context.snapshot.keys]
    delays = model.delays(context.snapshot.tie_weights(topic), platforms)
    return {"delays": delays, "horizon": model.horizon}


def _times(horizon: float | None) -> tuple[float, ...]:
    """Return the hours after which to count, the horizon last."""
    return _HOURS if horizon is None else (*(hours for hours in _HOURS if hours < horizon), horizon)


def _by_hop(far: SpreadEstimate) -> list[Hop]:
    return [
        Hop(hop=hop, relays=answered(relays), people=answered(people))
        for hop, (relays, people) in enumerate(zip(far.actives_by_hop, far.people_by_hop, strict=False))
    ]


def _by_time(far: SpreadEstimate, times: Sequence[float]) -> list[Moment]:
    return [
        Moment(hours=hours, relays=answered(relays), people=answered(people))
        for hours, relays, people in zip(times, far.actives_by_time, far.people_by_time, strict=True)
    ]


def _meta(
    context: Context, topic: str | None, accounts: Sequence[int], far: SpreadEstimate, random_seed: int
) -> Meta:
    return context.meta(
        topic=topic,
        model=context.model(),
        sources=Sources(rule="together", accounts=len(accounts)),
        random_seed=random_seed,
        n=far.spread.n,
        ci_level=CI_LEVEL,
        warnings=[*context.model_warnings(topic), *context.listening_warnings()],
    )
