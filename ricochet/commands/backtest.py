"""`ricochet backtest`: which ranking predicts on these data; the winner is served from then on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.errors import FileError
from ricochet.answering import opened_store, settings_from, show, shown_steps
from ricochet.options import json_option, store_option

if TYPE_CHECKING:
    from api.answers import Backtest
    from api.services.context import Context

_METHODS = ("most-recent-exposed", "earliest-exposed")


@click.command()
@click.option("--cuts", default=4, show_default=True, help="Windows of later messages, 1 to 8.")
@click.option("--topic", help="Only messages on this topic.")
@click.option(
    "--parents",
    type=click.Choice(_METHODS),
    default=_METHODS[0],
    show_default=True,
    help="From whom somebody has it where the data do not say.",
)
@click.option("--n-resamples", default=1_000, show_default=True, help="Behind the intervals, 100 to 10,000.")
@click.option("--random-seed", default=0, show_default=True)
@click.option("--last", is_flag=True, help="Show the last one that was kept instead.")
@click.option("--html", type=click.Path(path_type=Path), help="Write a page with plots too.")
@store_option
@json_option
def backtest(store: str | None, html: Path | None, last: bool, as_json: bool, **options: Any) -> None:
    """Test every ranking on messages that started later, keep the result, and serve the winner."""
    from api.services.backtests import last_backtest
    from ricochet.pages.backtest import backtest_page
    from ricochet.wiring import open_context

    if html is not None and not html.absolute().parent.is_dir():
        raise FileError(str(html), "there is no such folder to write it to")  # before the work, not after
    context = open_context(settings_from(store))
    told = last_backtest(context, topic=options["topic"]) if last else _run(context, store, options)
    if html is not None:
        try:
            html.write_text(backtest_page(told), encoding="utf-8")
        except OSError as error:
            raise FileError(str(html), f"it cannot be written: {error.strerror}") from error
    show(told, as_json)


def _run(context: Context, store: str | None, options: dict[str, Any]) -> Backtest:
    from api.services.backtests import keep_backtest, run_backtest

    with shown_steps():
        told = run_backtest(context, **options)
    with opened_store(store) as opened:
        keep_backtest(opened, told)
    return told
