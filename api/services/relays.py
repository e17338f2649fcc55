"""Who carries a message on a topic: the best relays, with intervals and the parts of their value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from algorithms.estimates import CI_LEVEL
from algorithms.estimates import Estimate as Estimated
from algorithms.relays import RelayParts, RelayValues, extra_if_active, relay_parts, relay_values
from api.answers import Carried, Relay, Relays, Sources
from api.services.context import (
    MAX_ITEMS,
    MAX_RANDOM_SEED,
    MAX_SAMPLES,
    Context,
    Vectors,
    answered,
    answered_if_known,
    check_range,
)
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s

Counting = Literal["people", "relays"]

# Platforms whose records name the author of the original in every reshare, not the account it was seen from.
_CREDIT_THE_ORIGINAL = frozenset({"mastodon", "twitter"})
USUAL_SAMPLES = 65_536
USUAL_RANDOM_SEED = 0
_SAMPLES_PER_PART = 16  # one relay's parts need far fewer sets than the values of all accounts


@dataclass(frozen=True, slots=True)
class _Start:
    """Where messages start: a distribution over one starter, or seeds that start together."""

    described: Sources
    distribution: Float64s | None = None
    seeds: tuple[int, ...] | None = None


def rank_relays(
    context: Context,
    *,
    topic: str | None = None,
    limit: int = 25,
    sources: Sequence[str] = (),
    seeds: Sequence[str] = (),
    counting: Counting = "people",
    n_samples: int = USUAL_SAMPLES,
    random_seed: int = USUAL_RANDOM_SEED,
) -> Relays:
    """Return the accounts that carry messages on a topic furthest, best first.

    The order comes from one half of the samples and the values from the other, so that nobody's luck is
    reported as value; a value may therefore stand below a slightly larger one.

    Parameters
    ----------
    context
        Asked about.
    topic
        None counts all ties.
    limit
        1 to 200; accounts that carry nothing are left out.
    sources
        Accounts of which one, each as likely, starts the message; by default those who start messages
        on the topic, or anybody without one.
    seeds
        Accounts that start together, instead of `sources`.
    counting
        Order by distinct people who see the message, or by accounts that pass it on.
    n_samples
        Reverse-reachable sets for each of the two counts, 1,000 to 1,000,000.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    if counting not in get_args(Counting):
        raise ParameterError("counting", counting, " or ".join(get_args(Counting)))
    topic = context.topic(topic)
    graph = context.snapshot.influence_graph(topic, rest_share=context.rest_share)
    start = _start(context, topic, sources, seeds)
    values = {
        count: _values(context, graph, topic, start, count, n_samples, random_seed)
        for count in get_args(Counting)
    }
    best = [int(account) for account in values[counting].best(limit) if values[counting].score[account] > 0]
    parts = relay_parts(
        graph,
        best,
        sources=start.distribution,
        seeds=start.seeds,
        n_samples=n_samples // _SAMPLES_PER_PART,
        random_seed=random_seed,
    )
    items = [_relay(context, account, values, part) for account, part in zip(best, parts, strict=True)]
    warnings = [
        *context.model_warnings(topic),
        *_source_warnings(topic, start),
        *context.listening_warnings(),
        *_credit_warnings(context),
        *_order_warnings([values[counting].estimate(account) for account in best]),
    ]
    meta = context.meta(
        topic=topic,
        model=context.model(),
        sources=start.described,
        random_seed=random_seed,
        n=values[counting].n,
        ci_level=CI_LEVEL,
        warnings=warnings,
    )
    return Relays(items=items, meta=meta)


def _start(context: Context, topic: str | None, sources: Sequence[str], seeds: Sequence[str]) -> _Start:
    if sources and seeds:
        raise ParameterError("sources", list(sources), "left out where seeds are given")
    accounts = sorted({context.snapshot.account_number(name) for name in (*sources, *seeds)})
    if seeds:
        return _Start(Sources(rule="together", accounts=len(accounts)), seeds=tuple(accounts))
    if sources:
        distribution = np.zeros(context.snapshot.n)
        distribution[accounts] = 1 / len(accounts)
        return _Start(Sources(rule="given", accounts=len(accounts)), distribution)
    usual, rule = context.snapshot.sources(topic)
    count = context.snapshot.n if usual is None else int(np.count_nonzero(usual))
    return _Start(Sources(rule=rule, accounts=count), usual)


def _values(
    context: Context,
    graph: InfluenceGraph,
    topic: str | None,
    start: _Start,
    counting: Counting,
    n_samples: int,
    random_seed: int,
) -> RelayValues:
    """Return the relay values, kept beside the snapshot where nothing but the topic is unusual.

    Whoever varies the random seed would otherwise fill the disk.
    """

    def compute() -> Vectors:
        values = relay_values(
            graph,
            sources=start.distribution,
            seeds=start.seeds,
            counting=counting,
            n_samples=n_samples,
            random_seed=random_seed,
        )
        return {name: np.asarray(getattr(values, name)) for name in RelayValues.__slots__}

    given = start.described.rule in ("given", "together")
    if given or (n_samples, random_seed) != (USUAL_SAMPLES, USUAL_RANDOM_SEED):
        vectors = compute()
    else:
        question = {"relays": counting, "topic": topic, "rest_share": context.rest_share}
        vectors = context.cached(question, compute)
    n = int(vectors.pop("n"))
    return RelayValues(**vectors, n=n)


def _relay(context: Context, account: int, values: dict[Counting, RelayValues], part: RelayParts) -> Relay:
    people = values["people"].estimate(account)
    return Relay(
        account=context.account(account),
        carried=Carried(people=answered(people), relays=answered(values["relays"].estimate(account))),
        exposed=answered(part.exposed),
        active=answered(part.active),
        active_if_exposed=answered_if_known(part.active_if_exposed),
        extra_if_active=answered_if_known(extra_if_active(people, part)),
    )


def _source_warnings(topic: str | None, start: _Start) -> Iterator[str]:
    if topic is not None and start.described.rule == "uniform":
        yield "nobody is known to start messages on this topic: any account is taken to, as likely as another"


def _credit_warnings(context: Context) -> Iterator[str]:
    counts = context.snapshot.manifest["counts"]
    if counts["ties"].get("RESHARES") and _CREDIT_THE_ORIGINAL.intersection(counts["platforms"]):
        yield "this platform credits each reshare to the author of the original: relays in between are hidden"


def _order_warnings(reported: Sequence[Estimated]) -> Iterator[str]:
    """Say which neighbours in the list are too close to call: their intervals overlap."""
    first = 0
    for rank in range(1, len(reported) + 1):
        apart = rank == len(reported) or reported[rank].high < reported[rank - 1].low
        if apart and rank - first > 1:
            yield f"ranks {first + 1} to {rank}: neighbours are too close to call at this number of samples"
        if apart:
            first = rank
