"""The secret of a store: given as a setting, or made once and kept beside the store for its owner's eyes."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from graph.errors import ParameterError
from ricochet.settings import Settings

LEAST_BYTES = 32

_READABLE_BY_OTHERS = 0o077
_KNOWN = ("change", "secret", "password", "example", "default", "your", "thisis", "0123456789", "abcdef")
"""What well-known secrets begin with."""


def secret_of(settings: Settings) -> bytes:
    """Return the secret that the settings name, else the one beside the store, made at the first question.

    Raises
    ------
    ParameterError
        When it is short, one that everybody knows, or in a file that others can read.
    """
    if settings.secret is not None:
        return checked_secret(settings.secret.get_secret_value())
    path = settings.secret_file
    if not path.exists():
        _make(path)
    check_secret_file(path)
    return checked_secret(path.read_text().strip())


def check_secret(settings: Settings) -> None:
    """Refuse a secret that protects nobody; one that is not there yet is none.

    Raises
    ------
    ParameterError
    """
    if settings.secret is not None or settings.secret_file.exists():
        secret_of(settings)


def checked_secret(text: str) -> bytes:
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
        raise ParameterError("RICOCHET_SECRET", f"{len(secret)} bytes", f"at least {LEAST_BYTES} bytes")
    if len(set(text)) < LEAST_BYTES // 4 or any(plain.startswith(word) for word in _KNOWN):
        requirement = "made by chance, as by 'openssl rand -hex 32'"
        raise ParameterError("RICOCHET_SECRET", "one that is easily guessed", requirement)
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


def _make(path: Path) -> None:
    """Write a new secret, unless another process is first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix="unfinished-", delete=False) as beside:
        beside.write(secrets.token_hex(LEAST_BYTES))
    with suppress(FileExistsError):
        os.link(beside.name, path)
    Path(beside.name).unlink()
