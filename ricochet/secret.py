"""The secret of a store: given as a setting, or made once and kept beside the store for its owner's eyes."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from api.services.hidden import KeyedHash
from graph.errors import ParameterError
from ricochet.settings import Settings

LEAST_BYTES = 32

_FORMER = "RICOCHET_FORMER_SECRETS"

_READABLE_BY_OTHERS = 0o077
_KNOWN = ("change", "secret", "password", "example", "default", "your", "thisis", "0123456789", "abcdef")
"""What well-known secrets begin with."""


def secret_of(settings: Settings) -> KeyedHash:
    """Return what people are known by: the secret that the settings name, with those that were before it.

    Without one in the settings it is the last line of the file beside the store, made at the first question;
    the lines above are those before it.

    Raises
    ------
    ParameterError
        When one is short, one that everybody knows, there twice, or in a file that others can read.
    """
    former = [checked_secret(each.get_secret_value(), _FORMER) for each in settings.former_secrets]
    if settings.secret is not None:
        own = [checked_secret(settings.secret.get_secret_value())]
    else:
        if not settings.secret_file.exists():
            _make(settings.secret_file)
        own = _in_file(settings.secret_file)
    *former, secret = [*former, *own]
    if secret in former:
        raise ParameterError("RICOCHET_SECRET", "one of those before it", "another one than those before it")
    return KeyedHash(secret, tuple(former))


def add_secret(settings: Settings, *, keep: bool) -> None:
    """Make a new secret in the file beside the store.

    Parameters
    ----------
    settings
        Name no secret themselves.
    keep
        Whether the secrets there are kept above it, since somebody is known by them.

    Raises
    ------
    ParameterError
        When the settings name the secret, which only whoever writes them can change.
    """
    if settings.secret is not None:
        requirement = "the secret before RICOCHET_SECRET, once that is a new one"
        raise ParameterError(_FORMER, "nothing", requirement)
    path = settings.secret_file
    before = path.read_text().splitlines() if keep and path.exists() else []
    beside = _written([*before, secrets.token_hex(LEAST_BYTES)], path)
    beside.replace(path)


def check_secret(settings: Settings) -> None:
    """Refuse a secret that protects nobody; one that is not there yet is none.

    Raises
    ------
    ParameterError
    """
    if settings.secret is not None or settings.secret_file.exists():
        secret_of(settings)


def checked_secret(text: str, name: str = "RICOCHET_SECRET") -> bytes:
    """Return a secret as bytes, unless it is short, or one that everybody knows.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> len(checked_secret("f3a95b0cd7418e26" * 3))
    48
    """
    secret = text.encode()
    plain = "".join(filter(str.isalnum, text.casefold()))
    if len(secret) < LEAST_BYTES:
        raise ParameterError(name, f"{len(secret)} bytes", f"at least {LEAST_BYTES} bytes")
    if len(set(text)) < LEAST_BYTES // 4 or any(plain.startswith(word) for word in _KNOWN):
        requirement = "made by chance, as by 'openssl rand -hex 32'"
        raise ParameterError(name, "one that is easily guessed", requirement)
    return secret


def check_secret_file(path: Path) -> None:
    """Refuse a file that others than its owner can read.

    Raises
    ------
    ParameterError
    """
    mode = path.stat().st_mode & 0o777
    if mode & _READABLE_BY_OTHERS:
        requirement = "600, so that nobody else can read the secret"
        raise ParameterError(f"the mode of {path.name}", f"{mode:o}", requirement)


def _in_file(path: Path) -> list[bytes]:
    check_secret_file(path)
    lines = path.read_text().strip().splitlines() or [""]
    return [checked_secret(line.strip()) for line in lines]


def _make(path: Path) -> None:
    """Write a new secret, unless another process is first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _written([secrets.token_hex(LEAST_BYTES)], path)
    with suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()


def _written(lines: list[str], path: Path) -> Path:
    """Write secrets beside a file, for its owner alone, and return where."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix="unfinished-", delete=False) as beside:
        beside.write("\n".join(lines))
    return Path(beside.name)
