"""`ricochet rising` and `ricochet unheard`: questions that cannot be answered yet."""

from __future__ import annotations

from typing import Any

import click

from ricochet.options import json_option, store_option


@click.command()
@store_option
@json_option
def rising(**_options: Any) -> None:
    """Say who is rising: not yet."""
    from api.services.unanswered import list_rising

    list_rising()


@click.command()
@store_option
@json_option
def unheard(**_options: Any) -> None:
    """Say who has heard nothing for a time: not yet."""
    from api.services.unanswered import list_unheard

    list_unheard()
