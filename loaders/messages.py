"""Rows of a table of messages to posts: who started each one, and when."""

from __future__ import annotations

import numpy as np

from graph.records import UNTIMED, Batch, Post, Ties
from loaders.columns import Layout
from loaders.reading import Reading, Role
from loaders.rows import Columns, Rows, used
from loaders.tally import Tally
from loaders.values import account_key, read_time


def read_messages(rows: Rows, layout: Layout, reading: Reading, tally: Tally) -> Batch:
    """Return the messages of some rows as original posts; refused rows are left out.

    A row without message or author is refused; columns without a role go with the post.

    Parameters
    ----------
    rows, layout, reading, tally
        As `read_rows` takes them.
    """
    columns, platform = Columns(rows), reading.platform_name
    keys, author = columns.accounts(platform, Role.AUTHOR)
    message = columns.required(Role.MESSAGE, lambda text: account_key(platform, text, what="message"), "")
    at_ms = columns.values(Role.AT, read_time, np.int64, UNTIMED)
    topics, topic_sets = columns.topics(reading.topics)
    language, further = columns.texts(Role.LANGUAGE), columns.further()
    good = np.flatnonzero(columns.refuse(layout, tally))
    accounts, places = used(keys, author[good])
    posts = [
        Post(
            message[row],
            int(places[author[row]]),
            None if at_ms[row] == UNTIMED else int(at_ms[row]),
            topics=int(topics[row]),
            language=language[row],
            further={name: texts[row] for name, texts in further.items() if texts[row]},
        )
        for row in good.tolist()
    ]
    tally.posts.update(post.key for post in posts)
    tally.authors.update(accounts)
    return Batch(accounts, Ties.empty(), posts=posts, topic_sets=topic_sets)
