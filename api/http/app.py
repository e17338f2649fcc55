"""The application: routes, errors and headers put together."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from types import TracebackType

import flask
from flask_openapi import Info, OpenAPI

from api.http.accounts import accounts
from api.http.cascades import cascades
from api.http.communities import communities
from api.http.documentation import documentation
from api.http.errors import Problem, answer_invalid_request, register_errors
from api.http.headers import register_headers
from api.http.health import health
from api.http.paths import paths
from api.http.plans import plans
from api.http.recorded import MessageKey, recorded
from api.http.relays import relays
from api.http.requests import MAX_BODY_BYTES, Request, refuse_unreadable_address
from api.http.structure import structure
from api.http.topics import topics
from api.http.upstream import upstream
from api.services.context import Context

_RESOURCES = (
    relays,
    accounts,
    topics,
    structure,
    communities,
    cascades,
    recorded,
    paths,
    upstream,
    plans,
    health,
)


class Application(OpenAPI):
    """A Flask application that reads JSON strictly and logs failures without whom they were about."""

    request_class = Request

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Log a failure under its route; the path itself can hold an account's key."""
        self.logger.error("failed to answer %s", flask.request.url_rule, exc_info=exc_info)


def create_app(current: Callable[[], Context], *, debug: bool = False) -> Application:
    """Return the HTTP interface.

    Parameters
    ----------
    current
        Returns the context that the next answer is computed from; each request asks once.
    debug
        Let failures through with their trace, for those who develop; never where others can ask.
    """
    app = Application(
        __name__,
        info=Info(
            title="Ricochet",
            version=version("ricochet-influence"),
            description="Who will carry this message, to whom, how far.",
        ),
        validation_error_model=Problem,
        validation_error_callback=answer_invalid_request,
        doc_ui=False,
        static_folder=None,
    )
    app.openapi_version = "3.1.0"
    app.debug = debug
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.url_map.merge_slashes = False  # a native id may hold two in a row; merging them is a redirect
    app.url_map.converters["message"] = MessageKey
    register_headers(app)
    app.before_request(refuse_unreadable_address)
    register_errors(app)
    for routes in _RESOURCES:
        app.register_api(routes(current))
    app.register_blueprint(documentation(app))
    return app
