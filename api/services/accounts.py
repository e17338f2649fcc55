"""What is known of one account, and of the whole graph."""

from __future__ import annotations

import numpy as np

from api.answers import AccountAnswer, AccountDetail, Graph
from api.services.context import Context
from graph.records import AccountKey


def describe_account(context: Context, name: str) -> AccountAnswer:
    """Return all that the snapshot knows of one account.

    Parameters
    ----------
    context
        Asked about.
    name
        Key, handle (with or without `@`) or native id.

    Raises
    ------
    AccountNotFoundError, AmbiguousAccountError
    """
    snapshot = context.snapshot
    number = snapshot.account_number(name)
    short = context.account(number)
    detail = AccountDetail(
        **short.model_dump(),
        platform=AccountKey.platform_of(short.key),
        name=snapshot.names[number],
        language=snapshot.languages[number],
        hears=int(np.diff(snapshot.array("in_offsets")[number : number + 2])[0]),
        heard_by=int(np.diff(snapshot.array("out_offsets")[number : number + 2])[0]),
    )
    return AccountAnswer(account=detail, meta=context.meta())


def describe_graph(context: Context) -> Graph:
    """Return how much of what is loaded."""
    counts = context.snapshot.manifest["counts"]
    heard, hears = (np.diff(context.snapshot.array(f"{way}_offsets")) for way in ("out", "in"))
    return Graph(
        accounts=context.snapshot.n,
        connected=int(np.count_nonzero(heard + hears)),
        edges=context.snapshot.m,
        topics=len(context.snapshot.topics),
        ties=counts["ties"],
        platforms=counts["platforms"],
        meta=context.meta(model=context.model()),
    )
