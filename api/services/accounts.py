"""What is known of one account, and of the whole graph."""

from __future__ import annotations

import numpy as np

from api.answers import AccountAnswer, AccountDetail, Graph, Reasons, UnknownOf
from api.services.backtests import ALL
from api.services.context import Context, utc
from api.services.reasons import reasons_of
from graph.records import AccountKey


def describe_account(
    context: Context, name: str, *, topic: str | None = None, explain: bool = False
) -> AccountAnswer:
    """Return all that the snapshot knows of one account.

    Parameters
    ----------
    context
        Asked about.
    name
        Key, handle (with or without `@`) or native id.
    topic
        Explain it on this topic; None counts all ties.
    explain
        Whether to tell of its strongest ties, its most passed on posts, and how messages get to it.

    Raises
    ------
    AccountNotFoundError, AmbiguousAccountError, TopicNotFoundError, TooFewAuthorsError
    """
    topic = context.topic(topic)
    snapshot = context.snapshot
    number = context.account_number(name)
    short = context.account(number)
    detail = AccountDetail(
        **short.model_dump(),
        platform=AccountKey.platform_of(short.key),
        name=snapshot.names[number],
        language=snapshot.languages[number],
        hears=int(np.diff(snapshot.array("in_offsets")[number : number + 2])[0]),
        heard_by=int(np.diff(snapshot.array("out_offsets")[number : number + 2])[0]),
    )
    return AccountAnswer(
        account=detail,
        reasons=_reasons(context, number, topic) if explain else None,
        meta=context.meta(topic=topic, model=context.model() if explain else None),
    )


def _reasons(context: Context, number: int, topic: str | None) -> Reasons:
    starting, _ = context.snapshot.sources(topic)
    starts = () if starting is None else np.flatnonzero(starting).tolist()
    return reasons_of(context, number, topic=topic, starts=starts)


def describe_graph(context: Context) -> Graph:
    """Return how much of what is loaded, from when, and of how many accounts something is unknown."""
    snapshot, counts = context.snapshot, context.snapshot.manifest["counts"]
    first_ms, last_ms = counts.get("first_ms"), counts.get("last_ms")  # an older Ricochet did not count them
    heard, hears = (np.diff(context.snapshot.array(f"{way}_offsets")) for way in ("out", "in"))
    return Graph(
        accounts=context.snapshot.n,
        connected=int(np.count_nonzero(heard + hears)),
        edges=context.snapshot.m,
        topics=len(context.snapshot.topics),
        ties=counts["ties"],
        platforms=counts["platforms"],
        first_at=None if first_ms is None else utc(first_ms),
        last_at=None if last_ms is None else utc(last_ms),
        unknown=UnknownOf(
            followers=int(np.count_nonzero(snapshot.array("followers") < 0)),
            language=snapshot.languages.unknown(),
            name=snapshot.names.unknown(),
            price=int(np.count_nonzero(np.isnan(context.prices()))),
        ),
        backtest=ALL in context.backtests,
        meta=context.meta(model=context.model()),
    )
