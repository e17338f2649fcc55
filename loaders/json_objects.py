"""One line of JSON to an object, parsed strictly, and its values to cells."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from loaders.reading import NUMERIC_ROLES, Role
from loaders.values import UnreadableError

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def parse_object(text: str) -> dict[str, Any]:
    """Return the object that a line holds.

    Raises
    ------
    UnreadableError
        When it holds anything else, or a value that JSON does not allow or readers disagree about.

    Examples
    --------
    >>> parse_object('{"actor": "1"}')
    {'actor': '1'}
    >>> parse_object('{"actor": 1, "actor": 2}')
    Traceback (most recent call last):
    loaders.values.UnreadableError: a key is given twice
    """
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_not_finite, parse_float=_finite)
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except RecursionError as error:
        raise UnreadableError("the JSON is nested too deeply") from error
    except UnicodeEncodeError as error:
        raise UnreadableError("half a surrogate pair stands alone") from error
    except UnreadableError:
        raise
    except ValueError as error:
        raise UnreadableError("it is not valid JSON") from error
    if not isinstance(value, dict):
        raise UnreadableError("it is no JSON object")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise UnreadableError("a key is given twice")
    return value


def _not_finite(_: str) -> float:
    raise UnreadableError("NaN and Infinity are no JSON numbers")


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _not_finite(text)


def cell_text(value: object, role: Role) -> str:
    """Return a value of JSON or Parquet as the text of a cell; nothing is the empty text.

    Examples
    --------
    >>> cell_text(12, Role.ACTOR), cell_text(["a", "b"], Role.TOPIC), cell_text(None, Role.AT)
    ('12', 'a|b', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and role in NUMERIC_ROLES:
        return repr(value)
    if isinstance(value, list) and role is Role.TOPIC and all(isinstance(topic, str) for topic in value):
        return "|".join(value)
    raise UnreadableError(f"a value of type {type(value).__name__} cannot be the {role}")


def further_text(value: object) -> str:
    """Return a value that is only kept as a text, whatever it is; nothing is the empty text.

    Examples
    --------
    >>> further_text(True), further_text("so"), further_text({"de": 3}), further_text(None)
    ('true', 'so', '{"de": 3}', '')
    """
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
