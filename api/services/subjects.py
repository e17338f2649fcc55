"""What is held of somebody: rows with where they are from, and what was computed from them and how."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from api.answers import HeldLoad, HeldPost, HeldPrice, HeldTie, Score, Subject
from api.services.context import Context, answered, utc
from api.services.privacy import named
from api.services.relay_questions import RelayQuestion
from api.services.structure import central
from graph.errors import AccountNotFoundError
from graph.records import KINDS, POST_KINDS, UNTIMED
from graph.store import GraphStore

MAX_ROWS = 10_000


def describe_subject(store: GraphStore, context: Context, account: str) -> Subject:
    """Return all that is held of somebody, hidden or not, load by load, with the scores it led to.

    Parameters
    ----------
    store
        Open to read.
    context
        Asked for the scores.
    account
        Key, handle or native id.

    Raises
    ------
    AccountNotFoundError, AmbiguousAccountError
    """
    key = named(store, account).key
    held = store.held(key)
    if not held:
        raise AccountNotFoundError(account)
    table = store.accounts()
    keys = dict(zip(table.number.tolist(), table.key.tolist(), strict=True))
    place = table.key.tolist().index(key) if key in keys.values() else None
    number = -1 if place is None else int(table.number[place])
    followers = -1 if place is None else int(table.followers[place])
    loads = [
        HeldLoad(
            load=load.number,
            file=load.file,
            source=load.source,
            loaded_at=load.loaded_at,
            rows=held[load.number],
        )
        for load in store.loads()
        if load.number in held
    ]
    return Subject(
        key=key,
        handle=None if place is None else table.handle[place],
        name=None if place is None else table.name[place],
        followers=None if followers < 0 else followers,
        language=None if place is None else table.language[place],
        objected=key in context.objections.keys(context.snapshot),
        since=min((load.loaded_at for load in loads if load.loaded_at), default=None),
        loads=loads,
        ties=list(_ties(store, number, keys)),
        posts=list(_posts(store, number)),
        price=_price(store, number),
        lists=_lists(store, number),
        scores=list(_scores(context, key)),
        meta=context.meta(model=context.model()),
    )


def _ties(store: GraphStore, number: int, keys: dict[int, str]) -> Iterator[HeldTie]:
    table = store.ties(KINDS)
    for row in np.flatnonzero((table.actor == number) | (table.target == number))[:MAX_ROWS].tolist():
        probability = float(table.probability[row])
        yield HeldTie(
            load=int(table.load[row]),
            kind=str(KINDS[table.kind[row]]),
            actor=keys[int(table.actor[row])],
            target=keys[int(table.target[row])],
            at=_time(int(table.at_ms[row])),
            count=int(table.count[row]) or None,
            probability=None if np.isnan(probability) else probability,
            topics=list(table.topic_sets[table.topics[row]]),
        )


def _posts(store: GraphStore, number: int) -> Iterator[HeldPost]:
    table = store.posts()
    for row in np.flatnonzero(table.author == number)[:MAX_ROWS].tolist():
        yield HeldPost(
            key=table.key[row],
            kind=str(POST_KINDS[table.kind[row]]),
            at=_time(int(table.at_ms[row])),
            topics=list(table.topic_sets[table.topics[row]]),
        )


def _price(store: GraphStore, number: int) -> HeldPrice | None:
    table = store.prices()
    for row in np.flatnonzero(table.account == number).tolist():
        acceptance = float(table.acceptance[row])
        return HeldPrice(
            price=float(table.price[row]),
            currency=table.currency[row],
            acceptance=None if np.isnan(acceptance) else acceptance,
        )
    return None


def _lists(store: GraphStore, number: int) -> list[str]:
    table = store.lists()
    return sorted(table.list[table.account == number].tolist())


def _scores(context: Context, key: str) -> Iterator[Score]:
    """Yield what answers about an account rest on, as they compute it."""
    try:
        account = context.snapshot.account_number(key)
    except AccountNotFoundError:
        return
    community = int(context.membership()[account])
    yield Score(
        name="community",
        value=None if community < 0 else community,
        rank=None,
        how="number of the community that the Leiden method puts the account in, by the weights of all ties",
    )
    values = central(context)
    yield Score(
        name="pagerank",
        value=float(values[account]),
        rank=1 + int(np.count_nonzero(values > values[account])),
        how="PageRank, damping 0.85, on the influence graph of all ties",
    )
    question = RelayQuestion.of(context, topic=None)
    carried = question.samples("people").values("people")
    yield Score(
        name="carried",
        value=answered(carried.estimate(account)),
        rank=1 + int(np.count_nonzero(carried.score > carried.score[account])),
        how="people who see a message only because the account may pass it on, messages starting at any "
        f"account alike, under {context.influence_model().name}",
    )


def _time(at_ms: int) -> str | None:
    return None if at_ms == UNTIMED else utc(at_ms)
