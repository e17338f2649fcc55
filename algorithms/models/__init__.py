"""Models of influence: each a named value in a file of its own, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import numpy as np

from algorithms.models.base import Model
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s
from graph.snapshot import Snapshot

__all__ = ["Model", "influence_graph", "model_named", "models"]


@cache
def models() -> dict[str, type[Model]]:
    """Return every model of this package by its kind, ascending.

    Examples
    --------
    >>> ", ".join(models())
    'constant, continuous-time, given, linear-threshold, tie-weights, trivalency, weighted-cascade'
    """
    modules = (
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    )
    classes = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__ and hasattr(value, "kind")
    ]
    return {each.kind: each for each in sorted(classes, key=lambda each: each.kind)}


def model_named(name: str) -> Model:
    """Return the model that a name such as `constant:0.1` stands for.

    Raises
    ------
    ParameterError
        When no model has this name, with those that there are, or a parameter is out of its range.

    Examples
    --------
    >>> model_named("constant:0.1")
    Constant(probability=0.1)
    """
    kind, _, text = name.partition(":")
    if kind not in models():
        known = ", ".join(each.usage for each in models().values())
        raise ParameterError("model", name, f"one of {known}")
    return models()[kind].parse(text)


def influence_graph(
    snapshot: Snapshot, model: Model, topic: str | None = None, *, attention: Float64s | None = None
) -> InfluenceGraph:
    """Return who may activate whom by messages on a topic, under a model.

    Parameters
    ----------
    snapshot
        Its projection says which ties count.
    model
        Says how likely a message passes along each.
    topic
        None counts all ties.
    attention
        As in `InfluenceGraph`, one an account.

    Raises
    ------
    TopicNotFoundError, ParameterError
        On an unknown topic, or a model that does not fit the ties.
    """
    return snapshot.graph_with(
        np.ascontiguousarray(model.probabilities(snapshot.tie_weights(topic))),
        one_at_most=model.one_at_most,
        attention=attention,
    )
