"""How the inner loops are compiled: without the interpreter's lock, kept on disk, never parallel."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def kernel(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function of numbers and arrays at its first call; the next process finds it on disk.

    Never `parallel`: numba's own threads do not survive a fork, nor calls from several threads. The copy
    on disk follows changes of the function's own file only: after a change to a kernel that other
    files call, such as those of `streams.py`, clear `__pycache__`.

    Examples
    --------
    >>> from algorithms.streams import world_key
    >>> hasattr(world_key, "py_func")  # the function as it was written
    True
    """
    compiled: Callable[Arguments, Result] = numba.njit(nogil=True, cache=True)(function)
    return compiled
