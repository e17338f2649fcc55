"""Who carries a message on a topic: the best relays, with intervals and parts of their value, and groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import get_args

import numpy as np

from algorithms.relay_details import RelayDetails
from algorithms.relay_groups import group_value
from algorithms.relay_parts import RelayParts, extra_if_active, relay_parts
from algorithms.relays import RelayValues
from api.answers import Carried, CarriedHop, Relay, RelayGroup, Relays
from api.services.context import MAX_ITEMS, Context, answered, answered_if_known, check_range
from api.services.relay_questions import Counting, RelayQuestion
from api.services.sketches import USUAL_RANDOM_SEED, USUAL_SAMPLES
from graph.errors import ParameterError
from graph.influence import InfluenceGraph

_NO_GUARANTEE = (
    "no guarantee: what a group carries is neither the sum of what its members carry nor bounded by it, "
    "so that one put together account by account may be far from the best"
)
_SAMPLES_PER_PART = 16  # one relay's parts need far fewer sets than the values of all accounts


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
    by_hop: bool = False,
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
    by_hop
        Whether to tell over how many hops each carries.
    model
        Model of influence by name; None is the usual one.
    n_samples
        Reverse-reachable sets for each of the two counts, 1,000 to 1,000,000. Where few accounts start
        messages, cascades are drawn from them instead if that is cheaper, as many as take as long.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    if counting not in get_args(Counting):
        raise ParameterError("counting", counting, " or ".join(get_args(Counting)))
    question = RelayQuestion.of(
        context,
        topic=topic,
        sources=sources,
        seeds=seeds,
        silenced=silenced,
        model=model,
        n_samples=n_samples,
        random_seed=random_seed,
    )
    hidden = {*context.accounts(exclude), *question.silent}
    samples = question.samples(counting)
    values = {each: samples.values(each) for each in get_args(Counting)}
    best = _best(values[counting], hidden, limit)
    details = {
        each: samples.details(each, best, by_hop=by_hop)
        for each in (get_args(Counting) if by_hop else (counting,))
    }
    ranks = details[counting].ranks()
    items = [
        _relay(context, account, values, part, rank, _hops(details, place) if by_hop else None)
        for place, (account, part, rank) in enumerate(zip(best, _parts(question, best), ranks, strict=True))
    ]
    meta = question.meta(n=values[counting].n, direction=samples.direction, warnings=_order_warnings(ranks))
    return Relays(items=items, meta=meta)


def value_group(
    context: Context,
    *,
    accounts: Sequence[str],
    topic: str | None = None,
    sources: Sequence[str] = (),
    seeds: Sequence[str] = (),
    silenced: Sequence[str] = (),
    model: str | None = None,
    n_samples: int = USUAL_SAMPLES,
    random_seed: int = USUAL_RANDOM_SEED,
) -> RelayGroup:
    """Return what some accounts carry together: how many are lost when all of them see and none passes on.

    Parameters
    ----------
    context, topic, sources, seeds, silenced, model, n_samples, random_seed
        As in `rank_relays`.
    accounts
        The group, at least one; they stay in the audience, and starters are others.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    if not accounts:
        raise ParameterError("accounts", list(accounts), "at least one account")
    question = RelayQuestion.of(
        context,
        topic=topic,
        sources=sources,
        seeds=seeds,
        silenced=silenced,
        model=model,
        n_samples=n_samples,
        random_seed=random_seed,
    )
    group = context.accounts(accounts)
    # Whoever put the group together from a list of relays chose by the first half.
    people, relays = (
        group_value(
            question.sketch(counting).halves()[1],
            question.graph,
            group,
            sources=question.start.distribution,
            seeds=question.start.seeds,
        )
        for counting in get_args(Counting)
    )
    return RelayGroup(
        accounts=[context.account(account) for account in group],
        carried=Carried(people=answered(people), relays=answered(relays)),
        meta=question.meta(n=people.n, direction="reverse", warnings=[_NO_GUARANTEE]),
    )


def _best(values: RelayValues, hidden: Collection[int], limit: int) -> list[int]:
    """Return who carries most, best first, without the hidden and those who carry nothing."""
    leading = [int(account) for account in values.best(limit + len(hidden))]
    return [account for account in leading if account not in hidden and values.score[account] > 0][:limit]


def _parts(question: RelayQuestion, accounts: Sequence[int]) -> list[RelayParts]:
    return relay_parts(
        _without_voice(question.graph, question.silent),
        accounts,
        sources=question.start.distribution,
        seeds=question.start.seeds,
        n_samples=question.n_samples // _SAMPLES_PER_PART,
        random_seed=question.random_seed,
    )


def _without_voice(graph: InfluenceGraph, silent: Sequence[int]) -> InfluenceGraph:
    """Return the graph in which nothing goes out from these accounts."""
    if not silent:
        return graph
    muted = np.isin(graph.in_sources, silent)
    return replace(graph, probability=np.where(muted, 0.0, graph.probability), listens=graph.listens & ~muted)


def _relay(
    context: Context,
    account: int,
    values: dict[Counting, RelayValues],
    part: RelayParts,
    rank: tuple[int, int],
    by_hop: list[CarriedHop] | None,
) -> Relay:
    people = values["people"].estimate(account)
    return Relay(
        account=context.account(account),
        rank_low=rank[0],
        rank_high=rank[1],
        carried=Carried(people=answered(people), relays=answered(values["relays"].estimate(account))),
        by_hop=by_hop,
        exposed=answered(part.exposed),
        active=answered(part.active),
        active_if_exposed=answered_if_known(part.active_if_exposed),
        extra_if_active=answered_if_known(extra_if_active(people, part)),
    )


def _hops(details: dict[Counting, RelayDetails], place: int) -> list[CarriedHop]:
    """Return what is carried hop by hop, as far as anybody of the list carries anybody."""
    last_hop = max(each.last_hop for each in details.values())
    people, relays = (details[each].by_hop(place, last_hop=last_hop) for each in get_args(Counting))
    return [
        CarriedHop(hop=hop, people=answered(seen), relays=answered(active))
        for hop, (seen, active) in enumerate(zip(people, relays, strict=True), start=2)
    ]


def _order_warnings(ranks: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Say how many of the list are too close to call.

    Examples
    --------
    >>> list(_order_warnings([(1, 1), (2, 3), (2, 3)]))
    ['2 of 3 ranks are too close to call at this number of samples, see rank_low and rank_high']
    """
    open_ranks = sum(low < high for low, high in ranks)
    if open_ranks:
        yield (
            f"{open_ranks} of {len(ranks)} ranks are too close to call at this number of samples, "
            "see rank_low and rank_high"
        )
