"""The test as it might have come: its messages, or the people of an event, drawn again with replacement."""

from __future__ import annotations

import numpy as np

from graph.records import Float64s


def weightings(units: int, *, n_resamples: int, rng: np.random.Generator) -> Float64s:
    """Return how often each unit counts: in the first row once, in each other as often as it was drawn.

    Resampling accounts instead would be wrong: those who reach nobody new would be drawn as readily.

    Returns
    -------
    numpy.ndarray
        float64, 1 + n_resamples x units; each row sums to `units`.

    Examples
    --------
    >>> weightings(3, n_resamples=1, rng=np.random.default_rng(0)).sum(axis=1).tolist()
    [3.0, 3.0]
    """
    drawn = rng.multinomial(units, np.full(units, 1 / units), size=n_resamples)
    return np.vstack((np.ones(units), drawn))
