"""Who carries a message on a topic: the best relays, with intervals and the parts of their value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from algorithms.estimates import CI_LEVEL
from algorithms.estimates import Estimate as Estimated
from algorithms.relays import RelayParts, RelayValues, extra_if_active, read_relay_values, relay_parts
from api.answers import Carried, Relay, Relays, Sources
from api.services.context import (
    MAX_ITEMS,
    MAX_RANDOM_SEED,
    MAX_SAMPLES,
    Context,
    answered,
    answered_if_known,
    check_range,
    check_timeless,
)
from api.services.sketches import USUAL_RANDOM_SEED, USUAL_SAMPLES, relay_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s

Counting = Literal["people", "relays"]

# Platforms whose records name the author of the original in every reshare, not the account it was seen from.
_CREDIT_THE_ORIGINAL = frozenset({"mastodon", "twitter"})
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
    exclude: Sequence[str] = (),
    silenced: Sequence[str] = (),
    model: str | None = None,
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
    exclude
        Accounts left out of the list; they pass messages on as ever.
    silenced
        Accounts that see messages and pass none on; they are in no list.
    model
        Model of influence by name; None is the usual one.
    n_samples
        Reverse-reachable sets for each of the two counts, 1,000 to 1,000,000.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    _check(limit, counting, n_samples, random_seed)
    context = context.under(model)
    check_timeless(context)
    topic = context.topic(topic)
    graph = context.influence_graph(topic)
    start = _start(context, topic, sources, seeds)
    silent = context.accounts(silenced)
    if set(silent) & set(start.seeds or ()):
        raise ParameterError("silenced", list(silenced), "other accounts than the seeds")
    hidden = {*context.accounts(exclude), *silent}
    values = {
        count: _values(context, graph, topic, start, silent, count, n_samples, random_seed)
        for count in get_args(Counting)
    }
    best = _best(values[counting], hidden, limit)
    parts = relay_parts(
        _without_voice(graph, silent),
        best,
        sources=start.distribution,
        seeds=start.seeds,
        n_samples=n_samples // _SAMPLES_PER_PART,
        random_seed=random_seed,
    )
    meta = context.meta(
        topic=topic,
        model=context.model(),
        sources=start.described,
        random_seed=random_seed,
        n=values[counting].n,
        ci_level=CI_LEVEL,
        warnings=_warnings(context, topic, start, [values[counting].estimate(account) for account in best]),
    )
    items = [_relay(context, account, values, part) for account, part in zip(best, parts, strict=True)]
    return Relays(items=items, meta=meta)


def _check(limit: int, counting: Counting, n_samples: int, random_seed: int) -> None:
    check_range("limit", limit, 1, MAX_ITEMS)
    check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    if counting not in get_args(Counting):
        raise ParameterError("counting", counting, " or ".join(get_args(Counting)))


def _start(context: Context, topic: str | None, sources: Sequence[str], seeds: Sequence[str]) -> _Start:
    if sources and seeds:
        raise ParameterError("sources", list(sources), "left out where seeds are given")
    accounts = context.accounts((*sources, *seeds))
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
    silent: Sequence[int],
    counting: Counting,
    n_samples: int,
    random_seed: int,
) -> RelayValues:
    sketch = relay_sketch(context, topic, counting, n_samples=n_samples, random_seed=random_seed)
    if silent:
        sketch = sketch.silenced(graph, silent)
    return read_relay_values(sketch, sources=start.distribution, seeds=start.seeds)


def _best(values: RelayValues, hidden: Collection[int], limit: int) -> list[int]:
    """Return who carries most, best first, without the hidden and those who carry nothing."""
    leading = [int(account) for account in values.best(limit + len(hidden))]
    return [account for account in leading if account not in hidden and values.score[account] > 0][:limit]


def _without_voice(graph: InfluenceGraph, silent: Sequence[int]) -> InfluenceGraph:
    """Return the graph in which nothing goes out from these accounts."""
    if not silent:
        return graph
    muted = np.isin(graph.in_sources, silent)
    return replace(graph, probability=np.where(muted, 0.0, graph.probability), listens=graph.listens & ~muted)


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


def _warnings(context: Context, topic: str | None, start: _Start, reported: Sequence[Estimated]) -> list[str]:
    return [
        *context.model_warnings(topic),
        *_source_warnings(topic, start),
        *context.listening_warnings(),
        *_credit_warnings(context),
        *_order_warnings(reported),
    ]


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
