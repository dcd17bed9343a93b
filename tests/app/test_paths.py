"""Where Sotto keeps things."""

from pathlib import Path

import pytest

from app.paths import paths, resource


def test_everything_lies_below_the_home(home: Path) -> None:
    """SOTTO_HOME puts settings, data and logs in one folder."""
    found = paths()
    for path in (
        found.settings_file,
        found.data,
        found.logs,
        found.models,
        found.reports,
        found.sessions,
        found.company_rules,
    ):
        assert path.is_relative_to(home)
    assert not home.exists(), "asking makes nothing"


def test_another_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOTTO_CONFIG names the settings file; company rules lie beside it."""
    monkeypatch.setenv("SOTTO_CONFIG", str(tmp_path / "team.toml"))
    assert paths().settings_file == tmp_path / "team.toml"
    assert paths().company_rules == tmp_path / "rules"


def test_without_a_home_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without SOTTO_HOME the platform's own folders are used."""
    monkeypatch.delenv("SOTTO_HOME")
    assert "sotto" in str(paths().data).lower()


def test_resources_are_there() -> None:
    """What ships with Sotto can be found: the demo call and the report's template, both small."""
    call = resource("demo", "call.flac")
    assert 100_000 < call.stat().st_size < 2_500_000
    assert resource("reports", "call.html.jinja").is_file()
