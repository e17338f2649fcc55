"""`/v1/ingest` and `/v1/loads`: files taken into the store, what was taken in, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import flask
from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field

from api.answers import LoadEntry, LoadReport, Loads
from api.http.jobs import Later, answered_or_job
from api.http.operations import answered, resource, responses
from api.http.pages import LedgerQuery
from api.http.parts import parts
from api.http.requests import LeftOut, Query, TopicName, Whole
from api.services.context import Context
from api.services.progress import doing
from graph.records import TieKind

if TYPE_CHECKING:
    from loaders import Reading
    from loaders.reading import TableKind

# Readers of files are imported where they are used: they would take a third of a service's start.
TABLES: tuple[TableKind, ...] = ("prices", "lists", "messages", "reposts", "cascades")
KINDS: dict[str, TieKind | TableKind] = {
    **{kind.lower(): kind for kind in TieKind},
    **{table: table for table in TABLES},
}

_FILE = {
    "requestBody": {
        "required": True,
        "description": "Delimited text, JSON lines, or Parquet, plain, gzip or Zstandard: at most 16 MiB.",
        "content": {
            media_type: {"schema": {"type": "string", "minLength": 1, "format": "binary"}}
            for media_type in ("text/csv", "application/x-ndjson", "application/octet-stream")
        },
    }
}


class IngestPath(BaseModel):
    """What the file holds."""

    kind: Annotated[
        str,
        Field(
            description="A kind of tie (`follows`, `reshares`, …), `prices`, `lists`, `messages`, `reposts`, "
            "`cascades`.",
            examples=["follows"],
            json_schema_extra={"enum": [*KINDS]},
        ),
    ]


class IngestQuery(Query):
    """Where the file comes from, and what it does not say itself."""

    source: Annotated[
        str,
        Field(
            min_length=1,
            max_length=200,
            pattern=r"^[^\x00-\x1f\x7f]+$",
            description="Where the data comes from; a count given again from there replaces the old one.",
        ),
    ] = "upload"
    platform: (
        Annotated[
            str,
            Field(
                max_length=64,
                pattern=r"^[a-z0-9][a-z0-9._-]*$",
                description="Where the accounts live.",
                examples=["twitter"],
            ),
        ]
        | LeftOut
    ) = None
    topic: TopicName | LeftOut = None
    columns: Annotated[
        list[Annotated[str, Field(pattern="^[a-z]+=.+$", max_length=300)]],
        Field(
            default_factory=list,
            max_length=20,
            description="Which column is what: `actor=from`, or by number, `target=2`; repeatable.",
        ),
    ]
    strict: Annotated[bool, Field(description="Keep nothing if one row is refused.")] = False
    dry_run: Annotated[bool, Field(description="Say what would become of the rows, and keep nothing.")] = (
        False
    )


class LoadPath(BaseModel):
    """Which load."""

    load: Annotated[int, Field(ge=0, le=2**31 - 1, description="Its number in the ledger."), Whole]


def ingest(current: Callable[[], Context]) -> APIBlueprint:  # noqa: ARG001  # loading asks no snapshot
    """Return the routes by which the store is filled."""
    blueprint = resource("ingest", "What is taken into the store.")

    @blueprint.post(
        "/ingest/<kind>",
        responses=responses(LoadReport, 404, 413, later=True),
        openapi_extensions=_FILE,
    )
    def ingest(path: IngestPath, query: IngestQuery, header: Later) -> Response:  # noqa: ARG001  # answered_or_job reads it
        """Take a file into the store: all of it shows at once, or nothing of it stays."""
        return answered_or_job(partial(_taken_in, _reading(path, query), query))

    @blueprint.get("/loads", responses=responses(Loads, 409))
    def list_all_loads(query: LedgerQuery) -> Response:
        """List what was taken in, in its order: when, from where, and how much of it was refused."""
        from api.services.loading import list_loads

        with parts().open_store() as store:
            return answered(list_loads(store, limit=query.limit, cursor=query.cursor))

    @blueprint.delete("/loads/<int:load>", responses=responses(LoadEntry, 404, later=True))
    def undo(path: LoadPath, query: Query, header: Later) -> Response:  # noqa: ARG001  # so that parameters are refused
        """Take one load back as if it had never been."""
        return answered_or_job(partial(_undone, path.load))

    return blueprint


def _reading(path: IngestPath, query: IngestQuery) -> Reading:
    from loaders import Reading

    if path.kind not in KINDS:
        flask.abort(404, "Nothing of that kind is taken in.")
    columns: dict[str, Any] = dict(column.split("=", 1) for column in query.columns)
    return Reading(platform=query.platform, kind=KINDS[path.kind], columns=columns, topic=query.topic)


def _taken_in(reading: Reading, query: IngestQuery) -> LoadReport:
    from api.services.loading import load_files

    with TemporaryDirectory(prefix="ricochet-") as folder:
        file = Path(folder) / f"uploaded {str(reading.kind).lower()}"
        file.write_bytes(flask.request.get_data())
        report = load_files(
            parts().open_store,
            [file],
            reading,
            source=query.source,
            strict=query.strict,
            dry_run=query.dry_run,
            secret=parts().secret,
            progress=lambda _, rows: doing(f"taking rows in: {rows:,} so far"),
        )
    if not query.dry_run:
        _refresh()
    return report


def _undone(number: int) -> LoadEntry:
    from api.services.loading import undo_load

    with parts().open_store() as store:
        entry = undo_load(store, number)
    _refresh()
    return entry


def _refresh() -> None:
    doing("making the new snapshot")
    parts().refresh()
