"""Which topics are there, and how many accounts speak about each."""

from __future__ import annotations

import numpy as np

from api.answers import Topic, Topics
from api.services.context import MAX_ITEMS, Context, check_range


def list_topics(context: Context, *, limit: int = 25) -> Topics:
    """Return the topics with most authors, most first, then by name.

    Parameters
    ----------
    context
        Asked about.
    limit
        1 to 200.

    Raises
    ------
    ParameterError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    authors = context.snapshot.array("topic_authors")
    best = np.argsort(-authors, kind="stable")[:limit]
    items = [Topic(topic=str(context.snapshot.topics[int(t)]), authors=int(authors[t])) for t in best]
    return Topics(items=items, meta=context.meta())
