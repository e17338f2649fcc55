"""Settings: where they come from, what they refuse, and that every one is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import ParameterError
from ricochet.settings import Settings, read_settings

PROJECT = Path(__file__).parents[2]
NAMES = [f"RICOCHET_{name.upper()}" for name in Settings.model_fields]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("document", ["README.md", ".env.example"])
def test_every_setting_is_documented(name: str, document: str) -> None:
    assert name in (PROJECT / document).read_text()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is(name: str) -> None:
    assert Settings.model_fields[name].description


def test_the_environment_goes_before_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RICOCHET_PORT", "8123")
    assert read_settings().port == 8123


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RICOCHET_PORT", "8123")
    assert read_settings(port=8124).port == 8124


@pytest.mark.parametrize(
    ("name", "value"),
    [("MIN_AUTHORS", "0"), ("REST_SHARE", "1.5"), ("PORT", "65536"), ("PORT", "many"), ("DEBUG", "perhaps")],
)
def test_a_setting_outside_its_range_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"RICOCHET_{name}", value)
    with pytest.raises(ParameterError, match=f"^RICOCHET_{name} must be .*, not '{value}'$"):
        read_settings()


def test_a_password_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RICOCHET_NEO4J_PASSWORD", "open sesame")
    settings = read_settings()
    assert settings.neo4j_password is not None
    assert "open sesame" not in f"{settings} {settings!r} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    ("store", "folder"),
    [("a/t.duckdb", "a/t.duckdb.snapshots"), ("bolt://localhost:7687", "ricochet.snapshots")],
)
def test_snapshots_are_kept_beside_a_file(store: str, folder: str) -> None:
    assert Settings(store=store).snapshot_folder == Path(folder)


def test_snapshots_can_be_kept_elsewhere() -> None:
    assert Settings(snapshots=Path("elsewhere")).snapshot_folder == Path("elsewhere")
