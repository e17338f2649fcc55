"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable

import click

Command = Callable[..., None]


def store_option(command: Command) -> Command:
    """Add the option that says which store is meant."""
    return click.option(
        "--store", help="DuckDB file, bolt:// or neo4j:// address; else RICOCHET_STORE, else ricochet.duckdb."
    )(command)


def json_option(command: Command) -> Command:
    """Add the option that asks for the body of the HTTP API."""
    return click.option("--json", "as_json", is_flag=True, help="Print the body of the HTTP API.")(command)


def accounts_option(
    *names: str,
    help: str,  # noqa: A002  # click's word
    required: bool = False,
    file: bool = False,
) -> Callable[[Command], Command]:
    """Return an option that names accounts, parted by commas, or in a file where `file` says so."""

    def parted(_context: click.Context, _option: click.Parameter, text: str) -> tuple[str, ...]:
        from ricochet.arguments import accounts, accounts_or_file

        return accounts_or_file(text) if file else accounts(text)

    return click.option(*names, default="", required=required, help=help, callback=parted)


def asking(command: Command) -> Command:
    """Add the options of every command that prints what it asks a snapshot."""
    return json_option(projecting(command))


def projecting(command: Command) -> Command:
    """Add the options of every command that asks a snapshot."""
    for option in (
        click.option("--model", help="weighted-cascade, given, constant:0.1, trivalency, …"),
        click.option("--platform", help="Only accounts of this platform."),
        click.option("--kind", "kinds", multiple=True, help="Only ties of this kind; repeatable."),
        click.option("--since", type=click.DateTime(), help="Only what happened from then on, UTC."),
        click.option("--until", type=click.DateTime(), help="Only what happened before then, UTC."),
        click.option("--half-life-days", type=float, help="Ties count half after so many days."),
        click.option("--aliases", is_flag=True, help="A topic that names an alias, too, means the alias."),
    ):
        command = option(command)
    return store_option(command)


def listing(command: Command) -> Command:
    """Add the options of every command that lists page by page."""
    cursor = click.option("--cursor", help="The next page: next_cursor of the one before, by --json.")
    return click.option("--limit", default=25, show_default=True, help="How many, 1 to 200.")(cursor(command))


def filtering(command: Command) -> Command:
    """Add the options that say whom to list, which `answering.asked_filter` takes out again."""
    for option in (
        click.option("--max-price", type=float, help="Nobody dearer, or of unknown price."),
        MAX_FOLLOWERS,
        click.option("--min-followers", type=int, help="Nobody with fewer, or of unknown, followers."),
        click.option("--on-list", help="Only accounts on this list."),
        click.option("--outside-community", help="Only accounts outside this community."),
        click.option("--community", help="Only accounts in this community."),
        click.option("--language", help="Only accounts of this language."),
        click.option("--on-platform", help="List only accounts of this platform; the others count as ever."),
    ):
        command = option(command)
    return command


def judging(command: Command) -> Command:
    """Add the options of every question about plans."""
    for option in (
        click.option("--random-seed", default=0, show_default=True),
        click.option("--topic", help="Probabilities on this topic."),
        accounts_option("--already-reached", help="People who no longer count, or a file.", file=True),
        accounts_option("--targets", help="Only these people count, or a file of them.", file=True),
        click.option(
            "--acceptance", type=float, help="How likely an account says yes of which that is not known."
        ),
    ):
        command = option(command)
    return command


OBJECTIVE = click.option(
    "--objective", type=click.Choice(["spread", "reach"]), default="spread", show_default=True
)
MAX_FOLLOWERS = click.option("--max-followers", type=int, help="Nobody with more, or of unknown, followers.")
EXPLAIN = click.option("--explain", is_flag=True, help="Say why: with --json, all that it rests on.")
ESTIMATE = click.option("--estimate", is_flag=True, help="Say what it would take instead of doing it.")
