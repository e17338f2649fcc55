"""Settings, read once from `RICOCHET_*`; the only place that knows the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph.errors import ParameterError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

Origin = Annotated[str, Field(pattern=r"^https?://[^\s/*]+$")]


def _parted(text: object) -> object:
    return [name for part in text.split(",") if (name := part.strip())] if isinstance(text, str) else text


class Settings(BaseSettings):
    """How this Ricochet runs; each field is the environment variable `RICOCHET_` and its name.

    Examples
    --------
    >>> Settings(store="bolt://localhost:7687").on_server
    True
    """

    model_config = SettingsConfigDict(env_prefix="RICOCHET_", frozen=True)

    store: Annotated[
        str, Field(description="Where ties are kept: a DuckDB file, or `bolt://…` or `neo4j://…`.")
    ] = "ricochet.duckdb"
    neo4j_user: Annotated[str, Field(description="Who logs in to Neo4j.")] = "neo4j"
    neo4j_password: Annotated[
        SecretStr | None, Field(description="Neo4j's password; unset for a server without log-in.")
    ] = None
    snapshots: Annotated[
        Path | None,
        Field(
            description="Folder of the snapshots; by default beside a DuckDB file, "
            "or `ricochet.snapshots` in the current folder."
        ),
    ] = None
    secret: Annotated[
        SecretStr | None,
        Field(description="Tells erased people apart; unset: made once, and kept beside the store."),
    ] = None
    former_secrets: Annotated[
        tuple[SecretStr, ...],
        NoDecode,
        BeforeValidator(_parted),
        Field(description="The secrets before it, oldest first, parted by commas; none by default."),
    ] = ()
    min_authors: Annotated[int, Field(ge=1, description="Topics with fewer authors are refused.")] = 20
    rest_share: Annotated[
        float, Field(ge=0, le=1, description="α: what a tie off the topic counts for under weighted cascade.")
    ] = 0.1
    host: Annotated[str, Field(description="Address that `ricochet serve` listens on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port that `ricochet serve` listens on.")] = 8000
    trusted_proxies: Annotated[
        int,
        Field(
            ge=0,
            le=9,
            description="How many proxies stand before the service, and tell who calls in X-Forwarded-For.",
        ),
    ] = 0
    export_origins: Annotated[
        tuple[Origin, ...],
        NoDecode,
        BeforeValidator(_parted),
        Field(description="Origins whose pages may read exports, parted by commas; none by default."),
    ] = ()
    debug: Annotated[bool, Field(description="Show traces in answers; only ever on loopback.")] = False

    @property
    def on_server(self) -> bool:
        """Whether the store is a Neo4j server rather than a file."""
        return "://" in self.store

    @property
    def secret_file(self) -> Path:
        """Where the secret is kept that no setting gives."""
        return Path("ricochet.secret" if self.on_server else f"{self.store}.secret")

    @property
    def snapshot_folder(self) -> Path:
        """Where snapshots of this store are kept."""
        if self.snapshots is not None:
            return self.snapshots
        return Path("ricochet.snapshots" if self.on_server else f"{self.store}.snapshots")


def read_settings(**given: object) -> Settings:
    """Read the settings; what the command line gives goes before the environment.

    Raises
    ------
    ParameterError
        On a value that a setting does not take.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        first = error.errors()[0]
        raise ParameterError(
            f"RICOCHET_{str(first['loc'][0]).upper()}", first["input"], first["msg"]
        ) from error
