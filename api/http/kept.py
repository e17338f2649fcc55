"""Answers kept: asked again of the same context, a question has its bytes without computing."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from threading import Lock

import flask
from flask import Response
from pydantic import BaseModel

import api
from api.http.access import may_reveal
from api.http.admission import work_begins
from api.http.parts import parts
from api.http.requests import SnapshotQuery
from api.services.context import Context
from api.services.hidden import Hidden
from api.state.kept_answers import LARGEST_BYTES, MOST, forget_other_answers, keep_answer, kept_answer
from graph.snapshot import Snapshot


class KeptAnswers:
    """The last answers of one route, dropped as soon as the context is another.

    What one page of relays takes, 100 ms of a core with a million accounts, is spent on what the sketch says
    of its 25 accounts, which a dashboard asks over and over. What one process has computed, all that serve
    the same store answer; what one has told before, it tells from memory.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._context: Context | None = None
        self._digest = ""
        self._answers: OrderedDict[str, bytes] = OrderedDict()

    def answer(self, context: Context, make: Callable[[], Response]) -> Response:
        """Return the kept answer to this request, or make it; one of another version is always made."""
        if any(name in flask.request.args for name in SnapshotQuery.model_fields):
            return _made(make)
        self._turn_to(context)
        question = _digest([flask.request.path, flask.request.query_string.decode(), may_reveal()])
        body = self._found(context, question)
        if body is not None:
            return Response(body, mimetype="application/json")
        answer = _made(make)
        self._keep(context, question, answer.get_data())
        return answer

    def _turn_to(self, context: Context) -> None:
        """Drop what was kept of another context."""
        if context is self._context:
            return
        digest = context_digest(context)
        with self._lock:
            self._context, self._digest = context, digest
            self._answers.clear()
        forget_other_answers(parts().state, digest)

    def _found(self, context: Context, question: str) -> bytes | None:
        with self._lock:
            if context is not self._context:
                return None
            body = self._answers.get(question)
            if body is not None:
                self._answers.move_to_end(question)
                return body
            digest = self._digest
        body = kept_answer(parts().state, digest, question)
        return body and self._remember(context, question, body)

    def _keep(self, context: Context, question: str, body: bytes) -> None:
        self._remember(context, question, body)
        with self._lock:
            digest = self._digest if context is self._context else None
        if digest is not None:
            keep_answer(parts().state, digest, question, body)
        if context is not self._context:  # it was dropped meanwhile, and must not come back
            forget_other_answers(parts().state, self._digest)

    def _remember(self, context: Context, question: str, body: bytes) -> bytes:
        with self._lock:
            if context is self._context and len(body) <= LARGEST_BYTES:
                self._answers[question] = body
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)
        return body


def _made(make: Callable[[], Response]) -> Response:
    work_begins()
    return make()


def context_digest(context: Context) -> str:
    """Return what two processes agree on only if they answer from the same context, by the same code."""
    said = {each.name: getattr(context, each.name) for each in fields(context)}
    return _digest([said, _written_ns()])


def _digest(said: object) -> str:
    text = json.dumps(said, sort_keys=True, default=_plain)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Snapshot):
        return value.address
    if isinstance(value, Hidden):
        return sorted(value.hashes)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} says nothing that could be compared")


@cache
def _written_ns() -> int:
    """Return when the code was last written: what another version answered is not told again."""
    root = Path(api.__file__).parent.parent
    files = (file for part in ("api", "algorithms", "graph") for file in (root / part).rglob("*.py"))
    return max(file.stat().st_mtime_ns for file in files)
