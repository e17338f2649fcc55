"""`ricochet cascades`, `ricochet cascade` and `ricochet draw`: what happened to messages, or may happen."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import Command, accounts_option, asking, listing

_METHODS = ("earliest-exposed", "most-recent-exposed", "weighted")
_CREDITS = ("below", "leave-one-out", "shapley")


def _reporting(command: Command) -> Command:
    for option in (
        click.option("--limit", default=10, show_default=True, help="Relays and carriers listed, 1 to 200."),
        click.option("--by-community", is_flag=True, help="Count people by community too."),
        click.option(
            "--credit",
            type=click.Choice(_CREDITS),
            default="below",
            show_default=True,
            help="People below; of these, who would not have it otherwise; or shared among all on the way.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@listing
@asking
def cascades(as_json: bool, **options: Any) -> None:
    """List the recorded messages, most people first."""
    from api.services.recorded import list_cascades

    context = asked_context(options)
    show(list_cascades(context, **options), as_json)


@click.command()
@click.argument("cascade")
@click.option(
    "--parents",
    type=click.Choice(_METHODS),
    default="most-recent-exposed",
    show_default=True,
    help="From whom somebody has it where the data do not say.",
)
@_reporting
@asking
def cascade(cascade: str, as_json: bool, **options: Any) -> None:
    """Report what happened to a recorded message, bounce by bounce; `event` is all that belongs to none."""
    from api.services.recorded import report_cascade

    context = asked_context(options)
    show(report_cascade(context, cascade, **options), as_json)


@click.command()
@accounts_option("--seeds", required=True, help="Accounts that start it together, parted by commas.")
@click.option("--topic", help="Probabilities on this topic.")
@click.option("--random-seed", default=0, show_default=True, help="Which message.")
@_reporting
@asking
def draw(as_json: bool, **options: Any) -> None:
    """Draw one message from the model, and report on it as on a recorded one."""
    from api.services.recorded import draw_cascade

    context = asked_context(options)
    show(draw_cascade(context, **options), as_json)
