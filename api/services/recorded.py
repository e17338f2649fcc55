"""What happened to one message, bounce by bounce: recorded, or drawn from a model to lie beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np

from algorithms.credit import Credit
from algorithms.drawn import draw_cascade as drawn_tree
from algorithms.parents import EXPOSED, GIVEN, LAST_RESORT, Actions, CascadeTree, Method, infer_parents
from api.answers import CascadeReport, Parents, RecordedMessage, RecordedMessages, Sources
from api.services.cascades import MAX_SEEDS, timing
from api.services.context import MAX_ITEMS, MAX_RANDOM_SEED, Context, Vectors, check_range, utc
from api.services.pages import Page
from api.services.reports import Report, account_if_known
from graph.errors import ParameterError
from graph.recorded import Recorded
from graph.records import UNTIMED

USUAL_METHOD: Method = "most-recent-exposed"


def list_cascades(context: Context, *, limit: int = 25, cursor: str | None = None) -> RecordedMessages:
    """Return the recorded messages, most people first, then by key.

    Parameters
    ----------
    context
        Asked about.
    limit, cursor
        Which page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, CursorError, StaleCursorError
    """
    page = Page.of(context, limit, cursor, "cascades")
    recorded = context.snapshot.recorded()
    people = context.cached({"recorded": "people"}, lambda: _people_by_message(recorded, context))["people"]
    actions = np.diff(recorded.offsets)
    items = [
        RecordedMessage(
            cascade=str(recorded.keys[message]),
            author=account_if_known(context, int(recorded.author[message])),
            posted_at=_time_if_known(int(recorded.posted_ms[message])),
            actions=int(actions[message]),
            people=int(people[message]),
        )
        for message in np.argsort(-people, kind="stable")[page.part].tolist()
    ]
    return RecordedMessages(items=items, **page.links(len(people)), meta=context.meta())


def report_cascade(
    context: Context,
    cascade: str,
    *,
    parents: Method = USUAL_METHOD,
    credit: Credit = "below",
    by_community: bool = False,
    replay: bool = False,
    limit: int = 10,
) -> CascadeReport:
    """Return what happened to a recorded message.

    Parameters
    ----------
    context
        Asked about.
    cascade
        Key of the message, or its native id; `event` is all timed actions that belong to no message.
    parents
        How to guess from whom somebody has it where the data do not say, see `parents.infer_parents`.
    credit
        By which rule relays are ordered, see `credit.credit`.
    by_community
        Count people by community too: those with most people first, 200 at most.
    replay
        Tell who had it when and from whom too: those by way of whom most have it, 2,000 at most.
    limit
        1 to 200: how many relays, and how many carriers across each border, to list.

    Raises
    ------
    ParameterError, MessageNotFoundError
    """
    _check(parents, credit, limit)
    recorded = context.snapshot.recorded()
    number = recorded.message_number(cascade)
    acted = slice(*recorded.offsets[number : number + 2].tolist())
    actions = actions_on(recorded, number)
    guessing = bool((actions.parent < 0).any())
    graph = context.influence_graph() if guessing or credit == "leave-one-out" else None
    tree = infer_parents(actions, graph, method=parents)
    report = Report(context, tree, graph, acted, credit, by_community, replay, limit)
    return report.answer(
        cascade=str(recorded.keys[number]),
        author=actions.author,
        parents=_parents(tree),
        meta=context.meta(
            model=context.model() if graph is not None else None, warnings=list(_warnings(tree))
        ),
    )


def actions_on(recorded: Recorded, number: int) -> Actions:
    """Return what was done with the message that has this place among the recorded ones."""
    acted = slice(*recorded.offsets[number : number + 2].tolist())
    return Actions(
        np.asarray(recorded.account[acted]),
        np.asarray(recorded.parent[acted]),
        np.asarray(recorded.at_ms[acted]),
        author=int(recorded.author[number]),
        posted_ms=int(recorded.posted_ms[number]),
    )


def draw_cascade(
    context: Context,
    *,
    seeds: Sequence[str],
    topic: str | None = None,
    model: str | None = None,
    credit: Credit = "below",
    by_community: bool = False,
    replay: bool = False,
    limit: int = 10,
    random_seed: int = 0,
) -> CascadeReport:
    """Return what happens to one message drawn from a model: the report of a recorded one, for comparison.

    Parameters
    ----------
    context
        Asked about.
    seeds
        1 to 10,000 accounts that start it together, by key, handle or native id.
    topic
        None counts all ties.
    model
        Model of influence by name; None is the usual one.
    credit, by_community, replay, limit
        As of `report_cascade`.
    random_seed
        0 to 2**63 - 1: which message; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    _check(USUAL_METHOD, credit, limit)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    if not 1 <= len(seeds) <= MAX_SEEDS:
        raise ParameterError("seeds", f"{len(seeds)} accounts", f"1 to {MAX_SEEDS:,} accounts")
    context = context.under(model)
    topic = context.topic(topic)
    graph, starters = context.influence_graph(topic), context.accounts(seeds)
    tree = drawn_tree(graph, starters, random_seed=random_seed, **timing(context, topic))
    report = Report(context, tree, graph, slice(0), credit, by_community, replay, limit)
    return report.answer(
        cascade=None,
        author=starters[0] if len(starters) == 1 else -1,
        parents=None,
        meta=context.meta(
            topic=topic,
            model=context.model(),
            sources=Sources(rule="together", accounts=len(starters)),
            random_seed=random_seed,
            warnings=[
                "one message drawn from the model: the next one differs; simulate gives the mean of many",
                *context.model_warnings(topic),
            ],
        ),
    )


def _check(parents: Method, rule: Credit, limit: int) -> None:
    check_range("limit", limit, 1, MAX_ITEMS)
    if parents not in get_args(Method):
        raise ParameterError("parents", parents, f"one of {', '.join(get_args(Method))}")
    if rule not in get_args(Credit):
        raise ParameterError("credit", rule, f"one of {', '.join(get_args(Credit))}")


def _people_by_message(recorded: Recorded, context: Context) -> Vectors:
    """Count each account once a message: author, who acted, whom the message came from."""
    message = np.repeat(np.arange(len(recorded.keys)), np.diff(recorded.offsets))
    numbers = np.concatenate((np.arange(len(recorded.keys)), message, message))
    accounts = np.concatenate((recorded.author, recorded.account, recorded.parent))
    pairs = np.unique((numbers * context.snapshot.n + accounts)[accounts >= 0])
    return {"people": np.bincount(pairs // max(context.snapshot.n, 1), minlength=len(recorded.keys))}


def _parents(tree: CascadeTree) -> Parents:
    given, exposed, author = (tree.count(origin) for origin in (GIVEN, EXPOSED, LAST_RESORT))
    parents = given + exposed + author
    return Parents(
        method=tree.method or USUAL_METHOD,
        given=given,
        exposed=exposed,
        author=author,
        guessed_share=(exposed + author) / parents if parents else None,
        backward=tree.backward,
        cycles=tree.cycles,
        silent=tree.silent,
    )


def _warnings(tree: CascadeTree) -> Iterator[str]:
    if len(tree.actor) == 0:
        yield "nobody acted on this message"
    if tree.backward:
        yield f"{tree.backward:,} people acted before the parent they were given did"
    if tree.cycles:
        yield f"{tree.cycles:,} circles of given parents were broken at whom of each came first"
    if tree.silent:
        yield f"{tree.silent:,} people were passed on of whom no action is known"


def _time_if_known(at_ms: int) -> str | None:
    return None if at_ms == UNTIMED else utc(at_ms)
