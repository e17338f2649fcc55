"""The files around the code agree with the code and with each other."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ricochet.settings import Settings

PROJECT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
SWITCHED_OFF = re.compile(r"# (?:ruff: noqa|noqa|type: ignore)(?:: [A-Z0-9, ]+|\[[a-z, -]+\])?(?P<rest>.*)")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
    return document


def _pins(lock: str) -> list[str]:
    """Return the lock's entries, each a pin with its hashes on continued lines."""
    text = (PROJECT / lock).read_text().replace("\\\n", "")
    return [line for line in text.splitlines() if line.strip()]


def _pinned_names(lock: str) -> set[str]:
    return {pin.partition("==")[0] for pin in _pins(lock)}


def _required_names(requirements: list[str]) -> set[str]:
    names = [re.match(r"[\w.-]+", requirement) for requirement in requirements]
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name}


def _switched_off_rules() -> Iterator[tuple[str, str]]:
    """Return where a rule is switched off in the code, and what follows on the line."""
    for file in sorted(PROJECT.glob("[!.]*/**/*.py")):
        for number, line in enumerate(file.read_text().splitlines(), start=1):
            if found := SWITCHED_OFF.search(line):
                yield f"{file.relative_to(PROJECT)}:{number}", found["rest"]


def test_the_compose_file_follows_the_compose_specification(compose: dict[str, Any]) -> None:
    vendored = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema.validate(compose, json.loads(vendored.read_text()))


def test_the_service_starts_once_neo4j_is_healthy(compose: dict[str, Any]) -> None:
    service, database = compose["services"]["ricochet"], compose["services"]["neo4j"]
    assert service["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "RETURN 1" in database["healthcheck"]["test"]


def test_what_the_database_holds_lies_in_a_named_volume(compose: dict[str, Any]) -> None:
    volume, folder = compose["services"]["neo4j"]["volumes"][0].split(":")
    assert volume in compose["volumes"]
    assert folder == "/data"


def test_the_password_has_no_default(compose: dict[str, Any]) -> None:
    required = "${RICOCHET_NEO4J_PASSWORD:?set it in .env}"
    services = compose["services"]
    assert services["neo4j"]["environment"]["NEO4J_AUTH"] == f"neo4j/{required}"
    assert services["ricochet"]["environment"]["RICOCHET_NEO4J_PASSWORD"] == required
    assert "\nRICOCHET_NEO4J_PASSWORD=\n" in (PROJECT / ".env.example").read_text()


def test_the_secret_has_no_default(compose: dict[str, Any]) -> None:
    environment = compose["services"]["ricochet"]["environment"]
    assert environment["RICOCHET_SECRET"] == "${RICOCHET_SECRET:?set it in .env}"  # noqa: S105  # it is none
    assert "\nRICOCHET_SECRET=\n" in (PROJECT / ".env.example").read_text()


def test_the_service_is_published_on_loopback_only(compose: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in compose["services"]["ricochet"]["ports"])


def test_the_example_environment_lists_every_variable_and_no_other() -> None:
    explained = re.findall(r"^(?:# )?(RICOCHET_\w+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE)
    in_compose = set(re.findall(r"\$\{(RICOCHET_\w+)", (PROJECT / "docker-compose.yml").read_text()))
    in_settings = {f"RICOCHET_{name.upper()}" for name in Settings.model_fields}
    assert sorted(explained) == sorted(in_compose | in_settings)


def test_the_example_environment_shows_the_defaults() -> None:
    text = (PROJECT / ".env.example").read_text()
    shown = re.findall(r"^# RICOCHET_(\w+)=(.+)", text, re.MULTILINE)
    given = Settings.model_validate({name.lower(): value for name, value in shown})
    assert [getattr(given, name.lower()) for name, _ in shown] == [
        Settings.model_fields[name.lower()].default for name, _ in shown
    ]


def test_the_compose_file_falls_back_on_the_defaults() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    fallbacks = {name.lower(): value for name, value in re.findall(r"\$\{RICOCHET_(\w+):-([^}]*)\}", text)}
    given = Settings.model_validate(fallbacks)
    assert {name: getattr(given, name) for name in fallbacks} == {
        name: Settings.model_fields[name].default for name in fallbacks
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    assert all(re.search(r"^[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", pin) for pin in _pins(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_machine(lock: str) -> None:
    assert not re.search(r"://|@|--(?!hash)|/", (PROJECT / lock).read_text())


def test_what_the_project_requires_is_locked() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    extras = [*project["optional-dependencies"]["test"], *project["optional-dependencies"]["check"]]
    assert _required_names(project["dependencies"]) <= _pinned_names("requirements.txt")
    assert _required_names(extras) <= _pinned_names("requirements-dev.txt")


def test_tests_run_on_what_is_served() -> None:
    def pinned(lock: str) -> set[str]:
        return {pin.partition(" --hash")[0].strip() for pin in _pins(lock)}

    assert pinned("requirements.txt") <= pinned("requirements-dev.txt")


def test_a_rule_switched_off_says_why() -> None:
    assert [place for place, rest in _switched_off_rules() if not rest.strip(" #")] == []


def _patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Return every pattern that a module of ours keeps, by its name."""
    for package in ("graph", "loaders", "algorithms", "api", "ricochet"):
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                for name, value in vars(importlib.import_module(module.name)).items():
                    if isinstance(value, re.Pattern):
                        yield f"{module.name}.{name}", value


def test_no_text_of_a_hundred_thousand_letters_takes_a_pattern_many_steps() -> None:
    """A quadratic pattern would take minutes for one of them."""
    patterns = dict(_patterns())
    assert len(patterns) > 20
    for unit in ("0", "a", " ", "\t", '"', "\\", "[", "{", "a ", "a 0,", ". ", "'", "e", "-"):
        for pattern in patterns.values():
            text = f"{unit * (100_000 // len(unit))}!"
            pattern.fullmatch(text if isinstance(pattern.pattern, str) else text.encode())
