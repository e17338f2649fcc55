"""Queries, paths and bodies to parameters: what cannot be read is 400, what is not allowed is 422."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, NoReturn
from urllib.parse import unquote_to_bytes

import flask
import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from api.answers import Answer
from api.services.context import MAX_ITEMS, MAX_RANDOM_SEED, MAX_SAMPLES

MAX_BODY_BYTES = 16 * 2**20
MAX_DEPTH = 64  # no body of ours is deeper than 3; the parser itself gives up near 1,000
MAX_KEYS = 1_000  # new prices of a plan included; a report of a million wrong ones took 1.5 GB

_MAX_DIGITS = 40  # twice those of the largest number that is allowed anywhere
# The closing quote may be missing, and nothing is tried twice: otherwise a text of quotes takes n² steps.
_JSON_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_STEPS = bytes({**dict.fromkeys(b"[{", 1), **dict.fromkeys(b"]}", 255)}.get(byte, 0) for byte in range(256))


def _whole(value: object) -> object:
    """Read 10.0 as JSON does, and refuse what `int` takes beside digits: `1_000`, `1.0`, `+1`, blanks."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and not re.fullmatch(rf"-?[0-9]{{1,{_MAX_DIGITS}}}", value):
        raise PydanticCustomError("whole_number", "Input should be a whole number")
    return value


Whole = BeforeValidator(_whole)  # last, so that the bounds before it are documented

Limit = Annotated[int, Field(ge=1, le=MAX_ITEMS, description="How many items to list.", examples=[10]), Whole]
Samples = Annotated[
    int,
    Field(ge=1_000, le=MAX_SAMPLES, description="Random worlds the estimates rest on.", examples=[10_000]),
    Whole,
]
RandomSeed = Annotated[
    int,
    Field(ge=0, le=MAX_RANDOM_SEED, description="Same question, same seed: same bytes.", examples=[1]),
    Whole,
]
TopicName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]*[^#\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$",
        description="Name of a topic, in any case, with or without `#`; all ties count where it is left out.",
        examples=["street food"],
    ),
]
AccountName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=321,  # 64 of a platform, the colon, 256 of a native id
        description="Key (`platform:native id`), handle or native id of an account; or a list, `list:own`.",
        examples=["synthetic:100003", "list:own"],
    ),
]
ModelName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        description="Model of influence: `weighted-cascade`, `given`, `constant:0.1`, `trivalency`, "
        "`linear-threshold`, …; the usual one where it is left out.",
        examples=["weighted-cascade"],
    ),
]
Explain = Annotated[bool, Field(description="Whether to say why: what each item rests on.")]
LeftOut = SkipJsonSchema[None]
"""Stands for "left out" in a query, which has no way to say null."""


_schemas: dict[type[BaseModel], dict[str, Any]] = {}


def _kept_schema(query: type[BaseModel], made: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    if query not in _schemas:
        _schemas[query] = made()
    return _schemas[query]


class Query(BaseModel):
    """A query string: nothing unknown, nothing twice unless it is a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def model_json_schema(cls, *places: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401  # pydantic's own
        """Return the schema: kept, for flask_openapi asks at every call, and 8 ms went into making it."""
        made = super().model_json_schema
        return made(*places, **options) if places or options else _kept_schema(cls, made)

    @model_validator(mode="before")
    @classmethod
    def _one_value_each(cls, given: dict[str, Any]) -> dict[str, Any]:
        for name, value in given.items():
            if not isinstance(value, list) and len(flask.request.args.getlist(name)) > 1:
                raise PydanticCustomError("given_twice", "{name} should be given once", {"name": name[:100]})
        return given


class SnapshotQuery(Query):
    """Which version of the graph is asked, and what its topics' names mean."""

    graph_version: Annotated[str, Field(pattern="^[0-9a-f]{32}$")] | LeftOut = Field(
        None,
        description="`graph_version` of `/v1/graph/versions`; the newest is asked by default.",
        exclude=True,
    )
    as_of: datetime | LeftOut = Field(
        None,
        description="Only what happened before then counts; UTC without a zone. The first question as of "
        "a time is answered later.",
        examples=["2024-07-01T00:00:00Z"],
        exclude=True,
    )
    aliases: bool = Field(
        False,  # noqa: FBT003  # a default
        description="Whether a topic that is the name of an alias, too, stands for all topics of the alias.",
        exclude=True,
    )


class Mode(SnapshotQuery):
    """Whether to answer, or to say what an answer would take."""

    mode: Literal["answer", "estimate"] = Field(
        "answer",
        description="`estimate`: say what an answer would take, in seconds and bytes, instead.",
        exclude=True,
    )

    def choose(self, answer: Callable[..., Answer], cost: Callable[..., Answer]) -> Callable[..., Answer]:
        """Return the service that is asked."""
        return cost if self.mode == "estimate" else answer


class Body(BaseModel):
    """A JSON object: nothing unknown, every value of exactly its type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Request(flask.Request):
    """A request whose body is JSON that every reader understands in the same way, or is refused."""

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> object:  # noqa: ARG002, FBT001, FBT002  # the signature is Flask's
        """Return the body, parsed.

        Raises
        ------
        UnsupportedMediaType
            Where it is not said to be JSON.
        BadRequest
            On malformed JSON or UTF-8, a key given twice, a number that is not finite, half a surrogate
            pair, more than 64 levels or 1,000 keys in one object.
        """
        if not self.is_json:
            raise UnsupportedMediaType("The body should be JSON, with Content-Type: application/json.")
        value = parse_json(self.get_data())
        return None if isinstance(value, str) else value  # flask_openapi would parse a text once more


def parse_json(data: bytes) -> object:
    """Return what a JSON text says, if there are no two ways to read it.

    Parameters
    ----------
    data
        UTF-8.

    Raises
    ------
    BadRequest

    Examples
    --------
    >>> parse_json(b'{"seeds": ["twitter:12"]}')
    {'seeds': ['twitter:12']}
    """
    if _depth(data) > MAX_DEPTH:
        raise BadRequest(f"The body should have at most {MAX_DEPTH} levels.")
    try:
        value = json.loads(
            data.decode(),
            object_pairs_hook=_distinct,
            parse_int=_short,
            parse_float=_finite,
            parse_constant=_refuse_constant,
        )
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise BadRequest(
            f"The body is not JSON: {error.msg}, line {error.lineno}, column {error.colno}."
        ) from error
    except UnicodeError as error:
        raise BadRequest("The body is not text: it should be UTF-8 without half surrogate pairs.") from error
    except ValueError as error:
        raise BadRequest(f"The body cannot be read: {error}.") from error
    return value


def refuse_unreadable_address() -> None:
    """Refuse a path or a query that is not UTF-8.

    Raises
    ------
    BadRequest
    """
    try:
        flask.request.environ["PATH_INFO"].encode("latin-1").decode()
        unquote_to_bytes(flask.request.query_string).decode()
    except UnicodeError as error:
        raise BadRequest("The address is not text: it should be UTF-8, percent-encoded.") from error


def _depth(data: bytes) -> int:
    steps = np.frombuffer(_JSON_TEXT.sub(b"", data).translate(_STEPS), dtype=np.int8)
    return int(np.cumsum(steps, dtype=np.int32).max(initial=0))


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(pairs) > MAX_KEYS:
        raise ValueError(f"an object has more than {MAX_KEYS:,} keys")
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found


def _short(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError("a number has too many digits")
    return int(text)


def _finite(text: str) -> float:
    value = float(text)
    if not np.isfinite(value):
        raise ValueError("a number is not finite")
    return value


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number")
