"""Answers kept in memory: asked again of the same context, a question has its bytes without computing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import flask
from flask import Response

from api.http.access import may_reveal
from api.http.requests import SnapshotQuery
from api.services.context import Context

_MOST = 4_096  # of about 30 kB each
_LARGEST_BYTES = 1 << 18


class KeptAnswers:
    """The last answers of one route, dropped as soon as the context is another.

    What one page of relays takes, 130 ms of a core with a million accounts, is spent on what the sketch says
    of its 25 accounts, which a dashboard asks over and over.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._context: Context | None = None
        self._answers: OrderedDict[tuple[bytes, bool], bytes] = OrderedDict()

    def answer(self, context: Context, make: Callable[[], Response]) -> Response:
        """Return the kept answer to this request, or make it; one of another version is always made."""
        if any(name in flask.request.args for name in SnapshotQuery.model_fields):
            return make()
        question = (flask.request.query_string, may_reveal())
        with self._lock:
            if context is not self._context:
                self._context = context
                self._answers.clear()
            kept = self._answers.get(question)
            if kept is not None:
                self._answers.move_to_end(question)
        if kept is not None:
            return Response(kept, mimetype="application/json")
        return self._keep(context, question, make())

    def _keep(self, context: Context, question: tuple[bytes, bool], answer: Response) -> Response:
        body = answer.get_data()
        with self._lock:
            if context is self._context and len(body) <= _LARGEST_BYTES:
                self._answers[question] = body
                while len(self._answers) > _MOST:
                    self._answers.popitem(last=False)
        return answer
