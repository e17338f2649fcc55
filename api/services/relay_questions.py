"""What questions about relays have in common: who starts, who is silent, samples drawn the cheaper way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self, get_args

import numpy as np

from algorithms.estimates import CI_LEVEL
from algorithms.forward_relays import (
    Direction,
    direction_costs,
    forward_relay_details,
    forward_relay_values,
)
from algorithms.relay_details import RelayDetails, read_relay_details
from algorithms.relays import RelayValues, read_relay_values
from algorithms.sketch import Sketch
from api.answers import Meta, Model, Sources
from api.services.context import MAX_RANDOM_SEED, MAX_SAMPLES, Context, check_range, check_timeless
from api.services.sketches import relay_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s

Counting = Literal["people", "relays"]

SAMPLES_PER_PART = 16
"""One relay's parts need far fewer sets than the values of all accounts."""

_FEW = (
    1_000  # starters up to whom cascades may be cheaper; from 500 on they never were, up to 100,000 accounts
)

# Platforms whose records name the author of the original in every reshare, not the account it was seen from.
_CREDIT_THE_ORIGINAL = frozenset({"mastodon", "twitter"})


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Where messages start: a distribution over one starter, or seeds that start together."""

    described: Sources
    named: tuple[int, ...] = ()
    distribution: Float64s | None = None
    seeds: tuple[int, ...] | None = None

    def accounts(self) -> list[int]:
        """Return who can start a message; empty where anybody does."""
        if self.distribution is None:
            return list(self.seeds or ())
        return [int(account) for account in np.flatnonzero(self.distribution)]

    @classmethod
    def of(cls, context: Context, topic: str | None, sources: Sequence[str], seeds: Sequence[str]) -> Self:
        """Return the start at named sources or seeds, else at those who usually start on the topic.

        Raises
        ------
        ParameterError, AccountNotFoundError, AmbiguousAccountError
        """
        if sources and seeds:
            raise ParameterError("sources", list(sources), "left out where seeds are given")
        accounts = context.accounts((*sources, *seeds))
        if seeds:
            together = Sources(rule="together", accounts=len(accounts))
            return cls(together, tuple(accounts), seeds=tuple(accounts))
        if sources:
            distribution = np.zeros(context.snapshot.n)
            distribution[accounts] = 1 / len(accounts)
            return cls(Sources(rule="given", accounts=len(accounts)), tuple(accounts), distribution)
        usual, rule = context.snapshot.sources(topic)
        count = context.snapshot.n if usual is None else int(np.count_nonzero(usual))
        return cls(Sources(rule=rule, accounts=count), distribution=usual)


@dataclass(frozen=True, slots=True, eq=False)
class RelayQuestion:
    """What a question is about, each part found once.

    Parameters
    ----------
    context
        Under the model that was asked for.
    topic
        As the snapshot spells it; None counts all ties.
    graph
        Who may activate whom.
    start
        Where messages start.
    silent
        Accounts that see messages and pass none on.
    n_samples
        Reverse-reachable sets.
    random_seed
        0 to 2**63 - 1.
    """

    context: Context
    topic: str | None
    graph: InfluenceGraph
    start: Start
    silent: Sequence[int]
    n_samples: int
    random_seed: int

    @classmethod
    def of(
        cls,
        context: Context,
        *,
        topic: str | None,
        sources: Sequence[str],
        seeds: Sequence[str],
        silenced: Sequence[str],
        model: str | None,
        n_samples: int,
        random_seed: int,
    ) -> Self:
        """Return what the parameters of `relays.rank_relays` of these names mean.

        Raises
        ------
        ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
        """
        check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
        check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
        context = context.under(model)
        check_timeless(context)
        topic = context.topic(topic)
        start, silent = Start.of(context, topic, sources, seeds), context.accounts(silenced)
        if set(silent) & set(start.seeds or ()):
            raise ParameterError("silenced", list(silenced), "other accounts than the seeds")
        graph = context.influence_graph(topic)
        return cls(context, topic, graph, start, silent, n_samples, random_seed)

    def plain(self) -> tuple[object, ...]:
        """Return what decides its values, in plain values."""
        start = self.start.described.model_dump(), self.start.named
        return (self.topic, *start, list(self.silent), self.n_samples, self.random_seed)

    def samples(self, counting: Counting) -> RelaySamples:
        """Return sets, or, where it is cheaper to count by cascades, as many of them as take as long.

        Raises
        ------
        ParameterError
            When the sets would take more memory than a question may.
        """
        if 0 < self.start.described.accounts <= _FEW:
            costs = direction_costs(
                self.graph,
                sources=self.start.distribution,
                seeds=self.start.seeds,
                counting=counting,
                random_seed=self.random_seed,
            )
            if costs.cheaper == "forward":
                return RelaySamples(self, costs.cascades_for(self.n_samples), None)
        return RelaySamples(self, self.n_samples, {each: self.sketch(each) for each in get_args(Counting)})

    def sketch(self, counting: Counting) -> Sketch:
        """Return the sets, drawn with the silent ones silent.

        Raises
        ------
        ParameterError
            When they would take more memory than a question may.
        """
        drawn = relay_sketch(
            self.context, self.topic, counting, n_samples=self.n_samples, random_seed=self.random_seed
        )
        return drawn.silenced(self.graph, self.silent) if self.silent else drawn

    def meta(
        self, *, n: int, direction: Direction, model: Model | None = None, warnings: Iterable[str] = ()
    ) -> Meta:
        """Return the answer's `meta`, with the card of what orders it; its own warnings come last."""
        context, card = self.context, model or self.context.model()
        return context.meta(
            topic=self.topic,
            model=card,
            sources=self.start.described,
            direction=direction,
            random_seed=self.random_seed,
            n=n,
            ci_level=CI_LEVEL,
            warnings=[
                *(() if card.ranker else context.model_warnings(self.topic)),
                *self._source_warnings(),
                *context.listening_warnings(),
                *self._credit_warnings(),
                *warnings,
            ],
        )

    def _source_warnings(self) -> list[str]:
        if self.topic is None or self.start.described.rule != "uniform":
            return []
        return [
            "nobody is known to start messages on this topic: any account is taken to, as likely as another"
        ]

    def _credit_warnings(self) -> list[str]:
        counts = self.context.snapshot.manifest["counts"]
        if not counts["ties"].get("RESHARES") or _CREDIT_THE_ORIGINAL.isdisjoint(counts["platforms"]):
            return []
        return [
            "this platform credits each reshare to the author of the original: relays in between are hidden"
        ]


@dataclass(frozen=True, slots=True, eq=False)
class RelaySamples:
    """What the values of a question are read off: `sketches` by what is counted, or, where None, cascades."""

    question: RelayQuestion
    n_samples: int
    sketches: Mapping[Counting, Sketch] | None

    @property
    def direction(self) -> Direction:
        """Which way they are drawn."""
        return "forward" if self.sketches is None else "reverse"

    def values(self, counting: Counting) -> RelayValues:
        """Return what every account carries."""
        asked, start = self.question, self.question.start
        if self.sketches is not None:
            return read_relay_values(self.sketches[counting], sources=start.distribution, seeds=start.seeds)
        return forward_relay_values(
            asked.graph,
            sources=start.distribution,
            seeds=start.seeds,
            counting=counting,
            n_samples=self.n_samples,
            random_seed=asked.random_seed,
            silent=asked.silent,
        )

    def details(self, counting: Counting, accounts: Sequence[int], *, by_hop: bool) -> RelayDetails:
        """Return what some accounts carry by hop, and how sure their order is."""
        asked, start = self.question, self.question.start
        if self.sketches is not None:
            return read_relay_details(
                self.sketches[counting],
                asked.graph,
                accounts,
                sources=start.distribution,
                seeds=start.seeds,
                by_hop=by_hop,
            )
        return forward_relay_details(
            asked.graph,
            accounts,
            sources=start.distribution,
            seeds=start.seeds,
            counting=counting,
            n_samples=self.n_samples,
            random_seed=asked.random_seed,
            silent=asked.silent,
            by_hop=by_hop,
        )
