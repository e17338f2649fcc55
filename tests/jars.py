"""Jars of the Java programs that tests talk to: Maven fetches them once for this project."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CACHE = Path(__file__).parents[1] / ".cache"


class MissingError(Exception):
    """What a test needs is not to be had here; the text says why."""


def fetched_jars(name: str, pom: Path) -> Path:
    """Return the folder of the jars that a pom names, fetched if this project has never needed them."""
    jars = _CACHE / name
    jars.parent.mkdir(exist_ok=True)
    with locked(jars.with_name(f"{name}.lock")):
        if not jars.exists():
            _fetch(pom, jars)
    return jars


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Wait until no other process holds the file, then hold it."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def need(program: str) -> None:
    """Refuse to go on without a program."""
    if shutil.which(program) is None:
        raise MissingError(f"{program} is not installed")


def _fetch(pom: Path, jars: Path) -> None:
    need("mvn")
    with tempfile.TemporaryDirectory(dir=jars.parent) as folder:
        fetched = subprocess.run(
            [
                *("mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"),
                *("-DincludeScope=runtime", f"-DoutputDirectory={folder}/lib"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if fetched.returncode:
            raise MissingError(f"Maven could not fetch {jars.name}: {fetched.stdout[-500:]}")
        (Path(folder) / "lib").rename(jars)
