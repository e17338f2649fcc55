"""An answer as it may be told: without the people who objected."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from api.answers.common import CHAIN, Account, Answer

AnyAnswer = TypeVar("AnyAnswer", bound=Answer)

_NOBODY = object()


def told(answer: AnyAnswer, hidden: Collection[str]) -> AnyAnswer | None:
    """Return an answer without some people: items about them are left out, and paths through them.

    Parameters
    ----------
    answer
        Any answer.
    hidden
        Keys of accounts.

    Returns
    -------
    Answer
        None where nothing is left that can be told.

    Examples
    --------
    >>> from api.answers import Meta, Ranked, Centrality
    >>> def ranked(key: str) -> Ranked:
    ...     account = Account(key=key, handle=None, followers=None, community=None)
    ...     return Ranked(account=account, value=1.0, estimate=None)
    >>> items = [ranked("x:ada"), ranked("x:ben")]
    >>> pages = {"next_cursor": None, "has_more": False, "total_estimate": 2}
    >>> meta = Meta(store="s", snapshot="0")
    >>> answer = Centrality(measure="degree", meaning="ties", items=items, **pages, meta=meta)
    >>> [item.account.key for item in told(answer, {"x:ben"}).items]
    ['x:ada']
    """
    if not hidden:
        return answer
    rest = _told(answer, hidden)
    return None if rest is _NOBODY else rest


def _told(value: Any, hidden: Collection[str]) -> Any:  # noqa: ANN401  # any part of an answer
    match value:
        case str():
            return _NOBODY if value in hidden else value
        case Account():
            return _NOBODY if value.key in hidden else value
        case BaseModel():
            return _model_told(value, hidden)
        case dict():
            rest = {name: _told(part, hidden) for name, part in value.items() if name not in hidden}
            return {name: part for name, part in rest.items() if part is not _NOBODY}
        case list() | tuple():
            return [part for part in (_told(part, hidden) for part in value) if part is not _NOBODY]
    return value


def _model_told(model: BaseModel, hidden: Collection[str]) -> Any:  # noqa: ANN401  # itself, a copy, or nobody
    changed = {}
    for name, field in type(model).model_fields.items():
        before = getattr(model, name)
        after = _told(before, hidden)
        if CHAIN in field.metadata and len(after) < len(before):
            return _NOBODY
        if after is _NOBODY:
            if type(None) not in get_args(field.annotation):
                return _NOBODY
            after = None
        if after is not before:
            changed[name] = after
    return model.model_copy(update=changed) if changed else model
