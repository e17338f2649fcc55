"""Answers as tables that a person likes to read, one file a subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import Console

from api.answers import Answer
from ricochet.tables import (
    backtests,
    cascades,
    communities,
    forecasts,
    keys,
    loads,
    paths,
    plans,
    privacy,
    relays,
    rising,
    search,
    structure,
)


def print_answer(answer: Answer) -> None:
    """Print an answer as a table with a title, and below it what it rests on."""
    console = Console()
    _PRINTERS[type(answer)](console, answer)


_SUBJECTS = (
    *(
        relays,
        structure,
        communities,
        paths,
        cascades,
        plans,
        loads,
        backtests,
        forecasts,
        rising,
        search,
        keys,
        privacy,
    ),
)
_PRINTERS: dict[type[Answer], Callable[[Console, Any], None]] = {
    kind: printer for subject in _SUBJECTS for kind, printer in subject.PRINTERS.items()
}
