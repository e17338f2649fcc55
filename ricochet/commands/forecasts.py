"""`ricochet forecast`: what will come of a message; and forecasts frozen before and scored after."""

from __future__ import annotations

import time
from typing import Any

import click

from ricochet.answering import asked_context, opened_store, show
from ricochet.options import accounts_option, asking, listing


@click.group("forecast")
def forecast_group() -> None:
    """Forecast what will come of a message; freeze forecasts, and score them later."""


@forecast_group.command("message")
@click.argument("message")
@click.option("--observed-minutes", type=float, help="How much of it is seen; 0: only who starts it.")
@click.option("--observed-until", type=click.DateTime(), help="Instead: when what is seen ends, UTC.")
@click.option("--alert-at", type=int, help="Alarm when it will probably come to so many people.")
@click.option("--alert-above", default=0.5, show_default=True, help="From which probability on, 0 to 1.")
@click.option("--limit", default=3, show_default=True, help="Next relays listed, 1 to 200.")
@asking
def forecast_message(message: str, as_json: bool, **options: Any) -> None:
    """Forecast how far a recorded message goes, as if it were still running, and who is likely next."""
    from api.services.forecasts import forecast_cascade

    context = asked_context(options)
    show(forecast_cascade(context, message, **options), as_json)


@forecast_group.command("freeze")
@click.argument("name")
@accounts_option("--seeds", help="How many pass on what these start together, such as the seeds of a plan.")
@click.option("--relays", type=int, help="People below so many of the best relays, 1 to 200.")
@click.option("--message", help="Final size of a recorded message.")
@click.option("--observed-minutes", type=float, help="How much of the message is seen; else all so far.")
@click.option("--topic", help="Probabilities on this topic.")
@click.option("--random-seed", default=0, show_default=True)
@asking
def freeze(name: str, seeds: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Freeze a forecast under a name that is free, so that what comes can be held against it."""
    from api.services.ledger import freeze_forecast, keep_forecast

    store = options["store"]
    context = asked_context(options)
    now_ms = time.time_ns() // 1_000_000
    frozen = freeze_forecast(context, name, at_ms=now_ms, seeds=seeds or None, **options)
    with opened_store(store) as opened:
        keep_forecast(opened, frozen)
    show(frozen, as_json)


@forecast_group.command("score")
@click.argument("name")
@asking
def score(name: str, as_json: bool, **options: Any) -> None:
    """Hold a frozen forecast against what was recorded after it."""
    from api.services.ledger import score_forecast

    show(score_forecast(asked_context(options), name), as_json)


@forecast_group.command("list")
@listing
@asking
def list_frozen(as_json: bool, **options: Any) -> None:
    """List the frozen forecasts with what came of them, and how well all of them together hold."""
    from api.services.ledger import list_forecasts

    context = asked_context(options)
    show(list_forecasts(context, **options), as_json)
