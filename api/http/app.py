"""The application: routes, errors and headers put together."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from types import TracebackType

from flask_openapi import Info, OpenAPI
from werkzeug.middleware.proxy_fix import ProxyFix

from api.http.access import COOKIE, KEY_NEEDED, LOGGED_IN, register_access
from api.http.accounts import accounts
from api.http.backtests import backtests
from api.http.cascades import cascades
from api.http.communities import communities
from api.http.documentation import documentation
from api.http.errors import Problem, answer_invalid_request, register_errors
from api.http.exports import exports
from api.http.forecasts import forecasts
from api.http.headers import register_headers
from api.http.health import health
from api.http.ingest import ingest
from api.http.jobs import Digest, jobs
from api.http.logs import register_log, tell_failure
from api.http.map import network_map
from api.http.metrics import register_metrics
from api.http.overlap import overlap
from api.http.parts import Parts
from api.http.paths import paths
from api.http.plans import plans
from api.http.privacy import privacy
from api.http.recorded import MessageKey, recorded
from api.http.relays import relays
from api.http.requests import MAX_BODY_BYTES, Request, refuse_unreadable_address
from api.http.rising import rising
from api.http.search import search
from api.http.session import session
from api.http.structure import structure
from api.http.topics import topics
from api.http.unheard import unheard
from api.http.upstream import upstream
from api.http.versions import at_asked_version
from api.http.views import views
from api.services.context import Context

_RESOURCES = (
    relays,
    accounts,
    search,
    topics,
    structure,
    network_map,
    communities,
    cascades,
    recorded,
    backtests,
    rising,
    unheard,
    forecasts,
    paths,
    overlap,
    upstream,
    plans,
    exports,
    ingest,
    jobs,
    privacy,
    session,
)


class Application(OpenAPI):
    """A Flask application that reads JSON strictly and logs failures without whom they were about."""

    request_class = Request

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Log where it failed; path, query and the error's own words can hold an account's key."""
        tell_failure(exc_info[1], exc_info[2])


def create_app(
    current: Callable[[], Context], *, parts: Parts | None = None, debug: bool = False
) -> Application:
    """Return the HTTP interface.

    Parameters
    ----------
    current
        Returns the context that the next answer is computed from; each request asks once.
    parts
        What routes work with beside it; by default nothing is kept and nothing can be written.
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
        security_schemes={
            "key": {"type": "http", "scheme": "bearer", "description": KEY_NEEDED},
            "session": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": LOGGED_IN},
        },
    )
    app.openapi_version = "3.1.0"
    app.debug = debug
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.url_map.merge_slashes = False  # a native id may hold two in a row; merging them is a redirect
    app.url_map.converters |= {"message": MessageKey, "digest": Digest}
    (parts or Parts()).register(app)
    register_log(app)
    register_metrics(app)
    register_headers(app)
    app.before_request(refuse_unreadable_address)
    register_access(app)
    register_errors(app)

    for routes in _RESOURCES:
        app.register_api(routes(at_asked_version(current)))
    app.register_api(health(current))
    app.register_blueprint(documentation(app))
    app.register_blueprint(views)
    return app


def trust_proxies(app: Application, count: int) -> None:
    """Take from `X-Forwarded-For` and `-Proto` who calls an application, and whether by https.

    Parameters
    ----------
    app
        Before it is served.
    count
        How many proxies each add their line, from 1; what stands there beyond, anybody may have written.
    """
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]  # as Flask has it done
