"""Who carries a message on a topic: the best relays, with intervals and parts of their value, and groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import get_args

import numpy as np

from algorithms.relay_details import RelayDetails
from algorithms.relay_groups import group_value
from algorithms.relay_parts import RelayParts, extra_if_active
from api.answers import Carried, CarriedHop, Relay, RelayGroup, Relays
from api.services.context import Context, answered, answered_if_known
from api.services.filters import Filter
from api.services.pages import Page
from api.services.reasons import percent, reasons_of
from api.services.relay_questions import Counting, RelayQuestion, Told
from api.services.served import Order
from api.services.sketches import USUAL_RANDOM_SEED, USUAL_SAMPLES
from graph.errors import ParameterError
from graph.records import Float64s, Int64s

_NO_GUARANTEE = (
    "no guarantee: what a group carries is neither the sum of what its members carry nor bounded by it, "
    "so that one put together account by account may be far from the best"
)


def rank_relays(
    context: Context,
    *,
    topic: str | None = None,
    limit: int = 25,
    sources: Sequence[str] = (),
    seeds: Sequence[str] = (),
    counting: Counting | None = None,
    accounts: Sequence[str] = (),
    exclude: Sequence[str] = (),
    silenced: Sequence[str] = (),
    by_hop: bool = False,
    model: str | None = None,
    n_samples: int = USUAL_SAMPLES,
    random_seed: int = USUAL_RANDOM_SEED,
    only: Filter | None = None,
    explain: bool = False,
    cursor: str | None = None,
) -> Relays:
    """Return the accounts that carry messages on a topic furthest, best first.

    Where the store keeps a back-test, the ranker that won it orders them, and `score` says by what; what they
    carry stands beside it, see `served.Order.of`. Otherwise what they carry orders them: the order then comes
    from one half of the samples and the values from the other, so that nobody's luck is reported as value; a
    value may therefore stand below a slightly larger one.

    Parameters
    ----------
    context
        Asked about.
    topic
        None counts all ties.
    limit
        1 to 200 a page; accounts that carry nothing, or of whom the ranker knows nothing, are left out.
    sources
        Accounts of which one, each as likely, starts the message; by default those who start messages
        on the topic, or anybody without one.
    seeds
        Accounts that start together, instead of `sources`.
    counting
        Order by distinct people who see the message, or by accounts that pass it on. None orders by the
        ranker that won the back-test, by people without one.
    accounts
        Nobody but these is listed; the others pass messages on as ever. Empty is anybody.
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
    only
        Which accounts to list; the others pass messages on as ever. None is any.
    explain
        Whether to say what each is listed for.
    cursor
        Asks for the next page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    CommunityNotFoundError, ListNotFoundError, CursorError, StaleCursorError
    """
    if counting not in (None, *get_args(Counting)):
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
    hidden = {*context.accounts(exclude), *question.silent, *context.hidden}
    wanted = context.accounts(accounts) if accounts else None
    order, by = Order.of(question, counting=counting), counting or "people"
    filtered = None if only is None else astuple(only)
    listing = (by, order.card.ranker, wanted, sorted(hidden), filtered, by_hop, explain)
    page = Page.of(question.context, limit, cursor, "relays", *question.plain(), *listing)
    samples = question.samples(by)
    score = samples.scores(by) if order.score is None else order.score
    listed = _listed(context, score, wanted, hidden, only)
    best = listed[page.part].tolist()
    told = samples.told(best, by=by, by_hop=by_hop)
    ranks, parts = told.details[by].ranks(), samples.parts(best)
    items = [
        _relay(context, order, told, place, page.first, *of_one, by_hop=by_hop)
        for place, of_one in enumerate(zip(best, parts, ranks, strict=True))
    ]
    if explain:
        items = [_explained(question, account, item) for account, item in zip(best, items, strict=True)]
    too_close = [*_order_warnings(ranks)] if order.score is None else []
    left_out = [] if only is None else only.warnings(context)
    warnings = [*order.warnings, *too_close, *left_out]
    meta = question.meta(n=samples.n, direction=samples.direction, model=order.card, warnings=warnings)
    return Relays(items=items, **page.links(len(listed)), meta=meta)


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


def _listed(
    context: Context,
    score: Float64s,
    wanted: Sequence[int] | None,
    hidden: Collection[int],
    only: Filter | None,
) -> Int64s:
    """Return whom to list, best first, without the hidden, those filtered out, and those of score 0."""
    listed = score > 0
    if wanted is not None:
        listed &= np.isin(np.arange(len(score)), wanted)
    listed[list(hidden)] = False
    if only is not None:
        listed &= only.allowed(context)
    accounts = np.flatnonzero(listed)
    return accounts[np.argsort(-score[accounts], kind="stable")]


def _explained(question: RelayQuestion, account: int, relay: Relay) -> Relay:
    reasons = reasons_of(
        question.context,
        account,
        topic=question.topic,
        starts=question.start.accounts(),
        words=list(_words(relay)),
    )
    return relay.model_copy(update={"reasons": reasons})


def _words(relay: Relay) -> Iterator[str]:
    yield f"sees {percent(relay.exposed.value)} of the messages"
    if relay.active_if_exposed is not None:
        yield f"passes on {percent(relay.active_if_exposed.value)} of what it sees"
    if relay.extra_if_active is not None:
        yield f"each time it does, {relay.extra_if_active.value:,.3g} more people see the message"


def _relay(
    context: Context,
    order: Order,
    told: Told,
    place: int,
    before: int,
    account: int,
    part: RelayParts,
    rank: tuple[int, int],
    *,
    by_hop: bool,
) -> Relay:
    people, is_carried = told.carried["people"][place], order.score is None
    return Relay(
        account=context.account(account),
        score=None if order.score is None else float(order.score[account]),
        rank_low=before + rank[0] if is_carried else None,
        rank_high=before + rank[1] if is_carried else None,
        carried=Carried(people=answered(people), relays=answered(told.carried["relays"][place])),
        by_hop=_hops(told.details, place) if by_hop else None,
        exposed=answered(part.exposed),
        active=answered(part.active),
        active_if_exposed=answered_if_known(part.active_if_exposed),
        extra_if_active=answered_if_known(extra_if_active(people, part)),
        reasons=None,
    )


def _hops(details: Mapping[Counting, RelayDetails], place: int) -> list[CarriedHop]:
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
