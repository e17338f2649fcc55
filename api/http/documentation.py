"""`/docs` and `/v1/openapi.json`: the interface described, and tried out without any outside host."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, jsonify, send_from_directory
from flask_openapi import OpenAPI

from api.http.examples import described

# Swagger UI draws its icons from data: addresses and sets some sizes by style attributes; scripts come
# from here alone, and requests go nowhere else, whatever a description may hold.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_PAGE = Path(__file__).parent / "page"
_SWAGGER = Path(str(files("flask_openapi_swagger"))) / "templates" / "swagger"


def documentation(app: OpenAPI) -> Blueprint:
    """Return the routes that describe an application."""
    blueprint = Blueprint("documentation", __name__)

    @blueprint.get("/v1/openapi.json")
    def openapi() -> Response:
        return jsonify(described(app))

    @blueprint.get("/docs")
    def docs() -> Response:
        return _with_policy(send_from_directory(_PAGE, "docs.html"))

    @blueprint.get("/docs/start.js")
    def start() -> Response:
        return send_from_directory(_PAGE, "start.js")

    @blueprint.get("/docs/swagger/<path:name>")
    def swagger(name: str) -> Response:
        return send_from_directory(_SWAGGER, name)

    return blueprint


def _with_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response
