"""Each error type is asked for its status, so that none is answered by accident."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from algorithms.pool import CancelledError
from api.http.errors import status_of
from graph.errors import ConflictError, InputError, LimitError, NotFoundError, RicochetError, StoreError

BRANCHES = {
    InputError: 422,
    NotFoundError: 404,
    ConflictError: 409,
    LimitError: 413,
    StoreError: 503,
    CancelledError: 503,
}


def descendants(error: type[RicochetError]) -> Iterator[type[RicochetError]]:
    for child in error.__subclasses__():
        yield child
        yield from descendants(child)


@pytest.mark.parametrize("error", list(descendants(RicochetError)), ids=lambda error: error.__name__)
def test_an_error_has_the_status_of_its_branch(error: type[RicochetError]) -> None:
    assert [status_of(error)] == [status for branch, status in BRANCHES.items() if issubclass(error, branch)]


@pytest.mark.parametrize("error", [RicochetError, Exception, KeyError, OSError])
def test_any_other_error_is_a_failure_of_the_service(error: type[Exception]) -> None:
    assert status_of(error) == 500
