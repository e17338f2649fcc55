"""What commands do around a question: open what is asked about, show progress, print the answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from api.answers import Answer
    from api.services.context import Context
    from api.services.filters import Filter
    from api.services.loading import Progress
    from api.state.database import State
    from graph.store import GraphStore
    from ricochet.settings import Settings

_ASKED_OF = "ricochet.asked_of"  # where click keeps the contexts that the command asks
_ASKED = ("model", "platform", "kinds", "since", "until", "half_life_days")

# Heavy packages are imported inside functions: `ricochet --help` answers in a fraction of a second.


def settings_from(store: str | None, **given: Any) -> Settings:
    """Return the settings, of which those given on the command line go first."""
    from ricochet.settings import read_settings

    return read_settings(store=store, **given)


@contextmanager
def opened_store(store: str | None, *, read_only: bool = False) -> Iterator[GraphStore]:
    """Open the store for as long as the block lasts."""
    from ricochet.wiring import open_store

    with open_store(settings_from(store), read_only=read_only) as opened:
        yield opened


def state_beside(settings: Settings) -> State:
    """Open what the service of a store remembers."""
    from api.state.database import FILE, State

    return State(settings.snapshot_folder / FILE)


def asked_context(options: dict[str, Any]) -> Context:
    """Open what is asked about, and take the options that say so out of the others."""
    from ricochet.arguments import projection
    from ricochet.wiring import open_context

    _say_what_takes_long()
    settings = settings_from(options.pop("store"))
    by_alias = options.pop("aliases")
    asked = {name: options.pop(name) for name in _ASKED}
    context = open_context(settings, projection(**asked), model=asked["model"])
    click.get_current_context().meta[_ASKED_OF] = [context]
    return replace(context, by_alias=by_alias)


def asked_windows(options: dict[str, Any], count: int) -> list[Context]:
    """Open what is asked about in so many windows of time, as long as each other, in their order."""
    from ricochet.arguments import projection, windows
    from ricochet.wiring import open_context

    _say_what_takes_long()
    settings = settings_from(options.pop("store"))
    options.pop("aliases")  # communities are of all topics
    asked = {name: options.pop(name) for name in _ASKED}
    contexts = [
        open_context(settings, window, model=asked["model"]) for window in windows(projection(**asked), count)
    ]
    click.get_current_context().meta[_ASKED_OF] = contexts
    return contexts


def asked_filter(options: dict[str, Any]) -> Filter | None:
    """Take the options that say whom to list out of the others; None where they say nothing."""
    from dataclasses import fields

    from api.services.filters import Filter

    options["platform"] = options.pop("on_platform")
    asked = {each.name: options.pop(each.name) for each in fields(Filter)}
    return Filter(**asked) if any(value is not None for value in asked.values()) else None


def _say_what_takes_long() -> None:
    from algorithms.kernels import kernels_are_compiled

    if sys.stderr.isatty() and not kernels_are_compiled():
        click.echo("Compiling, once: the first answer takes about half a minute longer.", err=True)


def show(answer: Answer, as_json: bool) -> None:
    """Print an answer, as a table or as the body of the HTTP API, without people whom no answer is about."""
    for context in click.get_current_context().meta.get(_ASKED_OF, ()):
        answer = context.told(answer)
    if as_json:
        click.echo(answer.model_dump_json())
        return
    from ricochet.tables import print_answer

    print_answer(answer)


@contextmanager
def shown_progress() -> Iterator[Progress | None]:
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

        def advance(file: str, rows: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(file, total=None)
            bar.update(tasks[file], completed=rows)

        yield advance


@contextmanager
def shown_steps() -> Iterator[None]:
    """Show what a long answer is doing, on standard error and only on a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    from api.services.progress import heard_by

    with Console(stderr=True).status("reading the messages") as status:

        def hear(what: str, part: float | None) -> None:
            status.update(what if part is None else f"{what}, {100 * part:.0f} % done")

        with heard_by(hear):
            yield
