"""What a service refuses to start with, and the secret of a store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.services.hidden import KeyedHash
from api.services.keys import create_key
from graph.errors import ParameterError
from ricochet.answering import state_beside
from ricochet.guards import refuse_unsafe
from ricochet.secret import secret_of
from ricochet.settings import LOOPBACK, Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import Run

GOOD = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


@pytest.mark.parametrize("host", ["10.0.0.1", "ricochet.example", "0.0.0.0", "::", ""])  # noqa: S104  # to be refused
def test_no_application_without_a_key_is_made_for_others(store: Path, host: str) -> None:
    with pytest.raises(ParameterError, match=r"^host must be loopback .* until there is a key"):
        create_application(Settings(store=str(store), host=host))


def test_serving_others_without_a_key_is_refused_in_one_sentence(run: Run, store: Path) -> None:
    answer = run("serve", "--host", "0.0.0.0", "--port", "0", "--store", store)  # noqa: S104  # to be refused
    assert (answer.exit_code, answer.stderr.count("\n")) == (2, 1)
    assert "not every address" in answer.stderr


@pytest.mark.parametrize("host", sorted(LOOPBACK))
def test_on_loopback_a_service_needs_no_key(host: str) -> None:
    refuse_unsafe(Settings(host=host), has_keys=False)


def test_with_a_key_others_are_served(tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "s.duckdb"), host="10.0.0.1")
    create_key(state_beside(settings), "planner", rights=["read"])
    refuse_unsafe(settings, has_keys=True)


def test_behind_a_proxy_a_service_takes_a_key_on_loopback_too(store: Path, tmp_path: Path) -> None:
    settings = Settings(store=str(shutil.copy(store, tmp_path / "own.duckdb")), trusted_proxies=1)
    with pytest.raises(ParameterError, match=r"^RICOCHET_TRUSTED_PROXIES must be 0 until there is a key"):
        create_application(settings)
    create_key(state_beside(settings), "planner", rights=["read"])
    client = create_application(settings, warm=False).test_client()
    passed_on = {"headers": {"X-Forwarded-Proto": "https"}}
    assert client.get("/v1/graph", **passed_on).headers["Strict-Transport-Security"]
    assert client.get("/v1/graph").status_code == 401


def test_debug_off_loopback_is_refused_with_a_key_too() -> None:
    with pytest.raises(ParameterError, match=r"while debug is on, not '10\.0\.0\.1'$"):
        refuse_unsafe(Settings(host="10.0.0.1", debug=True), has_keys=True)


@pytest.mark.parametrize(
    "secret", ["", "short", GOOD[:-1], "change me change me change me change me", "a" * 64, "secret" * 8]
)
def test_a_secret_that_protects_nobody_is_refused(secret: str) -> None:
    with pytest.raises(ParameterError, match=r"^RICOCHET_SECRET must be ") as refused:
        refuse_unsafe(Settings(secret=SecretStr(secret)), has_keys=True)
    assert len(secret) < 8 or secret not in str(refused.value)


@pytest.mark.parametrize(
    ("former", "said"),
    [
        ("short", r"^RICOCHET_FORMER_SECRETS must be at least 32 bytes"),
        (GOOD, "^RICOCHET_SECRET must be another"),
    ],
)
def test_a_secret_before_it_is_one_and_another_one(former: str, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        refuse_unsafe(Settings(secret=SecretStr(GOOD), former_secrets=(SecretStr(former),)), has_keys=True)


def test_a_secret_that_is_long_enough_is_taken() -> None:
    assert secret_of(Settings(secret=SecretStr(GOOD))) == KeyedHash(GOOD.encode())


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "s.duckdb"))
    secret = secret_of(settings)
    assert (len(secret.secret), secret_of(settings)) == (64, secret)
    assert settings.secret_file.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["s.duckdb.secret"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_secret_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    settings = Settings(store=str(tmp_path / "s.duckdb"))
    secret_of(settings)
    settings.secret_file.chmod(mode)
    with pytest.raises(ParameterError, match=r"^the mode of s\.duckdb\.secret must be 600"):
        refuse_unsafe(settings, has_keys=True)


def test_a_secret_is_made_only_when_somebody_is_to_be_known_by_it(store: Path, tmp_path: Path) -> None:
    settings = Settings(store=str(shutil.copy(store, tmp_path / "own.duckdb")))  # others may have made it one
    create_application(settings)
    assert not settings.secret_file.exists()


def test_keys_are_made_listed_and_revoked(run: Run, tmp_path: Path) -> None:
    made = run(
        "keys",
        "create",
        "planner",
        "--rights",
        "read, reveal",
        "--per-minute",
        60,
        "--store",
        tmp_path / "s.duckdb",
    )
    text = made.stdout.split()[0]
    number = text.split("_")[1]
    assert text.startswith("ric_")
    listed = run("keys", "list", "--store", tmp_path / "s.duckdb")
    assert (number in listed.stdout, text in listed.stdout) == (True, False)
    assert "60 a minute" in listed.stdout
    assert "revoked" in run("keys", "revoke", number, "--store", tmp_path / "s.duckdb").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--rights", "read,write"), "rights must be some of read, ingest, admin, dpo, reveal, not 'write'"),
        (("--rights", "read", "--expires", "0"), "expires must be above 0"),
        (("--rights", "read", "--per-day", "0"), "per_day must be from 1"),
    ],
)
def test_a_key_that_cannot_be_is_refused(
    run: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    answer = run("keys", "create", "planner", *options, "--store", tmp_path / "s.duckdb")
    assert (answer.exit_code, said in answer.stderr) == (2, True)


def test_a_key_that_nobody_has_cannot_be_revoked(run: Run, tmp_path: Path) -> None:
    answer = run("keys", "revoke", "00000000", "--store", tmp_path / "s.duckdb")
    assert (answer.exit_code, "no key '00000000'" in answer.stderr) == (2, True)
