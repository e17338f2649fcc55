"""What all questions about plans have in common: the ties, the market, who counts, the sets that judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from algorithms.estimates import CI_LEVEL
from algorithms.reverse_reachable import Counting
from algorithms.selection import IndexedSketch
from api.answers import Meta, Sources
from api.services.context import MAX_RANDOM_SEED, Context, check_range, check_timeless
from api.services.market import Market
from api.services.sketches import judges
from graph.errors import AccountNotFoundError, ParameterError
from graph.influence import InfluenceGraph
from graph.records import Bools, Float64s

Objective = Literal["spread", "reach"]

COUNTING: dict[Objective, Counting] = {"spread": "relays", "reach": "people"}

_NAMED = 5  # unknown names that a warning gives; the rest are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every question about plans may say, as the caller says it.

    Parameters
    ----------
    acceptance
        0 to 1: how likely an account says yes of which that is not known; None is certainly.
    targets
        Only these people count; by default everybody.
    already_reached
        People who no longer count.
    topic
        None counts all ties.
    model
        Model of influence by name; None is the usual one.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.
    """

    acceptance: float | None = None
    targets: Sequence[str] = ()
    already_reached: Sequence[str] = ()
    topic: str | None = None
    model: str | None = None
    random_seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What a question is about, each part found once.

    Parameters
    ----------
    context
        Under the model that was asked for.
    topic
        As the snapshot spells it; None counts all ties.
    graph
        Who may activate whom.
    market
        Prices and acceptances.
    weights
        float64, n: 1 for people who count, else 0; None is everybody.
    already_reached
        People who no longer count.
    random_seed
        0 to 2**63 - 1.
    """

    context: Context
    topic: str | None
    graph: InfluenceGraph
    market: Market
    weights: Float64s | None
    already_reached: Sequence[int]
    random_seed: int

    @classmethod
    def of(cls, context: Context, asked: Asked) -> Question:
        """Return what the words of a question mean.

        Raises
        ------
        ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
        """
        check_range("random_seed", asked.random_seed, 0, MAX_RANDOM_SEED)
        context = context.under(asked.model)
        check_timeless(context)
        topic = context.topic(asked.topic)
        return cls(
            context,
            topic,
            context.influence_graph(topic),
            Market.of(context, asked.acceptance),
            _marked(context, asked.targets).astype(np.float64) if asked.targets else None,
            context.accounts(asked.already_reached),
            asked.random_seed,
        )

    def judges(self, objective: Objective) -> IndexedSketch:
        """Return the sets that judge, see `sketches.judges`."""
        return judges(self.context, self.topic, COUNTING[objective], self.random_seed)

    def allowed(self, max_followers: int | None, names: Sequence[str] = ()) -> Bools:
        """Return who keeps to a number of followers and is among those named, if any are: bool, n."""
        named = _marked(self.context, names) if names else np.ones(self.graph.n, dtype=np.bool_)
        if max_followers is None:
            return named
        followers = np.asarray(self.context.snapshot.array("followers"))
        return named & (followers >= 0) & (followers <= max_followers)

    def known_accounts(self, names: Sequence[str]) -> tuple[list[int], list[str]]:
        """Return the accounts of these names, ascending, and the names that nobody has.

        Raises
        ------
        AmbiguousAccountError, ListNotFoundError
        """
        known, unknown = set(), []
        for name in names:
            try:
                known.update(self.context.named(name))
            except AccountNotFoundError:
                unknown.append(name)
        return sorted(known), unknown

    def meta(self, *, n: int, sources: Sources | None = None, warnings: Iterable[str] = ()) -> Meta:
        """Return the answer's `meta`; its own warnings follow those of the model and of who listens."""
        context = self.context
        return context.meta(
            topic=self.topic,
            model=context.model(),
            sources=sources,
            random_seed=self.random_seed,
            n=n,
            ci_level=CI_LEVEL,
            warnings=[*context.model_warnings(self.topic), *context.listening_warnings(), *warnings],
        )


def check_objective(objective: Objective) -> None:
    """Refuse an objective that there is not.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> check_objective("reach")
    """
    if objective not in get_args(Objective):
        raise ParameterError("objective", objective, " or ".join(get_args(Objective)))


def follower_warnings(context: Context, max_followers: int | None) -> Iterator[str]:
    """Say how many accounts a limit of followers leaves out because theirs are unknown."""
    if max_followers is None:
        return
    unknown = int(np.count_nonzero(np.asarray(context.snapshot.array("followers")) < 0))
    if unknown:
        yield f"{unknown:,} accounts of unknown followers are no candidates"


def unknown_warnings(names: Sequence[str]) -> Iterator[str]:
    """Say which excluded names nobody has.

    Examples
    --------
    >>> list(unknown_warnings(["@ada"]))
    ['1 excluded names belong to no account here: @ada']
    """
    if names:
        shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        yield f"{len(names):,} excluded names belong to no account here: {shown}"


def _marked(context: Context, names: Sequence[str]) -> Bools:
    marked = np.zeros(context.snapshot.n, dtype=np.bool_)
    marked[context.accounts(names)] = True
    return marked
