"""The command line: the commands put together, and our errors turned into one line and an exit status."""

from __future__ import annotations

import click

from graph.errors import RicochetError, StoreError
from ricochet.commands.accounts import account
from ricochet.commands.backtest import backtest
from ricochet.commands.cascades import simulate
from ricochet.commands.communities import bridges, communities, community
from ricochet.commands.export import export
from ricochet.commands.forecasts import forecast_group
from ricochet.commands.keys import keys_group
from ricochet.commands.loading import load, store_group
from ricochet.commands.overlap import overlap
from ricochet.commands.paths import path
from ricochet.commands.plans import equivalents, plan, what_if
from ricochet.commands.privacy import privacy_group
from ricochet.commands.recorded import cascade, cascades, draw
from ricochet.commands.relays import relays
from ricochet.commands.rising import rising, unheard
from ricochet.commands.search import search
from ricochet.commands.serving import demo, serve, worker
from ricochet.commands.structure import rank
from ricochet.commands.topics import topics
from ricochet.commands.upstream import upstream

_FAULT_OF_THE_CALLER = 2
_FAULT_OF_THE_STORE = 3
_COMMANDS = (
    load,
    store_group,
    topics,
    search,
    account,
    relays,
    rank,
    communities,
    community,
    bridges,
    path,
    overlap,
    upstream,
    rising,
    unheard,
    simulate,
    draw,
    cascades,
    cascade,
    backtest,
    forecast_group,
    plan,
    what_if,
    equivalents,
    export,
    keys_group,
    privacy_group,
    serve,
    worker,
    demo,
)


class _Reporting(click.Group):
    """A group that turns our errors into one line on standard error and an exit status."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except RicochetError as error:
            click.echo(f"ricochet: {error}", err=True)
            ctx.exit(_FAULT_OF_THE_STORE if isinstance(error, StoreError) else _FAULT_OF_THE_CALLER)


@click.group(cls=_Reporting)
@click.version_option(package_name="ricochet-influence")
def main() -> None:
    """Who will carry this message, to whom, how far."""


for command in _COMMANDS:
    main.add_command(command)
