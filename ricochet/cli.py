"""The command line: each command parses, asks one service and prints its answer, as a table or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.errors import RicochetError, StoreError

if TYPE_CHECKING:
    from api.answers import Answer
    from api.services.context import Context
    from api.services.loading import Progress
    from graph.store import GraphStore
    from ricochet.settings import Settings

# Heavy packages are imported inside the commands: `ricochet --help` answers in a fraction of a second.

_FAULT_OF_THE_CALLER = 2
_FAULT_OF_THE_STORE = 3

Command = Callable[..., None]


class _Reporting(click.Group):
    """A group that turns our errors into one line on standard error and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RicochetError as error:
            click.echo(f"ricochet: {error}", err=True)
            ctx.exit(_FAULT_OF_THE_STORE if isinstance(error, StoreError) else _FAULT_OF_THE_CALLER)


@click.group(cls=_Reporting)
@click.version_option(package_name="ricochet-influence")
def main() -> None:
    """Who will carry this message, to whom, how far."""


def _store_option(command: Command) -> Command:
    return click.option(
        "--store", help="DuckDB file, bolt:// or neo4j:// address; else RICOCHET_STORE, else ricochet.duckdb."
    )(command)


def _json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print the body of the HTTP API.")(command)


def _accounts_option(
    name: str,
    *,
    help: str,  # noqa: A002  # click's word
    required: bool = False,
    file: bool = False,
) -> Callable[[Command], Command]:
    def parted(_context: click.Context, _option: click.Parameter, text: str) -> tuple[str, ...]:
        from ricochet.arguments import accounts, accounts_or_file

        return accounts_or_file(text) if file else accounts(text)

    return click.option(name, default="", required=required, help=help, callback=parted)


def _asking(command: Command) -> Command:
    """Add the options of every command that asks a snapshot."""
    for option in (
        click.option("--model", help="weighted-cascade, given, constant:0.1, trivalency, …"),
        click.option("--platform", help="Only accounts of this platform."),
        click.option("--kind", "kinds", multiple=True, help="Only ties of this kind; repeatable."),
        click.option("--since", type=click.DateTime(), help="Only what happened from then on, UTC."),
        click.option("--until", type=click.DateTime(), help="Only what happened before then, UTC."),
    ):
        command = option(command)
    return _store_option(_json_option(command))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind", help="Kind of every tie, where the file does not say: follows, reshares, …; or prices."
)
@click.option("--platform", help="Where the accounts live; else unknown, unless the format names it.")
@click.option("--topic", help="Topic of every tie.")
@click.option("--source", default="files", show_default=True, help="Where the data comes from.")
@click.option("--map", "columns", help="Which column is what: actor=from,target=2,at=time.")
@click.option("--strict", is_flag=True, help="Keep nothing if one row is refused.")
@click.option(
    "--refused",
    type=click.Path(path_type=Path),
    default="ricochet.refused.csv",
    show_default=True,
    help="Where refused rows go.",
)
@_store_option
@_json_option
def load(
    files: tuple[Path, ...],
    kind: str | None,
    platform: str | None,
    topic: str | None,
    source: str,
    columns: str | None,
    strict: bool,
    refused: Path,
    store: str | None,
    as_json: bool,
) -> None:
    """Take files of ties, posts or prices into the store."""
    from api.services.loading import load_files
    from loaders import Reading
    from ricochet.arguments import column_map, file_kind
    from ricochet.wiring import open_store

    settings = _settings(store)
    reading = Reading(platform=platform, kind=file_kind(kind), columns=column_map(columns), topic=topic)
    with _progress() as progress:
        report = load_files(
            lambda: open_store(settings),
            files,
            reading,
            source=source,
            strict=strict,
            refused_rows=refused,
            progress=progress,
        )
    _show(report, as_json)


@main.group("store")
def store_group() -> None:
    """See what was loaded, and take it back."""


@store_group.command("loads")
@_store_option
@_json_option
def store_loads(store: str | None, as_json: bool) -> None:
    """List the loads."""
    from api.services.loading import list_loads

    with _opened(store, read_only=True) as opened:
        _show(list_loads(opened), as_json)


@store_group.command("undo")
@click.argument("number", metavar="LOAD", type=int)
@_store_option
@_json_option
def store_undo(number: int, store: str | None, as_json: bool) -> None:
    """Take one load back as if it had never been."""
    from api.services.loading import undo_load

    with _opened(store) as opened:
        _show(undo_load(opened, number), as_json)


@main.command()
@click.argument("topic", required=False)
@click.option("--limit", default=25, show_default=True, help="How many, 1 to 200.")
@_accounts_option("--sources", help="Accounts of which one starts the message, parted by commas.")
@_accounts_option("--seeds", help="Accounts that start it together, parted by commas.")
@click.option("--counting", type=click.Choice(["people", "relays"]), default="people", show_default=True)
@_accounts_option("--exclude", help="Accounts left out of the list, or a file of them.", file=True)
@_accounts_option("--silenced", help="Accounts that see messages and pass none on, or a file.", file=True)
@click.option("--n-samples", default=65_536, show_default=True, help="1,000 to 1,000,000.")
@click.option("--random-seed", default=0, show_default=True)
@_asking
def relays(topic: str | None, as_json: bool, **options: Any) -> None:
    """Rank who carries messages on TOPIC furthest."""
    from api.services.relays import rank_relays

    context = _context(options)
    _show(rank_relays(context, topic=topic, **options), as_json)


@main.command()
@click.argument("measure", type=click.Choice(["pagerank", "k-core"]))
@click.option("--topic", help="Probabilities on this topic.")
@click.option("--limit", default=25, show_default=True, help="How many, 1 to 200.")
@_asking
def rank(measure: Any, as_json: bool, **options: Any) -> None:
    """Rank the most central accounts."""
    from api.services.structure import rank_accounts

    context = _context(options)
    _show(rank_accounts(context, measure, **options), as_json)


@main.command()
@click.option("--limit", default=25, show_default=True, help="How many, 1 to 200.")
@_asking
def communities(as_json: bool, **options: Any) -> None:
    """List the communities and their leaders."""
    from api.services.structure import list_communities

    context = _context(options)
    _show(list_communities(context, **options), as_json)


@main.command()
@_accounts_option("--seeds", required=True, help="Accounts that start it together, parted by commas.")
@click.option("--topic", help="Probabilities on this topic.")
@click.option("--n-samples", type=int, help="1,000 to 1,000,000; else 10,000.")
@click.option("--target-ci", type=float, help="Instead: half the interval's width over the spread, 0 to 1.")
@click.option("--by-community", is_flag=True, help="Count by community too.")
@click.option("--random-seed", default=0, show_default=True)
@_asking
def simulate(as_json: bool, **options: Any) -> None:
    """Estimate how far a message goes from some accounts, bounce by bounce."""
    from api.services.cascades import simulate_cascade

    context = _context(options)
    _show(simulate_cascade(context, **options), as_json)


def _judging(command: Command) -> Command:
    """Add the options of every question about plans."""
    for option in (
        click.option("--random-seed", default=0, show_default=True),
        click.option("--topic", help="Probabilities on this topic."),
        _accounts_option("--already-reached", help="People who no longer count, or a file.", file=True),
        _accounts_option("--targets", help="Only these people count, or a file of them.", file=True),
        click.option(
            "--acceptance", type=float, help="How likely an account says yes of which that is not known."
        ),
    ):
        command = option(command)
    return command


_OBJECTIVE = click.option(
    "--objective", type=click.Choice(["spread", "reach"]), default="spread", show_default=True
)
_MAX_FOLLOWERS = click.option("--max-followers", type=int, help="Nobody with more, or of unknown, followers.")


@main.command()
@click.option("--k", type=int, help="How many to ask, 1 to 10,000.")
@click.option("--budget", type=float, help="For all who are asked, in the currency of the prices.")
@click.option("--quota", "quotas", multiple=True, help="BY:CLASS:LEAST..MOST, as platform:x:2..; repeatable.")
@click.option("--minimum-per-community", type=int, help="From each community of 1 % or more.")
@_MAX_FOLLOWERS
@_accounts_option("--exclude", help="Accounts that must not be asked, or a file, one a line.", file=True)
@_accounts_option("--include", help="Accounts that must be asked, or a file of them.", file=True)
@_OBJECTIVE
@click.option("--epsilon", default=0.1, show_default=True, help="How far the certificate may stay behind.")
@_judging
@_asking
def plan(quotas: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Choose whom to ask, with a certificate and what simple rules would give."""
    from api.services.plans import plan_seeds
    from ricochet.arguments import class_limit

    limits = [class_limit(quota) for quota in quotas]
    context = _context(options)
    _show(plan_seeds(context, quotas=limits, **options), as_json)


@main.command("what-if")
@_accounts_option("--seeds", required=True, help="The plan, or a file of it.", file=True)
@_accounts_option("--remove", help="Accounts of the plan that are not asked after all.")
@_accounts_option("--add", help="Accounts that are asked besides.")
@_accounts_option("--refuse", help="Accounts of the plan that say no.")
@click.option("--new-prices", default="", help="account=price, several parted by commas.")
@_judging
@_asking
def what_if(new_prices: str, as_json: bool, **options: Any) -> None:
    """Compare a plan with the same plan changed."""
    from api.services.changes import change_plan
    from ricochet.arguments import price_map

    prices = price_map(new_prices)
    context = _context(options)
    _show(change_plan(context, new_prices=prices, **options), as_json)


@main.command()
@click.argument("star")
@_accounts_option("--candidates", help="Whom to choose from, or a file of them.", file=True)
@_MAX_FOLLOWERS
@_accounts_option("--exclude", help="Accounts that must not be in the group, or a file.", file=True)
@_OBJECTIVE
@_judging
@_asking
def equivalents(star: str, as_json: bool, **options: Any) -> None:
    """Find accounts that together go as far as STAR."""
    from api.services.equivalents import find_equivalents

    context = _context(options)
    _show(find_equivalents(context, star=star, **options), as_json)


@main.command()
@click.option("--host", help="Address to listen on; else RICOCHET_HOST, else 127.0.0.1.")
@click.option("--port", type=int, help="Port to listen on; else RICOCHET_PORT, else 8000.")
@_store_option
def serve(host: str | None, port: int | None, store: str | None) -> None:
    """Serve the HTTP API of the store."""
    from ricochet.serving import serve_application

    serve_application(_settings(store, host=host, port=port))


@main.command()
@click.option("--port", type=int, help="Port to listen on; else RICOCHET_PORT, else 8000.")
@click.option("--store", default="ricochet-demo.duckdb", show_default=True, help="Where the network is kept.")
@click.option("--serve/--no-serve", default=True, help="Serve it when the table is printed.")
def demo(port: int | None, store: str, serve: bool) -> None:
    """Make a synthetic network, show who carries a topic in it, and serve it."""
    from ricochet.demo import show_demo
    from ricochet.serving import serve_application

    settings = _settings(store, host="127.0.0.1", port=port)
    show_demo(settings)
    if serve:
        serve_application(settings)


def _settings(store: str | None, **given: Any) -> Settings:
    from ricochet.settings import read_settings

    return read_settings(store=store, **given)


@contextmanager
def _opened(store: str | None, *, read_only: bool = False) -> Iterator[GraphStore]:
    from ricochet.wiring import open_store

    with open_store(_settings(store), read_only=read_only) as opened:
        yield opened


def _context(options: dict[str, Any]) -> Context:
    """Open what is asked about, and take the options that say so out of the others."""
    from ricochet.arguments import projection
    from ricochet.wiring import open_context

    _say_what_takes_long()
    settings = _settings(options.pop("store"))
    asked = {name: options.pop(name) for name in ("model", "platform", "kinds", "since", "until")}
    return open_context(settings, projection(**asked), model=asked["model"])


def _say_what_takes_long() -> None:
    from algorithms.kernels import kernels_are_compiled

    if sys.stderr.isatty() and not kernels_are_compiled():
        click.echo("Compiling, once: the first answer takes about half a minute longer.", err=True)


def _show(answer: Answer, as_json: bool) -> None:
    if as_json:
        click.echo(answer.model_dump_json())
        return
    from ricochet.tables import print_answer

    print_answer(answer)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Show rows as they are read, on standard error and only on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}: {task.completed:,.0f} rows"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, Any] = {}

        def show(file: str, rows: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(file, total=None)
            bar.update(tasks[file], completed=rows)

        yield show
