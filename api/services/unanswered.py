"""Questions that people have and that cannot be answered yet: said so, never made up."""

from __future__ import annotations

from typing import NoReturn

from graph.errors import NotAvailableYetError


def list_rising() -> NoReturn:
    """Refuse to say who rises.

    Raises
    ------
    NotAvailableYetError
    """
    raise NotAvailableYetError(
        "who is rising",
        "it needs the ties of two windows of time in one answer; until then compare two answers of "
        "'ricochet rank' with --since and --until",
    )


def list_unheard() -> NoReturn:
    """Refuse to say who has heard nothing.

    Raises
    ------
    NotAvailableYetError
    """
    raise NotAvailableYetError(
        "who has heard nothing for a time",
        "it needs what each account was shown and when; until then give a plan --targets and "
        "--already-reached",
    )
