"""How the audiences of some accounts overlap: counted one step away, or estimated as far as it spreads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self, get_args

import numpy as np

from algorithms.estimates import CI_LEVEL, mean_limits
from algorithms.overlap import Overlap as Found
from algorithms.overlap import overlap_of
from algorithms.sketch import Sketch
from api.answers import Audience, AudienceKind, Meta, Overlap, People, ReachedBy
from api.services.context import MAX_RANDOM_SEED, MAX_SAMPLES, Context, check_range, check_timeless
from api.services.sketches import USUAL_RANDOM_SEED, USUAL_SAMPLES, relay_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s, Int32s, Int64s

MAX_AUDIENCES = 500


def find_overlap(
    context: Context,
    *,
    accounts: Sequence[str],
    by: AudienceKind = "follow",
    topic: str | None = None,
    model: str | None = None,
    n_samples: int = USUAL_SAMPLES,
    random_seed: int = USUAL_RANDOM_SEED,
) -> Overlap:
    """Return how many people some accounts reach together, two by two, and each alone.

    Parameters
    ----------
    context
        Asked about.
    accounts
        2 to 500, lists spelled out.
    by
        Who is the audience. `follow`: who sees what the account posts, by its follow ties, counted.
        `exposure`: who follows it or ever reacted to it, counted. `spread`: who sees a message that the
        account starts, wherever it gets by the model, estimated in the same random worlds for all.
    topic, model
        Of `spread`: probabilities on this topic, by this model.
    n_samples
        Of `spread`: reverse-reachable sets, 1,000 to 1,000,000.
    random_seed
        Of `spread`: 0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    question = OverlapQuestion.of(
        context,
        accounts=accounts,
        by=by,
        topic=topic,
        model=model,
        n_samples=n_samples,
        random_seed=random_seed,
    )
    if by != "spread":
        return _counted(question, by)
    sketch = relay_sketch(
        question.context, question.topic, "people", n_samples=n_samples, random_seed=random_seed
    )
    return _estimated(question, sketch)


@dataclass(frozen=True, slots=True)
class OverlapQuestion:
    """What a question about audiences means: the parameters of `find_overlap` of these names, checked."""

    context: Context
    accounts: list[int]
    topic: str | None
    n_samples: int
    random_seed: int

    @classmethod
    def of(
        cls,
        context: Context,
        *,
        accounts: Sequence[str],
        by: AudienceKind,
        topic: str | None,
        model: str | None,
        n_samples: int,
        random_seed: int,
    ) -> Self:
        """Return the question, or refuse it as `find_overlap` does.

        Raises
        ------
        ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
        """
        check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
        check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
        _check_kind(by, topic=topic, model=model)
        numbers = context.accounts(accounts)
        if not 2 <= len(numbers) <= MAX_AUDIENCES:
            raise ParameterError("accounts", f"{len(numbers)} accounts", f"2 to {MAX_AUDIENCES} accounts")
        context = context.under(model)
        if by == "spread":
            check_timeless(context)
        return cls(context, numbers, context.topic(topic), n_samples, random_seed)


def _check_kind(by: AudienceKind, **given: object) -> None:
    """Refuse a kind that there is not, and what means nothing to it."""
    if by not in get_args(AudienceKind):
        raise ParameterError("by", by, " or ".join(get_args(AudienceKind)))
    for name, value in given.items():
        if by != "spread" and value is not None:
            raise ParameterError(name, value, f"left out where audiences are asked by {by}")


def _counted(question: OverlapQuestion, by: AudienceKind) -> Overlap:
    context = question.context
    found = overlap_at_once(context.influence_graph(), question.accounts, by)
    scale = _Scale(lambda counts: (counts.astype(np.float64), None, None))
    warnings = context.listening_warnings() if by == "follow" else []
    return scale.answer(context, question.accounts, by, found, context.meta(warnings=warnings))


def overlap_at_once(graph: InfluenceGraph, accounts: Sequence[int], by: AudienceKind) -> Found:
    """Return how the audiences of some accounts overlap that are one step away."""
    audiences = [_hearing(graph, account, following=by == "follow") for account in accounts]
    offsets = np.cumsum([0, *map(len, audiences)], dtype=np.int64)
    return overlap_of(offsets, np.concatenate(audiences), n=graph.n)


def _hearing(graph: InfluenceGraph, account: int, *, following: bool) -> Int32s:
    out = slice(*graph.out_offsets[account : account + 2].tolist())
    heard = graph.out_targets[out]
    return heard[graph.listens[graph.out_edges[out]]] if following else heard


def _estimated(question: OverlapQuestion, sketch: Sketch) -> Overlap:
    context, topic = question.context, question.topic
    found = overlap_in(sketch, question.accounts)
    meta = context.meta(
        topic=topic,
        model=context.model(),
        random_seed=question.random_seed,
        n=question.n_samples,
        ci_level=CI_LEVEL,
        warnings=[*context.model_warnings(topic), *context.listening_warnings()],
    )
    scale = _Scale(lambda counts: _limits(counts, sketch.n, sketch.n_sets))
    return scale.answer(context, question.accounts, "spread", found, meta)


def overlap_in(sketch: Sketch, accounts: Sequence[int]) -> Found:
    """Read audiences off sets of whoever reaches one person: the sets an account is in stand for people."""
    place = np.full(sketch.n, -1)
    place[list(accounts)] = np.arange(len(accounts))
    entries = np.flatnonzero(place[sketch.members] >= 0)
    audience = place[sketch.members[entries]]
    sets = np.searchsorted(sketch.offsets, entries, side="right") - 1
    offsets = np.concatenate(([0], np.cumsum(np.bincount(audience, minlength=len(accounts)))))
    return overlap_of(offsets, sets[np.argsort(audience, kind="stable")], n=sketch.n_sets)


def _limits(counts: Int64s, n: int, n_sets: int) -> tuple[Float64s, Float64s, Float64s]:
    """Return people, and the limits of the 95 % interval: each set is a person drawn at random."""
    hits = counts.astype(np.float64)
    low, high = mean_limits(hits, hits, np.ones(counts.shape), n_sets)
    value = hits / n_sets
    return n * value, n * np.minimum(low, value), n * np.clip(high, value, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Scale:
    """What counts mean in people: how many, and from where to where."""

    of: Callable[[Int64s], tuple[Float64s, Float64s | None, Float64s | None]]

    def answer(
        self, context: Context, accounts: Sequence[int], by: AudienceKind, found: Found, meta: Meta
    ) -> Overlap:
        """Return counts as the answer has them."""
        shared, low, high = self.of(found.shared)
        return Overlap(
            by=by,
            distinct=self._people(found.distinct),
            reached_by=[
                ReachedBy(accounts=number, people=self._people(int(count)))
                for number, count in enumerate(found.in_so_many)
                if number and count
            ],
            items=[self._audience(context, account, found, i) for i, account in enumerate(accounts)],
            shared=shared.tolist(),
            shared_low=None if low is None else low.tolist(),
            shared_high=None if high is None else high.tolist(),
            meta=meta,
        )

    def _audience(self, context: Context, account: int, found: Found, place: int) -> Audience:
        whole, alone = int(found.shared[place, place]), int(found.alone[place])
        return Audience(
            account=context.account(account),
            people=self._people(whole),
            alone=self._people(alone),
            alone_share=alone / whole if whole else None,
        )

    def _people(self, count: int) -> People:
        value, low, high = (None if each is None else float(each[0]) for each in self.of(np.array([count])))
        return People(value=value or 0.0, low=low, high=high)
