"""How far a message goes from accounts that start it together."""

from __future__ import annotations

from collections.abc import Sequence

from algorithms.estimates import CI_LEVEL
from algorithms.spread import estimate_spread
from api.answers import Cascade, Hop, Sources
from api.services.context import MAX_RANDOM_SEED, MAX_SAMPLES, Context, answered, check_range
from graph.errors import ParameterError

MAX_SEEDS = 10_000


def simulate_cascade(
    context: Context,
    *,
    seeds: Sequence[str],
    topic: str | None = None,
    n_samples: int = 10_000,
    random_seed: int = 0,
) -> Cascade:
    """Return spread and reach by independent cascade, in all and hop by hop.

    Parameters
    ----------
    context
        Asked about.
    seeds
        1 to 10,000 accounts that start together, by key, handle or native id.
    topic
        None counts all ties.
    n_samples
        Cascades, 1,000 to 1,000,000.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    if not 1 <= len(seeds) <= MAX_SEEDS:
        raise ParameterError("seeds", f"{len(seeds)} accounts", f"1 to {MAX_SEEDS:,} accounts")
    topic = context.topic(topic)
    graph = context.snapshot.influence_graph(topic, rest_share=context.rest_share)
    accounts = sorted({context.snapshot.account_number(seed) for seed in seeds})
    far = estimate_spread(graph, accounts, n_samples=n_samples, random_seed=random_seed)
    hops = zip(far.actives_by_hop, far.people_by_hop, strict=False)
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
            for hop, (relays, people) in enumerate(hops)
        ],
        meta=meta,
    )
