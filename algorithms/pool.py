"""Kernels over chunks of work in our own threads: results in the order of the chunks, stopped when asked.

What a chunk is must not depend on the number of threads; then neither do the results.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from itertools import islice
from threading import Event
from typing import TypeVar

from graph.errors import ParameterError, RicochetError

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")

_WAITING = 2  # chunks a thread that are handed out ahead of the one whose result is taken next


_ending = Event()


class CancelledError(RicochetError):
    """Somebody asked a long run to stop."""


def end_all() -> None:
    """Stop all runs of this process and let none begin: for one that is about to end."""
    _ending.set()


def cores() -> int:
    """Return how many cores this process may run on, as `taskset` or a container says.

    Examples
    --------
    >>> cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # a system without such limits


def in_order(
    work: Callable[[Chunk], Result],
    chunks: Iterable[Chunk],
    *,
    threads: int | None = None,
    cancelled: Event | None = None,
) -> Iterator[Result]:
    """Yield the result of every chunk, in the order of the chunks, while others are worked on.

    Parameters
    ----------
    work
        Called once a chunk, in any thread; runs a kernel without the interpreter's lock. It must not
        call `in_order` itself: all threads might wait for each other.
    chunks
        Taken as needed, so that their number need not be known.
    threads
        At least 1; None is one a core. With 1 everything happens in the thread of the caller.
    cancelled
        Once set, no further chunk is begun.

    Raises
    ------
    CancelledError
        When the event was set before all was done, or all runs were ended.
    ParameterError
        When there are fewer threads than 1.

    Examples
    --------
    >>> list(in_order(lambda chunk: chunk * chunk, range(5), threads=2))
    [0, 1, 4, 9, 16]
    """
    threads = cores() if threads is None else threads
    if threads < 1:
        raise ParameterError("threads", threads, "at least 1")
    if threads == 1:
        return _alone(work, chunks, cancelled)
    return _together(work, chunks, threads, cancelled)


def _alone(
    work: Callable[[Chunk], Result], chunks: Iterable[Chunk], cancelled: Event | None
) -> Iterator[Result]:
    for chunk in chunks:
        _check(cancelled)
        yield work(chunk)


def _together(
    work: Callable[[Chunk], Result], chunks: Iterable[Chunk], threads: int, cancelled: Event | None
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    chunks, pool = iter(chunks), _pool(threads)
    try:
        while True:
            _check(cancelled)
            ahead = islice(chunks, threads * _WAITING - len(waiting))
            waiting.extend(pool.submit(work, chunk) for chunk in ahead)
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _check(cancelled: Event | None) -> None:
    if _ending.is_set() or (cancelled is not None and cancelled.is_set()):
        raise CancelledError("the run was cancelled")


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="kernels")


os.register_at_fork(after_in_child=_pool.cache_clear)  # threads stay behind in the parent
