"""The manual of the HTTP interface, `docs/api.md`, from its description: `python -m ricochet.manual`.

The description itself is kept in `.cache`, for `npm run client` to write the page's types from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_ALWAYS = ("400", "401", "403", "422", "429", "500", "503")
_SHARED = ("graph_version", "as_of", "aliases", "cursor", "fields")

FILE = Path(__file__).parents[1] / "docs" / "api.md"
DESCRIPTION = Path(__file__).parents[1] / ".cache" / "openapi.json"

_HEAD = """# The HTTP interface

Written by `python -m ricochet.manual` from the description that the service itself gives at
`/v1/openapi.json`; `/docs` shows the same and lets you try it. The examples are asked of the network of
`ricochet demo`.

**Keys.** Each call carries `Authorization: Bearer ric_…`; on loopback none is needed until the first key is
made.

**Versions.** `meta.snapshot` of an answer names the version of the graph that it comes from. The same
request, snapshot and `random_seed` give the same bytes. `graph_version` asks an older version that
`/v1/graph/versions` lists.

**Times.** `as_of` asks the graph as it was before a time, any time: only what happened until then counts,
and what has no time of its own. The first question as of a time is answered later, by 202 and a [Job](#job),
unless `Prefer: wait=N` outlasts it; then that version is kept, until twelve others have been asked since. As
of a time after all that happened the present version answers, with `meta.as_of` null; one before all of it is
refused.

**Topics.** With `aliases=true` a topic that is the name of an alias, too, stands for all topics of the alias.

**Lists** come in pages: `limit` items, then `next_cursor` for the next ones. A cursor holds for its question
and its snapshot alone: of another question it is refused as `cursor-of-another-question`, of another snapshot
as `stale-cursor`. `fields` chooses fields of the items, parted by commas: `account.key,carried.people`.

**Numbers.** Estimates carry `low`, `high` (95 %) and `n`, the samples behind them. Unknown is `null`, never
0.

**Failures** are `application/problem+json`, see [Problem](#problem). Of any operation:

| status | meaning |
|---|---|
| 400 | The request cannot be read. |
| 401, 403, 429 | No key that stands; not the right that it takes; called too often, see `Retry-After`. |
| 422 | The request can be read, and a value in it is not allowed. |
| 500, 503 | The service failed; it cannot answer at present, see `Retry-After`. |

Of some, as they say: 404, nothing of that name; 409, the present state forbids it (several accounts answer to
a name, a cursor is stale); 413, too large a body or an answer of too much memory; 415, a body that is not
JSON.
"""


def manual(description: Mapping[str, Any]) -> str:
    """Return the manual of an interface.

    Parameters
    ----------
    description
        In OpenAPI 3.1, with examples.
    """
    operations = [
        (path, method, operation)
        for path, item in description["paths"].items()
        for method, operation in item.items()
    ]
    tags = {tag["name"]: tag["description"] for tag in description["tags"]}
    lines = [_HEAD]
    for tag, meaning in tags.items():
        lines += [f"## {tag}\n", f"{meaning}\n"]
        for path, method, operation in operations:
            if tag in operation["tags"]:
                lines += _operation(path, method, operation, description)
    lines += ["## Types\n", *_types(description)]
    return "\n".join(lines).rstrip() + "\n"


def _operation(
    path: str, method: str, operation: Mapping[str, Any], description: Mapping[str, Any]
) -> Iterator[str]:
    yield f"### {method.upper()} {path}\n"
    yield f"{operation['summary']}\n"
    yield from _parameters(operation.get("parameters", []))
    yield from _body(operation.get("requestBody"), description)
    yield f"{_answers(operation['responses'], description)}\n"
    yield from _example(method, operation)


def _parameters(parameters: list[Mapping[str, Any]]) -> Iterator[str]:
    shared = [f"`{each['name']}`" for each in parameters if each["name"] in _SHARED]
    own = [each for each in parameters if each["name"] not in _SHARED]
    if own:
        yield "| parameter | value | meaning |"
        yield "|---|---|---|"
        for each in own:
            place = " in the path" if each["in"] == "path" else ", needed" if each.get("required") else ""
            yield f"| `{each['name']}`{place} | {_value(each['schema'])} | {_said(each)} |"
        yield ""
    if shared:
        yield f"{'Also ' if own else 'Parameters: '}{', '.join(shared)}.\n"


def _body(body: Mapping[str, Any] | None, description: Mapping[str, Any]) -> Iterator[str]:
    for media_type, content in (body or {}).get("content", {}).items():
        name = _name(content["schema"])
        yield f"Body: `{media_type}`" + (f", {_link(name)}.\n" if name else ".\n")
        if name:
            yield from _fields(description["components"]["schemas"][name])


def _answers(responses: Mapping[str, Any], description: Mapping[str, Any]) -> str:
    good = [
        f"{status}: {_types_of(response, description)}"
        for status, response in responses.items()
        if status.startswith("2")
    ]
    problems = [status for status in responses if not status.startswith("2") and status not in _ALWAYS]
    return f"Answers {'; '.join([*good, *problems])}."


def _types_of(response: Mapping[str, Any], description: Mapping[str, Any]) -> str:
    said = []
    for media_type, content in response.get("content", {}).items():
        name = _name(content["schema"])
        schema = description["components"]["schemas"][name] if name else {}
        said.append(_value(schema) if "anyOf" in schema else _link(name) if name else f"`{media_type}`")
    return " or ".join(said)


def _example(method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    from api.http.examples import EXAMPLES, WITHOUT_EXAMPLE

    example = EXAMPLES.get(operation["operationId"])
    if example is None:
        yield f"No example: {WITHOUT_EXAMPLE[operation['operationId']]}.\n"
        return
    parts = ["curl", *([] if method == "get" else ["-X", method.upper()])]
    if isinstance(example.body, str):
        parts += ["-H", "'Content-Type: text/csv'", "--data-binary", "@ties.csv"]
    elif example.body is not None:
        parts += ["-H", "'Content-Type: application/json'", "-d", f"'{json.dumps(example.body)}'"]
    yield f"```\n{' '.join(parts)} '127.0.0.1:8000{example.address}'\n```\n"


def _types(description: Mapping[str, Any]) -> Iterator[str]:
    bodies = {_name(content["schema"]) for content in _request_contents(description)}
    for name, schema in sorted(description["components"]["schemas"].items()):
        if name not in bodies and "anyOf" not in schema:
            yield f"### {name}\n"
            yield f"{schema.get('description', '')}\n"
            yield from _fields(schema)


def _request_contents(description: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in description["paths"].values():
        for operation in item.values():
            yield from operation.get("requestBody", {}).get("content", {}).values()


def _fields(schema: Mapping[str, Any]) -> Iterator[str]:
    if "properties" not in schema:
        yield f"{_value(schema)}\n"
        return
    yield "| field | value | meaning |"
    yield "|---|---|---|"
    for name, field in schema["properties"].items():
        yield f"| `{name}` | {_value(field)} | {_said(field)} |"
    yield ""


def _value(schema: Mapping[str, Any]) -> str:
    """Return what a value can be, in a few words."""
    kinds = schema.get("anyOf") or schema.get("oneOf")
    if kinds:
        return " or ".join(_value(kind) for kind in kinds)
    if _name(schema):
        return _link(str(_name(schema)))
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_value(schema.get('items', {}))}"
    return f"{schema.get('type', 'anything')}{_range(schema)}"


def _range(schema: Mapping[str, Any]) -> str:
    words = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
    ends = [f"{sign} {_number(schema[word])}" for word, sign in words.items() if word in schema]
    default = schema.get("default")
    said = [*ends, *([] if default in (None, []) else [f"default {json.dumps(default)}"])]
    return f", {', '.join(said)}" if said else ""


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def _said(value: Mapping[str, Any]) -> str:
    return str(value.get("description", "")).replace("|", "\\|").replace("\n", " ")


def _name(schema: Mapping[str, Any]) -> str | None:
    return str(schema["$ref"]).rpartition("/")[2] if "$ref" in schema else None


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def description_text(description: Mapping[str, Any]) -> str:
    """Return the description of an interface as text, the same for the same interface."""
    return json.dumps(description, sort_keys=True)


def main() -> None:
    """Write the manual, and keep the description."""
    from api.http.app import create_app
    from api.http.examples import described
    from api.services.context import Context

    def nothing() -> Context:
        raise RuntimeError("the manual asks no question")

    description = described(create_app(nothing))
    FILE.write_text(manual(description), encoding="utf-8")
    DESCRIPTION.parent.mkdir(exist_ok=True)
    DESCRIPTION.write_text(description_text(description), encoding="utf-8")


if __name__ == "__main__":
    main()
