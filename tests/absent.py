"""What is not installed here: the test that needs it says so, and fails where CI is set."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

_ENVIRONMENT = os.environ  # noqa: TID251  # the suite is told of its surroundings; Ricochet has its settings


def absent(reason: str) -> NoReturn:
    """Skip the test that asks, or fail it where nothing may be skipped."""
    (pytest.fail if _ENVIRONMENT.get("CI") else pytest.skip)(reason)
