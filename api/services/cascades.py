"""How far a message goes from accounts that start it together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from algorithms.estimates import CI_LEVEL
from algorithms.models.continuous_time import ContinuousTime
from algorithms.spread import SpreadEstimate, estimate_spread
from api.answers import Cascade, CommunityShare, Hop, Sources
from api.services.context import (
    MAX_ITEMS,
    MAX_RANDOM_SEED,
    MAX_SAMPLES,
    Context,
    answered,
    check_range,
)
from graph.errors import ParameterError
from graph.records import AccountKey, Int32s

MAX_SEEDS = 10_000
USUAL_CASCADES = 10_000


def simulate_cascade(
    context: Context,
    *,
    seeds: Sequence[str],
    topic: str | None = None,
    model: str | None = None,
    n_samples: int | None = None,
    target_ci: float | None = None,
    by_community: bool = False,
    random_seed: int = 0,
) -> Cascade:
    """Return spread and reach by cascades, in all and hop by hop.

    Parameters
    ----------
    context
        Asked about.
    seeds
        1 to 10,000 accounts that start together, by key, handle or native id.
    topic
        None counts all ties.
    model
        Model of influence by name; None is the usual one. What happens after its horizon does not count.
    n_samples
        Cascades, 1,000 to 1,000,000; by default 10,000.
    target_ci
        Instead of `n_samples`: half the width of the interval of the spread over its value, between 0 and 1;
        cascades are added until it is met, to 1,024,000 at most.
    by_community
        Count by community too: those with most people first, 200 at most.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    if n_samples is not None and target_ci is not None:
        raise ParameterError("n_samples", n_samples, "left out where target_ci is given")
    if target_ci is None:
        n_samples = USUAL_CASCADES if n_samples is None else n_samples
        check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    if not 1 <= len(seeds) <= MAX_SEEDS:
        raise ParameterError("seeds", f"{len(seeds)} accounts", f"1 to {MAX_SEEDS:,} accounts")
    context = context.under(model)
    topic = context.topic(topic)
    accounts = context.accounts(seeds)
    far = estimate_spread(
        context.influence_graph(topic),
        accounts,
        n_samples=n_samples,
        target_ci=target_ci,
        random_seed=random_seed,
        communities=_numbered(context) if by_community else None,
        **_timing(context, topic),
    )
    meta = context.meta(
        topic=topic,
        model=context.model(),
        sources=Sources(rule="together", accounts=len(accounts)),
        random_seed=random_seed,
        n=far.spread.n,
        ci_level=CI_LEVEL,
        warnings=[*context.model_warnings(topic), *context.listening_warnings()],
    )
    return Cascade(
        spread=answered(far.spread),
        reach=answered(far.reach),
        by_hop=[
            Hop(hop=hop, relays=answered(relays), people=answered(people))
            for hop, (relays, people) in enumerate(zip(far.actives_by_hop, far.people_by_hop, strict=False))
        ],
        by_community=_by_community(context, far) if by_community else None,
        meta=meta,
    )


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


def _timing(context: Context, topic: str | None) -> dict[str, Any]:
    """Return delays and horizon of a model that has them."""
    model = context.influence_model()
    if not isinstance(model, ContinuousTime):
        return {}
    platforms = [AccountKey.platform_of(str(key)) for key in context.snapshot.keys]
    delays = model.delays(context.snapshot.tie_weights(topic), platforms)
    return {"delays": delays, "horizon": model.horizon}
