"""What every command promises: help, one line for an error, an exit status that says whose fault it was."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ricochet import __version__
from ricochet.cli import main
from tests.ricochet.conftest import Process, Run

HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A store that another process has open."""
    path = tmp_path / "locked.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield path
        holder.communicate()


def test_the_command_says_what_it_is_for(process: Process) -> None:
    answer = process("--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Who will carry this message" in answer.stdout


def test_the_command_says_its_version(run: Run) -> None:
    assert __version__ in run("--version").stdout


def test_help_imports_nothing_heavy() -> None:
    heavy = "{'duckdb', 'flask', 'igraph', 'neo4j', 'numba', 'numpy', 'pandas', 'pydantic', 'rich'}"
    script = f"import sys, ricochet.cli; print(sorted({heavy} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


@pytest.mark.parametrize("command", list(_commands(main)), ids=" ".join)
def test_every_command_has_help(run: Run, command: tuple[str, ...]) -> None:
    answer = run(*command, "--help")
    assert answer.exit_code == 0
    assert answer.stdout.startswith(f"Usage: main {' '.join(command)}")


@pytest.mark.parametrize("command", list(_commands(main)), ids=" ".join)
def test_every_option_says_what_it_does_or_shows_its_default(command: tuple[str, ...]) -> None:
    found: click.Command = main
    for name in command:
        assert isinstance(found, click.Group)
        found = found.commands[name]
    options = [parameter for parameter in found.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not (option.help or option.show_default)] == []


README = (Path(__file__).parents[2] / "README.md").read_text()
EXAMPLES = re.findall(r"^ricochet (.+)$", README, re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_command_line_of_the_readme_is_understood(example: str) -> None:
    words = shlex.split(example)
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    assert command.make_context(example, words).params


QUESTIONS = (
    ("relays",),
    ("rank", "pagerank"),
    ("communities",),
    ("simulate", "--seeds", "a"),
    ("store", "loads"),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_missing_store_is_the_operators_fault_and_says_what_to_do(
    run: Run, question: tuple[str, ...]
) -> None:
    answer = run(*question, "--store", "missing.duckdb")
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert answer.stderr == ("ricochet: missing.duckdb: there is no such store; load a file into it first\n")


@pytest.mark.parametrize("question", [*QUESTIONS, ("store", "undo", "1")], ids=" ".join)
def test_a_store_that_another_process_holds_says_so(
    run: Run, question: tuple[str, ...], locked: Path
) -> None:
    answer = run(*question, "--store", locked)
    assert answer.exit_code == 3
    assert answer.stderr == (
        "ricochet: locked.duckdb: another process has it open; wait until it has finished, or stop it\n"
    )


def test_a_load_into_a_locked_store_says_so(run: Run, tmp_path: Path, locked: Path) -> None:
    (tmp_path / "ties.csv").write_text("follower,followee\n1,2\n")
    answer = run("load", "ties.csv", "--store", locked)
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert "another process has it open" in answer.stderr


def test_a_store_of_another_program_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.duckdb").write_bytes(b"SQLite format 3\0" + bytes(4096))
    answer = run("relays", "--store", "other.duckdb")
    assert answer.exit_code == 3
    assert "cannot be read as a DuckDB file" in answer.stderr


def test_a_server_that_is_not_there_says_what_to_do(run: Run) -> None:
    answer = run("relays", "--store", "bolt://127.0.0.1:1")
    assert answer.exit_code == 3
    assert answer.stderr == (
        "ricochet: bolt://127.0.0.1:1: it cannot be reached; start Neo4j, or check the address\n"
    )


def test_the_real_command_exits_as_the_errors_say(process: Process) -> None:
    answer = process("relays", "--store", "missing.duckdb")
    assert (answer.returncode, answer.stdout) == (3, "")
    assert answer.stderr.splitlines() == [answer.stderr.rstrip()]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("relays", "--limit", "0"), "limit must be from 1 to 200, not 0"),
        (("relays", "--limit", "201"), "limit must be from 1 to 200, not 201"),
        (("relays", "--n-samples", "999"), "n_samples must be from 1,000 to 1,000,000, not 999"),
        (("relays", "--random-seed", "-1"), "random_seed must be from 0"),
        (("relays", "--kind", "hugs"), "kind must be one of follows, mentions, reshares"),
        (("relays", "--sources", "ada", "--seeds", "ben"), "left out where seeds are given"),
        (("relays", "--sources", "nobody"), "no account has the key, handle or native id 'nobody'"),
        (("rank", "pagerank", "--limit", "0"), "limit must be from 1 to 200, not 0"),
        (("communities", "--limit", "0"), "limit must be from 1 to 200, not 0"),
        (("simulate", "--seeds", "nobody"), "no account has the key, handle or native id 'nobody'"),
        (("relays", "--since", "2024-01-02", "--until", "2024-01-01"), "until must be after since"),
        (("store", "undo", "99"), "no load 99; 'ricochet store loads' lists them"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_value_that_is_not_allowed_is_the_callers_fault(
    run: Run, store: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run(*arguments, "--store", store)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("ricochet: ")
    assert said in answer.stderr
